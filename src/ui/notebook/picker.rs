//! The picker: finds a claim or a chart by typing a few letters of it.
//!
//! It knows nothing of pages; it is shown at a place until something is picked or it is left.

use egui::{
    Align, AtomExt as _, Button, Id, Key, Layout, Modifiers, Popup, PopupCloseBehavior, Pos2,
    ScrollArea, TextEdit, Ui, pos2, vec2,
};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::model::{Claim, ClaimId, Embed, Project};
use crate::ui::chooser::shorten;
use crate::ui::theme;

/// How many hits are listed; more letters find the others.
const MOST: usize = 50;
/// The width of the list in points, where the page is as wide.
const WIDTH: f32 = 420.0;
/// The least width of the list.
const LEAST_WIDTH: f32 = 200.0;
/// The height of the list in points.
const HEIGHT: f32 = 260.0;

/// A list of claims and charts, narrowed by typing.
pub struct Picker {
    query: String,
    items: Vec<Item>,
    /// The items that fit what is typed, best first.
    hits: Vec<usize>,
    /// Which hit Enter takes.
    current: usize,
    fresh: bool,
}

/// How the picker was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picked {
    /// Without picking.
    Nothing,
    /// With a claim or a chart.
    Embed(Embed),
}

struct Item {
    embed: Embed,
    heading: String,
    /// Whether the heading is a figure, and not a title or a quote.
    is_figure: bool,
    detail: String,
}

impl Picker {
    /// Everything that can be picked: the claim that is looked at, then charts, then claims, the
    /// newest first.
    pub fn new(project: &Project, looked_at: Option<ClaimId>) -> Self {
        let charts = project.charts().map(|chart| Item {
            embed: Embed::Chart(chart.id),
            heading: chart.title.trim().to_owned(),
            is_figure: false,
            detail: "Chart".to_owned(),
        });
        let shown = looked_at.and_then(|id| project.claim(id));
        let others = project
            .claims()
            .rev()
            .filter(|claim| Some(claim.id) != looked_at);
        let claim_item = |claim: &std::sync::Arc<Claim>| claim_item(project, claim);
        let items: Vec<Item> = shown
            .into_iter()
            .map(claim_item)
            .chain(charts)
            .chain(others.map(claim_item))
            .collect();
        let mut picker = Self {
            query: String::new(),
            items,
            hits: Vec::new(),
            current: 0,
            fresh: true,
        };
        picker.search();
        picker
    }

    /// Shows the picker at `place`, no wider than `ui`, and returns how it was left, if it was.
    pub fn show(&mut self, ui: &mut Ui, place: Pos2) -> Option<Picked> {
        let id = Id::unique("picker");
        let mut picked = None;
        let mut open = true;
        let key = |ui: &mut Ui, key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if key(ui, Key::Escape) {
            return Some(Picked::Nothing);
        }
        if key(ui, Key::ArrowDown) {
            self.current = (self.current + 1).min(self.hits.len().saturating_sub(1));
        }
        if key(ui, Key::ArrowUp) {
            self.current = self.current.saturating_sub(1);
        }
        if key(ui, Key::Enter)
            && let Some(hit) = self.hits.get(self.current)
        {
            return Some(Picked::Embed(self.items[*hit].embed));
        }
        let page = ui.max_rect();
        let around = 2.0 * f32::from(ui.spacing().menu_margin.left) + 2.0;
        let width = (page.width() - around).clamp(LEAST_WIDTH, WIDTH);
        let place = pos2(place.x.min(page.right() - width - around), place.y);
        Popup::new(id, ui.ctx().clone(), place, ui.layer_id())
            .open_bool(&mut open)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name("Put in a claim or a chart")
            .width(width)
            .show(|ui| {
                ui.set_width(width);
                self.field(ui, id);
                picked = self.list(ui);
            });
        // The press that opened the picker is outside of it.
        let left = !open && !self.fresh;
        self.fresh = false;
        picked
            .map(Picked::Embed)
            .or(left.then_some(Picked::Nothing))
    }

    fn field(&mut self, ui: &mut Ui, id: Id) {
        let field = id.with("field");
        let response = ui.add(
            TextEdit::singleline(&mut self.query)
                .id(field)
                .hint_text("A few letters of a quote, a name or a title")
                .desired_width(f32::INFINITY),
        );
        ui.accesskit_node_builder(field, |node| node.set_label("Find a claim or a chart"));
        if self.fresh {
            response.request_focus();
        }
        if response.changed() {
            self.search();
        }
    }

