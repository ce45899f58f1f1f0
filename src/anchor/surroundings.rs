//! How like the surroundings of two places are, by the words before and after.
//!
//! A word that stands everywhere says little about a place, one that stands once says most.

use std::ops::Range;

/// How many words on each side are looked at.
const REACH: usize = 12;

/// What each word of two texts says about a place, by the word's number.
pub(super) struct Weights(Vec<f32>);

impl Weights {
    /// The weights in two texts whose words have the same numbers.
    pub fn of(old: &[u32], new: &[u32]) -> Self {
        let count = |words: &[u32]| {
            let most = words.iter().max().map_or(0, |most| *most as usize + 1);
            let mut counts = vec![0_u32; most];
            for word in words {
                counts[*word as usize] += 1;
            }
            counts
        };
        let (old, new) = (count(old), count(new));
        let at = |counts: &[u32], word: usize| counts.get(word).copied().unwrap_or(0);
        let weights = (0..old.len().max(new.len())).map(|word| {
            let times = at(&old, word).max(at(&new, word)).max(1);
            1.0 / (1.0 + (times as f32).ln())
        });
        Self(weights.collect())
    }

    fn of_word(&self, word: u32) -> f32 {
        self.0.get(word as usize).copied().unwrap_or(1.0)
    }

    fn sum(&self, words: &[u32]) -> f32 {
        words.iter().map(|word| self.of_word(*word)).sum()
    }
}

/// The words around a place.
pub(super) struct Surroundings<'a> {
    weights: &'a Weights,
    before: &'a [u32],
    after: &'a [u32],
}

impl<'a> Surroundings<'a> {
    pub fn of(weights: &'a Weights, words: &'a [u32], place: Range<usize>) -> Self {
        let end = place.end.min(words.len());
        let start = place.start.min(end);
        Self {
            weights,
            before: &words[start.saturating_sub(REACH)..start],
            after: &words[end..(end + REACH).min(words.len())],
        }
    }

    /// The share of words that stand in both, in the same order, by their weights: 0 to 1. Two
    /// places with nothing around them are alike.
    pub fn likeness(&self, other: &Self) -> f32 {
        let sides = [self.before, self.after, other.before, other.after];
        let all: f32 = sides.iter().map(|side| self.weights.sum(side)).sum();
        if all == 0.0 {
            return 1.0;
        }
        let common = self.common(self.before, other.before) + self.common(self.after, other.after);
        2.0 * common / all
    }

    /// The weight of the heaviest common subsequence.
    fn common(&self, a: &[u32], b: &[u32]) -> f32 {
        let mut row = [0.0_f32; REACH + 1];
        for x in a {
            let mut diagonal = 0.0;
            for (at, y) in b.iter().enumerate() {
                let above = row[at + 1];
                row[at + 1] = if x == y {
                    diagonal + self.weights.of_word(*x)
                } else {
                    above.max(row[at])
                };
                diagonal = above;
            }
        }
        row[b.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_counts_words_in_order() {
        let (old, new) = ([1, 2, 3, 9, 4, 5], [1, 3, 9, 4, 6]);
        let weights = Weights::of(&old, &new);
        let one = Surroundings::of(&weights, &old, 3..4);
        let other = Surroundings::of(&weights, &new, 2..3);
        // Of three before and two after, two and one stand in the other, of two and two.
        assert!((one.likeness(&other) - 6.0 / 9.0).abs() < 1e-6);
        let alone = Surroundings::of(&weights, &old[..1], 0..1);
        assert!((alone.likeness(&alone) - 1.0).abs() < 1e-6);
        assert!((one.common(&[1, 2, 3], &[3, 2, 1]) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn rare_words_say_more() {
        let old = [1, 1, 1, 1, 7, 9, 1, 1];
        let weights = Weights::of(&old, &old);
        let place = |words: &'static [u32]| Surroundings::of(&weights, words, 5..6);
        let same_rare = place(&[2, 2, 2, 2, 7, 9, 2, 2]);
        let same_common = place(&[1, 1, 1, 1, 8, 9, 1, 1]);
        let mine = Surroundings::of(&weights, &old, 5..6);
        assert!(mine.likeness(&same_rare) < 1.0);
        assert!(weights.of_word(7) > 2.0 * weights.of_word(1));
        assert!(mine.likeness(&same_common) < 1.0);
    }
}
