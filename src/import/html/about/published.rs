//! When an article was published, as its page says: to machines first, then to readers, then in
//! its address.

use dom_query::Document;

use super::super::super::date::{self, Written};
use super::super::collect;
use super::super::json_ld::{Statements, plain_words};
use super::Metas;
use crate::model::When;

/// Whether a page tells machines when its article was published, as those of newspapers do.
pub(super) fn is_stated(metas: &Metas, statements: &Statements) -> bool {
    statements.text("datePublished").is_some() || metas.first(&STATED[..6]).is_some()
}

/// The names under which pages tell machines, the surest first.
const STATED: &[&str] = &[
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
];

/// What a page says about when its article was published.
pub(super) enum Published {
    /// A day, said as such.
    Stated(When),
    /// A day that stands near the article, or on which it was changed: the words.
    Likely(When, String),
    /// A date that may be read in two ways.
    Ambiguous(String),
    /// Nothing.
    Nowhere,
}

/// When the article was published.
pub(super) fn read(
    page: &Document,
    metas: &Metas,
    statements: &Statements,
    url: &str,
) -> Published {
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
            return Published::Stated(when);
        }
    }
    for key in STATED {
        if let Some(when) = metas.all(key).find_map(&mut read) {
            return Published::Stated(when);
        }
    }
    if let Some(when) = shown(page, &mut read).or_else(|| date_in_address(url)) {
        return Published::Stated(when);
    }
    // The first short line of the page that is a date, or holds one.
    let body = page.select_single("body");
    let blocks: Vec<_> = body
        .nodes()
        .iter()
        .flat_map(|body| collect::of(body).blocks)
        .filter(|block| block.text.chars().count() <= 100)
        .collect();
    let lines = || blocks.iter().flat_map(|block| block.text.lines());
    if let Some(when) = lines().find_map(|line| dated_words(line, &mut read)) {
        return Published::Stated(when);
    }
    let within = lines().find_map(|line| Some((date_within(line, &mut read)?, line)));
    if let Some((when, line)) = within {
        return Published::Likely(when, line.to_owned());
    }
    let changed = statements
        .text("dateModified")
        .into_iter()
        .chain(CHANGED.iter().filter_map(|key| metas.first(&[*key])));
    for value in changed {
        if let Some(when) = read(&value) {
            return Published::Likely(when, value);
        }
    }
    open.map_or(Published::Nowhere, Published::Ambiguous)
}

/// The names under which pages tell machines when an article was changed.
const CHANGED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "article:modified",
    "last-modified",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "revised",
    "updated_time",
];

/// Where pages show the date, the surest first.
const PLACES: &[&str] = &[
    "[itemprop~='datePublished']",
    "time[pubdate]",
    "article header time, .byline time, .published time, time.published, time.entry-date, time.date",
    "article time, main time",
    "time",
    "abbr.published, .published, .entry-date, .post-date, .article-date, .article__date, .pubdate, .publish-date, .date-published, .publication-date, .timestamp, .dateline, .date, [class*='pub-date'], [class*='published'], [class*='timestamp'], [class*='datetime'], [class*='Date'], [class*='date']",
];

/// The date that the page shows, below its headline before anywhere else.
fn shown(page: &Document, read: &mut impl FnMut(&str) -> Option<When>) -> Option<When> {
    let headline = page.select("h1").nodes().first().map(|heading| heading.id);
    for place in PLACES {
        let selection = page.select(place);
        let mut elements: Vec<_> = selection.nodes().iter().collect();
        elements.sort_by_key(|element| (Some(element.id) < headline, element.id));
        for element in elements.into_iter().take(8) {
            let attributes = [
                "datetime",
                "content",
                "title",
                "data-datetime",
                "data-published",
            ];
            let mut stated = attributes.iter().filter_map(|name| element.attr(name));
            if let Some(when) = stated.find_map(|value| read(&value)) {
                return Some(when);
            }
            let text = plain_words(&element.text());
            if text.chars().count() <= 80
                && let Some(when) = dated_words(&text, read)
            {
                return Some(when);
            }
        }
    }
    None
}

/// The one date within a line of other words.
fn date_within(line: &str, read: &mut impl FnMut(&str) -> Option<When>) -> Option<When> {
    if line.bytes().filter(u8::is_ascii_digit).count() < 4 {
        return None;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    (1..=4_usize).rev().find_map(|length| {
        words.windows(length).find_map(|some| {
            let text = some.join(" ");
            let text = text.trim_matches(|c: char| !c.is_alphanumeric());
            let starts = text.starts_with(|c: char| c.is_ascii_digit()) || length == 3;
            starts.then(|| read(text)).flatten()
        })
    })
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
            "first published",
            "published",
            "posted",
            "date",
            "created",
            "veröffentlicht",
            "erstellt",
            "publié",
            "publicado",
            "pubblicato",
            "geplaatst",
            "опубліковано",
            "опубликовано",
            "on",
            "at",
            "am",
            "le",
            "el",
            "il",
            "em",
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
