//! The claims of the open article, while none is chosen, and the way back to them.

use egui::{Label, RichText, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2};

use super::Desk;
use crate::model::{Claim, Project};
use crate::ui::action::{Action, Actions};
use crate::ui::controls::{empty_state, swatch_dot};
use crate::ui::state::State;
use crate::ui::theme::{self, SMALL, Tokens, UNIT};

const ROW: f32 = 11.0 * UNIT;

/// Draws the list, or how a claim is made where there is none.
pub(super) fn show(ui: &mut Ui, state: &State, project: &Project, actions: &mut Actions) {
    let Some(article) = state.article() else {
        empty_state(
            ui,
            "No claim is chosen",
            "Open an article, or choose a claim in the table.",
        );
        return;
    };
    let claims: Vec<_> = project.claims_of(article.id).collect();
    if claims.is_empty() {
        empty_state(
            ui,
            "No claims yet",
            "Press Tab in the article to go from figure to figure and Enter to make a claim of \
             one, or select any words and press Enter.",
        );
        return;
    }
    ui.add_space(UNIT);
    ui.label(theme::strong("Claims in this article"));
    let count = match claims.len() {
        1 => "1 claim. ".to_owned(),
        many => format!("{many} claims. "),
    };
    let hint = count + "Click one to see it; N and P step through them.";
    ui.add(Label::new(theme::weak(ui, hint)).wrap());
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(UNIT);
    ScrollArea::vertical()
        .id_salt("claims of article")
        .auto_shrink(false)
        .show_rows(ui, ROW, claims.len(), |ui, visible| {
            for claim in &claims[visible] {
                if row(ui, project, claim).clicked() {
                    actions.push(Action::ShowClaim {
                        claim: claim.id,
                        jump: true,
                    });
                }
            }
        });
}

/// One line over the claim: which of the article's claims it is, and back to all of them.
pub(super) fn back_row(ui: &mut Ui, desk: &mut Desk<'_>) {
    let article = desk.claim.passage.article;
    let count = desk.project.claim_count_of(article);
    let place = desk
        .project
        .claims_of(article)
        .position(|claim| claim.id == desk.claim.id);
    let place = place.map_or(0, |place| place + 1);
    egui::Sides::new().shrink_left().truncate().show(
        ui,
        |ui| {
            let back = ui.add(egui::Button::new("← All claims").frame(false));
            if back
                .on_hover_text("Back to the claims of the article  (Escape)")
                .clicked()
            {
                desk.actions.push(Action::Release);
            }
        },
        |ui| {
            let text = format!("{place} of {count}");
            ui.label(RichText::new(text).size(SMALL).color(Tokens::of(ui).weak));
        },
    );
}

fn row(ui: &mut Ui, project: &Project, claim: &Claim) -> egui::Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let quote: String = claim.passage.quote.chars().take(160).collect();
    let quote = quote.replace('\n', " ");
    let figure = claim.figure.as_ref().map(crate::model::Figure::spoken);
    let paths: Vec<String> = claim
        .tags
        .iter()
        .map(|tag| project.tag_path(*tag))
        .collect();
    response.widget_info(|| {
        let parts = [
            figure.clone(),
            Some(format!("“{quote}”")),
            Some(paths.join(", ")),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        WidgetInfo::labeled(egui::Role::Button, true, parts.join(", "))
    });
    if response.hovered() {
        ui.painter().rect_filled(rect, 4, tokens.hover);
    }
    if response.has_focus() {
        let stroke = Stroke::new(1.0, tokens.accent);
        ui.painter()
            .rect_stroke(rect, 4, stroke, egui::StrokeKind::Inside);
    }
    let inner = rect.shrink2(vec2(1.5 * UNIT, UNIT));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        ui.spacing_mut().item_spacing = vec2(UNIT, 2.0);
        let label = |text: RichText| {
            Label::new(text)
                .truncate()
                .selectable(false)
                .sense(Sense::empty())
        };
        let head = figure.as_ref().map_or_else(
            || RichText::new(format!("“{quote}”")),
            |figure| theme::strong(figure.as_str()),
        );
        ui.add(label(head));
        ui.horizontal(|ui| {
            for tag in claim.tags.iter().filter_map(|tag| project.tag(*tag)) {
                swatch_dot(ui, tag.colour);
            }
            let below = match (paths.is_empty(), figure.is_some()) {
                (true, true) => format!("“{quote}”"),
                (true, false) => "no figure, no tag".to_owned(),
                (false, true) => format!("{} · “{quote}”", paths.join(", ")),
                (false, false) => paths.join(", "),
            };
            ui.add(label(RichText::new(below).size(SMALL).color(tokens.weak)));
        });
    });
    response
}
