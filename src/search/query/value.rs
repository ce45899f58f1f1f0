//! What stands after a field's colon: words, spans of amounts and dates, and the names of states.

use std::fmt;

use strum::{Display, EnumIter, IntoEnumIterator};

use crate::model::{Amount, Grade, InformationGrade, SourceGrade, When};
use crate::search::text::{QueryError, TextOptions, TextQuery};

/// Words that stand together, or a pattern.
#[derive(Debug, Clone)]
pub struct Words {
    text: String,
    is_pattern: bool,
    ready: TextQuery,
}

/// A part of an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span<T> {
    /// Just this.
    Is(T),
    /// Before or below it.
    Under(T),
    /// Up to it.
    UpTo(T),
    /// From it on.
    From(T),
    /// After or above it.
    Over(T),
    /// From one to the other, both included.
    Between(T, T),
}

/// What a claim is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, Display)]
#[strum(serialize_all = "kebab-case")]
pub enum State {
    /// Its figure is of a period.
    InPeriod,
    /// Its figure is a running total.
    Cumulative,
    /// Its figure is so much a day, week, month or year.
    Rate,
    /// Its words are gone from the article, and a person said so.
    Detached,
    /// Its words are gone from their place, and nobody decided yet.
    InQuestion,
}

/// What a claim has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, Display)]
#[strum(serialize_all = "kebab-case")]
pub enum Part {
    /// A tag.
    Tag,
    /// A figure.
    Figure,
    /// A figure with a number.
    Amount,
    /// A date.
    Date,
    /// Somebody who says so.
    Claimant,
    /// Somebody whose it is.
    Subject,
    /// A stage.
    Stage,
    /// A grade.
    Grade,
    /// A note.
    Note,
    /// A finding that it is part of.
    Finding,
}

impl Words {
    /// Words that stand together. In a field of names only whole words count.
    pub(super) fn plain(text: String, whole_words: bool) -> Result<Self, QueryError> {
        let options = TextOptions {
            whole_words,
            ..TextOptions::default()
        };
        Ok(Self {
            ready: TextQuery::new(&text, options)?,
            text,
            is_pattern: false,
        })
    }

    /// A pattern.
    pub(super) fn pattern(text: String) -> Result<Self, QueryError> {
        Ok(Self {
            ready: TextQuery::pattern(&text)?,
            text,
            is_pattern: true,
        })
    }

    /// The words as they are looked for.
    pub fn ready(&self) -> &TextQuery {
        &self.ready
    }

    /// The words, or the pattern without its slashes.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is a pattern.
    pub fn is_pattern(&self) -> bool {
        self.is_pattern
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        (&self.text, self.is_pattern) == (&other.text, other.is_pattern)
    }
}

impl Eq for Words {}

/// Whether a character opens or closes a phrase.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_pattern {
            return write!(f, "/{}/", self.text);
        }
        let begins_bare = |c: char| c != '-' && c != '/';
        let is_bare = |c: char| !c.is_whitespace() && !is_quote(c) && !matches!(c, ',' | ':');
        if self.text.starts_with(begins_bare) && self.text.chars().all(is_bare) {
            return f.write_str(&self.text);
        }
        f.write_str("\"")?;
        for c in self.text.chars() {
            if is_quote(c) || c == '\\' {
                f.write_str("\\")?;
            }
            write!(f, "{c}")?;
        }
        f.write_str("\"")
    }
}

impl<T> Span<T> {
    /// Reads `5`, `>5`, `>=5`, `<5`, `<=5`, `5..`, `..5` and `5..9`.
    pub(super) fn parse<E>(text: &str, read: impl Fn(&str) -> Result<T, E>) -> Result<Self, E> {
        // The longer signs first.
        let after = |sign| text.strip_prefix(sign);
        if let Some(rest) = after(">=") {
            return read(rest).map(Self::From);
        } else if let Some(rest) = after("<=") {
            return read(rest).map(Self::UpTo);
        } else if let Some(rest) = after(">") {
            return read(rest).map(Self::Over);
        } else if let Some(rest) = after("<") {
            return read(rest).map(Self::Under);
        } else if let Some(rest) = after("=") {
            return read(rest).map(Self::Is);
        }
        match text.split_once("..") {
            None => read(text).map(Self::Is),
            Some(("", to)) => read(to).map(Self::UpTo),
            Some((from, "")) => read(from).map(Self::From),
            Some((from, to)) => Ok(Self::Between(read(from)?, read(to)?)),
        }
    }
}

impl Span<Amount> {
    /// Whether an amount is in the span.
    pub fn holds(&self, amount: Amount) -> bool {
        match *self {
            Self::Is(limit) => amount == limit,
            Self::Under(limit) => amount < limit,
            Self::UpTo(limit) => amount <= limit,
            Self::From(limit) => amount >= limit,
            Self::Over(limit) => amount > limit,
            Self::Between(from, to) => (from..=to).contains(&amount),
        }
    }
}

impl Span<When> {
    /// Whether some day of a time is in the span.
    pub fn holds(&self, when: When) -> bool {
        match *self {
            Self::Is(own) => when.end() >= own.start() && when.start() <= own.end(),
            Self::Under(limit) => when.start() < limit.start(),
            Self::UpTo(limit) => when.start() <= limit.end(),
            Self::From(limit) => when.end() >= limit.start(),
            Self::Over(limit) => when.end() > limit.end(),
            Self::Between(from, to) => when.end() >= from.start() && when.start() <= to.end(),
        }
    }
}

impl<T: fmt::Display> fmt::Display for Span<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Is(limit) => write!(f, "{limit}"),
            Self::Under(limit) => write!(f, "<{limit}"),
            Self::UpTo(limit) => write!(f, "<={limit}"),
            Self::From(limit) => write!(f, ">={limit}"),
            Self::Over(limit) => write!(f, ">{limit}"),
            Self::Between(from, to) => write!(f, "{from}..{to}"),
        }
    }
}

/// The one of several that is called so; small and capital letters, spaces, hyphens and
/// underlines do not count.
pub(super) fn one_of<T: IntoEnumIterator + fmt::Display>(text: &str) -> Option<T> {
    let plain = |text: &str| -> String {
        let kept = text.chars().filter(|c| !matches!(c, ' ' | '-' | '_'));
        kept.flat_map(char::to_lowercase).collect()
    };
    let wanted = plain(text);
    T::iter().find(|one| plain(&one.to_string()) == wanted)
}

/// The names of all, for a message.
pub(super) fn names<T: IntoEnumIterator + fmt::Display>() -> String {
    let names: Vec<String> = T::iter()
        .map(|one| one.to_string().replace('_', "-"))
        .collect();
    names.join(", ")
}

/// Reads `B2`, `B` or `2`.
pub(super) fn grade(text: &str) -> Option<Grade> {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letter = &text[..text.len() - digits.len()];
    let source = match letter {
        "" => None,
        letter => Some(letter.to_ascii_uppercase().parse::<SourceGrade>().ok()?),
    };
    let information = match digits {
        "" => None,
        digits => {
            let number: u8 = digits.parse().ok()?;
            Some(InformationGrade::iter().find(|grade| grade.number() == number)?)
        }
    };
    let grade = Grade {
        source,
        information,
    };
    (!grade.is_open()).then_some(grade)
}
