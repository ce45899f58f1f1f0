//! Notebook.

use super::action::Actions;
use super::state::State;

/// Notebook.
#[derive(Default)]
pub struct Notebook;

impl Notebook {
    /// Draws it.
    pub fn show(&mut self, ui: &mut egui::Ui, _state: &State, _actions: &mut Actions) {
        ui.label("Notebook");
    }
}
