//! The blocks of a document, and how they become lines: headings, paragraphs, items, quotes, rows.
//!
//! Structure is written as Markdown writes it, with one blank line between blocks; the words
//! themselves carry no signs. What explains a picture is set aside.

use serde::{Deserialize, Serialize};

/// What a block of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Kind {
    Paragraph,
    /// Of that level, 1 to 6.
    Heading(u8),
    /// Of a list within so many others, with its number where the list is numbered.
    Item {
        depth: usize,
        number: Option<u32>,
    },
    /// Of a table; cells are parted by tabs.
    Row,
    /// Text whose line ends and spaces mean something.
    Verbatim,
}

/// One block of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Block {
    pub kind: Kind,
    pub quoted: bool,
    pub text: String,
    /// How many bytes of it lead elsewhere.
    pub linked: usize,
}

/// The blocks of a document or a part of it, and the words under its pictures.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub blocks: Vec<Block>,
    pub captions: Vec<String>,
}

impl Block {
    pub(super) fn paragraph(text: impl Into<String>) -> Self {
        Self {
            kind: Kind::Paragraph,
            quoted: false,
            text: text.into(),
            linked: 0,
        }
    }

    /// The share of it that leads elsewhere, from 0 to 1.
    pub(super) fn linked_share(&self) -> f64 {
        self.linked as f64 / self.text.len().max(1) as f64
    }
}

/// Makes blocks out of pieces of lines, for formats that give them in order.
#[derive(Debug, Default)]
pub(super) struct Builder {
    pub blocks: Vec<Block>,
    pub line: String,
}

impl Builder {
    /// Ends the line that is being written as a block of that kind; an empty one is none.
    pub(super) fn end(&mut self, kind: Kind, quoted: bool) {
        let line = std::mem::take(&mut self.line);
        let text = line.trim();
        if !text.is_empty() {
            self.blocks.push(Block {
                kind,
                quoted,
                text: text.to_owned(),
                linked: 0,
            });
        }
    }

    /// Ends the line as a paragraph.
    pub(super) fn end_paragraph(&mut self) {
        self.end(Kind::Paragraph, false);
    }

    /// Adds a row of a table, unless all its cells are empty.
    pub(super) fn row(&mut self, cells: &[String]) {
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
            self.blocks.push(Block {
                kind: Kind::Row,
                ..Block::paragraph(cells.join("\t"))
            });
        }
    }
}

/// The first heading among blocks that are the beginning of a document.
pub(super) fn first_heading(blocks: &[Block]) -> Option<&str> {
    blocks
        .iter()
        .take(8)
        .find(|block| matches!(block.kind, Kind::Heading(_)))
        .map(|block| block.text.as_str())
}

/// The words of blocks in one line: what a cell or a note holds.
pub(super) fn joined(blocks: &[Block]) -> String {
    let words: Vec<&str> = blocks
        .iter()
        .flat_map(|block| block.text.split_whitespace())
        .collect();
    words.join(" ")
}

/// The blocks as one text that ends with a line end, unless there are none.
pub(super) fn lines(blocks: &[Block]) -> String {
    let mut text = String::new();
    let mut before: Option<&Block> = None;
    for block in blocks {
        if let Some(before) = before {
            let joined = matches!(
                (before.kind, block.kind),
                (Kind::Item { .. }, Kind::Item { .. }) | (Kind::Row, Kind::Row)
            ) && before.quoted == block.quoted;
            text.push_str(if joined { "\n" } else { "\n\n" });
        }
        let sign = match block.kind {
            Kind::Heading(level) => format!("{} ", "#".repeat(usize::from(level.clamp(1, 6)))),
            Kind::Item { depth, number } => {
                let indent = "  ".repeat(depth.min(8));
                match number {
                    Some(number) => format!("{indent}{number}. "),
                    None => format!("{indent}- "),
                }
            }
            Kind::Paragraph | Kind::Row | Kind::Verbatim => String::new(),
        };
        let quote = if block.quoted { "> " } else { "" };
        text.push_str(quote);
        text.push_str(&sign);
        let mut first = true;
        for line in block.text.lines() {
            if !first {
                text.push('\n');
                text.push_str(quote);
            }
            first = false;
            text.push_str(line.trim_end());
        }
        before = Some(block);
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}
