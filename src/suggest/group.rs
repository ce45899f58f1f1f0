//! Which suggestions are alike, and how a person would call them.

use std::collections::BTreeSet;

use super::Suggestion;
use crate::model::{FigureKind, plural};
use crate::recognise::{FigureRecord, Polarity};

/// What suggestions that are accepted together have in common: kind, unit, tags, and whether the
/// text asserts them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group {
    kind: FigureKind,
    unit: String,
    tags: BTreeSet<String>,
    polarity: Option<Polarity>,
}

impl Group {
    /// The group of a figure.
    pub fn of(record: &FigureRecord) -> Self {
        Self {
            kind: record.figure.kind,
            unit: record.figure.unit.clone(),
            tags: record.tags.iter().cloned().collect(),
            polarity: record.polarity,
        }
    }

    /// So many of this group: `12 amounts of USD tagged aid/military`.
    pub fn spoken(&self, count: usize) -> String {
        let of_unit = |word: &str, joint: &str| {
            let word = if count == 1 {
                word.to_owned()
            } else {
                format!("{word}s")
            };
            match self.unit.as_str() {
                "" => word,
                unit if self.kind == FigureKind::Money => format!("{word} {joint} {unit}"),
                unit => format!("{word} {joint} {}", plural(unit, None)),
            }
        };
        let things = match self.kind {
            FigureKind::Money => of_unit("amount", "of"),
            FigureKind::Count => of_unit("count", "of"),
            FigureKind::Percent if self.unit == "percent" && count == 1 => "percentage".to_owned(),
            FigureKind::Percent if self.unit == "percent" => "percentages".to_owned(),
            FigureKind::Percent => of_unit("figure", "in"),
            FigureKind::Duration => of_unit("length", "of time in"),
            FigureKind::Measure => of_unit("measure", "in"),
        };
        let tags: Vec<&str> = self.tags.iter().map(String::as_str).collect();
        let tagged = match tags.as_slice() {
            [] => " without a tag".to_owned(),
            tags => format!(" tagged {}", tags.join(" and ")),
        };
        let stance = match self.polarity {
            None => "",
            Some(Polarity::Negated) => ", denied in the text",
            Some(Polarity::Unconfirmed) => ", unconfirmed in the text",
            Some(Polarity::Hypothetical) => ", hypothetical in the text",
        };
        format!("{count} {things}{tagged}{stance}")
    }
}

/// Whether two suggestions are of one group.
pub fn alike(one: &Suggestion, other: &Suggestion) -> bool {
    Group::of(&one.record) == Group::of(&other.record)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(kind: FigureKind, unit: &str, tags: &[&str]) -> Group {
        Group {
            kind,
            unit: unit.to_owned(),
            tags: tags.iter().copied().map(str::to_owned).collect(),
            polarity: None,
        }
    }

    #[test]
    fn groups_have_names_that_people_use() {
        let aid = group(FigureKind::Money, "USD", &["aid/military"]);
        assert_eq!(aid.spoken(12), "12 amounts of USD tagged aid/military");
        assert_eq!(aid.spoken(1), "1 amount of USD tagged aid/military");
        let killed = group(
            FigureKind::Count,
            "person",
            &["casualties/killed", "casualties"],
        );
        assert_eq!(
            killed.spoken(2),
            "2 counts of people tagged casualties and casualties/killed"
        );
        let denied = Group {
            polarity: Some(Polarity::Negated),
            ..group(FigureKind::Percent, "percent", &[])
        };
        assert_eq!(
            denied.spoken(1),
            "1 percentage without a tag, denied in the text"
        );
        let points = group(FigureKind::Percent, "percentage point", &[]);
        assert_eq!(
            points.spoken(2),
            "2 figures in percentage points without a tag"
        );
        let months = group(FigureKind::Duration, "month", &[]);
        assert_eq!(
            months.spoken(3),
            "3 lengths of time in months without a tag"
        );
    }
}
