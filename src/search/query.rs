//! The language in which a project is asked: words, "phrases", /patterns/ and fields, of which
//! every one must hold, and `-` before what must not.
//!
//! `military tag:aid unit:USD amount:>1bn date:2024-02..2024-05 -claimant:"UK MoD"`: one language
//! for the table of claims, charts, search and the command line. Here it is read and printed;
//! [`super::asking`] puts it to claims, [`super::everywhere`] to texts. Printing a query that was
//! read gives one that reads the same.

mod field;
mod parse;
mod value;

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

pub use self::field::Field;
pub use self::value::{Part, Span, State, Words};
use crate::model::{Amount, Bound, FigureKind, Grade, Stage, When};

/// A question: everything in it must hold at once. An empty one asks for nothing in particular.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    terms: Vec<Term>,
}

/// One thing that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// It must not hold.
    pub negated: bool,
    /// What it is.
    pub asked: Asked,
}

/// What one term asks for. Where there are several values any one suffices; there is always one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Words anywhere in a claim, an article's text or a page.
    Anywhere(Words),
    /// Words in one field of text: tag, unit, claimant, subject, publisher, title, quote, note.
    In(Field, Vec<Words>),
    /// The value that stands for the figure.
    Amount(Span<Amount>),
    /// The time that the claim holds for.
    Date(Vec<Span<When>>),
    /// The day that the article was published.
    Published(Vec<Span<When>>),
    /// How far money has come.
    Stage(Vec<Stage>),
    /// What sort of quantity.
    Kind(Vec<FigureKind>),
    /// How the words limit the value.
    Bound(Vec<Bound>),
    /// How far to trust the claim; what is open in the grade may be anything.
    Grade(Vec<Grade>),
    /// What the claim is.
    Is(Vec<State>),
    /// What the claim has.
    Has(Vec<Part>),
}

/// Why a text is no query: the place, the reason, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}: {remedy}")]
pub struct QueryFault {
    /// The bytes of the text that are not understood.
    pub range: Range<usize>,
    /// What is wrong with them, without a full stop.
    pub reason: String,
    /// What to write instead.
    pub remedy: String,
}

impl Query {
    /// What is asked for, in the order in which it was written.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Whether it asks for nothing in particular.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether it asks for something that only claims have.
    pub fn is_of_claims(&self) -> bool {
        let of_claims = |term: &Term| match &term.asked {
            Asked::Anywhere(_) | Asked::Published(_) => false,
            Asked::In(field, _) => !matches!(field, Field::Publisher | Field::Title),
            _ => true,
        };
        self.terms.iter().any(of_claims)
    }
}

impl QueryFault {
    /// The fault with the words that it is about, for where the query itself is not beside it.
    pub fn spoken(&self, query: &str) -> String {
        let before = query.get(..self.range.start).unwrap_or(query);
        let place = before.chars().count() + 1;
        format!("At character {place} of the query: {self}")
    }
}

impl FromStr for Query {
    type Err = QueryFault;

    /// Reads a query.
    ///
    /// # Errors
    /// [`QueryFault`] where something in it is no word, phrase, pattern or field.
    fn from_str(text: &str) -> Result<Self, QueryFault> {
        parse::terms(text).map(|terms| Self { terms })
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, term) in self.terms.iter().enumerate() {
            if place > 0 {
                f.write_str(" ")?;
            }
            term.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negated {
            f.write_str("-")?;
        }
        self.asked.fmt(f)
    }
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Anywhere(words) => words.fmt(f),
            Self::In(field, any) => list(f, *field, any),
            Self::Amount(span) => list(f, Field::Amount, [span]),
            Self::Date(any) => list(f, Field::Date, any),
            Self::Published(any) => list(f, Field::Published, any),
            Self::Stage(any) => list(f, Field::Stage, any),
            Self::Kind(any) => list(f, Field::Kind, any),
            Self::Bound(any) => list(f, Field::Bound, any),
            Self::Grade(any) => list(f, Field::Grade, any.iter().map(|grade| grade.code())),
            Self::Is(any) => list(f, Field::Is, any),
            Self::Has(any) => list(f, Field::Has, any),
        }
    }
}

fn list(
    f: &mut fmt::Formatter<'_>,
    field: Field,
    values: impl IntoIterator<Item = impl fmt::Display>,
) -> fmt::Result {
    write!(f, "{field}:")?;
    for (place, value) in values.into_iter().enumerate() {
        if place > 0 {
            f.write_str(",")?;
        }
        value.fmt(f)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
