//! The claims whose words are in question since their article's text changed: old and new context
//! side by side above the text, and what can be answered.
//!
//! It finds out where the words may stand now and remembers which of several places is looked
//! at; the answers are commands.

use std::ops::Range;

use egui::text::{LayoutJob, TextFormat};
use egui::{Frame, Label, Margin, RichText, Stroke, Ui};

use super::action::{Action, Actions};
use super::command::Command;
use super::controls::{command_button, icon_button};
use super::state::State;
use super::status::counted;
use super::theme::{self, Tokens, UNIT};
use crate::anchor::{Waiting, waiting};
use crate::model::{Article, ArticleId, Claim, ClaimId, Passage, Project};

/// How many characters of context stand on each side of the words.
const AROUND: usize = 90;
/// How many characters of long words are shown.
const MOST: usize = 300;
/// The size of the words, in points.
const WORDS: f32 = 14.0;

/// The claims in question of the open article, and those of the whole project.
#[derive(Default)]
pub struct Questions {
    /// The state of the project that was looked through.
    revision: Option<(u64, ArticleId)>,
    /// What the answers were made of; the same again needs no new search.
    made_of: (String, Vec<(ClaimId, Passage)>),
    here: Vec<Waiting>,
    everywhere: Option<(u64, Vec<ClaimId>)>,
    /// Which of its places is looked at, for the claim that was stepped through.
    chosen: Option<(ClaimId, usize)>,
}

impl Questions {
    /// The claims in question of an article. `revision` names the state of the project.
    pub fn of(&mut self, revision: u64, project: &Project, article: &Article) -> &[Waiting] {
        if self.revision != Some((revision, article.id)) {
            self.revision = Some((revision, article.id));
            let claims = project.claims_of(article.id);
            let asked = claims.filter(|claim| project.is_in_question(claim));
            let asked = asked.map(|claim| (claim.id, claim.passage.clone()));
            let made_of = (article.hash.clone(), asked.collect());
            if self.made_of != made_of {
                self.here = if made_of.1.is_empty() {
                    Vec::new()
                } else {
                    waiting(project, article)
                };
                self.made_of = made_of;
            }
        }
        &self.here
    }

    /// Where a claim's words stand, or may stand: the place that is looked at where there are
    /// several. None where they are gone.
    pub fn place_of(
        &mut self,
        revision: u64,
        project: &Project,
        article: &Article,
        claim: &Claim,
    ) -> Option<Range<usize>> {
        if claim.detached {
            return None;
        }
        if !project.is_in_question(claim) {
            return Some(claim.passage.range());
        }
        let at = self.chosen_place(claim.id);
        let waiting = self.of(revision, project, article);
        let waiting = waiting.iter().find(|waiting| waiting.claim == claim.id)?;
        waiting.places.get(at).or(waiting.places.first()).cloned()
    }

    /// The claim in question after (or before) the shown one; without one the first of the open
    /// article, else the first of all.
    pub fn neighbour(&mut self, state: &State, forward: bool) -> Option<ClaimId> {
        let project = state.project()?;
        let article = state.view.article;
        let all = self.all(state.revision(), project);
        let here = all
            .iter()
            .position(|claim| Some(*claim) == state.view.claim);
        let step = if forward { 1 } else { all.len().max(1) - 1 };
        if let Some(here) = here {
            return all.get((here + step) % all.len()).copied();
        }
        let of_article = |claim: &&ClaimId| {
            let claim = project.claim(**claim);
            claim.map(|claim| claim.passage.article) == article
        };
        all.iter().find(of_article).or(all.first()).copied()
    }

    fn all(&mut self, revision: u64, project: &Project) -> &[ClaimId] {
        if self
            .everywhere
            .as_ref()
            .is_none_or(|(of, _)| *of != revision)
        {
            let claims = project
                .articles()
                .flat_map(|article| project.claims_of(article.id));
            let asked = claims.filter(|claim| project.is_in_question(claim));
            self.everywhere = Some((revision, asked.map(|claim| claim.id).collect()));
        }
        self.everywhere.as_ref().map_or(&[], |(_, all)| all)
    }

    fn chosen_place(&self, claim: ClaimId) -> usize {
        self.chosen
            .filter(|(of, _)| *of == claim)
            .map_or(0, |(_, at)| at)
    }

