//! The notebook: pages of Markdown, written beside their rendering, that embed claims and charts.
//!
//! This module owns the tab's layout; [`write`](mod@write) owns the editor, [`picker`] what `/` opens,
//! [`read`] the rendering. The page itself lives in the project.

mod picker;
mod read;
mod write;

use egui::{CentralPanel, Frame, Margin, Panel, Sides, Ui, vec2};

use self::read::Reading;
use self::write::Writing;
use super::action::{Action, Actions};
use super::chooser::chooser;
use super::command::Command;
use super::controls;
use super::state::State;
use super::theme::UNIT;
use crate::edit;
use crate::model::{Note, NoteId, Project};

/// Below this width, in points, writing and reading take turns unless both are asked for.
const WIDE: f32 = 640.0;
/// Below this width they stand above each other.
const SIDE_BY_SIDE: f32 = 480.0;

/// The notebook's tab.
#[derive(Default)]
pub struct Notebook {
    /// What the person wants to see; none lets the page and the width decide.
    wanted: Option<Mode>,
    /// The page that is open, and whether there was nothing on it when it was opened.
    opened: Option<(NoteId, bool)>,
    writing: Writing,
    reading: Reading,
}

/// Which sides of a page are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Write,
    Both,
    Read,
}

impl Mode {
    const ALL: [Self; 3] = [Self::Write, Self::Both, Self::Read];

    fn label(self) -> &'static str {
        match self {
            Self::Write => "Write",
            Self::Both => "Both",
            Self::Read => "Read",
        }
    }

    fn explanation(self) -> &'static str {
        match self {
            Self::Write => "Show the Markdown",
            Self::Both => "Show the Markdown and the page",
            Self::Read => "Show the page as it reads",
        }
    }
}

impl Notebook {
    /// Sends the keyboard to the text of the page when it is drawn next.
    pub fn write_next(&mut self) {
        self.writing.wants_keyboard = true;
    }

    /// Shows the pages and the one that is open.
    pub fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let Some(project) = state.project() else {
            return;
        };
        if let Some(note) = state.note()
            && self.opened.is_none_or(|(opened, _)| opened != note.id)
        {
            self.opened = Some((note.id, note.text.trim().is_empty()));
        }
        let mode = self.mode(ui.available_width());
        let bar = Frame::NONE.inner_margin(Margin {
            bottom: 6,
            ..Margin::ZERO
        });
        Panel::top("pages")
            .resizable(false)
            .frame(bar)
            .show(ui, |ui| {
                self.bar(ui, state, project, mode, actions);
            });
        let Some(note) = state.note() else {
            match project.notes().next() {
                Some(first) => actions.push(Action::OpenNote(first.id)),
                None => no_pages(ui, actions),
            }
            return;
        };
        let margin = Frame::NONE.inner_margin(Margin::symmetric(8, 4));
        if mode == Mode::Both {
            let (width, height) = (ui.available_width(), ui.available_height());
            let half = if width >= SIDE_BY_SIDE {
                Panel::left("page source")
                    .default_size(width / 2.0)
                    .size_range(160.0..=width - 160.0)
            } else {
                Panel::top("page source")
                    .default_size(height / 2.0)
                    .size_range(80.0..=(height - 80.0).max(80.0))
            };
            half.resizable(true).frame(margin).show(ui, |ui| {
                self.writing.show(ui, state, project, note, actions);
            });
        }
        CentralPanel::default()
            .frame(margin)
            .show(ui, |ui| match mode {
                Mode::Write => self.writing.show(ui, state, project, note, actions),
                Mode::Both | Mode::Read => {
                    self.reading
                        .show(ui, state, note, mode == Mode::Read, actions);
                }
            });
    }

    /// What is shown: both sides where there is room; else an empty page is written and a written
    /// one is read.
    fn mode(&self, width: f32) -> Mode {
        let was_empty = self.opened.is_some_and(|(_, was_empty)| was_empty);
        self.wanted.unwrap_or(match (width >= WIDE, was_empty) {
            (true, _) => Mode::Both,
            (false, true) => Mode::Write,
            (false, false) => Mode::Read,
        })
    }

    fn bar(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        shown: Mode,
        actions: &mut Actions,
    ) {
        let names = project.notes().map(|note| (note.id, display_title(note)));
        let choose = |ui: &mut Ui| chooser(ui, "Open page", names, state.view.note);
        let chosen = if ui.available_width() >= WIDE {
            let buttons = |ui: &mut Ui| {
                commands(ui, state, actions);
                ui.add_space(2.0 * UNIT);
                ui.spacing_mut().item_spacing.x = UNIT / 2.0;
                self.modes(ui, state, shown, Mode::ALL.into_iter().rev());
            };
            Sides::new().shrink_left().show(ui, choose, buttons).0
        } else {
            let chosen = choose(ui);
            // In as many rows as they need: a button out of sight is no button.
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(UNIT / 2.0, UNIT);
                self.modes(ui, state, shown, Mode::ALL.into_iter());
                commands(ui, state, actions);
            });
            chosen
        };
        if let Some(note) = chosen {
            actions.push(Action::OpenNote(note));
        }
    }

    /// Which side of the page is shown.
    fn modes(
        &mut self,
        ui: &mut Ui,
        state: &State,
        shown: Mode,
        modes: impl Iterator<Item = Mode>,
    ) {
        if state.note().is_none() {
            return;
        }
        for mode in modes {
            let response = ui.selectable_label(shown == mode, mode.label());
            if response.on_hover_text(mode.explanation()).clicked() {
                self.wanted = Some(mode);
            }
        }
    }
}

fn commands(ui: &mut Ui, state: &State, actions: &mut Actions) {
    for command in [Command::ExportPage, Command::NewPage] {
        if controls::command_button(ui, state, command) {
            actions.run(command);
        }
    }
}

/// The page's title, or a stand-in for one that has none.
pub fn display_title(note: &Note) -> String {
    let title = note.title.trim();
    if title.is_empty() {
        "Untitled page".to_owned()
    } else {
        title.to_owned()
    }
}

fn no_pages(ui: &mut Ui, actions: &mut Actions) {
    controls::empty_state(
        ui,
        "No pages yet",
        "A page holds what you conclude, in Markdown, with claims and charts in it.",
    );
    ui.vertical_centered(|ui| {
        if ui.button("Write the first page").clicked() {
            actions.run(Command::NewPage);
        }
    });
}

/// Replaces the page by one with that text, as part of typing or as a step of its own.
fn set_text(project: &Project, note: &Note, text: String, typing: bool, actions: &mut Actions) {
    let changed = Note {
        text,
        ..note.clone()
    };
    let edit = Ok(edit::notes::put(project, changed));
    if typing {
        actions.typed(format!("note:{}:text", note.id), edit);
    } else {
        actions.change(edit);
    }
}

#[cfg(test)]
mod tests;
