//! The strip beside the scroll bar: where in the article the highlights and search hits are, and
//! which part is in view. A click or drag on it goes there.
//!
//! Its scale is the text's bytes and not heights, so it never moves while heights become known,
//! and one row of pixels holds the marks of all bytes that fall into it.

use std::ops::Range;

use eframe::egui::{Color32, Id, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2};

use super::paint::Marks;
use super::style::ReaderStyle;

/// How wide the strip is, in points, and how far from the right edge (the scroll bar's place).
const WIDTH: f32 = 8.0;
const FROM_RIGHT: f32 = 14.0;
/// How tall a mark is.
const MARK: f32 = 2.0;

/// What the strip and its right edge take from the pane.
pub const SPACE: f32 = WIDTH + FROM_RIGHT + 4.0;

/// Draws the strip; returns the byte to go to when it was clicked.
pub fn show(
    ui: &Ui,
    reader: Id,
    view: Rect,
    style: &ReaderStyle,
    length: usize,
    in_view: &Range<usize>,
    marks: &Marks<'_>,
) -> Option<usize> {
    if length == 0 || (in_view.start == 0 && in_view.end >= length) {
        return None;
    }
    let right = view.right() - FROM_RIGHT;
    let strip = Rect::from_x_y_ranges(right - WIDTH..=right, view.y_range().shrink(2.0));
    let response = ui.interact(strip, reader.with("overview"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, "Overview of the article"));
    let y_of = |byte: usize| strip.top() + (byte as f64 / length as f64) as f32 * strip.height();
    let painter = ui.painter();
    let window = Rect::from_x_y_ranges(strip.x_range(), y_of(in_view.start)..=y_of(in_view.end));
    painter.rect_filled(window, 2, style.overview_view);
    let rows = strip.height().ceil() as usize;
    let mut column: Vec<Option<Color32>> = vec![None; rows + 1];
    let mut mark = |byte: usize, color: Color32| {
        let row = (y_of(byte) - strip.top()) as usize;
        if let Some(slot) = column.get_mut(row) {
            *slot = Some(color);
        }
    };
    for hit in marks.find_hits {
        mark(hit.start, style.current_hit_outline.color);
    }
    for item in marks.highlights.items() {
        mark(item.range.start, item.line);
    }
    for (row, color) in column.into_iter().enumerate() {
        let Some(color) = color else { continue };
        let y = strip.top() + row as f32;
        let rect = Rect::from_min_max(pos2(strip.left(), y), pos2(strip.right(), y + MARK));
        painter.rect_filled(rect, 0, color);
    }
    byte_under(&response, strip, length)
}

fn byte_under(response: &Response, strip: Rect, length: usize) -> Option<usize> {
    let pos = response.interact_pointer_pos()?;
    let share = f64::from((pos.y - strip.top()) / strip.height()).clamp(0.0, 1.0);
    Some((share * length as f64) as usize)
}
