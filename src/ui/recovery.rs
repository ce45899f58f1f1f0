//! Work that a crash left behind: found at the start and when its file is opened, and opened with
//! the way back, looked past, or thrown away.

use std::path::PathBuf;

use egui::Ui;

use super::action::{Action, Actions};
use super::app::App;
use super::dialog::{Dialog, Message};
use super::jobs::Outcome;
use super::state::{Document, State};
use super::status::counted;
use super::theme::{self, UNIT};
use crate::clock::Clock;
use crate::store::{self, Leftover, Recovered, RecoveryError, Standing};

impl App {
    /// Looks for work that crashes left behind.
    pub(super) fn look_for_leftovers(&mut self) {
        let places = self.places.clone();
        self.jobs.start("Looking for unsaved work", move || {
            Outcome::Leftovers(store::leftovers(&places))
        });
    }

    /// Opens a project with the work that a crash left behind.
    pub(super) fn recover(&mut self, leftover: Leftover) {
        let places = self.places.clone();
        let now = self.state.clock.now();
        self.jobs.start("Recovering", move || {
            Outcome::Recovered(Box::new(leftover.recover(&places, now)))
        });
    }

    pub(super) fn recovered(&mut self, result: Result<Recovered, RecoveryError>) {
        let Recovered {
            project,
            history,
            file,
            stamp,
            on_disk,
            warnings,
            faults,
            edits,
            torn,
            conflicts,
            recorder,
        } = match result {
            Ok(recovered) => recovered,
            Err(error) => {
                self.dialog = Some(Dialog::Message(Message {
                    heading: "This work was not recovered".to_owned(),
                    lines: vec![error.to_string()],
                }));
                self.look_for_leftovers();
                return;
            }
        };
        self.let_go_of_document();
        // Work on a file that another window has is recovered all the same: a save finds out.
        let lock = file.as_ref().and_then(|path| self.take_lock(path).ok());
        if let Some(path) = &file {
            self.state.settings.remember(path);
        }
        let asks = !conflicts.is_empty();
        self.set_document(Some(Document {
            conflicts,
            project,
            history,
            path: file,
            stamp,
            on_disk,
            recorder,
            lock,
            ..Document::default()
        }));
        self.look_for_leftovers();
        let mut warnings = warnings;
        if torn {
            warnings.push(
                "The end of the journal was cut off, as by a power cut: what was being written \
                 at that moment is missing"
                    .to_owned(),
            );
        }
        self.tell_remarks(warnings, &faults);
        if asks {
            self.dialog = Some(Dialog::Conflicts);
        }
        self.toasts
            .tell(format!("Recovered {}", counted(edits, "edit")));
    }

    /// Opens a file to read only and leaves recovered work aside.
    pub(super) fn look_without(&mut self, path: PathBuf) {
        self.open_file(path, true);
    }

    /// Throws work away that a crash left behind, as the person said.
    pub(super) fn discard(&mut self, leftover: &Leftover, to_file: bool) {
        match leftover.discard() {
            Ok(()) => self.toasts.tell("Thrown away"),
            Err(error) => self.toasts.refuse(error.to_string()),
        }
        self.look_for_leftovers();
        if let Some(path) = leftover.file.clone().filter(|_| to_file) {
            self.open_file(path, false);
        }
    }
}

/// Draws what crashes left behind, on the start screen.
pub fn rows(ui: &mut Ui, state: &State, actions: &mut Actions) {
    if state.leftovers.is_empty() {
        return;
    }
    ui.add_space(6.0 * UNIT);
    ui.label(theme::strong("Recovered work"));
    for leftover in &state.leftovers {
        ui.add_space(UNIT);
        ui.label(format!(
            "{}: {}",
            leftover.name,
            told(leftover, &state.clock)
        ));
        if let Some(remark) = remark(leftover) {
            ui.label(theme::weak(ui, remark));
        }
        centred(ui, &leftover.name, |ui| buttons(ui, leftover, actions));
    }
}

/// A row in the middle, as the lines above it. How wide it is shows when it is drawn, so the first
/// time it is drawn twice.
fn centred(ui: &mut Ui, name: &str, row: impl FnOnce(&mut Ui)) {
    let id = ui.make_persistent_id(("width of the row", name));
    let known: Option<f32> = ui.data(|data| data.get_temp(id));
    ui.horizontal(|ui| {
        ui.add_space((ui.available_width() - known.unwrap_or_default()).max(0.0) / 2.0);
        let width = ui.horizontal(row).response.rect.width();
        if known != Some(width) {
            ui.data_mut(|data| data.insert_temp(id, width));
            ui.ctx().request_discard("a row is to be centred");
        }
    });
}

fn buttons(ui: &mut Ui, leftover: &Leftover, actions: &mut Actions) {
    let own = || Box::new(leftover.clone());
    let can_open = !matches!(leftover.standing, Standing::Gone | Standing::Damaged);
    if can_open && ui.button("Open with them").clicked() {
        actions.push(Action::Recover(own()));
    }
    if let Some(path) = leftover.file.clone().filter(|path| path.exists())
        && ui.button("Look at the file without them").clicked()
    {
        actions.push(Action::LookWithout(path));
    }
    if ui.button("Throw away").clicked() {
        let leftover = own();
        let to_file = false;
        actions.push(Action::AskToDiscard { leftover, to_file });
    }
}

/// How much there is and from when: `12 edits, last at 14:32`.
pub fn told(leftover: &Leftover, clock: &Clock) -> String {
    let last = clock.local(leftover.last);
    let when = if last.date() == clock.today() {
        last.strftime("at %H:%M")
    } else {
        last.strftime("on %-d %b %Y at %H:%M")
    };
    if leftover.standing == Standing::Damaged {
        return format!("a damaged journal, written {when}");
    }
    format!("{}, last {when}", counted(leftover.edits, "edit"))
}

/// What else there is to know of it.
pub fn remark(leftover: &Leftover) -> Option<&'static str> {
    match leftover.standing {
        Standing::Changed => Some("The file has changed since; opening merges both."),
        Standing::Gone => Some("The file is not there. Put it back to open the work on it."),
        Standing::Damaged => Some("Nothing in it can be read. It was left as it is."),
        Standing::Fits if leftover.torn => Some("What was being written at the end is missing."),
        Standing::Fits if leftover.file.is_none() => Some("It was in no file yet."),
        Standing::Fits => None,
    }
}
