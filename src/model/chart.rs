//! A saved question to the claims.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString};

use super::{Amount, ChartId, ClaimId, TagId, TimeFrame};

/// A saved question to the claims, and how to draw the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Chart")]
pub struct Chart {
    /// Names the chart.
    pub id: ChartId,
    /// What the chart says, as a sentence.
    pub title: String,
    /// What is measured, in which unit, how.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subtitle: String,
    /// Which claims it asks.
    #[serde(default)]
    pub filter: Filter,
    /// How they are drawn.
    pub kind: ChartKind,
    /// What tells the series apart.
    pub group_by: GroupBy,
    /// How the groups stand to each other.
    #[serde(default, skip_serializing_if = "Arrangement::is_together")]
    pub arrangement: Arrangement,
    /// How amounts are spread over the axis.
    pub scale: Scale,
    /// Whether every claim has a mark of its own, even where a finding holds several.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub each_claim: bool,
    /// The currency that all money is shown in, as an ISO 4217 code; each in its own without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// The year in whose prices all money is shown; in those of its own time without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prices: Option<i16>,
    /// Amounts to compare the marks with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<ReferenceLine>,
    /// What happened meanwhile.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<DatedEvent>,
    /// Remarks at marks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pins: Vec<Pin>,
    /// A remark under the picture.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A line across a chart at an amount, in the unit of its axis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Line")]
pub struct ReferenceLine {
    /// Where it stands.
    pub amount: Amount,
    /// What it is.
    pub label: String,
}

/// Something that happened on a day, drawn as a line through a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Event")]
pub struct DatedEvent {
    /// When.
    pub date: Date,
    /// What.
    pub label: String,
}

/// A remark at the mark of a claim. One whose claim is gone or not drawn is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Pin")]
pub struct Pin {
    /// The claim whose mark it stands at.
    pub claim: ClaimId,
    /// What it says.
    pub text: String,
}

/// Which claims are asked. An empty set or text asks for nothing in particular; everything that
/// is set must hold at once, and within a set any one suffices.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Filter", default)]
pub struct Filter {
    /// Tags; a tag stands for the tags below it as well.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<TagId>,
    /// Units, as figures write them.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub units: BTreeSet<String>,
    /// Time frames.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub time_frames: BTreeSet<TimeFrame>,
    /// Publishers of the articles.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub publishers: BTreeSet<String>,
    /// Claimants.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub claimants: BTreeSet<String>,
    /// Subjects.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub subjects: BTreeSet<String>,
    /// The first day that a claim may hold for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day that a claim may hold for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Words that the quote, note, claimant, subject or title must hold, in any case.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// How claims become marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ChartKind {
    /// A dot for each claim over time, with whiskers from low to high.
    Points,
    /// In-period amounts added up by period.
    Bars(Period),
    /// In-period amounts added up over time.
    RunningTotal,
    /// In-period amounts added up over time, beside the totals that claims report.
    SumAndReports,
    /// What running totals rose by from one period to the next.
    Differences(Period),
    /// A row for each group, the highest last figure first, with a dot for each claim.
    Ranking,
    /// A row for each stage of money, in the order in which it travels.
    Ladder,
}

/// The width of a bar.
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
pub enum Period {
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// A calendar month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
}

/// What tells the series of a chart apart.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, EnumString, Display,
)]
#[strum(serialize_all = "snake_case")]
pub enum GroupBy {
    /// One series.
    None,
    /// The first tag.
    Tag,
    /// Who says so.
    Claimant,
    /// The outlet.
    Publisher,
    /// Whose aid, whose losses.
    Subject,
}

/// How the groups of a chart stand to each other.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    EnumIter,
    EnumString,
    Display,
)]
#[strum(serialize_all = "snake_case")]
pub enum Arrangement {
    /// In one plot, bars on each other.
    #[default]
    Together,
    /// In one plot, bars beside each other.
    SideBySide,
    /// Each in a plot of its own, all with the same axes.
    Panels,
}

impl Arrangement {
    /// Whether groups share one plot and bars stand on each other.
    pub fn is_together(&self) -> bool {
        *self == Self::Together
    }
}

/// How amounts are spread over the axis.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, EnumString, Display,
)]
#[strum(serialize_all = "snake_case")]
pub enum Scale {
    /// Equal steps are equal differences.
    Linear,
    /// Equal steps are equal ratios.
    Log,
}

impl Chart {
    /// A new chart: every claim as a dot over time.
    pub fn new(id: ChartId, title: impl Into<String>) -> Self {
        Self {
            id,
            title: title.into(),
            subtitle: String::new(),
            filter: Filter::default(),
            kind: ChartKind::Points,
            group_by: GroupBy::None,
            arrangement: Arrangement::Together,
            scale: Scale::Linear,
            each_claim: false,
            currency: None,
            prices: None,
            lines: Vec::new(),
            events: Vec::new(),
            pins: Vec::new(),
            note: String::new(),
        }
    }

    /// What tells its rows or series apart, whatever was chosen: a ranking always has groups; the
    /// stages of a ladder and the two readings of a running total are their own.
    pub fn grouping(&self) -> GroupBy {
        match (self.kind, self.group_by) {
            (ChartKind::Ladder | ChartKind::SumAndReports, _) => GroupBy::None,
            (ChartKind::Ranking, GroupBy::None) => GroupBy::Claimant,
            (_, chosen) => chosen,
        }
    }
}

impl ChartKind {
    /// The width of its bars, if it has bars along time.
    pub fn period(self) -> Option<Period> {
        match self {
            Self::Bars(period) | Self::Differences(period) => Some(period),
            Self::Points
            | Self::RunningTotal
            | Self::SumAndReports
            | Self::Ranking
            | Self::Ladder => None,
        }
    }

    /// Whether its marks stand in rows with names, and amounts run from left to right.
    pub fn is_in_rows(self) -> bool {
        matches!(self, Self::Ranking | Self::Ladder)
    }
}
