//! The picture of a chart: the model drawn on screen, to point at, to zoom, to walk by keyboard.
//!
//! This is the only place that names `egui_plot`, which keeps the part of the axes that is shown
//! and moves it by drag, wheel and box; everything that is seen is painted by [`draw`] from the
//! model that every export draws. [`place`] knows where marks stand.

mod access;
mod brush;
mod cells;
mod draw;
mod footer;
mod legend;
mod place;
mod scene;
mod tooltip;
mod values;

use std::collections::BTreeSet;

use egui::{
    Align, CursorIcon, EventFilter, Id, Key, Layout, Modifiers, Rect, Response, RichText,
    ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, vec2,
};
use egui_plot::{Plot, PlotMemory, PlotPoint, PlotTransform, PlotUi};

pub use self::place::{At, Place, hit_test};

use self::scene::Pane;
use super::models::Prepared;
use crate::chart::{ChartModel, Form};
use crate::model::{Chart, ClaimId, Project};
use crate::ui::action::{Action, Actions};
use crate::ui::chooser::shorten;
use crate::ui::controls;
use crate::ui::state::{ClaimList, State, Tab};
use crate::ui::theme::{self, SMALL, Tokens, UNIT};

/// Points of the screen for each label along an axis, at least.
const PER_DAY_LABEL: f32 = 84.0;
const PER_AMOUNT_LABEL: f32 = 44.0;
/// The room above the highest amount, for arrows.
const HEADROOM: f32 = 20.0;
/// Below this height, in points, a picture keeps to the words that it cannot be read without.
const LOW: f32 = 400.0;
/// Below this height the words over the plot are as few as can be.
const LOW_BODY: f32 = 320.0;
/// The lowest plot that is drawn, in points.
const LOWEST: f32 = 60.0;
/// How high the legend is, in points, before it scrolls, where there is little room.
const LOW_LEGEND: f32 = 11.0 * UNIT;

/// The most marks of listed claims that are ringed.
const MOST_RINGS: usize = 500;

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
    /// Where a time began to be marked, in points of the screen.
    brushed: Option<f32>,
}

