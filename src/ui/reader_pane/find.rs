//! The search in the open article: the bar above the text, what was found, and which hit is looked
//! at.
//!
//! A search runs once for each article and each thing that is sought, long texts in the
//! background ([`FindTask`]); what was found last stays until something else is.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use egui::{Button, Key, Modifiers, Response, TextEdit, Ui, WidgetInfo};

use super::super::action::{Action, Actions, Focus};
use super::super::command::Command;
use super::super::completion::select_all;
use super::super::controls::icon_button;
use super::super::entry::complain;
use super::super::state::{Sought, State};
use super::super::theme;
use crate::model::{Article, ArticleId};
use crate::search::{MOST_HITS, QueryError, Sweep, TextQuery};

/// The longest text that is searched at once, in bytes: a longer one is searched in the
/// background.
const AT_ONCE: usize = 128 * 1024;
/// The width of the field, in points.
const FIELD: f32 = 200.0;
/// The room that the controls beside the field take, in points.
const BESIDE_FIELD: f32 = 360.0;

/// The search in the open article.
#[derive(Default)]
pub struct Find {
    is_open: bool,
    wants_focus: bool,
    /// The byte from which the first hit is looked for; none for where the article is read.
    from: Option<usize>,
    /// The hit that is looked at, by its place among the hits.
    current: usize,
    goes: Option<Goes>,
    /// What was asked for last, whatever came of it.
    asked: Option<Wanted>,
    /// Stops the search that runs.
    stop: Arc<AtomicBool>,
    /// What was found last, and where.
    found: Option<Finds>,
    /// Whether the current hit among them is still to be chosen.
    is_new: bool,
    /// What is wrong with what is sought.
    problem: Option<String>,
}

/// Where the view goes as soon as the hits are there.
#[derive(Clone, Copy)]
enum Goes {
    /// To the first hit from where the search began.
    ToFirst,
    /// To the next hit.
    Forward,
    /// To the previous hit.
    Back,
}

/// What is sought in which text.
#[derive(Clone)]
struct Wanted {
    article: ArticleId,
    text: Arc<str>,
    sought: Sought,
}

/// A search to do.
pub struct FindTask {
    wanted: Wanted,
    query: TextQuery,
    stop: Arc<AtomicBool>,
}

/// What was found.
pub struct Finds {
    wanted: Wanted,
    sweep: Sweep,
}

impl FindTask {
    /// Whether it takes so long that it should be done in the background.
    pub fn is_long(&self) -> bool {
        self.wanted.text.len() > AT_ONCE
    }

    /// Searches; none where something else is sought by now.
    pub fn run(self) -> Option<Finds> {
        let sweep = self.query.sweep(&self.wanted.text, &self.stop)?;
        Some(Finds {
            wanted: self.wanted,
            sweep,
        })
    }
}

impl Wanted {
    fn same(&self, other: &Self) -> bool {
        self.is_in(&other.text) && self.article == other.article && self.sought == other.sought
    }

    fn is_in(&self, text: &Arc<str>) -> bool {
        Arc::ptr_eq(&self.text, text)
    }
}

impl Drop for Find {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Find {
    /// Opens the bar and sends the keyboard there; hits are looked for from that byte on.
    pub fn open(&mut self, from: usize) {
        self.is_open = true;
        self.wants_focus = true;
        self.from = Some(from);
    }

    /// Goes to the next or the previous hit.
    pub fn step(&mut self, forward: bool) {
        self.is_open = true;
        self.goes = Some(if forward { Goes::Forward } else { Goes::Back });
    }

    /// The hits in an article and the place of the one that is looked at; none while the bar is
    /// closed.
    pub fn hits(&self, article: &Article) -> (&[Range<usize>], Option<usize>) {
        let here = |found: &&Finds| found.wanted.is_in(&article.text);
        let found = self.found.as_ref().filter(|_| self.is_open).filter(here);
        let hits = found.map_or(&[][..], |found| &found.sweep.hits);
        (hits, (!hits.is_empty()).then_some(self.current))
    }

