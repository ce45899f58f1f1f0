//! What stands around an article on a page and is no part of it: told by the names that pages
//! give their elements, and by words that only furniture says.

use std::sync::LazyLock;

use dom_query::{Document, NodeRef};
use regex::Regex;

use super::super::blocks::{Block, Kind};

/// Elements that never hold an article.
const NEVER: &str = "script, style, noscript, template, iframe, svg, canvas, object, embed, \
    nav, dialog, button, select, input, textarea, footer, aside, [role='navigation'], \
    [role='complementary'], [role='banner'], [role='dialog'], [role='search'], [role='contentinfo']";

/// Words in the names of elements, each between hyphens.
static NAMES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = "share|shares|sharing|sharebar|sharethis|sharedaddy|share-?(?:tools|links|buttons?|bar|icons?)|socials?|social-?(?:media|links|share|bar|icons?)|addthis|\
        addtoany|follow|follow-?us|newsletters?|subscribe|subscribers?-cta|signup|sign-up|signin|sign-in|login|register|\
        cookies?|gdpr|consent|cmp|related|relateds|recommended|recommendations?|recirc|recirculation|read-more|readmore|read-next|\
        readnext|read-also|see-also|more-(?:from|on|stories|news|articles|in)|most-(?:read|popular|viewed|recent)|mostread|popular|\
        trending|promos?|promoted|promotion|sponsor|sponsors|sponsored|adverts?|advertisement|advertisements|advertising|ad|ads|advert|\
        adslot|ad-?(?:slot|unit|wrapper|container|box|banner|placeholder)|adsbygoogle|dfp|outbrain|taboola|zergnet|comments?|comments-?(?:area|list|section|form)|disqus|respond|\
        breadcrumbs?|pagination|pager|paging|nav|navbar|navigation|menu|submenu|sidebar|side-bar|rail|right-?rail|footer|site-?header|masthead|\
        taglist|tag-?list|tag-?cloud|tags|post-?tags|entry-?tags|article-?tags|topics|topic-?list|keywords|widgets?|toolbar|article-?tools|print|skip|skip-?link|modal|popup|pop-?up|overlay|\
        tooltip|survey|poll|donate|donation|cta|call-?to-?action|byline|bylines|by-?line|author-?(?:bio|box|info|card|details|description|block|name|meta|image)|about-?(?:the-)?author|\
        authors?|post-?meta|entry-?meta|article-?meta|meta|metadata|entry-?footer|entry-?utility|pub-?date|publish-?date|published|timestamp|datetime|dateline-?date|\
        screen-?reader-?text|screen-?reader|sr-?only|visually-?hidden|visuallyhidden|offscreen|hidden|mw-editsection|\
        noprint|navbox|catlinks|jp-relatedposts|slideshow|carousel|slider|gallery|lightbox|video-?(?:player|container|wrapper)|player|audio-?player|\
        syndication|copyright|app-?(?:promo|banner|download)|whatsapp|telegram|teaser|teasers|teaser-?list|up-?next|next-?post|prev-?post|post-?nav(?:igation)?|bookmark|feedback|rating|ratings|reactions?|likes?|\
        photo-?credit|image-?credit|credit|credits|media-?credit";
    let words: String = words.split_whitespace().collect();
    Regex::new(&format!("-(?:{words})-")).ok()
});

/// Words in the names of elements that explain a picture.
static CAPTIONS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "-(?:caption|captions|wp-caption-text|cutline|image-?caption|img-?caption|photo-?caption|media-?caption|legend|figcaption|image-?description)-",
    )
    .ok()
});

