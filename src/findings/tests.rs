//! Which claims are proposed as one, and which never are.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::fixture::{article, claim, project, project_saying, says};
use super::*;
use crate::clock::Clock;
use crate::edit::{History, answers, findings};
use crate::model::{Answer, Stage, Tag, TagId};

/// The numbers of the claims of each proposal.
fn groups(project: &Project) -> Vec<Vec<u128>> {
    let numbers = |one: Proposal| one.claims.iter().map(|id| id.as_u128()).collect();
    propose(project).into_iter().map(numbers).collect()
}

#[test]
fn what_is_the_same_is_proposed_with_its_reasons() {
    let project = project_saying(&[
        "$725m||United States|White House|2024-12-02",
        "$720m||the US|Pentagon|2024-12-02",
        "$988m||United States|Pentagon|2024-12-07",
    ]);
    let proposals = propose(&project);
    assert_eq!(groups(&project), [[1, 2]]);
    assert_eq!(proposals[0].title, "United States · USD · 2 Dec 2024");
    assert_eq!(
        proposals[0].reasons,
        [
            "same subject, United States",
            "both in USD, of the period",
            "both for 2 Dec 2024",
            "within 1 %",
        ]
    );
}

#[test]
fn who_disagrees_about_one_quantity_is_in_one_group() {
    let project = project_saying(&[
        "1351|total|Russia|Russia Ministry of Defence|2022-03-25",
        "15000|total|Russian|NATO|2022-03-25",
        "500|day|Russia|NATO|2022-03-25",
    ]);
    assert_eq!(groups(&project), [[1, 2]]);
    let reasons = &propose(&project)[0].reasons;
    let last = reasons.last().unwrap();
    assert_eq!(last, "11 times apart: they disagree");
}

#[test]
fn other_quantities_are_never_merged() {
    for (one, other) in [
        // unit
        (
            "$500|total|Russia|A|2024-03-01",
            "500|total|Russia|A|2024-03-01",
        ),
        // time frame
        ("500|total|Russia|A|2024-03-01", "500||Russia|A|2024-03-01"),
        (
            "500|day|Russia|A|2024-03-01",
            "500|month|Russia|A|2024-03-01",
        ),
        // subject
        (
            "500|total|Russia|A|2024-03-01",
            "500|total|Ukraine|A|2024-03-01",
        ),
        // date
        (
            "500|total|Russia|A|2024-03-01",
            "500|total|Russia|A|2024-03-02",
        ),
        ("500|total|Russia|A|2024-02", "500|total|Russia|A|2024-03"),
        ("500|total|Russia|A|2024-03-01", "500|total|Russia|A|"),
        // a total of the year and one of its days
        ("$500m||Russia|A|2024", "$900m||Russia|B|2024-03-02"),
        // counted from another day
        (
            "500|total|Russia|A|2014-04-01/2024-03-01",
            "500|total|Russia|B|2022-02-24/2024-03-01",
        ),
        // two packages of one day
        (
            "$400m||United States|Pentagon|2022-11-10",
            "$700m||United States|Pentagon|2022-11-10",
        ),
    ] {
        let project = project_saying(&[one, other]);
        assert_eq!(groups(&project), Vec::<Vec<u128>>::new(), "{one} / {other}");
    }
}

