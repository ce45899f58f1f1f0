//! The picture of a chart: the model drawn on screen, to point at, to zoom, to walk by keyboard.
//!
//! [`axes`] keeps the part that is shown and moves it; everything that is seen is painted by
//! [`draw`] and [`layer`] from the model that every export draws; [`place`] knows where marks
//! stand, [`pointing`] and [`walking`] what pointer and keys do with them.

mod access;
mod axes;
mod brush;
mod cells;
mod draw;
mod footer;
mod layer;
mod legend;
mod marks;
mod place;
mod pointing;
mod scene;
mod tooltip;
mod values;
mod walking;

use std::collections::BTreeSet;

use egui::{Align, Layout, Pos2, RichText, ScrollArea, Sense, Ui, vec2};

pub use self::place::{At, Place, hit_test};

use self::axes::Wanted;
use self::layer::Layer;
use self::scene::Pane;
use super::models::Prepared;
use crate::chart::ChartModel;
use crate::model::{Chart, Project};
use crate::ui::action::{Action, Actions};
use crate::ui::controls;
use crate::ui::state::{State, Tab};
use crate::ui::theme::{self, Tokens, UNIT};

/// Below this height, in points, a picture keeps to the words that it cannot be read without.
const LOW: f32 = 400.0;
/// Below this height the words over the plot are as few as can be.
const LOW_BODY: f32 = 320.0;
/// The lowest plot that is drawn, in points.
const LOWEST: f32 = 60.0;
/// How high the legend is, in points, before it scrolls, where there is little room.
const LOW_LEGEND: f32 = 11.0 * UNIT;

/// One picture on screen.
#[derive(Default)]
pub struct Picture {
    /// The names of the series that are switched off.
    hidden: BTreeSet<String>,
    /// Where the keyboard stands.
    walk: Option<At>,
    /// What the next frame shows of the axes.
    wanted: Option<Wanted>,
    /// Whether a part of the axes is shown and not the whole.
    zoomed: bool,
    /// Where a part began to be marked, in points of the screen.
    brushed: Option<Pos2>,
    /// The marks of each plot as they were laid out last.
    layers: Vec<Layer>,
}

/// What can be done with the picture in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Room {
    /// A place of its own: it can be moved and zoomed.
    Own,
    /// Among text: the wheel scrolls the page.
    Text,
}

