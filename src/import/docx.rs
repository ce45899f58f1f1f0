//! Word documents (Office Open XML, ECMA-376 part 1): the text as it would be printed with all
//! tracked changes accepted, without heads and feet of pages.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::blocks::{self, Builder, Kind};
use super::format::Reading;
use super::xml::{attribute, child, find, name, words};
use super::zipped::Zipped;
use super::{Options, Reason, office, xml};

/// Reads a Word document.
pub(super) fn read(bytes: &[u8], _: &Options) -> Result<Reading, Reason> {
    let mut zipped = Zipped::open(bytes)?;
    let main = zipped
        .names()
        .into_iter()
        .find(|name| name.starts_with("word/document") && name.ends_with("xml"))
        .ok_or_else(|| Reason::Damaged("its text is missing".to_owned()))?;
    let styles = match zipped.text_if_any("word/styles.xml")? {
        Some(source) => styles(&source)?,
        None => BTreeMap::new(),
    };
    let mut notes = Vec::new();
    for (part, element) in [("footnotes", "footnote"), ("endnotes", "endnote")] {
        if let Some(source) = zipped.text_if_any(&format!("word/{part}.xml"))? {
            let document = xml::parse(&source)?;
            for note in document.descendants().filter(|node| name(node) == element) {
                let text = words(note);
                if attribute(&note, "type").is_none() && !text.is_empty() {
                    notes.push((
                        element,
                        attribute(&note, "id").unwrap_or("?").to_owned(),
                        text,
                    ));
                }
            }
        }
    }
    let source = zipped.text(&main)?;
    let document = xml::parse(&source)?;
    let body = find(document.root(), "body").unwrap_or(document.root());
    let mut reader = Reader {
        styles: &styles,
        notes: &notes,
        built: Builder::default(),
        boxes: Vec::new(),
        title: String::new(),
    };
    reader.blocks(body);
    for (number, (_, _, text)) in notes.iter().enumerate() {
        reader.built.line = format!("[{}] {text}", number + 1);
        reader.built.end_paragraph();
    }
    let Reader { built, title, .. } = reader;
    let stated = match zipped.text_if_any("docProps/core.xml")? {
        Some(source) => office::stated(&source),
        None => office::Stated::default(),
    };
    Ok(office::reading(&built.blocks, title, stated))
}

/// What the styles of a document mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Title,
    Heading(u8),
    Quote,
    Item,
}

/// The styles that mean something here, by their ids.
fn styles(source: &str) -> Result<BTreeMap<String, Style>, Reason> {
    let document = xml::parse(source)?;
    let mut styles = BTreeMap::new();
    for style in document.descendants().filter(|node| name(node) == "style") {
        let Some(id) = attribute(&style, "styleId") else {
            continue;
        };
        let called = child(style, "name")
            .and_then(|called| attribute(&called, "val"))
            .unwrap_or_default()
            .to_lowercase();
        let outline = child(style, "pPr")
            .and_then(|format| child(format, "outlineLvl"))
            .and_then(|level| attribute(&level, "val")?.parse::<u8>().ok())
            .filter(|level| *level < 9);
        let meaning = if called == "title" {
            Some(Style::Title)
        } else if let Some(level) = called
            .strip_prefix("heading ")
            .and_then(|level| level.parse::<u8>().ok())
        {
            Some(Style::Heading(level))
        } else if let Some(level) = outline {
            Some(Style::Heading(level + 1))
        } else if called.contains("quote") {
            Some(Style::Quote)
        } else if called.starts_with("list bullet") || called.starts_with("list number") {
            Some(Style::Item)
        } else {
            None
        };
        if let Some(meaning) = meaning {
            styles.insert(id.to_owned(), meaning);
        }
    }
    Ok(styles)
}

struct Reader<'a> {
    styles: &'a BTreeMap<String, Style>,
    notes: &'a [(&'static str, String, String)],
    built: Builder,
    /// The texts of boxes that are anchored in the open paragraph.
    boxes: Vec<blocks::Block>,
    title: String,
}

