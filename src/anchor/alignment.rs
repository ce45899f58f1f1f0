//! Which words of an old text stand where in a new one: sentence by sentence, then word by word
//! where sentences differ.
//!
//! The work is bounded in time, so that two texts that have nothing in common cost no more than
//! two editions of one. Where time runs out, what is left counts as replaced.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;
use std::time::{Duration, Instant};

use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};

use crate::recognise::Outline;

/// How long the whole comparison may take.
const PATIENCE: Duration = Duration::from_millis(250);

/// A stretch of words that stayed, or that became others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Words of the old text.
    pub old: Range<usize>,
    /// Words of the new text.
    pub new: Range<usize>,
    /// Whether they are the same words.
    pub same: bool,
}

/// The words of two texts, and which of them correspond: stretches that follow each other in both.
pub(super) struct Alignment {
    /// The words of the old text as numbers: the same word has the same number in both texts.
    pub old: Vec<u32>,
    /// The words of the new text.
    pub new: Vec<u32>,
    /// What stayed and what became something else, in order, without a gap.
    pub stretches: Vec<Stretch>,
}

impl Alignment {
    pub fn of(old: (&str, &Outline), new: (&str, &Outline)) -> Self {
        let deadline = Instant::now().checked_add(PATIENCE);
        let mut numbers = Numbers::default();
        let old_words = numbers.of(words(old));
        let new_words = numbers.of(words(new));
        let mut sentence_numbers = Numbers::default();
        let old_sentences =
            sentence_numbers.of(old.1.sentences.iter().map(|s| &old_words[s.clone()]));
        let new_sentences =
            sentence_numbers.of(new.1.sentences.iter().map(|s| &new_words[s.clone()]));
        let mut stretches = Stretches::default();
        for op in diff(&old_sentences, &new_sentences, deadline) {
            let (_, of_old, of_new) = op.as_tag_tuple();
            let of_old = span(&old.1.sentences, of_old, old_words.len());
            let of_new = span(&new.1.sentences, of_new, new_words.len());
            if matches!(op, DiffOp::Equal { .. }) {
                stretches.push(of_old, of_new, true);
                continue;
            }
            let (a, b) = (&old_words[of_old.clone()], &new_words[of_new.clone()]);
            for op in diff(a, b, deadline) {
                let (_, in_old, in_new) = op.as_tag_tuple();
                stretches.push(
                    of_old.start + in_old.start..of_old.start + in_old.end,
                    of_new.start + in_new.start..of_new.start + in_new.end,
                    matches!(op, DiffOp::Equal { .. }),
                );
            }
        }
        let mut stretches = stretches.0;
        slide(&mut stretches, &old_words, &old.1.sentences, true);
        slide(&mut stretches, &new_words, &new.1.sentences, false);
        Self {
            old: old_words,
            new: new_words,
            stretches,
        }
    }

    /// The new words that stand where these old words stood; empty where there are none.
    pub fn place_of(&self, old: Range<usize>) -> Range<usize> {
        let Some(last) = old.end.checked_sub(1).filter(|last| *last >= old.start) else {
            return 0..0;
        };
        let (Some(first), Some(last)) = (self.stretch_of(old.start), self.stretch_of(last)) else {
            return 0..0;
        };
        let start = if first.same {
            first.new.start + (old.start - first.old.start)
        } else {
            first.new.start
        };
        let end = if last.same {
            last.new.start + (old.end - last.old.start)
        } else {
            last.new.end
        };
        let place = start..end.max(start);
        // A stretch that was written anew is longer than the words that are looked for.
        if place.len() <= old.len() + 6 {
            return place;
        }
        self.likest(&self.old[old], place)
    }

    /// Whether these old words stand, one by one, at these new words, by the alignment.
    pub fn keeps(&self, old: &Range<usize>, new: &Range<usize>) -> bool {
        let same = |at: usize| {
            self.stretch_of(at)
                .filter(|stretch| stretch.same)
                .map(|stretch| stretch.new.start + (at - stretch.old.start))
        };
        old.len() == new.len()
            && !old.is_empty()
            && old
                .clone()
                .zip(new.clone())
                .all(|(old, new)| same(old) == Some(new))
    }

