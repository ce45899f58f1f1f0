//! The thin lines under words that were recognised and that nobody has decided about yet.
//!
//! Figures and dates are told apart by the form of their line, not by its colour alone. A figure
//! can be clicked; a date is only shown.

use std::ops::Range;

/// A line under recognised words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Underline {
    /// The bytes underlined.
    pub range: Range<usize>,
    /// What was recognised.
    pub kind: UnderlineKind,
    /// What a screen reader says and a test finds it by: "Figure: $725 million".
    pub label: String,
    /// The tooltip; empty for none.
    pub hover: String,
}

/// What stands over an underline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnderlineKind {
    /// A quantity: dotted, and it can be clicked.
    Figure,
    /// A quantity that few look for: as a figure, but weaker.
    LesserFigure,
    /// A day or period: dashed.
    Date,
}

/// The underlines of one article, in the order of the text. Build it when they change, not every
/// frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Underlines(Vec<Underline>);

impl Underlines {
    /// Prepares underlines given in any order. Empty ones are dropped, and where two overlap a date
    /// makes room for a figure, else the later for the earlier.
    pub fn new(items: impl IntoIterator<Item = Underline>) -> Self {
        let mut items: Vec<Underline> = items
            .into_iter()
            .filter(|item| !item.range.is_empty())
            .collect();
        items.sort_by_key(|item| (item.range.start, item.kind));
        let mut kept: Vec<Underline> = Vec::with_capacity(items.len());
        for item in items {
            match kept.last() {
                Some(last) if last.range.end > item.range.start => {
                    if item.kind < last.kind {
                        kept.pop();
                        kept.push(item);
                    }
                }
                _ => kept.push(item),
            }
        }
        Self(kept)
    }

    /// All of them.
    pub fn items(&self) -> &[Underline] {
        &self.0
    }

    /// Those that share a byte with `range`.
    pub fn touching(&self, range: &Range<usize>) -> impl Iterator<Item = &Underline> {
        let first = self.0.partition_point(|item| item.range.end <= range.start);
        let end = range.end;
        self.0[first..]
            .iter()
            .take_while(move |item| item.range.start < end)
    }

    /// The one over the letter at `byte`.
    pub fn at(&self, byte: usize) -> Option<&Underline> {
        self.touching(&(byte..byte + 1)).next()
    }

    /// The figure over the letter at `byte`.
    pub fn figure_at(&self, byte: usize) -> Option<&Underline> {
        self.at(byte)
            .filter(|item| item.kind != UnderlineKind::Date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn underline(range: Range<usize>, kind: UnderlineKind) -> Underline {
        Underline {
            range,
            kind,
            label: String::new(),
            hover: String::new(),
        }
    }

    fn ranges(underlines: &Underlines, window: Range<usize>) -> Vec<Range<usize>> {
        let touching = underlines.touching(&window);
        touching.map(|item| item.range.clone()).collect()
    }

    #[test]
    fn figures_go_before_dates_and_nothing_overlaps() {
        use UnderlineKind::{Date, Figure};
        let set = Underlines::new([
            underline(30..34, Date),
            underline(10..20, Date),
            underline(14..26, Figure),
            underline(22..28, Figure),
            underline(5..5, Figure),
            underline(30..34, Figure),
        ]);
        assert_eq!(ranges(&set, 0..100), [14..26, 30..34]);
        assert_eq!(set.at(30).map(|item| item.kind), Some(Figure));
    }

    #[test]
    fn the_ones_in_a_window_are_found() {
        use UnderlineKind::{Date, Figure};
        let set = Underlines::new([
            underline(0..2, Figure),
            underline(5..9, Date),
            underline(9..12, Figure),
            underline(20..21, Figure),
        ]);
        assert_eq!(ranges(&set, 8..20), [5..9, 9..12]);
        assert_eq!(ranges(&set, 2..5), [0..0; 0]);
        assert!(set.at(6).is_some() && set.figure_at(6).is_none());
        assert!(set.figure_at(9).is_some() && set.at(12).is_none());
    }
}
