//! The one normal form of a text: LF line ends, no byte order mark, no control characters, NFC.

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// A text in its normal form, and how many control characters were left out of it.
pub(super) struct Normal {
    pub text: String,
    pub left_out: usize,
}

/// Brings a text into its normal form. A text that is in it stays as it is.
pub(super) fn normalise(text: &str) -> Normal {
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

    proptest! {
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
