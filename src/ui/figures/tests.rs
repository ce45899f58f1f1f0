//! What is known of figures, as articles and claims come and go.

use jiff::Timestamp;

use super::*;
use crate::clock::Clock;
use crate::edit::{self, History, Transaction};
use crate::model::{Meaning, Term, TermId};
use crate::ui::jobs::Place;

const GIFTS: &str = "The ministry gave $5 million in military aid to the town, and 40 lorries.";
const LOSSES: &str = "At least 31,000 soldiers were killed on Tuesday, the general staff said.";

struct Desk {
    project: Project,
    history: History,
    figures: Figures,
    clock: Clock,
}

impl Desk {
    /// Two articles, both read.
    fn new() -> Self {
        let mut desk = Self {
            project: Project::default(),
            history: History::default(),
            figures: Figures::default(),
            clock: Clock::fixed(Timestamp::UNIX_EPOCH),
        };
        let articles = vec![article(1, GIFTS), article(2, LOSSES)];
        let step = edit::articles::add(&desk.project, articles);
        let tasks = desk.step(step);
        assert_eq!(tasks.len(), 2);
        desk.read(tasks);
        desk
    }

    fn step(&mut self, step: Transaction) -> Vec<Task> {
        let changes = step.changes.clone();
        self.history.apply(&mut self.project, step, None);
        self.figures.follow(&self.project, &changes)
    }

    fn undo(&mut self) -> Vec<Task> {
        let step = self.history.undo(&mut self.project).unwrap();
        self.figures.follow(&self.project, &step.changes)
    }

    fn read(&mut self, tasks: Vec<Task>) {
        for task in tasks {
            self.figures.take(&self.project, task.run());
        }
    }

    fn words(&self, id: u128) -> Vec<&str> {
        let id = ArticleId::from_u128(id);
        let text = &self.project.article(id).unwrap().text;
        let waiting = self.figures.waiting_in(id).unwrap().iter();
        waiting.map(|one| &text[one.record.full.clone()]).collect()
    }

    fn suggestion(&self, words: &str) -> Suggestion {
        let waits = |one: &&Suggestion| {
            let text = &self.project.article(one.article).unwrap().text;
            &text[one.record.full.clone()] == words
        };
        self.figures.waiting().find(waits).unwrap().clone()
    }
}

fn article(id: u128, text: &str) -> Article {
    Article {
        id: ArticleId::from_u128(id),
        title: format!("Article {id}"),
        publisher: String::new(),
        byline: String::new(),
        published: "2024-12-03".parse().ok(),
        url: String::new(),
        language: String::new(),
        source_file: String::new(),
        encoding: String::new(),
        imported: Timestamp::UNIX_EPOCH,
        hash: Article::hash_of(text),
        text: text.into(),
        blocks: Vec::new(),
        versions: Vec::new(),
        captions: Vec::new(),
        file_hash: String::new(),
    }
}

#[test]
fn a_claim_or_a_dismissal_takes_its_figure_off_the_list_without_reading_again() {
    let mut desk = Desk::new();
    assert_eq!(desk.words(1), ["$5 million", "40 lorries"]);
    assert_eq!(desk.words(2), ["At least 31,000 soldiers"]);
    let (readings, count) = (desk.figures.readings(), desk.figures.count());
    assert_eq!(readings, 2);
    let gift = desk.suggestion("$5 million");
    let (_, step) =
        suggest::accept(&desk.project, std::slice::from_ref(&gift), &desk.clock).unwrap();
    assert!(desk.step(step).is_empty());
    assert_eq!(desk.words(1), ["40 lorries"]);
    assert_eq!(desk.figures.count(), count - 1);
    assert_eq!(desk.figures.at(&FigureAt::of(&gift)), None);
    let dead = desk.suggestion("At least 31,000 soldiers");
    let step = suggest::dismiss(&desk.project, &[dead], &desk.clock).unwrap();
    assert!(desk.step(step).is_empty());
    assert_eq!(desk.words(2), [""; 0]);
    let generation = desk.figures.generation();
    assert!(desk.undo().is_empty() && desk.undo().is_empty());
    assert_eq!(desk.figures.count(), count);
    assert_eq!(desk.figures.at(&FigureAt::of(&gift)), Some(&gift));
    assert!(desk.figures.generation() > generation);
    assert_eq!(desk.figures.readings(), readings);
}

