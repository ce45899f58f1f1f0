//! The lines at the top of a text that speak about it: labels, byline, date, front matter.
//!
//! They are only read here, never cut out: positions count from the first character.

use super::metadata::{Field, Metadata};
use super::opening::{self, Dateline};
use super::{Warning, date};

/// How many lines at the top can belong to a header.
const MOST_LINES: usize = 40;

/// How long a header line can be, in bytes; prose is longer.
pub(super) const LONGEST_LINE: usize = 600;

/// What the top of a text says, and where the prose starts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    pub metadata: Metadata,
    pub warnings: Vec<Warning>,
    /// The first byte after the header lines.
    pub body: usize,
}

/// Reads the top of a text: header lines, and a headline among them.
pub(super) fn read(text: &str) -> Header {
    let mut header = Header::default();
    let mut headline = None;
    let mut offset = 0;
    let mut lines = text.split_inclusive('\n').take(MOST_LINES).peekable();
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        let mut end = offset + line.len();
        let mut last = false;
        if trimmed.is_empty() || trimmed == "---" {
            // Belongs to whatever stands around it.
        } else if let Some((field, value)) = field(trimmed) {
            header.metadata.set(field, value, &mut header.warnings);
        } else if let Some(stamp) = stamp(line) {
            header
                .metadata
                .set(Field::Published, stamp.date, &mut header.warnings);
            end = offset + stamp.length;
            last = true;
        } else if let Some(Dateline { publisher, length }) = opening::dateline(line) {
            header
                .metadata
                .set(Field::Publisher, publisher, &mut header.warnings);
            end = offset + length;
            last = true;
        } else if headline.is_none() && opening::is_headline(trimmed, lines.peek().copied()) {
            headline = Some(trimmed);
        } else {
            break;
        }
        offset = end;
        header.body = end;
        if last {
            break;
        }
    }
    if let Some(headline) = headline {
        header
            .metadata
            .set(Field::Title, headline, &mut header.warnings);
    }
    header
}

/// Whether a line speaks about the text instead of being part of it.
pub(super) fn is_header_line(line: &str) -> bool {
    field(line.trim()).is_some()
}

/// The lines between `---` and `---` at the start of a Markdown file, and where the rest starts.
pub(super) fn front_matter(source: &str) -> Option<Header> {
    let rest = source.strip_prefix("---")?;
    let rest = &rest[rest.find('\n').filter(|at| rest[..*at].trim().is_empty())? + 1..];
    let start = source.len() - rest.len();
    let mut header = Header::default();
    let mut end = start;
    let mut listed = None;
    let mut any = false;
    for line in rest.split_inclusive('\n') {
        end += line.len();
        let trimmed = line.trim();
        if matches!(trimmed, "---" | "...") {
            header.body = end;
            return any.then_some(header);
        }
        if let (Some(field), Some(item)) = (listed, trimmed.strip_prefix("- ")) {
            add_item(&mut header, field, unquoted(item));
        } else if let Some((label, value)) = trimmed.split_once(':') {
            any = true;
            let field = Field::labelled(label);
            let value = value.trim();
            listed = field.filter(|_| value.is_empty());
            if let Some(field) = field {
                let inner = value
                    .strip_prefix('[')
                    .and_then(|value| value.strip_suffix(']'));
                for item in inner.map_or_else(|| vec![value], |list| list.split(',').collect()) {
                    add_item(&mut header, field, unquoted(item));
                }
            }
        }
    }
    None
}

/// One of several authors joins the others; any other field keeps its first value.
fn add_item(header: &mut Header, field: Field, item: &str) {
    let byline = &mut header.metadata.byline;
    if field == Field::Byline && !byline.is_empty() && !item.is_empty() {
        byline.push_str(", ");
        byline.push_str(item);
    } else {
        header.metadata.set(field, item, &mut header.warnings);
    }
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    ['"', '\'']
        .iter()
        .find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(value)
}

/// The field that a line names by a label, or shows as a byline or a bare date.
fn field(line: &str) -> Option<(Field, &str)> {
    if line.len() >= LONGEST_LINE {
        return None;
    }
    if let Some((label, value)) = line.split_once(':')
        && let Some(field) = Field::labelled(label)
        && stamp(line).is_none()
    {
        return Some((field, value));
    }
    if let Some(names) = byline(line) {
        return Some((Field::Byline, names));
    }
    let bare = [
        "published on ",
        "published ",
        "posted on ",
        "posted ",
        "date ",
    ]
    .iter()
    .find_map(|word| strip_prefix_in_any_case(line, word))
    .unwrap_or(line);
    let is_day = match date::read(bare) {
        date::Written::Known(when) => when.precision() == crate::model::Precision::Day,
        date::Written::Ambiguous => true,
        date::Written::None => false,
    };
    is_day.then_some((Field::Published, bare))
}

