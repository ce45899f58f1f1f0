//! What a screen reader (and a test) finds in the reader: the paragraphs in view with their
//! text and the place of every letter, the marks in view with their labels, and the ends of a
//! highlight that can be moved.

use std::ops::Range;

use eframe::egui;
use eframe::egui::accesskit::{Action, Role, TextPosition, TextSelection};
use eframe::egui::emath::TSTransform;
use eframe::egui::text_selection::accesskit_text::update_accesskit_for_text_widget;
use eframe::egui::{Id, Rect, Sense, Ui, UiBuilder, vec2};

use super::content::ReaderContent;
use super::handles::{Adjustment, End, Handle, RADIUS};
use super::highlights::HighlightId;
use super::scroll::Placed;
use super::selection::Selection;
use super::underlines::UnderlineKind;

/// How many letters egui puts into one run of text.
const LONGEST_RUN: usize = 255;

/// What was activated through its node.
#[derive(Default)]
pub struct Activated {
    /// A highlight.
    pub highlight: Option<HighlightId>,
    /// A recognised figure: its bytes.
    pub figure: Option<Range<usize>>,
    /// An end of a highlight was moved: the bytes that it is to mark.
    pub adjusted: Option<(HighlightId, Range<usize>)>,
}

/// Adds nodes for what is in view.
pub fn add_nodes(
    ui: &mut Ui,
    reader: Id,
    placed: &[Placed],
    column_width: f32,
    content: &ReaderContent<'_>,
) -> Activated {
    let (Some(first), Some(last)) = (placed.first(), placed.last()) else {
        return Activated::default();
    };
    // What is read belongs to the text's own node, or a caret in it could not be told.
    let below = UiBuilder::new()
        .id_salt("text nodes")
        .accessibility_parent(reader);
    let ui = &ui.new_child(below);
    for piece in placed {
        let text = piece.piece.galley.text();
        if text.trim().is_empty() {
            continue;
        }
        let id = paragraph(reader, piece);
        let rect = piece.rect(column_width);
        ui.interact(rect, id, Sense::hover());
        ui.accesskit_node_builder(id, |node| {
            let setting = &piece.piece.setting;
            node.set_role(setting.role);
            if let Some(level) = setting.level {
                node.set_level(level);
            }
            node.set_bounds(bounds(rect));
            node.set_value(text);
        });
        // The rows with the place of each letter: how a screen reader points at a word.
        let to_screen = TSTransform::from_translation(piece.pos.to_vec2());
        update_accesskit_for_text_widget(ui, id, None, to_screen, &piece.piece.galley);
    }
    let mut activated = Activated::default();
    let in_view = first.piece.range.start..last.piece.range.end;
    let highlights = content.highlights;
    for index in highlights.touching(in_view.clone()) {
        let item = &highlights.items()[index];
        // The first row in view stands for the whole: its middle is always on the highlight.
        let Some(rect) = first_row(placed, &item.range, ui.clip_rect()) else {
            continue;
        };
        let id = reader.with(("highlight", item.id));
        ui.interact(rect, id, Sense::hover());
        ui.accesskit_node_builder(id, |node| {
            node.set_role(Role::Mark);
            node.set_bounds(bounds(rect));
            node.set_label(item.label.as_str());
            node.set_description(item.hover.as_str());
            node.add_action(Action::Click);
        });
        if ui.input(|input| input.has_accesskit_action_request(id, Action::Click)) {
            activated.highlight = Some(item.id);
        }
    }
    for item in content.underlines.touching(&in_view) {
        let Some(rect) = first_row(placed, &item.range, ui.clip_rect()) else {
            continue;
        };
        let id = reader.with(("underline", item.range.start));
        ui.interact(rect, id, Sense::hover());
        let figure = item.kind != UnderlineKind::Date;
        let current = content.current.as_ref() == Some(&item.range);
        ui.accesskit_node_builder(id, |node| {
            node.set_role(Role::Mark);
            node.set_bounds(bounds(rect));
            node.set_label(item.label.as_str());
            if figure {
                node.set_selected(current);
                node.add_action(Action::Click);
            }
        });
        if figure && ui.input(|input| input.has_accesskit_action_request(id, Action::Click)) {
            activated.figure = Some(item.range.clone());
        }
    }
    activated
}

