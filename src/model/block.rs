//! What the lines of an article are where they are more than paragraphs: headings, items of lists,
//! quotes.
//!
//! The text itself stays plain; what an import knew of its structure stands beside it, by bytes.

use serde::{Deserialize, Serialize};

/// What one line of an article's text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "TextBlock")]
pub struct TextBlock {
    /// The byte at which the line starts.
    pub start: usize,
    /// What it is.
    pub kind: BlockKind,
    /// Whether it is part of a quote.
    #[serde(default, skip_serializing_if = "is_false")]
    pub quoted: bool,
    /// How many bytes at its start are signs that say so, such as `3. ` or `# `.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub sign: usize,
}

/// What a line is besides quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A heading of that level, 1 to 6.
    Heading(u8),
    /// An item of a list that stands in so many others.
    Item(u8),
}

impl TextBlock {
    /// Whether it is the start of a line of that text, with its signs in it.
    pub fn stands_in(&self, text: &str) -> bool {
        let starts_line = self.start == 0 || text.as_bytes().get(self.start - 1) == Some(&b'\n');
        let end = self.start.checked_add(self.sign);
        let sign = end.and_then(|end| text.get(self.start..end));
        starts_line && sign.is_some_and(|sign| !sign.contains('\n'))
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_false(value: &bool) -> bool {
    !value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_zero(value: &usize) -> bool {
    *value == 0
}
