//! Journals that nobody holds: what a crash left behind.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::entry::Entry;
use super::head::Extended;
use super::{Journal, Recorder, Unread, Written, open_options};
use crate::edit::{History, Made, Move, Transaction};
use crate::merge::{Conflict, merge};
use crate::message::{plain_reason, printable_path as shown};
use crate::model::check::Fault;
use crate::model::{Entity, Project};
use crate::store::stamp::Content;
use crate::store::{self, FileStamp, Opened, Places, StoreError, whole_path};

/// Work that a crash left behind in a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// The journal.
    pub journal: PathBuf,
    /// The project's file; none for work that was never in one.
    pub file: Option<PathBuf>,
    /// What the project is called, as far as the journal knows.
    pub name: String,
    /// How many edits there are that the file does not have.
    pub edits: usize,
    /// When the last of them was made.
    pub last: Timestamp,
    /// Whether the journal ends in the middle of an entry.
    pub torn: bool,
    /// Whether the file is the one that the edits were made on.
    pub standing: Standing,
}

/// What became of the file that a journal extends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is as it was, or there is none to be.
    Fits,
    /// It holds something else now.
    Changed,
    /// It is not there.
    Gone,
    /// The journal is damaged from its first line on: nobody knows what it extends.
    Damaged,
}

/// A project as it was when the window was lost.
#[derive(Debug)]
pub struct Recovered {
    /// The project.
    pub project: Project,
    /// The way back.
    pub history: History,
    /// Its file.
    pub file: Option<PathBuf>,
    /// What lies in that file.
    pub stamp: Option<FileStamp>,
    /// The project that lies in that file.
    pub on_disk: Option<Project>,
    /// As for a project that was read.
    pub warnings: Vec<String>,
    /// As for a project that was read.
    pub faults: Vec<Fault>,
    /// How many edits the file does not have.
    pub edits: usize,
    /// Whether the end of the journal made no sense and was dropped.
    pub torn: bool,
    /// What the edits and the file both changed, where the file changed since.
    pub conflicts: Vec<Conflict>,
    /// The journal, which goes on.
    pub recorder: Recorder,
}

/// Why work cannot be recovered.
#[derive(Debug, thiserror::Error)]
pub enum RecoveryError {
    /// Another window was quicker.
    #[error("Another window has opened this work already")]
    Taken,
    /// The journal cannot be read.
    #[error(
        "Cannot read {}: {}. It was left as it is",
        shown(path),
        plain_reason(source)
    )]
    Read {
        /// The journal.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The journal makes no sense.
    #[error(
        "{} is damaged from its first line on. It was left as it is",
        shown(path)
    )]
    Damaged {
        /// The journal.
        path: PathBuf,
    },
    /// The journal is of another version.
    #[error(
        "{} was written by another version of Claimbook, which can open it. It was left as it is",
        shown(path)
    )]
    OtherVersion {
        /// The journal.
        path: PathBuf,
    },
    /// Another program wrote the file at this very moment.
    #[error("{} is being written by another program. Try again", shown(path))]
    FileChanged {
        /// The project's file.
        path: PathBuf,
    },
    /// The project's file cannot be read.
    #[error(transparent)]
    File(#[from] StoreError),
}

