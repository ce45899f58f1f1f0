//! Keys do what they say, and nothing else where that cannot be done now.

use egui::{Key, Modifiers};

use crate::common::{CTRL, CTRL_SHIFT, Notebook, PACKAGE};

/// A project with one claim.
fn claimed() -> Notebook {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    notebook.select_words("$725 million");
    notebook.claim_selection();
    notebook
}

#[test]
fn redo_past_the_end_takes_nothing_back() {
    let mut notebook = claimed();
    let last = notebook.project_text();
    notebook.keys(CTRL, Key::Z);
    for _ in 0..4 {
        notebook.keys(CTRL_SHIFT, Key::Z);
        assert_eq!(notebook.project_text(), last);
    }
}

#[test]
fn the_keys_of_what_cannot_be_done_run_no_other_command() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    notebook.select_words("$275 million");
    // Without a chosen claim there is none to move to these words, and none is made of them.
    notebook.keys(Modifiers::SHIFT, Key::Enter);
    assert_eq!(notebook.project().claims().len(), 0);
}

#[test]
fn a_new_page_has_the_keyboard() {
    let mut notebook = claimed();
    notebook.menu("Project", "New page");
    notebook.type_text("First words");
    notebook.press(Key::Delete);
    let page = notebook.project().notes().next().unwrap();
    assert_eq!(page.text, "First words");
    assert_eq!(notebook.project().claims().len(), 1);
}

#[test]
fn a_date_of_publication_reaches_the_claims_that_wait_for_one() {
    let mut notebook =
        Notebook::with_articles(&[("undated.txt", "Aid of $5 million came at last.\n")]);
    notebook.select_words("$5 million");
    notebook.claim_selection();
    assert_eq!(notebook.claim("$5 million").when, None);
    notebook.keys(CTRL, Key::D);
    notebook.fill("Published", "3 May 2024");
    notebook.click("Done");
    let when = notebook.claim("$5 million").when.unwrap();
    assert_eq!(when.to_string(), "2024-05-03");
    notebook.keys(CTRL, Key::Z);
    assert_eq!(notebook.claim("$5 million").when, None);
}
