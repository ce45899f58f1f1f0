//! The codebook: the tree of tags, and beside it the editor of the chosen one; on its other page
//! the analyst's own words.
//!
//! Owns the drafts of names and descriptions and the counts it shows; tags change only through
//! the edits it asks for.

mod editor;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use egui::{
    Key, Label, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2,
};

use self::editor::Editor;
pub use self::words::{Lesson, Words};
use super::action::{Action, Actions};
use super::controls::{empty_state, swatch_dot};
use super::entry::complain;
use super::state::{CodebookPage, State};
use super::theme::{self, SMALL, Tokens, UNIT};
use crate::edit;
use crate::model::{Project, Tag, TagId};

const ROW: f32 = 6.5 * UNIT;
/// Below this width, in points, the tree stands above what belongs to a tag, in a place that is
/// higher than wide.
const SIDE_BY_SIDE: f32 = 480.0;

/// The tree of tags and the editor of the chosen one.
#[derive(Default)]
pub struct Codebook {
    new_tag: String,
    problem: Option<String>,
    tree: Tree,
    editor: Editor,
    /// The page of the analyst's own words.
    pub words: Words,
}

/// The tree as it was worked out last, and from which state of the project.
#[derive(Default)]
struct Tree {
    of: Option<u64>,
    rows: Vec<Row>,
}

struct Row {
    tag: TagId,
    depth: usize,
    /// How many claims carry the tag or one below it.
    claims: usize,
}

impl Codebook {
    /// Draws the codebook.
    pub fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let Some(project) = state.project() else {
            return;
        };
        self.tree.bring_up_to_date(project, state.revision());
        let page = state.view.codebook;
        let whole = ui.available_rect_before_wrap();
        let is_narrow = whole.width() < SIDE_BY_SIDE && whole.height() > whole.width();
        let (list, rest) = if is_narrow {
            whole.split_top_bottom_at_y(whole.center().y)
        } else {
            let left = (whole.width() * 0.4).clamp(220.0, 320.0);
            whole.split_left_right_at_x(whole.left() + left)
        };
        ui.scope_builder(UiBuilder::new().max_rect(list), |ui| {
            ui.set_max_width(list.width() - 2.0 * UNIT);
            pages(ui, project, page, actions);
            ui.add_space(UNIT);
            match page {
                CodebookPage::Tags => {
                    self.new_tag(ui, state, project, actions);
                    ui.add_space(UNIT);
                    self.tree.show(ui, state, project, actions);
                }
                CodebookPage::Words => self.words.list(ui, state, actions),
            }
        });
        let line = Stroke::new(1.0, Tokens::of(ui).line);
        let rest = if is_narrow {
            ui.painter().hline(rest.x_range(), rest.top(), line);
            rest.with_min_y(rest.top() + 2.0 * UNIT)
        } else {
            ui.painter().vline(rest.left(), rest.y_range(), line);
            rest.with_min_x(rest.left() + 3.0 * UNIT)
        };
        ui.scope_builder(UiBuilder::new().max_rect(rest), |ui| {
            if page == CodebookPage::Words {
                self.words.form(ui, state, actions);
                return;
            }
            let chosen = state.view.tag.and_then(|tag| project.tag(tag));
            match chosen {
                Some(tag) => {
                    let claims = self.tree.claims_of(tag.id);
                    let scroll = ScrollArea::vertical()
                        .id_salt("tag editor")
                        .auto_shrink(false);
                    scroll.show(ui, |ui| {
                        ui.set_max_width((ui.available_width() - 2.0 * UNIT).min(460.0));
                        self.editor.show(ui, project, tag, claims, actions);
                    });
                }
                None if project.tags().len() == 0 => empty_state(
                    ui,
                    "No tags yet",
                    "A tag says what a claim is about, for example aid/military. Type its name \
                     at the left and press Enter.",
                ),
                None => empty_state(ui, "No tag is chosen", "Choose one at the left to edit it."),
            }
        });
    }

    fn new_tag(&mut self, ui: &mut Ui, state: &State, project: &Project, actions: &mut Actions) {
        let (entered, clicked) = egui::Sides::new().shrink_left().show(
            ui,
            |ui| {
                let field = egui::TextEdit::singleline(&mut self.new_tag)
                    .id(ui.make_persistent_id("new tag"))
                    .hint_text("New tag, for example aid/military")
                    .desired_width(f32::INFINITY);
                let response = ui.add(field).accessible_name("New tag");
                if response.changed() {
                    self.problem = None;
                }
                let entered =
                    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                if entered {
                    response.request_focus();
                }
                entered
            },
            |ui| ui.button("Add tag").clicked(),
        );
        if entered || clicked {
            self.add(state, project, actions);
        }
        complain(ui, self.problem.as_deref());
    }

    fn add(&mut self, state: &State, project: &Project, actions: &mut Actions) {
        let path = self.new_tag.trim();
        if let Some(tag) = project.tag_by_path(path) {
            self.problem = Some(format!(
                "There is a tag “{}” already",
                project.tag_path(tag.id)
            ));
            actions.push(Action::OpenTag(Some(tag.id)));
            return;
        }
        match edit::tags::create_path(project, path, &state.clock) {
            Ok((tag, transaction)) => {
                actions.change(Ok(transaction));
                actions.push(Action::OpenTag(Some(tag)));
                self.new_tag.clear();
                self.problem = None;
            }
            Err(error) => self.problem = Some(error.to_string()),
        }
    }
}

