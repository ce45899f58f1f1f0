//! A passage read as an assertion.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString};

use super::{ClaimId, Figure, Passage, TagId, TimeFrame, When};

/// One passage read as an assertion: what it says, of whom, by whom, and how sure we are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Claim")]
pub struct Claim {
    /// Names the claim.
    pub id: ClaimId,
    /// The words that it stands on.
    pub passage: Passage,
    /// The article does not hold these words any more, and a person has said so: the passage is
    /// where they stood in an earlier version.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub detached: bool,
    /// The codes that it carries.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<TagId>,
    /// The quantity, where it asserts one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<Figure>,
    /// The day or period that it holds for; not the day it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Who asserts it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub claimant: String,
    /// Whose aid, whose losses.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// How far the money has come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// How far to trust it.
    #[serde(default, skip_serializing_if = "Grade::is_open")]
    pub grade: Grade,
    /// What the analyst writes beside it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// When it was made.
    pub created: Timestamp,
}

impl Claim {
    /// Its figure with what must be known to read it: `$61.4 billion · running total · Sep 2024`.
    /// None where it asserts no figure.
    pub fn figure_line(&self) -> Option<String> {
        let figure = self.figure.as_ref()?;
        let is_total = figure.time_frame == TimeFrame::Cumulative;
        let parts = [
            Some(figure.spoken()),
            is_total.then(|| figure.time_frame.label().to_owned()),
            self.when.map(When::spoken),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        Some(parts.join(" · "))
    }

    /// A bare passage: no tag, no figure.
    pub fn new(id: ClaimId, passage: Passage, created: Timestamp) -> Self {
        Self {
            id,
            passage,
            detached: false,
            tags: BTreeSet::new(),
            figure: None,
            when: None,
            claimant: String::new(),
            subject: String::new(),
            stage: None,
            grade: Grade::default(),
            note: String::new(),
            created,
        }
    }
}

/// How far money has come, in the order in which it travels.
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
pub enum Stage {
    /// Asked for.
    Requested,
    /// Allowed by law.
    Authorised,
    /// Set aside in a budget.
    Appropriated,
    /// Made public as a decision.
    Announced,
    /// Bound by contract or promise.
    Committed,
    /// Taken from stocks.
    DrawnDown,
    /// Handed over or paid out.
    Delivered,
    /// Not yet used.
    Remaining,
}

impl Stage {
    /// As shown on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Requested => "Requested",
            Self::Authorised => "Authorised",
            Self::Appropriated => "Appropriated",
            Self::Announced => "Announced",
            Self::Committed => "Committed",
            Self::DrawnDown => "Drawn down",
            Self::Delivered => "Delivered",
            Self::Remaining => "Remaining",
        }
    }
}

/// The Admiralty code: the source and the information, judged independently.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename = "Grade")]
pub struct Grade {
    /// How reliable the source is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceGrade>,
    /// How credible the information is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub information: Option<InformationGrade>,
}

impl Grade {
    /// Whether nothing was judged yet.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// As written: `B2`, `B`, `2`, or nothing.
    pub fn code(self) -> String {
        let source = self
            .source
            .map(|grade| grade.to_string())
            .unwrap_or_default();
        let information = self.information.map(|grade| grade.number().to_string());
        source + &information.unwrap_or_default()
    }
}

/// How reliable a source is.
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
pub enum SourceGrade {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Cannot be judged.
    F,
}

impl SourceGrade {
    /// What the letter means.
    pub fn label(self) -> &'static str {
        match self {
            Self::A => "A  Completely reliable",
            Self::B => "B  Usually reliable",
            Self::C => "C  Fairly reliable",
            Self::D => "D  Not usually reliable",
            Self::E => "E  Unreliable",
            Self::F => "F  Cannot be judged",
        }
    }
}

/// How credible a piece of information is.
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
pub enum InformationGrade {
    /// 1.
    Confirmed,
    /// 2.
    ProbablyTrue,
    /// 3.
    PossiblyTrue,
    /// 4.
    Doubtful,
    /// 5.
    Improbable,
    /// 6.
    CannotBeJudged,
}

impl InformationGrade {
    /// The digit of the code, 1 to 6.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// What the digit means.
    pub fn label(self) -> &'static str {
        match self {
            Self::Confirmed => "1  Confirmed",
            Self::ProbablyTrue => "2  Probably true",
            Self::PossiblyTrue => "3  Possibly true",
            Self::Doubtful => "4  Doubtful",
            Self::Improbable => "5  Improbable",
            Self::CannotBeJudged => "6  Cannot be judged",
        }
    }
}
