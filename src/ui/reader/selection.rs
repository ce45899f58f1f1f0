//! What is selected, and in which unit it grows: characters, words, sentences or paragraphs.
//!
//! The anchor is a range and not a point: after a double click the word first clicked stays
//! selected whichever way the pointer is then dragged.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::document::Document;
use super::trim::ends_with_abbreviation;

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
        let range = self.range();
        // The fixed end is the one that the head does not stand on.
        let fixed = if self.head <= range.start {
            range.end
        } else {
            range.start
        };
        *self = Self {
            anchor: fixed..fixed,
            head: byte,
            granularity: Granularity::Character,
        };
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

/// The character, word, sentence or paragraph around a byte.
pub fn unit_around(document: &Document, byte: usize, granularity: Granularity) -> Range<usize> {
    match granularity {
        Granularity::Character => {
            let at = document.floor(byte);
            at..at
        }
        Granularity::Word => word_around(document, byte),
        Granularity::Sentence => sentence_around(document, byte),
        Granularity::Paragraph => document.line_around(byte),
    }
}

/// The start of the word before a byte.
pub fn previous_word(document: &Document, byte: usize) -> usize {
    let mut at = byte;
    loop {
        let before = document.previous(at);
        if before == at {
            return at;
        }
        let word = word_around(document, before);
        let start = word.start.min(before);
        if is_wordlike(&document.text()[word]) {
            return start;
        }
        at = start;
    }
}

/// The end of the word after a byte.
pub fn next_word(document: &Document, byte: usize) -> usize {
    let mut at = document.floor(byte);
    while at < document.text().len() {
        let word = word_around(document, at);
        if word.end > at && is_wordlike(&document.text()[word.clone()]) {
            return word.end;
        }
        let next = document.next(at).max(word.end);
        if next <= at {
            return at;
        }
        at = next;
    }
    at
}

fn is_wordlike(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

fn word_around(document: &Document, byte: usize) -> Range<usize> {
    let piece = document.visible_range(document.piece_at(byte));
    let text = &document.text()[piece.clone()];
    let local = byte.saturating_sub(piece.start).min(text.len());
    let mut found = text.len()..text.len();
    for (start, word) in text.split_word_bound_indices() {
        // At the end of the line the last word counts as the one under the pointer.
        if start <= local {
            found = start..start + word.len();
        } else {
            break;
        }
    }
    // A figure is marked with its sign: "$725", "37%".
    let word = &text[found.clone()];
    if word.starts_with(|c: char| c.is_numeric())
        && let Some(sign) = text[..found.start]
            .chars()
            .next_back()
            .filter(|c| is_currency(*c))
    {
        found.start -= sign.len_utf8();
    }
    if word.ends_with(|c: char| c.is_numeric())
        && let Some(sign) = text[found.end..]
            .chars()
            .next()
            .filter(|c| *c == '%' || is_currency(*c))
    {
        found.end += sign.len_utf8();
    }
    // The other way round: the sign was clicked.
    if word.chars().all(is_currency)
        && let Some((start, number)) = text[found.end..].split_word_bound_indices().next()
        && start == 0
        && number.starts_with(|c: char| c.is_numeric())
    {
        found.end += number.len();
    }
    piece.start + found.start..piece.start + found.end
}

fn is_currency(c: char) -> bool {
    c == '$' || c == '£' || c == '¥' || ('\u{20a0}'..='\u{20cf}').contains(&c)
}

fn sentence_around(document: &Document, byte: usize) -> Range<usize> {
    let piece = document.visible_range(document.piece_at(byte));
    let text = &document.text()[piece.clone()];
    let local = byte.saturating_sub(piece.start).min(text.len());
    let mut start = 0;
    let mut end = text.len();
    for (at, sentence) in text.split_sentence_bound_indices() {
        let stop = at + sentence.len();
        // "The U.S. Army" is one sentence, though Unicode's rule ends one at "U.S.".
        if stop < text.len() && ends_with_abbreviation(text[..stop].trim_end()) {
            continue;
        }
        if local < stop || stop == text.len() {
            end = stop;
            break;
        }
        start = stop;
    }
    let found = &text[start..end];
    let trimmed = found.trim_end();
    if local - start < trimmed.len() || local >= end {
        end = start + trimmed.len();
    }
    piece.start + start..piece.start + end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn unit(text: &str, at: &str, granularity: Granularity) -> String {
        let document = Document::new(text);
        let byte = text.find(at).unwrap() + 1;
        text[unit_around(&document, byte, granularity)].to_owned()
    }

    #[test]
    fn a_word_is_a_word_and_a_figure_keeps_its_sign() {
        let text = "Kyiv’s forces got $725.5 million, 37% more than the €1,500 before.";
        assert_eq!(unit(text, "forces", Granularity::Word), "forces");
        assert_eq!(unit(text, "yiv", Granularity::Word), "Kyiv’s");
        assert_eq!(unit(text, "25.5", Granularity::Word), "$725.5");
        assert_eq!(unit(text, " $", Granularity::Word), "$725.5");
        assert_eq!(unit(text, "37", Granularity::Word), "37%");
        assert_eq!(unit(text, "1,5", Granularity::Word), "€1,500");
    }

    #[test]
    fn a_sentence_does_not_end_at_an_abbreviation() {
        let text = "It began. The U.S. Army sent 31 tanks. Mr. Biden agreed!\nNext line.";
        assert_eq!(
            unit(text, "sent", Granularity::Sentence),
            "The U.S. Army sent 31 tanks."
        );
        assert_eq!(
            unit(text, "The", Granularity::Sentence),
            "The U.S. Army sent 31 tanks."
        );
        assert_eq!(
            unit(text, "agreed", Granularity::Sentence),
            "Mr. Biden agreed!"
        );
        assert_eq!(unit(text, "began", Granularity::Sentence), "It began.");
        assert_eq!(unit(text, "Next", Granularity::Paragraph), "Next line.");
    }

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
    fn word_steps_skip_spaces_and_punctuation() {
        let document = Document::new("one, two\nthree");
        assert_eq!(next_word(&document, 0), 3);
        assert_eq!(next_word(&document, 3), 8);
        assert_eq!(next_word(&document, 8), 14);
        assert_eq!(next_word(&document, 14), 14);
        assert_eq!(previous_word(&document, 14), 9);
        assert_eq!(previous_word(&document, 9), 5);
        assert_eq!(previous_word(&document, 5), 0);
        assert_eq!(previous_word(&document, 0), 0);
    }

    proptest! {
        #[test]
        fn units_hold_their_byte_and_are_safe_to_slice(
            text in "(\\PC|\n| |[a-z$%.]){0,80}", at in any::<prop::sample::Index>(),
        ) {
            let document = Document::new(text.as_str());
            let byte = at.index(text.len() + 1);
            for granularity in [Granularity::Character, Granularity::Word, Granularity::Sentence, Granularity::Paragraph] {
                let range = unit_around(&document, byte, granularity);
                prop_assert!(range.start <= byte);
                prop_assert!(text.get(range).is_some());
            }
            prop_assert!(text.is_char_boundary(next_word(&document, byte)));
            prop_assert!(previous_word(&document, byte) <= byte);
        }
    }
}
