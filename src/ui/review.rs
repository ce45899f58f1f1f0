//! The figures of all articles that wait, the surest first, to be accepted or dismissed one after
//! the other.
//!
//! Owns the question put to them; [`listing`] answers it, [`rows`] draws the answer, [`bar`] stands
//! above it. The chosen row is the figure in the inspector, so the keys that act on a figure act on
//! the row as well. A switch lists those that were [dismissed] instead.

mod bar;
mod dismissed;
mod listing;
mod rows;
#[cfg(test)]
mod tests;

use egui::{EventFilter, Key, Modifiers, Response, Ui};

use self::dismissed::Dismissals;
use self::listing::{Listing, Question};
pub(super) use self::rows::in_its_sentence;
use super::action::{Action, Actions};
use super::command::Command;
use super::controls::empty_state;
use super::figures::FigureAt;
use super::state::State;
use crate::model::{DismissalId, Project};
use crate::suggest::Suggestion;

/// How far the page keys go, in rows.
const PAGE: usize = 10;

/// The figures of all articles that wait.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "what is listed, and three things about the next drawing"
)]
pub struct Review {
    question: Question,
    listing: Listing,
    /// Whether the dismissed figures are listed instead of those that wait.
    of_dismissed: bool,
    dismissals: Dismissals,
    /// The figure in the inspector when the list was drawn last.
    shown: Option<FigureAt>,
    /// Whether the list scrolls to the chosen row when it is drawn next.
    reveal: bool,
    wants_focus: bool,
    has_focus: bool,
}

impl Review {
    /// Sends the keyboard to the list when it is drawn next.
    pub fn focus(&mut self) {
        self.wants_focus = true;
    }

    /// Whether the list had the keyboard when it was drawn last.
    pub fn has_focus(&self) -> bool {
        self.has_focus
    }

    /// The row after that of a figure; the one before it at the end of the list.
    pub fn next_after(&self, figure: &FigureAt) -> Option<FigureAt> {
        let here = self.listing.place(figure)?;
        let rows = self.listing.rows();
        let next = rows
            .get(here + 1)
            .or(here.checked_sub(1).map(|at| &rows[at]));
        next.map(FigureAt::of)
    }

    /// The dismissed figure in the row after that of another; the one before it at the end of the
    /// list.
    pub fn dismissed_after(&self, id: DismissalId) -> Option<DismissalId> {
        let here = self.dismissals.place(id)?;
        let rows = self.dismissals.rows();
        let next = rows
            .get(here + 1)
            .or(here.checked_sub(1).map(|at| &rows[at]));
        next.map(|row| row.id)
    }

