//! How the figures of a text hang together: part of, the same as, and what a number without a
//! noun takes from the one before it.

use super::claimant::REACH;
use super::lexer::Kind;
use super::lexicon::class;
use super::number::Form;
use super::record::FigureRecord;
use super::scan::Found;
use super::text::Text;
use super::word_list::words;
use crate::model::{Bound, FigureKind, TimeFrame};

/// What a number without a noun takes from the figure before it: "from 47", "another 400,000",
/// "two had been wounded" count what that one counts; "to 38.3 billion" is the same money.
pub(super) fn stand_in(
    record: &mut FigureRecord,
    before: &FigureRecord,
    text: &Text<'_>,
    last: &Found,
    found: &Found,
) {
    let figure = &mut record.figure;
    let bare = figure.kind == FigureKind::Count
        && found.noun.is_none()
        && found.quantity.form != Form::Share;
    let near = text.sentence(last.core().start, REACH).end + 24 > found.core().start
        && text.same_paragraph(found.full.start);
    if !bare || !near || before.figure.unit.is_empty() {
        return;
    }
    let same = text.sentence(last.core().start, REACH).end > found.core().start;
    let end = found.core().end.max(found.limit.end);
    let lead = found.full.start.wrapping_sub(1);
    let compared = text.says_any(
        lead,
        words![
            "from", "to", "than", "against", "versus", "over", "of", "at", "planned", "with",
        ],
    ) && !(text.says(lead, "of") && named_before(text, lead))
        || text.kind(lead) == Kind::Possessive;
    // "6.3 million of them".
    let of_them = text.says(end, "of")
        && text.says_any(end + 1, words!["them", "those", "whom", "these", "which"]);
    let more = (found.full.start.wrapping_sub(2)..found.core().start).any(|at| {
        text.is(at, class::INCREMENT) || text.says_any(at, words!["remaining", "only", "just"])
    }) || text.says_any(end, words!["more", "last", "this", "a", "others"]);
    let participle = text.str(end).len() > 4
        && text.str(end).ends_with("ed")
        && !text.capital(end)
        && !text.is(end, class::STATE);
    let subject = text.is(end, class::AUXILIARY | class::VERB)
        || text.says_any(end, words!["were", "was", "lay"])
        || participle;
    // "a dozen others were taken to hospital": what became of them is told.
    let behind = end + usize::from(text.says_any(end, words!["others", "more"]));
    match before.figure.kind {
        FigureKind::Money if same && found.quantity.scaled && !subject => {
            figure.kind = FigureKind::Money;
            figure.unit.clone_from(&before.figure.unit);
        }
        FigureKind::Percent if same && compared && !of_them && !found.quantity.scaled => {
            figure.kind = FigureKind::Percent;
            figure.unit.clone_from(&before.figure.unit);
        }
        FigureKind::Count if same && of_them => figure.unit.clone_from(&before.figure.unit),
        FigureKind::Measure if same && compared => {
            figure.kind = FigureKind::Measure;
            figure.unit.clone_from(&before.figure.unit);
            if matches!(figure.time_frame, TimeFrame::InPeriod) {
                figure.time_frame = before.figure.time_frame;
            }
        }
        FigureKind::Count if more || same && (compared || subject) => {
            // "28 dead": people, whatever was counted before; "another 129 were wounded" need not
            // be children.
            let stated = figure.unit == "person";
            // One without a noun of its own has taken over what it counts.
            let known = last.noun.as_ref().map_or(!stated, |noun| {
                noun.known && (!stated || !more && text.is(noun.head, class::PERSON))
            });
            if known || !stated && before.figure.unit == "person" {
                figure.unit.clone_from(&before.figure.unit);
                if record.tags.is_empty()
                    && more
                    && !text.is(behind, class::AUXILIARY | class::VERB)
                {
                    record.tags.clone_from(&before.tags);
                }
            }
        }
        _ => {}
    }
}

/// "a population of 1.2 million": a noun that says what the number behind it counts.
fn named_before(text: &Text<'_>, of: usize) -> bool {
    let noun = of.wrapping_sub(1);
    text.kind(noun) == Kind::Word
        && !text.is(
            noun,
            class::AUXILIARY | class::STATE | class::FALL | class::RISE,
        )
        && !text.says_any(
            noun,
            words![
                "total", "toll", "number", "target", "peak", "average", "maximum", "minimum",
                "out",
            ],
        )
        && text.kind(noun.wrapping_sub(1)) == Kind::Word
        && text.is(noun.wrapping_sub(1), class::DETERMINER)
}

