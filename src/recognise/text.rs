//! A text as the grammar sees it: its tokens, what the lexicon knows of them, and its sentences.
//!
//! Owns the questions that every rule asks of a token ("is it a noun", "does it touch the one
//! before"). Asking past either end is allowed and answers as for a token that is nothing.

use std::ops::Range;

use super::key::mark;
use super::lexer::{END, Gap, Kind, Token, WordId};
use super::lexicon::{Entry, Lexicon, Phrases, class};
use super::own_words::{Hit, Meaning, NO_WORDS, OwnWords};
use super::word_list::{WordList, words};
use super::{dates, scan};

/// A text, or a part of a long one, with its tokens and sentences.
pub(super) struct Text<'a> {
    /// The whole text.
    pub source: &'a str,
    /// Its tokens in order.
    pub tokens: Vec<Token>,
    /// The word lists.
    pub lexicon: &'static Lexicon,
    /// Whether `1,5` is one and a half and `1.500` fifteen hundred, by the text's own habit.
    pub decimal_comma: bool,
    /// The tokens that a figure or a date may start with, the words of aid and the quotation
    /// marks, in order: the walks through a text look at no others.
    pub notable: Vec<u32>,
    /// The first token of each sentence.
    sentences: Vec<u32>,
    /// The first token of each paragraph.
    paragraphs: Vec<u32>,
    /// The analyst's own words, and where they stand, in order.
    own: &'a OwnWords,
    hits: Vec<Hit>,
}

impl<'a> Text<'a> {
    /// Cuts `source` and notices its habits.
    pub fn new(source: &'a str) -> Self {
        Self::with(source, &NO_WORDS)
    }

    /// Cuts `source`, notices its habits, and finds the analyst's own words in it.
    pub fn with(source: &'a str, own: &'a OwnWords) -> Self {
        Self::part(source, 0..source.len(), own)
    }

    /// The same for a part of `source`, which starts and ends with a line.
    pub fn part(source: &'a str, part: Range<usize>, own: &'a OwnWords) -> Self {
        let lexicon = Lexicon::get();
        let tokens = lexicon.lex(source, part);
        let mut text = Self {
            source,
            notable: Vec::with_capacity(tokens.len() / 3),
            tokens,
            lexicon,
            decimal_comma: false,
            sentences: vec![0],
            paragraphs: vec![0],
            own,
            hits: Vec::new(),
        };
        for at in 0..text.len() {
            let (kind, classes) = (text.tokens[at].kind, text.tokens[at].classes);
            let next = text
                .tokens
                .get(at + 1)
                .map_or(Gap::Paragraph, |next| next.gap);
            if is_notable(kind, classes) || at == 0 {
                text.notable.push(at as u32);
            }
            if may_end(kind, next) && text.ends_sentence(at) {
                text.sentences.push(at as u32 + 1);
            }
            if next == Gap::Paragraph {
                text.paragraphs.push(at as u32 + 1);
            }
        }
        text.decimal_comma = super::digits::prefers_decimal_comma(&text);
        text.hits = own.hits(&text);
        text
    }

    /// The [notable](Self::notable) tokens within `tokens`.
    pub fn notable(&self, tokens: Range<usize>) -> &[u32] {
        let place = |at: usize| {
            self.notable
                .partition_point(|notable| (*notable as usize) < at)
        };
        &self.notable[place(tokens.start)..place(tokens.end)]
    }

    /// The first token of the paragraph that holds the token at `at`.
    pub fn paragraph_start(&self, at: usize) -> usize {
        let after = self
            .paragraphs
            .partition_point(|start| *start as usize <= at);
        after
            .checked_sub(1)
            .map_or(0, |place| self.paragraphs[place] as usize)
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token at `at`, or one that is nothing.
    pub fn token(&self, at: usize) -> Token {
        self.tokens.get(at).copied().unwrap_or(END)
    }

    /// What sort of token stands at `at`.
    pub fn kind(&self, at: usize) -> Kind {
        self.token(at).kind
    }

    /// The words of the token at `at`.
    pub fn str(&self, at: usize) -> &'a str {
        let token = self.token(at);
        self.source
            .get(token.start as usize..token.end as usize)
            .unwrap_or("")
    }

    /// The bytes from the first token of `tokens` to its last; empty for an empty range.
    pub fn span(&self, tokens: Range<usize>) -> Range<usize> {
        if tokens.is_empty() || tokens.end > self.len() {
            return 0..0;
        }
        self.tokens[tokens.start].start as usize..self.tokens[tokens.end - 1].end as usize
    }