/// Lines that only furniture says, from end to end.
static SAYINGS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:[-–—•|*\[\(\s]*)(?:",
        r"advertisements?|advert|ad|sponsored(?: content)?|promoted(?: content)?|story continues below.*|article continues (?:after|below).*|",
        r"continue reading(?: below| the main story.*)?|scroll (?:down )?to continue.*|skip (?:advertisement|to .{1,40}|past newsletter promotion|ad)|",
        r"(?:related|recommended|more|read more|see also|also read|further reading|more (?:on|from|in) .{1,50}|you may (?:also )?like|most (?:read|popular|viewed)|trending(?: now)?|don.t miss|up next|read next|what to read next|more stories|related (?:articles?|stories|content|topics?|links?|coverage|posts?|news)|editors.? picks?|top stories|latest (?:news|stories|videos?)|popular (?:now|stories)|in this (?:article|story))[\s:…]*|",
        r"(?:read(?: more)?|read also|also read|see also|related(?: (?:article|story|link))?|watch|more|listen|don.t miss|recommended|see more|must read|subscribe)\s*[:|»>].{0,200}|",
        r"(?:share|tweet|email|print|save|copy link|link copied!?|whatsapp|facebook|twitter|x|linkedin|reddit|pinterest|telegram|comments?|comment|like|follow(?: us)?|listen|share (?:this|on|via|article|story).{0,60}|view comments|leave a (?:comment|reply)|(?:show|hide) comments?|close|menu|search|home|next|previous|back to top|top|toggle .{0,30}|gift article|bookmark|sign in|log in|subscribe(?: now)?|download)|",
        r"(?:sign up|subscribe|register|get|click here|tap here|follow|join|download|like) .{0,120}(?:newsletters?|inbox|app|whatsapp|telegram|facebook|twitter|instagram|alerts?|channel|updates|google news|notifications?)\b.{0,60}|",
        r"(?:©|\(c\)|copyright).{0,200}|all rights reserved.{0,80}|this (?:article|story|material|content) (?:was (?:originally|first) published|may not be (?:published|reproduced)|originally appeared).{0,200}|",
        r"we use cookies.{0,200}|by (?:signing up|subscribing|clicking|continuing).{0,250}|photo:.{0,150}|photograph:.{0,150}|image (?:source|credit|caption)s?[,:].{0,150}|(?:file )?photo by.{0,120}|getty images|loading\.{0,3}|",
        r"\d{1,2} ?(?:min|minute)s?(?: read)?|(?:\d+|no) comments?|\d+ shares?|published|updated|last updated.{0,60}|updated (?:on|at).{0,60}|published (?:on|at|:).{0,80}|posted (?:on|at).{0,60}|",
        r"(?:we'?d? love to hear|have (?:a|you got a) (?:news )?tip|contact (?:us|the author|the reporter|this reporter)|email (?:us|the author)).{0,200}",
        r")(?:[\s.:»>…\]\)]*)$"
    ))
    .ok()
});

/// Headings above furniture: they and what follows them to the end of the page go.
static LAST_HEADINGS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:related(?: (?:articles?|stories|content|topics?|links?|coverage|posts?|news|reading))?|recommended(?: for you| stories| articles| reading)?|more (?:from|on|in|about) .{1,60}|more (?:stories|news|articles)|you (?:may|might) (?:also )?(?:like|be interested in).{0,30}|read (?:more|next|also)|most (?:read|popular|viewed).{0,30}|trending.{0,20}|comments?(?: \(\d+\))?|\d+ (?:comments|responses).{0,40}|leave a (?:reply|comment)|join the (?:conversation|discussion)|(?:latest|top|other) (?:news|stories|articles|headlines).{0,20}|about the authors?|sign up .{1,80}|subscribe .{0,80}|newsletter.{0,40}|share this.{0,30}|tags|topics|editor.s picks?|sponsored.{0,30}|around the web|popular (?:posts?|stories|now)|up next|what to read next|see also|references|external links|further reading|navigation menu|our standards.{0,60})[:\s]*$",
    )
    .ok()
});

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
        .select("body [class], body [id], body [data-testid], body [data-component]")
        .nodes()
    {
        if node.parent().is_none() {
            continue;
        }
        if super::collect::is_hidden(node) && is_small(node, MOST) {
            node.remove_from_parent();
            continue;
        }
        let names = names_of(node);
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

/// How many paragraphs of some length stand below a node: furniture has few.
fn long_paragraphs(node: &NodeRef<'_>) -> usize {
    node.descendants_it()
        .filter(|inner| inner.has_name("p") && inner.normalized_char_count() >= 100)
        .take(3)
        .count()
}

/// The names that a page gives an element: small letters, with hyphens between the words.
fn names_of(node: &NodeRef<'_>) -> String {
    let mut names = String::from("-");
    for key in ["class", "id", "data-testid", "data-component"] {
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
    for block in blocks {
        let is_heading = matches!(block.kind, Kind::Heading(_));
        so_far += block.text.len();
        // The headline stands beside the text, not in it.
        if block.text.len() < 400
            && (is_heading || kept.len() < 3)
            && titles.contains(&letters(&block.text))
        {
            continue;
        }
        if is_heading && so_far * 2 > total && is_match(&LAST_HEADINGS, &block.text) {
            break;
        }
        let saying = block.text.len() < 400 && is_match(&SAYINGS, &block.text);
        let leads_elsewhere = block.linked_share() > 0.8
            && !matches!(block.kind, Kind::Row)
            && !is_heading
            && (block.text.len() < 200 || block.linked_share() > 0.95);
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
