//! The claim at the right: its words, its figure, and everything the analyst adds.
//!
//! Owns the drafts of its fields; the claim itself changes only through the edits it asks for.
//! What a field refused waits at its claim until it is put right. Without a claim the inspector
//! lists those of the open article.

mod details;
mod figure;
mod list;
mod proposal;
mod quote;
mod tags;
mod unit;

use std::collections::HashMap;

use egui::{RichText, ScrollArea, Ui};

use self::details::Details;
pub(super) use self::details::by_use;
use self::figure::FigureEditor;
use self::tags::TagEditor;
pub(super) use self::tags::choices as tag_choices;
use super::action::{Action, Actions, Focus};
use super::command::Command;
use super::controls::{caption, command_button, divider};
use super::entry::Entered;
use super::state::State;
use super::theme::{self, SMALL, Tokens, UNIT};
use crate::edit;
use crate::model::{Claim, ClaimId, Project};

/// The claim at the right, or the claims of the open article.
#[derive(Default)]
pub struct Inspector {
    /// The claim that the drafts belong to.
    drafts_of: Option<ClaimId>,
    drafts: Drafts,
    /// The drafts of other claims that hold something refused.
    waiting: HashMap<ClaimId, Drafts>,
    /// Where the keyboard goes when the claim is drawn next.
    wants: Option<Focus>,
}

/// What is typed in the fields of a claim.
#[derive(Default)]
struct Drafts {
    figure: FigureEditor,
    tags: TagEditor,
    details: Details,
    note: NoteDraft,
}

#[derive(Default)]
struct NoteDraft {
    text: String,
    held: Option<String>,
}

/// What the sections of the inspector share while they are drawn.
struct Desk<'a> {
    state: &'a State,
    project: &'a Project,
    claim: &'a Claim,
    actions: &'a mut Actions,
    /// The place that the keyboard was sent to.
    wants: Option<Focus>,
}

impl Desk<'_> {
    /// Changes the claim as one step.
    fn change(&mut self, label: &str, change: impl FnOnce(&mut Claim)) {
        let edit = edit::claims::update(self.project, self.claim.id, label, change);
        self.actions.change(edit);
    }

    /// Changes the claim by what a field took, so that typing in the field is one step.
    fn entered<T>(
        &mut self,
        field: &str,
        label: &str,
        entered: Entered<T>,
        change: impl FnOnce(&mut Claim, T),
    ) {
        if let Some(value) = entered.value {
            let edit = edit::claims::update(self.project, self.claim.id, label, |claim| {
                change(claim, value);
            });
            self.actions
                .typed(format!("claim:{}:{field}", self.claim.id), edit);
        }
        if entered.left {
            self.actions.push(Action::EndTyping);
        }
        if entered.confirmed {
            self.actions.push(Action::Focus(Focus::Reader));
        }
    }

    /// Whether the keyboard was sent to that place.
    fn takes(&mut self, place: Focus) -> bool {
        self.wants.take_if(|wants| *wants == place).is_some()
    }
}

impl Inspector {
    /// Sends the keyboard to a field when the claim is drawn next.
    pub fn focus(&mut self, focus: Focus) {
        self.wants = Some(focus);
    }

    /// Draws the chosen claim, or the claims of the open article.
    pub fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let Some(project) = state.project() else {
            return;
        };
        if let Some(suggestion) = state.figure()
            && let Some(article) = project.article(suggestion.article)
        {
            self.turn_to(None, actions);
            proposal::show(ui, state, (project, article), &suggestion.record, actions);
            return;
        }
        let Some(claim) = state.claim() else {
            self.turn_to(None, actions);
            list::show(ui, state, project, actions);
            return;
        };
        self.turn_to(Some(claim.id), actions);
        let drafts = &mut self.drafts;
        let mut desk = Desk {
            state,
            project,
            claim,
            actions,
            wants: self.wants.take(),
        };
        list::back_row(ui, &mut desk);
        if state.view.fresh == Some(claim.id) {
            fresh(ui, &mut desk);
        }
        ScrollArea::vertical()
            .id_salt(("claim", claim.id))
            .auto_shrink(false)
            .show(ui, |ui| {
                // The scroll bar floats over the right edge.
                ui.set_max_width(ui.available_width() - 2.0 * UNIT);
                ui.spacing_mut().item_spacing.y = 0.75 * UNIT;
                if state.is_read_only() {
                    ui.disable();
                }
                quote::show(ui, &mut desk);
                ui.add_space(2.0 * UNIT);
                drafts.figure.show(ui, &mut desk);
                divider(ui);
                drafts.tags.show(ui, &mut desk);
                divider(ui);
                drafts.details.show(ui, &mut desk);
                drafts.note.show(ui, &mut desk);
                ui.add_space(UNIT);
                foot(ui, &mut desk);
                ui.add_space(2.0 * UNIT);
            });
        self.wants = desk.wants;
    }

    /// What fields refused and nobody has put right yet: the claim, and one of the texts.
    pub(super) fn refused(&self) -> Option<(ClaimId, String)> {
        let waiting = self.waiting.iter().map(|(claim, drafts)| (*claim, drafts));
        let open = self.drafts_of.map(|claim| (claim, &self.drafts));
        open.into_iter()
            .chain(waiting)
            .find_map(|(claim, drafts)| Some((claim, drafts.refused()?.to_owned())))
    }

    /// Takes up the drafts of a claim. Those of the claim before are kept while a field of theirs
    /// holds what was refused, and the person is told.
    fn turn_to(&mut self, claim: Option<ClaimId>, actions: &mut Actions) {
        if self.drafts_of == claim {
            return;
        }
        let next = claim.and_then(|claim| self.waiting.remove(&claim));
        let left = std::mem::replace(&mut self.drafts, next.unwrap_or_default());
        if let Some(before) = std::mem::replace(&mut self.drafts_of, claim)
            && let Some(refused) = left.refused()
        {
            let text = format!("“{refused}” was not taken; it waits at its claim to be put right");
            actions.push(Action::Tell(text));
            self.waiting.insert(before, left);
        }
    }
}

