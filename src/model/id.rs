//! Ids that stay unique when two people's work is merged: UUIDs, one type for each entity.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta] $name:ident),+ $(,)?) => {$(
        #[$doc]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The id as a number, for keys that want one.
            pub fn as_u128(self) -> u128 {
                self.0.as_u128()
            }

            /// The id that [`Self::as_u128`] gave.
            pub const fn from_u128(value: u128) -> Self {
                Self(Uuid::from_u128(value))
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
    )+};
}

id! {
    /// Names an article.
    ArticleId,
    /// Names a tag.
    TagId,
    /// Names a claim.
    ClaimId,
    /// Names a finding.
    FindingId,
    /// Names a saved chart.
    ChartId,
    /// Names a page of the notebook.
    NoteId,
    /// Names a term.
    TermId,
    /// Names a dismissal.
    DismissalId,
    /// Names an answer.
    AnswerId,
}
