//! Words of an article as they are quoted elsewhere: with their source, and a link that leads to
//! them on the page they were published on.
//!
//! The link is the page's address with a text directive (URL Fragment Text Directives, WICG:
//! `#:~:text=[prefix-,]start[,end][,-suffix]`): a browser goes to the words and marks them. Words
//! that stand once need no more than themselves; others get as much of what stands around them
//! as tells them apart.

use std::fmt::Write as _;
use std::ops::Range;

use memchr::memmem;

use crate::model::{Article, When};

/// Longer words are named by their beginning and their end, in characters.
const LONG: usize = 120;
/// How many words of a long quote's beginning and end are named.
const ENDS: usize = 4;
/// How many words of context are tried on each side.
const CONTEXT: usize = 8;

/// Words with where they are from: `“…” — Title, Publisher, 3 Dec 2024, link`. None where the
/// range holds no words of the article.
pub fn quotation(article: &Article, range: Range<usize>) -> Option<String> {
    let words = article.text.get(range.clone())?;
    let named = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let parts = [
        named(article.display_title()),
        named(&article.publisher),
        article.published.map(When::spoken),
        link(article, range),
    ];
    let source: Vec<String> = parts.into_iter().flatten().collect();
    Some(format!("“{}” — {}", words.trim(), source.join(", ")))
}

