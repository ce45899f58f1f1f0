//! The words of the claim, where they stand, and what is wrong with them.

use egui::{FontId, Frame, Label, Margin, RichText, Stroke, Ui, pos2};

use super::{Desk, quiet_button};
use crate::model::{Article, Swatch, When};
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::controls::command_button;
use crate::ui::theme::{self, BODY, SMALL, Tokens, UNIT};

/// How many characters of a long passage are shown.
const MOST: usize = 600;

/// The size of the quote, in points.
const QUOTE: f32 = 15.0;

pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    let tokens = Tokens::of(ui);
    let claim = desk.claim;
    let swatch = claim.tags.iter().find_map(|tag| desk.project.tag(*tag));
    let edge = tokens.swatch(swatch.map_or(Swatch::Grey, |tag| tag.colour));
    let block = Frame::NONE
        .inner_margin(Margin {
            left: 10,
            ..Margin::ZERO
        })
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let quote = shortened(&claim.passage.quote);
            let quote = RichText::new(format!("“{quote}”")).font(theme::reading(QUOTE));
            ui.add(Label::new(quote.color(tokens.text)).wrap());
            source(ui, desk);
        });
    let rect = block.response.rect;
    ui.painter().line_segment(
        [
            pos2(rect.left() + 1.5, rect.top() + 2.0),
            pos2(rect.left() + 1.5, rect.bottom()),
        ],
        Stroke::new(3.0, edge),
    );
    attention(ui, desk);
}

fn source(ui: &mut Ui, desk: &mut Desk<'_>) {
    let tokens = Tokens::of(ui);
    let article = desk.project.article(desk.claim.passage.article);
    let line = article.map_or_else(
        || "The article is missing".to_owned(),
        |article| {
            let date = article.published.map(When::spoken);
            let outlet = Some(article.publisher.clone()).filter(|name| !name.is_empty());
            let parts: Vec<String> = [outlet, date].into_iter().flatten().collect();
            if parts.is_empty() {
                article.display_title().to_owned()
            } else {
                parts.join(" · ")
            }
        },
    );
    egui::Sides::new().shrink_left().truncate().show(
        ui,
        |ui| {
            let label = ui.label(RichText::new(line).size(SMALL).color(tokens.weak));
            if let Some(article) = article {
                label.on_hover_text(article.display_title());
            }
        },
        |ui| {
            let button = quiet_button(ui, "Show in article").on_hover_text("Go to these words");
            if article.is_some() && button.clicked() {
                desk.actions.push(Action::ShowClaim {
                    claim: desk.claim.id,
                    jump: true,
                });
            }
        },
    );
}

/// Says so where the words are no longer at their place, and offers what helps.
fn attention(ui: &mut Ui, desk: &mut Desk<'_>) {
    let in_question = desk.project.is_in_question(desk.claim);
    if !in_question && !desk.claim.detached {
        return;
    }
    let article = desk.project.article(desk.claim.passage.article);
    let tokens = Tokens::of(ui);
    let (colour, heading, what) = if in_question {
        let what = "These words are no longer at their place in the article.";
        (tokens.warning, "⚠ Needs attention", what)
    } else {
        let what = "The article no longer holds these words. The claim keeps them.";
        (tokens.line, "Detached", what)
    };
    ui.add_space(UNIT);
    Frame::NONE
        .stroke(Stroke::new(1.0, colour))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(8, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let heading = RichText::new(heading).font(FontId::proportional(BODY));
            ui.label(if in_question {
                heading.color(tokens.warning)
            } else {
                heading
            });
            ui.add(Label::new(RichText::new(what).size(SMALL)).wrap());
            if let Some(article) = article {
                ui.horizontal_wrapped(|ui| remedies(ui, desk, article));
            }
        });
}

fn remedies(ui: &mut Ui, desk: &mut Desk<'_>, article: &Article) {
    if desk.project.is_in_question(desk.claim) {
        let compare = ui.button("Find the words");
        if compare
            .on_hover_text("Compare where they stood with where they may stand now")
            .clicked()
        {
            desk.actions.push(Action::ShowQuestions(true));
            let claim = desk.claim.id;
            desk.actions.push(Action::ShowClaim { claim, jump: true });
        }
    }
    if !article.versions.is_empty() && command_button(ui, desk.state, Command::ArticleVersions) {
        desk.actions.run(Command::ArticleVersions);
    }
    if command_button(ui, desk.state, Command::MoveToSelection) {
        desk.actions.run(Command::MoveToSelection);
    }
}

/// A quote cut to what can be read at a glance.
fn shortened(quote: &str) -> String {
    match quote.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", quote[..end].trim_end()),
        None => quote.to_owned(),
    }
}
