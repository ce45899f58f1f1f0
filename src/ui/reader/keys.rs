//! The keyboard: scrolling, a caret that selects, copying, letting go.
//!
//! Without caret mode the plain keys scroll, as in a browser, and the keys with Shift select from
//! where the caret was last put. In caret mode the plain keys move the caret. Keys are taken only
//! while the reader has the focus, and keys that it does not use are left to others.

use eframe::egui;
use eframe::egui::{Event, Key, Modifiers, Ui};

use super::document::Document;
use super::layout::Typesetter;
use super::scroll::Scroll;
use super::selection::Selection;
use super::units::{next_sentence, next_word, previous_sentence, previous_word};

/// How far an arrow key scrolls, in rows.
const ARROW_ROWS: f32 = 2.0;
/// Rows of the last page that stay in view after a page key.
const PAGE_OVERLAP_ROWS: f32 = 2.0;

/// The keyboard's side of an open article.
#[derive(Debug, Default)]
pub struct Keyboard {
    /// Whether plain arrows move the caret instead of scrolling.
    pub caret_mode: bool,
    /// Where the caret wants to be in its row while it moves up and down.
    wanted_x: Option<f32>,
}

/// What the keys asked for, besides moving the caret and the view.
#[derive(Debug, Default)]
pub struct KeyOutcome {
    /// The words copied.
    pub copied: Option<String>,
    /// A key changed or may have finished the selection.
    pub selected: bool,
    /// A key may have moved the view.
    pub scrolled: bool,
}

#[derive(Clone, Copy)]
enum Motion {
    Left,
    Right,
    WordLeft,
    WordRight,
    Rows(i32),
    RowStart,
    RowEnd,
    SentenceUp,
    SentenceDown,
    ParagraphUp,
    ParagraphDown,
    Start,
    End,
}

impl Keyboard {
    /// Acts on the keys pressed since the last frame.
    pub fn update(
        &mut self,
        ui: &Ui,
        setter: &Typesetter<'_>,
        scroll: &mut Scroll,
        selection: &mut Selection,
        view_height: f32,
    ) -> KeyOutcome {
        let mut outcome = KeyOutcome::default();
        let mut pressed = Vec::new();
        let copies = !selection.is_empty();
        ui.input_mut(|input| {
            let caret_mode = self.caret_mode;
            input.events.retain(|event| match event {
                Event::Copy if copies => {
                    pressed.push(None);
                    false
                }
                Event::Key {
                    key,
                    pressed: true,
                    modifiers,
                    ..
                } if is_ours(*key, *modifiers, copies, caret_mode) => {
                    pressed.push(Some((*key, *modifiers)));
                    false
                }
                _ => true,
            });
        });
        for key in pressed {
            let Some((key, modifiers)) = key else {
                outcome.copied = Some(setter.document().text()[selection.range()].to_owned());
                continue;
            };
            outcome.scrolled = true;
            let before = selection.range();
            self.press(key, modifiers, setter, scroll, selection, view_height);
            outcome.selected |= selection.range() != before;
        }
        outcome
    }

    /// Forgets the column the caret wanted, because something else moved it.
    pub fn caret_was_put(&mut self) {
        self.wanted_x = None;
    }

    fn press(
        &mut self,
        key: Key,
        modifiers: Modifiers,
        setter: &Typesetter<'_>,
        scroll: &mut Scroll,
        selection: &mut Selection,
        view_height: f32,
    ) {
        let line_height = setter.style().line_height;
        let page = (view_height - PAGE_OVERLAP_ROWS * line_height).max(line_height);
        match key {
            Key::Escape => *selection = Selection::caret(selection.head()),
            Key::A => *selection = Selection::of(0..setter.document().text().len()),
            Key::Space if modifiers.shift => scroll.scroll_by(f64::from(-page)),
            Key::Space => scroll.scroll_by(f64::from(page)),
            _ if modifiers.shift || self.caret_mode => {
                let rows = (page / line_height) as i32;
                let Some(motion) = motion(key, modifiers, rows) else {
                    return;
                };
                start_in_view(setter, scroll, selection);
                let head = self.move_caret(setter, selection.head(), motion);
                if modifiers.shift {
                    selection.move_head(head);
                } else {
                    *selection = Selection::caret(head);
                }
                scroll.keep_in_view(setter, head);
            }
            Key::ArrowUp => scroll.scroll_by(f64::from(-ARROW_ROWS * line_height)),
            Key::ArrowDown => scroll.scroll_by(f64::from(ARROW_ROWS * line_height)),
            Key::PageUp => scroll.scroll_by(f64::from(-page)),
            Key::PageDown => scroll.scroll_by(f64::from(page)),
            Key::Home => scroll.go_to_start(),
            Key::End => scroll.go_to_end(),
            _ => {}
        }
    }

