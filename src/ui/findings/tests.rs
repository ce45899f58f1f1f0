//! The findings, conflicts and questions by their accessible names.

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::echo::Echoes;
use crate::edit::History;
use crate::findings::fixture::project_saying;
use crate::model::{ClaimId, Finding, FindingId};
use crate::ui::fixture::{self, Stage};
use crate::ui::overview::Looked;
use crate::ui::state::{Document, Tab};

/// A project with a conflict that was made and one that is proposed, looked at.
fn state() -> State {
    let mut project = project_saying(&[
        "500|total|Russia|UK MoD|2024-03-01",
        "900|total|Russia|UK Ministry of Defence|2024-03-01",
        "100|total|Ukraine|A|2024-03-01",
        "2000|total|Ukraine|B|2024-03-01",
        "1500|total|Ukraine|B|2024-09-01",
    ]);
    let claims = [1, 2].map(ClaimId::from_u128);
    let finding = Finding::new(FindingId::from_u128(9), "Russia's losses", claims);
    let step = crate::edit::findings::put(&project, finding).unwrap();
    History::default().apply(&mut project, step, None);
    let mut state = fixture::state();
    state.looked = Looked::of(Overview::of(&project, &Echoes::default()));
    state.view.tab = Tab::Findings;
    state.document = Some(Document {
        project,
        history: History::of_saved_project(),
        ..Document::default()
    });
    state
}

fn shown(state: State) -> Harness<'static, Stage<Findings>> {
    let mut window = fixture::stage(state, [1100.0, 700.0], Findings::show);
    window.run();
    window
}

#[test]
fn rows_say_how_far_apart_claims_are_and_what_stands_behind_them() {
    let harness = shown(state());
    harness.get_by_label(
        "Conflict, Russia's losses, 500 – 900 soldiers, 1.8 times apart, 2 claims, 2 articles, \
         2 independent",
    );
    harness.get_by_label_contains("Proposed, Ukraine · soldiers, running total · 1 Mar 2024");
}

#[test]
fn a_conflict_shows_its_quotes_and_what_may_explain_it() {
    let mut harness = shown(state());
    harness.get_by_label("List conflicts").click();
    harness.run();
    harness
        .get_by_label_contains("Conflict, Russia's losses")
        .click();
    harness.run();
    harness.get_by_label("What may explain it");
    harness.get_by_label("Different people say so: UK Ministry of Defence; UK MoD.");
    harness
        .get_by_label("Use this value: 900 soldiers, UK Ministry of Defence")
        .click();
    harness.run();
    let label = "Why 900 soldiers stands for the finding";
    harness
        .get_by_role_and_label(Role::MultilineTextInput, label)
        .type_text("It counts the missing");
    harness.run();
    harness.get_by_label("Choose this value").click();
    harness.run();
    let project = harness.state().project();
    let finding = project.findings().next().unwrap();
    assert_eq!(finding.preferred.map(ClaimId::as_u128), Some(2));
    assert_eq!(finding.reason, "It counts the missing");
}

#[test]
fn arrows_walk_the_list_and_enter_opens_the_words() {
    let mut harness = shown(state());
    harness.state_mut().view.open(Mode::All);
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    let first = harness.state().state.view.finding;
    assert_eq!(first.map(|at| at.proposed), Some(false));
    harness.key_press(Key::ArrowDown);
    harness.run();
    let second = harness.state().state.view.finding;
    assert_eq!(second.map(|at| at.proposed), Some(true));
    harness.key_press(Key::Enter);
    harness.run();
    let shown = harness.state().state.view.claim;
    assert_eq!(shown.map(ClaimId::as_u128), Some(3));
}

#[test]
fn questions_and_claimants_are_answered_in_one_step() {
    let mut harness = shown(state());
    harness.get_by_label("List arithmetic").click();
    harness.run();
    harness
        .get_by_label_contains("Dismiss: B counts 2,000 soldiers")
        .click();
    harness.run();
    harness.get_by_label("Dismiss question").click();
    harness.run();
    harness.get_by_label("List claimants").click();
    harness.run();
    harness
        .get_by_label("Merge into “UK Ministry of Defence”")
        .click();
    harness.run();
    let merge = "Merge claimants into “UK Ministry of Defence”";
    assert_eq!(harness.state().history().undo_label(), Some(merge));
    let project = harness.state().project();
    assert_eq!(project.answers().len(), 1);
    assert!(project.claims().all(|claim| claim.claimant != "UK MoD"));
}

#[test]
fn without_anything_it_says_what_could_be_there() {
    let mut empty = state();
    empty.looked = Looked::of(Overview::default());
    let harness = shown(empty);
    harness.get_by_label("No findings yet");
}
