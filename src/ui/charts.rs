//! The charts' tab: the saved charts, the picture of the open one, its editor, its table.
//!
//! The chart itself lives in the project, its model is computed in [`models`]; what is here is
//! lost with the window and not missed.

mod editor;
#[cfg(test)]
pub(crate) mod fixture;
pub mod models;
pub mod picture;
mod table;

use egui::{CentralPanel, ColorImage, Frame, Margin, Panel, Sides, Ui};

use self::editor::Editor;
use self::models::Models;
use self::picture::{Picture, display_title};
use self::table::Table;
use super::action::{Action, Actions};
use super::chooser::chooser;
use super::command::Command;
use super::controls;
use super::state::State;
use super::theme::{Tokens, UNIT};
use crate::chart::png::{self, PngError};
use crate::chart::{ChartModel, svg};
use crate::model::{ChartId, Project};

/// From this width on, in points, the editor stands beside the picture, and is open at first.
const WIDE: f32 = 680.0;
/// The least width, in points, of an editor and a picture beside each other.
const BESIDE: f32 = 480.0;
/// The least height of a picture whose plot can be read, in points.
const PICTURE: f32 = 320.0;
/// The least height of the editor under it.
const EDITOR: f32 = 130.0;
/// From this width on every button stands beside the chart's name.
const ONE_ROW: f32 = 760.0;
/// Below this width the buttons have a row of their own.
const TWO_ROWS: f32 = 400.0;
/// Below this height the table stands beside the picture where there is room.
const HIGH: f32 = 460.0;

/// Where the editor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EditorPlace {
    Beside,
    Below,
    /// In the picture's place, where there is no room for both.
    Alone,
}

impl EditorPlace {
    /// So that a plot that can be read stays in sight, where there is room for one.
    fn in_room(width: f32, height: f32) -> Self {
        if width >= WIDE {
            Self::Beside
        } else if height >= PICTURE + EDITOR {
            Self::Below
        } else if width >= BESIDE {
            Self::Beside
        } else {
            Self::Alone
        }
    }
}

/// The charts' tab.
#[derive(Default)]
pub struct Charts {
    /// Whether the editor is shown; none lets the width decide.
    editing: Option<bool>,
    /// Whether the table is shown.
    tabled: bool,
    models: Models,
    /// The chart that the picture and the table belong to.
    shown: Option<ChartId>,
    picture: Picture,
    editor: Editor,
    table: Table,
}

