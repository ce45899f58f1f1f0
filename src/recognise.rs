//! How a text is understood: figures, dates, and who says so.
//!
//! Owns the reading of English news prose: word lists and rules only, no network, no clock, the
//! same answer for the same text. A text becomes tokens ([`lexer`]), the grammar finds quantities
//! ([`scan`]) and the words around them say what they are about ([`sense`]). Nothing here changes
//! a project: what it finds are proposals.

mod blocker;
mod bound;
mod claimant;
mod currency;
mod dates;
mod digits;
pub mod json;
mod key;
mod lexer;
mod lexicon;
mod links;
mod noun;
mod number;
mod outline;
mod own_words;
mod parts;
mod period;
mod pipeline;
mod quantity;
mod record;
mod scan;
mod sense;
mod stance;
mod text;
mod token;
mod word_list;

use std::ops::Range;

use crate::model::{Amount, Bound, Figure, FigureKind, Stage, TimeFrame, When};
use number::Form;
pub use outline::{Outline, Word};
pub use own_words::OwnWords;
pub use pipeline::{recognise, recognise_each};
pub use record::{Claimant, Context, DateRecord, FigureRecord, Polarity, Reason, Record, Trend};
use scan::Found;
use text::Text;

/// What selected words say, as far as it is understood: everything that a claim starts from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposal {
    /// The quantity.
    pub figure: Option<Figure>,
    /// The time that it holds for.
    pub when: Option<When>,
    /// Who says so.
    pub claimant: Option<String>,
    /// Whose aid, whose losses.
    pub subject: Option<String>,
    /// How far money has come.
    pub stage: Option<Stage>,
    /// Tags to set, as paths: `aid/military`.
    pub tag_paths: Vec<String>,
    /// Whether the text asserts it; none where it simply does.
    pub polarity: Option<Polarity>,
}

impl From<FigureRecord> for Proposal {
    fn from(record: FigureRecord) -> Self {
        Self {
            figure: Some(record.figure),
            when: record.when,
            claimant: record.claimant.map(|claimant| claimant.name),
            subject: record.subject,
            stage: record.stage,
            tag_paths: record.tags,
            polarity: record.polarity,
        }
    }
}

/// The figure that selected words state: the largest amount of money, else the first figure.
///
/// ```
/// use claimbook::recognise::figure_in;
/// let figure = figure_in("nearly $7 billion").expect("an amount of money");
/// assert_eq!(figure.spoken(), "nearly $7 billion");
/// ```
pub fn figure_in(selected: &str) -> Option<Figure> {
    figure_of_text(&Text::new(selected))
}

fn figure_of_text(text: &Text<'_>) -> Option<Figure> {
    let found = scan::scan(text, 0..text.len(), |_| None);
    let best = choose(&found)?;
    let sense = sense::sense(text, 0..text.len(), best, &[], None);
    let mut figure = figure_of(text, best, sense.time_frame);
    if best.quantity.form == Form::Share && figure.kind == FigureKind::Count {
        // A fraction that was selected alone is a share of what stands around it.
        figure.kind = FigureKind::Percent;
        "percent".clone_into(&mut figure.unit);
        let hundred = Amount::from(100);
        figure.best = figure
            .best
            .and_then(|best| best.checked_mul(hundred))
            .map(|best| Amount::from(best.decimal().round_dp(4)));
    }
    Some(figure)
}

/// What the words at `range` of `text` say, read with the sentences around them in the context of
/// their article. A range outside the text or inside a character gives an empty proposal.
pub fn proposal(text: &str, range: Range<usize>, context: &Context) -> Proposal {
    let Some(around) = surroundings(text, &range) else {
        return Proposal::default();
    };
    let wanted = range.start - around.start..range.end - around.start;
    let figures = figures(&text[around], context);
    proposal_among(figures.iter(), &wanted, &text[range], context)
}

