//! The line at the lower edge: whether the work is safe, and how much there is.

use std::time::Duration;

use egui::{RichText, Sides, Spinner, Ui};

use super::action::{Action, Actions};
use super::command::Command;
use super::state::{Document, State};
use super::theme::{self, SMALL, Tokens};
use crate::import::Progress;
use crate::model::Amount;

/// From how many articles on it is told that they are still to be read.
const WORTH_TELLING: usize = 20;

/// Draws the line.
pub fn show(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let Some(document) = &state.document else {
        return;
    };
    let project = &document.project;
    let tokens = Tokens::of(ui);
    let mut stop = false;
    Sides::new().shrink_left().truncate().show(
        ui,
        |ui| {
            let (text, safe) = saved(ui, state, document);
            let colour = if safe { tokens.weak } else { tokens.warning };
            ui.label(RichText::new(text).size(SMALL).color(colour));
            if !document.conflicts.is_empty() {
                let left = counted(document.conflicts.len(), "conflict");
                let text = RichText::new(format!("{left} to settle")).size(SMALL);
                if ui.link(text.color(tokens.warning)).clicked() {
                    actions.run(Command::SettleConflicts);
                }
            }
            let mut parts = vec![
                counted(project.articles().len(), "article"),
                counted(project.claims().len(), "claim"),
            ];
            if let Some(article) = state.view.article {
                let here = project.claim_count_of(article);
                parts.push(format!("{} in this article", counted(here, "claim")));
                parts.push(waiting(state.figures.count_in(article)));
            }
            ui.label(theme::weak(ui, parts.join(" · ")));
        },
        |ui| {
            ui.label(theme::weak(
                ui,
                format!("{:.0} %", ui.zoom_factor() * 100.0),
            ));
            if state.figures.unread() > WORTH_TELLING {
                let unread = counted(state.figures.unread(), "article");
                ui.label(theme::weak(ui, format!("Reading {unread}")));
            }
            if let Some(progress) = &state.view.importing {
                stop = importing(ui, progress);
            } else if let Some(job) = state.busy.first() {
                ui.label(theme::weak(ui, format!("{job}…")));
                ui.add(Spinner::new().size(SMALL));
            }
        },
    );
    if stop {
        actions.push(Action::StopImport);
    }
}

/// How far an import is; true where it is to stop.
fn importing(ui: &mut Ui, progress: &Progress) -> bool {
    let (done, files) = progress.counts();
    let stop = RichText::new("Stop").size(SMALL);
    let stop = ui.link(stop).on_hover_text("Import no more files");
    let text = if progress.is_stopped() {
        "Stopping…".to_owned()
    } else {
        format!("Importing {done} of {files}")
    };
    ui.label(theme::weak(ui, text));
    ui.ctx().request_repaint_after(Duration::from_millis(100));
    stop.clicked()
}

/// Whether everything is in the file, in words.
fn saved(ui: &Ui, state: &State, document: &Document) -> (String, bool) {
    let unsaved = document.history.is_unsaved();
    if let Some(reason) = document.recorder.trouble() {
        let text = format!("The last edits are not safe yet: {reason}. Save, or make room");
        return (text, false);
    }
    let text = match &document.path {
        None if document.is_sample => Some("Sample, not in a file yet"),
        None => Some("Not in a file yet"),
        Some(_) if unsaved => Some("Not saved yet"),
        Some(_) => None,
    };
    if let Some(text) = text {
        // A sample that was only looked at is nothing to be warned of.
        return (text.to_owned(), !unsaved);
    }
    let Some(at) = document.saved_at else {
        return ("Saved".to_owned(), true);
    };
    let seconds = state.clock.now().as_second() - at.as_second();
    let (text, next) = match seconds {
        ..5 => ("Saved just now".to_owned(), 5 - seconds),
        5..60 => ("Saved less than a minute ago".to_owned(), 60 - seconds),
        60..3600 => (format!("Saved {} min ago", seconds / 60), 60 - seconds % 60),
        _ => (
            format!("Saved {} h ago", seconds / 3600),
            3600 - seconds % 3600,
        ),
    };
    // Wake up when the words change, and not before.
    ui.request_repaint_after(Duration::from_secs(
        u64::try_from(next).unwrap_or(60).max(1),
    ));
    (text, true)
}

/// How many figures wait in the open article, in words.
fn waiting(count: Option<usize>) -> String {
    match count {
        None => "reading this article".to_owned(),
        Some(0) => "no figures wait".to_owned(),
        Some(1) => "1 figure waits in this article".to_owned(),
        Some(many) => format!("{} figures wait in this article", number(many)),
    }
}

/// A number with its noun: `1 claim`, `2 claims`.
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{} {noun}s", number(count))
    }
}

/// A number with its thousands apart: `12,500`.
pub fn number(count: usize) -> String {
    // No count of things in memory is larger.
    Amount::from(i64::try_from(count).unwrap_or(i64::MAX)).grouped()
}
