//! A word in lower case, packed into two integers, so that looking it up compares no text.
//!
//! Owns the packing, eight bytes at a time. A word of up to sixteen bytes is its own key; of a
//! longer one the rest is folded in, which tells apart all that a list of words can hold.

/// A packed word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Key {
    head: u64,
    tail: u64,
}

const ONES: u64 = 0x0101_0101_0101_0101;
/// The bit that makes a letter small, in each byte.
const SMALL: u64 = ONES * 0x20;
const HIGH: u64 = 0x8080_8080_8080_8080;
const FOLD: u64 = 0x517c_c1b7_2722_0a95;

impl Key {
    /// The key of a word; capitals outside ASCII stay as they are.
    pub(super) fn of(word: &[u8]) -> Self {
        Self::starting(word, word.len())
    }

    /// The ASCII letters that the bytes start with: how many there are, the key of their word, and
    /// its [`mark`]. None where there are sixteen or more.
    #[inline]
    pub(super) fn leading(bytes: &[u8; 16]) -> Option<(usize, Self, u32)> {
        let halves = bytes.as_chunks::<8>().0;
        let head = u64::from_le_bytes(halves[0]);
        let small = head | SMALL;
        let run = run_of_letters(head);
        let (length, key) = if run < 8 {
            (
                run,
                Self {
                    head: small & ((1 << (8 * run)) - 1),
                    tail: 0,
                },
            )
        } else {
            let tail = u64::from_le_bytes(halves[1]);
            let rest = run_of_letters(tail);
            if rest == 8 {
                return None;
            }
            let tail = (tail | SMALL) & ((1 << (8 * rest)) - 1);
            (8 + rest, Self { head: small, tail })
        };
        // There is at least one letter, and to a letter the bit that makes it small is no loss.
        let letters = [
            0,
            bytes[0],
            bytes[length / 2],
            bytes[length.saturating_sub(1)],
        ];
        let letters = (u32::from_be_bytes(letters) | 0x0020_2020) & 0x00ff_ffff;
        Some((length, key, (length as u32) << 24 | letters))
    }

    /// The key of one byte, which is no letter.
    pub(super) fn of_byte(byte: u8) -> Self {
        Self {
            head: u64::from(byte),
            tail: 0,
        }
    }

    /// The key of the first `length` bytes.
    #[inline]
    pub(super) fn starting(bytes: &[u8], length: usize) -> Self {
        let head = lower(eight(bytes, 0, length));
        let tail = match length {
            0..=8 => 0,
            9..=16 => lower(eight(bytes, 8, length)),
            _ => (8..length).step_by(8).fold(FOLD, |folded, at| {
                (folded.rotate_left(5) ^ lower(eight(bytes, at, length))).wrapping_mul(FOLD)
            }),
        };
        Self { head, tail }
    }

    /// A number whose upper half spreads keys evenly.
    pub(super) fn hash(self) -> u64 {
        (self.head ^ self.tail.rotate_left(29)).wrapping_mul(FOLD)
    }
}

/// A word's length with its first, middle and last letter, in lower case: equal for equal words,
/// and all there is to know of a word of up to three letters.
pub(super) const fn mark(word: &[u8]) -> u32 {
    let length = word.len();
    if length == 0 {
        return 0;
    }
    let shown = if length < 0xff { length as u8 } else { 0xff };
    let letters = u32::from_be_bytes([0, word[0], word[length / 2], word[length - 1]]);
    (shown as u32) << 24 | lower(letters as u64) as u32
}

/// The [`mark`] of one byte, which is no letter.
pub(super) const fn mark_of_byte(byte: u8) -> u32 {
    u32::from_be_bytes([1, byte, byte, byte])
}