    fn move_caret(&mut self, setter: &Typesetter<'_>, head: usize, motion: Motion) -> usize {
        let document = setter.document();
        if let Motion::Rows(rows) = motion {
            let x = self.wanted_x.unwrap_or_else(|| caret_x(setter, head));
            self.wanted_x = Some(x);
            let moved = (0..rows.abs()).fold(head, |at, _| row_away(setter, at, x, rows > 0));
            return document.floor(moved);
        }
        self.wanted_x = None;
        match motion {
            Motion::Left => document.previous(head),
            Motion::Right => document.next(head),
            Motion::WordLeft => previous_word(document, head),
            Motion::WordRight => next_word(document, head),
            Motion::RowStart => setter.set(document.piece_at(head)).row_around(head).start,
            Motion::RowEnd => setter.set(document.piece_at(head)).row_around(head).end,
            Motion::SentenceUp => previous_sentence(document, head),
            Motion::SentenceDown => next_sentence(document, head),
            Motion::ParagraphUp => paragraph_up(document, head),
            Motion::ParagraphDown => paragraph_down(document, head),
            Motion::Start => 0,
            Motion::End => document.text().len(),
            Motion::Rows(_) => head,
        }
    }
}

/// A caret that was left behind by scrolling starts anew at the top of the view, unless a
/// selection hangs on it.
fn start_in_view(setter: &Typesetter<'_>, scroll: &mut Scroll, selection: &mut Selection) {
    if selection.is_empty() && !scroll.is_in_view(setter, selection.head()) {
        *selection = Selection::caret(scroll.first_in_view(setter));
    }
}

/// Whether the reader has a use for a key.
fn is_ours(key: Key, modifiers: Modifiers, has_selection: bool, caret_mode: bool) -> bool {
    if modifiers.alt {
        let moves = modifiers.shift || caret_mode;
        return moves && !modifiers.command && matches!(key, Key::ArrowUp | Key::ArrowDown);
    }
    match key {
        Key::Escape => has_selection && modifiers.is_none(),
        Key::A => modifiers.command && !modifiers.shift,
        Key::ArrowUp | Key::ArrowDown | Key::ArrowLeft | Key::ArrowRight => {
            modifiers.shift || caret_mode || !modifiers.command
        }
        Key::Space | Key::PageUp | Key::PageDown => !modifiers.command,
        Key::Home | Key::End => true,
        _ => false,
    }
}

fn motion(key: Key, modifiers: Modifiers, page_rows: i32) -> Option<Motion> {
    Some(match (key, modifiers.command) {
        (Key::ArrowUp, _) if modifiers.alt => Motion::SentenceUp,
        (Key::ArrowDown, _) if modifiers.alt => Motion::SentenceDown,
        (Key::ArrowLeft, false) => Motion::Left,
        (Key::ArrowRight, false) => Motion::Right,
        (Key::ArrowLeft, true) => Motion::WordLeft,
        (Key::ArrowRight, true) => Motion::WordRight,
        (Key::ArrowUp, false) => Motion::Rows(-1),
        (Key::ArrowDown, false) => Motion::Rows(1),
        (Key::ArrowUp, true) => Motion::ParagraphUp,
        (Key::ArrowDown, true) => Motion::ParagraphDown,
        (Key::PageUp, _) => Motion::Rows(-page_rows),
        (Key::PageDown, _) => Motion::Rows(page_rows),
        (Key::Home, false) => Motion::RowStart,
        (Key::End, false) => Motion::RowEnd,
        (Key::Home, true) => Motion::Start,
        (Key::End, true) => Motion::End,
        _ => return None,
    })
}

fn caret_x(setter: &Typesetter<'_>, byte: usize) -> f32 {
    setter
        .set(setter.document().piece_at(byte))
        .caret(byte)
        .left()
}

/// The caret position one row up or down, as near to `x` as can be.
fn row_away(setter: &Typesetter<'_>, byte: usize, x: f32, down: bool) -> usize {
    let document = setter.document();
    let index = document.piece_at(byte);
    let piece = setter.set(index);
    let caret = piece.caret(byte);
    let half = setter.style().line_height / 2.0;
    let y = if down {
        caret.center().y + 2.0 * half
    } else {
        caret.center().y - 2.0 * half
    };
    if y > 0.0 && y < piece.galley.size().y {
        return piece.byte_at(egui::vec2(x, y));
    }
    let neighbour = if down {
        index + 1
    } else {
        index.wrapping_sub(1)
    };
    if neighbour >= document.piece_count() {
        return if down {
            document.visible_range(index).end
        } else {
            0
        };
    }
    let next = setter.set(neighbour);
    let y = if down {
        half
    } else {
        next.galley.size().y - half
    };
    next.byte_at(egui::vec2(x, y))
}

fn paragraph_up(document: &Document, byte: usize) -> usize {
    let mut at = document.line_around(byte).start;
    while at > 0 && (at == byte || document.line_around(at).is_empty()) {
        at = document.line_around(at - 1).start;
    }
    at
}

fn paragraph_down(document: &Document, byte: usize) -> usize {
    let length = document.text().len();
    let mut at = byte;
    loop {
        at = document.line_around(at).end + 1;
        if at >= length {
            return length;
        }
        if !document.line_around(at).is_empty() {
            return at;
        }
    }
}
