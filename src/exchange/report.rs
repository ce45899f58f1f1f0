//! Charts with all that they stand on, as one web page that needs nothing else: the picture, its
//! data, and every quote with a numbered source and a link that leads to the words.
//!
//! [`chart_page`] is one chart for others to check; [`dossier`] is a whole project: its charts,
//! its findings, and every other claim. What is written runs no script and asks no server.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;

use super::page::{escape, head, leads_to_the_web, on_one_line};
use crate::chart::table::{self, Row};
use crate::chart::{self, ChartModel, svg};
use crate::model::{Article, ArticleId, Chart, Claim, ClaimId, Figure, Project, When};

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
    let model = chart::compute(project, chart);
    let mut report = Report::new(project, as_of);
    let title = on_one_line(&model.title);
    report.figure(&model, false);
    report.finish(&title, "", false)
}

/// A project as a page: contents, charts with their data, findings, the other claims, the quotes
/// as footnotes, and the numbered sources.
pub fn dossier(project: &Project, as_of: Option<Date>) -> String {
    let name = on_one_line(&project.info().name);
    let title = if name.is_empty() {
        "Dossier".to_owned()
    } else {
        name
    };
    let mut report = Report::new(project, as_of);
    let mut contents = String::from("<nav aria-label=\"Contents\">\n<ol>\n");
    for chart in project.charts() {
        let model = chart::compute(project, chart);
        let (id, title) = (chart.id, escape(&on_one_line(&model.title)));
        // Writing to a String cannot fail.
        let _ = writeln!(contents, "<li><a href=\"#chart-{id}\">{title}</a></li>");
        report.figure(&model, true);
    }
    report.findings();
    report.others();
    contents.push_str("</ol>\n</nav>\n");
    let about = escape(project.info().description.trim());
    let about = if about.is_empty() {
        about
    } else {
        format!("<p>{about}</p>\n")
    };
    report.finish(&title, &format!("{about}{contents}"), true)
}

/// A report in the making: what was written, and what was quoted so far.
struct Report<'a> {
    project: &'a Project,
    as_of: Option<Date>,
    body: String,
    /// The claims that have a footnote, by its number less one.
    quoted: Vec<ClaimId>,
    number_of: BTreeMap<ClaimId, usize>,
    /// The articles that stand behind them, by their number less one.
    sources: Vec<ArticleId>,
    source_of: BTreeMap<ArticleId, usize>,
}

impl<'a> Report<'a> {
    fn new(project: &'a Project, as_of: Option<Date>) -> Self {
        Self {
            project,
            as_of,
            body: String::new(),
            quoted: Vec::new(),
            number_of: BTreeMap::new(),
            sources: Vec::new(),
            source_of: BTreeMap::new(),
        }
    }

    /// The number of a claim's footnote, as a link to it.
    fn note(&mut self, claim: ClaimId) -> String {
        let quoted = &mut self.quoted;
        let number = *self.number_of.entry(claim).or_insert_with(|| {
            quoted.push(claim);
            quoted.len()
        });
        format!("<sup><a href=\"#quote-{number}\">{number}</a></sup>")
    }

    /// The number of an article among the sources.
    fn source(&mut self, article: ArticleId) -> usize {
        let sources = &mut self.sources;
        *self.source_of.entry(article).or_insert_with(|| {
            sources.push(article);
            sources.len()
        })
    }

    /// A chart's picture and its data.
    fn figure(&mut self, model: &ChartModel, headed: bool) {
        let page = svg::Page {
            as_of: self.as_of,
            ..svg::Page::default()
        };
        let picture = svg::write(model, &page);
        let id = model.chart;
        let _ = writeln!(self.body, "<section id=\"chart-{id}\">");
        if headed {
            let title = escape(&on_one_line(&model.title));
            let _ = writeln!(self.body, "<h2>{title}</h2>");
        }
        let _ = writeln!(self.body, "<figure>\n{}\n</figure>", picture.trim());
        let rows = table::rows(self.project, model);
        if !rows.is_empty() {
            self.data(model, &rows);
        }
        self.body.push_str("</section>\n");
    }

    fn data(&mut self, model: &ChartModel, rows: &[Row]) {
        self.body.push_str(
            "<table>\n<thead><tr><th>Date</th><th class=\"amount\">Amount</th><th>Claimant</th>\
             <th>Publisher</th><th>Quote</th></tr></thead>\n<tbody>\n",
        );
        for row in rows {
            let note = self.note(row.claim);
            let claim = self.project.claim(row.claim);
            let amount = claim
                .and_then(|claim| claim.figure.as_ref())
                .map(Figure::spoken)
                .unwrap_or_default();
            let series = if model.series.len() > 1 && row.claimant.trim().is_empty() {
                row.series_name.as_str()
            } else {
                row.claimant.as_str()
            };
            let _ = writeln!(
                self.body,
                "<tr><td class=\"date\">{}</td><td class=\"amount\">{}</td><td>{}</td><td>{}</td>\
                 <td>“{}”{note}</td></tr>",
                escape(&row.when.map(When::spoken).unwrap_or_default()),
                escape(&amount),
                escape(series.trim()),
                escape(row.publisher.trim()),
                escape(&on_one_line(&row.quote)),
            );
        }
        self.body.push_str("</tbody>\n</table>\n");
    }

