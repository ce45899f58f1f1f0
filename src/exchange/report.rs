//! Charts with all that they stand on, as one web page that needs nothing else: the picture, its
//! data, and every quote with a numbered source and a link that leads to the words.
//!
//! [`chart_page`] is one chart for others to check; [`dossier`] is a whole project: its charts,
//! its findings, and every other claim. What is written runs no script and asks no server.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::contents::{self, Charted, Contents, Held, Quote, Source, counted};
use super::page::{escape, head, on_one_line};
use crate::chart::svg;
use crate::model::{Chart, Project};

/// What a report adds to the looks of a page.
const STYLE: &str = "main{max-width:820px}\
table{width:100%;font:14px/1.4 Inter,Helvetica,Arial,sans-serif;margin:12px 0 28px}\
th{background:#f4f4f1}td.amount,th.amount{text-align:right;white-space:nowrap}\
td.date{white-space:nowrap}sup a{text-decoration:none}\
ol.quotes,ol.sources{padding-left:28px;font-size:15px}ol.quotes li,ol.sources li{margin:8px 0}\
.by{font:13px/1.4 Inter,Helvetica,Arial,sans-serif;color:#59606a}\
nav{font:14px/1.6 Inter,Helvetica,Arial,sans-serif;margin:24px 0}";

/// One chart as a page: the picture, its data, and the quotes as footnotes.
pub fn chart_page(project: &Project, chart: &Chart, as_of: Option<Date>) -> String {
    let contents = contents::of_chart(project, chart, as_of);
    let mut body = String::new();
    for charted in &contents.charts {
        // Every mark of a single chart carries its words.
        figure(&mut body, charted, as_of, Some(project));
    }
    let title = contents.charts.first();
    let title = title.map_or_else(String::new, |charted| on_one_line(&charted.model.title));
    // The picture of a chart's own page has its title in it.
    whole(&title, "", &body, &contents)
}

/// A project as a page: contents, charts with their data, findings, the other claims, the quotes
/// as footnotes, and the numbered sources.
pub fn dossier(project: &Project, as_of: Option<Date>) -> String {
    let contents = contents::of_project(project, as_of);
    let title = match contents.title.as_str() {
        "" => "Dossier",
        title => title,
    };
    let mut begin = format!("<h1>{}</h1>\n", escape(title));
    if let Some(day) = as_of {
        // Writing to a String cannot fail.
        let _ = writeln!(begin, "<p class=\"by\">{}</p>", escape(&said_as_of(day)));
    }
    if !contents.about.is_empty() {
        let _ = writeln!(begin, "<p>{}</p>", escape(&contents.about));
    }
    begin.push_str("<nav aria-label=\"Contents\">\n<ol>\n");
    let mut body = String::new();
    for charted in &contents.charts {
        let (id, title) = (charted.model.chart, on_one_line(&charted.model.title));
        let title = escape(&title);
        let _ = writeln!(begin, "<li><a href=\"#chart-{id}\">{title}</a></li>");
        figure(&mut body, charted, as_of, None);
    }
    begin.push_str("</ol>\n</nav>\n");
    if !contents.findings.is_empty() {
        body.push_str("<h2>Findings</h2>\n");
    }
    for held in &contents.findings {
        finding(&mut body, held);
    }
    if !contents.others.is_empty() {
        body.push_str("<h2>Other claims</h2>\n<ul>\n");
        for said in &contents.others {
            let note = note(said.note);
            let _ = writeln!(body, "<li>{}{note}</li>", escape(&said.words));
        }
        body.push_str("</ul>\n");
    }
    whole(title, &begin, &body, &contents)
}

/// `As of 3 Dec 2024`.
pub(super) fn said_as_of(day: Date) -> String {
    day.strftime("As of %-d %b %Y").to_string()
}

/// The number of a quote, as a link to it.
fn note(number: usize) -> String {
    format!("<sup><a href=\"#quote-{number}\">{number}</a></sup>")
}

