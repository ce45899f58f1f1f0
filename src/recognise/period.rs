//! Which of the dates of its sentence a figure holds for.
//!
//! The nearest one, unless the words say that it belongs elsewhere: to the figure that this one is
//! compared with, to a time that lies ahead as a limit ("until 2030"), to a remark between commas
//! ("built in 1998, …"), to a record ("the most since 1969").

use std::ops::Range;

use super::dates;
use super::lexer::Kind;
use super::lexicon::class;
use super::record::Context;
use super::scan::Found;
use super::text::Text;
use super::word_list::{Words, words};
use crate::model::{FigureKind, Precision, TimeFrame, When};

/// The time that the figure at `place` holds for: a date of its `sentence`, else the article's;
/// none where it is compared with a figure of a later time and nothing says when it was.
pub(super) fn period(
    text: &Text<'_>,
    figures: &[Found],
    place: usize,
    sentence: &Range<usize>,
    days: &[dates::Found],
    time_frame: TimeFrame,
    context: &Context,
) -> Option<When> {
    let found = &figures[place];
    let core = found.core();
    let compared = is_compared(text, figures, place);
    let first = days.partition_point(|date| date.tokens.end <= sentence.start);
    let nearest = days[first..]
        .iter()
        .take_while(|date| date.tokens.start < sentence.end)
        .filter(|date| {
            date.when.is_some_and(|when| {
                let is_of_another = is_limit(text, found, date, when, context)
                    || opens_period(text, found, date) && time_frame != TimeFrame::Cumulative
                    || is_far(text, found, date, when)
                    || is_ahead(when, context) && turns(text, &core, &date.tokens)
                    || in_remark(text, found, date, sentence)
                    || compared && date.tokens.start < core.start
                    || belongs_to_compared(text, figures, place, date, sentence);
                !is_of_another
            })
        })
        .min_by_key(|date| {
            // "said Wednesday that it has sent $24bn since 2022": a total has its own start.
            let starts = time_frame == TimeFrame::Cumulative
                && opens_period(text, found, date)
                && !another_between(figures, place, date);
            (!starts, distance(text, &core, &date.tokens))
        });
    let Some(date) = nearest else {
        return context.published.filter(|_| !compared);
    };
    let when = date.when?;
    match context.published {
        // "since February 2022": from then to the article's day.
        Some(published)
            if time_frame == TimeFrame::Cumulative
                && when.start() <= published.end()
                && opens_period(text, found, date) =>
        {
            Some(When::period(when.start(), published.end()))
        }
        _ => Some(when),
    }
}

/// "since February 2022", "since the invasion began on 24 February", "since its launch in 2022":
/// the date is when a time that lasts began.
fn opens_period(text: &Text<'_>, found: &Found, date: &dates::Found) -> bool {
    const OTHER_TIME: u64 = class::MONTH | class::WEEKDAY | class::TODAY;
    let start = date.tokens.start;
    // The three years of "since the war began three years ago" are that date.
    let is_itself = date.tokens.contains(&found.core().start);
    date.since
        || !is_itself
            && (start.saturating_sub(10)..start)
                .rev()
                .take_while(|&at| {
                    matches!(text.kind(at), Kind::Word | Kind::Possessive | Kind::Hyphen)
                        && !text.is(at, OTHER_TIME)
                })
                .any(|at| text.says(at, "since"))
}

/// Whether a figure other than a length of time stands between a figure and a date.
fn another_between(figures: &[Found], place: usize, date: &dates::Found) -> bool {
    let another = |other: &Found| other.quantity.kind != FigureKind::Duration;
    let behind = figures[place + 1..].iter();
    let before = figures[..place].iter().rev();
    behind
        .take_while(|other| other.core().start < date.tokens.start)
        .any(another)
        || before
            .take_while(|other| other.core().start >= date.tokens.end)
            .any(another)
}

/// How far a date is from a figure, in tokens; a semicolon between them counts as many.
fn distance(text: &Text<'_>, core: &Range<usize>, date: &Range<usize>) -> usize {
    const PARTED: usize = 20;
    let between = if date.start >= core.end {
        core.end..date.start
    } else {
        date.end..core.start.max(date.end)
    };
    let before = if date.start >= core.end { 0 } else { 2 };
    let parted = between.clone().any(|at| text.str(at) == ";");
    between.len() + before + if parted { PARTED } else { 0 }
}

