//! The one normal form of a text: LF line ends, no byte order mark, no control characters, NFC.

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// A text in its normal form, and how many control characters were left out of it.
pub(super) struct Normal {
    pub text: String,
    pub left_out: usize,
}

/// Brings a text into its normal form. A text that is in it stays as it is.
pub(super) fn normalise(text: &str) -> Normal {
    if is_plainly_normal(text) {
        return Normal {
            text: text.to_owned(),
            left_out: 0,
        };
    }
    let mut left_out = 0;
    let mut clean = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' => {
                characters.next_if_eq(&'\n');
                clean.push('\n');
            }
            // Form feeds and the separators of lines and paragraphs that Unicode has besides.
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\n' | '\t' => clean.push(c),
            // A mark of byte order has no meaning within a text and hides in every search.
            '\u{feff}' => {}
            c if c.is_control() => left_out += 1,
            c => clean.push(c),
        }
    }
    let text = match is_nfc_quick(clean.chars()) {
        IsNormalized::Yes => clean,
        IsNormalized::No | IsNormalized::Maybe => clean.nfc().collect(),
    };
    Normal { text, left_out }
}

/// Whether a text is in its normal form for certain, as most are: asked of a stretch of bytes at
/// a time, and of single characters only where a stretch is not ASCII alone.
fn is_plainly_normal(text: &str) -> bool {
    const STRETCH: usize = 32;
    let mut at = 0;
    while let Some(stretch) = text
        .as_bytes()
        .get(at..)
        .and_then(<[u8]>::first_chunk::<STRETCH>)
    {
        // Every byte is looked at, so that they are compared side by side.
        let plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
        let others = stretch
            .iter()
            .fold(0, |others, byte| others | u8::from(!plain(*byte)));
        if others == 0 {
            at += STRETCH;
            continue;
        }
        let end = at + STRETCH;
        for c in text[at..].chars() {
            if !stays(c) {
                return false;
            }
            at += c.len_utf8();
            if at >= end {
                break;
            }
        }
    }
    text[at..].chars().all(stays)
}

/// Whether the character stays as it is whatever stands beside it.
fn stays(c: char) -> bool {
    match c {
        '\n' | '\t' | ' '..='~' | '\u{a0}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' => true,
        '\u{2028}' | '\u{2029}' | '\u{feff}' => false,
        c => {
            !c.is_control()
                && canonical_combining_class(c) == 0
                && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn line_ends_marks_controls_and_accents() {
        let normal = normalise("\u{feff}a\r\nb\rc\u{2028}d\0e\u{7}\tcafe\u{301}");
        assert_eq!(normal.text, "a\nb\nc\nde\tcafé");
        assert_eq!(normal.left_out, 2);
    }

    #[test]
    fn what_stays_is_normal_beside_anything() {
        for c in ('\u{a0}'..='\u{2ff}').chain('\u{2010}'..='\u{2027}') {
            assert_eq!(is_nfc_quick(std::iter::once(c)), IsNormalized::Yes, "{c:?}");
            assert_eq!(canonical_combining_class(c), 0, "{c:?}");
        }
        let long = "“Für 5 € – так”, said\n\tevery one of them. ".repeat(9);
        assert!(is_plainly_normal(&long));
        for other in ["\r", "\u{7}", "\u{2028}", "e\u{301}", "\u{feff}", "\u{85}"] {
            assert!(
                !is_plainly_normal(&format!("{long}{other}{long}")),
                "{other:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_stretch_hides_nothing(before in "[ -~é’\\n]{0,80}", c in any::<char>(), after in "[ -~]{0,40}") {
            let text = format!("{before}{c}{after}");
            prop_assert_eq!(is_plainly_normal(&text), text.chars().all(stays));
        }

        #[test]
        fn the_normal_form_is_stable(text in any::<String>()) {
            let once = normalise(&text).text;
            let twice = normalise(&once);
            prop_assert_eq!(&twice.text, &once);
            prop_assert_eq!(twice.left_out, 0);
            prop_assert_eq!(once.find(['\r', '\u{feff}', '\0']), None);
        }
    }
}
