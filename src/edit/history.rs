//! The way back and forth.

use std::sync::Arc;

use jiff::Timestamp;

use super::Transaction;
use crate::model::Project;

/// The steps that were made and the steps that were taken back.
///
/// It belongs to the open project and outlives a save: saving only marks a place in it.
#[derive(Debug, Default)]
pub struct History {
    done: Vec<MadeStep>,
    undone: Vec<MadeStep>,
    /// The state that the project is in.
    current: u64,
    /// Counts every state the project was ever in; never goes back.
    states: u64,
    /// The state that lies on disk; none while nothing does.
    saved: Option<u64>,
}

/// Says that an edit is part of typing in one field: edits with the same value that follow each
/// other become one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typing(pub String);

/// What became of a transaction that was applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// Nothing: it changed nothing.
    Nothing,
    /// A step of its own.
    Step,
    /// A part of the step before, which is typing in the same field.
    Joined,
}

/// How the project moved, as a journal remembers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// A new step.
    Step,
    /// More of the step before.
    Join,
    /// The last step taken back.
    Undo,
    /// The step that was taken back last made again.
    Redo,
}

/// A step as a list shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'a> {
    /// What it did.
    pub label: &'a str,
    /// When, where that is known.
    pub time: Option<Timestamp>,
}

/// A step as it is kept beyond the window.
#[derive(Debug, Clone)]
pub struct KeptStep {
    /// What it did.
    pub transaction: Arc<Transaction>,
    /// When, where that is known.
    pub time: Option<Timestamp>,
}

#[derive(Debug)]
struct MadeStep {
    transaction: Arc<Transaction>,
    time: Option<Timestamp>,
    /// The state before and after, so that undoing to what was saved counts as saved.
    before: u64,
    after: u64,
    typing: Option<Typing>,
}

impl History {
    /// The history of a project that was just read from disk or saved.
    pub fn of_saved_project() -> Self {
        Self {
            saved: Some(0),
            ..Self::default()
        }
    }

    /// Makes the transaction's changes and remembers the way back. A transaction that changes
    /// nothing leaves no step. With `typing`, it joins the step before if that was the same.
    pub fn apply(
        &mut self,
        project: &mut Project,
        transaction: Transaction,
        typing: Option<Typing>,
    ) -> Made {
        if transaction.is_empty() {
            return Made::Nothing;
        }
        transaction.apply(project);
        self.undone.clear();
        let before = self.current;
        let after = self.next_state();
        self.current = after;
        if let Some(last) = self.done.last_mut()
            && typing.is_some()
            && last.typing == typing
        {
            Arc::make_mut(&mut last.transaction).absorb(transaction);
            last.after = after;
            if last.transaction.is_empty() {
                // Typed and taken back by typing: the project is where it was.
                self.current = last.before;
                self.done.pop();
            }
            return Made::Joined;
        }
        self.done.push(MadeStep {
            transaction: Arc::new(transaction),
            time: None,
            before,
            after,
            typing,
        });
        Made::Step
    }

    /// Makes again what a journal remembers: `transaction` is what changed, in the direction in
    /// which it changed. A step that is taken back or made again and that this history never
    /// made was made before the journal began; it is one from now on.
    pub fn replay(&mut self, project: &mut Project, transaction: Transaction, how: Move) {
        match how {
            Move::Step => {
                self.apply(project, transaction, None);
            }
            Move::Join => {
                let typing = Typing(String::new());
                if let Some(last) = self.done.last_mut() {
                    last.typing = Some(typing.clone());
                }
                self.apply(project, transaction, Some(typing));
                self.end_typing();
            }
            Move::Undo if !self.done.is_empty() => {
                self.undo(project);
            }
            Move::Redo if !self.undone.is_empty() => {
                self.redo(project);
            }
            Move::Undo => {
                let (before, after) = (self.next_state(), self.current);
                transaction.apply(project);
                self.current = before;
                self.undone.push(MadeStep {
                    transaction: Arc::new(transaction.inverse()),
                    time: None,
                    before,
                    after,
                    typing: None,
                });
            }
            Move::Redo => {
                let (before, after) = (self.current, self.next_state());
                transaction.apply(project);
                self.current = after;
                self.done.push(MadeStep {
                    transaction: Arc::new(transaction),
                    time: None,
                    before,
                    after,
                    typing: None,
                });
            }
        }
    }

    fn next_state(&mut self) -> u64 {
        self.states += 1;
        self.states
    }

