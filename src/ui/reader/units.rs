//! The units of a text: words, sentences and paragraphs, how the caret goes from one to the next,
//! and how a selection grows from one to the next larger.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::document::Document;
use super::selection::Granularity;
use super::trim::ends_with_abbreviation;

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
    let bounds = sentence_bounds(document, byte);
    let found = &document.text()[bounds.clone()];
    let trimmed = bounds.start + found.trim_end().len();
    // The space after a sentence belongs to it only where it is pointed at.
    if byte < trimmed || byte >= bounds.end {
        bounds.start..trimmed
    } else {
        bounds
    }
}

/// The sentence around a byte with the space after it.
fn sentence_bounds(document: &Document, byte: usize) -> Range<usize> {
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
    piece.start + start..piece.start + end
}

/// The start of the sentence before a byte.
pub fn previous_sentence(document: &Document, byte: usize) -> usize {
    let text = document.text();
    let byte = document.floor(byte);
    let mut at = byte;
    loop {
        let start = sentence_bounds(document, at).start;
        if start == 0 || !text[start..byte].trim().is_empty() {
            return start;
        }
        at = document.previous(start);
    }
}

/// The start of the sentence after a byte, or the end of the text.
pub fn next_sentence(document: &Document, byte: usize) -> usize {
    let text = document.text();
    let mut at = document.floor(byte);
    while at < text.len() {
        let piece = document.piece_at(at);
        let end = sentence_bounds(document, at).end;
        let visible = document.visible_range(piece);
        at = if end >= visible.end {
            document.piece_range(piece).end
        } else {
            end
        };
        let rest = document.visible_range(document.piece_at(at)).end;
        if at < rest && !text[at..rest].trim().is_empty() {
            return at;
        }
    }
    text.len()
}

/// The next larger unit than what is selected: word, sentence, paragraph, the whole text.
pub fn larger(document: &Document, range: &Range<usize>) -> Range<usize> {
    let text = document.text();
    let mut first = range.start;
    let mut last = if range.is_empty() {
        range.end
    } else {
        document.previous(range.end).max(range.start)
    };
    // A caret just after a word means that word, not the space before the next one.
    if range.is_empty() && !is_wordlike(&text[word_around(document, first)]) {
        first = document.previous(first);
        last = first;
    }
    for unit in [
        Granularity::Word,
        Granularity::Sentence,
        Granularity::Paragraph,
    ] {
        let start = unit_around(document, first, unit).start.min(range.start);
        let end = unit_around(document, last, unit).end.max(range.end);
        if end - start > range.len() && is_wordlike(&text[start..end]) {
            return start..end;
        }
    }
    0..text.len()
}

/// The next smaller unit at the start of what is selected: paragraph, sentence, word, a caret.
pub fn smaller(document: &Document, range: &Range<usize>) -> Range<usize> {
    let units = [
        Granularity::Paragraph,
        Granularity::Sentence,
        Granularity::Word,
    ];
    units
        .into_iter()
        .map(|unit| unit_around(document, range.start, unit))
        .map(|unit| unit.start.max(range.start)..unit.end.min(range.end))
        .find(|unit| unit.start < unit.end && unit.len() < range.len())
        .unwrap_or(range.start..range.start)
}

/// A range with all of the words that it starts or ends in. It only ever grows.
pub fn whole_words(document: &Document, range: &Range<usize>) -> Range<usize> {
    if range.is_empty() {
        return range.clone();
    }
    let inside = |byte: usize| {
        let word = word_around(document, byte);
        let cut = word.start < byte && byte < word.end;
        (cut && is_wordlike(&document.text()[word.clone()])).then_some(word)
    };
    let start = inside(range.start).map_or(range.start, |word| word.start);
    let end = inside(range.end).map_or(range.end, |word| word.end);
    start..end
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

    #[test]
    fn sentence_steps_go_from_start_to_start() {
        let text = "It began. The U.S. Army sent 31 tanks.\n\nMr. Biden agreed! So did he.";
        let document = Document::new(text);
        let starts = [0, text.find("The").unwrap(), text.find("Mr").unwrap()];
        assert_eq!(next_sentence(&document, 0), starts[1]);
        assert_eq!(next_sentence(&document, starts[1] + 3), starts[2]);
        assert_eq!(
            next_sentence(&document, starts[2]),
            text.find("So").unwrap()
        );
        assert_eq!(next_sentence(&document, text.len() - 1), text.len());
        assert_eq!(
            previous_sentence(&document, text.len()),
            text.find("So").unwrap()
        );
        assert_eq!(previous_sentence(&document, starts[2] + 1), starts[2]);
        assert_eq!(previous_sentence(&document, starts[2]), starts[1]);
        assert_eq!(previous_sentence(&document, starts[1]), 0);
        assert_eq!(previous_sentence(&document, 0), 0);
    }

    #[test]
    fn a_selection_grows_from_the_word_to_the_text_and_back() {
        let text = "It began. The army sent 31 tanks.\nNext line.";
        let document = Document::new(text);
        let at = text.find("army").unwrap() + 4;
        let mut range = at..at;
        for words in [
            "army",
            "The army sent 31 tanks.",
            "It began. The army sent 31 tanks.",
        ] {
            range = larger(&document, &range);
            assert_eq!(&text[range.clone()], words);
        }
        assert_eq!(larger(&document, &range), 0..text.len());
        assert_eq!(larger(&document, &(0..text.len())), 0..text.len());
        for words in ["It began.", "It", ""] {
            range = smaller(&document, &range);
            assert_eq!(&text[range.clone()], words);
        }
    }

    proptest! {
        #[test]
        fn steps_and_growth_stay_in_the_text_and_end(
            text in "(\\PC|\n| |[a-z$%.!]){0,80}", at in any::<prop::sample::Index>(),
        ) {
            let document = Document::new(text.as_str());
            let byte = document.floor(at.index(text.len() + 1));
            let next = next_sentence(&document, byte);
            prop_assert!(text.is_char_boundary(next) && (next > byte || next == text.len()));
            let previous = previous_sentence(&document, byte);
            prop_assert!(text.is_char_boundary(previous) && (previous < byte || byte == 0));
            let mut range = byte..byte;
            // Every step grows, up to the whole text; then every step shrinks, down to a caret.
            while range != (0..text.len()) {
                let grown = larger(&document, &range);
                prop_assert!(grown.start <= range.start && grown.end >= range.end);
                prop_assert!(grown.len() > range.len() && text.get(grown.clone()).is_some());
                range = grown;
            }
            while !range.is_empty() {
                let shrunk = smaller(&document, &range);
                prop_assert!(shrunk.start >= range.start && shrunk.end <= range.end);
                prop_assert!(shrunk.len() < range.len() && text.get(shrunk.clone()).is_some());
                range = shrunk;
            }
        }

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
