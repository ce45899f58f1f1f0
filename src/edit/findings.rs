//! Edits of findings.

use super::{Draft, EditError, Transaction};
use crate::model::{Finding, FindingId, Key, Project};

/// Adds or replaces a finding; its claims leave the findings they were in.
///
/// # Errors
/// [`EditError::Gone`] where a claim is not in the project.
pub fn put(project: &Project, finding: Finding) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    for claim in &finding.claims {
        draft.claim(*claim)?;
    }
    for other in project.findings().filter(|other| other.id != finding.id) {
        if other.claims.is_disjoint(&finding.claims) {
            continue;
        }
        let left: std::collections::BTreeSet<_> =
            other.claims.difference(&finding.claims).copied().collect();
        if left.is_empty() {
            draft.remove(Key::Finding(other.id));
        } else {
            let preferred = other.preferred.filter(|claim| left.contains(claim));
            draft.put(Finding {
                claims: left,
                preferred,
                ..other.as_ref().clone()
            });
        }
    }
    let preferred = finding
        .preferred
        .filter(|claim| finding.claims.contains(claim));
    let label = match project.finding(finding.id) {
        Some(_) => "Edit finding",
        None => "Make finding",
    };
    draft.put(Finding {
        preferred,
        ..finding
    });
    Ok(draft.finish(label))
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
