//! Opening and saving the project: the questions on this side, the work in the background.

use std::path::{Path, PathBuf};

use egui::Context;

use super::action::Action;
use super::app::App;
use super::dialog::{Dialog, Message, NotWritten, Overwrite, Recover};
use super::faults;
use super::files::Pick;
use super::jobs::Outcome;
use super::read_only;
use super::state::{Document, ReadOnly};
use super::status::counted;
use crate::edit::History;
use crate::model::check::Fault;
use crate::model::{Project, ProjectInfo};
use crate::store::{
    self, Expected, FileStamp, Holder, Leftover, Opened, Past, ProjectLock, Recorder, StoreError,
};

/// The bundled sample project.
const SAMPLE: &str = include_str!("../../saves/ukraine-aid.ron");

/// What a running save is called.
pub(super) const SAVING: &str = "Saving";

/// What may lie where the project is saved; [`Expected`] that can go to another thread.
enum Target {
    Nothing,
    Unchanged(FileStamp),
    Anything,
}

impl App {
    /// A new project with nothing in it but when it was begun.
    pub(super) fn empty_project(&self) -> Document {
        let info = ProjectInfo {
            created: self.state.clock.now(),
            ..ProjectInfo::default()
        };
        let project = Project::new(info);
        Document {
            recorder: Recorder::of_project(&project, &self.places),
            project,
            ..Document::default()
        }
    }

    pub(super) fn open_sample(&mut self) {
        self.jobs.start("Opening the sample", || {
            let result =
                store::from_text(SAMPLE).map_err(|error| error.at(Path::new("the sample")));
            Outcome::Opened {
                path: None,
                result: result.map(Box::new),
                leftover: None,
                past: Past::Nothing,
                look: None,
            }
        });
    }

    /// Opens a file, or asks what to do with work on it that a crash left behind. With `look`,
    /// opens it to read only and leaves such work aside.
    pub(super) fn open_file(&mut self, path: PathBuf, look: bool) {
        let places = self.places.clone();
        self.jobs.start("Opening", move || {
            let path = std::path::absolute(&path).unwrap_or(path);
            let (result, newer) = read_or_look(&path);
            let past = match result.as_deref() {
                Ok(Opened {
                    project,
                    stamp: Some(stamp),
                    ..
                }) => store::past(&path, stamp, project, &places),
                _ => Past::Nothing,
            };
            let mut left = store::leftovers(&places).into_iter();
            let leftover = left.find(|own| !look && own.is_of(&path));
            Outcome::Opened {
                path: Some(path),
                result,
                leftover: leftover.map(Box::new),
                past,
                look: newer.or(look.then_some(ReadOnly::BesideRecovered)),
            }
        });
    }

    /// Takes a project that was read.
    pub(super) fn opened(
        &mut self,
        path: Option<PathBuf>,
        result: Result<Box<Opened>, StoreError>,
        leftover: Option<Box<Leftover>>,
        past: Past,
        looked_at: Option<ReadOnly>,
    ) {
        if let Some(leftover) = leftover.filter(|_| result.is_ok()) {
            self.dialog = Some(Dialog::Recover(Recover { leftover }));
            return;
        }
        let opened = match result {
            Ok(opened) => *opened,
            Err(error) => {
                self.dialog = Some(Dialog::Message(Message {
                    heading: "This project does not open".to_owned(),
                    lines: vec![error.to_string(), "The file was left as it is.".to_owned()],
                }));
                return;
            }
        };
        if let Some(path) = &path {
            self.remember(path);
        }
        let Opened {
            project,
            warnings,
            has_unknown_fields: _,
            faults,
            stamp,
        } = opened;
        // The lock may be that of the project which is left for this one.
        self.let_go_of_document();
        let (lock, read_only) = match &path {
            Some(_) if looked_at.is_some() => (None, looked_at),
            Some(path) => match self.take_lock(path) {
                Ok(lock) => (Some(lock), None),
                Err(holder) => (None, Some(ReadOnly::Elsewhere(holder))),
            },
            None => (None, None),
        };
        let recorder = match (&path, &stamp) {
            _ if read_only.is_some() => Recorder::default(),
            (Some(path), Some(stamp)) => Recorder::of_file(path, stamp, &self.places),
            _ => Recorder::of_project(&project, &self.places),
        };
        let (history, is_unfit) = match past {
            Past::Steps(history) => (*history, false),
            Past::Nothing => (History::of_saved_project(), false),
            Past::Unfit => (History::of_saved_project(), true),
        };
        self.set_document(Some(Document {
            on_disk: path.as_ref().map(|_| project.clone()),
            project,
            history,
            is_sample: path.is_none(),
            path,
            stamp,
            read_only,
            recorder,
            lock,
            ..Document::default()
        }));
        self.tell_remarks(warnings, &faults);
        if is_unfit {
            self.toasts
                .tell("The file was changed elsewhere since it was closed here: undo begins anew");
        }
    }

