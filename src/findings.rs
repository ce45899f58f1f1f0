//! Which claims report the same quantity.
//!
//! [`propose`] groups claims whose subject, unit, time frame, date and stage are the same, says in
//! words why, and leaves it to a person to make a [`Finding`] of them. What disagrees about one
//! quantity belongs together; what is another quantity never does. [`agreement`] says how far
//! claims agree, [`standing`] which value stands for them, [`explanation`] what may explain that
//! they differ, [`claimants`] which names may be one claimant's, and [`overview`] what a list of
//! findings shows. Nothing here changes anything.

pub mod agreement;
pub mod claimants;
pub mod explanation;
#[cfg(test)]
pub(crate) mod fixture;
mod group;
mod names;
pub mod overview;
mod reasons;
mod reported;
pub mod standing;

use std::collections::{BTreeMap, BTreeSet};

use self::group::Groups;
use self::reported::{Quantity, Reporter};
use crate::model::{Claim, ClaimId, Doubt, Finding, FindingId, Project};

pub use reasons::title;
pub(crate) use reported::tags_clash;

/// Whose the claim is, for comparing; empty where it does not say.
pub(crate) fn subject_key(claim: &Claim) -> String {
    names::subject(&claim.subject)
}

/// Whose the claim is and who makes it, for comparing.
pub(crate) fn voice_key(claim: &Claim) -> (String, String) {
    (subject_key(claim), names::plain(&claim.claimant))
}

/// Claims that seem to report the same quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The claims that are in no finding yet, in the order in which they were made; never empty.
    pub claims: Vec<ClaimId>,
    /// The finding that they seem to belong to; none where they would make a new one.
    pub finding: Option<FindingId>,
    /// What the new finding could be called.
    pub title: String,
    /// Why, in words: `same subject, Russia`.
    pub reasons: Vec<String>,
}

/// The groups of claims that seem to report the same quantity, by the first claim of each; a
/// second for 100,000 claims. The same claims give the same groups.
pub fn propose(project: &Project) -> Vec<Proposal> {
    let mut held: BTreeMap<ClaimId, FindingId> = BTreeMap::new();
    for finding in project.findings() {
        for claim in &finding.claims {
            held.entry(*claim).or_insert(finding.id);
        }
    }
    let reporter = Reporter::new(project);
    let mut by_quantity: BTreeMap<Quantity, Groups<'_>> = BTreeMap::new();
    for claim in project.claims() {
        if let Some((quantity, reported)) = reporter.report(claim) {
            by_quantity.entry(quantity).or_default().add(reported);
        }
    }
    let refused = Refused::new(project);
    let mut proposals = Vec::new();
    for (quantity, groups) in by_quantity {
        for group in groups.settle(&reporter) {
            let mut claims: Vec<&Claim> = group.claims().collect();
            claims.sort_by_key(|claim| claim.id);
            let findings: BTreeSet<FindingId> = claims
                .iter()
                .filter_map(|claim| held.get(&claim.id).copied())
                .collect();
            let free: Vec<&Claim> = claims
                .iter()
                .copied()
                .filter(|claim| !held.contains_key(&claim.id))
                .collect();
            // Two findings of one quantity are a person's doing: what is free could be of either.
            let finding = findings.first().copied().filter(|_| findings.len() == 1);
            let enough = if finding.is_some() { 1 } else { 2 };
            if free.len() < enough {
                continue;
            }
            let ids: Vec<ClaimId> = free.iter().map(|claim| claim.id).collect();
            let known = finding.and_then(|id| project.finding(id));
            if refused.refuses(&ids, known.map(AsRef::as_ref)) {
                continue;
            }
            let all = if finding.is_some() { &claims } else { &free };
            proposals.push(Proposal {
                claims: ids,
                finding,
                title: title(project, all),
                reasons: reasons::of(project, &quantity, all),
            });
        }
    }
    proposals.sort_by(|one, other| one.claims.cmp(&other.claims));
    proposals
}

/// What a person said not to be one quantity.
struct Refused<'a> {
    /// By each claim: the sets that were refused with it.
    by_claim: BTreeMap<ClaimId, Vec<&'a BTreeSet<ClaimId>>>,
}

impl<'a> Refused<'a> {
    fn new(project: &'a Project) -> Self {
        let mut by_claim: BTreeMap<ClaimId, Vec<&BTreeSet<ClaimId>>> = BTreeMap::new();
        for answer in project.answers() {
            if answer.doubt == Doubt::SameQuantity {
                for claim in &answer.claims {
                    by_claim.entry(*claim).or_default().push(&answer.claims);
                }
            }
        }
        Self { by_claim }
    }

    /// Whether the person refused all of these, in this finding, together.
    fn refuses(&self, claims: &[ClaimId], finding: Option<&Finding>) -> bool {
        let sets = claims.first().and_then(|first| self.by_claim.get(first));
        sets.into_iter().flatten().any(|refused| {
            let in_finding =
                |finding: &Finding| finding.claims.iter().any(|id| refused.contains(id));
            claims.iter().all(|claim| refused.contains(claim)) && finding.is_none_or(in_finding)
        })
    }
}

#[cfg(test)]
mod tests;
