//! The bar at selected words.

use super::action::Actions;
use super::state::{Selection, State};

/// Draws it.
pub fn show(
    _ctx: &egui::Context,
    _anchor: egui::Rect,
    _state: &State,
    _selection: &Selection,
    _actions: &mut Actions,
) {
}
