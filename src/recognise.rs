//! How a text is understood.

use std::ops::Range;

use crate::model::{Figure, Stage, When};

/// What the words of a claim are thought to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposal {
    /// The quantity.
    pub figure: Option<Figure>,
    /// The time it holds for.
    pub when: Option<When>,
    /// Who says so.
    pub claimant: Option<String>,
    /// Whose aid, whose losses.
    pub subject: Option<String>,
    /// How far the money has come.
    pub stage: Option<Stage>,
}

/// What the words at `range` of `text` are thought to say.
pub fn proposal(_text: &str, _range: Range<usize>, _published: Option<When>) -> Proposal {
    Proposal::default()
}
