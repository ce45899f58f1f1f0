//! Finds the words of a passage again when the text they stand in has changed.
//!
//! Owns the rule of when nobody need be asked: the same words, the same numbers in and around
//! them, and one place only that can be meant, by what stands around it in both texts. Everything
//! else is a question with the places that may be meant, or gone. [`Anchoring`] knows nothing of
//! claims: whatever stands on a [`Passage`] is found by it.

use std::cell::OnceCell;
use std::ops::Range;

use crate::model::Passage;
use crate::recognise::Outline;

mod alignment;
mod answer;
mod comparison;
mod flat;
mod numbers;
mod surroundings;
#[cfg(test)]
mod tests;
mod waiting;

use alignment::Alignment;
pub use answer::{Answer, Question, Why};
pub use comparison::{Comparison, Pair, share_of_sentences};
use flat::Flat;
use numbers::{Numbers, numbers, words_in};
use surroundings::{Surroundings, Weights};
pub use waiting::{Waiting, waiting};

/// How many characters on each side say by themselves which place is meant.
const CONTEXT: usize = 32;
/// Beyond this many places of the same words, only their exact context can decide.
const MOST_PLACES: usize = 100;
/// How many places a question offers.
const MOST_OFFERED: usize = 5;

/// An old text and the new one in its place; answers for one passage after the other.
pub struct Anchoring<'a> {
    old: &'a str,
    new: &'a str,
    /// How many bytes at the start are the same.
    same_start: usize,
    /// How many bytes at the end are the same; does not reach into the same start.
    same_end: usize,
    /// What only the passages near a change need.
    detail: OnceCell<Detail<'a>>,
}

struct Detail<'a> {
    old_outline: Outline,
    new_outline: Outline,
    old_flat: Flat<'a>,
    new_flat: Flat<'a>,
    alignment: Alignment,
    weights: Weights,
}

/// One place of the same words, and how like its surroundings are, 0 to 1.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    likeness: f32,
}

impl<'a> Anchoring<'a> {
    /// Compares the beginnings and the ends; the rest when it is asked for.
    pub fn new(old: &'a str, new: &'a str) -> Self {
        let shorter = old.len().min(new.len());
        let pairs = old.bytes().zip(new.bytes());
        let same_start = pairs.take_while(|(a, b)| a == b).count();
        let same_start = old.floor_char_boundary(same_start);
        let pairs = old.bytes().rev().zip(new.bytes().rev());
        let same_end = pairs
            .take(shorter - same_start)
            .take_while(|(a, b)| a == b)
            .count();
        let same_end = old.len() - old.ceil_char_boundary(old.len() - same_end);
        Self {
            old,
            new,
            same_start,
            same_end,
            detail: OnceCell::new(),
        }
    }

    /// What became of a passage of the old text. One whose words do not stand at its place in the
    /// old text is gone.
    pub fn answer(&self, passage: &Passage) -> Answer {
        if passage.quote.is_empty() || !passage.matches(self.old) {
            return Answer::Gone;
        }
        let range = passage.range();
        match self.in_same_part(&range) {
            Some(place) => Answer::Kept(place),
            None => self.search(range),
        }
    }

    /// The place of a passage that stands with its context in the part of the text that is the
    /// same.
    fn in_same_part(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let place = if range.end <= self.same_start {
            range.clone()
        } else if range.start >= self.old.len() - self.same_end {
            let from_end = |at: usize| self.new.len() - (self.old.len() - at);
            from_end(range.start)..from_end(range.end)
        } else {
            return None;
        };
        let around = |text, range| context(text, range, CONTEXT);
        (around(self.old, range) == around(self.new, &place)).then_some(place)
    }

