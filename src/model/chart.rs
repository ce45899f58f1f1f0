//! A saved question to the claims.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString};

use super::{ChartId, TagId, TimeFrame};

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
    /// How amounts are spread over the axis.
    pub scale: Scale,
    /// Whether every claim has a mark of its own, even where a finding holds several.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub each_claim: bool,
    /// A remark under the picture.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
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
            scale: Scale::Linear,
            each_claim: false,
            note: String::new(),
        }
    }
}
