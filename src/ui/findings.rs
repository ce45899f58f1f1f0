//! What is one fact and where sources disagree: the findings and what is proposed, the conflicts,
//! the numbers that do not add up, and the names that may be one claimant's.
//!
//! Owns which of the four is shown and the words they are narrowed by; [`rows`] draws the list,
//! [`details`] what is chosen in it, [`questions`] and [`claimants`] the other two lists.

mod claimants;
mod details;
mod questions;
mod rows;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use egui::{Button, EventFilter, Key, Label, Modifiers, TextEdit, Ui};
use strum::{EnumIter, IntoEnumIterator as _};

use super::action::{Action, Actions, Focus};
use super::controls::empty_state;
use super::overview::FindingAt;
use super::state::State;
use super::theme::{self, UNIT};
use crate::findings::overview::{Overview, Row};
use crate::model::Project;

/// How far the page keys go, in rows.
const PAGE: usize = 10;
/// The width from which what is chosen stands beside the list, in points.
const BESIDE: f32 = 860.0;

/// The findings and what belongs to them.
#[derive(Default)]
pub struct Findings {
    mode: Mode,
    words: String,
    listed: Listed,
    details: details::Details,
    questions: questions::Questions,
    claimants: claimants::Claimants,
    /// The row that was chosen when the list was drawn last.
    shown: Option<FindingAt>,
    reveal: bool,
    wants_focus: bool,
}

/// Which rows are listed, worked out anew only when there are others or something else is asked.
#[derive(Default)]
struct Listed {
    of: Arc<Overview>,
    /// How many there are of each mode.
    counts: Vec<(Mode, usize)>,
    asked: Option<(Mode, String)>,
    /// Where the rows stand in the overview, in the order of the list.
    places: Vec<usize>,
    /// How often the rows were looked through: it must not grow while nothing changes.
    looks: usize,
}

impl Listed {
    fn bring_up_to_date(&mut self, overview: &Arc<Overview>, mode: Mode, words: &str) {
        if !Arc::ptr_eq(&self.of, overview) || self.counts.is_empty() {
            self.of = Arc::clone(overview);
            self.counts = Mode::iter()
                .map(|mode| (mode, mode.count(overview)))
                .collect();
            self.asked = None;
        }
        let is_same = |(own, asked): &(Mode, String)| *own == mode && asked == words;
        if self.asked.as_ref().is_some_and(is_same) {
            return;
        }
        self.places = match mode {
            Mode::Conflicts => overview.conflict_places(),
            _ => (0..overview.rows.len()).collect(),
        };
        // All of the words, in any case.
        let wanted = words.to_lowercase();
        let mut wanted = wanted.split_whitespace().peekable();
        if wanted.peek().is_some() {
            let wanted: Vec<&str> = wanted.collect();
            self.places.retain(|place| {
                let row = &overview.rows[*place];
                wanted.iter().all(|word| row.words.contains(word))
            });
        }
        self.asked = Some((mode, words.to_owned()));
        self.looks += 1;
    }

    fn rows<'a>(&self, overview: &'a Overview) -> Vec<&'a Row> {
        let rows = self.places.iter();
        rows.filter_map(|place| overview.rows.get(*place)).collect()
    }

    fn count(&self, mode: Mode) -> usize {
        let own = self.counts.iter().find(|(own, _)| *own == mode);
        own.map_or(0, |(_, count)| *count)
    }
}

/// What is listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, EnumIter)]
pub enum Mode {
    /// The findings and what is proposed.
    #[default]
    All,
    /// Those whose claims disagree.
    Conflicts,
    /// The numbers that do not add up.
    Questions,
    /// The names that may be one claimant's.
    Claimants,
}

impl Mode {
    fn label(self) -> &'static str {
        match self {
            Self::All => "Findings",
            Self::Conflicts => "Conflicts",
            Self::Questions => "Arithmetic",
            Self::Claimants => "Claimants",
        }
    }

    fn count(self, overview: &Overview) -> usize {
        match self {
            Self::All => overview.rows.len(),
            Self::Conflicts => overview.rows.iter().filter(|row| row.disagrees()).count(),
            Self::Questions => overview.questions.len(),
            Self::Claimants => overview.claimants.len(),
        }
    }
}

impl Findings {
    /// Shows one of the lists, and sends the keyboard to it.
    pub fn open(&mut self, mode: Mode) {
        self.mode = mode;
        self.wants_focus = true;
    }

    /// Sends the keyboard to the field for the reason.
    pub fn explain(&mut self) {
        self.details.explain();
    }

