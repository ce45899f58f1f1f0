//! From words to a claim: of words that were selected, and of figures that were recognised.
//!
//! Owns what Tab, Enter, the digits and X do. Enter on a figure that waits makes the claim with
//! everything filled in and shows it; Enter once more is the analyst's yes and goes on to the next
//! figure. Nothing is asked in between, because every step can be taken back. In the review each
//! decision goes on to the next row by itself.

use std::ops::Range;
use std::slice::from_ref;
use std::sync::Arc;

use super::action::Focus;
use super::app::App;
use super::dialog::{AcceptAlike, Dialog};
use super::figures::{FigureAt, is_first_rank};
use super::jobs::Outcome;
use super::long_step::Told;
use super::state::{Selection, Tab};
use super::status::counted;
use crate::edit::{self, Change, EditError, Transaction};
use crate::model::{ArticleId, ClaimId, DismissalId, Entity, Figure, Passage, Project, TagId};
use crate::suggest::{self, Suggestion};

/// From how many paragraphs on a claim is remarked on.
const MANY_PARAGRAPHS: usize = 6;
/// From how many characters on a claim is remarked on.
const MANY_CHARACTERS: usize = 2_000;

impl App {
    /// Makes a claim of what is selected or shown; of a claim that was just made, goes on.
    pub(super) fn make_claim(&mut self, focus: Option<Focus>) {
        if let Some(selection) = self.state.view.selection.clone() {
            self.claim_selection(&selection, None, focus);
        } else if self.state.view.figure.is_some() {
            self.accept_figure(None, focus);
        } else if self.state.view.fresh.take().is_some() {
            self.step_figure(true, false);
        }
    }

    /// Makes a claim of words, with what the recogniser reads in them, as one step.
    pub(super) fn claim_selection(
        &mut self,
        selection: &Selection,
        tag: Option<TagId>,
        focus: Option<Focus>,
    ) {
        let clock = &self.state.clock;
        let Some(project) = self.state.project() else {
            return;
        };
        let Some(article) = project.article(selection.article) else {
            return;
        };
        let range = selection.range.clone();
        let proposal = self.state.figures.reader().proposal(article, range.clone());
        // What the words are about, as far as the codebook has a tag for it.
        let known = proposal.tag_paths.iter();
        let known: Vec<TagId> = known
            .filter_map(|path| project.tag_by_path(path))
            .map(|tag| tag.id)
            .collect();
        let Some(mut claim) = suggest::claim(article, range, proposal, clock) else {
            self.toasts.refuse("Select some words first");
            return;
        };
        match tag {
            Some(tag) => claim.tags.extend([tag]),
            None => claim.tags.extend(known),
        }
        let id = claim.id;
        let first = first_on(project, &claim.passage);
        let remark = remark_on(&claim.passage.quote);
        match edit::claims::add(project, claim) {
            Ok(transaction) => {
                self.change(transaction, None);
                self.panes.reader.clear_selection(selection.article);
                self.state.view.selection = None;
                self.show_claim(id, false);
                match (first, remark) {
                    (Some(first), _) => {
                        let text = "These words are claimed a second time";
                        self.toasts.tell_with_first(text, first);
                    }
                    (None, Some(remark)) => self.toasts.tell_with_undo(remark),
                    (None, None) => self.tell_of_claim(id),
                }
                if let Some(focus) = focus {
                    self.focus(focus);
                }
            }
            Err(error) => self.toasts.refuse(error.to_string()),
        }
    }

