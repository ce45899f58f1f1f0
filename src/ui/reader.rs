//! The reader: an article's text as a page that can be read, searched, selected and marked.
//!
//! It shows one [`Document`] with its highlights and knows nothing of projects: the caller maps
//! claims to [`Highlight`]s and acts on the [`ReaderResponse`]. Only what is in view is laid out,
//! so the length of a text costs nothing while reading. Who does what:
//!
//! - `document` cuts the text into pieces, `layout` lays one out, as `setting` says for headings,
//!   items and quotes, `order` finds the letters of right-to-left words, `heights` knows how tall each is, `scroll` where the view stands;
//! - `content` is what it is given and answers, `frame` the order of things in a frame;
//! - `selection`, `units` and `trim` say what is selected, `pointer` and `keys` change it,
//!   `handles` are the ends of a highlight that can be dragged;
//! - `highlights` and `underlines` prepare the marks, `paint` paints them, `overview` shows them at a
//!   glance, `access` names them for screen readers, `head` stands above the text.
mod access;
mod content;
pub mod document;
mod frame;
mod handles;
pub mod head;
mod heights;
pub mod highlights;
mod keys;
mod layout;
mod order;
mod overview;
mod paint;
mod pointer;
mod scroll;
pub mod selection;
mod setting;
pub mod style;
#[cfg(test)]
mod tests;
pub mod trim;
pub mod underlines;
mod units;

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use eframe::egui;
use eframe::egui::{Rect, ScrollArea, Ui};

pub use content::{ReaderContent, ReaderResponse};
pub use document::Document;
pub use head::PageHead;
pub use highlights::{Highlight, HighlightId, Highlights};
pub use scroll::Viewpoint;
pub use selection::Granularity;
pub use style::ReaderStyle;
pub use trim::trim_selection;
pub use underlines::{Underline, UnderlineKind, Underlines};

use keys::Keyboard;
use pointer::Pointer;
use scroll::Scroll;
use selection::Selection;

/// The view of one open article: where it is scrolled to, what is selected, what flashes.
/// Nothing of it is saved; keep one per open article.
#[derive(Debug)]
pub struct Reader {
    /// Tells the widgets of several readers apart.
    salt: u64,
    document: Option<Document>,
    scroll: Scroll,
    selection: Selection,
    /// The selection as last reported, and its trimmed form.
    reported: Range<usize>,
    quote: Option<Range<usize>>,
    pointer: Pointer,
    keyboard: Keyboard,
    jump: Option<(Range<usize>, Manner)>,
    glide: Option<Glide>,
    flash: Option<Flash>,
    focus: Wish,
    layouts: usize,
    /// The bytes in view in the last frame.
    in_view: Range<usize>,
    /// Where to stand when next shown.
    return_to: Option<Viewpoint>,
    /// The selections from which the present one grew, each with what it grew to.
    grown: Vec<(Range<usize>, Range<usize>)>,
}

/// Whether the text takes the keyboard when it is shown next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Wish {
    /// No.
    #[default]
    None,
    /// If nothing else has it.
    IfFree,
    /// Whoever has it.
    Anyway,
}

/// How the view goes to a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// At once.
    Plain,
    /// At once, and the passage lights up.
    Flash,
    /// In one calm movement.
    Glide,
}

/// A movement of the view that is under way.
#[derive(Debug)]
struct Glide {
    /// How far it goes, and how far it has gone, in points.
    distance: f64,
    done: f64,
    started: f64,
}

#[derive(Debug)]
struct Flash {
    range: Range<usize>,
    started: f64,
}

impl Default for Reader {
    fn default() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self {
            salt: NEXT.fetch_add(1, Ordering::Relaxed),
            document: None,
            scroll: Scroll::default(),
            selection: Selection::default(),
            reported: 0..0,
            quote: None,
            pointer: Pointer::default(),
            keyboard: Keyboard::default(),
            jump: None,
            glide: None,
            in_view: 0..0,
            flash: None,
            focus: Wish::default(),
            layouts: 0,
            return_to: None,
            grown: Vec::new(),
        }
    }
}

impl Reader {
    /// A reader at the start of its article.
    pub fn new() -> Self {
        Self::default()
    }

    /// Goes to a passage when next shown; with `flash` it lights up for a moment. What is well
    /// in view already is not moved.
    pub fn jump_to(&mut self, range: Range<usize>, flash: bool) {
        let manner = if flash { Manner::Flash } else { Manner::Plain };
        self.jump = Some((range, manner));
    }

    /// Goes to a passage in one calm movement; one that is well in view already stays where it
    /// is.
    pub fn glide_to(&mut self, range: Range<usize>) {
        self.jump = Some((range, Manner::Glide));
    }

