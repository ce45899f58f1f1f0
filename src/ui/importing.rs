//! Articles coming in: files that were chosen, dropped or named and texts that were pasted, read in
//! the background and added as one step, and a text read again in another encoding.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;

use super::action::{Action, Focus, Leave};
use super::app::App;
use super::dialog::{Dialog, ImportList, Retry};
use super::jobs::Outcome;
use super::long_step::Told;
use super::status::counted;
use crate::edit;
use crate::import::{self, ImportError, Imported, ImportedArticle, Progress};
use crate::model::{Article, ArticleId};

/// What a text from the clipboard is called.
const PASTED: &str = "Pasted text";

/// How few characters are no article but a slip of the hand.
const SHORTEST: usize = 40;

impl App {
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

    pub(super) fn import(&mut self, paths: Vec<PathBuf>) {
        if self.refuses_edits() {
            return;
        }
        if let Some(first) = paths.first() {
            self.state.settings.remember_folder(first);
        }
        if self.state.document.is_none() {
            let project = self.empty_project();
            self.set_document(Some(project));
        }
        self.start_import(move |progress| {
            import::read_many(&paths, &import::Options::default(), progress)
        });
    }

    /// Makes an article of what is on the clipboard: a web page where it is one, else plain text.
    pub(super) fn import_pasted(&mut self, text: String) {
        if self.refuses_edits() {
            return;
        }
        if text.trim().chars().count() < SHORTEST {
            self.toasts
                .refuse("What was pasted is too short to be an article");
            return;
        }
        if self.state.document.is_none() {
            let project = self.empty_project();
            self.set_document(Some(project));
        }
        self.start_import(move |_| {
            let options = import::Options {
                encoding: import::Charset::named("utf-8"),
            };
            import::read_all_bytes(PASTED, text.into_bytes(), &options)
        });
    }

    fn start_import(&mut self, read: impl FnOnce(&Progress) -> Imported + Send + 'static) {
        let Some(project) = self.state.project().cloned() else {
            return;
        };
        let progress = Arc::new(Progress::default());
        self.state.view.importing = Some(Arc::clone(&progress));
        self.jobs.start("Importing", move || {
            let files = read(&progress);
            let stopped = progress.is_stopped();
            let list = ImportList::of(&project, files, stopped);
            Outcome::Imported(Box::new(list))
        });
    }

    /// Asks the import that is under way to stop.
    pub(super) fn stop_import(&mut self) {
        if let Some(progress) = &self.state.view.importing {
            progress.stop();
        }
    }

    /// Adds what was read at once where there is nothing to look at, else shows what it will be.
    pub(super) fn imported(&mut self, list: ImportList) {
        self.state.view.importing = None;
        if list.is_plain() {
            self.add_imported(list);
        } else {
            self.dialog = Some(Dialog::Import(list));
        }
    }

    /// Adds what is taken in the list that is open.
    pub(super) fn add_listed(&mut self) {
        if let Some(Dialog::Import(list)) = self.dialog.take() {
            self.add_imported(list);
        }
    }

    /// Adds the articles that are taken as one step.
    fn add_imported(&mut self, list: ImportList) {
        let mut articles = list.into_articles(&self.state.clock);
        let Some(project) = self.state.project() else {
            return;
        };
        // The same files may have come in twice, one after the other.
        let known: HashSet<&str> = project.articles().map(|own| own.hash.as_str()).collect();
        articles.retain(|article| !known.contains(article.hash.as_str()));
        let added = articles.len();
        let first = articles.first().map(|article| article.id);
        let transaction = edit::articles::add(project, articles);
        let told = Told::Plainly(format!("Imported {}", counted(added, "article")));
        self.change_in_parts("Importing", transaction, told);
        if let Some(first) = first {
            self.open_article(first);
            self.focus(Focus::Reader);
        }
    }

    /// Reads a file of the list again, in another way.
    pub(super) fn retry_import(&mut self, at: usize, file: PathBuf, how: Retry) {
        self.jobs.start("Reading again", move || {
            let read = match how {
                Retry::PlainText => import::read_as_plain_text(&file, &import::Options::default()),
                Retry::Password(password) => import::read_with_password(&file, &password),
            };
            Outcome::Retried {
                at,
                read: Box::new(read),
            }
        });
    }

    /// Puts what came of it into the list.
    pub(super) fn retried(&mut self, at: usize, read: Result<ImportedArticle, ImportError>) {
        if let (Some(project), Some(Dialog::Import(list))) =
            (self.state.project(), &mut self.dialog)
        {
            list.take(project, at, read);
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
                let replaced = Article {
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
