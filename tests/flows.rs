//! The notebook from end to end, through the real interface by its accessible names.
//!
//! No display and no graphics are needed: nothing is painted. What a test presses is what a
//! person presses; what it checks is what they see, the project's text and the files on disk.

mod common;
#[path = "flows/finding.rs"]
mod finding;
#[path = "flows/findings.rs"]
mod findings;
#[path = "flows/keys.rs"]
mod keys;
#[path = "flows/money.rs"]
mod money;
#[path = "flows/reading.rs"]
mod reading;
#[path = "flows/replaced_texts.rs"]
mod replaced_texts;
#[path = "flows/safety.rs"]
mod safety;
#[path = "flows/searching.rs"]
mod searching;

use std::path::Path;

use claimbook::model::{Embed, FigureKind, TimeFrame};
use claimbook::store::Theme;
use claimbook::ui::command::Command;
use claimbook::ui::state::Tab;
use common::{CTRL, CTRL_SHIFT, LOSSES, Notebook, PACKAGE};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use strum::IntoEnumIterator as _;

#[test]
fn from_a_file_to_a_dot_and_back_to_the_words() {
    let mut notebook = Notebook::empty();
    let at_first = notebook.project_text();

    // Import, and read.
    let package = notebook.write(PACKAGE.0, PACKAGE.1);
    let losses = notebook.write(LOSSES.0, LOSSES.1);
    notebook.import(&[package, losses]);
    notebook.assert_says("Imported 2 articles");
    notebook.open_article("A package before the winter");

    // Words become claims; the first one makes its tag.
    notebook.select_words("$725 million");
    notebook.claim_selection();
    notebook.fill("Add tag", "aid/military");
    notebook.press(Key::Enter);
    notebook.select_words("$275 million");
    notebook.press_tag_key(1);
    notebook.open_article("The price of a hill");
    notebook.select_words("1,500 casualties per day");
    notebook.claim_selection();
    let tag = notebook.project().tag_by_path("aid/military").unwrap().id;
    let first = notebook.claim("$725 million");
    assert_eq!(first.figure.as_ref().unwrap().spoken(), "$725 million");
    assert!(first.tags.contains(&tag));
    assert!(notebook.claim("$275 million").tags.contains(&tag));
    let rate = notebook.claim("1,500 casualties per day");
    assert!(matches!(
        rate.figure.as_ref().unwrap().time_frame,
        TimeFrame::Rate(_)
    ));

    // The table lists and orders them.
    notebook.show_tab(Tab::Claims);
    notebook.sort_claims_by("Figure");
    let rows = notebook.claim_rows();
    let place = |quote: &str| {
        let found = rows.iter().position(|row| row.contains(quote));
        found.unwrap_or_else(|| panic!("“{quote}” is not in {rows:#?}"))
    };
    assert!(place("“$275 million”") < place("“$725 million”"));
    notebook.click_row("$725 million");
    assert_eq!(
        notebook.article().display_title(),
        "A package before the winter"
    );
    notebook
        .place_of("$725 million")
        .expect("the words are in view");

    // A chart of the money; its dot leads back to the words.
    notebook.keys(CTRL_SHIFT, Key::N);
    let money = notebook.claim("$725 million").id;
    notebook.open_article("The price of a hill");
    let dots = notebook.dots();
    let dot = dots.iter().find(|dot| dot.contains("$725 million"));
    let dot = dot.unwrap_or_else(|| panic!("no dot in {dots:?}")).clone();
    notebook.click_dot(dot.trim_start_matches("Mark: "));
    assert_eq!(notebook.shown_claim().map(|claim| claim.id), Some(money));
    assert_eq!(
        notebook.article().display_title(),
        "A package before the winter"
    );
    notebook
        .place_of("$725 million")
        .expect("the words are in view");
    notebook.assert_says("aid/military: $725 million");

    // What was seen is what is written.
    for (format, name) in [
        ("SVG", "chart.svg"),
        ("PNG", "chart.png"),
        ("CSV", "chart.csv"),
    ] {
        let path = notebook.path(name);
        notebook.export_chart(format, &path);
        notebook.assert_says(&format!("Wrote {}", path.display()));
    }
    let svg = read(&notebook.path("chart.svg"));
    assert!(
        svg.contains("<svg") && svg.contains(&money.to_string()),
        "{svg}"
    );
    let png = std::fs::read(notebook.path("chart.png")).unwrap();
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let table = read(&notebook.path("chart.csv"));
    assert!(table.contains("725000000"), "{table}");
    let path = notebook.path("claims.csv");
    notebook.export_claims(&path);
    let claims = read(&path);
    assert!(
        claims.starts_with("id,article,title,publisher,"),
        "{claims}"
    );
    assert_eq!(claims.trim_end().lines().count(), 4);

    // All the way back, byte by byte, and forth again.
    let at_last = notebook.project_text();
    let steps = notebook.undo_all();
    assert_eq!(notebook.project_text(), at_first);
    assert_eq!(notebook.redo_all(), steps);
    assert_eq!(notebook.project_text(), at_last);

    // Saved, and found again as it was.
    let saved = notebook.path("winter.ron");
    notebook.save_as(&saved);
    notebook.assert_says("Saved");
    assert_eq!(read(&saved), at_last);
    let again = Notebook::reopen(&saved);
    assert_eq!(again.project_text(), at_last);
    assert_eq!(again.project(), notebook.project());
}

