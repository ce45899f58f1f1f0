//! What is printed on the pages of a PDF document, block by block, as the library finds it.

use serde::{Deserialize, Serialize};
use unpdf::model::{Block as Element, Page};
use unpdf::{Error, ParseOptions};

use super::super::Reason;
use super::super::blocks::{Block, Kind};
use super::super::fence::{self, LONGEST};

/// How deep arrays and dictionaries may stand in each other.
const DEEPEST: usize = 20_000;

/// The blocks of each page, and what the document says about itself.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct Printed {
    pub pages: Vec<Vec<Block>>,
    pub title: String,
    pub author: String,
}

/// Why nothing could be read, as one process tells it to another.
#[derive(Debug, Serialize, Deserialize)]
enum Trouble {
    Damaged(String),
    Protected,
    TooDeep,
    TooSlow,
    Failed,
}

/// Reads the pages; an empty password for a document that needs none.
pub(super) fn read(bytes: &[u8], password: &str) -> Result<Printed, Reason> {
    if nesting(bytes) > DEEPEST {
        return Err(Reason::TooDeep);
    }
    let mut settings = ParseOptions::new()
        .lenient()
        .sequential()
        .with_resources(false);
    if !password.is_empty() {
        settings = settings.with_password(password);
    }
    let document =
        unpdf::parse_bytes_with_options(bytes, settings).map_err(|error| match error {
            Error::Encrypted | Error::InvalidPassword => Reason::Protected,
            error => Reason::Damaged(error.to_string()),
        })?;
    Ok(Printed {
        pages: document.pages.iter().map(page_blocks).collect(),
        title: document.metadata.title.unwrap_or_default(),
        author: document.metadata.author.unwrap_or_default(),
    })
}

/// What the process that reads is asked: the password as a JSON text on a line, and the document.
pub(super) fn question(bytes: &[u8], password: &str) -> Vec<u8> {
    let mut question = serde_json::to_vec(password).unwrap_or_default();
    question.push(b'\n');
    question.extend_from_slice(bytes);
    question
}

/// What the process that reads answers: the pages or the trouble, as JSON.
pub(in super::super) fn answer(question: Vec<u8>) -> Vec<u8> {
    let told = fence::run(LONGEST, move || {
        let end = memchr::memchr(b'\n', &question).unwrap_or(0);
        let password: String = serde_json::from_slice(&question[..end]).unwrap_or_default();
        read(&question[(end + 1).min(question.len())..], &password)
    })
    .map_err(|reason| match reason {
        Reason::Damaged(how) => Trouble::Damaged(how),
        Reason::Protected => Trouble::Protected,
        Reason::TooDeep => Trouble::TooDeep,
        Reason::TooSlow => Trouble::TooSlow,
        _ => Trouble::Failed,
    });
    serde_json::to_vec(&told).unwrap_or_default()
}

/// What such an answer says.
pub(super) fn of_answer(answer: &[u8]) -> Result<Printed, Reason> {
    match serde_json::from_slice::<Result<Printed, Trouble>>(answer) {
        Ok(Ok(printed)) => Ok(printed),
        Ok(Err(trouble)) => Err(match trouble {
            Trouble::Damaged(how) => Reason::Damaged(how),
            Trouble::Protected => Reason::Protected,
            Trouble::TooDeep => Reason::TooDeep,
            Trouble::TooSlow => Reason::TooSlow,
            Trouble::Failed => Reason::ReaderFailed,
        }),
        Err(_) => Err(Reason::ReaderFailed),
    }
}

fn page_blocks(page: &Page) -> Vec<Block> {
    let mut blocks = Vec::new();
    for element in &page.elements {
        match element {
            Element::Paragraph(paragraph) => {
                let text = mended(&paragraph.plain_text());
                let kind = match paragraph.heading_level() {
                    Some(level) => Kind::Heading(level),
                    None if paragraph.is_list_item() => Kind::Item {
                        depth: 0,
                        number: None,
                    },
                    None => Kind::Paragraph,
                };
                push(&mut blocks, kind, &text);
            }
            Element::Table(table) => {
                for row in &table.rows {
                    push(&mut blocks, Kind::Row, &spelled(&row.plain_text()));
                }
            }
            Element::Code { content } => push(&mut blocks, Kind::Verbatim, &spelled(content)),
            Element::Raw { content } => push(&mut blocks, Kind::Paragraph, &mended(content)),
            _ => {}
        }
    }
    blocks
}

