//! The marks of a plot as shapes: bars, steps, whiskers, points, as the export draws them.
//!
//! Only what is inside the frame becomes a shape, and the shapes of a series go out as one mesh; of
//! points on one spot one is painted, the darker the more there are. [`super::layer`] keeps the
//! shapes from frame to frame.

use std::collections::BTreeSet;

use egui::epaint::Mesh;
use egui::{Color32, Rect, Shape, Stroke, Vec2, pos2, vec2};

use super::cells::{Cells, DENSE};
use super::draw::{corners, flat, star};
use super::place::{Place, RADIUS};
use crate::chart::{ChartModel, Form, Mark, Series, Spread};
use crate::model::{Amount, Scale};
use crate::ui::theme::Tokens;

// The measures of the exports, so that the screen shows what will be printed.

/// The width of a whisker.
const WHISKER: f32 = 1.5;
/// Half the width of a whisker's cap and of an arrow's head.
const CAP: f32 = 3.5;
/// How far an arrow reaches where the words say "at least" or "up to".
const ARROW: f32 = 18.0;
/// The outline of a running total among amounts of a period.
const OUTLINE: f32 = 1.75;
/// The line of a running total.
const TOTAL: f32 = 2.25;
/// What keeps marks that touch apart.
const HALO: f32 = 0.75;
/// The line along the time that a point stands for.
const EXTENT: f32 = 3.0;

/// The most steps that are seen as dots on their line, as in exports.
const MOST_DOTS: usize = 600;
/// Up to so many marks of a series get an outline each.
const FEW: usize = 300;
/// From so many marks of a series on, spots are wider and have hard edges: a quarter of the work.
const CROWDED: usize = 10_000;
/// How much of a dense point's colour shows where it lies alone.
const ALONE: f32 = 0.4;

/// How many of the points in sight were painted, for those on one spot are painted once.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Painted {
    /// How many there are.
    pub painted: usize,
    /// How many points they stand for.
    pub of: usize,
}

/// The shapes of all series that are not hidden.
pub fn shapes(
    model: &ChartModel,
    place: &Place,
    hidden: &BTreeSet<String>,
    tokens: &Tokens,
) -> (Vec<Shape>, Painted) {
    let mut out = Vec::new();
    let mut painted = Painted::default();
    let count: usize = model.series.iter().map(|series| series.marks.len()).sum();
    let dense = count >= DENSE;
    let shown = |series: &Series| !hidden.contains(&series.name);
    for series in model.series.iter().filter(|series| shown(series)) {
        let colour = tokens.swatch(series.swatch);
        match series.form {
            Form::Bars => bars(&mut out, series, place, colour, tokens),
            Form::Steps => steps(&mut out, model, series, place, colour, tokens),
            Form::Points => extents(&mut out, series, place, colour, dense),
        }
    }
    whiskers(&mut out, model, place, hidden, tokens, dense);
    for series in model.series.iter().filter(|series| shown(series)) {
        if series.form == Form::Points {
            let own = if dense {
                dense_points(&mut out, series, place, tokens)
            } else {
                points(&mut out, series, place, tokens)
            };
            painted.painted += own.painted;
            painted.of += own.of;
        }
    }
    (out, painted)
}

/// The whiskers and arrows of what is not hidden; where they are very many, one for each spot.
fn whiskers(
    out: &mut Vec<Shape>,
    model: &ChartModel,
    place: &Place,
    hidden: &BTreeSet<String>,
    tokens: &Tokens,
    dense: bool,
) {
    let mut cells = (model.spreads.len() >= DENSE).then(|| Cells::new(place.frame, 2.0 * CAP));
    for spread in &model.spreads {
        let middle = place.at(spread.x, spread.y);
        if cells.as_mut().is_some_and(|cells| !cells.put(middle)) {
            continue;
        }
        let series = spread.series.and_then(|index| model.series.get(index));
        let is_hidden = match series {
            Some(series) => hidden.contains(&series.name),
            None => !hidden.is_empty(),
        };
        if is_hidden {
            continue;
        }
        let colour = series.map_or(tokens.text, |series| tokens.swatch(series.swatch));
        let is_point = series.is_some_and(|series| series.form == Form::Points);
        let colour = colour.gamma_multiply(if dense && is_point { 0.25 } else { 1.0 });
        let gap = if is_point { place.radius } else { 3.0 };
        whisker(out, place, spread, gap, colour);
    }
}

