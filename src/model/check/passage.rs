//! Whether a passage stands where it says.

use crate::model::{Article, Passage};

/// What is wrong with a passage, if anything.
pub(super) fn passage_fault(passage: &Passage, article: &Article) -> Option<String> {
    let text: &str = &article.text;
    let title = article.display_title();
    let (start, end) = (passage.start, passage.end);
    let quote = shortened(&passage.quote);
    if start >= end {
        return Some(format!(
            "its passage from {start} to {end} in “{title}” is empty"
        ));
    }
    let Some(words) = text.get(passage.range()) else {
        return Some(if end > text.len() {
            format!(
                "its passage ends at {end}, after the end of “{title}” at {}",
                text.len()
            )
        } else {
            format!("its passage from {start} to {end} cuts a character of “{title}”")
        });
    };
    if words != passage.quote {
        let place = text
            .find(&passage.quote)
            .filter(|_| !passage.quote.is_empty());
        return Some(match place {
            Some(place) => {
                format!("“{quote}” does not stand at {start} in “{title}”, but at {place}")
            }
            None => format!("“{quote}” does not stand in “{title}”"),
        });
    }
    let around_is_kept = Passage::at(article.id, text, passage.range()).as_ref() == Some(passage);
    (!around_is_kept)
        .then(|| format!("the words kept from around “{quote}” are not those of “{title}”"))
}

/// Enough of a quote to know it by.
fn shortened(quote: &str) -> String {
    const LONGEST: usize = 60;
    let line: String = quote
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(LONGEST)
        .collect();
    if quote.chars().nth(LONGEST).is_some() {
        line + "…"
    } else {
        line
    }
}
