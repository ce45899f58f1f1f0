//! `OpenDocument` texts (OASIS, version 1.3): the text as it would be printed, tracked deletions
//! left out, footnotes at the end.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::blocks::{self, Builder, Kind};
use super::format::Reading;
use super::xml::{attribute, child, find, name};
use super::zipped::Zipped;
use super::{Options, Reason, office, xml};

/// Reads an `OpenDocument` text.
pub(super) fn read(bytes: &[u8], _: &Options) -> Result<Reading, Reason> {
    let mut zipped = Zipped::open(bytes)?;
    let manifest = zipped.text_if_any("META-INF/manifest.xml")?;
    if manifest.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(Reason::Protected);
    }
    let content = zipped.text("content.xml")?;
    let stated = match zipped.text_if_any("meta.xml")? {
        Some(source) => office::stated(&source),
        None => office::Stated::default(),
    };
    let styles = zipped.text_if_any("styles.xml")?.unwrap_or_default();
    read_content(&content, &styles, stated)
}

/// Reads a flat `OpenDocument` text, which is one XML file.
pub(super) fn read_flat(bytes: &[u8], _: &Options) -> Result<Reading, Reason> {
    let source = xml::characters(bytes)?;
    let stated = find(xml::parse(&source)?.root(), "meta")
        .map(office::stated_in)
        .unwrap_or_default();
    read_content(&source, "", stated)
}

fn read_content(content: &str, styles: &str, stated: office::Stated) -> Result<Reading, Reason> {
    let document = xml::parse(content)?;
    let mut parents = BTreeMap::new();
    collect_parents(document.root(), &mut parents);
    if let Ok(document) = xml::parse(styles) {
        collect_parents(document.root(), &mut parents);
    }
    let body = find(document.root(), "text").unwrap_or(document.root());
    let mut reader = Reader {
        parents,
        built: Builder::default(),
        notes: Vec::new(),
        depth: 0,
        title: String::new(),
    };
    reader.blocks(body);
    let notes = std::mem::take(&mut reader.notes);
    for (number, text) in notes.iter().enumerate() {
        reader.built.line = format!("[{}] {text}", number + 1);
        reader.built.end_paragraph();
    }
    Ok(office::reading(&reader.built.blocks, reader.title, stated))
}

/// Styles and the styles that they are derived from.
fn collect_parents(root: Node<'_, '_>, parents: &mut BTreeMap<String, String>) {
    for style in root.descendants().filter(|node| name(node) == "style") {
        if let (Some(style), Some(parent)) = (
            attribute(&style, "name"),
            attribute(&style, "parent-style-name"),
        ) {
            parents
                .entry(style.to_owned())
                .or_insert_with(|| parent.to_owned());
        }
    }
}

struct Reader {
    parents: BTreeMap<String, String>,
    built: Builder,
    notes: Vec<String>,
    /// How many lists are open.
    depth: usize,
    title: String,
}

impl Reader {
    fn blocks(&mut self, node: Node<'_, '_>) {
        for inner in node.children() {
            match name(&inner) {
                "h" => {
                    let level = attribute(&inner, "outline-level")
                        .and_then(|level| level.parse::<u8>().ok())
                        .unwrap_or(1);
                    self.words(inner);
                    self.built.end(Kind::Heading(level.clamp(1, 6)), false);
                }
                "p" => self.paragraph(inner),
                "list" => {
                    self.depth += 1;
                    self.blocks(inner);
                    self.depth -= 1;
                }
                "table" => self.table(inner),
                "tracked-changes" | "forms" | "sequence-decls" | "table-of-content"
                | "annotation" => {}
                _ if inner.is_element() => self.blocks(inner),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, paragraph: Node<'_, '_>) {
        let is_title = self.has_style(paragraph, "Title");
        let quoted = self.has_style(paragraph, "Quotations");
        self.words(paragraph);
        if is_title && self.title.is_empty() {
            self.title = self
                .built
                .line
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
        }
        let kind = match self.depth {
            _ if is_title => Kind::Heading(1),
            0 => Kind::Paragraph,
            depth => Kind::Item {
                depth: depth - 1,
                number: None,
            },
        };
        self.built.end(kind, quoted);
    }

    /// Whether a paragraph's style is that one or derived from it.
    fn has_style(&self, paragraph: Node<'_, '_>, wanted: &str) -> bool {
        let mut style = attribute(&paragraph, "style-name");
        for _ in 0..8 {
            match style {
                Some(name) if name == wanted => return true,
                Some(name) => style = self.parents.get(name).map(String::as_str),
                None => return false,
            }
        }
        false
    }

    fn table(&mut self, table: Node<'_, '_>) {
        let rows = table.descendants().filter(|node| {
            name(node) == "table-row"
                && node
                    .ancestors()
                    .skip(1)
                    .find(|outer| name(outer) == "table")
                    == Some(table)
        });
        for row in rows {
            let cells: Vec<String> = row
                .children()
                .filter(|node| name(node) == "table-cell")
                .map(|cell| {
                    let outer = std::mem::take(&mut self.built);
                    self.blocks(cell);
                    let inner = std::mem::replace(&mut self.built, outer);
                    blocks::joined(&inner.blocks)
                })
                .collect();
            self.built.row(&cells);
        }
    }

    fn words(&mut self, node: Node<'_, '_>) {
        for inner in node.children() {
            if inner.is_text() {
                // White space is collapsed as in HTML; spaces that count are elements.
                for c in inner.text().unwrap_or_default().chars() {
                    let line = &mut self.built.line;
                    if !matches!(c, ' ' | '\n' | '\t' | '\r') {
                        line.push(c);
                    } else if !line.is_empty() && !line.ends_with([' ', '\n']) {
                        line.push(' ');
                    }
                }
                continue;
            }
            match name(&inner) {
                "tab" => self.built.line.push('\t'),
                "line-break" => self.built.line.push('\n'),
                "s" => {
                    let count =
                        attribute(&inner, "c").and_then(|count| count.parse::<usize>().ok());
                    self.built
                        .line
                        .push_str(&" ".repeat(count.unwrap_or(1).min(100)));
                }
                "note" => {
                    if let Some(body) = child(inner, "note-body") {
                        self.notes.push(xml::words(body));
                        self.built.line.push_str(&format!("[{}]", self.notes.len()));
                    }
                }
                "annotation" | "annotation-end" | "image" | "title" | "desc"
                | "tracked-changes" => {}
                "text-box" => {
                    // A box stands beside the paragraph that holds it.
                    let line = std::mem::take(&mut self.built.line);
                    self.blocks(inner);
                    self.built.line = line;
                }
                "ruby" => {
                    if let Some(base) = child(inner, "ruby-base") {
                        self.words(base);
                    }
                }
                _ if inner.is_element() => self.words(inner),
                _ => {}
            }
        }
    }
}
