//! All claims of the project in a table that narrows, orders and chooses.
//!
//! Owns the question put to the claims and which rows are chosen; [`listing`] answers the
//! question, [`rows`] draws the answer, [`bar`] stands above it.

pub(super) mod bar;
pub(super) mod listing;
mod rows;

use std::collections::BTreeSet;

use egui::{Align, EventFilter, Key, Modifiers, Ui};

use self::listing::{Answer, Listing, Question, Step};
use super::action::{Action, Actions, Focus};
use super::command::Command;
use super::controls::empty_state;
use super::state::State;
use crate::model::{ClaimId, Project};

/// All claims of the project.
#[derive(Default)]
pub struct ClaimsTable {
    question: Question,
    listing: Listing,
    /// The chosen rows; the claim in the inspector is one of them.
    chosen: BTreeSet<ClaimId>,
    /// Where a range begins that Shift extends.
    anchor: Option<ClaimId>,
    /// The claim in the inspector when the table was drawn last.
    shown: Option<ClaimId>,
    /// The claim that the table goes to when it is drawn next, and where it comes to stand.
    reveal: Option<(ClaimId, Option<Align>)>,
    bar: bar::Bar,
}

/// How a row was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Just this one.
    Alone,
    /// This one as well, or no longer (Ctrl).
    Toggled,
    /// All from the anchor to this one (Shift).
    Extended,
}

impl ClaimsTable {
    /// The chosen rows, in the order of the claims' ids: what a command for claims is about.
    pub fn chosen(&self) -> &BTreeSet<ClaimId> {
        &self.chosen
    }

