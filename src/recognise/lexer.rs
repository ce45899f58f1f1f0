//! Cuts a text into tokens, in one pass over its bytes.
//!
//! Owns what a word, a number in digits and a mark are, and how much space stands between them.
//! It knows no word's meaning: a caller's function gives each word its [`WordId`]. Nothing is
//! rewritten; every token is a range of the text. Any text gives tokens, in linear time.

use std::ops::Range;

use super::key::{Key, letters, mark, mark_of_byte};
pub(super) use super::token::{END, Gap, Kind, Token, WordId};

/// The classes of bytes that start a token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Letter,
    Digit,
    Blank,
    Line,
    Mark,
    Wide,
}

const CLASSES: [Byte; 256] = {
    let mut table = [Byte::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Byte::Letter,
            b'0'..=b'9' => Byte::Digit,
            b' ' | b'\t' | b'\r' | 0x0b | 0x0c => Byte::Blank,
            b'\n' => Byte::Line,
            0x80..=0xff => Byte::Wide,
            _ => Byte::Mark,
        };
        byte += 1;
    }
    table
};

/// What is known of a word: its id and its classes.
pub(super) type Known = (WordId, u64);

/// Of a word that is in no list.
pub(super) const UNKNOWN: Known = (WordId::UNKNOWN, 0);

/// Cuts `text` into tokens. `find` tells what is known of a word, from its bytes as they stand
/// and their key; a word with letters outside ASCII is handed over in lower case. A text beyond
/// 4 GiB is read up to there.
pub(super) fn lex(text: &str, find: impl FnMut(&[u8], Key) -> Known) -> Vec<Token> {
    lex_part(text, 0..text.len(), find)
}

/// The same for a part of a text, which starts and ends with a line: its tokens have their places
/// in the whole text.
pub(super) fn lex_part(
    text: &str,
    part: Range<usize>,
    mut find: impl FnMut(&[u8], Key) -> Known,
) -> Vec<Token> {
    let mut lexer = Lexer {
        text,
        bytes: text.as_bytes(),
        tokens: Vec::with_capacity(part.len() / 5 + 8),
        at: part.start,
        gap: Gap::Paragraph,
    };
    let limit = part.end.min(u32::MAX as usize - 8);
    while lexer.at < limit {
        lexer.step(&mut find);
    }
    lexer.tokens
}

struct Lexer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    tokens: Vec<Token>,
    at: usize,
    gap: Gap,
}

