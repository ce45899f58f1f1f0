//! Several words that mean something together.

use crate::recognise::lexer::WordId;

/// Phrases by their first word, the longest first.
#[derive(Debug)]
pub(in crate::recognise) struct Phrases<T> {
    by_first: Vec<Vec<(Box<[WordId]>, T)>>,
}

impl<T> Phrases<T> {
    pub(super) fn new() -> Self {
        Self {
            by_first: Vec::new(),
        }
    }

    /// Adds a phrase; what was there under the same words stays before it.
    pub(super) fn add(&mut self, words: &[WordId], value: T) {
        let Some(first) = words.first() else { return };
        let first = usize::from(first.0);
        if self.by_first.len() <= first {
            self.by_first.resize_with(first + 1, Vec::new);
        }
        let list = &mut self.by_first[first];
        let place = list
            .iter()
            .position(|(other, _)| other.len() < words.len())
            .unwrap_or(list.len());
        list.insert(place, (words.into(), value));
    }

    /// The phrase of exactly these words.
    pub(super) fn exact_mut(&mut self, words: &[WordId]) -> Option<&mut T> {
        let first = usize::from(words.first()?.0);
        self.by_first
            .get_mut(first)?
            .iter_mut()
            .find(|(other, _)| **other == *words)
            .map(|(_, value)| value)
    }

    /// The longest phrase at the start of `words`, and its length in words.
    pub(in crate::recognise) fn longest(
        &self,
        mut word: impl FnMut(usize) -> WordId,
    ) -> Option<(usize, &T)> {
        let list = self.by_first.get(usize::from(word(0).0))?;
        list.iter()
            .find(|(words, _)| words.iter().enumerate().skip(1).all(|(i, w)| word(i) == *w))
            .map(|(words, value)| (words.len(), value))
    }

    /// Every first word.
    pub(super) fn firsts(&self) -> impl Iterator<Item = WordId> {
        self.by_first
            .iter()
            .enumerate()
            .filter(|(_, list)| !list.is_empty())
            .map(|(first, _)| WordId(first as u16))
    }
}
