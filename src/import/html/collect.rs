//! From the elements of a page to its blocks.

use dom_query::NodeRef;

use super::super::blocks::{Block, Blocks, Kind};

/// The blocks at and below a node.
pub(super) fn of(node: &NodeRef<'_>) -> Blocks {
    let mut collector = Collector::default();
    collector.visit(node);
    collector.flush();
    collector.found
}

#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says of another thing whether the place is within it"
)]
struct Collector {
    found: Blocks,
    line: String,
    linked: usize,
    /// What the next block is; a paragraph unless something says otherwise.
    kind: Option<Kind>,
    quotes: usize,
    lists: Vec<Option<u32>>,
    in_link: bool,
    verbatim: bool,
    captions: bool,
    in_row: bool,
}

/// Elements without words for a reader.
const SILENT: &[&str] = &[
    "audio", "button", "canvas", "datalist", "dialog", "head", "iframe", "input", "link", "map",
    "meta", "noscript", "object", "option", "script", "select", "style", "svg", "template",
    "textarea", "title", "video",
];

/// Elements that stand within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "picture", "q", "rp", "rt", "ruby",
    "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
];

impl Collector {
    fn visit(&mut self, node: &NodeRef<'_>) {
        if node.is_text() {
            self.push(&node.text());
            return;
        }
        let Some(name) = node.node_name() else {
            // The document itself.
            self.visit_children(node);
            return;
        };
        let name: &str = &name;
        if SILENT.contains(&name) || is_hidden(node) {
            return;
        }
        match name {
            "br" => self.line_break(),
            "a" if node.has_attr("href") => {
                let outer = std::mem::replace(&mut self.in_link, true);
                self.visit_children(node);
                self.in_link = outer;
            }
            "td" | "th" if self.in_row => {
                if !self.line.is_empty() {
                    self.line.push('\t');
                }
                self.visit_children(node);
            }
            _ if INLINE.contains(&name) => self.visit_children(node),
            // What stands in a cell is part of its row.
            _ if self.in_row => {
                self.push(" ");
                self.visit_children(node);
                self.push(" ");
            }
            _ => self.visit_block(name, node),
        }
    }

    fn visit_block(&mut self, name: &str, node: &NodeRef<'_>) {
        self.flush();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.kind = Some(Kind::Heading(name.as_bytes()[1] - b'0'));
                self.visit_children(node);
            }
            "ul" | "ol" | "menu" => {
                self.lists.push((name == "ol").then_some(1));
                self.visit_children(node);
                self.lists.pop();
            }
            "li" => {
                let depth = self.lists.len().saturating_sub(1);
                let number = self.lists.last_mut().and_then(|next| {
                    let number = *next;
                    *next = next.map(|next| next.saturating_add(1));
                    number
                });
                self.kind = Some(Kind::Item { depth, number });
                self.visit_children(node);
            }
            "blockquote" => {
                self.quotes += 1;
                self.visit_children(node);
                self.flush();
                self.quotes -= 1;
            }
            "pre" => {
                let outer = std::mem::replace(&mut self.verbatim, true);
                self.kind = Some(Kind::Verbatim);
                self.visit_children(node);
                self.flush();
                self.verbatim = outer;
            }
            "figcaption" => {
                let outer = std::mem::replace(&mut self.captions, true);
                self.visit_children(node);
                self.flush();
                self.captions = outer;
            }
            "tr" if is_row_of_data(node) => {
                self.kind = Some(Kind::Row);
                self.in_row = true;
                self.visit_children(node);
                self.in_row = false;
            }
            _ => self.visit_children(node),
        }
        self.flush();
        self.kind = None;
    }

    fn visit_children(&mut self, node: &NodeRef<'_>) {
        for child in node.children_it(false) {
            self.visit(&child);
        }
    }

    fn push(&mut self, words: &str) {
        let before = self.line.len();
        for c in words.chars() {
            match c {
                '\n' | '\t' | ' ' if self.verbatim => self.line.push(c),
                '\u{ad}' | '\u{200b}' | '\u{2060}' => {}
                c if c.is_whitespace() => {
                    if !self.line.is_empty() && !self.line.ends_with([' ', '\n', '\t']) {
                        self.line.push(' ');
                    }
                }
                c => self.line.push(c),
            }
        }
        if self.in_link {
            self.linked += self.line.len() - before;
        }
    }

    /// One break is a new line, two are a new paragraph.
    fn line_break(&mut self) {
        if self.in_row {
            self.push(" ");
            return;
        }
        let end = self.line.trim_end_matches(' ').len();
        self.line.truncate(end);
        if self.verbatim {
            self.line.push('\n');
        } else if self.line.ends_with('\n') {
            self.flush();
        } else if !self.line.is_empty() {
            self.line.push('\n');
        }
    }

    fn flush(&mut self) {
        let linked = std::mem::take(&mut self.linked);
        let line = std::mem::take(&mut self.line);
        let text = if self.verbatim {
            line.trim_matches('\n').trim_end()
        } else {
            line.trim()
        };
        if text.is_empty() {
            return;
        }
        if self.captions {
            self.found.captions.push(text.replace('\n', " "));
            return;
        }
        let kind = self.kind.unwrap_or(Kind::Paragraph);
        self.found.blocks.push(Block {
            kind,
            quoted: self.quotes > 0,
            text: match kind {
                Kind::Heading(_) => text.replace('\n', " "),
                _ => text.to_owned(),
            },
            linked: linked.min(text.len()),
        });
        // A second paragraph of an item is a paragraph.
        if matches!(self.kind, Some(Kind::Item { .. })) {
            self.kind = None;
        }
    }
}

/// Whether a row holds data, and is not there to set whole blocks side by side.
fn is_row_of_data(row: &NodeRef<'_>) -> bool {
    let mut cells = 0;
    for cell in row.children_it(false) {
        if !(cell.has_name("td") || cell.has_name("th")) {
            continue;
        }
        cells += 1;
        let mut blocks = 0;
        for inner in cell.descendants_it() {
            if inner.has_name("table") {
                return false;
            }
            blocks += usize::from(inner.has_name("p") || inner.has_name("div"));
        }
        if blocks > 3 {
            return false;
        }
    }
    cells > 1
}

/// Whether an element stands within a line.
pub(super) fn is_inline(node: &NodeRef<'_>) -> bool {
    node.node_name()
        .is_some_and(|name| INLINE.contains(&&*name))
}

pub(super) fn is_hidden(node: &NodeRef<'_>) -> bool {
    node.has_attr("hidden")
        || node.attr("style").is_some_and(|style| {
            let style = style.replace(' ', "").to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}