/// "52 from 47", "against 9 per cent", ", up from £900m": a figure that the one before it is
/// compared with.
fn is_compared(text: &Text<'_>, figures: &[Found], place: usize) -> bool {
    let found = &figures[place];
    let lead = found.full.start.wrapping_sub(1);
    let the = usize::from(text.says_any(lead, words!["the", "just", "only", "a"]));
    let lead = lead.wrapping_sub(the);
    let led = text.says_any(lead, words!["from", "than", "against", "versus", "vs"])
        || text.says_any(lead, words!["with", "to"])
            && text.says_any(lead.wrapping_sub(1), words!["compared", "relative"]);
    if !led || found.quantity.opened {
        return false;
    }
    let Some(before) = place.checked_sub(1).and_then(|place| figures.get(place)) else {
        return false;
    };
    let near = before.core().end + 24 > found.core().start
        && (before.core().end..found.core().start).all(|at| !text.ends_sentence(at));
    let alike = before.quantity.kind == found.quantity.kind
        && (found.quantity.kind != FigureKind::Count
            || found.noun.is_none()
            || before.noun.as_ref().map(|noun| &noun.unit)
                == found.noun.as_ref().map(|noun| &noun.unit));
    near && alike
}

/// Whether a date behind a compared figure is that one's alone.
fn belongs_to_compared(
    text: &Text<'_>,
    figures: &[Found],
    place: usize,
    date: &dates::Found,
    sentence: &Range<usize>,
) -> bool {
    let start = date.tokens.start;
    let owner = figures.partition_point(|other| other.core().end <= start);
    let Some(owner) = owner.checked_sub(1) else {
        return false;
    };
    if is_compared_date(text, start) {
        return true;
    }
    owner != place
        && figures[owner].core().start >= sentence.start
        && is_compared(text, figures, owner)
        && start < figures[owner].full.end + 8
        && (figures[owner].full.end..start).all(|at| text.kind(at) != Kind::Comma)
}

/// "than a year earlier", "than in 2019", "on the same period of 2024": a date that is compared
/// with.
fn is_compared_date(text: &Text<'_>, start: usize) -> bool {
    let mut at = start;
    while at > 0
        && start - at < 6
        && (text.is(at - 1, class::DETERMINER)
            || text.says_any(
                at - 1,
                words![
                    "in", "at", "of", "same", "period", "time", "month", "quarter",
                ],
            ))
    {
        at -= 1;
    }
    let lead = at.wrapping_sub(1);
    text.says_any(lead, words!["than", "from", "versus"])
        || text.says_any(lead, words!["with", "to"]) && text.says(lead.wrapping_sub(1), "compared")
        || text.says_any(lead, words!["on", "over", "as"]) && text.says_any(at + 1, words!["same"])
}

/// "until 2030", "by the end of next year": how far it is to go, not when it is.
fn is_limit(
    text: &Text<'_>,
    found: &Found,
    date: &dates::Found,
    when: When,
    context: &Context,
) -> bool {
    let mut at = date.tokens.start;
    while at > 0
        && date.tokens.start - at < 5
        && (text.is(at - 1, class::DETERMINER)
            || text.kind(at - 1) == Kind::Hyphen
            || text.says_any(
                at - 1,
                words![
                    "end",
                    "middle",
                    "beginning",
                    "start",
                    "of",
                    "at",
                    "least",
                    "mid",
                    "late",
                    "early",
                ],
            ))
    {
        at -= 1;
    }
    let Some(lead) = at.checked_sub(1) else {
        return false;
    };
    let ahead = context
        .published
        .is_none_or(|published| when.end() > published.end());
    // "rising to £15bn by 2028": what it will be then.
    let reached = text.says(lead, "by")
        && found.full.start > 0
        && (text.says_any(found.full.start - 1, words!["to", "reach", "hit", "total"])
            || text.says(found.core().end, "of")
                && text.says_any(found.core().end + 1, words!["gdp"]));
    text.says_any(
        lead,
        words!["until", "till", "through", "by", "thru", "before"],
    ) && ahead
        && !reached
}

fn is_ahead(when: When, context: &Context) -> bool {
    context
        .published
        .is_some_and(|published| when.start() > published.end())
}

/// Whether ", but" or "while" stands between a figure and a date.
fn turns(text: &Text<'_>, core: &Range<usize>, date: &Range<usize>) -> bool {
    let (from, to) = if date.start >= core.end {
        (core.end, date.start)
    } else {
        (date.end, core.start)
    };
    (from..to).any(|at| text.says_any(at, words!["but", "while", "whereas", "although", "though"]))
}

