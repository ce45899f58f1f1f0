//! What an import says when it fails, and what it remarks when it does not.

use std::fmt;
use std::io;

use super::LIMIT;
use super::fence::LONGEST;
use super::fence::process::MOST_MEMORY;
use super::html::DEEPEST;
use super::zipped::{MOST_MEMBERS, UNPACKED_LIMIT};
use crate::message::{plain_reason, printable};

/// Why a file is no article: the file, the reason, and what to do.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {reason}", printable(file))]
pub struct ImportError {
    /// The path or name of the file.
    pub file: String,
    /// What is in the way.
    #[source]
    pub reason: Reason,
}

/// What is in the way of an import.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// There is no such file.
    #[error("there is no such file; check the name")]
    Missing,
    /// It is a folder.
    #[error("this is a folder; name the files in it")]
    Folder,
    /// The system does not allow it.
    #[error("no permission to read it; change its permissions or copy it elsewhere")]
    NoPermission,
    /// It could not be read for another reason.
    #[error("it could not be read: {0}; check the disk and try again")]
    Unreadable(String),
    /// There is no text in it.
    #[error("there is no text in it; check that the right file was saved")]
    Empty,
    /// It is larger than [`LIMIT`].
    #[error("it is larger than {} MB; split it into its articles", LIMIT / 1024 / 1024)]
    TooLarge,
    /// Its elements stand too deep in each other.
    #[error(
        "its elements stand more than {DEEPEST} deep in each other; copy its text into a .txt file \
         and import that"
    )]
    TooDeep,
    /// It cannot be what it seems to be.
    #[error("it is damaged ({0}); save it again, or copy its text into a .txt file")]
    Damaged(String),
    /// A password protects it.
    #[error("it is protected by a password; save it without one, or copy its text")]
    Protected,
    /// Its pages are pictures.
    #[error(
        "its pages are pictures without text; let a text recognition (OCR) read it, and import what \
         comes of that"
    )]
    Scanned,
    /// Reading it takes longer than [`LONGEST`].
    #[error(
        "it was given up after {} s; copy its text into a .txt file and import that",
        LONGEST.as_secs()
    )]
    TooSlow,
    /// Reading it takes more memory than [`MOST_MEMORY`].
    #[error(
        "it was given up at {} MB of memory; copy its text into a .txt file and import that",
        MOST_MEMORY / 1024 / 1024
    )]
    TooMuchMemory,
    /// The reader of its format failed.
    #[error("its reader failed on it; copy its text into a .txt file and import that")]
    ReaderFailed,
    /// It holds more, unpacked, than [`UNPACKED_LIMIT`].
    #[error("it unpacks to more than {} MB; import its parts", UNPACKED_LIMIT / 1024 / 1024)]
    Bomb,
    /// It holds more than [`MOST_MEMBERS`] articles or parts.
    #[error("it holds more than {MOST_MEMBERS} parts; import them in several files")]
    TooMany,
    /// No column of a table holds texts.
    #[error("no column of it holds the texts of articles; name the one that does “text”")]
    NoTextColumn,
    /// No file in an archive is an article.
    #[error("there is no article file in this archive")]
    NothingInArchive,
    /// It holds several articles where one was asked for.
    #[error("it holds several articles; import it into a project")]
    Several,
    /// It is no file but a pipe, a socket or a device.
    #[error("this is no regular file; save it to one, or name - to read standard input")]
    NoFile,
    /// It is of a format that is not read.
    #[error("this seems to be {what}; {remedy}")]
    Foreign {
        /// What it seems to be, with its article: `a PDF document`.
        what: &'static str,
        /// How to make an article of it.
        remedy: &'static str,
    },
}

/// What a person should know about an import that went well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// The encoding was guessed from the bytes: its name.
    EncodingGuessed(&'static str),
    /// The encoding that was chosen is not the one that the bytes show.
    EncodingContradicted {
        /// The name of the one that was chosen.
        chosen: &'static str,
        /// The name of the one that the bytes show.
        shown: &'static str,
    },
    /// Some bytes mean nothing in that encoding and stand as U+FFFD.
    Damaged(&'static str),
    /// That many control characters were left out.
    ControlsLeftOut(usize),
    /// This may be a day and a month or a month and a day.
    AmbiguousDate(String),
    /// The date was taken from these words, which may speak of something else.
    LikelyDate(String),
    /// This stands where a date should, and is none.
    UnknownDate(String),
}

impl ImportError {
    pub(super) fn new(file: &str, reason: Reason) -> Self {
        Self {
            file: file.to_owned(),
            reason,
        }
    }
}

impl From<io::Error> for Reason {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::NoPermission,
            io::ErrorKind::IsADirectory => Self::Folder,
            _ => Self::Unreadable(plain_reason(&error)),
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EncodingGuessed(name) => {
                write!(
                    f,
                    "the encoding looks like {name}; choose another if letters are wrong"
                )
            }
            Self::EncodingContradicted { chosen, shown } => write!(
                f,
                "it was read as {chosen} as asked, but looks like {shown}; read it without naming \
                 an encoding if letters are wrong"
            ),
            Self::Damaged(name) => {
                write!(f, "some bytes are not {name} and stand as \u{fffd}")
            }
            Self::ControlsLeftOut(1) => f.write_str("1 control character was left out"),
            Self::ControlsLeftOut(count) => write!(f, "{count} control characters were left out"),
            Self::AmbiguousDate(text) => write!(
                f,
                "“{}” may be day/month or month/day; the date was left open",
                printable(text)
            ),
            Self::LikelyDate(text) => write!(
                f,
                "the date was taken from “{}”; look whether it is the one of publication",
                printable(text)
            ),
            Self::UnknownDate(text) => {
                write!(
                    f,
                    "“{}” is not a date; the date was left open",
                    printable(text)
                )
            }
        }
    }
}

/// The first words of a text that a message quotes.
pub(super) fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
