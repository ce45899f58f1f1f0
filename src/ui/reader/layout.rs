//! Lays out one piece of the text and answers where its bytes stand.
//!
//! A piece is laid out as one run in one colour: highlights are painted behind it, so that
//! marking words can never change how a line breaks or how letters join. Layouts are never kept
//! over a frame: egui has its own cache for what stays in view, and may rebuild its font atlas
//! between frames, after which an old layout would paint garbage.

use std::cell::Cell;
use std::ops::Range;
use std::sync::Arc;

use eframe::egui;
use eframe::egui::emath::GuiRounding as _;
use eframe::egui::epaint::text::PlacedRow;
use eframe::egui::text::{ByteIndex, CharIndex, LayoutJob, LayoutSection, TextFormat};
use eframe::egui::{Color32, Context, Galley, Pos2, Rect, Vec2};

use super::document::{Document, PieceEnd};
use super::order::{Order, row_at};
use super::setting::Setting;
use super::style::ReaderStyle;

/// Lays out pieces of one document, for one frame, in a column of one width.
pub struct Typesetter<'a> {
    ctx: &'a Context,
    document: &'a Document,
    style: &'a ReaderStyle,
    column_width: f32,
    font_height: f32,
    average_advance: f32,
    layouts: Cell<usize>,
}

/// What decides the height of a piece. When it changes every known height is void.
#[derive(Clone, Debug, PartialEq)]
pub struct LayoutKey {
    column_width: f32,
    font: egui::FontId,
    line_height: f32,
    paragraph_gap: f32,
    pixels_per_point: f32,
}

/// One piece, laid out. Positions are relative to its top left corner.
pub struct SetPiece {
    /// Which piece it is.
    pub index: usize,
    /// The bytes that are laid out: the piece without its line end.
    pub range: Range<usize>,
    /// The picture.
    pub galley: Arc<Galley>,
    /// How much of the column it takes, the space below it included.
    pub height: f32,
    /// How it is set.
    pub setting: Setting,
    /// The height of its letters themselves, without what the line height adds.
    pub font_height: f32,
    chars: CharMap,
    /// Where characters stand, in a piece with right-to-left words.
    order: Option<Order>,
    /// The number of the first character of every row.
    row_starts: Vec<usize>,
}

impl<'a> Typesetter<'a> {
    /// A typesetter for a pane that leaves `available` points for the column.
    pub fn new(
        ctx: &'a Context,
        document: &'a Document,
        style: &'a ReaderStyle,
        available: f32,
    ) -> Self {
        const SAMPLE: &str = "the quick brown fox jumps over 13 lazy dogs and a vexed zebra ";
        let (sample_width, font_height) = ctx.fonts_mut(|fonts| {
            let galley =
                fonts.layout_no_wrap(SAMPLE.to_owned(), style.font.clone(), Color32::PLACEHOLDER);
            (galley.size().x, fonts.row_height(&style.font))
        });
        let average_advance = (sample_width / SAMPLE.len() as f32).max(1.0);
        let column_width = (style.measure * average_advance)
            .min(available)
            .max(60.0)
            .round();
        Self {
            ctx,
            document,
            style,
            column_width,
            font_height,
            average_advance,
            layouts: Cell::new(0),
        }
    }

