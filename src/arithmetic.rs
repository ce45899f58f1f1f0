//! Numbers that do not add up: questions to a person, never corrections.
//!
//! Each question names the claims that it is about and shows the sum in words. What a person has
//! answered ([`crate::model::Answer`]) is not asked again.

mod parts;
mod percent;
mod rates;
mod slips;
mod totals;

use std::collections::BTreeSet;

use crate::findings::agreement::{Allowed, allowed};
use crate::model::{Amount, Claim, ClaimId, Doubt, Figure, Project};

/// A question about claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub doubt: Doubt,
    /// The claims that it is about, at least two.
    pub claims: Vec<ClaimId>,
    /// The question with the sum that leads to it, in words.
    pub words: String,
}

/// The questions that the claims of a project raise and nobody has answered, by kind and then by
/// claim. The same claims raise the same questions.
pub fn questions(project: &Project) -> Vec<Question> {
    let claims: Vec<&Claim> = project.claims().map(AsRef::as_ref).collect();
    let mut all = parts::questions(project, &claims);
    all.extend(totals::questions(&claims));
    all.extend(rates::questions(project, &claims));
    all.extend(slips::questions(&claims));
    all.extend(percent::questions(project));
    let answered: BTreeSet<(Doubt, Vec<ClaimId>)> = project
        .answers()
        .map(|answer| (answer.doubt, answer.claims.iter().copied().collect()))
        .collect();
    all.retain(|question| {
        let mut claims = question.claims.clone();
        claims.sort_unstable();
        claims.dedup();
        claims.len() > 1 && !answered.contains(&(question.doubt, claims))
    });
    all.sort_by(|one, other| (one.doubt, &one.claims).cmp(&(other.doubt, &other.claims)));
    all.dedup();
    all
}

/// What a question of that kind is called in a list.
pub fn label(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::SameQuantity => "One quantity?",
        Doubt::SameClaimant => "One claimant?",
        Doubt::PartsExceedTotal => "Parts exceed their total",
        Doubt::TotalFalls => "A total falls",
        Doubt::RateDoesNotFit => "A rate does not fit",
        Doubt::SlippedByThousand => "A thousand times apart",
        Doubt::PercentOfBase => "A percentage does not fit",
    }
}

/// A claim's figure and the values that it allows.
fn figure(claim: &Claim) -> Option<(&Figure, Allowed)> {
    let figure = claim.figure.as_ref()?;
    Some((figure, allowed(figure)?))
}

/// A value in the unit of a figure: `$4.2 billion`, `1,500 soldiers`.
fn spoken(figure: &Figure, value: Amount) -> String {
    Figure {
        low: None,
        best: Some(value),
        high: None,
        bound: crate::model::Bound::Exact,
        time_frame: crate::model::TimeFrame::InPeriod,
        ..figure.clone()
    }
    .spoken()
}

/// Who says so, for the start of a sentence.
fn voice(claim: &Claim) -> &str {
    match claim.claimant.trim() {
        "" => "An article",
        name => name,
    }
}

#[cfg(test)]
mod tests;