/// A change of what is shown.
#[derive(Debug, Clone, Copy)]
enum Wanted {
    Whole,
    Zoom(f32),
    /// With this place in the middle.
    Around(PlotPoint),
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
                let (rect, response) = ui.allocate_exact_size(size, Sense::click());
                let inside = rect.shrink2(vec2(UNIT, 2.0 * UNIT));
                let panes = scene::show(ui, model, inside, &self.hidden);
                if model.is_in_panels() {
                    for pane in &panes {
                        let kept = scene::guides(ui, model, &pane.place, false);
                        let painted = draw::marks(ui, model, &pane.place, &pane.hidden);
                        painted.tell(ui, &pane.place);
                        values::show(ui, model, &pane.place, &pane.hidden, kept);
                    }
                }
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
        draw::axes(ui, &place, &ticks(model, &place), model.x.period.is_some());
        let kept = scene::guides(ui, model, &place, true);
        draw::marks(ui, model, &place, &self.hidden).tell(ui, &place);
        self.brush(ui, prepared, &response, &place, actions);
        values::show(ui, model, &place, &self.hidden, kept);
        let pane = Pane {
            place,
            hidden: self.hidden.clone(),
        };
        self.interact(ui, state, project, prepared, &response, &[pane], actions);
    }

    /// Lets marks be pointed at, clicked, walked and named; rings those of the claim at hand.
    #[expect(clippy::too_many_arguments, reason = "what a frame knows")]
    fn interact(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        prepared: &Prepared,
        response: &Response,
        panes: &[Pane],
        actions: &mut Actions,
    ) {
        let model = &prepared.model;
        let tokens = Tokens::of(ui);
        let pane_of = |at: At| {
            let series = model.series.get(at.series);
            let shows = |pane: &&Pane| series.is_some_and(|own| !pane.hidden.contains(&own.name));
            panes.iter().find(shows)
        };
        let ring = |at: At, colour| {
            if let Some(pane) = pane_of(at) {
                draw::ring(ui, model, &pane.place, at, colour);
            }
        };
        let listed = state.view.listed.as_ref().map(|list| &list.claims);
        for claim in listed.into_iter().flatten().take(MOST_RINGS) {
            if let Some(at) = prepared.mark_of(*claim).filter(|at| self.shows(model, *at)) {
                ring(at, tokens.weak);
            }
        }
        let chosen = state.view.claim.and_then(|claim| prepared.mark_of(claim));
        if let Some(at) = chosen.filter(|at| self.shows(model, *at)) {
            ring(at, tokens.accent);
        }
        let pointed = response
            .hover_pos()
            .filter(|_| !response.dragged())
            .and_then(|pointer| {
                let hits = panes
                    .iter()
                    .filter_map(|pane| hit_test(model, &pane.place, &pane.hidden, pointer));
                hits.into_iter().next()
            });
        if pointed.is_some() {
            ui.output_mut(|output| output.cursor_icon = CursorIcon::PointingHand);
        }
        if response.clicked() {
            response.request_focus();
            if let Some(at) = pointed {
                self.walk = Some(at);
                lead_to(model, at, actions);
            }
        }
        if response.has_focus() {
            let whole = panes.iter().map(|pane| pane.place.frame);
            let edge = whole
                .reduce(Rect::union)
                .unwrap_or(response.rect)
                .expand(2.0);
            let stroke = Stroke::new(1.0, tokens.accent);
            ui.painter()
                .rect_stroke(edge, 2.0, stroke, StrokeKind::Outside);
            let place = panes.first().map(|pane| pane.place);
            self.keys(ui, response, prepared, place.as_ref(), chosen, actions);
        }
        let walked = self
            .walk
            .filter(|at| response.has_focus() && self.shows(model, *at));
        if let Some(at) = walked {
            ring(at, tokens.text);
        }
        if let Some(at) = pointed.or(walked)
            && let (Some(mark), Some(pane)) = (at.of(model), pane_of(at))
        {
            let anchor = pane
                .place
                .rect(at.form(model), mark)
                .intersect(pane.place.frame.expand(UNIT));
            tooltip::show(ui, response.id, anchor.expand(2.0), project, model, mark);
        }
        access::name(ui, response, project, model, walked);
        for pane in panes {
            Self::nodes(ui, response, project, model, pane, actions);
        }
    }

    /// The rectangle inside the axes: what the labels leave of the room.
    fn frame(&self, ui: &Ui, id: Id, model: &ChartModel) -> Rect {
        let room = ui.available_rect_before_wrap();
        // What was shown last: its labels are as wide as those of the next frame.
        let shown = PlotMemory::load(ui, id).filter(|_| self.zoomed);
        let place = shown.map_or_else(
            || Place::whole(model, room),
            |memory| place_of(model, &memory.transform()),
        );
        let widest = draw::label_width(
            ui,
            &ticks(
                model,
                &Place {
                    frame: room,
                    ..place
                },
            )
            .amounts,
        );
        let at_ends = values::room_at_ends(ui, model);
        let named = model
            .guides
            .days
            .iter()
            .any(|guide| !guide.label.is_empty());
        let headroom = if named {
            HEADROOM + 3.0 * UNIT
        } else {
            HEADROOM
        };
        Rect::from_min_max(
            room.min + vec2(widest.round() + 3.0 * UNIT, headroom),
            room.max - vec2((4.0 * UNIT).max(at_ends), SMALL + 3.0 * UNIT),
        )
    }

    /// Lets the plot take drag, wheel and box, and returns what it shows now.
    fn axes(
        &mut self,
        ui: &mut Ui,
        id: Id,
        frame: Rect,
        model: &ChartModel,
        room: Room,
    ) -> (Response, Place) {
        let whole = Place::whole(model, frame);
        // With Shift, a drag marks a time and does not move the picture.
        let free = room == Room::Own && self.brushed.is_none() && !ui.input(|i| i.modifiers.shift);
        // A plot that was never shown begins with the whole.
        let fresh = PlotMemory::load(ui, id).is_none().then_some(Wanted::Whole);
        let wanted = self.wanted.take().or(fresh);
        let plot = Plot::new("axes")
            .id(id)
            .width(frame.width().max(1.0))
            .height(frame.height())
            .show_axes(false)
            .show_grid(false)
            .show_background(false)
            .show_x(false)
            .show_y(false)
            .allow_axis_zoom_drag(false)
            .allow_scroll(false)
            .allow_drag(free)
            .allow_zoom(free)
            .allow_boxed_zoom(free)
            .allow_double_click_reset(free)
            .default_x_bounds(whole.days[0], whole.days[1])
            .default_y_bounds(whole.heights[0], whole.heights[1]);
        let shown = ui.scope_builder(UiBuilder::new().max_rect(frame), |ui| {
            plot.show(ui, move |plot_ui| {
                if let Some(wanted) = wanted {
                    wanted.apply(plot_ui);
                }
            })
        });
        let shown = shown.inner;
        self.zoomed = PlotMemory::load(ui, id).is_some_and(|memory| !memory.auto_bounds.all());
        (shown.response, place_of(model, &shown.transform))
    }

    fn shows(&self, model: &ChartModel, at: At) -> bool {
        model
            .series
            .get(at.series)
            .is_some_and(|series| !self.hidden.contains(&series.name))
    }

    /// Walks from mark to mark: left and right in the order of time, Home and End, Enter to the
    /// words, + and − to zoom, 0 to see the whole.
    fn keys(
        &mut self,
        ui: &Ui,
        response: &Response,
        prepared: &Prepared,
        place: Option<&Place>,
        chosen: Option<At>,
        actions: &mut Actions,
    ) {
        let filter = EventFilter {
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let model = &prepared.model;
        let marks: Vec<At> = prepared
            .walk
            .iter()
            .copied()
            .filter(|at| self.shows(model, *at))
            .collect();
        let here = self
            .walk
            .or(chosen)
            .and_then(|at| marks.iter().position(|own| *own == at));
        let to = if pressed(Key::ArrowRight) {
            marks.get(here.map_or(0, |here| here + 1))
        } else if pressed(Key::ArrowLeft) {
            here.map_or(marks.last(), |here| marks.get(here.checked_sub(1)?))
        } else if pressed(Key::Home) {
            marks.first()
        } else if pressed(Key::End) {
            marks.last()
        } else {
            None
        };
        if let Some(to) = to.copied() {
            self.walk = Some(to);
            // What is not zoomed is in sight.
            if let Some(place) = place.filter(|_| self.zoomed) {
                self.bring_in(model, place, to);
            }
        }
        if pressed(Key::Enter)
            && let Some(at) = self.walk.or(chosen)
        {
            lead_to(model, at, actions);
        }
        if pressed(Key::Plus) || pressed(Key::Equals) {
            self.wanted = Some(Wanted::Zoom(1.25));
        }
        if pressed(Key::Minus) {
            self.wanted = Some(Wanted::Zoom(0.8));
        }
        if pressed(Key::Num0) {
            self.wanted = Some(Wanted::Whole);
        }
    }

    /// Moves what is shown so that the mark is in it.
    fn bring_in(&mut self, model: &ChartModel, place: &Place, at: At) {
        let Some(mark) = at.of(model) else { return };
        let form = at.form(model);
        let middle = place.rect(form, mark).center();
        let outside = match form {
            Form::Bars => !place.frame.x_range().contains(middle.x),
            Form::Points | Form::Steps => !place.frame.contains(middle),
        };
        if outside {
            let share =
                f64::from(place.frame.bottom() - middle.y) / f64::from(place.frame.height());
            let [bottom, top] = place.heights;
            let height = bottom + share * (top - bottom);
            self.wanted = Some(Wanted::Around(PlotPoint::new(mark.x, height)));
        }
    }
}

