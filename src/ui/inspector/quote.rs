//! The words of the claim, where they stand, and what is wrong with them.

use std::ops::Range;

use egui::{Button, FontId, Frame, Label, Margin, RichText, Stroke, Ui, pos2};

use super::{Desk, quiet_button};
use crate::model::{Article, Passage, Swatch, When};
use crate::ui::action::Action;
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
    let passage = &desk.claim.passage;
    let article = desk.project.article(passage.article);
    if article.is_some_and(|article| passage.matches(&article.text)) {
        return;
    }
    let tokens = Tokens::of(ui);
    ui.add_space(UNIT);
    Frame::NONE
        .stroke(Stroke::new(1.0, tokens.warning))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(8, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let heading = RichText::new("⚠ Needs attention").color(tokens.warning);
            ui.label(heading.font(FontId::proportional(BODY)));
            let what = "These words are no longer at their place in the article.";
            ui.add(Label::new(RichText::new(what).size(SMALL)).wrap());
            if let Some(article) = article {
                ui.horizontal_wrapped(|ui| remedies(ui, desk, article));
            }
        });
}

fn remedies(ui: &mut Ui, desk: &mut Desk<'_>, article: &Article) {
    let passage = &desk.claim.passage;
    let find = ui.button("Find the words");
    if find
        .on_hover_text("Look for them elsewhere in the article")
        .clicked()
    {
        match nearest(&article.text, &passage.quote, passage.start) {
            Some(range) => move_to(desk, article, range),
            None => desk.actions.push(Action::Refuse(
                "The article does not hold these words; select the right ones in it".to_owned(),
            )),
        }
    }
    let selected = desk.state.view.selection.as_ref();
    let selected = selected.filter(|selection| selection.article == article.id);
    let take = ui.add_enabled(selected.is_some(), Button::new("Use selected words"));
    let take = take.on_disabled_hover_text("Select the right words in the article first");
    if let Some(selection) = selected
        && take.clicked()
    {
        move_to(desk, article, selection.range.clone());
    }
}

/// Puts the claim on other words.
fn move_to(desk: &mut Desk<'_>, article: &Article, range: Range<usize>) {
    let Some(passage) = Passage::at(article.id, &article.text, range) else {
        return;
    };
    desk.change("Move claim", |claim| claim.passage = passage);
    let claim = desk.claim.id;
    desk.actions.push(Action::ShowClaim { claim, jump: true });
}

/// The place of the words that lies nearest to where they were.
fn nearest(text: &str, words: &str, from: usize) -> Option<Range<usize>> {
    let places = text.match_indices(words).map(|(at, _)| at);
    let at = places.min_by_key(|at| at.abs_diff(from))?;
    Some(at..at + words.len())
}

/// A quote cut to what can be read at a glance.
fn shortened(quote: &str) -> String {
    match quote.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", quote[..end].trim_end()),
        None => quote.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_of_the_same_words_is_taken() {
        let text = "$5 million here, $5 million there";
        assert_eq!(nearest(text, "$5 million", 20), Some(17..27));
        assert_eq!(nearest(text, "$5 million", 3), Some(0..10));
        assert_eq!(nearest(text, "$6 million", 3), None);
    }
}
