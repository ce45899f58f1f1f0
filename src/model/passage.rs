//! A span of one article, held by its place and by its words.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::ArticleId;

/// How many characters of context a passage keeps on each side.
pub const CONTEXT: usize = 32;

/// A span of one article: where it stands, what it says, and what stands around it.
///
/// The words are kept beside the place so that a changed text can be noticed and the passage
/// found again (the idea of the W3C's text quote selector).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Passage")]
pub struct Passage {
    /// The article it stands in.
    pub article: ArticleId,
    /// First byte in the article's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The exact words.
    pub quote: String,
    /// Up to 32 characters before it.
    pub prefix: String,
    /// Up to 32 characters after it.
    pub suffix: String,
}

impl Passage {
    /// The passage at `range` of `text`, or none where the range is empty, outside the text or
    /// cuts a character.
    pub fn at(article: ArticleId, text: &str, range: Range<usize>) -> Option<Self> {
        let quote = text.get(range.clone()).filter(|quote| !quote.is_empty())?;
        let before = &text[..range.start];
        let after = &text[range.end..];
        let prefix_start = before
            .char_indices()
            .rev()
            .nth(CONTEXT - 1)
            .map_or(0, |(at, _)| at);
        Some(Self {
            article,
            start: range.start,
            end: range.end,
            quote: quote.to_owned(),
            prefix: before[prefix_start..].to_owned(),
            suffix: after.chars().take(CONTEXT).collect(),
        })
    }

    /// The bytes it covers.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether its words still stand at its place in `text`, between the same words.
    pub fn stands_in(&self, text: &str) -> bool {
        let whole = |context: &str, side: &str| {
            context.len() == side.len() || context.chars().count() == CONTEXT
        };
        self.matches(text) && {
            let (before, after) = (&text[..self.start], &text[self.end..]);
            before.ends_with(&self.prefix)
                && after.starts_with(&self.suffix)
                && whole(&self.prefix, before)
                && whole(&self.suffix, after)
        }
    }

    /// Whether its words still stand at its place in `text`.
    pub fn matches(&self, text: &str) -> bool {
        text.get(self.range()) == Some(self.quote.as_str())
    }

    /// Where its words stand in `text`: at its place, else nearest to it with the same words
    /// before or after them. None where they are gone or stand among others.
    pub fn found_in(&self, text: &str) -> Option<Range<usize>> {
        if self.matches(text) {
            return Some(self.range());
        }
        if self.quote.is_empty() {
            return None;
        }
        // A side of a few characters, as at an end of the text, says little.
        let telling = |side: &str| side.chars().count() >= CONTEXT / 2;
        let same_around = |start: &usize| {
            let before = &text[..*start];
            let after = &text[start + self.quote.len()..];
            before.ends_with(&self.prefix) && (telling(&self.prefix) || before == self.prefix)
                || after.starts_with(&self.suffix)
                    && (telling(&self.suffix) || after == self.suffix)
        };
        let places = text.match_indices(&self.quote).map(|(start, _)| start);
        let start = places
            .filter(same_around)
            .min_by_key(|start| start.abs_diff(self.start))?;
        Some(start..start + self.quote.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_counted_in_characters() {
        let text = format!("{}$5 million{}", "é".repeat(40), "ж".repeat(40));
        let start = 80;
        let passage = Passage::at(ArticleId::from_u128(1), &text, start..start + 10).unwrap();
        assert_eq!(passage.quote, "$5 million");
        assert_eq!(passage.prefix, "é".repeat(32));
        assert_eq!(passage.suffix, "ж".repeat(32));
        assert!(passage.matches(&text));
        assert!(!passage.matches("other"));
        assert!(passage.stands_in(&text));
        let among_others = text.replace('ж', "з");
        assert!(passage.matches(&among_others) && !passage.stands_in(&among_others));
        assert_eq!(Passage::at(ArticleId::from_u128(1), &text, 1..4), None);
        assert_eq!(Passage::at(ArticleId::from_u128(1), &text, 4..4), None);
    }

    #[test]
    fn words_that_moved_are_found_by_what_stands_around_them() {
        let text = "The first package was worth $5 million. The second was worth $5 million too.";
        let second = text.rfind("$5").unwrap();
        let passage = Passage::at(ArticleId::from_u128(1), text, second..second + 10).unwrap();
        assert_eq!(passage.found_in(text), Some(passage.range()));
        let longer = format!("Kyjev – {text}");
        let moved = longer.rfind("$5").unwrap();
        assert_eq!(passage.found_in(&longer), Some(moved..moved + 10));
        // Another sentence with the same amount is not the same words.
        let other = "A third party gave $5 million, which nobody had asked for, and then left.";
        assert_eq!(passage.found_in(other), None);
        assert_eq!(passage.found_in(&other[..20]), None);
    }
}
