//! What the recogniser proposes and nobody has accepted or dismissed yet.
//!
//! Owns the way from an article to the figures that wait in it, their order and their likeness
//! ([`group`]), and from a figure to a claim ([`accept()`]). What a text says is the business of
//! [`crate::recognise`]; a suggestion is never saved, and a project changes only where one is
//! accepted or dismissed. A [`Reader`] and an article are all that a thread needs to read one.

mod accept;
pub mod group;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

pub use accept::{accept, claim, dismiss};
pub use group::{Group, alike};

use crate::model::{Article, ArticleId, DismissalId, Meaning, Project};
use crate::recognise::{
    Context, DateRecord, FigureRecord, OwnWords, Proposal, Record, proposal, proposals, recognise,
};

/// The least confidence, in per cent, of a figure of the first rank. Below it are small counts,
/// bare numbers and lengths of time, which few analysts want.
pub const FIRST_RANK: u8 = 65;

/// A figure that waits in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The article that it stands in.
    pub article: ArticleId,
    /// What was read there; its positions are bytes of the article's text.
    pub record: Arc<FigureRecord>,
}

/// Reads articles as a project wants them read: with the analyst's own words. Two readers are
/// equal if they read every article alike.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reader {
    words: Arc<OwnWords>,
}

/// What was read in one article, in the order of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Every figure, of either rank.
    pub figures: Vec<Arc<FigureRecord>>,
    /// Every date.
    pub dates: Vec<DateRecord>,
}

impl Reader {
    /// The reader of that project.
    pub fn of(project: &Project) -> Self {
        Self {
            words: Arc::new(own_words(project)),
        }
    }

    /// Reads an article, in time that grows with its length: 6 KB take well under a millisecond.
    pub fn read(&self, article: &Article) -> Reading {
        let mut reading = Reading::default();
        for record in recognise(&article.text, &self.context(article)) {
            match record {
                Record::Figure(figure) => reading.figures.push(Arc::from(figure)),
                Record::Date(date) => reading.dates.push(date),
            }
        }
        reading
    }

    /// What the words at `range` of the article say; nothing for a range outside its text or
    /// inside a character.
    pub fn proposal(&self, article: &Article, range: Range<usize>) -> Proposal {
        proposal(&article.text, range, &self.context(article))
    }

    /// What the words at each of these ranges say: the article is read once for all.
    pub fn proposals(&self, article: &Article, ranges: &[Range<usize>]) -> Vec<Proposal> {
        proposals(&article.text, ranges, &self.context(article))
    }

    /// What is known of an article before it is read.
    pub fn context(&self, article: &Article) -> Context {
        Context {
            published: article.published,
            words: Arc::clone(&self.words),
        }
    }
}

/// The words that a project teaches the recogniser.
pub fn own_words(project: &Project) -> OwnWords {
    project
        .terms()
        .fold(OwnWords::default(), |words, term| match &term.meaning {
            Meaning::Unit { unit } => words.unit(&term.words, unit),
            Meaning::Claimant { name } => words.claimant(&term.words, name),
            Meaning::Tag { tag } => words.tag(&term.words, &project.tag_path(*tag)),
        })
}

/// The figures of an article that wait: at least `least` per cent sure (see [`FIRST_RANK`]), on
/// no claim's words, and not dismissed. In the order of the text.
pub fn waiting(
    project: &Project,
    article: &Article,
    reading: &Reading,
    least: u8,
) -> Vec<Suggestion> {
    let taken = taken(project, article);
    let waits = |record: &&Arc<FigureRecord>| {
        let next = taken.partition_point(|range| range.end <= record.span.start);
        let free = taken
            .get(next)
            .is_none_or(|range| range.start >= record.span.end);
        record.confidence >= least && free
    };
    let figures = reading.figures.iter().filter(waits);
    figures
        .map(|record| Suggestion {
            article: article.id,
            record: Arc::clone(record),
        })
        .collect()
}

/// The dismissals of a figure, for taking them back.
pub fn dismissals_of(
    project: &Project,
    article: &Article,
    record: &FigureRecord,
) -> Vec<DismissalId> {
    let on_it =
        |place: Range<usize>| place.start < record.span.end && record.span.start < place.end;
    project
        .dismissals_of(article.id)
        .filter(|dismissal| dismissal.passage.found_in(&article.text).is_some_and(on_it))
        .map(|dismissal| dismissal.id)
        .collect()
}

/// Puts the surest first; among equals by kind, then by article and place.
pub fn sort(suggestions: &mut [Suggestion]) {
    suggestions.sort_by_key(|suggestion| {
        let record = &suggestion.record;
        (
            Reverse(record.confidence),
            record.figure.kind,
            suggestion.article,
            record.span.start,
        )
    });
}

/// The bytes of an article on which claims and dismissals stand, sorted and joined.
fn taken(project: &Project, article: &Article) -> Vec<Range<usize>> {
    let claims = project.claims_of(article.id).map(|claim| &claim.passage);
    let dismissals = project.dismissals_of(article.id);
    let dismissals = dismissals.map(|dismissal| &dismissal.passage);
    let mut places: Vec<Range<usize>> = claims
        .chain(dismissals)
        .filter_map(|passage| passage.found_in(&article.text))
        .collect();
    places.sort_by_key(|place| place.start);
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(places.len());
    for place in places {
        match joined.last_mut() {
            Some(last) if place.start < last.end => last.end = last.end.max(place.end),
            _ => joined.push(place),
        }
    }
    joined
}
