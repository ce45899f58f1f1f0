//! What a report says, in the order in which it is read and before it has a format: charts with
//! their data, findings, the other claims, the quotes by number, and the numbered sources.
//!
//! [`super::report`] writes it as a web page and [`super::docx`] as a document, so that both say the
//! same under the same numbers.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::link;
use super::page::{leads_to_the_web, on_one_line};
use crate::chart::table::{self, Row};
use crate::chart::{self, ChartModel, Unit};
use crate::echo::Echoes;
use crate::findings::standing::standing;
use crate::model::{
    Article, ArticleId, Chart, Claim, ClaimId, Figure, Finding, Project, Rule, When,
};

/// All that a report says.
pub(super) struct Contents {
    /// The name of the project or the title of the chart; empty without one.
    pub title: String,
    /// What the project is about; may be empty.
    pub about: String,
    /// The day whose state it shows.
    pub as_of: Option<Date>,
    pub charts: Vec<Charted>,
    pub findings: Vec<Held>,
    /// The claims that no chart and no finding has quoted.
    pub others: Vec<Said>,
    /// The quotes, by their number less one.
    pub quotes: Vec<Quote>,
    /// The articles behind them, by their number less one.
    pub sources: Vec<Source>,
}

/// A chart and its data.
pub(super) struct Charted {
    pub model: ChartModel,
    pub lines: Vec<Line>,
}

/// One claim of a chart.
pub(super) struct Line {
    pub date: String,
    pub amount: String,
    /// The claimant, or the series where nobody is named.
    pub who: String,
    pub publisher: String,
    pub quote: String,
    /// The number of its quote.
    pub note: usize,
}

/// A finding.
pub(super) struct Held {
    pub title: String,
    /// The value that stands for it.
    pub value: Option<String>,
    pub claims: Vec<Said>,
    pub note: String,
}

/// A claim in a few words.
pub(super) struct Said {
    pub words: String,
    /// The number of its quote.
    pub note: usize,
}

/// The words of a claim.
pub(super) struct Quote {
    pub claim: ClaimId,
    pub words: String,
    pub claimant: String,
    /// The title of the article, and where on the web the words stand.
    pub title: String,
    pub link: Option<String>,
    /// The number of its source.
    pub source: usize,
}

/// An article.
pub(super) struct Source {
    pub title: String,
    pub url: Option<String>,
    pub byline: String,
    pub publisher: String,
    pub published: String,
}

/// What is said of one chart.
pub(super) fn of_chart(project: &Project, chart: &Chart, as_of: Option<Date>) -> Contents {
    let mut writing = Writing::new(project, as_of);
    writing.chart(chart);
    writing.out.title = on_one_line(&chart.title);
    writing.finish()
}

/// What is said of a whole project.
pub(super) fn of_project(project: &Project, as_of: Option<Date>) -> Contents {
    let mut writing = Writing::new(project, as_of);
    for chart in project.charts() {
        writing.chart(chart);
    }
    for finding in project.findings() {
        writing.finding(finding);
    }
    writing.others();
    writing.out.title = on_one_line(&project.info().name);
    project
        .info()
        .description
        .trim()
        .clone_into(&mut writing.out.about);
    writing.finish()
}

/// Contents in the making.
struct Writing<'a> {
    project: &'a Project,
    out: Contents,
    /// The claims that are quoted, by their number less one.
    quoted: Vec<ClaimId>,
    number_of: BTreeMap<ClaimId, usize>,
    source_of: BTreeMap<ArticleId, usize>,
}

impl<'a> Writing<'a> {
    fn new(project: &'a Project, as_of: Option<Date>) -> Self {
        Self {
            project,
            out: Contents {
                title: String::new(),
                about: String::new(),
                as_of,
                charts: Vec::new(),
                findings: Vec::new(),
                others: Vec::new(),
                quotes: Vec::new(),
                sources: Vec::new(),
            },
            quoted: Vec::new(),
            number_of: BTreeMap::new(),
            source_of: BTreeMap::new(),
        }
    }

    /// The number of a claim's quote.
    fn note(&mut self, claim: ClaimId) -> usize {
        let quoted = &mut self.quoted;
        *self.number_of.entry(claim).or_insert_with(|| {
            quoted.push(claim);
            quoted.len()
        })
    }

    fn chart(&mut self, chart: &Chart) {
        let model = chart::compute(self.project, chart);
        let rows = table::rows(self.project, &model);
        let lines = rows.iter().map(|row| self.line(&model, row)).collect();
        self.out.charts.push(Charted { model, lines });
    }

