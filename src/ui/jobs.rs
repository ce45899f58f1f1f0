//! Work that would hold up a frame, done on threads of its own.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::claims_table::listing::Answer;
use super::dialog::{Choice, ImportList};
use super::files::Pick;
use super::overview::Looked;
use super::reader_pane::Finds;
use super::replacing::TextReplaced;
use super::restoring::Difference;
use super::searching::HitsRead;
use super::state::ReadOnly;
use crate::anchor::Comparison;
use crate::edit::{EditError, Transaction};
use crate::exchange::ExportError;
use crate::import::{ImportError, ImportedArticle};
use crate::model::{ArticleId, ClaimId, Project};
use crate::search::Found;
use crate::store::{
    Backup, FileStamp, Leftover, Opened, Past, Recovered, RecoveryError, StoreError,
};

/// Work in the background, and what comes back from it.
pub struct Jobs {
    sender: Sender<Done>,
    receiver: Receiver<Done>,
    running: Vec<(u64, String)>,
    next: u64,
    place: Place,
    ctx: egui::Context,
}

/// Where the work is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On a thread of its own.
    Thread,
    /// At once, in the frame: for tests, which want no waiting.
    Here,
}

/// What a piece of work brought.
pub enum Outcome {
    /// A project file was read.
    Opened {
        /// The file; none for the sample, which belongs to no file.
        path: Option<PathBuf>,
        /// What was in it.
        result: Result<Box<Opened>, StoreError>,
        /// Work on it that a crash left behind.
        leftover: Option<Box<Leftover>>,
        /// The way back that was kept of it.
        past: Past,
        /// Why it is only looked at, if it is.
        look: Option<ReadOnly>,
    },
    /// Work that crashes left behind was looked for.
    Leftovers(Vec<Leftover>),
    /// A project was put together again.
    Recovered(Box<Result<Recovered, RecoveryError>>),
    /// A project file that changed on disk was read again.
    Reread {
        /// The file.
        path: PathBuf,
        /// What is in it.
        result: Result<Box<Opened>, StoreError>,
        /// Whether the project is to be saved then.
        then_save: bool,
    },
    /// The claims that the table asked for were listed.
    ClaimsListed {
        /// Which they are.
        answer: Box<Answer>,
        /// Stands for the project that they are of.
        of: Arc<()>,
    },
    /// Everything was searched.
    Searched {
        /// The number of the question.
        question: u64,
        /// What answers it.
        found: Found,
        /// Stands for the project that was searched.
        of: Arc<()>,
    },
    /// The earlier versions of the project were listed.
    Backups(Vec<Backup>),
    /// An earlier version was compared with the project.
    BackupCompared(Box<Difference>),
    /// There was nothing to do.
    Nothing,
    /// An article was searched; nothing came of a search that was stopped.
    Found(Box<Option<Finds>>),
    /// What was found in an article was read, to become claims.
    HitsRead(Box<HitsRead>),
    /// A project file was written.
    Saved {
        /// The file.
        path: PathBuf,
        /// The state of the history that was written.
        state: u64,
        /// What was written.
        project: Box<Project>,
        /// What lies on disk now.
        result: Result<FileStamp, StoreError>,
    },
    /// Article files were read: what they will become.
    Imported(Box<ImportList>),
    /// Figures are to become claims, by a step that is still to be made.
    Accepted(Result<Box<(Vec<ClaimId>, Transaction)>, EditError>),
    /// A file of the import's list was read again.
    Retried {
        /// Its row.
        at: usize,
        /// What was in it.
        read: Box<Result<ImportedArticle, ImportError>>,
    },
    /// An article's file was read again.
    ReadAgain {
        /// The article.
        article: ArticleId,
        /// What was in the file.
        result: Box<Result<ImportedArticle, ImportError>>,
    },
    /// An article's text was replaced, by a step that is still to be made.
    TextReplaced(Result<Box<TextReplaced>, ImportError>),
    /// Two texts of an article were compared.
    Compared {
        /// The article.
        article: ArticleId,
        /// Which texts.
        wanted: Choice,
        /// What changed.
        comparison: Arc<Comparison>,
    },
    /// The whole project was looked at.
    LookedOver(Box<Looked>),
    /// Something was written beside the project.
    Exported {
        /// What it is.
        pick: Pick,
        /// The file.
        path: PathBuf,
        /// Why not.
        result: Result<(), ExportError>,
    },
    /// A file dialog was answered.
    Picked {
        /// What for.
        pick: Pick,
        /// Where the dialog began.
        place: PathBuf,
        /// The files, or none where nothing was chosen or no dialog service is there.
        paths: Option<Vec<PathBuf>>,
        /// Whether the dialog was gone too soon for a person to have closed it.
        at_once: bool,
    },
}

struct Done {
    job: u64,
    outcome: Outcome,
}

impl Jobs {
    /// No work yet.
    pub fn new(ctx: egui::Context, place: Place) -> Self {
        let (sender, receiver) = channel();
        Self {
            sender,
            receiver,
            running: Vec::new(),
            next: 0,
            place,
            ctx,
        }
    }

    /// Starts a piece of work under a name that is shown while it runs.
    pub fn start(&mut self, name: &str, work: impl FnOnce() -> Outcome + Send + 'static) {
        self.next += 1;
        let job = self.next;
        self.running.push((job, name.to_owned()));
        let sender = self.sender.clone();
        let ctx = self.ctx.clone();
        let run = move || {
            // The window may be gone by now; then nobody waits for the outcome.
            if sender
                .send(Done {
                    job,
                    outcome: work(),
                })
                .is_ok()
            {
                ctx.request_repaint();
            }
        };
        match self.place {
            Place::Here => run(),
            Place::Thread => {
                let thread = std::thread::Builder::new().name(name.to_owned());
                if let Err(error) = thread.spawn(run) {
                    log::error!("could not start a thread for “{name}”: {error}");
                    self.running.retain(|(own, _)| *own != job);
                }
            }
        }
    }

    /// What has come back since the last frame.
    pub fn collect(&mut self) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        while let Ok(Done { job, outcome }) = self.receiver.try_recv() {
            self.running.retain(|(own, _)| *own != job);
            outcomes.push(outcome);
        }
        outcomes
    }

    /// Where work is done.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The window, for those who must wake it.
    pub fn context(&self) -> &egui::Context {
        &self.ctx
    }

    /// The names of the work that is under way.
    pub fn running(&self) -> impl Iterator<Item = &str> {
        self.running.iter().map(|(_, name)| name.as_str())
    }
}
