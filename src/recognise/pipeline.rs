//! The whole reading of a text: dates, figures, what each is about, who says so, how sure.
//!
//! Owns the order of the stages and the links between records. Everything is decided from the
//! tokens of the text and the context; the same text gives the same records.

use std::convert::Infallible;

use rust_decimal::Decimal;

use super::claimant::{REACH, Speakers, own_name};
use super::dates::{self, dates};
use super::lexer::Kind;
use super::lexicon::AidKind;
use super::links::{inherit, part_of, same_as, stand_in};
use super::number::Form;
use super::parts::parts;
use super::period::period;
use super::record::{Claimant, Context, DateRecord, FigureRecord, Reason, Record};
use super::scan::{Found, scan};
use super::sense::{Sense, sense, unit_before, usual_aid};
use super::stance::{polarity, trend};
use super::text::Text;
use crate::model::{FigureKind, When};

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
    let mut records = Vec::new();
    let Ok(()) = recognise_each(source, context, |record| {
        records.push(record);
        Ok::<_, Infallible>(())
    });
    records
}

/// As [`recognise()`], with one record at a time handed to `each`, so that those of a long text
/// need not be kept.
///
/// # Errors
/// The first that `each` gives, which ends the reading.
pub fn recognise_each<E>(
    source: &str,
    context: &Context,
    mut each: impl FnMut(Record) -> Result<(), E>,
) -> Result<(), E> {
    parts(source).try_for_each(|part| {
        let text = Text::part(source, part, &context.words);
        read(&text, context, &mut each)
    })
}

/// Reads a text, or a part of a long one, by itself.
fn read<E>(
    text: &Text<'_>,
    context: &Context,
    each: &mut impl FnMut(Record) -> Result<(), E>,
) -> Result<(), E> {
    let published = context.published.map(When::start);
    let days = dates(text, published);
    let mut next = 0;
    let figures = scan(text, 0..text.len(), |at| {
        while days.get(next).is_some_and(|date| date.tokens.end <= at) {
            next += 1;
        }
        days.get(next)
            .filter(|date| date.claims && date.tokens.contains(&at))
            .map(|date| date.tokens.end)
    });
    let usual = if figures.is_empty() {
        None
    } else {
        usual_aid(text)
    };
    let mut dated = days.iter().flat_map(|date| of_date(text, date)).peekable();
    let mut give = |figure: FigureRecord| {
        while let Some(date) = dated.next_if(|date| date.span.start < figure.span.start) {
            each(Record::Date(date))?;
        }
        each(Record::Figure(Box::new(figure)))
    };
    let mut speakers = Speakers::default();
    let mut last: Option<FigureRecord> = None;
    for place in 0..figures.len() {
        let mut record = figure(
            text,
            &figures,
            place,
            &days,
            (context, usual, &mut speakers),
        );
        if let Some(mut before) = last.take() {
            let last = &figures[place - 1];
            stand_in(&mut record, &before, text, last, &figures[place]);
            inherit(&mut record, &before, text, last, &figures[place]);
            // "25 of 26 drones": the part counts what the whole counts.
            if before.part_of == Some(record.span.start) {
                if before.figure.unit.is_empty() {
                    before.figure.unit.clone_from(&record.figure.unit);
                }
                if before.tags.is_empty() {
                    before.tags.clone_from(&record.tags);
                }
            }
            give(before)?;
        }
        last = Some(record);
    }
    if let Some(last) = last {
        give(last)?;
    }
    dated.try_for_each(|date| each(Record::Date(date)))
}

/// A date as others get it: of a loose period its ends, which are dates of their own.
fn of_date(text: &Text<'_>, date: &dates::Found) -> impl Iterator<Item = DateRecord> {
    let whole = date.parts.is_none().then(|| DateRecord {
        span: text.span(date.tokens.clone()),
        when: date.when,
        ends: date.ends,
        timex: date.timex.clone(),
    });
    let ends = date.parts.clone().into_iter().flatten();
    let ends = ends.map(|(tokens, when)| DateRecord {
        span: text.span(tokens),
        when: Some(when),
        ends: None,
        timex: None,
    });
    whole.into_iter().chain(ends)
}

fn figure(
    text: &Text<'_>,
    figures: &[Found],
    place: usize,
    days: &[dates::Found],
    (context, usual, speakers): (&Context, Option<AidKind>, &mut Speakers),
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
    let said = found.quantity.kind == FigureKind::Duration;
    let claimant = (!said || state.is_some())
        .then(|| speakers.source_of(text, core.start))
        .flatten();
    if let Some(source) = &claimant {
        why.push(Reason {
            field: "claimant",
            words: text.span(source.name.clone()),
            more: Some(text.span(source.cue.clone())),
        });
    }
    let when = period(text, figures, place, &sentence, days, time_frame, context);
    FigureRecord {
        span: text.span(core.clone()),
        full: text.span(found.full.clone()),
        figure: {
            let mut figure = super::figure_of(text, found, time_frame);
            if figure.unit.is_empty() && state.is_some() {
                let counted = unit_before(text, found);
                figure.unit = counted.unwrap_or_else(|| "person".to_owned());
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
        confidence: confidence(
            text,
            found,
            state.is_some() || aid.is_some(),
            state.is_some(),
        ),
        why,
    }
}

/// How likely the figure is wanted and read right, in per cent; the page of the guide on the
/// recogniser says what the steps mean.
fn confidence(text: &Text<'_>, found: &Found, meant: bool, told: bool) -> u8 {
    let quantity = &found.quantity;
    let core = found.core();
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
        // "a 50-nation group", "a 20-point plan" describe.
        FigureKind::Count if !meant && !quantity.scaled && text.kind(core.end) == Kind::Hyphen => {
            60
        }
        FigureKind::Count if quantity.form == Form::Vague && known => 91,
        FigureKind::Count if quantity.form == Form::Vague => 70,
        FigureKind::Count if meant && !small => 90,
        FigureKind::Count if small && !meant => 55,
        FigureKind::Count if known && told && small => 86,
        FigureKind::Count if known && (digits || quantity.scaled) => 92,
        FigureKind::Count if known => 80,
        FigureKind::Count if quantity.scaled => 85,
        FigureKind::Count if told => 77,
        FigureKind::Count if found.noun.is_some() => 70,
        FigureKind::Count => 45,
    };
    if meant { (base + 3).min(98) } else { base }
}
