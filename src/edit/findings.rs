//! Edits of findings.

use std::collections::BTreeSet;

use super::{Draft, EditError, Transaction, answers};
use crate::clock::Clock;
use crate::model::{Answer, ClaimId, Doubt, Finding, FindingId, Key, Project, Rule};

/// Adds or replaces a finding; its claims leave the findings they were in.
///
/// # Errors
/// [`EditError::Gone`] where a claim is not in the project.
pub fn put(project: &Project, finding: Finding) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    let label = match project.finding(finding.id) {
        Some(_) => "Edit finding",
        None => "Make finding",
    };
    put_in(&mut draft, finding)?;
    Ok(draft.finish(label))
}

/// Makes several findings as one step.
///
/// # Errors
/// As [`put`].
pub fn put_all(project: &Project, findings: Vec<Finding>) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    let label = match findings.len() {
        1 => "Make finding".to_owned(),
        many => format!("Make {many} findings"),
    };
    for finding in findings {
        put_in(&mut draft, finding)?;
    }
    Ok(draft.finish(label))
}

/// Takes further claims into a finding; they leave the findings they were in.
///
/// # Errors
/// [`EditError::Gone`] where the finding or a claim is not in the project.
pub fn add_claims(
    project: &Project,
    id: FindingId,
    claims: &BTreeSet<ClaimId>,
) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    let mut finding = draft.finding(id)?.as_ref().clone();
    let before = finding.claims.len();
    finding.claims.extend(claims);
    let label = match finding.claims.len() - before {
        1 => "Add claim to finding".to_owned(),
        many => format!("Add {many} claims to finding"),
    };
    put_in(&mut draft, finding)?;
    Ok(draft.finish(label))
}

/// Takes claims out of a finding and remembers that they are not of it. A finding that is left
/// without claims goes.
///
/// # Errors
/// [`EditError::Gone`] where the finding is not in the project or does not hold them.
pub fn take_out(
    project: &Project,
    id: FindingId,
    claims: &BTreeSet<ClaimId>,
    clock: &Clock,
) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    part_in(&mut draft, id, claims, clock)?;
    Ok(draft.finish(match claims.len() {
        1 => "Take claim out of finding".to_owned(),
        many => format!("Take {many} claims out of finding"),
    }))
}

/// Makes a finding of its own of some claims of another, and remembers that they are two.
///
/// # Errors
/// [`EditError::Gone`] where the finding is not in the project or does not hold them.
pub fn split(
    project: &Project,
    id: FindingId,
    claims: &BTreeSet<ClaimId>,
    title: &str,
    clock: &Clock,
) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    part_in(&mut draft, id, claims, clock)?;
    draft.put(Finding::new(clock.fresh(), title, claims.iter().copied()));
    Ok(draft.finish("Split finding"))
}

/// Makes one finding of several: the first keeps its name and its value and takes in the others'
/// claims; what was written about them becomes part of its note.
///
/// # Errors
/// [`EditError::Gone`] where one of them is not in the project.
pub fn merge(project: &Project, ids: &[FindingId]) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    let Some((first, others)) = ids.split_first() else {
        return Err(EditError::Gone);
    };
    let mut whole = draft.finding(*first)?.as_ref().clone();
    for id in others.iter().filter(|id| *id != first) {
        let other = draft.finding(*id)?;
        whole.claims.extend(&other.claims);
        for more in [&other.note, &other.reason] {
            if !more.is_empty() && !whole.note.contains(more.as_str()) {
                if !whole.note.is_empty() {
                    whole.note.push_str("\n\n");
                }
                whole.note.push_str(more);
            }
        }
        draft.remove(Key::Finding(*id));
    }
    // What kept their claims apart is no longer so.
    for answer in project.answers() {
        if answer.doubt == Doubt::SameQuantity && answer.claims.is_subset(&whole.claims) {
            draft.remove(Key::Answer(answer.id));
        }
    }
    draft.put(whole);
    Ok(draft.finish(format!("Merge {} findings", ids.len())))
}

/// Gives a finding another name.
///
/// # Errors
/// [`EditError::Gone`], or [`EditError::EmptyName`] for a name that says nothing.
pub fn rename(project: &Project, id: FindingId, title: &str) -> Result<Transaction, EditError> {
    let title = title.trim();
    if title.is_empty() {
        return Err(EditError::EmptyName);
    }
    change(project, id, "Rename finding", |finding| {
        title.clone_into(&mut finding.title);
    })
}

