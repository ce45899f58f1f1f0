//! The reader driven through a bare egui context: real layout, simulated mouse and keys.

use std::ops::Range;

use eframe::egui;
use eframe::egui::{
    Color32, Context, Event, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, pos2, vec2,
};

use super::layout::Typesetter;
use super::*;

/// A window with one reader in it.
struct Window {
    ctx: Context,
    reader: Reader,
    document: Document,
    highlights: Highlights,
    underlines: Underlines,
    current: Option<Range<usize>>,
    selected: Option<HighlightId>,
    title: &'static str,
    whole_words: bool,
    hits: Vec<Range<usize>>,
    time: f64,
    width: f32,
    events: Vec<Event>,
    modifiers: Modifiers,
    last: Option<Seen>,
}

/// What the last frame said.
struct Seen {
    clicked: Option<HighlightId>,
    clicked_figure: Option<Range<usize>>,
    adjusted: Option<(HighlightId, Range<usize>)>,
    hovered: Option<HighlightId>,
    selection_changed: bool,
    selection_rect: Option<Rect>,
    copied: Option<String>,
    repaint_at_once: bool,
    nodes: Vec<(egui::accesskit::Role, String, Rect)>,
    /// The words of the row that the caret stands in for a screen reader, and where in them.
    caret: Option<(String, usize)>,
}

impl Window {
    fn new(text: &str) -> Self {
        let ctx = Context::default();
        ctx.enable_accesskit();
        let mut window = Self {
            ctx,
            reader: Reader::new(),
            document: Document::new(text),
            highlights: Highlights::default(),
            underlines: Underlines::default(),
            current: None,
            selected: None,
            title: "",
            whole_words: false,
            hits: Vec::new(),
            time: 0.0,
            width: 800.0,
            events: Vec::new(),
            modifiers: Modifiers::NONE,
            last: None,
        };
        window.settle();
        window
    }

