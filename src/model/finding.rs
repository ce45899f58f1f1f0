//! Claims held to be one fact.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{ClaimId, FindingId};

/// Claims that report the same quantity, held to be one fact: one dot, however many articles
/// repeat it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Finding")]
pub struct Finding {
    /// Names the finding.
    pub id: FindingId,
    /// What is held to be so, in a few words.
    pub title: String,
    /// The claims that report it.
    pub claims: BTreeSet<ClaimId>,
    /// The claim whose figure stands for the finding, where one was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preferred: Option<ClaimId>,
    /// Why these are one, and why that one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}
