//! PDF documents (ISO 32000): the text in reading order, with words that were broken at line ends
//! joined, ligatures spelled out, and the running heads and feet of pages left out.

use std::collections::BTreeMap;

use unpdf::model::{Block as Printed, Page};
use unpdf::{Error, ParseOptions};

use super::blocks::{Block, Kind};
use super::format::Reading;
use super::{Options, Reason, office};

/// How deep arrays and dictionaries may stand in each other.
const DEEPEST: usize = 20_000;

/// Reads a PDF document.
pub(super) fn read(bytes: &[u8], _: &Options) -> Result<Reading, Reason> {
    if nesting(bytes) > DEEPEST {
        return Err(Reason::TooDeep);
    }
    let settings = ParseOptions::new()
        .lenient()
        .sequential()
        .with_resources(false);
    let document =
        unpdf::parse_bytes_with_options(bytes, settings).map_err(|error| match error {
            Error::Encrypted | Error::InvalidPassword => Reason::Protected,
            error => Reason::Damaged(error.to_string()),
        })?;
    let mut pages: Vec<Vec<Block>> = document.pages.iter().map(page_blocks).collect();
    leave_out_running_lines(&mut pages);
    let mut found: Vec<Block> = Vec::new();
    for page in pages {
        for block in page {
            match found.last_mut() {
                Some(last) if goes_on(last, &block) => join(&mut last.text, &block.text),
                _ => found.push(block),
            }
        }
    }
    let letters: usize = found
        .iter()
        .map(|block| block.text.chars().filter(|c| c.is_alphanumeric()).count())
        .sum();
    if letters < 20 {
        return Err(if document.pages.is_empty() {
            Reason::Damaged("it has no pages".to_owned())
        } else {
            Reason::Scanned
        });
    }
    let about = document.metadata;
    let stated = office::Stated {
        title: about.title.unwrap_or_default(),
        creators: about
            .author
            .into_iter()
            .filter(|author| !author.trim().is_empty())
            .collect(),
        ..office::Stated::default()
    };
    Ok(office::reading(&found, String::new(), stated))
}

fn page_blocks(page: &Page) -> Vec<Block> {
    let mut blocks = Vec::new();
    for element in &page.elements {
        match element {
            Printed::Paragraph(paragraph) => {
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
            Printed::Table(table) => {
                for row in &table.rows {
                    push(&mut blocks, Kind::Row, &spelled(&row.plain_text()));
                }
            }
            Printed::Code { content } => push(&mut blocks, Kind::Verbatim, &spelled(content)),
            Printed::Raw { content } => push(&mut blocks, Kind::Paragraph, &mended(content)),
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

/// Adds a line to what stands before it.
fn join(text: &mut String, line: &str) {
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

/// Whether a block goes on in the next, which stands in another column or on another page.
fn goes_on(last: &Block, next: &Block) -> bool {
    last.kind == Kind::Paragraph
        && next.kind == Kind::Paragraph
        && next.text.starts_with(char::is_lowercase)
        && !last
            .text
            .ends_with(['.', '!', '?', ':', '”', '"', '…', '»'])
        && last.text.len() > 60
}

/// Leaves out the first and last lines of pages that come again and again, and numbers of pages.
fn leave_out_running_lines(pages: &mut [Vec<Block>]) {
    const EDGE: usize = 3;
    let shape = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| if c.is_ascii_digit() { '0' } else { c })
            .collect::<String>()
            .replace("00", "0")
    };
    let is_number = |text: &str| {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        text.len() <= 12
            && digits > 0
            && digits <= 4
            && text
                .chars()
                .all(|c| c.is_ascii_digit() || " -–—|/.•[]()".contains(c))
    };
    let edges = |page: &[Block]| -> Vec<usize> {
        let last = page.len();
        (0..last.min(EDGE))
            .chain(last.saturating_sub(EDGE).max(EDGE.min(last))..last)
            .collect()
    };
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages.iter() {
        let mut of_page: Vec<String> = edges(page)
            .into_iter()
            .filter(|at| page[*at].text.len() <= 200)
            .map(|at| shape(&page[at].text))
            .collect();
        of_page.sort();
        of_page.dedup();
        for shape in of_page {
            *seen.entry(shape).or_default() += 1;
        }
    }
    let count = pages.len();
    let often = if count <= 3 { 2 } else { (count / 4).max(3) };
    for page in pages.iter_mut() {
        let at_edge = edges(page);
        let mut at = 0;
        page.retain(|block| {
            let here = at;
            at += 1;
            let running = block.text.len() <= 200
                && count > 1
                && seen
                    .get(&shape(&block.text))
                    .is_some_and(|times| *times >= often);
            !(at_edge.contains(&here) && (running || (count > 1 && is_number(&block.text))))
        });
    }
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
