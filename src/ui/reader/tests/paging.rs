//! Where the view stands, and that only what is in view costs anything.

use super::*;

#[test]
fn the_view_returns_to_where_it_stood() {
    let mut window = Window::new(&long_text(500_000));
    let start = window.document.text().find("number 900.").unwrap();
    window.reader.jump_to(start..start + 11, false);
    window.settle();
    let before = window.screen_rect(start..start + 11).unwrap();
    let viewpoint = window.reader.viewpoint();
    window.reader.jump_to(0..5, false);
    window.settle();
    assert_eq!(window.screen_rect(start..start + 11), None);
    window.reader.return_to(viewpoint);
    window.settle();
    let after = window.screen_rect(start..start + 11).unwrap();
    assert!((after.top() - before.top()).abs() < 1.0, "{before} {after}");
    // Another width and back, step by step: the same row stays at the top.
    for width in (500..800).step_by(20).chain((520..=800).rev().step_by(20)) {
        window.width = width as f32;
        window.settle();
    }
    let again = window.reader.viewpoint();
    assert_eq!(again.byte, viewpoint.byte);
    assert!((again.below - viewpoint.below).abs() < 1.0);
}

#[test]
fn a_screen_reader_is_told_where_the_caret_stands() {
    let mut window = Window::new(ARTICLE);
    assert!(window.frame().caret.is_some());
    window.click(window.find("Army"));
    window.wait(1.0);
    let (row, place) = window.frame().caret.clone().unwrap();
    let byte = row.char_indices().nth(place).unwrap().0;
    let caret = window.reader.caret();
    assert!(
        ARTICLE[caret..].starts_with(row[byte..].trim_end()),
        "{row}"
    );
    window.reader.set_caret_mode(true);
    window.key(Key::End, Modifiers::NONE);
    let (row, place) = window.frame().caret.clone().unwrap();
    assert_eq!(row.chars().skip(place).collect::<String>().trim(), "");
}

#[test]
fn figures_hits_and_one_endless_line_cost_no_more_layouts() {
    let line = long_text(5_000_000).replace(".\n", ". ");
    for text in [long_text(2_000_000), line] {
        let mut window = Window::new(&text);
        let length = window.document.text().len();
        let marks = |count: usize| -> Vec<Range<usize>> {
            let starts = (0..count).map(|place| place * (length / count));
            starts.map(|start| start..start + 12).collect()
        };
        window.underlines = Underlines::new(marks(20_000).into_iter().map(|range| Underline {
            range,
            kind: UnderlineKind::Figure,
            label: String::new(),
            hover: String::new(),
        }));
        window.hits = marks(5_000);
        let mut most = 0;
        window.to(pos2(400.0, 300.0));
        for _ in 0..20 {
            window.wheel(-400.0);
            most = most.max(window.reader.layouts_last_frame());
        }
        window.reader.jump_to(length / 2..length / 2 + 9, true);
        window.frame();
        most = most.max(window.reader.layouts_last_frame());
        window.click(pos2(400.0, 300.0));
        window.key(Key::End, Modifiers::COMMAND);
        most = most.max(window.reader.layouts_last_frame());
        assert!(most < 120, "{most} pieces laid out in one frame");
        assert_eq!(window.reader.in_view.end, length);
    }
}

#[test]
fn a_long_text_lays_out_only_what_is_in_view() {
    let mut window = Window::new(&long_text(2_000_000));
    assert!(window.document.piece_count() > 5_000);
    let mut most = window.reader.layouts_last_frame();
    window.to(pos2(400.0, 300.0));
    for _ in 0..60 {
        window.wheel(-180.0);
        most = most.max(window.reader.layouts_last_frame());
    }
    window.reader.jump_to(1_700_000..1_700_010, true);
    window.frame();
    most = most.max(window.reader.layouts_last_frame());
    window.click(pos2(400.0, 300.0));
    window.key(Key::End, Modifiers::NONE);
    most = most.max(window.reader.layouts_last_frame());
    assert!(most < 120, "{most} pieces laid out in one frame");
}

#[test]
fn a_jump_lands_in_one_frame_and_stays() {
    let mut window = Window::new(&long_text(500_000));
    let start = window.document.text().find("number 900.").unwrap();
    let range = start..start + 11;
    window.reader.jump_to(range.clone(), true);
    window.frame();
    let first = window.screen_rect(range.clone()).expect("in view at once");
    assert!(first.top() > 50.0 && first.bottom() < 500.0);
    assert!(window.settle() > 10, "it flashes for a while");
    assert_eq!(window.screen_rect(range.clone()), Some(first));
    // What is in view already is not moved.
    window.reader.jump_to(start + 2..start + 5, false);
    window.settle();
    assert_eq!(window.screen_rect(range), Some(first));
}

#[test]
fn scrolling_up_into_estimates_never_jumps() {
    let mut window = Window::new(&long_text(500_000));
    let start = window.document.text().find("number 900.").unwrap();
    window.reader.jump_to(start..start + 11, false);
    window.settle();
    window.to(pos2(400.0, 300.0));
    let mut seen = start;
    for step in 0..80 {
        // Follow some words over each frame of a scroll upwards.
        let before = window.screen_rect(seen..seen + 3);
        window.wheel(if step % 2 == 0 { 37.0 } else { 90.0 });
        let offset = window.reader.scroll.offset();
        window.frame();
        let moved = offset - window.reader.scroll.offset();
        let after = window.screen_rect(seen..seen + 3);
        if let (Some(before), Some(after)) = (before, after) {
            let by = after.top() - before.top();
            assert!(
                (0.0..150.0).contains(&by),
                "step {step}: jumped by {by} ({moved})"
            );
        } else {
            let (_, name, _) = window
                .last
                .as_ref()
                .unwrap()
                .nodes
                .iter()
                .filter(|(role, _, _)| *role == egui::accesskit::Role::Paragraph)
                .nth(1)
                .unwrap();
            seen = window.document.text().find(name.as_str()).unwrap();
        }
    }
}