fn bars(out: &mut Vec<Shape>, series: &Series, place: &Place, colour: Color32, tokens: &Tokens) {
    for (_, mark) in place.visible(series.form, &series.marks) {
        let rect = place.rect(series.form, mark).intersect(place.frame);
        // A bar of a wide axis or a small amount still shows.
        let size = rect.size().max(Vec2::splat(0.75));
        if rect.is_negative() {
            continue;
        }
        let rect = Rect::from_min_size(rect.min, size);
        out.push(Shape::rect_filled(rect, 0.0, colour));
        if mark.base != 0.0 {
            // A seam keeps bars apart that stand on each other.
            let seam = Stroke::new(1.0, tokens.page);
            out.push(Shape::hline(rect.x_range(), place.y(mark.base), seam));
        }
    }
}

/// A running total: it stays until the next mark and rises there, with a band from the lowest to
/// the highest total that the claims allow.
fn steps(
    out: &mut Vec<Shape>,
    model: &ChartModel,
    series: &Series,
    place: &Place,
    colour: Color32,
    tokens: &Tokens,
) {
    let last_day = model
        .marks()
        .map(|(_, mark)| mark.x)
        .fold(f64::NEG_INFINITY, f64::max);
    let end = place.x(last_day).min(place.frame.right() + RADIUS);
    let first = place
        .visible(series.form, &series.marks)
        .next()
        .map_or(0, |(index, _)| index);
    // The step that reaches into the frame begins before it.
    let first = first.saturating_sub(1);
    let marks = &series.marks[first..];
    let amount = |value: Option<Amount>, mark: &Mark| value.map_or(mark.y, Amount::to_f64);
    let mut line = Vec::with_capacity(marks.len() * 2 + 1);
    for (index, mark) in marks.iter().enumerate() {
        let x = place.x(mark.x);
        if x > end {
            break;
        }
        let next = marks
            .get(index + 1)
            .map_or(end, |next| place.x(next.x))
            .min(end);
        let (low, high) = (amount(mark.low, mark), amount(mark.high, mark));
        if low < high {
            let band = Rect::from_two_pos(pos2(x, place.y(low)), pos2(next, place.y(high)));
            out.push(Shape::rect_filled(band, 0.0, colour.gamma_multiply(0.16)));
        }
        let y = place.y(mark.y);
        if index == 0 && first == 0 && place.scale == Scale::Linear {
            line.push(pos2(x, place.y(0.0)));
        }
        line.push(pos2(x, y));
        line.push(pos2(next, y));
    }
    out.push(Shape::line(line, Stroke::new(TOTAL, colour)));
    // So many steps are a line.
    if series.marks.len() <= MOST_DOTS {
        let _all = points(out, series, place, tokens);
    }
}

/// Lines along the time that points stand for, where it is wider than they are.
fn extents(out: &mut Vec<Shape>, series: &Series, place: &Place, colour: Color32, dense: bool) {
    let frame = place.frame;
    let mut cells = dense.then(|| Cells::new(frame, EXTENT));
    for mark in &series.marks {
        let (from, to) = (place.x(mark.from), place.x(mark.to));
        if to - from > 2.0 * place.radius && to > frame.left() && from < frame.right() {
            let y = place.y(mark.y);
            let middle = pos2(f32::midpoint(from, to), y);
            if cells.as_mut().is_some_and(|cells| !cells.put(middle)) {
                continue;
            }
            let line = from.max(frame.left())..=to.min(frame.right());
            // Where marks lie on each other, whole months of lines would hide them.
            let stroke = if dense {
                Stroke::new(EXTENT / 2.0, colour.gamma_multiply(0.12))
            } else {
                Stroke::new(EXTENT, colour.gamma_multiply(0.4))
            };
            out.push(Shape::hline(line, y, stroke));
        }
    }
}

