//! What two sides changed, to be settled one by one.

use egui::{ScrollArea, Ui};

use super::super::action::{Action, Actions};
use super::super::state::State;
use super::super::status::counted;
use super::super::theme::{self, UNIT};
use super::{buttons, heading, list_height};
use crate::merge::Conflict;
use crate::model::{Entity, Key};

/// Asks about the conflicts of the open project; those that are left can be asked about again.
pub(super) fn show(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let left: &[Conflict] = match &state.document {
        Some(document) => &document.conflicts,
        None => &[],
    };
    let count = counted(left.len(), "conflict");
    heading(ui, &format!("{count} to settle"));
    ui.label("You and the file on disk changed the same. Until you choose, yours stands.");
    ui.add_space(UNIT);
    let most = list_height(ui, 320.0, 130.0);
    ScrollArea::vertical().max_height(most).show(ui, |ui| {
        for (place, conflict) in left.iter().enumerate() {
            ui.push_id(place, |ui| {
                if let Some(theirs) = row(ui, conflict) {
                    actions.push(Action::SettleConflict { place, theirs });
                }
            });
        }
    });
    if left.is_empty() || buttons(ui, &["Later"], true).is_some() {
        actions.push(Action::CloseDialog);
    }
}

/// One conflict; says whether theirs was chosen, if one was.
fn row(ui: &mut Ui, conflict: &Conflict) -> Option<bool> {
    ui.separator();
    ui.label(theme::strong(name(conflict)));
    let (ours, theirs) = (side(conflict, true), side(conflict, false));
    ui.label(format!("Yours: {ours}"));
    ui.label(format!("Theirs: {theirs}"));
    let mut chosen = None;
    ui.horizontal(|ui| {
        if ui.button("Keep mine").clicked() {
            chosen = Some(false);
        }
        if ui.button("Take theirs").clicked() {
            chosen = Some(true);
        }
    });
    chosen
}

fn name(conflict: &Conflict) -> String {
    let kind = match conflict.key {
        Key::Info => return "The project's properties".to_owned(),
        Key::Article(_) => "Article",
        Key::Tag(_) => "Tag",
        Key::Claim(_) => "Claim",
        Key::Finding(_) => "Finding",
        Key::Chart(_) => "Chart",
        Key::Note(_) => "Page",
        Key::Term(_) => "Term",
        Key::Dismissal(_) => "Dismissed figure",
        Key::Answer(_) => "Answer",
    };
    let entity = conflict.ours.as_ref().or(conflict.theirs.as_ref());
    let name = entity.and_then(Entity::name).unwrap_or_default();
    format!("{kind} “{name}”")
}

/// What one side has in the fields that both changed.
fn side(conflict: &Conflict, ours: bool) -> String {
    let entity = if ours {
        &conflict.ours
    } else {
        &conflict.theirs
    };
    let Some(entity) = entity else {
        return "deleted".to_owned();
    };
    if conflict.fields.is_empty() {
        return "kept or changed".to_owned();
    }
    let fields = conflict.fields.iter().map(|field| {
        let value = crate::merge::field_text(entity, field);
        format!("{field} {value}")
    });
    fields.collect::<Vec<_>>().join(", ")
}
