//! Which claims a [`Query`] asks for.
//!
//! What can be known of whole articles and tags is found out once for the project, so that a
//! claim is asked little: a hundred thousand of them answer while a person types.

use std::collections::HashSet;

use super::query::{Asked, Field, Part, Query, State, Term, Words};
use crate::model::{
    Article, ArticleId, Claim, ClaimId, Figure, Grade, Project, Tag, TagId, TimeFrame,
};

/// A query made ready for many claims of one project as it stands.
#[derive(Debug)]
pub struct Asking<'a> {
    project: &'a Project,
    terms: Vec<Ready<'a>>,
}

/// A term with what of the project answers it.
#[derive(Debug)]
struct Ready<'a> {
    negated: bool,
    asked: &'a Asked,
    /// The articles that answer by themselves.
    articles: HashSet<ArticleId>,
    /// The tags that answer by themselves.
    tags: HashSet<TagId>,
    /// The claims that answer because of what they are part of.
    claims: HashSet<ClaimId>,
}

impl<'a> Asking<'a> {
    /// Makes a query ready.
    pub fn new(project: &'a Project, query: &'a Query) -> Self {
        let terms = query.terms().iter();
        Self {
            project,
            terms: terms.map(|term| Ready::new(project, term)).collect(),
        }
    }

    /// Whether the query asks for that claim.
    pub fn matches(&self, claim: &Claim) -> bool {
        self.terms
            .iter()
            .all(|term| term.is_answered(self.project, claim) != term.negated)
    }
}

impl<'a> Ready<'a> {
    fn new(project: &Project, Term { negated, asked }: &'a Term) -> Self {
        let articles = |answers: &dyn Fn(&Article) -> bool| -> HashSet<ArticleId> {
            let all = project.articles().filter(|article| answers(article));
            all.map(|article| article.id).collect()
        };
        let tags = |answers: &dyn Fn(&Tag) -> bool| -> HashSet<TagId> {
            let all = project.tags().filter(|tag| answers(tag));
            all.map(|tag| tag.id).collect()
        };
        let mut ready = Self {
            negated: *negated,
            asked,
            articles: HashSet::new(),
            tags: HashSet::new(),
            claims: HashSet::new(),
        };
        let any = |any: &[Words], text: &str| any.iter().any(|words| words.ready().is_in(text));
        match asked {
            Asked::Anywhere(words) => {
                let words = words.ready();
                ready.articles = articles(&|article| {
                    words.is_in(&article.title) || words.is_in(&article.publisher)
                });
                ready.tags = tags(&|tag| words.is_in(&project.tag_path(tag.id)));
            }
            Asked::In(Field::Title, wanted) => {
                ready.articles = articles(&|article| any(wanted, &article.title));
            }
            Asked::In(Field::Publisher, wanted) => {
                ready.articles = articles(&|article| any(wanted, &article.publisher));
            }
            Asked::In(Field::Tag, wanted) => {
                ready.tags = tags(&|tag| {
                    let path = project.tag_path(tag.id);
                    wanted.iter().any(|words| is_in_path(words, &path))
                });
            }
            Asked::Published(spans) => {
                ready.articles = articles(&|article| {
                    let published = article.published;
                    published.is_some_and(|when| spans.iter().any(|span| span.holds(when)))
                });
            }
            Asked::Has(parts) if parts.contains(&Part::Finding) => {
                let findings = project.findings().flat_map(|finding| &finding.claims);
                ready.claims = findings.copied().collect();
            }
            _ => {}
        }
        ready
    }

    fn is_answered(&self, project: &Project, claim: &Claim) -> bool {
        let figure = claim.figure.as_ref();
        let by_article = || self.articles.contains(&claim.passage.article);
        let by_tag = || claim.tags.iter().any(|tag| self.tags.contains(tag));
        let any = |any: &[Words], text: &str| any.iter().any(|words| words.ready().is_in(text));
        match self.asked {
            Asked::Anywhere(words) => {
                let texts = [
                    &claim.passage.quote,
                    &claim.claimant,
                    &claim.subject,
                    &claim.note,
                ];
                by_article()
                    || by_tag()
                    || texts.into_iter().any(|text| words.ready().is_in(text))
                    || figure.is_some_and(|figure| is_in_figure(words, figure))
            }
            Asked::In(field, wanted) => match field {
                Field::Tag => by_tag(),
                Field::Unit => figure.is_some_and(|figure| any(wanted, &figure.unit)),
                Field::Claimant => any(wanted, &claim.claimant),
                Field::Subject => any(wanted, &claim.subject),
                Field::Quote => any(wanted, &claim.passage.quote),
                Field::Note => any(wanted, &claim.note),
                _ => by_article(),
            },
            Asked::Amount(span) => figure
                .and_then(Figure::central)
                .is_some_and(|amount| span.holds(amount)),
            Asked::Date(spans) => claim
                .when
                .is_some_and(|when| spans.iter().any(|span| span.holds(when))),
            Asked::Published(_) => by_article(),
            Asked::Stage(any) => claim.stage.is_some_and(|stage| any.contains(&stage)),
            Asked::Kind(any) => figure.is_some_and(|figure| any.contains(&figure.kind)),
            Asked::Bound(any) => figure.is_some_and(|figure| any.contains(&figure.bound)),
            Asked::Grade(any) => any.iter().any(|wanted| is_graded(claim.grade, *wanted)),
            Asked::Is(any) => any.iter().any(|state| is_so(project, claim, *state)),
            Asked::Has(any) => any.iter().any(|part| self.has(claim, *part)),
        }
    }

