//! A transaction in the making.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Change, EditError, Transaction};
use crate::model::{
    Answer, AnswerId, Article, ArticleId, Chart, ChartId, Claim, ClaimId, Dismissal, DismissalId,
    Entity, Finding, FindingId, Key, Note, NoteId, Project, Tag, TagId, Term, TermId,
};

/// A transaction in the making: reads through to the project, collects what is to change.
pub struct Draft<'a> {
    project: &'a Project,
    changed: BTreeMap<Key, Option<Entity>>,
}

macro_rules! getters {
    ($($name:ident $id:ty => $variant:ident $entity:ty;)+) => {$(
        #[doc = concat!("The ", stringify!($name), " as the draft leaves it.")]
        ///
        /// # Errors
        /// [`EditError::Gone`] where there is none of that id.
        pub fn $name(&self, id: $id) -> Result<Arc<$entity>, EditError> {
            match self.get(Key::$variant(id)) {
                Some(Entity::$variant(value)) => Ok(value),
                _ => Err(EditError::Gone),
            }
        }
    )+};
}

impl<'a> Draft<'a> {
    /// Nothing changed yet.
    pub fn new(project: &'a Project) -> Self {
        Self {
            project,
            changed: BTreeMap::new(),
        }
    }

    /// The project as it was before the draft.
    pub fn project(&self) -> &'a Project {
        self.project
    }

    /// The entity as the draft leaves it.
    pub fn get(&self, key: Key) -> Option<Entity> {
        match self.changed.get(&key) {
            Some(entity) => entity.clone(),
            None => self.project.get(key),
        }
    }

    getters! {
        article ArticleId => Article Article;
        tag TagId => Tag Tag;
        claim ClaimId => Claim Claim;
        finding FindingId => Finding Finding;
        chart ChartId => Chart Chart;
        note NoteId => Note Note;
        term TermId => Term Term;
        dismissal DismissalId => Dismissal Dismissal;
        answer AnswerId => Answer Answer;
    }

    /// The tags as the draft leaves them: first those that stay as they are, then the others.
    pub fn tags(&self) -> impl Iterator<Item = &Arc<Tag>> {
        let as_they_are = self
            .project
            .tags()
            .filter(|tag| !self.changed.contains_key(&Key::Tag(tag.id)));
        let changed = self.changed.values().filter_map(|entity| match entity {
            Some(Entity::Tag(tag)) => Some(tag),
            _ => None,
        });
        as_they_are.chain(changed)
    }

    /// Makes or replaces an entity.
    pub fn put(&mut self, entity: impl Into<Entity>) {
        let entity = entity.into();
        self.changed.insert(entity.key(), Some(entity));
    }

    /// Takes an entity away.
    pub fn remove(&mut self, key: Key) {
        self.changed.insert(key, None);
    }

    /// The transaction, without what did not really change.
    pub fn finish(self, label: impl Into<String>) -> Transaction {
        let project = self.project;
        let changes = self.changed.into_iter().filter_map(|(key, after)| {
            let before = project.get(key);
            (before != after).then_some(Change { key, before, after })
        });
        Transaction {
            label: label.into(),
            changes: changes.collect(),
        }
    }
}
