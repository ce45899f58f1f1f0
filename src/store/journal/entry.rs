//! The entries of a journal.
//!
//! A change is written with the entity before and after. The text of an article, which may be
//! megabytes, is written only where it is new: never in what was before, since that is in the
//! project, nor in what is after, where the text stays as it is.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::head::Extended;
use crate::edit::{Change, History, KeptStep, Move, Transaction};
use crate::model::{Article, Entity, Key, Project};

/// One entry.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Entry {
    /// What the project held before its first step, where no file holds it.
    Start(Vec<WrittenChange>),
    /// A new step.
    Step(Edit),
    /// More of the step before: typing that went on.
    Join(Edit),
    /// The last step taken back.
    Undo(Edit),
    /// The step that was taken back last made again.
    Redo(Edit),
    /// This file is about to hold all entries before the one numbered `after`.
    Saving { file: Extended, after: usize },
}

/// A move with its name and time.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Edit {
    pub label: String,
    pub time: Timestamp,
    pub changes: Vec<WrittenChange>,
}

/// A change as it is written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct WrittenChange {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<Entity>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<Entity>,
    /// Whether the text after is that before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    keeps_text: bool,
}

/// An entry does not fit the project that it is replayed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Misfit;

impl Entry {
    /// The entry for a move of the history; `transaction` is what changed, in its direction.
    pub(super) fn of(how: Move, transaction: &Transaction, time: Timestamp) -> Self {
        let edit = Edit {
            label: transaction.label.clone(),
            time,
            changes: written(transaction),
        };
        match how {
            Move::Step => Self::Step(edit),
            Move::Join => Self::Join(edit),
            Move::Undo => Self::Undo(edit),
            Move::Redo => Self::Redo(edit),
        }
    }

    /// The entry for a project that is in no file.
    pub(super) fn start(project: &Project) -> Self {
        Self::Start(written(&Transaction::between(
            &Project::default(),
            project,
            "",
        )))
    }

    /// The move with its name and time; none for what is no move.
    pub(super) fn edit(&self) -> Option<(Move, &Edit)> {
        match self {
            Self::Start(_) | Self::Saving { .. } => None,
            Self::Step(edit) => Some((Move::Step, edit)),
            Self::Join(edit) => Some((Move::Join, edit)),
            Self::Undo(edit) => Some((Move::Undo, edit)),
            Self::Redo(edit) => Some((Move::Redo, edit)),
        }
    }

    /// What the entry changed.
    pub(super) fn changes(&self) -> &[WrittenChange] {
        match self {
            Self::Start(changes) => changes,
            _ => self.edit().map_or(&[], |(_, edit)| &edit.changes),
        }
    }

    /// The entities as the entry leaves them.
    pub(super) fn entities_after(&self) -> impl Iterator<Item = &Entity> {
        let changes = self.changes().iter();
        changes.filter_map(|change| change.after.as_ref())
    }

    /// Does again what the entry says.
    pub(super) fn replay(
        &self,
        project: &mut Project,
        history: &mut History,
    ) -> Result<(), Misfit> {
        if let Self::Start(changes) = self {
            let start = restored(changes, project, "")?;
            History::default().replay(project, start, Move::Step);
        } else if let Some((how, edit)) = self.edit() {
            let transaction = restored(&edit.changes, project, &edit.label)?;
            history.replay(project, transaction, how);
            if matches!(how, Move::Step | Move::Join) {
                history.date_last(edit.time);
            }
        }
        Ok(())
    }
}

impl Entry {
    /// Takes a step back that is written as such; none, and the project as it is, where it does
    /// not fit.
    pub(super) fn step_back(&self, project: &mut Project) -> Option<KeptStep> {
        let Self::Undo(edit) = self else { return None };
        let back = restored(&edit.changes, project, &edit.label).ok()?;
        let step = KeptStep {
            transaction: Arc::new(back.inverse()),
            time: Some(edit.time),
        };
        History::default().apply(project, back, None);
        Some(step)
    }
}

impl WrittenChange {
    /// The change as an entity's name with its values before and after, on a file that is not the
    /// one that it was made on. The texts of articles are those of the `file`, or of the edits
    /// `so_far`; none where neither has the text.
    pub(super) fn on(
        &self,
        file: &Project,
        so_far: &Project,
    ) -> Option<(Key, Option<Entity>, Option<Entity>)> {
        let key = self.after.as_ref().or(self.before.as_ref())?.key();
        let filled = |entity: &Entity| match entity {
            Entity::Article(article) => {
                let known = [so_far, file].into_iter().find_map(|project| {
                    project
                        .article(article.id)
                        .filter(|own| own.hash == article.hash)
                });
                known.map(|known| with_text(article, Arc::clone(&known.text)))
            }
            other => Some(other.clone()),
        };
        let before = match &self.before {
            Some(before) => Some(filled(before)?),
            None => None,
        };
        let after = match &self.after {
            Some(after) if self.keeps_text => Some(filled(after)?),
            after => after.clone(),
        };
        Some((key, before, after))
    }
}

fn written(transaction: &Transaction) -> Vec<WrittenChange> {
    let changes = transaction.changes.iter().map(|change| {
        let keeps_text = match (&change.before, &change.after) {
            (Some(Entity::Article(before)), Some(Entity::Article(after))) => {
                before.text == after.text
            }
            _ => false,
        };
        let after = change.after.clone();
        WrittenChange {
            before: change.before.as_ref().map(without_text),
            after: if keeps_text {
                after.as_ref().map(without_text)
            } else {
                after
            },
            keeps_text,
        }
    });
    changes.collect()
}

/// The transaction that was written, on the project as it is.
fn restored(
    changes: &[WrittenChange],
    project: &Project,
    label: &str,
) -> Result<Transaction, Misfit> {
    let changes = changes.iter().map(|change| {
        let one = change.after.as_ref().or(change.before.as_ref());
        let key = one.ok_or(Misfit)?.key();
        let before = project.get(key);
        let expected = change.before.as_ref();
        if before.as_ref().map(without_text).as_ref() != expected {
            return Err(Misfit);
        }
        let after = match (&change.after, &before) {
            (Some(Entity::Article(after)), Some(Entity::Article(before))) if change.keeps_text => {
                Some(with_text(after, Arc::clone(&before.text)))
            }
            (after, _) => after.clone(),
        };
        if after.as_ref().is_some_and(|after| after.key() != key) {
            return Err(Misfit);
        }
        Ok(Change { key, before, after })
    });
    Ok(Transaction {
        label: label.to_owned(),
        changes: changes.collect::<Result<_, _>>()?,
    })
}

fn without_text(entity: &Entity) -> Entity {
    match entity {
        Entity::Article(article) => with_text(article, Arc::from("")),
        other => other.clone(),
    }
}

fn with_text(article: &Article, text: Arc<str>) -> Entity {
    // Field by field: a clone of the article is cheap, its text is shared.
    Entity::from(Article {
        text,
        ..article.clone()
    })
}