    fn findings(&mut self) {
        let project = self.project;
        if project.findings().len() == 0 {
            return;
        }
        self.body.push_str("<h2>Findings</h2>\n");
        for finding in project.findings() {
            let title = escape(&on_one_line(&finding.title));
            let _ = write!(self.body, "<h3>{title}</h3>\n<p>");
            let claims: Vec<&Claim> = finding
                .claims
                .iter()
                .filter_map(|id| project.claim(*id))
                .map(AsRef::as_ref)
                .collect();
            let preferred = finding
                .preferred
                .and_then(|id| project.claim(id))
                .and_then(|claim| claim.figure.as_ref());
            if let Some(figure) = preferred {
                let _ = write!(self.body, "<strong>{}</strong>. ", escape(&figure.spoken()));
            }
            let count = claims.len();
            let plural = if count == 1 { "claim" } else { "claims" };
            let _ = write!(self.body, "{count} {plural}: ");
            for (place, claim) in claims.iter().enumerate() {
                let note = self.note(claim.id);
                let said = claim.figure.as_ref().map(Figure::spoken);
                let said = said.unwrap_or_else(|| claim.claimant.trim().to_owned());
                let between = if place == 0 { "" } else { "; " };
                let _ = write!(self.body, "{between}{}{note}", escape(&said));
            }
            self.body.push_str(".</p>\n");
            if !finding.note.trim().is_empty() {
                let _ = writeln!(self.body, "<p>{}</p>", escape(finding.note.trim()));
            }
        }
    }

    /// The claims that no chart and no finding has quoted.
    fn others(&mut self) {
        let project = self.project;
        let articles = project
            .articles()
            .flat_map(|article| project.claims_of(article.id));
        let rest: Vec<&Claim> = articles
            .map(AsRef::as_ref)
            .filter(|claim| !self.number_of.contains_key(&claim.id))
            .collect();
        if rest.is_empty() {
            return;
        }
        self.body.push_str("<h2>Other claims</h2>\n<ul>\n");
        for claim in rest {
            let note = self.note(claim.id);
            let said = claim
                .figure
                .as_ref()
                .map(Figure::spoken)
                .unwrap_or_default();
            let when = claim.when.map(When::spoken).unwrap_or_default();
            let parts = [said, claim.claimant.trim().to_owned(), when];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            let words = if parts.is_empty() {
                "A passage".to_owned()
            } else {
                parts.join(", ")
            };
            let _ = writeln!(self.body, "<li>{}{note}</li>", escape(&words));
        }
        self.body.push_str("</ul>\n");
    }

    /// The whole page, with the footnotes and the sources below.
    fn finish(mut self, title: &str, begin: &str, is_dossier: bool) -> String {
        let mut notes = String::from("<h2>Quotes</h2>\n<ol class=\"quotes\">\n");
        for (place, id) in self.quoted.clone().into_iter().enumerate() {
            let Some(claim) = self.project.claim(id) else {
                continue;
            };
            let number = place + 1;
            let article = self.project.article(claim.passage.article).cloned();
            let source = self.source(claim.passage.article);
            let by = article.as_deref().map(|article| cited(article, claim));
            let by = by.unwrap_or_default();
            let _ = writeln!(
                notes,
                "<li id=\"quote-{number}\" data-claim=\"{id}\">“{}” <span class=\"by\">{by} \
                 <a href=\"#source-{source}\">[{source}]</a></span></li>",
                escape(&on_one_line(&claim.passage.quote)),
            );
        }
        notes.push_str("</ol>\n<h2>Sources</h2>\n<ol class=\"sources\">\n");
        for (place, id) in self.sources.iter().enumerate() {
            let number = place + 1;
            let article = self.project.article(*id);
            let words = article.map_or_else(
                || "An article that is not in the project".to_owned(),
                |article| described(article),
            );
            let _ = writeln!(notes, "<li id=\"source-{number}\">{words}</li>");
        }
        notes.push_str("</ol>\n");
        let title = escape(title);
        let made = match self.as_of {
            Some(day) => format!("<p class=\"by\">As of {}</p>\n", day.strftime("%-d %b %Y")),
            None => String::new(),
        };
        // The picture of a chart's own page has its title in it.
        let heading = if is_dossier {
            format!("<h1>{title}</h1>\n{made}")
        } else {
            String::new()
        };
        format!(
            "{}<main>\n{heading}{begin}{}{notes}</main>\n</body>\n</html>\n",
            head(&title, STYLE),
            self.body
        )
    }
}

/// Who says so, where, and a link to the very words.
fn cited(article: &Article, claim: &Claim) -> String {
    let claimant = escape(claim.claimant.trim());
    let range = claim.passage.start..claim.passage.end;
    let words = escape(&on_one_line(article.display_title()));
    let title = match super::link(article, range) {
        Some(link) => format!(
            "<a href=\"{}\" rel=\"noopener noreferrer\">{words}</a>",
            escape(&link)
        ),
        None => words,
    };
    let parts = [claimant, title];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// An article as a list of sources names it.
fn described(article: &Article) -> String {
    let title = escape(&on_one_line(article.display_title()));
    let url = article.url.trim();
    let title = if leads_to_the_web(url) {
        let url = escape(url);
        format!("<a href=\"{url}\" rel=\"noopener noreferrer\">{title}</a>")
    } else {
        title
    };
    let published = article.published.map(When::spoken).unwrap_or_default();
    let parts = [
        title,
        escape(&on_one_line(&article.byline)),
        escape(&on_one_line(&article.publisher)),
        published,
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(". ")
}

#[cfg(test)]
mod tests;