impl Lexer<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    fn class(&self, at: usize) -> Byte {
        CLASSES[usize::from(self.byte(at))]
    }

    fn push(&mut self, end: usize, kind: Kind, known: Known) {
        let mark = mark(self.bytes.get(self.at..end).unwrap_or_default());
        self.push_marked(end, kind, known, mark);
    }

    #[inline]
    fn push_marked(&mut self, end: usize, kind: Kind, (word, classes): Known, mark: u32) {
        self.tokens.push(Token {
            start: self.at as u32,
            end: end as u32,
            word,
            classes,
            mark,
            kind,
            gap: self.gap,
        });
        self.at = end;
        self.gap = Gap::None;
    }

    fn step(&mut self, find: &mut impl FnMut(&[u8], Key) -> Known) {
        match self.class(self.at) {
            Byte::Letter => self.word(find),
            Byte::Digit => self.number(),
            Byte::Blank => {
                self.gap = self.gap.max(Gap::Space);
                self.at += 1;
            }
            Byte::Line => self.line_end(),
            Byte::Mark => self.mark(find),
            Byte::Wide => self.wide(find),
        }
    }

    fn line_end(&mut self) {
        self.gap = match self.gap {
            Gap::None | Gap::Space => Gap::Line,
            Gap::Line | Gap::Paragraph => Gap::Paragraph,
        };
        self.at += 1;
    }

    fn word(&mut self, find: &mut impl FnMut(&[u8], Key) -> Known) {
        let rest = &self.bytes[self.at..];
        let leading = rest.first_chunk().and_then(Key::leading);
        let (length, key, mark) = leading.unwrap_or_else(|| {
            let length = letters(rest);
            (length, Key::starting(rest, length), mark(&rest[..length]))
        });
        let end = self.at + length;
        let next = self.byte(end);
        if next == b' ' {
            // Most words end with a blank.
            let known = find(&rest[..length], key);
            self.push_marked(end, Kind::Word, known, mark);
            self.gap = Gap::Space;
            self.at += 1;
            return;
        }
        if next >= 0x80 && self.wide_letter(end).is_some() {
            return self.wide_word(find);
        }
        if length == 1 && next == b'.' && self.class(end + 1) == Byte::Letter {
            return self.initials(find);
        }
        if let Some(after) = self.apostrophe(end) {
            if self.byte(after) | 0x20 != b's' || self.class(after + 1) == Byte::Letter {
                return self.contraction(end, after, find);
            }
            let known = find(&rest[..length], key);
            self.push_marked(end, Kind::Word, known, mark);
            return self.push(after + 1, Kind::Possessive, UNKNOWN);
        }
        let known = find(&rest[..length], key);
        self.push_marked(end, Kind::Word, known, mark);
    }

    /// `U.S.`, `p.m.`: single letters, each with its point.
    fn initials(&mut self, find: &mut impl FnMut(&[u8], Key) -> Known) {
        let mut end = self.at;
        while self.class(end) == Byte::Letter
            && self.class(end + 1) != Byte::Letter
            && self.byte(end + 1) == b'.'
        {
            end += 2;
        }
        if end - self.at < 4 {
            // "I.The": a letter, a stop, and a new word.
            end = self.at + 1;
        }
        let initials = &self.bytes[self.at..end];
        let known = find(initials, Key::of(initials));
        self.push(end, Kind::Word, known);
    }

    /// Where the letters go on behind an apostrophe at `at`.
    fn apostrophe(&self, at: usize) -> Option<usize> {
        let rest = self.bytes.get(at..)?;
        let width = match rest {
            [b'\'', ..] => 1,
            [0xe2, 0x80, 0x99, ..] => 3,
            [0xc2, 0xb4, ..] => 2,
            _ => return None,
        };
        (self.class(at + width) == Byte::Letter).then_some(at + width)
    }

    fn contraction(
        &mut self,
        end: usize,
        after: usize,
        find: &mut impl FnMut(&[u8], Key) -> Known,
    ) {
        let mut whole = String::from(&self.text[self.at..end]);
        let at = after + letters(&self.bytes[after..]);
        whole.push('\'');
        whole.push_str(&self.text[after..at]);
        let word = find(whole.as_bytes(), Key::of(whole.as_bytes()));
        self.push(at, Kind::Word, word);
    }

    fn number(&mut self) {
        let mut end = self.at;
        loop {
            while self.class(end) == Byte::Digit {
                end += 1;
            }
            let more = matches!(self.byte(end), b'.' | b',') && self.class(end + 1) == Byte::Digit;
            if !more {
                break;
            }
            end += 1;
        }
        end = self.exponent(end);
        self.push(end, Kind::Number, UNKNOWN);
    }

    /// The end of `e10`, `e-3` behind a number, else where the number ends.
    fn exponent(&self, end: usize) -> usize {
        if self.byte(end) | 0x20 != b'e' {
            return end;
        }
        let sign = usize::from(matches!(self.byte(end + 1), b'+' | b'-'));
        let mut stop = end + 1 + sign;
        while self.class(stop) == Byte::Digit {
            stop += 1;
        }
        if stop > end + 1 + sign && self.class(stop) != Byte::Letter {
            stop
        } else {
            end
        }
    }

    fn mark(&mut self, find: &mut impl FnMut(&[u8], Key) -> Known) {
        let byte = self.bytes[self.at];
        let leading_point = byte == b'.'
            && self.class(self.at + 1) == Byte::Digit
            && (self.at == 0
                || self.gap != Gap::None
                || matches!(self.bytes[self.at - 1], b'-' | b'$' | b'(' | b'<' | b'>'));
        if leading_point {
            let start = self.at;
            self.at += 1;
            self.number();
            if let Some(token) = self.tokens.last_mut() {
                token.start = start as u32;
                token.mark = mark(&self.bytes[start..self.at]);
            }
            return;
        }
        let kind = match byte {
            b'-' => Kind::Hyphen,
            b'.' | b'!' | b'?' => Kind::Stop,
            b',' => Kind::Comma,
            b':' | b';' => Kind::Colon,
            b'"' | b'\'' | b'`' => Kind::Quote,
            b'(' | b')' | b'[' | b']' => Kind::Bracket,
            b'$' => Kind::Sign,
            _ => Kind::Other,
        };
        let known = find(&[byte], Key::of_byte(byte));
        self.push_marked(self.at + 1, kind, known, mark_of_byte(byte));
    }

    /// The character at `at`, where it is a letter.
    fn wide_letter(&self, at: usize) -> Option<char> {
        if matches!(self.bytes.get(at..), Some([0xe2, 0x80, ..])) {
            // Quotation marks and dashes, the commonest of all.
            return None;
        }
        self.text
            .get(at..)?
            .chars()
            .next()
            .filter(|c| c.is_alphabetic() || is_joining(*c))
    }

    fn wide(&mut self, find: &mut impl FnMut(&[u8], Key) -> Known) {
        let Some(c) = self
            .text
            .get(self.at..)
            .and_then(|rest| rest.chars().next())
        else {
            self.at += 1;
            return;
        };
        let end = self.at + c.len_utf8();
        let kind = match c {
            '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‹' | '›' | '´' => {
                Kind::Quote
            }
            '–' | '—' | '−' | '‒' | '―' => return self.push(end, Kind::Dash, UNKNOWN),
            '‐' | '‑' => return self.push(end, Kind::Hyphen, UNKNOWN),
            c if c.is_alphabetic() && c != '元' => return self.wide_word(find),
            c if c.is_whitespace() => {
                self.gap = self.gap.max(if matches!(c, '\u{2028}' | '\u{2029}') {
                    Gap::Line
                } else {
                    Gap::Space
                });
                self.at = end;
                return;
            }
            '\u{feff}' | '\u{200b}' | '\u{ad}' => {
                self.at = end;
                return;
            }
            '…' => Kind::Stop,
            '½' | '¼' | '¾' | '⅓' | '⅔' | '⅕' | '⅖' | '⅗' | '⅘' | '⅙' | '⅚' | '⅛' | '⅜' | '⅝'
            | '⅞' => Kind::Fraction,
            '£'
            | '¥'
            | '¢'
            | '元'
            | '﷼'
            | '৳'
            | '฿'
            | '៛'
            | '֏'
            | '؋'
            | '￥'
            | '\u{20a0}'..='\u{20cf}' => Kind::Sign,
            _ => Kind::Other,
        };
        let sign = &self.bytes[self.at..end];
        let known = find(sign, Key::of(sign));
        self.push(end, kind, known);
    }

    fn wide_word(&mut self, find: &mut impl FnMut(&[u8], Key) -> Known) {
        let end = self.text[self.at..]
            .char_indices()
            .find(|(_, c)| !(c.is_alphabetic() || is_joining(*c)) || *c == '元')
            .map_or(self.text.len(), |(offset, _)| self.at + offset);
        let lower = self.text[self.at..end].to_lowercase();
        let word = find(lower.as_bytes(), Key::of(lower.as_bytes()));
        self.push(end, Kind::Word, word);
        if let Some(after) = self.apostrophe(end)
            && self.byte(after) | 0x20 == b's'
            && self.class(after + 1) != Byte::Letter
        {
            self.push(after + 1, Kind::Possessive, UNKNOWN);
        }
    }
}

