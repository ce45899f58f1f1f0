//! Painting of a model: axes, bars, steps, whiskers, points, as the export draws them.
//!
//! Only what is inside the frame is painted, and the shapes of a series go out as one mesh, so
//! that a hundred thousand points stay smooth; of points on one spot, one is painted.

use std::collections::BTreeSet;

use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{
    Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2,
};

use super::cells::{Cells, DENSE};
use super::place::{At, Place, RADIUS};
use crate::chart::{self, ChartModel, Form, Mark, Series, Spread, Tick};
use crate::model::{Amount, Scale};
use crate::ui::theme::{SMALL, Tokens, UNIT};

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

/// Up to so many marks of a series get an outline each.
const FEW: usize = 300;

/// The labels along both axes.
pub struct Ticks {
    /// Along the axis of time.
    pub days: Vec<Tick>,
    /// Along the axis of amounts.
    pub amounts: Vec<Tick>,
}

/// Paints grid, axes and labels; labels under bars need no ticks.
pub fn axes(ui: &Ui, place: &Place, ticks: &Ticks, under_bars: bool) {
    let tokens = Tokens::of(ui);
    let painter = ui.painter();
    let font = FontId::proportional(SMALL);
    let frame = place.frame;
    for tick in &ticks.amounts {
        let y = place.y(tick.at);
        if !(frame.top() - 0.5..=frame.bottom() + 0.5).contains(&y) {
            continue;
        }
        painter.hline(frame.x_range(), y, Stroke::new(1.0, tokens.line));
        let at = pos2(frame.left() - 2.0 * UNIT, y);
        painter.text(
            at,
            Align2::RIGHT_CENTER,
            &tick.label,
            font.clone(),
            tokens.weak,
        );
    }
    let lowest = frame.bottom();
    let zero = match place.scale {
        Scale::Linear => place.y(0.0).clamp(frame.top(), lowest),
        Scale::Log => lowest,
    };
    painter.hline(frame.x_range(), zero, Stroke::new(1.0, tokens.weak));
    let mut free_from = f32::NEG_INFINITY;
    for tick in &ticks.days {
        let x = place.x(tick.at);
        if !frame.x_range().contains(x) {
            continue;
        }
        if !under_bars {
            painter.vline(x, lowest..=lowest + UNIT, Stroke::new(1.0, tokens.weak));
        }
        let galley = painter.layout_no_wrap(tick.label.clone(), font.clone(), tokens.weak);
        let left = x - galley.size().x / 2.0;
        // A label that would touch the one before it is left out.
        if left >= free_from {
            free_from = left + galley.size().x + 2.0 * UNIT;
            painter.galley(pos2(left, lowest + 1.5 * UNIT), galley, tokens.weak);
        }
    }
}

/// The widest label of the axis of amounts, in points.
pub fn label_width(ui: &Ui, ticks: &[Tick]) -> f32 {
    let font = FontId::proportional(SMALL);
    let width = |tick: &Tick| {
        let galley = ui
            .painter()
            .layout_no_wrap(tick.label.clone(), font.clone(), Color32::BLACK);
        galley.size().x
    };
    ticks.iter().map(width).fold(0.0, f32::max)
}

/// How many of the points in sight were painted, for those on one spot are painted once.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Painted {
    painted: usize,
    of: usize,
}

impl Painted {
    /// Says so on the picture, where some were not.
    pub fn tell(self, ui: &Ui, place: &Place) {
        if self.painted == self.of {
            return;
        }
        let count = |number: usize| Amount::from(number as i64).grouped();
        let words = format!(
            "{} points at {} places; zoom in to part them",
            count(self.of),
            count(self.painted)
        );
        let at = place.frame.right_top() - vec2(0.0, UNIT);
        let font = FontId::proportional(SMALL);
        let colour = Tokens::of(ui).weak;
        ui.painter()
            .text(at, Align2::RIGHT_BOTTOM, words, font, colour);
    }
}

