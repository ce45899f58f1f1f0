//! The mouse: selecting by press and drag in growing units, scrolling at the edges of the view,
//! and telling a click on a highlight from the start of a selection.

use std::ops::Range;

use eframe::egui;
use eframe::egui::{CursorIcon, Pos2, Rect, Response, Ui};

use super::document::Document;
use super::handles::{self, Adjustment, Handle};
use super::highlights::{HighlightId, Highlights};
use super::scroll::Placed;
use super::selection::{Granularity, Selection};

/// How near the edge of the view a drag starts to scroll, in points.
const EDGE: f32 = 20.0;
/// Scrolling at the edge, and this far beyond it, in points a second.
const SPEED: (f32, f32) = (60.0, 1800.0);
/// How far beyond the edge scrolling is quickest.
const FULL_SPEED_AT: f32 = 200.0;
/// A press that moves less than this is a click.
const CLICK_SLOP: f32 = 3.0;

/// What the mouse is doing.
#[derive(Debug, Default)]
pub struct Pointer {
    press: Option<Press>,
    clicks: u32,
    last_press: Option<(f64, Pos2)>,
    last_clicked: Option<HighlightId>,
    /// The highlight that is or was pointed at, whose ends can be gripped.
    pointed: Option<HighlightId>,
}

#[derive(Debug)]
struct Press {
    origin: Pos2,
    /// The end of the selection that does not move.
    fixed: usize,
    dragging: bool,
    extending: bool,
    /// The end of a highlight that was gripped instead of the text.
    adjustment: Option<Adjustment>,
}

/// What the mouse can do with what is in view.
pub struct Targets<'a> {
    /// The text.
    pub document: &'a Document,
    /// What of it is in view.
    pub placed: &'a [Placed],
    /// The highlights.
    pub highlights: &'a Highlights,
    /// The highlight that is chosen.
    pub selected: Option<HighlightId>,
    /// Whether whole words are selected, unless Alt is held.
    pub whole_words: bool,
}

/// What came of the mouse in one frame.
#[derive(Debug, Default)]
pub struct PointerOutcome {
    /// A press began here: take the keyboard.
    pub pressed: bool,
    /// The button was let go after a press here.
    pub released: bool,
    /// The letter that was clicked, if one was.
    pub letter: Option<usize>,
    /// A highlight was clicked.
    pub clicked: Option<HighlightId>,
    /// A highlight's end was dragged there.
    pub adjusted: Option<(HighlightId, Range<usize>)>,
}

impl Pointer {
    /// Whether the button is down after a press in the text.
    pub fn is_down(&self) -> bool {
        self.press.is_some()
    }

    /// Whether words are being selected by dragging.
    pub fn is_dragging(&self) -> bool {
        self.press.as_ref().is_some_and(|press| press.dragging)
    }

    /// How far to scroll in this frame because a drag is at the edge of the view.
    pub fn autoscroll(&self, ui: &Ui, view: Rect) -> f32 {
        if !self.is_dragging() {
            return 0.0;
        }
        let Some(pos) = ui.input(|i| i.pointer.latest_pos()) else {
            return 0.0;
        };
        let above = view.top() + EDGE - pos.y;
        let below = pos.y - (view.bottom() - EDGE);
        let speed =
            |distance: f32| egui::remap_clamp(distance, 0.0..=FULL_SPEED_AT, SPEED.0..=SPEED.1);
        let velocity = if above > 0.0 {
            -speed(above)
        } else if below > 0.0 {
            speed(below)
        } else {
            return 0.0;
        };
        ui.request_repaint();
        velocity * ui.input(|i| i.stable_dt.min(0.1))
    }

    /// The end of a highlight that is being dragged.
    pub fn adjustment(&self) -> Option<&Adjustment> {
        self.press.as_ref()?.adjustment.as_ref()
    }

    /// The knobs of the highlights whose ends can be dragged now: the chosen one and the one that
    /// is pointed at.
    pub fn handles(&mut self, response: &Response, targets: &Targets<'_>) -> Vec<Handle> {
        let Targets {
            placed,
            highlights,
            selected,
            ..
        } = *targets;
        if self.is_down() {
            let adjusted = self.adjustment().map(|adjustment| adjustment.id);
            return handles::of(placed, highlights, &[adjusted]);
        }
        let handles = handles::of(placed, highlights, &[selected, self.pointed]);
        let Some(pos) = response.hover_pos() else {
            self.pointed = None;
            return handles;
        };
        if handles::grip(&handles, pos).is_some() {
            return handles;
        }
        let under = letter_at(placed, pos).and_then(|byte| highlights.at(byte).first().copied());
        let before = self.pointed;
        self.pointed = match (under, before) {
            (Some(index), _) => Some(highlights.items()[index].id),
            (None, Some(id)) if handles::is_near(&handles, id, pos) => Some(id),
            _ => None,
        };
        if self.pointed == before {
            return handles;
        }
        handles::of(placed, highlights, &[selected, self.pointed])
    }

