//! What stands around an article on a page and is no part of it: told by the names that pages
//! give their elements, and by words that only furniture says.

mod words;

use std::sync::LazyLock;

use dom_query::{Document, NodeRef};
use regex::Regex;

use super::super::blocks::{Block, Kind};
use words::{
    CAPTIONS, LAST_HEADINGS, LAST_HEADINGS_ELSEWHERE, NAMES, SAYINGS, SAYINGS_ELSEWHERE, SHOWS,
};

/// Elements that never hold an article.
const NEVER: &str = "script, style, noscript, template, iframe, svg, canvas, object, embed, \
    nav, dialog, button, select, input, textarea, footer, aside, [role='navigation'], \
    [role='complementary'], [role='banner'], [role='dialog'], [role='search'], [role='contentinfo']";

/// How much of a page's prose an element may hold and still be furniture.
const MOST: f64 = 0.4;

/// Takes the furniture out of a page.
pub(super) fn clear(page: &Document, captions: &mut Vec<String>) {
    let body = page.select("body");
    let Some(body) = body.nodes().first() else {
        return;
    };
    page.select("script, style, noscript, template, svg")
        .remove();
    let whole = prose_length(body);
    let is_small =
        |node: &NodeRef<'_>, most: f64| (prose_length(node) as f64) <= most * whole as f64;
    for node in page.select(NEVER).nodes() {
        if is_small(node, MOST) {
            node.remove_from_parent();
        }
    }
    // A form of the old web may hold the whole page.
    for node in page.select("form, fieldset, header").nodes() {
        let has_heading = node.has_name("header");
        if !has_heading && is_small(node, 0.1) {
            node.remove_from_parent();
        }
    }
    for node in page
        .select("[class], [id], [data-testid], [data-component]")
        .nodes()
    {
        if node.parent().is_none() {
            continue;
        }
        if super::collect::is_hidden(node) && is_small(node, MOST) {
            node.remove_from_parent();
            continue;
        }
        let is_prose = ["p", "h1", "h2", "h3", "h4", "h5", "h6"]
            .iter()
            .any(|name| node.has_name(name));
        let names = names_of(node, if is_prose { &["class"] } else { NAMED });
        if is_match(&CAPTIONS, &names) && is_small(node, 0.2) {
            let text = super::json_ld::plain_words(&node.text());
            if !text.is_empty() {
                captions.push(text);
            }
            node.remove_from_parent();
        } else if is_match(&NAMES, &names) && !node.has_name("html") && !node.has_name("body") {
            let comments = names.contains("-comment") || names.contains("-disqus");
            let is_furniture = if comments {
                is_small(node, 0.85) && node.descendants_it().all(|inner| !inner.has_name("h1"))
            } else if is_match(&SHOWS, &names) {
                let length = prose_length(node);
                is_small(node, 0.85) && whole.saturating_sub(length) > 800
            } else {
                is_small(node, MOST) && long_paragraphs(node) < 3
            };
            if is_furniture {
                node.remove_from_parent();
            }
        }
    }
    for node in page.select("figcaption").nodes() {
        let text = super::json_ld::plain_words(&node.text());
        if !text.is_empty() {
            captions.push(text);
        }
        node.remove_from_parent();
    }
}

fn is_match(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern
        .as_ref()
        .is_some_and(|pattern| pattern.is_match(text))
}

/// Whether a block is a link and little else.
fn leads_elsewhere(block: &Block) -> bool {
    block.linked_share() > 0.8
        && !matches!(block.kind, Kind::Row | Kind::Heading(_))
        && (block.text.len() < 200 || block.linked_share() > 0.95)
}