#[test]
fn a_claim_with_a_tag_takes_three_keys() {
    let mut notebook = Notebook::sample();
    let article = notebook.write(PACKAGE.0, PACKAGE.1);
    notebook.import(&[article]);
    notebook.select_words("nearly $7 billion");
    // One key.
    notebook.press_tag_key(1);
    let claim = notebook.claim("nearly $7 billion");
    let figure = claim.figure.as_ref().unwrap();
    assert_eq!(figure.kind, FigureKind::Money);
    assert_eq!(figure.spoken(), "nearly $7 billion");
    let tag = notebook.project().tag_by_key(1).unwrap().id;
    assert!(claim.tags.contains(&tag));
    // Or two: the claim first, its tag after.
    notebook.select_words("$275 million");
    notebook.press(Key::Enter);
    notebook.press(Key::Num2);
    let tag = notebook.project().tag_by_key(2).unwrap().id;
    assert!(notebook.claim("$275 million").tags.contains(&tag));
}

#[test]
fn stray_spaces_and_stops_are_trimmed_from_a_selection() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    let place = notebook.bring_into_view(" $725 million ");
    notebook.window.hover_at(place.from);
    notebook.window.drag_at(place.from);
    notebook.window.hover_at(place.to);
    notebook.window.drop_at(place.to);
    notebook.settle();
    assert_eq!(notebook.selected_words().as_deref(), Some("$725 million"));
}

#[test]
fn a_bar_at_the_words_makes_the_claim_by_mouse() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    notebook.select_words("$725 million");
    notebook.click("Claim");
    assert_eq!(notebook.project().claims().len(), 1);
    notebook.select_words("$275 million");
    notebook.click("Note");
    notebook.type_text("from stocks");
    assert_eq!(notebook.claim("$275 million").note, "from stocks");
}

#[test]
fn escape_lets_the_words_go_and_then_the_claim() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    notebook.select_words("$725 million");
    notebook.claim_selection();
    notebook.select_words("$275 million");
    notebook.press(Key::Escape);
    assert_eq!(notebook.selected_words(), None);
    assert!(notebook.shown_claim().is_some());
    notebook.press(Key::Escape);
    assert!(notebook.shown_claim().is_none());
}

#[test]
fn typing_in_a_field_of_the_inspector_is_one_step_and_keys_of_tags_are_letters_there() {
    let mut notebook = Notebook::sample();
    let article = notebook.write(PACKAGE.0, PACKAGE.1);
    notebook.import(&[article]);
    notebook.select_words("$725 million");
    notebook.claim_selection();
    let before = notebook.project_text();
    let tags = notebook.claim("$725 million").tags.clone();
    notebook.focus("Note");
    for key in ["1", "2", "n", "p"] {
        notebook.type_text(key);
    }
    assert_eq!(notebook.claim("$725 million").note, "12np");
    assert_eq!(notebook.claim("$725 million").tags, tags);
    notebook.press(Key::Escape);
    notebook.keys(CTRL, Key::Z);
    assert_eq!(notebook.project_text(), before);
}

// Leaving.

#[test]
fn unsaved_work_is_asked_about_and_cancel_stays() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    let before = notebook.project_text();
    assert!(!notebook.close_window());
    notebook.assert_says("Save “Untitled project” first?");
    assert!(!notebook.click_closes("Cancel"));
    assert_eq!(notebook.project_text(), before);
    notebook.assert_silent("first?");
    // Escape is Cancel too, and another way out asks as well.
    notebook.keys(CTRL, Key::W);
    notebook.assert_says("first?");
    notebook.press(Key::Escape);
    assert_eq!(notebook.project_text(), before);
}

#[test]
fn dont_save_leaves_and_writes_nothing() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    assert!(!notebook.close_window());
    assert!(notebook.click_closes("Don't save"));
    assert!(notebook.close_window());
    assert!(!notebook.path("untitled-project.ron").exists());
}

