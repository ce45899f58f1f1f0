//! What the recogniser finds, as others get it: values and byte ranges, no tokens.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use strum::{Display, EnumString};

use super::own_words::OwnWords;
use crate::model::{Figure, Stage, When};

/// What is known of a text before it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// The date of the article: what "Tuesday" and "last month" count from.
    pub published: Option<When>,
    /// The analyst's own units, claimants and rules for tags.
    pub words: Arc<OwnWords>,
}

/// One thing found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// A quantity and what is said of it.
    Figure(Box<FigureRecord>),
    /// A day, a month or a period.
    Date(DateRecord),
}

impl Record {
    /// The bytes of its core: number, magnitude and unit, or the words of the date.
    pub fn span(&self) -> Range<usize> {
        match self {
            Self::Figure(figure) => figure.span.clone(),
            Self::Date(date) => date.span.clone(),
        }
    }
}

/// A quantity in a text, and what the words around it say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRecord {
    /// Number, magnitude, and currency, percent sign or unit of time.
    pub span: Range<usize>,
    /// The whole phrase: with limiting words, noun and rate.
    pub full: Range<usize>,
    /// The quantity.
    pub figure: Figure,
    /// The time that it holds for.
    pub when: Option<When>,
    /// Who says so.
    pub claimant: Option<Claimant>,
    /// Whose aid, whose losses.
    pub subject: Option<String>,
    /// How far money has come.
    pub stage: Option<Stage>,
    /// Proposed tags, as paths: `aid/military`.
    pub tags: Vec<String>,
    /// Whether the text asserts it; none where it simply does.
    pub polarity: Option<Polarity>,
    /// Whether the quantity rose or fell by it or to it.
    pub trend: Option<Trend>,
    /// The first byte of the figure that this one is a part of.
    pub part_of: Option<usize>,
    /// The first byte of the figure that says the same in another currency or unit.
    pub same_as: Option<usize>,
    /// How likely it is what an analyst wants and is read right, in per cent.
    pub confidence: u8,
    /// The words that decided, one or more for each field.
    pub why: Vec<Reason>,
}

/// Words that decided something of a figure. They are kept as places: most are never shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What they decided: "casualties", "time frame".
    pub field: &'static str,
    /// Their bytes.
    pub words: Range<usize>,
    /// The bytes of more words, elsewhere in the sentence: what the claimant does.
    pub more: Option<Range<usize>>,
}

impl Reason {
    /// The words as `text` gives them; nothing where the places are not of that text.
    pub fn words<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match self.parts(text) {
            (words, Some(more)) => Cow::Owned(format!("{words} {more}")),
            (words, None) => Cow::Borrowed(words),
        }
    }

    /// The words and those elsewhere, each as `text` gives them.
    pub(super) fn parts<'a>(&self, text: &'a str) -> (&'a str, Option<&'a str>) {
        let words = text.get(self.words.clone()).unwrap_or_default();
        let more = self.more.clone().and_then(|more| text.get(more));
        (words, more)
    }
}

/// Who says so, and where the text names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimant {
    /// The name or description, as the text gives it.
    pub name: String,
    /// The bytes of the name.
    pub span: Range<usize>,
}

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateRecord {
    /// The words of the date.
    pub span: Range<usize>,
    /// The day or period; none where it needs a date of the article that is not known.
    pub when: Option<When>,
    /// The two ends of a period as the text names them: "2014 to May 2018".
    pub ends: Option<(When, When)>,
    /// Its TIMEX3 value where no civil date can say it.
    pub timex: Option<String>,
}

/// How the text stands to what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Display, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Polarity {
    /// It denies it.
    Negated,
    /// It has not been able to confirm it.
    Unconfirmed,
    /// It speaks of what might be.
    Hypothetical,
}

/// Which way the quantity went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Trend {
    /// It rose.
    Up,
    /// It fell.
    Down,
}
