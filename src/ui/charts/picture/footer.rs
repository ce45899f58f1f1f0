//! What stands under a plot: sources, remarks, the note, and what was left out.

use egui::{RichText, Ui};

use crate::chart::{ChartModel, LeftOut};
use crate::ui::action::{Action, Actions};
use crate::ui::state::{ClaimList, Tab};
use crate::ui::strip::shorten;
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
    let link = ui.add(egui::Link::new(text));
    if link
        .on_hover_text("Show these claims in the table")
        .clicked()
    {
        let list = ClaimList {
            reason: format!("Left out of “{}”: {why}", shorten(&model.title, 60)),
            claims: left_out.claims.iter().copied().collect(),
        };
        actions.push(Action::ListClaims(Some(list)));
        actions.push(Action::ShowTab(Tab::Claims));
    }
}