/// The address of an article's words; none where it has no address or they are no words.
pub fn link(article: &Article, range: Range<usize>) -> Option<String> {
    let url = article.url.trim();
    let is_page = ["http://", "https://"].iter().any(|scheme| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    if !is_page || url.contains(char::is_whitespace) {
        return None;
    }
    let directive = directive(&article.text, range)?;
    // What comes after `:~:` was for the browser alone; the page's own fragment stays.
    let (page, had) = url.split_once(":~:").unwrap_or((url, ""));
    let hash = if had.is_empty() && !page.contains('#') {
        "#"
    } else {
        ""
    };
    Some(format!("{page}{hash}:~:text={directive}"))
}

/// The value of a text directive for the words at `range`.
fn directive(text: &str, range: Range<usize>) -> Option<String> {
    let words = whole_words(text, range)?;
    let (start, end) = ends(&text[words.clone()]);
    let start_ends = words.start + start.len();
    let (before, after) = around(text, &words);
    let page = Page::of(text);
    let (mut prefix, mut suffix) = ("", "");
    for context in 0..=CONTEXT {
        let from = context
            .checked_sub(1)
            .and_then(|at| before.get(at).or(before.last()));
        let to = context
            .checked_sub(1)
            .and_then(|at| after.get(at).or(after.last()));
        let (from, to) = (
            from.copied().unwrap_or(words.start),
            to.copied().unwrap_or(words.end),
        );
        prefix = text[from..words.start].trim();
        suffix = text[words.end..to].trim();
        // What a browser looks for in one piece: long words only begin there.
        let sought = from..if end.is_some() { start_ends } else { to };
        if page.count(&text[sought]) < 2 {
            break;
        }
    }
    let mut directive = String::new();
    if !prefix.is_empty() {
        encode(prefix, &mut directive);
        directive.push_str("-,");
    }
    encode(start, &mut directive);
    if let Some(end) = end {
        directive.push(',');
        encode(end, &mut directive);
    }
    if !suffix.is_empty() {
        directive.push_str(",-");
        encode(suffix, &mut directive);
    }
    Some(directive)
}

/// The range without stray space, and with the rest of the words that it cuts: a browser looks
/// for whole words.
fn whole_words(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let quote = text.get(range.clone())?;
    let trimmed = quote.trim();
    if !trimmed.contains(char::is_alphanumeric) {
        return None;
    }
    let start = range.start + (quote.len() - quote.trim_start().len());
    let end = start + trimmed.len();
    let cuts = |edge: Option<char>| edge.is_some_and(char::is_alphanumeric);
    let length = |word: &mut dyn Iterator<Item = char>| -> usize {
        let rest = word.take_while(|c| c.is_alphanumeric());
        rest.map(char::len_utf8).sum()
    };
    let mut wider = start..end;
    if cuts(trimmed.chars().next()) {
        wider.start -= length(&mut text[..start].chars().rev());
    }
    if cuts(trimmed.chars().next_back()) {
        wider.end += length(&mut text[end..].chars());
    }
    Some(wider)
}

/// Short words whole; long ones, and those that run over lines, by beginning and end: what a
/// browser looks for in one piece must stand in one paragraph.
fn ends(quote: &str) -> (&str, Option<&str>) {
    if quote.chars().nth(LONG).is_none() && !quote.contains('\n') {
        return (quote, None);
    }
    let first = quote.lines().next().unwrap_or(quote);
    let last = quote.lines().next_back().unwrap_or(quote);
    let mut spaces = first.match_indices(char::is_whitespace);
    let start = spaces.nth(ENDS - 1).map_or(first, |(at, _)| &first[..at]);
    let mut spaces = last.rmatch_indices(char::is_whitespace);
    let end = spaces
        .nth(ENDS - 1)
        .map_or(last, |(at, space)| &last[at + space.len()..]);
    (start.trim(), Some(end.trim()))
}

/// Where the words of the same line start before the range, and end after it, the nearest first.
fn around(text: &str, range: &Range<usize>) -> (Vec<usize>, Vec<usize>) {
    let line_start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[range.end..]
        .find('\n')
        .map_or(text.len(), |at| range.end + at);
    let before = text[line_start..range.start].trim_end();
    let mut starts: Vec<usize> = before
        .rmatch_indices(char::is_whitespace)
        .map(|(at, space)| line_start + at + space.len())
        .filter(|at| !text[*at..range.start].trim().is_empty())
        .take(CONTEXT)
        .collect();
    if starts.len() < CONTEXT && !before.is_empty() {
        starts.push(line_start);
    }
    let rest = &text[range.end..line_end];
    let after = rest.trim_start();
    let offset = range.end + (rest.len() - after.len());
    let mut ends: Vec<usize> = after
        .match_indices(char::is_whitespace)
        .map(|(at, _)| offset + at)
        .take(CONTEXT)
        .collect();
    if ends.len() < CONTEXT && !after.is_empty() {
        ends.push(line_end);
    }
    (starts, ends)
}

/// A text as a browser searches it: in small letters, with single spaces.
struct Page(String);

impl Page {
    fn of(text: &str) -> Self {
        let words: Vec<&str> = text.split_whitespace().collect();
        Self(words.join(" ").to_lowercase())
    }

    fn count(&self, words: &str) -> usize {
        let Self(words) = Self::of(words);
        memmem::find_iter(self.0.as_bytes(), words.as_bytes()).count()
    }
}

/// Percent-encodes a part of a directive: all but letters, digits and what has no meaning in an
/// address or a directive. A hyphen has one.
fn encode(part: &str, into: &mut String) {
    for word in part.split_inclusive(char::is_whitespace) {
        let spaced = word.trim_end();
        for byte in spaced.bytes() {
            if byte.is_ascii_alphanumeric() || b"_.!~*'()".contains(&byte) {
                into.push(char::from(byte));
            } else {
                // Writing to a String cannot fail.
                let _ = write!(into, "%{byte:02X}");
            }
        }
        if spaced.len() < word.len() && !into.ends_with("%20") {
            into.push_str("%20");
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clock::Clock;
    use crate::import::{Options, read_bytes};

    const TEXT: &str = "Aid – a list\n\nThe ministry gave $5 million to the town-hall, and $5 \
                        million to the port. Nobody, it said, had asked.\n\nThe end of it.\n";

    fn article(text: &str, url: &str) -> Article {
        let read = read_bytes("a.txt", text.as_bytes(), &Options::default()).unwrap();
        let clock = Clock::fixed("2025-01-01T00:00:00Z".parse().unwrap());
        Article {
            title: "Two gifts".to_owned(),
            publisher: "Harbour Wire".to_owned(),
            published: "2024-12-03".parse().ok(),
            url: url.to_owned(),
            ..read.into_article(&clock)
        }
    }

    fn link_to(words: &str, nth: usize) -> String {
        let article = article(TEXT, "https://example.org/a");
        let (start, _) = article.text.match_indices(words).nth(nth).unwrap();
        link(&article, start..start + words.len()).unwrap()
    }

    #[test]
    fn words_that_stand_once_are_named_alone() {
        let start = "https://example.org/a#:~:text=";
        let link = |words| link_to(words, 0).replace(start, "");
        assert_eq!(link("Nobody, it said"), "Nobody%2C%20it%20said");
        assert_eq!(link("town-hall"), "town%2Dhall");
        assert_eq!(link("own-hal"), "town%2Dhall");
        assert_eq!(link("Aid – a "), "Aid%20%E2%80%93%20a");
    }

    #[test]
    fn words_that_stand_twice_take_as_much_context_as_they_need() {
        let start = "https://example.org/a#:~:text=";
        let link = |words, nth| link_to(words, nth).replace(start, "");
        assert_eq!(link("$5 million", 0), "gave-,%245%20million,-to");
        assert_eq!(link("$5 million", 1), "and-,%245%20million,-to");
    }

    #[test]
    fn words_over_paragraphs_are_named_by_their_ends() {
        let link = link_to(
            "to the port. Nobody, it said, had asked.\n\nThe end of it.",
            0,
        );
        assert_eq!(
            link,
            "https://example.org/a#:~:text=to%20the%20port.%20Nobody%2C,The%20end%20of%20it."
        );
    }

    #[test]
    fn a_page_keeps_its_own_fragment_and_what_is_no_page_has_no_link() {
        let at = 14..22;
        let of = |url: &str| link(&article(TEXT, url), at.clone());
        assert!(
            of("https://example.org/#part")
                .unwrap()
                .contains("/#part:~:text=")
        );
        assert!(
            of("https://example.org/#:~:text=old")
                .unwrap()
                .contains("/#:~:text=")
        );
        assert!(
            !of("https://example.org/#:~:text=old")
                .unwrap()
                .contains("old")
        );
        for none in [
            "",
            "example.org",
            "javascript:alert(1)",
            "https://exa mple.org",
        ] {
            assert_eq!(of(none), None, "{none}");
        }
        assert_eq!(link(&article(TEXT, "https://example.org"), 4..5), None);
    }

    #[test]
    fn a_quotation_names_its_source() {
        let start = TEXT.find("Nobody").unwrap();
        let quoted = |url| quotation(&article(TEXT, url), start..start + 7);
        let source = "“Nobody,” — Two gifts, Harbour Wire, 3 Dec 2024";
        assert_eq!(quoted("").as_deref(), Some(source));
        let link = ", https://example.org/a#:~:text=Nobody%2C";
        assert_eq!(
            quoted("https://example.org/a"),
            Some(format!("{source}{link}"))
        );
        assert_eq!(quotation(&article(TEXT, ""), 4..900), None);
    }

    proptest! {
        #[test]
        fn any_range_gives_a_clean_link(text in "[a-cé –,&\n.]{1,60}", from in 0..60_usize, to in 0..60_usize) {
            let article = article(&format!("a {text}"), "https://example.org");
            let (from, to) = (from.min(to), from.max(to));
            if let Some(link) = link(&article, from..to) {
                let directive = link.strip_prefix("https://example.org#:~:text=").unwrap();
                prop_assert!(directive.is_ascii());
                prop_assert!(!directive.contains(['&', ' ', '\n', '#']));
                let parts: Vec<&str> = directive.split(',').collect();
                prop_assert!(parts.len() <= 4);
                for part in parts {
                    prop_assert!(!part.is_empty() && !part.trim_matches('-').contains('-'));
                }
            }
        }
    }
}
