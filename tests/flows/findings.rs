//! What is one fact: proposed, accepted, parted, settled, and every step taken back.

use claimbook::model::Finding;
use egui::Key;

use super::common::{CTRL, CTRL_SHIFT, Notebook};

#[expect(clippy::unwrap_used, reason = "a test without it has failed")]
fn finding<'a>(notebook: &'a Notebook, title: &str) -> &'a Finding {
    let mut all = notebook.project().findings();
    all.find(|finding| finding.title == title).unwrap()
}

#[test]
fn conflicts_of_the_sample_are_settled_and_opened_again() {
    let mut notebook = Notebook::sample();
    let before = notebook.project_text();
    notebook.keys(CTRL, Key::Num8);
    notebook.settle();
    notebook.assert_says("Conflict, Russia’s dead, first month");
    notebook.click_row_like("Conflict, Russia’s dead, first month");
    notebook.assert_says("What may explain it");
    notebook.scroll_to_and_click("Use this value: 7,000 – 15,000 soldiers, NATO");
    notebook.type_text("The ministry has no reason to count high");
    notebook.scroll_to_and_click("Choose this value");
    let title = "Russia’s dead, first month";
    assert!(finding(&notebook, title).preferred.is_some());
    notebook.settle();
    notebook.assert_says("Settled, Russia’s dead, first month");
    notebook.keys(CTRL, Key::Z);
    assert!(!finding(&notebook, title).is_settled());
    assert_eq!(notebook.project_text(), before);
}

#[test]
fn a_claim_leaves_its_finding_and_comes_back() {
    let mut notebook = Notebook::sample();
    let before = notebook.project_text();
    notebook.keys(CTRL, Key::Num7);
    notebook.settle();
    notebook.click_row_like("Settled, Ukraine’s dead a day, June 2022");
    notebook.scroll_to_and_click("Split off: 100 – 200 soldiers per day, Mykhailo Podolyak");
    let count = notebook.project().findings().len();
    assert_eq!(
        finding(&notebook, "Ukraine’s dead a day, June 2022")
            .claims
            .len(),
        2
    );
    assert_eq!(notebook.project().answers().len(), 1);
    notebook.settle();
    notebook.keys(CTRL_SHIFT, Key::Backspace);
    assert_eq!(notebook.project().findings().len(), count - 1);
    notebook.keys(CTRL, Key::Z);
    notebook.keys(CTRL, Key::Z);
    assert_eq!(notebook.project_text(), before);
}