#[test]
fn stages_and_tags_keep_claims_apart() {
    let same = "$500m|total|Ukraine|A|2024-03-01";
    let start = project_saying(&[same, "$510m|total|Ukraine|B|2024-03-01"]);
    assert_eq!(groups(&start).len(), 1);
    let staged = |one, other| {
        let mut project = start.clone();
        for (id, stage) in [(1, one), (2, other)] {
            let mut claim = project
                .claim(ClaimId::from_u128(id))
                .unwrap()
                .as_ref()
                .clone();
            claim.stage = stage;
            project.set(crate::model::Key::Claim(claim.id), Some(claim.into()));
        }
        groups(&project).len()
    };
    assert_eq!(staged(Some(Stage::Announced), Some(Stage::Delivered)), 0);
    assert_eq!(staged(Some(Stage::Announced), None), 1);

    let tag = |id, parent: Option<u128>| Tag {
        parent: parent.map(TagId::from_u128),
        id: TagId::from_u128(id),
        name: format!("tag {id}"),
        colour: crate::model::Swatch::Blue,
        key: None,
        description: String::new(),
    };
    let tagged = |one: &[u128], other: &[u128]| {
        let mut project = start.clone();
        for tag in [tag(1, None), tag(2, Some(1)), tag(3, Some(1)), tag(4, None)] {
            project.set(crate::model::Key::Tag(tag.id), Some(tag.into()));
        }
        for (id, tags) in [(1, one), (2, other)] {
            let mut claim = project
                .claim(ClaimId::from_u128(id))
                .unwrap()
                .as_ref()
                .clone();
            claim.tags = tags.iter().copied().map(TagId::from_u128).collect();
            project.set(crate::model::Key::Claim(claim.id), Some(claim.into()));
        }
        groups(&project).len()
    };
    assert_eq!(tagged(&[2], &[2]), 1);
    assert_eq!(tagged(&[2], &[]), 1);
    assert_eq!(tagged(&[2], &[2, 4]), 1);
    // Killed and wounded, even where both are marked for a second look.
    assert_eq!(tagged(&[2], &[3]), 0);
    assert_eq!(tagged(&[2, 4], &[3, 4]), 0);
    // Casualties, and the killed among them.
    assert_eq!(tagged(&[1], &[2]), 0);
}

#[test]
fn nobody_contradicts_himself_in_one_text() {
    let text = "The ministry said 900 fell, of whom 400 in the north. Moscow says 100.";
    let make = |third: &'static str| {
        project([article(1, "A", text)], |project| {
            vec![
                says(
                    claim(project, 1, 1, "900"),
                    "900|total|Ukraine|Ministry|2024-03-01",
                ),
                says(
                    claim(project, 2, 1, "400"),
                    "400|total|Ukraine|Ministry|2024-03-01",
                ),
                says(claim(project, 3, 1, "100"), third),
            ]
        })
    };
    assert_eq!(
        groups(&make("100|total|Ukraine|Moscow|2024-03-01")).len(),
        1
    );
    assert_eq!(
        groups(&make("100|total|Ukraine|Ministry|2024-03-01")).len(),
        0
    );
}

#[test]
fn a_coarse_date_joins_only_what_it_agrees_with() {
    let project = project_saying(&[
        "$500m||United States|A|2024-12-02",
        "$900m||United States|B|2024-12-20",
        "$905m||United States|C|2024-12",
    ]);
    assert_eq!(groups(&project), [[2, 3]]);
}

#[test]
fn what_is_held_or_refused_is_not_proposed_again() {
    let mut project = project_saying(&[
        "500|total|Russia|A|2024-03-01",
        "510|total|Russia|B|2024-03-01",
        "900|total|Russia|C|2024-03-01",
    ]);
    let clock = Clock::fixed(jiff::Timestamp::UNIX_EPOCH);
    let mut history = History::default();
    let ids: Vec<ClaimId> = (1..=3).map(ClaimId::from_u128).collect();
    let finding = Finding::new(FindingId::from_u128(9), "Losses", ids[..2].iter().copied());
    let step = findings::put(&project, finding).unwrap();
    history.apply(&mut project, step, None);
    let proposals = propose(&project);
    assert_eq!(proposals.len(), 1);
    assert_eq!(proposals[0].finding, Some(FindingId::from_u128(9)));
    assert_eq!(proposals[0].claims, ids[2..]);
    let step = findings::add_claims(
        &project,
        FindingId::from_u128(9),
        &ids[2..].iter().copied().collect(),
    );
    history.apply(&mut project, step.unwrap(), None);
    assert_eq!(propose(&project), []);
    // Taken out, it is not proposed again.
    let out: BTreeSet<ClaimId> = ids[2..].iter().copied().collect();
    let step = findings::take_out(&project, FindingId::from_u128(9), &out, &clock).unwrap();
    history.apply(&mut project, step, None);
    assert_eq!(propose(&project), []);
    // Nor is a group that was dismissed, until something else comes to it.
    let step = findings::delete(&project, FindingId::from_u128(9)).unwrap();
    history.apply(&mut project, step, None);
    let answer = Answer {
        id: clock.fresh(),
        doubt: Doubt::SameQuantity,
        claims: ids.iter().copied().collect(),
        names: BTreeSet::new(),
        reason: String::new(),
    };
    let step = answers::give(&project, answer).unwrap();
    history.apply(&mut project, step, None);
    assert_eq!(propose(&project), []);
}