/// How many rows each of the words around a plot may take, so that they never take its place.
fn rows_in(height: f32) -> usize {
    ((height - 340.0) / 80.0).clamp(1.0, 6.0) as usize
}

/// Leads from a mark to what it stands on.
fn lead_to(model: &ChartModel, at: At, actions: &mut Actions) {
    let Some(mark) = at.of(model) else { return };
    match (mark.claims.as_slice(), model.kind) {
        ([], _) => {}
        ([one], _) => {
            actions.push(Action::ShowClaim {
                claim: *one,
                jump: true,
            });
        }
        (many, _) => {
            list_claims(model, &mark.when.spoken(), many.iter().copied(), actions);
        }
    }
}

/// Shows some claims of a chart in the table.
fn list_claims(
    model: &ChartModel,
    which: &str,
    claims: impl Iterator<Item = ClaimId>,
    actions: &mut Actions,
) {
    let list = ClaimList {
        reason: format!("{which} of “{}”", shorten(&model.title, 60)),
        claims: claims.collect(),
    };
    actions.push(Action::ListClaims(Some(list)));
    actions.push(Action::ShowTab(Tab::Claims));
}

impl Wanted {
    fn apply(self, plot: &mut PlotUi<'_>) {
        match self {
            Self::Whole => plot.set_auto_bounds(true),
            Self::Zoom(factor) => {
                let center = plot.plot_bounds().center();
                plot.zoom_bounds(Vec2::splat(factor), center);
            }
            Self::Around(middle) => {
                let bounds = plot.plot_bounds();
                let (across, up) = (bounds.width() / 2.0, bounds.height() / 2.0);
                plot.set_plot_bounds_x(middle.x - across..=middle.x + across);
                plot.set_plot_bounds_y(middle.y - up..=middle.y + up);
            }
        }
    }
}

/// What the plot shows, in our own words.
fn place_of(model: &ChartModel, transform: &PlotTransform) -> Place {
    let bounds = transform.bounds();
    let ([left, bottom], [right, top]) = (bounds.min(), bounds.max());
    Place {
        frame: *transform.frame(),
        days: [left, right],
        heights: [bottom, top],
        ..Place::whole(model, *transform.frame())
    }
}

/// The labels for what is shown.
fn ticks(model: &ChartModel, place: &Place) -> draw::Ticks {
    let fit = |length: f32, each: f32| ((length / each) as usize).clamp(2, 12);
    let amounts = model
        .y
        .ticks_in(place.amounts(), fit(place.frame.height(), PER_AMOUNT_LABEL));
    let days = model
        .x
        .ticks_in(place.days, fit(place.frame.width(), PER_DAY_LABEL));
    draw::Ticks { days, amounts }
}

/// The name of a chart in a list.
pub fn display_title(chart: &Chart) -> String {
    match chart.title.trim() {
        "" => "Untitled chart".to_owned(),
        title => title.to_owned(),
    }
}