/// How many ASCII letters `bytes` starts with.
pub(super) fn letters(bytes: &[u8]) -> usize {
    let mut count = 0;
    while let Some(chunk) = bytes.get(count..).and_then(<[u8]>::first_chunk::<8>) {
        let bytes = u64::from_le_bytes(*chunk);
        let run = run_of_letters(bytes);
        count += run;
        if run < 8 {
            return count;
        }
    }
    while bytes.get(count).is_some_and(u8::is_ascii_alphabetic) {
        count += 1;
    }
    count
}

/// How many ASCII letters eight bytes start with, the lowest byte first.
#[inline]
fn run_of_letters(bytes: u64) -> usize {
    (!letters_among(bytes) & HIGH).trailing_zeros() as usize / 8
}

/// The high bit of every byte that is an ASCII letter.
fn letters_among(bytes: u64) -> u64 {
    within(bytes | SMALL, b'a', b'z') & !bytes
}

/// ASCII capitals made small, all eight at once.
const fn lower(bytes: u64) -> u64 {
    bytes | (within(bytes, b'A', b'Z') & !bytes) >> 2
}

/// The high bit of every byte whose low seven bits lie between two ASCII characters.
const fn within(bytes: u64, first: u8, last: u8) -> u64 {
    let low = bytes & !HIGH;
    let from_first = low + ONES * (0x80 - first) as u64;
    let past_last = low + ONES * (0x7f - last) as u64;
    (from_first ^ past_last) & HIGH
}

/// Eight bytes from `at`, those from `length` on as zero.
fn eight(bytes: &[u8], at: usize, length: usize) -> u64 {
    let wanted = length.saturating_sub(at).min(8);
    let chunk = match bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => bytes
            .iter()
            .skip(at)
            .take(8)
            .rev()
            .fold(0, |chunk, byte| chunk << 8 | u64::from(*byte)),
    };
    match wanted {
        8 => chunk,
        _ => chunk & ((1 << (8 * wanted)) - 1),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn capitals_do_not_matter_and_the_rest_of_the_text_does_not_reach_in() {
        assert_eq!(Key::of(b"Ukraine"), Key::of(b"uKRAINE"));
        assert_eq!(Key::starting(b"Ukraine said so", 7), Key::of(b"ukraine"));
        assert_eq!(
            Key::starting(b"anti-personnel mines", 14),
            Key::of(b"anti-personnel")
        );
        assert_ne!(Key::of(b"@"), Key::of(b"`"));
        assert_ne!(
            Key::of(b"internationalisation"),
            Key::of(b"internationalizations")
        );
    }

    #[test]
    fn marks_tell_short_words_apart() {
        assert_eq!(mark(b"The"), mark(b"the"));
        assert_ne!(mark(b"the"), mark(b"toe"));
        assert_ne!(mark(b"of"), mark(b"off"));
        assert_eq!(mark(b""), 0);
        assert_eq!(mark(b","), mark_of_byte(b','));
        assert_eq!(mark(&[b'a'; 300]), mark(&[b'A'; 999]));
    }

    proptest! {
        #[test]
        fn letters_are_counted_as_one_by_one(text in "[a-zA-Z]{0,20}[0-9 é’@\\[`{]?[a-z]{0,9}") {
            let one_by_one = text.bytes().take_while(u8::is_ascii_alphabetic).count();
            prop_assert_eq!(letters(text.as_bytes()), one_by_one);
            let small = text.to_ascii_lowercase();
            prop_assert_eq!(Key::of(text.as_bytes()), Key::of(small.as_bytes()));
            let mut bytes = [0; 16];
            let shown = text.len().min(16);
            bytes[..shown].copy_from_slice(&text.as_bytes()[..shown]);
            match Key::leading(&bytes) {
                Some((0, ..)) => prop_assert_eq!(one_by_one, 0),
                Some((length, key, marked)) => {
                    prop_assert_eq!(length, one_by_one);
                    prop_assert_eq!(key, Key::of(&text.as_bytes()[..length]));
                    prop_assert_eq!(marked, mark(&text.as_bytes()[..length]));
                }
                None => prop_assert!(one_by_one >= 16),
            }
        }
    }
}
