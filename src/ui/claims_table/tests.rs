//! The table as a person uses it.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;
use crate::ui::fixture::{self, Stage};
use crate::ui::state::ClaimList;

type Window = Harness<'static, Stage<ClaimsTable>>;

fn window() -> Window {
    let mut window = fixture::stage(fixture::state(), [1200.0, 400.0], ClaimsTable::show);
    window.run();
    window
}

/// The rows in view, by their names.
fn rows(window: &Window) -> Vec<String> {
    let rows = window.query_all_by_role(Role::Row);
    let mut rows: Vec<(f32, String)> = rows
        .map(|row| {
            (
                row.rect().top(),
                row.accesskit_node().label().unwrap_or_default(),
            )
        })
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, name)| name).collect()
}

fn chosen(window: &Window) -> usize {
    window.state().view.chosen().len()
}

#[test]
fn a_figure_that_cannot_be_so_needs_attention() {
    let mut window = window();
    assert!(
        window
            .query_by_label_contains("Needs attention: ")
            .is_none()
    );
    let mut claim = window.state().claim("$725 million");
    let figure = claim.figure.as_mut().unwrap();
    figure.high = Some(1.into());
    let document = window.state_mut().state.document.as_mut().unwrap();
    document
        .project
        .set(crate::model::Key::Claim(claim.id), Some(claim.into()));
    window.run();
    window.get_by_label_contains("Needs attention: its best value 725,000,000 is greater");
}

#[test]
fn headers_sort_and_turn_round() {
    let mut window = window();
    window.get_by_label("Sort by Date, now descending");
    assert!(
        rows(&window)[0].starts_with("$725 million"),
        "{:?}",
        rows(&window)
    );
    window.get_by_label("Sort by Figure").click();
    window.run();
    assert!(rows(&window)[0].starts_with("$500 million"));
    window.get_by_label("Sort by Figure, now ascending").click();
    window.run();
    assert!(rows(&window)[0].starts_with("1,500 soldiers"));
    window.get_by_label("Sort by Figure, now descending");
}

#[test]
fn words_narrow_the_table() {
    let mut window = window();
    window.get_by_label("4 claims");
    window.get_by_label("Filter claims").focus();
    window.run();
    window
        .get_by_label("Filter claims")
        .type_text("military 725");
    window.run();
    assert_eq!(rows(&window).len(), 1);
    window.get_by_label("1 of 4 claims");
    window.get_by_label("Clear").click();
    window.run();
    assert_eq!(rows(&window).len(), 4);
}

#[test]
fn a_tag_narrows_the_table() {
    let mut window = window();
    window.get_by_label("Tag ⌄").click();
    window.run();
    window
        .get_by_role_and_label(Role::CheckBox, "casualties")
        .click();
    window.run();
    window.key_press(Key::Escape);
    window.run();
    assert_eq!(rows(&window).len(), 1);
    window.get_by_label("Tag: 1 ⌄");
}

#[test]
fn a_list_narrows_the_table_until_it_is_dismissed() {
    let mut window = window();
    let only = BTreeSet::from([window.state().claim("$500 million").id]);
    let reason = "Left out of “Packages”: no date".to_owned();
    window.state_mut().state.view.listed = Some(ClaimList {
        reason,
        claims: only,
    });
    window.run();
    assert_eq!(rows(&window).len(), 1);
    window.get_by_label("Left out of “Packages”: no date: 1 claim");
    window.get_by_label("Show all claims").click();
    window.run();
    assert_eq!(rows(&window).len(), 4);
}

#[test]
fn a_click_chooses_and_the_arrows_go_on() {
    let mut window = window();
    window.get_by_label("Sort by Figure").click();
    window.run();
    window.get_by_label_contains("$500 million, “").click();
    window.run();
    let claim = |window: &Window, quote: &str| Some(window.state().claim(quote).id);
    assert_eq!(
        window.state().state.view.claim,
        claim(&window, "$500 million")
    );
    window.key_press(Key::ArrowDown);
    window.run();
    assert_eq!(
        window.state().state.view.claim,
        claim(&window, "$725 million")
    );
    window.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    window.run();
    assert_eq!(
        window.state().state.view.claim,
        claim(&window, "1,500 soldiers")
    );
    assert_eq!(chosen(&window), 2);
    window.key_press(Key::Home);
    window.run();
    assert_eq!(
        window.state().state.view.claim,
        claim(&window, "$500 million")
    );
    assert_eq!(chosen(&window), 1);
}

