//! Edits of the codebook.

use std::sync::Arc;

use super::{Draft, EditError, Transaction};
use crate::clock::Clock;
use crate::model::{Claim, ClaimId, Key, Meaning, Project, Swatch, Tag, TagId};

/// Adds or replaces a tag. Its key is taken from the tag that had it.
///
/// # Errors
/// [`EditError::EmptyName`], [`EditError::BadName`], [`EditError::NameTaken`],
/// [`EditError::Ring`], [`EditError::BadKey`], or [`EditError::Gone`] for a missing parent.
pub fn put(project: &Project, tag: Tag) -> Result<Transaction, EditError> {
    let label = match project.tag(tag.id) {
        Some(_) => "Edit tag",
        None => "Add tag",
    };
    let mut draft = Draft::new(project);
    put_in(&mut draft, tag)?;
    Ok(draft.finish(label))
}

fn put_in(draft: &mut Draft<'_>, tag: Tag) -> Result<(), EditError> {
    let name = tag.name.trim();
    if name.is_empty() {
        return Err(EditError::EmptyName);
    }
    check_signs(name)?;
    let same_name = |other: &&Arc<Tag>| {
        other.id != tag.id
            && other.parent == tag.parent
            && other.name.to_lowercase() == name.to_lowercase()
    };
    if let Some(other) = draft.tags().find(same_name) {
        return Err(EditError::NameTaken(other.name.clone()));
    }
    if tag.key.is_some_and(|key| !(1..=9).contains(&key)) {
        return Err(EditError::BadKey);
    }
    if let Some(parent) = tag.parent {
        draft.tag(parent)?;
        if draft.project().tag_family(tag.id).contains(&parent) {
            return Err(EditError::Ring);
        }
    }
    if let Some(key) = tag.key
        && let Some(other) = holder(draft, key)
        && other.id != tag.id
    {
        draft.put(Tag {
            key: None,
            ..other.as_ref().clone()
        });
    }
    draft.put(Tag {
        name: name.to_owned(),
        ..tag
    });
    Ok(())
}

/// The tag that a digit sets.
fn holder(draft: &Draft<'_>, key: u8) -> Option<Arc<Tag>> {
    draft.tags().find(|tag| tag.key == Some(key)).cloned()
}

/// The tag of that path (`aid/military`), with those of its parents that are missing, as one
/// step. The transaction is empty where the tag exists. New tags get the next colour, and the
/// next free key while there is one.
///
/// # Errors
/// [`EditError::EmptyName`], [`EditError::EmptyPart`] or [`EditError::BadName`].
pub fn create_path(
    project: &Project,
    path: &str,
    clock: &Clock,
) -> Result<(TagId, Transaction), EditError> {
    let mut draft = Draft::new(project);
    let id = create_path_in(&mut draft, path, clock)?;
    Ok((id, draft.finish(format!("Add tag “{}”", path.trim()))))
}

/// Whether a tag of that path could be made.
///
/// # Errors
/// [`EditError::EmptyName`], [`EditError::EmptyPart`] or [`EditError::BadName`].
pub fn check_path(path: &str) -> Result<(), EditError> {
    if path.trim().is_empty() {
        return Err(EditError::EmptyName);
    }
    for name in path.split('/').map(str::trim) {
        if name.is_empty() {
            return Err(EditError::EmptyPart(path.trim().to_owned()));
        }
        check_signs(name)?;
    }
    Ok(())
}

/// Whether a tag's name holds no sign that has a meaning of its own.
fn check_signs(name: &str) -> Result<(), EditError> {
    let is_bad = |c: &char| matches!(c, '/' | ',' | ';') || c.is_control();
    name.chars()
        .find(is_bad)
        .map_or(Ok(()), |bad| Err(EditError::BadName(bad)))
}

/// Gives claims the tag of that path, which is made where it is missing, as one step.
///
/// # Errors
/// [`EditError::EmptyName`], [`EditError::EmptyPart`] or [`EditError::BadName`];
/// [`EditError::Gone`] where a claim is not in the project.
pub fn create_on(
    project: &Project,
    claims: &[ClaimId],
    path: &str,
    clock: &Clock,
) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    let id = create_path_in(&mut draft, path, clock)?;
    for claim in claims {
        let mut claim = draft.claim(*claim)?.as_ref().clone();
        claim.tags.insert(id);
        draft.put(claim);
    }
    let what = match claims.len() {
        1 => "claim".to_owned(),
        many => format!("{many} claims"),
    };
    Ok(draft.finish(format!("Tag {what} “{}”", path.trim())))
}

