//! The highlights of one article, prepared for painting and hit testing.
//!
//! Preparing sorts them, remembers how far any earlier one reaches (so that the ones that touch
//! a stretch of text are found without looking at all), and gives overlapping ones different
//! lanes: the level at which a highlight's underline and its stripe in the margin are drawn. Two
//! highlights that share a letter never share a lane, so they can be told apart without colour.

use std::collections::BTreeSet;
use std::ops::Range;

use eframe::egui::Color32;

/// What a highlight is called by whoever shows the reader (a claim's id).
pub type HighlightId = u128;

/// A marked passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Highlight {
    /// Comes back in the response when this one is clicked or hovered.
    pub id: HighlightId,
    /// The bytes marked.
    pub range: Range<usize>,
    /// The colour laid behind the words; translucent, so that overlaps mix.
    pub fill: Color32,
    /// The colour of the underline and margin stripe; must stand out from the page.
    pub line: Color32,
    /// What a screen reader says and a test finds it by: "aid/military: $725 million".
    pub label: String,
    /// The tooltip; may have several lines.
    pub hover: String,
    /// Its quote no longer matches the text: outlined with dashes.
    pub attention: bool,
}

/// All highlights of one article. Build it when the claims change, not every frame.
#[derive(Clone, Debug, Default)]
pub struct Highlights {
    items: Vec<Highlight>,
    /// For each item, the furthest end of it and all before it.
    reach: Vec<usize>,
    lanes: Vec<u16>,
}

/// A stretch of text in which the same highlights apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The bytes.
    pub range: Range<usize>,
    /// Indices of the highlights over it, ascending; never empty.
    pub over: Vec<usize>,
}

impl Highlights {
    /// Prepares highlights given in any order. Empty ranges are dropped.
    pub fn new(items: impl IntoIterator<Item = Highlight>) -> Self {
        let mut items: Vec<_> = items
            .into_iter()
            .filter(|item| !item.range.is_empty())
            .collect();
        // The longer first, so that the one that contains the other gets the lower lane.
        items.sort_by_key(|item| (item.range.start, std::cmp::Reverse(item.range.end), item.id));
        let mut furthest = 0;
        let reach = items
            .iter()
            .map(|item| {
                furthest = furthest.max(item.range.end);
                furthest
            })
            .collect();
        let lanes = assign_lanes(items.iter().map(|item| &item.range));
        Self {
            items,
            reach,
            lanes,
        }
    }

    /// All of them, sorted by start.
    pub fn items(&self) -> &[Highlight] {
        &self.items
    }

    /// The lane of a highlight, from 0.
    pub fn lane(&self, index: usize) -> u16 {
        self.lanes.get(index).copied().unwrap_or(0)
    }

    /// The highlight of this name.
    pub fn find(&self, id: HighlightId) -> Option<&Highlight> {
        self.items.iter().find(|item| item.id == id)
    }

    /// Indices of the highlights that share at least one byte with `range`, ascending.
    pub fn touching(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let first = self.reach.partition_point(|reach| *reach <= range.start);
        let end = self
            .items
            .partition_point(|item| item.range.start < range.end);
        (first..end.max(first)).filter(move |index| self.items[*index].range.end > range.start)
    }

    /// Indices of the highlights over the letter at `byte`, the shortest first.
    pub fn at(&self, byte: usize) -> Vec<usize> {
        let mut found: Vec<_> = self.touching(byte..byte + 1).collect();
        found.sort_by_key(|index| {
            let item = &self.items[*index];
            (item.range.len(), item.range.start, item.id)
        });
        found
    }