fn push(blocks: &mut Vec<Block>, kind: Kind, text: &str) {
    let text = text.trim();
    if !text.is_empty() {
        blocks.push(Block {
            kind,
            ..Block::paragraph(text)
        });
    }
}

/// Ligatures as the letters that they stand for.
fn spelled(text: &str) -> String {
    if !text.contains(|c| ('\u{fb00}'..='\u{fb06}').contains(&c)) {
        return text.to_owned();
    }
    let mut spelled = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{fb00}' => spelled.push_str("ff"),
            '\u{fb01}' => spelled.push_str("fi"),
            '\u{fb02}' => spelled.push_str("fl"),
            '\u{fb03}' => spelled.push_str("ffi"),
            '\u{fb04}' => spelled.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => spelled.push_str("st"),
            c => spelled.push(c),
        }
    }
    spelled
}

/// A paragraph as one line, its broken words joined.
fn mended(text: &str) -> String {
    let text = spelled(text);
    let mut whole = String::with_capacity(text.len());
    for line in text.lines() {
        join(&mut whole, line.trim());
    }
    // A soft hyphen is seen only where a line ends.
    let whole = in_reading_order(whole.replace("\u{ad} ", ""));
    // A break that the line ends no longer show: `out- put`.
    let mut mended = String::with_capacity(whole.len());
    let mut rest = whole.as_str();
    while let Some(at) = rest.find("- ") {
        let before = rest[..at].chars().next_back();
        let after = rest[at + 2..].split(' ').next().unwrap_or_default();
        let broken = before.is_some_and(char::is_lowercase)
            && after.starts_with(char::is_lowercase)
            && !matches!(
                after,
                "and" | "or" | "to" | "und" | "oder" | "et" | "ou" | "y" | "o"
            );
        mended.push_str(&rest[..at]);
        if !broken {
            mended.push_str("- ");
        }
        rest = &rest[at + 2..];
    }
    mended.push_str(rest);
    mended
}

/// The letters lam and alef are one sign in Arabic print; where its two letters were taken from
/// left to right, a word begins as no Arabic word does.
fn in_reading_order(text: String) -> String {
    const TURNED: &[(&str, &str)] = &[
        ("اال", "الا"),
        ("األ", "الأ"),
        ("اإل", "الإ"),
        ("اآل", "الآ"),
        ("لأل", "للأ"),
        ("لإل", "للإ"),
    ];
    if !text.contains('ا') {
        return text;
    }
    TURNED
        .iter()
        .fold(text, |text, (turned, right)| text.replace(turned, right))
}

/// Adds a line to what stands before it.
pub(super) fn join(text: &mut String, line: &str) {
    if line.is_empty() {
        return;
    }
    let broken = text.ends_with(['-', '\u{ad}', '\u{2010}'])
        && line.starts_with(char::is_lowercase)
        && text.chars().rev().nth(1).is_some_and(char::is_alphabetic);
    if broken {
        text.pop();
    } else if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
    text.push_str(line);
}

/// How deep arrays seem to open in each other anywhere in the file, at most. Bytes of pictures open
/// and close some by chance.
fn nesting(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for at in memchr::memchr2_iter(b'[', b']', bytes) {
        if bytes[at] == b'[' {
            depth += 1;
            deepest = deepest.max(depth);
        } else {
            depth = depth.saturating_sub(1);
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_process_answers_another_understands() {
        let answered = of_answer(&answer(question(b"%PDF-1.4 no more", "")));
        assert!(matches!(answered, Err(Reason::Damaged(_))), "{answered:?}");
        let deep = [b"%PDF-1.4 ".as_slice(), &b"[".repeat(DEEPEST + 1)].concat();
        let answered = of_answer(&answer(question(&deep, "secret")));
        assert_eq!(answered, Err(Reason::TooDeep));
        let printed = Printed {
            pages: vec![vec![Block::paragraph("words")]],
            title: "Title".to_owned(),
            author: String::new(),
        };
        let told = serde_json::to_vec(&Ok::<_, Trouble>(&printed)).unwrap();
        assert_eq!(of_answer(&told), Ok(printed));
        assert_eq!(of_answer(b"half an ans"), Err(Reason::ReaderFailed));
    }

    #[test]
    fn lam_and_alef_stand_in_their_order() {
        assert_eq!(
            mended("تجددت االشتباكات في األسبوع"),
            "تجددت الاشتباكات في الأسبوع"
        );
        assert_eq!(mended("rushing as\u{ad} sistance"), "rushing assistance");
    }
}
