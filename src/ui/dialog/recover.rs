//! Asking about work that a crash left behind.

use egui::Ui;

use super::super::action::{Action, Actions};
use super::super::recovery;
use super::super::state::State;
use super::super::status::counted;
use super::super::theme::{self, UNIT};
use super::{buttons, heading};
use crate::store::Leftover;

/// Asks what to do with work on a file that is to be opened.
#[derive(Debug)]
pub struct Recover {
    /// The work.
    pub leftover: Box<Leftover>,
}

impl Recover {
    pub(super) fn show(&self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let leftover = &self.leftover;
        heading(
            ui,
            &format!("Recovered work: {}", recovery::told(leftover, &state.clock)),
        );
        ui.label("Claimbook did not end as it should. These edits are not in the file:");
        if let Some(path) = &leftover.file {
            ui.label(theme::weak(ui, path.display().to_string()));
        }
        if let Some(remark) = recovery::remark(leftover) {
            ui.add_space(UNIT);
            ui.label(remark);
        }
        let labels = [
            "Open with them",
            "Look at the file without them",
            "Throw away",
        ];
        let Some(pressed) = buttons(ui, &labels, true) else {
            return;
        };
        actions.push(Action::CloseDialog);
        match (pressed, &leftover.file) {
            (0, _) => actions.push(Action::Recover(leftover.clone())),
            (1, Some(path)) => actions.push(Action::LookWithout(path.clone())),
            _ => actions.push(Action::AskToDiscard {
                leftover: leftover.clone(),
                to_file: true,
            }),
        }
    }
}

/// Asks before recovered work goes for ever.
#[derive(Debug)]
pub struct Discard {
    /// The work.
    pub leftover: Box<Leftover>,
    /// Whether its file is to be opened then.
    pub to_file: bool,
}

impl Discard {
    pub(super) fn show(&self, ui: &mut Ui, actions: &mut Actions) {
        let edits = counted(self.leftover.edits, "edit");
        heading(ui, &format!("Throw {edits} away?"));
        ui.label(format!("They belong to {}.", self.leftover.name));
        ui.label(theme::weak(ui, "This cannot be undone."));
        match buttons(ui, &["Keep them", "Throw away for ever"], true) {
            Some(0) => actions.push(Action::CloseDialog),
            Some(_) => {
                actions.push(Action::CloseDialog);
                actions.push(Action::Discard {
                    leftover: self.leftover.clone(),
                    to_file: self.to_file,
                });
            }
            None => {}
        }
    }
}
