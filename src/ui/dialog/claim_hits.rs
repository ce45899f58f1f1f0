//! Asks whether everything that was found in an article becomes a claim, and shows what that is.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{FontId, Label, Ui};

use super::super::action::{Action, Actions};
use super::super::chooser::{chooser, shorten};
use super::super::searching::HitsToClaim;
use super::super::state::State;
use super::super::status::counted;
use super::super::theme::{self, Tokens, UNIT};
use super::{buttons, heading};
use crate::model::{Article, Project, TagId};
use crate::search;

/// How many hits are shown.
const SHOWN: usize = 6;
/// How much of what was sought is shown, in characters.
const LONGEST: usize = 60;

/// Asks whether everything that was found in an article becomes a claim.
#[derive(Debug)]
pub struct ClaimHits {
    wanted: HitsToClaim,
    /// What was sought, shortened.
    words: String,
    /// How many hits there are.
    found: usize,
    /// The first hits with their context, and where they stand in it.
    shown: Vec<(String, Range<usize>)>,
}

impl ClaimHits {
    /// Asks about those hits that stand in no claim yet.
    pub fn new(project: &Project, article: &Article, words: &str, hits: &[Range<usize>]) -> Self {
        let ranges = search::unclaimed(project, article, hits);
        let first = ranges.iter().take(SHOWN);
        let shown = first.map(|range| search::excerpt(&article.text, range.clone()));
        Self {
            words: shorten(words, LONGEST),
            found: hits.len(),
            shown: shown.collect(),
            wanted: HitsToClaim {
                article: article.id,
                text: Arc::clone(&article.text),
                ranges,
                tag: None,
            },
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        heading(ui, "Claim all hits");
        let count = self.wanted.ranges.len();
        let found = counted(self.found, "hit");
        ui.label(format!("{found} of “{}”", self.words));
        match self.found - count {
            0 => {}
            standing if standing == self.found => {
                ui.label("All of them stand in claims already.");
            }
            1 => {
                ui.label("1 stands in a claim already and is left out.");
            }
            standing => {
                ui.label(format!(
                    "{standing} stand in claims already and are left out."
                ));
            }
        }
        ui.add_space(UNIT);
        for (context, words) in &self.shown {
            ui.add(Label::new(row(ui, context, words)).truncate());
        }
        if count > self.shown.len() {
            let more = format!("… and {} more", count - self.shown.len());
            ui.label(theme::weak(ui, more));
        }
        ui.add_space(2.0 * UNIT);
        if let Some(project) = state.project() {
            ui.horizontal(|ui| {
                ui.label("Tag");
                let first = (None, "As the words say".to_owned());
                let mut tags: Vec<(Option<TagId>, String)> = project
                    .tags()
                    .map(|tag| (Some(tag.id), project.tag_path(tag.id)))
                    .collect();
                tags.sort_by(|a, b| a.1.cmp(&b.1));
                let names = std::iter::once(first).chain(tags);
                if let Some(tag) = chooser(ui, "Tag of the claims", names, Some(self.wanted.tag)) {
                    self.wanted.tag = tag;
                }
            });
        }
        ui.label(theme::weak(
            ui,
            "Amounts, dates and claimants are read from the words around each hit. \
             All of it is one step that can be undone.",
        ));
        let verb = format!("Claim {}", counted(count, "hit"));
        match buttons(ui, &[&verb, "Cancel"], count > 0) {
            Some(0) => {
                actions.push(Action::ClaimHits(Box::new(self.wanted.clone())));
                actions.push(Action::CloseDialog);
            }
            Some(_) => actions.push(Action::CloseDialog),
            None => {}
        }
    }
}

/// A hit in its context, on one line.
fn row(ui: &Ui, context: &str, words: &Range<usize>) -> LayoutJob {
    let tokens = Tokens::of(ui);
    let plain = TextFormat::simple(FontId::proportional(theme::BODY), tokens.weak);
    let strong = TextFormat::simple(theme::strong_font(theme::BODY), tokens.text);
    let mut job = LayoutJob::default();
    for (range, format) in [
        (0..words.start, plain.clone()),
        (words.clone(), strong),
        (words.end..context.len(), plain),
    ] {
        job.append(&context[range], 0.0, format);
    }
    job
}
