//! A text cut into words and sentences, for those who compare texts.
//!
//! Owns which words say how much: digits, number words, magnitudes, currencies. What they mean is
//! for the grammar.

use std::ops::Range;

use super::lexer::Kind;
use super::lexicon::class;
use super::text::Text;

/// A text cut into words and sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Words, numbers and marks in order; space is between them.
    pub words: Vec<Word>,
    /// The words of each sentence: ranges of `words` that follow each other without a gap.
    pub sentences: Vec<Range<usize>>,
}

/// A word, a number or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Whether it says how much: digits, a number word, a magnitude, a currency, a percent sign.
    pub counts: bool,
    /// Whether it may stand between two numbers of one expression: a hyphen, a dash, "to".
    pub joins: bool,
}

impl Outline {
    /// Cuts a text.
    pub fn of(source: &str) -> Self {
        let text = Text::new(source);
        let words = (0..text.len()).map(|at| {
            let token = text.token(at);
            Word {
                start: token.start as usize,
                end: token.end as usize,
                counts: counts(&text, at),
                joins: matches!(text.kind(at), Kind::Hyphen | Kind::Dash) || text.says(at, "to"),
            }
        });
        let words: Vec<Word> = words.collect();
        let mut sentences = Vec::new();
        let mut start = 0;
        while start < words.len() {
            let end = text.sentence(start, words.len()).end.max(start + 1);
            sentences.push(start..end);
            start = end;
        }
        Self { words, sentences }
    }
}

fn counts(text: &Text<'_>, at: usize) -> bool {
    const NUMBER_WORDS: u64 = class::SMALL
        | class::TENS
        | class::HUNDRED
        | class::MAGNITUDE
        | class::DOZEN
        | class::VAGUE
        | class::PART
        | class::CURRENCY;
    let after_digits = at > 0 && text.kind(at - 1) == Kind::Number;
    matches!(text.kind(at), Kind::Number | Kind::Fraction | Kind::Sign)
        || text.is(at, NUMBER_WORDS)
        || text.str(at) == "%"
        || (after_digits && text.is(at, class::SHORT))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn counting(source: &str) -> Vec<&str> {
        let outline = Outline::of(source);
        let words = outline.words.iter().filter(|word| word.counts);
        words.map(|word| &source[word.start..word.end]).collect()
    }

    #[test]
    fn what_says_how_much() {
        assert_eq!(
            counting("Some 1,500 of two thousand men and $5bn, or 12%."),
            ["1,500", "two", "thousand", "$", "5", "bn", "12", "%"]
        );
        assert_eq!(counting("Nobody said so."), [""; 0]);
    }

    #[test]
    fn sentences_follow_each_other() {
        let source = "The U.S. gave $5 million. Nobody knew why.\n\nThe port";
        let outline = Outline::of(source);
        let sentences = outline.sentences.iter().map(|range| {
            let (first, last) = (outline.words[range.start], outline.words[range.end - 1]);
            &source[first.start..last.end]
        });
        assert_eq!(
            sentences.collect::<Vec<_>>(),
            ["The U.S. gave $5 million.", "Nobody knew why.", "The port"]
        );
    }

    proptest! {
        #[test]
        fn every_word_stands_in_one_sentence(source in "[a-zA-Z0-9 .,$%\n“”'é漢-]{0,80}") {
            let outline = Outline::of(&source);
            let mut next = 0;
            for sentence in &outline.sentences {
                prop_assert_eq!(sentence.start, next);
                prop_assert!(sentence.end > sentence.start);
                next = sentence.end;
            }
            prop_assert_eq!(next, outline.words.len());
            let mut end = 0;
            for word in &outline.words {
                prop_assert!(word.start >= end && source.get(word.start..word.end).is_some());
                prop_assert!(source[end..word.start].chars().all(char::is_whitespace));
                end = word.end;
            }
        }
    }
}
