//! Steps that are too large for one frame: many articles that come in, many figures accepted.
//!
//! They are made a part a frame. Each part is in the journal before the next frame shows it, and
//! all parts are one step of the history, so that whatever stops it (undo, a crash) leaves nothing
//! half done that one undo does not take back. What no longer fits, because the project was
//! changed meanwhile, is left out.

use std::collections::HashSet;

use super::app::App;
use super::jobs::Place;
use super::status::number;
use crate::edit::{Change, Transaction, Typing};
use crate::model::{Entity, Key, Project};

/// How much of a step is made in a frame, in bytes of its texts: little enough to be written and
/// synced within a frame.
const PART: usize = 128 * 1024;

/// A step that is being made.
#[derive(Debug)]
pub struct LongStep {
    /// What it is called while it lasts.
    name: &'static str,
    parts: std::vec::IntoIter<Transaction>,
    /// What makes its parts one step.
    whole: Typing,
    done: usize,
    all: usize,
    told: Told,
}

/// What is said when a step is made.
#[derive(Debug)]
pub enum Told {
    /// These words.
    Plainly(String),
    /// These words, with the offer to take it back.
    WithUndo(String),
}

impl LongStep {
    /// What it is doing, and how far it is: `Importing 2,400 of 10,000`.
    pub fn progress(&self) -> String {
        let (done, all) = (number(self.done), number(self.all));
        format!("{} {done} of {all}", self.name)
    }
}

impl App {
    /// Begins a step that only adds; a small one is made when this returns.
    pub(super) fn change_in_parts(
        &mut self,
        name: &'static str,
        transaction: Transaction,
        told: Told,
    ) {
        if transaction.is_empty() || self.refuses_edits() {
            return;
        }
        self.long_steps_begun += 1;
        self.long_steps.push_back(LongStep {
            name,
            done: 0,
            all: transaction.changes.len(),
            whole: Typing(format!("long step {}", self.long_steps_begun)),
            parts: transaction.into_parts(PART).into_iter(),
            told,
        });
        if self.long_steps.len() == 1 {
            self.go_on_with_long_step();
        }
    }

    /// Makes the next part of the step that is under way.
    pub(super) fn go_on_with_long_step(&mut self) {
        while let Some(step) = self.long_steps.front_mut() {
            let part = step.parts.next();
            let whole = step.whole.clone();
            if let Some(part) = part {
                step.done += part.changes.len();
                self.make_part(part, &whole);
            }
            let is_made = |step: &mut LongStep| step.parts.as_slice().is_empty();
            if self.long_steps.front_mut().is_some_and(is_made)
                && let Some(step) = self.long_steps.pop_front()
            {
                if let Some(document) = &mut self.state.document {
                    document.end_typing();
                }
                match step.told {
                    Told::Plainly(words) => self.toasts.tell(words),
                    Told::WithUndo(words) => self.toasts.tell_with_undo(words),
                }
            }
            if self.jobs.place() == Place::Thread {
                break;
            }
        }
        if !self.long_steps.is_empty() {
            self.jobs.context().request_repaint();
        }
    }

    fn make_part(&mut self, mut part: Transaction, whole: &Typing) {
        let now = self.state.clock.now();
        let Some(document) = &mut self.state.document else {
            return;
        };
        leave_out_what_does_not_fit(&mut part, &document.project);
        let changes = part.changes.clone();
        document.change_part(part, whole, now);
        self.toasts.withdraw_undo();
        self.follow_figures(&changes);
        self.let_go_of_what_is_gone();
    }

    /// Leaves what is still to be made of long steps.
    pub(super) fn stop_long_steps(&mut self) {
        self.long_steps.clear();
    }
}