/// A chart's picture and its data: alone with the proofs of its marks, or one of several under a
/// heading.
fn figure(out: &mut String, charted: &Charted, as_of: Option<Date>, alone: Option<&Project>) {
    let model = &charted.model;
    let page = svg::Page {
        as_of,
        ..svg::Page::default()
    };
    let picture = match alone {
        Some(project) => svg::write_proven(project, model, &page),
        None => svg::write(model, &page),
    };
    let _ = writeln!(out, "<section id=\"chart-{}\">", model.chart);
    if alone.is_none() {
        let title = escape(&on_one_line(&model.title));
        let _ = writeln!(out, "<h2>{title}</h2>");
    }
    let _ = writeln!(out, "<figure>\n{}\n</figure>", picture.trim());
    if !charted.lines.is_empty() {
        out.push_str(
            "<table>\n<thead><tr><th>Date</th><th class=\"amount\">Amount</th><th>Claimant</th>\
             <th>Publisher</th><th>Quote</th></tr></thead>\n<tbody>\n",
        );
        for line in &charted.lines {
            let _ = writeln!(
                out,
                "<tr><td class=\"date\">{}</td><td class=\"amount\">{}</td><td>{}</td><td>{}</td>\
                 <td>“{}”{}</td></tr>",
                escape(&line.date),
                escape(&line.amount),
                escape(&line.who),
                escape(&line.publisher),
                escape(&line.quote),
                note(line.note),
            );
        }
        out.push_str("</tbody>\n</table>\n");
    }
    out.push_str("</section>\n");
}

fn finding(out: &mut String, held: &Held) {
    let _ = write!(out, "<h3>{}</h3>\n<p>", escape(&held.title));
    if let Some(value) = &held.value {
        let _ = write!(out, "<strong>{}</strong>. ", escape(value));
    }
    let _ = write!(out, "{}: ", counted(held.claims.len()));
    for (place, said) in held.claims.iter().enumerate() {
        let between = if place == 0 { "" } else { "; " };
        let note = note(said.note);
        let _ = write!(out, "{between}{}{note}", escape(&said.words));
    }
    out.push_str(".</p>\n");
    if !held.note.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", escape(&held.note));
    }
}

/// The whole page, with the footnotes and the sources below.
fn whole(title: &str, begin: &str, body: &str, contents: &Contents) -> String {
    let mut notes = String::from("<h2>Quotes</h2>\n<ol class=\"quotes\">\n");
    for (number, quote) in (1..).zip(&contents.quotes) {
        let source = quote.source;
        let _ = writeln!(
            notes,
            "<li id=\"quote-{number}\" data-claim=\"{}\">“{}” <span class=\"by\">{} \
             <a href=\"#source-{source}\">[{source}]</a></span></li>",
            quote.claim,
            escape(&quote.words),
            cited(quote),
        );
    }
    notes.push_str("</ol>\n<h2>Sources</h2>\n<ol class=\"sources\">\n");
    for (number, source) in (1..).zip(&contents.sources) {
        let words = described(source);
        let _ = writeln!(notes, "<li id=\"source-{number}\">{words}</li>");
    }
    notes.push_str("</ol>\n");
    let head = head(&escape(title), STYLE);
    format!("{head}<main>\n{begin}{body}{notes}</main>\n</body>\n</html>\n")
}

/// Who says so, where, and a link to the very words.
fn cited(quote: &Quote) -> String {
    let title = linked(&quote.title, quote.link.as_deref());
    let parts = [escape(&quote.claimant), title];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// An article as a list of sources names it.
fn described(source: &Source) -> String {
    let mut parts = vec![linked(&source.title, source.url.as_deref())];
    parts.extend(source.after_title().map(escape));
    parts.join(". ")
}

fn linked(words: &str, link: Option<&str>) -> String {
    let words = escape(words);
    match link {
        Some(link) => format!(
            "<a href=\"{}\" rel=\"noopener noreferrer\">{words}</a>",
            escape(link)
        ),
        None => words,
    }
}

#[cfg(test)]
pub(super) mod tests;
