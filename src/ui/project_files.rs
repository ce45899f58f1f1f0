//! Opening, saving, importing and exporting from the window: the questions on this side, the
//! work in the background.

use std::path::{Path, PathBuf};

use egui::Context;
use jiff::civil::Date;

use super::action::{Action, Leave};
use super::app::App;
use super::dialog::{Dialog, Message, Overwrite, PathBox};
use super::files::Pick;
use super::jobs::Outcome;
use super::state::Document;
use super::status::counted;
use crate::edit::{self, History};
use crate::exchange::{self, ChartFormat, ExportError};
use crate::import::{self, ImportError, ImportedArticle};
use crate::model::{ArticleId, Project, ProjectInfo};
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
        self.set_document(Some(Document {
            project,
            history: History::of_saved_project(),
            path,
            stamp,
            saved_at: None,
        }));
        let lines: Vec<String> = warnings
            .into_iter()
            .chain(faults.iter().map(ToString::to_string))
            .collect();
        if !lines.is_empty() {
            let heading = format!("Opened, with {}", counted(lines.len(), "remark"));
            self.dialog = Some(Dialog::Message(Message { heading, lines }));
        }
    }

    /// Puts a project at the head of the recent ones.
    fn remember(&mut self, path: &Path) {
        self.state.settings.remember(path);
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
            (None, _) => self.ask_for(Pick::SaveProject),
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

    /// Takes the outcome of a save.
    pub(super) fn saved(
        &mut self,
        ctx: &Context,
        path: PathBuf,
        state: u64,
        result: Result<FileStamp, StoreError>,
    ) {
        let leave = self.after_save.take();
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
                if let Some(leave) = leave {
                    // Anything done while the save ran is asked about again.
                    self.apply(ctx, Action::Leave(leave));
                }
            }
            Err(error @ (StoreError::ChangedOnDisk { .. } | StoreError::Exists { .. })) => {
                let reason = error.to_string();
                self.dialog = Some(Dialog::Overwrite(Overwrite { path, reason }));
            }
            Err(error) => {
                self.dialog = Some(Dialog::Message(Message {
                    heading: "The project was not saved".to_owned(),
                    lines: vec![
                        error.to_string(),
                        "Your work is still in this window. Use Save as… to put it elsewhere."
                            .to_owned(),
                    ],
                }));
            }
        }
    }

    fn ask_for(&mut self, pick: Pick) {
        let ctx = self.jobs.context().clone();
        self.apply(&ctx, Action::Pick(pick));
    }

    pub(super) fn open_path_box(&mut self, pick: Pick) {
        let (folder, name) = self.suggest_place(pick);
        let folder = folder.unwrap_or_default();
        let suggestion = if pick.writes() {
            folder.join(name).display().to_string()
        } else {
            String::new()
        };
        self.dialog = Some(Dialog::PathBox(PathBox::new(pick, &suggestion)));
    }

    /// Where a dialog starts and which name it proposes.
    pub(super) fn suggest_place(&self, pick: Pick) -> (Option<PathBuf>, String) {
        let own = self
            .state
            .document
            .as_ref()
            .and_then(|document| document.path.as_deref());
        let recent = self.state.settings.recent.first().map(PathBuf::as_path);
        let folder = own.or(recent).and_then(Path::parent).map(Path::to_owned);
        let folder = folder.or_else(|| {
            let dirs = directories::UserDirs::new()?;
            Some(
                dirs.document_dir()
                    .unwrap_or_else(|| dirs.home_dir())
                    .to_owned(),
            )
        });
        let title = match pick {
            Pick::ExportChart { .. } => self.state.chart().map(|chart| chart.title.clone()),
            Pick::ExportPage(_) => self.state.note().map(|note| note.title.clone()),
            Pick::ExportClaims => Some("claims".to_owned()),
            _ => self.state.document.as_ref().map(Document::display_name),
        };
        let ending = pick.default_ending().unwrap_or_default();
        (
            folder,
            format!("{}.{ending}", file_name(&title.unwrap_or_default())),
        )
    }

    /// Goes on with the files that were chosen.
    pub(super) fn picked(&mut self, pick: Pick, paths: Vec<PathBuf>) {
        let Some(path) = paths.first().cloned() else {
            return;
        };
        match pick {
            Pick::OpenProject => {
                let ctx = self.jobs.context().clone();
                self.apply(&ctx, Action::Leave(Leave::ToFile(path)));
            }
            Pick::ImportFiles | Pick::ImportFolder => self.import(paths),
            Pick::SaveProject => {
                let own = self
                    .state
                    .document
                    .as_ref()
                    .and_then(|document| document.path.as_ref());
                if own == Some(&path) {
                    self.save();
                } else {
                    // The system's dialog has asked about an existing file; the box here has not.
                    let target = match self.dialogs {
                        super::files::Dialogs::System => Target::Anything,
                        super::files::Dialogs::PathBox => Target::Nothing,
                    };
                    self.save_to(path, target);
                }
            }
            Pick::ExportClaims | Pick::ExportChart { .. } | Pick::ExportPage(_) => {
                let Some(project) = self.state.project().cloned() else {
                    return;
                };
                let today = self.state.clock.today();
                self.jobs.start("Exporting", move || {
                    let result =
                        export(&project, pick, &path, today).map_err(|error| error.to_string());
                    Outcome::Exported { path, result }
                });
            }
        }
    }

    /// Takes files that were dropped or named: a project is opened, everything else imported.
    pub(super) fn receive_files(&mut self, ctx: &Context, paths: Vec<PathBuf>) {
        let is_project = |path: &&PathBuf| {
            path.extension()
                .is_some_and(|ending| ending.eq_ignore_ascii_case("ron"))
        };
        if let Some(project) = paths.iter().find(is_project) {
            if paths.len() > 1 {
                self.toasts
                    .refuse("Opened the project only; drop articles by themselves");
            }
            self.apply(ctx, Action::Leave(Leave::ToFile(project.clone())));
        } else {
            self.import(paths);
        }
    }

    fn import(&mut self, paths: Vec<PathBuf>) {
        if self.state.document.is_none() {
            let project = self.empty_project();
            self.set_document(Some(project));
        }
        self.jobs.start("Importing", move || {
            let files = paths.iter().flat_map(|path| {
                if path.is_dir() {
                    import::find_files(path)
                } else {
                    vec![path.clone()]
                }
            });
            let read = files.map(|path| {
                let result = import::read_file(&path, &import::Options::default());
                (path, result)
            });
            Outcome::Imported(read.collect())
        });
    }

    /// Adds what was read as one step and says what was not.
    pub(super) fn imported(&mut self, files: Vec<(PathBuf, Result<ImportedArticle, ImportError>)>) {
        let Some(project) = self.state.project() else {
            return;
        };
        let mut articles = Vec::new();
        let mut remarks = Vec::new();
        let mut hashes = std::collections::BTreeSet::new();
        let looked_at = files.len();
        for (path, result) in files {
            let name = path
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            match result {
                Ok(read) => {
                    let same = edit::articles::find_same_text(project, &read.hash)
                        .and_then(|id| project.article(id))
                        .map(|article| article.display_title().to_owned());
                    if let Some(title) = same {
                        remarks.push(format!(
                            "{name}: the same text is in the project already, as “{title}”"
                        ));
                    } else if !hashes.insert(read.hash.clone()) {
                        remarks.push(format!(
                            "{name}: the same text was in another of these files"
                        ));
                    } else {
                        let warnings = read.warnings.iter();
                        remarks.extend(warnings.map(|warning| format!("{name}: {warning}")));
                        articles.push(read.into_article(&self.state.clock));
                    }
                }
                Err(error) => remarks.push(error.to_string()),
            }
        }
        let added = articles.len();
        let first = articles.first().map(|article| article.id);
        let transaction = edit::articles::add(project, articles);
        self.change(transaction, None);
        if let Some(first) = first {
            self.state.view.article = Some(first);
            self.state.view.selection = None;
            self.toasts
                .tell(format!("Imported {}", counted(added, "article")));
        }
        if looked_at == 0 {
            remarks.push("There is no article file (.txt, .md) in this folder.".to_owned());
        }
        if !remarks.is_empty() {
            let heading = match added {
                0 => "Nothing was imported".to_owned(),
                _ => format!("Imported {}, with remarks", counted(added, "article")),
            };
            self.dialog = Some(Dialog::Message(Message {
                heading,
                lines: remarks,
            }));
        }
    }

    /// Reads an article's file again in an encoding that a person chose.
    pub(super) fn read_again(&mut self, article: ArticleId, encoding: import::Charset) {
        let Some(project) = self.state.project() else {
            return;
        };
        let Some(known) = project.article(article) else {
            return;
        };
        if project.claim_count_of(article) > 0 {
            self.toasts.refuse("Claims stand on this text. Import the file into a new project to read it in another encoding");
            return;
        }
        let path = PathBuf::from(&known.source_file);
        let options = import::Options {
            encoding: Some(encoding),
        };
        self.jobs.start("Reading again", move || {
            let result = Box::new(import::read_file(&path, &options));
            Outcome::ReadAgain { article, result }
        });
    }

    pub(super) fn text_read_again(
        &mut self,
        article: ArticleId,
        result: Result<ImportedArticle, ImportError>,
    ) {
        let Some(known) = self
            .state
            .project()
            .and_then(|project| project.article(article))
            .cloned()
        else {
            return;
        };
        match result {
            Ok(read) => {
                let fresh = read.into_article(&self.state.clock);
                let replaced = crate::model::Article {
                    id: known.id,
                    imported: known.imported,
                    ..fresh
                };
                let encoding = replaced.encoding.clone();
                let Some(project) = self.state.project() else {
                    return;
                };
                let transaction = edit::articles::replace_unclaimed_text(project, replaced);
                match transaction {
                    Ok(transaction) => {
                        self.change(transaction, None);
                        self.toasts.tell(format!("Read again as {encoding}"));
                    }
                    Err(error) => self.toasts.refuse(error.to_string()),
                }
            }
            Err(error) => self.toasts.refuse(error.to_string()),
        }
    }
}

/// Writes claims, a chart or a page in the format that the file's ending names.
fn export(project: &Project, pick: Pick, path: &Path, today: Date) -> Result<(), ExportError> {
    match pick {
        Pick::ExportClaims => exchange::write_claims(project, path),
        Pick::ExportChart {
            chart,
            format,
            scale,
        } => {
            // What was typed last says what is meant: a .png is never an SVG inside.
            let format = ChartFormat::of_ending(path).unwrap_or(format);
            exchange::write_chart(project, chart, format, scale, today, path)
        }
        Pick::ExportPage(note) => exchange::write_page(project, note, path),
        Pick::OpenProject | Pick::ImportFiles | Pick::ImportFolder | Pick::SaveProject => Ok(()),
    }
}

/// A title as a file's name: letters, digits and hyphens.
fn file_name(title: &str) -> String {
    let mut name = String::new();
    for c in title.to_lowercase().chars().take(60) {
        if c.is_alphanumeric() {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    if name.is_empty() {
        "untitled".to_owned()
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_title_makes_a_file_name() {
        assert_eq!(file_name("Aid, by month: $65 bn/…"), "aid-by-month-65-bn");
        assert_eq!(file_name("…"), "untitled");
    }
}