#[test]
fn save_asks_for_a_file_writes_it_and_then_leaves() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    let text = notebook.project_text();
    assert!(!notebook.close_window());
    assert!(!notebook.click_closes("Save"));
    notebook.assert_says("Save project as");
    let path = notebook.path("kept.ron");
    notebook.keys(CTRL, Key::A);
    notebook.type_text(&path.display().to_string());
    assert!(notebook.click_closes("Save"));
    assert_eq!(read(&path), text);
}

#[test]
fn a_path_box_that_is_cancelled_does_not_leave_later() {
    for cancel in ["Cancel", "Escape"] {
        let mut notebook = Notebook::with_articles(&[PACKAGE]);
        // On the way to the start screen, through “Save”.
        notebook.keys(CTRL, Key::W);
        notebook.click("Save");
        notebook.assert_says("Save project as");
        match cancel {
            "Cancel" => notebook.click("Cancel"),
            _ => notebook.press(Key::Escape),
        }
        // Saving for its own sake is no leaving.
        let path = notebook.path("kept.ron");
        notebook.save_as(&path);
        notebook.assert_says("Saved");
        assert_eq!(notebook.document().path.as_deref(), Some(&*path));
    }
}

#[test]
fn saved_and_empty_projects_are_left_without_a_question() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    let path = notebook.path("kept.ron");
    notebook.save_as(&path);
    assert!(notebook.close_window());
    let mut notebook = Notebook::empty();
    assert!(notebook.close_window());
    let mut notebook = Notebook::sample();
    assert!(notebook.close_window());
    notebook.keys(CTRL, Key::W);
    notebook.assert_says("Word, number, dot, and back.");
}

// Files that are not as they should be.

#[test]
fn a_damaged_project_says_where_and_why_and_is_left_alone() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    let whole = notebook.project_text();
    let damaged = whole.replacen("articles: [", "articles: [[", 1);
    let path = notebook.write("damaged.ron", &damaged);
    notebook.save_as(&notebook.path("whole.ron"));
    notebook.open(&path);
    notebook.assert_says("This project does not open");
    notebook.assert_says("damaged.ron");
    let line = 1 + whole[..whole.find("articles: [").unwrap()]
        .matches('\n')
        .count();
    notebook.assert_says(&format!("line {line}"));
    notebook.assert_says("The file was left as it is.");
    assert_eq!(read(&path), damaged);
    notebook.click("Close");
    assert_eq!(notebook.project_text(), whole);
}

#[test]
fn a_project_of_a_newer_version_is_refused() {
    let mut notebook = Notebook::empty();
    // In a form that nobody knows yet; what can be understood is looked at.
    let newer = "Project(version: 900, info: Shelf([7]))";
    let path = notebook.write("newer.ron", newer);
    notebook.open(&path);
    notebook.assert_says("This project does not open");
    notebook.assert_says("format version 900");
    notebook.assert_says("Open it with a newer Claimbook");
    assert_eq!(read(&path), newer);
}

#[test]
fn what_is_missing_or_no_file_is_said() {
    let mut notebook = Notebook::start();
    notebook.open(&notebook.path("nowhere.ron"));
    notebook.assert_says("nowhere.ron");
    notebook.click("Close");
    std::fs::create_dir(notebook.path("folder.ron")).unwrap();
    notebook.open(&notebook.path("folder.ron"));
    notebook.assert_says("is not a file");
    notebook.click("Close");
    notebook.assert_says("Open sample project");
}

#[test]
fn the_same_text_twice_is_noticed() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    let copy = notebook.write("copy.txt", PACKAGE.1);
    let before = notebook.project_text();
    notebook.import(&[copy]);
    notebook.assert_says("Nothing was imported");
    notebook.assert_says(
        "copy.txt: the same text is in the project already, as “A package before the winter”",
    );
    assert_eq!(notebook.project_text(), before);
    notebook.click("Close");
    // Twice among the files of one import as well.
    let one = notebook.write("one.md", LOSSES.1);
    let two = notebook.write("two.md", LOSSES.1);
    notebook.import(&[one, two]);
    notebook.assert_says("two.md: the same text was in another of these files");
    assert_eq!(notebook.project().articles().len(), 2);
}

#[test]
fn of_a_folder_the_good_files_arrive_and_the_bad_ones_are_listed() {
    let mut notebook = Notebook::start();
    notebook.write("folder/a.txt", PACKAGE.1);
    notebook.write("folder/deeper/b.md", LOSSES.1);
    notebook.write("folder/empty.txt", "");
    notebook.write(
        "folder/program.txt",
        b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0",
    );
    notebook.drop_files(&[notebook.path("folder")]);
    notebook.assert_says("Imported 2 articles, with remarks");
    notebook.assert_says("empty.txt: there is no text in it");
    notebook.assert_says("program.txt");
    let titles: Vec<_> = notebook
        .project()
        .articles()
        .map(|article| article.title.clone())
        .collect();
    assert_eq!(
        titles,
        ["A package before the winter", "The price of a hill"]
    );
    notebook.click("Close");
    notebook.keys(CTRL, Key::Z);
    assert_eq!(notebook.project().articles().len(), 0);
}

