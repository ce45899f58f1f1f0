//! Dialogs that ask one question or say one thing.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::text_edit::TextEditState;
use egui::{Id, ScrollArea, TextEdit, Ui};

use super::super::action::{Action, Actions, Leave};
use super::super::controls::keep_enter;
use super::super::files::{self, Pick};
use super::super::theme::{self, UNIT};
use super::{buttons, heading, list_height};

/// Asks for a path where no system dialog answers.
#[derive(Debug)]
pub struct PathBox {
    pick: Pick,
    /// Where a bare name stands.
    folder: PathBuf,
    text: String,
    asked_for_focus: bool,
}

impl PathBox {
    /// The box for one purpose, with a folder to start from and, where a file is to be written,
    /// the name that is proposed.
    pub fn new(pick: Pick, place: &Path) -> Self {
        let (folder, _) = files::folder_and_name(place);
        let text = if pick.writes() {
            place.display().to_string()
        } else {
            String::new()
        };
        Self {
            pick,
            folder: folder.to_owned(),
            text,
            asked_for_focus: false,
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, actions: &mut Actions) {
        heading(ui, self.pick.title());
        let caption = ui.label(theme::weak(ui, self.pick.hint()));
        let many = self.pick == Pick::ImportFiles;
        let edit = if many {
            TextEdit::multiline(&mut self.text).desired_rows(4)
        } else {
            TextEdit::singleline(&mut self.text)
        };
        let hint = self.folder.join("…").display().to_string();
        let field = ui.add(edit.desired_width(f32::INFINITY).hint_text(hint));
        let field = field.labelled_by(caption.id);
        if many {
            keep_enter(ui, &field);
        }
        if !self.asked_for_focus {
            field.request_focus();
            select_name(ui, field.id, &self.text);
            self.asked_for_focus = true;
        }
        let paths: Vec<PathBuf> = self
            .text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| files::typed_path(line, self.pick, &self.folder))
            .collect();
        match buttons(ui, &[self.pick.verb(), "Cancel"], !paths.is_empty()) {
            // The answer closes the box: closing it otherwise means that there is none.
            Some(0) => actions.push(Action::Picked {
                pick: self.pick,
                paths,
            }),
            Some(_) => actions.push(Action::CloseDialog),
            None => {}
        }
    }
}

/// Selects a path's name without its ending, which is what a person most likely changes.
fn select_name(ui: &Ui, field: Id, path: &str) {
    let name = path.rfind(MAIN_SEPARATOR).map_or(0, |at| at + 1);
    let end = path[name..].rfind('.').map_or(path.len(), |at| name + at);
    let place = |at: usize| CCursor::new(CharIndex(path[..at].chars().count()));
    let mut state = TextEditState::load(ui.ctx(), field).unwrap_or_default();
    let range = CCursorRange::two(place(name), place(end));
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), field);
}

/// Asks what to do with unsaved work.
#[derive(Debug)]
pub struct Unsaved {
    /// The project's name.
    pub project: String,
    /// Where to go then.
    pub leave: Leave,
}

impl Unsaved {
    pub(super) fn show(&self, ui: &mut Ui, actions: &mut Actions) {
        heading(ui, &format!("Save “{}” first?", self.project));
        ui.label("It has changes that are not in its file yet. Without saving they are lost.");
        match buttons(ui, &["Save", "Cancel", "Don't save"], true) {
            Some(0) => {
                actions.push(Action::CloseDialog);
                actions.push(Action::SaveAndLeave(self.leave.clone()));
            }
            Some(1) => actions.push(Action::CloseDialog),
            Some(_) => {
                actions.push(Action::CloseDialog);
                actions.push(Action::LeaveUnsaved(self.leave.clone()));
            }
            None => {}
        }
    }
}

/// Asks whether a file may be written over.
#[derive(Debug)]
pub struct Overwrite {
    /// What is to be written.
    pub pick: Pick,
    /// The file.
    pub path: PathBuf,
    /// Why there is a question.
    pub reason: String,
}

impl Overwrite {
    pub(super) fn show(&self, ui: &mut Ui, actions: &mut Actions) {
        heading(ui, "Write over this file?");
        ui.label(&self.reason);
        let (pick, path) = (self.pick, self.path.clone());
        match buttons(ui, &[elsewhere(pick), "Cancel", "Write over it"], true) {
            Some(0) => actions.push(Action::PickAgain { pick, path }),
            Some(1) => actions.push(Action::CloseDialog),
            Some(_) => actions.push(Action::WriteOver { pick, path }),
            None => {}
        }
    }
}

/// Says that something was not written, and offers another place for it. Stays until it is
/// answered.
#[derive(Debug)]
pub struct NotWritten {
    /// What was to be written.
    pub pick: Pick,
    /// The file.
    pub path: PathBuf,
    /// Why not, and what to do.
    pub reason: String,
}

impl NotWritten {
    pub(super) fn show(&self, ui: &mut Ui, actions: &mut Actions) {
        let is_save = self.pick == Pick::SaveProject;
        let what = if is_save {
            "The project was not saved"
        } else {
            "Nothing was written"
        };
        heading(ui, what);
        ui.label(&self.reason);
        if is_save {
            ui.add_space(UNIT);
            ui.label("Your work is still in this window.");
        }
        let (pick, path) = (self.pick, self.path.clone());
        match buttons(ui, &[elsewhere(pick), "Close"], true) {
            Some(0) => actions.push(Action::PickAgain { pick, path }),
            Some(_) => actions.push(Action::CloseDialog),
            None => {}
        }
    }
}

/// The button that asks for another place.
fn elsewhere(pick: Pick) -> &'static str {
    if pick == Pick::SaveProject {
        "Save as…"
    } else {
        "Choose another place…"
    }
}

/// Asks before something is deleted whose end cannot be seen at once.
#[derive(Debug)]
pub struct Confirm {
    /// The question.
    pub question: String,
    /// What goes with it.
    pub consequences: Vec<String>,
    /// The verb on the button.
    pub verb: String,
    /// The change that is made; dropped when the answer is no.
    pub transaction: Option<crate::edit::Transaction>,
}

impl Confirm {
    pub(super) fn show(&mut self, ui: &mut Ui, actions: &mut Actions) {
        heading(ui, &self.question);
        for line in &self.consequences {
            ui.label(line);
        }
        ui.label(theme::weak(ui, "You can undo this."));
        match buttons(ui, &[self.verb.as_str(), "Cancel"], true) {
            Some(0) => {
                actions.push(Action::CloseDialog);
                if let Some(transaction) = self.transaction.take() {
                    actions.push(Action::Change {
                        transaction,
                        typing: None,
                    });
                }
            }
            Some(_) => actions.push(Action::CloseDialog),
            None => {}
        }
    }
}

/// A report to read: what was imported, what the check found, why a file does not open.
#[derive(Debug)]
pub struct Message {
    /// Its heading.
    pub heading: String,
    /// Its lines.
    pub lines: Vec<String>,
}

impl Message {
    pub(super) fn show(&self, ui: &mut Ui, actions: &mut Actions) {
        heading(ui, &self.heading);
        let most = list_height(ui, 320.0, 90.0);
        ScrollArea::vertical().max_height(most).show(ui, |ui| {
            for line in &self.lines {
                ui.label(line);
                ui.add_space(UNIT);
            }
        });
        if buttons(ui, &["Close"], true).is_some() {
            actions.push(Action::CloseDialog);
        }
    }
}
