//! The sentence that words stand in, for panels and lists that show words among their neighbours.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::reader::trim::ends_with_abbreviation;

/// The furthest that a sentence is followed to either side, in bytes.
const MOST: usize = 400;

/// The sentence around `range` of `text`, without the space at its ends; at most some hundred
/// bytes to either side. A range outside the text or inside a character is given back as it is.
pub fn around(text: &str, range: &Range<usize>) -> Range<usize> {
    if text.get(range.clone()).is_none() {
        return range.clone();
    }
    let low = text.floor_char_boundary(range.start.saturating_sub(MOST));
    let high = text.ceil_char_boundary((range.end + MOST).min(text.len()));
    let low = text[low..range.start]
        .rfind('\n')
        .map_or(low, |line_end| low + line_end + 1);
    let high = text[range.end..high]
        .find('\n')
        .map_or(high, |line_end| range.end + line_end);
    let window = &text[low..high];
    let (mut start, mut end) = (low, high);
    for (at, sentence) in window.split_sentence_bound_indices() {
        let (from, to) = (low + at, low + at + sentence.len());
        if ends_with_abbreviation(text[from..to].trim_end()) {
            // What follows belongs to the same sentence.
            continue;
        }
        if to <= range.start {
            start = to;
        } else if to >= range.end {
            end = to;
            break;
        }
    }
    let whole = &text[start..end];
    let leading = whole.len() - whole.trim_start().len();
    let trailing = whole.len() - whole.trim_end().len();
    (start + leading).min(range.start)..(end - trailing).max(range.end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "First line.\nThe U.S. sent $5 million. Mr. Dovic spoke of 40 tanks, no \
                        more. The end.";

    fn sentence(words: &str) -> &'static str {
        let start = TEXT.find(words).unwrap();
        &TEXT[around(TEXT, &(start..start + words.len()))]
    }

    #[test]
    fn abbreviations_end_no_sentence() {
        assert_eq!(sentence("$5 million"), "The U.S. sent $5 million.");
        assert_eq!(
            sentence("40 tanks"),
            "Mr. Dovic spoke of 40 tanks, no more."
        );
        assert_eq!(sentence("First"), "First line.");
        assert_eq!(sentence("end"), "The end.");
        assert_eq!(around(TEXT, &(900..910)), 900..910);
    }

    proptest! {
        #[test]
        fn the_words_are_always_in_it(text in ".{0,300}", from in 0_usize..300, length in 0_usize..40) {
            let start = text.floor_char_boundary(from.min(text.len()));
            let end = text.ceil_char_boundary((start + length).min(text.len()));
            let found = around(&text, &(start..end));
            prop_assert!(found.start <= start && end <= found.end);
            prop_assert!(text.get(found).is_some());
        }
    }
}
