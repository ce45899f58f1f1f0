//! Asking for a file, and what is then done with it: where a dialog starts, which name it
//! proposes, and the exports, which write beside the project.

use std::path::{Path, PathBuf};

use egui::Context;

use super::action::{Action, Leave, TextSource};
use super::app::App;
use super::dialog::{Dialog, NotWritten, Overwrite, PathBox};
use super::files::{self, Dialogs, Pick};
use super::jobs::Outcome;
use super::state::{Document, State};
use crate::edit::project::MoneyTable;
use crate::exchange::{self, ChartFormat, Drawing, ExportError};
use crate::model::Project;
use crate::store::{Expected, StoreError};

impl App {
    /// Asks for a file: by the system's dialog, or by the box in the window. `typed` is a path
    /// that was chosen before and did not do.
    pub(super) fn pick(&mut self, pick: Pick, typed: Option<PathBuf>) {
        let place = typed.unwrap_or_else(|| suggested_place(&self.state, pick));
        match self.dialogs {
            Dialogs::System => self
                .jobs
                .start("Waiting for a file", move || files::ask(pick, place)),
            Dialogs::PathBox => self.open_path_box(pick, &place),
        }
    }

    /// Asks in the window.
    pub(super) fn open_path_box(&mut self, pick: Pick, place: &Path) {
        self.dialog = Some(Dialog::PathBox(PathBox::new(pick, place)));
    }

    /// Goes on with the files that were chosen; `asked` where the person was asked already whether
    /// an existing file may go.
    pub(super) fn picked(&mut self, ctx: &Context, pick: Pick, paths: Vec<PathBuf>, asked: bool) {
        let Some(path) = paths.first().cloned() else {
            return;
        };
        match pick {
            Pick::OpenProject => self.apply(ctx, Action::Leave(Leave::ToFile(path))),
            Pick::ImportFiles | Pick::ImportFolder => self.import(paths),
            Pick::ReplaceText(article) => self.replace_text(article, TextSource::File(path)),
            Pick::ImportRates => self.import_money(ctx, MoneyTable::Rates, &path),
            Pick::ImportPrices => self.import_money(ctx, MoneyTable::Prices, &path),
            Pick::SaveProject => self.save_as(path, asked),
            Pick::ExportClaims
            | Pick::ExportDossier
            | Pick::ExportChart { .. }
            | Pick::ExportPage(_) => {
                self.start_export(pick, path, asked);
            }
        }
    }

    /// Reads a table of money from a file into the project, as one step.
    fn import_money(&mut self, ctx: &Context, table: MoneyTable, path: &Path) {
        let Some(project) = self.state.project() else {
            return;
        };
        let refused = |reason: String| Action::Refuse(format!("{}: {reason}", path.display()));
        let action = match exchange::read_money(project, table, path) {
            Ok(transaction) => Action::Change {
                transaction,
                typing: None,
            },
            Err(error) => refused(error.to_string()),
        };
        let done = matches!(action, Action::Change { .. });
        self.apply(ctx, action);
        if done {
            self.toasts.tell(format!("Read {}", path.display()));
        }
    }

    /// Writes over a file, as the person said.
    pub(super) fn write_over(&mut self, pick: Pick, path: PathBuf) {
        match pick {
            Pick::SaveProject => self.save_over(path),
            _ => self.start_export(pick, path, true),
        }
    }

    fn start_export(&mut self, pick: Pick, path: PathBuf, may_replace: bool) {
        let Some(project) = self.state.project().cloned() else {
            return;
        };
        self.jobs.start("Exporting", move || {
            let expected = if may_replace {
                Expected::Anything
            } else {
                Expected::Nothing
            };
            let result = export(&project, pick, &path, expected);
            Outcome::Exported { pick, path, result }
        });
    }

