//! The whole reading of a text: dates, figures, what each is about, who says so, how sure.
//!
//! Owns the order of the stages and the links between records. Everything is decided from the
//! tokens of the text and the context; the same text gives the same records.

use rust_decimal::Decimal;

use super::claimant::{REACH, own_name, source_of};
use super::dates::{self, dates};
use super::lexer::Kind;
use super::lexicon::{AidKind, class};
use super::number::Form;
use super::record::{Claimant, Context, DateRecord, FigureRecord, Polarity, Record, Trend};
use super::scan::{Found, scan};
use super::sense::{Sense, sense, usual_aid};
use super::text::Text;
use crate::model::{FigureKind, TimeFrame, When};

/// Reads `source`: every figure and date in it, in order of their places. Any text is read, in
/// time that grows with its length; what is not understood is left out.
///
/// ```
/// use claimbook::recognise::{Context, Record, recognise};
/// let records = recognise("At least 40 soldiers were killed.", &Context::default());
/// let Record::Figure(figure) = &records[0] else { panic!() };
/// assert_eq!(figure.tags, ["casualties/killed"]);
/// ```
pub fn recognise(source: &str, context: &Context) -> Vec<Record> {
    let text = Text::with(source, &context.words);
    let published = context.published.map(When::start);
    let days = dates(&text, published);
    let mut next = 0;
    let figures = scan(&text, 0..text.len(), |at| {
        while days.get(next).is_some_and(|date| date.tokens.end <= at) {
            next += 1;
        }
        days.get(next)
            .filter(|date| date.claims && date.tokens.contains(&at))
            .map(|date| date.tokens.end)
    });
    let mut records: Vec<Record> = Vec::with_capacity(days.len() + figures.len());
    for date in &days {
        // The ends of a loose period are dates of their own.
        let loose = date.parts.iter().flatten();
        let mut parts = 0;
        for (tokens, when) in loose {
            parts += 1;
            records.push(Record::Date(DateRecord {
                span: text.span(tokens.clone()),
                when: Some(*when),
                ends: None,
                timex: None,
            }));
        }
        if parts == 0 {
            records.push(Record::Date(DateRecord {
                span: text.span(date.tokens.clone()),
                when: date.when,
                ends: date.ends,
                timex: date.timex.clone(),
            }));
        }
    }
    let usual = if figures.is_empty() {
        None
    } else {
        usual_aid(&text)
    };
    for place in 0..figures.len() {
        let mut record = figure(&text, &figures, place, &days, (context, usual));
        if let Some(Record::Figure(before)) = records.last() {
            inherit(&mut record, before, &text, &figures[place]);
        }
        records.push(Record::Figure(Box::new(record)));
    }
    records.sort_by_key(|record| (record.span().start, matches!(record, Record::Date(_))));
    records
}

fn figure(
    text: &Text<'_>,
    figures: &[Found],
    place: usize,
    days: &[dates::Found],
    (context, usual): (&Context, Option<AidKind>),
) -> FigureRecord {
    let found = &figures[place];
    let core = found.core();
    let sentence = text.sentence(core.start, REACH);
    let Sense {
        time_frame,
        state,
        aid,
        stage,
        subject,
        tags,
        mut why,
    } = sense(text, sentence.clone(), found, figures, usual);
    let said = matches!(
        found.quantity.kind,
        FigureKind::Duration | FigureKind::Measure
    );
    let claimant = (!said || state.is_some())
        .then(|| source_of(text, core.start))
        .flatten();
    if let Some(source) = &claimant {
        why.push(format!(
            "claimant: {} {}",
            text.words(source.name.clone()),
            text.words(source.cue.clone())
        ));
    }
    let when = when(found, &sentence, days, time_frame, context);
    let mut record = FigureRecord {
        span: text.span(core.clone()),
        full: text.span(found.full.clone()),
        figure: {
            let mut figure = super::figure_of(text, found, time_frame);
            if figure.unit.is_empty() && state.is_some() {
                "person".clone_into(&mut figure.unit);
            }
            figure
        },
        when,
        claimant: claimant.map(|source| Claimant {
            name: match own_name(text, &source.name) {
                Some(name) => name.to_owned(),
                None => text.words(source.name.clone()).replace('\n', " "),
            },
            span: text.span(source.name),
        }),
        subject,
        stage,
        tags,
        polarity: polarity(text, found, &sentence),
        trend: trend(text, found, &sentence),
        part_of: part_of(text, figures, place),
        same_as: same_as(text, figures, place),
        confidence: confidence(found, state.is_some() || aid.is_some()),
        why,
    };
    record
        .why
        .insert(0, format!("figure: {}", text.words(found.full.clone())));
    record
}

