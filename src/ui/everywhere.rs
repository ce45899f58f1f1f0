//! Searching everything in the background: one question at a time, the newest.
//!
//! A search works on a snapshot of the project, which is made once for each state of it. Another
//! question calls the running one off.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::app::App;
use super::jobs::Outcome;
use super::search_pane::MOST;
use crate::model::Project;
use crate::search::{Found, Query, search};

/// What the running search needs.
#[derive(Default)]
pub struct Everywhere {
    /// Calls the running search off.
    cancel: Arc<AtomicBool>,
    /// The project as it was searched last, and the state that this is.
    snapshot: Option<(u64, Arc<Project>)>,
}

impl App {
    /// Searches for what answers; an empty query only calls the running search off.
    pub(super) fn search(&mut self, question: u64, query: Query) {
        self.everywhere.cancel.store(true, Ordering::Relaxed);
        let Some(document) = self.state.document.as_ref().filter(|_| !query.is_empty()) else {
            self.everywhere.snapshot = None;
            return;
        };
        let state = document.history.state();
        let snapshot = match &self.everywhere.snapshot {
            Some((own, project)) if *own == state => Arc::clone(project),
            _ => Arc::new(document.project.clone()),
        };
        self.everywhere.snapshot = Some((state, Arc::clone(&snapshot)));
        let cancelled = Arc::new(AtomicBool::new(false));
        self.everywhere.cancel = Arc::clone(&cancelled);
        self.jobs.start("Searching", move || {
            let found = search(&snapshot, &query, MOST, &cancelled);
            if cancelled.load(Ordering::Relaxed) {
                return Outcome::Nothing;
            }
            Outcome::Searched { question, found }
        });
    }

    /// Takes what a search found.
    pub(super) fn searched(&mut self, question: u64, found: Found) {
        self.panes.workbench.search.take(question, found);
    }
}
