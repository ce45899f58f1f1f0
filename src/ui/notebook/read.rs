//! The page as it reads: Markdown between embeds, claims as cards, charts alive.
//!
//! Nothing is fetched: an image becomes a link to it, and a link opens in the browser only when
//! it is clicked.

use std::collections::BTreeMap;

use egui::{
    Color32, CursorIcon, Frame, Margin, RichText, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo,
};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::model::{Block, ChartId, Claim, ClaimId, Embed, Note, NoteId, Project};
use crate::ui::action::{Action, Actions};
use crate::ui::charts::models::Models;
use crate::ui::charts::picture::Picture;
use crate::ui::chooser::shorten;
use crate::ui::state::State;
use crate::ui::theme::{self, Tokens, UNIT};

/// The widest that a page's lines run, in points.
const MEASURE: f32 = 680.0;
/// The height of an embedded chart in points.
const CHART_HEIGHT: f32 = 300.0;
/// The longest quote that a card shows in full, in characters.
const LONGEST_QUOTE: usize = 600;

/// The rendering of a page.
#[derive(Default)]
pub struct Reading {
    markdown: CommonMarkCache,
    models: Models,
    pictures: BTreeMap<ChartId, Picture>,
    /// The page that was cut last.
    page: Option<Page>,
}

struct Page {
    note: NoteId,
    text: String,
    pieces: Vec<Piece>,
}

enum Piece {
    Markdown(String),
    Embed(Embed),
}

impl Reading {
    /// Shows the page, with its title where nothing else shows it.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        state: &State,
        note: &Note,
        with_title: bool,
        actions: &mut Actions,
    ) {
        let Some(project) = state.project() else {
            return;
        };
        self.cut(note);
        let Self {
            markdown,
            models,
            pictures,
            page,
        } = self;
        let pieces = page.as_ref().map_or(&[][..], |page| &page.pieces);
        ScrollArea::vertical()
            .id_salt(("page", note.id))
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.set_max_width(ui.available_width().min(MEASURE));
                ui.add_space(UNIT);
                if with_title {
                    ui.label(theme::title(super::display_title(note)));
                    ui.add_space(2.0 * UNIT);
                } else if note.text.trim().is_empty() {
                    ui.label(theme::weak(ui, "The page as it reads stands here."));
                }
                for (index, piece) in pieces.iter().enumerate() {
                    ui.push_id(index, |ui| match piece {
                        Piece::Markdown(text) => {
                            CommonMarkViewer::new().show(ui, markdown, text);
                        }
                        Piece::Embed(Embed::Claim(id)) => claim_card(ui, project, *id, actions),
                        Piece::Embed(Embed::Chart(id)) => {
                            let picture = pictures.entry(*id).or_default();
                            match models.get(state, *id) {
                                Some(model) => {
                                    picture.embedded(ui, state, &model, CHART_HEIGHT, actions);
                                }
                                None => missing(ui, "This chart was deleted."),
                            }
                        }
                    });
                    ui.add_space(UNIT);
                }
                ui.add_space(8.0 * UNIT);
            });
    }

    /// Cuts the page, if it is not the one that was cut last.
    fn cut(&mut self, note: &Note) {
        let known = self
            .page
            .as_ref()
            .is_some_and(|page| page.note == note.id && page.text == note.text);
        if !known {
            let pieces = pieces(note);
            self.page = Some(Page {
                note: note.id,
                text: note.text.clone(),
                pieces,
            });
        }
    }
}

/// The page cut at its embeds, its Markdown made fit to be shown.
fn pieces(note: &Note) -> Vec<Piece> {
    let piece = |block| match block {
        Block::Markdown(text) => Piece::Markdown(without_images(text)),
        Block::Embed(embed) => Piece::Embed(embed),
    };
    note.blocks().into_iter().map(piece).collect()
}

