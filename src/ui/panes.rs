//! The views of the window, and the room that each takes beside the others.
//!
//! Where there is no room for all of them, what was asked for last stands in front: one side in a
//! narrow window, the text or the workbench in a low one. What a small window takes from the sides
//! comes back with the room.

use std::ops::RangeInclusive;

use egui::containers::panel::PanelState;
use egui::{CentralPanel, Event, Frame, IdSalt, Margin, Panel, Rect, Ui, UiBuilder};

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
/// The width from which library and inspector both have room, in points.
const ROOM_FOR_BOTH_SIDES: f32 = 760.0;
/// The width from which a side has room beside the workbench, in points.
const ROOM_FOR_A_SIDE: f32 = 600.0;
/// The height from which the workbench has room below the text, in points.
const ROOM_BELOW: f32 = 460.0;

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
    /// Where the text was drawn last; none on the start screen.
    pub(super) page: Option<Rect>,
    pub(super) front: Front,
    /// What was drawn last.
    pub(super) shown: Shown,
    /// Whether the workbench stands alone, as not even a side has room beside it.
    alone: bool,
}

/// What was asked for last.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Front {
    /// The library rather than the inspector.
    pub(super) library: bool,
    /// The workbench rather than the text.
    pub(super) workbench: bool,
}

/// Which views are drawn beside the text or in its place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) library: bool,
    pub(super) inspector: bool,
    pub(super) workbench: bool,
}

/// How large things were made, in points: kept in the settings when the window closes.
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
        let low = whole.y < ROOM_BELOW;
        self.shown = self.front.shown(settings, whole.x);
        let turned_to = self.shown.workbench && self.front.workbench;
        self.alone = low && whole.x < ROOM_FOR_A_SIDE && turned_to;
        self.shown.library &= !self.alone;
        self.shown.inspector &= !self.alone;
        if self.shown.library {
            let sized = SizedPanel {
                panel: Panel::left("library").frame(side),
                salt: "library",
                axis: 0,
                range: 170.0..=(whole.x * 0.22).max(180.0),
            };
            let made = settings.library_width;
            sized.show(ui, &mut self.sizes.library, made, |ui| {
                self.library.show(ui, state, actions);
            });
        }
        if self.shown.inspector {
            let sized = SizedPanel {
                panel: Panel::right("inspector").frame(side),
                salt: "inspector",
                axis: 0,
                range: 240.0..=(whole.x * 0.29).max(250.0),
            };
            let made = settings.inspector_width;
            sized.show(ui, &mut self.sizes.inspector, made, |ui| {
                self.inspector.show(ui, state, actions);
            });
        }
        // Where text and workbench have no room beside each other, one stands below the other;
        // where they have none at all, one stands in the place of the other.
        self.room_beside = ui.available_width() >= NARROWEST_WORKBENCH + NARROWEST_TEXT;
        let beside = self.room_beside && (low || settings.workbench == WorkbenchPlace::Side);
        if settings.show_workbench && low && !beside {
            self.shown.workbench = self.front.workbench;
        }
        if self.shown.workbench && beside {
            let sized = SizedPanel {
                panel: Panel::right("workbench beside").frame(side),
                salt: "workbench beside",
                axis: 0,
                range: NARROWEST_WORKBENCH..=ui.available_width() - NARROWEST_TEXT,
            };
            let made = settings.workbench_width;
            sized.show(ui, &mut self.sizes.workbench_width, made, |ui| {
                self.workbench.show(ui, state, actions);
            });
        } else if self.shown.workbench && !low {
            let sized = SizedPanel {
                panel: Panel::bottom("workbench below").frame(side).resizable(true),
                salt: "workbench below",
                axis: 1,
                range: 120.0..=(whole.y * 0.8).max(130.0),
            };
            let made = settings.workbench_height;
            sized.show(ui, &mut self.sizes.workbench_height, made, |ui| {
                self.workbench.show(ui, state, actions);
            });
        }
        let instead = self.shown.workbench && low && !beside;
        if settings.show_workbench && !self.shown.workbench {
            Panel::bottom("tabs of the workbench")
                .frame(side)
                .show(ui, |ui| Workbench::show_tabs(ui, state, actions));
        }
        let centre = CentralPanel::default()
            .frame(if instead { side } else { page })
            .show(ui, |ui| {
                if instead {
                    self.reader.is_covered();
                    self.workbench.show(ui, state, actions);
                } else {
                    self.reader.show(ui, state, actions);
                }
            });
        self.page = Some(centre.response.rect);
    }
}

impl Panes {
    /// Brings the library or the inspector to the front.
    pub(super) fn bring_side(&mut self, library: bool) {
        self.front.library = library;
        if self.alone {
            self.front.workbench = false;
        }
    }
}

impl Front {
    /// What is drawn in a window so many points wide, of what is wanted.
    fn shown(self, settings: &Settings, width: f32) -> Shown {
        let both = settings.show_library && settings.show_inspector;
        let one = both && width < ROOM_FOR_BOTH_SIDES;
        Shown {
            library: settings.show_library && (!one || self.library),
            inspector: settings.show_inspector && (!one || !self.library),
            workbench: settings.show_workbench,
        }
    }
}

/// A panel that is as large as it was made, however little there is in it, as far as there is room.
struct SizedPanel {
    panel: Panel,
    salt: &'static str,
    /// 0 for its width, 1 for its height.
    axis: usize,
    /// In points.
    range: RangeInclusive<f32>,
}

impl SizedPanel {
    /// Draws it; `made` changes when somebody makes it larger or smaller, `or` stands for it
    /// before.
    fn show(self, ui: &mut Ui, made: &mut Option<f32>, or: f32, draw: impl FnOnce(&mut Ui)) {
        let wanted = made.unwrap_or(or);
        let fits = wanted.clamp(*self.range.start(), *self.range.end());
        // The panel would remember what a small window made of it: only what a person made counts.
        let id = ui.scope_id().with_salt(IdSalt::new(self.salt));
        ui.data_mut(|data| data.remove::<PanelState>(id));
        let shown = self
            .panel
            .default_size(wanted)
            .size_range(self.range)
            .show(ui, |ui| {
                let room = ui.available_rect_before_wrap();
                ui.take_available_space();
                // What is wider than the panel is cut, and does not move it.
                draw(&mut ui.new_child(UiBuilder::new().max_rect(room)));
            });
        let size = shown.response.rect.size()[self.axis];
        let by_hand = ui.input(|input| {
            let assisted = |event: &Event| matches!(event, Event::AccessKitActionRequest(_));
            input.pointer.is_decidedly_dragging()
                || input.pointer.any_released()
                || input.events.iter().any(assisted)
        });
        if by_hand && (size - fits).abs() > 1.0 {
            *made = Some(size);
        }
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
