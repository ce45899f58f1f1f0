//! Each fault, one at a time, in a project that is sound else.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::model::arbitrary;
use crate::model::{
    Amount, ArticleId, Bound, ChartId, DismissalId, Entity, Figure, FigureKind, Meaning, NoteId,
    Passage, Swatch, Term, TermId,
};

const TEXT: &str = "Kyjev – the ministry said it gave $5 million, then $5 million more.";

fn article() -> Article {
    Article {
        id: ArticleId::from_u128(1),
        title: "A title".into(),
        publisher: String::new(),
        byline: String::new(),
        published: None,
        url: String::new(),
        language: String::new(),
        source_file: String::new(),
        encoding: String::new(),
        imported: Timestamp::UNIX_EPOCH,
        hash: Article::hash_of(TEXT),
        text: TEXT.into(),
        blocks: Vec::new(),
        versions: Vec::new(),
        captions: Vec::new(),
        file_hash: String::new(),
    }
}

fn claim() -> Claim {
    let start = TEXT.find("$5").unwrap();
    let passage = Passage::at(ArticleId::from_u128(1), TEXT, start..start + 10).unwrap();
    Claim::new(ClaimId::from_u128(2), passage, Timestamp::UNIX_EPOCH)
}

fn tag(id: u128, name: &str, parent: Option<u128>, key: Option<u8>) -> Tag {
    Tag {
        id: TagId::from_u128(id),
        name: name.into(),
        parent: parent.map(TagId::from_u128),
        colour: Swatch::Blue,
        key,
        description: String::new(),
    }
}

fn messages(entities: Vec<Entity>) -> Vec<String> {
    let mut project = Project::default();
    for entity in entities {
        project.set(entity.key(), Some(entity));
    }
    check(&project)
        .into_iter()
        .map(|fault| fault.message)
        .collect()
}

/// What is said of the sound claim after `change`.
fn of_claim(change: impl FnOnce(&mut Claim)) -> Vec<String> {
    let mut claim = claim();
    change(&mut claim);
    messages(vec![article().into(), claim.into()])
}

fn of_figure(change: impl FnOnce(&mut Figure)) -> Vec<String> {
    let mut figure = Figure::exact(FigureKind::Money, Amount::from(5_000_000), "USD");
    change(&mut figure);
    of_claim(|claim| claim.figure = Some(figure))
}

#[track_caller]
fn one(messages: &[String], part: &str) {
    assert!(
        matches!(messages, [one] if one.contains(part)),
        "{messages:?} has not just “{part}”"
    );
}

#[test]
fn passages() {
    assert!(of_claim(|_| {}).is_empty());
    one(
        &of_claim(|claim| claim.passage.article = ArticleId::from_u128(9)),
        "not there",
    );
    one(
        &of_claim(|claim| claim.passage.end = claim.passage.start),
        "empty",
    );
    one(&of_claim(|claim| claim.passage.end = 500), "after the end");
    one(
        &of_claim(|claim| claim.passage.start = 7),
        "cuts a character",
    );
    one(
        &of_claim(|claim| claim.passage.quote = "$6 million".into()),
        "not stand in",
    );
    one(
        &of_claim(|claim| {
            claim.passage.start -= 3;
            claim.passage.end -= 3;
        }),
        "but at 36",
    );
    one(
        &of_claim(|claim| claim.passage.suffix = "else".into()),
        "around",
    );
    one(
        &of_claim(|claim| claim.tags = BTreeSet::from([TagId::from_u128(5)])),
        "tag that is not",
    );
}

#[test]
fn articles() {
    one(
        &messages(vec![
            Article {
                hash: "0".into(),
                ..article()
            }
            .into(),
        ]),
        "hash",
    );
    for text in ["a\r\nb", "\u{feff}a", "e\u{301}"] {
        let hash = Article::hash_of(text);
        let article = Article {
            hash,
            text: Arc::from(text),
            ..article()
        };
        one(&messages(vec![article.into()]), "normalised");
    }
}

#[test]
fn figures() {
    assert!(of_figure(|_| {}).is_empty());
    one(
        &of_figure(|figure| figure.low = Some(Amount::from(6_000_000))),
        "greater",
    );
    one(
        &of_figure(|figure| figure.high = Some(Amount::from(6))),
        "greater",
    );
    one(&of_figure(|figure| figure.best = None), "no number");
    one(
        &of_figure(|figure| figure.bound = Bound::Between),
        "missing",
    );
    one(
        &of_figure(|figure| figure.unit = "dollars".into()),
        "currency",
    );
    one(
        &of_figure(|figure| figure.kind = FigureKind::Percent),
        "percent",
    );
}