    /// Draws the table.
    pub fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let Some(project) = state.project() else {
            return;
        };
        if project.claims().len() == 0 {
            let what = "Open an article, select some words, and press Enter.";
            empty_state(ui, "No claims yet", what);
            return;
        }
        self.follow(state);
        self.bar.show(
            ui,
            state,
            project,
            &mut self.question,
            &self.chosen,
            actions,
        );
        bar::banner(ui, state, actions);
        let only = state.view.listed.as_ref();
        let revision = state.revision();
        match self.listing.ask(project, revision, &self.question, only) {
            Step::Same => {}
            Step::Answered => self.chosen.retain(|id| project.claim(*id).is_some()),
            Step::ToAnswer(asked) => actions.push(Action::AnswerClaims(asked)),
        }
        if self.listing.is_blank() {
            return;
        }
        self.bar
            .count(self.listing.ids().len(), project.claims().len());
        if let Some(fault) = self.listing.fault() {
            let asked = &self.question.words;
            empty_state(ui, "The filter is not understood", &fault.spoken(asked));
            return;
        }
        if self.listing.ids().is_empty() {
            empty_state(
                ui,
                "Nothing found",
                "No claim answers all that is asked for above.",
            );
            return;
        }
        self.table(ui, state, project, actions);
    }

    /// Takes the list that was worked out in the background.
    pub fn take(&mut self, answer: Answer, project: &Project) {
        self.chosen.retain(|id| project.claim(*id).is_some());
        self.listing.take(answer);
    }

    /// Follows a claim that was chosen elsewhere.
    fn follow(&mut self, state: &State) {
        if self.shown == state.view.claim {
            return;
        }
        self.shown = state.view.claim;
        self.chosen = state.view.claim.into_iter().collect();
        self.anchor = state.view.claim;
        let centre = Some(Align::Center);
        self.reveal = state.view.claim.map(|claim| (claim, centre));
    }

    fn table(&mut self, ui: &mut Ui, state: &State, project: &Project, actions: &mut Actions) {
        let table = ui.make_persistent_id("claims table");
        let response = ui.interact(
            ui.available_rect_before_wrap(),
            table,
            // Rows sense the mouse; the table as a whole is one stop for the keyboard.
            egui::Sense::focusable_noninteractive(),
        );
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Table, true, "Claims"));
        let has_focus = ui.memory(|memory| memory.has_focus(table));
        if has_focus {
            self.hear_keys(ui, table, state, actions);
        }
        let reveal = self.reveal.take().and_then(|(claim, align)| {
            let place = self.listing.place(claim)?;
            Some((place, align))
        });
        let view = rows::View {
            project,
            ids: self.listing.ids(),
            chosen: &self.chosen,
            shown: state.view.claim,
            has_focus,
            reveal,
        };
        let done = rows::show(ui, &view, &mut self.question.order);
        match done {
            None => {}
            Some(rows::Done::Clicked(claim, reach)) => {
                response.request_focus();
                self.choose(claim, reach, actions);
            }
            Some(rows::Done::MenuOpened(claim)) if self.chosen.contains(&claim) => {}
            Some(rows::Done::MenuOpened(claim)) => self.choose(claim, Reach::Alone, actions),
            Some(rows::Done::Opened(claim)) => {
                actions.push(Action::ShowClaim { claim, jump: true });
                actions.push(Action::Focus(Focus::Reader));
            }
            Some(rows::Done::Tag(tag)) => {
                let ids: Vec<ClaimId> = self.chosen.iter().copied().collect();
                actions.change(crate::edit::claims::toggle_tag(project, &ids, tag));
            }
            Some(rows::Done::Delete) => actions.run(Command::DeleteClaim),
        }
    }

    fn choose(&mut self, claim: ClaimId, reach: Reach, actions: &mut Actions) {
        match reach {
            Reach::Alone => {
                self.chosen = BTreeSet::from([claim]);
                self.anchor = Some(claim);
            }
            Reach::Toggled => {
                self.anchor = Some(claim);
                if !self.chosen.insert(claim) && self.chosen.len() > 1 {
                    self.chosen.remove(&claim);
                    // The inspector goes on to one that is still chosen.
                    let left = self.chosen.first().copied().unwrap_or(claim);
                    self.show_chosen(left, actions);
                    return;
                }
            }
            Reach::Extended => {
                let ids = self.listing.ids();
                let here = self.listing.place(claim);
                let from = self.anchor.and_then(|anchor| self.listing.place(anchor));
                if let (Some(here), Some(from)) = (here, from.or(here)) {
                    let range = here.min(from)..=here.max(from);
                    self.chosen = ids[range].iter().copied().collect();
                }
            }
        }
        self.show_chosen(claim, actions);
    }

    fn show_chosen(&mut self, claim: ClaimId, actions: &mut Actions) {
        // The row is where the person looks already: nothing is to be revealed.
        self.shown = Some(claim);
        actions.push(Action::ShowClaim { claim, jump: true });
    }

    fn hear_keys(&mut self, ui: &Ui, table: egui::Id, state: &State, actions: &mut Actions) {
        let filter = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(table, filter));
        let pressed = |modifiers: Modifiers, key: Key| {
            ui.input_mut(|input| input.consume_key(modifiers, key))
        };
        let last = self.listing.ids().len() - 1;
        let here = state.view.claim.and_then(|claim| self.listing.place(claim));
        let page = 10;
        let steps: [(Key, usize); 6] = [
            (Key::ArrowDown, here.map_or(0, |here| here + 1)),
            (Key::ArrowUp, here.map_or(0, |here| here.saturating_sub(1))),
            (Key::PageDown, here.map_or(0, |here| here + page)),
            (
                Key::PageUp,
                here.map_or(0, |here| here.saturating_sub(page)),
            ),
            (Key::Home, 0),
            (Key::End, last),
        ];
        for (key, to) in steps {
            let reach = if pressed(Modifiers::SHIFT, key) {
                Reach::Extended
            } else if pressed(Modifiers::NONE, key) {
                Reach::Alone
            } else {
                continue;
            };
            let claim = self.listing.ids()[to.min(last)];
            self.choose(claim, reach, actions);
            self.reveal = Some((claim, None));
        }
        if pressed(Modifiers::COMMAND, Key::A) {
            self.chosen = self.listing.ids().iter().copied().collect();
        }
        if pressed(Modifiers::NONE, Key::Enter) {
            actions.push(Action::Focus(Focus::Reader));
        }
    }
}

#[cfg(test)]
mod tests;
