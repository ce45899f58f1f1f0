//! Saving by itself: when nothing was done for a while, a project that has a file is saved to it.
//!
//! It asks nothing and says nothing unless it cannot; what it cannot is not tried again until
//! there is something new to save.

use std::time::Duration;

use egui::Context;

use super::app::App;
use super::state::Document;

/// How long nothing must have been done, in seconds.
const PAUSE: f64 = 10.0;

/// What is known of saving by itself.
#[derive(Default)]
pub struct Autosave {
    /// The state of the history that was seen last, and since when, in the window's seconds.
    seen: Option<(u64, f64)>,
    /// The state that was tried last.
    tried: Option<u64>,
    /// Whether the running save was begun here.
    running: bool,
    /// Whether to save once more when the running save is done.
    again: bool,
}

impl App {
    /// Saves when it is time.
    pub(super) fn autosave(&mut self, ctx: &Context) {
        let is_saving = self.is_saving();
        let own = &mut self.autosave;
        let settled = self.dialog.is_none() && self.after_save.is_none();
        let document = self.state.document.as_ref();
        let state = document
            .filter(|_| self.state.settings.autosave && settled)
            .filter(|document| may_save(document))
            .map(|document| document.history.state());
        let Some(state) = state.filter(|state| own.tried != Some(*state)) else {
            own.seen = None;
            return;
        };
        let now = ctx.input(|input| input.time);
        let since = match own.seen {
            Some((seen, since)) if seen == state => since,
            _ => now,
        };
        own.seen = Some((state, since));
        let left = PAUSE - (now - since);
        if left > 0.0 {
            ctx.request_repaint_after(Duration::from_secs_f64(left));
        } else if !is_saving {
            own.tried = Some(state);
            own.running = true;
            self.save();
        }
    }

    /// Whether a save is running.
    pub(super) fn is_saving(&self) -> bool {
        self.jobs
            .running()
            .any(|name| name == super::project_files::SAVING)
    }

    /// Saves once more when the running save is done.
    pub(super) fn save_again(&mut self) {
        self.autosave.again = true;
    }

    /// Whether the save that is done was begun by itself; asked once.
    pub(super) fn saved_by_itself(&mut self) -> bool {
        std::mem::take(&mut self.autosave.running)
    }

    /// Saves what was asked to be saved while a save ran; says whether there was anything.
    pub(super) fn save_what_waited(&mut self) -> bool {
        let waited = std::mem::take(&mut self.autosave.again);
        if waited {
            self.save();
        }
        waited
    }
}

/// Whether the project has a file that may be written, and something to write.
fn may_save(document: &Document) -> bool {
    document.read_only.is_none()
        && document.path.is_some()
        && document.stamp.is_some()
        && document.history.is_unsaved()
}