/// Lets the figure of one claim stand for the finding, for a reason that must be written.
///
/// # Errors
/// [`EditError::Gone`] where the finding is not there or does not hold the claim,
/// [`EditError::NoReason`] without a reason.
pub fn choose(
    project: &Project,
    id: FindingId,
    claim: ClaimId,
    reason: &str,
) -> Result<Transaction, EditError> {
    let holds = |finding: &Finding| finding.claims.contains(&claim);
    if !project.finding(id).is_some_and(|finding| holds(finding)) {
        return Err(EditError::Gone);
    }
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(EditError::NoReason);
    }
    change(project, id, "Choose value of finding", |finding| {
        finding.preferred = Some(claim);
        finding.rule = None;
        reason.clone_into(&mut finding.reason);
    })
}

/// Lets a rule choose the value that stands for the finding; none takes the choice back.
///
/// # Errors
/// [`EditError::Gone`] where there is no such finding.
pub fn set_rule(
    project: &Project,
    id: FindingId,
    rule: Option<Rule>,
) -> Result<Transaction, EditError> {
    change(project, id, "Choose value of finding", |finding| {
        if finding.preferred.take().is_some() {
            // The reason was for the claim that was chosen.
            finding.reason.clear();
        }
        finding.rule = rule;
    })
}

/// Writes why the claims of a finding disagree; nothing written opens the question again.
///
/// # Errors
/// [`EditError::Gone`] where there is no such finding, [`EditError::NoReason`] where the reason
/// of a choice by hand would go.
pub fn explain(project: &Project, id: FindingId, reason: &str) -> Result<Transaction, EditError> {
    let reason = reason.trim();
    let finding = project.finding(id).ok_or(EditError::Gone)?;
    if reason.is_empty() && finding.preferred.is_some() {
        return Err(EditError::NoReason);
    }
    change(project, id, "Explain disagreement", |finding| {
        reason.clone_into(&mut finding.reason);
    })
}

/// Writes beside a finding.
///
/// # Errors
/// [`EditError::Gone`] where there is no such finding.
pub fn set_note(project: &Project, id: FindingId, note: &str) -> Result<Transaction, EditError> {
    change(project, id, "Note on finding", |finding| {
        note.clone_into(&mut finding.note);
    })
}

/// Deletes a finding; its claims stay.
///
/// # Errors
/// [`EditError::Gone`] where there is no such finding.
pub fn delete(project: &Project, id: FindingId) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    draft.finding(id)?;
    draft.remove(Key::Finding(id));
    Ok(draft.finish("Delete finding"))
}

fn change(
    project: &Project,
    id: FindingId,
    label: &str,
    change: impl FnOnce(&mut Finding),
) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    let mut finding = draft.finding(id)?.as_ref().clone();
    change(&mut finding);
    draft.put(finding);
    Ok(draft.finish(label))
}

/// Puts a finding; its claims leave the others.
fn put_in(draft: &mut Draft<'_>, finding: Finding) -> Result<(), EditError> {
    for claim in &finding.claims {
        draft.claim(*claim)?;
    }
    let project = draft.project();
    for other in project.findings().filter(|other| other.id != finding.id) {
        // The draft may have changed it already.
        let Ok(other) = draft.finding(other.id) else {
            continue;
        };
        if !other.claims.is_disjoint(&finding.claims) {
            leave_in(draft, &other, &finding.claims);
        }
    }
    let preferred = finding.preferred;
    let preferred = preferred.filter(|claim| finding.claims.contains(claim));
    draft.put(Finding {
        preferred,
        ..finding
    });
    Ok(())
}

/// Claims leave a finding, which goes where nothing is left of it.
pub(super) fn leave_in(draft: &mut Draft<'_>, finding: &Finding, leaving: &BTreeSet<ClaimId>) {
    let claims: BTreeSet<ClaimId> = finding.claims.difference(leaving).copied().collect();
    if claims.is_empty() {
        draft.remove(Key::Finding(finding.id));
        return;
    }
    let mut left = Finding {
        claims,
        ..finding.clone()
    };
    if left.preferred.is_some_and(|claim| leaving.contains(&claim)) {
        left.preferred = None;
        left.reason.clear();
    }
    draft.put(left);
}

/// Claims leave a finding for good: an answer remembers that they are not of it.
fn part_in(
    draft: &mut Draft<'_>,
    id: FindingId,
    leaving: &BTreeSet<ClaimId>,
    clock: &Clock,
) -> Result<(), EditError> {
    let finding = draft.finding(id)?;
    if leaving.is_empty() || !leaving.is_subset(&finding.claims) {
        return Err(EditError::Gone);
    }
    if leaving.len() < finding.claims.len() {
        let answer = Answer {
            id: clock.fresh(),
            doubt: Doubt::SameQuantity,
            claims: finding.claims.clone(),
            names: BTreeSet::new(),
            reason: String::new(),
        };
        answers::give_in(draft, answer)?;
    }
    leave_in(draft, &finding, leaving);
    Ok(())
}

#[cfg(test)]
mod tests;
