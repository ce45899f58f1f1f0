//! What a screen reader (and a test) finds in the reader: the paragraphs in view with their
//! text and the place of every letter, and the highlights in view with their labels.

use eframe::egui;
use eframe::egui::accesskit::{Action, Role};
use eframe::egui::emath::TSTransform;
use eframe::egui::text_selection::accesskit_text::update_accesskit_for_text_widget;
use eframe::egui::{Id, Rect, Sense, Ui};

use super::highlights::{HighlightId, Highlights};
use super::scroll::Placed;

/// Adds nodes for what is in view. Returns the highlight that was activated through its node.
pub fn add_nodes(
    ui: &Ui,
    reader: Id,
    placed: &[Placed],
    column_width: f32,
    highlights: &Highlights,
) -> Option<HighlightId> {
    let (Some(first), Some(last)) = (placed.first(), placed.last()) else {
        return None;
    };
    for piece in placed {
        let text = piece.piece.galley.text();
        if text.trim().is_empty() {
            continue;
        }
        let id = reader.with(("paragraph", piece.piece.index));
        let rect = piece.rect(column_width);
        ui.interact(rect, id, Sense::hover());
        ui.accesskit_node_builder(id, |node| {
            node.set_role(Role::Paragraph);
            node.set_bounds(bounds(rect));
            node.set_value(text);
        });
        // The rows with the place of each letter: how a screen reader points at a word.
        let to_screen = TSTransform::from_translation(piece.pos.to_vec2());
        update_accesskit_for_text_widget(ui, id, None, to_screen, &piece.piece.galley);
    }
    let mut activated = None;
    for index in highlights.touching(first.piece.range.start..last.piece.range.end) {
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
            activated = Some(item.id);
        }
    }
    activated
}

fn first_row(placed: &[Placed], range: &std::ops::Range<usize>, clip: Rect) -> Option<Rect> {
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
