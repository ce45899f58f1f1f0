//! Edits of claims.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Draft, EditError, Transaction, answers, findings, tags};
use crate::clock::Clock;
use crate::model::{Claim, ClaimId, Key, Passage, Project, TagId};

/// Adds a claim.
///
/// # Errors
/// [`EditError::Gone`] where its article or a tag is not in the project,
/// [`EditError::BadPassage`] where its words are not at its place.
pub fn add(project: &Project, claim: Claim) -> Result<Transaction, EditError> {
    add_all(project, vec![claim], "Make claim")
}

/// Adds claims as one step of that name.
///
/// # Errors
/// As [`add`].
pub fn add_all(
    project: &Project,
    claims: Vec<Claim>,
    label: &str,
) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    for claim in claims {
        add_in(&mut draft, claim)?;
    }
    Ok(draft.finish(label))
}

/// Adds claims, each with the tags of its paths, as one step of that name; tags that are missing
/// are made.
///
/// # Errors
/// As [`add`], and [`EditError::EmptyName`] or [`EditError::BadName`] for a path.
pub fn add_all_tagged(
    project: &Project,
    claims: Vec<(Claim, Vec<String>)>,
    label: &str,
    clock: &Clock,
) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    let mut known: BTreeMap<String, TagId> = BTreeMap::new();
    for (mut claim, paths) in claims {
        for path in paths {
            let tag = match known.get(&path) {
                Some(tag) => *tag,
                None => tags::create_path_in(&mut draft, &path, clock)?,
            };
            known.insert(path, tag);
            claim.tags.insert(tag);
        }
        add_in(&mut draft, claim)?;
    }
    Ok(draft.finish(label))
}

fn add_in(draft: &mut Draft<'_>, claim: Claim) -> Result<(), EditError> {
    let article = draft.article(claim.passage.article)?;
    if !claim.passage.matches(&article.text) {
        return Err(EditError::BadPassage);
    }
    for tag in &claim.tags {
        draft.tag(*tag)?;
    }
    draft.put(claim);
    Ok(())
}

/// Changes one claim by `change`, under that label.
///
/// # Errors
/// [`EditError::Gone`] where there is no such claim.
pub fn update(
    project: &Project,
    id: ClaimId,
    label: &str,
    change: impl FnOnce(&mut Claim),
) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    let mut claim = draft.claim(id)?.as_ref().clone();
    change(&mut claim);
    claim.id = id;
    draft.put(claim);
    Ok(draft.finish(label))
}

/// Puts a claim on other words of its article.
///
/// # Errors
/// [`EditError::Gone`] where there is no such claim or article, [`EditError::BadPassage`] where
/// the range holds no words of it.
pub fn move_to(
    project: &Project,
    id: ClaimId,
    range: Range<usize>,
) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    let claim = draft.claim(id)?;
    let article = draft.article(claim.passage.article)?;
    let passage = Passage::at(article.id, &article.text, range).ok_or(EditError::BadPassage)?;
    draft.put(Claim {
        passage,
        detached: false,
        ..claim.as_ref().clone()
    });
    Ok(draft.finish("Move claim"))
}

/// Says that an article does not hold a claim's words any more; the claim stays, with its words.
///
/// # Errors
/// [`EditError::Gone`] where there is no such claim.
pub fn detach(project: &Project, id: ClaimId) -> Result<Transaction, EditError> {
    update(project, id, "Detach claim", |claim| claim.detached = true)
}

/// Gives claims a tag, or takes it from them if all of them have it.
///
/// # Errors
/// [`EditError::Gone`] where a claim or the tag is not in the project.
pub fn toggle_tag(
    project: &Project,
    ids: &[ClaimId],
    tag: TagId,
) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    let name = draft.tag(tag)?.name.clone();
    let claims: Vec<_> = ids
        .iter()
        .map(|id| draft.claim(*id))
        .collect::<Result<_, _>>()?;
    let all_have_it = claims.iter().all(|claim| claim.tags.contains(&tag));
    for claim in claims {
        let mut claim = claim.as_ref().clone();
        if all_have_it {
            claim.tags.remove(&tag);
        } else {
            claim.tags.insert(tag);
        }
        draft.put(claim);
    }
    let verb = if all_have_it { "Untag" } else { "Tag" };
    let what = if ids.len() == 1 {
        "claim".to_owned()
    } else {
        format!("{} claims", ids.len())
    };
    Ok(draft.finish(format!("{verb} {what} “{name}”")))
}

/// Deletes claims.
///
/// # Errors
/// [`EditError::Gone`] where a claim is not in the project.
pub fn delete(project: &Project, ids: &[ClaimId]) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    for id in ids {
        delete_in(&mut draft, *id)?;
    }
    Ok(draft.finish(match ids.len() {
        1 => "Delete claim".to_owned(),
        many => format!("Delete {many} claims"),
    }))
}

/// Deletes a claim as part of a larger step: findings and answers lose it, an empty finding goes as
/// well.
pub(super) fn delete_in(draft: &mut Draft<'_>, id: ClaimId) -> Result<(), EditError> {
    draft.claim(id)?;
    draft.remove(Key::Claim(id));
    let holding: Vec<_> = draft
        .project()
        .findings()
        .filter(|finding| finding.claims.contains(&id))
        .collect();
    for finding in holding {
        // The draft may have taken other claims out of it already.
        let Ok(finding) = draft.finding(finding.id) else {
            continue;
        };
        findings::leave_in(draft, &finding, &BTreeSet::from([id]));
    }
    answers::let_go_in(draft, id);
    Ok(())
}