/// Marks that combine with the letter before: vowel signs of Indian scripts, accents.
fn is_joining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        lex(text, |_, _| UNKNOWN)
            .iter()
            .map(|token| &text[token.start as usize..token.end as usize])
            .collect()
    }

    #[test]
    fn words_and_initials() {
        assert_eq!(cut("The U.S. said"), ["The", "U.S.", "said"]);
        assert_eq!(cut("Ukraine’s aid"), ["Ukraine", "’s", "aid"]);
        assert_eq!(cut("didn't, I.The"), ["didn't", ",", "I", ".", "The"]);
        assert_eq!(cut("złoty Kč"), ["złoty", "Kč"]);
    }

    #[test]
    fn numbers_are_parted_from_letters() {
        assert_eq!(cut("$225m"), ["$", "225", "m"]);
        assert_eq!(cut("US$1,234.5bn."), ["US", "$", "1,234.5", "bn", "."]);
        assert_eq!(cut("155mm F-16"), ["155", "mm", "F", "-", "16"]);
        assert_eq!(cut("1.3e6 12e 10."), ["1.3e6", "12", "e", "10", "."]);
        assert_eq!(cut("was .08 up"), ["was", ".08", "up"]);
    }

    #[test]
    fn gaps_tell_lines_from_paragraphs() {
        let gaps: Vec<Gap> = lex("a b\nc\n \nd", |_, _| UNKNOWN)
            .iter()
            .map(|token| token.gap)
            .collect();
        assert_eq!(
            gaps,
            [Gap::Paragraph, Gap::Space, Gap::Line, Gap::Paragraph]
        );
    }
}
