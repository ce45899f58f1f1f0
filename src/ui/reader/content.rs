//! What the reader is given to show, and what it answers.

use std::ops::Range;

use eframe::egui::{Rect, Response};

use super::document::Document;
use super::head::PageHead;
use super::highlights::{HighlightId, Highlights};
use super::underlines::Underlines;

/// Everything the reader shows in this frame.
pub struct ReaderContent<'a> {
    /// The text; build it once per article, not every frame.
    pub document: &'a Document,
    /// The marked passages; build them when the claims change, not every frame.
    pub highlights: &'a Highlights,
    /// Recognised words to underline; build them when they change, not every frame.
    pub underlines: &'a Underlines,
    /// The recognised words that are being looked at, underlined or not.
    pub current: Option<Range<usize>>,
    /// Search hits, sorted, not overlapping.
    pub find_hits: &'a [Range<usize>],
    /// Which search hit is being looked at.
    pub current_hit: Option<usize>,
    /// The highlight that wears a ring.
    pub selected: Option<HighlightId>,
    /// What stands above the text.
    pub head: PageHead<'a>,
    /// Tab goes to the caller while the text has the keyboard, instead of to the next control.
    pub keeps_tab: bool,
    /// So does Escape, because there is something to let go besides the selected words.
    pub keeps_escape: bool,
    /// Whether the mouse selects whole words, unless Alt is held.
    pub whole_words: bool,
}

/// What happened in the reader in this frame.
pub struct ReaderResponse {
    /// A highlight was clicked; clicking again goes through those that overlap, shortest first.
    pub clicked: Option<HighlightId>,
    /// A recognised figure was clicked: its bytes.
    pub clicked_figure: Option<Range<usize>>,
    /// A highlight's end was dragged: the bytes that it is to mark.
    pub adjusted: Option<(HighlightId, Range<usize>)>,
    /// The overview took the view elsewhere.
    pub left: bool,
    /// The highlight under the pointer, the shortest if there are several.
    pub hovered: Option<HighlightId>,
    /// Other words are selected than a frame ago, or none any more.
    pub selection_changed: bool,
    /// Where on the screen a finished selection ends (its last row in view); none while the
    /// mouse still drags, and when nothing of it is in view.
    pub selection_rect: Option<Rect>,
    /// The words that were put on the clipboard.
    pub copied: Option<String>,
    /// The widget as a whole. For a click on a highlight ask `clicked`, not this.
    pub response: Response,
}
