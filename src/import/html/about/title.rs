//! The headline of an article.
//!
//! The rules of the Readability algorithm choose among what a page says for machines. Where the
//! page is dated as news are, the name of the site that many add is taken off again; where what is
//! said for machines is of the site and not of the article, the headline on the page stands.

use dom_query::Document;
use dom_smoothie::Readability;

use super::super::collect;
use super::super::json_ld::{Statements, plain_words};
use super::Metas;

/// The wordings of the headline, the best first.
pub(super) fn read(
    page: &Document,
    metas: &Metas,
    statements: &Statements,
    publisher: &str,
    is_news: bool,
    reader: Option<&Readability>,
) -> Vec<String> {
    let headings = headings(page);
    let element = page
        .select_single("head title")
        .iter()
        .next()
        .map(|title| plain_words(&title.text()))
        .unwrap_or_default();
    let chosen = reader.map(|reader| {
        let title = reader.get_article_metadata(reader.parse_json_ld()).title;
        plain_words(&title)
    });
    let headline = statements.text("headline");
    // What is stated as the headline is meant as it stands.
    let as_it_stands = headline.is_some() && chosen == headline;
    // The title of the page itself is cut at the headline that it repeats.
    let is_bare = metas.first(&["og:title"]).is_none();
    let stated = [
        chosen,
        metas.first(&["og:title"]),
        headline,
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
    let mut found: Vec<String> = Vec::new();
    let mut spare: Vec<String> = Vec::new();
    for title in stated.into_iter().flatten() {
        let cuts: &[String] = if is_bare { &headings } else { &[] };
        let bare = without_site(&title, publisher, &headings, cuts);
        let is_long = bare.split_whitespace().count() > 5 || bare.len() > 40;
        let cut = is_news || (is_bare && is_long);
        let keeps = !cut || (as_it_stands && found.is_empty());
        let (title, other) = if keeps { (title, bare) } else { (bare, title) };
        if letters(&title) != letters(publisher) && !title.is_empty() {
            found.push(title);
        }
        spare.push(other);
    }
    // Where nothing said for machines resembles the title of the page, its headline does.
    if let (Some(best), Some(heading)) = (found.first(), headings.first())
        && !share_words(best, &element)
        && share_words(heading, &element)
    {
        found.insert(0, heading.clone());
    }
    // A headline that only the link previews wear out or shorten stands whole on the page.
    if let Some(heading) = headings.first() {
        let shortened = found.first().is_some_and(|best| {
            let whole = best.trim_end_matches(['…', '.']);
            whole.len() < best.len()
                && (best.ends_with('…') || best.ends_with("..."))
                && letters(heading).starts_with(&letters(whole))
        });
        if found.is_empty() || shortened {
            found.insert(0, heading.clone());
        }
    }
    found.extend(spare);
    found.extend(headings);
    let mut known: Vec<String> = Vec::new();
    for title in found {
        if !title.is_empty() && !known.contains(&title) {
            known.push(title);
        }
    }
    known
}

/// The headings of the first level that are shown.
fn headings(page: &Document) -> Vec<String> {
    page.select("h1")
        .iter()
        .filter(|heading| !heading.nodes().iter().any(collect::is_hidden))
        .map(|heading| plain_words(&heading.text()))
        .filter(|heading| (3..=300).contains(&heading.chars().count()))
        .collect()
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

fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A title without the name of the site before or behind it: `Words of the day | The Example`;
/// also cut at these headlines, whatever stands beside them.
fn without_site(title: &str, publisher: &str, headings: &[String], cuts: &[String]) -> String {
    let title = title.trim();
    if headings.iter().any(|heading| heading == title) {
        return title.to_owned();
    }
    let site = letters(publisher);
    let is_site = |part: &str| {
        let part = letters(part);
        !part.is_empty()
            && !site.is_empty()
            && (part == site
                || (part.len() >= 3 && site.contains(&part))
                || (site.len() >= 3 && part.contains(&site) && part.len() < site.len() + 24))
    };
    let is_heading = |part: &str| {
        let part = letters(part);
        cuts.iter().any(|heading| letters(heading) == part)
    };
    let mut best = title;
    for separator in [
        " | ", " - ", " – ", " — ", " » ", " « ", " :: ", " / ", " · ", " • ", " -- ", "|", "_",
        "-",
    ] {
        if let Some((head, tail)) = best.rsplit_once(separator)
            && (is_heading(head) || is_site(tail))
        {
            best = head.trim();
        }
        // Only a word between spaces parts a name before the title.
        if separator.len() > 1
            && let Some((head, tail)) = best.split_once(separator)
        {
            if is_heading(head) {
                best = head.trim();
            } else if is_heading(tail) || is_site(head) {
                best = tail.trim();
            }
        }
    }
    best.to_owned()
}