    /// The text being set.
    pub fn document(&self) -> &'a Document {
        self.document
    }

    /// The look of it.
    pub fn style(&self) -> &'a ReaderStyle {
        self.style
    }

    /// The width of the column in points.
    pub fn column_width(&self) -> f32 {
        self.column_width
    }

    /// Pixels to a point, for positions that should be sharp.
    pub fn pixels_per_point(&self) -> f32 {
        self.ctx.pixels_per_point()
    }

    /// How many pieces were laid out (or taken from egui's cache) so far.
    pub fn layouts(&self) -> usize {
        self.layouts.get()
    }

    /// What heights depend on.
    pub fn key(&self) -> LayoutKey {
        LayoutKey {
            column_width: self.column_width,
            font: self.style.font.clone(),
            line_height: self.style.line_height,
            paragraph_gap: self.style.paragraph_gap,
            pixels_per_point: self.ctx.pixels_per_point(),
        }
    }

    /// Guesses the height of a piece from its length.
    pub fn estimate(&self, index: usize) -> f32 {
        let piece = &self.document.pieces()[index];
        if piece.end == PieceEnd::Blank {
            return self.style.paragraph_gap;
        }
        let setting = Setting::of(self.document, index, self.style);
        let advance = self.average_advance * setting.font.size / self.style.font.size;
        let width = self.column_width - setting.indent;
        // Lines end at words, so they hold a little less than fits.
        let per_row = (width / advance * 0.97).max(1.0);
        let rows = (piece.width_units as f32 / per_row).ceil().max(1.0);
        setting.above + rows * setting.line_height + self.space_below(index)
    }

    /// Lays out a piece.
    pub fn set(&self, index: usize) -> SetPiece {
        self.layouts.set(self.layouts.get() + 1);
        let range = self.document.visible_range(index);
        let text = &self.document.text()[range.clone()];
        let setting = Setting::of(self.document, index, self.style);
        let hang = setting.sign_width(self.ctx, text);
        let mut job = job(text, &setting, self.style);
        job.wrap.max_width = (self.column_width - setting.indent - hang).max(40.0);
        job.break_on_newline = false;
        let (mut galley, font_height) = self.ctx.fonts_mut(|fonts| {
            let height = if setting.font == self.style.font {
                self.font_height
            } else {
                fonts.row_height(&setting.font)
            };
            (fonts.layout_job(job), height)
        });
        let text_height = galley.size().y;
        if !setting.is_plain() {
            setting.place(Arc::make_mut(&mut galley), hang);
        }
        let order = Order::of(text, &galley);
        let row_starts = match &order {
            Some(order) => {
                order.put_right(text, Arc::make_mut(&mut galley));
                order.row_starts(galley.rows.len())
            }
            None => row_starts(&galley),
        };
        let blank = self.document.pieces()[index].end == PieceEnd::Blank;
        let height = if blank {
            self.style.paragraph_gap
        } else {
            setting.above + text_height + self.space_below(index)
        };
        SetPiece {
            index,
            chars: CharMap::new(text),
            range,
            galley,
            height: height.round_ui(),
            order,
            row_starts,
            setting,
            font_height,
        }
    }

    fn space_below(&self, index: usize) -> f32 {
        let pieces = self.document.pieces();
        let next_is_text = pieces
            .get(index + 1)
            .is_some_and(|next| next.end != PieceEnd::Blank);
        let within_head = self.document.is_head(index) && self.document.is_head(index + 1);
        let spaced = pieces[index].end == PieceEnd::Line
            && !within_head
            && next_is_text
            && !self.document.separated_by_blanks();
        if spaced {
            self.style.paragraph_gap
        } else {
            0.0
        }
    }
}

/// The number of the first character of every row, where each character has one glyph.
fn row_starts(galley: &Galley) -> Vec<usize> {
    let mut next = 0;
    let start = |row: &PlacedRow| {
        let start = next;
        next += row.char_count_including_newline().0;
        start
    };
    galley.rows.iter().map(start).collect()
}

/// The text of a piece: its sign weakly, the rest in a colour that is filled in when it is painted,
/// so that a change of theme needs no new layout.
fn job(text: &str, setting: &Setting, style: &ReaderStyle) -> LayoutJob {
    let format = |color| TextFormat {
        font_id: setting.font.clone(),
        line_height: Some(setting.line_height),
        color,
        ..TextFormat::default()
    };
    let mut job = LayoutJob::single_section(text.to_owned(), format(Color32::PLACEHOLDER));
    if setting.sign > 0 && text.is_char_boundary(setting.sign) {
        let section = |range: Range<usize>, color| LayoutSection {
            leading_space: 0.0,
            byte_range: ByteIndex(range.start)..ByteIndex(range.end),
            format: format(color),
        };
        job.sections = vec![
            section(0..setting.sign, style.weak_text),
            section(setting.sign..text.len(), Color32::PLACEHOLDER),
        ];
    }
    job
}

impl SetPiece {
    /// The rectangles of a range of bytes, from row to row: one in each, or several where words go
    /// from right to left. Bytes outside this piece are left out.
    pub fn rects(&self, range: &Range<usize>) -> std::vec::IntoIter<Rect> {
        let from = self.char_of(range.start);
        let to = self.char_of(range.end);
        let mut rects = Vec::new();
        for (index, row) in self.galley.rows.iter().enumerate().skip(self.row_of(from)) {
            let start = self.row_starts[index];
            if start >= to {
                break;
            }
            let heights = row.rect().y_range();
            let mut add = |left, right| rects.push(Rect::from_x_y_ranges(left..=right, heights));
            if let Some(order) = &self.order {
                for (left, right) in order.stretches(index, from, to) {
                    add(left, right);
                }
            } else {
                let length = row.char_count_excluding_newline().0;
                let x = |char: usize| {
                    let column = char.saturating_sub(start).min(length);
                    row.pos.x + row.x_offset(CharIndex(column))
                };
                add(x(from.max(start)), x(to));
            }
        }
        rects.into_iter()
    }

