//! What lay on disk, so that a change underneath is noticed.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

/// What a file was when it was read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileStamp {
    modified: Option<SystemTime>,
    length: u64,
    hash: blake3::Hash,
}

/// What is in a file, as far as it takes to know it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Content {
    /// How many bytes there are.
    pub length: u64,
    /// Their BLAKE3 hash, in hexadecimal digits.
    pub hash: String,
}

/// What became of a file since its stamp was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnDisk {
    /// It holds what it held.
    Same,
    /// It holds something else.
    Changed,
    /// It is not there.
    Gone,
}

impl Content {
    pub(super) fn new(length: u64, hash: blake3::Hash) -> Self {
        let hash = hash.to_hex().to_string();
        Self { length, hash }
    }

    /// What is in a file now.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        let file = File::open(path)?;
        hasher.update_reader(file)?;
        Ok(Self::new(hasher.count(), hasher.finalize()))
    }
}

impl FileStamp {
    pub(super) fn new(metadata: &Metadata, length: usize, hash: blake3::Hash) -> Self {
        Self {
            modified: metadata.modified().ok(),
            length: length as u64,
            hash,
        }
    }

    /// What was in the file.
    pub(super) fn content(&self) -> Content {
        Content::new(self.length, self.hash)
    }

    /// What became of the file. Costs one question to the file system while time and length are
    /// the same; only else is the file read. Cheap enough to ask whenever the window comes back
    /// to the front.
    ///
    /// # Errors
    /// What the system says where it lets nobody look.
    pub fn compare(&self, path: &Path) -> io::Result<OnDisk> {
        let metadata = match fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(OnDisk::Gone),
            Err(error) => return Err(error),
        };
        let untouched = self.modified.is_some()
            && metadata.modified().ok() == self.modified
            && metadata.len() == self.length;
        if untouched {
            return Ok(OnDisk::Same);
        }
        self.compare_content(path)
    }

    /// What became of the file by what is in it: some file systems count time in steps of two
    /// seconds, in which much can happen.
    pub(super) fn compare_content(&self, path: &Path) -> io::Result<OnDisk> {
        let mut hasher = blake3::Hasher::new();
        match File::open(path) {
            Ok(file) => hasher.update_reader(file)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(OnDisk::Gone),
            Err(error) => return Err(error),
        };
        Ok(if hasher.finalize() == self.hash {
            OnDisk::Same
        } else {
            OnDisk::Changed
        })
    }
}
