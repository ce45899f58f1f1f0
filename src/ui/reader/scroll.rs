//! Where in the text the view stands, and which pieces are in it.
//!
//! The truth is an anchor: a piece, and how far below its top the view begins. It is not an
//! offset from the start of the text, because that changes whenever an estimated height becomes
//! real. egui's scroll area turns wheel and scroll bar into an offset; the *change* of it moves
//! the anchor, and the area is told the anchor's offset in return. Small moves walk from piece to
//! piece by real heights, so what is on the screen never jumps.

use eframe::egui;
use eframe::egui::emath::GuiRounding as _;
use eframe::egui::{Rect, Vec2, pos2};

use super::heights::HeightIndex;
use super::layout::{LayoutKey, SetPiece, Typesetter};

/// Rows kept between the caret and the edge of the view.
const CARET_MARGIN_ROWS: f32 = 1.0;

/// A place in a text that can be come back to, whatever the width and size of the text by then.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Viewpoint {
    /// A byte of the row at the top of the view.
    pub byte: usize,
    /// How far the top of the view lies below the top of that row, in points; negative where
    /// the head of the page is in view.
    pub below: f32,
}

/// The scroll position of one open article.
#[derive(Debug, Default)]
pub struct Scroll {
    heights: HeightIndex,
    key: Option<LayoutKey>,
    piece: usize,
    /// How far the top of the view lies below the top of the piece; negative in the page head.
    rest: f64,
    /// The height of what scrolls above the text.
    head_height: f32,
    view_height: f32,
    /// The offset that the scroll area was last told.
    told: f32,
    viewpoint: Viewpoint,
}

/// A piece laid out and placed on the screen.
pub struct Placed {
    /// The piece.
    pub piece: SetPiece,
    /// Where its top left corner is.
    pub pos: egui::Pos2,
}

impl Placed {
    /// The part of the column that the piece takes, the space below it included.
    pub fn rect(&self, column_width: f32) -> Rect {
        Rect::from_min_size(self.pos, Vec2::new(column_width, self.piece.height))
    }
}

impl Scroll {
    /// Starts a frame: takes in a new layout or view height, and what the scroll area moved. True
    /// where somebody moved it.
    pub fn begin(&mut self, setter: &Typesetter<'_>, view_height: f32, area_offset: f32) -> bool {
        self.view_height = view_height;
        self.refresh(setter);
        let moved = f64::from(area_offset) - f64::from(self.told);
        if moved != 0.0 {
            self.scroll_by(moved);
        }
        moved != 0.0
    }

    /// Voids every height when something changed that they depend on.
    fn refresh(&mut self, setter: &Typesetter<'_>) {
        let key = setter.key();
        let count = setter.document().piece_count();
        if self.key.as_ref() == Some(&key) && self.heights.len() == count {
            return;
        }
        let first_time = self.heights.is_empty();
        self.heights = HeightIndex::new((0..count).map(|index| setter.estimate(index)).collect());
        self.key = Some(key);
        self.piece = self.piece.min(count - 1);
        if !first_time {
            // The same row of words stays at the top.
            self.return_to(setter, self.viewpoint);
        }
    }

    /// Where the view stands.
    pub fn viewpoint(&self) -> Viewpoint {
        self.viewpoint
    }

    /// Brings the view to where it stood.
    pub fn return_to(&mut self, setter: &Typesetter<'_>, viewpoint: Viewpoint) {
        let byte = setter.document().floor(viewpoint.byte);
        if byte == 0 && viewpoint.below <= 0.0 {
            self.go_to_start();
            return;
        }
        let (piece, row) = self.locate(setter, byte);
        (self.piece, self.rest) = (piece, f64::from(row.top() + viewpoint.below));
    }

    /// Forgets all heights, because the text is another one. Stays at about the same place.
    pub fn reset(&mut self) {
        self.key = None;
    }

