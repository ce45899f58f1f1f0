//! The views of the window, and the room that each takes beside the others.

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::action::Actions;
use super::inspector::Inspector;
use super::library::Library;
use super::reader_pane::ReaderPane;
use super::state::State;
use super::theme::Tokens;
use super::workbench::Workbench;
use crate::store::{Settings, WindowSize, WorkbenchPlace};

/// The narrowest that the text stays when the workbench stands beside it, in points.
const NARROWEST_TEXT: f32 = 300.0;
/// The narrowest that the workbench is beside the text, in points.
const NARROWEST_WORKBENCH: f32 = 380.0;

/// The views with what each keeps for itself.
#[derive(Default)]
pub struct Panes {
    pub(super) library: Library,
    pub(super) reader: ReaderPane,
    pub(super) inspector: Inspector,
    pub(super) workbench: Workbench,
    /// Whether text and workbench have room beside each other.
    pub(super) room_beside: bool,
    pub(super) sizes: Sizes,
}

/// How large things are drawn, in points: kept in the settings when the window closes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sizes {
    library: Option<f32>,
    inspector: Option<f32>,
    workbench_height: Option<f32>,
    workbench_width: Option<f32>,
    pub(super) window: Option<WindowSize>,
}

impl Panes {
    /// Draws them.
    pub(super) fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let tokens = Tokens::of(ui);
        let settings = &state.settings;
        let side = Frame::NONE
            .fill(tokens.panel)
            .inner_margin(Margin::symmetric(10, 6));
        let page = Frame::NONE.fill(tokens.page);
        let whole = ui.available_size();
        // Every panel is as large as it was made, however little there is in it.
        if settings.show_library {
            let panel = Panel::left("library")
                .frame(side)
                .default_size(settings.library_width)
                .size_range(170.0..=(whole.x * 0.25).max(180.0))
                .show(ui, |ui| {
                    ui.take_available_space();
                    self.library.show(ui, state, actions);
                });
            self.sizes.library = Some(panel.response.rect.width());
        }
        if settings.show_inspector {
            let panel = Panel::right("inspector")
                .frame(side)
                .default_size(settings.inspector_width)
                .size_range(240.0..=(whole.x * 0.33).max(250.0))
                .show(ui, |ui| {
                    ui.take_available_space();
                    self.inspector.show(ui, state, actions);
                });
            self.sizes.inspector = Some(panel.response.rect.width());
        }
        // Where text and workbench have no room beside each other, one stands below the other.
        self.room_beside = ui.available_width() >= NARROWEST_WORKBENCH + NARROWEST_TEXT;
        let beside = settings.workbench == WorkbenchPlace::Side && self.room_beside;
        if settings.show_workbench && beside {
            let most = ui.available_width() - NARROWEST_TEXT;
            let panel = Panel::right("workbench beside")
                .frame(side)
                .default_size(settings.workbench_width)
                .size_range(NARROWEST_WORKBENCH..=most)
                .show(ui, |ui| {
                    ui.take_available_space();
                    self.workbench.show(ui, state, actions);
                });
            self.sizes.workbench_width = Some(panel.response.rect.width());
        } else if settings.show_workbench {
            let panel = Panel::bottom("workbench below")
                .frame(side)
                .resizable(true)
                .default_size(settings.workbench_height)
                .size_range(120.0..=(whole.y * 0.8).max(130.0))
                .show(ui, |ui| {
                    ui.take_available_space();
                    self.workbench.show(ui, state, actions);
                });
            self.sizes.workbench_height = Some(panel.response.rect.height());
        }
        CentralPanel::default()
            .frame(page)
            .show(ui, |ui| self.reader.show(ui, state, actions));
    }
}

impl Sizes {
    /// Keeps the sizes for the next start.
    pub(super) fn keep_in(self, settings: &mut Settings) {
        let Self {
            library,
            inspector,
            workbench_height,
            workbench_width,
            window,
        } = self;
        settings.library_width = library.unwrap_or(settings.library_width);
        settings.inspector_width = inspector.unwrap_or(settings.inspector_width);
        settings.workbench_height = workbench_height.unwrap_or(settings.workbench_height);
        settings.workbench_width = workbench_width.unwrap_or(settings.workbench_width);
        settings.window = window.unwrap_or(settings.window);
    }
}