impl Drafts {
    /// What one of the fields refused.
    fn refused(&self) -> Option<&str> {
        self.figure
            .refused()
            .or_else(|| self.details.refused())
            .or_else(|| self.tags.refused())
    }
}

impl NoteDraft {
    fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        if self.held.as_ref() != Some(&desk.claim.note) {
            self.text.clone_from(&desk.claim.note);
            self.held = Some(desk.claim.note.clone());
        }
        next_row(ui);
        caption(ui, "Note");
        let field = egui::TextEdit::multiline(&mut self.text)
            .id(ui.make_persistent_id("claim note"))
            .hint_text("What you make of it")
            .desired_rows(3)
            .desired_width(f32::INFINITY);
        let response = ui.add(field).accessible_name("Note");
        if desk.takes(Focus::ClaimNote) {
            response.request_focus();
            response.scroll_to_me(None);
        }
        let typed = response.changed().then(|| self.text.clone());
        if typed.is_some() {
            self.held.clone_from(&typed);
        }
        let left = response.lost_focus();
        let entered = Entered {
            response,
            value: typed,
            left,
            confirmed: false,
        };
        desk.entered("note", "Edit note", entered, |claim, note| {
            claim.note = note;
        });
    }
}

/// Says that the claim was just made of a figure, and how to go on.
fn fresh(ui: &mut Ui, desk: &mut Desk<'_>) {
    let tokens = Tokens::of(ui);
    egui::Frame::NONE
        .fill(tokens.chosen)
        .corner_radius(4)
        .inner_margin(egui::Margin::symmetric(8, 3))
        .show(ui, |ui| {
            egui::Sides::new().shrink_left().truncate().show(
                ui,
                |ui| ui.label("New claim: put it right, or"),
                |ui| {
                    let button =
                        egui::Button::new("Confirm").shortcut_text(RichText::new("⏎").size(SMALL));
                    let button = ui.add(button).accessible_name("Confirm");
                    if button
                        .on_hover_text("Go on to the next figure  (Enter)")
                        .clicked()
                    {
                        desk.actions.run(Command::MakeClaim);
                    }
                },
            );
        });
    ui.add_space(UNIT);
}

fn foot(ui: &mut Ui, desk: &mut Desk<'_>) {
    let made = desk.claim.created.strftime("Made on %-d %b %Y").to_string();
    egui::Sides::new().shrink_left().truncate().show(
        ui,
        |ui| ui.label(RichText::new(made).size(SMALL).color(Tokens::of(ui).weak)),
        |ui| {
            if command_button(ui, desk.state, Command::DeleteClaim) {
                desk.actions.run(Command::DeleteClaim);
            }
        },
    );
}

/// A choice from a list, with its caption above. `choose` draws the rows and gives the new value.
fn choice<T>(
    ui: &mut Ui,
    name: &str,
    shown: &str,
    choose: impl FnOnce(&mut Ui) -> Option<T>,
) -> Option<T> {
    caption(ui, name);
    let combo = egui::ComboBox::from_id_salt(name)
        .selected_text(shown)
        .width(ui.available_width())
        .truncate()
        .height(320.0)
        .show_ui(ui, choose);
    combo.response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name);
        info.current_text_value = Some(shown.to_owned());
        info
    });
    combo.inner.flatten()
}

/// The rows of a choice: one for each value, and the one that was clicked.
fn rows<T: Copy + PartialEq>(
    ui: &mut Ui,
    values: impl IntoIterator<Item = (T, &'static str)>,
    current: T,
) -> Option<T> {
    let mut taken = None;
    for (value, label) in values {
        if ui.selectable_label(value == current, label).clicked() && value != current {
            taken = Some(value);
        }
    }
    taken
}

/// The air between one row of fields and the next.
fn next_row(ui: &mut Ui) {
    ui.add_space(1.25 * UNIT);
}

/// A button that reads like a link, for what stands beside the fields.
fn quiet_button(ui: &mut Ui, text: &str) -> egui::Response {
    let text = RichText::new(text).size(SMALL).color(Tokens::of(ui).accent);
    ui.add(egui::Button::new(text).frame(false))
}

/// The heading of a section, in the accessible tree as well.
fn section(ui: &mut Ui, text: &str) {
    ui.label(theme::strong(text).size(theme::BODY));
}

#[cfg(test)]
mod tests;
