//! What texts that come in are to the project: new, there already, or another edition of one that
//! is.
//!
//! Many may come at once into a large project, so what they are compared by is looked up: hashes,
//! how the words begin, addresses, files and titles. What is found that way is compared in full.

use std::collections::hash_map::{DefaultHasher, HashMap};
use std::hash::{Hash as _, Hasher as _};
use std::sync::Arc;

use crate::anchor::share_of_sentences;
use crate::import::ImportedArticle;
use crate::model::{Article, Project};

/// How many signs of a text its beginning is looked up by.
const BEGINNING: usize = 160;
/// Which part of their sentences two editions have in common, at least.
const EDITION: f32 = 0.34;

/// The texts of a project and those that came in so far.
pub struct Arrivals<'a> {
    by_hash: HashMap<&'a str, &'a Arc<Article>>,
    by_beginning: HashMap<u64, Vec<&'a Arc<Article>>>,
    /// By address, file, or title, each told apart from the others.
    by_name: HashMap<(Name, &'a str), Vec<&'a Arc<Article>>>,
    /// The new texts, with their titles, by how they begin.
    fresh: HashMap<u64, Vec<(String, String)>>,
}

/// What a text that came in is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrival<'a> {
    /// Nobody has seen it.
    New,
    /// The article has the same text, or had it before; signs of markup make no other text.
    Known(&'a Arc<Article>),
    /// It came in before, under this title.
    Twice(String),
    /// The article is another edition of it: from the same place on the web; or from the same
    /// file, or of the same title, outlet and date, with a third of its sentences.
    Edition(&'a Arc<Article>),
}

/// What an article may be known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Name {
    Address,
    File,
    Title,
}

impl<'a> Arrivals<'a> {
    /// Nothing has come in yet.
    pub fn new(project: &'a Project) -> Self {
        let mut own = Self {
            by_hash: HashMap::new(),
            by_beginning: HashMap::new(),
            by_name: HashMap::new(),
            fresh: HashMap::new(),
        };
        for article in project.articles() {
            own.know(article);
        }
        own
    }

    fn know(&mut self, article: &'a Arc<Article>) {
        let versions = article.versions.iter();
        let hashes = versions.clone().map(|version| version.hash.as_str());
        for hash in hashes.chain([article.hash.as_str()]) {
            self.by_hash.entry(hash).or_insert(article);
        }
        let beginning = beginning(&article.text);
        self.by_beginning
            .entry(beginning)
            .or_default()
            .push(article);
        let files = versions.map(|version| (Name::File, version.source_file.as_str()));
        let names = [
            (Name::Address, article.url.as_str()),
            (Name::File, article.source_file.as_str()),
            (Name::Title, article.title.as_str()),
        ];
        for name in names.into_iter().chain(files) {
            if !name.1.is_empty() {
                self.by_name.entry(name).or_default().push(article);
            }
        }
    }

    /// What a text is that comes in now. One that is new is known from now on.
    pub fn judge(&mut self, read: &ImportedArticle) -> Arrival<'a> {
        let beginning = beginning(&read.text);
        if let Some(known) = self.same_text(read, beginning) {
            return Arrival::Known(known);
        }
        let before = self.fresh.entry(beginning).or_default();
        if let Some((title, _)) = before
            .iter()
            .find(|(_, text)| have_same_words(text, &read.text))
        {
            return Arrival::Twice(title.clone());
        }
        if let Some(known) = self.edition(read) {
            return Arrival::Edition(known);
        }
        let before = self.fresh.entry(beginning).or_default();
        let title = [&read.title, &read.source_file]
            .into_iter()
            .find(|name| !name.trim().is_empty());
        before.push((title.cloned().unwrap_or_default(), read.text.clone()));
        Arrival::New
    }

    fn same_text(&self, read: &ImportedArticle, beginning: u64) -> Option<&'a Arc<Article>> {
        let by_hash = self.by_hash.get(read.hash.as_str()).copied();
        by_hash.or_else(|| {
            let mut alike = self.by_beginning.get(&beginning)?.iter().copied();
            alike.find(|article| have_same_words(&article.text, &read.text))
        })
    }

    fn edition(&self, read: &ImportedArticle) -> Option<&'a Arc<Article>> {
        let of_title = self.named(Name::Title, &read.title).filter(|article| {
            article.publisher == read.publisher && article.published == read.published
        });
        let akin = self
            .named(Name::File, &read.source_file)
            .chain(of_title)
            .filter(|article| share_of_sentences(&article.text, &read.text) >= EDITION);
        self.named(Name::Address, &read.url)
            .chain(akin)
            .min_by_key(|article| article.id)
    }

    fn named<'s>(
        &'s self,
        name: Name,
        text: &'s str,
    ) -> impl Iterator<Item = &'a Arc<Article>> + use<'a, 's> {
        let by_name: &'s HashMap<(Name, &'s str), Vec<&'a Arc<Article>>> = &self.by_name;
        by_name.get(&(name, text)).into_iter().flatten().copied()
    }
}

