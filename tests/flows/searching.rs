//! Searching everything: words, fields, and the way to what was found.

use claimbook::ui::state::Tab;
use egui::Key;

use super::common::{CTRL_SHIFT, LOSSES, Notebook, PACKAGE};

fn searched(words: &str) -> Notebook {
    let mut notebook = Notebook::with_articles(&[PACKAGE, LOSSES]);
    notebook.open_article("The price of a hill");
    notebook.select_words("general staff");
    notebook.claim_selection();
    notebook.keys(CTRL_SHIFT, Key::F);
    assert_eq!(notebook.state().view.tab, Tab::Search);
    notebook.type_text(words);
    notebook
}

#[test]
fn words_are_found_in_all_texts_and_lead_there() {
    let mut notebook = searched("accounts");
    notebook.assert_says("1 answer in 1 text");
    notebook.assert_says("A package before the winter, 1");
    notebook.assert_says("who keeps the accounts, said that");
    assert_ne!(notebook.article().title, "A package before the winter");
    notebook.press(Key::Enter);
    assert_eq!(notebook.article().title, "A package before the winter");
    assert!(notebook.place_of("accounts").is_some(), "it is in view");
    // The field keeps the keyboard: another question follows at once.
    notebook.type_text(" nowhere");
    notebook.assert_says("Nothing found");
}

#[test]
fn the_arrows_walk_from_answer_to_answer() {
    let mut notebook = searched("ministry");
    notebook.assert_says("2 answers in 1 text");
    notebook.press(Key::ArrowDown);
    notebook.press(Key::Enter);
    let here = notebook.place_of("Nobody at the ministry");
    assert!(here.is_some(), "{}", notebook.screen());
}

#[test]
fn fields_ask_claims_and_faults_are_explained() {
    let mut notebook = searched("quote:\"general staff\"");
    notebook.assert_says("Claim: ");
    notebook.press(Key::Enter);
    assert!(notebook.shown_claim().is_some());
    notebook.click("Clear the search");
    notebook.assert_says("Search all texts, claims and pages");
    notebook.type_text("amont:5");
    notebook.assert_says("There is no field “amont”");
}

#[test]
fn lines_about_the_article_are_marked() {
    let notebook = searched("\"Harbour Wire\"");
    notebook.assert_says("Header: Title: A package before the winter Publisher: Harbour Wire");
}