#[test]
fn a_project_dropped_on_the_window_is_opened() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    let path = notebook.path("kept.ron");
    notebook.save_as(&path);
    let text = notebook.project_text();
    notebook.keys(CTRL, Key::W);
    notebook.drop_files(&[path]);
    assert_eq!(notebook.project_text(), text);
}

#[test]
fn a_save_that_fails_says_why_and_keeps_the_work() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    let text = notebook.project_text();
    // A folder that is not there cannot be written into, whoever asks.
    let nowhere = notebook.path("not/there.ron");
    notebook.save_as(&nowhere);
    notebook.assert_says("The project was not saved");
    notebook.assert_says("Your work is still in this window.");
    notebook.assert_says("there.ron: there is no folder");
    for leak in ["os error", ".there.ron", "gone"] {
        notebook.assert_silent(leak);
    }
    // It stays, and the way elsewhere begins with the path that was typed.
    notebook.wait(30.0);
    notebook.click("Save as…");
    notebook.assert_says(&nowhere.display().to_string());
    notebook.press(Key::Escape);
    assert_eq!(notebook.project_text(), text);
    assert!(notebook.document().history.is_unsaved());
    notebook.assert_says("Not in a file yet");
    let path = notebook.path("elsewhere.ron");
    notebook.save_as(&path);
    assert_eq!(read(&path), text);
    assert!(!notebook.document().history.is_unsaved());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_while_saving_loses_nothing() {
    // Every write to this device fails as on a full disk.
    let full = Path::new("/dev/full");
    if !full.exists() {
        return;
    }
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    let text = notebook.project_text();
    let link = notebook.path("full.ron");
    std::os::unix::fs::symlink(full, &link).unwrap();
    notebook.save_as(&link);
    notebook.assert_says("full.ron");
    notebook.press(Key::Escape);
    assert_eq!(notebook.project_text(), text);
    assert!(notebook.document().history.is_unsaved());
}

#[test]
fn a_file_that_changed_underneath_is_merged_before_it_is_saved() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    let path = notebook.path("shared.ron");
    notebook.save_as(&path);
    let theirs = notebook
        .project_text()
        .replacen("name: \"\"", "name: \"Theirs\"", 1);
    std::fs::write(&path, &theirs).unwrap();
    let losses = notebook.write(LOSSES.0, LOSSES.1);
    notebook.import(&[losses]);
    notebook.keys(CTRL, Key::S);
    notebook.assert_says("Saved");
    assert_eq!(read(&path), notebook.project_text());
    assert_eq!(notebook.project().info().name, "Theirs");
    assert_eq!(notebook.project().articles().len(), 2);
}

#[test]
fn writing_over_a_changed_file_goes_on_to_where_the_save_led() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    let path = notebook.path("shared.ron");
    notebook.save_as(&path);
    std::fs::write(&path, "theirs").unwrap();
    notebook.select_words("$725 million");
    notebook.claim_selection();
    let ours = notebook.project_text();
    assert!(!notebook.close_window());
    assert!(!notebook.click_closes("Save"));
    notebook.assert_says("was changed by another program");
    assert!(notebook.click_closes("Write over it"));
    assert_eq!(read(&path), ours);
}

#[test]
fn a_failed_save_that_finds_another_place_goes_on_to_where_it_led() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    notebook.keys(CTRL, Key::W);
    notebook.click("Save");
    let nowhere = notebook.path("not/there.ron");
    notebook.answer_path_box(&nowhere.display().to_string(), "Save");
    notebook.click("Save as…");
    let path = notebook.path("here.ron");
    notebook.answer_path_box(&path.display().to_string(), "Save");
    assert!(path.exists());
    notebook.assert_says("Word, number, dot, and back.");
}

#[test]
fn a_sample_says_that_it_is_in_no_file_before_and_after_the_first_change() {
    let mut notebook = Notebook::sample();
    notebook.assert_says("Sample, not in a file yet");
    notebook.keys(CTRL_SHIFT, Key::N);
    notebook.assert_says("Sample, not in a file yet");
    notebook.save_as(&notebook.path("own.ron"));
    notebook.assert_silent("not in a file yet");
    notebook.assert_says("Saved just now");
}

