//! Takes off a selection what was caught by accident: spaces and stray punctuation at its ends.
//!
//! A quote that becomes a claim should be the words and nothing else, yet never lose what
//! belongs to them: a currency sign, a per cent, a bracket or quotation mark whose partner is
//! inside, the apostrophe of a word, the dot of "U.S.".

use std::ops::Range;

/// `range` without spaces and stray punctuation at both ends. Stays inside `range`, on character
/// boundaries; empty (at the start of `range`) when nothing worth quoting is left.
pub fn trim_selection(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text
        .floor_char_boundary(range.end.min(text.len()))
        .max(start);
    let mut kept = start..end;
    loop {
        let before = kept.clone();
        if let Some(first) = text[kept.clone()].chars().next()
            && is_stray_first(text, &kept, first)
        {
            kept.start += first.len_utf8();
        }
        if let Some(last) = text[kept.clone()].chars().next_back()
            && is_stray_last(text, &kept, last)
        {
            kept.end -= last.len_utf8();
        }
        if kept == before {
            break;
        }
    }
    if kept.is_empty() { start..start } else { kept }
}

/// `range` without the spaces at both ends.
pub fn trimmed_spaces(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    start..(start + words.trim().len()).max(start)
}

/// Whether the words up to here end in an abbreviation, so that its dot is not a full stop.
pub fn ends_with_abbreviation(text: &str) -> bool {
    const KNOWN: &[&str] = &[
        "adm", "approx", "aug", "bn", "brig", "capt", "cf", "co", "col", "corp", "dec", "dept",
        "dr", "e.g", "est", "etc", "feb", "fig", "gen", "gov", "i.e", "inc", "jan", "jr", "lt",
        "ltd", "maj", "messrs", "mr", "mrs", "ms", "nov", "oct", "ph.d", "pp", "prof", "rep",
        "reps", "sen", "sens", "sep", "sept", "sgt", "sr", "st", "vol", "vs",
    ];
    let Some(text) = text.strip_suffix('.') else {
        return false;
    };
    let word = text
        .rsplit(|c: char| !(c.is_alphanumeric() || c == '.'))
        .next()
        .unwrap_or_default();
    // Single letters with dots between: "U.S", "p.m", "J" before a surname.
    let initials = !word.is_empty()
        && word.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        });
    // A lone capital is an initial ("J. Smith"), a lone small letter ends a sentence ("plan b.").
    let lone_small = initials && !word.contains('.') && word.chars().all(char::is_lowercase);
    (initials && !lone_small) || KNOWN.contains(&word.to_lowercase().as_str())
}

fn is_stray_first(text: &str, kept: &Range<usize>, first: char) -> bool {
    let inside = &text[kept.start + first.len_utf8()..kept.end];
    let before = text[..kept.start].chars().next_back();
    let next = inside.chars().next();
    match first {
        '(' | '[' | '{' => !has_partner(inside.chars(), first, closing_of(first)),
        // An apostrophe of a shortened word: "’90s".
        '\'' | '’' if next.is_some_and(char::is_numeric) => false,
        '"' | '\'' => !inside.contains(first),
        '“' | '‘' | '«' | '„' | '‹' => !inside.chars().any(|c| closes_quote(first, c)),
        // A sign of a number, unless it joins two: "5-10".
        '-' | '−' | '–' => {
            !next.is_some_and(|c| c.is_numeric() || "$€£".contains(c))
                || before.is_some_and(char::is_alphanumeric)
        }
        // ".5 million"
        '.' => !next.is_some_and(char::is_numeric) || before.is_some_and(char::is_alphanumeric),
        _ => is_stray_anywhere(first),
    }
}

fn is_stray_last(text: &str, kept: &Range<usize>, last: char) -> bool {
    let inside = &text[kept.start..kept.end - last.len_utf8()];
    match last {
        ')' | ']' | '}' => !has_partner(inside.chars().rev(), last, opening_of(last)),
        '.' => !ends_with_abbreviation(&text[kept.clone()]),
        '"' => !inside.contains('"'),
        // "the soldiers’" keeps its apostrophe.
        '\'' | '’' => {
            let opened = inside.contains(['‘', '‚']) || (last == '\'' && inside.contains('\''));
            !opened && !inside.ends_with(['s', 'S'])
        }
        '”' | '»' | '›' => !inside.chars().any(|c| closes_quote(c, last)),
        '“' => !inside.contains('„'),
        '-' | '−' | '–' => true,
        // These carry meaning: "really?"
        '?' | '!' => inside.chars().all(|c| !c.is_alphanumeric()),
        _ => is_stray_anywhere(last),
    }
}

