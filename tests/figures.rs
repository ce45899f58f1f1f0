//! From recognised figures to claims, through the real window by its accessible names.

mod common;

use claimbook::ui::state::Tab;
use common::{CTRL, LOSSES, Notebook, PACKAGE};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// Three figures of money in its body.
const FIGURES: [&str; 3] = ["$725 million", "$275 million", "nearly $7 billion"];

/// The words of the figure in the inspector.
fn figure(notebook: &Notebook) -> Option<String> {
    let figure = notebook.state().figure()?;
    let article = notebook.project().article(figure.article)?;
    Some(article.text[figure.record.full.clone()].to_owned())
}

/// The underlined figures in view.
fn underlined(notebook: &Notebook) -> Vec<String> {
    let marks = notebook.window.query_all_by_role(Role::Mark);
    let names = marks.filter_map(|mark| mark.accesskit_node().label());
    let mut names: Vec<String> = names
        .filter_map(|name| Some(name.strip_prefix("Figure: ")?.to_owned()))
        .collect();
    names.sort();
    names
}

/// The words of the claims.
fn claims(notebook: &Notebook) -> Vec<String> {
    let claims = notebook.project().claims();
    let mut quotes: Vec<String> = claims.map(|claim| claim.passage.quote.clone()).collect();
    quotes.sort();
    quotes
}

#[test]
fn two_keys_make_a_claim_and_a_third_goes_on() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    let before = notebook.project_text();
    notebook.assert_says("3 figures wait in this article");
    notebook.press(Key::Tab);
    assert_eq!(figure(&notebook).as_deref(), Some(FIGURES[0]));
    notebook.assert_says("figure 1 of 3");
    notebook.assert_says("Very sure");
    assert_eq!(notebook.project_text(), before);
    notebook.press(Key::Enter);
    let claim = notebook.claim(FIGURES[0]).clone();
    assert_eq!(claim.figure.as_ref().unwrap().spoken(), "$725 million");
    assert_eq!(claim.when.unwrap().to_string(), "2024-12-02");
    assert_eq!(claim.claimant, "The ministry");
    assert_eq!(notebook.shown_claim().map(|shown| shown.id), Some(claim.id));
    notebook.assert_says("2 figures wait in this article");
    // Enter once more is the yes: nothing changes but what is looked at.
    let made = notebook.project_text();
    notebook.press(Key::Enter);
    assert_eq!(notebook.project_text(), made);
    assert_eq!(figure(&notebook).as_deref(), Some(FIGURES[1]));
    // It is in the table, and one step takes it back and shows the figure again.
    notebook.show_tab(Tab::Claims);
    let rows = notebook.claim_rows();
    assert!(rows[0].contains("“$725 million”"), "{rows:?}");
    notebook.keys(CTRL, Key::Z);
    assert_eq!(notebook.project_text(), before);
    assert_eq!(figure(&notebook).as_deref(), Some(FIGURES[0]));
}

#[test]
fn tab_walks_both_ways_and_says_where_it_begins_anew() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    for words in FIGURES {
        notebook.press(Key::Tab);
        assert_eq!(figure(&notebook).as_deref(), Some(words));
        notebook.place_of(words).expect("the words are in view");
    }
    notebook.press(Key::Tab);
    assert_eq!(figure(&notebook).as_deref(), Some(FIGURES[0]));
    notebook.assert_says("Back at the first of 3 figures");
    notebook.keys(Modifiers::SHIFT, Key::Tab);
    assert_eq!(figure(&notebook).as_deref(), Some(FIGURES[2]));
    notebook.keys(Modifiers::SHIFT, Key::Tab);
    assert_eq!(figure(&notebook).as_deref(), Some(FIGURES[1]));
    // Escape lets the figure go, and Tab goes on from where the text is read.
    notebook.press(Key::Escape);
    assert_eq!(figure(&notebook), None);
    notebook.press(Key::Tab);
    assert!(figure(&notebook).is_some());
}

#[test]
fn where_no_figure_is_left_it_is_said_and_the_text_keeps_the_keyboard() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    for _ in FIGURES {
        notebook.press(Key::Tab);
        notebook.press(Key::Enter);
    }
    assert_eq!(claims(&notebook).len(), 3);
    notebook.assert_says("no figures wait");
    notebook.press(Key::Enter);
    notebook.assert_says("No more figures wait in this article");
    notebook.press(Key::Tab);
    notebook.assert_says("No more figures wait in this article");
    assert!(notebook.window.get_by_role(Role::Document).is_focused());
}

#[test]
fn tab_leaves_a_field_as_ever() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    notebook.focus("Filter articles");
    notebook.press(Key::Tab);
    assert_eq!(figure(&notebook), None);
    assert!(!notebook.window.get_by_role(Role::Document).is_focused());
    notebook.press(Key::Tab);
    notebook.keys(Modifiers::SHIFT, Key::Tab);
    assert_eq!(figure(&notebook), None);
    // And x is a letter there.
    notebook.focus("Filter articles");
    notebook.type_text("x");
    notebook.assert_says("Nothing found");
    assert_eq!(
        notebook.document().history.undo_label(),
        Some("Import “A package before the winter”")
    );
}