    fn list(&mut self, ui: &mut Ui) -> Option<Embed> {
        if self.hits.is_empty() {
            let words = if self.items.is_empty() {
                "There are no claims and no charts yet."
            } else {
                "Nothing fits these letters."
            };
            ui.label(theme::weak(ui, words));
            return None;
        }
        let mut picked = None;
        let moved =
            ui.input(|input| input.key_down(Key::ArrowDown) || input.key_down(Key::ArrowUp));
        let scroll = ScrollArea::vertical().max_height(HEIGHT);
        scroll.auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.with_layout(Layout::top_down_justified(Align::LEFT), |ui| {
                for (rank, hit) in self.hits.iter().enumerate() {
                    let item = &self.items[*hit];
                    let response = ui.add(row(ui, item, rank == self.current));
                    if rank == self.current && moved {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        picked = Some(item.embed);
                    }
                }
            });
        });
        picked
    }

    fn search(&mut self) {
        self.current = 0;
        if self.query.trim().is_empty() {
            self.hits = (0..self.items.len().min(MOST)).collect();
            return;
        }
        let pattern = Pattern::parse(&self.query, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let mut scored: Vec<(u32, usize)> = self
            .items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| {
                let words = format!("{} {}", item.heading, item.detail);
                let score = pattern.score(Utf32Str::new(&words, &mut buffer), &mut matcher)?;
                Some((score, index))
            })
            .collect();
        scored.sort_by_key(|(score, index)| (std::cmp::Reverse(*score), *index));
        self.hits = scored
            .into_iter()
            .take(MOST)
            .map(|(_, index)| index)
            .collect();
    }
}

/// A row of the list. A figure is never cut, for it is what tells claims apart; of the rest only
/// as much is shown as there is room for.
fn row<'a>(ui: &Ui, item: &Item, current: bool) -> Button<'a> {
    let heading = theme::strong(shorten(&item.heading, 40));
    let detail = theme::weak(ui, shorten(&item.detail, 90));
    let label = (
        heading.atom_shrink(!item.is_figure),
        detail.atom_shrink(item.is_figure),
    );
    Button::selectable(current, label)
        .truncate()
        .min_size(vec2(0.0, 24.0))
}

fn claim_item(project: &Project, claim: &Claim) -> Item {
    let quote = shorten(&claim.passage.quote, 120);
    let figure = claim.figure.as_ref().map(crate::model::Figure::spoken);
    let publisher = project
        .article(claim.passage.article)
        .map(|article| article.publisher.clone())
        .unwrap_or_default();
    let about = [claim.claimant.as_str(), publisher.as_str()];
    let source: Vec<&str> = about
        .into_iter()
        .filter(|word| !word.trim().is_empty())
        .collect();
    let source = source.join(", ");
    match figure {
        Some(figure) => Item {
            embed: Embed::Claim(claim.id),
            heading: figure,
            is_figure: true,
            detail: [source, format!("“{quote}”")].join("  ").trim().to_owned(),
        },
        None => Item {
            embed: Embed::Claim(claim.id),
            heading: format!("“{}”", shorten(&quote, 38)),
            is_figure: false,
            detail: source,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::charts::fixture;

    #[test]
    fn letters_find_claims_and_charts() {
        let project = fixture::project();
        let mut picker = Picker::new(&project, None);
        assert!(matches!(
            picker.items[picker.hits[0]].embed,
            Embed::Chart(_)
        ));
        picker.query = "sulli 725".to_owned();
        picker.search();
        let first = &picker.items[picker.hits[0]];
        assert_eq!(first.embed, Embed::Claim(fixture::SULLIVAN));
        picker.query = "zzzz".to_owned();
        picker.search();
        assert!(picker.hits.is_empty());
    }

    #[test]
    fn the_claim_that_is_looked_at_comes_first() {
        let project = fixture::project();
        let picker = Picker::new(&project, Some(fixture::SULLIVAN));
        assert_eq!(picker.items[0].embed, Embed::Claim(fixture::SULLIVAN));
        let count = project.claims().len() + project.charts().len();
        assert_eq!(picker.items.len(), count);
    }
}