impl Picture {
    /// Shows the chart with the words around it in all the room there is; in a low place just the
    /// words that it cannot be read without.
    pub fn show(&mut self, ui: &mut Ui, state: &State, prepared: &Prepared, actions: &mut Actions) {
        let Some(project) = state.project() else {
            return;
        };
        let model = &prepared.model;
        let height = ui.available_height();
        if height < LOW {
            ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
                footer::line(ui, model, actions);
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    self.body(ui, state, project, prepared, Room::Own, actions);
                });
            });
            return;
        }
        let rows = rows_in(height);
        ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
            footer::show(ui, model, rows, actions);
            ui.add_space(UNIT);
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                controls::in_rows(ui, theme::heading(model.title.as_str()), rows);
                self.body(ui, state, project, prepared, Room::Own, actions);
            });
        });
    }

    /// Shows the chart among text, `height` points high; its title opens it in its own place.
    pub fn embedded(
        &mut self,
        ui: &mut Ui,
        state: &State,
        prepared: &Prepared,
        height: f32,
        actions: &mut Actions,
    ) {
        let Some(project) = state.project() else {
            return;
        };
        let model = &prepared.model;
        let size = vec2(ui.available_width(), height);
        ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
            ui.set_min_size(size);
            let title = ui.add(egui::Link::new(theme::strong(model.title.as_str())));
            if title.on_hover_text("Open this chart").clicked() {
                actions.push(Action::OpenChart(model.chart));
                actions.push(Action::ShowTab(Tab::Charts));
            }
            ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
                footer::show(ui, model, rows_in(height), actions);
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    self.body(ui, state, project, prepared, Room::Text, actions);
                });
            });
        });
    }

    /// Whether a part of the axes is shown and not the whole.
    pub fn is_zoomed(&self) -> bool {
        self.zoomed
    }

    /// Shows the whole again.
    pub fn reset(&mut self) {
        self.wanted = Some(Wanted::Whole);
    }

    /// Subtitle, legend and plot.
    fn body(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        prepared: &Prepared,
        room: Room,
        actions: &mut Actions,
    ) {
        let model = &prepared.model;
        let tokens = Tokens::of(ui);
        ui.spacing_mut().item_spacing.y = UNIT;
        let low = ui.available_height() < LOW_BODY;
        if !model.subtitle.is_empty() {
            let subtitle = RichText::new(&model.subtitle).color(tokens.weak);
            controls::in_rows(ui, subtitle, if low { 1 } else { 2 });
        }
        if let Some(nothing) = &model.nothing {
            ui.add_space(4.0 * UNIT);
            ui.vertical_centered(|ui| ui.label(RichText::new(nothing).color(tokens.weak)));
            return;
        }
        if model.has_legend() {
            let most = if ui.available_height() < LOW {
                LOW_LEGEND
            } else {
                f32::INFINITY
            };
            ScrollArea::vertical()
                .id_salt("legend")
                .max_height(most)
                .auto_shrink([false, true])
                .show(ui, |ui| legend::show(ui, model, &mut self.hidden, actions));
        }
        if !model.y.caption.is_empty() && !low {
            ui.label(theme::weak(ui, model.y.caption.as_str()));
        }
        ui.push_id(("plot", model.chart, model.y.scale.to_string()), |ui| {
            if model.rows.is_empty() && !model.is_in_panels() {
                self.plot(ui, state, project, prepared, room, actions);
            } else {
                self.still(ui, state, project, prepared, actions);
            }
        });
    }

    /// A chart in rows or panels, which is seen whole and not zoomed.
    fn still(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        prepared: &Prepared,
        actions: &mut Actions,
    ) {
        let model = &prepared.model;
        self.wanted = None;
        self.zoomed = false;
        ScrollArea::vertical()
            .id_salt("still")
            .auto_shrink(false)
            .show(ui, |ui| {
                let room = ui.available_size();
                let size = vec2(room.x, scene::height(model, room.x, room.y));
                let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
                let inside = rect.shrink2(vec2(UNIT, 2.0 * UNIT));
                let panes = scene::show(ui, model, inside, &self.hidden);
                if model.is_in_panels() {
                    self.layers.resize_with(panes.len(), Layer::default);
                    for (pane, layer) in panes.iter().zip(&mut self.layers) {
                        let kept = scene::guides(ui, model, &pane.place, false);
                        let kept = layer.show(ui, prepared, &pane.place, &pane.hidden, kept);
                        values::show(ui, model, &pane.place, &pane.hidden, kept);
                    }
                }
                self.brush_box(ui, prepared, &response, &panes, actions);
                self.interact(ui, state, project, prepared, &response, &panes, actions);
            });
    }

    fn plot(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        prepared: &Prepared,
        room: Room,
        actions: &mut Actions,
    ) {
        let model = &prepared.model;
        let id = ui.make_persistent_id("axes");
        let frame = self.frame(ui, id, model);
        if frame.height() < LOWEST {
            // Drawn any lower, its labels would lie over the words below.
            ui.label(theme::weak(ui, "There is no room for the plot here."));
            return;
        }
        let (response, place) = self.axes(ui, id, frame, model, room);
        let ticks = axes::ticks(model, &place);
        draw::axes(ui, &place, &ticks, model.x.period.is_some());
        let kept = scene::guides(ui, model, &place, true);
        self.layers.resize_with(1, Layer::default);
        let kept = match self.layers.first_mut() {
            Some(layer) => layer.show(ui, prepared, &place, &self.hidden, kept),
            None => kept,
        };
        self.brush(ui, prepared, &response, &place, actions);
        values::show(ui, model, &place, &self.hidden, kept);
        let pane = Pane {
            place,
            hidden: self.hidden.clone(),
        };
        self.interact(ui, state, project, prepared, &response, &[pane], actions);
    }

    fn shows(&self, model: &ChartModel, at: At) -> bool {
        model
            .series
            .get(at.series)
            .is_some_and(|series| !self.hidden.contains(&series.name))
    }
}

/// How many rows each of the words around a plot may take, so that they never take its place.
fn rows_in(height: f32) -> usize {
    ((height - 340.0) / 80.0).clamp(1.0, 6.0) as usize
}

/// The name of a chart in a list.
pub fn display_title(chart: &Chart) -> String {
    match chart.title.trim() {
        "" => "Untitled chart".to_owned(),
        title => title.to_owned(),
    }
}
