//! The pages of the guide: how figures are read, how a project is asked.

use std::fmt;

use egui::{ScrollArea, Ui};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use super::super::action::{Action, Actions};
use super::{buttons, list_height, name};

/// The pages, as they stand in the guide's folder.
const FIGURES: &str = include_str!("../../../assets/guide/figures.md");
const QUERIES: &str = include_str!("../../../assets/guide/queries.md");

/// A page as it is shown.
pub struct Guide {
    page: &'static str,
    markdown: CommonMarkCache,
}

impl Guide {
    /// How figures are read.
    pub fn of_figures() -> Self {
        Self::of(FIGURES)
    }

    /// How a project is asked.
    pub fn of_queries() -> Self {
        Self::of(QUERIES)
    }

    fn of(page: &'static str) -> Self {
        Self {
            page,
            markdown: CommonMarkCache::default(),
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, actions: &mut Actions) {
        name(ui, "Guide");
        ScrollArea::vertical()
            .max_height(list_height(ui, 720.0, 60.0))
            .auto_shrink([false, true])
            .show(ui, |ui| {
                CommonMarkViewer::new().show(ui, &mut self.markdown, self.page);
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
