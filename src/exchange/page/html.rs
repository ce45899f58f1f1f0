//! A page as one HTML file.

use std::fmt::Write as _;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use super::{CHART_GONE, CLAIM_GONE, Cited, leads_to_the_web, title};
use crate::chart::{self, svg};
use crate::model::{Block, Claim, Embed, Note, Project};

/// The looks of the page, on screen and on paper.
const STYLE: &str = "\
:root{color-scheme:light}\
body{margin:0;background:#fff;color:#1d2126;font:17px/1.55 'Source Serif 4',Georgia,serif}\
main{max-width:720px;margin:0 auto;padding:48px 24px 72px}\
h1,h2,h3,h4,h5,h6,.figure,footer,figcaption,.gone{font-family:Inter,Helvetica,Arial,sans-serif}\
h1{font-size:30px;line-height:1.2}h2{font-size:22px}h3{font-size:18px}\
a{color:#0b5cad}\
blockquote{margin:24px 0;padding:2px 0 2px 18px;border-left:4px solid #c9ced6}\
blockquote.claim{border-left-color:#0b5cad}\
blockquote p{margin:6px 0}.figure{font-weight:600}\
footer,.gone{font-size:14px;color:#59606a}\
figure{margin:28px 0}svg{max-width:100%;height:auto}\
table{border-collapse:collapse}th,td{border:1px solid #d6d6d0;padding:4px 10px;text-align:left}\
code,pre{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:15px;background:#f1f1ee}\
pre{padding:12px;overflow-x:auto}\
@media print{main{padding:0;max-width:none}blockquote,figure{break-inside:avoid}}";

/// Forbids the page everything but its own styles and pictures, should a reader's browser find
/// more in it than was meant.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// The page as one HTML file in UTF-8, its claims as quotes with their source and its charts as
/// pictures in it.
pub fn html(project: &Project, note: &Note) -> String {
    let title = escape(&title(note));
    let mut out = head(&title, "");
    // Writing to a String cannot fail.
    let _ = write!(out, "<main>\n<h1>{title}</h1>\n");
    for block in note.blocks() {
        match block {
            Block::Markdown(text) => pulldown_cmark::html::push_html(&mut out, harmless(text)),
            Block::Embed(Embed::Claim(id)) => match project.claim(id) {
                Some(claim) => out.push_str(&quote(project, claim)),
                None => out.push_str(&gone(CLAIM_GONE)),
            },
            Block::Embed(Embed::Chart(id)) => match project.chart(id) {
                Some(chart) => {
                    let model = chart::compute(project, chart);
                    let picture = svg::write(&model, &svg::Page::default());
                    out.push_str("<figure>\n");
                    out.push_str(picture.trim());
                    out.push_str("\n</figure>\n");
                }
                None => out.push_str(&gone(CHART_GONE)),
            },
        }
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// A page up to its content: a title, which is escaped already, the looks, and more of them.
pub(in crate::exchange) fn head(title: &str, more: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}{more}</style>\n</head>\n<body>\n"
    )
}

fn quote(project: &Project, claim: &Claim) -> String {
    let cited = Cited::new(project, claim);
    let figure = match cited.figure.as_str() {
        "" => String::new(),
        figure => format!("<p class=\"figure\">{}</p>\n", escape(figure)),
    };
    let source = match &cited.url {
        Some(url) => format!(
            "<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>",
            escape(url),
            escape(&cited.source)
        ),
        None => escape(&cited.source),
    };
    let parts = [escape(&cited.claimant), source];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!(
        "<blockquote class=\"claim\">\n{figure}<p>“{}”</p>\n<footer>{}</footer>\n</blockquote>\n",
        escape(&cited.quote),
        parts.join(" · ")
    )
}

fn gone(words: &str) -> String {
    format!("<p class=\"gone\">{words}</p>\n")
}

/// The Markdown's events without anything that could run or fetch: HTML becomes text, images
/// become links, and links that lead elsewhere than to web and mail lead nowhere.
fn harmless(text: &str) -> impl Iterator<Item = Event<'_>> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    // Whether each link that is open was written.
    let mut links: Vec<bool> = Vec::new();
    Parser::new_ext(text, options).filter_map(move |event| match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(Event::Text(html)),
        Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            // A link in a link is no HTML.
            let written = may_lead_to(&dest_url) && !links.contains(&true);
            links.push(written);
            written.then(|| {
                let link = format!(
                    "<a href=\"{}\" rel=\"noopener noreferrer\">",
                    escape(&dest_url)
                );
                Event::InlineHtml(CowStr::from(link))
            })
        }
        Event::End(TagEnd::Link | TagEnd::Image) => {
            let written = links.pop().unwrap_or_default();
            written.then(|| Event::InlineHtml(CowStr::from("</a>")))
        }
        other => Some(other),
    })
}

fn may_lead_to(url: &str) -> bool {
    leads_to_the_web(url) || url.to_ascii_lowercase().starts_with("mailto:")
}

/// The text between tags or quotation marks, whatever signs it holds.
pub(in crate::exchange) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
