//! Selecting and marking by mouse and keyboard, and what is named for screen readers.

use super::*;

#[test]
fn a_drag_selects_exactly_the_words_under_it() {
    let mut window = Window::new(ARTICLE);
    let from = window.find("$725").x - 20.0;
    let start = window.screen_rect(37..50).unwrap();
    assert_eq!(&ARTICLE[37..50], "$725 million ");
    assert!(from < start.left() + 30.0);
    window.to(start.left_center());
    window.button(start.left_center(), true);
    window.to(start.right_center());
    assert!(
        window.last.as_ref().unwrap().selection_rect.is_none(),
        "still dragging"
    );
    let seen = window.button(start.right_center(), false);
    let bar_at = seen.selection_rect.unwrap();
    assert_eq!(window.selected_text(), Some("$725 million"));
    assert!((bar_at.left() - start.left()).abs() < 1.0);
    assert!(!window.frame().selection_changed);
}

#[test]
fn clicks_grow_from_word_to_sentence_to_paragraph() {
    let mut window = Window::new(ARTICLE);
    let pos = window.find("Army");
    window.click(pos);
    assert_eq!(window.selected_text(), None);
    window.click(pos);
    assert_eq!(window.selected_text(), Some("Army"));
    window.click(pos);
    assert_eq!(
        window.selected_text(),
        Some("The U.S. Army said more would follow")
    );
    window.click(pos);
    assert!(window.selected_text().unwrap().starts_with("The Biden"));
    window.wait(1.0);
    window.click(pos);
    assert_eq!(window.selected_text(), None);
}

#[test]
fn a_double_click_and_drag_grows_by_words() {
    let mut window = Window::new(ARTICLE);
    let (from, to) = (window.find("600,000"), window.find("nearly"));
    window.click(from);
    window.button(from, true);
    window.to(to);
    window.button(to, false);
    assert_eq!(window.selected_text(), Some("nearly 600,000"));
}

#[test]
fn shift_click_extends_over_paragraphs() {
    let mut window = Window::new(ARTICLE);
    let (from, to) = (window.find("Monday"), window.find("drones"));
    window.click(from);
    window.modifiers = Modifiers::SHIFT;
    window.click(to);
    window.modifiers = Modifiers::NONE;
    let words = window.selected_text().unwrap();
    assert!(words.contains('\n') && words.contains("1,500"), "{words}");
}

#[test]
fn other_scripts_and_emoji_select_right() {
    let mut window = Window::new(ARTICLE);
    let pos = window.find("млрд");
    window.click(pos);
    window.click(pos);
    assert_eq!(window.selected_text(), Some("млрд"));
}

#[test]
fn clicks_cycle_through_overlapping_highlights_shortest_first() {
    let mut window = Window::new(ARTICLE);
    window.highlight(&["announced a $725 million package", "$725 million", "725"]);
    let pos = window.find("725");
    let mut clicked = Vec::new();
    for _ in 0..4 {
        clicked.push(window.click(pos));
        window.wait(1.0);
    }
    assert_eq!(clicked, [Some(2), Some(1), Some(0), Some(2)]);
    assert_eq!(window.click(window.find("million")), Some(1));
    window.wait(1.0);
    assert_eq!(window.click(window.find("speaks")), None);
}

#[test]
fn a_click_on_a_figure_names_it_and_a_shorter_claim_on_it_goes_first() {
    let mut window = Window::new(ARTICLE);
    window.underline(&["$725 million", "1,500 drones"], &["Monday"]);
    let figure = |window: &mut Window, words: &str| {
        window.wait(1.0);
        let pos = window.find(words);
        let clicked = window.click(pos);
        let figure = window.last.as_ref().unwrap().clicked_figure.clone();
        (figure.map(|range| &ARTICLE[range]), clicked)
    };
    assert_eq!(figure(&mut window, "725"), (Some("$725 million"), None));
    assert_eq!(figure(&mut window, "Monday"), (None, None));
    // Within a longer claim the figure is meant first, and then the claim.
    window.highlight(&["announced a $725 million package"]);
    assert_eq!(figure(&mut window, "725"), (Some("$725 million"), None));
    let start = ARTICLE.find("$725").unwrap();
    window.current = Some(start..start + 12);
    assert_eq!(figure(&mut window, "725"), (None, Some(0)));
    window.current = None;
    window.highlight(&["725"]);
    assert_eq!(figure(&mut window, "725"), (None, Some(0)));
}

