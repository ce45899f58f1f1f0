//! XML of news agencies and feeds: NITF, NewsML 1, NewsML-G2 (IPTC), RSS and Atom.
//!
//! All of them are told by their root and hold one or many items.

use roxmltree::Node;

use super::blocks::{self, Builder, Kind};
use super::date::{self, Written};
use super::format::{Member, Reading};
use super::metadata::{Field, Metadata};
use super::normalise::normalise;
use super::xml::{attribute, child, find, name, words};
use super::{Options, Reason, html, plain, xml};
use crate::model::When;

/// The roots of the formats that are read here, in small letters.
const ROOTS: [&str; 8] = [
    "nitf",
    "newsitem",
    "newsmessage",
    "packageitem",
    "newsml",
    "rss",
    "feed",
    "rdf",
];

/// Whether the beginning of an XML file, in small letters, opens one of these formats.
pub(super) fn begins(start: &[u8]) -> bool {
    let Ok(start) = str::from_utf8(start) else {
        return false;
    };
    let mut rest = start;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with(['?', '!']) {
            continue;
        }
        let root: String = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || "-_:.".contains(*c))
            .collect();
        let root = root.rsplit(':').next().unwrap_or_default();
        return ROOTS.contains(&root);
    }
    false
}

/// Reads every item of a file.
pub(super) fn read(bytes: &[u8], _: &Options) -> Result<Vec<Member>, Reason> {
    let source = xml::characters(bytes)?;
    let document = xml::parse(&source)?;
    let root = document.root_element();
    let items: Vec<Node<'_, '_>> = match name(&root).to_lowercase().as_str() {
        "nitf" | "newsitem" => vec![root],
        "rss" | "feed" | "rdf" => root
            .descendants()
            .filter(|node| matches!(name(node), "item" | "entry"))
            .collect(),
        _ => {
            let items: Vec<_> = root
                .descendants()
                .filter(|node| matches!(name(node), "newsItem" | "NewsItem"))
                .collect();
            if items.is_empty() {
                root.descendants()
                    .filter(|node| name(node) == "nitf")
                    .collect()
            } else {
                items
            }
        }
    };
    if items.is_empty() {
        return Err(Reason::Damaged("there is no news item in it".to_owned()));
    }
    let single = items.len() == 1;
    let channel = child(root, "channel").unwrap_or(root);
    let members = items.into_iter().enumerate().map(|(number, item)| {
        let reading = if matches!(name(&item), "item" | "entry") {
            feed_item(item, channel)
        } else {
            news_item(item)
        };
        if single {
            Member {
                name: String::new(),
                reading,
            }
        } else {
            Member {
                name: format!("#{}", number + 1),
                reading,
            }
        }
    });
    Ok(members.collect())
}

/// An item of NITF, NewsML 1 or NewsML-G2.
fn news_item(item: Node<'_, '_>) -> Result<Reading, Reason> {
    let nitf = find(item, "nitf");
    let mut metadata = Metadata::default();
    let mut warnings = Vec::new();
    let about = child(item, "itemMeta");
    let content = child(item, "contentMeta");
    let first = |values: Vec<Option<String>>| {
        values
            .into_iter()
            .flatten()
            .find(|value| !value.is_empty())
            .unwrap_or_default()
    };
    let text_of = |node: Option<Node<'_, '_>>, inner: &str| {
        node.and_then(|node| find(node, inner)).map(words)
    };
    let value_of = |node: Option<Node<'_, '_>>, inner: &str, key: &str| {
        node.and_then(|node| find(node, inner))
            .and_then(|node| attribute(&node, key))
            .map(str::to_owned)
    };
    metadata.title = first(vec![
        text_of(content, "headline"),
        text_of(nitf.and_then(|nitf| find(nitf, "body.head")), "hl1"),
        text_of(nitf.and_then(|nitf| find(nitf, "body.head")), "headline"),
        text_of(nitf.and_then(|nitf| find(nitf, "head")), "title"),
        text_of(Some(item), "HeadLine"),
        text_of(about, "title"),
    ]);
    let head = nitf.and_then(|nitf| find(nitf, "body.head"));
    let byline = first(vec![
        text_of(content, "by"),
        text_of(head, "byline"),
        text_of(Some(item), "ByLine"),
        content
            .and_then(|content| child(content, "creator"))
            .and_then(|creator| find(creator, "name"))
            .map(words),
    ]);
    let bare = byline
        .get(..3)
        .filter(|start| start.eq_ignore_ascii_case("by "))
        .map_or(byline.as_str(), |_| &byline[3..]);
    bare.trim().clone_into(&mut metadata.byline);
    metadata.publisher = first(vec![
        content
            .and_then(|content| child(content, "infoSource"))
            .and_then(|source| find(source, "name"))
            .map(words),
        about
            .and_then(|about| child(about, "provider"))
            .and_then(|provider| find(provider, "name"))
            .map(words),
        value_of(about, "provider", "literal"),
        text_of(content, "creditline"),
        text_of(head, "distributor"),
        value_of(nitf, "pubdata", "name"),
        value_of(nitf, "doc.copyright", "holder"),
        text_of(Some(item), "CreditLine"),
        value_of(Some(item), "ProviderId", "value"),
    ]);
    metadata.url = first(vec![value_of(nitf, "pubdata", "ex-ref")]);
    let dates = [
        text_of(about, "firstCreated"),
        text_of(content, "contentCreated"),
        value_of(nitf, "date.issue", "norm"),
        value_of(head, "story.date", "norm"),
        value_of(nitf, "date.release", "norm"),
        value_of(nitf, "pubdata", "date.publication"),
        text_of(about, "versionCreated"),
        text_of(Some(item), "FirstCreated"),
        text_of(Some(item), "DateLine"),
        text_of(head, "story.date"),
    ];
    metadata.published = dates.into_iter().flatten().find_map(|date| day(&date));
    let language = first(vec![
        value_of(content, "language", "tag"),
        attribute(&item, "lang").map(str::to_owned),
        nitf.and_then(|nitf| attribute(&nitf, "lang"))
            .map(str::to_owned),
    ]);
    metadata.set(Field::Language, &language, &mut warnings);
    let body = [
        find(item, "body.content"),
        find(item, "inlineXML").map(|inline| find(inline, "body").unwrap_or(inline)),
        find(item, "DataContent"),
        find(item, "inlineData"),
    ];
    let body = body
        .into_iter()
        .flatten()
        .next()
        .ok_or_else(|| Reason::Damaged("a news item has no text".to_owned()))?;
    let mut walker = Walker::default();
    walker.blocks(body);
    walker.built.end_paragraph();
    let text = normalise(&blocks::lines(&walker.built.blocks)).text;
    if metadata.title.is_empty() {
        metadata.title = plain::title(&text, 0);
    }
    Ok(Reading {
        metadata,
        captions: walker.captions,
        warnings,
        ..Reading::of_signed_text(text)
    })
}

