//! Two people's work on one project, made one.
//!
//! Three-way and by entity: what only one side changed is as that side left it; what both changed
//! is merged field by field, and sets element by element. Where both changed the same field, or
//! one took away what the other changed or needs, there is a [`Conflict`]: the merged project
//! holds one of the two, and the other stands in the list. Nothing here is lost silently.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::check::{Fault, check};
use crate::model::{Entity, Key, Meaning, Project};

mod fields;
#[cfg(test)]
mod tests;

/// What came of a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The project; in a conflict it is as our side left it, but what only they still have is
    /// kept.
    pub project: Project,
    /// What a person must settle, in the order of the keys.
    pub conflicts: Vec<Conflict>,
    /// What the merged project says that cannot be so and that neither side said, such as two
    /// tags of one name.
    pub faults: Vec<Fault>,
}

/// Two sides that cannot both be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The entity.
    pub key: Key,
    /// As our side would have it, with all that is not in conflict; none where it took it away.
    pub ours: Option<Entity>,
    /// As their side would have it, with all that is not in conflict; none where it took it away.
    pub theirs: Option<Entity>,
    /// The fields that both changed; empty where one side took the entity away.
    pub fields: Vec<&'static str>,
}

/// Merges what `ours` and `theirs` made of `base`.
pub fn merge(base: &Project, ours: &Project, theirs: &Project) -> Merged {
    let mut merging = Merging {
        ours,
        theirs,
        project: ours.clone(),
        conflicts: BTreeMap::new(),
    };
    let keys: BTreeSet<Key> = ours.keys().chain(theirs.keys()).collect();
    for key in keys {
        merging.entity(key, base.get(key).as_ref());
    }
    merging.put_back_what_is_needed();
    let Merging {
        project, conflicts, ..
    } = merging;
    let known: BTreeSet<Fault> = check(ours).into_iter().chain(check(theirs)).collect();
    let faults = check(&project);
    Merged {
        faults: faults
            .into_iter()
            .filter(|own| !known.contains(own))
            .collect(),
        conflicts: conflicts.into_values().collect(),
        project,
    }
}

/// The value of a field of an entity, in a few words for a person.
pub fn field_text(entity: &Entity, field: &str) -> String {
    fields::text(entity, field)
}

struct Merging<'a> {
    ours: &'a Project,
    theirs: &'a Project,
    project: Project,
    conflicts: BTreeMap<Key, Conflict>,
}

impl Merging<'_> {
    fn entity(&mut self, key: Key, base: Option<&Entity>) {
        let (ours, theirs) = (self.ours.get(key), self.theirs.get(key));
        if ours == theirs || theirs.as_ref() == base {
            return;
        }
        if ours.as_ref() == base {
            self.project.set(key, theirs);
            return;
        }
        let (ours, theirs, fields) = match (ours, theirs) {
            (Some(ours), Some(theirs)) => {
                let both = fields::merge(base, &ours, &theirs);
                (Some(both.ours), Some(both.theirs), both.conflicts)
            }
            (ours, theirs) => {
                self.conflict(key, ours, theirs);
                return;
            }
        };
        self.project.set(key, ours.clone());
        if !fields.is_empty() {
            self.conflicts.insert(
                key,
                Conflict {
                    key,
                    ours,
                    theirs,
                    fields,
                },
            );
        }
    }

    /// One side took away what the other changed or needs: it stays until a person says.
    fn conflict(&mut self, key: Key, ours: Option<Entity>, theirs: Option<Entity>) {
        self.project.set(key, ours.clone().or(theirs.clone()));
        self.conflicts.insert(
            key,
            Conflict {
                key,
                ours,
                theirs,
                fields: Vec::new(),
            },
        );
    }

    /// What one side took away and the other newly leans on comes back, as a conflict. Both sides
    /// of a conflict count: whichever a person settles on must find what it needs.
    fn put_back_what_is_needed(&mut self) {
        loop {
            let standing = self.project.keys().filter_map(|key| self.project.get(key));
            let in_question = self.conflicts.values().flat_map(|conflict| {
                let sides = [conflict.ours.clone(), conflict.theirs.clone()];
                sides.into_iter().flatten()
            });
            let mut missing: BTreeSet<Key> = standing
                .chain(in_question)
                .flat_map(|entity| needs(&entity))
                .filter(|key| self.project.get(*key).is_none())
                .collect();
            // What neither side has was missing before; that is a fault, not a conflict.
            missing.retain(|key| self.ours.get(*key).is_some() || self.theirs.get(*key).is_some());
            if missing.is_empty() {
                return;
            }
            for key in missing {
                self.conflict(key, self.ours.get(key), self.theirs.get(key));
            }
        }
    }
}

/// The entities without which this one makes no sense.
fn needs(entity: &Entity) -> Vec<Key> {
    match entity {
        Entity::Claim(claim) => std::iter::once(Key::Article(claim.passage.article))
            .chain(claim.tags.iter().copied().map(Key::Tag))
            .collect(),
        Entity::Tag(tag) => tag.parent.map(Key::Tag).into_iter().collect(),
        Entity::Finding(finding) => finding.claims.iter().copied().map(Key::Claim).collect(),
        Entity::Chart(chart) => chart.filter.tags.iter().copied().map(Key::Tag).collect(),
        Entity::Term(term) => match &term.meaning {
            Meaning::Tag { tag } => vec![Key::Tag(*tag)],
            Meaning::Unit { .. } | Meaning::Claimant { .. } => Vec::new(),
        },
        Entity::Dismissal(dismissal) => vec![Key::Article(dismissal.passage.article)],
        // A page says that what it shows is gone; an answer about what is gone does no harm.
        Entity::Info(_) | Entity::Article(_) | Entity::Note(_) | Entity::Answer(_) => Vec::new(),
    }
}