/// What a restated amount, a part, and "52 from 47" take over from the figure before.
fn inherit(record: &mut FigureRecord, before: &FigureRecord, text: &Text<'_>, found: &Found) {
    let start = Some(before.span.start);
    let from = found.full.start.checked_sub(1).is_some_and(|at| {
        text.says(at, "from") && text.tokens[at].start as usize <= before.full.end + 2
    });
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

/// The date in the figure's sentence that stands nearest, else the article's.
fn when(
    found: &Found,
    sentence: &std::ops::Range<usize>,
    days: &[dates::Found],
    time_frame: TimeFrame,
    context: &Context,
) -> Option<When> {
    let core = found.core();
    let first = days.partition_point(|date| date.tokens.end <= sentence.start);
    let nearest = days[first..]
        .iter()
        .take_while(|date| date.tokens.start < sentence.end)
        .filter(|date| date.when.is_some())
        .min_by_key(|date| {
            if date.tokens.start >= core.end {
                date.tokens.start - core.end
            } else {
                core.start.saturating_sub(date.tokens.end) + 2
            }
        });
    let Some(date) = nearest else {
        return context.published;
    };
    let when = date.when?;
    match context.published {
        // "since February 2022": from then to the article's day.
        Some(published) if date.since && time_frame == TimeFrame::Cumulative => {
            Some(When::period(when.start(), published.end()))
        }
        _ => Some(when),
    }
}

/// Whether the clause denies, doubts or imagines the figure.
fn polarity(text: &Text<'_>, found: &Found, sentence: &std::ops::Range<usize>) -> Option<Polarity> {
    let start = found.full.start;
    let unverified = sentence.clone().any(|at| {
        text.is(at, class::VERIFY)
            && (at.saturating_sub(4)..at).any(|before| text.is(before, class::NEGATION))
            || text.is(at, class::UNCONFIRMED)
    });
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
            && !text.says_any(at + 1, &["only", "just", "less", "more", "fewer", "over"])
            || text.str(at).ends_with("n't")
        {
            return Some(Polarity::Negated);
        }
        if text.is(at, class::HYPOTHETICAL) {
            return Some(Polarity::Hypothetical);
        }
    }
    unverified.then_some(Polarity::Unconfirmed)
}

/// Whether the quantity rose or fell by it or to it.
fn trend(text: &Text<'_>, found: &Found, sentence: &std::ops::Range<usize>) -> Option<Trend> {
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
    None
}

/// "$20 billion of the $50 billion", "120 people, of whom 20": the first byte of the whole.
fn part_of(text: &Text<'_>, figures: &[Found], place: usize) -> Option<usize> {
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
            || text.says(at, "among") && text.says_any(at + 1, &["them", "whom"])
            || text.says(at, "of") && text.says_any(at + 1, &["whom", "which", "them"])
    }) || text.says(found.core().end, "of")
        && text.says_any(
            found.core().end + 1,
            &["them", "those", "these", "whom", "which"],
        );
    let larger = before.quantity.low >= found.quantity.low;
    (cue && larger && before.quantity.kind == found.quantity.kind).then(|| start(before))
}

/// "85 billion kroner ($7.8bn)": the first byte of the amount that it restates.
fn same_as(text: &Text<'_>, figures: &[Found], place: usize) -> Option<usize> {
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
    let joined = (before.core().end..found.full.start).any(|at| matches!(text.str(at), "(" | "or"));
    (money && near && joined).then(|| text.span(before.core()).start)
}

/// How likely the figure is wanted and read right, in per cent; the page of the guide on the
/// recogniser says what the steps mean.
fn confidence(found: &Found, meant: bool) -> u8 {
    let quantity = &found.quantity;
    let digits = matches!(quantity.form, Form::Digits { .. });
    let known = found.noun.as_ref().is_some_and(|noun| noun.known);
    let small = quantity.low < Decimal::TEN && quantity.high.is_none() && !quantity.scaled;
    let base: u8 = match quantity.kind {
        FigureKind::Money if quantity.guessed => 75,
        FigureKind::Money => 96,
        FigureKind::Percent if quantity.form == Form::Share => 80,
        FigureKind::Percent => 95,
        FigureKind::Duration => 60,
        FigureKind::Measure => 80,
        FigureKind::Count if quantity.form == Form::Vague && known => 91,
        FigureKind::Count if quantity.form == Form::Vague => 70,
        FigureKind::Count if meant && !small => 90,
        FigureKind::Count if small && !meant => 55,
        FigureKind::Count if known && (digits || quantity.scaled) => 92,
        FigureKind::Count if known => 80,
        FigureKind::Count if quantity.scaled => 85,
        FigureKind::Count if found.noun.is_some() => 70,
        FigureKind::Count => 45,
    };
    if meant { (base + 3).min(98) } else { base }
}