    /// Makes a claim of the figure shown, with everything filled in, and shows it; in the review
    /// the next row instead.
    pub(super) fn accept_figure(&mut self, tag: Option<TagId>, focus: Option<Focus>) {
        let Some((suggestion, project)) = self.state.figure().zip(self.state.project()) else {
            return;
        };
        let mut suggestion = suggestion.clone();
        if let Some(tag) = tag {
            let record = Arc::make_mut(&mut suggestion.record);
            set_tag(&mut record.tags, project.tag_path(tag));
        }
        let accepted = suggest::accept(project, from_ref(&suggestion), &self.state.clock);
        let (claims, transaction) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => return self.toasts.refuse(error.to_string()),
        };
        let next = self.next_row(&FigureAt::of(&suggestion));
        self.change(transaction, None);
        if let Some(claim) = claims.first() {
            self.tell_of_claim(*claim);
        }
        match (next, claims.first()) {
            (Some(next), _) => self.show_row(next),
            (None, Some(claim)) => {
                self.show_claim(*claim, false);
                self.state.view.fresh = Some(*claim);
                self.focus(focus.unwrap_or(Focus::Reader));
            }
            (None, None) => {}
        }
    }

    /// Says which claim was made: for whoever does not see it.
    fn tell_of_claim(&mut self, id: ClaimId) {
        let Some((project, claim)) = self
            .state
            .project()
            .and_then(|project| Some((project, project.claim(id)?)))
        else {
            return;
        };
        let figure = claim.figure.as_ref().map(Figure::spoken);
        let tags = claim.tags.iter().map(|tag| project.tag_path(*tag));
        let said: Vec<String> = figure.into_iter().chain(tags).collect();
        let text = if said.is_empty() {
            "Claim made".to_owned()
        } else {
            format!("Claim made: {}", said.join(", "))
        };
        self.toasts.tell(text);
    }

    /// Says that the figure shown is not wanted, and goes on to the next.
    pub(super) fn dismiss_figure(&mut self) {
        let Some((suggestion, project)) = self.state.figure().zip(self.state.project()) else {
            return;
        };
        let place = FigureAt::of(suggestion);
        match suggest::dismiss(project, from_ref(suggestion), &self.state.clock) {
            Ok(transaction) => {
                let next = self.next_row(&place);
                self.change(transaction, None);
                self.toasts.tell_with_undo("Dismissed figure");
                match next {
                    Some(next) => self.show_row(next),
                    None if self.state.view.article == Some(place.article) => {
                        self.go_on_from(place.article, place.span.start);
                    }
                    None => {}
                }
            }
            Err(error) => self.toasts.refuse(error.to_string()),
        }
    }

    /// Asks whether all figures like the one shown become claims.
    pub(super) fn ask_to_accept_alike(&mut self) {
        if let Some(suggestion) = self.state.figure() {
            let dialog = AcceptAlike::new(suggestion);
            self.dialog = Some(Dialog::AcceptAlike(dialog));
        }
    }

    /// Makes claims of many figures as one step.
    pub(super) fn accept_all(&mut self, suggestions: Vec<Suggestion>) {
        let Some(project) = self.state.project().cloned() else {
            return;
        };
        let clock = self.state.clock.clone();
        self.jobs.start("Making claims", move || {
            Outcome::Accepted(suggest::accept(&project, &suggestions, &clock).map(Box::new))
        });
    }

    /// Makes the claims that many figures are to become.
    pub(super) fn accepted(
        &mut self,
        accepted: Result<Box<(Vec<ClaimId>, Transaction)>, EditError>,
    ) {
        match accepted {
            Ok(accepted) => {
                let (claims, transaction) = *accepted;
                let made = counted(claims.len(), "claim");
                let told = Told::WithUndo(format!("Made {made}"));
                self.change_in_parts("Making claims", transaction, told);
            }
            Err(error) => self.toasts.refuse(error.to_string()),
        }
    }

    /// Sets or takes away a tag by its digit: on selected words and on the figure shown it makes
    /// the claim as well.
    pub(super) fn press_tag_key(&mut self, digit: u8) {
        let Some(project) = self.state.project() else {
            return;
        };
        let Some(tag) = project.tag_by_key(digit).map(|tag| tag.id) else {
            self.toasts.refuse(format!(
                "No tag has the key {digit} yet; set one under Tags"
            ));
            return;
        };
        if let Some(selection) = self.state.view.selection.clone() {
            self.claim_selection(&selection, Some(tag), None);
            return;
        }
        if self.state.view.figure.is_some() {
            self.accept_figure(Some(tag), None);
            return;
        }
        let claims = self.claims_meant();
        if !claims.is_empty() {
            match edit::claims::toggle_tag(project, &claims, tag) {
                Ok(transaction) => self.change(transaction, None),
                Err(error) => self.toasts.refuse(error.to_string()),
            }
        }
    }

    /// Shows a figure that waits; with `jump` the reader goes to its words.
    pub(super) fn show_figure(&mut self, figure: FigureAt, jump: bool) {
        let Some(words) = self.state.figures.at(&figure).map(words_of) else {
            return;
        };
        let view = &mut self.state.view;
        if let Some(selection) = view.selection.take() {
            self.panes.reader.clear_selection(selection.article);
        }
        let elsewhere = view.article != Some(figure.article);
        if jump && elsewhere {
            self.leave_place();
        }
        let view = &mut self.state.view;
        if jump {
            view.article = Some(figure.article);
        }
        view.claim = None;
        view.fresh = None;
        view.dismissed = None;
        view.figure = Some(figure);
        self.state.settings.show_inspector = true;
        self.panes.front.library = false;
        if jump {
            self.panes.front.workbench = false;
        }
        if jump && let Some(article) = self.state.article() {
            if elsewhere {
                self.panes.reader.jump(article, words);
            } else {
                self.panes.reader.glide(article, words);
            }
            self.panes.reader.focus(article);
        }
    }

    /// Chooses a dismissed figure; with `jump` the reader goes to its words.
    pub(super) fn show_dismissed(&mut self, id: DismissalId, jump: bool) {
        let project = self.state.project();
        let Some(dismissal) = project.and_then(|project| project.dismissal(id)).cloned() else {
            return;
        };
        let view = &mut self.state.view;
        view.claim = None;
        view.figure = None;
        view.fresh = None;
        view.dismissed = Some(id);
        if jump {
            self.leave_place();
            self.switch_article(dismissal.passage.article);
            // Words that are gone leave the reader where it is.
            if let Some(article) = self.state.article()
                && let Some(words) = dismissal.passage.found_in(&article.text)
            {
                self.panes.reader.jump(article, words);
            }
        }
    }

    /// Takes the chosen dismissal back, so that its figure waits again, and goes on to the next.
    pub(super) fn take_dismissal_back(&mut self) {
        let Some((id, project)) = self.state.view.dismissed.zip(self.state.project()) else {
            return;
        };
        match edit::dismissals::take_back(project, &[id]) {
            Ok(transaction) => {
                let next = self.panes.workbench.review.dismissed_after(id);
                self.change(transaction, None);
                self.toasts.tell_with_undo("Took dismissal back");
                if let Some(next) = next {
                    self.show_dismissed(next, false);
                }
            }
            Err(error) => self.toasts.refuse(error.to_string()),
        }
    }

    /// Goes to the next or the previous figure of the first rank that waits in the open article;
    /// with `around` from the last to the first as well. Says so where there is none.
    pub(super) fn step_figure(&mut self, forward: bool, around: bool) {
        let Some(article) = self.state.article().map(|article| article.id) else {
            return;
        };
        let Some(figures) = self.stops_in(article) else {
            self.toasts.tell("This article is still being read");
            return;
        };
        let (byte, seen) = self.place_in(article);
        let start = |figure: &&FigureAt| figure.span.start;
        let next = if forward {
            let is_next = |figure: &&FigureAt| start(figure) >= byte + usize::from(seen);
            figures.iter().find(is_next)
        } else {
            figures.iter().rev().find(|figure| start(figure) < byte)
        };
        let other_end = if forward {
            figures.first()
        } else {
            figures.last()
        };
        let count = counted(figures.len(), "figure");
        match (next, other_end) {
            (Some(figure), _) => self.show_figure(figure.clone(), true),
            (None, Some(figure)) if around => {
                if figures.len() > 1 {
                    let end = if forward { "first" } else { "last" };
                    self.toasts.tell(format!("Back at the {end} of {count}"));
                }
                self.show_figure(figure.clone(), true);
            }
            (None, Some(_)) => {
                let wait = wait(figures.len());
                self.toasts.tell(format!(
                    "That was the last figure; {count} still {wait} above"
                ));
            }
            (None, None) => self.toasts.tell(self.nothing_waits()),
        }
    }

    /// Shows the figure that a step brought back, where it brought back just one.
    pub(super) fn show_again(&mut self, changes: &[Change]) {
        let project = self.state.project();
        let gone = |change: &&Change| project.is_some_and(|all| all.get(change.key).is_none());
        let mut passages = changes.iter().filter(gone).filter_map(|change| {
            let entity = change.before.as_ref().or(change.after.as_ref())?;
            match entity {
                Entity::Claim(claim) => Some(&claim.passage),
                Entity::Dismissal(dismissal) => Some(&dismissal.passage),
                _ => None,
            }
        });
        let (Some(passage), None) = (passages.next(), passages.next()) else {
            return;
        };
        let figure = self.state.figures.on(passage.article, &passage.range());
        if let Some(figure) = figure.map(FigureAt::of) {
            let here = self.state.view.article == Some(figure.article);
            self.show_figure(figure, here && !self.in_review());
        }
    }

    /// Goes on to the first figure after a place, or says that there is none.
    fn go_on_from(&mut self, article: ArticleId, byte: usize) {
        let figures = self.stops_in(article).unwrap_or_default();
        let next = figures.iter().find(|figure| figure.span.start > byte);
        match (next, figures.len()) {
            (Some(figure), _) => self.show_figure(figure.clone(), true),
            (None, 0) => self.toasts.tell(self.nothing_waits()),
            (None, _) => self.focus(Focus::Reader),
        }
    }

    /// The figures that Tab stops at, in the order of the text; none while the article is still to
    /// be read.
    fn stops_in(&self, article: ArticleId) -> Option<Vec<FigureAt>> {
        let waiting = self.state.figures.waiting_in(article)?;
        let stops = waiting.iter().filter(|one| is_first_rank(one));
        Some(stops.map(FigureAt::of).collect())
    }

    /// What is said where no figure of the open article waits.
    fn nothing_waits(&self) -> String {
        match self.state.figures.count() {
            0 => "No more figures wait in this article".to_owned(),
            1 => "No more figures wait in this article; 1 waits in another".to_owned(),
            many => format!("No more figures wait in this article; {many} wait in others"),
        }
    }

    /// Where in an article the person is, and whether a figure there was seen already: at the
    /// figure or the claim shown, else where they read.
    fn place_in(&self, article: ArticleId) -> (usize, bool) {
        let view = &self.state.view;
        let figure = view.figure.as_ref();
        if let Some(figure) = figure.filter(|figure| figure.article == article) {
            return (figure.span.start, true);
        }
        let claim = self.state.claim().map(|claim| &claim.passage);
        match claim.filter(|passage| passage.article == article) {
            Some(passage) => (passage.start, false),
            None => (self.panes.reader.place(article), false),
        }
    }

    /// The row after a figure while the review has the keyboard.
    fn next_row(&self, figure: &FigureAt) -> Option<FigureAt> {
        let review = &self.panes.workbench.review;
        self.in_review().then(|| review.next_after(figure))?
    }

    /// Whether the review has the keyboard.
    fn in_review(&self) -> bool {
        let in_view = self.state.view.tab == Tab::Review && self.state.settings.show_workbench;
        in_view && self.panes.workbench.review.has_focus()
    }

    fn show_row(&mut self, figure: FigureAt) {
        self.state.view.figure = None;
        self.show_figure(figure, false);
    }
}