impl Charts {
    /// Shows the charts and the one that is open.
    pub fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let Some(project) = state.project() else {
            return;
        };
        let wide = ui.available_width() >= WIDE;
        let editing = self.editing.unwrap_or(wide);
        let bar = Frame::NONE.inner_margin(Margin {
            bottom: 6,
            ..Margin::ZERO
        });
        Panel::top("charts")
            .resizable(false)
            .frame(bar)
            .show(ui, |ui| {
                self.bar(ui, state, project, editing, actions);
            });
        let Some(chart) = state.chart() else {
            match project.charts().next() {
                Some(first) => actions.push(Action::OpenChart(first.id)),
                None => no_charts(ui, actions),
            }
            return;
        };
        if self.shown != Some(chart.id) {
            // Another chart begins with everything in sight.
            self.shown = Some(chart.id);
            self.picture = Picture::default();
            self.picture.reset();
        }
        let Some(prepared) = self.models.get(state, chart.id) else {
            return;
        };
        let margin = Frame::NONE.inner_margin(Margin::symmetric(8, 6));
        if editing {
            let (width, height) = (ui.available_width(), ui.available_height());
            let panel = match EditorPlace::in_room(width, height) {
                EditorPlace::Beside => Panel::right("chart editor")
                    .default_size(264.0)
                    .size_range(200.0..=(width - 260.0).clamp(200.0, 400.0)),
                EditorPlace::Below => Panel::bottom("chart editor below")
                    .default_size(height - PICTURE)
                    .size_range(EDITOR..=height - PICTURE),
                EditorPlace::Alone => {
                    CentralPanel::default().frame(margin).show(ui, |ui| {
                        self.editor.show(ui, state, project, chart, actions);
                    });
                    return;
                }
            };
            panel.resizable(true).frame(margin).show(ui, |ui| {
                self.editor.show(ui, state, project, chart, actions);
            });
        }
        if self.tabled {
            let (width, height) = (ui.available_width(), ui.available_height());
            let panel = if height < HIGH && width >= WIDE {
                Panel::right("chart table")
                    .default_size(width * 0.45)
                    .size_range(240.0..=width - 240.0)
            } else {
                let most = (height - PICTURE).max(100.0);
                Panel::bottom("chart table below")
                    .default_size(height * 0.35)
                    .size_range(100.0..=most)
            };
            panel.resizable(true).frame(margin).show(ui, |ui| {
                self.table.show(ui, state, project, &prepared, actions);
            });
        }
        let paper = margin
            .inner_margin(Margin::symmetric(12, 8))
            .fill(Tokens::of(ui).page);
        CentralPanel::default().frame(paper).show(ui, |ui| {
            self.picture.show(ui, state, &prepared, actions);
        });
    }

    fn bar(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        editing: bool,
        actions: &mut Actions,
    ) {
        let names = project
            .charts()
            .map(|chart| (chart.id, display_title(chart)));
        let choose = |ui: &mut Ui| chooser(ui, "Open chart", names, state.view.chart);
        let width = ui.available_width();
        let chosen = if width >= TWO_ROWS {
            let buttons = |ui: &mut Ui| {
                ui.spacing_mut().item_spacing.x = UNIT;
                if width >= ONE_ROW {
                    self.commands(ui, state, actions);
                } else {
                    ui.menu_button("More", |ui| self.commands(ui, state, actions));
                }
                self.views(ui, state, editing);
            };
            Sides::new().shrink_left().show(ui, choose, buttons).0
        } else {
            let chosen = choose(ui);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = UNIT;
                self.views(ui, state, editing);
                ui.menu_button("More", |ui| self.commands(ui, state, actions));
            });
            chosen
        };
        if let Some(chart) = chosen {
            actions.push(Action::OpenChart(chart));
        }
    }

    /// What can be done with the chart as a whole.
    fn commands(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        if controls::command_button(ui, state, Command::NewChart) {
            actions.run(Command::NewChart);
        }
        if state.chart().is_none() {
            return;
        }
        if controls::command_button(ui, state, Command::ExportChart) {
            actions.run(Command::ExportChart);
        }
        let copy = ui.button("Copy picture");
        let copy = copy.on_hover_text("Put the chart on the clipboard as a picture");
        if copy.clicked()
            && let Some(prepared) = self.shown.and_then(|chart| self.models.get(state, chart))
        {
            match picture_of(&prepared.model) {
                Ok(image) => {
                    ui.copy_image(image);
                    actions.push(Action::Tell("Picture copied".to_owned()));
                }
                Err(error) => actions.push(Action::Refuse(error.to_string())),
            }
        }
    }

    /// What is shown of the chart.
    fn views(&mut self, ui: &mut Ui, state: &State, editing: bool) {
        if state.chart().is_none() {
            return;
        }
        let edit = ui.selectable_label(editing, "Edit");
        if edit
            .on_hover_text("Show or hide what the chart asks")
            .clicked()
        {
            self.editing = Some(!editing);
        }
        let table = ui.selectable_label(self.tabled, "Table");
        if table
            .on_hover_text("Show or hide the numbers behind the picture")
            .clicked()
        {
            self.tabled = !self.tabled;
        }
        let hint = "Show the whole chart again (or double-click it). Drag to move, Ctrl and the \
                    wheel to zoom, drag with the right button to zoom to a box, drag with Shift to \
                    list the claims of a time; over rows and panels, drag alone.";
        let reset = ui.add_enabled(self.picture.is_zoomed(), egui::Button::new("Reset view"));
        if reset.on_hover_text(hint).clicked() {
            self.picture.reset();
        }
    }
}

/// The chart in pixels, as an export draws it.
fn picture_of(model: &ChartModel) -> Result<ColorImage, PngError> {
    let pixels = png::pixels(&svg::write_bare(model, &svg::Page::default()), 2)?;
    let size = [pixels.width as usize, pixels.height as usize];
    Ok(ColorImage::from_rgba_premultiplied(size, &pixels.rgba))
}

fn no_charts(ui: &mut Ui, actions: &mut Actions) {
    controls::empty_state(
        ui,
        "No charts yet",
        "A chart asks the claims a question and shows each answer as a dot that leads to its words.",
    );
    ui.vertical_centered(|ui| {
        if ui.button("Make the first chart").clicked() {
            actions.run(Command::NewChart);
        }
    });
}

#[cfg(test)]
mod tests;
