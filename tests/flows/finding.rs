//! Finding words in the article, and making claims of all of them.

use egui::{Key, Modifiers};

use crate::common::{CTRL, Notebook};

const SHIFT: Modifiers = Modifiers::SHIFT;

/// Twelve lines with the same words, one of them in capitals.
fn notebook() -> Notebook {
    let lines: Vec<String> = (1..=12)
        .map(|day| {
            let word = if day == 5 { "TRUCKS" } else { "trucks" };
            format!("On day {day} the depot sent {day}00 {word} and 7 truckloads of wire.\n\n")
        })
        .collect();
    let text = format!(
        "Title: The depot\nPublished: 2025-01-31\n\n{}",
        lines.concat()
    );
    Notebook::with_articles(&[("depot.txt", &text)])
}

#[test]
fn find_has_switches_and_steps_both_ways() {
    let mut notebook = notebook();
    notebook.keys(CTRL, Key::F);
    notebook.type_text("truck");
    notebook.assert_says("1 of 24");
    notebook.click("Match case");
    notebook.assert_says("1 of 23");
    notebook.fill("Find in article", "trucks");
    notebook.assert_says("1 of 11");
    notebook.click("Match case");
    notebook.click("Whole words");
    notebook.fill("Find in article", "truck");
    notebook.assert_says("Not found");
    notebook.click("Regular expression");
    notebook.fill("Find in article", r"\d+ trucks");
    notebook.assert_says("1 of 12");
    notebook.keys(SHIFT, Key::Enter);
    notebook.assert_says("12 of 12");
    notebook.press(Key::Enter);
    notebook.assert_says("1 of 12");
    notebook.keys(SHIFT, Key::F3);
    notebook.assert_says("12 of 12");
    // A bad expression says why, and what was found stays.
    notebook.type_text("(");
    notebook.assert_says("not a regular expression: unclosed group");
    notebook.assert_says("12 of 12");
    notebook.press(Key::Backspace);
    notebook.assert_silent("not a regular expression: unclosed group");
    notebook.press(Key::Escape);
    notebook.assert_silent("12 of 12");
    // F3 goes on with what was sought.
    notebook.press(Key::F3);
    notebook.assert_says("1 of 12");
}

#[test]
fn selected_words_are_sought_and_the_bar_stays_while_reading() {
    let mut notebook = notebook();
    notebook.select_words("200 trucks");
    notebook.keys(CTRL, Key::F);
    notebook.assert_says("1 of 2");
    let place = notebook.bring_into_view("300 trucks");
    notebook.click_at(place.from);
    notebook.press(Key::PageDown);
    notebook.assert_says("1 of 2");
}

#[test]
fn all_hits_become_claims_in_one_step() {
    let mut notebook = notebook();
    notebook.select_words("200 trucks");
    notebook.claim_selection();
    notebook.press(Key::Escape);
    notebook.keys(CTRL, Key::F);
    notebook.click("Regular expression");
    notebook.fill("Find in article", r"\d00 trucks");
    let before = notebook.project_text();
    notebook.click("Claim all…");
    notebook.assert_says("12 hits of “\\d00 trucks”");
    notebook.assert_says("1 stands in a claim already and is left out.");
    notebook.assert_says("… and 5 more");
    notebook.click("Cancel");
    assert_eq!(notebook.project_text(), before);
    notebook.palette("claim all hits");
    notebook.click("Claim 11 hits");
    assert_eq!(notebook.project().claims().len(), 12);
    notebook.assert_says("Made 11 claims");
    let figure = notebook.claim("700 trucks").figure.clone().unwrap();
    assert_eq!(figure.spoken(), "700 trucks");
    assert_eq!(figure.unit, "truck");
    notebook.click("Undo");
    notebook.assert_says("Undone: Claim 11 hits");
    assert_eq!(notebook.project_text(), before);
}
