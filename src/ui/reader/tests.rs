//! The reader driven through a bare egui context: real layout, simulated mouse and keys.

mod marking;
mod paging;
mod structure;

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
        let (_, _, rect) = seen.nodes.iter().find(|(_, name, _)| name == text)?;
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