    /// The words that `tokens` cover.
    pub fn words(&self, tokens: Range<usize>) -> &'a str {
        self.source.get(self.span(tokens)).unwrap_or("")
    }

    /// The word's id.
    pub fn word(&self, at: usize) -> WordId {
        self.token(at).word
    }

    /// What the lexicon knows of the word.
    pub fn entry(&self, at: usize) -> &'static Entry {
        self.lexicon.entry(self.word(at))
    }

    /// The word's classes.
    pub fn classes(&self, at: usize) -> u64 {
        self.tokens.get(at).map_or(0, |token| token.classes)
    }

    /// Whether the word is of any of `classes`.
    pub fn is(&self, at: usize, classes: u64) -> bool {
        self.classes(at) & classes != 0
    }

    /// Whether the token is this word (given in lower case).
    #[inline]
    pub fn says(&self, at: usize, lower: &str) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| self.is_word(token, lower))
    }

    /// Whether the token is any of these words: `words!["a", "an"]`.
    #[inline]
    pub fn says_any(&self, at: usize, lower: &(impl WordList + ?Sized)) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| lower.may_hold(token.mark) && lower.holds(self.bytes(token)))
    }

    #[inline]
    fn is_word(&self, token: &Token, lower: &str) -> bool {
        token.mark == mark(lower.as_bytes()) && (lower.len() <= 3 || self.is_written(token, lower))
    }

    /// Whether the token's letters are these; asked only where the marks are equal.
    #[inline(never)]
    fn is_written(&self, token: &Token, lower: &str) -> bool {
        self.bytes(token).eq_ignore_ascii_case(lower.as_bytes())
    }

    fn bytes(&self, token: &Token) -> &'a [u8] {
        self.source
            .as_bytes()
            .get(token.start as usize..token.end as usize)
            .unwrap_or_default()
    }

    /// Whether the token touches the one before it.
    pub fn glued(&self, at: usize) -> bool {
        at > 0 && self.token(at).gap == Gap::None
    }

    /// Whether the tokens at `at` and before it belong to the same paragraph.
    pub fn same_paragraph(&self, at: usize) -> bool {
        self.token(at).gap < Gap::Paragraph
    }

    /// Whether the word starts with a capital letter.
    pub fn capital(&self, at: usize) -> bool {
        let word = self.str(at);
        match word.as_bytes().first() {
            Some(first) if first.is_ascii() => first.is_ascii_uppercase(),
            _ => word.chars().next().is_some_and(char::is_uppercase),
        }
    }

    /// Whether every letter of the word is a capital.
    pub fn all_capitals(&self, at: usize) -> bool {
        let word = self.str(at);
        !word.is_empty() && word.chars().all(char::is_uppercase)
    }

    /// Whether the token is nothing but digits.
    pub fn all_digits(&self, at: usize) -> bool {
        let word = self.str(at);
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
    }

    /// The longest phrase of a table at `at`: the token after it, and its value.
    pub fn phrase<'t, T>(&self, table: &'t Phrases<T>, at: usize) -> Option<(usize, &'t T)> {
        if self.word(at) == WordId::UNKNOWN {
            return None;
        }
        let (length, value) = table.longest(|i| self.word(at + i))?;
        // A phrase does not run across paragraphs.
        (1..length)
            .all(|i| self.same_paragraph(at + i))
            .then_some((at + length, value))
    }

    /// The analyst's own words that start within `tokens`, and what they mean.
    pub fn own(&self, tokens: Range<usize>) -> impl Iterator<Item = (Range<usize>, &'a Meaning)> {
        let first = self
            .hits
            .partition_point(|hit| hit.tokens.start < tokens.start);
        self.hits[first..]
            .iter()
            .take_while(move |hit| hit.tokens.start < tokens.end)
            .map(|hit| (hit.tokens.clone(), self.own.meaning(hit)))
    }

    /// The analyst's own unit at `at`: the token after it and its name.
    pub fn own_unit(&self, at: usize) -> Option<(usize, &'a str)> {
        self.own(at..at + 1)
            .find_map(|(tokens, meaning)| match meaning {
                Meaning::Unit(unit) => Some((tokens.end, unit.as_str())),
                _ => None,
            })
    }

    /// Whether a sentence ends with the token at `at`.
    pub fn ends_sentence(&self, at: usize) -> bool {
        let next = self.token(at + 1);
        if next.gap == Gap::Paragraph {
            return true;
        }
        match self.kind(at) {
            Kind::Stop => self.stop_ends(at),
            // A quotation mark or bracket that closes right after the stop.
            Kind::Quote | Kind::Bracket if at > 0 && self.glued(at) => {
                self.kind(at - 1) == Kind::Stop && next.gap > Gap::None && self.stop_ends(at - 1)
            }
            _ => next.gap == Gap::Line && self.line_ends(at),
        }
    }

    fn stop_ends(&self, at: usize) -> bool {
        let next = self.token(at + 1);
        if next.gap == Gap::None && matches!(next.kind, Kind::Quote | Kind::Bracket) {
            // The closing mark will end it, unless the sentence goes on in lower case.
            return false;
        }
        if next.gap == Gap::None {
            // "verified.CNN": a lost space; "3.5.2", "example.com" go on.
            return next.kind == Kind::Word
                && self.capital(at + 1)
                && at > 0
                && self.kind(at - 1) == Kind::Word
                && self.str(at - 1).len() > 2
                && !self.is(at - 1, class::ABBREVIATION);
        }
        if self.str(at) == "." && at > 0 && self.glued(at) && self.kind(at - 1) == Kind::Word {
            let initial = self.str(at - 1).chars().count() == 1 && self.capital(at - 1);
            if initial {
                return false;
            }
            if self.is(at - 1, class::ABBREVIATION) {
                let exclaimed = self.says_any(at - 1, words!["no", "sat", "sun", "mar"])
                    && self.kind(at + 1) == Kind::Word;
                return exclaimed && self.capital(at + 1);
            }
        }
        let after = if self.kind(at + 1) == Kind::Quote {
            at + 2
        } else {
            at + 1
        };
        self.kind(after) != Kind::Word || self.capital(after) || next.gap >= Gap::Line
    }

    /// Whether a single line end parts two sentences: it does unless the text is wrapped there.
    fn line_ends(&self, at: usize) -> bool {
        let start = (0..=at)
            .rev()
            .take(40)
            .find(|&i| self.token(i).gap >= Gap::Line)
            .unwrap_or(0);
        let width = self.token(at).end.saturating_sub(self.token(start).start);
        width < 48 && self.capital(at + 1) && !matches!(self.kind(at), Kind::Comma | Kind::Hyphen)
    }

    /// The sentence that holds the token at `at`, as a range of tokens, at most `reach` tokens to
    /// either side.
    pub fn sentence(&self, at: usize, reach: usize) -> Range<usize> {
        let after = self
            .sentences
            .partition_point(|&start| start as usize <= at);
        let bound = |place: usize| {
            self.sentences
                .get(place)
                .map_or(self.len(), |&s| s as usize)
        };
        let start = after.checked_sub(1).map_or(0, bound);
        start.max(at.saturating_sub(reach))..bound(after).min(at + reach)
    }

    /// The sentence that holds the token at `at`; of a very long one, a stretch of at least
    /// `reach` tokens to either side that is the same for many tokens beside each other.
    pub fn stretch(&self, at: usize, reach: usize) -> Range<usize> {
        let after = self
            .sentences
            .partition_point(|&start| start as usize <= at);
        let start = after
            .checked_sub(1)
            .map_or(0, |place| self.sentences[place] as usize);
        let end = self
            .sentences
            .get(after)
            .map_or(self.len(), |&start| start as usize);
        let piece = at.saturating_sub(start) / reach;
        let from = start + piece.saturating_sub(1) * reach;
        from..end.min(start + (piece + 2) * reach)
    }
}

/// Whether a figure or a date may start with such a token, or it has another part in the walks
/// through a whole text.
#[inline]
fn is_notable(kind: Kind, classes: u64) -> bool {
    match kind {
        Kind::Word => classes & (scan::STARTS | dates::STARTS | class::AID) != 0,
        Kind::Number | Kind::Fraction | Kind::Sign | Kind::Hyphen | Kind::Dash | Kind::Quote => {
            true
        }
        _ => classes & class::ADDRESS != 0,
    }
}

/// Whether a sentence may end with such a token before such a gap.
fn may_end(kind: Kind, gap: Gap) -> bool {
    gap >= Gap::Line || matches!(kind, Kind::Stop | Kind::Quote | Kind::Bracket)
}