/// As [`create_path`], as part of a larger step.
pub(super) fn create_path_in(
    draft: &mut Draft<'_>,
    path: &str,
    clock: &Clock,
) -> Result<TagId, EditError> {
    check_path(path)?;
    let mut parent = None;
    let mut made = false;
    for name in path.split('/').map(str::trim) {
        let existing = draft
            .tags()
            .find(|tag| tag.parent == parent && tag.name.to_lowercase() == name.to_lowercase());
        if let Some(tag) = existing {
            parent = Some(tag.id);
            continue;
        }
        let tag = Tag {
            id: clock.fresh(),
            name: name.to_owned(),
            parent,
            colour: Swatch::nth(draft.tags().count()),
            key: None,
            description: String::new(),
        };
        let id = tag.id;
        put_in(draft, tag)?;
        parent = Some(id);
        made = true;
    }
    let id = parent.ok_or(EditError::EmptyName)?;
    if made && let Some(key) = (1..=9).find(|key| holder(draft, *key).is_none()) {
        let tag = draft.tag(id)?.as_ref().clone();
        draft.put(Tag {
            key: Some(key),
            ..tag
        });
    }
    Ok(id)
}

/// Deletes a tag and the tags below it; claims and chart filters lose them, and what was taught
/// about them is forgotten.
///
/// # Errors
/// [`EditError::Gone`] where there is no such tag.
pub fn delete(project: &Project, id: TagId) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    let name = draft.tag(id)?.name.clone();
    let family = project.tag_family(id);
    for tag in &family {
        draft.remove(Key::Tag(*tag));
    }
    for claim in project
        .claims()
        .filter(|claim| !claim.tags.is_disjoint(&family))
    {
        let tags = claim.tags.difference(&family).copied().collect();
        draft.put(Claim {
            tags,
            ..claim.as_ref().clone()
        });
    }
    for chart in project
        .charts()
        .filter(|chart| !chart.filter.tags.is_disjoint(&family))
    {
        let mut chart = chart.as_ref().clone();
        chart.filter.tags.retain(|tag| !family.contains(tag));
        draft.put(chart);
    }
    for term in project.terms() {
        if let Meaning::Tag { tag } = term.meaning
            && family.contains(&tag)
        {
            draft.remove(Key::Term(term.id));
        }
    }
    Ok(draft.finish(format!("Delete tag “{name}”")))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::edit::{History, terms};
    use crate::model::Term;

    #[test]
    fn a_path_is_made_once_and_only_what_is_missing() {
        let clock = Clock::fixed(Timestamp::UNIX_EPOCH);
        let mut project = Project::default();
        let mut history = History::default();
        let (military, step) = create_path(&project, "aid/military", &clock).unwrap();
        history.apply(&mut project, step, None);
        assert_eq!(project.tag_path(military), "aid/military");
        assert_eq!(project.tag(military).unwrap().key, Some(1));
        let (again, step) = create_path(&project, " Aid / Military ", &clock).unwrap();
        assert_eq!(again, military);
        assert!(step.is_empty());
        assert_eq!(
            create_path(&project, "  ", &clock),
            Err(EditError::EmptyName)
        );
        for path in ["aid//x", "foo/bar/", "/foo"] {
            let error = create_path(&project, path, &clock).unwrap_err();
            assert_eq!(error, EditError::EmptyPart(path.to_owned()));
        }
        assert_eq!(
            create_on(&project, &[], "a;b", &clock),
            Err(EditError::BadName(';'))
        );
    }
    #[test]
    fn paths_of_one_step_share_their_parents_and_no_key() {
        let clock = Clock::fixed(Timestamp::UNIX_EPOCH);
        let mut project = Project::default();
        let mut draft = Draft::new(&project);
        let military = create_path_in(&mut draft, "aid/military", &clock).unwrap();
        let economic = create_path_in(&mut draft, "Aid/economic", &clock).unwrap();
        assert_eq!(
            create_path_in(&mut draft, "aid/Military", &clock),
            Ok(military)
        );
        let step = draft.finish("Tag");
        History::default().apply(&mut project, step, None);
        assert_eq!(project.tags().len(), 3);
        assert_eq!(project.tag_path(economic), "aid/economic");
        let keys: Vec<_> = project.tags().map(|tag| tag.key).collect();
        assert_eq!(keys, [None, Some(1), Some(2)]);
        let colours: std::collections::BTreeSet<_> = project.tags().map(|tag| tag.colour).collect();
        assert_eq!(colours.len(), 3);
    }

    #[test]
    fn a_tag_goes_with_what_was_taught_about_it() {
        let clock = Clock::fixed(Timestamp::UNIX_EPOCH);
        let mut project = Project::default();
        let mut history = History::default();
        let (drones, step) = create_path(&project, "arms/drones", &clock).unwrap();
        history.apply(&mut project, step, None);
        let meanings = [
            Meaning::Tag { tag: drones },
            Meaning::Unit {
                unit: "drone".to_owned(),
            },
        ];
        for meaning in meanings {
            let term = Term {
                id: clock.fresh(),
                words: "Lancet".to_owned(),
                meaning,
            };
            let step = terms::put(&project, term).unwrap();
            history.apply(&mut project, step, None);
        }
        let arms = project.tag_by_path("arms").unwrap().id;
        let step = delete(&project, arms).unwrap();
        history.apply(&mut project, step, None);
        let left: Vec<_> = project.terms().map(|term| &term.meaning).collect();
        assert!(
            matches!(left.as_slice(), [Meaning::Unit { .. }]),
            "{left:?}"
        );
        history.undo(&mut project);
        assert_eq!(project.terms().len(), 2);
    }
}