    /// Moves the view down by so many points (up when negative).
    pub fn scroll_by(&mut self, points: f64) {
        if points.abs() < f64::from(self.view_height) * 4.0 {
            self.rest += points;
        } else {
            let y = self.offset() + points - f64::from(self.head_height);
            (self.piece, self.rest) = self.heights.at_y(y);
        }
    }

    /// Moves the view to the very start.
    pub fn go_to_start(&mut self) {
        (self.piece, self.rest) = (0, -f64::from(self.head_height));
    }

    /// Moves the view to the very end.
    pub fn go_to_end(&mut self) {
        let last = self.heights.len().saturating_sub(1);
        let beyond = self.heights.height(last) + self.view_height;
        (self.piece, self.rest) = (last, f64::from(beyond));
    }

    /// Moves the view as little as needed to have the caret before `byte` in it.
    pub fn keep_in_view(&mut self, setter: &Typesetter<'_>, byte: usize) {
        let margin = setter.style().line_height * CARET_MARGIN_ROWS;
        let (piece, caret) = self.locate(setter, byte);
        let top = self.on_screen(piece, caret.top());
        let below = f64::from(caret.bottom() + margin - self.view_height);
        if top < f64::from(margin) {
            (self.piece, self.rest) = (piece, f64::from(caret.top() - margin));
        } else if self.on_screen(piece, caret.bottom()) > f64::from(self.view_height - margin) {
            (self.piece, self.rest) = (piece, below);
        }
    }

    /// Brings `byte` to a third of the view, unless it is well in view already. True where it
    /// was not.
    pub fn reveal(&mut self, setter: &Typesetter<'_>, byte: usize) -> bool {
        let (piece, caret) = self.locate(setter, byte);
        let top = self.on_screen(piece, caret.top());
        let margin = f64::from((setter.style().line_height * 2.0).min(self.view_height / 4.0));
        let moves = top < margin || top > f64::from(self.view_height) - 2.0 * margin;
        if moves {
            (self.piece, self.rest) = (piece, f64::from(caret.top() - self.view_height / 3.0));
        }
        moves
    }

    /// Whether the caret before `byte` is in view.
    pub fn is_in_view(&mut self, setter: &Typesetter<'_>, byte: usize) -> bool {
        let (piece, caret) = self.locate(setter, byte);
        self.on_screen(piece, caret.bottom()) > 0.0
            && self.on_screen(piece, caret.top()) < f64::from(self.view_height)
    }

    /// The first caret position whose row is wholly in view.
    pub fn first_in_view(&mut self, setter: &Typesetter<'_>) -> usize {
        let piece = setter.set(self.piece);
        let half_row = setter.style().line_height / 2.0;
        piece.byte_at(egui::vec2(0.0, self.rest.max(0.0) as f32 + half_row))
    }

    /// Records how tall what stands above the text is.
    pub fn set_head_height(&mut self, height: f32) {
        self.head_height = height;
    }

    /// How tall what stands above the text is.
    pub fn head_height(&self) -> f32 {
        self.head_height
    }

    /// Whether the view is at the very start.
    pub fn is_at_start(&self) -> bool {
        self.piece == 0 && self.rest <= -f64::from(self.head_height)
    }

    /// Brings the anchor into the text and lays out what is in view, from `view`'s top left
    /// corner downwards.
    pub fn settle(&mut self, setter: &Typesetter<'_>, view: Rect, column_left: f32) -> Vec<Placed> {
        let foot = f64::from(setter.style().line_height * 3.0);
        let last = self.heights.len().saturating_sub(1);
        self.normalise(setter);
        let mut placed = self.place(setter, view, column_left);
        // Never leave the end of the text above the bottom of the view.
        let end = placed
            .last()
            .map_or(0.0, |p| f64::from(p.pos.y + p.piece.height - view.top()));
        let slack = f64::from(self.view_height) - end - foot;
        let at_last = placed.last().is_some_and(|p| p.piece.index == last);
        if at_last && slack > 0.0 && !self.is_at_start() {
            self.rest -= slack;
            self.normalise(setter);
            placed = self.place(setter, view, column_left);
        }
        self.note_viewpoint(setter, &placed);
        placed
    }