#[test]
fn a_dismissed_figure_is_remembered_and_can_be_brought_back() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    assert_eq!(
        underlined(&notebook),
        ["$275 million", "$725 million", "nearly $7 billion"]
    );
    let before = notebook.project_text();
    notebook.press(Key::Tab);
    notebook.press(Key::X);
    notebook.assert_says("2 figures wait in this article");
    assert_eq!(underlined(&notebook), ["$275 million", "nearly $7 billion"]);
    // On to the next one by itself; Delete does the same.
    assert_eq!(figure(&notebook).as_deref(), Some(FIGURES[1]));
    notebook.press(Key::Delete);
    assert_eq!(figure(&notebook).as_deref(), Some(FIGURES[2]));
    // It is in the file.
    let path = notebook.path("dismissed.ron");
    notebook.save_as(&path);
    let again = Notebook::reopen(&path);
    assert_eq!(underlined(&again), ["nearly $7 billion"]);
    again.assert_says("1 figure waits in this article");
    notebook.keys(CTRL, Key::Z);
    assert_eq!(figure(&notebook).as_deref(), Some(FIGURES[1]));
    notebook.keys(CTRL, Key::Z);
    assert_eq!(notebook.project_text(), before);
    assert_eq!(figure(&notebook).as_deref(), Some(FIGURES[0]));
}

#[test]
fn a_digit_claims_and_tags_at_once() {
    let mut notebook = Notebook::sample();
    let article = notebook.write(PACKAGE.0, PACKAGE.1);
    notebook.import(&[article]);
    notebook.press(Key::Tab);
    notebook.press_tag_key(2);
    let tag = notebook.project().tag_by_key(2).unwrap().id;
    assert!(notebook.claim(FIGURES[0]).tags.contains(&tag));
    assert_eq!(
        notebook.document().history.undo_label(),
        Some("Accept figure")
    );
    // Now it is a claim, and a digit sets or takes away one more tag.
    notebook.press_tag_key(2);
    assert!(!notebook.claim(FIGURES[0]).tags.contains(&tag));
}

#[test]
fn a_click_on_an_underlined_figure_shows_what_is_proposed() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    let click = |notebook: &mut Notebook, words: &str| {
        let place = notebook.place_of(words).unwrap();
        notebook.click_at(place.from.lerp(place.to, 0.5));
    };
    click(&mut notebook, "$275 million");
    assert_eq!(figure(&notebook).as_deref(), Some("$275 million"));
    notebook.assert_says("Date: 20 Nov 2024");
    notebook.click("Claim");
    assert_eq!(claims(&notebook), ["$275 million"]);
    notebook.click("Confirm");
    assert_eq!(figure(&notebook).as_deref(), Some(FIGURES[2]));
    notebook.click("Dismiss figure");
    assert_eq!(underlined(&notebook), ["$725 million"]);
    notebook.click("Undo");
    assert_eq!(figure(&notebook).as_deref(), Some(FIGURES[2]));
}

#[test]
fn the_underlines_can_be_switched_off_and_stay_off() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    notebook.assert_says("Date: Monday");
    notebook.menu("View", "Underline figures");
    assert!(underlined(&notebook).is_empty());
    notebook.assert_silent("Date: Monday");
    let kept = std::fs::read_to_string(notebook.path("kept/config/settings.ron")).unwrap();
    assert!(kept.contains("underline_figures: false"), "{kept}");
    // Tab walks them all the same.
    notebook.press(Key::Tab);
    assert_eq!(figure(&notebook).as_deref(), Some(FIGURES[0]));
    notebook.keys(CTRL, Key::U);
    assert_eq!(underlined(&notebook).len(), 3);
}

#[test]
fn figures_are_read_once_and_anew_when_the_date_changes() {
    let mut notebook = Notebook::with_articles(&[PACKAGE, LOSSES]);
    let readings = |notebook: &Notebook| notebook.state().figures.readings();
    assert_eq!(readings(&notebook), 2);
    notebook.wait(5.0);
    notebook.open_article("A package before the winter");
    notebook.press(Key::Tab);
    notebook.press(Key::Enter);
    notebook.keys(CTRL, Key::Z);
    assert_eq!(readings(&notebook), 2);
    notebook.keys(CTRL, Key::D);
    notebook.fill("Published", "2024-12-12");
    notebook.click("Done");
    assert_eq!(readings(&notebook), 3);
    notebook.press(Key::Escape);
    notebook.press(Key::Tab);
    notebook.assert_says("Date: 9 Dec 2024");
}

#[test]
fn the_library_says_how_many_figures_wait() {
    let mut notebook = Notebook::with_articles(&[PACKAGE, LOSSES]);
    let losses = notebook.state().figures.count() - 3;
    notebook.assert_says("A package before the winter, Harbour Wire, 3 Dec 2024, 3 figures wait");
    let wait = format!("The price of a hill, Eastern Desk, 9 Jan 2025, {losses} figures wait");
    notebook.assert_says(&wait);
    notebook.open_article("A package before the winter");
    notebook.press(Key::Tab);
    notebook.press(Key::Enter);
    notebook.assert_says("3 Dec 2024, 1 claim, 2 figures wait");
}

