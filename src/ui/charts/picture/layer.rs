//! The marks of one plot, kept for as long as the same is shown: so that a hundred thousand of them
//! are laid out once and not in every frame. What lies on each other says how many claims it is.

use std::collections::BTreeSet;

use egui::{Align2, Color32, FontId, Rect, Shape, Ui, pos2, vec2};

use super::marks::{self, Painted};
use super::place::{Place, RADIUS};
use crate::chart::labels::Area;
use crate::chart::{ChartModel, Form, piles};
use crate::model::Amount;
use crate::ui::charts::models::Prepared;
use crate::ui::theme::{SMALL, Tokens, UNIT};

/// The marks of one plot as they were laid out last.
#[derive(Default)]
pub struct Layer {
    shown: Option<Shown>,
    shapes: Vec<Shape>,
    piles: Vec<piles::Pile>,
    painted: Painted,
    /// How often they were laid out, for tests to count.
    made: usize,
}

/// What decides how marks look: while it stays, so do they.
#[derive(Debug, Clone, PartialEq)]
struct Shown {
    model: u64,
    place: Place,
    hidden: BTreeSet<String>,
    /// Stands for the theme.
    page: Color32,
}

impl Layer {
    /// Paints the marks of all series that are not hidden, and what is to be said of those that
    /// lie on each other, clear of what is `kept`. Answers where words stand.
    pub fn show(
        &mut self,
        ui: &Ui,
        prepared: &Prepared,
        place: &Place,
        hidden: &BTreeSet<String>,
        mut kept: Vec<Area>,
    ) -> Vec<Area> {
        let tokens = Tokens::of(ui);
        let shown = Shown {
            model: prepared.number(),
            place: *place,
            hidden: hidden.clone(),
            page: tokens.page,
        };
        if self.shown.as_ref() != Some(&shown) {
            self.made += 1;
            self.lay_out(&prepared.model, place, hidden, tokens);
            self.shown = Some(shown);
        }
        let painter = ui
            .painter()
            .with_clip_rect(place.frame.expand(RADIUS + 2.0).intersect(ui.clip_rect()));
        painter.extend(self.shapes.iter().cloned());
        self.tell_thinning(ui, place, prepared.model.is_in_panels());
        self.tell_piles(ui, place, &mut kept);
        kept
    }

    fn lay_out(
        &mut self,
        model: &ChartModel,
        place: &Place,
        hidden: &BTreeSet<String>,
        tokens: &Tokens,
    ) {
        (self.shapes, self.painted) = marks::shapes(model, place, hidden, tokens);
        let shown = model
            .series
            .iter()
            .filter(|series| series.form == Form::Points && !hidden.contains(&series.name));
        let spots = shown.flat_map(|series| {
            place.visible(series.form, &series.marks).map(|(_, mark)| {
                let middle = place.at(mark.x, mark.y);
                let middle = (f64::from(middle.x), f64::from(middle.y));
                (middle, mark.claims.len())
            })
        });
        self.piles = piles::largest(spots, f64::from(place.radius));
    }

    /// Says how many points were thinned, where some were.
    fn tell_thinning(&self, ui: &Ui, place: &Place, in_panels: bool) {
        let Painted { painted, of } = self.painted;
        if painted == of {
            return;
        }
        let count = |number: usize| Amount::from(number as i64).grouped();
        let words = format!("{} points at {} places", count(of), count(painted));
        let font = FontId::proportional(SMALL);
        let colour = Tokens::of(ui).weak;
        let corner = place.frame.right_top();
        if in_panels {
            // Over a panel stands its name.
            let galley = ui.painter().layout_no_wrap(words, font, colour);
            if galley.size().x < place.frame.width() {
                let at = corner + vec2(-galley.size().x, UNIT / 2.0);
                ui.painter().galley(at, galley, colour);
            }
            return;
        }
        let words = format!("{words}; zoom in to part them");
        let at = corner - vec2(0.0, UNIT);
        ui.painter()
            .text(at, Align2::RIGHT_BOTTOM, words, font, colour);
    }

    /// Says how many claims lie on the largest piles.
    fn tell_piles(&self, ui: &Ui, place: &Place, kept: &mut Vec<Area>) {
        let tokens = Tokens::of(ui);
        let within = Area {
            left: f64::from(place.frame.left()),
            top: f64::from(place.frame.top()),
            right: f64::from(place.frame.right()),
            bottom: f64::from(place.frame.bottom()),
        };
        for told in piles::tell(&self.piles, f64::from(place.radius), &within, kept) {
            let at = pos2(told.area.left as f32, told.area.top as f32);
            let font = FontId::proportional(SMALL);
            let galley = ui.painter().layout_no_wrap(told.words, font, tokens.text);
            // Among so many marks words need a ground of their own.
            let ground = Rect::from_min_size(at, galley.size()).expand2(vec2(2.0, 0.0));
            ui.painter()
                .rect_filled(ground, 2.0, tokens.page.gamma_multiply(0.85));
            ui.painter().galley(at, galley, tokens.text);
            kept.push(told.area);
        }
    }
}

#[cfg(test)]
mod tests;