#[test]
fn a_dialog_proposes_the_folder_in_use_and_a_name_of_what_is_written() {
    let mut notebook = Notebook::sample();
    let name = notebook.project().info().name.clone();
    let folder = notebook.path("work");
    std::fs::create_dir(&folder).unwrap();
    // The folder used last, while the project has none.
    notebook.export_claims(&folder.join("table.csv"));
    notebook.keys(CTRL_SHIFT, Key::S);
    notebook.assert_says(&folder.join("aid-to-ukraine").display().to_string());
    notebook.press(Key::Escape);
    assert!(name.to_lowercase().starts_with("aid to ukraine"), "{name}");
    // Then that of the project's file; a bare name stands in it.
    let other = notebook.path("other");
    std::fs::create_dir(&other).unwrap();
    notebook.save_as(&other.join("own.ron"));
    notebook.export_claims(Path::new("bare.csv"));
    assert!(other.join("bare.csv").exists());
    notebook.keys(CTRL_SHIFT, Key::N);
    notebook.fill("Title", "Losses, by month");
    notebook.keys(CTRL, Key::E);
    notebook.click("Choose file…");
    let proposed = other.join("losses-by-month.svg");
    notebook.assert_says(&proposed.display().to_string());
}

#[test]
fn save_as_does_not_write_over_another_file_unasked() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    let other = notebook.write("other.ron", "somebody's");
    notebook.save_as(&other);
    notebook.assert_says("Write over this file?");
    notebook.click("Cancel");
    assert_eq!(read(&other), "somebody's");
}

#[test]
fn a_quote_that_no_longer_matches_needs_attention() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    notebook.select_words("$725 million");
    notebook.claim_selection();
    let edited = notebook.project_text().replace(
        "a package worth $725 million",
        "a package worth $724 million",
    );
    let path = notebook.write("edited.ron", edited);
    let mut notebook = Notebook::reopen(&path);
    notebook.assert_says("Opened, with");
    notebook.assert_says("The claim “$725 million”: ");
    let id = notebook.project().claims().next().unwrap().id.to_string();
    notebook.assert_silent(&id);
    notebook.press(Key::Escape);
    notebook.assert_says("Need attention: 1 claim");
    notebook.menu("Project", "Check project");
    notebook.assert_says("found");
    notebook.assert_says("The claim “$725 million”: ");
    notebook.press(Key::Escape);
    // The table shows just that claim, and the inspector says what is wrong with it.
    notebook.show_tab(Tab::Claims);
    notebook.assert_says("Need attention");
    notebook.click_row("$725 million");
    notebook.assert_says("Needs attention");
}

#[test]
fn a_page_is_written_with_its_claims_and_charts() {
    let mut notebook = Notebook::sample();
    notebook.show_tab(Tab::Notes);
    let page = notebook.state().note().expect("a page is open");
    let title = page.title.clone();
    let quote = page.embeds().find_map(|embed| match embed {
        Embed::Claim(claim) => Some(notebook.project().claim(claim)?.passage.quote.clone()),
        Embed::Chart(_) => None,
    });
    let quote = quote.expect("the page shows a claim");
    for name in ["page.md", "page.html"] {
        let path = notebook.path(name);
        notebook.export_page(&path);
        notebook.assert_says(&format!("Wrote {}", path.display()));
        let written = read(&path);
        // Markup may stand between words, and signs may be escaped.
        let words = quote
            .split(|c: char| !c.is_alphanumeric())
            .max_by_key(|word| word.len());
        assert!(written.contains(words.unwrap()), "{name} lacks “{quote}”");
        let first = title.split(|c: char| !c.is_alphanumeric()).next();
        assert!(written.contains(first.unwrap()), "{name} lacks “{title}”");
    }
    assert!(read(&notebook.path("page.html")).contains("<svg"));
}

#[test]
fn an_export_that_fails_says_why() {
    let mut notebook = Notebook::sample();
    let path = notebook.path("not/there.csv");
    notebook.export_claims(&path);
    notebook.assert_says("there.csv");
    notebook.assert_silent("Wrote");
    assert!(!path.exists());
    // It stays until it is answered; another place can be chosen from where it failed.
    notebook.wait(30.0);
    notebook.click("Choose another place…");
    notebook.assert_says(&path.display().to_string());
    let here = notebook.path("here.csv");
    notebook.answer_path_box(&here.display().to_string(), "Export");
    assert!(here.exists());
}

#[test]
fn an_export_does_not_write_over_a_file_unasked() {
    let mut notebook = Notebook::sample();
    let path = notebook.write("mine.csv", "somebody's");
    notebook.export_claims(&path);
    notebook.assert_says("Write over this file?");
    notebook.click("Cancel");
    assert_eq!(read(&path), "somebody's");
    notebook.export_claims(&path);
    notebook.click("Write over it");
    assert!(read(&path).starts_with("id,article,"));
}

