//! A page of the notebook for others: as Markdown, and as one web page that needs nothing else.
//!
//! Claims become quotes with their source, charts the pictures that the window shows, as SVG.
//! Whatever a page or an article holds, what is written runs no script and asks no server: HTML
//! in a page is shown as text, images become links, and links lead to web and mail alone.

mod html;
mod markdown;

use crate::model::{Claim, Note, Project, When};

pub use html::html;
pub(super) use html::{escape, head};
pub use markdown::markdown;

/// What stands where an embedded claim is gone.
const CLAIM_GONE: &str = "This claim was deleted.";
/// What stands where an embedded chart is gone.
const CHART_GONE: &str = "This chart was deleted.";

/// What is said of a claim in a page.
struct Cited {
    /// Its words on one line, without quotation marks.
    quote: String,
    /// Its figure in words; empty without one.
    figure: String,
    /// Who says so; may be empty.
    claimant: String,
    /// Publisher, title and date of the article.
    source: String,
    /// Where the article was published, if that is a place on the web.
    url: Option<String>,
}

impl Cited {
    fn new(project: &Project, claim: &Claim) -> Self {
        let article = project.article(claim.passage.article);
        let source = article.map(|article| {
            let published = article.published.map(When::spoken).unwrap_or_default();
            let title = format!("“{}”", on_one_line(article.display_title()));
            let parts = [on_one_line(&article.publisher), title, published];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            parts.join(", ")
        });
        let url = article
            .map(|article| article.url.trim())
            .filter(|url| leads_to_the_web(url));
        Self {
            quote: on_one_line(&claim.passage.quote),
            figure: claim.figure_line().unwrap_or_default(),
            claimant: on_one_line(&claim.claimant),
            source: source.unwrap_or_default(),
            url: url.map(str::to_owned),
        }
    }
}

/// The title of a page, or a stand-in.
fn title(note: &Note) -> String {
    match on_one_line(&note.title) {
        title if title.is_empty() => "Untitled page".to_owned(),
        title => title,
    }
}

pub(super) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a link may be written: it leads to the web and holds nothing that could end it.
pub(super) fn leads_to_the_web(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let known = ["http://", "https://"]
        .iter()
        .any(|start| lower.starts_with(start));
    known && !url.chars().any(|c| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests;