#[test]
fn underlines_change_no_layout() {
    let mut window = Window::new(ARTICLE);
    let before = window.screen_rect(37..50);
    let layouts = window.reader.layouts_last_frame();
    window.underline(&["$725 million", "1,500 drones"], &["Monday"]);
    window.current = Some(38..50);
    window.frame();
    assert_eq!(window.reader.layouts_last_frame(), layouts);
    assert_eq!(window.screen_rect(37..50), before);
    let marks = window.last.as_ref().unwrap().nodes.iter();
    let mut marks: Vec<&str> = marks
        .filter(|(role, _, _)| *role == egui::accesskit::Role::Mark)
        .map(|(_, name, _)| name.as_str())
        .collect();
    marks.sort_unstable();
    assert_eq!(
        marks,
        [
            "Date: Monday",
            "Figure: $725 million",
            "Figure: 1,500 drones"
        ]
    );
    window.wait(1.0);
    assert_eq!(window.settle(), 1);
}

#[test]
fn the_view_glides_and_comes_to_rest_where_a_jump_lands() {
    let text = long_text(500_000);
    let start = text.find("number 900.").unwrap();
    let range = start..start + 11;
    let mut jumped = Window::new(&text);
    jumped.reader.jump_to(range.clone(), false);
    jumped.settle();
    let there = jumped.screen_rect(range.clone()).unwrap();
    // From further away than a view, and from within it.
    for from in ["number 1.", "number 890."] {
        let mut window = Window::new(&text);
        let begin = text.find(from).unwrap();
        window.reader.jump_to(begin..begin + 5, false);
        window.settle();
        window.reader.glide_to(range.clone());
        let frames = window.settle();
        assert!((5..40).contains(&frames), "{frames} frames");
        let rest = window.screen_rect(range.clone()).unwrap();
        assert!(
            (rest.top() - there.top()).abs() <= 1.0,
            "{rest:?} {there:?}"
        );
        // What is well in view is not moved.
        window.reader.glide_to(start + 2..start + 5);
        window.settle();
        assert_eq!(window.screen_rect(range.clone()), Some(rest));
    }
    // Whoever scrolls in the middle of it has the last word.
    let mut window = Window::new(&text);
    window.to(pos2(400.0, 300.0));
    window.reader.glide_to(range.clone());
    window.frame();
    window.frame();
    assert!(window.reader.glide.is_some());
    window.wheel(-40.0);
    window.frame();
    assert!(window.reader.glide.is_none());
    window.settle();
    assert_ne!(window.screen_rect(range), Some(there));
}

#[test]
fn the_pointer_over_a_highlight_shows_its_claim() {
    use eframe::egui::accesskit::Role;
    let mut window = Window::new(ARTICLE);
    window.highlight(&["$725 million"]);
    window.to(window.find("725"));
    window.wait(1.0);
    window.frame();
    let seen = window.last.as_ref().unwrap();
    assert_eq!(seen.hovered, Some(0));
    assert!(
        seen.nodes
            .iter()
            .any(|(role, name, _)| *role == Role::Label && name == "a claim")
    );
    window.to(window.find("Monday"));
    assert_eq!(window.last.as_ref().unwrap().hovered, None);
}

#[test]
fn a_click_on_the_overview_goes_there() {
    use eframe::egui::accesskit::Role;
    let mut window = Window::new(&long_text(200_000));
    let strip = |window: &Window| {
        let nodes = &window.last.as_ref().unwrap().nodes;
        nodes
            .iter()
            .find(|(role, name, _)| *role == Role::ScrollBar && name.starts_with("Overview"))
            .map(|(_, _, rect)| *rect)
    };
    let rect = strip(&window).expect("a long text has one");
    window.click(rect.center());
    window.settle();
    let shown = window.reader.viewpoint().byte;
    assert!((90_000..110_000).contains(&shown), "{shown}");
    assert!(strip(&Window::new("Short.\n")).is_none());
}

#[test]
fn a_click_beside_the_words_hits_no_highlight() {
    let mut window = Window::new("Short line with 31 dead");
    window.highlight(&["31 dead"]);
    let beside = window.find("31 dead") + vec2(120.0, 0.0);
    assert_eq!(window.click(beside), None);
}

