//! Small projects for tests.

use jiff::Timestamp;

use crate::edit::{History, articles, claims};
use crate::model::{
    Article, ArticleId, Claim, ClaimId, Figure, FigureKind, Passage, Project, TimeFrame,
};

/// An article with that text.
pub(crate) fn article(id: u128, publisher: &str, text: &str) -> Article {
    Article {
        id: ArticleId::from_u128(id),
        title: format!("Article {id}"),
        publisher: publisher.to_owned(),
        byline: String::new(),
        published: None,
        url: String::new(),
        language: String::new(),
        source_file: String::new(),
        encoding: String::new(),
        imported: Timestamp::UNIX_EPOCH,
        hash: Article::hash_of(text),
        text: text.into(),
        blocks: Vec::new(),
        versions: Vec::new(),
        captions: Vec::new(),
        file_hash: String::new(),
    }
}

/// A claim on words of an article in the project.
pub(crate) fn claim(project: &Project, id: u128, article: u128, words: &str) -> Claim {
    let article = ArticleId::from_u128(article);
    let text = &project.article(article).unwrap().text;
    let start = text.find(words).unwrap();
    let passage = Passage::at(article, text, start..start + words.len()).unwrap();
    Claim::new(ClaimId::from_u128(id), passage, Timestamp::UNIX_EPOCH)
}

/// A project of articles and of the claims on them.
pub(crate) fn project(
    all: impl IntoIterator<Item = Article>,
    on: impl FnOnce(&Project) -> Vec<Claim>,
) -> Project {
    let mut project = Project::default();
    let mut history = History::default();
    let step = articles::add(&project, all.into_iter().collect());
    history.apply(&mut project, step, None);
    let step = claims::add_all(&project, on(&project), "Make claims").unwrap();
    history.apply(&mut project, step, None);
    project
}

/// What a claim says, in short: `"$725m|total|US|White House|2024-12-02"`; a figure in USD behind
/// `$` or in soldiers, of the period or a running `total`, a rate a `day`; any part may be empty.
pub(crate) fn says(mut claim: Claim, words: &str) -> Claim {
    let mut parts = words.split('|');
    let mut next = || parts.next().unwrap_or_default();
    let (number, frame) = (next(), next());
    claim.subject = next().to_owned();
    claim.claimant = next().to_owned();
    let when = next();
    claim.when = (!when.is_empty()).then(|| when.parse().unwrap());
    let (kind, unit) = match number.strip_prefix('$') {
        Some(_) => (FigureKind::Money, "USD"),
        None => (FigureKind::Count, "soldier"),
    };
    let amount = crate::model::Amount::parse_typed(number.trim_start_matches('$')).unwrap();
    claim.figure = Some(Figure {
        time_frame: match frame {
            "total" => TimeFrame::Cumulative,
            "day" => TimeFrame::Rate(crate::model::Per::Day),
            "month" => TimeFrame::Rate(crate::model::Per::Month),
            _ => TimeFrame::InPeriod,
        },
        ..Figure::exact(kind, amount, unit)
    });
    claim
}

/// One article for each claim, which says what [`says`] reads; the claims are 1, 2, 3 ….
pub(crate) fn project_saying(all: &[&str]) -> Project {
    let articles = (1..).zip(all).map(|(id, words)| {
        let number = words.split('|').next().unwrap_or_default();
        article(
            id,
            &format!("Paper {id}"),
            &format!("Story {id}: some {number}."),
        )
    });
    project(articles, |project| {
        let claims = (1..).zip(all).map(|(id, words)| {
            let number = words.split('|').next().unwrap_or_default();
            says(claim(project, id, id, number), words)
        });
        claims.collect()
    })
}