    /// Leaves the open project: its journal goes, as does its lock.
    pub(super) fn let_go_of_document(&mut self) {
        if let Some(mut document) = self.state.document.take() {
            document.recorder.close();
        }
    }

    /// Keeps other windows from writing a file.
    pub(super) fn take_lock(&self, path: &Path) -> Result<ProjectLock, Option<Holder>> {
        ProjectLock::take(path, &self.places, self.state.clock.now())
    }

    /// Says what there is to remark on a project that was opened.
    pub(super) fn tell_remarks(&mut self, warnings: Vec<String>, faults: &[Fault]) {
        let told = self
            .state
            .project()
            .map(|project| faults::lines(project, faults));
        let told = told.into_iter().flatten();
        let lines: Vec<String> = warnings.into_iter().chain(told).collect();
        self.state.view.listed = faults::claims(faults);
        if !lines.is_empty() {
            let heading = format!("Opened, with {}", counted(lines.len(), "remark"));
            self.dialog = Some(Dialog::Message(Message { heading, lines }));
        }
    }

    /// Puts a project at the head of the recent ones.
    fn remember(&mut self, path: &Path) {
        self.state.settings.remember(path);
        self.state.settings.remember_folder(path);
    }

    /// Saves to the project's file, or asks for one.
    pub(super) fn save(&mut self) {
        if self.is_saving() {
            self.save_again();
            return;
        }
        let Some(document) = &self.state.document else {
            return;
        };
        match (&document.path, &document.stamp) {
            _ if document.read_only.is_some() => self.pick(Pick::SaveProject, None),
            (Some(path), Some(stamp)) => {
                self.save_to(path.clone(), Target::Unchanged(stamp.clone()));
            }
            (Some(path), None) => self.save_to(path.clone(), Target::Nothing),
            (None, _) => self.pick(Pick::SaveProject, None),
        }
    }

    /// Saves to a file that was chosen; `asked` where the person said that a file there may go.
    pub(super) fn save_as(&mut self, path: PathBuf, asked: bool) {
        let own = self.state.document.as_ref();
        let is_own = |own: &Document| own.path.as_ref() == Some(&path) && own.read_only.is_none();
        if own.is_some_and(is_own) {
            self.save();
        } else if asked {
            self.save_over(path);
        } else {
            self.save_to(path, Target::Nothing);
        }
    }

    /// Saves over whatever lies there; asked for by a person.
    pub(super) fn save_over(&mut self, path: PathBuf) {
        self.save_to(path, Target::Anything);
    }

