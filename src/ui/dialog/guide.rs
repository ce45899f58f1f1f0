//! The page of the guide that says how figures are read.

use std::fmt;

use egui::{ScrollArea, Ui};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use super::super::action::{Action, Actions};
use super::super::theme::UNIT;
use super::buttons;

/// The page, as it stands in the guide's folder.
const PAGE: &str = include_str!("../../../assets/guide/figures.md");

/// The page as it is shown.
#[derive(Default)]
pub struct Guide {
    markdown: CommonMarkCache,
}

impl Guide {
    pub(super) fn show(&mut self, ui: &mut Ui, actions: &mut Actions) {
        let height = ui.ctx().content_rect().height() - 40.0 * UNIT;
        ScrollArea::vertical()
            .max_height(height.clamp(160.0, 720.0))
            .auto_shrink([false, true])
            .show(ui, |ui| {
                CommonMarkViewer::new().show(ui, &mut self.markdown, PAGE);
            });
        if buttons(ui, &["Close"], true).is_some() {
            actions.push(Action::CloseDialog);
        }
    }
}

impl fmt::Debug for Guide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guide").finish_non_exhaustive()
    }
}
