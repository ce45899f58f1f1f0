//! The amounts beside marks, where there are few enough of them and nothing is covered: the same
//! ones as in exports.

use std::collections::BTreeSet;

use egui::{Align2, FontId, Ui, pos2};

use super::place::{At, Place};
use crate::chart::labels::{Area, beside, spread};
use crate::chart::{ChartModel, Form, Mark};
use crate::ui::theme::{SMALL, Tokens};

/// The most points that carry their value in words.
const MOST_POINTS: usize = 16;
/// The most columns that carry their value in words.
const MOST_COLUMNS: usize = 40;
/// From the end of a running total to its value.
const GAP: f32 = 6.0;

/// Writes the amounts that have room, clear of what is `kept`.
pub fn show(
    ui: &Ui,
    model: &ChartModel,
    place: &Place,
    hidden: &BTreeSet<String>,
    kept: Vec<Area>,
) {
    let has = |form: Form| model.series.iter().any(|series| series.form == form);
    if has(Form::Points) {
        beside_points(ui, model, place, hidden, kept);
    }
    // A column that lacks a part has another height than its sum.
    if has(Form::Bars) && (hidden.is_empty() || model.is_in_panels()) {
        over_columns(ui, model, place, hidden);
    }
    if has(Form::Steps) {
        at_ends(ui, model, place, hidden);
    }
}

/// The room that the values at the ends of running totals want at the right, in points.
pub fn room_at_ends(ui: &Ui, model: &ChartModel) -> f32 {
    let steps = model
        .series
        .iter()
        .filter(|series| series.form == Form::Steps);
    let lasts = steps.filter_map(|series| series.marks.last());
    let widths = lasts.map(|mark| width(ui, &model.y.short(mark.y)) + GAP);
    widths.fold(0.0, f32::max)
}

fn beside_points(
    ui: &Ui,
    model: &ChartModel,
    place: &Place,
    hidden: &BTreeSet<String>,
    kept: Vec<Area>,
) {
    let shown = shown(model, Form::Points, place, hidden);
    if shown.len() > MOST_POINTS {
        return;
    }
    let radius = f64::from(place.radius);
    let mut taken = kept;
    for (_, mark) in &shown {
        let middle = place.at(mark.x, mark.y);
        taken.push(Area::around(
            f64::from(middle.x),
            f64::from(middle.y),
            radius + 1.0,
        ));
    }
    for spread in &model.spreads {
        let (x, reach) = (f64::from(place.x(spread.x)), 18.0 + radius);
        taken.push(Area {
            left: x - 3.5,
            top: f64::from(place.y(spread.high)) - if spread.open_high { reach } else { 0.0 },
            right: x + 3.5,
            bottom: f64::from(place.y(spread.low)) + if spread.open_low { reach } else { 0.0 },
        });
    }
    let within = Area {
        left: f64::from(place.frame.left()),
        top: f64::from(place.frame.top() - SMALL),
        right: f64::from(place.frame.right() + 12.0),
        bottom: f64::from(place.frame.bottom()),
    };
    for (_, mark) in shown {
        let middle = place.at(mark.x, mark.y);
        let label = model.y.short(mark.y);
        let size = (f64::from(width(ui, &label)), f64::from(SMALL) + 2.0);
        let at = (f64::from(middle.x), f64::from(middle.y));
        if let Some(area) = beside(at, radius + 5.0, size, &within, &taken) {
            let middle = f64::midpoint(area.top, area.bottom);
            write(
                ui,
                area.left as f32,
                middle as f32,
                Align2::LEFT_CENTER,
                &label,
            );
            taken.push(area);
        }
    }
}