    /// Cuts `range` at every start and end of a highlight. Stretches without any are left out.
    pub fn segments(&self, range: Range<usize>) -> Vec<Segment> {
        let touching: Vec<_> = self.touching(range.clone()).collect();
        let mut cuts: Vec<_> = touching
            .iter()
            .flat_map(|index| {
                let item = &self.items[*index].range;
                [item.start.max(range.start), item.end.min(range.end)]
            })
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        // A sweep over the cuts: what is open, and what comes next by start.
        let mut open: Vec<usize> = Vec::new();
        let mut waiting = touching.into_iter().peekable();
        let mut segments = Vec::new();
        for pair in cuts.windows(2) {
            let stretch = pair[0]..pair[1];
            open.retain(|index| self.items[*index].range.end > stretch.start);
            while let Some(index) =
                waiting.next_if(|index| self.items[*index].range.start <= stretch.start)
            {
                open.push(index);
            }
            if !open.is_empty() {
                segments.push(Segment {
                    range: stretch,
                    over: open.clone(),
                });
            }
        }
        segments
    }
}

/// Gives each range (sorted by start) the lowest lane that no range it overlaps has.
fn assign_lanes<'a>(ranges: impl Iterator<Item = &'a Range<usize>>) -> Vec<u16> {
    let mut busy: BTreeSet<(usize, u16)> = BTreeSet::new();
    let mut free: BTreeSet<u16> = BTreeSet::new();
    let mut used = 0_u16;
    ranges
        .map(|range| {
            while let Some(&(end, lane)) = busy.first()
                && end <= range.start
            {
                busy.pop_first();
                free.insert(lane);
            }
            let lane = free.pop_first().unwrap_or_else(|| {
                let lane = used;
                used = used.saturating_add(1);
                lane
            });
            busy.insert((range.end, lane));
            lane
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn highlights(ranges: &[Range<usize>]) -> Highlights {
        Highlights::new(ranges.iter().enumerate().map(|(id, range)| Highlight {
            id: id as u128,
            range: range.clone(),
            fill: Color32::GOLD,
            line: Color32::GOLD,
            label: String::new(),
            hover: String::new(),
            attention: false,
        }))
    }

    #[test]
    fn overlapping_highlights_get_different_lanes() {
        let set = highlights(&[0..10, 5..15, 8..9, 10..20, 30..40]);
        let lanes: Vec<_> = (0..5).map(|index| set.lane(index)).collect();
        assert_eq!(lanes, [0, 1, 2, 0, 0]);
    }

    #[test]
    fn the_shortest_under_a_letter_comes_first() {
        let set = highlights(&[0..100, 20..30, 25..28]);
        let ids: Vec<_> = set
            .at(26)
            .iter()
            .map(|index| set.items()[*index].id)
            .collect();
        assert_eq!(ids, [2, 1, 0]);
        assert_eq!(set.at(30).len(), 1);
        assert!(set.at(100).is_empty());
    }

    #[test]
    fn segments_know_what_is_over_them() {
        let set = highlights(&[0..10, 5..15, 20..22]);
        let segments = set.segments(2..21);
        let told: Vec<_> = segments
            .iter()
            .map(|s| (s.range.clone(), s.over.len()))
            .collect();
        assert_eq!(told, [(2..5, 1), (5..10, 2), (10..15, 1), (20..21, 1)]);
    }

    proptest! {
        #[test]
        fn sweep_and_lanes_agree_with_the_plain_way(
            ranges in prop::collection::vec((0_usize..60, 0_usize..20), 0..30),
            window in (0_usize..60, 1_usize..40),
        ) {
            let ranges: Vec<_> = ranges.into_iter().map(|(start, len)| start..start + len).collect();
            let set = highlights(&ranges);
            let window = window.0..window.0 + window.1;
            let segments = set.segments(window.clone());
            for byte in window {
                let plain = set.items().iter().enumerate()
                    .filter(|(_, item)| item.range.contains(&byte)).map(|(index, _)| index)
                    .collect::<Vec<_>>();
                let swept = segments.iter().find(|s| s.range.contains(&byte))
                    .map(|s| s.over.clone()).unwrap_or_default();
                prop_assert_eq!(&plain, &swept);
                let mut lanes: Vec<_> = plain.iter().map(|index| set.lane(*index)).collect();
                lanes.sort_unstable();
                lanes.dedup();
                prop_assert_eq!(lanes.len(), plain.len());
            }
        }
    }
}
