//! What the window does when it crashed, when another window has the project, and when somebody
//! else wrote the file: through the real interface by its accessible names.

mod common;

use std::fs;

use claimbook::store;
use claimbook::ui::command::Command;
use common::{CTRL, Notebook, PACKAGE};
use egui::Key;

/// A saved project with one claim that is not in its file.
fn with_unsaved_claim(name: &str) -> (Notebook, std::path::PathBuf) {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    let path = notebook.path(name);
    notebook.save_as(&path);
    notebook.select_words("$725 million");
    notebook.claim_selection();
    (notebook, path)
}

#[test]
fn work_in_no_file_comes_back_from_the_start_screen_with_undo() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    notebook.select_words("$725 million");
    notebook.claim_selection();
    let text = notebook.project_text();
    let mut notebook = notebook.crash_and_restart(&[]);
    notebook.assert_says("Recovered work");
    notebook.assert_says("2 edits, last at 09:00");
    notebook.click("Open with them");
    notebook.assert_says("Recovered 2 edits");
    assert_eq!(notebook.project_text(), text);
    assert_eq!(notebook.undo_all(), 2);
    assert_eq!(notebook.project().articles().len(), 0);
    assert_eq!(notebook.redo_all(), 2);
    assert_eq!(notebook.project_text(), text);

    // And from the next crash as well.
    let mut notebook = notebook.crash_and_restart(&[]);
    notebook.click("Open with them");
    assert_eq!(notebook.project_text(), text);
    let path = notebook.path("at-last.ron");
    notebook.save_as(&path);
    let notebook = notebook.crash_and_restart(&[]);
    notebook.assert_silent("Recovered work");
}

#[test]
fn opening_a_file_offers_the_work_on_it() {
    let (notebook, path) = with_unsaved_claim("a.ron");
    let text = notebook.project_text();
    let in_file = fs::read_to_string(&path).unwrap();
    let mut notebook = notebook.crash_and_restart(std::slice::from_ref(&path));
    notebook.assert_says("Recovered work: 1 edit, last at 09:00");

    // Looking at the file changes nothing and cannot.
    notebook.click("Look at the file without them");
    assert_eq!(notebook.project_text(), in_file);
    notebook.assert_says("Read only");
    assert!(!Command::ImportFiles.enabled(notebook.state()));
    notebook.select_words("$275 million");
    notebook.claim_selection();
    assert_eq!(notebook.project_text(), in_file);
    notebook.keys(CTRL, Key::S);
    assert_eq!(fs::read_to_string(&path).unwrap(), in_file);

    // Then with them, and saved.
    notebook.open(&path);
    notebook.click("Open with them");
    assert_eq!(notebook.project_text(), text);
    notebook.assert_silent("Read only");
    notebook.keys(CTRL, Key::Z);
    assert_eq!(notebook.project_text(), in_file);
    notebook.keys(common::CTRL_SHIFT, Key::Z);
    notebook.keys(CTRL, Key::S);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn recovered_work_is_thrown_away_only_after_a_question() {
    let (notebook, path) = with_unsaved_claim("a.ron");
    let in_file = fs::read_to_string(&path).unwrap();
    let mut notebook = notebook.crash_and_restart(std::slice::from_ref(&path));
    notebook.click("Throw away");
    notebook.click("Keep them");
    notebook.open(&path);
    notebook.assert_says("1 edit, last at 09:00");
    notebook.click("Throw away");
    notebook.assert_says("This cannot be undone.");
    notebook.click("Throw away for ever");
    assert_eq!(notebook.project_text(), in_file);
    let notebook = notebook.crash_and_restart(&[path]);
    assert_eq!(notebook.project_text(), in_file);
}

#[test]
fn what_was_left_on_purpose_is_not_offered_again() {
    let (mut notebook, path) = with_unsaved_claim("a.ron");
    assert!(!notebook.close_window());
    assert!(notebook.click_closes("Don't save"));
    let notebook = notebook.another_window(&[path]);
    notebook.assert_silent("Recovered work");
}

#[test]
fn a_second_window_only_looks() {
    let (mut first, path) = with_unsaved_claim("a.ron");
    let mut second = first.another_window(std::slice::from_ref(&path));
    second.assert_says("has had this project open since 09:00");
    second.select_words("$275 million");
    second.claim_selection();
    assert_eq!(second.project().claims().len(), 0);
    second.assert_says("open to read only");
    let copy = second.path("copy.ron");
    // Not over the other window's file, but beside it.
    second.click("Save as…");
    second.answer_path_box(&path.display().to_string(), "Save");
    second.assert_says("The project was not saved");
    second.press(Key::Escape);
    second.save_as(&copy);
    second.assert_silent("Read only");
    second.select_words("$275 million");
    second.claim_selection();
    second.keys(CTRL, Key::S);
    let saved = store::read(&copy).unwrap().project;
    assert_eq!(saved.claims().len(), 1);

    // When the first is gone, the project is free, and what it left behind is offered.
    first.keys(CTRL, Key::S);
    drop(first);
    second.open(&path);
    second.assert_silent("Read only");
    assert_eq!(second.claim("$725 million").passage.quote, "$725 million");
}

#[test]
fn a_file_that_changed_is_read_again_and_that_can_be_undone() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    let path = notebook.path("shared.ron");
    notebook.save_as(&path);
    let ours = notebook.project_text();
    let theirs = ours.replacen("name: \"\"", "name: \"Theirs\"", 1);
    notebook.turn_away(|| fs::write(&path, &theirs).unwrap());
    notebook.assert_says("shared.ron changed on disk and was read again");
    assert_eq!(notebook.project_text(), theirs);
    assert!(!notebook.document().history.is_unsaved());
    notebook.keys(CTRL, Key::Z);
    assert_eq!(notebook.project_text(), ours);
    assert!(notebook.document().history.is_unsaved());

    // A crash now finds the undone step on the file as it is.
    let mut notebook = notebook.crash_and_restart(&[path]);
    notebook.click("Open with them");
    assert_eq!(notebook.project_text(), ours);
}

#[test]
fn both_sides_work_is_merged_and_conflicts_are_settled_one_by_one() {
    let (mut notebook, path) = with_unsaved_claim("shared.ron");
    notebook.menu("Project", "Project details");
    notebook.fill("Name", "Ours");
    notebook.click("Done");
    let mut other = Notebook::reopen(&path);
    other.menu("Project", "Project details");
    other.fill("Name", "Theirs");
    other.fill("Description", "Said by one side only");
    other.click("Done");
    notebook.turn_away(|| other.keys(CTRL, Key::S));

    notebook.assert_says("1 conflict to settle");
    assert_eq!(notebook.project().info().name, "Ours");
    // What is put off is not forgotten.
    notebook.click("Later");
    notebook.click("1 conflict to settle");
    notebook.click("Take theirs");
    assert_eq!(notebook.project().info().name, "Theirs");
    let description = &notebook.project().info().description;
    assert_eq!(description, "Said by one side only");
    assert_eq!(notebook.claim("$725 million").passage.quote, "$725 million");
    let merged = notebook.project_text();
    let mut notebook = notebook.crash_and_restart(std::slice::from_ref(&path));
    notebook.click("Open with them");
    assert_eq!(notebook.project_text(), merged);
    notebook.keys(CTRL, Key::S);
    assert_eq!(fs::read_to_string(&path).unwrap(), merged);
}