/// The way between the two pages.
fn pages(ui: &mut Ui, project: &Project, page: CodebookPage, actions: &mut Actions) {
    ui.horizontal(|ui| {
        let pages = [
            (CodebookPage::Tags, "Codebook", project.tags().len()),
            (CodebookPage::Words, "Own words", project.terms().len()),
        ];
        for (own, name, count) in pages {
            let label = format!("{name}  {count}");
            let response = ui.add(egui::Button::selectable(own == page, label));
            response.widget_info(|| WidgetInfo::selected(egui::Role::Tab, true, own == page, name));
            if response.clicked() {
                actions.push(Action::ShowCodebook(own));
            }
        }
    });
}

impl Tree {
    fn bring_up_to_date(&mut self, project: &Project, revision: u64) {
        if self.of == Some(revision) {
            return;
        }
        self.of = Some(revision);
        let counts = count_claims(project);
        let mut below: BTreeMap<Option<TagId>, Vec<&Tag>> = BTreeMap::new();
        for tag in project.tags() {
            // A parent that is missing, or that stands below itself, only a damaged file holds.
            let parent = tag.parent.filter(|parent| {
                project.tag(*parent).is_some() && !project.tag_family(tag.id).contains(parent)
            });
            below.entry(parent).or_default().push(tag);
        }
        for tags in below.values_mut() {
            tags.sort_by_key(|tag| tag.name.to_lowercase());
        }
        self.rows.clear();
        let children = |parent, depth| {
            let tags = below.get(&parent).map(Vec::as_slice).unwrap_or_default();
            tags.iter().rev().map(move |tag| (*tag, depth))
        };
        let mut open: Vec<(&Tag, usize)> = children(None, 0).collect();
        while let Some((tag, depth)) = open.pop() {
            let claims = counts.get(&tag.id).copied().unwrap_or_default();
            self.rows.push(Row {
                tag: tag.id,
                depth,
                claims,
            });
            open.extend(children(Some(tag.id), depth + 1));
        }
    }

    fn claims_of(&self, tag: TagId) -> usize {
        self.rows
            .iter()
            .find(|row| row.tag == tag)
            .map_or(0, |row| row.claims)
    }

