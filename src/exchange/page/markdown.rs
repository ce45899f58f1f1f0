//! A page as Markdown.

use std::fmt::Write as _;

use super::{CHART_GONE, CLAIM_GONE, Cited, on_one_line, title};
use crate::chart::{self, svg};
use crate::model::{Block, ChartId, Claim, Embed, Note, Project};

/// The page as Markdown (`CommonMark`), in UTF-8: its claims as block quotes with their source,
/// its charts as images whose SVG stands at the end of the text, so that one file holds it all.
pub fn markdown(project: &Project, note: &Note) -> String {
    let mut out = format!("# {}\n", escape(&title(note)));
    let mut pictures = String::new();
    for block in note.blocks() {
        out.push('\n');
        match block {
            Block::Markdown(text) => {
                out.push_str(text.trim_matches('\n'));
                out.push('\n');
            }
            Block::Embed(Embed::Claim(id)) => match project.claim(id) {
                Some(claim) => out.push_str(&quote(project, claim)),
                None => gone(&mut out, CLAIM_GONE),
            },
            Block::Embed(Embed::Chart(id)) => picture(&mut out, &mut pictures, project, id),
        }
    }
    if !pictures.is_empty() {
        out.push('\n');
        out.push_str(&pictures);
    }
    out
}

fn quote(project: &Project, claim: &Claim) -> String {
    let cited = Cited::new(project, claim);
    let figure = match cited.figure.as_str() {
        "" => String::new(),
        figure => format!("**{}**", escape(figure)),
    };
    let source = match &cited.url {
        Some(url) => format!("[{}]({})", escape(&cited.source), target(url)),
        None => escape(&cited.source),
    };
    let parts = [figure, escape(&cited.claimant), source];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("> “{}”\n>\n> {}\n", escape(&cited.quote), parts.join(" · "))
}

fn picture(out: &mut String, pictures: &mut String, project: &Project, id: ChartId) {
    let Some(chart) = project.chart(id) else {
        gone(out, CHART_GONE);
        return;
    };
    let model = chart::compute(project, chart);
    let name = format!("chart-{id}");
    // Writing to a string cannot fail.
    let _ = writeln!(out, "![{}][{name}]", escape(&on_one_line(&model.title)));
    let start = format!("[{name}]: ");
    if !pictures.contains(&start) {
        let data = percent(&svg::write(&model, &svg::Page::default()));
        let _ = writeln!(pictures, "{start}<data:image/svg+xml,{data}>");
    }
}

fn gone(out: &mut String, words: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "> *{words}*");
}

/// The words as they are, whatever signs they hold.
fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!' | '&'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A link's target between angle brackets.
fn target(url: &str) -> String {
    let url = url
        .replace('\\', "%5C")
        .replace('<', "%3C")
        .replace('>', "%3E");
    format!("<{url}>")
}

/// The bytes as a URL holds them (RFC 3986, section 2).
fn percent(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/,;=()".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