fn whisker(out: &mut Vec<Shape>, place: &Place, spread: &Spread, gap: f32, colour: Color32) {
    let x = place.x(spread.x);
    if !place.frame.expand(CAP).x_range().contains(x) {
        return;
    }
    let stroke = Stroke::new(WHISKER, colour);
    let (top, bottom) = (place.y(spread.high), place.y(spread.low));
    if spread.low < spread.high {
        out.push(Shape::vline(x, top..=bottom, stroke));
    }
    let cap = |y: f32| Shape::hline(x - CAP..=x + CAP, y, stroke);
    let arrow = |from: f32, tip: f32| {
        let (up, tip) = ((from - tip).signum(), pos2(x, tip));
        let side = |side: f32| Shape::line_segment([tip, tip + vec2(side, up * CAP)], stroke);
        let shaft = Shape::line_segment([pos2(x, from), tip], stroke);
        [shaft, side(-CAP), side(CAP)]
    };
    let (rises, falls) = (spread.high > spread.y, spread.low < spread.y);
    if spread.open_high {
        let from = if rises { top } else { top - gap };
        // Above the axis there is room for an arrow.
        out.extend(arrow(from, (from - ARROW).max(place.frame.top() - ARROW)));
    } else if rises {
        out.push(cap(top));
    }
    if spread.open_low {
        let from = if falls { bottom } else { bottom + gap };
        let tip = (from + ARROW).min(place.frame.bottom() - 1.0);
        // Next to the foot of the axis there is nothing below to point to.
        if tip - from > 2.0 * CAP {
            out.extend(arrow(from, tip));
        }
    } else if falls {
        out.push(cap(bottom));
    }
}

fn points(out: &mut Vec<Shape>, series: &Series, place: &Place, tokens: &Tokens) -> Painted {
    let mut painted = Painted::default();
    let colour = tokens.swatch(series.swatch);
    let corners = corners(series.shape, place.radius);
    let radius = place.radius;
    let frame = place.frame.expand(radius);
    let mut mesh = Mesh::default();
    let mut rings = Vec::new();
    let few = series.marks.len() <= FEW;
    for (_, mark) in place.visible(series.form, &series.marks) {
        let middle = pos2(place.x(mark.x), place.y(mark.y));
        if !frame.contains(middle) {
            continue;
        }
        painted.of += 1;
        painted.painted += 1;
        let hollow = mark.hollow;
        let outline = if hollow { OUTLINE } else { HALO };
        let outer = if hollow { colour } else { tokens.page };
        let inner = if hollow { tokens.page } else { colour };
        if corners.is_empty() {
            // The rims of all lie under the dots of all, so that none hides another.
            let rim = Shape::circle_filled(middle, radius + outline / 2.0, outer);
            if hollow {
                rings.push(rim);
            } else if few {
                out.push(rim);
            }
            let size = if few || hollow {
                radius - outline / 2.0
            } else {
                radius
            };
            rings.push(Shape::circle_filled(middle, size, inner));
        } else {
            star(&mut mesh, middle, &corners, 1.0, inner);
            // Few enough to give each an even outline; else the halo alone is left out.
            if few || hollow {
                let ring = corners.iter().map(|corner| middle + *corner).collect();
                let ring = Shape::closed_line(ring, Stroke::new(outline, outer));
                rings.push(ring);
            }
        }
    }
    if !mesh.is_empty() {
        out.push(Shape::mesh(mesh));
    }
    out.extend(rings);
    painted
}

/// Points of which many lie on each other: each spot is painted once, the darker the more there
/// are, all as one mesh.
fn dense_points(out: &mut Vec<Shape>, series: &Series, place: &Place, tokens: &Tokens) -> Painted {
    let colour = tokens.swatch(series.swatch);
    let radius = place.radius;
    let frame = place.frame.expand(radius);
    let crowded = series.marks.len() >= CROWDED;
    let mut cells = Cells::new(frame, if crowded { 2.0 * radius } else { radius });
    let mut painted = Painted::default();
    for (_, mark) in place.visible(series.form, &series.marks) {
        let middle = pos2(place.x(mark.x), place.y(mark.y));
        if frame.contains(middle) {
            painted.of += 1;
            cells.put(middle);
        }
    }
    let mut corners = corners(series.shape, radius);
    if corners.is_empty() {
        // At this size a disc has no more corners.
        let count = if crowded { 6 } else { 8 };
        let angle = |corner: u8| std::f32::consts::TAU * f32::from(corner) / f32::from(count);
        corners = (0..count)
            .map(|corner| Vec2::angled(angle(corner)) * radius)
            .collect();
    }
    let mut mesh = Mesh::default();
    for (middle, count) in cells.spots() {
        painted.painted += 1;
        let share = 1.0 - (1.0 - ALONE).powf(count as f32);
        let colour = colour.gamma_multiply(share);
        if crowded {
            flat(&mut mesh, middle, &corners, colour);
        } else {
            star(&mut mesh, middle, &corners, 1.0, colour);
        }
    }
    if !mesh.is_empty() {
        out.push(Shape::mesh(mesh));
    }
    painted
}