/// The first claim on exactly these words.
fn first_on(project: &Project, passage: &Passage) -> Option<ClaimId> {
    let mut claims = project.claims_of(passage.article);
    let same = claims.find(|claim| claim.passage.range() == passage.range());
    same.map(|claim| claim.id)
}

/// What is said of a claim on more words than a claim mostly has.
fn remark_on(quote: &str) -> Option<String> {
    let paragraphs = quote.lines().filter(|line| !line.trim().is_empty()).count();
    let characters = quote.chars().count();
    if paragraphs >= MANY_PARAGRAPHS {
        Some(format!("Made one claim of {paragraphs} paragraphs"))
    } else if characters > MANY_CHARACTERS {
        let characters = counted(characters, "character");
        Some(format!("Made one claim of {characters}"))
    } else {
        None
    }
}

/// Sets a tag that a person chose: it stands instead of what was proposed of the same family.
fn set_tag(paths: &mut Vec<String>, chosen: String) {
    let family = |path: &str| path.split('/').next().unwrap_or_default().to_lowercase();
    let own = family(&chosen);
    paths.retain(|path| family(path) != own);
    paths.push(chosen);
}

/// The words of a figure with all that belongs to it.
fn words_of(suggestion: &Suggestion) -> Range<usize> {
    suggestion.record.full.clone()
}

fn wait(count: usize) -> &'static str {
    if count == 1 { "waits" } else { "wait" }
}

#[cfg(test)]
mod tests {
    use super::set_tag;

    #[test]
    fn a_chosen_tag_takes_the_place_of_its_family() {
        let mut tags = vec!["aid/military".to_owned(), "side/Russia".to_owned()];
        set_tag(&mut tags, "aid/economic".to_owned());
        assert_eq!(tags, ["side/Russia", "aid/economic"]);
        set_tag(&mut tags, "Aid".to_owned());
        assert_eq!(tags, ["side/Russia", "Aid"]);
    }
}
