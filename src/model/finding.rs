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
    /// The claim whose figure stands for the finding, where one was chosen by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preferred: Option<ClaimId>,
    /// Which value stands for it where none was chosen by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// Why that claim was chosen, or why the claims disagree: once it says something, the
    /// disagreement is settled.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What the analyst writes beside it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// How the value that stands for a finding follows from its claims.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rule {
    /// The value of the claim that was published last.
    Newest,
    /// The lowest value.
    Conservative,
    /// The middle value of the independent sources.
    Median,
    /// The newest value of one claimant.
    Claimant {
        /// The name that its claims carry.
        name: String,
    },
}

impl Finding {
    /// A finding in which no value was chosen yet.
    pub fn new(
        id: FindingId,
        title: impl Into<String>,
        claims: impl IntoIterator<Item = ClaimId>,
    ) -> Self {
        Self {
            id,
            title: title.into(),
            claims: claims.into_iter().collect(),
            preferred: None,
            rule: None,
            reason: String::new(),
            note: String::new(),
        }
    }

    /// Whether a person chose a value, by hand or by rule, or wrote why its claims disagree.
    pub fn is_settled(&self) -> bool {
        self.preferred.is_some() || self.rule.is_some() || !self.reason.trim().is_empty()
    }
}