/// What crashes left behind, newest first. A journal whose entries are all in its file is taken
/// away on the way.
pub fn leftovers(places: &Places) -> Vec<Leftover> {
    let Some(folder) = places.journals() else {
        return Vec::new();
    };
    let Ok(entries) = fs::read_dir(&folder) else {
        // There never was a journal.
        return Vec::new();
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let journals = paths.filter(|path| path.extension() == Some(OsStr::new("journal")));
    let mut found: Vec<Leftover> = journals.filter_map(|path| look(&path)).collect();
    found.sort_by(|a, b| b.last.cmp(&a.last).then_with(|| a.journal.cmp(&b.journal)));
    found
}

impl Leftover {
    /// Opens the project with the recovered edits, and goes on with the journal. Where the file
    /// changed since, both are merged, as one step that is made `now`.
    ///
    /// # Errors
    /// [`RecoveryError`] says why not; nothing is lost by it.
    pub fn recover(&self, places: &Places, now: Timestamp) -> Result<Recovered, RecoveryError> {
        let (held, written) = open(&self.journal)?;
        match Base::of(&written) {
            Base::Nothing => self.replay(held, written, Opened::empty(), None, 0, places),
            Base::File { file, from } => {
                let opened = store::read(&file.path())?;
                // Somebody may have written it between the look and the reading.
                if opened.stamp.as_ref().map(FileStamp::content).as_ref() != Some(&file.content) {
                    return Err(RecoveryError::FileChanged { path: file.path() });
                }
                self.replay(held, written, opened, Some(file), from, places)
            }
            Base::Other { file, .. } => {
                let opened = store::read(&file.path())?;
                let recovered = salvage(&written, opened, &file.path(), places, now);
                if recovered.recorder.trouble().is_none() {
                    // Its edits are in the new journal.
                    fs::remove_file(&self.journal).map_err(|source| self.cannot_read(source))?;
                }
                Ok(recovered)
            }
        }
    }

    /// Makes every edit again from the entry of that number.
    fn replay(
        &self,
        held: File,
        mut written: Written,
        opened: Opened,
        file: Option<Extended>,
        from: usize,
        places: &Places,
    ) -> Result<Recovered, RecoveryError> {
        let mut project = opened.project.clone();
        let mut history = match &file {
            Some(_) => History::of_saved_project(),
            None => History::default(),
        };
        let mut edits = 0;
        for (number, entry) in written.entries.iter().enumerate().skip(from) {
            if file.is_some() && matches!(entry, Entry::Start(_)) {
                continue;
            }
            if entry.replay(&mut project, &mut history).is_err() {
                log::error!("entry {number} of {} does not fit", self.journal.display());
                // What comes after is not understood; it is kept aside rather than lost.
                let aside = self.journal.with_extension("damaged");
                let copied = fs::copy(&self.journal, aside);
                copied.map_err(|source| self.cannot_read(source))?;
                written.cut(number);
                break;
            }
            edits += usize::from(counts(entry));
        }
        let journal = Journal::take_over(held, self.journal.clone(), &written)
            .map_err(|source| self.cannot_read(source))?;
        let path = file.as_ref().map(Extended::path);
        Ok(Recovered {
            recorder: Recorder::of_leftover(journal, file, &project, places),
            on_disk: path.as_ref().map(|_| opened.project),
            file: path,
            project,
            history,
            stamp: opened.stamp,
            warnings: opened.warnings,
            faults: opened.faults,
            edits,
            torn: written.torn,
            conflicts: Vec::new(),
        })
    }

    /// Throws the work away.
    ///
    /// # Errors
    /// [`RecoveryError::Taken`] where another window has it, and what the system says.
    pub fn discard(&self) -> Result<(), RecoveryError> {
        let _held = match open(&self.journal) {
            Ok((held, _)) => Some(held),
            Err(RecoveryError::Damaged { .. }) => None,
            Err(error) => return Err(error),
        };
        fs::remove_file(&self.journal).map_err(|source| self.cannot_read(source))
    }

    /// Whether this is work on that file.
    pub fn is_of(&self, path: &Path) -> bool {
        let own = self.file.as_deref().map(whole_path);
        own == Some(whole_path(path))
    }

    fn cannot_read(&self, source: io::Error) -> RecoveryError {
        RecoveryError::Read {
            path: self.journal.clone(),
            source,
        }
    }
}

/// Merges the edits of a journal with a file that is not the one that they were made on: what they
/// changed is known from before and after, entity by entity.
fn salvage(
    written: &Written,
    opened: Opened,
    path: &Path,
    places: &Places,
    now: Timestamp,
) -> Recovered {
    let theirs = opened.project;
    let (mut base, mut ours) = (theirs.clone(), theirs.clone());
    let mut seen = BTreeSet::new();
    for change in written.entries.iter().flat_map(Entry::changes) {
        if let Some((key, before, after)) = change.on(&theirs, &ours) {
            if seen.insert(key) {
                base.set(key, before);
            }
            ours.set(key, after);
        }
    }
    let merged = merge(&base, &ours, &theirs);
    let edits = written.entries.iter().filter(|entry| counts(entry)).count();
    let label = "Recovered edits";
    let step = Transaction::between(&theirs, &merged.project, label);
    let mut project = theirs.clone();
    let mut history = History::of_saved_project();
    let mut recorder = match &opened.stamp {
        Some(stamp) => Recorder::of_file(path, stamp, places),
        None => Recorder::of_project(&theirs, places),
    };
    if history.apply(&mut project, step.clone(), None) == Made::Step {
        recorder.moved(Move::Step, step, false, now);
    }
    Recovered {
        project,
        history,
        file: Some(path.to_owned()),
        stamp: opened.stamp,
        on_disk: Some(theirs),
        warnings: opened.warnings,
        faults: merged.faults,
        edits,
        torn: written.torn,
        conflicts: merged.conflicts,
        recorder,
    }
}

/// What a journal's entries are to be replayed on.
enum Base {
    /// On nothing: the first entry says what there was.
    Nothing,
    /// On this file, from the entry of this number.
    File { file: Extended, from: usize },
    /// On a file that is no longer what it was.
    Other { file: Extended, standing: Standing },
}

impl Base {
    fn of(written: &Written) -> Self {
        // The last save that came to its end says which entries the file holds.
        let saves = written
            .entries
            .iter()
            .rev()
            .filter_map(|entry| match entry {
                Entry::Saving { file, after } => Some((file, *after)),
                _ => None,
            });
        let begun = written.head.file.iter().map(|file| (file, 0));
        for (file, from) in saves.chain(begun) {
            if standing(file) == Standing::Fits {
                let file = file.clone();
                return Self::File { file, from };
            }
        }
        match &written.head.file {
            None => Self::Nothing,
            Some(file) => Self::Other {
                standing: standing(file),
                file: file.clone(),
            },
        }
    }
}

fn standing(file: &Extended) -> Standing {
    let path = file.path();
    match fs::metadata(&path) {
        Err(_) => Standing::Gone,
        Ok(metadata) if metadata.len() != file.content.length => Standing::Changed,
        Ok(_) => match Content::of(&path) {
            Ok(content) if content == file.content => Standing::Fits,
            Ok(_) => Standing::Changed,
            Err(_) => Standing::Gone,
        },
    }
}

/// Opens a journal and holds it.
fn open(path: &Path) -> Result<(File, Written), RecoveryError> {
    let cannot_read = |source| RecoveryError::Read {
        path: path.to_owned(),
        source,
    };
    let mut file = open_options().open(path).map_err(|source| {
        if source.kind() == io::ErrorKind::NotFound {
            RecoveryError::Taken
        } else {
            cannot_read(source)
        }
    })?;
    if let Err(TryLockError::WouldBlock) = file.try_lock() {
        return Err(RecoveryError::Taken);
    }
    let written = Written::read(&mut file).map_err(cannot_read)?;
    let path = path.to_owned();
    match written {
        Ok(written) => Ok((file, written)),
        Err(Unread::Damaged) => Err(RecoveryError::Damaged { path }),
        Err(Unread::OtherVersion) => Err(RecoveryError::OtherVersion { path }),
    }
}

fn look(path: &Path) -> Option<Leftover> {
    let (held, written) = match open(path) {
        Ok(opened) => opened,
        Err(RecoveryError::Taken) => return None,
        Err(RecoveryError::Damaged { .. }) => return damaged(path),
        Err(error) => {
            log::warn!("{error}");
            return None;
        }
    };
    let (file, from, standing) = match Base::of(&written) {
        Base::Nothing => (None, 0, Standing::Fits),
        Base::File { file, from } => (Some(file), from, Standing::Fits),
        Base::Other { file, standing } => (Some(file), 0, standing),
    };
    let rest = written.entries.get(from..).unwrap_or_default();
    let edits = rest.iter().filter(|entry| counts(entry)).count();
    let last = rest.iter().rev().find_map(Entry::edit);
    let Some((_, last)) = last else {
        // All of it is in the file.
        drop(held);
        let _ = fs::remove_file(path);
        return None;
    };
    let file = file.as_ref().map(Extended::path);
    Some(Leftover {
        journal: path.to_owned(),
        name: name(&written, file.as_deref()),
        edits: edits.max(1),
        last: last.time,
        torn: written.torn,
        standing,
        file,
    })
}

/// A journal that nothing can be read of, to be told of; none where it ends within its first line:
/// no edit was ever safe in it.
fn damaged(path: &Path) -> Option<Leftover> {
    fs::read(path).ok().filter(|own| own.contains(&b'\n'))?;
    let modified = fs::metadata(path).and_then(|own| own.modified()).ok();
    let last = modified.and_then(|time| Timestamp::try_from(time).ok());
    Some(Leftover {
        journal: path.to_owned(),
        file: None,
        name: shown(path),
        edits: 0,
        last: last.unwrap_or(Timestamp::UNIX_EPOCH),
        torn: false,
        standing: Standing::Damaged,
    })
}

/// Whether a person would count it as an edit: typing that went on is the edit that it began as.
fn counts(entry: &Entry) -> bool {
    entry.edit().is_some_and(|(how, _)| how != Move::Join)
}

/// What the project is called: the last name it was given, else its file's, else its first
/// article's.
fn name(written: &Written, file: Option<&Path>) -> String {
    let entities = || written.entries.iter().flat_map(Entry::entities_after);
    let given = entities().filter_map(|entity| match entity {
        Entity::Info(info) => Some(info.name.trim().to_owned()),
        _ => None,
    });
    let stem = file.and_then(Path::file_stem);
    let article = || {
        entities().find_map(|entity| match entity {
            Entity::Article(article) => Some(article.display_title().to_owned()),
            _ => None,
        })
    };
    given
        .filter(|name| !name.is_empty())
        .last()
        .or_else(|| stem.map(|stem| stem.to_string_lossy().into_owned()))
        .or_else(article)
        .unwrap_or_else(|| "Untitled project".to_owned())
}