    fn frame(&mut self) -> &Seen {
        self.time += 1.0 / 60.0;
        let mut events = std::mem::take(&mut self.events);
        if self.ctx.input(|input| input.modifiers) != self.modifiers {
            events.insert(0, Event::ModifiersChanged(self.modifiers));
        }
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(self.width, 600.0))),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let Self {
            ctx,
            reader,
            document,
            highlights,
            underlines,
            current,
            selected,
            title,
            whole_words,
            hits,
            ..
        } = self;
        let mut response = None;
        let mut output = ctx.run_ui(input, |ui| {
            let style = ReaderStyle::from_egui(ui.style());
            let content = ReaderContent {
                body_start: 0,
                document,
                highlights,
                underlines,
                current: current.clone(),
                find_hits: hits,
                current_hit: None,
                selected: *selected,
                keeps_tab: true,
                keeps_escape: false,
                head: PageHead {
                    title,
                    ..PageHead::default()
                },
                whole_words: *whole_words,
            };
            response = Some(reader.show(ui, &content, &style));
        });
        let update = output.platform_output.accesskit_update.take();
        let nodes: Vec<_> = update.into_iter().flat_map(|update| update.nodes).collect();
        let focus = nodes
            .iter()
            .find_map(|(_, node)| Some(node.text_selection()?.focus));
        let caret = focus.map(|focus| {
            let run = nodes.iter().find(|(id, _)| *id == focus.node);
            let row = run
                .and_then(|(_, node)| node.value())
                .expect("a run in the tree");
            (row.to_owned(), focus.character_index)
        });
        let nodes = nodes.into_iter().filter_map(|(_, node)| {
            let bounds = node.bounds()?;
            let name = node.label().or(node.value()).unwrap_or_default().to_owned();
            let rect = Rect::from_min_max(
                pos2(bounds.x0 as f32, bounds.y0 as f32),
                pos2(bounds.x1 as f32, bounds.y1 as f32),
            );
            Some((node.role(), name, rect))
        });
        let nodes = nodes.collect();
        let repaint_at_once = output
            .viewport_output
            .values()
            .any(|view| view.repaint_delay.is_zero());
        output.drop_without_applying_deltas();
        let response = response.unwrap();
        self.last.insert(Seen {
            clicked: response.clicked,
            clicked_figure: response.clicked_figure,
            adjusted: response.adjusted,
            hovered: response.hovered,
            selection_changed: response.selection_changed,
            selection_rect: response.selection_rect,
            copied: response.copied,
            repaint_at_once,
            nodes,
            caret,
        })
    }

    /// Runs frames until nothing asks for another, as the window would.
    fn settle(&mut self) -> usize {
        for count in 1..=120 {
            if !self.frame().repaint_at_once {
                return count;
            }
        }
        panic!(
            "the reader never comes to rest: {:?}",
            self.ctx.repaint_causes()
        );
    }

    fn wait(&mut self, seconds: f64) {
        self.time += seconds;
        self.settle();
    }

    /// Where on the screen the middle of the first of these words is.
    fn find(&self, words: &str) -> Pos2 {
        let byte = self.document.text().find(words).unwrap();
        self.screen_rect(byte..byte + words.len()).unwrap().center()
    }

    /// The screen rectangle of a range, if its paragraph is in view.
    fn screen_rect(&self, range: Range<usize>) -> Option<Rect> {
        let style = ReaderStyle::from_egui(&self.ctx.global_style());
        let room = self.width - 2.0 * paint::MARGIN.max(overview::SPACE);
        let setter = Typesetter::new(&self.ctx, &self.document, &style, room);
        let index = self.document.piece_at(range.start);
        let text = self.document.piece_text(index);
        let seen = self.last.as_ref().unwrap();
        let (_, _, rect) = seen
            .nodes
            .iter()
            .find(|(role, name, _)| *role == egui::accesskit::Role::Paragraph && name == text)?;
        let first = setter.set(index).rects(&range).next()?;
        Some(first.translate(rect.min.to_vec2()))
    }

    fn to(&mut self, pos: Pos2) {
        self.events.push(Event::PointerMoved(pos));
        self.frame();
    }

    fn button(&mut self, pos: Pos2, pressed: bool) -> &Seen {
        let modifiers = self.modifiers;
        let button = PointerButton::Primary;
        self.events.push(Event::PointerButton {
            pos,
            button,
            pressed,
            modifiers,
        });
        self.frame()
    }

    fn click(&mut self, pos: Pos2) -> Option<HighlightId> {
        self.to(pos);
        self.button(pos, true);
        self.button(pos, false).clicked
    }

    fn key(&mut self, key: Key, modifiers: Modifiers) {
        self.modifiers = modifiers;
        for pressed in [true, false] {
            self.events.push(Event::Key {
                key,
                physical_key: None,
                pressed,
                repeat: false,
                modifiers,
            });
        }
        self.frame();
        self.modifiers = Modifiers::NONE;
        self.settle();
    }

    fn wheel(&mut self, points: f32) {
        self.events.push(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, points),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Trackpad,
            modifiers: Modifiers::NONE,
        });
        self.frame();
    }

    fn selected_text(&self) -> Option<&str> {
        self.reader
            .selection()
            .map(|range| &self.document.text()[range])
    }

    fn underline(&mut self, figures: &[&str], dates: &[&str]) {
        let text = self.document.text();
        let line = |words: &&str, kind| {
            let start = text.find(words).unwrap();
            Underline {
                range: start..start + words.len(),
                kind,
                label: format!("{kind:?}: {words}"),
                hover: String::new(),
            }
        };
        let figures = figures
            .iter()
            .map(|words| line(words, UnderlineKind::Figure));
        let dates = dates.iter().map(|words| line(words, UnderlineKind::Date));
        self.underlines = Underlines::new(figures.chain(dates));
        self.frame();
    }

    fn highlight(&mut self, passages: &[&str]) {
        let text = self.document.text();
        self.highlights = Highlights::new(passages.iter().enumerate().map(|(id, words)| {
            let start = text.find(words).unwrap();
            Highlight {
                id: id as HighlightId,
                range: start..start + words.len(),
                fill: Color32::GOLD.gamma_multiply(0.3),
                line: Color32::GOLD,
                label: format!("aid: {words}"),
                hover: String::from("a claim"),
                attention: false,
            }
        }));
        self.frame();
    }
}

const ARTICLE: &str = "The Biden administration announced a $725 million package on Monday, \
nearly 600,000 casualties into the war. The U.S. Army said more would follow.\n\
A second paragraph speaks of 1,500 drones a day. It ends here.\n\
Третий абзац говорит о €1.5 млрд помощи 👩‍👩‍👧 и кончается.";

fn long_text(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 500);
    let mut count = 0;
    while text.len() < bytes {
        count += 1;
        for words in 0..(count * 7) % 60 + 3 {
            text.push_str(if words % 3 == 0 {
                "an allocation "
            } else {
                "of tanks "
            });
        }
        text.push_str("number ");
        text.push_str(&count.to_string());
        text.push_str(".\n");
    }
    text
}

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
