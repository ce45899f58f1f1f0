//! From bytes to characters: how positions leave the program.

/// How many bytes stand between two counts that are kept.
const STEP: usize = 1024;

/// Turns byte offsets of one text into counts of Unicode code points, quickly for many.
#[derive(Debug)]
pub struct Positions<'a> {
    bytes: &'a [u8],
    /// The code points that start before each multiple of [`STEP`].
    before: Vec<usize>,
}

impl<'a> Positions<'a> {
    /// Counts the text through once.
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut total = 0;
        let before = bytes.chunks(STEP).map(|chunk| {
            let start = total;
            total += starts(chunk);
            start
        });
        Self {
            before: before.collect(),
            bytes,
        }
    }

    /// How many code points start before that byte; all of them for one past the end.
    pub fn characters_before(&self, byte: usize) -> usize {
        let byte = byte.min(self.bytes.len());
        let Some(last) = self.before.len().checked_sub(1) else {
            return 0;
        };
        let step = (byte / STEP).min(last);
        self.before[step] + starts(&self.bytes[step * STEP..byte])
    }
}

/// How many characters start in these bytes: all but the continuation bytes of UTF-8.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_boundary_is_counted_right(text in any::<String>(), times in 0_usize..200) {
            let text = text.repeat(times);
            let positions = Positions::new(&text);
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for (count, at) in ends.enumerate() {
                prop_assert_eq!(positions.characters_before(at), count);
            }
            prop_assert_eq!(positions.characters_before(usize::MAX), text.chars().count());
        }
    }
}
