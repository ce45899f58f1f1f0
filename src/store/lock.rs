//! Who has a project open.
//!
//! The lock of a project is a file of the program's own folder, named after the whole path of the
//! project as its backups are: it works where the project's folder can only be read, and no sync
//! folder carries it about. The system holds it, and lets go when the process ends however it
//! ends, so a dead lock is no lock. A second computer on a shared folder is not seen by it; there
//! the file's stamp tells that it changed.
//!
//! A save has a lock of its own, beside that of the window: between looking whether the file is
//! what was read and putting another in its place, no other save of it may come.

use std::fs::{self, File, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::backup::name_of;
use super::{Places, whole_path};

/// A project that this window has open for writing, until it is dropped.
#[derive(Debug)]
pub struct ProjectLock {
    /// None where there is no folder for locks, or no locks on its disk.
    file: Option<File>,
}

/// Who has a project open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The person, as the system calls them; empty where it does not.
    pub user: String,
    /// The number of the process.
    pub process: u32,
    /// Since when.
    pub since: Timestamp,
}

impl ProjectLock {
    /// Takes the lock of a project. A lock whose holder is dead is free.
    ///
    /// # Errors
    /// Who has it; none where that cannot be read.
    pub fn take(path: &Path, places: &Places, now: Timestamp) -> Result<Self, Option<Holder>> {
        // Without a lock two windows may meet; the stamp of the file tells them then.
        let Some(mut file) = lock_file(path, places, "lock") else {
            return Ok(Self { file: None });
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(holder(&mut file)),
            Err(TryLockError::Error(error)) => {
                log::warn!("no lock of {}: {error}", path.display());
                return Ok(Self { file: None });
            }
        }
        let name = |variable| std::env::var(variable).ok();
        let holder = Holder {
            user: name("USER")
                .or_else(|| name("USERNAME"))
                .unwrap_or_default(),
            process: std::process::id(),
            since: now,
        };
        // Only for the message in the other window.
        if let Ok(text) = serde_json::to_vec(&holder)
            && file
                .set_len(0)
                .and_then(|()| file.write_all(&text))
                .is_err()
        {
            log::warn!("could not write who has {}", path.display());
        }
        Ok(Self { file: Some(file) })
    }
}

impl Drop for ProjectLock {
    fn drop(&mut self) {
        if let Some(file) = &self.file {
            // Taking the file away instead would let two windows lock two files of one name.
            let _ = file.set_len(0);
        }
    }
}

fn holder(file: &mut File) -> Option<Holder> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(4096).read_to_string(&mut text).ok()?;
    serde_json::from_str(&text).ok()
}

/// The turn to save a project, until it is dropped. Waits while another process has it, which is
/// as long as a save takes. None where there is no folder for locks, or no locks on its disk: then
/// two saves in the same moment are told apart by nobody.
pub(super) fn turn_to_save(path: &Path, places: &Places) -> Option<File> {
    let file = lock_file(path, places, "saving")?;
    match file.lock() {
        Ok(()) => Some(file),
        Err(error) => {
            log::warn!("no turn to save {}: {error}", path.display());
            None
        }
    }
}

/// Opens a lock file of a project, of that ending.
fn lock_file(path: &Path, places: &Places, ending: &str) -> Option<File> {
    let folder = places.locks()?;
    let name = name_of(&whole_path(path))?;
    let own = folder.join(format!("{name}.{ending}"));
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    let opened = fs::create_dir_all(&folder).and_then(|()| options.open(&own));
    opened
        .inspect_err(|error| log::warn!("no lock {}: {error}", own.display()))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2025-01-09T14:05:00Z".parse().unwrap()
    }

    #[test]
    fn one_window_has_a_project() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::in_folder(folder.path());
        let (path, other) = (folder.path().join("a.ron"), folder.path().join("b.ron"));
        fs::write(&path, "").unwrap();
        let lock = ProjectLock::take(&path, &places, now()).unwrap();
        let holder = ProjectLock::take(&path, &places, now())
            .unwrap_err()
            .unwrap();
        assert_eq!((holder.process, holder.since), (std::process::id(), now()));
        assert!(ProjectLock::take(&other, &places, now()).is_ok());
        drop(lock);
        assert!(ProjectLock::take(&path, &places, now()).is_ok());
        let nowhere = Places::nowhere();
        let first = ProjectLock::take(&path, &nowhere, now());
        assert!(first.is_ok() && ProjectLock::take(&path, &nowhere, now()).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn one_project_by_any_name_and_in_a_folder_that_can_only_be_read() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};

        let folder = tempfile::tempdir().unwrap();
        let places = Places::in_folder(folder.path());
        let kept = folder.path().join("kept");
        fs::create_dir(&kept).unwrap();
        let (path, link) = (kept.join("a.ron"), folder.path().join("link.ron"));
        fs::write(&path, "").unwrap();
        symlink(&path, &link).unwrap();
        fs::set_permissions(&kept, fs::Permissions::from_mode(0o555)).unwrap();
        let _lock = ProjectLock::take(&link, &places, now()).unwrap();
        assert!(ProjectLock::take(&path, &places, now()).is_err());
        fs::set_permissions(&kept, fs::Permissions::from_mode(0o755)).unwrap();
    }
}