    /// The selected words without stray spaces and punctuation at the ends; none when there is
    /// nothing left. Words chosen by [`Self::select`] are given back as they were chosen.
    pub fn selection(&self) -> Option<Range<usize>> {
        self.quote.clone().filter(|range| !range.is_empty())
    }

    /// Selects exactly these bytes. Does not scroll.
    pub fn select(&mut self, range: Range<usize>) {
        self.selection = Selection::of(range.clone());
        self.quote = Some(range);
        self.keyboard.caret_was_put();
    }

    /// Selects nothing; the caret stays where it was.
    pub fn clear_selection(&mut self) {
        self.selection = Selection::caret(self.selection.head());
        self.quote = None;
    }

    /// The byte before which the caret stands: the moving end of the selection, or where the
    /// text was last clicked.
    pub fn caret(&self) -> usize {
        self.selection.head()
    }

    /// Where somebody reads: at the caret while it is in view, else at the top of the view.
    pub fn place(&self) -> usize {
        let caret = self.selection.head();
        if self.in_view.contains(&caret) {
            caret
        } else {
            self.in_view.start
        }
    }

    /// Selects the next larger unit: the word, the sentence, the paragraph, all.
    pub fn grow_selection(&mut self) {
        let Some(document) = &self.document else {
            return;
        };
        let mut from = self.selection.range();
        if from.is_empty() && !self.in_view.contains(&from.start) {
            from = self.in_view.start..self.in_view.start;
        }
        let to = units::larger(document, &from);
        if self.grown.last().is_none_or(|(_, last)| *last != from) {
            self.grown.clear();
        }
        if to != from {
            self.grown.push((from, to.clone()));
            self.selection = Selection::of(to);
            self.keyboard.caret_was_put();
        }
    }

    /// Takes the last growth back, else selects the next smaller unit.
    pub fn shrink_selection(&mut self) {
        let Some(document) = &self.document else {
            return;
        };
        let from = self.selection.range();
        let to = match self.grown.pop() {
            Some((before, last)) if last == from => before,
            _ => {
                self.grown.clear();
                units::smaller(document, &from)
            }
        };
        self.selection = Selection::of(to);
        self.keyboard.caret_was_put();
    }

    /// Where the view stands, for whoever wants to come back to it.
    pub fn viewpoint(&self) -> Viewpoint {
        self.scroll.viewpoint()
    }

    /// Stands there again when next shown.
    pub fn return_to(&mut self, viewpoint: Viewpoint) {
        self.jump = None;
        self.return_to = Some(viewpoint);
    }

    /// Takes the keyboard when next shown.
    pub fn request_focus(&mut self) {
        self.focus = Wish::Anyway;
    }

    /// Takes the keyboard when next shown, unless something else has it by then.
    pub fn offer_focus(&mut self) {
        self.focus = self.focus.max(Wish::IfFree);
    }

    /// Whether plain arrow keys move the caret. Otherwise they scroll.
    pub fn caret_mode(&self) -> bool {
        self.keyboard.caret_mode
    }

    /// Makes plain arrow keys move the caret, or scroll.
    pub fn set_caret_mode(&mut self, on: bool) {
        self.keyboard.caret_mode = on;
    }

    /// How many pieces of text were laid out in the last frame: it must not grow with the text.
    pub fn layouts_last_frame(&self) -> usize {
        self.layouts
    }

    /// Draws the article into the rest of `ui` and says what happened.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        content: &ReaderContent<'_>,
        style: &ReaderStyle,
    ) -> ReaderResponse {
        self.take_document(content.document);
        ui.scope(|ui| {
            // Bouncing at the ends would fight the anchor.
            ui.spacing_mut().scroll.kinetic.rubber_band = false;
            let view = ui.available_rect_before_wrap();
            ScrollArea::vertical()
                .id_salt(("reader", self.salt))
                .auto_shrink(false)
                .animated(false)
                .content_margin(0.0)
                .scroll_source(egui::scroll_area::ScrollSource {
                    drag: egui::scroll_area::DragScroll::Never,
                    ..Default::default()
                })
                .show_viewport(ui, |ui, viewport| {
                    let view = Rect::from_x_y_ranges(ui.max_rect().x_range(), view.y_range());
                    self.show_in(ui, view, viewport.min.y, content, style)
                })
                .inner
        })
        .inner
    }

    /// Keeps to the article that is shown: positions in another text are brought into this one.
    fn take_document(&mut self, document: &Document) {
        if self
            .document
            .as_ref()
            .is_some_and(|known| known.same(document))
        {
            return;
        }
        if self.document.replace(document.clone()).is_some() {
            self.scroll.reset();
            self.flash = None;
            self.glide = None;
        }
        self.grown.clear();
        self.selection.clamp(document);
        self.quote = self.quote.take().map(|range| document.clamp(&range));
    }
}
