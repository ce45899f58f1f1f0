//! A text in which every run of white space is one space: lines that were wrapped anew are the
//! same words.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem::Finder;

/// A text with its white space made even, and the way back to its own bytes.
pub(super) struct Flat<'a> {
    text: Cow<'a, str>,
    /// Where flat and own bytes run in step again: pairs of (flat, own), in order.
    steps: Vec<(usize, usize)>,
}

impl<'a> Flat<'a> {
    pub fn of(own: &'a str) -> Self {
        let is_even = |c: char| !c.is_whitespace() || c == ' ';
        if own.chars().all(is_even) && !own.contains("  ") {
            return Self {
                text: Cow::Borrowed(own),
                steps: Vec::new(),
            };
        }
        let mut text = String::with_capacity(own.len());
        let mut steps = Vec::new();
        let mut rest = own;
        while let Some(at) = rest.find(char::is_whitespace) {
            let (word, from_space) = rest.split_at(at);
            text.push_str(word);
            text.push(' ');
            rest = from_space.trim_start();
            if from_space.len() - rest.len() != 1 {
                steps.push((text.len(), own.len() - rest.len()));
            }
        }
        text.push_str(rest);
        Self {
            text: Cow::Owned(text),
            steps,
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The flat bytes of a range of own bytes.
    pub fn range_of(&self, own: Range<usize>) -> Range<usize> {
        self.flat(own.start)..self.flat(own.end)
    }

    /// The own bytes of a range of flat bytes.
    pub fn own_range(&self, flat: Range<usize>) -> Range<usize> {
        self.own(flat.start)..self.own(flat.end)
    }

    /// The flat places at which these flat words start, at most so many.
    pub fn places(&self, words: &str, most: usize) -> Vec<usize> {
        let mut places = Vec::new();
        if words.is_empty() {
            return places;
        }
        let finder = Finder::new(words);
        let mut from = 0;
        while places.len() < most
            && let Some(at) = finder.find(&self.text.as_bytes()[from..])
        {
            places.push(from + at);
            from += at + 1;
        }
        places
    }

    fn own(&self, flat: usize) -> usize {
        let step = self.steps.partition_point(|(at, _)| *at <= flat);
        match step.checked_sub(1).map(|step| self.steps[step]) {
            Some((at, own)) => own + (flat - at),
            None => flat,
        }
    }

    fn flat(&self, own: usize) -> usize {
        let step = self.steps.partition_point(|(_, at)| *at <= own);
        let flat = match step.checked_sub(1).map(|step| self.steps[step]) {
            Some((flat, at)) => flat + (own - at),
            None => own,
        };
        // Within a run of space there is only the one.
        match self.steps.get(step) {
            Some((next, _)) => flat.min(*next),
            None => flat.min(self.text.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn wrapped_lines_are_the_same_words() {
        let flat = Flat::of("worth  $725\n   million\u{a0}now");
        assert_eq!(flat.text(), "worth $725 million now");
        let places = flat.places("$725 million", 9);
        assert_eq!(places, [6]);
        assert_eq!(flat.own_range(6..18), 7..22);
        assert_eq!(flat.range_of(7..22), 6..18);
        assert_eq!(Flat::of("aaa").places("aa", 9), [0, 1]);
    }

    proptest! {
        #[test]
        fn every_word_is_found_again(own in "[aé \n\u{a0}]{0,40}") {
            let flat = Flat::of(&own);
            for (start, c) in own.char_indices().filter(|(_, c)| !c.is_whitespace()) {
                let range = flat.range_of(start..start + c.len_utf8());
                prop_assert_eq!(&flat.text()[range.clone()], c.to_string());
                prop_assert_eq!(flat.own_range(range), start..start + c.len_utf8());
            }
            prop_assert!(!flat.text().contains("  "));
        }
    }
}