    fn line(&mut self, model: &ChartModel, row: &Row) -> Line {
        let figure = self.project.claim(row.claim).and_then(|claim| {
            let figure = claim.figure.as_ref();
            figure.map(Figure::spoken)
        });
        let who = if model.series.len() > 1 && row.claimant.trim().is_empty() {
            row.series_name.trim()
        } else {
            row.claimant.trim()
        };
        Line {
            date: row.when.map(When::spoken).unwrap_or_default(),
            amount: figure.unwrap_or_default(),
            who: who.to_owned(),
            publisher: row.publisher.trim().to_owned(),
            quote: on_one_line(&row.quote),
            note: self.note(row.claim),
        }
    }

    fn finding(&mut self, finding: &Finding) {
        let project = self.project;
        let claims = finding.claims.iter().filter_map(|id| project.claim(*id));
        let claims = claims.map(|claim| {
            let said = claim.figure.as_ref().map(Figure::spoken);
            Said {
                words: said.unwrap_or_else(|| claim.claimant.trim().to_owned()),
                note: self.note(claim.id),
            }
        });
        let claims = claims.collect();
        self.out.findings.push(Held {
            title: on_one_line(&finding.title),
            value: value(project, finding),
            claims,
            note: finding.note.trim().to_owned(),
        });
    }

    fn others(&mut self) {
        let project = self.project;
        let claims = project
            .articles()
            .flat_map(|article| project.claims_of(article.id));
        for claim in claims {
            if self.number_of.contains_key(&claim.id) {
                continue;
            }
            let said = claim.figure.as_ref().map(Figure::spoken);
            let parts = [
                said.unwrap_or_default(),
                claim.claimant.trim().to_owned(),
                claim.when.map(When::spoken).unwrap_or_default(),
            ];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            let words = match parts.as_slice() {
                [] => "A passage".to_owned(),
                parts => parts.join(", "),
            };
            let note = self.note(claim.id);
            self.out.others.push(Said { words, note });
        }
    }

    /// Adds the quotes and the sources that the numbers stand for.
    fn finish(mut self) -> Contents {
        for id in std::mem::take(&mut self.quoted) {
            // What was numbered is in the project, for it was found there.
            if let Some(claim) = self.project.claim(id) {
                let quote = self.quote(claim);
                self.out.quotes.push(quote);
            }
        }
        self.out
    }

    fn quote(&mut self, claim: &Claim) -> Quote {
        let article = self.project.article(claim.passage.article);
        let range = claim.passage.start..claim.passage.end;
        let title = article.map(|article| on_one_line(article.display_title()));
        Quote {
            claim: claim.id,
            words: on_one_line(&claim.passage.quote),
            claimant: claim.claimant.trim().to_owned(),
            title: title.unwrap_or_default(),
            link: article.and_then(|article| link(article, range)),
            source: self.source(claim.passage.article, article.map(AsRef::as_ref)),
        }
    }

    /// The number of an article among the sources.
    fn source(&mut self, id: ArticleId, article: Option<&Article>) -> usize {
        let sources = &mut self.out.sources;
        *self.source_of.entry(id).or_insert_with(|| {
            sources.push(Source::of(article));
            sources.len()
        })
    }
}

/// The value that stands for a finding, in words.
fn value(project: &Project, finding: &Finding) -> Option<String> {
    let claims = finding.claims.iter().filter_map(|id| project.claim(*id));
    let figure = claims.clone().find_map(|claim| claim.figure.as_ref())?;
    // Only the median asks who echoes whom.
    let echoes = match finding.rule {
        Some(Rule::Median) => {
            let articles = claims.filter_map(|claim| project.article(claim.passage.article));
            Echoes::among(articles.map(AsRef::as_ref))
        }
        _ => Echoes::default(),
    };
    if finding.rule.is_none() && finding.preferred.is_none() {
        return None;
    }
    let standing = standing(project, finding, &echoes)?;
    let own = standing.claim.and_then(|id| project.claim(id));
    let own = own.and_then(|claim| claim.figure.as_ref());
    Some(own.map_or_else(|| Unit::of(figure).spoken(standing.value), Figure::spoken))
}

impl Source {
    fn of(article: Option<&Article>) -> Self {
        let Some(article) = article else {
            return Self {
                title: "An article that is not in the project".to_owned(),
                url: None,
                byline: String::new(),
                publisher: String::new(),
                published: String::new(),
            };
        };
        let url = article.url.trim();
        Self {
            title: on_one_line(article.display_title()),
            url: leads_to_the_web(url).then(|| url.to_owned()),
            byline: on_one_line(&article.byline),
            publisher: on_one_line(&article.publisher),
            published: article.published.map(When::spoken).unwrap_or_default(),
        }
    }

    /// What is said after the title.
    pub(super) fn after_title(&self) -> impl Iterator<Item = &str> {
        let parts = [&self.byline, &self.publisher, &self.published];
        parts
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
    }
}

/// `1 claim`, `3 claims`.
pub(super) fn counted(claims: usize) -> String {
    let plural = if claims == 1 { "" } else { "s" };
    format!("{claims} claim{plural}")
}
