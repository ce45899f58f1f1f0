//! Which figures the review lists: worked out anew only when something else waits or something
//! else is asked.

use std::collections::BTreeSet;
use std::time::Duration;

use egui::Context;

use super::words;
use crate::model::{FigureKind, Project};
use crate::suggest::{self, FIRST_RANK, Suggestion};
use crate::ui::figures::FigureAt;
use crate::ui::state::State;

/// How often the list is worked out anew while articles are being read, in seconds.
const CALM: f64 = 0.5;

/// What the review is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    /// Words that must all stand in the figure or its article's title, in any case.
    pub words: String,
    /// Any one of these kinds; empty asks for no kind in particular.
    pub kinds: BTreeSet<FigureKind>,
    /// Any one of these proposed tags, or of those below them; empty asks for none in particular.
    pub tags: BTreeSet<String>,
    /// How sure the recogniser is at the least, in per cent.
    pub least: u8,
}

/// The figures that answer the question.
#[derive(Default)]
pub(super) struct Listing {
    asked: Option<Asked>,
    rows: Vec<Suggestion>,
    /// Every tag that is proposed for a figure that waits.
    tags: BTreeSet<String>,
}

struct Asked {
    generation: u64,
    question: Question,
    /// On the window's clock, in seconds.
    at: f64,
}

impl Default for Question {
    fn default() -> Self {
        Self {
            words: String::new(),
            kinds: BTreeSet::new(),
            tags: BTreeSet::new(),
            least: FIRST_RANK,
        }
    }
}

impl Question {
    /// Whether a figure of the first rank may be left out.
    pub fn narrows(&self) -> bool {
        *self != Self::default()
    }

    fn holds(&self, project: &Project, wanted: &[String], one: &Suggestion) -> bool {
        let record = &one.record;
        let tagged = |tag: &String| {
            record.tags.iter().any(|own| {
                let below = own.strip_prefix(tag.as_str());
                below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        };
        record.confidence >= self.least
            && (self.kinds.is_empty() || self.kinds.contains(&record.figure.kind))
            && (self.tags.is_empty() || self.tags.iter().any(tagged))
            && (wanted.is_empty() || has_words(project, wanted, one))
    }
}

impl Listing {
    /// Brings the list up to date. While articles are being read it changes now and then, and not
    /// with every article. True where it was worked out anew.
    pub fn ask(
        &mut self,
        ctx: &Context,
        state: &State,
        project: &Project,
        question: &Question,
    ) -> bool {
        let generation = state.figures.generation();
        let now = ctx.input(|input| input.time);
        if let Some(asked) = &self.asked
            && asked.question == *question
        {
            if asked.generation == generation {
                return false;
            }
            let age = now - asked.at;
            if state.figures.unread() > 0 && (0.0..CALM).contains(&age) {
                ctx.request_repaint_after(Duration::from_secs_f64(CALM - age));
                return false;
            }
        }
        let wanted: Vec<String> = question
            .words
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        self.tags.clear();
        self.rows.clear();
        for one in state.figures.waiting() {
            for tag in &one.record.tags {
                if !self.tags.contains(tag) {
                    self.tags.insert(tag.clone());
                }
            }
            if question.holds(project, &wanted, one) {
                self.rows.push(one.clone());
            }
        }
        suggest::sort(&mut self.rows);
        self.asked = Some(Asked {
            generation,
            question: question.clone(),
            at: now,
        });
        true
    }

    /// The figures, in order.
    pub fn rows(&self) -> &[Suggestion] {
        &self.rows
    }

    /// Every tag that is proposed for a figure that waits.
    pub fn tags(&self) -> &BTreeSet<String> {
        &self.tags
    }

    /// The place of a figure in the list.
    pub fn place(&self, figure: &FigureAt) -> Option<usize> {
        self.rows
            .iter()
            .position(|one| one.article == figure.article && one.record.span == figure.span)
    }
}

fn has_words(project: &Project, wanted: &[String], one: &Suggestion) -> bool {
    let record = &one.record;
    let mut all = words(project, one);
    let article = project.article(one.article);
    let around = [
        article.map_or("", |article| article.display_title()),
        article.map_or("", |article| &article.publisher),
        record
            .claimant
            .as_ref()
            .map_or("", |claimant| &claimant.name),
        record.subject.as_deref().unwrap_or_default(),
        &record.figure.unit,
    ];
    for text in around
        .into_iter()
        .chain(record.tags.iter().map(String::as_str))
    {
        all.push('\n');
        all.push_str(text);
    }
    let all = all.to_lowercase();
    wanted.iter().all(|word| all.contains(word))
}
