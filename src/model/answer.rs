//! What a person said to a question of the program's.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString};

use super::{AnswerId, ClaimId};

/// Says that a question was looked at and is not to be asked again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Answer")]
pub struct Answer {
    /// Names the answer.
    pub id: AnswerId,
    /// What was asked.
    pub doubt: Doubt,
    /// The claims that it was asked about.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub claims: BTreeSet<ClaimId>,
    /// The names that it was asked about.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub names: BTreeSet<String>,
    /// Why there is nothing to mend, where the person said so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// What the program asks about claims.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumIter,
    EnumString,
    Display,
)]
#[strum(serialize_all = "snake_case")]
pub enum Doubt {
    /// Whether they report the same quantity.
    SameQuantity,
    /// Whether the names are one claimant's.
    SameClaimant,
    /// Why parts are more than their total.
    PartsExceedTotal,
    /// Why a running total falls.
    TotalFalls,
    /// Why a rate does not fit two totals.
    RateDoesNotFit,
    /// Whether a unit slipped by a thousand.
    SlippedByThousand,
    /// Why a percentage does not fit its base.
    PercentOfBase,
}
