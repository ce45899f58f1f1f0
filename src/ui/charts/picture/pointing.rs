//! What the pointer does with marks: it shows their words, leads to them, and rings those of the
//! claims at hand. Marks that lie on each other are pointed at together.

use std::collections::BTreeSet;

use egui::{CursorIcon, Pos2, Rect, Response, Stroke, StrokeKind, Ui};

use super::place::{At, Place, hit_test, pile};
use super::scene::Pane;
use super::{Picture, access, draw, tooltip};
use crate::chart::{ChartModel, Mark};
use crate::model::{ClaimId, Project};
use crate::ui::action::{Action, Actions};
use crate::ui::charts::models::Prepared;
use crate::ui::chooser::shorten;
use crate::ui::state::{ClaimList, State, Tab};
use crate::ui::status::counted;
use crate::ui::theme::{Tokens, UNIT};

/// The most marks of listed claims that are ringed.
const MOST_RINGS: usize = 500;

impl Picture {
    /// Lets marks be pointed at, clicked, walked and named; rings those of the claim at hand.
    #[expect(clippy::too_many_arguments, reason = "what a frame knows")]
    pub(super) fn interact(
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
        let piled = pointed.map_or_else(Vec::new, |at| {
            let pane = pane_of(at);
            pane.map_or_else(Vec::new, |pane| pile(model, &pane.place, &pane.hidden, at))
        });
        let named = response.hover_pos().filter(|_| pointed.is_none());
        let named = named.and_then(|pointer| row_at(model, panes.first()?, pointer));
        if pointed.is_some() || named.is_some() {
            ui.output_mut(|output| output.cursor_icon = CursorIcon::PointingHand);
        }
        if response.clicked() {
            response.request_focus();
            self.walk = pointed.or(self.walk);
            match (pointed, piled.as_slice(), named) {
                (Some(_), [_, _, ..], _) => list_pile(model, &piled, actions),
                (Some(at), ..) => lead_to(model, at, actions),
                (None, _, Some(row)) => list_row(model, row, actions),
                (None, _, None) => {}
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
            let anchor = anchor.expand(2.0);
            if pointed.is_some() && piled.len() > 1 {
                tooltip::show_pile(ui, response.id, anchor, model, &piled);
            } else {
                tooltip::show(ui, response.id, anchor, project, model, mark);
            }
        }
        access::name(ui, response, project, model, walked);
        for pane in panes {
            Self::nodes(ui, response, project, model, pane, actions);
        }
    }
}

/// Leads from a mark to what it stands on.
pub(super) fn lead_to(model: &ChartModel, at: At, actions: &mut Actions) {
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

/// Lists the claims of marks that lie on each other.
fn list_pile(model: &ChartModel, piled: &[At], actions: &mut Actions) {
    let marks = piled.iter().filter_map(|at| at.of(model));
    let claims: BTreeSet<ClaimId> = marks.flat_map(|mark| mark.claims.iter().copied()).collect();
    let which = format!("{} on one spot", counted(claims.len(), "claim"));
    list_claims(model, &which, claims.into_iter(), actions);
}

/// The row whose name is pointed at, in a chart of rows.
fn row_at(model: &ChartModel, pane: &Pane, pointer: Pos2) -> Option<usize> {
    let Place { frame, days, .. } = pane.place;
    if model.rows.is_empty() || pointer.x >= frame.left() || !frame.y_range().contains(pointer.y) {
        return None;
    }
    let share = f64::from((pointer.y - frame.top()) / frame.height());
    let row = (days[0] + share * (days[1] - days[0])).round();
    (0.0..model.rows.len() as f64)
        .contains(&row)
        .then_some(row as usize)
}

/// Lists the claims of a row.
fn list_row(model: &ChartModel, row: usize, actions: &mut Actions) {
    let Some(name) = model.rows.get(row) else {
        return;
    };
    let of_row = |mark: &&Mark| (mark.x - row as f64).abs() < 0.5;
    let marks = model.marks().map(|(_, mark)| mark).filter(of_row);
    let claims: BTreeSet<ClaimId> = marks.flat_map(|mark| mark.claims.iter().copied()).collect();
    list_claims(model, name, claims.into_iter(), actions);
}

/// Shows some claims of a chart in the table.
pub(super) fn list_claims(
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
