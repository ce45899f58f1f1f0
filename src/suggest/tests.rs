//! From an article to the figures that wait in it, and from there to claims.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::clock::Clock;
use crate::edit::{self, History, Transaction};
use crate::model::check::check;
use crate::model::{FigureKind, Passage, Stage, Term, arbitrary};
use crate::recognise::Polarity;

const TEXT: &str = "Kyjev – The ministry announced nearly $5 million of military aid on Monday. \
                    It denied that $9 million was spent. At least 40 soldiers were killed and 12 \
                    wounded, according to the UK MoD. Two aides waited three weeks.";

struct Desk {
    project: Project,
    history: History,
    clock: Clock,
}

impl Desk {
    fn new() -> Self {
        let mut desk = Self {
            project: Project::default(),
            history: History::default(),
            clock: Clock::fixed(Timestamp::UNIX_EPOCH),
        };
        let article = Article {
            id: ArticleId::from_u128(1),
            title: "A winter".to_owned(),
            publisher: String::new(),
            byline: String::new(),
            published: "2024-12-04".parse().ok(),
            url: String::new(),
            language: String::new(),
            source_file: String::new(),
            encoding: String::new(),
            imported: Timestamp::UNIX_EPOCH,
            hash: Article::hash_of(TEXT),
            text: TEXT.into(),
            blocks: Vec::new(),
            versions: Vec::new(),
            captions: Vec::new(),
            file_hash: String::new(),
        };
        let step = edit::articles::add(&desk.project, vec![article]);
        desk.apply(step);
        desk
    }

    fn apply(&mut self, step: Transaction) {
        self.history.apply(&mut self.project, step, None);
    }

    fn teach(&mut self, words: &str, meaning: Meaning) {
        let term = Term {
            id: self.clock.fresh(),
            words: words.to_owned(),
            meaning,
        };
        let step = edit::terms::put(&self.project, term).unwrap();
        self.apply(step);
    }

    fn waiting_from(&self, least: u8) -> Vec<Suggestion> {
        let reader = Reader::of(&self.project);
        let articles = self.project.articles();
        articles
            .flat_map(|article| waiting(&self.project, article, &reader.read(article), least))
            .collect()
    }

    fn waiting(&self) -> Vec<Suggestion> {
        self.waiting_from(FIRST_RANK)
    }

    fn words(&self) -> Vec<&'static str> {
        let words = |suggestion: Suggestion| &TEXT[suggestion.record.full.clone()];
        self.waiting().into_iter().map(words).collect()
    }

    fn one(&self, words: &str) -> Suggestion {
        let start = TEXT.find(words).unwrap();
        self.waiting()
            .into_iter()
            .find(|suggestion| suggestion.record.full.contains(&start))
            .unwrap()
    }

    fn accept(&mut self, suggestions: &[Suggestion]) -> Vec<crate::model::ClaimId> {
        let (ids, step) = accept(&self.project, suggestions, &self.clock).unwrap();
        self.apply(step);
        ids
    }
}

#[test]
fn only_the_first_rank_waits_unless_more_is_wanted() {
    let desk = Desk::new();
    assert_eq!(
        desk.words(),
        [
            "nearly $5 million",
            "$9 million",
            "At least 40 soldiers",
            "12"
        ]
    );
    let all: Vec<_> = desk.waiting_from(0);
    assert!(all.len() > 4, "{all:?}");
    assert!(desk.waiting_from(100).is_empty());
}

