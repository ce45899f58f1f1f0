//! The figures of all articles that wait, the surest first, to be accepted or dismissed one after
//! the other.
//!
//! Owns the question put to them; [`listing`] answers it, [`rows`] draws the answer, [`bar`] stands
//! above it. The chosen row is the figure in the inspector, so the keys that act on a figure act on
//! the row as well.

mod bar;
mod listing;
mod rows;
#[cfg(test)]
mod tests;

use egui::{EventFilter, Key, Modifiers, Ui};

use self::listing::{Listing, Question};
use super::action::{Action, Actions};
use super::command::Command;
use super::controls::empty_state;
use super::figures::FigureAt;
use super::state::State;
use crate::model::Project;
use crate::suggest::Suggestion;

/// How far the page keys go, in rows.
const PAGE: usize = 10;

/// The figures of all articles that wait.
#[derive(Default)]
pub struct Review {
    question: Question,
    listing: Listing,
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

    /// Draws the list.
    pub fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let Some(project) = state.project() else {
            return;
        };
        self.has_focus = false;
        if state.figures.count() == 0 && state.figures.waiting().next().is_none() {
            nothing(ui, state);
            return;
        }
        self.listing.ask(ui, state, project, &self.question);
        bar::show(ui, state, &mut self.question, &self.listing);
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
        let id = ui.make_persistent_id("review list");
        let response = ui.interact(
            ui.available_rect_before_wrap(),
            id,
            // Rows sense the mouse; the list as a whole is one stop for the keyboard.
            egui::Sense::focusable_noninteractive(),
        );
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Table, true, "Figures that wait")
        });
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
            ui.request_repaint();
        }
        self.has_focus = ui.memory(|memory| memory.has_focus(id));
        let chosen = state.view.figure.as_ref();
        let chosen = chosen.and_then(|figure| self.listing.place(figure));
        if self.has_focus {
            self.hear_keys(ui, id, chosen, actions);
        }
        let view = rows::View {
            project,
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
        let filter = EventFilter {
            vertical_arrows: true,
            escape: chosen.is_some(),
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let last = self.listing.rows().len().saturating_sub(1);
        let steps: [(Key, usize); 6] = [
            (Key::ArrowDown, chosen.map_or(0, |here| here + 1)),
            (
                Key::ArrowUp,
                chosen.map_or(0, |here| here.saturating_sub(1)),
            ),
            (Key::PageDown, chosen.map_or(0, |here| here + PAGE)),
            (
                Key::PageUp,
                chosen.map_or(0, |here| here.saturating_sub(PAGE)),
            ),
            (Key::Home, 0),
            (Key::End, last),
        ];
        for (key, to) in steps {
            if pressed(key) {
                self.choose(to.min(last), actions);
                self.reveal = true;
            }
        }
        if chosen.is_some() && pressed(Key::Enter) {
            actions.run(Command::MakeClaim);
        }
    }
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