    fn search(&self, range: Range<usize>) -> Answer {
        let detail = self.detail();
        let quote = detail.old_flat.range_of(range.clone());
        if let Some(place) = self.with_same_context(&range, &quote) {
            if detail.numbers_of(self.old, &range) == detail.new_numbers_of(self.new, &place) {
                return Answer::Kept(place);
            }
            return self.question(&range, vec![place], None);
        }
        let words = &detail.old_flat.text()[quote];
        let at_words = |text: &str, at: &Range<usize>| {
            // Words that were whole stay whole.
            (is_edge(text, at.start) || !is_edge(self.old, range.start))
                && (is_edge(text, at.end) || !is_edge(self.old, range.end))
        };
        let own = |flat: &Flat<'_>, text: &str| -> Vec<Range<usize>> {
            let places = flat.places(words, MOST_PLACES).into_iter();
            places
                .map(|at| flat.own_range(at..at + words.len()))
                .filter(|at| !at.is_empty() && at_words(text, at))
                .collect()
        };
        let places = own(&detail.new_flat, self.new);
        if places.is_empty() {
            return self.changed(&range);
        }
        let before = own(&detail.old_flat, self.old);
        self.choose(&range, &places, &before)
    }

    /// The one place in the new text where the words stand with their whole context, where there
    /// was one such place in the old text as well, or where the alignment says which.
    fn with_same_context(
        &self,
        range: &Range<usize>,
        quote: &Range<usize>,
    ) -> Option<Range<usize>> {
        let detail = self.detail();
        let text = detail.old_flat.text();
        let (before, after) = context(text, quote, CONTEXT);
        let whole = &text[quote.start - before.len()..quote.end + after.len()];
        let places = detail.new_flat.places(whole, MOST_PLACES);
        let place = |at: usize| {
            let start = at + before.len();
            detail.new_flat.own_range(start..start + quote.len())
        };
        let before_there = detail.old_flat.places(whole, MOST_PLACES).len();
        let found = match places.as_slice() {
            [at] if before_there == 1 => Some(place(*at)),
            many if many.len() == before_there && many.len() < MOST_PLACES => {
                let words = detail.old_words(range);
                many.iter()
                    .map(|at| place(*at))
                    .find(|place| detail.alignment.keeps(&words, &detail.new_words(place)))
            }
            _ => None,
        };
        // White space at the end of a text stands nowhere in another.
        found.filter(|place| !place.is_empty())
    }

    /// The same words stand somewhere in the new text: whether one place can be meant only.
    fn choose(
        &self,
        range: &Range<usize>,
        places: &[Range<usize>],
        before: &[Range<usize>],
    ) -> Answer {
        let detail = self.detail();
        let mine = detail.old_surroundings(range);
        let mut ranked: Vec<Place> = places
            .iter()
            .enumerate()
            .map(|(at, place)| Place {
                at,
                likeness: mine.likeness(&detail.new_surroundings(place)),
            })
            .collect();
        // Equally like ones keep the order of the text.
        ranked.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
        let best = ranked[0];
        let second = ranked.get(1).map_or(0.0, |place| place.likeness);
        let chosen = &places[best.at];
        // The way back has to lead here as well: the words of another place may have gone.
        let theirs = detail.new_surroundings(chosen);
        let others = before.iter().filter(|other| *other != range);
        let rival = others
            .map(|other| theirs.likeness(&detail.old_surroundings(other)))
            .fold(0.0, f32::max);
        let alone = places.len() == 1 && before.len() == 1;
        let long = detail.old_words(range).len() >= 6;
        let decided = if alone {
            best.likeness >= 0.3 || long
        } else {
            let crowded = places.len().max(before.len()) >= MOST_PLACES;
            let aligned =
                (detail.alignment).keeps(&detail.old_words(range), &detail.new_words(chosen));
            // Where every sentence is like the next, their order is a witness as well.
            let lead = if aligned { 0.1 } else { 0.25 };
            !crowded && best.likeness >= 0.5 && best.likeness - second.max(rival) >= lead
        };
        let same_numbers =
            detail.numbers_of(self.old, range) == detail.new_numbers_of(self.new, chosen);
        if decided && same_numbers {
            return Answer::Moved(chosen.clone());
        }
        let offered = ranked.iter().take(MOST_OFFERED);
        let offered = offered.map(|place| places[place.at].clone()).collect();
        let why = if decided || !same_numbers {
            None
        } else if alone {
            Some(Why::SurroundingsChanged)
        } else {
            Some(Why::SeveralPlaces(places.len()))
        };
        self.question(range, offered, why)
    }

    /// The words stand nowhere in the new text: what stands in their place.
    fn changed(&self, range: &Range<usize>) -> Answer {
        let detail = self.detail();
        let words = detail.old_words(range);
        let place = detail.alignment.place_of(words.clone());
        let (Some(first), Some(last)) = (
            detail.new_outline.words[place.clone()].first(),
            detail.new_outline.words[place.clone()].last(),
        ) else {
            return Answer::Gone;
        };
        let at = first.start..last.end;
        let old = &detail.alignment.old[words];
        let shares = detail.alignment.new[place]
            .iter()
            .any(|word| old.contains(word));
        let mine = detail.old_surroundings(range);
        if !shares && mine.likeness(&detail.new_surroundings(&at)) < 0.3 {
            return Answer::Gone;
        }
        self.question(range, vec![at], None)
    }

    /// A question; without a reason, the numbers or the words are others at the first place.
    fn question(
        &self,
        range: &Range<usize>,
        places: Vec<Range<usize>>,
        why: Option<Why>,
    ) -> Answer {
        let detail = self.detail();
        let why = why.unwrap_or_else(|| {
            let old = detail.numbers_of(self.old, range);
            let new = places.first().map_or_else(Numbers::default, |place| {
                detail.new_numbers_of(self.new, place)
            });
            if old == new {
                Why::WordsChanged
            } else {
                Why::NumbersChanged {
                    old: old.said(),
                    new: new.said(),
                }
            }
        });
        Answer::InQuestion(Question { why, places })
    }

    fn detail(&self) -> &Detail<'a> {
        self.detail.get_or_init(|| {
            let (old_outline, new_outline) = (Outline::of(self.old), Outline::of(self.new));
            let alignment = Alignment::of((self.old, &old_outline), (self.new, &new_outline));
            Detail {
                old_outline,
                new_outline,
                old_flat: Flat::of(self.old),
                new_flat: Flat::of(self.new),
                weights: Weights::of(&alignment.old, &alignment.new),
                alignment,
            }
        })
    }
}