fn is_stray_anywhere(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            ',' | ';'
                | ':'
                | '.'
                | '!'
                | '?'
                | '…'
                | '—'
                | '―'
                | '•'
                | '·'
                | '*'
                | '|'
                | '/'
                | '\\'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '"'
                | '“'
                | '”'
                | '„'
                | '‘'
                | '’'
                | '‚'
                | '\''
                | '«'
                | '»'
                | '‹'
                | '›'
                | '、'
                | '。'
                | '，'
                | '\u{200b}'
                | '\u{feff}'
        )
}

/// Whether, reading on from a bracket, its own partner comes (nested ones are skipped).
fn has_partner(rest: impl Iterator<Item = char>, bracket: char, partner: char) -> bool {
    let mut depth = 1_usize;
    for c in rest {
        if c == bracket {
            depth += 1;
        } else if c == partner {
            depth -= 1;
            if depth == 0 {
                return true;
            }
        }
    }
    false
}

fn closing_of(bracket: char) -> char {
    match bracket {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

fn opening_of(bracket: char) -> char {
    match bracket {
        ')' => '(',
        ']' => '[',
        _ => '{',
    }
}

fn closes_quote(open: char, close: char) -> bool {
    matches!(
        (open, close),
        ('“' | '„', '”') | ('„', '“') | ('‘', '’') | ('«', '»') | ('»', '«') | ('‹', '›')
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn trimmed(text: &str) -> &str {
        &text[trim_selection(text, 0..text.len())]
    }

    #[test]
    fn takes_off_spaces_and_stray_punctuation() {
        assert_eq!(trimmed("  $725 million, "), "$725 million");
        assert_eq!(
            trimmed("— nearly 600,000 casualties."),
            "nearly 600,000 casualties"
        );
        assert_eq!(trimmed("(about €1.5bn"), "about €1.5bn");
        assert_eq!(trimmed("the package”, he"), "the package”, he");
        assert_eq!(trimmed(", . ;"), "");
        assert_eq!(trimmed("• 31 tanks\n"), "31 tanks");
    }

    #[test]
    fn keeps_what_belongs_to_the_words() {
        for text in [
            "$500 million",
            "£3",
            "37%",
            "-5%",
            "the U.S.",
            "at 5 p.m.",
            "Lockheed Corp.",
            "(as of Friday) 31 dead",
            "31 dead (as of Friday)",
            "“We gave $5bn”",
            "“We gave $5bn,” he said",
            "the soldiers’",
            "’90s",
            "Kyiv's",
            "really?",
            "~500",
            ".5 million",
        ] {
            assert_eq!(trimmed(text), text);
        }
    }

    #[test]
    fn takes_off_only_the_unbalanced_bracket() {
        assert_eq!(trimmed("(31 dead (as of Friday)"), "31 dead (as of Friday)");
        assert_eq!(trimmed("31 dead (as of Friday))"), "31 dead (as of Friday)");
        assert_eq!(trimmed("\"the package"), "the package");
        assert_eq!(trimmed("the package.\""), "the package");
    }

    #[test]
    fn looks_at_the_words_around() {
        let text = "5-10 men";
        assert_eq!(trim_selection(text, 1..4), 2..4);
        assert_eq!(trim_selection(text, 3..300), 3..8);
    }

    proptest! {
        #[test]
        fn stays_inside_and_is_done_after_once(
            text in "(\\PC|[ .,()'\"“”’$%a-zA-Z0-9]){0,40}",
            a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>(),
        ) {
            let (a, b) = (a.index(text.len() + 1), b.index(text.len() + 1));
            let asked = text.floor_char_boundary(a.min(b))..text.floor_char_boundary(a.max(b));
            let kept = trim_selection(&text, asked.clone());
            prop_assert!(text.get(kept.clone()).is_some());
            prop_assert!(asked.start <= kept.start && kept.end <= asked.end);
            prop_assert_eq!(trim_selection(&text, kept.clone()), kept.clone());
            for c in text[kept.end..asked.end].chars().chain(text[asked.start..kept.start].chars()) {
                prop_assert!(kept.is_empty() || !c.is_alphanumeric());
            }
        }
    }
}
