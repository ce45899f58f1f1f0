//! Articles coming in: what files will become, before they become it.

use egui::Key;

use super::common::{CTRL, Notebook, PACKAGE};

const BRIDGE: &str = "The bridge stays closed\n\nThe council met on Monday and spoke for three \
    hours about the bridge, which had been closed since the flood.\n";

#[test]
fn what_files_will_become_is_put_right_before_they_become_it() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    let at_first = notebook.project_text();
    let copy = notebook.write("copy.txt", PACKAGE.1);
    let bridge = notebook.write("bridge.txt", BRIDGE);
    notebook.import(&[copy, bridge]);
    notebook.assert_says("1 new article · 1 known already");
    assert_eq!(notebook.project_text(), at_first);
    notebook.click_row_like("The bridge stays closed");
    notebook.fill("Title", "The bridge stays shut");
    notebook.fill("Published", "the other day");
    notebook.assert_says("This is no date.");
    notebook.fill("Published", "3 December 2024");
    notebook.click("Import 1 article");
    let added = notebook.article();
    assert_eq!(added.title, "The bridge stays shut");
    assert_eq!(added.published.unwrap().to_string(), "2024-12-03");
    notebook.keys(CTRL, Key::Z);
    assert_eq!(notebook.project_text(), at_first);
}

#[test]
fn a_file_whose_reader_fails_is_tried_as_plain_text() {
    let mut notebook = Notebook::empty();
    let file = notebook.write("words.pdf", BRIDGE);
    notebook.import(&[file]);
    notebook.assert_says("Nothing was imported");
    notebook.assert_says("words.pdf: it is damaged");
    notebook.click_row_like("words.pdf");
    notebook.click("Try as plain text");
    notebook.assert_says("1 new article");
    notebook.click("Import 1 article");
    assert_eq!(notebook.article().title, "The bridge stays closed");
}

#[test]
fn a_text_that_is_pasted_where_no_field_takes_it_becomes_an_article() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    notebook.type_text("a slip\n");
    notebook.assert_says("too short to be an article");
    notebook.type_text(BRIDGE);
    assert_eq!(notebook.article().title, "The bridge stays closed");
    let page = "<!DOCTYPE html><html><head><title>Two boats</title></head>\n<body><article><p>Two \
        boats came up the river before dawn, said the harbour master, and nobody saw them \
        leave.</p></article></body></html>";
    notebook.type_text(page);
    assert_eq!(notebook.article().title, "Two boats");
    assert!(notebook.article().text.starts_with("Two boats came up"));
    assert_eq!(notebook.project().articles().len(), 3);
}
