//! The text of one article, cut into the pieces that the reader lays out one by one.
//!
//! A piece is a line of the text: what stands between two line ends. A line longer than
//! [`SOFT_LIMIT`] is cut further, at the end of a sentence where there is one, so that laying
//! out one piece never costs more than a few kilobytes of text, however the article was made.
//! Pieces together are exactly the text; a piece owns the line end after it.
//!
//! All positions are byte offsets into the whole text, on character boundaries.

use std::ops::Range;
use std::sync::Arc;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

use crate::model::TextBlock;

/// The longest piece in bytes. Longer lines are cut.
pub const SOFT_LIMIT: usize = 4096;

/// The text of one article with its piece index. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Document(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    text: Arc<str>,
    pieces: Vec<Piece>,
    blocks: Vec<TextBlock>,
    body_start: usize,
    separated_by_blanks: bool,
}

/// One piece of a [`Document`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it starts in the text; it ends where the next one starts.
    start: usize,
    /// How wide the piece is in average characters (wide scripts count double).
    pub width_units: u32,
    /// How it ends, and so what space stands below it.
    pub end: PieceEnd,
}

/// What follows a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceEnd {
    /// The line goes on in the next piece: no space between them.
    Soft,
    /// A line end.
    Line,
    /// A line end, and the piece has no visible character: it *is* the space.
    Blank,
}

