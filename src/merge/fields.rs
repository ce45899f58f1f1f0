//! Merging two versions of one entity, field by field.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{
    Answer, Article, Chart, Claim, Dismissal, Entity, Finding, Note, ProjectInfo, Tag, Term,
};

/// Both versions with all of the other's that is not in conflict.
pub(super) struct Both {
    pub ours: Entity,
    pub theirs: Entity,
    /// The fields that both changed; where it is empty, both are the same.
    pub conflicts: Vec<&'static str>,
}

/// Merges two versions of one entity; `base` is none where both sides made it.
pub(super) fn merge(base: Option<&Entity>, ours: &Entity, theirs: &Entity) -> Both {
    macro_rules! by_kind {
        ($($kind:ident)+) => {
            match (ours, theirs) {
                $((Entity::$kind(ours), Entity::$kind(theirs)) => {
                    let base = match base {
                        Some(Entity::$kind(base)) => Some(base.as_ref()),
                        _ => None,
                    };
                    let (mut ours, mut theirs) = (ours.as_ref().clone(), theirs.as_ref().clone());
                    let conflicts = Fields::merge(base, &mut ours, &mut theirs);
                    Both {
                        ours: Entity::$kind(Arc::new(ours)),
                        theirs: Entity::$kind(Arc::new(theirs)),
                        conflicts,
                    }
                })+
                // A key names one kind, so this is never reached; to list both would be right.
                (ours, theirs) => Both {
                    ours: ours.clone(),
                    theirs: theirs.clone(),
                    conflicts: vec!["kind"],
                },
            }
        };
    }
    by_kind!(Info Article Tag Claim Finding Chart Note Term Dismissal Answer)
}

/// A thing whose fields can be merged one by one.
trait Fields: Sized {
    /// Gives each side what only the other changed, and names the fields that both changed.
    fn merge(base: Option<&Self>, ours: &mut Self, theirs: &mut Self) -> Vec<&'static str>;
}

/// Fields in brackets stand or fall together under the name of the first; those after `sets` are
/// merged element by element and never in conflict.
macro_rules! fields {
    ($($type:ident { id, $([$first:ident $(, $more:ident)*])* } sets { $($set:ident)* })+) => {$(
        impl Fields for $type {
            fn merge(
                base: Option<&Self>,
                ours: &mut Self,
                theirs: &mut Self,
            ) -> Vec<&'static str> {
                let mut conflicts = Vec::new();
                $({
                    let same = |one: &Self, other: &Self| {
                        one.$first == other.$first $(&& one.$more == other.$more)*
                    };
                    if !same(ours, theirs) {
                        if base.is_some_and(|base| same(base, ours)) {
                            ours.$first = theirs.$first.clone();
                            $(ours.$more = theirs.$more.clone();)*
                        } else if base.is_some_and(|base| same(base, theirs)) {
                            theirs.$first = ours.$first.clone();
                            $(theirs.$more = ours.$more.clone();)*
                        } else {
                            conflicts.push(stringify!($first));
                        }
                    }
                })*
                $({
                    let base = base.map(|base| &base.$set);
                    let both = merge_sets(base, &ours.$set, &theirs.$set);
                    ours.$set = both.clone();
                    theirs.$set = both;
                })*
                conflicts
            }
        }
    )+};
}

fields! {
    Article {
        id, [title] [publisher] [byline] [published] [url] [language] [imported]
        [text, blocks, hash, source_file, encoding]
    } sets {}
    Tag { id, [name] [parent] [colour] [key] [description] } sets {}
    Claim {
        id, [passage] [figure] [when] [claimant] [subject] [stage] [grade] [note] [created]
    } sets { tags }
    Finding { id, [title] [preferred, rule, reason] [note] } sets { claims }
    Chart {
        id, [title] [subtitle] [filter] [kind] [group_by] [arrangement] [scale] [each_claim]
        [currency] [prices] [lines] [events] [pins] [note]
    } sets {}
    Note { id, [title] [text] } sets {}
    Term { id, [words] [meaning] } sets {}
    Dismissal { id, [passage] } sets {}
    Answer { id, [doubt] [reason] } sets { claims names }
}

impl Fields for ProjectInfo {
    fn merge(base: Option<&Self>, ours: &mut Self, theirs: &mut Self) -> Vec<&'static str> {
        let mut conflicts = Vec::new();
        let mut one = |name, base: Option<&String>, ours: &mut String, theirs: &mut String| {
            if ours == theirs {
                return;
            }
            if base == Some(ours) {
                ours.clone_from(theirs);
            } else if base == Some(theirs) {
                theirs.clone_from(ours);
            } else {
                conflicts.push(name);
            }
        };
        let name = base.map(|base| &base.name);
        one("name", name, &mut ours.name, &mut theirs.name);
        let description = base.map(|base| &base.description);
        one(
            "description",
            description,
            &mut ours.description,
            &mut theirs.description,
        );
        if ours.rates != theirs.rates {
            let own = base.map(|base| &base.rates);
            if own == Some(&ours.rates) {
                ours.rates = theirs.rates.clone();
            } else if own == Some(&theirs.rates) {
                theirs.rates = ours.rates.clone();
            } else {
                conflicts.push("rates");
            }
        }
        if ours.prices != theirs.prices {
            let own = base.map(|base| &base.prices);
            if own == Some(&ours.prices) {
                ours.prices = theirs.prices.clone();
            } else if own == Some(&theirs.prices) {
                theirs.prices = ours.prices.clone();
            } else {
                conflicts.push("prices");
            }
        }
        // Of two beginnings the earlier one is the beginning.
        let created = ours.created.min(theirs.created);
        (ours.created, theirs.created) = (created, created);
        conflicts
    }
}

/// A field's value in a few words: the text of a text, else what is written into a file.
pub(super) fn text(entity: &Entity, field: &str) -> String {
    const MOST: usize = 200;
    let value = serde_json::to_value(entity).unwrap_or_default();
    let inner = value.as_object().and_then(|outer| outer.values().next());
    let whole = match inner.and_then(|inner| inner.get(field)) {
        None | Some(serde_json::Value::Null) => return "empty".to_owned(),
        Some(serde_json::Value::String(text)) => format!("“{text}”"),
        Some(other) => other.to_string(),
    };
    if whole.chars().count() > MOST {
        let start: String = whole.chars().take(MOST).collect();
        return format!("{start}…");
    }
    whole
}

/// What is in both, and what either side added.
fn merge_sets<T: Ord + Clone>(
    base: Option<&BTreeSet<T>>,
    ours: &BTreeSet<T>,
    theirs: &BTreeSet<T>,
) -> BTreeSet<T> {
    let was_there = |element: &&T| base.is_some_and(|base| base.contains(*element));
    let in_both = ours.intersection(theirs);
    let added = ours.symmetric_difference(theirs);
    let added = added.filter(|element| !was_there(element));
    in_both.chain(added).cloned().collect()
}
