//! The notebook's pages.

use serde::{Deserialize, Serialize};

use super::{ChartId, ClaimId, NoteId};

/// A page of Markdown that can embed claims and charts.
///
/// An embed stands on a line of its own: `![[claim:ID]]` or `![[chart:ID]]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Note")]
pub struct Note {
    /// Names the page.
    pub id: NoteId,
    /// Its title.
    pub title: String,
    /// Its Markdown.
    pub text: String,
}

/// What a line of a page embeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Embed {
    /// A claim with its quote, figure and source.
    Claim(ClaimId),
    /// A living chart.
    Chart(ChartId),
}

impl Embed {
    /// Reads a line of a page; none where the line embeds nothing.
    pub fn parse(line: &str) -> Option<Self> {
        let inner = line.trim().strip_prefix("![[")?.strip_suffix("]]")?;
        let (what, id) = inner.split_once(':')?;
        match what.trim() {
            "claim" => id.trim().parse().ok().map(Self::Claim),
            "chart" => id.trim().parse().ok().map(Self::Chart),
            _ => None,
        }
    }

    /// The line that embeds it.
    pub fn line(self) -> String {
        match self {
            Self::Claim(id) => format!("![[claim:{id}]]"),
            Self::Chart(id) => format!("![[chart:{id}]]"),
        }
    }
}

impl Note {
    /// Everything the page embeds, in order.
    pub fn embeds(&self) -> impl Iterator<Item = Embed> + '_ {
        self.text.lines().filter_map(Embed::parse)
    }
}
