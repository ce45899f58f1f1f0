//! What the recogniser finds in the articles of the open project, and what of it waits.
//!
//! Owns what is known of each article: read once for its text, its date and the analyst's own
//! words, and kept as long as these stay the same. What waits is worked out anew only where claims
//! or dismissals changed, never while a frame is drawn. [`Readings`] does the reading, on a thread
//! of its own.

mod reading;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

pub use reading::{Done, Readings, Task};

use crate::edit::Change;
use crate::model::{Article, ArticleId, Entity, Key, Project, When};
use crate::recognise::DateRecord;
use crate::suggest::{self, FIRST_RANK, Reader, Reading, Suggestion};

/// What the recogniser found in the articles of the open project.
#[derive(Default)]
pub struct Figures {
    /// Reads as the project wants it; every other one than the last has another number.
    reader: Reader,
    reader_number: u64,
    articles: HashMap<ArticleId, Known>,
    /// The articles that are still to be read, and as what.
    unread: HashMap<ArticleId, Stamp>,
    /// How many figures of the first rank wait in all articles.
    waiting: usize,
    generation: u64,
    readings: usize,
}

/// A recognised figure, by where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureAt {
    /// The article.
    pub article: ArticleId,
    /// The bytes of its core: number, magnitude and unit.
    pub span: Range<usize>,
}

/// What a reading stands on: with another, the article is read anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    hash: String,
    published: Option<When>,
    reader: u64,
}

/// What is known of one article.
struct Known {
    stamp: Stamp,
    reading: Reading,
    /// The figures that wait, of either rank, in the order of the text.
    waiting: Vec<Suggestion>,
    /// How many of them are of the first rank.
    first_rank: usize,
}

impl FigureAt {
    /// The place of a suggestion.
    pub fn of(suggestion: &Suggestion) -> Self {
        Self {
            article: suggestion.article,
            span: suggestion.record.span.clone(),
        }
    }
}

impl Figures {
    /// Names what is known: as long as it stays the same, so does everything that was made of it.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// How many texts were read: it must not grow while nothing changes.
    pub fn readings(&self) -> usize {
        self.readings
    }

    /// Reads words that a person selected as the articles are read.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// How many articles are still to be read.
    pub fn unread(&self) -> usize {
        self.unread.len()
    }

    /// How many figures of the first rank wait in all articles that were read.
    pub fn count(&self) -> usize {
        self.waiting
    }

    /// How many figures of the first rank wait in an article; none while it is still to be read.
    pub fn count_in(&self, article: ArticleId) -> Option<usize> {
        Some(self.articles.get(&article)?.first_rank)
    }

    /// The figures that wait in an article, of either rank, in the order of the text; none while
    /// it is still to be read.
    pub fn waiting_in(&self, article: ArticleId) -> Option<&[Suggestion]> {
        Some(&self.articles.get(&article)?.waiting)
    }

    /// The figures that wait in all articles, of either rank.
    pub fn waiting(&self) -> impl Iterator<Item = &Suggestion> {
        self.articles.values().flat_map(|known| &known.waiting)
    }

    /// The dates of an article, in the order of the text.
    pub fn dates_in(&self, article: ArticleId) -> &[DateRecord] {
        self.articles
            .get(&article)
            .map_or(&[], |known| &known.reading.dates)
    }

    /// The figure that waits at a place.
    pub fn at(&self, place: &FigureAt) -> Option<&Suggestion> {
        let waiting = self.waiting_in(place.article)?;
        let first = waiting.partition_point(|other| other.record.span.start < place.span.start);
        waiting[first..]
            .iter()
            .take_while(|other| other.record.span.start == place.span.start)
            .find(|other| other.record.span == place.span)
    }

    /// The first figure that waits on these words of an article.
    pub fn on(&self, article: ArticleId, words: &Range<usize>) -> Option<&Suggestion> {
        self.waiting_in(article)?.iter().find(|other| {
            let span = &other.record.span;
            span.start < words.end && words.start < span.end
        })
    }