#[test]
fn screen_readers_find_paragraphs_and_highlights() {
    use eframe::egui::accesskit::Role;
    let mut window = Window::new(ARTICLE);
    window.title = "Aid for Ukraine";
    window.highlight(&["$725 million"]);
    let expected = window.find("$725 million");
    let nodes = &window.frame().nodes;
    let count = |role| nodes.iter().filter(|(r, _, _)| *r == role).count();
    assert_eq!(count(Role::Paragraph), 3);
    assert_eq!(count(Role::Heading), 1);
    assert_eq!(count(Role::Document), 1);
    let (_, label, rect) = nodes
        .iter()
        .find(|(role, _, _)| *role == Role::Mark)
        .unwrap();
    assert_eq!(label, "aid: $725 million");
    assert!(rect.center().distance(expected) < 2.0);
    // The letters of the paragraphs have their places too.
    let rows = |role| nodes.iter().filter(move |(r, _, _)| *r == role);
    // The tree lists its nodes in no order: they are read as they stand on the page.
    let mut runs: Vec<_> = rows(Role::TextRun).collect();
    runs.sort_by(|(_, _, a), (_, _, b)| {
        (a.top().total_cmp(&b.top())).then(a.left().total_cmp(&b.left()))
    });
    // Of joined emoji egui gives the letters of the picture, not of the text.
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    let said: String = runs.iter().map(|(_, text, _)| letters(text)).collect();
    for (_, paragraph, _) in rows(Role::Paragraph) {
        assert!(
            said.contains(&letters(paragraph)),
            "{said:?} lacks {paragraph:?}"
        );
    }
}

#[test]
fn the_keyboard_selects_copies_and_lets_go() {
    let mut window = Window::new(ARTICLE);
    let at = window.screen_rect(37..49).unwrap();
    window.click(at.left_center());
    window.wait(1.0);
    assert_eq!(window.reader.caret(), 37);
    window.key(Key::ArrowRight, Modifiers::SHIFT);
    window.key(Key::ArrowRight, Modifiers::SHIFT | Modifiers::COMMAND);
    assert_eq!(window.selected_text(), Some("$725"));
    window.key(Key::ArrowRight, Modifiers::SHIFT | Modifiers::COMMAND);
    assert_eq!(window.selected_text(), Some("$725 million"));
    window.events.push(Event::Copy);
    assert_eq!(window.frame().copied.as_deref(), Some("$725 million"));
    window.key(Key::Escape, Modifiers::NONE);
    assert_eq!(window.selected_text(), None);
    window.key(Key::ArrowDown, Modifiers::SHIFT);
    assert!(window.selected_text().is_some());
    window.key(Key::A, Modifiers::COMMAND);
    assert_eq!(window.reader.selection().unwrap().start, 0);
    assert!(window.selected_text().unwrap().ends_with("кончается"));
}

#[test]
fn caret_mode_moves_by_rows_and_words() {
    let mut window = Window::new(ARTICLE);
    window.reader.set_caret_mode(true);
    window.reader.request_focus();
    window.settle();
    window.key(Key::End, Modifiers::NONE);
    let row_end = window.reader.caret();
    assert!(row_end > 20 && row_end < 120, "{row_end}");
    window.key(Key::ArrowDown, Modifiers::NONE);
    assert!(window.reader.caret() > row_end);
    window.key(Key::ArrowUp, Modifiers::NONE);
    window.key(Key::Home, Modifiers::NONE);
    assert_eq!(window.reader.caret(), 0);
    window.key(Key::ArrowDown, Modifiers::COMMAND);
    assert!(ARTICLE[window.reader.caret()..].starts_with("A second"));
    window.key(Key::End, Modifiers::COMMAND);
    assert_eq!(window.reader.caret(), ARTICLE.len());
}

#[test]
fn the_caret_goes_by_words_sentences_and_paragraphs_and_selects_with_shift() {
    let mut window = Window::new(ARTICLE);
    window.reader.set_caret_mode(true);
    window.reader.request_focus();
    window.settle();
    let second = ARTICLE.find("The U.S.").unwrap();
    window.key(Key::ArrowDown, Modifiers::ALT);
    assert_eq!(window.reader.caret(), second);
    window.key(Key::ArrowDown, Modifiers::ALT | Modifiers::SHIFT);
    assert_eq!(
        window.selected_text(),
        Some("The U.S. Army said more would follow")
    );
    window.key(Key::ArrowUp, Modifiers::ALT | Modifiers::SHIFT);
    assert_eq!(window.selected_text(), None);
    window.key(Key::ArrowUp, Modifiers::ALT);
    assert_eq!(window.reader.caret(), 0);
    window.key(Key::ArrowRight, Modifiers::COMMAND);
    assert_eq!(window.reader.caret(), 3);
    window.key(Key::ArrowDown, Modifiers::COMMAND | Modifiers::SHIFT);
    assert!(window.selected_text().unwrap().starts_with("Biden"));
    window.key(Key::Escape, Modifiers::NONE);
    assert_eq!(window.selected_text(), None);
    assert!(ARTICLE[window.reader.caret()..].starts_with("A second"));
    // Alt with other arrows is not the text's.
    window.key(Key::ArrowLeft, Modifiers::ALT);
    assert!(ARTICLE[window.reader.caret()..].starts_with("A second"));
}

