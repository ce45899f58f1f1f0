//! What a claim reports, made ready to be compared.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;

use super::agreement::{Allowed, allowed};
use super::names;
use crate::model::{
    Amount, ArticleId, Claim, FigureKind, Precision, Project, Stage, TagId, TimeFrame,
};

/// What must be the same in every claim of one quantity. The subject is in small letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Quantity {
    pub subject: String,
    pub kind: FigureKind,
    pub unit: String,
    pub time_frame: TimeFrame,
}

/// What a claim reports of its quantity.
#[derive(Debug, Clone)]
pub(super) struct Reported<'a> {
    pub claim: &'a Claim,
    pub value: Amount,
    pub allowed: Allowed,
    /// The days that it holds for; of a running total, those that it may run to.
    pub days: Option<Days>,
    /// The day that a running total is counted from, where it says so.
    pub since: Option<Date>,
    pub stage: Option<Stage>,
    pub tags: TagSet,
    /// Who says so, for comparing.
    pub claimant: String,
    pub article: ArticleId,
}

/// From one day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Days {
    pub first: Date,
    pub last: Date,
}

/// One of the sets of tags that a [`Reporter`] met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct TagSet(usize);

/// Reads claims, and knows which of their tags go together.
pub(super) struct Reporter<'a> {
    project: &'a Project,
    sets: RefCell<Sets>,
}

#[derive(Default)]
struct Sets {
    all: Vec<BTreeSet<TagId>>,
    known: HashMap<BTreeSet<TagId>, TagSet>,
    clash: HashMap<(TagSet, TagSet), bool>,
}

impl Days {
    /// How many days there are, at least one.
    pub fn count(self) -> i32 {
        (self.last - self.first).get_days().saturating_add(1)
    }

    /// The days that are in both.
    pub fn both(self, other: Self) -> Option<Self> {
        let first = self.first.max(other.first);
        let last = self.last.min(other.last);
        (first <= last).then_some(Self { first, last })
    }
}

impl<'a> Reporter<'a> {
    pub fn new(project: &'a Project) -> Self {
        Self {
            project,
            sets: RefCell::default(),
        }
    }

    /// What a claim reports, and of which quantity; none where it gives no number.
    pub fn report(&self, claim: &'a Claim) -> Option<(Quantity, Reported<'a>)> {
        let figure = claim.figure.as_ref()?;
        let value = figure.central()?;
        let is_total = figure.time_frame == TimeFrame::Cumulative;
        let counted = claim.when.map(|when| {
            let whole = Days {
                first: when.start(),
                last: when.end(),
            };
            if is_total && when.precision() == Precision::Period {
                // A total over a period runs to its last day.
                let last = Days {
                    first: when.end(),
                    ..whole
                };
                (last, Some(when.start()))
            } else {
                (whole, None)
            }
        });
        let quantity = Quantity {
            subject: names::subject(&claim.subject),
            kind: figure.kind,
            unit: figure.unit.trim().to_lowercase(),
            time_frame: figure.time_frame,
        };
        let reported = Reported {
            claim,
            value,
            allowed: allowed(figure)?,
            days: counted.map(|(days, _)| days),
            since: counted.and_then(|(_, since)| since),
            stage: claim.stage,
            tags: self.tag_set(&claim.tags),
            claimant: names::plain(&claim.claimant),
            article: claim.passage.article,
        };
        Some((quantity, reported))
    }

    fn tag_set(&self, tags: &BTreeSet<TagId>) -> TagSet {
        let mut sets = self.sets.borrow_mut();
        if let Some(known) = sets.known.get(tags) {
            return *known;
        }
        let new = TagSet(sets.all.len());
        sets.all.push(tags.clone());
        sets.known.insert(tags.clone(), new);
        new
    }

    /// Whether tags say that two claims are about different things: killed and wounded, or the
    /// casualties and the killed among them.
    pub fn clash(&self, one: TagSet, other: TagSet) -> bool {
        if one == other {
            return false;
        }
        let mut sets = self.sets.borrow_mut();
        let key = (one.min(other), one.max(other));
        if let Some(known) = sets.clash.get(&key) {
            return *known;
        }
        let clash = tags_clash(self.project, &sets.all[one.0], &sets.all[other.0]);
        sets.clash.insert(key, clash);
        clash
    }
}

/// Whether two sets of tags are of different things. A claim without tags is about anything.
pub(crate) fn tags_clash(
    project: &Project,
    one: &BTreeSet<TagId>,
    other: &BTreeSet<TagId>,
) -> bool {
    if one.is_empty() || other.is_empty() {
        return false;
    }
    if one.is_disjoint(other) {
        return true;
    }
    let parent = |id: &TagId| project.tag(*id).and_then(|tag| tag.parent);
    // A tag that both share says nothing where each has one of its own beside the other's.
    one.difference(other).any(|own| {
        let above = parent(own);
        above.is_some() && other.difference(one).any(|their| parent(their) == above)
    })
}