#[test]
fn a_value_stands_by_rule_or_by_hand() {
    use super::standing::standing;
    use crate::echo::Echoes;
    use crate::model::Rule;
    let project = project_saying(&[
        "500|total|Russia|A|2024-03-01",
        "700|total|Russia|B|2024-03-01",
        "900|total|Russia|A|2024-03-01",
        "800|total|Russia|C|2024-03-01",
    ]);
    let ids = |numbers: &[u128]| {
        numbers
            .iter()
            .copied()
            .map(ClaimId::from_u128)
            .collect::<Vec<_>>()
    };
    let with = |numbers: &[u128], rule: Option<Rule>, preferred: Option<u128>| {
        let finding = Finding {
            rule,
            preferred: preferred.map(ClaimId::from_u128),
            ..Finding::new(FindingId::from_u128(9), "Losses", ids(numbers))
        };
        let standing = standing(&project, &finding, &Echoes::default())?;
        Some((
            standing.value.to_string(),
            standing.claim.map(ClaimId::as_u128),
        ))
    };
    let says = |value: &str, claim| Some((value.to_owned(), claim));
    assert_eq!(with(&[1, 2, 3], None, None), None);
    assert_eq!(with(&[1, 2, 3], None, Some(2)), says("700", Some(2)));
    assert_eq!(
        with(&[1, 2, 3], Some(Rule::Newest), None),
        says("900", Some(3))
    );
    assert_eq!(
        with(&[1, 2, 3], Some(Rule::Conservative), None),
        says("500", Some(1))
    );
    assert_eq!(
        with(&[1, 2, 3], Some(Rule::Median), None),
        says("700", Some(2))
    );
    assert_eq!(
        with(&[1, 2, 3, 4], Some(Rule::Median), None),
        says("750", None)
    );
    let of = |name: &str| {
        Some(Rule::Claimant {
            name: name.to_owned(),
        })
    };
    assert_eq!(with(&[1, 2, 3], of("A"), None), says("900", Some(3)));
    assert_eq!(with(&[1, 2, 3], of("D"), None), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn groups_never_hold_what_is_another_quantity(project in crate::model::arbitrary::project()) {
        let proposals = propose(&project);
        let mut seen = BTreeSet::new();
        for proposal in &proposals {
            prop_assert!(!proposal.claims.is_empty());
            prop_assert!(proposal.claims.iter().all(|id| seen.insert(*id)), "a claim twice");
            let claims: Vec<_> = proposal.claims.iter().map(|id| project.claim(*id).unwrap()).collect();
            for pair in claims.windows(2) {
                let [one, other] = [&pair[0], &pair[1]].map(|claim| claim.figure.as_ref().unwrap());
                prop_assert_eq!(one.time_frame, other.time_frame);
                prop_assert_eq!(one.unit.trim().to_lowercase(), other.unit.trim().to_lowercase());
            }
            let stages: BTreeSet<_> = claims.iter().filter_map(|claim| claim.stage).collect();
            prop_assert!(stages.len() < 2);
        }
        prop_assert_eq!(propose(&project), proposals);
    }

    #[test]
    fn days_within_a_group_overlap(
        days in proptest::collection::vec((1..28_i8, 0..4_u8, 1..9_i64), 2..12),
    ) {
        let says: Vec<String> = days.iter().map(|(day, coarse, value)| {
            let when = match coarse {
                0 => "2024-03".to_owned(),
                1 => format!("2024-03-{day:02}/2024-03-28"),
                _ => format!("2024-03-{day:02}"),
            };
            format!("{}|total|Russia|C{day}|{when}", value * 100)
        }).collect();
        let says: Vec<&str> = says.iter().map(String::as_str).collect();
        let project = project_saying(&says);
        for proposal in propose(&project) {
            let claims = proposal.claims.iter().map(|id| project.claim(*id).unwrap());
            let mut common: Option<(jiff::civil::Date, jiff::civil::Date)> = None;
            for claim in claims {
                let when = claim.when.unwrap();
                let period = when.precision() == crate::model::Precision::Period;
                let first = if period { when.end() } else { when.start() };
                let (from, to) = common.unwrap_or((first, when.end()));
                common = Some((from.max(first), to.min(when.end())));
            }
            let (from, to) = common.unwrap();
            prop_assert!(from <= to);
        }
    }
}