impl Document {
    /// Indexes `text`. Linear in its length; do it once per article.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self::structured(text, 0, Vec::new())
    }

    /// Indexes a text of which more is known than its lines: where the prose starts after lines
    /// that only speak about it, and its blocks, in the order of the text. Those that do not stand
    /// at the start of a line are never asked for.
    pub fn structured(
        text: impl Into<Arc<str>>,
        body_start: usize,
        blocks: Vec<TextBlock>,
    ) -> Self {
        let text: Arc<str> = text.into();
        let mut pieces = Vec::new();
        let mut line_start = 0;
        for newline in memchr::memchr_iter(b'\n', text.as_bytes()) {
            push_line(&mut pieces, &text, line_start..newline);
            line_start = newline + 1;
        }
        // The rest after the last line end, but no empty line for a final line end.
        if line_start < text.len() || pieces.is_empty() {
            push_line(&mut pieces, &text, line_start..text.len());
        }
        let blanks = pieces
            .iter()
            .filter(|piece| piece.end == PieceEnd::Blank)
            .count();
        let separated_by_blanks = blanks * 8 > pieces.len();
        Self(Arc::new(Inner {
            text,
            pieces,
            blocks,
            body_start,
            separated_by_blanks,
        }))
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// How many pieces there are; at least one, which may be empty.
    pub fn piece_count(&self) -> usize {
        self.0.pieces.len()
    }

    /// All pieces.
    pub fn pieces(&self) -> &[Piece] {
        &self.0.pieces
    }

    /// Whether paragraphs are set apart by empty lines, so that a line end alone is not one.
    pub fn separated_by_blanks(&self) -> bool {
        self.0.separated_by_blanks
    }

    /// The bytes of a piece, its line end included. Empty for a piece that does not exist.
    pub fn piece_range(&self, index: usize) -> Range<usize> {
        let start = |i: usize| {
            self.0
                .pieces
                .get(i)
                .map_or(self.0.text.len(), |piece| piece.start)
        };
        start(index)..start(index + 1)
    }

    /// The bytes of a piece without its line end: what is laid out.
    pub fn visible_range(&self, index: usize) -> Range<usize> {
        let Range { start, mut end } = self.piece_range(index);
        if end > start && self.0.text.as_bytes()[end - 1] == b'\n' {
            end -= 1;
        }
        start..end
    }

    /// The text of a piece without its line end.
    pub fn piece_text(&self, index: usize) -> &str {
        &self.0.text[self.visible_range(index)]
    }

    /// The piece that holds a byte. The end of the text belongs to the last piece.
    pub fn piece_at(&self, byte: usize) -> usize {
        self.0
            .pieces
            .partition_point(|piece| piece.start <= byte)
            .saturating_sub(1)
    }

    /// The whole line (all its soft pieces) around a byte, without its line end.
    pub fn line_around(&self, byte: usize) -> Range<usize> {
        let at = self.piece_at(byte);
        let mut first = at;
        while first > 0 && self.0.pieces[first - 1].end == PieceEnd::Soft {
            first -= 1;
        }
        let mut last = at;
        while last + 1 < self.0.pieces.len() && self.0.pieces[last].end == PieceEnd::Soft {
            last += 1;
        }
        self.visible_range(first).start..self.visible_range(last).end
    }

    /// Whether a piece stands before the prose, among lines that only speak about it.
    pub fn is_head(&self, index: usize) -> bool {
        self.0.body_start > 0 && self.visible_range(index).end <= self.0.body_start
    }

    /// What the line is that a piece is of, and whether the piece begins it; none for a line
    /// that is just a paragraph.
    pub fn block_of(&self, index: usize) -> Option<(TextBlock, bool)> {
        if self.0.blocks.is_empty() {
            return None;
        }
        let mut first = index;
        while first > 0 && self.0.pieces[first - 1].end == PieceEnd::Soft {
            first -= 1;
        }
        let start = self.0.pieces.get(first)?.start;
        let found = self
            .0
            .blocks
            .binary_search_by_key(&start, |block| block.start);
        found
            .ok()
            .and_then(|at| self.0.blocks.get(at))
            .filter(|block| block.stands_in(&self.0.text))
            .map(|block| (*block, first == index))
    }

    /// The nearest position at or before `byte` that does not cut a visible character (a letter
    /// with its accents, an emoji of several code points).
    pub fn floor(&self, byte: usize) -> usize {
        let text = self.text();
        let byte = text.floor_char_boundary(byte.min(text.len()));
        let piece = self.piece_range(self.piece_at(byte));
        let mut cursor = GraphemeCursor::new(byte - piece.start, piece.len(), true);
        let local = &text[piece.clone()];
        match cursor.is_boundary(local, 0) {
            Ok(false) => cursor
                .prev_boundary(local, 0)
                .ok()
                .flatten()
                .map_or(byte, |at| piece.start + at),
            _ => byte,
        }
    }

    /// The position one visible character after `byte`.
    pub fn next(&self, byte: usize) -> usize {
        let byte = self.floor(byte);
        let piece = self.piece_range(self.piece_at(byte));
        self.text()[byte..piece.end]
            .graphemes(true)
            .next()
            .map_or(byte, |g| byte + g.len())
    }

    /// The position one visible character before `byte`.
    pub fn previous(&self, byte: usize) -> usize {
        let byte = byte.min(self.text().len());
        match self.text()[..self.text().floor_char_boundary(byte)]
            .chars()
            .next_back()
        {
            Some(c) => self.floor(byte - c.len_utf8().min(byte)),
            None => 0,
        }
    }

    /// A range of this text that is safe to slice, whatever was asked for.
    pub fn clamp(&self, range: &Range<usize>) -> Range<usize> {
        let text = self.text();
        let start = text.floor_char_boundary(range.start.min(text.len()));
        let end = text.floor_char_boundary(range.end.min(text.len()));
        start..end.max(start)
    }

    /// Whether both are the same indexed text, not merely equal ones.
    pub fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Cuts one line (without its line end) into pieces.
fn push_line(pieces: &mut Vec<Piece>, text: &str, line: Range<usize>) {
    let mut start = line.start;
    while line.end - start > SOFT_LIMIT {
        let cut = start + soft_cut(&text[start..line.end]);
        pieces.push(piece(text, start..cut, PieceEnd::Soft));
        start = cut;
    }
    let blank = start == line.start && text[start..line.end].trim().is_empty();
    let end = if blank {
        PieceEnd::Blank
    } else {
        PieceEnd::Line
    };
    pieces.push(piece(text, start..line.end, end));
}

fn piece(text: &str, range: Range<usize>, end: PieceEnd) -> Piece {
    let start = range.start;
    let text = &text[range];
    let units = if text.is_ascii() {
        text.len()
    } else {
        // Hangul, kana, ideographs and emoji are about two Latin letters wide.
        text.chars()
            .map(|c| 1 + usize::from(c >= '\u{1100}' && !('\u{2000}'..'\u{2e80}').contains(&c)))
            .sum()
    };
    Piece {
        start,
        width_units: u32::try_from(units).unwrap_or(u32::MAX),
        end,
    }
}

/// Where to cut a line that is longer than the limit: after the last sentence, else after the
/// last space, else between two visible characters. Never 0.
fn soft_cut(line: &str) -> usize {
    let window = &line[..line.floor_char_boundary(SOFT_LIMIT)];
    let tail_from = window.floor_char_boundary(SOFT_LIMIT / 2);
    let sentence = window
        .as_bytes()
        .windows(2)
        .rposition(|pair| matches!(pair[0], b'.' | b'!' | b'?') && pair[1] == b' ');
    if let Some(at) = sentence
        && at + 2 > tail_from
    {
        return at + 2;
    }
    if let Some((at, space)) = window.char_indices().rev().find(|(_, c)| c.is_whitespace())
        && at > tail_from
    {
        return at + space.len_utf8();
    }
    let mut cursor = GraphemeCursor::new(window.len(), line.len(), true);
    let at_boundary = cursor.is_boundary(line, 0).unwrap_or(true);
    if at_boundary {
        return window.len();
    }
    match cursor.prev_boundary(line, 0) {
        Ok(Some(at)) if at > 0 => at,
        _ => window.len(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_become_pieces_and_keep_their_line_end() {
        let document = Document::new("One.\n\nTwo\n");
        assert_eq!(document.piece_count(), 3);
        assert_eq!(document.piece_range(0), 0..5);
        assert_eq!(document.piece_text(0), "One.");
        assert_eq!(document.pieces()[1].end, PieceEnd::Blank);
        assert_eq!(document.piece_text(2), "Two");
        assert!(document.separated_by_blanks());
    }

    #[test]
    fn an_empty_text_has_one_empty_piece() {
        let document = Document::new("");
        assert_eq!(document.piece_count(), 1);
        assert_eq!(document.piece_at(0), 0);
        assert_eq!(document.piece_text(0), "");
        assert_eq!(document.next(0), 0);
        assert_eq!(document.previous(0), 0);
    }

    #[test]
    fn a_long_line_is_cut_after_a_sentence() {
        let sentence = "The parcel holds 31 vehicles and 1.5 tonnes of wire. ";
        let document = Document::new(sentence.repeat(500));
        assert!(document.piece_count() > 5);
        for index in 0..document.piece_count() - 1 {
            assert_eq!(document.pieces()[index].end, PieceEnd::Soft);
            assert!(document.piece_text(index).ends_with(". "));
        }
        assert_eq!(document.line_around(9000), 0..document.text().len());
    }

    #[test]
    fn a_line_without_spaces_is_cut_between_visible_characters() {
        let document = Document::new("👩‍👩‍👧".repeat(1000));
        assert!(document.piece_count() > 2);
        for index in 0..document.piece_count() {
            assert!(document.piece_text(index).starts_with('👩'));
        }
    }

    #[test]
    fn steps_go_by_visible_characters_and_across_lines() {
        let document = Document::new("e\u{301}x\n👩‍👩‍👧!");
        assert_eq!(document.next(0), 3);
        assert_eq!(document.next(4), 5, "over the line end");
        assert_eq!(document.previous(5), 4);
        assert_eq!(document.next(5), 23);
        assert_eq!(document.previous(23), 5);
        assert_eq!(document.floor(10), 5);
        assert_eq!(document.previous(3), 0);
    }

    proptest! {
        #[test]
        fn pieces_cover_the_text_exactly(text in "(\\PC|\n| |\\. ){0,300}", times in 1_usize..60) {
            let text = text.repeat(times);
            let document = Document::new(text.as_str());
            let mut at = 0;
            for index in 0..document.piece_count() {
                let range = document.piece_range(index);
                prop_assert_eq!(range.start, at);
                prop_assert!(text.is_char_boundary(range.end));
                prop_assert!(range.len() <= SOFT_LIMIT + 1);
                prop_assert!(!document.piece_text(index).contains('\n'));
                if !range.is_empty() {
                    prop_assert_eq!(document.piece_at(range.start), index);
                    prop_assert_eq!(document.piece_at(range.end - 1), index);
                }
                at = range.end;
            }
            prop_assert_eq!(at, text.len());
        }

        #[test]
        fn stepping_reaches_both_ends(text in "(\\PC|\n|e\u{301}){0,80}") {
            let document = Document::new(text.as_str());
            let mut at = 0;
            let mut steps = 0;
            while at < text.len() {
                let next = document.next(at);
                prop_assert!(next > at && text.is_char_boundary(next));
                at = next;
                steps += 1;
            }
            while at > 0 {
                let previous = document.previous(at);
                prop_assert!(previous < at);
                at = previous;
                steps -= 1;
            }
            prop_assert_eq!(steps, 0);
        }
    }
}
