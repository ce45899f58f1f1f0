//! Plain words and patterns in texts.
//!
//! Case is ignored as Unicode folds it, unless asked for; a space stands for any run of spaces
//! and line ends, a straight quote or apostrophe for the curly ones, and a hyphen for any dash,
//! so that what is typed finds what is printed.

use std::ops::Range;

use regex::{Regex, RegexBuilder};
use unicode_normalization::UnicodeNormalization as _;

/// How many characters of context a hit shows on each side.
const CONTEXT: usize = 48;

/// The longest text that is looked for, in characters: a paragraph, so that a slip of the
/// clipboard does not stop the window.
const LONGEST: usize = 2000;

/// How words are looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TextOptions {
    /// Whether small and capital letters differ.
    pub match_case: bool,
    /// Whether only whole words count.
    pub whole_words: bool,
    /// Whether it is a regular expression, in the syntax of the `regex` crate; `^` and `$` are the
    /// ends of a line.
    pub expression: bool,
}

/// Words to look for, made ready for many texts.
#[derive(Debug, Clone)]
pub struct TextQuery(Regex);

/// Why words cannot be looked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// There are none.
    #[error("there are no words to look for; give at least one")]
    Empty,
    /// There are more than can be looked for at once.
    #[error("that is too long to look for; give less of it")]
    TooLong,
    /// They are to be a pattern and are none.
    #[error("not a regular expression: {0}")]
    Pattern(String),
}

impl TextQuery {
    /// Makes words ready. Spaces at the ends do not count.
    ///
    /// # Errors
    /// [`QueryError`] where there are no words, or far too many.
    pub fn new(words: &str, options: TextOptions) -> Result<Self, QueryError> {
        let words = if options.expression {
            words
        } else {
            words.trim()
        };
        let words: String = words.nfc().collect();
        if words.is_empty() {
            return Err(QueryError::Empty);
        }
        if words.chars().count() > LONGEST {
            return Err(QueryError::TooLong);
        }
        let pattern = if options.expression {
            // Looked at by itself first, or a stray bracket would close the one around it.
            Regex::new(&words).map_err(|error| why(&error))?;
            if options.whole_words {
                format!(r"\b{{start-half}}(?:{words})\b{{end-half}}")
            } else {
                words
            }
        } else {
            pattern_of(&words, options.whole_words)
        };
        RegexBuilder::new(&pattern)
            .case_insensitive(!options.match_case)
            .multi_line(true)
            .build()
            .map(Self)
            .map_err(|error| why(&error))
    }

    /// Makes a regular expression ready. Small and capital letters do not differ, unless it says
    /// so itself.
    ///
    /// # Errors
    /// [`QueryError`] where it is none, or would take too much memory.
    pub fn pattern(pattern: &str) -> Result<Self, QueryError> {
        let options = TextOptions {
            expression: true,
            ..TextOptions::default()
        };
        Self::new(pattern, options)
    }

    /// Whether a text holds the words.
    pub fn is_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// Where a text holds the words, in order and without overlap.
    pub fn find_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let found = self.0.find_iter(text).map(|found| found.range());
        // An expression such as `x*` finds nothing at every place.
        found.filter(|range| !range.is_empty())
    }

    /// The first hit at or after `start`, which may be empty.
    pub(super) fn first_from(&self, text: &str, start: usize) -> Option<Range<usize>> {
        self.0.find_at(text, start).map(|found| found.range())
    }
}

/// Words as a pattern: any run of spaces for a space, and the signs that print alike.
fn pattern_of(words: &str, whole_words: bool) -> String {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let mut pattern = String::new();
    if whole_words && is_word(words.chars().next()) {
        pattern.push_str(r"\b{start-half}");
    }
    let mut after_space = false;
    for c in words.chars() {
        if !c.is_whitespace() {
            push_character(&mut pattern, c);
        } else if !after_space {
            pattern.push_str(r"\s+");
        }
        after_space = c.is_whitespace();
    }
    if whole_words && is_word(words.chars().next_back()) {
        pattern.push_str(r"\b{end-half}");
    }
    pattern
}

/// What is wrong with a pattern, in one line.
fn why(error: &regex::Error) -> QueryError {
    match error {
        // The message draws the pattern first; its last line says what is wrong.
        regex::Error::Syntax(message) => {
            let line = message.lines().last().unwrap_or_default();
            let reason = line.strip_prefix("error: ").unwrap_or(line);
            QueryError::Pattern(reason.to_owned())
        }
        _ => QueryError::TooLong,
    }
}

/// The character as a pattern, with those that print in its stead.
fn push_character(pattern: &mut String, c: char) {
    match c {
        '\'' | '’' | '‘' => pattern.push_str("['’‘´`ʼ]"),
        '"' | '“' | '”' => pattern.push_str("[\"“”„«»]"),
        '-' | '‐' | '‑' | '–' | '—' => pattern.push_str(r"[-‐‑‒–—−]"),
        c => pattern.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
    }
}