    /// Takes the outcome of an export.
    pub(super) fn exported(&mut self, pick: Pick, path: PathBuf, result: Result<(), ExportError>) {
        match result {
            Ok(()) => {
                self.state.settings.remember_folder(&path);
                self.toasts.tell(format!("Wrote {}", path.display()));
            }
            Err(error @ ExportError::Write(StoreError::Exists { .. })) => {
                self.dialog = Some(Dialog::Overwrite(Overwrite {
                    pick,
                    reason: error.to_string(),
                    path,
                }));
            }
            Err(error) => {
                self.dialog = Some(Dialog::NotWritten(NotWritten {
                    pick,
                    reason: error.to_string(),
                    path,
                }));
            }
        }
    }
}

/// Writes claims, a chart or a page in the format that the file's ending names.
fn export(
    project: &Project,
    pick: Pick,
    path: &Path,
    expected: Expected<'_>,
) -> Result<(), ExportError> {
    match pick {
        Pick::ExportClaims => exchange::write_claims(project, path, expected),
        Pick::ExportDossier => exchange::write_dossier(project, path, expected),
        Pick::ExportChart {
            chart,
            format,
            size,
            scale,
        } => {
            let drawing = Drawing {
                // What was typed last says what is meant: a .png is never an SVG inside.
                format: ChartFormat::of_ending(path).unwrap_or(format),
                size,
                scale,
                as_of: Some(exchange::last_change(project)),
            };
            exchange::write_chart(project, chart, &drawing, path, expected)
        }
        Pick::ExportPage(note) => exchange::write_page(project, note, path, expected),
        Pick::OpenProject
        | Pick::ImportFiles
        | Pick::ImportFolder
        | Pick::ReplaceText(_)
        | Pick::ImportRates
        | Pick::ImportPrices
        | Pick::SaveProject => Ok(()),
    }
}

/// Where a dialog starts, with the name that it proposes where it asks for a new file: the folder
/// of the project's file, else the one used last, else that of the person's documents or their
/// home.
fn suggested_place(state: &State, pick: Pick) -> PathBuf {
    let own = state.document.as_ref();
    let own = own.and_then(|document| document.path.as_deref()?.parent());
    let known = own.or(state.settings.folder.as_deref());
    let folder = known.filter(|folder| folder.is_dir()).map(Path::to_owned);
    let folder = folder.or_else(|| {
        let dirs = directories::UserDirs::new()?;
        let documents = dirs.document_dir().filter(|folder| folder.is_dir());
        Some(documents.unwrap_or_else(|| dirs.home_dir()).to_owned())
    });
    let folder = folder.unwrap_or_default();
    if !pick.writes() {
        // With a slash at its end: a folder to begin in, not a name.
        return folder.join("");
    }
    let ending = pick.default_ending().unwrap_or_default();
    folder.join(format!("{}.{ending}", file_name(&title_of(state, pick))))
}

/// What a new file is to be called: what it holds, and whose it is where that has no name.
fn title_of(state: &State, pick: Pick) -> String {
    let project = state.document.as_ref().map(Document::display_name);
    let project = project.unwrap_or_default();
    let named = |title: Option<&str>, what: &str| {
        let title = title.map(str::trim).filter(|title| !title.is_empty());
        title.map_or_else(|| format!("{project} {what}"), str::to_owned)
    };
    match pick {
        Pick::ExportChart { chart, .. } => {
            let chart = state.project().and_then(|project| project.chart(chart));
            named(chart.map(|chart| chart.title.as_str()), "chart")
        }
        Pick::ExportPage(note) => {
            let note = state.project().and_then(|project| project.note(note));
            named(note.map(|note| note.title.as_str()), "page")
        }
        Pick::ExportClaims => named(None, "claims"),
        Pick::ExportDossier => named(None, "dossier"),
        Pick::OpenProject
        | Pick::ImportFiles
        | Pick::ImportFolder
        | Pick::ReplaceText(_)
        | Pick::ImportRates
        | Pick::ImportPrices
        | Pick::SaveProject => project,
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
