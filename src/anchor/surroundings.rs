//! How like the surroundings of two places are, by the words before and after.

use std::ops::Range;

/// How many words on each side are looked at.
const REACH: usize = 12;

/// The words around a place.
pub(super) struct Surroundings<'a> {
    before: &'a [u32],
    after: &'a [u32],
}

impl<'a> Surroundings<'a> {
    pub fn of(words: &'a [u32], place: Range<usize>) -> Self {
        let end = place.end.min(words.len());
        let start = place.start.min(end);
        Self {
            before: &words[start.saturating_sub(REACH)..start],
            after: &words[end..(end + REACH).min(words.len())],
        }
    }

    /// The share of words that stand in both, in the same order: 0 to 1. Two places with nothing
    /// around them are alike.
    pub fn likeness(&self, other: &Self) -> f32 {
        let all = self.before.len() + self.after.len() + other.before.len() + other.after.len();
        if all == 0 {
            return 1.0;
        }
        let common = common(self.before, other.before) + common(self.after, other.after);
        2.0 * common as f32 / all as f32
    }
}

/// The length of the longest common subsequence.
fn common(a: &[u32], b: &[u32]) -> usize {
    let mut row = [0; REACH + 1];
    for x in a {
        let mut diagonal = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y {
                diagonal + 1
            } else {
                above.max(row[at])
            };
            diagonal = above;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_counts_words_in_order() {
        let (old, new) = ([1, 2, 3, 9, 4, 5], [1, 3, 9, 4, 6]);
        let likeness = Surroundings::of(&old, 3..4).likeness(&Surroundings::of(&new, 2..3));
        // Of three before and two after, two and one stand in the other, of two and two.
        assert!((likeness - 6.0 / 9.0).abs() < 1e-6, "{likeness}");
        let alone = Surroundings::of(&old[..1], 0..1);
        assert!((alone.likeness(&alone) - 1.0).abs() < 1e-6);
        assert!(common(&[1, 2, 3], &[3, 2, 1]) == 1);
    }
}
