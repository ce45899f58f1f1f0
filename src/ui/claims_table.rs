//! ClaimsTable.

use super::action::Actions;
use super::state::State;

/// ClaimsTable.
#[derive(Default)]
pub struct ClaimsTable;

impl ClaimsTable {
    /// Draws it.
    pub fn show(&mut self, ui: &mut egui::Ui, _state: &State, _actions: &mut Actions) {
        ui.label("ClaimsTable");
    }
}
