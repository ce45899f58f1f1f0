//! What is asked of claims that do not add up, and what is not.

use proptest::prelude::*;

use super::*;
use crate::edit::{History, answers};
use crate::findings::fixture::{article, claim, project, project_saying, says};
use crate::model::{Answer, AnswerId, FigureKind, Key, Swatch, Tag, TagId};

fn asked(project: &Project) -> Vec<(Doubt, Vec<u128>, String)> {
    let all = questions(project).into_iter();
    all.map(|one| {
        let claims = one.claims.iter().map(|id| id.as_u128()).collect();
        (one.doubt, claims, one.words)
    })
    .collect()
}

#[test]
fn a_total_of_one_claimant_must_not_fall() {
    let project = project_saying(&[
        "43000|total|Ukraine|Kyiv|2024-12-08",
        "46000|total|Ukraine|Kyiv|2025-02-16",
        "31000|total|Ukraine|Kyiv|2025-03-01",
        "31000|total|Ukraine|Moscow|2025-03-01",
        "45700|total|Ukraine|Kyiv|2025-04-01",
    ]);
    assert_eq!(
        asked(&project),
        [(
            Doubt::TotalFalls,
            vec![2, 3],
            "Kyiv counts 46,000 soldiers by 16 Feb 2025 and 31,000 soldiers by 1 Mar 2025: \
             15,000 soldiers fewer. Can a running total fall?"
                .to_owned()
        )]
    );
}

#[test]
fn a_rate_must_fit_the_totals_around_it() {
    let make = |rate: &str| {
        let rate = format!("{rate}|day|Russia|Kyiv|2024-03-05");
        project_saying(&[
            "10000|total|Russia|Kyiv|2024-03-01",
            "13000|total|Russia|Kyiv|2024-03-11",
            &rate,
        ])
    };
    assert_eq!(asked(&make("350")), []);
    let asked = asked(&make("2500"));
    assert_eq!(asked.len(), 1);
    assert_eq!(
        (asked[0].0, &asked[0].1),
        (Doubt::RateDoesNotFit, &vec![3, 1, 2])
    );
    assert!(
        asked[0]
            .2
            .contains("3,000 soldiers in 10 days, or 300 soldiers per day"),
        "{}",
        asked[0].2
    );
}

#[test]
fn a_unit_may_have_slipped() {
    let project = project_saying(&[
        "$61m||United States|A|2024-04-20",
        "$61bn||United States|B|2024-04-20",
        "$61bn||United States|C|2024-04-21",
    ]);
    let asked = asked(&project);
    assert_eq!(asked.len(), 1);
    assert_eq!(
        (asked[0].0, &asked[0].1),
        (Doubt::SlippedByThousand, &vec![1, 2])
    );
    assert!(
        asked[0]
            .2
            .starts_with("$61 billion is 1,000 times $61 million")
    );
}

#[test]
fn parts_must_not_exceed_their_total() {
    let year = project_saying(&[
        "$10bn||United States|A|2024",
        "$6bn||United States|A|2024-03",
        "$6bn||United States|B|2024-03",
        "$3bn||United States|A|2024-05-01",
    ]);
    assert_eq!(asked(&year), []);
    let year = project_saying(&[
        "$10bn||United States|A|2024",
        "$6bn||United States|A|2024-03",
        "$7bn||United States|A|2024-05-01",
    ]);
    let asked_of = asked(&year);
    assert_eq!(asked_of.len(), 1);
    assert_eq!(
        (asked_of[0].0, &asked_of[0].1),
        (Doubt::PartsExceedTotal, &vec![1, 3, 2])
    );
    assert!(asked_of[0].2.starts_with(
        "$7 billion + $6 billion make $13 billion, more than the total of $10 billion"
    ));

    let text = "Of 5000 casualties 3000 were killed and 4000 wounded.";
    let mut project = project([article(1, "A", text)], |project| {
        ["5000", "3000", "4000"]
            .iter()
            .zip(1..)
            .map(|(words, id)| {
                says(
                    claim(project, id, 1, words),
                    &format!("{words}|total|Russia|A|2024-03-01"),
                )
            })
            .collect()
    });
    for (tag, parent) in [(1, None), (2, Some(1)), (3, Some(1))] {
        let tag = Tag {
            id: TagId::from_u128(tag),
            name: format!("tag {tag}"),
            parent: parent.map(TagId::from_u128),
            colour: Swatch::Red,
            key: None,
            description: String::new(),
        };
        project.set(Key::Tag(tag.id), Some(tag.into()));
    }
    for id in 1..=3 {
        let mut claim = project
            .claim(ClaimId::from_u128(id))
            .unwrap()
            .as_ref()
            .clone();
        claim.tags = [TagId::from_u128(id)].into();
        project.set(Key::Claim(claim.id), Some(claim.into()));
    }
    let asked = asked(&project);
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert_eq!(asked[0].1, [1, 3, 2]);
}

#[test]
fn a_percentage_must_fit_its_base() {
    let make = |share: i64| {
        let text = format!("Of 10000 men 4000 fell, or {share} % of all. Others are 77.");
        project([article(1, "A", &text)], |project| {
            let mut percent = claim(project, 3, 1, &format!("{share} %"));
            percent.figure = Some(Figure::exact(
                FigureKind::Percent,
                Amount::from(share),
                "percent",
            ));
            vec![
                says(claim(project, 1, 1, "10000"), "10000||Russia|A|2024-03-01"),
                says(claim(project, 2, 1, "4000"), "4000||Russia|A|2024-03-01"),
                percent,
            ]
        })
    };
    assert_eq!(asked(&make(40)), []);
    assert_eq!(asked(&make(60)), []);
    let asked = asked(&make(25));
    assert_eq!(asked.len(), 1);
    assert_eq!(
        (asked[0].0, &asked[0].1),
        (Doubt::PercentOfBase, &vec![3, 1, 2])
    );
    assert!(
        asked[0]
            .2
            .starts_with("4,000 soldiers is 40 % of 10,000 soldiers"),
        "{}",
        asked[0].2
    );
}

#[test]
fn what_was_answered_is_not_asked_again() {
    let mut project = project_saying(&[
        "46000|total|Ukraine|Kyiv|2025-02-16",
        "31000|total|Ukraine|Kyiv|2025-03-01",
    ]);
    let question = questions(&project).remove(0);
    let answer = Answer {
        id: AnswerId::from_u128(1),
        doubt: question.doubt,
        claims: question.claims.into_iter().collect(),
        names: BTreeSet::new(),
        reason: "The dead alone from March on".to_owned(),
    };
    let mut history = History::default();
    let step = answers::give(&project, answer).unwrap();
    history.apply(&mut project, step, None);
    assert_eq!(questions(&project), []);
    history.undo(&mut project);
    assert_eq!(questions(&project).len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_project_can_be_asked(project in crate::model::arbitrary::project()) {
        for question in questions(&project) {
            prop_assert!(question.claims.len() > 1);
            prop_assert!(question.claims.iter().all(|id| project.claim(*id).is_some()));
            prop_assert!(!question.words.is_empty());
        }
    }
}