/// A decade or a century names the time of a figure only close by.
fn is_far(text: &Text<'_>, found: &Found, date: &dates::Found, when: When) -> bool {
    let long = matches!(when.precision(), Precision::Decade);
    let (from, to) = if date.tokens.start >= found.core().end {
        (found.core().end, date.tokens.start)
    } else {
        (date.tokens.end, found.core().start)
    };
    let parted = |at: usize| matches!(text.kind(at), Kind::Comma | Kind::Colon | Kind::Dash);
    let opens = date.tokens.start <= 4 + text.sentence(date.tokens.start, 120).start;
    long && !opens && (to > from + 10 || (from..to).any(parted))
}

/// "The ship, built in 1998, carried 40": a date in a remark that the figure stands outside of.
fn in_remark(text: &Text<'_>, found: &Found, date: &dates::Found, sentence: &Range<usize>) -> bool {
    const MADE: &Words<14> = words![
        "built",
        "founded",
        "born",
        "established",
        "created",
        "opened",
        "launched",
        "signed",
        "registered",
        "elected",
        "appointed",
        "completed",
        "introduced",
        "made",
    ];
    let start = date.tokens.start;
    let Some(comma) = (sentence.start..start)
        .rev()
        .take(12)
        .find(|&at| text.kind(at) == Kind::Comma)
    else {
        return false;
    };
    let opens = text.says_any(comma + 1, MADE)
        || text.says_any(comma + 1, words!["who", "which"])
            && (comma + 2..start).any(|at| text.says_any(at, MADE));
    let outside = found.core().end <= comma || found.core().start > date.tokens.end;
    opens && outside
}

#[cfg(test)]
mod tests {
    use crate::model::When;
    use crate::recognise::{Context, Record, recognise};

    /// The times of the figures of a sentence that was published on 9 January 2025.
    fn times(sentence: &str) -> Vec<String> {
        let context = Context {
            published: "2025-01-09".parse().ok(),
            ..Context::default()
        };
        let records = recognise(sentence, &context);
        let figures = records.into_iter().filter_map(|record| match record {
            Record::Figure(figure) => Some(figure),
            Record::Date(_) => None,
        });
        figures
            .map(|figure| {
                figure
                    .when
                    .map_or("none".to_owned(), |when: When| when.to_string())
            })
            .collect()
    }

    #[test]
    fn a_figure_takes_the_date_that_is_its_own() {
        for (sentence, expected) in [
            (
                "£1.2bn had been pledged, up from £900m last year, officials said.",
                &["2025-01-09", "2024"][..],
            ),
            (
                "The toll rose to 52 on Monday from 47.",
                &["2025-01-06", "none"],
            ),
            (
                "In 2023 exports rose to $5 billion from $4 billion in 2022.",
                &["2023", "2022"],
            ),
            (
                "London will give £3 billion a year until 2030.",
                &["2025-01-09"],
            ),
            (
                "Paris promised €4 billion by the end of 2026.",
                &["2025-01-09"],
            ),
            ("By December, 40 people had died.", &["2024-12"]),
            ("The bill will rise to £15bn by 2028.", &["2028"]),
            (
                "It carried 9.4m passengers, 3m fewer than in 2019.",
                &["2025-01-09", "2025-01-09"],
            ),
            (
                "They needed $2 billion, but got 8% over the next six months.",
                // The figures and the six months themselves.
                &[
                    "2025-01-09",
                    "2025-01-10/2025-07-09",
                    "2025-01-10/2025-07-09",
                ],
            ),
            ("In 2030 it will cost $5 billion.", &["2030"]),
            (
                "Some 300 people fled the floods, which recalled the misery of the late 1990s.",
                &["2025-01-09"],
            ),
            ("In the 1990s, 300 people fled.", &["199X"]),
            (
                "In 2022 the US gave $20bn; in 2023, $40bn.",
                &["2022", "2023"],
            ),
            (
                "The ship, built in 1998, carried 154 migrants.",
                &["2025-01-09"],
            ),
            (
                "More than 2 million ballots were cast, the most since 1969.",
                &["2025-01-09"],
            ),
            (
                "More than 2 million people have fled since 2022.",
                &["2022-01-01/2025-01-09"],
            ),
            (
                "It has sent $24bn since the invasion began on 24 February 2022.",
                &["2022-02-24/2025-01-09"],
            ),
            (
                "Since its launch in 2023, the fund has paid out €3 billion.",
                &["2023-01-01/2025-01-09"],
            ),
            ("In August it gave $1 billion on the 8th.", &["2024-08-08"]),
            (
                "Prices rose 4%, the most since the war began in 2014.",
                &["2025-01-09"],
            ),
            (
                "It gave $150m on the 2nd and $20m on the 6th.",
                &["2025-01-02", "2025-01-06"],
            ),
        ] {
            assert_eq!(times(sentence), expected, "{sentence}");
        }
    }
}
