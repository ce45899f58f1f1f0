//! A field for a value that is checked while it is typed.
//!
//! The field keeps what the person types, right or wrong. What is right goes to the project at
//! once; what is wrong stands there with a red line and the reason until it holds, and the project
//! keeps what it had. Escape puts back what stood before. A change from elsewhere (undo, another
//! view) shows in the field.

use egui::accesskit::Invalid;
use egui::{Key, Response, Stroke, StrokeKind, Ui};

use super::completion::{Ask, Choice, Completion, Manner, select_all};
use super::theme::{SMALL, Tokens};

/// A field for a value that is checked while it is typed.
#[derive(Debug)]
pub struct Entry<T> {
    text: String,
    /// The value that the text stands for; none before the first frame.
    held: Option<T>,
    /// The value before somebody typed, which is kept while what they type is wrong.
    before: Option<T>,
    problem: Option<String>,
    completion: Completion,
}

/// How a field looks and what it takes.
pub struct Field<'a, T> {
    /// Its accessible name.
    pub name: &'a str,
    /// What stands in it while it is empty.
    pub hint: &'a str,
    /// In points.
    pub width: f32,
    /// The value as a person would type it.
    pub write: &'a dyn Fn(&T) -> String,
    /// Reads what was typed, or says what is wrong with it.
    pub read: &'a dyn Fn(&str) -> Result<T, String>,
    /// What the field proposes for a text.
    pub choices: &'a dyn Fn(&str) -> Vec<Choice>,
}

/// What the person did to a field in this frame.
pub struct Entered<T> {
    /// The field's response.
    pub response: Response,
    /// The new value, where a right one was typed.
    pub value: Option<T>,
    /// The keyboard left the field.
    pub left: bool,
    /// It left by Enter, with nothing wrong.
    pub confirmed: bool,
}

impl<T> Default for Entry<T> {
    fn default() -> Self {
        Self {
            text: String::new(),
            held: None,
            before: None,
            problem: None,
            completion: Completion::default(),
        }
    }
}

/// For fields that propose nothing.
pub fn no_choices(_typed: &str) -> Vec<Choice> {
    Vec::new()
}

impl<T: Clone + PartialEq> Entry<T> {
    /// Draws the field for `value`.
    pub fn show(&mut self, ui: &mut Ui, field: &Field<'_, T>, value: &T) -> Entered<T> {
        if self.held.as_ref() != Some(value) {
            self.text = (field.write)(value);
            self.problem = None;
            self.held = Some(value.clone());
            self.before = Some(value.clone());
        }
        let ask = Ask {
            id: ui.make_persistent_id(field.name),
            hint: field.hint,
            width: field.width,
            manner: Manner::Suggest,
        };
        let done = self
            .completion
            .show(ui, &ask, &mut self.text, |text| (field.choices)(text));
        let response = done.response.accessible_name(field.name);
        let pointed = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
        if response.gained_focus() && !pointed {
            // Reached by the keyboard: what is typed takes the place of what was there.
            select_all(ui, ask.id, &self.text);
        }
        if response.gained_focus() {
            self.before.clone_from(&self.held);
        }
        let mut entered = None;
        // What was refused because of another value is taken as soon as that one allows it.
        if response.changed() || self.problem.is_some() {
            match (field.read)(&self.text) {
                Ok(read) => {
                    self.problem = None;
                    if self.held.as_ref() != Some(&read) {
                        self.held = Some(read.clone());
                        entered = Some(read);
                    }
                }
                Err(problem) => {
                    self.problem = Some(problem);
                    // Some of it may have held by itself, as the 9 of 900: none of it is kept.
                    if self.held != self.before {
                        self.held.clone_from(&self.before);
                        entered.clone_from(&self.before);
                    }
                }
            }
        }
        let left = response.lost_focus();
        if left && ui.input(|input| input.key_pressed(Key::Escape)) {
            self.problem = None;
            if self.held != self.before {
                self.held.clone_from(&self.before);
                entered.clone_from(&self.before);
            }
        }
        if left
            && self.problem.is_none()
            && let Some(held) = &self.held
        {
            self.text = (field.write)(held);
        }
        self.mark(ui, &response);
        let confirmed =
            left && self.problem.is_none() && ui.input(|input| input.key_pressed(Key::Enter));
        Entered {
            response,
            value: entered,
            left,
            confirmed,
        }
    }

    /// The text in the field, where it is refused.
    pub fn refused(&self) -> Option<&str> {
        self.problem.is_some().then_some(self.text.as_str())
    }

    /// What is wrong with the text in the field.
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    fn mark(&self, ui: &Ui, response: &Response) {
        let Some(problem) = &self.problem else { return };
        let stroke = Stroke::new(1.5, Tokens::of(ui).danger);
        ui.painter()
            .rect_stroke(response.rect, 4, stroke, StrokeKind::Inside);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_invalid(Invalid::True);
            node.set_description(problem.as_str());
        });
    }
}

/// Says under a field what is wrong with it.
pub fn complain(ui: &mut Ui, problem: Option<&str>) {
    if let Some(problem) = problem {
        let text = egui::RichText::new(problem)
            .size(SMALL)
            .color(Tokens::of(ui).danger);
        ui.add(egui::Label::new(text).wrap());
    }
}