impl Detail<'_> {
    fn old_words(&self, range: &Range<usize>) -> Range<usize> {
        words_in(&self.old_outline.words, range)
    }

    fn new_words(&self, range: &Range<usize>) -> Range<usize> {
        words_in(&self.new_outline.words, range)
    }

    fn old_surroundings(&self, range: &Range<usize>) -> Surroundings<'_> {
        Surroundings::of(&self.weights, &self.alignment.old, self.old_words(range))
    }

    fn new_surroundings(&self, range: &Range<usize>) -> Surroundings<'_> {
        Surroundings::of(&self.weights, &self.alignment.new, self.new_words(range))
    }

    fn numbers_of<'t>(&self, text: &'t str, range: &Range<usize>) -> Numbers<'t> {
        numbers(text, &self.old_outline.words, range)
    }

    fn new_numbers_of<'t>(&self, text: &'t str, range: &Range<usize>) -> Numbers<'t> {
        numbers(text, &self.new_outline.words, range)
    }
}

/// Up to so many characters on each side of a range.
fn context<'t>(text: &'t str, range: &Range<usize>, characters: usize) -> (&'t str, &'t str) {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let start = before.char_indices().rev().nth(characters - 1);
    let end = after.char_indices().nth(characters);
    (
        &before[start.map_or(0, |(at, _)| at)..],
        &after[..end.map_or(after.len(), |(at, _)| at)],
    )
}

/// Whether no word and no number runs across that byte.
fn is_edge(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let mut before = before.chars().rev();
    let mut after = after.chars();
    let (Some(last), Some(first)) = (before.next(), after.next()) else {
        return true;
    };
    let point = |c: char| matches!(c, '.' | ',');
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let in_number = (digit(Some(last)) && point(first) && digit(after.next()))
        || (point(last) && digit(Some(first)) && digit(before.next()));
    !(in_number || (last.is_alphanumeric() && first.is_alphanumeric()))
}
