//! The two ends of a highlight, by which it is dragged over more or fewer words.
//!
//! The chosen highlight has them, and the one that is pointed at. They stand between the rows, a
//! knob above the first letter and one below the last, so that words at the very edge of a
//! highlight can still be selected.

use std::ops::Range;

use eframe::egui::{Pos2, Rect, pos2};

use super::document::Document;
use super::highlights::{HighlightId, Highlights};
use super::scroll::Placed;
use super::trim::trimmed_spaces;
use super::units::{next_word, previous_word, whole_words};

/// How large a knob is, and from how far it can be gripped, in points.
pub const RADIUS: f32 = 4.0;
const GRIP: f32 = 7.0;
/// How near the pointer keeps the knobs of a highlight that it has left, in points.
const NEAR: f32 = 14.0;

/// One end of a highlight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Its first letter.
    Start,
    /// Its last letter.
    End,
}

/// A knob on the screen.
#[derive(Clone, Copy, Debug)]
pub struct Handle {
    /// The highlight.
    pub id: HighlightId,
    /// Its place among the highlights.
    pub index: usize,
    /// Which end it moves.
    pub end: End,
    /// Its middle.
    pub knob: Pos2,
    /// The row that it stands at.
    pub row: Rect,
}

/// An end of a highlight on its way.
#[derive(Clone, Debug)]
pub struct Adjustment {
    /// The highlight.
    pub id: HighlightId,
    end: End,
    before: Range<usize>,
    /// What it would mark if it were let go now.
    pub now: Range<usize>,
}

/// The knobs in view of the highlights with these names.
pub fn of(
    placed: &[Placed],
    highlights: &Highlights,
    names: &[Option<HighlightId>],
) -> Vec<Handle> {
    let (Some(first), Some(last)) = (placed.first(), placed.last()) else {
        return Vec::new();
    };
    let in_view = first.piece.range.start..last.piece.range.end;
    let mut handles = Vec::new();
    for index in highlights.touching(in_view) {
        let item = &highlights.items()[index];
        if !names.contains(&Some(item.id)) {
            continue;
        }
        let knobs = [
            (End::Start, edge(placed, item.range.start, End::Start)),
            (End::End, edge(placed, item.range.end, End::End)),
        ];
        handles.extend(knobs.into_iter().filter_map(|(end, row)| {
            let row = row?;
            let knob = match end {
                End::Start => row.left_top(),
                End::End => pos2(row.right(), row.bottom()),
            };
            Some(Handle {
                id: item.id,
                index,
                end,
                knob,
                row,
            })
        }));
    }
    handles
}

/// The knob that can be gripped at a point.
pub fn grip(handles: &[Handle], pos: Pos2) -> Option<&Handle> {
    nearest(handles, pos).filter(|handle| handle.knob.distance(pos) <= GRIP)
}

/// Whether the pointer is on its way to a knob of this highlight.
pub fn is_near(handles: &[Handle], id: HighlightId, pos: Pos2) -> bool {
    handles
        .iter()
        .any(|handle| handle.id == id && handle.knob.distance(pos) <= NEAR)
}

fn nearest(handles: &[Handle], pos: Pos2) -> Option<&Handle> {
    let distance = |handle: &&Handle| handle.knob.distance_sq(pos);
    handles
        .iter()
        .min_by(|one, other| distance(one).total_cmp(&distance(other)))
}

/// The row on which an end of a highlight stands, as a line without width.
fn edge(placed: &[Placed], byte: usize, end: End) -> Option<Rect> {
    let piece = placed.iter().find(|placed| {
        let range = &placed.piece.range;
        match end {
            End::Start => range.start <= byte && byte < range.end,
            End::End => range.start < byte && byte <= range.end,
        }
    })?;
    // The end of a row and the start of the next are one byte: the last letter tells which.
    let rect = match end {
        End::Start => piece.piece.rects(&(byte..piece.piece.range.end)).next()?,
        End::End => piece.piece.rects(&(piece.piece.range.start..byte)).last()?,
    };
    let x = match end {
        End::Start => rect.left(),
        End::End => rect.right(),
    };
    let row = Rect::from_x_y_ranges(x..=x, rect.y_range());
    Some(row.translate(piece.pos.to_vec2()))
}

impl Adjustment {
    /// The grip on a knob.
    pub fn of(handle: &Handle, highlights: &Highlights) -> Self {
        let range = highlights.items()[handle.index].range.clone();
        Self {
            id: handle.id,
            end: handle.end,
            before: range.clone(),
            now: range,
        }
    }

    /// Drags the end to `byte`; with `whole`, over all of the word there. At least one letter
    /// stays marked.
    pub fn drag_to(&mut self, document: &Document, byte: usize, whole: bool) {
        let Range { start, end } = self.before.clone();
        let byte = document.floor(byte);
        let range = match self.end {
            End::Start => byte.min(document.previous(end))..end,
            End::End => start..byte.max(document.next(start)),
        };
        let snapped = if whole {
            whole_words(document, &range)
        } else {
            range.clone()
        };
        // Only the end that is dragged moves.
        let range = match self.end {
            End::Start => snapped.start..end,
            End::End => start..snapped.end,
        };
        self.now = trimmed_spaces(document.text(), range);
    }

    /// Moves the end over one word and says what to mark then, if that is something else.
    pub fn by_word(
        mut self,
        document: &Document,
        forward: bool,
    ) -> Option<(HighlightId, Range<usize>)> {
        let byte = match self.end {
            End::Start => self.before.start,
            End::End => self.before.end,
        };
        let to = if forward {
            next_word(document, byte)
        } else {
            previous_word(document, byte)
        };
        self.drag_to(document, to, false);
        self.result()
    }

    /// The bytes to mark, if they are others than before.
    pub fn result(self) -> Option<(HighlightId, Range<usize>)> {
        (!self.now.is_empty() && self.now != self.before).then_some((self.id, self.now))
    }
}
