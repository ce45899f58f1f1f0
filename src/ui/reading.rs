//! What a person does while reading: goes back and forth, selects, moves a claim to other words.

use std::ops::Range;

use super::action::Focus;
use super::app::App;
use super::trail::Stop;
use crate::edit;
use crate::model::{Article, Claim, ClaimId, Figure, Passage};
use crate::store::{Reading, StoreError};

impl App {
    /// Remembers where is read, before the reader goes elsewhere.
    pub(super) fn leave_place(&mut self) {
        if let Some(stop) = self.standing() {
            self.state.view.trail.leave(stop);
        }
    }

    /// Goes to where was read before, or forward again.
    pub(super) fn walk_trail(&mut self, back: bool) {
        let here = self.standing();
        let Some(document) = &self.state.document else {
            return;
        };
        let project = &document.project;
        let exists = |stop: &Stop| project.article(stop.article).is_some();
        let trail = &mut self.state.view.trail;
        let stop = if back {
            trail.back(here, exists)
        } else {
            trail.forward(here, exists)
        };
        let Some(stop) = stop else { return };
        self.switch_article(stop.article);
        if let Some(article) = self.state.article() {
            self.panes.reader.return_to(article, stop.viewpoint);
        }
        self.focus(Focus::Reader);
    }

    /// Keeps where the open project is read for the next time.
    pub(super) fn keep_reading(&self) {
        let document = self.state.document.as_ref();
        let Some(path) = document.and_then(|document| document.path.as_ref()) else {
            return;
        };
        let reading = Reading {
            article: self.state.view.article,
            places: self.panes.reader.places(),
        };
        match reading.save(path, &self.places) {
            Ok(()) | Err(StoreError::NoPlace) => {}
            Err(error) => log::warn!("{error}"),
        }
    }

    /// Goes to where the open project was read the last time.
    pub(super) fn remember_reading(&mut self) {
        let Some(document) = &self.state.document else {
            return;
        };
        let Some(path) = &document.path else { return };
        let reading = Reading::load(path, &self.places);
        let article = reading.article;
        if let Some(article) = article.filter(|id| document.project.article(*id).is_some()) {
            self.state.view.article = Some(article);
        }
        self.panes.reader.remember(reading.places);
    }

    fn standing(&self) -> Option<Stop> {
        let article = self.state.view.article?;
        let viewpoint = self.panes.reader.viewpoint(article)?;
        Some(Stop { article, viewpoint })
    }

    /// Selects the next larger unit of the text, or the next smaller one.
    pub(super) fn resize_selection(&mut self, larger: bool) {
        if let Some(article) = self.state.article() {
            self.panes.reader.resize_selection(article, larger);
        }
        self.focus(Focus::Reader);
    }

    /// Gives the text a caret, or takes it away.
    pub(super) fn switch_caret_mode(&mut self) {
        let settings = &mut self.state.settings;
        settings.caret_mode = !settings.caret_mode;
        self.toasts.tell(if settings.caret_mode {
            "The arrow keys move a caret in the text"
        } else {
            "The arrow keys scroll the text"
        });
        self.focus(Focus::Reader);
    }

    /// Puts the claim that is shown on the selected words.
    pub(super) fn adjust_to_selection(&mut self) {
        let view = &self.state.view;
        if let (Some(claim), Some(selection)) = (view.claim, view.selection.clone()) {
            self.adjust_passage(claim, selection.range);
            self.panes.reader.clear_selection(selection.article);
            self.state.view.selection = None;
        }
    }

    /// Puts a claim on other words of its article. It keeps its figure; where the words do not
    /// say it any more, that is told.
    pub(super) fn adjust_passage(&mut self, id: ClaimId, range: Range<usize>) {
        let Some(project) = self.state.project() else {
            return;
        };
        let Some(claim) = project.claim(id) else {
            return;
        };
        let Some(article) = project.article(claim.passage.article) else {
            return;
        };
        let Some(passage) = Passage::at(article.id, &article.text, range.clone()) else {
            return;
        };
        let lost = self.unsaid_figure(claim, article, range);
        let step = edit::claims::update(project, id, "Adjust passage", |claim| {
            claim.passage = passage;
        });
        match step {
            Ok(transaction) => {
                self.change(transaction, None);
                self.state.view.claim = Some(id);
                match lost {
                    None => self.toasts.tell("Passage adjusted"),
                    Some(lost) => self.toasts.refuse(format!("Passage adjusted. {lost}")),
                }
            }
            Err(error) => self.toasts.refuse(error.to_string()),
        }
    }

    /// What to warn of where a claim is put on words that do not say its figure.
    pub(super) fn unsaid_figure(
        &self,
        claim: &Claim,
        article: &Article,
        range: Range<usize>,
    ) -> Option<String> {
        let figure = claim.figure.as_ref()?;
        let read = self.state.figures.reader().proposal(article, range);
        let is_said = says(read.figure.as_ref(), figure);
        (!is_said).then(|| {
            let figure = figure.spoken();
            format!("Its words do not say {figure} any more; the claim keeps that figure")
        })
    }
}

/// Whether what was read in words is the quantity of a claim.
fn says(read: Option<&Figure>, figure: &Figure) -> bool {
    read.is_some_and(|read| {
        (read.low, read.best, read.high) == (figure.low, figure.best, figure.high)
            || read.best.is_some() && read.best == figure.best
    })
}