    /// The search that is to be done now, if there is one.
    pub fn task(&mut self, state: &State) -> Option<FindTask> {
        let article = state.article().filter(|_| self.is_open)?;
        let wanted = Wanted {
            article: article.id,
            text: Arc::clone(&article.text),
            sought: state.view.find.clone(),
        };
        if self.asked.as_ref().is_some_and(|asked| asked.same(&wanted)) {
            return None;
        }
        self.stop.store(true, Ordering::Relaxed);
        self.stop = Arc::default();
        self.problem = None;
        self.asked = Some(wanted.clone());
        match TextQuery::new(&wanted.sought.words, wanted.sought.options) {
            Ok(query) => {
                let stop = Arc::clone(&self.stop);
                return Some(FindTask {
                    wanted,
                    query,
                    stop,
                });
            }
            Err(QueryError::Empty) => self.take(Finds {
                wanted,
                sweep: Sweep::default(),
            }),
            Err(error) => self.problem = Some(error.to_string()),
        }
        None
    }

    /// Takes what was found, unless something else is sought by now.
    pub fn take(&mut self, finds: Finds) {
        if self
            .asked
            .as_ref()
            .is_some_and(|asked| asked.same(&finds.wanted))
        {
            let article = finds.wanted.article;
            let before = self.found.replace(finds);
            let elsewhere = before.is_some_and(|before| before.wanted.article != article);
            if elsewhere && self.goes.is_none() {
                // Another article begins where it is read.
                self.from = None;
            }
            self.is_new = true;
        }
    }

    /// Draws the bar while it is open. Returns the hit that the view is to go to. `place` is the
    /// byte at which the article is read.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        state: &State,
        article: &Article,
        place: usize,
        actions: &mut Actions,
    ) -> Option<Range<usize>> {
        if !self.is_open {
            return None;
        }
        let target = self.go(article, place);
        egui::Frame::NONE
            .inner_margin(egui::Margin::symmetric(12, 6))
            .show(ui, |ui| {
                // The corner at the right belongs to the page.
                ui.horizontal_wrapped(|ui| self.bar(ui, state, article, actions));
                complain(ui, self.problem.as_deref());
            });
        target
    }

    /// Chooses the hit that is looked at, where something was found or a step was asked for.
    fn go(&mut self, article: &Article, place: usize) -> Option<Range<usize>> {
        let found = self.found.as_ref()?;
        let hits = &found.sweep.hits;
        let count = hits.len();
        let is_settled = self
            .asked
            .as_ref()
            .is_some_and(|asked| asked.same(&found.wanted) || self.problem.is_some());
        if !found.wanted.is_in(&article.text) || !is_settled {
            return None;
        }
        if std::mem::take(&mut self.is_new) {
            let from = *self.from.get_or_insert(place);
            let first = hits.partition_point(|hit| hit.start < from);
            self.current = if first < count { first } else { 0 };
        }
        let goes = self.goes.take()?;
        if count == 0 {
            return None;
        }
        match goes {
            Goes::ToFirst => {}
            Goes::Forward => self.current = (self.current + 1) % count,
            Goes::Back => self.current = (self.current + count - 1) % count,
        }
        let hit = hits.get(self.current)?;
        if !matches!(goes, Goes::ToFirst) {
            self.from = Some(hit.start);
        }
        Some(hit.clone())
    }

    fn bar(&mut self, ui: &mut Ui, state: &State, article: &Article, actions: &mut Actions) {
        let mut sought = state.view.find.clone();
        let field = self.field(ui, &mut sought, actions);
        let options = &mut sought.options;
        switch(ui, "Aa", "Match case", &mut options.match_case);
        switch(ui, "Word", "Whole words", &mut options.whole_words);
        switch(ui, ".*", "Regular expression", &mut options.expression);
        if sought != state.view.find {
            self.goes = Some(Goes::ToFirst);
            actions.push(Action::Find(sought));
        }
        ui.label(theme::weak(ui, self.count(state, article)));
        if icon_button(ui, "↑", "Previous hit").clicked() {
            actions.run(Command::FindPrevious);
        }
        if icon_button(ui, "↓", "Next hit").clicked() {
            actions.run(Command::FindNext);
        }
        let (hits, _) = self.hits(article);
        let can_claim = !hits.is_empty() && Command::ClaimHits.enabled(state);
        if ui
            .add_enabled(can_claim, Button::new("Claim all…"))
            .on_hover_text(Command::ClaimHits.row().tooltip)
            .clicked()
        {
            actions.run(Command::ClaimHits);
        }
        let escape = field.lost_focus()
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if icon_button(ui, "×", "Close search").clicked() || escape {
            self.is_open = false;
            actions.push(Action::Focus(Focus::Reader));
        }
    }

