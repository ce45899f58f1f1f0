//! The part of the axes that is shown: `egui_plot` keeps it and moves it by drag, wheel and box.
//!
//! This is the only place that names `egui_plot`.

use egui::{Id, Rect, Response, Ui, UiBuilder, Vec2, vec2};
use egui_plot::{Plot, PlotMemory, PlotPoint, PlotTransform, PlotUi};

use super::place::{At, Place};
use super::{Picture, Room, draw, values};
use crate::chart::{ChartModel, Form};
use crate::ui::theme::{SMALL, UNIT};

/// Points of the screen for each label along an axis, at least.
const PER_DAY_LABEL: f32 = 84.0;
const PER_AMOUNT_LABEL: f32 = 44.0;
/// The room above the highest amount, for arrows.
const HEADROOM: f32 = 20.0;

/// A change of what is shown.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wanted {
    Whole,
    Zoom(f32),
    /// With this place in the middle.
    Around(PlotPoint),
}

impl Picture {
    /// The rectangle inside the axes: what the labels leave of the room.
    pub(super) fn frame(&self, ui: &Ui, id: Id, model: &ChartModel) -> Rect {
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
    pub(super) fn axes(
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

    /// Moves what is shown so that the mark is in it.
    pub(super) fn bring_in(&mut self, model: &ChartModel, place: &Place, at: At) {
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
pub(super) fn ticks(model: &ChartModel, place: &Place) -> draw::Ticks {
    let fit = |length: f32, each: f32| ((length / each) as usize).clamp(2, 12);
    let amounts = model
        .y
        .ticks_in(place.amounts(), fit(place.frame.height(), PER_AMOUNT_LABEL));
    let days = model
        .x
        .ticks_in(place.days, fit(place.frame.width(), PER_DAY_LABEL));
    draw::Ticks { days, amounts }
}
