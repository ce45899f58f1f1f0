//! Latin letters that a guess by frequency confuses: those of old Macintosh programs, and of
//! Hungarian.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1250, WINDOWS_1252};

/// The encoding that a text in Latin letters is in, where a guess says Windows-1252.
pub(super) fn settled(guess: &'static Encoding, bytes: &[u8]) -> &'static Encoding {
    if guess != WINDOWS_1252 {
        return guess;
    }
    let (western, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let slips = slips(&western);
    if slips > 0 && self::slips(&MACINTOSH.decode_without_bom_handling(bytes).0) * 3 < slips {
        return MACINTOSH;
    }
    if is_hungarian(&western) {
        return WINDOWS_1250;
    }
    guess
}

/// How many signs or capitals stand right behind a small letter and before another.
fn slips(text: &str) -> usize {
    let mut count = 0;
    let (mut before, mut last) = (' ', ' ');
    for c in text.chars() {
        if before.is_ascii_lowercase()
            && c.is_lowercase()
            && !last.is_ascii()
            && !last.is_lowercase()
            && !matches!(
                last,
                '’' | '‘' | '\u{ad}' | '·' | '–' | '—' | '…' | '\u{a0}' | '“' | '”'
            )
        {
            count += 1;
        }
        (before, last) = (last, c);
    }
    count
}

/// Whether `õ` and `û` stand beside the letters of Hungarian alone: then they are `ő` and `ű`.
fn is_hungarian(western: &str) -> bool {
    let has = |letters: &str| western.contains(|c| letters.contains(c));
    has("õû") && has("áé") && !has("äãçèêëôîñàâåæøùìòßÿÄÃÇÈÊÔÎÑÀÂ")
}
