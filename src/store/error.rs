//! Why a file cannot be read or saved, in words for the person whose file it is.
//!
//! Every message names the file, what went wrong, and what to do about it.

use std::fmt;
use std::io;
use std::path::PathBuf;

use super::VERSION;
use crate::message::{plain_reason, printable_path as shown};

/// Why a file cannot be read or saved. However a save fails, what lay on disk before still does.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file cannot be read at all.
    #[error(
        "Cannot read {}: {}. {}",
        shown(path),
        plain_reason(source),
        read_remedy(source)
    )]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It is a folder or a device.
    #[error(
        "{} is not a file. Choose a project file, which ends in .ron",
        shown(path)
    )]
    NotAFile {
        /// What was to be a file.
        path: PathBuf,
    },
    /// The file's text is not that of a project.
    #[error("Cannot open {}: {damage}", shown(path))]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where and why.
        damage: Box<Damage>,
    },
    /// A newer Claimbook wrote it.
    #[error(
        "{} is of format version {version}; this Claimbook knows versions up to {VERSION}. \
         Open it with a newer Claimbook. The file was left as it is",
        shown(path)
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version it says it is of.
        version: u32,
    },
    /// Somebody else wrote the file since it was read.
    #[error(
        "{} was changed by another program since it was opened. \
         Save under another name, or overwrite it",
        shown(path)
    )]
    ChangedOnDisk {
        /// The file.
        path: PathBuf,
    },
    /// There is a file already where a new one was to be.
    #[error(
        "There is a file {} already. Save under another name, or overwrite it",
        shown(path)
    )]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The folder that the file was to stand in is not there.
    #[error(
        "Cannot save {}: there is no folder {}. Make it first, or choose another place",
        shown(path),
        shown(folder)
    )]
    NoFolder {
        /// The file.
        path: PathBuf,
        /// The folder.
        folder: PathBuf,
    },
    /// The file may only be read.
    #[error(
        "{} is protected against writing. \
         Save under another name, or take the protection from it",
        shown(path)
    )]
    Protected {
        /// The file.
        path: PathBuf,
    },
    /// A step of saving failed.
    #[error(
        "Cannot save {}: {step} failed: {}. What was there before is untouched. {}",
        shown(path),
        plain_reason(source),
        save_remedy(source)
    )]
    Save {
        /// The file.
        path: PathBuf,
        /// Which step.
        step: Step,
        /// What the system says.
        source: io::Error,
    },
    /// There is no folder for the program's own files.
    #[error(
        "There is no folder to keep settings in. \
         Set HOME, or CLAIMBOOK_CONFIG_DIR to a folder of your choice"
    )]
    NoPlace,
}

/// The steps of a save, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumIter)]
pub enum Step {
    /// Looking at what lies there.
    Look,
    /// Making a new file in the same folder.
    Create,
    /// Writing into it.
    Write,
    /// Giving it the permissions of the old file.
    Permissions,
    /// Waiting until the disk has it.
    Sync,
    /// Putting it in the old file's place.
    Replace,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Look => "looking at the file that is there",
            Self::Create => "making a new file beside it",
            Self::Write => "writing",
            Self::Sync => "bringing it safely to the disk",
            Self::Permissions => "keeping its permissions",
            Self::Replace => "putting the new file in its place",
        })
    }
}

/// Where a text stops being a project, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The line, counted from 1; none where the text as a whole is meant.
    pub line: Option<usize>,
    /// The character in the line, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub reason: String,
    /// That line, or the part around the place where it is long.
    pub excerpt: String,
}

impl Damage {
    /// How many characters of a line are shown on each side.
    const AROUND: usize = 40;

    /// The text as a whole is no project.
    pub(super) fn whole(reason: impl Into<String>) -> Self {
        Self {
            line: None,
            column: 0,
            reason: reason.into(),
            excerpt: String::new(),
        }
    }

    /// At a line and column of `text`, both counted from 1.
    pub(super) fn at(text: &str, line: usize, column: usize, reason: impl Into<String>) -> Self {
        let whole = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
        let from = column.saturating_sub(1 + Self::AROUND);
        let mut excerpt: String = whole
            .chars()
            .skip(from)
            .take(2 * Self::AROUND)
            .map(|c| if c.is_control() { '\u{fffd}' } else { c })
            .collect();
        if from > 0 {
            excerpt.insert(0, '…');
        }
        if whole.chars().nth(from + 2 * Self::AROUND).is_some() {
            excerpt.push('…');
        }
        Self {
            line: Some(line),
            column,
            reason: reason.into(),
            excerpt: excerpt.trim().to_owned(),
        }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(line) = self.line else {
            return write!(f, "{}. The file was left as it is", self.reason);
        };
        write!(f, "line {line}, column {}: {}", self.column, self.reason)?;
        if !self.excerpt.is_empty() {
            write!(f, " in “{}”", self.excerpt)?;
        }
        f.write_str(
            ". Mend that line in a text editor, or open a backup; the file was left as it is",
        )
    }
}

fn read_remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "It may have been moved, renamed or deleted",
        io::ErrorKind::PermissionDenied => "Ask its owner for the right to read it",
        _ => "Check that the disk is still there, and try again",
    }
}

fn save_remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "Free some space and save again, or save to another disk"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "Save it in a folder of yours"
        }
        _ => "Save again, or save it in another folder",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("first\n{}HERE{}\n", "a".repeat(500), "b".repeat(500));
        let damage = Damage::at(&text, 2, 501, "wrong");
        assert!(damage.excerpt.contains("aHEREb"), "{}", damage.excerpt);
        assert!(damage.excerpt.chars().count() <= 82);
        assert!(damage.to_string().starts_with("line 2, column 501: wrong"));
        let beyond = Damage::at("", 7, 3, "ends too soon");
        assert_eq!(beyond.excerpt, "");
    }
}