    /// The window of `place` that shares most words with these.
    fn likest(&self, words: &[u32], place: Range<usize>) -> Range<usize> {
        let mut wanted: HashMap<u32, i32> = HashMap::new();
        for word in words {
            *wanted.entry(*word).or_default() += 1;
        }
        let mut take = |at: usize, by: i32| -> i32 {
            let Some(left) = wanted.get_mut(&self.new[at]) else {
                return 0;
            };
            // Entering takes one that is wanted; leaving gives it back.
            *left -= by;
            let counted = if by > 0 { *left >= 0 } else { *left > 0 };
            if counted { by } else { 0 }
        };
        let width = words.len();
        let mut shared = 0;
        let mut best = (0, place.start);
        for end in place.clone() {
            shared += take(end, 1);
            if end >= place.start + width {
                shared += take(end - width, -1);
            }
            if shared > best.0 {
                best = (shared, (end + 1).saturating_sub(width).max(place.start));
            }
        }
        if best.0 == 0 {
            return place.start..place.start;
        }
        best.1..(best.1 + width).min(place.end)
    }

    fn stretch_of(&self, old: usize) -> Option<&Stretch> {
        let after = self
            .stretches
            .partition_point(|stretch| stretch.old.start <= old);
        let stretches = self.stretches[..after].iter().rev();
        // Stretches that hold nothing of the old text may start at the same word.
        stretches
            .take_while(|stretch| stretch.old.end >= old)
            .find(|stretch| stretch.old.contains(&old))
    }
}

/// Gives equal things equal numbers.
struct Numbers<T>(HashMap<T, u32>);

impl<T> Default for Numbers<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Hash + Eq> Numbers<T> {
    fn of(&mut self, things: impl Iterator<Item = T>) -> Vec<u32> {
        let numbered = things.map(|thing| {
            let next = self.0.len() as u32;
            *self.0.entry(thing).or_insert(next)
        });
        numbered.collect()
    }
}

/// Stretches in the making: neighbours that are both the same or both not are one.
#[derive(Default)]
struct Stretches(Vec<Stretch>);

impl Stretches {
    fn push(&mut self, old: Range<usize>, new: Range<usize>, same: bool) {
        if old.is_empty() && new.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(last) if last.same == same => {
                last.old.end = old.end;
                last.new.end = new.end;
            }
            _ => self.0.push(Stretch { old, new, same }),
        }
    }
}

/// Words that were only left out (or, of the new text, only added) between words that stayed may
/// as well have been some words further on: "[. It rained]." is "[It rained.]". They are moved to
/// where they start a sentence, if they can.
fn slide(stretches: &mut [Stretch], words: &[u32], sentences: &[Range<usize>], of_old: bool) {
    let starts = |at: usize| {
        sentences
            .binary_search_by_key(&at, |sentence| sentence.start)
            .is_ok()
    };
    for at in 1..stretches.len().saturating_sub(1) {
        let [before, stretch, after] = &mut stretches[at - 1..=at + 1] else {
            continue;
        };
        let (own, other) = if of_old {
            (&stretch.old, &stretch.new)
        } else {
            (&stretch.new, &stretch.old)
        };
        if !before.same || !after.same || !other.is_empty() || starts(own.start) {
            continue;
        }
        let (start, end) = (own.start, own.end);
        let most = after.old.len();
        let steps = (1..=most).take_while(|by| words[start + by - 1] == words[end + by - 1]);
        let Some(by) = steps.into_iter().find(|by| starts(start + by)) else {
            continue;
        };
        for range in [&mut before.old, &mut before.new] {
            range.end += by;
        }
        for range in [&mut after.old, &mut after.new] {
            range.start += by;
        }
        for range in [&mut stretch.old, &mut stretch.new] {
            *range = range.start + by..range.end + by;
        }
    }
}

