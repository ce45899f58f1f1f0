//! Going back to an earlier version of the project that was kept when it was saved.
//!
//! The versions are listed and compared in the background. To restore one is a step like any
//! other: it can be undone, and the file is written by the next save, which keeps it as it was.

use super::app::App;
use super::dialog::{Dialog, Restore};
use super::jobs::Outcome;
use crate::edit::Transaction;
use crate::store::{self, Backup, StoreError};

/// What restoring a version would change.
#[derive(Debug)]
pub struct Difference {
    /// The version.
    pub backup: Backup,
    /// The state of the project that it was compared with.
    pub revision: u64,
    /// What would change.
    pub result: Result<Transaction, StoreError>,
}

impl App {
    /// Lists the earlier versions of the open project.
    pub(super) fn list_backups(&mut self) {
        let document = self.state.document.as_ref();
        let Some(path) = document.and_then(|document| document.path.clone()) else {
            return;
        };
        self.dialog = Some(Dialog::Restore(Restore::default()));
        let places = self.places.clone();
        self.jobs.start("Looking for earlier versions", move || {
            Outcome::Backups(store::backups(&path, &places))
        });
    }

    /// Finds out what restoring a version would change.
    pub(super) fn compare_backup(&mut self, backup: Backup) {
        let Some(document) = &self.state.document else {
            return;
        };
        let project = document.project.clone();
        let revision = document.history.state();
        let time = self.state.clock.local(backup.time);
        let label = format!("Restore version of {}", time.strftime("%-d %b %Y %H:%M"));
        self.jobs.start("Comparing", move || {
            let read = store::read(&backup.path);
            let result = read.map(|opened| Transaction::between(&project, &opened.project, label));
            Outcome::BackupCompared(Box::new(Difference {
                backup,
                revision,
                result,
            }))
        });
    }

    /// Takes the list of versions.
    pub(super) fn backups_listed(&mut self, backups: Vec<Backup>) {
        if let Some(Dialog::Restore(dialog)) = &mut self.dialog {
            dialog.list(backups);
        }
    }

    /// Takes a comparison.
    pub(super) fn backup_compared(&mut self, difference: Difference) {
        if let Some(Dialog::Restore(dialog)) = &mut self.dialog {
            dialog.take(difference);
        }
    }
}
