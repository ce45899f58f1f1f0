//! What the check of a project found, told by what a person knows the things by: a claim by its
//! words, not by its id.

use std::collections::BTreeSet;

use super::chooser::shorten;
use super::state::ClaimList;
use super::status::counted;
use crate::model::check::Fault;
use crate::model::{Key, Project};

/// How much of a claim's words names it, in characters.
const MOST: usize = 60;

/// A line for each fault.
pub fn lines(project: &Project, faults: &[Fault]) -> Vec<String> {
    let line = |fault: &Fault| match fault.key {
        Key::Claim(id) => match project.claim(id) {
            Some(claim) => {
                let words = shorten(&claim.passage.quote, MOST);
                format!("The claim “{words}”: {}", fault.message)
            }
            None => fault.to_string(),
        },
        _ => fault.to_string(),
    };
    faults.iter().map(line).collect()
}

/// The claims among what was found, for the table to show alone; none where there are none.
pub fn claims(faults: &[Fault]) -> Option<ClaimList> {
    let claims: BTreeSet<_> = faults
        .iter()
        .filter_map(|fault| match fault.key {
            Key::Claim(claim) => Some(claim),
            _ => None,
        })
        .collect();
    (!claims.is_empty()).then(|| ClaimList {
        reason: format!("Need attention: {}", counted(claims.len(), "claim")),
        claims,
    })
}
