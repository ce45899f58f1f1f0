//! Little room: small windows and large letters. Everything stays within reach.

use claimbook::store::Settings;
use claimbook::ui::state::Tab;
use egui::accesskit::Role;
use egui::{Key, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::common::{CTRL, Notebook};

/// The sample in a window of that size.
fn sample(width: f32, height: f32) -> Notebook {
    let mut notebook = Notebook::opened_with(Settings::default(), Vec::new(), |builder| {
        builder.with_size([width, height])
    });
    notebook.click("Open sample project");
    notebook
}

fn resize(notebook: &mut Notebook, width: f32, height: f32) {
    notebook.window.set_size(vec2(width, height));
    notebook.settle();
    notebook.settle();
}

fn has(notebook: &Notebook, field: &str) -> bool {
    let found = notebook
        .window
        .query_by_role_and_label(Role::TextInput, field);
    found.is_some()
}

fn reads(notebook: &Notebook) -> bool {
    notebook.window.query_by_role(Role::Document).is_some()
}

#[test]
fn a_side_is_as_wide_again_as_it_was_made() {
    let mut notebook = sample(1600.0, 900.0);
    // The reader begins where the library ends.
    let edge = |notebook: &Notebook| notebook.page().left();
    let before = edge(&notebook);
    let handles = notebook.window.get_all_by_role(Role::Splitter);
    let handles = handles.map(|handle| handle.rect().center());
    let handle = handles.min_by(|a, b| a.x.total_cmp(&b.x)).unwrap();
    // The page, which begins there, takes what is pressed on its very edge.
    let from = handle - vec2(1.0, 0.0);
    let to = from + vec2(60.0, 0.0);
    notebook.window.hover_at(from);
    notebook.window.step();
    notebook.window.drag_at(from);
    notebook.window.step();
    for part in [0.3, 0.6, 1.0] {
        notebook.window.hover_at(from.lerp(to, part));
        notebook.window.step();
    }
    notebook.window.drop_at(to);
    notebook.settle();
    let made = edge(&notebook);
    assert!(made > before + 30.0, "{before} {made}");
    resize(&mut notebook, 900.0, 700.0);
    let squeezed = edge(&notebook);
    assert!(squeezed < made - 20.0, "{made} {squeezed}");
    resize(&mut notebook, 1600.0, 900.0);
    assert!(
        (edge(&notebook) - made).abs() < 2.0,
        "{made} {}",
        edge(&notebook)
    );
}

#[test]
fn in_a_narrow_window_the_side_that_was_asked_for_stands_alone() {
    let mut notebook = sample(640.0, 900.0);
    assert!(!has(&notebook, "Filter articles"));
    notebook.assert_says("Claims in this article");
    notebook.keys(CTRL, Key::L);
    assert!(has(&notebook, "Filter articles"));
    notebook.assert_silent("Claims in this article");
    notebook.keys(CTRL, Key::I);
    notebook.assert_says("Claims in this article");
    assert!(!has(&notebook, "Filter articles"));
    // Hidden by the same key, and both are back where there is room.
    notebook.keys(CTRL, Key::I);
    notebook.assert_silent("Claims in this article");
    notebook.keys(CTRL, Key::I);
    resize(&mut notebook, 1280.0, 900.0);
    notebook.assert_says("Claims in this article");
    assert!(has(&notebook, "Filter articles"));
}

#[test]
fn in_a_low_window_text_and_workbench_take_turns() {
    let mut notebook = sample(640.0, 480.0);
    assert!(reads(&notebook));
    notebook.show_tab(Tab::Claims);
    assert!(!reads(&notebook));
    // The table can be walked through, and has room for rows.
    assert!(notebook.claim_rows().len() >= 4, "{}", notebook.screen());
    let row = notebook.window.get_all_by_role(Role::Row).next().unwrap();
    let row = row.rect();
    notebook.click_at(row.left_center() + vec2(60.0, 0.0));
    let first = notebook.shown_claim().unwrap().id;
    notebook.press(Key::ArrowDown);
    assert_ne!(notebook.shown_claim().unwrap().id, first);
    assert!(!reads(&notebook));
    notebook.press(Key::Enter);
    assert!(reads(&notebook));
    for (key, tab) in [(Key::Num2, Tab::Charts), (Key::Num3, Tab::Notes)] {
        notebook.keys(CTRL, key);
        assert_eq!(notebook.state().view.tab, tab);
        assert!(!reads(&notebook));
        notebook.keys(CTRL, Key::J);
        assert!(reads(&notebook));
    }
    // Where there is room, both are there again.
    notebook.keys(CTRL, Key::J);
    resize(&mut notebook, 1280.0, 900.0);
    assert!(reads(&notebook));
    notebook.window.get_by_role_and_label(Role::Tab, "Claims");
}

#[test]
fn with_letters_twice_as_large_everything_can_be_reached() {
    // What 1024 × 700 is then.
    let mut notebook = sample(512.0, 350.0);
    assert!(reads(&notebook));
    notebook.assert_says("Claims in this article");
    // The table has the window for itself, and the inspector comes when it is asked for.
    notebook.keys(CTRL, Key::Num1);
    assert!(notebook.claim_rows().len() >= 3, "{}", notebook.screen());
    notebook.assert_silent("Claims in this article");
    notebook.keys(CTRL, Key::I);
    notebook.assert_says("Claims in this article");
    // What is in it does not push its edge about.
    let edge = notebook.page().right();
    notebook.press(Key::N);
    assert!(notebook.shown_claim().is_some());
    assert!((notebook.page().right() - edge).abs() < 1.0);
    // A dialog that is higher than the window scrolls to its buttons.
    notebook.keys(CTRL, Key::D);
    notebook.scroll_to_and_click("Cancel");
    assert!(notebook.window.query_by_role(Role::Dialog).is_none());
}
