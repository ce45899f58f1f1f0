//! What keeps work safe: saving by itself, earlier versions, and the way back to them.

use claimbook::store::{Places, backups, read};
use egui::Key;

use super::common::{CTRL, CTRL_SHIFT, Notebook, PACKAGE};

/// A project with one article and one claim, saved in a file.
fn saved() -> (Notebook, std::path::PathBuf) {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    notebook.select_words("$725 million");
    notebook.claim_selection();
    let path = notebook.path("aid.ron");
    notebook.save_as(&path);
    (notebook, path)
}

#[expect(clippy::unwrap_used, reason = "a test without it has failed")]
fn claims_in(path: &std::path::Path) -> usize {
    read(path).unwrap().project.claims().len()
}

#[test]
fn a_project_with_a_file_is_saved_after_a_pause() {
    let (mut notebook, path) = saved();
    notebook.select_words("$275 million");
    notebook.claim_selection();
    notebook.wait(3.0);
    assert_eq!(claims_in(&path), 1, "too early");
    notebook.assert_says("Not saved yet");
    notebook.wait(12.0);
    assert_eq!(claims_in(&path), 2);
    notebook.assert_says("Saved just now");
    assert_eq!(notebook.undo_all(), 3, "the way back outlives it");
}

#[test]
fn nothing_is_saved_by_itself_where_that_is_off_or_there_is_no_file() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    notebook.wait(30.0);
    notebook.assert_says("Not in a file yet");

    let (mut notebook, path) = saved();
    notebook.menu("File", "Settings: saving and backups…");
    notebook.click("Save by itself after a pause");
    notebook.click("Done");
    notebook.select_words("$275 million");
    notebook.claim_selection();
    notebook.wait(30.0);
    assert_eq!(claims_in(&path), 1);
    notebook.assert_says("Not saved yet");
}

#[test]
fn an_earlier_version_is_compared_and_restored_and_that_is_undone() {
    let (mut notebook, path) = saved();
    let first = notebook.project_text();
    notebook.keys(CTRL, Key::S);
    notebook.press(Key::Delete);
    notebook.keys(CTRL, Key::S);
    assert_eq!(claims_in(&path), 0);
    let second = notebook.project_text();
    notebook.menu("File", "Restore…");
    notebook.assert_says("Choose a version");
    let versions = backups(&path, &Places::in_folder(&notebook.path("kept")));
    let time = versions[0].time.strftime("Version of %-d %b %Y, %H:%M:%S");
    notebook.click(&time.to_string());
    notebook.assert_says("1 comes back (“$725 million”)");
    notebook.click("Restore");
    assert_eq!(notebook.project_text(), first);
    assert_eq!(claims_in(&path), 0, "the file is written by a save alone");
    notebook.keys(CTRL, Key::Z);
    assert_eq!(notebook.project_text(), second);
    notebook.keys(CTRL_SHIFT, Key::Z);
    notebook.keys(CTRL, Key::S);
    assert_eq!(claims_in(&path), 1);
}

#[test]
fn the_history_shows_every_step_and_leads_back_and_forth() {
    let (mut notebook, _) = saved();
    let with_one = notebook.project_text();
    notebook.select_words("$275 million");
    notebook.claim_selection();
    let with_two = notebook.project_text();
    notebook.keys(CTRL_SHIFT, Key::H);
    notebook.assert_says("3 steps");
    notebook.assert_says("Make claim, 09:00:00, here");
    notebook.click("Import “A package before the winter”, 09:00:00");
    assert_eq!(notebook.project().claims().len(), 0);
    notebook.assert_says("1 step, 2 steps taken back");
    notebook.assert_says("Import “A package before the winter”, 09:00:00, here");
    notebook.click("The beginning");
    assert!(notebook.project().is_empty());
    notebook.press(Key::Escape);
    assert_eq!(notebook.redo_all(), 3);
    assert_eq!(notebook.project_text(), with_two);
    notebook.keys(CTRL, Key::Z);
    assert_eq!(notebook.project_text(), with_one);
}

#[test]
fn undo_goes_on_after_saving_closing_and_opening_again() {
    let (mut notebook, path) = saved();
    let saved = notebook.project_text();
    notebook.keys(CTRL, Key::W);
    notebook.open(&path);
    assert_eq!(notebook.project_text(), saved);
    assert_eq!(notebook.undo_all(), 2);
    assert!(notebook.project().is_empty());
    assert_eq!(notebook.redo_all(), 2);
    assert_eq!(notebook.project_text(), saved);
    notebook.keys(CTRL, Key::W);

    let other = std::fs::read_to_string(&path)
        .unwrap()
        .replace("winter", "summer");
    std::fs::write(&path, other).unwrap();
    notebook.open(&path);
    notebook.assert_says("undo begins anew");
    assert_eq!(notebook.undo_all(), 0);
}

#[test]
fn a_file_of_a_newer_version_is_looked_at_and_never_written() {
    let (mut notebook, path) = saved();
    notebook.keys(CTRL, Key::W);
    let text = std::fs::read_to_string(&path).unwrap();
    let newer = text.replacen("version: 1", "version: 9", 1).replacen(
        "tags: [",
        "moods: [\"calm\"],\n    tags: [",
        1,
    );
    assert_ne!(newer, text);
    std::fs::write(&path, &newer).unwrap();
    notebook.open(&path);
    notebook.assert_says("moods");
    notebook.press(Key::Escape);
    notebook.assert_says("a newer Claimbook wrote this file (format version 9)");
    assert_eq!(notebook.project().claims().len(), 1);
    notebook.select_words("$275 million");
    notebook.claim_selection();
    assert_eq!(notebook.project().claims().len(), 1);
    notebook.wait(15.0);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), newer);
}
