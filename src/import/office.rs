//! What office documents have in common: what they state about themselves, and how that and their
//! blocks become an article.

use roxmltree::Node;

use super::blocks::{self, Block};
use super::format::Reading;
use super::metadata::Metadata;
use super::normalise::normalise;
use super::xml::{self, name, words};
use super::{date, header, plain};
use crate::model::When;

/// What a document states about itself, in Dublin Core's words.
#[derive(Debug, Default)]
pub(super) struct Stated {
    pub title: String,
    pub creators: Vec<String>,
    pub publisher: String,
    pub language: String,
    /// The date that a book gives for itself.
    pub date: Option<When>,
    pub source: String,
}

/// Reads what a document states; one that cannot be read states nothing.
pub(super) fn stated(source: &str) -> Stated {
    xml::parse(source).map_or_else(|_| Stated::default(), |document| stated_in(document.root()))
}

/// Reads what the elements below a node state.
pub(super) fn stated_in(root: Node<'_, '_>) -> Stated {
    let mut stated = Stated::default();
    for node in root.descendants() {
        let value = || words(node);
        match name(&node) {
            "title" if stated.title.is_empty() => stated.title = value(),
            "creator" | "initial-creator" => {
                let value = value();
                if !value.is_empty() && !stated.creators.contains(&value) {
                    stated.creators.push(value);
                }
            }
            "publisher" if stated.publisher.is_empty() => stated.publisher = value(),
            "language" if stated.language.is_empty() => stated.language = value(),
            "source" if stated.source.is_empty() => stated.source = value(),
            "date" if stated.date.is_none() => {
                if let date::Written::Known(when) = date::read(&value()) {
                    stated.date = Some(when);
                }
            }
            _ => {}
        }
    }
    stated
}

/// An article of a document's blocks. What the text says at its top goes before what the file
/// states: programs fill in the names of whoever installed them, and file names as titles.
pub(super) fn reading(blocks: &[Block], title: String, stated: Stated) -> Reading {
    let text = normalise(&blocks::lines(blocks)).text;
    let top = header::read(&text);
    let mut metadata = Metadata {
        title: if is_title(&stated.title) {
            stated.title
        } else {
            title
        },
        ..Metadata::default()
    };
    if metadata.title.is_empty()
        && let Some(heading) = blocks::first_heading(blocks)
    {
        heading.clone_into(&mut metadata.title);
    }
    metadata.fill_from(top.metadata);
    let title = metadata.title.trim_start_matches(['#', ' ']);
    metadata.title = title.to_string();
    if metadata.byline.is_empty() {
        metadata.byline = stated.creators.join(", ");
    }
    if metadata.title.is_empty() {
        metadata.title = plain::title(&text, top.body);
    }
    Reading {
        metadata,
        warnings: top.warnings,
        ..Reading::of_signed_text(text)
    }
}

/// Whether a stated title is one, and not what a program put there.
fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    !lower.is_empty()
        && !lower.starts_with("microsoft word")
        && !lower.starts_with("untitled")
        && ![
            "document",
            "document1",
            "dokument1",
            "word document",
            "powerpoint presentation",
        ]
        .contains(&lower.as_str())
        && ![
            ".doc", ".docx", ".odt", ".rtf", ".txt", ".pdf", ".indd", ".qxd", ".tex",
        ]
        .iter()
        .any(|ending| lower.ends_with(ending))
}
