//! How a project lives on disk.
//!
//! [`read`] and [`save()`] are all that most callers need. The text of a file is the business of
//! [`format`](mod@format), its safe replacement that of [`save`](mod@save), and [`Places`] knows where the
//! program keeps its own files. Nothing here changes a project.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::thread;

use crate::model::Project;
use crate::model::check::Fault;

mod backup;
mod error;
mod format;
mod journal;
mod lock;
mod places;
mod reading;
mod replacement;
mod ron_writer;
mod save;
mod settings;
mod stamp;

pub use backup::{Backup, BackupRules, backups};
pub use error::{Damage, Step, StoreError};
pub use format::{TextError, VERSION, from_text, to_text, write_to};
pub use journal::{
    Kept, Leftover, Past, Recorder, Recovered, RecoveryError, Standing, keep_past, leftovers, past,
};
pub use lock::{Holder, ProjectLock};
pub use places::Places;
pub use reading::{Reading, ReadingPlace};
pub use save::{Expected, save, save_kept, write_file};
pub use settings::{ReadingFace, Settings, Theme, WindowSize, WorkbenchPlace};
pub use stamp::{FileStamp, OnDisk};

/// A project as it was read.
#[derive(Debug)]
pub struct Opened {
    /// The project.
    pub project: Project,
    /// What was in the text and is not in the project, in words for a person.
    pub warnings: Vec<String>,
    /// Whether there were fields that this version does not know: saving would lose them.
    pub has_unknown_fields: bool,
    /// What the project itself says that cannot be so: a claim that stands on no article, a quote
    /// that is not at its place.
    pub faults: Vec<Fault>,
    /// What lay on disk, for [`Expected::Unchanged`]; none where the text came from no file.
    pub stamp: Option<FileStamp>,
}

impl Opened {
    /// Nothing, from nowhere.
    fn empty() -> Self {
        Self {
            project: Project::default(),
            warnings: Vec::new(),
            has_unknown_fields: false,
            faults: Vec::new(),
            stamp: None,
        }
    }
}

/// Reads a project file.
///
/// # Errors
/// [`StoreError::Read`] where the file cannot be read, [`StoreError::NotAFile`],
/// [`StoreError::Damaged`] with the place where it stops making sense, and [`StoreError::Newer`].
pub fn read(path: &Path) -> Result<Opened, StoreError> {
    read_by(path, format::from_bytes)
}

/// Reads a project file that a newer version wrote, as far as this one understands it: to be
/// looked at, never to be written.
///
/// # Errors
/// As [`read`]; [`StoreError::Damaged`] where nothing can be made of it.
pub fn look(path: &Path) -> Result<Opened, StoreError> {
    read_by(path, format::from_newer_bytes)
}

fn read_by(
    path: &Path,
    understand: fn(&[u8]) -> Result<Opened, TextError>,
) -> Result<Opened, StoreError> {
    let cannot_read = |source| StoreError::Read {
        path: path.to_owned(),
        source,
    };
    // A pipe or a device might never end.
    if !fs::metadata(path).map_err(cannot_read)?.is_file() {
        return Err(StoreError::NotAFile {
            path: path.to_owned(),
        });
    }
    let mut file = File::open(path).map_err(cannot_read)?;
    let metadata = file.metadata().map_err(cannot_read)?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(cannot_read)?;
    let (hash, opened) = thread::scope(|scope| {
        let hash = || blake3::hash(&bytes);
        let helper = thread::Builder::new().name("Hashing".to_owned());
        let helper = helper.spawn_scoped(scope, hash);
        let opened = understand(&bytes);
        let done = helper.ok().and_then(|helper| helper.join().ok());
        (done.unwrap_or_else(hash), opened)
    });
    let stamp = FileStamp::new(&metadata, bytes.len(), hash);
    Ok(Opened {
        stamp: Some(stamp),
        ..opened.map_err(|error| error.at(path))?
    })
}

/// The file that a path means: symbolic links followed, whether or not they lead anywhere yet.
fn follow_links(path: &Path) -> PathBuf {
    // As many links as Linux follows; a ring of them ends as an error of the next step.
    const LINKS: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        match fs::read_link(&path) {
            Ok(target) => path = folder_of(&path).join(target),
            Err(_) => break,
        }
    }
    path
}

/// The one path by which a file is known: absolute, and through no link.
fn whole_path(path: &Path) -> PathBuf {
    let followed = follow_links(path);
    fs::canonicalize(&followed)
        .or_else(|_| std::path::absolute(&followed))
        .unwrap_or(followed)
}

/// The folder that a file stands in.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(
            read(folder.path()),
            Err(StoreError::NotAFile { .. })
        ));
        assert!(matches!(
            read(Path::new("/dev/zero")),
            Err(StoreError::NotAFile { .. } | StoreError::Read { .. })
        ));
        let missing = read(&folder.path().join("none.ron")).unwrap_err();
        assert!(missing.to_string().contains("none.ron"), "{missing}");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_even_to_what_is_not_there_yet() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link.ron");
        std::os::unix::fs::symlink("real.ron", &link).unwrap();
        assert_eq!(follow_links(&link), folder.path().join("real.ron"));
        let ring = folder.path().join("ring.ron");
        std::os::unix::fs::symlink("ring.ron", &ring).unwrap();
        assert!(read(&ring).is_err());
    }
}
