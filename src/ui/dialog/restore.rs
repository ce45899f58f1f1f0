//! The earlier versions of the project: when they were saved, how large they are, and what would
//! change if one of them were restored.

use egui::{Button, ScrollArea, Ui};

use super::super::action::{Action, Actions};
use super::super::restoring::Difference;
use super::super::state::State;
use super::super::theme::{self, UNIT};
use super::{buttons, heading, list_height};
use crate::edit::summary::summaries;
use crate::store::Backup;

/// The versions, and the one that is looked at.
#[derive(Debug, Default)]
pub struct Restore {
    /// Newest first; none while they are looked for.
    backups: Option<Vec<Backup>>,
    chosen: Option<usize>,
    difference: Option<Difference>,
}

impl Restore {
    /// Takes the list.
    pub(in crate::ui) fn list(&mut self, backups: Vec<Backup>) {
        self.backups = Some(backups);
    }

    /// Takes what restoring the chosen version would change.
    pub(in crate::ui) fn take(&mut self, difference: Difference) {
        let backups = self.backups.as_deref().unwrap_or_default();
        let chosen = self.chosen.and_then(|place| backups.get(place));
        if chosen == Some(&difference.backup) {
            self.difference = Some(difference);
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        heading(ui, "Restore an earlier version");
        match &self.backups {
            None => {
                ui.label("Looking for earlier versions…");
            }
            Some(backups) if backups.is_empty() => {
                ui.label("There is none yet. Each save keeps the version before it.");
            }
            Some(backups) => {
                ui.label("Choose a version to see what would change:");
                ui.add_space(UNIT);
                let chosen = versions(ui, state, backups, self.chosen);
                if let Some((place, backup)) = chosen.and_then(|at| Some((at, backups.get(at)?))) {
                    self.chosen = Some(place);
                    self.difference = None;
                    actions.push(Action::CompareBackup(backup.clone()));
                }
            }
        }
        ui.add_space(2.0 * UNIT);
        let ready = self.changes(ui, state, actions);
        match buttons(ui, &["Restore", "Cancel"], ready) {
            Some(0) => {
                actions.push(Action::CloseDialog);
                let transaction = self.difference.take().and_then(|own| own.result.ok());
                if let Some(transaction) = transaction {
                    let told = format!("{} – undo takes it back", transaction.label);
                    actions.change(Ok(transaction));
                    actions.push(Action::Tell(told));
                }
            }
            Some(_) => actions.push(Action::CloseDialog),
            None => {}
        }
    }

    /// Says what would change; true where it can be done.
    fn changes(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) -> bool {
        if self.chosen.is_none() {
            return false;
        }
        let Some(difference) = &self.difference else {
            ui.label("Comparing…");
            return false;
        };
        if difference.revision != state.revision() {
            // The project went on meanwhile: a file that changed on disk was read.
            let backup = difference.backup.clone();
            self.difference = None;
            actions.push(Action::CompareBackup(backup));
            return false;
        }
        match &difference.result {
            Err(error) => {
                ui.label(error.to_string());
                false
            }
            Ok(transaction) if transaction.is_empty() => {
                ui.label("It is the same as the project is now.");
                false
            }
            Ok(transaction) => {
                for summary in summaries(transaction) {
                    ui.horizontal_wrapped(|ui| {
                        ui.label(theme::strong(summary.kind));
                        ui.label(summary.line());
                    });
                }
                ui.add_space(UNIT);
                let calm = "Restoring is one step, which you can undo. The file is written when \
                            you save, and its present content is kept as a version as well.";
                ui.label(theme::weak(ui, calm));
                true
            }
        }
    }
}

/// The list; says which version was pressed.
fn versions(
    ui: &mut Ui,
    state: &State,
    backups: &[Backup],
    chosen: Option<usize>,
) -> Option<usize> {
    let mut pressed = None;
    let height = ui.text_style_height(&egui::TextStyle::Button) + 2.0 * UNIT;
    ScrollArea::vertical()
        .max_height(list_height(ui, 200.0, 240.0))
        .show_rows(ui, height, backups.len(), |ui, shown| {
            for place in shown {
                let backup = &backups[place];
                let time = state.clock.local(backup.time);
                let time = time.strftime("%-d %b %Y, %H:%M:%S").to_string();
                let name = format!("Version of {time}");
                let row = Button::selectable(chosen == Some(place), time)
                    .right_text(theme::weak(ui, size(backup.bytes)))
                    .min_size(egui::vec2(ui.available_width(), height - UNIT));
                if ui.add(row).accessible_name(&name).clicked() {
                    pressed = Some(place);
                }
            }
        });
    pressed
}

/// A size as people say it: `740 bytes`, `12 kB`, `3.4 MB`.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
