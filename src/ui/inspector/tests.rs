//! The inspector as a person uses it.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::model::{Amount, FigureKind};
use crate::ui::fixture::{self, Stage};

type Window = Harness<'static, Stage<Inspector>>;

fn window(quote: &str) -> Window {
    let mut window = fixture::stage(fixture::state(), [320.0, 1000.0], Inspector::show);
    window.state_mut().choose(quote);
    window.run();
    window
}

/// Puts other text in a field, stroke by stroke.
fn retype(window: &mut Window, field: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, field).focus();
    window.run();
    for letter in text.chars() {
        window
            .get_by_role_and_label(Role::TextInput, field)
            .type_text(&letter.to_string());
        window.run();
    }
}

fn best(window: &Window) -> Option<Amount> {
    window
        .state()
        .claim("$725 million")
        .figure
        .and_then(|figure| figure.best)
}

#[test]
fn a_wrong_amount_is_told_and_changes_nothing() {
    let mut window = window("$725 million");
    let before = window.state().project().clone();
    retype(&mut window, "Best", "x");
    window.get_by_label_contains("“x” is not a number");
    assert_eq!(*window.state().project(), before);
    assert_eq!(window.state().history().undo_label(), None);
    window.key_press(Key::Escape);
    window.run();
    assert!(window.query_by_label_contains("is not a number").is_none());
    let field = window.get_by_role_and_label(Role::TextInput, "Best");
    assert_eq!(field.value().as_deref(), Some("725 million"));
}

#[test]
fn what_a_field_refused_waits_at_its_claim() {
    let mut window = window("$725 million");
    retype(&mut window, "Best", "7 or 8 m");
    window.get_by_label_contains("is not a number");
    // Another claim, then none at all: neither shows it, and the first one has it still.
    window.state_mut().choose("$500 million");
    window.run();
    assert!(window.query_by_label_contains("is not a number").is_none());
    let asked = &window.state().asked;
    let told = |action: &Action| matches!(action, Action::Tell(text) if text.contains("7 or 8 m"));
    assert!(asked.iter().any(told), "{asked:?}");
    window.state_mut().state.view.claim = None;
    window.run();
    window.state_mut().choose("$725 million");
    window.run();
    let field = window.get_by_role_and_label(Role::TextInput, "Best");
    assert_eq!(field.value().as_deref(), Some("7 or 8 m"));
    window.get_by_label_contains("is not a number");
    assert_eq!(best(&window), Some(Amount::from(725_000_000)));
    retype(&mut window, "Best", "7.5m");
    assert_eq!(best(&window), Some(Amount::from(7_500_000)));
    assert!(window.query_by_label_contains("is not a number").is_none());
}

#[test]
fn escape_puts_back_what_stood_before() {
    let mut window = window("$725 million");
    retype(&mut window, "Best", "900m");
    assert_eq!(best(&window), Some(Amount::from(900_000_000)));
    window.key_press(Key::Escape);
    window.run();
    assert_eq!(best(&window), Some(Amount::from(725_000_000)));
    assert_eq!(window.state().history().undo_label(), None);
    let field = window.get_by_role_and_label(Role::TextInput, "Best");
    assert_eq!(field.value().as_deref(), Some("725 million"));
    assert!(!field.is_focused());
}

#[test]
fn a_low_above_the_high_is_refused_until_it_holds() {
    let mut window = window("$725 million");
    retype(&mut window, "High", "800m");
    let before = window.state().project().clone();
    retype(&mut window, "Low", "900m");
    window.get_by_label("Low is more than best, 725 million");
    let figure = window.state().claim("$725 million").figure.unwrap();
    assert_eq!(figure.low, None, "{:?}", figure.low);
    assert_eq!(*window.state().project(), before);
    assert!(window.query_by_label_contains("Needs attention").is_none());
    // Once the others allow it, what stands in the field is taken.
    retype(&mut window, "High", "950m");
    assert!(
        window
            .state()
            .claim("$725 million")
            .figure
            .unwrap()
            .low
            .is_none()
    );
    retype(&mut window, "Best", "925m");
    let figure = window.state().claim("$725 million").figure.unwrap();
    assert_eq!(figure.low, Some(Amount::from(900_000_000)));
    assert!(window.query_by_label_contains("is more than").is_none());
}

#[test]
fn a_figure_of_a_file_that_cannot_be_so_needs_attention() {
    let mut window = window("$725 million");
    let mut claim = window.state().claim("$725 million");
    claim.figure.as_mut().unwrap().low = Some(Amount::from(900_000_000));
    let document = window.state_mut().state.document.as_mut().unwrap();
    document
        .project
        .set(crate::model::Key::Claim(claim.id), Some(claim.into()));
    window.run();
    window.get_by_label_contains("Needs attention: its low value 900,000,000 is greater");
    retype(&mut window, "Low", "700m");
    assert!(window.query_by_label_contains("Needs attention").is_none());
}

#[test]
fn a_right_amount_is_one_step() {
    let mut window = window("$725 million");
    retype(&mut window, "Best", "1.25bn");
    assert_eq!(best(&window), Some(Amount::from(1_250_000_000)));
    window.get_by_label("$1.25 billion");
    window.key_press(Key::Enter);
    window.run();
    let field = window.get_by_role_and_label(Role::TextInput, "Best");
    assert_eq!(field.value().as_deref(), Some("1.25 billion"));
    let asked = &window.state().asked;
    assert!(
        matches!(asked.as_slice(), [Action::Focus(Focus::Reader)]),
        "{asked:?}"
    );
    window.state_mut().undo();
    window.run();
    assert_eq!(best(&window), Some(Amount::from(725_000_000)));
    assert_eq!(window.state().history().undo_label(), None);
    let field = window.get_by_role_and_label(Role::TextInput, "Best");
    assert_eq!(field.value().as_deref(), Some("725 million"));
}

