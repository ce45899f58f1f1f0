//! Merging keeps every edit or lists it.

use jiff::Timestamp;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::clock::Clock;
use crate::edit::properties::{Wish, follow_and_tell, wish};
use crate::edit::{self, History, Transaction};
use crate::model::{Claim, ClaimId, arbitrary};

fn edited(base: &Project, wishes: Vec<Wish>, second: i64) -> Project {
    let mut project = base.clone();
    let clock = Clock::fixed(Timestamp::from_second(second).unwrap());
    let mut history = History::default();
    follow_and_tell(&mut project, &mut history, wishes, &clock, |_, _| {});
    project
}

/// An entity's fields, by name.
fn fields(entity: Option<&Entity>) -> BTreeMap<String, Value> {
    let value = serde_json::to_value(entity).unwrap();
    let Some(Value::Object(object)) = value.as_object().and_then(|outer| outer.values().next())
    else {
        return BTreeMap::new();
    };
    object.clone().into_iter().collect()
}

/// Whether what one side did to an entity is in another version of it.
fn holds(version: Option<&Entity>, base: Option<&Entity>, side: Option<&Entity>) -> bool {
    if side.is_none() || version.is_none() {
        return side.is_none() && version.is_none();
    }
    let (version, base, side) = (fields(version), fields(base), fields(side));
    let names: BTreeSet<&String> = base.keys().chain(side.keys()).collect();
    names.into_iter().all(|name| {
        let (was, is, now) = (base.get(name), side.get(name), version.get(name));
        if was == is || now == is {
            return true;
        }
        let elements = |value: Option<&Value>| -> Option<Vec<Value>> {
            value.map_or(Some(Vec::new()), |value| value.as_array().cloned())
        };
        match (name.as_str(), elements(was), elements(is), elements(now)) {
            ("tags" | "claims", Some(was), Some(is), Some(now)) => {
                is.iter()
                    .filter(|own| !was.contains(own))
                    .all(|own| now.contains(own))
                    && was
                        .iter()
                        .filter(|own| !is.contains(own))
                        .all(|own| !now.contains(own))
            }
            // The earlier beginning stays.
            ("created", ..) => true,
            _ => false,
        }
    })
}