    fn has(&self, claim: &Claim, part: Part) -> bool {
        let figure = claim.figure.as_ref();
        match part {
            Part::Tag => !claim.tags.is_empty(),
            Part::Figure => figure.is_some(),
            Part::Amount => figure.and_then(Figure::central).is_some(),
            Part::Date => claim.when.is_some(),
            Part::Claimant => !claim.claimant.is_empty(),
            Part::Subject => !claim.subject.is_empty(),
            Part::Stage => claim.stage.is_some(),
            Part::Grade => !claim.grade.is_open(),
            Part::Note => !claim.note.is_empty(),
            Part::Finding => self.claims.contains(&claim.id),
        }
    }
}

/// Whether a tag's path holds the words: a pattern anywhere, names one below another.
fn is_in_path(words: &Words, path: &str) -> bool {
    if words.is_pattern() {
        return words.ready().is_in(path);
    }
    let names = |path: &str| -> Vec<String> {
        path.split('/')
            .map(|name| name.trim().to_lowercase())
            .collect()
    };
    let wanted = names(words.text());
    let own = names(path);
    own.windows(wanted.len()).any(|part| *part == *wanted)
}

/// Whether a figure holds the words: its unit, or the number as it is said.
fn is_in_figure(words: &Words, figure: &Figure) -> bool {
    let is_of_number = words
        .text()
        .contains(|c: char| c.is_numeric() || "$€£%".contains(c));
    words.ready().is_in(&figure.unit) || (is_of_number && words.ready().is_in(&figure.spoken()))
}

fn is_graded(grade: Grade, wanted: Grade) -> bool {
    wanted
        .source
        .is_none_or(|source| grade.source == Some(source))
        && wanted
            .information
            .is_none_or(|information| grade.information == Some(information))
}

fn is_so(project: &Project, claim: &Claim, state: State) -> bool {
    let frame = claim.figure.as_ref().map(|figure| figure.time_frame);
    match state {
        State::InPeriod => frame == Some(TimeFrame::InPeriod),
        State::Cumulative => frame == Some(TimeFrame::Cumulative),
        State::Rate => matches!(frame, Some(TimeFrame::Rate(_))),
        State::Detached => claim.detached,
        State::InQuestion => project.is_in_question(claim),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::filter::tests::project;

    #[test]
    fn claims_answer_queries() {
        let (mut project, claims, _) = project();
        let mut second = claims[1].clone();
        second.note = "Doubtful; “see” the map".to_owned();
        second.grade.source = "B".parse().ok();
        project.set(
            crate::model::Key::Claim(second.id),
            Some(crate::model::Entity::Claim(second.clone().into())),
        );
        let claims = [&claims[0], &second];
        let (first, second, both, none) = ([true, false], [false, true], [true; 2], [false; 2]);
        for (text, expected) in [
            ("", both),
            ("million", first),
            ("-million", second),
            ("5 usd", first),
            ("$5", first),
            ("military", first),
            ("example", first),
            ("drones staff", second),
            ("drones ministry", none),
            ("\"60 drones\"", second),
            ("/\\d{2} dr/", second),
            ("tag:aid", first),
            ("tag:military,losses", first),
            ("tag:aid/military", first),
            ("tag:mil", none),
            ("tag:/mil/", first),
            ("unit:usd", first),
            ("unit:us", none),
            ("amount:>1m", first),
            ("amount:>5m", none),
            ("amount:5m", first),
            ("amount:..5m", first),
            ("-amount:<1", both),
            ("date:2024", first),
            ("date:2024-12-31..", first),
            ("date:>2024-12", none),
            ("date:<2024-12,2024-12-05", first),
            ("claimant:ministry", first),
            ("claimant:min", none),
            ("claimant:\"general staff\",nobody", second),
            ("publisher:other", second),
            ("title:aid", first),
            ("quote:drones", second),
            ("note:\"see\"", second),
            ("kind:money", first),
            ("bound:exact", first),
            ("stage:announced", none),
            ("grade:B", second),
            ("grade:B2", none),
            ("is:in-period", first),
            ("is:cumulative,rate", none),
            ("is:detached,in-question", none),
            ("has:tag", first),
            ("has:note", second),
            ("-has:date", second),
            ("has:finding", none),
            ("has:claimant", both),
        ] {
            let query: Query = text.parse().unwrap();
            let asking = Asking::new(&project, &query);
            assert_eq!(
                claims.map(|claim| asking.matches(claim)),
                expected,
                "{text}"
            );
        }
    }
}
