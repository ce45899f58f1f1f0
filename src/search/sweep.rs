//! Every hit in one long text, in slices, so that a search that nobody waits for any more ends soon.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use super::TextQuery;
use crate::model::{Article, Project};

/// The most hits that are gathered: more than anybody goes through.
pub const MOST_HITS: usize = 100_000;

/// How much is looked through before the next look at whether to stop, in bytes.
const SLICE: usize = 64 * 1024;
/// How far a hit may reach beyond its slice, in bytes. A longer one, which only an expression such
/// as `(?s)a.*z` has, is cut there.
const REACH: usize = 16 * 1024;

/// The hits in one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sweep {
    /// Where they stand, in order and without overlap; UTF-8 bytes.
    pub hits: Vec<Range<usize>>,
    /// Whether there are more than [`MOST_HITS`].
    pub more: bool,
}

impl TextQuery {
    /// Finds every hit in a text; none once `stop` is set.
    pub fn sweep(&self, text: &str, stop: &AtomicBool) -> Option<Sweep> {
        let mut sweep = Sweep::default();
        let mut at = 0;
        while at < text.len() {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            let end = text.floor_char_boundary(at + SLICE);
            let seen = text.floor_char_boundary(end + REACH);
            let is_last = seen == text.len();
            // What stands before is in view of the pattern, which may ask where a word begins.
            let view = &text[..seen];
            while let Some(hit) = self.first_from(view, at) {
                if !is_last && hit.start >= end {
                    break;
                }
                if hit.is_empty() {
                    at = text.ceil_char_boundary(hit.end + 1);
                } else if sweep.hits.len() == MOST_HITS {
                    sweep.more = true;
                    return Some(sweep);
                } else {
                    at = hit.end;
                    sweep.hits.push(hit);
                }
                if at >= seen {
                    break;
                }
            }
            at = if is_last { text.len() } else { at.max(end) };
        }
        Some(sweep)
    }
}

/// The hits in an article's text that share no letter with the words of a claim.
pub fn unclaimed(project: &Project, article: &Article, hits: &[Range<usize>]) -> Vec<Range<usize>> {
    let claims = project.claims_of(article.id);
    let mut claimed: Vec<Range<usize>> = claims
        .filter(|claim| !claim.detached)
        .map(|claim| claim.passage.range())
        .collect();
    claimed.sort_by_key(|range| range.start);
    let mut reach = 0;
    let ends: Vec<usize> = claimed
        .iter()
        .map(|range| {
            reach = reach.max(range.end);
            reach
        })
        .collect();
    let is_free = |hit: &&Range<usize>| {
        let before = claimed.partition_point(|range| range.start < hit.end);
        before == 0 || ends[before - 1] <= hit.start
    };
    hits.iter().filter(is_free).cloned().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::TextOptions;

    fn query(words: &str, expression: bool) -> TextQuery {
        let options = TextOptions {
            expression,
            ..TextOptions::default()
        };
        TextQuery::new(words, options).unwrap()
    }

    fn sweep(query: &TextQuery, text: &str) -> Sweep {
        query.sweep(text, &AtomicBool::new(false)).unwrap()
    }

    #[test]
    fn a_hit_across_slices_is_found_once() {
        for shift in 0..24 {
            let before = "x".repeat(SLICE - 20 + shift);
            let text = format!("{before} seven\n  million {}", "é".repeat(SLICE));
            let found = sweep(&query("seven million", false), &text);
            let start = before.len() + 1;
            let whole = start..start + "seven\n  million".len();
            assert_eq!(found.hits.as_slice(), std::slice::from_ref(&whole));
        }
    }

    #[test]
    fn too_many_are_cut_and_a_search_can_be_stopped() {
        let text = "a ".repeat(MOST_HITS + 1);
        let found = sweep(&query("a", false), &text);
        assert!(found.more && found.hits.len() == MOST_HITS);
        let stopped = query("a", false).sweep(&text, &AtomicBool::new(true));
        assert_eq!(stopped, None);
    }

    proptest! {
        #[test]
        fn finds_what_one_look_at_the_whole_finds(
            parts in prop::collection::vec("aid|31 trucks|[a-zé]{1,9}|\n|€| ", 1..40),
            times in 1_usize..3000,
            pattern in prop::sample::select(vec!["aid", r"\d+ t", r"\baid\b", "^.", "é$", "x*"]),
        ) {
            let text = parts.concat().repeat(times);
            prop_assume!(text.len() < 4 * SLICE);
            let query = query(pattern, true);
            let whole: Vec<_> = query.find_in(&text).collect();
            prop_assert_eq!(sweep(&query, &text).hits, whole);
        }
    }
}