#[test]
fn the_ending_that_was_typed_decides_how_a_chart_is_written() {
    let mut notebook = Notebook::sample();
    notebook.show_tab(Tab::Charts);
    let (svg, png) = (notebook.path("typed.svg"), notebook.path("typed.png"));
    notebook.export_chart("PNG", &svg);
    assert!(read(&svg).starts_with("<svg"));
    notebook.export_chart("SVG", &png);
    assert!(std::fs::read(&png).unwrap().starts_with(b"\x89PNG"));
}

#[test]
fn messages_let_clicks_through_and_are_few() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    for digit in 1..=5 {
        notebook.press_tag_key(digit);
    }
    let alerts = notebook.window.query_all_by_role(Role::Alert);
    let alerts: Vec<egui::Rect> = alerts.map(|alert| alert.rect()).collect();
    assert_eq!(alerts.len(), 3);
    let window = notebook.window.ctx.content_rect();
    for alert in &alerts {
        assert!(alert.right() > window.right() - 20.0, "{alert:?}");
        assert!(alert.width() < 310.0, "{alert:?}");
        // The middle belongs to what lies below, the button to the message.
        let middle = notebook.window.ctx.layer_id_at(alert.center());
        assert_eq!(
            middle.map(|layer| layer.order),
            Some(egui::Order::Background)
        );
    }
    // One that is read stays, and one that is dismissed goes.
    notebook
        .window
        .hover_at(alerts[0].left_center() + egui::vec2(4.0, 0.0));
    notebook.wait(20.0);
    for digit in 3..=5 {
        notebook.assert_says(&format!("No tag has the key {digit} yet"));
    }
    notebook.click("Dismiss message");
    notebook.assert_silent("No tag has the key 5 yet");
    notebook.window.hover_at(window.center());
    notebook.wait(13.0);
    assert!(notebook.window.query_by_role(Role::Alert).is_none());
}

#[test]
fn a_project_in_order_is_said_to_be() {
    let mut notebook = Notebook::sample();
    notebook.menu("Project", "Check project");
    notebook.assert_says("Checked: every quote and reference is in order");
}

// Deleting.

#[test]
fn a_deleted_claim_can_be_brought_back_at_once() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    notebook.select_words("$725 million");
    notebook.claim_selection();
    let before = notebook.project_text();
    notebook.press(Key::Delete);
    assert_eq!(notebook.project().claims().len(), 0);
    notebook.assert_says("Deleted claim");
    notebook.click("Undo");
    assert_eq!(notebook.project_text(), before);
    assert!(notebook.shown_claim().is_some());
}

#[test]
fn an_old_offer_to_undo_is_withdrawn() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    notebook.select_words("$725 million");
    notebook.claim_selection();
    notebook.press(Key::Delete);
    notebook.select_words("$275 million");
    notebook.claim_selection();
    assert!(
        notebook
            .window
            .query_by_role_and_label(Role::Button, "Undo")
            .is_none()
    );
    assert_eq!(notebook.project().claims().len(), 1);
}

#[test]
fn deleting_what_a_page_shows_says_so_first() {
    let mut notebook = Notebook::sample();
    let embedded = notebook
        .project()
        .notes()
        .flat_map(|note| note.embeds().collect::<Vec<_>>());
    let claim = embedded.into_iter().find_map(|embed| match embed {
        Embed::Claim(claim) => Some(claim),
        Embed::Chart(_) => None,
    });
    let claim = claim.expect("a page of the sample shows a claim");
    let quote = notebook
        .project()
        .claim(claim)
        .unwrap()
        .passage
        .quote
        .clone();
    let before = notebook.project_text();
    notebook.show_tab(Tab::Claims);
    let words: String = quote.chars().take(40).collect();
    notebook.fill("Filter claims", &words);
    notebook.click_row(&quote);
    notebook.press(Key::Delete);
    notebook.assert_says("Delete this claim?");
    notebook.assert_says("of the notebook show");
    notebook.click("Cancel");
    assert_eq!(notebook.project_text(), before);
    notebook.press(Key::Delete);
    notebook.click("Delete");
    assert!(notebook.project().claim(claim).is_none());
    notebook.click("Undo");
    assert_eq!(notebook.project_text(), before);
}

#[test]
fn deleting_an_article_says_how_many_claims_go_with_it() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    notebook.select_words("$725 million");
    notebook.claim_selection();
    let before = notebook.project_text();
    notebook.menu("Project", "Delete article");
    notebook.assert_says("Delete “A package before the winter”?");
    notebook.assert_says("1 claim on it will go as well.");
    notebook.click("Delete");
    assert_eq!(notebook.project().articles().len(), 0);
    assert_eq!(notebook.project().claims().len(), 0);
    notebook.click("Undo");
    assert_eq!(notebook.project_text(), before);
}

// Finding one's way.

