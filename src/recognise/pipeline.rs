//! The whole reading of a text: dates, figures, what each is about, who says so, how sure.
//!
//! Owns the order of the stages and the links between records. Everything is decided from the
//! tokens of the text and the context; the same text gives the same records.

use rust_decimal::Decimal;

use super::claimant::{REACH, Speakers, own_name};
use super::dates::{self, dates};
use super::lexer::Kind;
use super::lexicon::AidKind;
use super::links::{inherit, part_of, same_as, stand_in};
use super::number::Form;
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
    let mut speakers = Speakers::default();
    for place in 0..figures.len() {
        let mut record = figure(
            &text,
            &figures,
            place,
            &days,
            (context, usual, &mut speakers),
        );
        if let Some(Record::Figure(before)) = records.last_mut()
            && let Some(last) = place.checked_sub(1).and_then(|last| figures.get(last))
        {
            stand_in(&mut record, before, &text, last, &figures[place]);
            inherit(&mut record, before, &text, last, &figures[place]);
            // "25 of 26 drones": the part counts what the whole counts.
            if before.part_of == Some(record.span.start) {
                if before.figure.unit.is_empty() {
                    before.figure.unit.clone_from(&record.figure.unit);
                }
                if before.tags.is_empty() {
                    before.tags.clone_from(&record.tags);
                }
            }
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
    let whole = Reason {
        field: "figure",
        words: text.span(found.full.clone()),
        more: None,
    };
    why.insert(0, whole);
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