#[test]
fn the_review_accepts_and_dismisses_row_by_row() {
    let mut notebook = Notebook::with_articles(&[PACKAGE, LOSSES]);
    let waiting = notebook.state().figures.count();
    notebook.keys(CTRL, Key::Num5);
    assert_eq!(notebook.claim_rows().len(), waiting);
    notebook.press(Key::ArrowDown);
    let first = figure(&notebook).unwrap();
    notebook.press(Key::Enter);
    assert_eq!(claims(&notebook), [first]);
    assert_eq!(notebook.claim_rows().len(), waiting - 1);
    let second = figure(&notebook).unwrap();
    notebook.press(Key::X);
    assert_eq!(notebook.claim_rows().len(), waiting - 2);
    assert_ne!(figure(&notebook).unwrap(), second);
    assert_eq!(notebook.project().dismissals().len(), 1);
    // Back, step by step.
    notebook.keys(CTRL, Key::Z);
    assert_eq!(figure(&notebook).unwrap(), second);
    notebook.keys(CTRL, Key::Z);
    assert_eq!(notebook.claim_rows().len(), waiting);
}

#[test]
fn the_review_narrows_and_leads_to_the_words() {
    let mut notebook = Notebook::with_articles(&[LOSSES, PACKAGE]);
    notebook.open_article("The price of a hill");
    notebook.show_tab(Tab::Review);
    notebook.fill("Filter figures", "winter 275");
    let rows = notebook.claim_rows();
    assert_eq!(rows.len(), 1);
    assert!(rows[0].contains("“$275 million”"), "{rows:?}");
    notebook.click_row("$275 million");
    // Choosing a row leaves the open article open; O goes to the words.
    assert_eq!(notebook.article().display_title(), "The price of a hill");
    notebook.press(Key::O);
    assert_eq!(
        notebook.article().display_title(),
        "A package before the winter"
    );
    notebook
        .place_of("$275 million")
        .expect("the words are in view");
    notebook.click("Clear");
    assert!(notebook.claim_rows().len() > 3);
}

#[test]
fn dismissed_figures_are_listed_and_taken_back() {
    let mut notebook = Notebook::with_articles(&[LOSSES, PACKAGE]);
    notebook.open_article("A package before the winter");
    notebook.press(Key::Tab);
    notebook.press(Key::X);
    notebook.press(Key::X);
    let dismissed = notebook.project_text();
    assert_eq!(underlined(&notebook), ["nearly $7 billion"]);
    notebook.open_article("The price of a hill");
    notebook.show_tab(Tab::Review);
    notebook.click("Dismissed");
    notebook.assert_says("2 dismissed figures");
    let rows = notebook.claim_rows();
    assert_eq!(rows.len(), 2);
    assert!(rows[0].contains("A package before the winter"), "{rows:?}");
    // A click goes to the words, which stay without an underline.
    notebook.click_row(FIGURES[1]);
    assert_eq!(
        notebook.article().display_title(),
        "A package before the winter"
    );
    notebook
        .place_of(FIGURES[1])
        .expect("the words are in view");
    assert_eq!(underlined(&notebook), ["nearly $7 billion"]);
    assert_eq!(notebook.project_text(), dismissed);
    // By key, and as one step.
    notebook.keys(Modifiers::SHIFT, Key::X);
    assert_eq!(underlined(&notebook), ["$275 million", "nearly $7 billion"]);
    assert_eq!(notebook.claim_rows().len(), 1);
    notebook.keys(CTRL, Key::Z);
    assert_eq!(notebook.project_text(), dismissed);
    // By the button, row by row.
    notebook.click("Take back $725 million");
    assert_eq!(notebook.claim_rows().len(), 1);
    notebook.keys(Modifiers::SHIFT, Key::X);
    notebook.assert_says("No figure is dismissed");
    assert_eq!(notebook.project().dismissals().len(), 0);
    assert_eq!(underlined(&notebook).len(), 3);
    notebook.click("Dismissed");
    notebook.assert_says("figures wait");
}

#[test]
fn all_like_this_are_one_step() {
    let mut notebook = Notebook::with_articles(&[PACKAGE, LOSSES]);
    let before = notebook.project_text();
    notebook.keys(CTRL, Key::Num5);
    notebook.fill("Filter figures", "casualties per day");
    notebook.click_row("1,500 casualties per day");
    notebook.press(Key::A);
    notebook.assert_says("2 counts of casualties");
    notebook.press(Key::Escape);
    assert_eq!(notebook.project_text(), before);
    notebook.press(Key::A);
    notebook.press(Key::Enter);
    assert_eq!(
        claims(&notebook),
        ["1,500 casualties per day", "600,000 casualties"]
    );
    notebook.assert_says("Made 2 claims");
    notebook.click("Undo");
    assert_eq!(notebook.project_text(), before);
}
