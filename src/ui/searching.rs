//! Searching the open article, and claims of everything that was found there: asked with a
//! preview, read in the background, made as one step.
//!
//! What the search bar shows and which hit is looked at is the business of [`super::reader_pane`].

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::app::App;
use super::dialog::{ClaimHits, Dialog};
use super::jobs::Outcome;
use super::status::counted;
use crate::edit;
use crate::model::{ArticleId, Claim, TagId};
use crate::recognise::Proposal;
use crate::suggest;

/// The longest selected words that are sought, in bytes.
const LONGEST_SOUGHT: usize = 80;

/// Words of an article that become claims.
#[derive(Debug, Clone)]
pub struct HitsToClaim {
    /// The article.
    pub article: ArticleId,
    /// Its text when they were found.
    pub text: Arc<str>,
    /// Where they stand.
    pub ranges: Vec<Range<usize>>,
    /// The tag that all of them get; none for those that the words speak for.
    pub tag: Option<TagId>,
}

/// What was read in the words that become claims.
pub struct HitsRead {
    wanted: HitsToClaim,
    proposals: Vec<Proposal>,
}

impl App {
    /// Goes to the next or the previous hit.
    pub(super) fn find(&mut self, forward: bool) {
        self.leave_place();
        self.panes.reader.find.step(forward);
    }

    /// Opens the search, for the selected words where there are some on one line.
    pub(super) fn open_find(&mut self) {
        let view = &self.state.view;
        let Some(article) = self.state.article() else {
            return;
        };
        let mut from = self.panes.reader.place(article.id);
        let selection = view.selection.as_ref();
        let words = selection.and_then(|selection| {
            let words = article.text.get(selection.range.clone())?;
            let is_short = words.len() <= LONGEST_SOUGHT && !words.contains('\n');
            is_short.then(|| (selection.range.start, words.to_owned()))
        });
        if let Some((start, words)) = words.filter(|_| !view.find.options.expression) {
            from = start;
            self.state.view.find.words = words;
        }
        self.panes.reader.find.open(from);
    }

    /// Searches the open article where something else is sought than before.
    pub(super) fn search_article(&mut self) {
        let find = &mut self.panes.reader.find;
        let Some(task) = find.task(&self.state) else {
            return;
        };
        if task.is_long() {
            self.jobs
                .start("Searching", move || Outcome::Found(Box::new(task.run())));
        } else if let Some(found) = task.run() {
            find.take(found);
        }
    }

    /// Asks whether everything that was found in the open article becomes a claim.
    pub(super) fn ask_to_claim_hits(&mut self) {
        let Some((project, article)) = self.state.project().zip(self.state.article()) else {
            return;
        };
        let (hits, _) = self.panes.reader.find.hits(article);
        if hits.is_empty() {
            self.toasts.refuse("Find some words first (Ctrl+F)");
            return;
        }
        let dialog = ClaimHits::new(project, article, &self.state.view.find.words, hits);
        self.dialog = Some(Dialog::ClaimHits(dialog));
    }

    /// Reads words that become claims.
    pub(super) fn claim_hits(&mut self, wanted: HitsToClaim) {
        let project = self.state.project();
        let Some(article) = project.and_then(|project| project.article(wanted.article)) else {
            return;
        };
        let article = Arc::clone(article);
        let reader = self.state.figures.reader().clone();
        self.jobs.start("Reading what was found", move || {
            let proposals = reader.proposals(&article, &wanted.ranges);
            Outcome::HitsRead(Box::new(HitsRead { wanted, proposals }))
        });
    }

    /// Makes the claims as one step.
    pub(super) fn hits_read(&mut self, read: HitsRead) {
        let HitsRead { wanted, proposals } = read;
        let Some(project) = self.state.project() else {
            return;
        };
        let article = project.article(wanted.article);
        let Some(article) = article.filter(|article| *article.text == *wanted.text) else {
            let text = "The text changed meanwhile; search and claim again";
            return self.toasts.refuse(text);
        };
        let mut known: BTreeMap<String, Option<TagId>> = BTreeMap::new();
        let claims = wanted.ranges.into_iter().zip(proposals);
        let claims = claims.filter_map(|(range, proposal)| {
            let paths = proposal.tag_paths.clone();
            let claim = suggest::claim(article, range, proposal, &self.state.clock)?;
            let mut tags: Vec<TagId> = wanted.tag.into_iter().collect();
            if tags.is_empty() {
                for path in paths {
                    let tag = known.entry(path).or_insert_with_key(|path| {
                        let tag = project.tag_by_path(path);
                        tag.map(|tag| tag.id)
                    });
                    tags.extend(*tag);
                }
            }
            Some(Claim {
                tags: tags.into_iter().collect(),
                ..claim
            })
        });
        let claims: Vec<Claim> = claims.collect();
        let what = counted(claims.len(), "hit");
        match edit::claims::add_all(project, claims, &format!("Claim {what}")) {
            Ok(transaction) => {
                let made = counted(transaction.changes.len(), "claim");
                self.change(transaction, None);
                self.toasts.tell_with_undo(format!("Made {made}"));
            }
            Err(error) => self.toasts.refuse(error.to_string()),
        }
    }
}