    /// Draws the list and what is chosen in it.
    pub fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let Some(project) = state.project() else {
            return;
        };
        if state.looked.is_empty() {
            let what = "What seems to be one fact will be listed here.";
            empty_state(ui, "Comparing the claims", what);
            return;
        }
        let overview = &state.looked.overview;
        self.listed
            .bring_up_to_date(overview, self.mode, &self.words);
        self.bar(ui);
        match self.mode {
            Mode::All | Mode::Conflicts => {
                let rows = self.listed.rows(overview);
                self.findings(ui, state, project, &rows, actions);
            }
            Mode::Questions => self
                .questions
                .show(ui, state, project, &self.words, actions),
            Mode::Claimants => self
                .claimants
                .show(ui, state, project, &self.words, actions),
        }
    }

    fn bar(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 1.5 * UNIT;
            let field = TextEdit::singleline(&mut self.words)
                .hint_text("Filter findings…")
                .id(ui.make_persistent_id("filter findings"))
                .desired_width((ui.available_width() * 0.2).clamp(100.0, 180.0));
            let field = ui.add(field).accessible_name("Filter findings");
            if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
                self.words.clear();
            }
            for mode in Mode::iter() {
                let label = format!("{}  {}", mode.label(), self.listed.count(mode));
                let chosen = self.mode == mode;
                let response = ui.add(Button::selectable(chosen, label));
                let name = format!("List {}", mode.label().to_lowercase());
                response.widget_info(|| {
                    egui::WidgetInfo::selected(egui::Role::RadioButton, true, chosen, &name)
                });
                if response.clicked() {
                    self.mode = mode;
                }
            }
        });
        ui.add_space(UNIT / 2.0);
    }

    fn findings(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        rows: &[&Row],
        actions: &mut Actions,
    ) {
        if rows.is_empty() {
            self.nothing(ui);
            return;
        }
        let chosen = state.finding_row();
        let beside = ui.available_width() >= BESIDE;
        let Some(row) = chosen else {
            self.list(ui, state, rows, actions);
            return;
        };
        if beside {
            let width = ui.available_width() * 0.46;
            egui::Panel::right("finding beside")
                .default_size(width)
                .size_range(320.0..=ui.available_width() - 360.0)
                .show(ui, |ui| self.details.show(ui, state, project, row, actions));
        } else {
            let height = ui.available_height();
            egui::Panel::bottom("finding below")
                .resizable(true)
                .default_size(height * 0.58)
                .size_range(80.0..=(height - 70.0).max(81.0))
                .show(ui, |ui| self.details.show(ui, state, project, row, actions));
        }
        self.list(ui, state, rows, actions);
    }

    fn nothing(&self, ui: &mut Ui) {
        let any = self.listed.count(self.mode) > 0;
        let (heading, what) = match (any, self.mode) {
            (true, _) => (
                "Nothing found",
                "No finding holds the words that are asked for above.",
            ),
            (false, Mode::Conflicts) => (
                "No conflicts",
                "Where claims about one quantity disagree, they are listed here.",
            ),
            (false, _) => (
                "No findings yet",
                "Claims that report the same quantity are proposed here as soon as there are two. \
                 Give them a subject, a unit and a date.",
            ),
        };
        empty_state(ui, heading, what);
    }

    fn list(&mut self, ui: &mut Ui, state: &State, listed: &[&Row], actions: &mut Actions) {
        let id = ui.make_persistent_id("findings list");
        let response = ui.interact(
            ui.available_rect_before_wrap(),
            id,
            // Rows sense the mouse; the list as a whole is one stop for the keyboard.
            egui::Sense::focusable_noninteractive(),
        );
        let name = self.mode.label();
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Table, true, name));
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
            ui.request_repaint();
        }
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let own = state.finding_row();
        let chosen = own.and_then(|own| listed.iter().position(|row| std::ptr::eq(*row, own)));
        if self.shown != state.view.finding {
            self.shown = state.view.finding;
            self.reveal = true;
        }
        if has_focus {
            self.hear_keys(ui, id, state, listed, chosen, actions);
        }
        let view = rows::View {
            rows: listed,
            chosen,
            has_focus,
            reveal: chosen.filter(|_| std::mem::take(&mut self.reveal)),
        };
        match rows::show(ui, &view) {
            None => {}
            Some(rows::Done::Chosen(place)) => {
                response.request_focus();
                self.choose(listed, place, actions);
            }
            Some(rows::Done::Opened(place)) => {
                self.choose(listed, place, actions);
                open_words(state, listed.get(place).copied(), actions);
            }
            Some(rows::Done::Run(place, command)) => {
                self.choose(listed, place, actions);
                actions.run(command);
            }
        }
    }

    fn choose(&mut self, rows: &[&Row], place: usize, actions: &mut Actions) {
        let at = rows.get(place).and_then(|row| FindingAt::of(row));
        // The row is where the person looks already.
        self.shown = at;
        actions.push(Action::ShowFinding(at));
    }

    fn hear_keys(
        &mut self,
        ui: &Ui,
        id: egui::Id,
        state: &State,
        rows: &[&Row],
        chosen: Option<usize>,
        actions: &mut Actions,
    ) {
        let filter = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let last = rows.len().saturating_sub(1);
        let back = |by: usize| chosen.map_or(0, |here| here.saturating_sub(by));
        let on = |by: usize| chosen.map_or(0, |here| here + by);
        for (key, to) in [
            (Key::ArrowDown, on(1)),
            (Key::ArrowUp, back(1)),
            (Key::PageDown, on(PAGE)),
            (Key::PageUp, back(PAGE)),
            (Key::Home, 0),
            (Key::End, last),
        ] {
            if pressed(key) {
                self.choose(rows, to.min(last), actions);
                self.reveal = true;
            }
        }
        if pressed(Key::Enter) {
            open_words(state, chosen.map(|at| rows[at]), actions);
        }
    }
}

/// Goes to the words of the first claim of a row; of the next one, where a claim of it is shown.
fn open_words(state: &State, row: Option<&Row>, actions: &mut Actions) {
    let Some(row) = row else { return };
    let shown = state.view.claim;
    let here = row.claims.iter().position(|claim| Some(*claim) == shown);
    let next = here.map_or(0, |here| (here + 1) % row.claims.len());
    if let Some(claim) = row.claims.get(next) {
        actions.push(Action::ShowClaim {
            claim: *claim,
            jump: true,
        });
        if here.is_none() && row.claims.len() == 1 {
            actions.push(Action::Focus(Focus::Reader));
        }
    }
}

/// A remark in words of the second order.
fn remark(ui: &mut Ui, words: &str) {
    ui.add(Label::new(theme::weak(ui, words)).wrap());
}