    /// Remembers which row is at the top. A byte that still stands in it is kept, so that the
    /// place does not wander while the width changes step by step.
    fn note_viewpoint(&mut self, setter: &Typesetter<'_>, placed: &[Placed]) {
        let Some(top) = placed.first() else { return };
        let y = self.rest as f32;
        let half_row = setter.style().line_height / 2.0;
        let mut byte = top.piece.byte_at(egui::vec2(0.0, y.max(0.0) + half_row));
        let row = top.piece.row_around(byte);
        let known = self.viewpoint.byte;
        if row.start <= known && known <= row.end {
            byte = known;
        }
        self.viewpoint = Viewpoint {
            byte,
            below: y - top.piece.caret(byte).top(),
        };
    }

    /// The offset of the view from the start of everything that scrolls.
    pub fn offset(&self) -> f64 {
        f64::from(self.head_height) + self.heights.y_of(self.piece) + self.rest
    }

    /// The height of everything that scrolls.
    pub fn content_height(&self, setter: &Typesetter<'_>) -> f32 {
        let foot = f64::from(setter.style().line_height * 3.0);
        (f64::from(self.head_height) + self.heights.total() + foot) as f32
    }

    /// Says by how much the scroll area (at `area_offset`) must be moved to agree with the
    /// anchor, and remembers that it was told.
    pub fn correction(&mut self, area_offset: f32, content_height: f32) -> f32 {
        let furthest = (content_height - self.view_height).max(0.0);
        let wanted = (self.offset() as f32).clamp(0.0, furthest);
        let delta = wanted - area_offset;
        self.told = area_offset + delta;
        delta
    }

    /// The height of a piece, for which it is laid out if that was never done.
    fn measure(&mut self, setter: &Typesetter<'_>, index: usize) -> f32 {
        if !self.heights.is_measured(index) {
            self.heights.set(index, setter.set(index).height);
        }
        self.heights.height(index)
    }

    /// Walks the anchor to the piece in which the top of the view really is.
    fn normalise(&mut self, setter: &Typesetter<'_>) {
        while self.rest < 0.0 && self.piece > 0 {
            self.piece -= 1;
            self.rest += f64::from(self.measure(setter, self.piece));
        }
        while self.piece + 1 < self.heights.len() {
            let height = f64::from(self.measure(setter, self.piece));
            if self.rest < height {
                break;
            }
            self.rest -= height;
            self.piece += 1;
        }
        if self.piece == 0 {
            self.rest = self.rest.max(-f64::from(self.head_height));
        }
    }

    fn place(&mut self, setter: &Typesetter<'_>, view: Rect, column_left: f32) -> Vec<Placed> {
        let pixels = setter.pixels_per_point();
        let mut placed = Vec::new();
        let mut y = view.top() - self.rest as f32;
        for index in self.piece..self.heights.len() {
            if y > view.bottom() && !placed.is_empty() {
                break;
            }
            let piece = setter.set(index);
            self.heights.set(index, piece.height);
            let height = piece.height;
            placed.push(Placed {
                piece,
                pos: pos2(column_left, y.round_to_pixels(pixels)),
            });
            y += height;
        }
        placed
    }

    /// The piece of a byte and where in it a caret before the byte stands.
    fn locate(&mut self, setter: &Typesetter<'_>, byte: usize) -> (usize, Rect) {
        let piece = setter.set(setter.document().piece_at(byte));
        self.heights.set(piece.index, piece.height);
        (piece.index, piece.caret(byte))
    }

    /// Where a point of a piece is below the top of the view. Exact for pieces in view.
    fn on_screen(&self, piece: usize, y: f32) -> f64 {
        self.heights.y_of(piece) + f64::from(y) - self.heights.y_of(self.piece) - self.rest
    }
}