#[test]
fn a_new_width_keeps_the_same_words_at_the_top() {
    let mut window = Window::new(&long_text(500_000));
    let start = window.document.text().find("number 900.").unwrap();
    window.reader.jump_to(start..start + 11, false);
    window.settle();
    let before = window.screen_rect(start..start + 11).unwrap();
    window.width = 500.0;
    window.settle();
    let after = window
        .screen_rect(start..start + 11)
        .expect("still in view");
    assert!((after.top() - before.top()).abs() < 400.0);
}

#[test]
fn a_drag_beyond_the_edge_scrolls_and_selects_on() {
    let mut window = Window::new(&long_text(200_000));
    let from = pos2(400.0, 300.0);
    window.to(from);
    window.button(from, true);
    window.to(pos2(400.0, 560.0));
    window.to(pos2(400.0, 900.0));
    let early = window.reader.scroll.offset();
    for _ in 0..60 {
        window.frame();
    }
    let late = window.reader.scroll.offset();
    assert!(late > early + 500.0, "from {early} only to {late}");
    window.button(pos2(400.0, 900.0), false);
    assert!(window.reader.selection().unwrap().len() > 2_000);
    window.settle();
}

#[test]
fn nothing_is_painted_anew_when_nothing_changes() {
    let mut window = Window::new(ARTICLE);
    window.highlight(&["$725 million"]);
    window.to(window.find("Army"));
    window.wait(2.0);
    assert_eq!(window.settle(), 1);
    let mut window = Window::new(&long_text(300_000));
    window.reader.jump_to(200_000..200_010, false);
    window.settle();
    window.wait(2.0);
    assert_eq!(window.settle(), 1);
}

#[test]
fn the_end_and_the_start_are_one_key_away() {
    let mut window = Window::new(&long_text(2_000_000));
    window.click(pos2(400.0, 300.0));
    window.wait(1.0);
    window.key(Key::End, Modifiers::COMMAND);
    let length = window.document.text().len();
    let last = window
        .document
        .visible_range(window.document.piece_at(length));
    let rect = window
        .screen_rect(last.end - 3..last.end)
        .expect("the last words are in view");
    assert!(rect.bottom() < 600.0);
    window.key(Key::Home, Modifiers::COMMAND);
    assert!(window.reader.scroll.is_at_start());
    assert!(window.screen_rect(0..3).is_some());
}

#[test]
fn plain_keys_scroll_and_the_head_scrolls_along() {
    use eframe::egui::accesskit::Role;
    let mut window = Window::new(&long_text(50_000));
    window.title = "Aid for Ukraine";
    window.reader.request_focus();
    window.settle();
    let heading = |window: &Window| {
        let nodes = &window.last.as_ref().unwrap().nodes;
        nodes
            .iter()
            .find(|(role, _, _)| *role == Role::Heading)
            .map(|(_, _, rect)| rect.top())
    };
    let first = window.screen_rect(0..3).unwrap();
    let head = heading(&window).unwrap();
    assert!(head > 0.0 && head < first.top());
    window.key(Key::ArrowDown, Modifiers::NONE);
    let moved = first.top() - window.screen_rect(0..3).unwrap().top();
    assert!(moved > 10.0);
    assert!((head - heading(&window).unwrap() - moved).abs() < 0.6);
    window.key(Key::Space, Modifiers::NONE);
    assert_eq!(heading(&window), None);
    window.key(Key::PageUp, Modifiers::NONE);
    window.key(Key::PageUp, Modifiers::NONE);
    assert_eq!(window.screen_rect(0..3), Some(first));
    assert_eq!(heading(&window), Some(head));
}

#[test]
fn an_empty_article_and_an_odd_one_do_no_harm() {
    for text in [
        "",
        "\n\n\n",
        "\u{301}",
        "\u{200d}\n\u{feff}",
        "a\tb\r\u{2028}c",
    ] {
        let mut window = Window::new(text);
        window.click(pos2(400.0, 60.0));
        window.click(pos2(400.0, 60.0));
        for key in [
            Key::ArrowDown,
            Key::ArrowUp,
            Key::End,
            Key::Home,
            Key::PageDown,
            Key::ArrowLeft,
        ] {
            for modifiers in [
                Modifiers::NONE,
                Modifiers::SHIFT,
                Modifiers::COMMAND | Modifiers::SHIFT,
            ] {
                window.key(key, modifiers);
            }
        }
        window.reader.jump_to(5..900, true);
        window.reader.select(3..77);
        window.wait(1.0);
    }
}

#[test]
fn another_text_in_the_same_reader_keeps_positions_inside() {
    let mut window = Window::new(&long_text(50_000));
    window.reader.select(40_000..40_100);
    window.reader.jump_to(40_000..40_100, true);
    window.settle();
    window.document = Document::new("Корот");
    window.settle();
    assert!(window.reader.selection().is_none());
    assert!(window.screen_rect(0..2).is_some());
}
