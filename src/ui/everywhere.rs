//! Searching everything in the background, and listing the claims of a large project.
//!
//! Both work on a snapshot of the project. One question is searched for at a time, the newest:
//! another calls the running one off.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::app::App;
use super::claims_table::listing::{Answer, Asked};
use super::jobs::Outcome;
use super::search_pane::MOST;
use crate::search::{Found, Query, search};

/// What the running search needs.
#[derive(Default)]
pub struct Everywhere {
    /// Calls the running search off.
    cancel: Arc<AtomicBool>,
    /// Stands for the open project: what was found in another is nothing to it.
    document: Arc<()>,
}

impl App {
    /// Searches for what answers; an empty query only calls the running search off.
    pub(super) fn search(&mut self, question: u64, query: Query) {
        self.everywhere.cancel.store(true, Ordering::Relaxed);
        let Some(document) = self.state.document.as_ref().filter(|_| !query.is_empty()) else {
            return;
        };
        let project = document.project.clone();
        let of = Arc::clone(&self.everywhere.document);
        let cancelled = Arc::new(AtomicBool::new(false));
        self.everywhere.cancel = Arc::clone(&cancelled);
        self.jobs.start("Searching", move || {
            let found = search(&project, &query, MOST, &cancelled);
            if cancelled.load(Ordering::Relaxed) {
                return Outcome::Nothing;
            }
            Outcome::Searched {
                question,
                found,
                of,
            }
        });
    }

    /// Lists claims for the table.
    pub(super) fn list_claims(&mut self, asked: Asked) {
        let Some(project) = self.state.project().cloned() else {
            return;
        };
        let of = Arc::clone(&self.everywhere.document);
        self.jobs.start("Listing claims", move || {
            let answer = Box::new(asked.answer(&project));
            Outcome::ClaimsListed { answer, of }
        });
    }

    /// Takes the listed claims.
    pub(super) fn claims_listed(&mut self, answer: Answer, of: &Arc<()>) {
        if let Some(document) = &self.state.document
            && Arc::ptr_eq(of, &self.everywhere.document)
        {
            let table = &mut self.panes.workbench.claims;
            table.take(answer, &document.project);
        }
    }

    /// Takes what a search found.
    pub(super) fn searched(&mut self, question: u64, found: Found, of: &Arc<()>) {
        if Arc::ptr_eq(of, &self.everywhere.document) {
            self.panes.workbench.search.take(question, found);
        }
    }
}