#[test]
fn an_accepted_figure_is_a_claim_with_everything_filled() {
    let mut desk = Desk::new();
    let all = desk.waiting();
    let ids = desk.accept(&all);
    assert_eq!(desk.history.undo_label(), Some("Accept 4 figures"));
    assert_eq!(desk.words(), [""; 0]);
    assert_eq!(check(&desk.project), []);
    let claim = |place: usize| desk.project.claim(ids[place]).unwrap();
    let paths = |place: usize| -> Vec<String> {
        let tags = claim(place).tags.iter();
        tags.map(|tag| desk.project.tag_path(*tag)).collect()
    };
    let aid = claim(0);
    assert_eq!(aid.passage.quote, "nearly $5 million");
    assert_eq!(aid.figure.as_ref().unwrap().spoken(), "nearly $5 million");
    assert_eq!(aid.when.unwrap().to_string(), "2024-12-02");
    assert_eq!(aid.stage, Some(Stage::Announced));
    assert_eq!(paths(0), ["aid/military"]);
    assert_eq!(claim(1).note, "Denied in the text");
    assert_eq!(claim(2).when.unwrap().to_string(), "2024-12-04");
    assert!(claim(3).claimant.ends_with("UK MoD"));
    assert_eq!(paths(3), ["casualties/wounded"]);
    // Parents are made once for all.
    assert_eq!(desk.project.tags().len(), 5);
    desk.history.undo(&mut desk.project);
    assert_eq!(desk.project.claims().len() + desk.project.tags().len(), 0);
    assert_eq!(desk.words().len(), 4);
}

#[test]
fn a_tag_that_is_there_is_taken() {
    let mut desk = Desk::new();
    let (tag, step) = edit::tags::create_path(&desk.project, "Aid/Military", &desk.clock).unwrap();
    desk.apply(step);
    let money = desk.one("$5 million");
    let ids = desk.accept(&[money]);
    assert_eq!(desk.history.undo_label(), Some("Accept figure"));
    assert!(desk.project.claim(ids[0]).unwrap().tags.contains(&tag));
    assert_eq!(desk.project.tags().len(), 2);
}

#[test]
fn a_claim_made_by_hand_takes_the_figures_in_its_words() {
    let mut desk = Desk::new();
    let start = TEXT.find("40 soldiers").unwrap();
    let passage = Passage::at(ArticleId::from_u128(1), TEXT, start..start + 24).unwrap();
    let claim = crate::model::Claim::new(desk.clock.fresh(), passage, desk.clock.now());
    let id = claim.id;
    let step = edit::claims::add(&desk.project, claim).unwrap();
    desk.apply(step);
    assert_eq!(desk.words(), ["nearly $5 million", "$9 million", "12"]);
    let step = edit::claims::delete(&desk.project, &[id]).unwrap();
    desk.apply(step);
    assert_eq!(desk.words().len(), 4);
}

#[test]
fn a_dismissed_figure_does_not_come_back_by_itself() {
    let mut desk = Desk::new();
    let figure = desk.one("40 soldiers");
    let step = dismiss(&desk.project, std::slice::from_ref(&figure), &desk.clock).unwrap();
    desk.apply(step);
    assert_eq!(desk.words(), ["nearly $5 million", "$9 million", "12"]);
    assert_eq!(check(&desk.project), []);
    let article = desk.project.articles().next().unwrap();
    let dismissals = dismissals_of(&desk.project, article, &figure.record);
    assert_eq!(dismissals.len(), 1);
    let step = edit::dismissals::take_back(&desk.project, &dismissals).unwrap();
    desk.apply(step);
    assert_eq!(desk.words().len(), 4);
}

#[test]
fn a_dismissal_finds_its_words_in_another_text() {
    let mut desk = Desk::new();
    let figure = desk.one("40 soldiers");
    let step = dismiss(&desk.project, &[figure], &desk.clock).unwrap();
    desk.apply(step);
    // As a file may hold it that was changed by another program: the passage does not fit.
    let text = format!("Corrected.\n\n{TEXT}");
    let article = desk.project.articles().next().unwrap().as_ref().clone();
    let article = Article {
        text: text.as_str().into(),
        ..article
    };
    let reading = Reader::default().read(&article);
    let words: Vec<_> = waiting(&desk.project, &article, &reading, FIRST_RANK)
        .into_iter()
        .map(|suggestion| text[suggestion.record.full.clone()].to_owned())
        .collect();
    assert_eq!(words, ["nearly $5 million", "$9 million", "12"]);
}

