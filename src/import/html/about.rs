//! Who, when and where: what a page says about its article.
//!
//! Pages say it several times and not always alike. For each field the places are asked in the
//! order of how often they are right: the statements made for search engines and link previews
//! first, then what stands on the page, then the address.

use dom_query::{Document, NodeRef};

use super::super::Warning;
use super::super::date::{self, Written};
use super::super::metadata::{Field, Metadata};
use super::json_ld::{self, Statements, plain_words};
use crate::model::When;

/// What a page says about its article.
#[derive(Debug, Default)]
pub(super) struct About {
    pub metadata: Metadata,
    pub warnings: Vec<Warning>,
    /// The summary that link previews show, which pages print above the text.
    pub description: String,
    /// Every wording of the headline.
    pub titles: Vec<String>,
}

/// Reads what a page says about itself.
pub(super) fn read(page: &Document) -> About {
    let statements = json_ld::read(page);
    let metas = Metas::of(page);
    let mut about = About {
        description: metas
            .first(&["og:description", "description", "twitter:description"])
            .unwrap_or_default(),
        ..About::default()
    };
    let publisher = publisher(page, &metas, &statements);
    about.metadata.url = url(page, &metas, &statements);
    about.metadata.publisher = if publisher.is_empty() {
        host(&about.metadata.url)
    } else {
        publisher
    };
    about.titles = titles(page, &metas, &statements, &about.metadata.publisher);
    about.metadata.title = about.titles.first().cloned().unwrap_or_default();
    about.metadata.byline = byline(page, &metas, &statements);
    match published(page, &metas, &statements, &about.metadata.url) {
        Ok(when) => about.metadata.published = when,
        Err(ambiguous) => about.warnings.push(Warning::AmbiguousDate(ambiguous)),
    }
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

/// The wordings of the headline, the best first.
fn titles(page: &Document, metas: &Metas, statements: &Statements, publisher: &str) -> Vec<String> {
    let mut found = Vec::new();
    let headings: Vec<String> = page
        .select("h1")
        .iter()
        .filter(|heading| !heading.nodes().iter().any(super::collect::is_hidden))
        .map(|heading| plain_words(&heading.text()))
        .filter(|heading| (3..=300).contains(&heading.chars().count()))
        .collect();
    let element = page
        .select_single("head title")
        .iter()
        .next()
        .map(|title| plain_words(&title.text()))
        .unwrap_or_default();
    let stated = [
        metas.first(&["og:title"]),
        statements.text("headline"),
        metas.first(&[
            "twitter:title",
            "dc.title",
            "dcterms.title",
            "citation_title",
            "parsely-title",
            "sailthru.title",
            "title",
        ]),
        Some(element.clone()),
    ];
    for title in stated.into_iter().flatten() {
        let title = without_site(&title, publisher, &headings);
        if !title.is_empty() && !found.contains(&title) {
            found.push(title);
        }
    }
    // Where nothing said for machines resembles the title of the page, its headline does.
    if let (Some(best), Some(heading)) = (found.first(), headings.first())
        && !share_words(best, &element)
        && share_words(heading, &element)
    {
        found.insert(0, heading.clone());
    }
    // A headline that only the link previews wear out or shorten stands whole on the page.
    for heading in headings {
        let shortened = found
            .first()
            .is_some_and(|best| best.ends_with('…') || best.ends_with("..."));
        if !found.contains(&heading) {
            if found.is_empty() || shortened {
                found.insert(0, heading);
            } else {
                found.push(heading);
            }
        }
    }
    found
}

/// Whether half the words of a title stand in another.
fn share_words(title: &str, other: &str) -> bool {
    let other = other.to_lowercase();
    let words: Vec<String> = title.split_whitespace().map(str::to_lowercase).collect();
    words
        .iter()
        .filter(|word| other.contains(word.as_str()))
        .count()
        * 2
        >= words.len()
}

/// A title without the name of the site that many pages add: `Words of the day | The Example`.
fn without_site(title: &str, publisher: &str, headings: &[String]) -> String {
    let title = title.trim();
    if headings.iter().any(|heading| heading == title) {
        return title.to_owned();
    }
    let letters = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let site = letters(publisher);
    let is_site = |part: &str| {
        let part = letters(part);
        !part.is_empty()
            && !site.is_empty()
            && (part == site
                || (part.len() >= 3 && site.contains(&part))
                || (site.len() >= 3 && part.contains(&site) && part.len() < site.len() + 24))
    };
    let mut best = title;
    for separator in [
        " | ", " - ", " – ", " — ", " » ", " « ", " :: ", " / ", " · ", " • ", "|",
    ] {
        if let Some((head, tail)) = best.rsplit_once(separator) {
            let heading = headings
                .iter()
                .any(|heading| letters(heading) == letters(head));
            if heading || is_site(tail) {
                best = head.trim();
            }
        }
        if let Some((head, tail)) = best.split_once(separator) {
            let heading = headings
                .iter()
                .any(|heading| letters(heading) == letters(tail));
            if heading || is_site(head) {
                best = tail.trim();
            }
        }
    }
    // A part that is the headline of the page is all of it.
    let inner = headings.iter().find(|heading| {
        heading.split_whitespace().count() >= 4
            && best.len() > heading.len()
            && (best.starts_with(heading.as_str()) || best.ends_with(heading.as_str()))
            && best
                .strip_prefix(heading.as_str())
                .or_else(|| best.strip_suffix(heading.as_str()))
                .is_some_and(|rest| rest.trim().chars().any(|c| "|-–—:·•»«/".contains(c)))
    });
    inner.map_or(best, String::as_str).to_owned()
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
    for separator in [" | ", " - ", " – ", " — "] {
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

fn byline(page: &Document, metas: &Metas, statements: &Statements) -> String {
    let mut names = Vec::new();
    let mut add = |value: &str| {
        for name in names_in(value) {
            if !names
                .iter()
                .any(|known: &String| known.eq_ignore_ascii_case(&name))
            {
                names.push(name);
            }
        }
    };
    for name in statements.names("author") {
        add(&name);
    }
    if names.is_empty() {
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
            for value in &values {
                let mut add = |value: &str| {
                    for name in names_in(value) {
                        if !names
                            .iter()
                            .any(|known: &String| known.eq_ignore_ascii_case(&name))
                        {
                            names.push(name);
                        }
                    }
                };
                add(value);
            }
            if !names.is_empty() {
                break;
            }
        }
    }
    if names.is_empty() {
        names = names_on_page(page);
    }
    names.join(", ")
}

/// The names that stand on the page itself, at the first place that looks like a byline.
fn names_on_page(page: &Document) -> Vec<String> {
    const PLACES: &[&str] = &[
        "[itemprop~='author'] [itemprop='name']",
        "[itemprop~='author']",
        "[rel~='author']",
        ".byline-name, .byline__name, .author-name, .author__name, .authorname, .article-author, .article__author",
        "a[href*='/author/'], a[href*='/authors/'], a[href*='/profile/'], a[href*='/by/']",
        ".byline, .by-line, .article-byline, .article__byline, .story-byline, .c-byline, .post-author, .entry-author",
        "[class*='byline'], [data-testid*='byline'], [class*='Byline']",
        ".author, .vcard .fn, #author",
    ];
    for place in PLACES {
        let mut names: Vec<String> = Vec::new();
        for element in page.select(place).iter().take(6) {
            let text = plain_words(&element.text());
            if text.chars().count() > 120 {
                continue;
            }
            for name in names_in(&text) {
                if looks_like_name(&name)
                    && !names.iter().any(|known| known.eq_ignore_ascii_case(&name))
                {
                    names.push(name);
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

/// When the article was published, or a date that may be read in two ways.
fn published(
    page: &Document,
    metas: &Metas,
    statements: &Statements,
    url: &str,
) -> Result<Option<When>, String> {
    let mut open = None;
    let mut read = |value: &str| -> Option<When> {
        let value = value.trim();
        match date::read(value) {
            Written::Known(when) if is_day(when) => Some(when),
            Written::Ambiguous => {
                open.get_or_insert_with(|| value.to_owned());
                None
            }
            _ => None,
        }
    };
    for key in ["datePublished", "dateCreated", "uploadDate"] {
        if let Some(when) = statements.text(key).and_then(|value| read(&value)) {
            return Ok(Some(when));
        }
    }
    for key in [
        "article:published_time",
        "og:article:published_time",
        "article:published",
        "og:published_time",
        "datepublished",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "published_date",
        "published-date",
        "published",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.issued",
        "dcterms.date",
        "dc.date",
        "dc.date.created",
        "citation_publication_date",
        "citation_date",
        "cxenseparse:recs:publishtime",
        "originalpublicationdate",
        "article_date_original",
        "article.published",
        "bt:pubdate",
        "rnews:datepublished",
        "date",
        "pdate",
        "ptime",
        "displaydate",
        "release_date",
        "created",
        "datecreated",
    ] {
        if let Some(when) = metas.all(key).find_map(&mut read) {
            return Ok(Some(when));
        }
    }
    for place in [
        "[itemprop~='datePublished']",
        "time[pubdate]",
        "article header time, .byline time, .published time, time.published, time.entry-date, time.date",
        "article time, main time",
        "time",
        "abbr.published, .published, .entry-date, .post-date, .article-date, .article__date, .pubdate, .publish-date, .date-published, .publication-date, .timestamp, .dateline, .date, [class*='pub-date'], [class*='published'], [class*='timestamp'], [class*='datetime'], [class*='Date']",
    ] {
        for element in page.select(place).iter().take(8) {
            let attributes = [
                "datetime",
                "content",
                "title",
                "data-datetime",
                "data-published",
            ];
            let stated = attributes.iter().filter_map(|name| element.attr(name));
            if let Some(when) = stated.into_iter().find_map(|value| read(&value)) {
                return Ok(Some(when));
            }
            let text = plain_words(&element.text());
            if text.chars().count() <= 80
                && let Some(when) = dated_words(&text, &mut read)
            {
                return Ok(Some(when));
            }
        }
    }
    if let Some(when) = date_in_address(url) {
        return Ok(Some(when));
    }
    // The first short line of the page that is a date.
    let body = page.select_single("body");
    for block in body
        .nodes()
        .iter()
        .map(super::collect::of)
        .flat_map(|found| found.blocks)
    {
        if block.text.chars().count() <= 100
            && let Some(when) = block
                .text
                .lines()
                .find_map(|line| dated_words(line, &mut read))
        {
            return Ok(Some(when));
        }
    }
    open.map_or(Ok(None), Err)
}

fn is_day(when: When) -> bool {
    when.precision() == crate::model::Precision::Day
}

/// A line that is a date, with words before it such as `Published on` or `Updated`, or with a
/// place or a name parted off.
fn dated_words(text: &str, read: &mut impl FnMut(&str) -> Option<When>) -> Option<When> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Some(when) = read(text) {
        return Some(when);
    }
    let parts = text
        .split(['|', '•', '·', '—', '/', '(', ')'])
        .map(str::trim);
    for part in std::iter::once(text).chain(parts) {
        let lower = part.to_lowercase();
        let bare = [
            "published",
            "posted",
            "first published",
            "date",
            "created",
            "on",
            "at",
            ":",
        ]
        .iter()
        .fold(lower.as_str(), |rest, word| {
            rest.strip_prefix(word).unwrap_or(rest).trim_start()
        });
        if let Some(when) = read(bare) {
            return Some(when);
        }
        let until_updated = bare.split("updated").next().unwrap_or_default();
        if until_updated.len() < bare.len()
            && let Some(when) = read(until_updated.trim_end_matches([' ', ',', '-', '–', '|']))
        {
            return Some(when);
        }
    }
    None
}

/// A date in the path of an address: `/2024/12/03/`, `/2024-12-03-`, `/20241203`.
fn date_in_address(url: &str) -> Option<When> {
    let path = url.split_once("://")?.1.split_once('/')?.1;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    for three in parts.windows(3) {
        if let [year, month, day] = three
            && year.len() == 4
            && (1..=2).contains(&month.len())
            && (1..=2).contains(&day.len())
            && let Written::Known(when) = date::read(&format!("{year}/{month}/{day}"))
        {
            return Some(when);
        }
    }
    None
}
