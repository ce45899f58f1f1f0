//! Saving a project, or any file that is to be as safe as one.
//!
//! What may lie where it is saved is said beforehand ([`Expected`]); an existing project becomes
//! its own newest backup, and its journal is told before and after. How one file takes another's
//! place is the business of [`super::replacement`].

use std::io::{self, Write};
use std::path::Path;

use super::lock::turn_to_save;
use super::replacement::Replacement;
use super::{FileStamp, Kept, Places, StoreError, backup, format};
use crate::model::Project;

/// What may lie where a file is to be saved.
#[derive(Debug, Clone, Copy)]
pub enum Expected<'a> {
    /// Nothing: this is a new file.
    Nothing,
    /// What was read or saved before; or nothing, if somebody took it away.
    Unchanged(&'a FileStamp),
    /// Anything: a person said to overwrite it. Only a project of a newer version is kept even so.
    Anything,
}

/// Saves a project; an existing file becomes its newest backup.
///
/// # Errors
/// [`StoreError::Exists`] or [`StoreError::ChangedOnDisk`] where something else lies there than
/// was `expected`, [`StoreError::Newer`], [`StoreError::NotAFile`], [`StoreError::NoFolder`],
/// [`StoreError::Protected`], and [`StoreError::Save`] for whatever the disk refuses. What was
/// there before still is.
pub fn save(
    project: &Project,
    path: &Path,
    expected: Expected<'_>,
    places: &Places,
) -> Result<FileStamp, StoreError> {
    save_kept(project, path, expected, places, &Kept::default())
}

/// Saves a project that has a journal; the journal begins anew.
///
/// # Errors
/// As [`save`].
pub fn save_kept(
    project: &Project,
    path: &Path,
    expected: Expected<'_>,
    places: &Places,
    journal: &Kept,
) -> Result<FileStamp, StoreError> {
    let _turn = turn_to_save(path, places);
    let stamp = Replacement {
        path,
        expected,
        keep_old: &|old| backup::keep(old, places),
        announce: &|length, hash| journal.announce(path, length, hash),
        gate: &|_| Ok(()),
    }
    .write(|sink| format::write_to(project, sink))?;
    journal.saved(path, &stamp);
    Ok(stamp)
}

/// Writes a file that is no project, such as an exported table, as safely as one: it takes its
/// place only when it is whole. No backup is kept of what was there.
///
/// # Errors
/// [`StoreError::Exists`] where something lies there and nothing was `expected`,
/// [`StoreError::NotAFile`], [`StoreError::Newer`] where a project of a newer version lies there,
/// [`StoreError::NoFolder`], [`StoreError::Protected`], and [`StoreError::Save`] for whatever the
/// disk refuses.
pub fn write_file(
    path: &Path,
    expected: Expected<'_>,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), StoreError> {
    let replacement = Replacement {
        path,
        expected,
        keep_old: &|_| {},
        announce: &|_, _| {},
        gate: &|_| Ok(()),
    };
    replacement.write(content).map(|_stamp| ())
}

#[cfg(test)]
mod tests;