    /// Turns what the mouse did into a new selection, a click, or a dragged end.
    pub fn update(
        &mut self,
        ui: &Ui,
        response: &Response,
        targets: &Targets<'_>,
        handles: &[Handle],
        selection: &mut Selection,
    ) -> PointerOutcome {
        let Targets {
            document,
            placed,
            highlights,
            ..
        } = *targets;
        let mut outcome = PointerOutcome::default();
        let (pressed, released, down, pos, held, time) = ui.input(|i| {
            (
                i.pointer.primary_pressed(),
                i.pointer.primary_released(),
                i.pointer.primary_down(),
                i.pointer.interact_pos(),
                i.modifiers,
                i.time,
            )
        });
        let delay = ui.options(|options| options.input_options.max_double_click_delay);
        let Some(pos) = pos else {
            self.press = None;
            return outcome;
        };
        let whole = targets.whole_words && !held.alt;
        if pressed && (response.is_pointer_button_down_on() || response.clicked()) {
            outcome.pressed = true;
            let again = self.last_press.is_some_and(|(then, there)| {
                time - then < delay && there.distance(pos) < 2.0 * CLICK_SLOP
            });
            self.clicks = if again && !held.shift {
                self.clicks + 1
            } else {
                1
            };
            self.last_press = Some((time, pos));
            let gripped = handles::grip(handles, pos).filter(|_| self.clicks == 1);
            let adjustment = gripped.map(|handle| Adjustment::of(handle, highlights));
            let byte = byte_at(placed, pos);
            let mut fixed = byte;
            if adjustment.is_some() {
                // The selection stays as it is.
            } else if held.shift {
                fixed = selection.fixed_end();
                extend(selection, document, fixed, byte, whole);
            } else {
                // A double click is meant for the letter under it, not the nearest gap.
                let byte = match self.clicks {
                    1 => byte,
                    _ => letter_at(placed, pos).unwrap_or(byte),
                };
                *selection = Selection::at(document, byte, Granularity::of_clicks(self.clicks));
            }
            self.press = Some(Press {
                origin: pos,
                fixed,
                dragging: false,
                extending: held.shift,
                adjustment,
            });
        }
        let Some(press) = &mut self.press else {
            return outcome;
        };
        if press.origin.distance(pos) > CLICK_SLOP {
            press.dragging = true;
        }
        if press.dragging {
            let byte = byte_at(placed, pos);
            match &mut press.adjustment {
                Some(adjustment) => adjustment.drag_to(document, byte, whole),
                None => extend(selection, document, press.fixed, byte, whole),
            }
        }
        if released || !down {
            let press = self.press.take();
            let Some(press) = press else { return outcome };
            if let Some(adjustment) = press.adjustment {
                outcome.adjusted = adjustment.result();
                return outcome;
            }
            outcome.released = true;
            let plain_click = !press.dragging && !press.extending && self.clicks == 1;
            if plain_click {
                outcome.letter = letter_at(placed, pos);
                outcome.clicked = self.click(highlights, outcome.letter);
            }
        }
        outcome
    }

    /// The form of the pointer over or with the end of a highlight.
    pub fn cursor(&self, response: &Response, handles: &[Handle]) -> Option<CursorIcon> {
        let grips = response
            .hover_pos()
            .is_some_and(|pos| handles::grip(handles, pos).is_some());
        let grips = grips && !self.is_dragging() || self.adjustment().is_some();
        grips.then_some(CursorIcon::ResizeHorizontal)
    }

    /// The highlight that a click means: the shortest one under it, or, clicked again, the next.
    fn click(&mut self, highlights: &Highlights, letter: Option<usize>) -> Option<HighlightId> {
        let under = letter.map(|byte| highlights.at(byte)).unwrap_or_default();
        let id = |place: usize| highlights.items()[under[place]].id;
        let last = self.last_clicked.take();
        if under.is_empty() {
            return None;
        }
        let next = (0..under.len())
            .find(|place| Some(id(*place)) == last)
            .map_or(0, |place| (place + 1) % under.len());
        self.last_clicked = Some(id(next));
        self.last_clicked
    }
}

/// Extends a selection in its own unit; one of letters, over whole words where that is wanted.
fn extend(selection: &mut Selection, document: &Document, fixed: usize, byte: usize, whole: bool) {
    if selection.granularity() == Granularity::Character {
        selection.reach(document, fixed, byte, whole);
    } else {
        selection.extend_to(document, byte);
    }
}

/// The caret position nearest to a point on the screen.
pub fn byte_at(placed: &[Placed], pos: Pos2) -> usize {
    let at = placed
        .iter()
        .find(|p| pos.y < p.pos.y + p.piece.height)
        .or(placed.last());
    at.map_or(0, |p| p.piece.byte_at(pos - p.pos))
}

/// The byte of the letter at a point on the screen, if there is one.
pub fn letter_at(placed: &[Placed], pos: Pos2) -> Option<usize> {
    placed.iter().find_map(|p| p.piece.letter_at(pos - p.pos))
}
