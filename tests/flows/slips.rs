//! Slips of the hand and of the eye: what was claimed twice, too much or not as it was meant.

use claimbook::ui::state::Tab;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::common::{CTRL, CTRL_SHIFT, LOSSES, Notebook, PACKAGE};

fn notebook() -> Notebook {
    let mut notebook = Notebook::with_articles(&[PACKAGE, LOSSES]);
    notebook.open_article("A package before the winter");
    notebook
}

#[test]
fn a_second_claim_on_the_same_words_is_remarked_on() {
    let mut notebook = notebook();
    notebook.select_words("$725 million");
    notebook.claim_selection();
    notebook.assert_silent("second time");
    let first = notebook.shown_claim().unwrap().id;
    notebook.press(Key::Escape);
    notebook.select_words("$725 million");
    notebook.claim_selection();
    assert_eq!(notebook.project().claims().len(), 2);
    notebook.assert_says("These words are claimed a second time");
    assert_ne!(notebook.shown_claim().unwrap().id, first);
    notebook.click("Go to the first one");
    assert_eq!(notebook.shown_claim().unwrap().id, first);
    // And the second one can be taken back.
    notebook.keys(CTRL, Key::Z);
    assert_eq!(notebook.project().claims().len(), 1);
    notebook.press(Key::Escape);
    notebook.press(Key::Escape);
    notebook.select_words("$725 million");
    notebook.claim_selection();
    notebook.click("Undo");
    assert_eq!(notebook.project().claims().len(), 1);
}

#[test]
fn a_claim_of_a_whole_article_is_remarked_on() {
    let text = format!(
        "Title: Long\n\n{}",
        "A word and a $5 million.\n\n".repeat(7)
    );
    let mut notebook = Notebook::with_articles(&[("long.txt", text.as_str())]);
    notebook.keys(CTRL, Key::A);
    notebook.press(Key::Enter);
    assert_eq!(notebook.project().claims().len(), 1);
    notebook.assert_says("Made one claim of 8 paragraphs");
    notebook.click("Undo");
    assert_eq!(notebook.project().claims().len(), 0);
}

#[test]
fn what_a_field_refused_is_there_when_the_claim_is_chosen_again() {
    let mut notebook = notebook();
    notebook.select_words("$275 million");
    notebook.claim_selection();
    notebook.select_words("$725 million");
    notebook.claim_selection();
    notebook.fill("Best", "8 or 9 m");
    notebook.press(Key::Tab);
    notebook.show_tab(Tab::Claims);
    notebook.click_row("$275 million");
    notebook.assert_says("“8 or 9 m” was not taken");
    notebook.click_row("$725 million");
    notebook.assert_says("is not a number");
    let field = |notebook: &Notebook| {
        let field = notebook
            .window
            .get_by_role_and_label(Role::TextInput, "Best");
        field.accesskit_node().value()
    };
    assert_eq!(field(&notebook).as_deref(), Some("8 or 9 m"));
    // Leaving the project is held up for it, from wherever, but once only.
    notebook.click_row("$275 million");
    notebook.menu("File", "Close project");
    notebook.assert_says("Put it right, or leave again to let it go");
    assert_eq!(field(&notebook).as_deref(), Some("8 or 9 m"));
    notebook.focus("Best");
    notebook.press(Key::Escape);
    assert_eq!(field(&notebook).as_deref(), Some("725 million"));
    assert!(notebook.shown_claim().is_some());
}

#[test]
fn a_link_is_refused_where_it_leads_to_no_page() {
    let mut notebook = notebook();
    notebook.keys(CTRL, Key::D);
    notebook.fill("Link", "harbour wire");
    notebook.assert_says("A link has no spaces in it");
    notebook.press(Key::Enter);
    // The dialog stays, with the words to be put right.
    notebook.fill("Link", "ftp://harbour.example");
    notebook.assert_says("A link begins with https:// or http://");
    notebook.fill("Link", "https://harbour.example/1");
    notebook.click("Done");
    assert_eq!(notebook.article().url, "https://harbour.example/1");
}

#[test]
fn addresses_of_files_are_pasted_as_paths() {
    let mut notebook = Notebook::empty();
    let path = notebook.write("winter package.txt", PACKAGE.1);
    let address = format!("file://{}", path.display()).replace(' ', "%20");
    notebook.keys(CTRL_SHIFT, Key::I);
    notebook.answer_path_box(&address, "Import");
    notebook.assert_says("Imported 1 article");
}

#[test]
fn dialogs_are_named() {
    let named = |notebook: &Notebook, name: &str| {
        let dialogs = notebook.window.query_all_by_role(Role::Dialog);
        let names: Vec<_> = dialogs
            .filter_map(|dialog| dialog.accesskit_node().label())
            .collect();
        assert_eq!(names, [name], "{}", notebook.screen());
    };
    let mut notebook = notebook();
    for (keys, key, name) in [
        (CTRL, Key::D, "Article details"),
        (CTRL, Key::K, "Find anything"),
        (CTRL_SHIFT, Key::H, "History"),
        (CTRL_SHIFT, Key::I, "Import articles"),
        (egui::Modifiers::NONE, Key::F1, "Keyboard shortcuts"),
    ] {
        notebook.keys(keys, key);
        named(&notebook, name);
        notebook.press(Key::Escape);
        assert!(notebook.window.query_by_role(Role::Dialog).is_none());
    }
}

#[test]
fn what_is_accepted_at_once_is_shown_with_date_and_article() {
    let mut notebook = notebook();
    notebook.keys(CTRL, Key::Num5);
    notebook.fill("Filter figures", "casualties per day");
    notebook.click_row("1,500 casualties per day");
    notebook.press(Key::A);
    let rows = notebook.window.query_all_by_role(Role::ListItem);
    let rows: Vec<_> = rows
        .filter_map(|row| row.accesskit_node().label())
        .collect();
    assert_eq!(rows.len(), 2, "{rows:#?}");
    assert!(rows[0].contains("“1,500 casualties per day”"), "{rows:#?}");
    for row in &rows {
        assert!(row.contains("9 Jan 2025"), "{rows:#?}");
        assert!(
            row.contains("Eastern Desk: The price of a hill"),
            "{rows:#?}"
        );
    }
}
