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

    /// The same step in parts that are made one after the other, none much larger than `most`
    /// bytes of text. What a part refers to stands in it or in an earlier one, so only a step that
    /// adds and takes nothing away is parted; any other stays whole.
    pub fn into_parts(self, most: usize) -> Vec<Self> {
        /// What an entity takes beside its article's text, in bytes, more or less.
        const ENTITY: usize = 600;
        if self.changes.iter().any(|change| change.before.is_some()) {
            return vec![self];
        }
        let mut parts: Vec<Self> = Vec::new();
        let mut room = 0;
        for change in self.changes {
            let text = match &change.after {
                Some(Entity::Article(article)) => article.text.len(),
                _ => 0,
            };
            if let Some(part) = parts.last_mut().filter(|_| room > 0) {
                part.changes.push(change);
            } else {
                room = most;
                parts.push(Self {
                    label: self.label.clone(),
                    changes: vec![change],
                });
            }
            room = room.saturating_sub(text + ENTITY);
        }
        parts
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
            match self
                .changes
                .binary_search_by_key(&change.key, |own| own.key)
            {
                Ok(own) => self.changes[own].after = change.after,
                Err(place) => self.changes.insert(place, change),
            }
        }
        self.changes.retain(|change| change.before != change.after);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::edit::{History, Typing};
    use crate::model::arbitrary;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn parts_are_one_step_that_is_the_whole(
            project in arbitrary::project(),
            most in 1_usize..4_000,
        ) {
            let whole = Transaction::between(&Project::default(), &project, "All");
            let mut by_parts = Project::default();
            let mut history = History::default();
            let parts = whole.clone().into_parts(most);
            for part in parts {
                prop_assert!(!part.is_empty());
                history.apply(&mut by_parts, part, Some(Typing("All".to_owned())));
            }
            prop_assert!(by_parts == project);
            prop_assert!(history.steps().count() <= 1);
            history.undo(&mut by_parts);
            prop_assert!(by_parts == Project::default());
        }
    }
}
