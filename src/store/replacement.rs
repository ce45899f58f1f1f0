//! Putting a file in another's place so that one of the two is always whole.
//!
//! The new text is written into a file of its own in the same folder, brought safely to the disk,
//! and renamed over the old one: whatever fails, and whenever the power goes, the file is either
//! the old or the new. The `gate` is asked before each step and may refuse it, which is how tests
//! fill the disk.

use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::{
    Expected, FileStamp, OnDisk, Step, StoreError, VERSION, folder_of, follow_links, format,
};

/// A file about to be put in another's place.
pub(super) struct Replacement<'a> {
    /// The file.
    pub path: &'a Path,
    /// What may lie there.
    pub expected: Expected<'a>,
    /// Keeps the old file before it goes.
    pub keep_old: &'a dyn Fn(&Path),
    /// Told how long the new file is and its hash, when all that is left is to put it in place.
    pub announce: &'a dyn Fn(u64, blake3::Hash),
    /// Asked before every step, and before each piece of the writing.
    pub gate: &'a dyn Fn(Step) -> io::Result<()>,
}

impl Replacement<'_> {
    /// Takes every step, with what `content` writes.
    pub(super) fn write(
        &self,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<FileStamp, StoreError> {
        let path = follow_links(self.path);
        let old = self.look(&path)?;
        let beside = self.step(Step::Create, || create_beside(&path))?;
        let (length, hash) = self.step(Step::Write, || {
            let mut sink = Counting {
                file: beside.as_file(),
                gate: self.gate,
                length: 0,
                hasher: blake3::Hasher::new(),
            };
            let mut buffered = BufWriter::new(&mut sink);
            content(&mut buffered)?;
            buffered.flush()?;
            drop(buffered);
            Ok((sink.length, sink.hasher.finalize()))
        })?;
        self.step(Step::Permissions, || match &old {
            Some(old) => beside.as_file().set_permissions(old.permissions()),
            None => Ok(()),
        })?;
        self.step(Step::Sync, || beside.as_file().sync_all())?;
        let metadata = self.step(Step::Look, || beside.as_file().metadata())?;
        self.step(Step::Replace, || {
            if old.is_some() {
                (self.keep_old)(&path);
            }
            (self.announce)(length as u64, hash);
            beside.persist(&path).map_err(|error| error.error)
        })?;
        if let Err(error) = sync_folder(folder_of(&path)) {
            // The new file is whole and in its place; only its name might not outlast a power
            // cut, after which the old one would be there. Nobody can do anything about it.
            log::warn!("could not sync the folder of {}: {error}", path.display());
        }
        Ok(FileStamp::new(&metadata, length, hash))
    }

    /// Looks at what lies there, and whether it may be replaced.
    fn look(&self, path: &Path) -> Result<Option<Metadata>, StoreError> {
        let own_path = || self.path.to_owned();
        let found = self.step(Step::Look, || match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            found => found.map(Some),
        })?;
        let Some(old) = found else {
            let folder = folder_of(path);
            let missing = fs::metadata(folder).is_err_and(|error| {
                // Any other trouble with the folder shows when the file is made.
                error.kind() == io::ErrorKind::NotFound
            });
            if missing {
                return Err(StoreError::NoFolder {
                    path: own_path(),
                    folder: folder.to_owned(),
                });
            }
            return Ok(None);
        };
        if !old.is_file() {
            return Err(StoreError::NotAFile { path: own_path() });
        }
        match self.expected {
            Expected::Nothing => return Err(StoreError::Exists { path: own_path() }),
            Expected::Unchanged(stamp) => {
                if self.step(Step::Look, || stamp.compare_content(path))? == OnDisk::Changed {
                    return Err(StoreError::ChangedOnDisk { path: own_path() });
                }
            }
            Expected::Anything => {
                let bytes = self.step(Step::Look, || fs::read(path))?;
                if let Some(version) = format::version_of(&bytes).filter(|own| *own > VERSION) {
                    return Err(StoreError::Newer {
                        path: own_path(),
                        version,
                    });
                }
            }
        }
        // A rename would go past the protection of the file, which only the folder's counts for.
        if old.permissions().readonly() {
            return Err(StoreError::Protected { path: own_path() });
        }
        Ok(Some(old))
    }

    fn step<T>(&self, step: Step, take: impl FnOnce() -> io::Result<T>) -> Result<T, StoreError> {
        (self.gate)(step)
            .and_then(|()| take())
            .map_err(|source| StoreError::Save {
                path: self.path.to_owned(),
                step,
                source,
            })
    }
}

/// Counts and hashes what goes into the file.
struct Counting<'a> {
    file: &'a File,
    gate: &'a dyn Fn(Step) -> io::Result<()>,
    length: usize,
    hasher: blake3::Hasher,
}

impl Write for Counting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (self.gate)(Step::Write)?;
        let count = self.file.write(bytes)?;
        self.hasher.update(&bytes[..count]);
        self.length += count;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// A new file in the folder of another; it goes again unless it is put in the other's place.
fn create_beside(path: &Path) -> io::Result<NamedTempFile> {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".");
    // Opened as any program opens a new file: a temporary one would be closed to everybody else,
    // and an error would name it instead of the person's file.
    let open = |own: &Path| File::options().write(true).create_new(true).open(own);
    tempfile::Builder::new()
        .prefix(&name)
        .suffix(".tmp")
        .make_in(folder_of(path), open)
}

/// Makes the folder's entries outlast a power cut.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        // Elsewhere a folder cannot be opened, and the rename is written through.
        Ok(())
    }
}