/// Whether two texts are the same but for signs of markup and white space, as those of one article
/// in plain text and in Markdown are.
fn have_same_words(one: &str, other: &str) -> bool {
    let longest = one.len().max(other.len());
    longest - one.len().min(other.len()) <= longest / 4 && words(one).eq(words(other))
}

/// Texts with the same words begin alike.
fn beginning(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for c in words(text).take(BEGINNING) {
        c.hash(&mut hasher);
    }
    hasher.finish()
}

fn words(text: &str) -> impl Iterator<Item = char> {
    text.lines()
        .flat_map(|line| {
            line.trim_start_matches(|c: char| c.is_whitespace() || "#>*+-".contains(c))
                .chars()
        })
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '_' | '`' | '\\' | '#'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::edit::{self, History};
    use crate::import::{Options, read_bytes};

    const TEXT: &str = "Title: The port\n\nThe port was closed. It cost 31 million. Ships waited \
                        outside. Nobody was hurt. The ministry said so.\n";

    fn read(name: &str, text: &str) -> ImportedArticle {
        read_bytes(name, text.as_bytes(), &Options::default()).unwrap()
    }

    fn project() -> Project {
        let clock = Clock::fixed("2025-01-01T00:00:00Z".parse().unwrap());
        let article = read("port.txt", TEXT).into_article(&clock);
        let mut project = Project::default();
        let step = edit::articles::add(&project, vec![article]);
        History::default().apply(&mut project, step, None);
        project
    }

    #[test]
    fn the_same_words_are_known_with_and_without_markup() {
        let project = project();
        let own = project.articles().next().unwrap();
        let mut arrivals = Arrivals::new(&project);
        for text in [
            TEXT.to_owned(),
            TEXT.replace("31 million", "**31 million**"),
            TEXT.replace(". ", ".\n"),
        ] {
            let arrival = arrivals.judge(&read("elsewhere.md", &text));
            assert_eq!(arrival, Arrival::Known(own), "{text}");
        }
    }

    #[test]
    fn what_came_in_before_is_not_new() {
        let project = project();
        let mut arrivals = Arrivals::new(&project);
        let text = "Title: Ferries\n\nNo ferry sails today.\n";
        assert_eq!(arrivals.judge(&read("a.txt", text)), Arrival::New);
        let again = arrivals.judge(&read("b.txt", text));
        assert_eq!(again, Arrival::Twice("Ferries".to_owned()));
        let another = text.replace("today", "tomorrow");
        assert_eq!(arrivals.judge(&read("c.txt", &another)), Arrival::New);
    }

    #[test]
    fn another_edition_is_known_by_where_it_is_from() {
        let project = project();
        let own = project.articles().next().unwrap();
        let judged = |name: &str, text: &str| Arrivals::new(&project).judge(&read(name, text));
        let changed = TEXT.replace("31", "37");
        assert_eq!(judged("port.txt", &changed), Arrival::Edition(own));
        assert_eq!(judged("elsewhere.txt", &changed), Arrival::Edition(own));
        assert_eq!(judged("port.txt", TEXT), Arrival::Known(own));
        // Another article of the same name, and another file of the same name.
        let other = "Title: The port\n\nA harbour has water. It has ships. It has gulls.\n";
        assert_eq!(judged("elsewhere.txt", other), Arrival::New);
        assert_eq!(judged("port.txt", other), Arrival::New);
        let elsewhere = changed.replace("Title: The port", "Publisher: Other\nTitle: The port");
        assert_eq!(judged("elsewhere.txt", &elsewhere), Arrival::New);
    }
}
