//! Headings, items and quotes: where they stand, and that bytes and places still agree.

use super::*;
use crate::model::{BlockKind, TextBlock};

/// Without "fi" and "fl", which typefaces draw as one letter with no place between.
const LONG: &str = "sent forty trucks of wire and as many of bread over the pass, which had been \
closed since the early snow, and nobody could say whether they had arrived by the evening";

/// A heading, a numbered item, an item with a bullet, a quote, a quoted item of an inner list, and
/// a paragraph.
fn document() -> Document {
    let lines = [
        ("The pass".to_owned(), BlockKind::Heading(1), false, 0),
        (
            format!("12. The depot {LONG}."),
            BlockKind::Item(0),
            false,
            4,
        ),
        (format!("Депо {LONG}."), BlockKind::Item(0), false, 0),
        (
            format!("“We {LONG},” she said."),
            BlockKind::Paragraph,
            true,
            0,
        ),
        (format!("> - It {LONG}."), BlockKind::Item(1), true, 4),
    ];
    let mut text = String::new();
    let mut blocks = Vec::new();
    for (line, kind, quoted, sign) in lines {
        blocks.push(TextBlock {
            start: text.len(),
            kind,
            quoted,
            sign,
        });
        text.push_str(&line);
        text.push_str("\n\n");
    }
    text.push_str(LONG);
    // One that stands nowhere is not asked for.
    blocks.push(TextBlock {
        start: text.len() + 7,
        ..blocks[0]
    });
    Document::structured(text, 0, blocks)
}

fn window() -> Window {
    let mut window = Window::new("");
    window.document = document();
    window.settle();
    window
}