/// The names of a line like `By Anna Holt and John Roe, The Example`; a sentence that starts
/// with “By” has small words in it.
fn byline(line: &str) -> Option<&str> {
    let names = strip_prefix_in_any_case(line, "by ")?.trim();
    let is_name = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.is_empty()
            || word.starts_with(char::is_uppercase)
            || matches!(
                word,
                "and"
                    | "with"
                    | "for"
                    | "in"
                    | "of"
                    | "the"
                    | "at"
                    | "de"
                    | "la"
                    | "van"
                    | "von"
                    | "der"
                    | "den"
                    | "al"
                    | "el"
                    | "bin"
                    | "da"
                    | "di"
                    | "du"
            )
    };
    let fits = names.chars().count() <= 100
        && names.starts_with(char::is_uppercase)
        && !names.ends_with(['.', ',', ':', ';'])
        && !names.contains(|c: char| c.is_ascii_digit())
        && names.split_whitespace().all(is_name);
    fits.then_some(names)
}

/// A date that runs into the first sentence: ` date 2024-11-07 The president said …`.
struct Stamp<'a> {
    date: &'a str,
    /// How many bytes of the line it takes, up to the sentence.
    length: usize,
}

fn stamp(line: &str) -> Option<Stamp<'_>> {
    let rest = strip_prefix_in_any_case(line.trim_start(), "date")?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let rest = rest.strip_prefix(char::is_whitespace)?.trim_start();
    let date = rest
        .get(..10)
        .filter(|date| date.parse::<jiff::civil::Date>().is_ok())?;
    let sentence = rest[10..].strip_prefix(char::is_whitespace)?.trim_start();
    let is_prose = sentence.starts_with(|c: char| c.is_alphabetic() || "\"“‘'$€£".contains(c))
        && sentence.split_whitespace().nth(3).is_some();
    is_prose.then_some(Stamp {
        date,
        length: line.len() - sentence.len(),
    })
}

fn strip_prefix_in_any_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let start = text.get(..prefix.len())?;
    start
        .eq_ignore_ascii_case(prefix)
        .then(|| &text[prefix.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_in_any_case_and_order() {
        let header = read(
            "PUBLISHED: Dec. 3, 2024\nsource: https://example.org/x\nOutlet: The Example\n\
             Author: Anna Holt\nLanguage: English\nTitle: Words\n\nProse: it starts here.",
        );
        let metadata = header.metadata;
        assert_eq!(metadata.title, "Words");
        assert_eq!(metadata.publisher, "The Example");
        assert_eq!(metadata.byline, "Anna Holt");
        assert_eq!(metadata.published.unwrap().to_string(), "2024-12-03");
        assert_eq!(metadata.url, "https://example.org/x");
        assert_eq!(metadata.language, "en");
    }

    #[test]
    fn headline_byline_and_date_without_labels() {
        let text = "Ministry counts drones\n\nBY ANNA HOLT AND JOHN ROE\nTuesday, 3 December 2024\n\
                    \nThe ministry counted 57 drones on Monday.";
        let header = read(text);
        assert_eq!(header.metadata.title, "Ministry counts drones");
        assert_eq!(header.metadata.byline, "ANNA HOLT AND JOHN ROE");
        assert_eq!(header.metadata.published.unwrap().to_string(), "2024-12-03");
        assert!(text[header.body..].starts_with("The ministry"));
    }

    #[test]
    fn a_date_that_runs_into_the_sentence() {
        let text = " date 2024-11-07 The minister is reported to plan a gift.\n\nMore.";
        let header = read(text);
        assert_eq!(header.metadata.published.unwrap().to_string(), "2024-11-07");
        assert!(text[header.body..].starts_with("The minister"));
    }

    #[test]
    fn prose_is_no_header() {
        for text in [
            "By Monday the army had lost the town.\n\nMore.",
            "The minister said: nothing is known.",
            "By the end of 2024 all was over, Smith said.",
        ] {
            let header = read(text);
            assert_eq!(header.metadata.byline, "", "{text}");
            assert_eq!(header.metadata.published, None);
        }
    }

    #[test]
    fn dates_that_cannot_be_read_are_said() {
        let header = read("Date: 03/12/2024\nPublished: soon\n\nProse is here.");
        assert_eq!(
            header.warnings,
            [
                Warning::AmbiguousDate("03/12/2024".to_owned()),
                Warning::UnknownDate("soon".to_owned())
            ]
        );
    }

    #[test]
    fn front_matter_of_markdown() {
        let source = "---\ntitle: \"A: b\"\nauthors:\n  - Anna Holt\n  - John Roe\n\
                      date: 2024-12-03\ntags: [war, aid]\n---\n# Heading\n";
        let header = front_matter(source).unwrap();
        assert_eq!(header.metadata.title, "A: b");
        assert_eq!(header.metadata.byline, "Anna Holt, John Roe");
        assert_eq!(header.metadata.published.unwrap().to_string(), "2024-12-03");
        assert_eq!(&source[header.body..], "# Heading\n");
        assert_eq!(front_matter("---\nwords\n---\nmore"), None);
        assert_eq!(front_matter("--- \nurl: x\n"), None);
    }
}