/// The edits of one side that are neither in the merged project nor in the list.
fn lost(base: &Project, side: &Project, merged: &Merged) -> Vec<Key> {
    let keys: BTreeSet<Key> = base.keys().chain(side.keys()).collect();
    keys.into_iter()
        .filter(|key| {
            let (was, is) = (base.get(*key), side.get(*key));
            let (was, is) = (was.as_ref(), is.as_ref());
            if was == is || holds(merged.project.get(*key).as_ref(), was, is) {
                return false;
            }
            let listed = merged.conflicts.iter().find(|own| own.key == *key);
            !listed.is_some_and(|own| {
                holds(own.ours.as_ref(), was, is) || holds(own.theirs.as_ref(), was, is)
            })
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_edit_is_kept_or_listed(
        base in arbitrary::project(),
        our_wishes in vec(wish(), 0..16),
        their_wishes in vec(wish(), 0..16),
    ) {
        let ours = edited(&base, our_wishes, 1);
        let theirs = edited(&base, their_wishes, 2);
        let merged = merge(&base, &ours, &theirs);
        prop_assert_eq!(lost(&base, &ours, &merged), vec![], "ours");
        prop_assert_eq!(lost(&base, &theirs, &merged), vec![], "theirs");
        // Nothing leans on what is not there.
        let astray: Vec<_> = merged.faults.iter()
            .filter(|fault| !matches!(fault.key, Key::Note(_)) && fault.message.contains("not there"))
            .collect();
        prop_assert!(astray.is_empty(), "{astray:?}");
        // The other way round there is the same to settle.
        let other_way = merge(&base, &theirs, &ours);
        let keys = |merged: &Merged| -> Vec<Key> { merged.conflicts.iter().map(|own| own.key).collect() };
        prop_assert_eq!(keys(&other_way), keys(&merged));
    }

    #[test]
    fn one_side_alone_is_that_side(
        base in arbitrary::project(),
        wishes in vec(wish(), 0..16),
    ) {
        let side = edited(&base, wishes, 1);
        for (ours, theirs) in [(&side, &base), (&base, &side), (&side, &side)] {
            let merged = merge(&base, ours, theirs);
            prop_assert_eq!(&merged.project, &side);
            prop_assert_eq!(merged.conflicts, vec![]);
            prop_assert_eq!(merged.faults, vec![]);
        }
    }
}

/// A project with one article and one claim.
fn small() -> (Project, ClaimId) {
    let text = b"A package worth $725 million.";
    let read = crate::import::read_bytes("a.txt", text, &crate::import::Options::default());
    let clock = Clock::fixed(Timestamp::UNIX_EPOCH);
    let article = read.unwrap().into_article(&clock);
    let mut project = Project::default();
    let passage = crate::model::Passage::at(article.id, &article.text, 0..3).unwrap();
    let claim = Claim::new(clock.fresh(), passage, clock.now());
    let id = claim.id;
    let step = edit::articles::add(&project, vec![article]);
    History::default().apply(&mut project, step, None);
    let step = edit::claims::add(&project, claim).unwrap();
    History::default().apply(&mut project, step, None);
    (project, id)
}

fn with(project: &Project, step: impl FnOnce(&Project) -> Transaction) -> Project {
    let mut project = project.clone();
    let step = step(&project);
    History::default().apply(&mut project, step, None);
    project
}

fn changed(project: &Project, id: ClaimId, change: impl FnOnce(&mut Claim)) -> Project {
    with(project, |own| {
        edit::claims::update(own, id, "Edit", change).unwrap()
    })
}

#[test]
fn two_fields_of_one_claim_are_no_conflict() {
    let (base, id) = small();
    let ours = changed(&base, id, |claim| claim.claimant = "Mara".into());
    let theirs = changed(&base, id, |claim| claim.subject = "Ukraine".into());
    let merged = merge(&base, &ours, &theirs);
    let claim = merged.project.claim(id).unwrap();
    assert_eq!(
        (claim.claimant.as_str(), claim.subject.as_str()),
        ("Mara", "Ukraine")
    );
    assert_eq!(merged.conflicts, []);
}

#[test]
fn one_field_changed_twice_is_a_conflict_of_that_field() {
    let (base, id) = small();
    let ours = changed(&base, id, |claim| {
        claim.note = "Ours".into();
        claim.claimant = "Mara".into();
    });
    let theirs = changed(&base, id, |claim| {
        claim.note = "Theirs".into();
        claim.subject = "Ukraine".into();
    });
    let merged = merge(&base, &ours, &theirs);
    let [conflict] = merged.conflicts.as_slice() else {
        panic!("{:?}", merged.conflicts);
    };
    assert_eq!(
        (conflict.key, conflict.fields.as_slice()),
        (Key::Claim(id), &["note"][..])
    );
    assert_eq!(merged.project.get(Key::Claim(id)), conflict.ours);
    let Some(Entity::Claim(theirs)) = &conflict.theirs else {
        panic!("{conflict:?}");
    };
    // What is not in conflict is in both.
    assert_eq!(
        (theirs.note.as_str(), theirs.claimant.as_str()),
        ("Theirs", "Mara")
    );
    assert_eq!(merged.project.claim(id).unwrap().subject, "Ukraine");
}

#[test]
fn what_one_takes_away_and_the_other_needs_comes_back_to_be_settled() {
    let (base, id) = small();
    let article = base.claim(id).unwrap().passage.article;
    let gone = with(&base, |own| edit::articles::delete(own, article).unwrap());
    let noted = changed(&base, id, |claim| claim.note = "Still needed".into());
    for (ours, theirs) in [(&gone, &noted), (&noted, &gone)] {
        let merged = merge(&base, ours, theirs);
        assert_eq!(merged.project.claim(id).unwrap().note, "Still needed");
        assert!(merged.project.article(article).is_some());
        let keys: Vec<Key> = merged.conflicts.iter().map(|own| own.key).collect();
        assert_eq!(keys, [Key::Article(article), Key::Claim(id)]);
        assert_eq!(merged.faults, []);
    }
}

#[test]
fn what_either_side_of_a_conflict_needs_comes_back() {
    let clock = Clock::fixed(Timestamp::UNIX_EPOCH);
    let mut base = Project::default();
    for path in ["aid", "losses", "claims"] {
        let step = edit::tags::create_path(&base, path, &clock).unwrap().1;
        History::default().apply(&mut base, step, None);
    }
    let id = |path| base.tag_by_path(path).unwrap().id;
    let (child, first, second) = (id("aid"), id("losses"), id("claims"));
    let under = |parent| {
        with(&base, |own| {
            let mut tag = own.tag(child).unwrap().as_ref().clone();
            tag.parent = Some(parent);
            edit::tags::put(own, tag).unwrap()
        })
    };
    // Ours leans on a tag that theirs took away while theirs says something else in that field.
    let ours = under(first);
    let theirs = with(&under(second), |own| {
        edit::tags::delete(own, first).unwrap()
    });
    for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
        let merged = merge(&base, ours, theirs);
        let keys: BTreeSet<Key> = merged.conflicts.iter().map(|own| own.key).collect();
        assert_eq!(keys, BTreeSet::from([Key::Tag(child), Key::Tag(first)]));
        assert_eq!(merged.faults, []);
    }
}

#[test]
fn what_only_both_together_say_is_listed() {
    let base = Project::default();
    let side = |second| {
        let clock = Clock::fixed(Timestamp::from_second(second).unwrap());
        with(&base, |own| {
            edit::tags::create_path(own, "aid", &clock).unwrap().1
        })
    };
    let merged = merge(&base, &side(1), &side(2));
    assert_eq!(merged.project.tags().len(), 2);
    assert_eq!(merged.conflicts, []);
    assert!(!merged.faults.is_empty());
}
