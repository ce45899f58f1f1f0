//! A time that is marked with Shift and a drag: its claims are listed in the table.

use std::collections::BTreeSet;

use egui::{Rect, Response, Ui};

use super::place::Place;
use super::{Picture, list_claims};
use crate::chart::{ChartModel, date_at};
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
            self.brushed = ui
                .input(|input| input.pointer.press_origin())
                .map(|at| at.x);
        }
        let Some(from) = self.brushed else { return };
        if let Some(to) = response.interact_pointer_pos() {
            let (left, right) = (from.min(to.x), from.max(to.x));
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