/// Paints the marks of all series that are not hidden.
pub fn marks(ui: &Ui, model: &ChartModel, place: &Place, hidden: &BTreeSet<String>) -> Painted {
    let mut painted = Painted::default();
    let tokens = Tokens::of(ui);
    let painter = ui
        .painter()
        .with_clip_rect(place.frame.expand(RADIUS + 2.0));
    let painter = &painter.with_clip_rect(painter.clip_rect().intersect(ui.clip_rect()));
    let shown = |series: &Series| !hidden.contains(&series.name);
    for series in model.series.iter().filter(|series| shown(series)) {
        let colour = tokens.swatch(series.swatch);
        match series.form {
            Form::Bars => bars(painter, series, place, colour, tokens),
            Form::Steps => steps(painter, model, series, place, colour, tokens),
            Form::Points => extents(painter, series, place, colour),
        }
    }
    let mut cells = (model.spreads.len() >= DENSE).then(|| Cells::new(place.frame, 2.0 * CAP));
    for spread in &model.spreads {
        let middle = place.at(spread.x, spread.y);
        if cells.as_mut().is_some_and(|cells| !cells.take(middle)) {
            continue;
        }
        let series = spread.series.and_then(|index| model.series.get(index));
        if series.is_some_and(|series| !shown(series)) || (series.is_none() && !hidden.is_empty()) {
            continue;
        }
        let colour = series.map_or(tokens.text, |series| tokens.swatch(series.swatch));
        let gap = if series.is_some_and(|series| series.form == Form::Points) {
            place.radius
        } else {
            3.0
        };
        whisker(painter, place, spread, gap, colour);
    }
    for series in model.series.iter().filter(|series| shown(series)) {
        if series.form == Form::Points {
            let own = points(painter, series, place, tokens);
            painted.painted += own.painted;
            painted.of += own.of;
        }
    }
    painted
}

fn bars(painter: &Painter, series: &Series, place: &Place, colour: Color32, tokens: &Tokens) {
    for (_, mark) in place.visible(series.form, &series.marks) {
        let rect = place.rect(series.form, mark).intersect(place.frame);
        // A bar of a wide axis or a small amount still shows.
        let size = rect.size().max(Vec2::splat(0.75));
        if rect.is_negative() {
            continue;
        }
        painter.rect_filled(Rect::from_min_size(rect.min, size), 0.0, colour);
        if mark.base != 0.0 {
            // A seam keeps bars apart that stand on each other.
            let seam = Stroke::new(1.0, tokens.page);
            painter.hline(rect.x_range(), place.y(mark.base), seam);
        }
    }
}

/// A running total: it stays until the next mark and rises there, with a band from the lowest to
/// the highest total that the claims allow.
fn steps(
    painter: &Painter,
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
    let mut line: Vec<Pos2> = Vec::with_capacity(marks.len() * 2 + 1);
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
            painter.rect_filled(band, 0.0, colour.gamma_multiply(0.16));
        }
        let y = place.y(mark.y);
        if index == 0 && first == 0 && place.scale == Scale::Linear {
            line.push(pos2(x, place.y(0.0)));
        }
        line.push(pos2(x, y));
        line.push(pos2(next, y));
    }
    painter.add(Shape::line(line, Stroke::new(TOTAL, colour)));
    let _all = points(painter, series, place, tokens);
}

/// Lines along the time that points stand for, where it is wider than they are.
fn extents(painter: &Painter, series: &Series, place: &Place, colour: Color32) {
    let frame = place.frame;
    for mark in &series.marks {
        let (from, to) = (place.x(mark.from), place.x(mark.to));
        if to - from > 2.0 * place.radius && to > frame.left() && from < frame.right() {
            let y = place.y(mark.y);
            let line = from.max(frame.left())..=to.min(frame.right());
            painter.hline(line, y, Stroke::new(EXTENT, colour.gamma_multiply(0.4)));
        }
    }
}

fn whisker(painter: &Painter, place: &Place, spread: &Spread, gap: f32, colour: Color32) {
    let x = place.x(spread.x);
    if !place.frame.expand(CAP).x_range().contains(x) {
        return;
    }
    let stroke = Stroke::new(WHISKER, colour);
    let (top, bottom) = (place.y(spread.high), place.y(spread.low));
    if spread.low < spread.high {
        painter.vline(x, top..=bottom, stroke);
    }
    let cap = |y: f32| {
        painter.hline(x - CAP..=x + CAP, y, stroke);
    };
    let arrow = |from: f32, tip: f32| {
        let (up, tip) = ((from - tip).signum(), pos2(x, tip));
        painter.line_segment([pos2(x, from), tip], stroke);
        for side in [-CAP, CAP] {
            painter.line_segment([tip, tip + vec2(side, up * CAP)], stroke);
        }
    };
    let (rises, falls) = (spread.high > spread.y, spread.low < spread.y);
    if spread.open_high {
        let from = if rises { top } else { top - gap };
        // Above the axis there is room for an arrow.
        arrow(from, (from - ARROW).max(place.frame.top() - ARROW));
    } else if rises {
        cap(top);
    }
    if spread.open_low {
        let from = if falls { bottom } else { bottom + gap };
        let tip = (from + ARROW).min(place.frame.bottom() - 1.0);
        // Next to the foot of the axis there is nothing below to point to.
        if tip - from > 2.0 * CAP {
            arrow(from, tip);
        }
    } else if falls {
        cap(bottom);
    }
}

