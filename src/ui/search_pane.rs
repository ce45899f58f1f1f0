//! Everything in the project that answers a question, as it is typed: words in texts, claims and
//! pages in their context, by article, each a jump.
//!
//! Owns what was typed and which row is chosen. The search itself runs in the background (see
//! [`super::everywhere`]); an older one is called off as soon as there is another question.

mod rows;

use egui::{Key, Modifiers, RichText, TextEdit, Ui};

use self::rows::Row;
use super::action::{Action, Actions};
use super::controls::{empty_state, icon_button};
use super::state::State;
use super::status::{counted, number};
use super::theme::{SMALL, Tokens, UNIT};
use crate::search::{Found, Hit, Place, Query};

/// How many answers are shown at most.
pub const MOST: usize = 5_000;
/// How far the page keys go, in rows.
const PAGE: isize = 10;

/// Everything that answers what is typed.
#[derive(Default)]
pub struct SearchPane {
    words: String,
    /// What was asked last, and of which state of the project.
    asked: Option<(String, u64)>,
    /// Counts the questions, to tell their answers apart.
    questions: u64,
    waiting: bool,
    fault: Option<String>,
    found: Found,
    rows: Vec<Row>,
    chosen: Option<usize>,
    reveal: bool,
    wants_focus: bool,
    memory: rows::Memory,
}

impl SearchPane {
    /// Sends the keyboard to the field when it is drawn next; what stands in it is selected.
    pub fn focus(&mut self) {
        self.wants_focus = true;
    }

    /// Takes what a search found, unless something else was asked since.
    pub fn take(&mut self, question: u64, found: Found) {
        if question != self.questions {
            return;
        }
        self.waiting = false;
        self.rows = rows::of(&found);
        self.found = found;
        self.memory = rows::Memory::default();
        self.chosen = self.rows.iter().position(|row| row.hit.is_some());
        self.reveal = true;
    }

    /// Draws field and answers.
    pub fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let jump = self.field(ui);
        self.ask(state.revision(), actions);
        ui.add_space(UNIT / 2.0);
        if let Some(fault) = &self.fault {
            empty_state(ui, "This is not understood", fault);
            return;
        }
        if self.words.trim().is_empty() {
            let what = "Words, \"phrases\", /patterns/ and fields: tag:aid amount:>1bn \
                        date:2024-02..2024-05 -has:note";
            empty_state(ui, "Search all texts, claims and pages", what);
            return;
        }
        if self.rows.is_empty() {
            if !self.waiting {
                empty_state(ui, "Nothing found", "No text, claim or page answers this.");
            }
            return;
        }
        let Some(project) = state.project() else {
            return;
        };
        let view = rows::View {
            project,
            found: &self.found,
            rows: &self.rows,
            chosen: self.chosen,
            reveal: std::mem::take(&mut self.reveal),
        };
        if let Some(row) = rows::show(ui, &view, &mut self.memory) {
            self.chosen = Some(row);
            self.jump(row, actions);
        } else if let Some(row) = self.chosen.filter(|_| jump) {
            self.jump(row, actions);
        }
    }

    /// Draws the field and the count; says whether Enter was pressed in it.
    fn field(&mut self, ui: &mut Ui) -> bool {
        let id = ui.make_persistent_id("search everywhere");
        let mut jump = false;
        if ui.memory(|memory| memory.has_focus(id)) {
            // The arrows choose a row while the field keeps the keyboard.
            let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            jump = pressed(Key::Enter);
            for (key, by) in [
                (Key::ArrowDown, 1),
                (Key::ArrowUp, -1),
                (Key::PageDown, PAGE),
                (Key::PageUp, -PAGE),
            ] {
                if pressed(key) {
                    self.walk(by);
                }
            }
        }
        ui.horizontal(|ui| {
            let field = TextEdit::singleline(&mut self.words)
                .hint_text("Search all texts, claims and pages…")
                .id(id)
                .desired_width((ui.available_width() * 0.5).clamp(160.0, 420.0));
            let response = ui.add(field).accessible_name("Search everywhere");
            if std::mem::take(&mut self.wants_focus) {
                response.request_focus();
                select_all(ui, id, &self.words);
            }
            if !self.words.is_empty() && icon_button(ui, "×", "Clear the search").clicked() {
                self.words.clear();
                response.request_focus();
            }
            let tokens = Tokens::of(ui);
            let told = match (&self.fault, self.waiting, self.found.count) {
                (Some(_), ..) | (None, false, 0) => String::new(),
                (None, true, 0) => "Searching…".to_owned(),
                (None, _, count) => {
                    let more = if self.found.more { "The first " } else { "" };
                    let places = counted(self.found.groups.len(), "text");
                    format!("{more}{} in {places}", counted(count, "answer"))
                }
            };
            ui.label(RichText::new(told).size(SMALL).color(tokens.weak));
        });
        jump
    }

    /// Asks what is typed, where that or the project is another than last time.
    fn ask(&mut self, revision: u64, actions: &mut Actions) {
        let asked = (self.words.clone(), revision);
        if self.asked.as_ref() == Some(&asked) {
            return;
        }
        self.asked = Some(asked);
        self.questions += 1;
        self.fault = None;
        let query: Query = match self.words.parse() {
            Ok(query) => query,
            Err(fault) => {
                self.fault = Some(fault.spoken(&self.words));
                Query::default()
            }
        };
        if query.is_empty() {
            self.waiting = false;
            self.found = Found::default();
            self.rows.clear();
        } else {
            self.waiting = true;
        }
        actions.push(Action::Search {
            question: self.questions,
            query,
        });
    }

    /// Chooses an answer some rows on, past the headings.
    fn walk(&mut self, by: isize) {
        let hits: Vec<usize> = (0..self.rows.len())
            .filter(|row| self.rows[*row].hit.is_some())
            .collect();
        let here = self.chosen.and_then(|row| hits.binary_search(&row).ok());
        let last = hits.len().saturating_sub(1);
        let to = here.map_or(0, |here| here.saturating_add_signed(by).min(last));
        self.chosen = hits.get(to).copied();
        self.reveal = true;
    }

    fn jump(&self, row: usize, actions: &mut Actions) {
        let Some((place, hit)) = self.hit(row) else {
            return;
        };
        match (place, hit.claim) {
            (_, Some(claim)) => actions.push(Action::ShowClaim { claim, jump: true }),
            (Place::Article(article), None) => {
                actions.push(Action::OpenArticle(article));
                actions.push(Action::Jump(hit.range.clone()));
            }
            (Place::Page(page), None) => actions.push(Action::OpenNote(page)),
        }
    }

    fn hit(&self, row: usize) -> Option<(Place, &Hit)> {
        let row = self.rows.get(row)?;
        let group = self.found.groups.get(row.group)?;
        Some((group.place, group.hits.get(row.hit?)?))
    }
}

fn select_all(ui: &Ui, id: egui::Id, words: &str) {
    use egui::text::{CCursor, CCursorRange};
    let mut field = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(egui::text::CharIndex(words.chars().count()));
    let range = CCursorRange::two(CCursor::default(), end);
    field.cursor.set_char_range(Some(range));
    field.store(ui.ctx(), id);
}

/// A heading's count.
fn count(hits: usize) -> String {
    number(hits)
}
