//! Opening and saving the project: the questions on this side, the work in the background.

use std::path::{Path, PathBuf};

use egui::Context;

use super::action::Action;
use super::app::App;
use super::dialog::{Dialog, Message, NotWritten, Overwrite};
use super::faults;
use super::files::Pick;
use super::jobs::Outcome;
use super::state::Document;
use super::status::counted;
use crate::edit::History;
use crate::model::{Project, ProjectInfo};
use crate::store::{self, Expected, FileStamp, Opened, StoreError};

/// The bundled sample project.
const SAMPLE: &str = include_str!("../../saves/ukraine-aid.ron");

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
        let history = History::default();
        Document {
            project: Project::new(info),
            history,
            path: None,
            stamp: None,
            saved_at: None,
            is_sample: false,
        }
    }

    pub(super) fn open_sample(&mut self) {
        self.jobs.start("Opening the sample", || {
            let result =
                store::from_text(SAMPLE).map_err(|error| error.at(Path::new("the sample")));
            Outcome::Opened {
                path: None,
                result: result.map(Box::new),
            }
        });
    }

    pub(super) fn open_file(&mut self, path: PathBuf) {
        self.jobs.start("Opening", move || {
            let path = std::path::absolute(&path).unwrap_or(path);
            let result = store::read(&path).map(Box::new);
            Outcome::Opened {
                path: Some(path),
                result,
            }
        });
    }

    /// Takes a project that was read.
    pub(super) fn opened(
        &mut self,
        path: Option<PathBuf>,
        result: Result<Box<Opened>, StoreError>,
    ) {
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
            faults,
            stamp,
        } = opened;
        let told = faults::lines(&project, &faults);
        let lines: Vec<String> = warnings.into_iter().chain(told).collect();
        self.set_document(Some(Document {
            project,
            history: History::of_saved_project(),
            is_sample: path.is_none(),
            path,
            stamp,
            saved_at: None,
        }));
        self.state.view.listed = faults::claims(&faults);
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
        let Some(document) = &self.state.document else {
            return;
        };
        match (&document.path, &document.stamp) {
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
        if own.is_some_and(|document| document.path.as_ref() == Some(&path)) {
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
        let Some(document) = &mut self.state.document else {
            return;
        };
        document.history.end_typing();
        let project = document.project.clone();
        let state = document.history.state();
        let places = self.places.clone();
        self.jobs.start("Saving", move || {
            let expected = match &target {
                Target::Nothing => Expected::Nothing,
                Target::Unchanged(stamp) => Expected::Unchanged(stamp),
                Target::Anything => Expected::Anything,
            };
            let result = store::save(&project, &path, expected, &places);
            Outcome::Saved {
                path,
                state,
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
        result: Result<FileStamp, StoreError>,
    ) {
        let now = self.state.clock.now();
        match result {
            Ok(stamp) => {
                self.remember(&path);
                if let Some(document) = &mut self.state.document {
                    document.history.mark_saved(state);
                    document.path = Some(path);
                    document.stamp = Some(stamp);
                    document.saved_at = Some(now);
                }
                self.toasts.tell("Saved");
                if let Some(leave) = self.after_save.take() {
                    // Anything done while the save ran is asked about again.
                    self.apply(ctx, Action::Leave(leave));
                }
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
