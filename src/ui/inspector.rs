//! Inspector.

use super::action::Actions;
use super::state::State;

/// Inspector.
#[derive(Default)]
pub struct Inspector;

impl Inspector {
    /// Draws it.
    pub fn show(&mut self, ui: &mut egui::Ui, _state: &State, _actions: &mut Actions) {
        ui.label("Inspector");
    }

    /// Sends the keyboard to a field.
    pub fn focus(&mut self, _focus: super::action::Focus) {}
}
