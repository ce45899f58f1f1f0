//! The picture by keyboard: from mark to mark, to the words, nearer and further.

use egui::{EventFilter, Key, Modifiers, Response, Ui};

use super::Picture;
use super::axes::Wanted;
use super::place::{At, Place};
use super::pointing::lead_to;
use crate::ui::action::Actions;
use crate::ui::charts::models::Prepared;

/// Where the keyboard goes from a mark.
#[derive(Debug, Clone, Copy)]
enum Step {
    Next,
    Before,
    First,
    Last,
}

impl Picture {
    /// Walks from mark to mark: left and right in the order of time, Home and End, Enter to the
    /// words, + and − to zoom, 0 to see the whole.
    pub(super) fn keys(
        &mut self,
        ui: &Ui,
        response: &Response,
        prepared: &Prepared,
        place: Option<&Place>,
        chosen: Option<At>,
        actions: &mut Actions,
    ) {
        let filter = EventFilter {
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let model = &prepared.model;
        let steps = [
            (Key::ArrowRight, Step::Next),
            (Key::ArrowLeft, Step::Before),
            (Key::Home, Step::First),
            (Key::End, Step::Last),
        ];
        if let Some((_, step)) = steps.into_iter().find(|(key, _)| pressed(*key)) {
            self.walk_on(prepared, place, chosen, step);
        }
        if pressed(Key::Enter)
            && let Some(at) = self.walk.or(chosen)
        {
            lead_to(model, at, actions);
        }
        if pressed(Key::Plus) || pressed(Key::Equals) {
            self.wanted = Some(Wanted::Zoom(1.25));
        }
        if pressed(Key::Minus) {
            self.wanted = Some(Wanted::Zoom(0.8));
        }
        if pressed(Key::Num0) {
            self.wanted = Some(Wanted::Whole);
        }
    }

    /// Goes to another mark in the order of time.
    fn walk_on(
        &mut self,
        prepared: &Prepared,
        place: Option<&Place>,
        chosen: Option<At>,
        step: Step,
    ) {
        let model = &prepared.model;
        let marks: Vec<At> = prepared
            .walk
            .iter()
            .copied()
            .filter(|at| self.shows(model, *at))
            .collect();
        let here = self
            .walk
            .or(chosen)
            .and_then(|at| marks.iter().position(|own| *own == at));
        let to = match step {
            Step::Next => marks.get(here.map_or(0, |here| here + 1)),
            Step::Before => here.map_or(marks.last(), |here| marks.get(here.checked_sub(1)?)),
            Step::First => marks.first(),
            Step::Last => marks.last(),
        };
        if let Some(to) = to.copied() {
            self.walk = Some(to);
            // What is not zoomed is in sight.
            if let Some(place) = place.filter(|_| self.zoomed) {
                self.bring_in(model, place, to);
            }
        }
    }
}