/// The words at `range` with a few words on each side, on one line, and where they stand in it.
///
/// # Panics
/// Never for a range that a query found in the text.
pub fn excerpt(text: &str, range: Range<usize>) -> (String, Range<usize>) {
    let before = &text[..range.start];
    let after = &text[range.end..];
    let start = before.char_indices().rev().nth(CONTEXT).map(|(at, _)| at);
    let end = after.char_indices().nth(CONTEXT).map(|(at, _)| at);
    let mut out = String::new();
    if let Some(start) = start {
        out.push('…');
        // The first word is cut anywhere; begin with the next one.
        let rest = &before[start..];
        let word = rest.find(char::is_whitespace).unwrap_or_default();
        push_line(&mut out, &rest[word..]);
    } else {
        push_line(&mut out, before.trim_start());
    }
    let from = out.len();
    push_line(&mut out, &text[range]);
    let to = out.len();
    if let Some(end) = end {
        let rest = &after[..end];
        let word = rest.rfind(char::is_whitespace).unwrap_or(end);
        push_line(&mut out, &rest[..word]);
        out.push('…');
    } else {
        push_line(&mut out, after.trim_end());
    }
    (out, from..to)
}

/// Adds a text with every run of spaces and line ends as one space.
fn push_line(out: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with([' ', '…']) && !out.is_empty() {
            out.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn find_in(text: &str, words: &str) -> Vec<Range<usize>> {
        let query = TextQuery::new(words, TextOptions::default());
        query.map_or_else(|_| Vec::new(), |query| query.find_in(text).collect())
    }

    fn found<'a>(text: &'a str, words: &str, options: TextOptions) -> Vec<&'a str> {
        let Ok(query) = TextQuery::new(words, options) else {
            return Vec::new();
        };
        query.find_in(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn what_is_typed_finds_what_is_printed() {
        let plain = TextOptions::default();
        assert_eq!(found("Київ і КИЇВ", "київ", plain), ["Київ", "КИЇВ"]);
        assert_eq!(found("Russia’s arms", "russia's", plain), ["Russia’s"]);
        assert_eq!(
            found("five\n million", "five million", plain),
            ["five\n million"]
        );
        assert_eq!(
            found("mid\u{2013}January", "mid-january", plain),
            ["mid\u{2013}January"]
        );
        assert_eq!(found("a $5 (net) b", "$5 (net)", plain), ["$5 (net)"]);
        assert_eq!(
            found(
                "cafe\u{301}".nfc().collect::<String>().as_str(),
                "cafe\u{301}",
                plain
            )
            .len(),
            1
        );
        assert_eq!(found("words", "  ", plain).len(), 0);
    }

    #[test]
    fn switches() {
        let case = TextOptions {
            match_case: true,
            ..TextOptions::default()
        };
        assert_eq!(found("Aid aid AID", "aid", case), ["aid"]);
        let words = TextOptions {
            whole_words: true,
            ..TextOptions::default()
        };
        assert_eq!(
            found("aid raid aided Aid, aid_x", "aid", words),
            ["aid", "Aid"]
        );
        assert_eq!(found("$500 $5000 US$500", "$500", words), ["$500", "$500"]);
    }

    #[test]
    fn expressions() {
        let plain = TextOptions {
            expression: true,
            ..TextOptions::default()
        };
        let text = "Aid: 31 trucks\naid for 5 trucks, 12 Trucks";
        let trucks = ["31 trucks", "5 trucks", "12 Trucks"];
        assert_eq!(found(text, r"\d+ trucks", plain), trucks);
        assert_eq!(found(text, "^aid", plain), ["Aid", "aid"]);
        assert_eq!(found(text, "x*", plain).len(), 0, "nothing is no hit");
        let strict = TextOptions {
            match_case: true,
            whole_words: true,
            ..plain
        };
        assert_eq!(found(text, "tr|truck.", strict), ["trucks", "trucks"]);
        let reason = |words: &str| match TextQuery::new(words, strict) {
            Err(QueryError::Pattern(reason)) => reason,
            other => panic!("{words}: {other:?}"),
        };
        assert_eq!(reason("(31"), "unclosed group");
        assert_eq!(reason("31)|(5"), "unopened group");
        assert!(reason("[z-a]").contains("invalid character class range"));
        let large = TextQuery::new(r"(\pL{100}){100}", plain);
        assert!(matches!(large, Err(QueryError::TooLong)));
    }

    #[test]
    fn words_that_cannot_be_looked_for() {
        let ask = |words: &str| TextQuery::new(words, TextOptions::default()).err();
        assert_eq!(ask(" \n"), Some(QueryError::Empty));
        assert_eq!(ask(&"ж".repeat(LONGEST + 1)), Some(QueryError::TooLong));
        assert_eq!(ask(&"ж".repeat(LONGEST)), None);
    }

    #[test]
    fn context_is_one_line_of_whole_words() {
        let text = format!(
            "{}the\n\n$5 million\naid {}",
            "before ".repeat(20),
            "after ".repeat(20)
        );
        let range = find_in(&text, "$5 million")[0].clone();
        let (context, words) = excerpt(&text, range);
        assert_eq!(&context[words], "$5 million");
        assert!(
            context.starts_with("…before ") && context.ends_with("after…"),
            "{context}"
        );
        assert!(context.contains("the $5 million aid"), "{context}");
    }

    proptest! {
        #[test]
        fn every_text_holds_its_own_words(text in "\\PC{1,60}", from in 0_usize..60, length in 1_usize..20) {
            let text: String = text.nfc().collect();
            let words: String = text.chars().skip(from).take(length).collect();
            // A part of a normal text can begin with a sign that joins what was before it.
            prop_assume!(!words.trim().is_empty() && words.trim().nfc().eq(words.trim().chars()));
            let found = find_in(&text, &words);
            prop_assert!(!found.is_empty());
            for range in found {
                let (context, place) = excerpt(&text, range);
                prop_assert!(context.get(place).is_some());
            }
        }
    }
}