    /// Draws the list.
    pub fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let Some(project) = state.project() else {
            return;
        };
        self.has_focus = false;
        if self.of_dismissed {
            self.dismissals.ask(state, project, &self.question.words);
            let dismissed = (self.dismissals.rows().len(), project.dismissals().len());
            bar::of_dismissed(ui, &mut self.question, &mut self.of_dismissed, dismissed);
            self.dismissed(ui, state, project, actions);
            return;
        }
        let waits = state.figures.count() > 0 || state.figures.waiting().next().is_some();
        if !waits && project.dismissals().len() == 0 {
            nothing(ui, state);
            return;
        }
        self.listing.ask(ui, state, project, &self.question);
        let listed = &mut self.of_dismissed;
        bar::show(ui, state, &mut self.question, &self.listing, listed);
        if !waits {
            nothing(ui, state);
            return;
        }
        if self.listing.rows().is_empty() {
            empty_state(
                ui,
                "Nothing found",
                "No figure that waits answers all that is asked for above.",
            );
            return;
        }
        if self.shown != state.view.figure {
            self.shown.clone_from(&state.view.figure);
            self.reveal = true;
        }
        self.list(ui, state, project, actions);
    }

    fn list(&mut self, ui: &mut Ui, state: &State, project: &Project, actions: &mut Actions) {
        let (id, response) = self.ground(ui, "Figures that wait");
        let chosen = state.view.figure.as_ref();
        let chosen = chosen.and_then(|figure| self.listing.place(figure));
        if self.has_focus {
            self.hear_keys(ui, id, chosen, actions);
        }
        let view = rows::View {
            project,
            settings: &state.settings,
            rows: self.listing.rows(),
            chosen,
            has_focus: self.has_focus,
            reveal: chosen.filter(|_| std::mem::take(&mut self.reveal)),
        };
        match rows::show(ui, &view) {
            None => {}
            Some(rows::Done::Chosen(place)) => {
                response.request_focus();
                self.choose(place, actions);
            }
            Some(rows::Done::Opened(place)) => {
                if let Some(figure) = self.listing.rows().get(place).map(FigureAt::of) {
                    actions.push(Action::ShowFigure { figure, jump: true });
                }
            }
            Some(rows::Done::Run(place, command)) => {
                response.request_focus();
                self.choose(place, actions);
                actions.run(command);
            }
        }
    }

    fn choose(&mut self, place: usize, actions: &mut Actions) {
        if let Some(figure) = self.listing.rows().get(place).map(FigureAt::of) {
            // The row is where the person looks already.
            self.shown = Some(figure.clone());
            actions.push(Action::ShowFigure {
                figure,
                jump: false,
            });
        }
    }

    fn hear_keys(&mut self, ui: &Ui, id: egui::Id, chosen: Option<usize>, actions: &mut Actions) {
        if let Some(to) = step(ui, id, chosen, self.listing.rows().len()) {
            self.choose(to, actions);
            self.reveal = true;
        }
        if chosen.is_some() && pressed(ui, Key::Enter) {
            actions.run(Command::MakeClaim);
        }
    }

    /// The list as a whole, under its rows: rows sense the mouse, the list is one stop for the
    /// keyboard.
    fn ground(&mut self, ui: &Ui, name: &'static str) -> (egui::Id, Response) {
        let id = ui.make_persistent_id("review list");
        let response = ui.interact(
            ui.available_rect_before_wrap(),
            id,
            egui::Sense::focusable_noninteractive(),
        );
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Table, true, name));
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
            ui.request_repaint();
        }
        self.has_focus = ui.memory(|memory| memory.has_focus(id));
        (id, response)
    }

    /// The list of dismissed figures.
    fn dismissed(&mut self, ui: &mut Ui, state: &State, project: &Project, actions: &mut Actions) {
        if self.dismissals.rows().is_empty() {
            let (heading, text) = if project.dismissals().len() == 0 {
                (
                    "No figure is dismissed",
                    "Figures that you dismiss are listed here.",
                )
            } else {
                ("Nothing found", "No dismissed figure has these words.")
            };
            empty_state(ui, heading, text);
            return;
        }
        let (id, response) = self.ground(ui, "Dismissed figures");
        let chosen = state.view.dismissed;
        let place = chosen.and_then(|chosen| self.dismissals.place(chosen));
        if self.has_focus {
            let rows = self.dismissals.rows();
            if let Some(to) = step(ui, id, place, rows.len()) {
                let dismissal = rows[to].id;
                actions.push(Action::ShowDismissed {
                    dismissal,
                    jump: false,
                });
                self.reveal = true;
            }
            if let Some(dismissal) = chosen
                && pressed(ui, Key::Enter)
            {
                actions.push(Action::ShowDismissed {
                    dismissal,
                    jump: true,
                });
            }
        }
        let reveal = place.filter(|_| std::mem::take(&mut self.reveal));
        let done = dismissed::show(ui, state, project, &self.dismissals, self.has_focus, reveal);
        let (dismissal, jump) = match done {
            None => return,
            Some(dismissed::Done::Opened(id)) => (id, true),
            Some(dismissed::Done::Chosen(id) | dismissed::Done::TakeBack(id)) => (id, false),
        };
        response.request_focus();
        actions.push(Action::ShowDismissed { dismissal, jump });
        if matches!(done, Some(dismissed::Done::TakeBack(_))) {
            actions.run(Command::TakeDismissalBack);
        }
    }
}

/// The row that a key steps to, of so many.
fn step(ui: &Ui, id: egui::Id, chosen: Option<usize>, rows: usize) -> Option<usize> {
    let filter = EventFilter {
        vertical_arrows: true,
        escape: chosen.is_some(),
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let last = rows.saturating_sub(1);
    let back = |by: usize| chosen.map_or(0, |here| here.saturating_sub(by));
    let on = |by: usize| chosen.map_or(0, |here| here + by);
    let steps = [
        (Key::ArrowDown, on(1)),
        (Key::ArrowUp, back(1)),
        (Key::PageDown, on(PAGE)),
        (Key::PageUp, back(PAGE)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    let (_, to) = steps.into_iter().rfind(|(key, _)| pressed(ui, *key))?;
    Some(to.min(last))
}

fn pressed(ui: &Ui, key: Key) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
}

/// What an empty list says.
fn nothing(ui: &mut Ui, state: &State) {
    if state.figures.unread() > 0 {
        empty_state(
            ui,
            "Reading the articles",
            "The figures that are found in them will be listed here.",
        );
    } else {
        empty_state(
            ui,
            "No figures wait",
            "Every figure that was found in the articles is a claim or was dismissed.",
        );
    }
}

/// The words of a figure, in one line.
fn words(project: &Project, suggestion: &Suggestion) -> String {
    let article = project.article(suggestion.article);
    let words = article.and_then(|article| article.text.get(suggestion.record.full.clone()));
    words.unwrap_or_default().replace('\n', " ")
}
