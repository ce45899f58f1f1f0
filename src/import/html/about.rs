//! Who, when and where: what a page says about its article.
//!
//! Pages say it several times and not always alike. For each field the places are asked in the
//! order of how often they are right: the statements made for search engines and link previews
//! first, then what stands on the page, then the address.

mod byline;
mod published;
mod title;

use dom_query::{Document, NodeRef};
use dom_smoothie::Readability;

use super::super::Warning;
use super::super::error::shortened;
use super::super::metadata::{Field, Metadata};
use super::json_ld::{self, Statements, plain_words};
use published::Published;

/// What a page says about its article.
#[derive(Debug, Default)]
pub(super) struct About {
    pub metadata: Metadata,
    pub warnings: Vec<Warning>,
    /// The summary that link previews show, which pages print above the text.
    pub description: String,
    /// The text as it is stated for search engines, a paragraph a line.
    pub body: String,
    /// Every wording of the headline.
    pub titles: Vec<String>,
}

/// Reads what a page says about itself; the reader of articles has an opinion of its title.
pub(super) fn read(page: &Document, reader: Option<&Readability>) -> About {
    let statements = json_ld::read(page);
    let metas = Metas::of(page);
    let mut about = About {
        description: metas
            .first(&["og:description", "description", "twitter:description"])
            .unwrap_or_default(),
        body: statements.body().unwrap_or_default(),
        ..About::default()
    };
    let publisher = publisher(page, &metas, &statements);
    about.metadata.url = url(page, &metas, &statements);
    about.metadata.publisher = if publisher.is_empty() {
        host(&about.metadata.url)
    } else {
        publisher
    };
    about.metadata.byline = byline::read(page, &metas, &statements, &about.metadata.publisher);
    match published::read(page, &metas, &statements, &about.metadata.url) {
        Published::Stated(when) => about.metadata.published = Some(when),
        Published::Likely(when, words) => {
            about.metadata.published = Some(when);
            about.warnings.push(Warning::LikelyDate(shortened(&words)));
        }
        Published::Ambiguous(words) => about.warnings.push(Warning::AmbiguousDate(words)),
        Published::Nowhere => {}
    }
    let is_news = published::is_stated(&metas, &statements);
    about.titles = title::read(
        page,
        &metas,
        &statements,
        &about.metadata.publisher,
        is_news,
        reader,
    );
    about.metadata.title = about.titles.first().cloned().unwrap_or_default();
    let language = page
        .select("html")
        .attr("lang")
        .or_else(|| page.select("html").attr("xml:lang"))
        .map(|tag| tag.to_string())
        .filter(|tag| !tag.trim().is_empty())
        .or_else(|| metas.first(&["content-language", "og:locale", "language", "dc.language"]))
        .or_else(|| statements.text("inLanguage"))
        .unwrap_or_default()
        .replace('_', "-");
    about
        .metadata
        .set(Field::Language, &language, &mut about.warnings);
    about
}

/// The `meta` elements of a page: names in small letters with what they say.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn of(page: &Document) -> Self {
        let mut all = Vec::new();
        for meta in &page.select("meta[content]") {
            let Some(content) = meta.attr("content") else {
                continue;
            };
            for key in ["property", "name", "itemprop", "http-equiv"] {
                if let Some(name) = meta.attr(key) {
                    let words = plain_words(&content);
                    if !words.is_empty() {
                        all.push((name.trim().to_lowercase(), words));
                    }
                }
            }
        }
        Self(all)
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, content)| content.as_str())
    }

    /// The first of these names that a page gives.
    fn first(&self, names: &[&str]) -> Option<String> {
        names
            .iter()
            .find_map(|name| self.all(name).next())
            .map(str::to_owned)
    }
}

fn publisher(page: &Document, metas: &Metas, statements: &Statements) -> String {
    let is_name = |name: &String| {
        !name.starts_with('@') && !name.contains("://") && name.chars().count() <= 80
    };
    let mut found: Vec<String> = metas.first(&["og:site_name"]).into_iter().collect();
    found.extend(statements.names("publisher"));
    found.extend(metas.first(&[
        "dc.publisher",
        "dcterms.publisher",
        "citation_journal_title",
        "publisher",
        "application-name",
        "al:android:app_name",
        "apple-mobile-web-app-title",
        "copyright",
    ]));
    found.retain(is_name);
    // An address in the place of a name gives way to a name.
    let is_address = |name: &str| name.contains('.') && !name.contains(' ');
    if let Some(name) = found
        .iter()
        .find(|name| !is_address(name))
        .or(found.first())
    {
        return name.clone();
    }
    // The end of the title, where the rest is the headline.
    let title = page.select_single("head title").text();
    let title = title.trim();
    let heading = plain_words(&page.select_single("h1").text());
    for separator in [" | ", " - ", " – ", " — ", " -- ", " » ", "_", "-"] {
        if let Some((head, tail)) = title.rsplit_once(separator)
            && plain_words(head) == heading
            && tail.split_whitespace().count() <= 5
        {
            return plain_words(tail);
        }
    }
    String::new()
}

fn url(page: &Document, metas: &Metas, statements: &Statements) -> String {
    let canonical = page
        .select("link[rel~='canonical']")
        .attr("href")
        .map(|href| href.trim().to_owned());
    let saved_from = || saved_from(page);
    [
        canonical,
        metas.first(&["og:url", "twitter:url", "parsely-link"]),
        statements.text("url"),
        statements.text("mainEntityOfPage"),
        saved_from(),
    ]
    .into_iter()
    .flatten()
    .find(|url| url.starts_with("http://") || url.starts_with("https://"))
    .unwrap_or_default()
}

/// The address that browsers write into a page that they save:
/// `<!-- saved from url=(0021)https://example.org/ -->`.
fn saved_from(page: &Document) -> Option<String> {
    page.root()
        .children_it(false)
        .filter(NodeRef::is_comment)
        .find_map(|comment| {
            let html = comment.html();
            let (_, rest) = html.split_once("saved from url=")?;
            let (_, address) = rest.split_once(')')?;
            let end =
                address.find(|c: char| c.is_whitespace() || c == '-' && address.contains(" -->"));
            let address = address.split_whitespace().next().unwrap_or_default();
            (end.is_some() && address.starts_with("http")).then(|| address.to_owned())
        })
}

fn host(url: &str) -> String {
    let host = url.split_once("://").map_or("", |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}
