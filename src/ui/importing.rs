//! Articles coming in: files that were chosen, dropped or named, read in the background and added
//! as one step, and a text read again in another encoding.

use std::collections::HashSet;
use std::path::PathBuf;

use egui::Context;

use super::action::{Action, Focus, Leave};
use super::app::App;
use super::dialog::{Dialog, Message};
use super::jobs::Outcome;
use super::long_step::Told;
use super::status::counted;
use crate::clock::Clock;
use crate::edit;
use crate::edit::articles::{Arrival, Arrivals};
use crate::import::{self, ImportError, ImportedArticle};
use crate::model::{Article, ArticleId, Project};

/// What came in, made ready to be added to the project as it was then.
pub struct Arrived {
    /// The articles that are new.
    articles: Vec<Article>,
    /// What is to be said of others, and of files that are none.
    remarks: Vec<String>,
    /// How many there were in all.
    looked_at: usize,
    /// The state of the project that they were compared with.
    revision: u64,
}

impl Arrived {
    /// Compares what was read with the project and with each other.
    fn of(
        read: impl Iterator<Item = Result<ImportedArticle, ImportError>>,
        project: &Project,
        revision: u64,
        clock: &Clock,
    ) -> Self {
        let mut arrivals = Arrivals::new(project);
        let mut own = Self {
            articles: Vec::new(),
            remarks: Vec::new(),
            looked_at: 0,
            revision,
        };
        for result in read {
            own.looked_at += 1;
            match result {
                Ok(read) => own.take(read, &mut arrivals, clock),
                Err(error) => own.remarks.push(error.to_string()),
            }
        }
        own
    }

    fn take(&mut self, read: ImportedArticle, arrivals: &mut Arrivals<'_>, clock: &Clock) {
        let file = read.source_file.rsplit(std::path::MAIN_SEPARATOR).next();
        let name = file.unwrap_or_default().to_owned();
        match arrivals.judge(&read) {
            Arrival::New => {
                let warnings = read.warnings.iter();
                let warnings = warnings.map(|warning| format!("{name}: {warning}"));
                self.remarks.extend(warnings);
                self.articles.push(read.into_article(clock));
            }
            Arrival::Known(known) => self.remarks.push(format!(
                "{name}: the same text is in the project already, as “{}”",
                known.display_title()
            )),
            Arrival::Twice(_) => self.remarks.push(format!(
                "{name}: the same text was in another of these files"
            )),
            Arrival::Edition(known) => self.remarks.push(format!(
                "{name}: “{}” is in the project with another text. To put this one in its place, \
                 open the article and choose Replace text…",
                known.display_title()
            )),
        }
    }
}

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
        let Some(project) = self.state.project().cloned() else {
            return;
        };
        let (clock, revision) = (self.state.clock.clone(), self.state.revision());
        self.jobs.start("Importing", move || {
            let files = paths.iter().flat_map(|path| {
                if path.is_dir() {
                    import::find_files(path)
                } else {
                    vec![path.clone()]
                }
            });
            let read = files.flat_map(|path| import::read_all(&path, &import::Options::default()));
            let arrived = Arrived::of(read, &project, revision, &clock);
            Outcome::Imported(Box::new(arrived))
        });
    }

    /// Adds what was read as one step and says what was not.
    pub(super) fn imported(&mut self, arrived: Arrived) {
        let Some(project) = self.state.project() else {
            return;
        };
        let Arrived {
            mut articles,
            mut remarks,
            looked_at,
            revision,
        } = arrived;
        if self.state.revision() != revision {
            // The same files may have come in twice, one after the other.
            let known: HashSet<&str> = project.articles().map(|own| own.hash.as_str()).collect();
            articles.retain(|article| !known.contains(article.hash.as_str()));
        }
        let added = articles.len();
        let first = articles.first().map(|article| article.id);
        let transaction = edit::articles::add(project, articles);
        let told = Told::Plainly(format!("Imported {}", counted(added, "article")));
        self.change_in_parts("Importing", transaction, told);
        if let Some(first) = first {
            self.open_article(first);
            self.focus(Focus::Reader);
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
