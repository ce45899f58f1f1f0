//! Charts.

use super::action::Actions;
use super::state::State;

/// Charts.
#[derive(Default)]
pub struct Charts;

impl Charts {
    /// Draws it.
    pub fn show(&mut self, ui: &mut egui::Ui, _state: &State, _actions: &mut Actions) {
        ui.label("Charts");
    }
}
