//! The names of the series, which also switch them off and on.

use std::collections::BTreeSet;

use egui::{FontId, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::draw;
use super::place::RADIUS;
use super::pointing::list_claims;
use crate::chart::{ChartModel, Form, Series};
use crate::ui::action::Actions;
use crate::ui::chooser::shorten;
use crate::ui::theme::{SMALL, Tokens, UNIT};

/// Longer names are cut.
const MOST_CHARACTERS: usize = 36;

/// Shows an entry for each series. A click hides or shows the series, and its menu lists the
/// claims behind it.
pub fn show(ui: &mut Ui, model: &ChartModel, hidden: &mut BTreeSet<String>, actions: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(3.0 * UNIT, 0.0);
        for series in &model.series {
            let response = entry(ui, series, !hidden.contains(&series.name));
            response.context_menu(|ui| {
                if ui.button("List its claims").clicked() {
                    let claims = series.marks.iter().flat_map(|mark| &mark.claims);
                    list_claims(model, &series.name, claims.copied(), actions);
                    ui.close();
                }
            });
            if response.clicked() && !hidden.remove(&series.name) {
                hidden.insert(series.name.clone());
            }
        }
    });
}

fn entry(ui: &mut Ui, series: &Series, shown: bool) -> Response {
    let tokens = Tokens::of(ui);
    let text_colour = if shown { tokens.text } else { tokens.weak };
    let name = shorten(&series.name, MOST_CHARACTERS);
    let galley = ui
        .painter()
        .layout_no_wrap(name, FontId::proportional(SMALL), text_colour);
    let sign = 4.0 * UNIT;
    let size = vec2(sign + galley.size().x, (5.0 * UNIT).max(galley.size().y));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(
            egui::Role::CheckBox,
            true,
            shown,
            format!("Show {}", series.name),
        )
    });
    if response.has_focus() || response.hovered() {
        let edge = if response.has_focus() {
            tokens.accent
        } else {
            tokens.line
        };
        let around = rect.expand2(vec2(UNIT, 0.0));
        ui.painter()
            .rect_stroke(around, 4.0, Stroke::new(1.0, edge), StrokeKind::Inside);
    }
    let colour = if shown {
        tokens.swatch(series.swatch)
    } else {
        tokens.line
    };
    let middle = pos2(rect.left() + sign / 2.0 - 1.0, rect.center().y);
    match series.form {
        Form::Points => {
            draw::shape(ui.painter(), middle, series.shape, RADIUS, colour);
            if series.marks.iter().all(|mark| mark.hollow) {
                let inner = RADIUS - 1.75;
                draw::shape(ui.painter(), middle, series.shape, inner, tokens.page);
            }
        }
        Form::Bars | Form::Steps => {
            let square = egui::Rect::from_center_size(middle, vec2(10.0, 10.0));
            ui.painter().rect_filled(square, 2.0, colour);
        }
    }
    let at = pos2(rect.left() + sign, rect.center().y - galley.size().y / 2.0);
    let across = galley.size().x;
    ui.painter().galley(at, galley, text_colour);
    if !shown {
        let stroke = Stroke::new(1.0, tokens.weak);
        ui.painter()
            .hline(at.x..=at.x + across, rect.center().y, stroke);
    }
    let what = if shown { "Hide" } else { "Show" };
    response.on_hover_text(format!(
        "{what} {}; the right button lists its claims",
        series.name
    ))
}
