//! XML as the formats here use it: elements are told by their local names, and a document type
//! brings in no files and little text.

use roxmltree::{Document, Node, ParsingOptions};

use super::Reason;
use super::encoding;
use super::html::declared_charset;

/// How many elements and texts a document may have.
const MOST_NODES: u32 = 4_000_000;

/// The characters of an XML file, in the encoding that it declares.
pub(super) fn characters(bytes: &[u8]) -> Result<String, Reason> {
    let decoded = encoding::decode(bytes, None, declared_charset(bytes))
        .map_err(|encoding::NotText| Reason::Damaged("its XML is no text".to_owned()))?;
    Ok(decoded.text.into_owned())
}

/// Parses a document.
pub(super) fn parse(source: &str) -> Result<Document<'_>, Reason> {
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    let source = source.trim_start_matches('\u{feff}').trim_start();
    Document::parse_with_options(source, options)
        .map_err(|error| Reason::Damaged(error.to_string()))
}

/// The value of an attribute of that local name, in whatever namespace.
pub(super) fn attribute<'a>(node: &Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes()
        .find(|attribute| attribute.name() == name)
        .map(|attribute| attribute.value())
}

/// The local name of an element; of anything else, nothing.
pub(super) fn name<'a>(node: &Node<'a, '_>) -> &'a str {
    node.tag_name().name()
}

/// The first child of that local name.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, wanted: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| name(child) == wanted)
}

/// The first element of that local name at any depth.
pub(super) fn find<'a, 'i>(node: Node<'a, 'i>, wanted: &str) -> Option<Node<'a, 'i>> {
    node.descendants().find(|inner| name(inner) == wanted)
}

/// All words at and below a node, with single spaces.
pub(super) fn words(node: Node<'_, '_>) -> String {
    let mut text = String::new();
    for inner in node.descendants().filter(Node::is_text) {
        text.push_str(inner.text().unwrap_or_default());
        text.push(' ');
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
