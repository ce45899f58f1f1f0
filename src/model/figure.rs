//! The quantity of a claim.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

use super::Amount;

/// How much, of what, how surely, and over what time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Figure")]
pub struct Figure {
    /// What sort of quantity it is.
    pub kind: FigureKind,
    /// The lowest value that the words allow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<Amount>,
    /// The value that the words give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best: Option<Amount>,
    /// The highest value that the words allow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Amount>,
    /// An ISO 4217 code for money, `percent`, the singular noun counted, or a unit's name.
    pub unit: String,
    /// How the words limit the value.
    pub bound: Bound,
    /// Whether it may be added to its like.
    pub time_frame: TimeFrame,
}

/// What sort of quantity a figure is.
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
    IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum FigureKind {
    /// An amount in a currency.
    Money,
    /// Things or people counted.
    Count,
    /// A share in per cent.
    Percent,
    /// A length of time.
    Duration,
    /// A quantity with a physical unit.
    Measure,
}

/// How the words limit the value.
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
    IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum Bound {
    /// The number as it stands.
    Exact,
    /// Some, roughly, on the order of.
    About,
    /// Almost, close to.
    Nearly,
    /// No fewer than.
    AtLeast,
    /// Up to, as many as.
    AtMost,
    /// More than.
    Over,
    /// Less than, fewer than.
    Under,
    /// From a low to a high value.
    Between,
    /// Hundreds, tens of thousands.
    Vague,
}

/// Whether a figure is of a period, a running total, or a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TimeFrame {
    /// What happened in the period: may be added to its like.
    InPeriod,
    /// All so far: must never be added.
    Cumulative,
    /// So much a day, week, month or year.
    Rate(Per),
}

/// The time unit of a rate.
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
pub enum Per {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl FigureKind {
    /// As shown on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Money => "Money",
            Self::Count => "Count",
            Self::Percent => "Percentage",
            Self::Duration => "Duration",
            Self::Measure => "Measure",
        }
    }
}

impl Bound {
    /// As shown on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Exact => "exactly",
            Self::About => "about",
            Self::Nearly => "nearly",
            Self::AtLeast => "at least",
            Self::AtMost => "up to",
            Self::Over => "more than",
            Self::Under => "less than",
            Self::Between => "between",
            Self::Vague => "vaguely",
        }
    }
}

impl TimeFrame {
    /// Every time frame, in the order of a menu.
    pub const ALL: [Self; 6] = [
        Self::InPeriod,
        Self::Cumulative,
        Self::Rate(Per::Day),
        Self::Rate(Per::Week),
        Self::Rate(Per::Month),
        Self::Rate(Per::Year),
    ];

    /// As shown on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::InPeriod => "in the period",
            Self::Cumulative => "running total",
            Self::Rate(Per::Day) => "per day",
            Self::Rate(Per::Week) => "per week",
            Self::Rate(Per::Month) => "per month",
            Self::Rate(Per::Year) => "per year",
        }
    }

    /// As a column holds it: `in_period`, `cumulative` or `rate`.
    pub fn code(self) -> &'static str {
        match self {
            Self::InPeriod => "in_period",
            Self::Cumulative => "cumulative",
            Self::Rate(_) => "rate",
        }
    }
}

impl Figure {
    /// A plain number: exact and of the period.
    pub fn exact(kind: FigureKind, best: Amount, unit: impl Into<String>) -> Self {
        Self {
            kind,
            low: None,
            best: Some(best),
            high: None,
            unit: unit.into(),
            bound: Bound::Exact,
            time_frame: TimeFrame::InPeriod,
        }
    }

    /// The one value that stands for it on a chart: best, else the middle of low and high, else
    /// whichever of them there is.
    pub fn central(&self) -> Option<Amount> {
        let middle = || {
            let sum = self.low?.checked_add(self.high?)?;
            sum.decimal().checked_div(2.into()).map(Amount::from)
        };
        self.best.or_else(middle).or(self.low).or(self.high)
    }

    /// As people say it: `at least $725 million`, `1,500 casualties per day`.
    pub fn spoken(&self) -> String {
        let value = |amount: Amount| match (self.kind, self.unit.as_str()) {
            (FigureKind::Money, "USD") => format!("${}", amount.spoken()),
            (FigureKind::Money, "EUR") => format!("€{}", amount.spoken()),
            (FigureKind::Money, "GBP") => format!("£{}", amount.spoken()),
            (FigureKind::Money, code) => format!("{} {code}", amount.spoken()),
            (FigureKind::Percent, "percent" | "") => format!("{amount} %"),
            _ => amount.spoken(),
        };
        let numbers = match (self.low, self.best, self.high) {
            (Some(low), None, Some(high)) => format!("{} – {}", value(low), value(high)),
            (_, Some(best), _) => value(best),
            (Some(one), None, None) | (None, None, Some(one)) => value(one),
            (None, None, None) => "no number".to_owned(),
        };
        let mut out = match self.bound {
            Bound::Exact | Bound::Between => numbers,
            Bound::Vague => format!("{numbers} or more"),
            bound => format!("{} {numbers}", bound.label()),
        };
        let signed = match self.kind {
            FigureKind::Money => true,
            FigureKind::Percent => self.unit == "percent",
            _ => false,
        };
        if !signed && !self.unit.is_empty() {
            out.push(' ');
            out.push_str(&plural(&self.unit, self.central()));
        }
        if let TimeFrame::Rate(_) = self.time_frame {
            out.push(' ');
            out.push_str(self.time_frame.label());
        }
        out
    }
}

/// What stands before "man" in the nouns whose plural is "men".
const MEN: [&str; 8] = [
    "", "service", "gun", "police", "crew", "fire", "air", "infantry",
];

/// The noun in its number: `1 casualty`, `2 casualties`.
pub(crate) fn plural(noun: &str, count: Option<Amount>) -> String {
    if count == Some(Amount::from(1)) {
        return noun.to_owned();
    }
    match noun {
        "person" => return "people".to_owned(),
        "child" => return "children".to_owned(),
        "killed" | "wounded" | "captured" | "missing" | "displaced" | "aircraft" | "personnel"
        | "staff" | "sheep" => return noun.to_owned(),
        _ => {}
    }
    // "servicemen", but "Germans".
    if let Some(stem) = noun.strip_suffix("man")
        && (MEN.contains(&stem) || stem.ends_with("wo"))
    {
        return format!("{stem}men");
    }
    let before_y = noun
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match before_y {
        Some(stem) => format!("{stem}ies"),
        None if noun.ends_with(['s', 'x']) || noun.ends_with("ch") || noun.ends_with("sh") => {
            format!("{noun}es")
        }
        None => format!("{noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_said_as_people_say_them() {
        let mut figure = Figure::exact(FigureKind::Money, Amount::from(725_000_000), "USD");
        assert_eq!(figure.spoken(), "$725 million");
        figure.bound = Bound::AtLeast;
        assert_eq!(figure.spoken(), "at least $725 million");
        let rate = Figure {
            bound: Bound::About,
            time_frame: TimeFrame::Rate(Per::Day),
            ..Figure::exact(FigureKind::Count, Amount::from(1500), "casualty")
        };
        assert_eq!(rate.spoken(), "about 1,500 casualties per day");
        let range = Figure {
            low: Some(Amount::from(10_000)),
            best: None,
            high: Some(Amount::from(12_000)),
            bound: Bound::Between,
            ..Figure::exact(FigureKind::Count, Amount::from(0), "soldier")
        };
        assert_eq!(range.spoken(), "10,000 – 12,000 soldiers");
        assert_eq!(range.central(), Some(Amount::from(11_000)));
    }
}