#[test]
fn a_new_tag_is_made_and_set_as_one_step() {
    let mut window = window("$725 million");
    window.state_mut().view.focus(Focus::ClaimTag);
    window.run();
    window
        .get_by_role_and_label(Role::TextInput, "Add tag")
        .type_text("aid/air defence");
    window.run();
    window.get_by_label("Create “aid/air defence”");
    window.key_press(Key::Enter);
    window.run();
    let project = window.state().project();
    let tag = project.tag_by_path("aid/air defence").unwrap().id;
    assert!(window.state().claim("$725 million").tags.contains(&tag));
    window.get_by_label("Remove tag aid/air defence");
    window.state_mut().undo();
    window.run();
    assert!(
        window
            .state()
            .project()
            .tag_by_path("aid/air defence")
            .is_none()
    );
    assert_eq!(window.state().claim("$725 million").tags.len(), 1);
    assert_eq!(window.state().history().undo_label(), None);
}

#[test]
fn a_tag_is_found_by_a_few_letters_and_taken_off_by_its_chip() {
    let mut window = window("$725 million");
    window.state_mut().view.focus(Focus::ClaimTag);
    window.run();
    window
        .get_by_role_and_label(Role::TextInput, "Add tag")
        .type_text("casu");
    window.run();
    window.key_press(Key::Enter);
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
            .claim("$725 million")
            .tags
            .contains(&casualties)
    );
    window.get_by_label("Remove tag casualties").click();
    window.run();
    assert!(
        !window
            .state()
            .claim("$725 million")
            .tags
            .contains(&casualties)
    );
}

#[test]
fn a_bad_name_of_a_tag_is_told_at_the_field() {
    let mut window = window("$725 million");
    window.state_mut().view.focus(Focus::ClaimTag);
    window.run();
    window
        .get_by_role_and_label(Role::TextInput, "Add tag")
        .type_text("a;b");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    window.get_by_label_contains("cannot hold “;”");
    assert_eq!(window.state().history().undo_label(), None);
}

#[test]
fn a_path_of_tags_with_a_slash_too_many_is_told_where_nothing_lies_over_it() {
    let mut window = window("$725 million");
    retype(&mut window, "Add tag", "foo/bar/");
    // No row lies over what is wrong.
    assert!(window.query_by_label_contains("Create").is_none());
    window.key_press(Key::Enter);
    window.run();
    window.get_by_label_contains("A part of “foo/bar/” has no name");
    assert_eq!(window.state().history().undo_label(), None);
}

#[test]
fn a_name_is_proposed_and_taken_by_the_arrows() {
    let mut window = window("$725 million");
    retype(&mut window, "Claimant", "dov");
    window.key_press(Key::ArrowDown);
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(window.state().claim("$725 million").claimant, "Mara Dovic");
    window.state_mut().undo();
    assert_eq!(window.state().claim("$725 million").claimant, "");
}

#[test]
fn a_name_is_proposed_and_taken_by_the_mouse() {
    let mut window = window("$725 million");
    retype(&mut window, "Claimant", "m");
    window
        .get_by_role_and_label(Role::Button, "Mara Dovic")
        .click();
    window.run();
    assert_eq!(window.state().claim("$725 million").claimant, "Mara Dovic");
}

#[test]
fn enter_keeps_a_name_that_is_only_like_another() {
    let mut window = window("$725 million");
    retype(&mut window, "Claimant", "Mara");
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(window.state().claim("$725 million").claimant, "Mara");
}

#[test]
fn a_figure_comes_and_goes() {
    let mut window = window("no number at all");
    window.get_by_label("Add figure").click();
    window.run();
    let figure = window.state().claim("no number at all").figure.unwrap();
    assert_eq!((figure.kind, figure.best), (FigureKind::Count, None));
    assert!(
        window
            .get_by_role_and_label(Role::TextInput, "Best")
            .is_focused()
    );
    window.get_by_label("Remove figure").click();
    window.run();
    assert_eq!(window.state().claim("no number at all").figure, None);
}

#[test]
fn words_that_moved_need_attention_and_are_found() {
    let mut window = window("$725 million");
    assert!(window.query_by_label_contains("Needs attention").is_none());
    let mut claim = window.state().claim("$725 million");
    claim.passage.start -= 1;
    let document = window.state_mut().state.document.as_mut().unwrap();
    document
        .project
        .set(crate::model::Key::Claim(claim.id), Some(claim.into()));
    window.run();
    window.get_by_label_contains("Needs attention");
    window.get_by_label("Find the words").click();
    window.run();
    let asked = &window.state().asked;
    assert!(
        matches!(asked.as_slice(), [Action::ShowQuestions(true)]),
        "{asked:?}"
    );
}

#[test]
fn a_choice_changes_the_claim() {
    let mut window = window("$725 million");
    window
        .get_by_role_and_label(Role::ComboBox, "Stage")
        .click();
    window.run();
    window.get_by_label("Drawn down").click();
    window.run();
    assert_eq!(
        window.state().claim("$725 million").stage,
        Some(crate::model::Stage::DrawnDown)
    );
}

#[test]
fn without_a_claim_those_of_the_article_are_listed() {
    let mut window: Window = fixture::stage(fixture::state(), [320.0, 600.0], Inspector::show);
    window.run();
    window.get_by_label("Claims in this article");
    window
        .get_by_label("1,500 soldiers, “1,500 soldiers”, casualties")
        .click();
    window.run();
    let chosen = window.state().state.view.claim;
    assert_eq!(chosen, Some(window.state().claim("1,500 soldiers").id));
}
