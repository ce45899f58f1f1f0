//! Findings made, split, merged and settled, and all of it undone.

use jiff::Timestamp;

use super::*;
use crate::edit::{History, articles, claims};
use crate::findings::fixture;
use crate::model::check::check;

const ONE: FindingId = FindingId::from_u128(1);
const TWO: FindingId = FindingId::from_u128(2);

fn claim(id: u128) -> ClaimId {
    ClaimId::from_u128(id)
}

fn set(ids: &[u128]) -> BTreeSet<ClaimId> {
    ids.iter().copied().map(claim).collect()
}

/// Five claims, the first three held to be one.
fn start() -> (Project, History, Clock) {
    let mut project = Project::default();
    let mut history = History::default();
    let article = fixture::article(1, "A", "One 11, two 12, three 13, four 14, five 15.");
    let step = articles::add(&project, vec![article]);
    history.apply(&mut project, step, None);
    for (id, words) in (1..).zip(["11", "12", "13", "14", "15"]) {
        let step = claims::add(&project, fixture::claim(&project, id, 1, words)).unwrap();
        history.apply(&mut project, step, None);
    }
    let step = put(&project, Finding::new(ONE, "The losses", set(&[1, 2, 3]))).unwrap();
    history.apply(&mut project, step, None);
    (project, history, Clock::fixed(Timestamp::UNIX_EPOCH))
}

#[test]
fn what_is_taken_out_is_remembered_and_merged_again_forgotten() {
    let (mut project, mut history, clock) = start();
    let step = split(&project, ONE, &set(&[3]), "The wounded", &clock).unwrap();
    assert_eq!(step.label, "Split finding");
    history.apply(&mut project, step, None);
    assert_eq!(project.findings().len(), 2);
    assert_eq!(project.answers().next().unwrap().claims, set(&[1, 2, 3]));
    let ids: Vec<FindingId> = project.findings().map(|finding| finding.id).collect();
    let step = merge(&project, &ids).unwrap();
    history.apply(&mut project, step, None);
    assert_eq!(project.finding(ONE).unwrap().claims, set(&[1, 2, 3]));
    assert_eq!((project.findings().len(), project.answers().len()), (1, 0));
    let step = take_out(&project, ONE, &set(&[1, 2, 3]), &clock).unwrap();
    history.apply(&mut project, step, None);
    assert_eq!((project.findings().len(), project.answers().len()), (0, 0));
    let nothing = take_out(&project, ONE, &set(&[1]), &clock);
    assert_eq!(nothing, Err(EditError::Gone));
}

#[test]
fn a_value_chosen_by_hand_needs_a_reason() {
    let (mut project, mut history, clock) = start();
    let refused = choose(&project, ONE, claim(2), "  ");
    assert_eq!(refused, Err(EditError::NoReason));
    let refused = choose(&project, ONE, claim(5), "Because");
    assert_eq!(refused, Err(EditError::Gone));
    let step = choose(&project, ONE, claim(2), " The ministry counts. ").unwrap();
    history.apply(&mut project, step, None);
    let chosen = project.finding(ONE).unwrap();
    assert_eq!(chosen.preferred, Some(claim(2)));
    assert_eq!(chosen.reason, "The ministry counts.");
    assert!(chosen.is_settled());
    assert_eq!(explain(&project, ONE, ""), Err(EditError::NoReason));
    // The reason goes with the claim that it speaks for.
    let step = take_out(&project, ONE, &set(&[2]), &clock).unwrap();
    history.apply(&mut project, step, None);
    assert!(!project.finding(ONE).unwrap().is_settled());
}

#[test]
fn a_rule_takes_the_place_of_a_choice() {
    let (mut project, mut history, _) = start();
    let step = choose(&project, ONE, claim(2), "The ministry counts.").unwrap();
    history.apply(&mut project, step, None);
    let step = set_rule(&project, ONE, Some(Rule::Median)).unwrap();
    history.apply(&mut project, step, None);
    let finding = project.finding(ONE).unwrap();
    assert_eq!((finding.preferred, finding.reason.as_str()), (None, ""));
    assert!(finding.is_settled());
    let step = set_rule(&project, ONE, None).unwrap();
    history.apply(&mut project, step, None);
    assert!(!project.finding(ONE).unwrap().is_settled());
    let step = explain(&project, ONE, "Two ways of counting").unwrap();
    history.apply(&mut project, step, None);
    assert!(project.finding(ONE).unwrap().is_settled());
}

#[test]
fn findings_take_claims_from_each_other_in_one_step() {
    let (mut project, mut history, _) = start();
    let before = project.clone();
    let both = vec![
        Finding::new(TWO, "Others", set(&[3, 4])),
        Finding::new(FindingId::from_u128(3), "The last", set(&[2, 5])),
    ];
    let step = put_all(&project, both).unwrap();
    assert_eq!(step.label, "Make 2 findings");
    history.apply(&mut project, step, None);
    assert_eq!(project.finding(ONE).unwrap().claims, set(&[1]));
    assert_eq!(check(&project), []);
    let step = add_claims(&project, TWO, &set(&[1, 2])).unwrap();
    assert_eq!(step.label, "Add 2 claims to finding");
    history.apply(&mut project, step, None);
    assert!(project.finding(ONE).is_none());
    history.undo(&mut project);
    history.undo(&mut project);
    assert_eq!(project, before);
}

#[test]
fn a_name_must_say_something() {
    let (project, _, _) = start();
    assert_eq!(rename(&project, ONE, " "), Err(EditError::EmptyName));
    assert_eq!(rename(&project, TWO, "So"), Err(EditError::Gone));
    let step = rename(&project, ONE, " Losses ").unwrap();
    assert_eq!(step.label, "Rename finding");
}
