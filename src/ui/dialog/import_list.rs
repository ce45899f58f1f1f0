//! What files will become, before they become it: one row each, to be put right, left out, or
//! read in another way where reading failed. All of it is added as one step.

mod incoming;

use std::path::PathBuf;

use egui::{Checkbox, Label, RichText, ScrollArea, TextEdit, Ui};

use super::super::action::{Action, Actions};
use super::super::controls::{field, row_of_list};
use super::super::status::counted;
use super::super::theme::{self, Tokens, UNIT};
use super::{buttons, heading};
use crate::clock::Clock;
use crate::import::{ImportError, Imported, ImportedArticle, Reason, typed_date};
use crate::model::{Article, Project};
use incoming::{Incoming, Standing, incoming};

/// From how many files on the list is shown although nothing in it asks for a look.
const MANY: usize = 8;

/// What files will become.
#[derive(Debug)]
pub struct ImportList {
    rows: Vec<Row>,
    /// The row whose fields are shown.
    chosen: Option<usize>,
    /// Whether it was stopped before every file was read.
    stopped: bool,
}

#[derive(Debug)]
struct Row {
    incoming: Incoming,
    taken: bool,
    title: String,
    publisher: String,
    published: String,
    password: String,
}

/// How a file that could not be read is tried again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Retry {
    /// As plain text, whatever it seems to be.
    PlainText,
    /// With a password.
    Password(String),
}

impl Row {
    fn of(incoming: Incoming) -> Self {
        let read = incoming.read.as_ref().ok();
        let text = |field: fn(&ImportedArticle) -> &String| read.map(field).cloned();
        Self {
            taken: incoming.is_new(),
            title: text(|read| &read.title).unwrap_or_default(),
            publisher: text(|read| &read.publisher).unwrap_or_default(),
            published: read
                .and_then(|read| read.published)
                .map(|when| when.to_string())
                .unwrap_or_default(),
            password: String::new(),
            incoming,
        }
    }

    /// Whether the date that was typed is one, or none.
    fn has_date(&self) -> bool {
        self.published.trim().is_empty() || typed_date(&self.published).is_ok()
    }

    /// The row in a few words: title, date, publisher and length.
    fn summary(&self) -> String {
        let Ok(read) = &self.incoming.read else {
            return self.incoming.name().to_owned();
        };
        let words = read.text.split_whitespace().count();
        let parts = [
            self.title.trim().to_owned(),
            self.published.trim().to_owned(),
            self.publisher.trim().to_owned(),
            counted(words, "word"),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    }

    fn into_article(self, clock: &Clock) -> Option<Article> {
        let read = self.incoming.read.ok()?;
        let published = match self.published.trim() {
            "" => None,
            typed => typed_date(typed).ok(),
        };
        let edited = ImportedArticle {
            title: self.title.trim().to_owned(),
            publisher: self.publisher.trim().to_owned(),
            published,
            ..read
        };
        Some(edited.into_article(clock))
    }
}

impl ImportList {
    /// What files that were read will become in a project.
    pub fn of(project: &Project, files: Imported, stopped: bool) -> Self {
        Self {
            rows: incoming(project, files).into_iter().map(Row::of).collect(),
            chosen: None,
            stopped,
        }
    }

    /// Whether there is nothing in it to look at: a few new articles, all well read.
    pub fn is_plain(&self) -> bool {
        let plain = |row: &Row| row.taken && row.incoming.remarks().is_empty();
        !self.stopped
            && !self.rows.is_empty()
            && self.rows.len() <= MANY
            && self.rows.iter().all(plain)
    }

    /// How many articles will be added.
    pub fn count(&self) -> usize {
        self.rows.iter().filter(|row| row.taken).count()
    }

    /// The articles that are taken.
    pub fn into_articles(self, clock: &Clock) -> Vec<Article> {
        let taken = self.rows.into_iter().filter(|row| row.taken);
        taken.filter_map(|row| row.into_article(clock)).collect()
    }