    /// Takes in a project that was just opened, and gives back what is to be read. What is known
    /// of another project is forgotten.
    pub fn open(&mut self, project: Option<&Project>) -> Vec<Task> {
        *self = Self {
            reader: project.map(Reader::of).unwrap_or_default(),
            reader_number: self.reader_number + 1,
            generation: self.generation + 1,
            readings: self.readings,
            ..Self::default()
        };
        project.map_or_else(Vec::new, |project| self.ask_for_all(project))
    }

    /// Takes in what a step did to the project, and gives back what is to be read.
    pub fn follow(&mut self, project: &Project, changes: &[Change]) -> Vec<Task> {
        let teaches = |change: &Change| matches!(change.key, Key::Term(_) | Key::Tag(_));
        if changes.iter().any(teaches) {
            let reader = Reader::of(project);
            if reader != self.reader {
                self.reader = reader;
                self.reader_number += 1;
                return self.ask_for_all(project);
            }
        }
        let mut touched = BTreeSet::new();
        let mut tasks = Vec::new();
        for change in changes {
            if let Key::Article(id) = change.key {
                match project.article(id) {
                    Some(article) if !self.knows(article) => tasks.push(self.ask_for(article)),
                    Some(_) => {}
                    None => self.forget(id),
                }
            }
            let sides = [&change.before, &change.after].into_iter().flatten();
            touched.extend(sides.filter_map(article_of));
        }
        for article in touched {
            self.look_again(project, article);
        }
        tasks
    }

    /// Takes in what was found in an article, unless it is no longer what was to be read.
    pub fn take(&mut self, project: &Project, done: Done) {
        self.readings += 1;
        let Done {
            article,
            stamp,
            reading,
        } = done;
        if self.unread.get(&article) != Some(&stamp) {
            return;
        }
        self.forget(article);
        let known = Known {
            stamp,
            reading,
            waiting: Vec::new(),
            first_rank: 0,
        };
        self.articles.insert(article, known);
        self.look_again(project, article);
    }

    fn stamp(&self, article: &Article) -> Stamp {
        Stamp {
            hash: article.hash.clone(),
            published: article.published,
            reader: self.reader_number,
        }
    }

    /// Whether an article was read as it is now, or will be.
    fn knows(&self, article: &Article) -> bool {
        let known = self.articles.get(&article.id).map(|known| &known.stamp);
        self.unread.get(&article.id).or(known) == Some(&self.stamp(article))
    }

    fn ask_for(&mut self, article: &Arc<Article>) -> Task {
        let stamp = self.stamp(article);
        self.unread.insert(article.id, stamp.clone());
        Task {
            article: Arc::clone(article),
            stamp,
            reader: self.reader.clone(),
        }
    }

    fn ask_for_all(&mut self, project: &Project) -> Vec<Task> {
        project
            .articles()
            .map(|article| self.ask_for(article))
            .collect()
    }

    fn forget(&mut self, article: ArticleId) {
        self.unread.remove(&article);
        if let Some(known) = self.articles.remove(&article) {
            self.waiting -= known.first_rank;
            self.generation += 1;
        }
    }

    /// Works out anew which figures of an article wait.
    fn look_again(&mut self, project: &Project, id: ArticleId) {
        let (Some(known), Some(article)) = (self.articles.get_mut(&id), project.article(id)) else {
            return;
        };
        known.waiting = suggest::waiting(project, article, &known.reading, 0);
        let before = known.first_rank;
        known.first_rank = known
            .waiting
            .iter()
            .filter(|one| is_first_rank(one))
            .count();
        self.waiting = self.waiting - before + known.first_rank;
        self.generation += 1;
    }
}

/// Whether Tab stops at a figure that waits, and counts of figures count it.
pub fn is_first_rank(suggestion: &Suggestion) -> bool {
    suggestion.record.confidence >= FIRST_RANK
}

/// How sure the recogniser is, in words.
pub fn sureness(confidence: u8) -> &'static str {
    match confidence {
        90.. => "Very sure",
        75.. => "Quite sure",
        FIRST_RANK.. => "Fairly sure",
        _ => "Unsure",
    }
}

/// The article in which something else waits once this entity came, changed or went.
fn article_of(entity: &Entity) -> Option<ArticleId> {
    match entity {
        Entity::Claim(claim) => Some(claim.passage.article),
        Entity::Dismissal(dismissal) => Some(dismissal.passage.article),
        _ => None,
    }
}
