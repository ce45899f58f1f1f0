//! The runs of words in a text, as numbers, and how much two texts have in common.

/// How much two texts have in common, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Likeness {
    /// Of all runs that are in either (Jaccard).
    pub alike: f64,
    /// Of the runs of the one that has fewer.
    pub contained: f64,
}

/// Calls `with` with the number of each run of `run` words: letters and digits in small letters,
/// whatever stands between the words.
pub(super) fn each_run(text: &str, run: usize, mut with: impl FnMut(u64)) {
    let mut last = vec![0_u64; run];
    let mut count = 0;
    let mut word = OFFSET;
    let mut in_word = false;
    let mut end_word = |word: &mut u64, in_word: &mut bool| {
        if !std::mem::take(in_word) {
            return;
        }
        last[count % run] = std::mem::replace(word, OFFSET);
        count += 1;
        if count >= run {
            let first = count % run;
            let words = (0..run).map(|at| last[(first + at) % run]);
            with(words.fold(0, |number, word| spread(number.rotate_left(5) ^ word)));
        }
    };
    for c in text.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                word = (word ^ u64::from(c.to_ascii_lowercase() as u8)).wrapping_mul(PRIME);
                in_word = true;
            } else if !matches!(c, '\'') || !in_word {
                end_word(&mut word, &mut in_word);
            }
        } else if c.is_alphanumeric() {
            for small in c.to_lowercase() {
                word = (word ^ u64::from(small)).wrapping_mul(PRIME);
            }
            in_word = true;
        } else if c != '’' {
            end_word(&mut word, &mut in_word);
        }
    }
    end_word(&mut word, &mut in_word);
}

/// The runs of a text, sorted, each once.
pub(super) fn shingles(text: &str, run: usize) -> Vec<u64> {
    let mut all = Vec::new();
    each_run(text, run, |number| all.push(number));
    all.sort_unstable();
    all.dedup();
    all
}

/// How much two sorted sets of runs have in common.
pub(super) fn likeness(one: &[u64], other: &[u64]) -> Likeness {
    let (mut at, mut common) = (0, 0_usize);
    for number in one {
        while other.get(at).is_some_and(|their| their < number) {
            at += 1;
        }
        if other.get(at) == Some(number) {
            common += 1;
        }
    }
    let share = |of: usize| {
        if of == 0 {
            0.0
        } else {
            common as f64 / of as f64
        }
    };
    Likeness {
        alike: share(one.len() + other.len() - common),
        contained: share(one.len().min(other.len())),
    }
}

/// The start and the factor of FNV-1a with 64 bits.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// Spreads what differs in few bits over all of them (the last steps of `SplitMix64`).
pub(super) fn spread(mut number: u64) -> u64 {
    number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_what_stands_between_words_do_not_matter() {
        let one = shingles("Some 1,500 soldiers were killed on Tuesday, he said.", 3);
        let other = shingles("SOME 1,500 soldiers — were killed\non Tuesday “he said”", 3);
        assert_eq!(one.len(), 8);
        assert_eq!(one, other);
        assert!(shingles("Two words", 3).is_empty());
    }

    #[test]
    fn the_share_in_common_is_counted() {
        let likeness = likeness(&[1, 2, 3, 4], &[3, 4, 5]);
        assert_eq!(likeness.alike.to_bits(), 0.4_f64.to_bits());
        assert!((likeness.contained - 2.0 / 3.0).abs() < 1e-12);
        let nothing = super::likeness(&[], &[]);
        assert_eq!(nothing.alike.to_bits(), 0.0_f64.to_bits());
    }
}
