//! The open project: its content, its history, its file and its journal.
//!
//! The history moves only here, and every move goes to the journal before it returns: what is
//! drawn next is on disk. Nothing here draws or asks.

use std::cmp::Ordering;
use std::path::PathBuf;

use jiff::Timestamp;

use crate::edit::{History, Made, Move, Transaction, Typing};
use crate::merge::Conflict;
use crate::model::Project;
use crate::store::{FileStamp, Holder, ProjectLock, Recorder};

/// An open project.
#[derive(Default)]
pub struct Document {
    /// Its content.
    pub project: Project,
    /// The way back and forth.
    pub history: History,
    /// The file it lives in; none before the first save.
    pub path: Option<PathBuf>,
    /// What lay in that file when it was read or written last.
    pub stamp: Option<FileStamp>,
    /// The content that lay in that file then.
    pub on_disk: Option<Project>,
    /// When it was saved last in this window.
    pub saved_at: Option<Timestamp>,
    /// Whether it is the bundled sample and in no file.
    pub is_sample: bool,
    /// Why it can only be looked at.
    pub read_only: Option<ReadOnly>,
    /// Where every change is kept at once.
    pub recorder: Recorder,
    /// What both sides changed when it was merged, until it is settled; its own side stands.
    pub conflicts: Vec<Conflict>,
    /// Keeps other windows from writing the file.
    pub lock: Option<ProjectLock>,
}

/// Why a project can only be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadOnly {
    /// Another window has it open.
    Elsewhere(Option<Holder>),
    /// There is recovered work on the file, which was left aside.
    BesideRecovered,
    /// A newer Claimbook wrote it, in this version of the format.
    Newer(u32),
}

impl Document {
    /// Makes a change; with `typing`, as part of the step before if that is the same field.
    pub fn change(&mut self, transaction: Transaction, typing: Option<Typing>, now: Timestamp) {
        let typed = typing.is_some();
        let made = self
            .history
            .apply(&mut self.project, transaction.clone(), typing);
        let how = match made {
            Made::Nothing => return,
            Made::Step => Move::Step,
            Made::Joined => Move::Join,
        };
        self.history.date_last(now);
        self.recorder.moved(how, transaction, typed, now);
    }

    /// Makes a part of a step that is too large for one frame: with the parts before it, one step.
    pub fn change_part(&mut self, part: Transaction, whole: &Typing, now: Timestamp) {
        let whole = Some(whole.clone());
        let made = self.history.apply(&mut self.project, part.clone(), whole);
        let how = match made {
            Made::Nothing => return,
            Made::Step => Move::Step,
            Made::Joined => Move::Join,
        };
        self.history.date_last(now);
        self.recorder.moved(how, part, false, now);
    }

    /// Goes back or forward until so many steps have been made; returns what changed on the way,
    /// in its direction.
    pub fn go_to_step(&mut self, made: usize, now: Timestamp) -> Vec<Transaction> {
        let mut moves = Vec::new();
        loop {
            let here = self.history.steps().count();
            let moved = match here.cmp(&made) {
                Ordering::Greater => {
                    let step = self.history.undo(&mut self.project);
                    step.map(|step| (Move::Undo, step.inverse()))
                }
                Ordering::Less => {
                    let step = self.history.redo(&mut self.project);
                    step.map(|step| (Move::Redo, step))
                }
                Ordering::Equal => None,
            };
            let Some(moved) = moved else { break };
            moves.push(moved);
        }
        self.recorder.moved_through(&moves, now);
        moves.into_iter().map(|(_, step)| step).collect()
    }

    /// Ends a step of typing.
    pub fn end_typing(&mut self) {
        self.history.end_typing();
        self.recorder.flush();
    }

    /// Takes the last step back and returns it as it was made.
    pub fn undo(&mut self, now: Timestamp) -> Option<Transaction> {
        let step = self.history.undo(&mut self.project)?;
        self.recorder.moved(Move::Undo, step.inverse(), false, now);
        Some(step)
    }

    /// Makes the step that was taken back last once more, and returns it.
    pub fn redo(&mut self, now: Timestamp) -> Option<Transaction> {
        let step = self.history.redo(&mut self.project)?;
        self.recorder.moved(Move::Redo, step.clone(), false, now);
        Some(step)
    }

    /// Whether leaving it now would lose something.
    pub fn would_be_lost(&self) -> bool {
        let is_nothing = self.path.is_none() && self.project.is_empty();
        self.read_only.is_none() && self.history.is_unsaved() && !is_nothing
    }

    /// What the project is called on screen: its name, else its file, else a stand-in.
    pub fn display_name(&self) -> String {
        let name = self.project.info().name.trim();
        if !name.is_empty() {
            return name.to_owned();
        }
        let file = self.path.as_deref().and_then(|path| path.file_stem());
        file.map_or_else(
            || "Untitled project".to_owned(),
            |stem| stem.to_string_lossy().into_owned(),
        )
    }
}
