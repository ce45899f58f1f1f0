//! Edits of the codebook.

use super::{Draft, EditError, Transaction};
use crate::clock::Clock;
use crate::model::{Claim, ClaimId, Key, Project, Swatch, Tag, TagId};

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
    let project = draft.project();
    let name = tag.name.trim();
    if name.is_empty() {
        return Err(EditError::EmptyName);
    }
    if let Some(bad) = name
        .chars()
        .find(|c| matches!(c, '/' | ',' | ';') || c.is_control())
    {
        return Err(EditError::BadName(bad));
    }
    let same_name = |other: &&std::sync::Arc<Tag>| {
        other.id != tag.id
            && other.parent == tag.parent
            && other.name.to_lowercase() == name.to_lowercase()
    };
    if let Some(other) = project.tags().find(same_name) {
        return Err(EditError::NameTaken(other.name.clone()));
    }
    if tag.key.is_some_and(|key| !(1..=9).contains(&key)) {
        return Err(EditError::BadKey);
    }
    if let Some(parent) = tag.parent {
        draft.tag(parent)?;
        if project.tag_family(tag.id).contains(&parent) {
            return Err(EditError::Ring);
        }
    }
    if let Some(key) = tag.key
        && let Some(other) = project.tag_by_key(key)
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

/// The tag of that path (`aid/military`), with those of its parents that are missing, as one
/// step. The transaction is empty where the tag exists. New tags get the next colour, and the
/// next free key while there is one.
///
/// # Errors
/// [`EditError::EmptyName`] or [`EditError::BadName`].
pub fn create_path(
    project: &Project,
    path: &str,
    clock: &Clock,
) -> Result<(TagId, Transaction), EditError> {
    let mut draft = Draft::new(project);
    let id = create_path_in(&mut draft, path, clock)?;
    Ok((id, draft.finish(format!("Add tag “{}”", path.trim()))))
}

/// Gives claims the tag of that path, which is made where it is missing, as one step.
///
/// # Errors
/// [`EditError::EmptyName`] or [`EditError::BadName`]; [`EditError::Gone`] where a claim is not
/// in the project.
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

fn create_path_in(draft: &mut Draft<'_>, path: &str, clock: &Clock) -> Result<TagId, EditError> {
    let project = draft.project();
    let mut parent = None;
    let mut made = 0;
    for name in path.split('/').map(str::trim) {
        let existing = project
            .tags()
            .find(|tag| tag.parent == parent && tag.name.to_lowercase() == name.to_lowercase());
        if let Some(tag) = existing {
            parent = Some(tag.id);
            continue;
        }
        if name.is_empty() {
            return Err(EditError::EmptyName);
        }
        let tag = Tag {
            id: clock.fresh(),
            name: name.to_owned(),
            parent,
            colour: Swatch::nth(project.tags().len() + made),
            key: None,
            description: String::new(),
        };
        let id = tag.id;
        put_in(draft, tag)?;
        parent = Some(id);
        made += 1;
    }
    let id = parent.ok_or(EditError::EmptyName)?;
    if made > 0
        && let Some(key) = (1..=9).find(|key| project.tag_by_key(*key).is_none())
    {
        let tag = draft.tag(id)?.as_ref().clone();
        draft.put(Tag {
            key: Some(key),
            ..tag
        });
    }
    Ok(id)
}

/// Deletes a tag and the tags below it; claims and chart filters lose them.
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
    Ok(draft.finish(format!("Delete tag “{name}”")))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::edit::History;

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
            create_path(&project, "aid//x", &clock),
            Err(EditError::EmptyName)
        );
        assert_eq!(
            create_on(&project, &[], "a;b", &clock),
            Err(EditError::BadName(';'))
        );
    }
}