#[test]
fn several_claims_are_chosen_tagged_and_let_go() {
    let mut window = window();
    window.get_by_label_contains("$500 million, “").click();
    window.run();
    window
        .get_by_label_contains("$725 million, “")
        .click_modifiers(Modifiers::COMMAND);
    window.run();
    assert_eq!(chosen(&window), 2);
    window.get_by_label("Tag them ⌄").click();
    window.run();
    window
        .get_by_role_and_label(Role::Button, "casualties")
        .click();
    window.run();
    let casualties = window
        .state()
        .project()
        .tag_by_path("casualties")
        .unwrap()
        .id;
    assert!(
        window
            .state()
            .claim("$500 million")
            .tags
            .contains(&casualties)
    );
    assert!(
        window
            .state()
            .claim("$725 million")
            .tags
            .contains(&casualties)
    );
    window.get_by_label("Delete them").click();
    window.run();
    let asked = &window.state().asked;
    assert!(
        matches!(asked.as_slice(), [Action::Run(Command::DeleteClaim)]),
        "{asked:?}"
    );
    window
        .get_by_label_contains("$725 million, “")
        .click_modifiers(Modifiers::COMMAND);
    window.run();
    let left = window.state().claim("$500 million").id;
    assert_eq!(window.state().state.view.claim, Some(left));
    assert_eq!(*window.state().view.chosen(), BTreeSet::from([left]));
}

#[test]
fn a_claim_chosen_elsewhere_is_highlighted() {
    let mut window = window();
    window.state_mut().choose("1,500 soldiers");
    window.run();
    let row = window.get_by_label_contains("1,500 soldiers, “");
    assert_eq!(row.accesskit_node().is_selected(), Some(true));
    assert_eq!(chosen(&window), 1);
}

/// A project with so many more claims, in a window that has no background.
fn large(count: usize) -> Window {
    let mut state = fixture::state();
    let document = state.document.as_mut().unwrap();
    let claims: Vec<_> = document.project.claims().cloned().collect();
    let many = (0..count).map(|place: usize| {
        let mut claim = claims[place % claims.len()].as_ref().clone();
        claim.id = state.clock.fresh();
        claim.claimant = format!("Speaker {}", place % 700);
        claim
    });
    let step = crate::edit::claims::add_all(&document.project, many.collect(), "Make").unwrap();
    document.history.apply(&mut document.project, step, None);
    let mut window: Window = fixture::stage(state, [1200.0, 400.0], ClaimsTable::show);
    window.run();
    window
}

/// Does what the table asked the background for; says how often it asked.
fn answer(window: &mut Window) -> usize {
    let stage = window.state_mut();
    let project = stage.state.project().unwrap();
    let mut times = 0;
    for action in std::mem::take(&mut stage.asked) {
        if let Action::AnswerClaims(asked) = action {
            times += 1;
            stage.view.take(asked.answer(project), project);
        }
    }
    window.run();
    times
}

#[test]
fn many_claims_are_listed_in_the_background_while_the_list_before_stays() {
    let mut window = large(10_000);
    assert!(rows(&window).is_empty(), "the first list is on its way");
    assert_eq!(answer(&mut window), 1);
    let listed = window.state().view.listing.ids().len();
    assert!(listed > 10_000 && rows(&window).len() < 40, "{listed}");
    window.run_steps(20);
    assert_eq!(answer(&mut window), 0, "nothing is asked twice");
    let before = rows(&window);
    for words in ["s", "sp", "speaker 69"] {
        window.state_mut().view.question.words = words.to_owned();
        window.run_steps(2);
        assert_eq!(rows(&window), before);
    }
    assert_eq!(answer(&mut window), 1, "one question at a time");
    assert_eq!(answer(&mut window), 1, "then the newest");
    let narrowed = window.state().view.listing.ids().len();
    assert!((1..listed).contains(&narrowed), "{narrowed}");
    assert_eq!(answer(&mut window), 0);
}
