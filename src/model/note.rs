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

/// A part of a page: what stands between two embeds, or one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block<'a> {
    /// Markdown of one line or more.
    Markdown(&'a str),
    /// A claim or a chart.
    Embed(Embed),
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
    /// The page cut at its embeds, in order. Lines that hold nothing but spaces make no block.
    pub fn blocks(&self) -> Vec<Block<'_>> {
        let mut blocks = Vec::new();
        let mut begun = 0;
        let mut end = 0;
        for line in self.text.split_inclusive('\n') {
            let start = end;
            end += line.len();
            if let Some(embed) = Embed::parse(line) {
                blocks.push(Block::Markdown(&self.text[begun..start]));
                blocks.push(Block::Embed(embed));
                begun = end;
            }
        }
        blocks.push(Block::Markdown(&self.text[begun..]));
        blocks.retain(|block| !matches!(block, Block::Markdown(text) if text.trim().is_empty()));
        blocks
    }

    /// Everything the page embeds, in order.
    pub fn embeds(&self) -> impl Iterator<Item = Embed> + '_ {
        self.text.lines().filter_map(Embed::parse)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn page(text: &str) -> Note {
        Note {
            id: NoteId::from_u128(1),
            title: String::new(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_page_is_cut_at_its_embeds() {
        let claim = Embed::Claim(ClaimId::from_u128(1));
        let chart = Embed::Chart(ChartId::from_u128(2));
        let note = page(&format!(
            "# One\n\nTwo\n{}\n\n {}\nThree",
            claim.line(),
            chart.line()
        ));
        assert_eq!(
            note.blocks(),
            [
                Block::Markdown("# One\n\nTwo\n"),
                Block::Embed(claim),
                Block::Embed(chart),
                Block::Markdown("Three"),
            ]
        );
    }

    proptest! {
        #[test]
        fn the_blocks_hold_every_embed(text in "(!\\[\\[(claim|chart):[0-9a-f-]{0,36}\\]\\]|[a-zé \n]){0,30}") {
            let note = page(&text);
            let embeds: Vec<Embed> = note.embeds().collect();
            let in_blocks: Vec<Embed> = note
                .blocks()
                .into_iter()
                .filter_map(|block| match block {
                    Block::Embed(embed) => Some(embed),
                    Block::Markdown(_) => None,
                })
                .collect();
            prop_assert_eq!(embeds, in_blocks);
        }
    }
}