fn with_setter<T>(window: &Window, ask: impl FnOnce(&Typesetter<'_>) -> T) -> T {
    let style = ReaderStyle::from_egui(&window.ctx.global_style());
    let room = window.width - 2.0 * paint::MARGIN.max(overview::SPACE);
    ask(&Typesetter::new(
        &window.ctx,
        &window.document,
        &style,
        room,
    ))
}

/// Whether two places are the same to the eye.
fn is_same(one: f32, other: f32) -> bool {
    (one - other).abs() < 0.1
}

#[test]
fn every_caret_is_found_where_it_stands() {
    let window = window();
    with_setter(&window, |setter| {
        let document = setter.document();
        for index in 0..document.piece_count() {
            let piece = setter.set(index);
            let mut byte = piece.range.start;
            while byte < piece.range.end {
                let caret = piece.caret(byte);
                let found = piece.byte_at(caret.center().to_vec2() + vec2(0.25, 0.0));
                // The space that ends a row has no width to be found in.
                let is_space = document.text()[byte..].starts_with(' ');
                let same = found == byte || is_space && found == byte + 1;
                assert!(
                    same,
                    "{found} for {byte} in {:?}",
                    document.piece_text(index)
                );
                let right_of_it = caret.center().to_vec2() + vec2(1.0, 0.0);
                if let Some(letter) = piece.letter_at(right_of_it) {
                    assert_eq!(letter, byte);
                }
                byte = document.next(byte);
            }
            let rects: Vec<Rect> = piece.rects(&piece.range).collect();
            assert!(
                rects
                    .iter()
                    .all(|rect| rect.right() <= setter.column_width() + 1.0)
            );
            assert!(
                rects
                    .last()
                    .is_none_or(|rect| rect.bottom() <= piece.height + 0.5)
            );
        }
    });
}

#[test]
fn headings_are_larger_and_items_hang() {
    let window = window();
    with_setter(&window, |setter| {
        let style = setter.style();
        let rows = |index| {
            let piece = setter.set(index);
            let rects: Vec<Rect> = piece.rects(&piece.range).collect();
            (piece, rects)
        };
        let (heading, rects) = rows(0);
        assert!(rects[0].height() > style.line_height);
        assert!(
            is_same(rects[0].top(), 0.0),
            "nothing above the first line of a page"
        );
        assert!(heading.font_height > setter.set(10).font_height);
        let (numbered, rects) = rows(2);
        assert!(rects.len() > 1, "it wraps");
        let words = numbered.caret(numbered.range.start + 4).left();
        assert!(
            (rects[1].left() - words).abs() < 1.5,
            "under the words, not the number"
        );
        assert!(rects[0].left() > 10.0 && rects[0].left() < rects[1].left());
        let (bullet, rects) = rows(4);
        assert!(bullet.setting.bullet && !numbered.setting.bullet);
        assert!(is_same(rects[0].left(), rects[1].left()));
        let (quote, rects) = rows(6);
        let bar = quote.setting.bar.unwrap();
        assert!(bar < rects[0].left() && is_same(rects[0].left(), rects[1].left()));
        let (inner, inner_rects) = rows(8);
        assert!(inner.setting.bar.is_some() && inner_rects[0].left() > rects[0].left());
        let (_, rects) = rows(10);
        assert!(
            is_same(rects[0].left(), 0.0),
            "a paragraph stands at the edge"
        );
    });
}

#[test]
fn estimates_know_of_the_structure() {
    let window = window();
    with_setter(&window, |setter| {
        for index in 0..setter.document().piece_count() {
            let (guess, real) = (setter.estimate(index), setter.set(index).height);
            let row = setter.style().line_height * 1.4;
            assert!((guess - real).abs() <= row, "{index}: {guess} for {real}");
        }
    });
}

#[test]
fn words_of_an_item_are_selected_and_found_by_their_role() {
    let mut window = window();
    let seen = window.last.as_ref().unwrap();
    let place = |role| {
        let mut nodes = seen.nodes.iter();
        nodes
            .find(|(own, _, _)| *own == role)
            .map(|(_, _, rect)| *rect)
    };
    let heading = place(egui::accesskit::Role::Heading).unwrap();
    let item = place(egui::accesskit::Role::ListItem).unwrap();
    assert!(place(egui::accesskit::Role::Blockquote).is_some());
    assert!(heading.top() < item.top());
    // The last word of the item's second row.
    let text = window.document.text();
    let item_at = text.find("Депо").unwrap();
    let start = item_at + text[item_at..].find("bread").unwrap();
    let word = window.screen_rect(start..start + 5).unwrap().center();
    window.click(word);
    window.click(word);
    assert_eq!(window.selected_text(), Some("bread"));
}

#[test]
fn a_change_of_structure_alone_is_seen() {
    let plain = Document::new(document().text());
    let mut window = window();
    let before = with_setter(&window, |setter| setter.set(0).height);
    window.document = plain;
    window.settle();
    let after = with_setter(&window, |setter| setter.set(0).height);
    assert!(after < before);
}

#[test]
fn mixed_scripts_stand_where_they_are_painted() {
    let text = "Київ: 31 танк. Αθήνα: 5 δισ. ευρώ. 東京は5億ドル、서울 300억 원. Ćwiczenia café e\u{301}té 👩‍👩‍👧 €1.5 млрд ";
    let text = text.repeat(4);
    let mut window = Window::new(&text);
    window.settle();
    with_setter(&window, |setter| {
        let piece = setter.set(0);
        let mut byte = 0;
        let mut last = (0.0, f32::MIN);
        while byte < piece.range.end {
            let next = setter.document().next(byte);
            let rect = piece.rects(&(byte..next)).next().unwrap();
            assert!(rect.left() >= 0.0 && rect.right() <= setter.column_width() + 1.0);
            // Letters follow each other, row by row.
            let here = (rect.top(), rect.left());
            assert!(
                here >= last,
                "{:?} at {rect:?} after {last:?}",
                &text[byte..next]
            );
            last = here;
            // A visible letter is found under its own middle.
            let words = &text[byte..next];
            if rect.width() > 2.0 && !words.trim().is_empty() && words.chars().count() == 1 {
                let found = piece.letter_at(rect.center().to_vec2());
                assert_eq!(found, Some(byte), "{words:?}");
            }
            byte = next;
        }
        assert!(piece.galley.rows.len() > 2);
    });
    // A double click takes the word.
    for words in ["танк", "δισ", "café"] {
        let place = window.find(words);
        window.click(place);
        window.click(place);
        assert_eq!(window.selected_text(), Some(words));
        window.wait(1.0);
    }
}

#[test]
fn lines_about_the_text_are_small_and_stand_close() {
    let text = "Title: The pass\nPublisher: Harbour Wire\n\nThe depot sent wire.\nIt arrived.";
    let mut window = Window::new("");
    window.document = Document::structured(text, text.find("The depot").unwrap(), Vec::new());
    window.settle();
    with_setter(&window, |setter| {
        let small = setter.set(0);
        let prose = setter.set(3);
        assert!(small.setting.is_head && !prose.setting.is_head);
        assert!(small.height < setter.style().line_height * 0.8);
        assert!(prose.height >= setter.style().line_height);
        let row = setter.set(1).rects(&(16..21)).next().unwrap();
        assert!(row.height() <= small.height);
    });
}