    /// Ends a step of typing: what is typed next in the same field is a step of its own.
    pub fn end_typing(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.typing = None;
        }
    }

    /// Takes the last step back and returns its transaction (as it was made).
    pub fn undo(&mut self, project: &mut Project) -> Option<Transaction> {
        self.end_typing();
        let step = self.done.pop()?;
        step.transaction.inverse().apply(project);
        self.current = step.before;
        let transaction = step.transaction.as_ref().clone();
        self.undone.push(step);
        Some(transaction)
    }

    /// Makes the step that was taken back last once more.
    pub fn redo(&mut self, project: &mut Project) -> Option<Transaction> {
        let step = self.undone.pop()?;
        step.transaction.apply(project);
        self.current = step.after;
        let transaction = step.transaction.as_ref().clone();
        self.done.push(step);
        Some(transaction)
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.done.last().map(|step| step.transaction.label.as_str())
    }

    /// What redo would make again.
    pub fn redo_label(&self) -> Option<&str> {
        self.undone
            .last()
            .map(|step| step.transaction.label.as_str())
    }

    /// The names of the steps that were made, oldest first.
    pub fn done_labels(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.done.iter().map(|step| step.transaction.label.as_str())
    }

    /// The steps that were made, oldest first.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = Step<'_>> {
        self.done.iter().map(MadeStep::shown)
    }

    /// The steps that were taken back, in the order in which they would be made again.
    pub fn undone_steps(&self) -> impl Iterator<Item = Step<'_>> {
        self.undone.iter().rev().map(MadeStep::shown)
    }

    /// Says when the last step was made.
    pub fn date_last(&mut self, time: Timestamp) {
        if let Some(last) = self.done.last_mut() {
            last.time = Some(time);
        }
    }

    /// The steps that were made, newest first, to be kept beyond the window.
    pub fn kept(&self) -> Vec<KeptStep> {
        let steps = self.done.iter().rev().map(|step| KeptStep {
            transaction: Arc::clone(&step.transaction),
            time: step.time,
        });
        steps.collect()
    }

    /// The history of a project that was just read from disk, with the steps that led there,
    /// oldest first.
    pub fn resumed(steps: Vec<KeptStep>) -> Self {
        let mut history = Self::of_saved_project();
        for KeptStep { transaction, time } in steps {
            let before = history.current;
            history.current = history.next_state();
            history.done.push(MadeStep {
                transaction,
                time,
                before,
                after: history.current,
                typing: None,
            });
        }
        history.saved = Some(history.current);
        history
    }

    /// Names the state the project is in: the same number means the same content.
    pub fn state(&self) -> u64 {
        self.current
    }

    /// Says that the project in `state` lies on disk now.
    pub fn mark_saved(&mut self, state: u64) {
        self.saved = Some(state);
        self.end_typing();
    }

    /// Says that what lies on disk now is no state of this project.
    pub fn forget_saved(&mut self) {
        self.saved = None;
        self.end_typing();
    }

    /// Whether something would be lost if the project were closed now.
    pub fn is_unsaved(&self) -> bool {
        self.saved != Some(self.state())
    }
}

impl MadeStep {
    fn shown(&self) -> Step<'_> {
        Step {
            label: &self.transaction.label,
            time: self.time,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::project::rename;

    fn typed(field: &str) -> Typing {
        Typing(field.to_owned())
    }

    #[test]
    fn typing_in_one_field_is_one_step() {
        let mut project = Project::default();
        let mut history = History::of_saved_project();
        for name in ["A", "Ai", "Aid"] {
            let step = rename(&project, name);
            history.apply(&mut project, step, Some(typed("name")));
        }
        assert_eq!(project.info().name, "Aid");
        assert!(history.is_unsaved());
        history.undo(&mut project);
        assert_eq!(project.info().name, "");
        assert!(!history.is_unsaved());
        assert_eq!(history.undo_label(), None);
        history.redo(&mut project);
        assert_eq!(project.info().name, "Aid");
    }

    #[test]
    fn typing_ends_when_it_is_told_to() {
        let mut project = Project::default();
        let mut history = History::default();
        let step = rename(&project, "A");
        history.apply(&mut project, step, Some(typed("name")));
        history.end_typing();
        let step = rename(&project, "B");
        history.apply(&mut project, step, Some(typed("name")));
        history.undo(&mut project);
        assert_eq!(project.info().name, "A");
    }

    #[test]
    fn typed_and_taken_back_is_saved() {
        let mut project = Project::default();
        let mut history = History::of_saved_project();
        for name in ["A", "Ai", ""] {
            let step = rename(&project, name);
            history.apply(&mut project, step, Some(typed("name")));
        }
        assert_eq!(history.undo_label(), None);
        assert!(!history.is_unsaved());
    }

    #[test]
    fn a_step_in_place_of_an_undone_one_leads_back_to_what_was_saved() {
        let mut project = Project::default();
        let mut history = History::of_saved_project();
        let step = rename(&project, "A");
        history.apply(&mut project, step, None);
        history.undo(&mut project);
        let step = rename(&project, "B");
        history.apply(&mut project, step, None);
        assert!(history.is_unsaved());
        history.undo(&mut project);
        assert!(!history.is_unsaved());
    }

    #[test]
    fn undo_back_to_what_was_saved_is_saved() {
        let mut project = Project::default();
        let mut history = History::default();
        assert!(history.is_unsaved());
        let step = rename(&project, "A");
        history.apply(&mut project, step, None);
        history.mark_saved(history.state());
        assert!(!history.is_unsaved());
        let step = rename(&project, "B");
        history.apply(&mut project, step, None);
        assert!(history.is_unsaved());
        history.undo(&mut project);
        assert!(!history.is_unsaved());
        history.undo(&mut project);
        assert!(history.is_unsaved());
        let step = rename(&project, "C");
        history.apply(&mut project, step, None);
        assert!(history.is_unsaved());
        assert_eq!(history.redo_label(), None);
    }
}
