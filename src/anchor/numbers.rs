//! What words say of how much, in and next to a passage.

use std::ops::Range;

use crate::recognise::Word;

/// What a passage says of how much. Two are equal if they count the same, however it is spaced.
#[derive(Debug, Default)]
pub(super) struct Numbers<'t> {
    words: Vec<&'t str>,
    /// From the first of them to the last.
    all: &'t str,
}

impl PartialEq for Numbers<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words
    }
}

impl Numbers<'_> {
    /// From the first to the last, on one line.
    pub fn said(&self) -> String {
        self.all.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The words that a range of bytes touches.
pub(super) fn words_in(words: &[Word], range: &Range<usize>) -> Range<usize> {
    let start = words.partition_point(|word| word.end <= range.start);
    let end = words.partition_point(|word| word.start < range.end);
    start..end.max(start)
}

/// The numbers within a range, and those that go on at its edges: the "$5" of "$5 million" alone
/// is another sum in "$5 billion".
pub(super) fn numbers<'t>(text: &'t str, words: &[Word], range: &Range<usize>) -> Numbers<'t> {
    const REACH: usize = 8;
    let within = words_in(words, range);
    let (mut start, mut end) = (within.start, within.end);
    let counts = |at: Option<usize>| {
        at.and_then(|at| words.get(at))
            .is_some_and(|word| word.counts)
    };
    let joins = |at: Option<usize>| {
        at.and_then(|at| words.get(at))
            .is_some_and(|word| word.joins)
    };
    while within.start - start < REACH {
        let before = start.checked_sub(1);
        if counts(before) {
            start -= 1;
        } else if joins(before) && counts(start.checked_sub(2)) {
            start -= 2;
        } else {
            break;
        }
    }
    while end - within.end < REACH {
        if counts(Some(end)) {
            end += 1;
        } else if joins(Some(end)) && counts(Some(end + 1)) {
            end += 2;
        } else {
            break;
        }
    }
    let counting: Vec<&Word> = words[start..end]
        .iter()
        .filter(|word| word.counts)
        .collect();
    let all = match (counting.first(), counting.last()) {
        (Some(first), Some(last)) => &text[first.start..last.end],
        _ => "",
    };
    Numbers {
        words: counting
            .iter()
            .map(|word| &text[word.start..word.end])
            .collect(),
        all,
    }
}
