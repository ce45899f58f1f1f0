//! The answers as rows: a heading for each text, and the words in their context below it.

use std::collections::HashMap;

use egui::text::LayoutJob;
use egui::{
    Align, Label, Layout, Rect, ScrollArea, Sense, Sides, Stroke, TextFormat, Ui, UiBuilder,
    WidgetInfo,
};

use super::count;
use crate::import::body_start;
use crate::model::{ArticleId, Project, When};
use crate::search::everywhere::{Written, context};
use crate::search::{Found, Group, Hit, Place};
use crate::ui::theme::{self, Tokens, UNIT};

/// How tall a row is, in points.
const ROW: f32 = 5.5 * UNIT;

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    /// The text that it is of.
    pub group: usize,
    /// Which of its answers; none for the heading.
    pub hit: Option<usize>,
}

/// What is remembered from frame to frame.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Where the prose of articles begins; what stands before it is about the article.
    heads: HashMap<ArticleId, usize>,
    /// How far the list is scrolled.
    offset: f32,
}

/// What is drawn.
pub(super) struct View<'a> {
    pub project: &'a Project,
    pub found: &'a Found,
    pub rows: &'a [Row],
    pub chosen: Option<usize>,
    /// Whether the list scrolls to the chosen row.
    pub reveal: bool,
}

/// The rows of what was found.
pub(super) fn of(found: &Found) -> Vec<Row> {
    let mut rows = Vec::with_capacity(found.count + found.groups.len());
    for (group, held) in found.groups.iter().enumerate() {
        rows.push(Row { group, hit: None });
        rows.extend((0..held.hits.len()).map(|hit| Row {
            group,
            hit: Some(hit),
        }));
    }
    rows
}

/// Draws the rows in view; says which was clicked.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, memory: &mut Memory) -> Option<usize> {
    let mut clicked = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical()
        .id_salt("answers")
        .auto_shrink(false)
        .animated(false);
    if let Some(chosen) = view.chosen.filter(|_| view.reveal) {
        let height = ui.available_height();
        let (top, now) = (chosen as f32 * ROW, memory.offset);
        if top - ROW < now {
            area = area.vertical_scroll_offset((top - ROW).max(0.0));
        } else if top + ROW > now + height {
            area = area.vertical_scroll_offset(top + ROW - height);
        }
    }
    let output = area.show_rows(ui, ROW, view.rows.len(), |ui, shown| {
        for place in shown {
            let row = view.rows[place];
            let Some(group) = view.found.groups.get(row.group) else {
                continue;
            };
            match row.hit.and_then(|hit| group.hits.get(hit)) {
                None => heading(ui, view.project, group),
                Some(hit) => {
                    if answer(ui, view, place, group, hit, &mut memory.heads) {
                        clicked = Some(place);
                    }
                }
            }
        }
    });
    memory.offset = output.state.clamped_offset().y;
    clicked
}

fn heading(ui: &mut Ui, project: &Project, group: &Group) {
    let (rect, response) = ui.allocate_exact_size(size(ui), Sense::hover());
    let (title, more) = match group.place {
        Place::Article(id) => {
            let Some(article) = project.article(id) else {
                return;
            };
            let day = article.published.map(When::spoken);
            let parts = [Some(article.publisher.clone()), day];
            let parts: Vec<String> = parts
                .into_iter()
                .flatten()
                .filter(|part| !part.is_empty())
                .collect();
            (article.display_title(), parts.join(" · "))
        }
        Place::Page(id) => match project.note(id) {
            Some(page) => (page.title.as_str(), "Page of the notebook".to_owned()),
            None => return,
        },
    };
    let count = count(group.hits.len());
    let name = format!("{title}, {count}");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, name.clone()));
    let mut row = inside(ui, rect);
    // The count stays in view however long the title is.
    Sides::new().shrink_left().truncate().show(
        &mut row,
        |ui| ui.add(plain(theme::strong(title))),
        |ui| {
            ui.add(plain(theme::weak(ui, count)));
            ui.add(plain(theme::weak(ui, more)));
        },
    );
}

