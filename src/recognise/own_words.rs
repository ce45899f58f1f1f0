//! The analyst's own words: units, names of claimants and rules for tags that the lists do not
//! hold.
//!
//! Owns how such words are written and where they stand in a text; what they then mean for a
//! figure is for the rules that ask. Capitals do not matter, except in a word that is all
//! capitals: `IT` is not "it". The last word of a unit or of a rule may stand in the plural.

use std::ops::Range;

use super::lexer::{Kind, UNKNOWN, lex};
use super::lexicon::plural;
use super::text::Text;

/// Words that an analyst gave a meaning. Empty by default; looking words up costs no more than a
/// glance at each word of a text, and nothing while it is empty.
///
/// ```
/// use std::sync::Arc;
/// use claimbook::recognise::{Context, OwnWords, Record, recognise};
/// let words = OwnWords::default().unit("Lancet drone", "Lancet drone");
/// let context = Context { words: Arc::new(words), ..Context::default() };
/// let records = recognise("Some 12 Lancet drones were seen.", &context);
/// let Record::Figure(figure) = &records[0] else { panic!() };
/// assert_eq!(figure.figure.unit, "Lancet drone");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnWords {
    entries: Vec<Entry>,
    /// By the first byte of a text's word: the entries that may start there, the longest and
    /// then the latest first.
    starts: Vec<Vec<usize>>,
}

/// Words and what they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    words: Vec<Word>,
    meaning: Meaning,
}

/// What own words mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// They are a thing that is counted, under this name.
    Unit(String),
    /// They name a claimant, whose name this is.
    Claimant(String),
    /// A figure in their clause has this tag, as a path.
    Tag(String),
}

/// One word of an entry, in every spelling that counts as the same.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    spellings: Vec<String>,
    any_case: bool,
}

/// Where own words stand in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    /// Their tokens.
    pub tokens: Range<usize>,
    entry: usize,
}

/// No words of one's own.
pub(super) static NO_WORDS: OwnWords = OwnWords {
    entries: Vec::new(),
    starts: Vec::new(),
};

impl OwnWords {
    /// Words that are a thing counted: `unit("Lancet drone", "Lancet drone")`.
    #[must_use]
    pub fn unit(self, words: &str, unit: &str) -> Self {
        self.with(words, Meaning::Unit(unit.trim().to_owned()))
    }

    /// Another name of a claimant: `claimant("UK MoD", "UK Ministry of Defence")`.
    #[must_use]
    pub fn claimant(self, alias: &str, name: &str) -> Self {
        self.with(alias, Meaning::Claimant(name.trim().to_owned()))
    }

    /// A rule for a tag: a figure whose clause holds the words is given the tag, as a path.
    #[must_use]
    pub fn tag(self, words: &str, path: &str) -> Self {
        self.with(words, Meaning::Tag(path.trim().to_owned()))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds words with their meaning; words without a letter or digit, or without a meaning, are
    /// passed over.
    fn with(mut self, words: &str, meaning: Meaning) -> Self {
        let (Meaning::Unit(name) | Meaning::Claimant(name) | Meaning::Tag(name)) = &meaning;
        let says_something = words.chars().any(char::is_alphanumeric) && !name.is_empty();
        if !says_something {
            return self;
        }
        let counted = !matches!(meaning, Meaning::Claimant(_));
        let words = cut(words, counted);
        let Some(first) = words.first() else {
            return self;
        };
        if self.starts.is_empty() {
            self.starts.resize_with(256, Vec::new);
        }
        let place = self.entries.len();
        for byte in first.first_bytes() {
            let list = &mut self.starts[usize::from(byte)];
            let before = list
                .iter()
                .position(|other| self.entries[*other].words.len() <= words.len())
                .unwrap_or(list.len());
            list.insert(before, place);
        }
        self.entries.push(Entry { words, meaning });
        self
    }

    /// Every place where own words stand in `text`, in order.
    pub(super) fn hits(&self, text: &Text<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        if self.is_empty() {
            return hits;
        }
        for at in 0..text.len() {
            let Some(first) = text.str(at).bytes().next() else {
                continue;
            };
            for &entry in &self.starts[usize::from(first)] {
                if let Some(end) = self.entries[entry].end(text, at) {
                    hits.push(Hit {
                        tokens: at..end,
                        entry,
                    });
                }
            }
        }
        hits
    }

    /// What the words at a hit mean.
    pub(super) fn meaning(&self, hit: &Hit) -> &Meaning {
        &self.entries[hit.entry].meaning
    }
}

impl Entry {
    /// The token after the words, where they stand at `at`.
    fn end(&self, text: &Text<'_>, at: usize) -> Option<usize> {
        let all = self.words.iter().enumerate().all(|(place, word)| {
            word.is(text.str(at + place)) && (place == 0 || text.same_paragraph(at + place))
        });
        let end = at + self.words.len();
        // `Shahed-136s`: the plural of a number is a token of its own.
        let many = text.kind(end - 1) == Kind::Number && text.says(end, "s") && text.glued(end);
        all.then(|| end + usize::from(many))
    }
}

impl Word {
    fn is(&self, word: &str) -> bool {
        self.spellings.iter().any(|spelling| {
            if self.any_case {
                same(spelling, word)
            } else {
                spelling == word
            }
        })
    }