impl Reader<'_> {
    fn blocks(&mut self, node: Node<'_, '_>) {
        for child in node.children() {
            match name(&child) {
                "p" => self.paragraph(child),
                "tbl" => self.table(child),
                "del" | "moveFrom" | "sectPr" => {}
                _ if child.is_element() => self.blocks(child),
                _ => {}
            }
        }
    }

    fn table(&mut self, table: Node<'_, '_>) {
        for row in table.descendants().filter(|node| {
            name(node) == "tr"
                && node.ancestors().skip(1).find(|outer| name(outer) == "tbl") == Some(table)
        }) {
            let cells: Vec<String> = row
                .descendants()
                .filter(|node| {
                    name(node) == "tc"
                        && node.ancestors().skip(1).find(|outer| name(outer) == "tr") == Some(row)
                })
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

    fn paragraph(&mut self, paragraph: Node<'_, '_>) {
        let format = child(paragraph, "pPr");
        let style = format
            .and_then(|format| child(format, "pStyle"))
            .and_then(|style| attribute(&style, "val"))
            .and_then(|id| self.styles.get(id))
            .copied();
        let list = format.and_then(|format| child(format, "numPr"));
        let level = |name| {
            list.and_then(|list| child(list, name))
                .and_then(|value| attribute(&value, "val")?.parse::<usize>().ok())
        };
        self.runs(paragraph);
        let is_item = list.is_some() && level("numId") != Some(0);
        let kind = match style {
            Some(Style::Title) => Kind::Heading(1),
            Some(Style::Heading(level)) => Kind::Heading(level.min(6)),
            Some(Style::Item) => item(0),
            _ if is_item => item(level("ilvl").unwrap_or(0)),
            _ => Kind::Paragraph,
        };
        if style == Some(Style::Title) && self.title.is_empty() {
            self.title = self
                .built
                .line
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
        }
        self.built.end(kind, style == Some(Style::Quote));
        let boxes = std::mem::take(&mut self.boxes);
        self.built.blocks.extend(boxes);
    }

    fn runs(&mut self, node: Node<'_, '_>) {
        for inner in node.children() {
            match name(&inner) {
                "r" => {
                    let hidden = child(inner, "rPr").is_some_and(|format| {
                        child(format, "vanish").is_some_and(|vanish| {
                            !matches!(attribute(&vanish, "val"), Some("0" | "false"))
                        })
                    });
                    if !hidden {
                        self.run(inner);
                    }
                }
                "del" | "moveFrom" | "pPr" | "rPr" => {}
                _ if inner.is_element() => self.runs(inner),
                _ => {}
            }
        }
    }

    fn run(&mut self, run: Node<'_, '_>) {
        for piece in run.children() {
            let line = &mut self.built.line;
            match name(&piece) {
                "t" => line.push_str(piece.text().unwrap_or_default()),
                "tab" | "ptab" => line.push('\t'),
                "br" | "cr" => line.push('\n'),
                "noBreakHyphen" => line.push('-'),
                "sym" => {
                    let sign = attribute(&piece, "char")
                        .and_then(|code| u32::from_str_radix(code, 16).ok())
                        // Symbol fonts stand in the private area.
                        .filter(|code| !(0xE000..0xF900).contains(code))
                        .and_then(char::from_u32);
                    line.extend(sign);
                }
                kind @ ("footnoteReference" | "endnoteReference") => {
                    let element = kind.trim_end_matches("Reference");
                    let id = attribute(&piece, "id").unwrap_or_default();
                    let number = self
                        .notes
                        .iter()
                        .position(|(kind, note, _)| *kind == element && note == id);
                    if let Some(number) = number {
                        line.push_str(&format!("[{}]", number + 1));
                    }
                }
                "AlternateContent" => {
                    if let Some(choice) = child(piece, "Choice") {
                        self.text_boxes(choice);
                    }
                }
                "drawing" | "pict" | "object" => self.text_boxes(piece),
                "ruby" => {
                    if let Some(base) = child(piece, "rubyBase") {
                        self.runs(base);
                    }
                }
                _ => {}
            }
        }
    }

    fn text_boxes(&mut self, node: Node<'_, '_>) {
        if let Some(content) = find(node, "txbxContent") {
            let outer = std::mem::take(&mut self.built);
            let waiting = std::mem::take(&mut self.boxes);
            self.blocks(content);
            let inner = std::mem::replace(&mut self.built, outer);
            self.boxes = waiting;
            self.boxes.extend(inner.blocks);
        }
    }
}

fn item(depth: usize) -> Kind {
    Kind::Item {
        depth,
        number: None,
    }
}