/// Adds a node for each end that can be moved, and moves it by a word where that is asked for.
pub fn add_handles(
    ui: &Ui,
    reader: Id,
    content: &ReaderContent<'_>,
    handles: &[Handle],
) -> Option<(HighlightId, Range<usize>)> {
    let mut adjusted = None;
    for handle in handles {
        let item = &content.highlights.items()[handle.index];
        let (name, part) = match handle.end {
            End::Start => ("start", "Start"),
            End::End => ("end", "End"),
        };
        let id = reader.with(("handle", handle.id, name));
        let rect = Rect::from_center_size(handle.knob, vec2(1.0, 1.0) * (2.0 * RADIUS));
        ui.interact(rect, id, Sense::hover());
        ui.accesskit_node_builder(id, |node| {
            node.set_role(Role::Slider);
            node.set_bounds(bounds(rect));
            node.set_label(format!("{part} of {}", item.label));
            node.add_action(Action::Increment);
            node.add_action(Action::Decrement);
        });
        for (action, forward) in [(Action::Increment, true), (Action::Decrement, false)] {
            if ui.input(|input| input.has_accesskit_action_request(id, action)) {
                let adjustment = Adjustment::of(handle, content.highlights);
                adjusted = adjustment.by_word(content.document, forward);
            }
        }
    }
    adjusted
}

/// Tells where the caret stands and what is selected, as far as it is in view.
pub fn expose_selection(ui: &Ui, reader: Id, placed: &[Placed], selection: &Selection) {
    let range = selection.range();
    let anchor = if selection.head() == range.start {
        range.end
    } else {
        range.start
    };
    // Empty lines are no nodes; of what lies outside the view the nearest letter in view stands
    // for it.
    let mut with_text = placed
        .iter()
        .filter(|piece| !piece.piece.galley.text().trim().is_empty());
    let (Some(first), last) = (with_text.next(), with_text.next_back()) else {
        return;
    };
    let in_view = first.piece.range.start..last.unwrap_or(first).piece.range.end;
    if range.end < in_view.start || range.start > in_view.end {
        return;
    }
    let (Some(anchor), Some(focus)) = (
        text_position(reader, placed, anchor),
        text_position(reader, placed, selection.head()),
    ) else {
        return;
    };
    ui.accesskit_node_builder(reader, |node| {
        node.set_text_selection(TextSelection { anchor, focus });
    });
}

/// The run of letters in which a byte stands, and its place there.
fn text_position(reader: Id, placed: &[Placed], byte: usize) -> Option<TextPosition> {
    let with_text = placed
        .iter()
        .filter(|piece| !piece.piece.galley.text().trim().is_empty());
    let piece = with_text.min_by_key(|piece| {
        let range = &piece.piece.range;
        range.start.saturating_sub(byte) + byte.saturating_sub(range.end)
    })?;
    let (row, column) = piece.piece.row_and_column(byte);
    // A row may have fewer letters than characters, where several join in one.
    let letters = piece.piece.galley.rows.get(row)?.glyphs.len();
    let column = column.min(letters);
    // egui cuts long rows into runs; the end of one is not the start of the next.
    let run = column.saturating_sub(1) / LONGEST_RUN;
    Some(TextPosition {
        node: paragraph(reader, piece).with(row).with(run).accesskit_id(),
        character_index: column - run * LONGEST_RUN,
    })
}

fn paragraph(reader: Id, piece: &Placed) -> Id {
    reader.with(("paragraph", piece.piece.index))
}

fn first_row(placed: &[Placed], range: &Range<usize>, clip: Rect) -> Option<Rect> {
    placed
        .iter()
        .filter(|piece| piece.piece.range.start < range.end && range.start < piece.piece.range.end)
        .flat_map(|piece| {
            piece
                .piece
                .rects(range)
                .map(|rect| rect.translate(piece.pos.to_vec2()))
        })
        .find(|rect| clip.contains(rect.center()))
}

fn bounds(rect: Rect) -> egui::accesskit::Rect {
    egui::accesskit::Rect {
        x0: rect.min.x.into(),
        y0: rect.min.y.into(),
        x1: rect.max.x.into(),
        y1: rect.max.y.into(),
    }
}