#[test]
fn another_date_is_read_anew_and_another_title_is_not() {
    let mut desk = Desk::new();
    let id = ArticleId::from_u128(2);
    let known = desk.project.article(id).unwrap().as_ref().clone();
    let change = |change: fn(&mut Article)| {
        let mut article = known.clone();
        change(&mut article);
        article
    };
    let retitled = change(|article| article.title = "Losses".to_owned());
    let step = edit::articles::set_details(&desk.project, retitled).unwrap();
    assert!(desk.step(step).is_empty());
    let redated = change(|article| article.published = "2024-12-10".parse().ok());
    let step = edit::articles::set_details(&desk.project, redated).unwrap();
    let tasks = desk.step(step);
    assert_eq!(tasks.len(), 1);
    // What was known stays until the new reading is there.
    let day = |desk: &Desk| desk.figures.dates_in(id)[0].when.unwrap().to_string();
    assert_eq!(day(&desk), "2024-12-03");
    desk.read(tasks);
    assert_eq!(day(&desk), "2024-12-10");
    assert_eq!(desk.figures.unread(), 0);
}

#[test]
fn a_reading_that_comes_too_late_is_left_out() {
    let mut desk = Desk::new();
    let id = ArticleId::from_u128(2);
    let mut redated = desk.project.article(id).unwrap().as_ref().clone();
    redated.published = "2024-12-10".parse().ok();
    let step = edit::articles::set_details(&desk.project, redated).unwrap();
    let late = desk.step(step);
    let again = desk.undo();
    desk.read(late);
    assert_eq!(desk.figures.unread(), 1);
    desk.read(again);
    assert_eq!(desk.figures.unread(), 0);
    let day = desk.figures.dates_in(id)[0].when.unwrap();
    assert_eq!(day.to_string(), "2024-12-03");
}

#[test]
fn own_words_are_used_at_once_in_every_article() {
    let mut desk = Desk::new();
    let term = Term {
        id: TermId::from_u128(1),
        words: "general staff".to_owned(),
        meaning: Meaning::Claimant {
            name: "General Staff of Ukraine".to_owned(),
        },
    };
    let step = edit::terms::put(&desk.project, term).unwrap();
    let tasks = desk.step(step);
    assert_eq!(tasks.len(), 2);
    desk.read(tasks);
    let dead = desk.suggestion("At least 31,000 soldiers");
    let claimant = &dead.record.claimant.as_ref().unwrap().name;
    assert_eq!(claimant, "General Staff of Ukraine");
    let tasks = desk.undo();
    assert_eq!(tasks.len(), 2);
}

#[test]
fn what_goes_is_forgotten_and_what_comes_back_is_read() {
    let mut desk = Desk::new();
    let count = desk.figures.count();
    let step = edit::articles::delete(&desk.project, ArticleId::from_u128(1)).unwrap();
    assert!(desk.step(step).is_empty());
    assert_eq!(desk.figures.waiting_in(ArticleId::from_u128(1)), None);
    assert!(desk.figures.count() < count);
    let tasks = desk.undo();
    desk.read(tasks);
    assert_eq!(desk.figures.count(), count);
    let tasks = desk.figures.open(Some(&desk.project));
    assert_eq!((tasks.len(), desk.figures.count()), (2, 0));
    assert_eq!(desk.figures.count_in(ArticleId::from_u128(1)), None);
    desk.read(tasks);
    assert_eq!(desk.figures.count(), count);
}

#[test]
fn the_thread_reads_everything_and_rests() {
    let mut desk = Desk::new();
    let mut readings = Readings::new(egui::Context::default(), Place::Thread);
    for round in 0..3 {
        let tasks = desk.figures.open(Some(&desk.project));
        readings.prefer(Some(ArticleId::from_u128(2)));
        readings.ask(tasks);
        // Asked for again while it may be under way: it is read as it is now.
        let tasks = desk.figures.open(Some(&desk.project));
        readings.ask(tasks);
        while desk.figures.unread() > 0 {
            let done: Vec<Done> = readings.collect().collect();
            for done in done {
                desk.figures.take(&desk.project, done);
            }
            std::thread::yield_now();
        }
        assert_eq!(desk.words(1).len(), 2, "round {round}");
    }
}
