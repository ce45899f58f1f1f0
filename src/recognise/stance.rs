//! How a text stands to a figure: whether it denies, doubts or imagines it, and whether it rose or
//! fell.

use std::ops::Range;

use super::lexer::Kind;
use super::lexicon::class;
use super::record::{Polarity, Trend};
use super::scan::Found;
use super::text::Text;

/// Whether the clause denies, doubts or imagines the figure.
pub(super) fn polarity(
    text: &Text<'_>,
    found: &Found,
    sentence: &Range<usize>,
) -> Option<Polarity> {
    let start = found.full.start;
    let unverified = || {
        sentence.clone().any(|at| {
            text.is(at, class::VERIFY)
                && (at.saturating_sub(6)..at).any(|before| text.is(before, class::NEGATION))
                || text.is(at, class::UNCONFIRMED)
        })
    };
    for at in (sentence.start..start).rev().take(8) {
        if matches!(text.kind(at), Kind::Stop | Kind::Colon | Kind::Quote)
            || text.says_any(at, &["but", "although", "while"])
        {
            break;
        }
        if text.is(at, class::NEGATION) && (at + 1..at + 7).any(|next| text.is(next, class::VERIFY))
        {
            return Some(Polarity::Unconfirmed);
        }
        if text.says_any(at, &["not", "never", "denied", "denies", "denying"])
            && !text.says_any(
                at + 1,
                &[
                    "only", "just", "less", "more", "fewer", "over", "one", "a", "all", "yet",
                ],
            )
            || text.str(at).ends_with("n't")
        {
            return Some(Polarity::Negated);
        }
        if text.says(at, "nothing") && text.says(at + 1, "like") {
            return Some(Polarity::Negated);
        }
        if is_hypothetical(text, at) {
            return Some(Polarity::Hypothetical);
        }
    }
    // "$2 billion a year would be needed".
    let next = found.full.end;
    if text.says_any(next, &["would", "could", "might"]) {
        return Some(Polarity::Hypothetical);
    }
    unverified().then_some(Polarity::Unconfirmed)
}

/// "would", "might": not the month of May.
fn is_hypothetical(text: &Text<'_>, at: usize) -> bool {
    text.is(at, class::HYPOTHETICAL) && !(text.says(at, "may") && text.capital(at))
}

/// Whether the quantity rose or fell by it or to it.
pub(super) fn trend(text: &Text<'_>, found: &Found, sentence: &Range<usize>) -> Option<Trend> {
    for at in (sentence.start..found.full.start).rev().take(5) {
        if matches!(text.kind(at), Kind::Stop | Kind::Comma | Kind::Colon) {
            break;
        }
        if text.is(at, class::RISE) {
            return Some(Trend::Up);
        }
        if text.is(at, class::FALL) && !text.says(at, "lost") {
            return Some(Trend::Down);
        }
    }
    trend_behind(text, found)
}

/// Whether the words behind a figure say that it rose or fell: "6 percent less than", ", up from".
fn trend_behind(text: &Text<'_>, found: &Found) -> Option<Trend> {
    let end = found.full.end;
    let at = end + usize::from(text.kind(end) == Kind::Comma);
    let compared = (at + 1..at + 4).any(|i| text.says_any(i, &["from", "on", "than", "compared"]));
    if text.says_any(at, &["up", "higher", "more"]) && compared {
        return Some(Trend::Up);
    }
    (text.says_any(at, &["down", "lower", "less", "fewer"]) && compared).then_some(Trend::Down)
}
