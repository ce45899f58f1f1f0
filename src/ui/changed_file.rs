//! A project's file that somebody else wrote: git, a sync folder, a colleague.
//!
//! It is looked at whenever the window comes to the front, and a save finds it out in any case.
//! With nothing unsaved the new content comes in as one step that can be undone; else both are
//! merged, and what cannot be is asked about.

use std::path::{Path, PathBuf};

use super::app::App;
use super::dialog::{Dialog, Overwrite};
use super::files::Pick;
use super::jobs::Outcome;
use crate::edit::{Draft, Transaction};
use crate::merge::merge;
use crate::store::{self, OnDisk, Opened, StoreError};

impl App {
    /// Whether this is the file of the open project.
    pub(super) fn is_own_file(&self, path: &Path) -> bool {
        let document = self.state.document.as_ref();
        document.is_some_and(|own| own.path.as_deref() == Some(path) && own.on_disk.is_some())
    }

    /// Looks whether the open project's file changed, in the background.
    pub(super) fn look_at_file(&mut self) {
        let document = self.state.document.as_ref();
        let Some((path, stamp)) = document.and_then(|own| own.path.clone().zip(own.stamp.clone()))
        else {
            return;
        };
        self.jobs.start("Looking at the file", move || {
            match stamp.compare(&path) {
                Ok(OnDisk::Changed) => reread(path, false),
                // A file that is gone is written again by the next save; one that nobody may
                // look at now may be there later.
                Ok(OnDisk::Same | OnDisk::Gone) | Err(_) => Outcome::Nothing,
            }
        });
    }

    /// Reads the open project's file, which has changed.
    pub(super) fn read_changed_file(&mut self, path: PathBuf, then_save: bool) {
        self.jobs
            .start("Reading the changed file", move || reread(path, then_save));
    }

    /// Takes the new content of the open project's file.
    pub(super) fn file_changed(
        &mut self,
        path: PathBuf,
        result: Result<Box<Opened>, StoreError>,
        then_save: bool,
    ) {
        if !self.is_own_file(&path) {
            return;
        }
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let opened = match result {
            Ok(opened) => *opened,
            Err(error) if then_save => {
                self.dialog = Some(Dialog::Overwrite(Overwrite {
                    pick: Pick::SaveProject,
                    reason: format!(
                        "{name} was changed by another program since it was opened, and cannot \
                         be read now: {error}"
                    ),
                    path,
                }));
                return;
            }
            Err(error) => {
                self.toasts.refuse(format!(
                    "{name} changed on disk and cannot be read now: {error}"
                ));
                return;
            }
        };
        let now = self.state.clock.now();
        let Some(document) = &mut self.state.document else {
            return;
        };
        let (Some(stamp), Some(base)) = (opened.stamp, document.on_disk.clone()) else {
            return;
        };
        if document.stamp.as_ref() == Some(&stamp) {
            return;
        }
        document.end_typing();
        let theirs = opened.project;
        let (project, conflicts, label) = if document.history.is_unsaved() {
            let merged = merge(&base, &document.project, &theirs);
            (merged.project, merged.conflicts, "Merge changes from disk")
        } else {
            (theirs.clone(), Vec::new(), "Read changes from disk")
        };
        let step = Transaction::between(&document.project, &project, label);
        let changes = step.changes.clone();
        document.history.apply(&mut document.project, step, None);
        let rest = Transaction::between(&theirs, &project, label);
        if rest.is_empty() {
            document.history.mark_saved(document.history.state());
        } else {
            document.history.forget_saved();
        }
        document.recorder.rebase(&path, &stamp, &rest, now);
        document.stamp = Some(stamp);
        document.on_disk = Some(theirs);
        let asks = !conflicts.is_empty();
        document.conflicts.extend(conflicts);
        self.follow_figures(&changes);
        self.let_go_of_what_is_gone();
        if asks {
            self.dialog = Some(Dialog::Conflicts);
        } else if rest.is_empty() {
            self.toasts
                .tell_with_undo(format!("{name} changed on disk and was read again"));
        } else {
            self.toasts
                .tell_with_undo(format!("{name} changed on disk; both are merged"));
            if then_save {
                self.save();
            }
        }
    }
}

impl App {
    /// Settles one of the conflicts of the open project by its number.
    pub(super) fn settle_conflict(&mut self, place: usize, theirs: bool) {
        let Some(document) = &mut self.state.document else {
            return;
        };
        if place >= document.conflicts.len() {
            return;
        }
        let conflict = document.conflicts.remove(place);
        // One's own side stands already, with what was done since.
        if theirs {
            let mut draft = Draft::new(&document.project);
            match conflict.theirs {
                Some(entity) => draft.put(entity),
                None => draft.remove(conflict.key),
            }
            let step = draft.finish("Settle conflict");
            self.change(step, None);
        }
    }
}

fn reread(path: PathBuf, then_save: bool) -> Outcome {
    let result = store::read(&path).map(Box::new);
    Outcome::Reread {
        path,
        result,
        then_save,
    }
}
