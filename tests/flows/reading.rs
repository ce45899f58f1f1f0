//! Reading and marking: by keyboard alone, by mouse, back and forth, and how the text is set.

use claimbook::ui::command::Command;
use egui::accesskit::Action;
use egui::{Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::Queryable as _;

use crate::common::{CTRL, LOSSES, Notebook, PACKAGE};

const ALT: Modifiers = Modifiers::ALT;
const ALT_SHIFT: Modifiers = Modifiers::ALT.plus(Modifiers::SHIFT);
const SHIFT: Modifiers = Modifiers::SHIFT;

/// A project with both articles, the one about money open.
fn notebook() -> Notebook {
    let mut notebook = Notebook::with_articles(&[PACKAGE, LOSSES]);
    notebook.open_article("A package before the winter");
    notebook
}

fn drag(notebook: &mut Notebook, from: Pos2, to: Pos2) {
    notebook.window.hover_at(from);
    notebook.window.drag_at(from);
    notebook.window.hover_at(from.lerp(to, 0.5));
    notebook.window.hover_at(to);
    notebook.window.drop_at(to);
    notebook.settle();
}

#[test]
fn a_claim_is_made_by_keyboard_alone() {
    let mut notebook = notebook();
    notebook.press(Key::F7);
    notebook.assert_says("The arrow keys move a caret in the text");
    assert!(notebook.state().settings.caret_mode);
    // To the sentence about the smaller package, then over its amount.
    notebook.keys(CTRL, Key::Home);
    for _ in 0..20 {
        if notebook.after_caret().starts_with("A smaller one") {
            break;
        }
        notebook.keys(ALT, Key::ArrowDown);
    }
    for _ in 0..4 {
        notebook.keys(CTRL, Key::ArrowRight);
    }
    notebook.press(Key::ArrowRight);
    let and_shift = CTRL.plus(SHIFT);
    notebook.keys(and_shift, Key::ArrowRight);
    notebook.keys(and_shift, Key::ArrowRight);
    assert_eq!(notebook.selected_words().as_deref(), Some("$275 million"));
    notebook.press(Key::Enter);
    assert_eq!(notebook.project().claims().len(), 1);
    notebook.claim("$275 million");
    // The caret is kept for the next window.
    notebook.press(Key::F7);
    notebook.assert_says("The arrow keys scroll the text");
}

#[test]
fn the_selection_grows_and_shrinks_by_keys() {
    let mut notebook = notebook();
    let place = notebook.bring_into_view("Dovic");
    notebook.click_at(place.from.lerp(place.to, 0.5));
    notebook.keys(ALT_SHIFT, Key::ArrowRight);
    assert_eq!(notebook.selected_words().as_deref(), Some("Dovic"));
    notebook.keys(ALT_SHIFT, Key::ArrowRight);
    let sentence = notebook.selected_words().unwrap();
    assert!(sentence.starts_with("Mara Dovic, who keeps"), "{sentence}");
    notebook.keys(ALT_SHIFT, Key::ArrowRight);
    let paragraph = notebook.selected_words().unwrap();
    assert!(paragraph.starts_with("A smaller one"), "{paragraph}");
    notebook.keys(ALT_SHIFT, Key::ArrowLeft);
    assert_eq!(notebook.selected_words(), Some(sentence));
    notebook.keys(ALT_SHIFT, Key::ArrowLeft);
    assert_eq!(notebook.selected_words().as_deref(), Some("Dovic"));
    notebook.press(Key::Escape);
    assert_eq!(notebook.selected_words(), None);
}

#[test]
fn keys_of_the_text_stay_letters_in_a_field() {
    let mut notebook = notebook();
    notebook.press(Key::F7);
    notebook.select_words("$725 million");
    notebook.claim_selection();
    let before = notebook.after_caret();
    notebook.focus("Note");
    notebook.type_text("two words");
    notebook.keys(ALT_SHIFT, Key::ArrowLeft);
    notebook.keys(CTRL, Key::ArrowLeft);
    notebook.press(Key::Home);
    notebook.type_text("1 n ");
    assert_eq!(notebook.claim("$725 million").note, "1 n two words");
    assert_eq!(notebook.after_caret(), before);
    assert_eq!(notebook.selected_words(), None);
}

#[test]
fn shortcuts_are_changed_in_the_sheet() {
    let mut notebook = notebook();
    notebook.press(Key::F1);
    notebook.assert_says("In the text with a caret");
    notebook.type_text("next claim");
    notebook.assert_silent("In the text with a caret");
    notebook.click("Change shortcut of Next claim: N");
    notebook.assert_says("Press the keys…");
    // Keys that are taken are refused, by the name of who has them.
    notebook.keys(CTRL, Key::K);
    notebook.assert_says("These keys belong to “Find anything…”");
    notebook.press(Key::Num4);
    notebook.assert_says("These keys belong to the tags");
    notebook.press(Key::Escape);
    notebook.assert_silent("Press the keys…");
    notebook.assert_says("Keyboard shortcuts");
    notebook.click("Change shortcut of Next claim: N");
    notebook.press(Key::J);
    notebook.click("Change shortcut of Next claim: J");
    notebook.press(Key::Escape);
    notebook.press(Key::Escape);
    notebook.assert_silent("Keyboard shortcuts");
    // The new keys are heard, the old ones are not; the menu shows them.
    notebook.select_words("$725 million");
    notebook.claim_selection();
    notebook.press(Key::Escape);
    assert!(notebook.shown_claim().is_none());
    notebook.press(Key::N);
    assert!(notebook.shown_claim().is_none());
    notebook.press(Key::J);
    assert!(notebook.shown_claim().is_some());
    let kept = notebook.state().settings.shortcuts.clone();
    assert_eq!(kept.get(Command::NextClaim.name()).unwrap(), "J");
    // Back to what it was, one by one or all at once.
    notebook.press(Key::F1);
    notebook.type_text("next claim");
    notebook.click("Reset shortcut of Next claim");
    notebook.assert_says("Change shortcut of Next claim: N");
    notebook.click("Change shortcut of Next claim: N");
    notebook.press(Key::Backspace);
    notebook.assert_says("Change shortcut of Next claim: –");
    notebook.click("Reset all shortcuts");
    notebook.assert_says("Change shortcut of Next claim: N");
    assert!(notebook.state().settings.shortcuts.is_empty());
}

#[test]
fn a_highlight_is_dragged_over_more_words_and_keeps_its_figure() {
    let mut notebook = notebook();
    notebook.select_words("$725 million");
    notebook.claim_selection();
    let figure = notebook.claim("$725 million").figure.clone().unwrap();
    let place = notebook.place_of("$725 million").unwrap();
    let row = notebook.window.get_by_label("no tag: $725 million").rect();
    let knob = egui::pos2(place.to.x, row.bottom());
    let target = notebook.place_of("Monday").unwrap();
    drag(&mut notebook, knob, target.from.lerp(target.to, 0.5));
    notebook.assert_says("Passage adjusted");
    let claim = notebook.claim("$725 million on Monday");
    assert_eq!(claim.figure.as_ref(), Some(&figure));
    notebook.keys(CTRL, Key::Z);
    notebook.claim("$725 million");
    notebook.assert_says("Undone: Adjust passage");
    // By keyboard the claim moves to what is selected; words that do not say the figure are told.
    notebook.select_words("rockets and mines");
    notebook.keys(SHIFT, Key::Enter);
    let claim = notebook.claim("rockets and mines");
    assert_eq!(claim.figure.as_ref(), Some(&figure));
    notebook.assert_says("Its words do not say $725 million any more");
    assert_eq!(notebook.project().claims().len(), 1);
}

#[test]
fn the_ends_of_a_highlight_are_moved_by_assistive_technology() {
    let mut notebook = notebook();
    notebook.select_words("$725 million");
    notebook.claim_selection();
    notebook.assist("End of no tag: $725 million", Action::Increment);
    notebook.claim("$725 million on");
    notebook.assert_says("Passage adjusted");
    notebook.assist("Start of no tag: $725 million on", Action::Decrement);
    notebook.claim("worth $725 million on");
    notebook.assist("End of no tag: worth $725 million on", Action::Decrement);
    notebook.claim("worth $725 million");
}

#[test]
fn whole_words_are_selected_unless_alt_is_held_or_it_is_switched_off() {
    let mut notebook = notebook();
    let place = notebook.bring_into_view("inistry announced a pac");
    drag(&mut notebook, place.from, place.to);
    assert_eq!(
        notebook.selected_words().as_deref(),
        Some("ministry announced a package")
    );
    notebook.press(Key::Escape);
    notebook.palette("Select whole words");
    drag(&mut notebook, place.from, place.to);
    assert_eq!(
        notebook.selected_words().as_deref(),
        Some("inistry announced a pac")
    );
}

#[test]
fn back_and_forward_lead_through_articles() {
    let long = long_text();
    let text =
        format!("Title: A long winter\nPublished: 2025-02-01\n\n{long}The last of 40 trucks.\n");
    let mut notebook = Notebook::with_articles(&[PACKAGE, ("long.txt", &text)]);
    notebook.open_article("A long winter");
    notebook.select_words("40 trucks");
    notebook.claim_selection();
    notebook.press(Key::Escape);
    let place = notebook.bring_into_view("Paragraph 60 says");
    notebook.press(Key::N);
    assert!(notebook.place_of("40 trucks").is_some());
    notebook.keys(ALT, Key::ArrowLeft);
    let again = notebook.place_of("Paragraph 60 says").unwrap();
    assert!((again.from.y - place.from.y).abs() < 1.0);
    notebook.open_article("A package before the winter");
    notebook.keys(ALT, Key::ArrowLeft);
    assert_eq!(notebook.article().display_title(), "A long winter");
    let again = notebook.place_of("Paragraph 60 says").unwrap();
    assert!((again.from.y - place.from.y).abs() < 1.0);
    notebook.keys(ALT, Key::ArrowRight);
    assert_eq!(
        notebook.article().display_title(),
        "A package before the winter"
    );
    // The side buttons of the mouse do the same.
    for pressed in [true, false] {
        notebook.window.event(egui::Event::PointerButton {
            pos: notebook.page().center(),
            button: PointerButton::Extra1,
            pressed,
            modifiers: Modifiers::NONE,
        });
        notebook.settle();
    }
    assert_eq!(notebook.article().display_title(), "A long winter");
}

#[test]
fn a_project_is_opened_where_it_was_read() {
    let long = long_text();
    let text = format!("Title: A long winter\nPublished: 2024-02-01\n\n{long}");
    let mut notebook = Notebook::with_articles(&[PACKAGE, ("long.txt", &text)]);
    notebook.open_article("A long winter");
    let place = notebook.bring_into_view("Paragraph 60 says");
    drag(&mut notebook, place.from, place.to);
    let path = notebook.path("winter.ron");
    notebook.save_as(&path);
    let before = notebook.project_text();
    notebook.keys(CTRL, Key::W);
    notebook.open(&path);
    assert_eq!(notebook.article().display_title(), "A long winter");
    let again = notebook.place_of("Paragraph 60 says").unwrap();
    assert!((again.from.y - place.from.y).abs() < 1.0);
    assert_eq!(
        notebook.selected_words().as_deref(),
        Some("Paragraph 60 says")
    );
    assert_eq!(
        notebook.project_text(),
        before,
        "the project knows nothing of it"
    );
}

#[test]
fn the_text_is_set_as_wished_and_the_rest_is_not() {
    let mut notebook = notebook();
    let library = notebook.window.get_by_label("Filter articles").rect();
    let before = notebook.place_of("$725 million").unwrap();
    notebook.click("Text of articles");
    notebook.assert_says("Letters in a line");
    notebook.click("Sans");
    notebook.press(Key::Escape);
    assert_eq!(
        notebook.state().settings.reading_face,
        claimbook::store::ReadingFace::Sans
    );
    for _ in 0..4 {
        notebook.keys(CTRL.plus(SHIFT), Key::Period);
    }
    let after = notebook.bring_into_view("$725 million");
    assert!(after.to.x - after.from.x > before.to.x - before.from.x);
    assert_eq!(
        notebook.window.get_by_label("Filter articles").rect(),
        library
    );
    notebook.click("Text of articles");
    notebook.click("Reset");
    notebook.press(Key::Escape);
    assert_eq!(notebook.place_of("$725 million").unwrap().from, before.from);
}

#[test]
fn an_article_without_a_date_asks_for_it() {
    let text = "Title: The depot\n\nThe depot sent 300 trucks.\n";
    let mut notebook = Notebook::with_articles(&[("depot.txt", text)]);
    let asked = "When was this published?";
    notebook.assert_says(asked);
    notebook.focus(asked);
    notebook.type_text("2025-31");
    notebook.press(Key::Enter);
    assert_eq!(notebook.article().published, None);
    assert!(notebook.screen().contains("“2025-31” is not a date"));
    notebook.fill(asked, "2025-01-31");
    notebook.press(Key::Enter);
    let published = notebook.article().published.unwrap();
    assert_eq!(published.to_string(), "2025-01-31");
    notebook.assert_silent(asked);
    // Figures take it from now on, by the keys of the text.
    notebook.press(Key::Tab);
    notebook.press(Key::Enter);
    assert_eq!(notebook.claim("300 trucks").when, Some(published));
    notebook.keys(CTRL, Key::Z);
    notebook.keys(CTRL, Key::Z);
    notebook.assert_says("Undone: Set date of publication");
    notebook.assert_says(asked);
}

/// Paragraphs for several pages.
fn long_text() -> String {
    let paragraph = |number| format!("Paragraph {number} says that nothing much happened.\n\n");
    (0..120).map(paragraph).collect::<Vec<_>>().concat()
}