#[test]
fn the_palette_runs_commands_and_opens_articles() {
    let mut notebook = Notebook::with_articles(&[PACKAGE, LOSSES]);
    notebook.palette("show notes");
    notebook.press(Key::Escape);
    notebook.palette("Dark theme");
    assert_eq!(notebook.state().settings.theme, Theme::Dark);
    notebook.palette("package winter");
    assert_eq!(
        notebook.article().display_title(),
        "A package before the winter"
    );
    notebook.palette("price of a hill");
    assert_eq!(notebook.article().display_title(), "The price of a hill");
    notebook.keys(CTRL, Key::K);
    notebook.type_text("zzzzzz");
    notebook.assert_says("Nothing is called like that.");
    notebook.press(Key::Escape);
    notebook.assert_silent("Nothing is called like that.");
}

#[test]
fn the_sheet_lists_every_command_that_has_a_key() {
    let mut notebook = Notebook::start();
    notebook.press(Key::F1);
    notebook.assert_says("Keyboard shortcuts");
    for command in Command::iter() {
        let row = command.row();
        if let Some(keys) = row.shortcut {
            notebook.assert_says(row.tooltip);
            notebook.assert_says(&notebook.window.ctx.format_shortcut(&keys));
        }
    }
    notebook.press(Key::Escape);
    notebook.assert_silent(Command::Save.row().tooltip);
    notebook.press(Key::Questionmark);
    notebook.assert_says(Command::Save.row().tooltip);
}

#[test]
fn find_counts_the_hits_and_walks_through_them() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    notebook.keys(CTRL, Key::F);
    notebook.type_text("MILLION");
    notebook.assert_says("1 of 2");
    notebook.press(Key::F3);
    notebook.assert_says("2 of 2");
    notebook.press(Key::F3);
    notebook.assert_says("1 of 2");
    notebook.keys(Modifiers::SHIFT, Key::F3);
    notebook.assert_says("2 of 2");
    notebook.press(Key::Enter);
    notebook.assert_says("1 of 2");
    notebook.fill("Find in article", "billions");
    notebook.assert_says("Not found");
    notebook.press(Key::Escape);
    notebook.assert_silent("Not found");
}

#[test]
fn the_library_narrows_as_one_types() {
    let mut notebook = Notebook::with_articles(&[PACKAGE, LOSSES]);
    notebook.fill("Filter articles", "eastern");
    notebook.assert_says("The price of a hill, Eastern Desk");
    notebook.assert_silent("A package before the winter, Harbour Wire");
    notebook.fill("Filter articles", "nobody has this");
    notebook.assert_says("Nothing found");
}

#[test]
fn the_theme_is_switched_and_kept() {
    let mut notebook = Notebook::sample();
    let is_dark = |notebook: &Notebook| notebook.window.ctx.theme() == egui::Theme::Dark;
    notebook.menu("View", "Light theme");
    assert!(!is_dark(&notebook));
    notebook.click("Switch to the dark theme");
    assert!(is_dark(&notebook));
    assert_eq!(notebook.state().settings.theme, Theme::Dark);
    notebook.click("Switch to the light theme");
    assert!(!is_dark(&notebook));
    let kept = read(&notebook.path("kept/config/settings.ron"));
    assert!(kept.contains("Light"), "{kept}");
}

#[test]
fn details_of_an_article_can_be_put_right() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    notebook.keys(CTRL, Key::D);
    notebook.fill("Publisher", "Harbour Wire Service");
    notebook.fill("Published", "2024-13");
    // What is wrong cannot be taken.
    assert!(notebook.control("Done").accesskit_node().is_disabled());
    notebook.fill("Published", "2024-12-04");
    notebook.click("Done");
    assert_eq!(notebook.article().publisher, "Harbour Wire Service");
    assert_eq!(
        notebook.article().published.unwrap().to_string(),
        "2024-12-04"
    );
    notebook.keys(CTRL, Key::Z);
    assert_eq!(notebook.article().publisher, "Harbour Wire");
}

#[test]
fn several_lines_can_be_typed_where_there_is_room_for_them() {
    let mut notebook = Notebook::empty();
    notebook.menu("Project", "Project details");
    notebook.focus("Description");
    notebook.type_text("One line");
    notebook.press(Key::Enter);
    notebook.type_text("and another");
    notebook.click("Done");
    assert_eq!(
        notebook.project().info().description,
        "One line\nand another"
    );
    // And several paths in the box that takes several.
    let one = notebook.write(PACKAGE.0, PACKAGE.1);
    let two = notebook.write(LOSSES.0, LOSSES.1);
    notebook.keys(CTRL_SHIFT, Key::I);
    notebook.type_text(&one.display().to_string());
    notebook.press(Key::Enter);
    notebook.type_text(&two.display().to_string());
    notebook.click("Import");
    assert_eq!(notebook.project().articles().len(), 2);
}

