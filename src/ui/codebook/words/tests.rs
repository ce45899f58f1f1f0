//! The analyst's own words as a person teaches them.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::ui::codebook::Codebook;
use crate::ui::fixture::{self, Stage};
use crate::ui::state::CodebookPage;

type Window = Harness<'static, Stage<Codebook>>;

fn window() -> Window {
    let mut state = fixture::state();
    state.view.codebook = CodebookPage::Words;
    let mut window = fixture::stage(state, [900.0, 500.0], Codebook::show);
    window.run();
    window
}

fn fill(window: &mut Window, field: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, field).focus();
    window.run();
    window.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    window.run();
    window
        .get_by_role_and_label(Role::TextInput, field)
        .type_text(text);
    window.run();
}

fn mean(window: &mut Window, kind: &str) {
    window
        .get_by_role_and_label(Role::RadioButton, kind)
        .click();
    window.run();
}

fn taught(window: &Window) -> Vec<String> {
    let project = window.state().project();
    let terms = project.terms();
    terms
        .map(|term| format!("{}, {}", term.words, meaning(project, term)))
        .collect()
}

#[test]
fn words_are_taught_by_enter_and_shown() {
    let mut window = window();
    fill(&mut window, "Words", "UK MoD");
    mean(&mut window, "Who says so");
    fill(&mut window, "Name they mean", "UK Ministry of Defence");
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(taught(&window), ["UK MoD, claimant UK Ministry of Defence"]);
    window.get_by_role_and_label(Role::ListItem, "UK MoD, claimant UK Ministry of Defence");
    assert_eq!(
        window.state().history().undo_label(),
        Some("Teach “UK MoD”")
    );
    window.get_by_label("Forget these words").click();
    window.run();
    assert_eq!(taught(&window), [""; 0]);
    window.state_mut().undo();
    window.run();
    assert_eq!(taught(&window).len(), 1);
}

#[test]
fn a_name_that_claims_carry_is_proposed() {
    let mut window = window();
    fill(&mut window, "Words", "the colonel");
    mean(&mut window, "Who says so");
    fill(&mut window, "Name they mean", "mara");
    window.key_press(Key::ArrowDown);
    window.run();
    window.key_press(Key::Enter);
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(taught(&window), ["the colonel, claimant Mara Dovic"]);
}

#[test]
fn a_tag_that_is_missing_is_made_with_the_term_in_one_step() {
    let mut window = window();
    fill(&mut window, "Words", "Ramstein");
    mean(&mut window, "What it is about");
    fill(&mut window, "Tag they give", "forums/ramstein");
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(taught(&window), ["Ramstein, tag forums/ramstein"]);
    window.state_mut().undo();
    assert_eq!(taught(&window), [""; 0]);
    assert!(window.state().project().tag_by_path("forums").is_none());
}

#[test]
fn what_cannot_be_taught_is_told_at_the_fields() {
    let mut window = window();
    window.get_by_label("Teach").click();
    window.run();
    window.get_by_label("Write the words first, with at least one letter");
    fill(&mut window, "Words", "Lancet");
    window.get_by_label("Teach").click();
    window.run();
    window.get_by_label("Say first what the words mean");
    fill(&mut window, "Unit they mean", "drone");
    window.get_by_label("Teach").click();
    window.run();
    assert_eq!(taught(&window), ["Lancet, unit drone"]);
    window.state_mut().state.view.term = None;
    window.run();
    fill(&mut window, "Words", "LANCET");
    fill(&mut window, "Unit they mean", "munition");
    window.key_press(Key::Enter);
    window.run();
    window.get_by_label("“Lancet” has such a meaning already");
    assert_eq!(taught(&window).len(), 1);
}

#[test]
fn a_taught_term_changes_as_it_is_typed_in_one_step() {
    let mut window = window();
    fill(&mut window, "Words", "Lancet");
    fill(&mut window, "Unit they mean", "drone");
    window.key_press(Key::Enter);
    window.run();
    let field = "Unit they mean";
    window.get_by_role_and_label(Role::TextInput, field).focus();
    window.run();
    for letter in [" ", "s", "h", "i", "p"] {
        window
            .get_by_role_and_label(Role::TextInput, field)
            .type_text(letter);
        window.run();
    }
    assert_eq!(taught(&window), ["Lancet, unit drone ship"]);
    window.state_mut().undo();
    window.run();
    assert_eq!(taught(&window), ["Lancet, unit drone"]);
    let shown = window.get_by_role_and_label(Role::TextInput, field);
    assert_eq!(shown.value().as_deref(), Some("drone"));
    // Another kind of meaning keeps the word as far as it can.
    mean(&mut window, "Who says so");
    assert_eq!(taught(&window), ["Lancet, claimant drone"]);
    mean(&mut window, "What it is about");
    window.get_by_label("There is no tag “drone” yet; Enter makes it");
    assert_eq!(taught(&window), ["Lancet, claimant drone"]);
}

#[test]
fn selected_words_fill_the_form_by_what_they_seem_to_be() {
    let mut window = window();
    let mut begin = |words: &str, counted| {
        let lesson = Lesson {
            words: words.to_owned(),
            counted,
        };
        window.state_mut().view.words.begin(lesson);
        window.run();
        let fields = ["Words", "Unit they mean", "Name they mean", "Tag they give"];
        fields
            .into_iter()
            .filter_map(|field| window.query_by_role_and_label(Role::TextInput, field))
            .map(|field| field.value().unwrap_or_default())
            .collect::<Vec<_>>()
    };
    assert_eq!(begin("Lancets", true), ["Lancet", "Lancet"]);
    assert_eq!(begin("UK MoD", false), ["UK MoD", ""]);
    window.get_by_role_and_label(Role::TextInput, "Name they mean");
}
