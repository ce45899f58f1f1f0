//! The open article in the reader: what is known of it goes in, clicks and keys come out as actions.
//!
//! `open_article` keeps each article that was opened, `marks` says what is marked in it, `head` what
//! stands above it, `find` is the search.

mod find;
mod head;
mod marks;
mod open_article;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use egui::Ui;

use find::Find;
pub use find::Finds;
use head::DateQuestion;
use open_article::OpenArticle;

use super::action::{Action, Actions};
use super::command::Command;
use super::controls::empty_state;
use super::figures::{FigureAt, Figures};
use super::questions::Questions;
use super::reader::{PageHead, ReaderContent, ReaderResponse, Viewpoint};
use super::reading_settings;
use super::selection_bar;
use super::state::{Selection, State};
use crate::model::{Article, ArticleId, ClaimId};
use crate::store::ReadingPlace;

/// The readers of the articles that were opened, and the search in the one that is open.
#[derive(Default)]
pub struct ReaderPane {
    open: HashMap<ArticleId, OpenArticle>,
    /// The search in the article that is open.
    pub find: Find,
    date_question: DateQuestion,
    has_focus: bool,
    /// The claims in question, gone through above the text.
    pub questions: Questions,
    /// Where articles were read that were not shown yet.
    remembered: BTreeMap<ArticleId, ReadingPlace>,
}

impl ReaderPane {
    /// Goes to a passage of an article when it is shown next, and lights it up.
    pub fn jump(&mut self, article: &Article, range: Range<usize>) {
        self.of(article).reader.jump_to(range, true);
    }

    /// Goes to a passage in one calm movement when the article is shown next.
    pub fn glide(&mut self, article: &Article, range: Range<usize>) {
        self.of(article).reader.glide_to(range);
    }

    /// Sends the keyboard to the text.
    pub fn focus(&mut self, article: &Article) {
        self.of(article).reader.request_focus();
    }

    /// Gives the keyboard to the text unless something else has it or asks for it.
    pub fn offer_focus(&mut self, article: &Article) {
        self.of(article).reader.offer_focus();
    }

    /// Lets the selected words go.
    pub fn clear_selection(&mut self, article: ArticleId) {
        if let Some(open) = self.open.get_mut(&article) {
            open.reader.clear_selection();
        }
    }

    /// Where the view of an article stands, if it was ever shown.
    pub fn viewpoint(&self, article: ArticleId) -> Option<Viewpoint> {
        self.open.get(&article).map(|open| open.reader.viewpoint())
    }

    /// Takes in where articles were read the last time.
    pub fn remember(&mut self, places: BTreeMap<ArticleId, ReadingPlace>) {
        self.remembered = places;
    }

    /// Where every article is or was read, for the next time.
    pub fn places(&self) -> BTreeMap<ArticleId, ReadingPlace> {
        let mut places = self.remembered.clone();
        places.extend(self.open.iter().map(|(article, open)| {
            let Viewpoint { byte, below } = open.reader.viewpoint();
            let selected = open.reader.selection();
            let place = ReadingPlace {
                byte,
                below,
                selected,
            };
            (*article, place)
        }));
        places
    }

    /// Shows an article where it was once looked at.
    pub fn return_to(&mut self, article: &Article, viewpoint: Viewpoint) {
        self.of(article).reader.return_to(viewpoint);
    }

    /// Selects the next larger unit of an article's text, or the next smaller one.
    pub fn resize_selection(&mut self, article: &Article, larger: bool) {
        let reader = &mut self.of(article).reader;
        if larger {
            reader.grow_selection();
        } else {
            reader.shrink_selection();
        }
    }

    /// Says that the text is not drawn in this frame, as something stands in its place.
    pub fn is_covered(&mut self) {
        self.has_focus = false;
    }

    /// Whether the text has the keyboard.
    pub fn has_focus(&self) -> bool {
        self.has_focus
    }

    /// The byte at which the text was clicked last: where "next claim" starts from.
    pub fn caret(&mut self, article: &Article) -> usize {
        self.of(article).reader.caret()
    }

    /// The byte at which the article is read: at the caret while it is in view, else at the top.
    pub fn place(&self, article: ArticleId) -> usize {
        self.open
            .get(&article)
            .map_or(0, |open| open.reader.place())
    }

    fn of(&mut self, article: &Article) -> &mut OpenArticle {
        open_in(&mut self.open, &mut self.remembered, article)
    }

