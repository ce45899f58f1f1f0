//! Who wrote an article, as its page says.

use dom_query::{Document, NodeRef};

use super::super::json_ld::{Statements, plain_words};
use super::Metas;

/// The names of those who wrote it, parted by commas.
pub(super) fn read(
    page: &Document,
    metas: &Metas,
    statements: &Statements,
    publisher: &str,
) -> String {
    let mut names = Names::default();
    for name in statements.names("author") {
        names.add(&name);
    }
    if names.0.is_empty() {
        for key in [
            "author",
            "article:author",
            "article:author_name",
            "og:article:author",
            "byl",
            "parsely-author",
            "sailthru.author",
            "dc.creator",
            "dcterms.creator",
            "citation_author",
            "cxenseparse:author",
            "twitter:creator:name",
        ] {
            let values: Vec<&str> = metas
                .all(key)
                .filter(|value| !value.contains("://") && !value.starts_with("www."))
                .collect();
            for value in values {
                names.add(value);
            }
            if !names.0.is_empty() {
                break;
            }
        }
    }
    if names.0.is_empty() {
        names.0 = names_on_page(page);
    }
    // The outlet itself is named beside people by mistake.
    let is_outlet = |name: &String| name.eq_ignore_ascii_case(publisher);
    if names.0.iter().any(|name| !is_outlet(name)) {
        names.0.retain(|name| !is_outlet(name));
    }
    names.0.join(", ")
}

/// Names, each once.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn add(&mut self, value: &str) {
        for name in names_in(value) {
            if !self.0.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
                self.0.push(name);
            }
        }
    }
}

/// Where pages show who wrote an article, the surest first.
const PLACES: &[&str] = &[
    "[itemprop~='author'] [itemprop='name']",
    "[itemprop~='author']",
    ".byline-name, .byline__name, .author-name, .author__name, .authorname, .article-author, .article__author, .article-author-name, .author-link",
    "[rel~='author']",
    ".byline, .by-line, .article-byline, .article__byline, .story-byline, .c-byline, .post-author, .entry-author",
    "a[href*='/author/'], a[href*='/authors/'], a[href*='/profile/'], a[href*='/by/'], a[href*='/autor/'], a[href*='/auteur/'], a[href*='/people/'], a[href*='/journalist']",
    "[class*='byline'], [data-testid*='byline'], [class*='Byline'], [class*='author-name'], [class*='authorName'], [class*='AuthorName']",
    ".author, .vcard .fn, #author, .autor, .auteur, .autore, [class*='author']",
];

/// The names that stand on the page itself, at the first place below the headline that looks like
/// a byline: those further on belong to other articles and to comments.
fn names_on_page(page: &Document) -> Vec<String> {
    let headline = page.select("h1").nodes().first().map(|heading| heading.id);
    let body = page.select("body").nodes().first().map(|body| body.id);
    for place in PLACES {
        let mut elements: Vec<NodeRef<'_>> = page
            .select(place)
            .nodes()
            .iter()
            .filter(|element| !stands_apart(element))
            .copied()
            .collect();
        elements.sort_by_key(|element| (Some(element.id) < headline, element.id));
        let mut names: Vec<String> = Vec::new();
        let mut within = None;
        for element in elements {
            let holder = || {
                let above = element
                    .ancestors_it(Some(3))
                    .take_while(|node| Some(node.id) != body);
                above.last().map(|node| node.id)
            };
            if within.is_some() && within != holder() {
                break;
            }
            let text = plain_words(&element.text());
            if text.chars().count() > 120 {
                continue;
            }
            for name in names_in(&text) {
                if looks_like_name(&name)
                    && !names.iter().any(|known| known.eq_ignore_ascii_case(&name))
                {
                    names.push(name);
                    within = within.or_else(holder);
                }
            }
            if names.len() > 4 {
                break;
            }
        }
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

/// Whether an element belongs to comments, lists of other articles or the frame of the page.
fn stands_apart(element: &NodeRef<'_>) -> bool {
    element.ancestors_it(None).any(|above| {
        if ["aside", "nav", "footer"]
            .iter()
            .any(|name| above.has_name(name))
        {
            return true;
        }
        let names = [above.class(), above.id_attr()];
        names.into_iter().flatten().any(|names| {
            let names = names.to_lowercase();
            !above.has_name("body")
                && [
                    "comment",
                    "related",
                    "sidebar",
                    "recommend",
                    "footer",
                    "most-read",
                    "trending",
                ]
                .iter()
                .any(|word| names.contains(word))
        })
    })
}

fn looks_like_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    (2..=5).contains(&words.len())
        && name.chars().count() <= 60
        && !name.contains(|c: char| c.is_ascii_digit() || "@:/|".contains(c))
        && words
            .iter()
            .filter(|word| word.starts_with(char::is_uppercase))
            .count()
            * 2
            > words.len()
}

/// The names in a byline: `By Anna Holt and John Roe | The Example`.
fn names_in(value: &str) -> Vec<String> {
    let mut value = value.trim();
    for word in [
        "written by ",
        "reported by ",
        "story by ",
        "posted by ",
        "by: ",
        "by ",
        "von ",
        "par ",
        "por ",
        "di ",
        "door ",
        "av ",
        "af ",
        "text: ",
        "texte: ",
        "autor: ",
        "author: ",
        "автор: ",
        "автор ",
    ] {
        if let Some(start) = value.get(..word.len())
            && start.eq_ignore_ascii_case(word)
        {
            value = value[word.len()..].trim();
            break;
        }
    }
    let value = value
        .split(['|', '•', '·', '\n'])
        .next()
        .unwrap_or_default();
    let value = value
        .replace(" and ", ", ")
        .replace(" und ", ", ")
        .replace(" et ", ", ")
        .replace(" y ", ", ")
        .replace(" & ", ", ")
        .replace(" AND ", ", ")
        .replace([';', '/'], ",");
    value
        .split(',')
        .map(|name| name.trim().trim_end_matches([':', '-', '–']).trim())
        .filter(|name| {
            let lower = name.to_lowercase();
            !name.is_empty()
                && name.chars().count() <= 80
                && name.contains(char::is_alphabetic)
                && !name.contains('@')
                && !name.contains("://")
                && !ROLES
                    .iter()
                    .any(|role| lower == *role || lower.ends_with(&format!(" {role}")))
        })
        .map(str::to_owned)
        .collect()
}

/// What stands beside names in bylines and is none.
const ROLES: &[&str] = &[
    "reporter",
    "correspondent",
    "editor",
    "staff writer",
    "staff",
    "contributor",
    "columnist",
    "writer",
    "producer",
    "journalist",
    "author",
    "bureau chief",
    "admin",
    "administrator",
    "updated",
    "published",
    "opinion contributor",
    "jr.",
    "jr",
    "phd",
    "md",
    "analyst",
];