    fn save_to(&mut self, path: PathBuf, target: Target) {
        let own = self.state.document.as_ref();
        let is_own = own.is_some_and(|own| own.lock.is_some() && own.path.as_ref() == Some(&path));
        // Another window's project is not written over; its lock is let go at once.
        if let Err(holder) = if is_own {
            Ok(())
        } else {
            self.take_lock(&path).map(drop)
        } {
            let reason = read_only::held(&path, holder.as_ref(), &self.state.clock);
            let pick = Pick::SaveProject;
            self.dialog = Some(Dialog::NotWritten(NotWritten { pick, path, reason }));
            return;
        }
        let Some(document) = &mut self.state.document else {
            return;
        };
        document.end_typing();
        let journal = document.recorder.saving();
        let steps = document.history.kept();
        let project = document.project.clone();
        let state = document.history.state();
        let places = self.places.clone();
        self.jobs.start(SAVING, move || {
            let expected = match &target {
                Target::Nothing => Expected::Nothing,
                Target::Unchanged(stamp) => Expected::Unchanged(stamp),
                Target::Anything => Expected::Anything,
            };
            let result = store::save_kept(&project, &path, expected, &places, &journal);
            if let Ok(stamp) = &result {
                store::keep_past(&path, stamp, &steps, &places);
            }
            Outcome::Saved {
                path,
                state,
                project: Box::new(project),
                result,
            }
        });
    }

    /// Takes the outcome of a save. One that failed keeps in mind where it was to lead: the
    /// person may choose another place, and is then led there.
    pub(super) fn saved(
        &mut self,
        ctx: &Context,
        path: PathBuf,
        state: u64,
        project: Box<Project>,
        result: Result<FileStamp, StoreError>,
    ) {
        let now = self.state.clock.now();
        let by_itself = self.saved_by_itself();
        match result {
            Ok(stamp) => {
                if !by_itself {
                    self.remember(&path);
                }
                let own = self.state.document.as_ref();
                let has_lock =
                    own.is_some_and(|own| own.lock.is_some() && own.path.as_ref() == Some(&path));
                let lock = if has_lock {
                    None
                } else {
                    self.take_lock(&path).ok()
                };
                if let Some(document) = &mut self.state.document {
                    document.history.mark_saved(state);
                    if document.read_only.take().is_some() {
                        document.recorder = Recorder::of_file(&path, &stamp, &self.places);
                    }
                    document.lock = lock.or(document.lock.take());
                    document.path = Some(path.clone());
                    document.stamp = Some(stamp);
                    document.on_disk = Some(*project);
                    document.is_sample = false;
                    document.saved_at = Some(now);
                }
                if !by_itself {
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    self.toasts.tell(format!("Saved {name}"));
                }
                if self.save_what_waited() {
                    return;
                }
                if let Some(leave) = self.after_save.take() {
                    // Anything done while the save ran is asked about again.
                    self.apply(ctx, Action::Leave(leave));
                }
            }
            Err(StoreError::ChangedOnDisk { .. }) if self.is_own_file(&path) => {
                self.read_changed_file(path, true);
            }
            // Nobody asked for this save; whoever asks for one gets the whole answer.
            Err(error) if by_itself => {
                self.toasts.refuse(format!("Not saved by itself: {error}"));
            }
            Err(error @ (StoreError::ChangedOnDisk { .. } | StoreError::Exists { .. })) => {
                self.dialog = Some(Dialog::Overwrite(Overwrite {
                    pick: Pick::SaveProject,
                    reason: error.to_string(),
                    path,
                }));
            }
            Err(error) => {
                self.dialog = Some(Dialog::NotWritten(NotWritten {
                    pick: Pick::SaveProject,
                    reason: error.to_string(),
                    path,
                }));
            }
        }
    }
}

/// Reads a project; one that a newer version wrote is looked at, as far as that goes.
fn read_or_look(path: &Path) -> (Result<Box<Opened>, StoreError>, Option<ReadOnly>) {
    let result = store::read(path).map(Box::new);
    if let Err(StoreError::Newer { version, .. }) = &result
        && let Ok(opened) = store::look(path)
    {
        return (Ok(Box::new(opened)), Some(ReadOnly::Newer(*version)));
    }
    (result, None)
}
