//! The lines of a journal: length, checksum, content.
//!
//! A line is `LENGTH CHECK CONTENT` and a line feed: the length of the content in bytes, as a
//! decimal number, and the first 32 hexadecimal digits of the BLAKE3 hash of the line before's
//! whole hash and the content. So a line counts only where it stands.

/// How many digits of a hash stand in a line.
const DIGITS: usize = 32;
/// What the first line hangs on.
const START: &[u8] = b"Claimbook journal";

/// The hash that the next line hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chain(blake3::Hash);

impl Chain {
    /// Before the first line.
    pub(super) fn start() -> Self {
        Self(blake3::hash(START))
    }

    /// The next line, with this content.
    pub(super) fn line(&mut self, content: &[u8]) -> Vec<u8> {
        let check = self.link(content);
        let mut line = format!("{} {check} ", content.len()).into_bytes();
        line.extend_from_slice(content);
        line.push(b'\n');
        line
    }

    fn link(&mut self, content: &[u8]) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.0.as_bytes());
        hasher.update(content);
        self.0 = hasher.finalize();
        self.0.to_hex()[..DIGITS].to_owned()
    }
}

/// The contents of the whole lines of a journal, up to the first that is not.
pub(super) struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    chain: Chain,
}

impl<'a> Lines<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            chain: Chain::start(),
        }
    }

    /// How many bytes of whole lines were read.
    pub(super) fn sound(&self) -> usize {
        self.at
    }

    /// What the next line hangs on.
    pub(super) fn reached(&self) -> Chain {
        self.chain
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let rest = self.bytes.get(self.at..)?;
        let digits = rest.iter().position(|byte| *byte == b' ')?;
        let length: usize = std::str::from_utf8(rest.get(..digits)?)
            .ok()?
            .parse()
            .ok()?;
        let check = rest.get(digits + 1..digits + 1 + DIGITS)?;
        let from = digits + DIGITS + 2;
        let to = from.checked_add(length)?;
        let content = rest.get(from..to)?;
        if rest.get(from - 1) != Some(&b' ') || rest.get(to) != Some(&b'\n') {
            return None;
        }
        let mut chain = self.chain;
        if chain.link(content).as_bytes() != check {
            return None;
        }
        self.chain = chain;
        self.at += to + 1;
        Some(content)
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::*;

    fn written(contents: &[Vec<u8>]) -> Vec<u8> {
        let mut chain = Chain::start();
        contents.iter().flat_map(|own| chain.line(own)).collect()
    }

    fn read(bytes: &[u8]) -> Vec<Vec<u8>> {
        Lines::new(bytes).map(<[u8]>::to_vec).collect()
    }

    proptest! {
        #[test]
        fn every_whole_line_is_read_and_no_other(
            contents in vec(vec(any::<u8>(), 0..60), 0..6),
            cut in any::<Index>(),
            rubbish in vec(any::<u8>(), 0..40),
        ) {
            let bytes = written(&contents);
            prop_assert_eq!(&read(&bytes), &contents);
            let mut torn = bytes[..cut.index(bytes.len() + 1)].to_vec();
            let whole = (0..=contents.len())
                .rev()
                .find(|count| written(&contents[..*count]).len() <= torn.len());
            torn.extend(&rubbish);
            // Rubbish that happens to go on as the line would have gone on is no rubbish.
            if !bytes.starts_with(&torn) {
                let read = read(&torn);
                prop_assert!(read.len() >= whole.unwrap_or(0));
                prop_assert_eq!(&read[..], &contents[..read.len()]);
            }
        }

        #[test]
        fn a_changed_byte_ends_the_journal(
            contents in vec(vec(any::<u8>(), 0..60), 1..6),
            at in any::<Index>(),
            by in 1..=255_u8,
        ) {
            let mut bytes = written(&contents);
            let at = at.index(bytes.len());
            bytes[at] = bytes[at].wrapping_add(by);
            let read = read(&bytes);
            // A line that is read is one that was written. (`+5` and `5` are the same length.)
            prop_assert_eq!(&read[..], &contents[..read.len()]);
        }

        #[test]
        fn anything_is_read_without_harm(bytes in vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(read(&bytes), Vec::<Vec<u8>>::new());
        }
    }

    #[test]
    fn a_line_of_another_journal_does_not_count() {
        let own = written(&[b"head".to_vec(), b"one".to_vec()]);
        let other = written(&[b"other head".to_vec(), b"two".to_vec()]);
        let second = other.iter().position(|byte| *byte == b'\n').unwrap() + 1;
        let spliced = [own.as_slice(), &other[second..]].concat();
        assert_eq!(read(&spliced), [b"head".to_vec(), b"one".to_vec()]);
        assert_eq!(read(b"18446744073709551615 0 x"), Vec::<Vec<u8>>::new());
    }
}