#[test]
fn own_words_are_used_at_once() {
    let mut desk = Desk::new();
    let before = Reader::of(&desk.project);
    let (tag, step) = edit::tags::create_path(&desk.project, "losses", &desk.clock).unwrap();
    desk.apply(step);
    assert_eq!(Reader::of(&desk.project), before);
    desk.teach(
        "UK MoD",
        Meaning::Claimant {
            name: "UK Ministry of Defence".to_owned(),
        },
    );
    desk.teach("soldiers were killed", Meaning::Tag { tag });
    desk.teach(
        "aide",
        Meaning::Unit {
            unit: "adviser".to_owned(),
        },
    );
    assert_ne!(Reader::of(&desk.project), before);
    let wounded = desk.one("12 wounded").record;
    assert_eq!(
        wounded.claimant.as_ref().unwrap().name,
        "UK Ministry of Defence"
    );
    assert!(desk.one("40").record.tags.contains(&"losses".to_owned()));
    let units: Vec<_> = desk
        .waiting_from(0)
        .into_iter()
        .map(|suggestion| suggestion.record.figure.unit.clone())
        .collect();
    assert!(units.contains(&"adviser".to_owned()), "{units:?}");
    // And for words that somebody selects.
    let article = desk.project.articles().next().unwrap();
    let at = TEXT.find("12").unwrap();
    let proposal = Reader::of(&desk.project).proposal(article, at..at + 2);
    assert_eq!(proposal.claimant.unwrap(), "UK Ministry of Defence");
}

#[test]
fn the_surest_come_first_and_the_alike_are_of_one_group() {
    let desk = Desk::new();
    let mut all = desk.waiting_from(0);
    sort(&mut all);
    let keys: Vec<_> = all
        .iter()
        .map(|suggestion| {
            let record = &suggestion.record;
            (Reverse(record.confidence), record.figure.kind)
        })
        .collect();
    assert!(keys.is_sorted(), "{keys:?}");
    assert_eq!(all[0].record.figure.kind, FigureKind::Money);
    let (given, denied) = (desk.one("$5 million"), desk.one("$9 million"));
    assert_eq!(denied.record.polarity, Some(Polarity::Negated));
    assert!(alike(&given, &given) && !alike(&given, &denied));
}

#[test]
fn what_was_read_in_another_text_is_refused() {
    let mut desk = Desk::new();
    let all = desk.waiting();
    let step = edit::articles::delete(&desk.project, ArticleId::from_u128(1)).unwrap();
    desk.apply(step);
    let refused = accept(&desk.project, &all, &desk.clock).unwrap_err();
    assert_eq!(refused, edit::EditError::Gone);
    let refused = dismiss(&desk.project, &all, &desk.clock).unwrap_err();
    assert_eq!(refused, edit::EditError::Gone);
}

proptest! {
    #[test]
    fn whatever_is_accepted_or_dismissed_no_longer_waits(project in arbitrary::project()) {
        let clock = Clock::fixed(Timestamp::UNIX_EPOCH);
        let wait = |project: &Project| -> Vec<Suggestion> {
            let reader = Reader::of(project);
            let articles = project.articles();
            articles
                .flat_map(|article| waiting(project, article, &reader.read(article), 0))
                .collect()
        };
        let all = wait(&project);
        let mut accepted = project.clone();
        if let Ok((ids, step)) = accept(&accepted, &all, &clock) {
            prop_assert_eq!(ids.len(), all.len());
            History::default().apply(&mut accepted, step, None);
            prop_assert_eq!(wait(&accepted), []);
        }
        let mut dismissed = project.clone();
        let step = dismiss(&dismissed, &all, &clock).unwrap();
        History::default().apply(&mut dismissed, step, None);
        prop_assert_eq!(wait(&dismissed), []);
    }
}
