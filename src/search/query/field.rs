//! The fields of the language: their names, what they ask, and an example of each.

use strum::{Display, EnumIter, IntoEnumIterator as _};

/// A field that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, Display)]
#[strum(serialize_all = "lowercase")]
#[expect(
    missing_docs,
    reason = "each field is described by its row of the table"
)]
pub enum Field {
    Tag,
    Unit,
    Amount,
    Date,
    Claimant,
    Subject,
    Publisher,
    Published,
    Title,
    Quote,
    Note,
    Stage,
    Kind,
    Bound,
    Grade,
    Is,
    Has,
}

impl Field {
    /// The field of that name, in any case.
    pub fn named(name: &str) -> Option<Self> {
        Self::iter().find(|field| field.to_string().eq_ignore_ascii_case(name))
    }

    /// What it asks, in a few words, and an example.
    pub fn help(self) -> (&'static str, &'static str) {
        match self {
            Self::Tag => ("a tag, or one below it", "tag:aid/military"),
            Self::Unit => ("the unit of the figure", "unit:USD,EUR"),
            Self::Amount => (
                "the value that stands for the figure",
                "amount:>1bn, amount:5m..20m",
            ),
            Self::Date => (
                "the time that the claim holds for",
                "date:2024-02..2024-05, date:>=2024-Q3",
            ),
            Self::Claimant => ("who says so, in whole words", "claimant:\"UK MoD\""),
            Self::Subject => ("whose aid, whose losses", "subject:Ukraine"),
            Self::Publisher => ("the outlet", "publisher:CNN"),
            Self::Published => ("when the article was published", "published:2024"),
            Self::Title => ("words in the article's title", "title:package"),
            Self::Quote => ("words in the claim's quote", "quote:\"at least\""),
            Self::Note => ("words in the claim's note", "note:check"),
            Self::Stage => ("how far money has come", "stage:delivered,drawn-down"),
            Self::Kind => ("what sort of quantity", "kind:money"),
            Self::Bound => ("how the words limit it", "bound:at-least"),
            Self::Grade => ("how far to trust it", "grade:B, grade:2, grade:B2"),
            Self::Is => (
                "in-period, cumulative, rate, detached, in-question",
                "is:cumulative",
            ),
            Self::Has => (
                "tag, figure, amount, date, claimant, subject, stage, grade, note, finding",
                "-has:date",
            ),
        }
    }

    /// The names of all fields, for a message.
    pub(super) fn names() -> String {
        let names: Vec<String> = Self::iter().map(|field| field.to_string()).collect();
        names.join(", ")
    }
}