    /// Puts what came of reading a file again into its row.
    pub fn take(
        &mut self,
        project: &Project,
        at: usize,
        read: Result<ImportedArticle, ImportError>,
    ) {
        let Some(row) = self.rows.get_mut(at) else {
            return;
        };
        let fresh = incoming(project, vec![read]).into_iter().next();
        if let Some(fresh) = fresh {
            *row = Row::of(fresh);
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, actions: &mut Actions) {
        let count = self.count();
        heading(
            ui,
            if self.rows.iter().any(|row| row.incoming.is_new()) {
                "Import"
            } else {
                "Nothing was imported"
            },
        );
        ui.label(self.told());
        ui.add_space(UNIT);
        self.list(ui);
        if let Some(at) = self.chosen {
            ui.add_space(UNIT);
            self.fields(ui, at, actions);
        }
        let verb = format!("Import {}", counted(count, "article"));
        let dates = self.rows.iter().all(|row| !row.taken || row.has_date());
        let labels: &[&str] = if count > 0 || self.rows.iter().any(|row| row.incoming.is_new()) {
            &[&verb, "Cancel"]
        } else {
            &["Close"]
        };
        match buttons(ui, labels, labels.len() == 1 || (count > 0 && dates)) {
            Some(0) if labels.len() == 2 => actions.push(Action::AddImported),
            Some(_) => actions.push(Action::CloseDialog),
            None => {}
        }
    }

    /// How many files became what.
    fn told(&self) -> String {
        if self.rows.is_empty() {
            return if self.stopped {
                "The import was stopped before a file was read.".to_owned()
            } else {
                "There is no article file in this folder.".to_owned()
            };
        }
        let failed = self.rows.iter().filter(|row| row.incoming.read.is_err());
        let failed = failed.count();
        let new = self.rows.iter().filter(|row| row.incoming.is_new()).count();
        let known = self.rows.len() - new - failed;
        let mut parts = vec![counted(new, "new article")];
        if known > 0 {
            parts.push(format!("{known} known already"));
        }
        if failed > 0 {
            parts.push(format!("{failed} not read"));
        }
        if self.stopped {
            parts.push("stopped before the rest".to_owned());
        }
        parts.join(" · ")
    }

    fn list(&mut self, ui: &mut Ui) {
        let height = 11.0 * UNIT;
        let area = ScrollArea::vertical()
            .auto_shrink([false, true])
            .max_height(ui.ctx().content_rect().height() * 0.4);
        area.show_rows(ui, height, self.rows.len(), |ui, shown| {
            for at in shown {
                let chosen = self.chosen == Some(at);
                let row = &mut self.rows[at];
                let summary = row.summary();
                let size = egui::vec2(ui.available_width(), height);
                let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
                ui.push_id(at, |ui| {
                    let pressed = row_of_list(ui, rect, chosen, false, || summary.clone());
                    if pressed.clicked() {
                        self.chosen = if chosen { None } else { Some(at) };
                    }
                    let inner =
                        egui::UiBuilder::new().max_rect(rect.shrink2(egui::vec2(UNIT, 2.0)));
                    ui.scope_builder(inner, |ui| row_of(ui, row, &summary));
                });
            }
        });
    }

    /// The fields of the chosen row.
    fn fields(&mut self, ui: &mut Ui, at: usize, actions: &mut Actions) {
        let Some(row) = self.rows.get_mut(at) else {
            return;
        };
        for remark in row.incoming.remarks() {
            ui.label(theme::weak(ui, remark));
        }
        if row.incoming.read.is_ok() {
            details(ui, row);
        } else {
            ways(ui, row, at, actions);
        }
    }
}

/// What is known about an article, to be put right.
fn details(ui: &mut Ui, row: &mut Row) {
    field(ui, "Title", &mut row.title, "");
    ui.columns(2, |columns| {
        let hint = "The outlet, such as Harbour Wire";
        field(&mut columns[0], "Publisher", &mut row.publisher, hint);
        let hint = "2024-12-03, 2024-12 or 2024";
        field(&mut columns[1], "Published", &mut row.published, hint);
    });
    if !row.has_date() {
        let wrong = "This is no date. Try 2024-12-03 or 3 December 2024.";
        ui.label(RichText::new(wrong).color(Tokens::of(ui).danger));
    }
}

/// The ways in which a file that could not be read may be tried again.
fn ways(ui: &mut Ui, row: &mut Row, at: usize, actions: &mut Actions) {
    let Err(error) = &row.incoming.read else {
        return;
    };
    let file = PathBuf::from(&error.file);
    if !file.is_file() {
        return;
    }
    let mut how = None;
    if error.reason == Reason::Protected {
        ui.horizontal(|ui| {
            let caption = ui.label("Password");
            let password = TextEdit::singleline(&mut row.password).password(true);
            ui.add(password).labelled_by(caption.id);
            let open = egui::Button::new("Open with password");
            if ui.add_enabled(!row.password.is_empty(), open).clicked() {
                how = Some(Retry::Password(row.password.clone()));
            }
        });
    } else if ui.button("Try as plain text").clicked() {
        how = Some(Retry::PlainText);
    }
    if let Some(how) = how {
        actions.push(Action::RetryImport { at, file, how });
    }
}

/// One row: whether it is taken, what it will be, and what there is to know.
fn row_of(ui: &mut Ui, row: &mut Row, summary: &str) {
    let tokens = Tokens::of(ui);
    ui.horizontal(|ui| {
        let can = row.incoming.read.is_ok() && row.incoming.standing != Standing::Twice;
        let name = format!("Take {summary}");
        let taken = ui.add_enabled(can, Checkbox::without_text(&mut row.taken));
        taken.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::CheckBox, can, row.taken, &name)
        });
        ui.vertical(|ui| {
            let dim = if row.taken { tokens.text } else { tokens.weak };
            let text = RichText::new(summary).color(dim);
            ui.add(Label::new(text).truncate().selectable(false));
            let remarks = row.incoming.remarks();
            let more = match remarks.len() {
                0 | 1 => String::new(),
                count => format!(" (and {} more)", count - 1),
            };
            let remark = remarks.first().cloned();
            let remark = remark.unwrap_or_else(|| row.incoming.name().to_owned());
            let colour = if remarks.is_empty() {
                tokens.weak
            } else if row.incoming.read.is_err() {
                tokens.danger
            } else {
                tokens.warning
            };
            let text = RichText::new(format!("{remark}{more}"));
            let text = text.size(theme::SMALL).color(colour);
            ui.add(Label::new(text).truncate().selectable(false));
        });
    });
}
