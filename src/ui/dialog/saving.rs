//! How work is saved by itself, and which earlier versions stay.

use std::path::PathBuf;

use egui::{DragValue, Grid, Ui};

use super::super::action::{Action, Actions};
use super::super::controls;
use super::super::state::State;
use super::super::theme::{self, UNIT};
use super::{buttons, heading};
use crate::store::Settings;

/// The settings as they are being changed.
#[derive(Debug)]
pub struct Saving {
    settings: Settings,
    folder: String,
}

impl Saving {
    /// Begins with what is set.
    pub fn new(settings: &Settings) -> Self {
        let folder = settings.backups.folder.as_ref();
        let folder = folder.map(|folder| folder.display().to_string());
        Self {
            settings: settings.clone(),
            folder: folder.unwrap_or_default(),
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        heading(ui, "Saving and earlier versions");
        let own = &mut self.settings;
        ui.checkbox(&mut own.autosave, "Save by itself after a pause")
            .on_hover_text("A project that has a file, when nothing was done for ten seconds");
        ui.add_space(2.0 * UNIT);
        ui.label(theme::strong(
            "Whenever a project is saved, keep of earlier versions",
        ));
        Grid::new("versions").num_columns(2).show(ui, |ui| {
            let backups = &mut own.backups;
            for (name, count) in [
                ("the newest", &mut backups.newest),
                ("the last of each hour, for hours", &mut backups.hours),
                ("the last of each day, for days", &mut backups.days),
            ] {
                let caption = ui.label(name);
                ui.add(DragValue::new(count).range(0..=1000))
                    .labelled_by(caption.id);
                ui.end_row();
            }
        });
        ui.add_space(UNIT);
        controls::field(
            ui,
            "Folder for them",
            &mut self.folder,
            "The program's own folder",
        );
        let folder = PathBuf::from(self.folder.trim());
        let refused = !self.folder.trim().is_empty() && !folder.is_absolute();
        if refused {
            ui.label("Write the whole path, from the root on.");
        }
        match buttons(ui, &["Done", "Cancel"], !refused) {
            Some(0) => {
                let mut settings = state.settings.clone();
                settings.autosave = self.settings.autosave;
                settings.backups = self.settings.backups.clone();
                settings.backups.newest = settings.backups.newest.max(1);
                let is_own = !self.folder.trim().is_empty();
                settings.backups.folder = is_own.then_some(folder);
                actions.push(Action::ChangeSettings(Box::new(settings)));
                actions.push(Action::CloseDialog);
            }
            Some(_) => actions.push(Action::CloseDialog),
            None => {}
        }
    }
}
