//! What stands under a plot: sources, remarks, the note, and what was left out.

use egui::{Label, Link, RichText, Ui};

use crate::chart::{ChartModel, LeftOut};
use crate::model::ClaimId;
use crate::ui::action::{Action, Actions};
use crate::ui::chooser::shorten;
use crate::ui::state::{ClaimList, Tab};
use crate::ui::theme::{self, SMALL, UNIT};

/// Shows the lines from the bottom up; with `links`, what was left out leads to its claims.
pub fn show(ui: &mut Ui, model: &ChartModel, links: bool, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = UNIT / 2.0;
    small(ui, &model.source_line);
    if links {
        for left_out in model.left_out.iter().rev() {
            left_out_line(ui, model, left_out, actions);
        }
    } else {
        small(ui, &model.left_out_line());
    }
    small(ui, &model.remarks.join(" "));
    small(ui, &model.note);
}

/// Shows all of it in one line, for low places: what was left out, and the sources as far as
/// there is room.
pub fn line(ui: &mut Ui, model: &ChartModel, actions: &mut Actions) {
    ui.horizontal(|ui| {
        let count: usize = model.left_out.iter().map(|some| some.claims.len()).sum();
        if count > 0 {
            let text = RichText::new(format!("{count} left out")).size(SMALL);
            let link = ui.add(Link::new(text)).on_hover_text(model.left_out_line());
            if link.clicked() {
                let claims = model.left_out.iter().flat_map(|some| &some.claims);
                list(model, "left out", claims, actions);
            }
        }
        ui.add(Label::new(theme::weak(ui, model.source_line.as_str())).truncate());
    });
}

fn small(ui: &mut Ui, words: &str) {
    if !words.is_empty() {
        ui.label(theme::weak(ui, words));
    }
}

/// `5 claims left out: no date`, which leads to these claims.
fn left_out_line(ui: &mut Ui, model: &ChartModel, left_out: &LeftOut, actions: &mut Actions) {
    let why = left_out.reason.because();
    let count = left_out.claims.len();
    let claims = if count == 1 { "claim" } else { "claims" };
    let text = RichText::new(format!("{count} {claims} left out: {why}")).size(SMALL);
    let link = ui.add(Link::new(text));
    let link = link.on_hover_text("Show these claims in the table");
    if link.clicked() {
        list(
            model,
            &format!("left out: {why}"),
            &left_out.claims,
            actions,
        );
    }
}

/// Shows some claims of a chart in the table.
fn list<'a>(
    model: &ChartModel,
    why: &str,
    claims: impl IntoIterator<Item = &'a ClaimId>,
    actions: &mut Actions,
) {
    let list = ClaimList {
        reason: format!("“{}”, {why}", shorten(&model.title, 60)),
        claims: claims.into_iter().copied().collect(),
    };
    actions.push(Action::ListClaims(Some(list)));
    actions.push(Action::ShowTab(Tab::Claims));
}
