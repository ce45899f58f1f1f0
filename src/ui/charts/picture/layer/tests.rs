//! What a frame of very many marks costs, counted: how often they are laid out, and how much is
//! handed over.

use std::collections::BTreeSet;

use egui::{Context, Rect, pos2, vec2};

use super::*;
use crate::ui::charts::fixture;
use crate::ui::theme;

impl Layer {
    /// How many vertices its meshes hand over in each frame.
    fn vertices(&self) -> usize {
        let meshes = self.shapes.iter().map(|shape| match shape {
            Shape::Mesh(mesh) => mesh.vertices.len(),
            _ => 0,
        });
        meshes.sum()
    }
}

/// So many points, scattered over the axes, in so many series.
fn scattered(count: usize, series: usize) -> Prepared {
    let project = fixture::project();
    let mut model = fixture::points(&project);
    let like = model.series[0].clone();
    let ([left, right], [_, top]) = (model.x.range, model.y.range);
    let each = count / series;
    model.series = (0..series)
        .map(|nth| {
            let marks = (0..each).map(|place| {
                let share = place as f64 / each as f64;
                let scatter = (place * 7919 + nth * 31) % 10_007;
                let mut mark = like.marks[0].clone();
                mark.x = left + share * (right - left);
                (mark.from, mark.to) = (mark.x, mark.x);
                mark.y = top * scatter as f64 / 10_007.0;
                mark
            });
            crate::chart::Series {
                name: format!("Series {nth}"),
                shape: crate::chart::Shape::nth(nth),
                marks: marks.collect(),
                ..like.clone()
            }
        })
        .collect();
    model.spreads.clear();
    Prepared::new(model)
}

/// Shows a layer in so many frames.
fn frames(layer: &mut Layer, prepared: &Prepared, count: usize, zoom: f64) {
    let context = Context::default();
    theme::install(&context);
    for _ in 0..count {
        let mut output = context.run_ui(egui::RawInput::default(), |ui| {
            let frame = Rect::from_min_size(pos2(0.0, 0.0), vec2(1200.0, 700.0));
            let mut place = Place::whole(&prepared.model, frame);
            place.days[1] = place.days[0] + (place.days[1] - place.days[0]) / zoom;
            layer.show(ui, prepared, &place, &BTreeSet::new(), Vec::new());
        });
        output.shapes.clear();
        output.drop_without_applying_deltas();
    }
}

#[test]
fn a_hundred_thousand_points_are_laid_out_once_and_thinned() {
    for series in [1, 8] {
        let prepared = scattered(100_000, series);
        let mut layer = Layer::default();
        frames(&mut layer, &prepared, 20, 1.0);
        assert_eq!(layer.made, 1, "laid out again although nothing changed");
        assert!(layer.shapes.len() <= 8, "{} shapes", layer.shapes.len());
        let vertices = layer.vertices();
        assert!(
            vertices <= 900_000,
            "{vertices} vertices in {series} series"
        );
        // What is zoomed to is laid out anew, and less of it.
        frames(&mut layer, &prepared, 1, 10.0);
        assert_eq!(layer.made, 2);
        assert!(layer.vertices() < vertices / 3);
    }
}

#[test]
fn piles_say_how_many_claims_they_hold() {
    let project = fixture::project();
    let mut model = fixture::points(&project);
    let twin = model.series[0].marks[0].clone();
    model.series[0]
        .marks
        .splice(0..0, std::iter::repeat_n(twin, 6));
    let prepared = Prepared::new(model);
    let mut layer = Layer::default();
    frames(&mut layer, &prepared, 1, 1.0);
    let claims: Vec<usize> = layer.piles.iter().map(|pile| pile.claims).collect();
    assert_eq!(claims, [7]);
}
