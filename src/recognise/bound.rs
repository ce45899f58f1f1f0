//! The words that limit a number: "at least", "nearly", "or more", `+`.

use super::lexer::Kind;
use super::lexicon::class;
use super::text::Text;
use super::word_list::words;
use crate::model::Bound;

/// A limit found beside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limit {
    /// What it says.
    pub bound: Bound,
    /// The first token of the words before the number, or of the number.
    pub start: usize,
    /// The token after the words behind the number, or after the number.
    pub end: usize,
}

/// How far before a number its limit may start, in tokens.
const REACH: usize = 6;

/// The limit of the number whose tokens are `start..end`.
pub(super) fn limit(text: &Text<'_>, start: usize, end: usize) -> Limit {
    let before = before(text, start);
    let after = after(text, end);
    match (before, after) {
        (Some((bound, start)), Some((other, end))) => {
            // "about five hundred or more": the harder word counts.
            let bound = if matches!(bound, Bound::About | Bound::Exact) {
                other
            } else {
                bound
            };
            Limit { bound, start, end }
        }
        (Some((bound, start)), None) => Limit { bound, start, end },
        (None, Some((bound, end))) => Limit { bound, start, end },
        (None, None) => Limit {
            bound: Bound::Exact,
            start,
            end,
        },
    }
}

fn before(text: &Text<'_>, start: usize) -> Option<(Bound, usize)> {
    let low = start.saturating_sub(REACH);
    // Words that may stand between the limit and its number.
    let mut meets = start;
    while meets > low
        && (text.is(meets - 1, class::INCREMENT) && !text.says(meets - 1, "more")
            || text.says_any(
                meets - 1,
                words!["a", "an", "the", "whopping", "staggering", "total"],
            )
            || text.says(meets - 1, "reported"))
        && text.same_paragraph(meets)
    {
        meets -= 1;
    }
    for stop in [start, meets] {
        for at in low..stop {
            if !text.is(at, class::BOUND) {
                continue;
            }
            let Some((after, &bound)) = text.phrase(&text.lexicon.bounds_before, at) else {
                continue;
            };
            if after != stop
                || !text.same_paragraph(stop)
                || !holds(text, at, after, after == start)
            {
                continue;
            }
            if let Some((outer, start)) = stacked(text, at, bound) {
                return Some((outer, start));
            }
            return Some((bound, at));
        }
    }
    None
}

/// Whether the "over" at `at` says how long something goes on, "$5 billion over four years", and
/// not that it took longer: "lasted over four years".
pub(super) fn spans(text: &Text<'_>, at: usize) -> bool {
    const LASTING: [&str; 26] = [
        "for", "after", "of", "than", "within", "in", "since", "by", "to", "at", "with", "took",
        "take", "takes", "taking", "last", "lasted", "lasts", "lasting", "spent", "spanning",
        "waited", "going", "just", "well", "well-",
    ];
    let before = at.wrapping_sub(1);
    if at == 0 || text.ends_sentence(before) {
        return text.says(at, "over");
    }
    text.says(at, "over")
        && !text.says_any(before, &LASTING)
        && !text.is(before, class::AUXILIARY)
        && !text.says_any(before.wrapping_sub(1), &LASTING[11..19])
}

/// "as many as about 500": the outer limit counts, unless it is vaguer.
fn stacked(text: &Text<'_>, at: usize, inner: Bound) -> Option<(Bound, usize)> {
    if inner != Bound::About {
        return None;
    }
    (at.saturating_sub(4)..at).find_map(|outer| {
        if !text.is(outer, class::BOUND) {
            return None;
        }
        let (after, &bound) = text.phrase(&text.lexicon.bounds_before, outer)?;
        (after == at && bound != Bound::About && holds(text, outer, after, true))
            .then_some((bound, outer))
    })
}

/// Whether words that have other uses limit a number here.
fn holds(text: &Text<'_>, at: usize, end: usize, direct: bool) -> bool {
    if end != at + 1 {
        // "falling short of the 100 billion": it was to be that much.
        let falls = text.says_any(
            at.wrapping_sub(1),
            words!["fall", "falls", "fell", "falling", "fallen"],
        );
        return !(falls && text.says(at, "short"));
    }
    match &*text.entry(at).text {
        // "over 10 years" lasts that long; over an amount it is a limit. Between numbers it is
        // a fraction.
        "over" => {
            let before = at.wrapping_sub(1);
            // "roll over $12bn", "handed over 300 bodies".
            !matches!(text.kind(before), Kind::Number)
                && !text.says_any(
                    before,
                    words![
                        "roll", "rolled", "rolling", "hand", "hands", "handed", "handing", "turn",
                        "turned", "turning", "carried", "paid",
                    ],
                )
        }
        "some" => !text.says(at.wrapping_sub(1), "in"),
        // "under a $33 billion programme": a place, no limit.
        "under" | "above" | "below" | "beyond" | "near" => {
            direct || !text.says_any(end, words!["a", "an", "the"])
        }
        _ => true,
    }
}

fn after(text: &Text<'_>, end: usize) -> Option<(Bound, usize)> {
    let hyphen = text.kind(end) == Kind::Hyphen && text.glued(end);
    let at = end + usize::from(hyphen);
    if !text.is(at, class::BOUND) || !text.same_paragraph(at) {
        return None;
    }
    let (after, &bound) = text.phrase(&text.lexicon.bounds_after, at)?;
    let fits = match &*text.entry(at).text {
        "plus" | "some" => hyphen,
        // "23,000 acres and more than 5,000 homes": it limits the next number.
        "and" if text.says(after, "than") => false,
        "+" => text.glued(at),
        "odd" => hyphen || text.is(at + 1, class::NOUN),
        "at" | "maximum" | "max" | "approximately" | "on" | "give" => {
            !matches!(text.kind(after), Kind::Number | Kind::Sign)
                && !text.is(after, class::NUMBER_WORD)
        }
        // "or more than 4500" limits the next number.
        _ => !matches!(text.kind(after), Kind::Number | Kind::Sign),
    };
    fits.then_some((bound, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> (Bound, String) {
        let text = Text::new(source);
        let number = (0..text.len())
            .find(|&i| text.kind(i) == Kind::Number)
            .unwrap_or(0);
        let limit = limit(&text, number, number + 1);
        (limit.bound, text.words(limit.start..limit.end).to_owned())
    }

    #[test]
    fn limits() {
        for (written, bound, words) in [
            ("more than 20", Bound::Over, "more than 20"),
            ("no more than 20", Bound::AtMost, "no more than 20"),
            ("no fewer than 20 men", Bound::AtLeast, "no fewer than 20"),
            (
                "on the order of 600,000",
                Bound::About,
                "on the order of 600,000",
            ),
            ("just under 20", Bound::Nearly, "just under 20"),
            ("at least another 20", Bound::AtLeast, "at least another 20"),
            ("20 or more died", Bound::AtLeast, "20 or more"),
            ("a 20-plus group", Bound::Over, "20-plus"),
            ("20+ men", Bound::Over, "20+"),
            ("about 500 or more", Bound::AtLeast, "about 500 or more"),
            ("up to about 500", Bound::AtMost, "up to about 500"),
            ("the 20 men", Bound::Exact, "20"),
            (">= 30", Bound::AtLeast, ">= 30"),
        ] {
            assert_eq!(read(written), (bound, words.to_owned()), "{written}");
        }
    }
}