/// What the words at each of `ranges` say: as [`proposal()`], with the text read once for all.
pub fn proposals(text: &str, ranges: &[Range<usize>], context: &Context) -> Vec<Proposal> {
    let mut figures = figures(text, context);
    figures.sort_by_key(|figure| figure.full.start);
    // A figure begins no further before its end than the longest one is.
    let longest = figures.iter().map(|figure| figure.full.len()).max();
    let longest = longest.unwrap_or_default();
    let proposal = |range: &Range<usize>| {
        let Some(words) = text.get(range.clone()).filter(|words| !words.is_empty()) else {
            return Proposal::default();
        };
        let from = range.start.saturating_sub(longest);
        let first = figures.partition_point(|figure| figure.full.start < from);
        let near = figures[first..].iter();
        let near = near.take_while(|figure| figure.full.start < range.end);
        proposal_among(near, range, words, context)
    };
    ranges.iter().map(proposal).collect()
}

fn figures(text: &str, context: &Context) -> Vec<FigureRecord> {
    let records = recognise(text, context).into_iter();
    let figures = records.filter_map(|record| match record {
        Record::Figure(figure) => Some(*figure),
        Record::Date(_) => None,
    });
    figures.collect()
}

/// What words at `wanted` say, given the figures around them.
fn proposal_among<'a>(
    figures: impl Iterator<Item = &'a FigureRecord>,
    wanted: &Range<usize>,
    words: &str,
    context: &Context,
) -> Proposal {
    let on_them =
        figures.filter(|figure| figure.full.start < wanted.end && wanted.start < figure.full.end);
    let best = on_them.max_by_key(|figure| {
        let money = figure.figure.kind == FigureKind::Money;
        let first = std::cmp::Reverse(figure.span.start);
        (money, figure.confidence, first)
    });
    if let Some(found) = best {
        return Proposal {
            when: found.when.or(context.published),
            ..Proposal::from(found.clone())
        };
    }
    let selected = Text::with(words, &context.words);
    Proposal {
        figure: figure_of_text(&selected),
        when: context.published,
        tag_paths: sense::own_tags(&selected),
        ..Proposal::default()
    }
}

/// The words around `range`, some thousand bytes to either side, cut at paragraphs.
fn surroundings(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    const MOST: usize = 3000;
    text.get(range.clone()).filter(|words| !words.is_empty())?;
    let low = text.floor_char_boundary(range.start.saturating_sub(MOST));
    let high = text.ceil_char_boundary((range.end + MOST).min(text.len()));
    let start = match text[low..range.start].find('\n') {
        Some(at) if low > 0 => low + at + 1,
        _ => low,
    };
    let end = match text[range.end..high].rfind('\n') {
        Some(at) if high < text.len() => range.end + at,
        _ => high,
    };
    Some(start..end)
}

/// The figure that stands for all: the largest amount of money, else the first with a noun or
/// unit, else the first.
fn choose(found: &[Found]) -> Option<&Found> {
    found
        .iter()
        .filter(|figure| figure.quantity.kind == FigureKind::Money)
        .max_by(|a, b| a.quantity.low.cmp(&b.quantity.low))
        .or_else(|| {
            found
                .iter()
                .find(|figure| figure.noun.is_some() || figure.quantity.kind != FigureKind::Count)
        })
        .or_else(|| found.first())
}

/// The figure as the model holds it.
fn figure_of(text: &Text<'_>, found: &Found, time_frame: TimeFrame) -> Figure {
    let quantity = &found.quantity;
    let amount = |value| Some(Amount::from(value));
    let bound = found.bound();
    let value = quantity.low;
    let (low, best, high) = match bound {
        Bound::Between => (amount(value), None, quantity.high.and_then(amount)),
        Bound::Vague => {
            let tenfold = value.checked_mul(rust_decimal::Decimal::TEN);
            (amount(value), None, tenfold.and_then(amount))
        }
        Bound::AtLeast | Bound::Over => (amount(value), amount(value), None),
        Bound::AtMost | Bound::Under => (None, amount(value), amount(value)),
        _ => (None, amount(value), None),
    };
    let unit = match quantity.kind {
        FigureKind::Count => found.noun.as_ref().map_or_else(
            || sense::unit_of_state(text, found),
            |noun| noun.unit.clone(),
        ),
        _ => quantity.unit.to_owned(),
    };
    let share = quantity.form == Form::Share && quantity.kind == FigureKind::Percent;
    Figure {
        kind: quantity.kind,
        low,
        best: if share {
            best.map(|best| Amount::from(best.decimal().round_dp(4)))
        } else {
            best
        },
        high,
        unit,
        bound,
        time_frame,
    }
}

#[cfg(test)]
mod tests;
