//! PDF documents (ISO 32000): the text in reading order, with words that were broken at line ends
//! joined, ligatures spelled out, and the running heads and feet of pages left out.
//!
//! What is printed on the pages is read in a process of its own where the program can start one
//! ([`printed`]), for no thread holds a library that overflows its stack.

mod printed;
mod running;

use super::blocks::{Block, Kind};
use super::fence::{self, LONGEST};
use super::format::Reading;
use super::{Options, Reason, office};
use printed::Printed;
pub(super) use printed::answer;

/// How few letters on several pages are no text.
const FEWEST: usize = 20;

/// Reads a PDF document.
pub(super) fn read(bytes: &[u8], _: &Options) -> Result<Reading, Reason> {
    read_protected(bytes, "")
}

/// Reads a PDF document that is opened by a password; an empty one for those that need none.
pub(super) fn read_protected(bytes: &[u8], password: &str) -> Result<Reading, Reason> {
    let Printed {
        mut pages,
        title,
        author,
    } = match fence::process::ask(&printed::question(bytes, password), LONGEST) {
        Some(answer) => printed::of_answer(&answer?)?,
        None => printed::read(bytes, password)?,
    };
    let count = pages.len();
    running::leave_out(&mut pages);
    let mut found: Vec<Block> = Vec::new();
    for block in pages.into_iter().flatten() {
        match found.last_mut() {
            Some(last) if goes_on(last, &block) => printed::join(&mut last.text, &block.text),
            _ => found.push(block),
        }
    }
    for block in &mut found {
        block.text.retain(|c| c != '\u{ad}');
    }
    let letters: usize = found
        .iter()
        .map(|block| block.text.chars().filter(|c| c.is_alphanumeric()).count())
        .sum();
    // A scanned document may carry a stamp or a number; a page of few words is one of few words.
    if letters == 0 || (letters < FEWEST && count > 1) {
        return Err(if count == 0 {
            Reason::Damaged("it has no pages".to_owned())
        } else {
            Reason::Scanned
        });
    }
    let stated = office::Stated {
        title,
        creators: Some(author)
            .filter(|author| !author.trim().is_empty())
            .into_iter()
            .collect(),
        ..office::Stated::default()
    };
    Ok(office::reading(&found, String::new(), stated))
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
