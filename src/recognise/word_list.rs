//! Lists of words that a rule asks a token about, made ready when the program is built.
//!
//! Owns how a list is asked quickly: by the marks of its words, all at once.

use super::key::mark;

/// Words in lower case, with their marks beside each other. Made by [`words!`].
#[derive(Debug)]
pub(super) struct Words<const N: usize> {
    marks: [u32; N],
    words: [&'static str; N],
}

impl<const N: usize> Words<N> {
    /// The list of these words.
    pub const fn new(words: [&'static str; N]) -> Self {
        let mut marks = [0; N];
        let mut place = 0;
        while place < N {
            marks[place] = mark(words[place].as_bytes());
            place += 1;
        }
        Self { marks, words }
    }
}

/// What can be asked whether it holds a word.
pub(super) trait WordList {
    /// Whether a word of that mark may be among them.
    fn may_hold(&self, mark: u32) -> bool;

    /// Whether the word is among them, in any case.
    fn holds(&self, word: &[u8]) -> bool;
}

impl<const N: usize> WordList for Words<N> {
    #[inline]
    fn may_hold(&self, mark: u32) -> bool {
        // Every mark is looked at, so that they are compared side by side.
        let same = self.marks.iter().map(|other| u32::from(*other == mark));
        same.fold(0, |found, same| found | same) != 0
    }

    #[inline(never)]
    fn holds(&self, word: &[u8]) -> bool {
        self.words.holds(word)
    }
}

impl WordList for [&str] {
    #[inline]
    fn may_hold(&self, mark_of_word: u32) -> bool {
        self.iter()
            .any(|other| mark(other.as_bytes()) == mark_of_word)
    }

    fn holds(&self, word: &[u8]) -> bool {
        self.iter()
            .any(|other| word.eq_ignore_ascii_case(other.as_bytes()))
    }
}

impl<const N: usize> WordList for [&str; N] {
    #[inline]
    fn may_hold(&self, mark: u32) -> bool {
        self.as_slice().may_hold(mark)
    }

    fn holds(&self, word: &[u8]) -> bool {
        self.as_slice().holds(word)
    }
}

/// A list of words for [`Text::says_any`](super::text::Text::says_any), ready when the program is
/// built: `words!["a", "an"]`.
macro_rules! words {
    ($($word:literal),+ $(,)?) => {
        const { &$crate::recognise::word_list::Words::new([$($word),+]) }
    };
}
pub(super) use words;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_holds_its_words_and_no_others() {
        let list = words!["said", "says", "according"];
        for word in ["said", "SAYS", "according"] {
            assert!(list.may_hold(mark(word.as_bytes())) && list.holds(word.as_bytes()));
        }
        assert!(!list.may_hold(mark(b"sad")));
        // The same length, first, middle and last letter: only the whole word tells.
        assert!(list.may_hold(mark(b"suid")));
        assert!(!list.holds(b"suid"));
    }
}
