//! What is painted around the marks and of one mark alone: axes with their labels, rings, shapes.

use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{
    Align2, Color32, FontId, Painter, Pos2, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2,
};

use super::place::{At, Place, RADIUS};
use crate::chart::{self, ChartModel, Form, Tick};
use crate::model::Scale;
use crate::ui::theme::{SMALL, Tokens, UNIT};

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
pub(super) fn corners(shape: chart::Shape, radius: f32) -> Vec<Vec2> {
    let corners = shape.corners().into_iter();
    corners
        .map(|[x, y]| vec2(x as f32, y as f32) * radius)
        .collect()
}

/// Adds a shape that is seen whole from its middle, with softened edges, to the mesh.
pub(super) fn star(mesh: &mut Mesh, middle: Pos2, corners: &[Vec2], scale: f32, colour: Color32) {
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

/// Adds a shape that is seen whole from its middle, with hard edges, to the mesh.
pub(super) fn flat(mesh: &mut Mesh, middle: Pos2, corners: &[Vec2], colour: Color32) {
    let first = mesh.vertices.len() as u32;
    let vertex = |pos| Vertex {
        pos,
        uv: WHITE_UV,
        color: colour,
    };
    mesh.vertices.push(vertex(middle));
    mesh.vertices
        .extend(corners.iter().map(|corner| vertex(middle + *corner)));
    let count = corners.len() as u32;
    for side in 0..count {
        mesh.add_triangle(first, first + 1 + side, first + 1 + (side + 1) % count);
    }
}
