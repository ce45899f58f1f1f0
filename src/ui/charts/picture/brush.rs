//! What is marked by a drag: its claims are listed in the table. Over time a drag with Shift marks
//! a time; over rows and panels, which do not move, a drag alone marks a box.

use std::collections::BTreeSet;

use egui::{Rect, Response, Ui};

use super::Picture;
use super::place::Place;
use super::pointing::list_claims;
use super::scene::Pane;
use crate::chart::{ChartModel, Form, date_at};
use crate::model::{ClaimId, When};
use crate::ui::action::Actions;
use crate::ui::charts::models::Prepared;
use crate::ui::theme::Tokens;

impl Picture {
    /// Follows the drag, and lists the claims of the marked time when it ends.
    pub(super) fn brush(
        &mut self,
        ui: &Ui,
        prepared: &Prepared,
        response: &Response,
        place: &Place,
        actions: &mut Actions,
    ) {
        let shift = ui.input(|input| input.modifiers.shift);
        if shift && response.drag_started() {
            self.brushed = ui.input(|input| input.pointer.press_origin());
        }
        let Some(from) = self.brushed else { return };
        if let Some(to) = response.interact_pointer_pos() {
            let (left, right) = (from.x.min(to.x), from.x.max(to.x));
            let band = Rect::from_x_y_ranges(left..=right, place.frame.y_range());
            let band = band.intersect(place.frame);
            let accent = Tokens::of(ui).accent;
            ui.painter()
                .rect_filled(band, 0.0, accent.gamma_multiply(0.15));
            if response.drag_stopped() {
                self.brushed = None;
                let days = [place.day_at(left), place.day_at(right)];
                let claims = claims_in(&prepared.model, &self.hidden, days);
                let time = date_at(days[0]).zip(date_at(days[1]));
                if let Some((first, last)) = time.filter(|_| !claims.is_empty()) {
                    let when = When::period(first, last).spoken();
                    list_claims(&prepared.model, &when, claims.into_iter(), actions);
                }
            }
        } else if !response.dragged() {
            self.brushed = None;
        }
    }

    /// Follows a drag over a chart that is not moved, and lists the claims in its box at the end.
    pub(super) fn brush_box(
        &mut self,
        ui: &Ui,
        prepared: &Prepared,
        response: &Response,
        panes: &[Pane],
        actions: &mut Actions,
    ) {
        if response.drag_started() {
            self.brushed = ui.input(|input| input.pointer.press_origin());
        }
        let Some(from) = self.brushed else { return };
        let Some(to) = response.interact_pointer_pos() else {
            if !response.dragged() {
                self.brushed = None;
            }
            return;
        };
        let marked = Rect::from_two_pos(from, to);
        let accent = Tokens::of(ui).accent;
        ui.painter()
            .rect_filled(marked, 0.0, accent.gamma_multiply(0.15));
        if response.drag_stopped() {
            self.brushed = None;
            let model = &prepared.model;
            let claims = claims_in_box(model, panes, marked);
            if !claims.is_empty() {
                list_claims(model, "The marked part", claims.into_iter(), actions);
            }
        }
    }
}

/// The claims of the marks that a box of the screen holds: points by their middle, bars by what
/// of them is in it.
fn claims_in_box(model: &ChartModel, panes: &[Pane], marked: Rect) -> BTreeSet<ClaimId> {
    let mut out = BTreeSet::new();
    for pane in panes {
        for series in &model.series {
            if pane.hidden.contains(&series.name) {
                continue;
            }
            for mark in &series.marks {
                let rect = pane.place.rect(series.form, mark);
                let holds = match series.form {
                    Form::Bars => marked.intersects(rect),
                    Form::Points | Form::Steps => marked.contains(rect.center()),
                };
                if holds {
                    out.extend(mark.claims.iter().copied());
                }
            }
        }
    }
    out
}

/// The claims of the marks that stand in a time, of the series that are shown.
fn claims_in(model: &ChartModel, hidden: &BTreeSet<String>, days: [f64; 2]) -> BTreeSet<ClaimId> {
    let shown = model
        .series
        .iter()
        .filter(|series| !hidden.contains(&series.name));
    shown
        .flat_map(|series| &series.marks)
        .filter(|mark| mark.x >= days[0] && mark.x <= days[1])
        .flat_map(|mark| mark.claims.iter().copied())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::charts::fixture;

    #[test]
    fn the_claims_of_a_time_are_those_whose_marks_stand_in_it() {
        let project = fixture::project();
        let model = fixture::points(&project);
        let at = |text: &str| crate::chart::day_number(text.parse().unwrap());
        let none = BTreeSet::new();
        let december = claims_in(&model, &none, [at("2024-12-01"), at("2024-12-31")]);
        assert_eq!(december.len(), 2);
        assert!(december.contains(&fixture::SULLIVAN));
        let all: BTreeSet<String> = model.series.iter().map(|s| s.name.clone()).collect();
        assert!(claims_in(&model, &all, [0.0, 1e9]).is_empty());
    }
}