#[test]
fn a_selection_grows_and_shrinks_the_same_way() {
    let mut window = Window::new(ARTICLE);
    window.click(window.find("Army"));
    window.wait(1.0);
    let mut seen = Vec::new();
    for _ in 0..4 {
        window.reader.grow_selection();
        window.frame();
        seen.push(window.selected_text().unwrap().to_owned());
    }
    assert_eq!(seen[0], "Army");
    assert_eq!(seen[1], "The U.S. Army said more would follow");
    assert!(seen[2].starts_with("The Biden") && seen[2].ends_with("follow"));
    assert!(seen[3].ends_with("кончается"));
    for words in seen.iter().rev().skip(1) {
        window.reader.shrink_selection();
        window.frame();
        assert_eq!(window.selected_text(), Some(words.as_str()));
    }
    window.reader.shrink_selection();
    window.frame();
    assert_eq!(window.selected_text(), None);
    // With nothing clicked it begins with what is in view.
    let mut window = Window::new(&long_text(100_000));
    window.reader.jump_to(60_000..60_001, false);
    window.settle();
    window.reader.grow_selection();
    window.frame();
    assert!(window.reader.selection().unwrap().start > 50_000);
}

#[test]
fn a_drag_from_within_a_word_takes_all_of_it_except_with_alt() {
    let mut window = Window::new(ARTICLE);
    window.whole_words = true;
    let (from, to) = (window.find("dministr"), window.find("nnounc"));
    window.to(from);
    window.button(from, true);
    window.to(to);
    window.button(to, false);
    assert_eq!(window.selected_text(), Some("administration announced"));
    window.wait(1.0);
    window.modifiers = Modifiers::ALT;
    window.button(from, true);
    window.to(to);
    window.button(to, false);
    window.modifiers = Modifiers::NONE;
    let words = window.selected_text().unwrap();
    assert!(words.len() < "administration announced".len(), "{words}");
}

#[test]
fn the_ends_of_a_highlight_are_dragged_over_more_and_fewer_words() {
    let mut window = Window::new(ARTICLE);
    window.highlight(&["$725 million"]);
    window.whole_words = true;
    window.selected = Some(0);
    window.settle();
    let place = window.screen_rect(37..49).unwrap();
    let drag = |window: &mut Window, from: Pos2, to: Pos2| {
        window.to(from);
        window.button(from, true);
        window.to(from.lerp(to, 0.5));
        window.to(to);
        window.button(to, false).adjusted.clone()
    };
    let to = window.find("packa");
    let (id, range) = drag(&mut window, place.right_bottom(), to).expect("it was moved");
    assert_eq!((id, &ARTICLE[range]), (0, "$725 million package"));
    assert_eq!(window.selected_text(), None, "nothing is selected by it");
    window.wait(1.0);
    let to = window.find("nnounced");
    let (_, range) = drag(&mut window, place.left_top(), to).expect("it was moved");
    assert_eq!(&ARTICLE[range], "announced a $725 million");
    window.wait(1.0);
    // An end that is dragged over the other leaves a word.
    let to = window.find("Biden");
    let (_, range) = drag(&mut window, place.right_bottom(), to).expect("it was moved");
    assert_eq!(&ARTICLE[range], "$725");
    window.wait(1.0);
    // The words at the edge can still be selected, and a click on the knob changes nothing.
    assert_eq!(
        drag(&mut window, place.right_center(), place.left_center()),
        None
    );
    assert_eq!(window.selected_text(), Some("$725 million"));
    let knob = place.right_bottom();
    assert_eq!(drag(&mut window, knob, knob), None);
}

#[test]
fn the_ends_can_be_gripped_where_a_highlight_is_only_pointed_at() {
    let mut window = Window::new(ARTICLE);
    window.highlight(&["$725 million"]);
    let place = window.screen_rect(37..49).unwrap();
    window.to(place.center());
    for step in 1..=4 {
        window.to(place.center().lerp(place.right_bottom(), step as f32 / 4.0));
    }
    window.button(place.right_bottom(), true);
    let to = window.find("package");
    window.to(to);
    let adjusted = window.button(to, false).adjusted.clone();
    assert!(adjusted.is_some_and(|(_, range)| range.end > 49));
}
