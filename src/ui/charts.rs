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

use egui::{Align, CentralPanel, ColorImage, Frame, Layout, Margin, Panel, Sides, Ui};

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

/// Below this width, in points, the editor stands under the picture, and is closed at first.
const WIDE: f32 = 680.0;
/// Below this width the buttons have a row of their own.
const ONE_ROW: f32 = 760.0;
/// Below this height the table stands beside the picture where there is room.
const HIGH: f32 = 460.0;

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
            let panel = if wide {
                Panel::right("chart editor")
                    .default_size(264.0)
                    .size_range(220.0..=400.0)
            } else {
                let height = ui.available_height();
                let most = (height - 160.0).max(120.0);
                Panel::bottom("chart editor")
                    .default_size(height * 0.45)
                    .size_range(100.0..=most)
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
                let most = (height - 160.0).max(100.0);
                Panel::bottom("chart table")
                    .default_size(height * 0.35)
                    .size_range(80.0..=most)
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
        let chosen = if ui.available_width() >= ONE_ROW {
            let buttons = |ui: &mut Ui| self.buttons(ui, state, editing, actions);
            Sides::new().shrink_left().show(ui, choose, buttons).0
        } else {
            let chosen = choose(ui);
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    self.buttons(ui, state, editing, actions);
                });
            });
            chosen
        };
        if let Some(chart) = chosen {
            actions.push(Action::OpenChart(chart));
        }
    }

    /// The buttons of the bar, from right to left.
    fn buttons(&mut self, ui: &mut Ui, state: &State, editing: bool, actions: &mut Actions) {
        ui.spacing_mut().item_spacing.x = UNIT;
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
                    wheel to zoom, drag with the right button to zoom to a box.";
        let reset = ui.add_enabled(self.picture.is_zoomed(), egui::Button::new("Reset view"));
        if reset.on_hover_text(hint).clicked() {
            self.picture.reset();
        }
    }
}

/// The chart in pixels, as an export draws it.
fn picture_of(model: &ChartModel) -> Result<ColorImage, PngError> {
    let pixels = png::pixels(&svg::write(model, &svg::Page::default()), 2)?;
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
