//! Articles coming in: files that were chosen, dropped or named, read in the background and added
//! as one step, and a text read again in another encoding.

use std::path::PathBuf;

use egui::Context;

use super::action::{Action, Focus, Leave};
use super::app::App;
use super::dialog::{Dialog, Message};
use super::jobs::Outcome;
use super::status::counted;
use crate::edit;
use crate::import::{self, ImportError, Imported, ImportedArticle};
use crate::model::{Article, ArticleId};

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
        self.jobs.start("Importing", move || {
            let files = paths.iter().flat_map(|path| {
                if path.is_dir() {
                    import::find_files(path)
                } else {
                    vec![path.clone()]
                }
            });
            let read = files.flat_map(|path| import::read_all(&path, &import::Options::default()));
            Outcome::Imported(read.collect())
        });
    }

    /// Adds what was read as one step and says what was not.
    pub(super) fn imported(&mut self, files: Imported) {
        let Some(project) = self.state.project() else {
            return;
        };
        let mut articles = Vec::new();
        let mut remarks = Vec::new();
        let looked_at = files.len();
        for result in files {
            match result {
                Ok(read) => {
                    let name = read
                        .source_file
                        .rsplit(std::path::MAIN_SEPARATOR)
                        .next()
                        .unwrap_or_default()
                        .to_owned();
                    let same = edit::articles::find_same_text(project, &read)
                        .and_then(|id| project.article(id))
                        .map(|article| article.display_title().to_owned());
                    if let Some(title) = same {
                        remarks.push(format!(
                            "{name}: the same text is in the project already, as “{title}”"
                        ));
                    } else if articles.iter().any(|article: &Article| {
                        edit::articles::have_same_words(&article.text, &read.text)
                    }) {
                        remarks.push(format!(
                            "{name}: the same text was in another of these files"
                        ));
                    } else if let Some(known) = edit::articles::find_changed(project, &read) {
                        remarks.push(format!(
                            "{name}: “{}” is in the project with another text. To put this one in \
                             its place, open the article and choose Replace text…",
                            known.display_title()
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
            self.open_article(first);
            self.focus(Focus::Reader);
            self.toasts
                .tell(format!("Imported {}", counted(added, "article")));
        }
        if looked_at == 0 {
            remarks.push("There is no article file in this folder.".to_owned());
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
