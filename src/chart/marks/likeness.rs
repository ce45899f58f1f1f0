//! Whether a reported total speaks of the same as the single amounts that it stands beside: the
//! same stage of money, the same subject, the same tags. What a claim leaves open differs from
//! nothing.

use std::collections::BTreeSet;

use crate::chart::fact::Fact;
use crate::model::{Project, Stage, TagId};

/// What single amounts say of themselves, taken together.
pub(super) struct Likeness<'a> {
    project: &'a Project,
    stages: BTreeSet<Stage>,
    /// In small letters, each with the words as they were first met.
    subjects: Vec<(String, &'a str)>,
    tags: BTreeSet<TagId>,
}

impl<'a> Likeness<'a> {
    pub(super) fn of(project: &'a Project, facts: &[Fact<'a>]) -> Self {
        let mut subjects: Vec<(String, &str)> = Vec::new();
        for fact in facts {
            let subject = fact.claims[0].subject.trim();
            let key = subject.to_lowercase();
            if !subject.is_empty() && subjects.iter().all(|(known, _)| *known != key) {
                subjects.push((key, subject));
            }
        }
        let tags = facts.iter().flat_map(|fact| &fact.claims[0].tags);
        Self {
            project,
            stages: facts.iter().filter_map(Fact::stage).collect(),
            subjects,
            tags: tags.copied().collect(),
        }
    }

    /// In what a total differs from them, a few words each: `the total says “Committed”, the
    /// amounts “Announced”`. Empty where like is compared with like.
    pub(super) fn differences(&self, total: &Fact<'_>) -> Vec<String> {
        let mut out = Vec::new();
        let mut tell = |total: String, amounts: Vec<String>| {
            let amounts = amounts.join("”, “");
            out.push(format!("the total says “{total}”, the amounts “{amounts}”"));
        };
        if let Some(stage) = total.stage()
            && self.stages.iter().any(|own| *own != stage)
        {
            let own = self.stages.iter().map(|stage| stage.label().to_owned());
            tell(stage.label().to_owned(), own.collect());
        }
        let subject = total.claims[0].subject.trim();
        let key = subject.to_lowercase();
        if !subject.is_empty() && self.subjects.iter().any(|(own, _)| *own != key) {
            let own = self.subjects.iter().map(|(_, words)| (*words).to_owned());
            tell(subject.to_owned(), own.take(MOST_NAMES).collect());
        }
        let tags = &total.claims[0].tags;
        if !tags.is_empty() && !self.tags.is_empty() && tags.is_disjoint(&self.tags) {
            let paths = |tags: &BTreeSet<TagId>| -> Vec<String> {
                let paths = tags.iter().map(|tag| self.project.tag_path(*tag));
                paths.take(MOST_NAMES).collect()
            };
            tell(paths(tags).join(", "), paths(&self.tags));
        }
        out
    }
}

/// How many subjects or tags are named.
const MOST_NAMES: usize = 3;
