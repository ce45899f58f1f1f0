//! How a text stands to a figure: whether it denies, doubts or imagines it, and whether it rose or
//! fell.

use std::ops::Range;

use super::lexer::Kind;
use super::lexicon::class;
use super::record::{Polarity, Trend};
use super::scan::Found;
use super::text::Text;
use super::word_list::{Words, words};

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
        if matches!(text.kind(at), Kind::Stop | Kind::Colon | Kind::Quote) {
            break;
        }
        if !may_decide(text, at) {
            continue;
        }
        if text.says_any(at, words!["but", "although", "while"]) {
            break;
        }
        if text.is(at, class::NEGATION) && (at + 1..at + 7).any(|next| text.is(next, class::VERIFY))
        {
            return Some(Polarity::Unconfirmed);
        }
        if text.says_any(at, words!["not", "never", "denied", "denies", "denying"])
            && !text.says_any(
                at + 1,
                words![
                    "only", "just", "less", "more", "fewer", "over", "one", "a", "all", "yet",
                ],
            )
            || text.str(at).ends_with("n't")
            || turns_down_a_report(text, at)
        {
            return Some(Polarity::Negated);
        }
        if text.says(at, "nothing") && text.says(at + 1, "like")
            || text.says(at, "none") && text.says(at + 1, "of") && at + 4 > start
        {
            return Some(Polarity::Negated);
        }
        if is_hypothetical(text, at) {
            return Some(Polarity::Hypothetical);
        }
    }
    // "$2 billion a year would be needed".
    let next = found.full.end;
    if text.says_any(next, words!["would", "could", "might"]) {
        return Some(Polarity::Hypothetical);
    }
    if called_false(text, next..sentence.end) {
        return Some(Polarity::Negated);
    }
    unverified().then_some(Polarity::Unconfirmed)
}

/// Verbs that turn down a report, or a bid.
const REJECTS: &Words<8> = words![
    "rejected",
    "rejects",
    "rejecting",
    "dismissed",
    "dismisses",
    "refuted",
    "refutes",
    "disputed",
];

/// Whether the word before a figure may say how the text stands to it, as few do.
fn may_decide(text: &Text<'_>, at: usize) -> bool {
    text.is(at, class::NEGATION | class::HYPOTHETICAL)
        || text.says_any(
            at,
            words![
                "but", "although", "while", "not", "never", "denied", "denies", "denying",
                "nothing", "none",
            ],
        )
        || text.says_any(at, REJECTS)
        || text.str(at).ends_with("n't")
}

/// "rejected reports that", "dismissed the claim of": not a bid that was rejected.
fn turns_down_a_report(text: &Text<'_>, at: usize) -> bool {
    const REPORTS: &Words<12> = words![
        "report",
        "reports",
        "claim",
        "claims",
        "allegation",
        "allegations",
        "suggestion",
        "suggestions",
        "statement",
        "statements",
        "accusation",
        "accusations",
    ];
    text.says_any(at, REJECTS) && (at + 1..at + 5).any(|noun| text.says_any(noun, REPORTS))
}

/// "Claims that 70 were killed are false": what the sentence says of itself behind the figure.
fn called_false(text: &Text<'_>, mut behind: Range<usize>) -> bool {
    const FALSE: &Words<6> = words![
        "false",
        "untrue",
        "wrong",
        "baseless",
        "unfounded",
        "fabricated",
    ];
    behind.any(|at| {
        text.is(at, class::AUXILIARY)
            && text.says_any(at, words!["is", "are", "was", "were"])
            && (at + 1..at + 3).any(|next| text.says_any(next, FALSE))
            && !text.says(at + 1, "not")
    })
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
    trend_behind(text, found).or_else(|| trend_to(text, found, sentence))
}

/// "cut its rate by 50 basis points to 9 percent": the verb stands before the figure in between.
fn trend_to(text: &Text<'_>, found: &Found, sentence: &Range<usize>) -> Option<Trend> {
    let to = found.full.start.checked_sub(1)?;
    if !text.says(to, "to") {
        return None;
    }
    let low = sentence.start.max(to.saturating_sub(12));
    let clause = (low..to)
        .rev()
        .take_while(|&at| !matches!(text.kind(at), Kind::Comma | Kind::Colon));
    let mut clause = clause.filter(|&at| {
        text.is(at, class::RISE | class::FALL) && !text.says_any(at, words!["growth", "up", "down"])
    });
    let verb = clause.next()?;
    Some(if text.is(verb, class::RISE) {
        Trend::Up
    } else {
        Trend::Down
    })
}

/// Whether the words behind a figure say that it rose or fell: "6 percent less than", ", up from".
fn trend_behind(text: &Text<'_>, found: &Found) -> Option<Trend> {
    let mut end = found.full.end;
    // "870 naira a litre, down from".
    if text.says_any(end, words!["a", "an", "per", "each"]) && text.kind(end + 1) == Kind::Word {
        end += 2;
    }
    let at = end + usize::from(text.kind(end) == Kind::Comma);
    let compared =
        (at + 1..at + 4).any(|i| text.says_any(i, words!["from", "on", "than", "compared"]));
    if text.says_any(at, words!["up", "higher", "more"]) && compared {
        return Some(Trend::Up);
    }
    (text.says_any(at, words!["down", "lower", "less", "fewer"]) && compared).then_some(Trend::Down)
}

#[cfg(test)]
mod tests {
    use crate::recognise::{Context, Polarity, Record, recognise};

    fn polarity(sentence: &str) -> Option<Polarity> {
        let records = recognise(sentence, &Context::default());
        let figure = records.into_iter().find_map(|record| match record {
            Record::Figure(figure) => Some(figure),
            Record::Date(_) => None,
        });
        figure.expect("a figure").polarity
    }

    #[test]
    fn what_is_denied_and_what_is_not() {
        for (sentence, expected) in [
            (
                "Kyiv denied that 500 soldiers were killed.",
                Some(Polarity::Negated),
            ),
            (
                "Moscow rejected reports that 900 soldiers had died.",
                Some(Polarity::Negated),
            ),
            (
                "Claims that 70 civilians were killed are false.",
                Some(Polarity::Negated),
            ),
            (
                "The report that 70 civilians died was simply untrue.",
                Some(Polarity::Negated),
            ),
            (
                "Nobody has verified that 10,000 troops died.",
                Some(Polarity::Unconfirmed),
            ),
            ("The board rejected a bid of $3 billion.", None),
            ("The firm dismissed 500 workers.", None),
            ("Reports that 70 civilians were killed are not false.", None),
        ] {
            assert_eq!(polarity(sentence), expected, "{sentence}");
        }
    }
}