fn words<'a>((text, outline): (&'a str, &'a Outline)) -> impl Iterator<Item = &'a str> {
    outline.words.iter().map(|word| &text[word.start..word.end])
}

fn diff(old: &[u32], new: &[u32], deadline: Option<Instant>) -> Vec<DiffOp> {
    capture_diff_slices_deadline(Algorithm::Myers, old, new, deadline)
}

/// The words of some sentences.
fn span(sentences: &[Range<usize>], of: Range<usize>, words: usize) -> Range<usize> {
    let start = sentences
        .get(of.start)
        .map_or(words, |sentence| sentence.start);
    let end = sentences
        .get(of.end)
        .map_or(words, |sentence| sentence.start);
    start..end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn align(old: &str, new: &str) -> (Outline, Outline, Alignment) {
        let (a, b) = (Outline::of(old), Outline::of(new));
        let alignment = Alignment::of((old, &a), (new, &b));
        (a, b, alignment)
    }

    #[test]
    fn a_changed_word_stands_where_the_old_one_stood() {
        let old = "Nobody came. At least 31 people died in the port. It rained.";
        let new =
            "It was Monday. Nobody came. At least 37 people were killed in the port. It rained.";
        let (a, b, alignment) = align(old, new);
        let at = a
            .words
            .iter()
            .position(|word| &old[word.start..word.end] == "31")
            .unwrap();
        let place = alignment.place_of(at..at + 1);
        let word = b.words[place.start];
        assert_eq!((place.len(), &new[word.start..word.end]), (1, "37"));
        let place = alignment.place_of(at..at + 3);
        let said = &new[b.words[place.start].start..b.words[place.end - 1].end];
        assert_eq!(said, "37 people were killed");
    }

    #[test]
    fn a_sentence_that_went_is_left_out_whole() {
        let old = "The port was shut, he said. Nobody came. It rained.";
        let new = "The port was closed, he said. It rained.";
        let (a, _, alignment) = align(old, new);
        let gone = alignment
            .stretches
            .iter()
            .find(|stretch| stretch.new.is_empty());
        let words = &a.words[gone.unwrap().old.clone()];
        let span = words[0].start..words[words.len() - 1].end;
        assert_eq!(&old[span], "Nobody came.");
    }

    #[test]
    fn in_a_paragraph_written_anew_the_likest_words_are_taken() {
        let old = "Grain ships left the harbour before dawn";
        let new = "Officials told this paper that three of the ships with grain on board left under guard";
        let (a, b, alignment) = align(old, new);
        let place = alignment.place_of(0..a.words.len());
        assert!(place.len() <= b.words.len());
        let (_, _, unlike) = align("one two three", &"other words ".repeat(9));
        assert_eq!(unlike.place_of(0..3).len(), 0);
    }

    proptest! {
        #[test]
        fn stretches_hold_every_word_once_and_same_means_same(
            old in "([a-d]{1,2}[ .]){0,20}",
            new in "([a-d]{1,2}[ .]){0,20}",
        ) {
            let (_, _, alignment) = align(&old, &new);
            let (mut a, mut b) = (0, 0);
            for stretch in &alignment.stretches {
                prop_assert_eq!((stretch.old.start, stretch.new.start), (a, b));
                (a, b) = (stretch.old.end, stretch.new.end);
                if stretch.same {
                    prop_assert_eq!(&alignment.old[stretch.old.clone()], &alignment.new[stretch.new.clone()]);
                }
            }
            prop_assert_eq!((a, b), (alignment.old.len(), alignment.new.len()));
            for start in 0..alignment.old.len() {
                for end in start..=alignment.old.len() {
                    let place = alignment.place_of(start..end);
                    prop_assert!(place.start <= place.end && place.end <= alignment.new.len());
                }
            }
        }
    }
}