/// What a restated amount, a part, and "52 from 47" take over from the figure before.
pub(super) fn inherit(
    record: &mut FigureRecord,
    before: &FigureRecord,
    text: &Text<'_>,
    last: &Found,
    found: &Found,
) {
    let start = Some(before.span.start);
    let from = found.full.start.checked_sub(1).is_some_and(|at| {
        let near = text.tokens[at].start as usize <= before.full.end + 2;
        // "to 158 on Thursday from 95".
        let change = found.noun.is_none()
            && last.full.end + 6 > at
            && (last.full.end..at).all(|between| {
                text.kind(between) == Kind::Word
                    && !text.is(between, class::VERB | class::AUXILIARY)
            });
        text.says(at, "from") && (near || change)
    });
    if record.stage.is_none() && same_decision(text, before, record, last, found) {
        record.stage = before.stage;
    }
    let same = record.same_as == start;
    if !(same || record.part_of == start || from && record.figure.kind == before.figure.kind) {
        return;
    }
    if record.tags.is_empty() {
        record.tags.clone_from(&before.tags);
    }
    record.stage = record.stage.or(before.stage);
    if same {
        record.figure.time_frame = before.figure.time_frame;
        record.tags.clone_from(&before.tags);
        record.when = before.when;
    }
    if record.claimant.is_none() {
        record.claimant.clone_from(&before.claimant);
    }
    if record.subject.is_none() {
        record.subject.clone_from(&before.subject);
    }
}

/// "received $5 billion in loans and $3 billion in grants": both of them came.
fn same_decision(
    text: &Text<'_>,
    before: &FigureRecord,
    record: &FigureRecord,
    last: &Found,
    found: &Found,
) -> bool {
    let money = |record: &FigureRecord| {
        record.figure.kind == FigureKind::Money
            && record.tags.iter().any(|tag| tag.starts_with("aid"))
    };
    let mut between = last.full.end..found.full.start;
    let joined = between
        .clone()
        .any(|at| text.says_any(at, words!["and", "plus"]))
        && between.len() <= 8
        && between.all(|at| {
            !text.is(
                at,
                class::VERB | class::AUXILIARY | class::STAGE | class::PRONOUN,
            ) && !text.ends_sentence(at)
                && matches!(text.kind(at), Kind::Word | Kind::Comma | Kind::Hyphen)
        });
    money(before) && money(record) && joined
}

/// "$20 billion of the $50 billion", "120 people, of whom 20": the first byte of the whole.
pub(super) fn part_of(text: &Text<'_>, figures: &[Found], place: usize) -> Option<usize> {
    let found = &figures[place];
    let start = |found: &Found| text.span(found.core()).start;
    if text.says(found.core().end, "of")
        && let Some(whole) = figures.get(place + 1)
        && whole.full.start <= found.core().end + 3
        && whole.quantity.kind == found.quantity.kind
    {
        return Some(start(whole));
    }
    let before = place
        .checked_sub(1)
        .and_then(|before| figures.get(before))?;
    if before.core().end + 24 < found.full.start
        || text.sentence(before.core().start, REACH).end <= found.core().start
    {
        return None;
    }
    let gap = before.core().end..found.full.start;
    let cue = gap.clone().any(|at| {
        text.says(at, "including")
            || text.says(at, "among") && text.says_any(at + 1, words!["them", "whom"])
            || text.says(at, "of")
                && text.says_any(at + 1, words!["whom", "which", "them", "those", "these"])
    }) || text.says(found.core().end, "of")
        && text.says_any(
            found.core().end + 1,
            words!["them", "those", "these", "whom", "which", "it", "that"],
        );
    // "counted 13,000 dead civilians; 618 were children".
    let cue = cue
        || found
            .noun
            .as_ref()
            .is_some_and(|noun| noun.end <= found.core().end.max(found.limit.end))
            && text.says_any(found.core().end, words!["were", "are"]);
    let larger = before.quantity.low >= found.quantity.low;
    (cue && larger && before.quantity.kind == found.quantity.kind).then(|| start(before))
}

/// "85 billion kroner ($7.8bn)": the first byte of the amount that it restates.
pub(super) fn same_as(text: &Text<'_>, figures: &[Found], place: usize) -> Option<usize> {
    let found = &figures[place];
    let before = place
        .checked_sub(1)
        .and_then(|before| figures.get(before))?;
    let money = found.quantity.kind == FigureKind::Money
        && before.quantity.kind == FigureKind::Money
        && found.quantity.unit != before.quantity.unit
        || found.quantity.kind == FigureKind::Measure
            && before.quantity.kind == FigureKind::Measure;
    let near = before.full.end + 4 >= found.full.start;
    if !money || !near {
        return None;
    }
    let joined = (before.core().end..found.full.start).any(|at| {
        matches!(
            text.str(at),
            "(" | "or" | "equal" | "equivalent" | "i.e." | "="
        )
    }) || text.kind(before.full.end) == Kind::Comma
        && found.limit.bound == Bound::About
        && found.full.start == before.full.end + 1;
    joined.then(|| text.span(before.core()).start)
}