#[test]
fn nothing_is_drawn_while_nothing_happens() {
    let starts: [fn() -> Notebook; 3] = [Notebook::start, Notebook::sample, || {
        Notebook::with_articles(&[PACKAGE])
    }];
    for start in starts {
        let mut notebook = start();
        notebook.wait(15.0);
        for tab in [Tab::Claims, Tab::Charts, Tab::Notes, Tab::Tags] {
            if notebook.state().document.is_some() {
                notebook.show_tab(tab);
                notebook.wait(1.0);
            }
            notebook.window.step();
            let views = &notebook.window.output().viewport_output;
            for view in views.values() {
                // What changes with time by itself (how long ago it was saved) may wake the
                // window now and then, and no more.
                assert!(
                    view.repaint_delay >= std::time::Duration::from_secs(1),
                    "{tab:?}: {:?} because of {:?}",
                    view.repaint_delay,
                    notebook.window.ctx.repaint_causes(),
                );
            }
        }
    }
}

#[test]
fn every_menu_opens_and_every_dialog_closes() {
    let mut notebook = Notebook::sample();
    for (menu, item, says) in [
        ("Project", "Article details", "Article details"),
        ("Project", "Project details", "Project details"),
        ("Help", "Keyboard shortcuts", "Show every key"),
        (
            "Help",
            "About Claimbook",
            "Licensed under MIT or Apache-2.0",
        ),
        ("File", "Import folder", "The path of a folder"),
        ("File", "Export claims", "A path ending in .csv"),
    ] {
        notebook.menu(menu, item);
        notebook.assert_says(says);
        notebook.press(Key::Escape);
        assert!(
            notebook.window.query_by_role(Role::Dialog).is_none(),
            "{item}"
        );
    }
}

#[test]
fn the_window_can_be_made_small() {
    let mut notebook = Notebook::sample();
    for size in [[760.0, 480.0], [1024.0, 700.0], [1920.0, 1080.0]] {
        notebook.window.set_size(size.into());
        for tab in [Tab::Claims, Tab::Charts, Tab::Notes, Tab::Tags] {
            notebook.settle();
            notebook.show_tab(tab);
        }
        notebook.keys(CTRL_SHIFT, Key::J);
    }
}

#[test]
fn zoom_keeps_the_words_under_the_mouse() {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    notebook.keys(CTRL, Key::Plus);
    notebook.keys(CTRL, Key::Plus);
    notebook.select_words("$725 million");
    notebook.keys(CTRL, Key::Num0);
    notebook.select_words("$275 million");
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn words_that_are_taught_are_read_at_once_and_kept_in_the_file() {
    let mut notebook = Notebook::with_articles(&[(
        "drones.txt",
        "Title: A night of drones\n\n12 Lancets fell on the port on 3 December, \
         according to the UK MoD. Then 40 more Lancets came.\n",
    )]);
    let before = notebook.project_text();
    // From selected words: the form knows that they are counted.
    notebook.select_words("Lancets");
    notebook.press(Key::T);
    notebook.fill("Unit they mean", "drone");
    notebook.press(Key::Enter);
    notebook.assert_says("Lancet, unit drone");
    // From the menu, with a tag that is made for it.
    notebook.menu("View", "Own words…");
    notebook.click("Teach other words");
    notebook.type_text("UK MoD");
    notebook.click("Who says so");
    notebook.fill("Name they mean", "UK Ministry of Defence");
    notebook.press(Key::Enter);
    notebook.assert_says("UK MoD, claimant UK Ministry of Defence");

    notebook.select_words("12 Lancets");
    notebook.claim_selection();
    let claim = notebook.claim("12 Lancets");
    assert_eq!(claim.figure.as_ref().unwrap().spoken(), "12 drones");
    assert_eq!(claim.claimant, "UK Ministry of Defence");

    let taught = notebook.project_text();
    let path = notebook.path("drones.ron");
    notebook.save_as(&path);
    assert_eq!(Notebook::reopen(&path).project_text(), taught);
    assert_eq!(notebook.undo_all(), 4);
    notebook.redo_all();
    assert_eq!(notebook.project_text(), taught);
    assert_ne!(taught, before);
}

#[test]
fn the_guide_says_how_figures_are_read() {
    let mut notebook = Notebook::empty();
    notebook.menu("Help", "How figures are read");
    notebook.assert_says("Each figure has a confidence in per cent");
    notebook.press(Key::Escape);
    notebook.assert_silent("Each figure has a confidence");
    notebook.menu("Help", "How a project is asked");
    notebook.assert_says("Everything that you write must hold at once");
}
