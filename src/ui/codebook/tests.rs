//! The codebook as a person uses it.

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::model::Swatch;
use crate::ui::fixture::{self, Stage};

type Window = Harness<'static, Stage<Codebook>>;

fn window(path: &str) -> Window {
    let mut window = fixture::stage(fixture::state(), [900.0, 500.0], Codebook::show);
    let tag = window.state().project().tag_by_path(path).map(|tag| tag.id);
    window.state_mut().state.view.tag = tag;
    window.run();
    window
}

#[test]
fn the_tree_counts_the_claims_below() {
    let window = window("");
    window.get_by_label("aid, 2 claims");
    window.get_by_label("aid/military, key 1, 2 claims");
    window.get_by_label("casualties, key 2, 1 claim");
}

#[test]
fn in_a_narrow_place_the_tree_stands_above_the_editor() {
    let mut window = fixture::stage(fixture::state(), [370.0, 700.0], Codebook::show);
    let aid = window.state().project().tag_by_path("aid");
    let aid = aid.map(|tag| tag.id);
    window.state_mut().state.view.tag = aid;
    window.run();
    let row = window.get_by_label("aid, 2 claims").rect();
    let add = window.get_by_label("Add tag").rect();
    let name = window.get_by_role_and_label(Role::TextInput, "Name").rect();
    assert!(
        row.right() <= 370.0 && add.right() <= 370.0,
        "{row:?}, {add:?}"
    );
    assert!(name.top() > row.bottom(), "{name:?} below {row:?}");

    // A place that is low as well has no room for both above each other.
    let mut window = fixture::stage(fixture::state(), [440.0, 200.0], Codebook::show);
    window.state_mut().state.view.tag = aid;
    window.run();
    let add = window.get_by_label("Add tag").rect();
    let name = window.get_by_role_and_label(Role::TextInput, "Name").rect();
    assert!(name.left() > add.right(), "{name:?} beside {add:?}");
}

#[test]
fn a_tag_is_made_by_enter() {
    let mut window = window("");
    window.get_by_label("New tag").focus();
    window.run();
    window
        .get_by_label("New tag")
        .type_text("casualties/killed");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    let made = window
        .state()
        .project()
        .tag_by_path("casualties/killed")
        .unwrap()
        .id;
    assert_eq!(window.state().state.view.tag, Some(made));
    window.get_by_label("New tag").type_text("Casualties");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    window.get_by_label("There is a tag “casualties” already");
}

#[test]
fn a_name_that_is_taken_is_told_at_the_field() {
    let mut window = window("aid");
    let before = window.state().project().clone();
    window
        .get_by_role_and_label(Role::TextInput, "Name")
        .focus();
    window.run();
    window.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    window.run();
    window
        .get_by_role_and_label(Role::TextInput, "Name")
        .type_text("casualties");
    window.run();
    window.get_by_label("There is a tag “casualties” already");
    assert_eq!(*window.state().project(), before);
}

#[test]
fn key_and_colour_change_by_a_click() {
    let mut window = window("aid");
    window.get_by_role_and_label(Role::ComboBox, "Key").click();
    window.run();
    window.get_by_label("2  now casualties").click();
    window.run();
    window.get_by_label("Teal").click();
    window.run();
    let project = window.state().project();
    let aid = project.tag_by_path("aid").unwrap();
    assert_eq!((aid.key, aid.colour), (Some(2), Swatch::Teal));
    assert_eq!(project.tag_by_path("casualties").unwrap().key, None);
}

#[test]
fn deleting_says_what_is_lost() {
    let mut window = window("aid");
    window.get_by_label("2 claims lose it");
    window
        .get_by_label("Delete tag and the one below it")
        .click();
    window.run();
    assert_eq!(window.state().project().tags().len(), 1);
    assert!(window.state().claim("$500 million").tags.is_empty());
}