#[test]
fn tags() {
    let of = |tags: Vec<Tag>| messages(tags.into_iter().map(Entity::from).collect());
    assert!(
        of(vec![
            tag(1, "aid", None, Some(1)),
            tag(2, "aid", Some(1), Some(2))
        ])
        .is_empty()
    );
    one(&of(vec![tag(1, "aid", Some(7), None)]), "not there");
    assert_eq!(
        of(vec![tag(1, "a", Some(2), None), tag(2, "b", Some(1), None)]).len(),
        2
    );
    let beside_ring = vec![tag(1, "a", Some(1), None), tag(2, "b", Some(1), None)];
    one(&of(beside_ring), "below itself");
    one(
        &of(vec![tag(1, "aid", None, None), tag(2, "Aid", None, None)]),
        "two tags",
    );
    one(
        &of(vec![tag(1, "a", None, Some(3)), tag(2, "b", None, Some(3))]),
        "key 3",
    );
    one(&of(vec![tag(1, "a", None, Some(0))]), "digit");
    one(&of(vec![tag(1, " ", None, None)]), "no name");
    one(&of(vec![tag(1, "a/b", None, None)]), "sign");
}

#[test]
fn findings_charts_and_pages() {
    let finding = |id, claims: &[u128], preferred: Option<u128>| {
        let claims = claims.iter().copied().map(ClaimId::from_u128);
        Finding {
            preferred: preferred.map(ClaimId::from_u128),
            ..Finding::new(FindingId::from_u128(id), "The same", claims)
        }
    };
    let of = |more: Vec<Entity>| {
        let mut entities = vec![article().into(), claim().into()];
        entities.extend(more);
        messages(entities)
    };
    assert!(of(vec![finding(3, &[2], Some(2)).into()]).is_empty());
    one(&of(vec![finding(3, &[], None).into()]), "no claims");
    one(&of(vec![finding(3, &[8], None).into()]), "not there");
    one(&of(vec![finding(3, &[2], Some(8)).into()]), "prefers");
    one(
        &of(vec![
            finding(3, &[2], None).into(),
            finding(4, &[2], None).into(),
        ]),
        "too",
    );

    let mut chart = Chart::new(ChartId::from_u128(5), "Aid");
    chart.filter.tags.insert(TagId::from_u128(9));
    one(&of(vec![chart.clone().into()]), "asks for a tag");
    chart.filter.tags.clear();
    chart.filter.from = Some(date(2025, 1, 1));
    chart.filter.to = Some(date(2024, 1, 1));
    one(&of(vec![chart.clone().into()]), "no time at all");

    let page = |embed: Embed| Note {
        id: NoteId::from_u128(6),
        title: "Page".into(),
        text: format!("Look:\n\n{}\n", embed.line()),
    };
    assert!(of(vec![page(Embed::Claim(ClaimId::from_u128(2))).into()]).is_empty());
    one(
        &of(vec![page(Embed::Claim(ClaimId::from_u128(3))).into()]),
        "shows a claim",
    );
    one(
        &of(vec![page(Embed::Chart(ChartId::from_u128(3))).into()]),
        "shows a chart",
    );
}

#[test]
fn dismissals() {
    let of = |change: &dyn Fn(&mut Passage)| {
        let mut passage = claim().passage;
        change(&mut passage);
        let dismissal = Dismissal {
            id: DismissalId::from_u128(7),
            passage,
        };
        messages(vec![article().into(), dismissal.into()])
    };
    assert!(of(&|_| {}).is_empty());
    one(
        &of(&|passage| passage.article = ArticleId::from_u128(9)),
        "an article that is not there",
    );
    one(
        &of(&|passage| passage.quote = "$6 million".into()),
        "not stand in",
    );
}

#[test]
fn terms() {
    let term = |id, words: &str, meaning| Term {
        id: TermId::from_u128(id),
        words: words.into(),
        meaning,
    };
    let unit = |unit: &str| Meaning::Unit { unit: unit.into() };
    let name = |name: &str| Meaning::Claimant { name: name.into() };
    let about = |id| Meaning::Tag {
        tag: TagId::from_u128(id),
    };
    let of = |terms: Vec<Term>| {
        let mut entities = vec![tag(1, "arms", None, None).into()];
        entities.extend(terms.into_iter().map(Entity::from));
        messages(entities)
    };
    assert!(
        of(vec![
            term(1, "Lancet", unit("drone")),
            term(2, "Lancet", about(1)),
            term(3, "UK MoD", name("UK Ministry of Defence")),
        ])
        .is_empty()
    );
    one(&of(vec![term(1, "– 7", unit("drone"))]), "no letter");
    one(&of(vec![term(1, "Lancet", unit(" "))]), "means nothing");
    one(&of(vec![term(1, "MoD", name(""))]), "means nothing");
    one(&of(vec![term(1, "Lancet", about(8))]), "a tag that is not");
    one(
        &of(vec![
            term(1, "Lancet", unit("drone")),
            term(2, "LANCET", unit("munition")),
        ]),
        "taught twice",
    );
}

proptest! {
    #[test]
    fn generated_projects_stand_on_their_articles(project in arbitrary::project()) {
        let faults = check(&project);
        prop_assert!(
            faults.iter().all(|fault| !fault.message.contains("not there") && !fault.message.contains("passage")),
            "{faults:?}"
        );
    }
}