    /// The bytes that the word may start with in a text.
    fn first_bytes(&self) -> Vec<u8> {
        let mut bytes: Vec<u8> = self
            .spellings
            .iter()
            .filter_map(|spelling| spelling.chars().next())
            .flat_map(|first| [first.to_lowercase().next(), first.to_uppercase().next()])
            .flatten()
            .filter_map(|first| first.encode_utf8(&mut [0; 4]).bytes().next())
            .collect();
        bytes.sort_unstable();
        bytes.dedup();
        bytes
    }
}

/// Whether two words differ in nothing but capitals.
fn same(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return a.eq_ignore_ascii_case(b);
    }
    a.chars()
        .flat_map(char::to_lowercase)
        .eq(b.chars().flat_map(char::to_lowercase))
}

/// The words as a text is cut; the last also in the plural where they are counted.
fn cut(words: &str, counted: bool) -> Vec<Word> {
    let tokens = lex(words, |_, _| UNKNOWN);
    let last = tokens.len().saturating_sub(1);
    tokens
        .iter()
        .enumerate()
        .filter_map(|(place, token)| {
            let written = words.get(token.start as usize..token.end as usize)?;
            let mut spellings = Vec::new();
            for apostrophe in ["'", "’", "´"] {
                let spelling = written.replace(['\'', '’', '´'], apostrophe);
                if !spellings.contains(&spelling) {
                    spellings.push(spelling);
                }
            }
            if counted && place == last && token.kind == Kind::Word {
                spellings.push(plural(written));
            }
            let mut letters = written.chars().filter(|c| c.is_alphabetic()).peekable();
            let capitals = letters.peek().is_some() && letters.all(char::is_uppercase);
            Some(Word {
                spellings,
                any_case: !capitals,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(words: &OwnWords, source: &str) -> Vec<String> {
        let text = Text::with(source, words);
        let hits = words.hits(&text);
        hits.into_iter()
            .map(|hit| text.words(hit.tokens).to_owned())
            .collect()
    }

    #[test]
    fn capitals_matter_in_words_of_capitals_alone() {
        let unit = |words: &str| OwnWords::default().unit(words, "x");
        assert_eq!(
            hits(&unit("Lancet drone"), "a lancet Drone"),
            ["lancet Drone"]
        );
        assert_eq!(hits(&unit("IT"), "it is IT, not It"), ["IT"]);
        assert_eq!(hits(&unit("UAV"), "a UAV, two UAVs"), ["UAV", "UAVs"]);
        assert_eq!(hits(&unit("Шахед"), "шахед ШАХЕД"), ["шахед", "ШАХЕД"]);
    }

    #[test]
    fn units_stand_in_the_plural_and_claimants_do_not() {
        let unit = OwnWords::default().unit("supply lorry", "supply lorry");
        assert_eq!(hits(&unit, "40 supply lorries"), ["supply lorries"]);
        let model = OwnWords::default().unit("Shahed-136", "Shahed-136");
        assert_eq!(hits(&model, "40 Shahed-136s"), ["Shahed-136s"]);
        let claimant = OwnWords::default().claimant("Ukraine's Staff", "Ukrainian General Staff");
        assert_eq!(
            hits(&claimant, "Ukraine’s Staff, Ukraine's Staffs"),
            ["Ukraine’s Staff"]
        );
    }

    #[test]
    fn the_longest_and_the_latest_come_first() {
        let words = OwnWords::default()
            .unit("drone", "a")
            .unit("drone boat", "b")
            .unit("drone", "c");
        let text = Text::with("drone boats", &words);
        let names: Vec<&Meaning> = words
            .hits(&text)
            .iter()
            .map(|hit| words.meaning(hit))
            .collect();
        assert_eq!(
            names,
            [
                &Meaning::Unit("b".to_owned()),
                &Meaning::Unit("c".to_owned()),
                &Meaning::Unit("a".to_owned())
            ]
        );
    }

    #[test]
    fn words_that_say_nothing_are_passed_over() {
        for words in ["", "  ", "—", "…"] {
            assert!(OwnWords::default().unit(words, "x").is_empty(), "{words:?}");
        }
        assert!(OwnWords::default().tag("tank", " ").is_empty());
    }
}
