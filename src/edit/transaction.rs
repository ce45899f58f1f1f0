//! A named list of changes that stand or fall together.

use std::collections::BTreeSet;

use crate::model::{Entity, Key, Project};

/// One entity before and after. None means that it did not, or does not, exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The entity's name.
    pub key: Key,
    /// What it was.
    pub before: Option<Entity>,
    /// What it becomes.
    pub after: Option<Entity>,
}

/// A named list of changes that stand or fall together: one step of undo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction {
    /// What it does, as a person would say it: `Tag claim`, `Import 12 articles`.
    pub label: String,
    /// The changes, at most one for each entity, in the order of their keys.
    pub changes: Vec<Change>,
}

/// Why an edit cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The entity is not in the project (any more).
    #[error("This is no longer in the project")]
    Gone,
    /// A name that must say something says nothing.
    #[error("Give it a name first")]
    EmptyName,
    /// A choice that must be explained was not.
    #[error("Write first why")]
    NoReason,
    /// A tag's path with a slash too many.
    #[error("A part of “{0}” has no name; write it like aid/military")]
    EmptyPart(String),
    /// A name with a sign that has a meaning of its own.
    #[error("A tag's name cannot hold “{0}”")]
    BadName(char),
    /// Another tag of the same parent has that name.
    #[error("There is a tag “{0}” already")]
    NameTaken(String),
    /// A tag cannot stand below itself.
    #[error("A tag cannot stand below itself")]
    Ring,
    /// A key outside 1 to 9.
    #[error("A tag's key is a digit from 1 to 9")]
    BadKey,
    /// Claims stand on the text that was to be replaced.
    #[error("Claims stand on this article's text, so it cannot be replaced")]
    HasClaims,
    /// Words of the analyst's own without a letter.
    #[error("Write the words first, with at least one letter")]
    NoLetter,
    /// Words of the analyst's own that mean nothing.
    #[error("Say first what the words mean")]
    EmptyMeaning,
    /// These words have a meaning of that kind already.
    #[error("“{0}” has such a meaning already")]
    WordsTaken(String),
    /// The text that was to replace another is that one.
    #[error("This is the text that the article has already")]
    SameText,
    /// The passage is not in its article's text.
    #[error("These words are not in the article at that place")]
    BadPassage,
}

impl Transaction {
    /// Whether it would change nothing.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The transaction that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let changes = self.changes.iter().map(|change| Change {
            key: change.key,
            before: change.after.clone(),
            after: change.before.clone(),
        });
        Self {
            label: self.label.clone(),
            changes: changes.collect(),
        }
    }

    /// Makes the changes.
    pub(super) fn apply(&self, project: &mut Project) {
        for change in &self.changes {
            project.set(change.key, change.after.clone());
        }
    }

    /// What turns one project into the other.
    pub fn between(before: &Project, after: &Project, label: impl Into<String>) -> Self {
        let keys: BTreeSet<Key> = before.keys().chain(after.keys()).collect();
        let changes = keys.into_iter().filter_map(|key| {
            let (before, after) = (before.get(key), after.get(key));
            (before != after).then_some(Change { key, before, after })
        });
        Self {
            label: label.into(),
            changes: changes.collect(),
        }
    }

    /// Makes a later transaction part of this one, so that both are one step.
    pub(crate) fn absorb(&mut self, later: Self) {
        for change in later.changes {
            match self.changes.iter_mut().find(|own| own.key == change.key) {
                Some(own) => own.after = change.after,
                None => self.changes.push(change),
            }
        }
        self.changes.retain(|change| change.before != change.after);
        self.changes.sort_by_key(|change| change.key);
    }
}
