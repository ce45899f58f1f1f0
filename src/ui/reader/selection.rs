//! What is selected, and in which unit it grows: characters, words, sentences or paragraphs.
//!
//! The anchor is a range and not a point: after a double click the word first clicked stays
//! selected whichever way the pointer is then dragged.

use std::ops::Range;

use super::document::Document;
use super::units::{unit_around, whole_words};

/// The unit in which a selection grows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Granularity {
    /// Visible characters.
    #[default]
    Character,
    /// Words as Unicode tells them apart; a number takes its currency sign or per cent with it.
    Word,
    /// Sentences.
    Sentence,
    /// Lines of the text.
    Paragraph,
}

impl Granularity {
    /// What the `count`th quick click in one place selects.
    pub fn of_clicks(count: u32) -> Self {
        match count {
            0 | 1 => Self::Character,
            2 => Self::Word,
            3 => Self::Sentence,
            _ => Self::Paragraph,
        }
    }
}

/// A selection, or a mere caret when it is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    anchor: Range<usize>,
    head: usize,
    granularity: Granularity,
}

impl Selection {
    /// A caret.
    pub fn caret(byte: usize) -> Self {
        Self {
            anchor: byte..byte,
            head: byte,
            granularity: Granularity::Character,
        }
    }

    /// Exactly this range, with the caret at its end.
    pub fn of(range: Range<usize>) -> Self {
        Self {
            anchor: range.start..range.start,
            head: range.end,
            granularity: Granularity::Character,
        }
    }

    /// The unit around `byte`, from which it can grow by that unit.
    pub fn at(document: &Document, byte: usize, granularity: Granularity) -> Self {
        let anchor = unit_around(document, byte, granularity);
        Self {
            head: anchor.end,
            anchor,
            granularity,
        }
    }

    /// Grows or shrinks so that it reaches to `byte`, in its own unit.
    pub fn extend_to(&mut self, document: &Document, byte: usize) {
        let unit = unit_around(document, byte, self.granularity);
        self.head = if byte < self.anchor.start {
            unit.start
        } else {
            unit.end
        };
        if self.granularity == Granularity::Character {
            self.head = document.floor(byte);
        }
    }

    /// Moves the moving end to exactly `byte`, whatever the unit was.
    pub fn move_head(&mut self, byte: usize) {
        let fixed = self.fixed_end();
        *self = Self {
            anchor: fixed..fixed,
            head: byte,
            granularity: Granularity::Character,
        };
    }

    /// Selects from `fixed` to `byte`; with `whole`, all of the words that it starts or ends in.
    pub fn reach(&mut self, document: &Document, fixed: usize, byte: usize, whole: bool) {
        let byte = document.floor(byte);
        let mut range = fixed.min(byte)..fixed.max(byte);
        if whole {
            range = whole_words(document, &range);
        }
        let (fixed, head) = if byte < fixed {
            (range.end, range.start)
        } else {
            (range.start, range.end)
        };
        *self = Self {
            anchor: fixed..fixed,
            head,
            granularity: Granularity::Character,
        };
    }

    /// The end that does not move.
    pub fn fixed_end(&self) -> usize {
        let range = self.range();
        if self.head <= range.start {
            range.end
        } else {
            range.start
        }
    }

    /// The unit in which it grows.
    pub fn granularity(&self) -> Granularity {
        self.granularity
    }

    /// The bytes selected.
    pub fn range(&self) -> Range<usize> {
        self.anchor.start.min(self.head)..self.anchor.end.max(self.head)
    }

    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.range().is_empty()
    }

    /// Where the caret stands: the end that moves.
    pub fn head(&self) -> usize {
        self.head
    }

    /// Brings every position into `document`, after the text changed.
    pub fn clamp(&mut self, document: &Document) {
        let Range { start, end } = document.clamp(&self.anchor);
        self.anchor = document.floor(start)..document.floor(end);
        self.head = document.floor(self.head);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dragging_back_over_the_anchor_keeps_the_first_word() {
        let document = Document::new("one two three four");
        let mut selection = Selection::at(&document, 9, Granularity::Word);
        assert_eq!(selection.range(), 8..13);
        selection.extend_to(&document, 15);
        assert_eq!(selection.range(), 8..18);
        selection.extend_to(&document, 5);
        assert_eq!(selection.range(), 4..13);
        selection.move_head(0);
        assert_eq!(selection.range(), 0..13);
    }

    #[test]
    fn a_drag_takes_whole_words_whichever_way_it_goes() {
        let document = Document::new("one two three, $725 million");
        let mut selection = Selection::caret(5);
        selection.reach(&document, 5, 10, true);
        assert_eq!((selection.range(), selection.head()), (4..13, 13));
        selection.reach(&document, 5, 1, true);
        assert_eq!((selection.range(), selection.head()), (0..7, 0));
        // At the edge of a word nothing is added, nor while nothing is selected.
        selection.reach(&document, 4, 7, true);
        assert_eq!(selection.range(), 4..7);
        selection.reach(&document, 5, 5, true);
        assert!(selection.is_empty());
        selection.reach(&document, 17, 22, true);
        assert_eq!(selection.range(), 15..27);
        selection.reach(&document, 5, 10, false);
        assert_eq!(selection.range(), 5..10);
    }
}