/// For each block whether it belongs to a list that the article itself gives: one most of whose
/// items are more than links, or a longer one in the middle of the text. A few links in a row, or
/// those at its end, lead to other articles.
fn in_lists_of_its_own(blocks: &[Block]) -> Vec<bool> {
    const MANY: usize = 4;
    let is_item = |block: &Block| matches!(block.kind, Kind::Item { .. });
    let is_prose = |block: &Block| block.text.len() > 80 && block.linked_share() < 0.5;
    let last_prose = blocks.iter().rposition(is_prose).unwrap_or(0);
    let mut own = Vec::with_capacity(blocks.len());
    let mut before: Option<&Block> = None;
    for run in blocks.chunk_by(|one, other| is_item(one) == is_item(other)) {
        let links = run.iter().filter(|block| leads_elsewhere(block)).count();
        let headed =
            before.is_some_and(|block| heads_furniture(&block.text) || says_furniture(&block.text));
        let in_the_middle = own.len() > 2 && own.len() + run.len() <= last_prose && !headed;
        let is_own =
            is_item(&run[0]) && (links * 2 < run.len() || (run.len() >= MANY && in_the_middle));
        own.extend(run.iter().map(|_| is_own));
        before = run.last();
    }
    own
}

fn heads_furniture(text: &str) -> bool {
    is_match(&LAST_HEADINGS, text) || is_match(&LAST_HEADINGS_ELSEWHERE, text)
}

fn says_furniture(text: &str) -> bool {
    is_match(&SAYINGS, text) || is_match(&SAYINGS_ELSEWHERE, text)
}

/// How many paragraphs of some length stand below a node: furniture has few.
fn long_paragraphs(node: &NodeRef<'_>) -> usize {
    node.descendants_it()
        .filter(|inner| inner.has_name("p") && inner.normalized_char_count() >= 100)
        .take(3)
        .count()
}

/// The attributes in which pages name their elements.
const NAMED: &[&str] = &["class", "id", "data-testid", "data-component"];

/// The names that a page gives an element: small letters, with hyphens between the words.
fn names_of(node: &NodeRef<'_>, attributes: &[&str]) -> String {
    let mut names = String::from("-");
    for key in attributes {
        let Some(value) = node.attr(key) else {
            continue;
        };
        let mut before = '-';
        for c in value.chars().take(300) {
            if c.is_alphanumeric() {
                if c.is_uppercase() && before.is_lowercase() {
                    names.push('-');
                }
                names.extend(c.to_lowercase());
            } else if !names.ends_with('-') {
                names.push('-');
            }
            before = c;
        }
        if !names.ends_with('-') {
            names.push('-');
        }
    }
    names
}

/// How many letters of prose stand at and below a node, outside of links.
pub(super) fn prose_length(node: &NodeRef<'_>) -> usize {
    let mut length = 0;
    let mut stack: Vec<NodeRef<'_>> = vec![*node];
    while let Some(node) = stack.pop() {
        if node.is_text() {
            let text = node.text();
            let text = text.trim();
            // Short pieces are labels.
            if text.len() > 20 {
                length += text.len();
            }
        } else if !(node.has_name("a") || node.has_name("script") || node.has_name("style")) {
            stack.extend(node.children_it(false));
        }
    }
    length
}

/// Leaves out the blocks that say what only furniture says, and those that only lead elsewhere.
pub(super) fn without(blocks: Vec<Block>, titles: &[String]) -> Vec<Block> {
    let letters = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let titles: Vec<String> = titles.iter().map(|title| letters(title)).collect();
    let total: usize = blocks.iter().map(|block| block.text.len()).sum();
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut so_far = 0;
    let own = in_lists_of_its_own(&blocks);
    for (block, in_own_list) in blocks.into_iter().zip(own) {
        let is_heading = matches!(block.kind, Kind::Heading(_));
        so_far += block.text.len();
        // The headline stands beside the text, not in it.
        if block.text.len() < 400
            && (is_heading || kept.len() < 3)
            && titles.contains(&letters(&block.text))
        {
            continue;
        }
        if is_heading && so_far * 2 > total && heads_furniture(&block.text) {
            break;
        }
        let saying = block.text.len() < 400 && says_furniture(&block.text);
        let leads_elsewhere = leads_elsewhere(&block) && !in_own_list;
        if !saying && !leads_elsewhere {
            kept.push(block);
        }
    }
    // A heading with nothing under it headed furniture.
    let mut shown: Vec<Block> = Vec::with_capacity(kept.len());
    for block in kept.into_iter().rev() {
        let is_heading = matches!(block.kind, Kind::Heading(_));
        if is_heading && shown.is_empty() {
            continue;
        }
        shown.push(block);
    }
    shown.reverse();
    shown
}