fn answer(
    ui: &mut Ui,
    view: &View<'_>,
    place: usize,
    group: &Group,
    hit: &Hit,
    heads: &mut HashMap<ArticleId, usize>,
) -> bool {
    let (rect, response) = ui.allocate_exact_size(size(ui), Sense::CLICK);
    let Some((context, words)) = context(view.project, group.place, hit) else {
        return false;
    };
    let chosen = view.chosen == Some(place);
    let mark = mark(view.project, group.place, hit, heads);
    let name = match mark {
        "" => context.clone(),
        mark => format!("{mark}: {context}"),
    };
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Row, true, name.clone()));
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_selected(chosen));
    let tokens = Tokens::of(ui);
    let fill = match (chosen, response.hovered()) {
        (true, _) => Some(tokens.chosen),
        (false, true) => Some(tokens.hover),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 3, fill);
    }
    if chosen {
        let stroke = Stroke::new(1.0, tokens.accent);
        ui.painter()
            .rect_stroke(rect, 3, stroke, egui::StrokeKind::Inside);
    }
    let mut row = inside(ui, rect.with_min_x(rect.left() + 3.0 * UNIT));
    if !mark.is_empty() {
        row.add(plain(theme::weak(&row, mark)));
    }
    let font = egui::FontId::proportional(theme::BODY);
    let weak = TextFormat::simple(font.clone(), tokens.weak);
    let mut strong = TextFormat::simple(font, tokens.text);
    strong.background = tokens.found;
    let mut job = LayoutJob::default();
    // The row is short: the words stand near its beginning.
    let room = (row.available_width() * 0.4 / 7.0) as usize;
    let before = &context[..words.start];
    let cut = before.char_indices().rev().nth(room).map(|(at, _)| at);
    if let Some(at) = cut {
        // A sentence that is cut goes on with a whole word.
        let word = before[at..].find(' ').map_or(before.len(), |gap| at + gap);
        job.append("…", 0.0, weak.clone());
        job.append(&before[word..], 0.0, weak.clone());
    } else {
        job.append(before, 0.0, weak.clone());
    }
    job.append(&context[words.clone()], 0.0, strong);
    job.append(&context[words.end..], 0.0, weak);
    row.add(
        Label::new(job)
            .truncate()
            .selectable(false)
            .sense(Sense::empty()),
    );
    response.clicked()
}

/// What a person should know of where the words stand; nothing where it is the prose itself.
fn mark(
    project: &Project,
    place: Place,
    hit: &Hit,
    heads: &mut HashMap<ArticleId, usize>,
) -> &'static str {
    match (&hit.written, hit.claim, place) {
        (Some((Written::Note, _)), ..) => "Note",
        (Some((Written::Claimant, _)), ..) => "Claimant",
        (Some((Written::Subject, _)), ..) => "Subject",
        (None, Some(_), _) => "Claim",
        (None, None, Place::Page(_)) => "",
        (None, None, Place::Article(id)) => {
            let head = *heads.entry(id).or_insert_with(|| {
                project
                    .article(id)
                    .map_or(0, |article| body_start(&article.text))
            });
            if hit.range.start < head { "Header" } else { "" }
        }
    }
}

fn size(ui: &Ui) -> egui::Vec2 {
    egui::vec2(ui.available_width(), ROW)
}

fn inside(ui: &mut Ui, rect: Rect) -> Ui {
    let mut row = ui.new_child(
        UiBuilder::new()
            .max_rect(rect.shrink2(egui::vec2(UNIT, 0.0)))
            .layout(Layout::left_to_right(Align::Center)),
    );
    row.spacing_mut().item_spacing.x = 2.0 * UNIT;
    row
}

fn plain(text: egui::RichText) -> Label {
    Label::new(text)
        .truncate()
        .selectable(false)
        .sense(Sense::empty())
}