fn points(painter: &Painter, series: &Series, place: &Place, tokens: &Tokens) -> Painted {
    let mut painted = Painted::default();
    let dense = series.marks.len() >= DENSE && series.form == Form::Points;
    let mut cells = dense.then(|| Cells::new(place.frame.expand(place.radius), place.radius));
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
        if cells.as_mut().is_some_and(|cells| !cells.take(middle)) {
            continue;
        }
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
                painter.add(rim);
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
        painter.add(Shape::mesh(mesh));
    }
    painter.extend(rings);
    painted
}

/// Paints one mark's shape, for a legend or a ring.
pub fn shape(painter: &Painter, middle: Pos2, shape: chart::Shape, radius: f32, colour: Color32) {
    let corners = corners(shape, radius);
    if corners.is_empty() {
        painter.circle_filled(middle, radius, colour);
        return;
    }
    let mut mesh = Mesh::default();
    star(&mut mesh, middle, &corners, 1.0, colour);
    painter.add(Shape::mesh(mesh));
}

/// Paints a ring around a mark, so that it is found.
pub fn ring(ui: &Ui, model: &ChartModel, place: &Place, at: At, colour: Color32) {
    let Some(mark) = at.of(model) else { return };
    let form = at.form(model);
    let rect = place.rect(form, mark);
    let inside = place.frame.expand(RADIUS);
    if !inside.intersects(rect) {
        return;
    }
    let rect = rect.intersect(inside);
    let painter = ui.painter();
    let tokens = Tokens::of(ui);
    match form {
        Form::Bars => {
            painter.rect_stroke(
                rect.expand(1.0),
                2.0,
                Stroke::new(4.0, tokens.page),
                StrokeKind::Outside,
            );
            painter.rect_stroke(
                rect.expand(2.0),
                2.0,
                Stroke::new(2.0, colour),
                StrokeKind::Outside,
            );
        }
        Form::Points | Form::Steps => {
            let radius = place.radius + 4.0;
            painter.circle_stroke(rect.center(), radius, Stroke::new(4.0, tokens.page));
            painter.circle_stroke(rect.center(), radius, Stroke::new(2.0, colour));
        }
    }
}

/// The corners of a shape around its middle, in points; empty for a disc.
fn corners(shape: chart::Shape, radius: f32) -> Vec<Vec2> {
    let corners = shape.corners().into_iter();
    corners
        .map(|[x, y]| vec2(x as f32, y as f32) * radius)
        .collect()
}

/// Adds a shape that is seen whole from its middle, with softened edges, to the mesh.
fn star(mesh: &mut Mesh, middle: Pos2, corners: &[Vec2], scale: f32, colour: Color32) {
    let soft = 0.5
        / corners
            .first()
            .map_or(1.0, |corner| corner.length())
            .max(1.0);
    let first = mesh.vertices.len() as u32;
    let vertex = |pos, color| Vertex {
        pos,
        uv: WHITE_UV,
        color,
    };
    mesh.vertices.push(vertex(middle, colour));
    for corner in corners {
        mesh.vertices
            .push(vertex(middle + *corner * (scale - soft), colour));
        mesh.vertices.push(vertex(
            middle + *corner * (scale + soft),
            Color32::TRANSPARENT,
        ));
    }
    let count = corners.len() as u32;
    for side in 0..count {
        let (here, next) = (first + 1 + 2 * side, first + 1 + 2 * ((side + 1) % count));
        mesh.add_triangle(first, here, next);
        mesh.add_triangle(here, here + 1, next + 1);
        mesh.add_triangle(here, next + 1, next);
    }
}
