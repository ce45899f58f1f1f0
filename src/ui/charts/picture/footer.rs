//! What stands under a plot: sources, remarks, the note, and what was left out.

use egui::{Label, Link, Popup, PopupCloseBehavior, RichText, ScrollArea, Ui};

use crate::chart::{ChartModel, LeftOut};
use crate::model::ClaimId;
use crate::ui::action::{Action, Actions};
use crate::ui::chooser::shorten;
use crate::ui::controls;
use crate::ui::state::{ClaimList, Tab};
use crate::ui::status::counted;
use crate::ui::theme::{self, SMALL, UNIT};

/// How high the list of reasons is, in points, before it scrolls.
const MOST_REASONS: f32 = 240.0;

/// Shows the lines from the bottom up, each in at most `rows` rows.
pub fn show(ui: &mut Ui, model: &ChartModel, rows: usize, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = UNIT / 2.0;
    small(ui, &model.source_line, rows);
    left_out(ui, model, actions);
    small(ui, &model.remarks.join(" "), rows);
    small(ui, &model.note, rows);
}

/// Shows all of it in one line, for low places: what was left out, and the sources as far as
/// there is room.
pub fn line(ui: &mut Ui, model: &ChartModel, actions: &mut Actions) {
    ui.horizontal(|ui| {
        left_out(ui, model, actions);
        ui.add(Label::new(theme::weak(ui, model.source_line.as_str())).truncate());
    });
}

fn small(ui: &mut Ui, words: &str, rows: usize) {
    if !words.is_empty() {
        let words = theme::weak(ui, words);
        controls::in_rows(ui, words, rows);
    }
}

/// One line, however many reasons there are: it opens to the reasons, and each leads to its
/// claims.
fn left_out(ui: &mut Ui, model: &ChartModel, actions: &mut Actions) {
    match model.left_out.as_slice() {
        [] => {}
        [one] => {
            let claims = counted(one.claims.len(), "claim");
            let words = format!("{claims} left out: {}", one.reason.because());
            if reason(ui, words) {
                list_one(model, one, actions);
            }
        }
        many => {
            let all: usize = many.iter().map(|one| one.claims.len()).sum();
            let words = format!("Left out: {}", counted(all, "claim"));
            let link = ui.add(Link::new(RichText::new(words).size(SMALL)));
            let link = link.on_hover_text("Show why, and which");
            Popup::from_toggle_button_response(&link)
                .close_behavior(PopupCloseBehavior::CloseOnClick)
                .accessible_name("Claims that were left out")
                .show(|ui| reasons(ui, model, all, actions));
        }
    }
}

/// The reasons with their claims, and a way to all of them at once.
fn reasons(ui: &mut Ui, model: &ChartModel, all: usize, actions: &mut Actions) {
    ui.set_max_width(320.0);
    ScrollArea::vertical()
        .max_height(MOST_REASONS)
        .show(ui, |ui| {
            for one in &model.left_out {
                let claims = counted(one.claims.len(), "claim");
                if reason(ui, format!("{claims}: {}", one.reason.because())) {
                    list_one(model, one, actions);
                }
            }
        });
    ui.separator();
    if reason(ui, format!("All {all} in the table")) {
        let claims = model.left_out.iter().flat_map(|one| &one.claims);
        list(model, "left out", claims, actions);
    }
}

/// A reason as a link. True where it was clicked.
fn reason(ui: &mut Ui, words: String) -> bool {
    let link = ui.add(Link::new(RichText::new(words).size(SMALL)));
    link.on_hover_text("Show these claims in the table")
        .clicked()
}

fn list_one(model: &ChartModel, one: &LeftOut, actions: &mut Actions) {
    let why = format!("left out: {}", one.reason.because());
    list(model, &why, &one.claims, actions);
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
