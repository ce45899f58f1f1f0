//! The numbers that do not add up, as questions with the claims that they name.

use egui::{Button, Label, ScrollArea, TextEdit, Ui};

use super::remark;
use crate::arithmetic::{Question, label};
use crate::edit::answers;
use crate::model::{Answer, Claim, Doubt, Project};
use crate::ui::action::{Action, Actions};
use crate::ui::controls::{divider, empty_state};
use crate::ui::state::State;
use crate::ui::theme::{self, UNIT};

/// So many questions are drawn; the first are the ones to answer first.
const MOST: usize = 100;

/// The list of questions, and the answer that is being written.
#[derive(Default)]
pub(super) struct Questions {
    /// The question that is being answered.
    of: Option<Question>,
    reason: String,
}

impl Questions {
    /// Draws the questions that hold the words.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        words: &str,
        actions: &mut Actions,
    ) {
        let wanted: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let all = &state.looked.overview.questions;
        let listed: Vec<&Question> = all
            .iter()
            .filter(|question| {
                let text = question.words.to_lowercase();
                wanted.iter().all(|word| text.contains(word))
            })
            .collect();
        let given: Vec<&Answer> = project
            .answers()
            .map(AsRef::as_ref)
            .filter(|answer| !matches!(answer.doubt, Doubt::SameQuantity | Doubt::SameClaimant))
            .collect();
        if listed.is_empty() && given.is_empty() {
            let what = "Parts that exceed their total, totals that fall and the like are asked \
                        about here.";
            empty_state(ui, "Everything adds up", what);
            return;
        }
        ScrollArea::vertical()
            .id_salt("questions")
            .auto_shrink(false)
            .show(ui, |ui| {
                for question in listed.iter().take(MOST) {
                    self.question(ui, state, project, question, actions);
                    divider(ui);
                }
                if listed.len() > MOST {
                    remark(
                        ui,
                        &format!("{MOST} of {} questions are shown.", listed.len()),
                    );
                }
                answered(ui, project, &given, actions);
            });
    }

    fn question(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        question: &Question,
        actions: &mut Actions,
    ) {
        ui.label(theme::strong(label(question.doubt)));
        ui.add(Label::new(&question.words).wrap());
        for claim in question.claims.iter().filter_map(|id| project.claim(*id)) {
            claim_line(ui, project, claim, actions);
        }
        let is_open = self.of.as_ref() == Some(question);
        ui.horizontal_wrapped(|ui| {
            if !is_open {
                let answer = ui
                    .button("Dismiss…")
                    .accessible_name(format!("Dismiss: {}", question.words))
                    .on_hover_text("Do not ask again; you may write why");
                if answer.clicked() {
                    self.of = Some(question.clone());
                    self.reason.clear();
                }
                return;
            }
            let field = TextEdit::singleline(&mut self.reason)
                .hint_text("Why there is nothing to mend (may stay empty)")
                .desired_width((ui.available_width() - 180.0).clamp(120.0, 420.0));
            ui.add(field)
                .accessible_name("Why there is nothing to mend");
            if ui.add(Button::new("Dismiss question")).clicked() {
                let answer = Answer {
                    id: state.clock.fresh(),
                    doubt: question.doubt,
                    claims: question.claims.iter().copied().collect(),
                    names: std::collections::BTreeSet::new(),
                    reason: std::mem::take(&mut self.reason),
                };
                actions.change(answers::give(project, answer));
                self.of = None;
            }
            if ui.button("Cancel").clicked() {
                self.of = None;
            }
        });
        ui.add_space(UNIT);
    }
}

/// A claim as a link to its words.
fn claim_line(ui: &mut Ui, project: &Project, claim: &Claim, actions: &mut Actions) {
    let quote = claim
        .passage
        .quote
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let short: String = quote.chars().take(90).collect();
    let more = if short.len() < quote.len() { "…" } else { "" };
    let article = project.article(claim.passage.article);
    let title = article.map_or("", |article| article.display_title());
    let link = ui.link(format!("“{short}{more}”"));
    if link.on_hover_text(format!("{title}\n{quote}")).clicked() {
        actions.push(Action::ShowClaim {
            claim: claim.id,
            jump: true,
        });
    }
}

/// The questions that were answered, to be asked again.
fn answered(ui: &mut Ui, project: &Project, given: &[&Answer], actions: &mut Actions) {
    if given.is_empty() {
        return;
    }
    let title = format!("Dismissed ({})", given.len());
    egui::CollapsingHeader::new(title)
        .id_salt("answered questions")
        .show(ui, |ui| {
            for answer in given {
                let reason = match answer.reason.trim() {
                    "" => "no reason written",
                    reason => reason,
                };
                let words = format!("{}: {reason}", label(answer.doubt));
                ui.horizontal_wrapped(|ui| {
                    ui.label(&words);
                    let again = ui.button("Ask again");
                    if again
                        .accessible_name(format!("Ask again: {words}"))
                        .clicked()
                    {
                        actions.change(answers::take_back(project, &[answer.id]));
                    }
                });
            }
        });
}