    /// Draws the open article.
    pub fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let Some(project) = state.project() else {
            return;
        };
        let Some(article) = state.article() else {
            if project.articles().len() == 0 {
                empty_state(
                    ui,
                    "Nothing to read yet",
                    "Drop article files on this window, or import them from the File menu.",
                );
            } else {
                empty_state(
                    ui,
                    "No article is open",
                    "Choose one in the library at the left.",
                );
            }
            return;
        };
        if state.view.questions {
            self.questions.show(ui, state, article, actions);
        }
        let place = self.place(article.id);
        let found = self.find.show(ui, state, article, place, actions);
        let style = reading_settings::style(ui, &state.settings);
        let open = open_in(&mut self.open, &mut self.remembered, article);
        open.refresh(ui, state, project, article, &mut self.questions);
        let (hits, current_hit) = self.find.hits(article);
        let kicker = head::kicker(article);
        let can_set = Command::ArticleDetails.enabled(state);
        let question = RefCell::new((&mut self.date_question, &mut *actions));
        let more = |ui: &mut Ui| {
            // The head is drawn once a frame, so nobody else has it.
            if let Ok(mut asked) = question.try_borrow_mut() {
                let (question, actions) = &mut *asked;
                question.show(ui, project, article, can_set, actions);
            }
        };
        let OpenArticle {
            document,
            reader,
            highlights,
            underlines,
            ..
        } = open;
        if let Some(hit) = found {
            reader.jump_to(hit, false);
        }
        let current_figure = state
            .view
            .figure
            .as_ref()
            .filter(|figure| figure.article == article.id)
            .and_then(|figure| state.figures.at(figure))
            .map(|figure| figure.record.full.clone());
        let content = ReaderContent {
            document,
            highlights,
            underlines,
            current: current_figure,
            find_hits: hits,
            current_hit,
            selected: state.view.claim.map(ClaimId::as_u128),
            head: PageHead {
                kicker: &kicker,
                title: article.display_title(),
                byline: &article.byline,
                more: article
                    .published
                    .is_none()
                    .then_some(&more as &dyn Fn(&mut Ui)),
            },
            keeps_tab: true,
            keeps_escape: state.view.figure.is_some() || state.view.claim.is_some(),
            whole_words: state.settings.snap_to_words,
        };
        reader.set_caret_mode(state.settings.caret_mode);
        let page = ui.available_rect_before_wrap();
        let response = reader.show(ui, &content, &style);
        reading_settings::button(ui, page, &state.settings, actions);
        ask(&response, article, &state.figures, actions);
        // Asked of the memory, since a window without the system's focus has the keyboard as well
        // where there is no window manager.
        let reader_id = response.response.id;
        let has_focus = ui.memory(|memory| memory.has_focus(reader_id));
        let selection = reader.selection().map(|range| Selection {
            article: article.id,
            range,
        });
        if selection != state.view.selection {
            actions.push(Action::Select(selection));
        }
        if let (Some(selection), Some(rect)) = (&state.view.selection, response.selection_rect)
            && selection.article == article.id
        {
            selection_bar::show(ui, rect, state, selection, actions);
        }
        self.has_focus = has_focus;
    }
}

/// Asks for what the mouse and the keys did in the text.
fn ask(response: &ReaderResponse, article: &Article, figures: &Figures, actions: &mut Actions) {
    if response.left {
        actions.push(Action::LeavePlace);
    }
    if let Some((id, range)) = response.adjusted.clone() {
        actions.push(Action::AdjustPassage {
            claim: ClaimId::from_u128(id),
            range,
        });
    }
    if let Some(id) = response.clicked {
        actions.push(Action::ShowClaim {
            claim: ClaimId::from_u128(id),
            jump: false,
        });
    }
    if let Some(range) = &response.clicked_figure.clone()
        && let Some(figure) = figure_on(figures, article.id, range)
    {
        actions.push(Action::ShowFigure {
            figure,
            jump: false,
        });
    }
    if response.copied.is_some() {
        actions.push(Action::Tell("Copied the words".to_owned()));
    }
}

/// The article as it is open; opened where it was read the last time.
fn open_in<'a>(
    open: &'a mut HashMap<ArticleId, OpenArticle>,
    remembered: &mut BTreeMap<ArticleId, ReadingPlace>,
    article: &Article,
) -> &'a mut OpenArticle {
    let open = open.entry(article.id).or_insert_with(|| {
        let mut open = OpenArticle::new(article);
        if let Some(place) = remembered.remove(&article.id) {
            open.return_to(place);
        }
        open
    });
    open.take_text(article);
    open
}

/// The figure that is underlined there.
fn figure_on(figures: &Figures, article: ArticleId, range: &Range<usize>) -> Option<FigureAt> {
    let waiting = figures.waiting_in(article)?;
    let figure = waiting.iter().find(|one| one.record.full == *range)?;
    Some(FigureAt::of(figure))
}