    /// The line on which a caret before `byte` stands: a rectangle without width.
    pub fn caret(&self, byte: usize) -> Rect {
        let char = self.char_of(byte);
        let row = self.row_of(char);
        self.galley
            .rows
            .get(row)
            .map_or(Rect::from_min_size(Pos2::ZERO, Vec2::ZERO), |placed| {
                let x = match &self.order {
                    Some(order) => order.caret(char),
                    None => placed.pos.x + placed.x_offset(CharIndex(char - self.row_starts[row])),
                };
                Rect::from_x_y_ranges(x..=x, placed.rect().y_range())
            })
    }

    /// The row on which a caret before `byte` stands, and its place in the row, in characters.
    pub fn row_and_column(&self, byte: usize) -> (usize, usize) {
        let char = self.char_of(byte);
        let row = self.row_of(char);
        let start = self.row_starts.get(row).copied().unwrap_or(0);
        (row, char - start)
    }

    /// The bytes of the row on which a caret before `byte` stands.
    pub fn row_around(&self, byte: usize) -> Range<usize> {
        let row = self.row_of(self.char_of(byte));
        let start = self.row_starts.get(row).copied().unwrap_or(0);
        match self.row_starts.get(row + 1) {
            // A caret "at the end" of a wrapped row stands before its last space, not at the
            // start of the next row, which is the same byte.
            Some(next) => self.byte_of(start)..self.byte_of(next.saturating_sub(1).max(start)),
            None => self.byte_of(start)..self.range.end,
        }
    }

    /// The caret position nearest to a point.
    pub fn byte_at(&self, point: Vec2) -> usize {
        self.byte_of(match &self.order {
            Some(order) => order.nearest(row_at(&self.galley, point), point.x),
            None => self.galley.cursor_from_pos(point).index.0,
        })
    }

    /// The byte of the letter under a point; none between rows, beside them or below them.
    pub fn letter_at(&self, point: Vec2) -> Option<usize> {
        let (index, row) = self
            .galley
            .rows
            .iter()
            .enumerate()
            .find(|(_, row)| row.rect().contains(point.to_pos2()))?;
        if let Some(order) = &self.order {
            return Some(self.byte_of(order.under(index, point.x)?));
        }
        let x = point.x - row.pos.x;
        let column = row
            .glyphs
            .partition_point(|glyph| glyph.pos.x <= x)
            .checked_sub(1)?;
        Some(self.byte_of(self.row_starts[index] + column)).filter(|byte| *byte < self.range.end)
    }

    fn row_of(&self, char: usize) -> usize {
        self.row_starts
            .partition_point(|start| *start <= char)
            .saturating_sub(1)
    }

    fn char_of(&self, byte: usize) -> usize {
        self.chars
            .char_of(byte.clamp(self.range.start, self.range.end) - self.range.start)
    }

    fn byte_of(&self, char: usize) -> usize {
        self.range.start + self.chars.byte_of(char)
    }
}

/// Bytes to characters and back within one piece: egui counts characters, we count bytes.
enum CharMap {
    /// One byte a character.
    Ascii(usize),
    /// Where every character starts, and the end.
    Starts(Vec<u32>),
}

impl CharMap {
    fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self::Ascii(text.len());
        }
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        Self::Starts(
            starts
                .map(|at| u32::try_from(at).unwrap_or(u32::MAX))
                .collect(),
        )
    }

    fn char_of(&self, byte: usize) -> usize {
        match self {
            Self::Ascii(length) => byte.min(*length),
            Self::Starts(starts) => starts
                .partition_point(|start| (*start as usize) <= byte)
                .saturating_sub(1),
        }
    }

    fn byte_of(&self, char: usize) -> usize {
        match self {
            Self::Ascii(length) => char.min(*length),
            Self::Starts(starts) => starts
                .get(char)
                .or(starts.last())
                .map_or(0, |start| *start as usize),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_char_map_goes_both_ways() {
        for text in ["abc", "aé€👍b", ""] {
            let map = CharMap::new(text);
            for (char, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(map.char_of(byte), char);
                assert_eq!(map.byte_of(char), byte);
            }
            assert_eq!(map.byte_of(99), text.len());
        }
    }
}