/// What was there when the step was prepared may be gone by now, and what was not may be there.
fn leave_out_what_does_not_fit(part: &mut Transaction, project: &Project) {
    let brought: HashSet<Key> = part.changes.iter().map(|change| change.key).collect();
    let has = |key: Key| project.get(key).is_some() || brought.contains(&key);
    let fits = |change: &Change| {
        let stands = match &change.after {
            Some(Entity::Claim(claim)) => {
                let mut tags = claim.tags.iter().copied().map(Key::Tag);
                has(Key::Article(claim.passage.article)) && tags.all(has)
            }
            _ => true,
        };
        stands && project.get(change.key) == change.before
    };
    part.changes.retain(fits);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::edit;
    use crate::import::{Options, read_bytes};
    use crate::model::{Article, Claim, Passage};
    use crate::store::{Places, Settings, leftovers};
    use crate::ui::Environment;
    use crate::ui::files::Dialogs;

    fn app(places: Places) -> App {
        let environment = Environment {
            clock: Clock::fixed("2025-01-09T14:00:00Z".parse().unwrap()),
            settings: Settings::default(),
            settings_warning: None,
            places,
            dialogs: Dialogs::PathBox,
            place: Place::Thread,
        };
        let mut app = App::new(&egui::Context::default(), environment, Vec::new());
        let project = app.empty_project();
        app.set_document(Some(project));
        app
    }

    /// Articles that take many frames.
    fn articles(app: &App, count: usize) -> Vec<Article> {
        let article = |number: usize| {
            let text = format!("Number {number}\n\n{}", "Many words. ".repeat(4_000));
            let read = read_bytes("a.txt", text.as_bytes(), &Options::default());
            read.unwrap().into_article(&app.state.clock)
        };
        (0..count).map(article).collect()
    }

    fn import(app: &mut App, articles: Vec<Article>) {
        let step = edit::articles::add(app.state.project().unwrap(), articles);
        app.change_in_parts("Importing", step, Told::Plainly("Imported".to_owned()));
    }

    fn count(app: &App) -> (usize, usize) {
        let document = app.state.document.as_ref().unwrap();
        (
            document.project.articles().len(),
            document.history.steps().count(),
        )
    }

    #[test]
    fn a_part_is_made_in_a_frame_and_all_are_one_step() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::in_folder(folder.path());
        let mut app = app(places.clone());
        let articles = articles(&app, 40);
        import(&mut app, articles);
        let mut before = 0;
        let mut frames = 1;
        while !app.long_steps.is_empty() {
            let (made, steps) = count(&app);
            assert!(made > before && made < 40 && steps == 1, "{made} {steps}");
            before = made;
            app.go_on_with_long_step();
            frames += 1;
        }
        assert!(frames > 10, "{frames}");
        assert_eq!(count(&app), (40, 1));
        let document = app.state.document.take().unwrap();
        drop(document);
        // All of it is in the journal, as one step.
        let found = leftovers(&places);
        let recovered = found[0].recover(&places, app.state.clock.now()).unwrap();
        assert_eq!(recovered.project.articles().len(), 40);
        assert_eq!(recovered.history.steps().count(), 1);
    }

    #[test]
    fn undo_stops_a_step_and_takes_back_what_was_made_of_it() {
        let mut app = app(Places::nowhere());
        let articles = articles(&app, 40);
        import(&mut app, articles);
        app.go_on_with_long_step();
        assert!(!app.long_steps.is_empty());
        app.step(true);
        app.go_on_with_long_step();
        assert_eq!(count(&app), (0, 0));
        assert!(app.long_steps.is_empty());
    }

    #[test]
    fn what_no_longer_fits_is_left_out() {
        let mut app = app(Places::nowhere());
        let articles = articles(&app, 2);
        let [gone, stays] = [articles[0].id, articles[1].id];
        let clock = app.state.clock.clone();
        let claims: Vec<Claim> = articles
            .iter()
            .map(|article| {
                let passage = Passage::at(article.id, &article.text, 0..6).unwrap();
                Claim::new(clock.fresh(), passage, clock.now())
            })
            .collect();
        import(&mut app, articles);
        while !app.long_steps.is_empty() {
            app.go_on_with_long_step();
        }
        let project = app.state.project().unwrap();
        let step = edit::claims::add_all(project, claims, "Make claims").unwrap();
        let delete = edit::articles::delete(project, gone).unwrap();
        app.change(delete, None);
        let told = Told::WithUndo("Made claims".to_owned());
        app.change_in_parts("Making claims", step, told);
        let project = app.state.project().unwrap();
        let on: Vec<_> = project.claims().map(|own| own.passage.article).collect();
        assert_eq!(on, [stays]);
    }
}