/// An item of RSS or an entry of Atom.
fn feed_item(item: Node<'_, '_>, channel: Node<'_, '_>) -> Result<Reading, Reason> {
    let inner = |key: &str| {
        child(item, key)
            .map(words)
            .filter(|words| !words.is_empty())
    };
    let source = ["encoded", "content", "description", "summary"]
        .iter()
        .filter_map(|key| child(item, key))
        .find(|node| !words(*node).is_empty())
        .ok_or(Reason::Empty)?;
    let found = if source.children().any(|inner| inner.is_element()) {
        let mut walker = Walker::default();
        walker.blocks(source);
        walker.built.end_paragraph();
        walker.built.blocks
    } else {
        let markup: String = source
            .descendants()
            .filter_map(|node| node.text())
            .collect();
        html::all_blocks(&markup)?
    };
    let text = normalise(&blocks::lines(&found)).text;
    let author = inner("creator").or_else(|| {
        let author = child(item, "author")?;
        Some(child(author, "name").map_or_else(|| words(author), words))
    });
    let link = inner("link").or_else(|| {
        child(item, "link")
            .and_then(|link| attribute(&link, "href"))
            .map(str::to_owned)
    });
    let dates = ["pubDate", "published", "date", "updated"];
    let metadata = Metadata {
        title: inner("title").unwrap_or_else(|| plain::title(&text, 0)),
        publisher: child(channel, "title").map(words).unwrap_or_default(),
        byline: author.unwrap_or_default(),
        published: dates
            .iter()
            .filter_map(|key| inner(key))
            .find_map(|date| day(&date)),
        url: link.unwrap_or_default(),
        language: child(channel, "language").map(words).unwrap_or_default(),
    };
    Ok(Reading {
        metadata,
        ..Reading::of_signed_text(text)
    })
}

fn day(written: &str) -> Option<When> {
    match date::read(written.trim()) {
        Written::Known(when) => Some(when),
        Written::Ambiguous | Written::None => None,
    }
}

/// Walks the blocks of NITF and XHTML alike.
#[derive(Default)]
struct Walker {
    built: Builder,
    captions: Vec<String>,
    quoted: bool,
}

impl Walker {
    fn blocks(&mut self, node: Node<'_, '_>) {
        for inner in node.children() {
            if inner.is_text() {
                self.push(inner.text().unwrap_or_default());
                continue;
            }
            match name(&inner) {
                "p" | "div" | "block" | "section" | "article" | "dl" | "dt" | "dd" | "pre"
                | "ul" | "ol" => {
                    self.end();
                    self.blocks(inner);
                    self.end();
                }
                kind @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hl1" | "hl2") => {
                    self.end();
                    self.blocks(inner);
                    let level = kind.as_bytes()[kind.len() - 1] - b'0';
                    self.built.end(Kind::Heading(level), false);
                }
                "li" => {
                    self.end();
                    self.blocks(inner);
                    let item = Kind::Item {
                        depth: 0,
                        number: None,
                    };
                    self.built.end(item, self.quoted);
                }
                "blockquote" | "bq" => {
                    self.end();
                    let outer = std::mem::replace(&mut self.quoted, true);
                    self.blocks(inner);
                    self.end();
                    self.quoted = outer;
                }
                "tr" => {
                    self.end();
                    let cells: Vec<String> = inner
                        .children()
                        .filter(|cell| matches!(name(cell), "td" | "th"))
                        .map(words)
                        .collect();
                    self.built.row(&cells);
                }
                "br" => self.built.line.push('\n'),
                "media" | "figure" => {
                    let caption =
                        find(inner, "media-caption").or_else(|| find(inner, "figcaption"));
                    self.captions
                        .extend(caption.map(words).filter(|words| !words.is_empty()));
                }
                "script" | "style" | "head" => {}
                _ => self.blocks(inner),
            }
        }
    }

    fn push(&mut self, text: &str) {
        let line = &mut self.built.line;
        for c in text.chars() {
            if !c.is_whitespace() {
                line.push(c);
            } else if !line.is_empty() && !line.ends_with([' ', '\n']) {
                line.push(' ');
            }
        }
    }

    fn end(&mut self) {
        self.built.end(Kind::Paragraph, self.quoted);
    }
}
