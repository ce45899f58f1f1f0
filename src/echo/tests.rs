//! Reprints are found, other stories stand alone.

use proptest::prelude::*;

use super::*;
use crate::findings::fixture::{article, claim, project};
use crate::model::{Article, When};

/// Sentences that have no run of five words in common.
fn story(seed: u64, sentences: u64) -> String {
    let word = |at: u64| {
        let number = shingles::spread(seed * 1_000_003 + at);
        format!("w{:x}", number % 5_000)
    };
    let sentence = |at: u64| {
        (0..12)
            .map(|w| word(at * 12 + w))
            .collect::<Vec<_>>()
            .join(" ")
    };
    (0..sentences).map(|at| sentence(at) + ".\n").collect()
}

fn dated(id: u128, text: &str, published: &str) -> Article {
    Article {
        published: Some(published.parse::<When>().unwrap()),
        ..article(id, "Paper", text)
    }
}

fn ids(echoes: &Echoes) -> Vec<Vec<u128>> {
    let ids = |cluster: &Vec<ArticleId>| cluster.iter().map(|id| id.as_u128()).collect();
    echoes.clusters().iter().map(ids).collect()
}

#[test]
fn reprints_echo_the_earliest_and_other_stories_stand_alone() {
    let wire = story(1, 30);
    let with_head = format!("KYIV (Paper) - Our own head stands here.\n{wire}And a foot.");
    let half: String = wire
        .lines()
        .take(12)
        .map(|line| format!("{line}\n"))
        .collect();
    let articles = [
        dated(1, &with_head, "2024-12-03"),
        dated(2, &wire, "2024-12-02"),
        dated(3, &story(2, 30), "2024-12-01"),
        dated(4, &half, "2024-12-04"),
        dated(5, &wire, "2024-12-05"),
    ];
    let echoes = Echoes::among(&articles);
    assert_eq!(ids(&echoes), [[2, 1, 4, 5]]);
    assert_eq!(echoes.origin(ArticleId::from_u128(5)).as_u128(), 2);
    assert_eq!(echoes.origin(ArticleId::from_u128(3)).as_u128(), 3);
}

#[test]
fn texts_without_words_are_no_echoes_of_others() {
    let articles = [
        article(1, "A", "Short."),
        article(2, "B", ""),
        article(3, "C", "…"),
    ];
    assert_eq!(ids(&Echoes::among(&articles)), Vec::<Vec<u128>>::new());
}

#[test]
fn the_same_sentence_in_two_articles_is_one_source() {
    let sentence =
        "The ministry in Kyiv said on Monday that 1,500 soldiers had been killed in one day.";
    let other = "Officials in Moscow put the losses of that Monday at 1,500 soldiers.";
    let project = project(
        [
            article(1, "A", &format!("{}{sentence}", story(1, 9))),
            article(2, "B", &format!("{sentence}\n{}", story(2, 9))),
            article(3, "C", other),
        ],
        |project| [1, 2, 3].map(|id| claim(project, id, id, "1,500")).to_vec(),
    );
    let claims: Vec<&Claim> = project.claims().map(AsRef::as_ref).collect();
    let sources = Echoes::of(&project).sources(&project, &claims);
    let sizes: Vec<usize> = sources.iter().map(Vec::len).collect();
    assert_eq!(sizes, [2, 1]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_order_gives_the_same_echoes(
        texts in proptest::collection::vec((0..4_u64, 8..20_u64), 0..8),
        turn in any::<prop::sample::Index>(),
    ) {
        let mut articles: Vec<Article> = texts
            .iter()
            .zip(1..)
            .map(|((seed, length), id)| article(id, "A", &story(*seed, *length)))
            .collect();
        let echoes = Echoes::among(&articles);
        // Each article is in one cluster at most.
        let mut seen = BTreeSet::new();
        prop_assert!(echoes.clusters().iter().flatten().all(|id| seen.insert(*id)));
        if !articles.is_empty() {
            let by = turn.index(articles.len());
            articles.rotate_left(by);
        }
        prop_assert_eq!(Echoes::among(&articles), echoes);
    }

    #[test]
    fn any_text_can_be_compared(one in "\\PC{0,80}", other in "\\PC{0,80}") {
        let likeness = likeness(&shingles(&one, 2), &shingles(&other, 2));
        prop_assert!((0.0..=1.0).contains(&likeness.alike));
        prop_assert!((0.0..=1.0).contains(&likeness.contained));
    }
}
