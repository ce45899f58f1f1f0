//! What is pointed at and marked lists its claims.

use std::collections::BTreeSet;

use egui::Rect;
use egui_kittest::kittest::Queryable as _;

use super::{harness, listed, picture, wide};
use crate::edit::{Draft, History};
use crate::model::{ChartKind, ClaimId, GroupBy, Project};
use crate::ui::charts::fixture;

/// The fixture with claims of the same day and amount as one that it has.
fn with_a_pile(count: u128) -> Project {
    let mut project = fixture::project();
    let mut draft = Draft::new(&project);
    let like = project.claim(fixture::SULLIVAN).unwrap();
    for number in 0..count {
        let mut claim = like.as_ref().clone();
        claim.id = ClaimId::from_u128(2000 + number);
        draft.put(claim);
    }
    let made = draft.finish("Pile up");
    History::default().apply(&mut project, made, None);
    project
}

#[test]
fn points_on_one_spot_say_how_many_they_are_and_list_them() {
    let mut harness = harness(with_a_pile(4), wide());
    let marks: Vec<_> = harness.get_all_by_label(super::SULLIVAN_MARK).collect();
    assert_eq!(marks.len(), 5);
    marks[0].hover();
    harness.run();
    harness.get_by_label("5 claims here");
    harness.get_by_label("Click to list them");
    let at = picture(&harness).rect();
    let mark = harness
        .get_all_by_label(super::SULLIVAN_MARK)
        .next()
        .unwrap();
    let middle = mark.rect().center();
    assert!(at.contains(middle));
    harness.drag_at(middle);
    harness.run();
    harness.drop_at(middle);
    harness.run();
    let list = listed(&harness).unwrap();
    assert_eq!(list.claims.len(), 5);
    assert!(
        list.reason.starts_with("5 claims on one spot of"),
        "{}",
        list.reason
    );
}

#[test]
fn a_drag_over_a_ranking_lists_the_claims_in_its_box() {
    let project = fixture::with_chart(|chart| {
        chart.kind = ChartKind::Ranking;
        chart.group_by = GroupBy::Claimant;
        chart.filter.text = "million".to_owned();
    });
    let mut harness = harness(project, wide());
    let marks: Vec<Rect> = ["2 Dec 2024, $725 million", "7 Dec 2024, $988 million"]
        .map(|mark| harness.get_by_label(&format!("Mark: {mark}")).rect())
        .into();
    let around = marks[0].union(marks[1]).expand(14.0);
    harness.drag_at(around.min);
    harness.run();
    harness.hover_at(around.center());
    harness.run();
    harness.hover_at(around.max);
    harness.run();
    harness.drop_at(around.max);
    harness.run();
    let list = listed(&harness).unwrap();
    assert!(list.claims.contains(&fixture::SULLIVAN));
    assert!(list.claims.contains(&ClaimId::from_u128(103)));
    assert!(
        list.reason.starts_with("The marked part of"),
        "{}",
        list.reason
    );
}

#[test]
fn the_name_of_a_row_lists_its_claims() {
    let project = fixture::with_chart(|chart| {
        chart.kind = ChartKind::Ranking;
        chart.group_by = GroupBy::Claimant;
    });
    let mut harness = harness(project, wide());
    let mark = harness.get_by_label(super::SULLIVAN_MARK).rect().center();
    let left = picture(&harness).rect().left() + 20.0;
    let name = egui::pos2(left, mark.y);
    harness.drag_at(name);
    harness.run();
    harness.drop_at(name);
    harness.run();
    let list = listed(&harness).unwrap();
    assert_eq!(list.claims, BTreeSet::from([fixture::SULLIVAN]));
    assert!(
        list.reason.starts_with("Jake Sullivan of"),
        "{}",
        list.reason
    );
}

#[test]
fn prices_of_a_year_are_chosen_in_the_editor_and_printed() {
    let mut harness = harness(fixture::project(), wide());
    harness.get_by_label("In the prices").click();
    harness.run();
    harness.get_by_label("Of 2020").click();
    harness.run();
    let state = &harness.state().state;
    assert_eq!(state.chart().unwrap().prices, Some(2020));
    assert!(!state.project().unwrap().info().prices.is_empty());
    assert_eq!(harness.state().undo_labels(), ["Set prices of chart"]);
    harness.get_by_label_contains("put into the prices of 2020");
}