/// The sums over the columns, if all of them have room.
fn over_columns(ui: &Ui, model: &ChartModel, place: &Place, hidden: &BTreeSet<String>) {
    let mut columns: Vec<(f64, f64)> = Vec::new();
    let mut marks: Vec<&Mark> = shown(model, Form::Bars, place, hidden)
        .into_iter()
        .map(|(_, mark)| mark)
        .collect();
    marks.sort_by(|a, b| a.x.total_cmp(&b.x));
    for mark in marks {
        if mark.y < 0.0 {
            // A column that goes below zero has no one end for its sum.
            return;
        }
        match columns.last_mut() {
            Some((x, top)) if (*x - mark.x).abs() < 1e-6 => *top = top.max(mark.y),
            _ => columns.push((mark.x, mark.y)),
        }
        if columns.len() > MOST_COLUMNS {
            return;
        }
    }
    let mut end = place.frame.left();
    let mut labels = Vec::new();
    for (x, amount) in columns {
        let label = model.y.short(amount);
        let (middle, half) = (place.x(x), width(ui, &label) / 2.0);
        if middle - half < end || middle + half > place.frame.right() + 12.0 {
            return;
        }
        end = middle + half + 6.0;
        let over = model
            .spreads
            .iter()
            .filter(|spread| (spread.x - x).abs() < 1e-6);
        let top = over.map(|spread| {
            let arrow = if spread.open_high { 18.0 } else { 0.0 };
            place.y(spread.high) - arrow
        });
        let foot = top.fold(place.y(amount), f32::min) - 4.0;
        labels.push((middle, foot, label));
    }
    for (middle, foot, label) in labels {
        if place.frame.expand(SMALL).y_range().contains(foot) {
            write(ui, middle, foot, Align2::CENTER_BOTTOM, &label);
        }
    }
}

/// The last value of each running total that ends in sight.
fn at_ends(ui: &Ui, model: &ChartModel, place: &Place, hidden: &BTreeSet<String>) {
    let end = model
        .marks()
        .map(|(_, mark)| mark.x)
        .fold(f64::NEG_INFINITY, f64::max);
    let x = place.x(end);
    if !place.frame.expand(1.0).x_range().contains(x) {
        return;
    }
    let lasts: Vec<f64> = model
        .series
        .iter()
        .filter(|series| series.form == Form::Steps && !hidden.contains(&series.name))
        .filter_map(|series| series.marks.last().map(|mark| mark.y))
        .filter(|amount| place.frame.y_range().contains(place.y(*amount)))
        .collect();
    let heights: Vec<f64> = lasts
        .iter()
        .map(|amount| f64::from(place.y(*amount)))
        .collect();
    let (top, bottom) = (
        f64::from(place.frame.top()) - 8.0,
        f64::from(place.frame.bottom()) + 8.0,
    );
    let placed = spread(&heights, f64::from(SMALL) + 3.0, top, bottom);
    for (amount, height) in lasts.into_iter().zip(placed) {
        let label = model.y.short(amount);
        write(ui, x + GAP, height as f32, Align2::LEFT_CENTER, &label);
    }
}

/// The marks that stand in the frame.
fn shown<'a>(
    model: &'a ChartModel,
    form: Form,
    place: &Place,
    hidden: &BTreeSet<String>,
) -> Vec<(At, &'a Mark)> {
    let mut shown = Vec::new();
    for (series, of_series) in model.series.iter().enumerate() {
        if of_series.form != form || hidden.contains(&of_series.name) {
            continue;
        }
        for (mark, of_mark) in place.visible(form, &of_series.marks) {
            // More than anybody labels: no need to count on.
            if shown.len() > MOST_POINTS.max(MOST_COLUMNS * model.series.len()) {
                return shown;
            }
            if place
                .frame
                .expand(1.0)
                .intersects(place.rect(form, of_mark))
            {
                shown.push((At { series, mark }, of_mark));
            }
        }
    }
    shown
}

fn width(ui: &Ui, label: &str) -> f32 {
    let colour = Tokens::of(ui).text;
    ui.painter()
        .layout_no_wrap(label.to_owned(), FontId::proportional(SMALL), colour)
        .size()
        .x
}

fn write(ui: &Ui, x: f32, y: f32, align: Align2, label: &str) {
    let colour = Tokens::of(ui).text;
    ui.painter().text(
        pos2(x, y),
        align,
        label,
        FontId::proportional(SMALL),
        colour,
    );
}
