//! Parts of a zip container, within limits: nothing is written anywhere, and no archive unpacks to
//! more than it may.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Reason;

/// How much all parts of a container may hold, unpacked, in bytes: 256 MB.
pub const UNPACKED_LIMIT: u64 = 256 * 1024 * 1024;

/// How many parts a container or a table may have.
pub const MOST_MEMBERS: usize = 20_000;

/// An open container.
pub(super) struct Zipped<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Zipped<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Reason> {
        Self::open_within(bytes, UNPACKED_LIMIT)
    }

    /// Opens a container that may unpack to so many bytes.
    pub(super) fn open_within(bytes: &'a [u8], left: u64) -> Result<Self, Reason> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        if archive.len() > MOST_MEMBERS {
            return Err(Reason::TooMany);
        }
        Ok(Self { archive, left })
    }

    /// The names of all parts, as the container gives them.
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.archive.file_names();
        names
            .filter_map(|name| Some(name.ok()?.into_owned()))
            .collect()
    }

    /// A part, or none where there is no part of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Reason> {
        let mut part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(&error)),
        };
        let mut bytes = Vec::new();
        // What the container says of its sizes may be wrong.
        (&mut part)
            .take(self.left + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| Reason::Damaged(format!("{name}: {error}")))?;
        self.left = self
            .left
            .checked_sub(bytes.len() as u64)
            .ok_or(Reason::Bomb)?;
        Ok(Some(bytes))
    }

    /// A part that must be there, as XML.
    pub(super) fn text(&mut self, name: &str) -> Result<String, Reason> {
        self.text_if_any(name)?
            .ok_or_else(|| Reason::Damaged(format!("{name} is missing")))
    }

    /// A part as XML, or none where there is no part of that name.
    pub(super) fn text_if_any(&mut self, name: &str) -> Result<Option<String>, Reason> {
        self.part(name)?
            .map(|bytes| super::xml::characters(&bytes))
            .transpose()
    }
}

fn damaged(error: &ZipError) -> Reason {
    match error {
        ZipError::UnsupportedArchive(why) if why.contains("assword") => Reason::Protected,
        error => Reason::Damaged(error.to_string()),
    }
}
