//! Codebook.

use super::action::Actions;
use super::state::State;

/// Codebook.
#[derive(Default)]
pub struct Codebook;

impl Codebook {
    /// Draws it.
    pub fn show(&mut self, ui: &mut egui::Ui, _state: &State, _actions: &mut Actions) {
        ui.label("Codebook");
    }
}