    fn field(&mut self, ui: &mut Ui, sought: &mut Sought, actions: &mut Actions) -> Response {
        let id = ui.make_persistent_id("find in article");
        let room = ui.available_width() - BESIDE_FIELD;
        let field = ui.add(
            TextEdit::singleline(&mut sought.words)
                .id(id)
                .hint_text("Find in this article")
                .desired_width(room.clamp(FIELD / 2.0, FIELD)),
        );
        field.widget_info(|| {
            let mut info = WidgetInfo::text_edit(true, "", &sought.words, "");
            info.label = Some("Find in article".to_owned());
            info
        });
        if let Some(problem) = &self.problem {
            ui.accesskit_node_builder(field.id, |node| {
                node.set_invalid(egui::accesskit::Invalid::True);
                node.set_description(problem.as_str());
            });
        }
        if std::mem::take(&mut self.wants_focus) {
            field.request_focus();
            // What is typed takes the place of what was sought.
            select_all(ui, id, &sought.words);
        }
        if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            let back = ui.input(|input| input.modifiers.shift);
            actions.run(if back {
                Command::FindPrevious
            } else {
                Command::FindNext
            });
            field.request_focus();
        }
        field
    }

    /// Which hit is looked at, of how many.
    fn count(&self, state: &State, article: &Article) -> String {
        let (hits, current) = self.hits(article);
        let many = self.found.as_ref().is_some_and(|found| found.sweep.more);
        match current {
            Some(current) if many => format!("{} of more than {MOST_HITS}", current + 1),
            Some(current) => format!("{} of {}", current + 1, hits.len()),
            None if state.view.find.words.is_empty() || self.problem.is_some() => String::new(),
            None => "Not found".to_owned(),
        }
    }
}

/// A small button that stays down while something is on.
fn switch(ui: &mut Ui, sign: &str, name: &str, on: &mut bool) {
    let button = Button::selectable(*on, sign);
    let response = ui.add(button).on_hover_text(name);
    response.widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, true, *on, name));
    if response.clicked() {
        *on = !*on;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::TextOptions;
    use crate::ui::fixture;

    fn sought(words: &str) -> Sought {
        Sought {
            words: words.to_owned(),
            options: TextOptions::default(),
        }
    }

    #[test]
    fn a_text_is_searched_once_however_many_hits_and_frames() {
        let text = "One parcel of 31 vehicles was handed over on the quay.\n".repeat(5_000);
        let mut state = fixture::state_of([text, "No parcel here.".to_owned()].into_iter());
        let [first, second] = [1, 2].map(ArticleId::from_u128);
        state.view.article = Some(first);
        let mut find = Find::default();
        state.view.find = sought("parcel");
        assert!(find.task(&state).is_none(), "the bar is closed");
        find.open(100);
        let task = find.task(&state).unwrap();
        assert!(task.is_long());
        assert!(find.task(&state).is_none(), "it runs already");
        find.take(task.run().unwrap());
        let article = state.article().unwrap();
        for frame in 0..20 {
            find.step(true);
            let hit = find.go(article, 0).unwrap();
            assert_eq!(&article.text[hit], "parcel");
            let (hits, current) = find.hits(article);
            assert_eq!((hits.len(), current), (5_000, Some(3 + frame)));
            assert!(find.task(&state).is_none(), "nothing changed");
        }
        // Something else stops what runs, and what comes back late is not taken.
        state.view.find = sought("vehicles");
        let late = find.task(&state).unwrap();
        state.view.article = Some(second);
        let now = find.task(&state).unwrap();
        assert!(late.run().is_none());
        find.take(now.run().unwrap());
        assert!(find.hits(state.article().unwrap()).0.is_empty());
    }

    #[test]
    fn a_bad_expression_says_why_and_keeps_the_hits() {
        let mut state = fixture::state();
        state.view.find = sought("million");
        state.view.find.options.expression = true;
        let mut find = Find::default();
        find.open(0);
        let task = find.task(&state).unwrap();
        find.take(task.run().unwrap());
        state.view.find.words.push('(');
        assert!(find.task(&state).is_none());
        let why = "not a regular expression: unclosed group";
        assert_eq!(find.problem.as_deref(), Some(why));
        let article = state.article().unwrap();
        assert_eq!(find.hits(article).0.len(), 2);
        find.step(true);
        assert!(find.go(article, 0).is_some(), "they can be gone through");
    }
}