/// The Markdown with every image turned into a link to it.
fn without_images(markdown: &str) -> String {
    let mut text = markdown.to_owned();
    loop {
        let images: Vec<usize> = Parser::new_ext(&text, Options::ENABLE_TABLES)
            .into_offset_iter()
            .filter(|(event, _)| matches!(event, Event::Start(Tag::Image { .. })))
            .map(|(_, range)| range.start)
            .collect();
        // Without the sign that an image begins with, it is a link. A second sign before it
        // makes it an image again; hence the loop, which ends because the text gets shorter.
        let mut shorter = false;
        for start in images.into_iter().rev() {
            if text[start..].starts_with('!') {
                text.remove(start);
                shorter = true;
            }
        }
        if !shorter {
            return text;
        }
    }
}

/// A claim with its words, its figure and its source; a click leads to the words.
fn claim_card(ui: &mut Ui, project: &Project, id: ClaimId, actions: &mut Actions) {
    let Some(claim) = project.claim(id) else {
        missing(ui, "This claim was deleted.");
        return;
    };
    let tokens = Tokens::of(ui);
    let figure = claim.figure_line();
    let source = source_line(project, claim);
    let scope = ui.scope_builder(UiBuilder::new().sense(Sense::click()), |ui| {
        let response = ui.response();
        let lit = response.hovered() || response.has_focus();
        let edge = if response.has_focus() {
            tokens.accent
        } else {
            tokens.line
        };
        let fill = if lit { tokens.hover } else { tokens.raised };
        card(fill, edge).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.style_mut().interaction.selectable_labels = false;
            if let Some(figure) = &figure {
                ui.label(theme::heading(figure.as_str()));
            }
            let quote = format!("“{}”", shorten(&claim.passage.quote, LONGEST_QUOTE));
            ui.label(RichText::new(quote).font(theme::reading(15.0)));
            ui.label(theme::weak(ui, source.as_str()));
        });
    });
    let response = scope.response.on_hover_cursor(CursorIcon::PointingHand);
    stripe(ui, project, claim, response.rect);
    response.widget_info(|| {
        let what = figure.as_deref().unwrap_or(&claim.passage.quote);
        WidgetInfo::labeled(egui::Role::Button, true, format!("Claim: {what}. {source}"))
    });
    if response.clicked() {
        actions.push(Action::ShowClaim {
            claim: id,
            jump: true,
        });
    }
}

fn card(fill: Color32, edge: Color32) -> Frame {
    Frame::NONE
        .fill(fill)
        .stroke(Stroke::new(1.0, edge))
        .corner_radius(4)
        .inner_margin(Margin {
            left: 14,
            right: 12,
            top: 8,
            bottom: 8,
        })
}

/// The colour of the claim's first tag at the left edge of its card.
fn stripe(ui: &Ui, project: &Project, claim: &Claim, rect: egui::Rect) {
    let tokens = Tokens::of(ui);
    let tag = claim.tags.first().and_then(|tag| project.tag(*tag));
    let colour = tag.map_or(tokens.weak, |tag| tokens.swatch(tag.colour));
    let stripe = rect.with_max_x(rect.left() + UNIT);
    ui.painter().rect_filled(stripe, 2.0, colour);
}

/// Who says so, where and when: `Jake Sullivan · CNN · 3 Dec 2024`.
fn source_line(project: &Project, claim: &Claim) -> String {
    let article = project.article(claim.passage.article);
    let published = article
        .and_then(|article| article.published)
        .map(crate::model::When::spoken);
    let parts = [
        claim.claimant.trim().to_owned(),
        article
            .map(|article| article.publisher.trim().to_owned())
            .unwrap_or_default(),
        published.unwrap_or_default(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn missing(ui: &mut Ui, words: &str) {
    let tokens = Tokens::of(ui);
    card(tokens.panel, tokens.warning).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(words).color(tokens.warning));
    });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn images_become_links() {
        assert_eq!(
            without_images("See ![a map](https://example.org/map.png) and `![code](x)`"),
            "See [a map](https://example.org/map.png) and `![code](x)`"
        );
    }

    proptest! {
        #[test]
        fn no_image_is_left(text in "[!\\[\\]():/#a-c\n`é>*-]{0,60}") {
            let markdown = without_images(&text);
            let images = Parser::new_ext(&markdown, Options::ENABLE_TABLES)
                .filter(|event| matches!(event, Event::Start(Tag::Image { .. })));
            prop_assert_eq!(images.count(), 0, "{}", markdown);
        }
    }
}