    /// Draws the question of the shown claim.
    pub fn show(&mut self, ui: &mut Ui, state: &State, article: &Article, actions: &mut Actions) {
        let Some(project) = state.project() else {
            return;
        };
        let tokens = Tokens::of(ui);
        let revision = state.revision();
        let all = self.all(revision, project);
        let number = all
            .iter()
            .position(|claim| Some(*claim) == state.view.claim);
        let count = all.len();
        self.of(revision, project, article);
        let mut shown = self.here.iter();
        let shown = shown.find(|waiting| Some(waiting.claim) == state.view.claim);
        let shown = shown.cloned();
        Frame::NONE
            .fill(tokens.panel)
            .stroke(Stroke::new(1.0, tokens.line))
            .inner_margin(Margin::symmetric(12, 8))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                heading(ui, number.filter(|_| shown.is_some()), count, actions);
                match shown {
                    Some(waiting) => self.question(ui, state, article, &waiting, actions),
                    None if count == 0 => {
                        ui.label(theme::weak(ui, "Every claim stands on its words."));
                    }
                    None => {
                        if ui.button("Show the first").clicked() {
                            actions.run(Command::NextQuestion);
                        }
                    }
                }
            });
    }

    fn question(
        &mut self,
        ui: &mut Ui,
        state: &State,
        article: &Article,
        waiting: &Waiting,
        actions: &mut Actions,
    ) {
        let at = self.chosen_place(waiting.claim);
        let at = at.min(waiting.places.len().saturating_sub(1));
        let place = waiting.places.get(at).cloned();
        let until = article
            .versions
            .iter()
            .find(|version| version.text == waiting.old)
            .map(|version| version.replaced.strftime("Until %-d %b %Y").to_string());
        ui.columns(2, |columns| {
            if let [before, now] = columns {
                let until = until.unwrap_or_else(|| "Before".to_owned());
                // As high as the row beside it, which holds buttons.
                before.horizontal(|ui| ui.label(theme::weak(ui, until)));
                excerpt(before, "Before", &waiting.old, &waiting.at);
                now.horizontal(|ui| {
                    ui.label(theme::weak(ui, "Now"));
                    let places = waiting.places.len();
                    if places > 1 {
                        ui.label(theme::weak(ui, format!("place {} of {places}", at + 1)));
                        let back = icon_button(ui, "←", "Previous place").clicked();
                        let forth = icon_button(ui, "→", "Next place").clicked();
                        if back || forth {
                            let step = if forth { 1 } else { places - 1 };
                            let next = (at + step) % places;
                            self.chosen = Some((waiting.claim, next));
                            actions.push(Action::Jump(waiting.places[next].clone()));
                        }
                    }
                });
                if let Some(place) = &place {
                    excerpt(now, "Now", &article.text, place);
                } else {
                    let what = "Select words in the text that say the same, or let the claim keep \
                                the words it had.";
                    now.add(Label::new(what).wrap());
                }
            }
        });
        ui.add_space(UNIT);
        let reason = RichText::new(waiting.reason()).color(Tokens::of(ui).warning);
        ui.horizontal_wrapped(|ui| {
            ui.label(reason);
            for command in [
                Command::KeepPlace,
                Command::MoveToSelection,
                Command::DetachClaim,
            ] {
                if command_button(ui, state, command) {
                    actions.run(command);
                }
            }
        });
    }
}

fn heading(ui: &mut Ui, number: Option<usize>, count: usize, actions: &mut Actions) {
    egui::Sides::new().shrink_left().truncate().show(
        ui,
        |ui| {
            let text = match number {
                Some(number) => format!("Claim in question, {} of {count}", number + 1),
                None => format!("{} in question", counted(count, "claim")),
            };
            ui.label(theme::strong(text));
        },
        |ui| {
            if icon_button(ui, "×", "Close questions").clicked() {
                actions.push(Action::ShowQuestions(false));
            }
            if icon_button(ui, "↓", "Next question").clicked() {
                actions.run(Command::NextQuestion);
            }
            if icon_button(ui, "↑", "Previous question").clicked() {
                actions.run(Command::PreviousQuestion);
            }
        },
    );
}

/// Words with what stands around them.
fn excerpt(ui: &mut Ui, name: &str, text: &str, at: &Range<usize>) {
    let tokens = Tokens::of(ui);
    let (before, after) = around(text, at);
    let words = text.get(at.clone()).unwrap_or_default();
    let words = match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("{} …", &words[..end]),
        None => words.to_owned(),
    };
    let font = theme::reading(WORDS);
    let plain = TextFormat::simple(font.clone(), tokens.weak);
    let marked = TextFormat {
        background: tokens.found,
        ..TextFormat::simple(font, tokens.text)
    };
    let mut job = LayoutJob::default();
    job.append(&even(before), 0.0, plain.clone());
    job.append(&even(&words), 0.0, marked);
    job.append(&even(after), 0.0, plain);
    // Columns would stretch the lines.
    let label = ui.vertical(|ui| ui.add(Label::new(job).wrap())).inner;
    let spoken = format!("{name}: {}", even(&words));
    label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
}

/// Line ends as spaces, so that a few lines hold it.
fn even(text: &str) -> String {
    text.replace('\n', " ")
}

/// What stands around a range in its paragraph, cut between words.
fn around<'t>(text: &'t str, at: &Range<usize>) -> (&'t str, &'t str) {
    let before = text.get(..at.start).unwrap_or_default();
    let after = text.get(at.end..).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    let start = before
        .char_indices()
        .rev()
        .nth(AROUND - 1)
        .map(|(at, _)| at);
    let before = start.map_or(before, |start| {
        let cut = &before[start..];
        cut.find(char::is_whitespace).map_or(cut, |at| &cut[at..])
    });
    let end = after.char_indices().nth(AROUND).map(|(at, _)| at);
    let after = end.map_or(after, |end| {
        let cut = &after[..end];
        cut.rfind(char::is_whitespace).map_or(cut, |at| &cut[..at])
    });
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_cut_between_words() {
        let text = format!(
            "{}31 people{}",
            "Hafen é ".repeat(40),
            " war 漢字".repeat(40)
        );
        let start = text.find("31").unwrap();
        let (before, after) = around(&text, &(start..start + 9));
        assert!(before.chars().count() <= AROUND && after.chars().count() <= AROUND);
        assert!(
            before.starts_with(" Hafen") || before.starts_with(" é"),
            "{before}"
        );
        assert!(after.ends_with("war") || after.ends_with("漢字"), "{after}");
        assert_eq!(around("x\na 31 b\ny", &(4..6)), ("a ", " b"));
        assert_eq!(around("a", &(5..9)), ("", ""));
    }
}
