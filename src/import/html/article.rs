//! Which part of a page is the article.
//!
//! Two opinions: the element that pages name for their text, and what the Readability algorithm
//! finds. The named element wins where it holds about as much prose; it keeps the order of the
//! page and its first paragraphs, the algorithm finds articles on pages that name nothing.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::super::blocks::{Block, Blocks, Kind};
use super::about::About;
use super::{collect, furniture};

/// The blocks of an article, and the words under its pictures.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub blocks: Vec<Block>,
    pub captions: Vec<String>,
}

/// The names that pages give the element that holds their text, the surest first.
const PLACES: &[&str] = &[
    "[itemprop~='articleBody']",
    ".article-body, .articleBody, .article__body, .articlebody, .article_body, .ArticleBody, #article-body, #articleBody, #article_body",
    ".story-body, .storyBody, .story__body, .story_body, .StoryBody, #story-body, .story-content, .story__content, .story-text, #storytext",
    ".article-content, .article__content, .articleContent, .article_content, #article-content, .article-text, .article__text, .articletext, .article-body-text, .article-main",
    ".entry-content, .entry__content, .post-content, .post__content, .post-body, .postBody, .post-entry, .td-post-content, .single-content, .node__content, .field-name-body",
    ".body-content, .content-body, .main-content-body, .content__body, .rich-text, .richtext, .body-copy, .body-text, .text-content, .news-text, .newstext, .news-content, .page-content",
    "[data-component='text-block'], [data-testid='article-body'], [class*='article-body'], [class*='ArticleBody'], [class*='articleBody'], [class*='article__body'], [class*='story-body']",
    "article",
    "main, [role='main']",
];

/// How many of [`PLACES`] are names that only articles have.
const SURE: usize = 5;

/// How many bytes of prose in such an element need no second opinion.
const ENOUGH: usize = 1200;

/// Finds the article of a page.
pub(super) fn find(page: &Document, about: &About, reader: Option<&mut Readability>) -> Found {
    let mut captions = Vec::new();
    furniture::clear(page, &mut captions);
    let (own, sure) =
        named(page).map_or_else(Default::default, |(node, sure)| (gather(&node), sure));
    let whole = prose(&own.blocks);
    let mut found = if sure && whole > ENOUGH {
        own
    } else {
        let guess = reader.map(by_readability).unwrap_or_default();
        let other = prose(&guess.blocks);
        // Twice as much prose is that of a page of many articles, or of what stands around one.
        let too_much = other > ENOUGH && whole > other * 2;
        if !too_much && ((whole * 10 >= other * 7 && whole > 250) || whole > other) {
            own
        } else if other > 0 {
            guess
        } else {
            page.select("body")
                .nodes()
                .first()
                .map(gather)
                .unwrap_or_default()
        }
    };
    // Some pages show their text only after a script has run, and state it for search engines.
    if about.body.len() > 500 && about.body.len() > 2 * prose(&found.blocks) {
        found.blocks = about.body.lines().map(Block::paragraph).collect();
    }
    let kept = furniture::without(found.blocks.clone(), &about.titles);
    // On a page of links and headings alone they are all there is.
    if !kept.is_empty() {
        found.blocks = kept;
    }
    add_standfirst(page, about, &mut found.blocks);
    captions.append(&mut found.captions);
    captions.dedup();
    found.captions = captions;
    found
}

fn gather(node: &NodeRef<'_>) -> Found {
    let Blocks { blocks, captions } = collect::of(node);
    Found { blocks, captions }
}

/// How many bytes of prose blocks hold: paragraphs of some length that do not lead elsewhere.
fn prose(blocks: &[Block]) -> usize {
    blocks
        .iter()
        .filter(|block| block.linked_share() < 0.5 && block.text.len() >= 40)
        .map(|block| block.text.len())
        .sum()
}

/// The element that a page names for its text, and whether its name leaves no doubt.
fn named(page: &Document) -> Option<(NodeRef<'_>, bool)> {
    let whole = page
        .select("body")
        .nodes()
        .first()
        .map_or(0, furniture::prose_length);
    for (rank, place) in PLACES.iter().enumerate() {
        let selection = page.select(place);
        let mut best: Option<(usize, NodeRef<'_>)> = None;
        let mut all = 0;
        for node in selection.nodes() {
            let length = furniture::prose_length(node);
            all += length;
            if best.as_ref().is_none_or(|(most, _)| length > *most) {
                best = Some((length, *node));
            }
        }
        let Some((length, node)) = best else {
            continue;
        };
        // A text in several pieces is what holds them all.
        if length * 3 < all * 2 && selection.length() > 1 {
            if matches!(*place, "article") {
                continue;
            }
            let holder = node
                .ancestors_it(Some(4))
                .find(|ancestor| furniture::prose_length(ancestor) * 10 >= all * 9);
            if let Some(holder) = holder
                && furniture::prose_length(&holder) * 10 <= all * 13
            {
                return Some((holder, false));
            }
            continue;
        }
        if length > 250 && length * 4 > whole {
            return Some((node, rank < SURE && length * 2 > whole));
        }
    }
    None
}

/// The Readability algorithm over a page as it is.
pub(super) fn reader(page: &Document) -> Option<Readability> {
    let settings = Config {
        keep_classes: true,
        ..Config::default()
    };
    Readability::with_document(page.clone(), None, Some(settings)).ok()
}

fn by_readability(reader: &mut Readability) -> Found {
    match reader.parse() {
        Ok(article) => gather(&Document::fragment(article.content).root()),
        Err(_) => Found::default(),
    }
}

/// Puts the summary that stands under the headline before the text, where the page shows it and
/// the text does not begin with it.
fn add_standfirst(page: &Document, about: &About, blocks: &mut Vec<Block>) {
    let letters = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let summary = letters(&about.description);
    if summary.len() < 40 {
        return;
    }
    if blocks
        .iter()
        .any(|block| letters(&block.text).contains(&summary))
    {
        return;
    }
    let is_line = |node: &NodeRef<'_>| {
        node.children_it(false)
            .all(|inner| !inner.is_element() || collect::is_inline(&inner))
    };
    let shown = page
        .select("h2, h3, p, div, span")
        .nodes()
        .iter()
        .filter(|node| is_line(node))
        .find_map(|node| {
            let text = super::json_ld::plain_words(&node.text());
            let matches = text.len() < 600 && letters(&text) == summary;
            matches.then_some(text)
        });
    if let Some(text) = shown {
        blocks.insert(
            0,
            Block {
                kind: Kind::Paragraph,
                ..Block::paragraph(text)
            },
        );
    }
}
