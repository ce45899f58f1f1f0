//! What became of a passage, in terms that a person can be told.

use std::ops::Range;

/// What became of a passage. The ranges are bytes of the new text, on character boundaries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The same words stand among the same words.
    Kept(Range<usize>),
    /// The same words stand among others, and no other place can be meant.
    Moved(Range<usize>),
    /// A person has to say where the words stand now.
    InQuestion(Question),
    /// Neither the words nor anything like them stand there any more.
    Gone,
}

/// Where the words may stand now, and why that is not sure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Why a person has to say.
    pub why: Why,
    /// The places that may be meant, the likeliest first; never empty.
    pub places: Vec<Range<usize>>,
}

/// Why a person has to say where words stand now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The numbers in or next to the words are others.
    NumbersChanged {
        /// What they were.
        old: String,
        /// What they are at the likeliest place.
        new: String,
    },
    /// The words are others.
    WordsChanged,
    /// The same words stand at so many places, and what stands around them does not decide.
    SeveralPlaces(usize),
    /// The same words stand among quite other ones.
    SurroundingsChanged,
}

impl std::fmt::Display for Why {
    /// As a person reads it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NumbersChanged { old, new } if old.is_empty() => write!(f, "{new} is new here"),
            Self::NumbersChanged { old, new } if new.is_empty() => write!(f, "{old} is gone"),
            Self::NumbersChanged { old, new } => write!(f, "{old} became {new}"),
            Self::WordsChanged => f.write_str("The words changed"),
            Self::SeveralPlaces(1) => f.write_str("One of several places with these words is left"),
            Self::SeveralPlaces(count) => write!(f, "The same words stand at {count} places"),
            Self::SurroundingsChanged => f.write_str("Everything around the words changed"),
        }
    }
}