    fn show(&self, ui: &mut Ui, state: &State, project: &Project, actions: &mut Actions) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let scroll = ScrollArea::vertical().id_salt("tags").auto_shrink(false);
        scroll.show_rows(ui, ROW, self.rows.len(), |ui, visible| {
            for row in &self.rows[visible] {
                if let Some(tag) = project.tag(row.tag) {
                    let chosen = state.view.tag == Some(row.tag);
                    if draw_row(ui, row, tag, &project.tag_path(tag.id), chosen).clicked() {
                        actions.push(Action::OpenTag(Some(row.tag)));
                    }
                }
            }
        });
    }
}

/// How many claims carry each tag or one below it.
fn count_claims(project: &Project) -> BTreeMap<TagId, usize> {
    let mut above: BTreeMap<TagId, BTreeSet<TagId>> = BTreeMap::new();
    for tag in project.tags() {
        for below in project.tag_family(tag.id) {
            above.entry(below).or_default().insert(tag.id);
        }
    }
    let mut counts = BTreeMap::new();
    for claim in project.claims() {
        let tags = claim.tags.iter().filter_map(|tag| above.get(tag)).flatten();
        for tag in tags.collect::<BTreeSet<_>>() {
            *counts.entry(*tag).or_default() += 1;
        }
    }
    counts
}

fn draw_row(ui: &mut Ui, row: &Row, tag: &Tag, path: &str, chosen: bool) -> egui::Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let counted = match row.claims {
        1 => "1 claim".to_owned(),
        many => format!("{many} claims"),
    };
    response.widget_info(|| {
        let key = tag
            .key
            .map(|key| format!(", key {key}"))
            .unwrap_or_default();
        let name = format!("{path}{key}, {counted}");
        WidgetInfo::selected(egui::Role::TreeItem, true, chosen, name)
    });
    let fill = match (chosen, response.hovered()) {
        (true, _) => Some(tokens.chosen),
        (false, true) => Some(tokens.hover),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 4, fill);
    }
    if response.has_focus() {
        let stroke = Stroke::new(1.0, tokens.accent);
        ui.painter()
            .rect_stroke(rect, 4, stroke, StrokeKind::Inside);
    }
    let mut inner = rect.shrink2(vec2(1.5 * UNIT, 0.0));
    inner.min.x += row.depth as f32 * 4.0 * UNIT;
    let label = |text: RichText| {
        Label::new(text)
            .truncate()
            .selectable(false)
            .sense(Sense::empty())
    };
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        egui::Sides::new()
            .height(ROW)
            .shrink_left()
            .truncate()
            .show(
                ui,
                |ui| {
                    swatch_dot(ui, tag.colour);
                    ui.add(label(RichText::new(&tag.name)));
                },
                |ui| {
                    // As wide as the longest count, so that the keys stand under each other.
                    let count = RichText::new(row.claims.to_string()).size(SMALL);
                    let right = egui::Layout::right_to_left(egui::Align::Center);
                    ui.allocate_ui_with_layout(vec2(7.0 * UNIT, ROW), right, |ui| {
                        ui.set_min_width(7.0 * UNIT);
                        ui.add(label(count.color(tokens.weak)));
                    });
                    if let Some(key) = tag.key {
                        key_cap(ui, key);
                    }
                },
            );
    });
    if tag.description.is_empty() {
        response
    } else {
        response.on_hover_text(&tag.description)
    }
}

/// A digit as it stands on the keyboard.
fn key_cap(ui: &mut Ui, key: u8) {
    let tokens = Tokens::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(4.0 * UNIT, 4.0 * UNIT), Sense::hover());
    let stroke = Stroke::new(1.0, tokens.line);
    ui.painter()
        .rect_stroke(rect, 3, stroke, StrokeKind::Inside);
    let font = egui::FontId::proportional(SMALL);
    let centre = egui::Align2::CENTER_CENTER;
    ui.painter()
        .text(rect.center(), centre, key.to_string(), font, tokens.weak);
}

/// A heading over the editor.
fn heading(ui: &mut Ui, text: &str) {
    ui.label(theme::heading(text));
}

#[cfg(test)]
mod tests;
