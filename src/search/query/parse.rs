//! Reading a query: terms apart by spaces, each a field with values, a pattern, a phrase or a
//! word. Every fault names the bytes that it is about.

use std::ops::Range;

use super::field::Field;
use super::value::{Span, Words, grade, is_quote, names, one_of};
use super::{Asked, QueryFault, Term};
use crate::model::{Amount, When};
use crate::search::text::QueryError;

/// A value as it is written.
struct Value {
    text: String,
    sort: Sort,
    range: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Bare,
    Quoted,
    Pattern,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

/// The terms of a query.
pub(super) fn terms(text: &str) -> Result<Vec<Term>, QueryFault> {
    let mut reader = Reader { text, at: 0 };
    let mut terms = Vec::new();
    loop {
        reader.skip_spaces();
        if reader.rest().is_empty() {
            return Ok(terms);
        }
        terms.push(reader.term()?);
    }
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip_spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn term(&mut self) -> Result<Term, QueryFault> {
        let rest = self.rest();
        let negated = rest
            .strip_prefix('-')
            .is_some_and(|after| !after.is_empty() && !after.starts_with(char::is_whitespace));
        self.at += usize::from(negated);
        let start = self.at;
        let asked = if let Some(field) = self.field()? {
            self.asked(field, start)?
        } else {
            Asked::Anywhere(words(self.value(false)?, false)?)
        };
        Ok(Term { negated, asked })
    }

    /// The field that begins here with its colon; none where there is none.
    fn field(&mut self) -> Result<Option<Field>, QueryFault> {
        let rest = self.rest();
        let name = &rest[..rest.len()
            - rest
                .trim_start_matches(|c: char| c.is_ascii_alphabetic())
                .len()];
        let Some(after) = rest[name.len()..].strip_prefix(':') else {
            return Ok(None);
        };
        if name.is_empty() || after.starts_with("//") {
            return Ok(None);
        }
        let start = self.at;
        self.at += name.len() + 1;
        match Field::named(name) {
            Some(field) => Ok(Some(field)),
            None => Err(QueryFault {
                range: start..self.at,
                reason: format!("There is no field “{name}”"),
                remedy: format!(
                    "the fields are {}; put words with a colon in quotes",
                    Field::names()
                ),
            }),
        }
    }

    /// What a field asks; the values begin here.
    fn asked(&mut self, field: Field, start: usize) -> Result<Asked, QueryFault> {
        if field == Field::Amount {
            // Amounts have commas of their own.
            let value = self.value(false)?;
            let value = given(value, field, start)?;
            return span(&value, Amount::parse_typed, |a, b| a <= b).map(Asked::Amount);
        }
        let mut values = Vec::new();
        loop {
            let value = self.value(true)?;
            values.push(given(value, field, start)?);
            match self.rest().strip_prefix(',') {
                Some(_) => self.at += 1,
                None => break,
            }
        }
        if let Some(c) = self.rest().chars().next().filter(|c| !c.is_whitespace()) {
            return Err(QueryFault {
                range: self.at..self.at + c.len_utf8(),
                reason: format!("“{c}” follows a value of {field}: at once"),
                remedy: "put a space or a comma between them".to_owned(),
            });
        }
        Ok(match field {
            Field::Tag
            | Field::Unit
            | Field::Claimant
            | Field::Subject
            | Field::Publisher
            | Field::Title
            | Field::Quote
            | Field::Note
            | Field::Amount => {
                let names = !matches!(field, Field::Title | Field::Quote | Field::Note);
                let any = values.into_iter().map(|value| words(value, names));
                Asked::In(field, any.collect::<Result<_, _>>()?)
            }
            Field::Date => Asked::Date(dates(&values)?),
            Field::Published => Asked::Published(dates(&values)?),
            Field::Stage => Asked::Stage(choices(field, &values)?),
            Field::Kind => Asked::Kind(choices(field, &values)?),
            Field::Bound => Asked::Bound(choices(field, &values)?),
            Field::Is => Asked::Is(choices(field, &values)?),
            Field::Has => Asked::Has(choices(field, &values)?),
            Field::Grade => {
                let read = |value: &Value| {
                    grade(&value.text).ok_or_else(|| QueryFault {
                        range: value.range.clone(),
                        reason: format!("“{}” is no grade", value.text),
                        remedy: "write a letter from A to F, a digit from 1 to 6, or both, such \
                                 as grade:B2"
                            .to_owned(),
                    })
                };
                Asked::Grade(values.iter().map(read).collect::<Result<_, _>>()?)
            }
        })
    }

    /// The value that begins here; it may be empty. In a list it ends at a comma.
    fn value(&mut self, in_list: bool) -> Result<Value, QueryFault> {
        let start = self.at;
        let rest = self.rest();
        let (text, sort) = match rest.chars().next() {
            Some(c) if is_quote(c) => (self.quoted(c)?, Sort::Quoted),
            Some('/') => (self.pattern()?, Sort::Pattern),
            _ => {
                let ends = |c: char| c.is_whitespace() || (in_list && c == ',');
                let end = rest.find(ends).unwrap_or(rest.len());
                self.at += end;
                (rest[..end].to_owned(), Sort::Bare)
            }
        };
        Ok(Value {
            text,
            sort,
            range: start..self.at,
        })
    }

    /// A phrase to its closing quote. A backslash stands before a quote or a backslash that
    /// belongs to it.
    fn quoted(&mut self, opening: char) -> Result<String, QueryFault> {
        let start = self.at;
        let mut out = String::new();
        let mut chars = self.rest().char_indices().skip(1).peekable();
        while let Some((at, c)) = chars.next() {
            if is_quote(c) {
                self.at += at + c.len_utf8();
                return Ok(out);
            }
            match chars.peek() {
                Some((_, escaped)) if c == '\\' && (is_quote(*escaped) || *escaped == '\\') => {
                    out.push(*escaped);
                    chars.next();
                }
                _ => out.push(c),
            }
        }
        Err(QueryFault {
            range: start..self.text.len(),
            reason: format!("The quote {opening} is not closed"),
            remedy: "put another \" where the words end".to_owned(),
        })
    }

    /// A pattern to its closing slash. A slash of its own has a backslash before it.
    fn pattern(&mut self) -> Result<String, QueryFault> {
        let start = self.at;
        let mut escaped = false;
        for (at, c) in self.rest().char_indices().skip(1) {
            match c {
                '/' if !escaped => {
                    let pattern = &self.rest()[1..at];
                    self.at += at + 1;
                    return Ok(pattern.to_owned());
                }
                '\\' => escaped = !escaped,
                _ => escaped = false,
            }
        }
        Err(QueryFault {
            range: start..self.text.len(),
            reason: "The pattern that begins with / is not closed".to_owned(),
            remedy: "put another / where it ends, or quotes around words with a slash".to_owned(),
        })
    }
}

/// A value of a field that must be there.
fn given(value: Value, field: Field, start: usize) -> Result<Value, QueryFault> {
    if value.text.trim().is_empty() {
        let (_, example) = field.help();
        return Err(QueryFault {
            range: start..value.range.end,
            reason: format!("{field}: has no value"),
            remedy: format!("write it right after the colon or comma, such as {example}"),
        });
    }
    Ok(value)
}

fn words(value: Value, whole: bool) -> Result<Words, QueryFault> {
    let Value { text, sort, range } = value;
    let made = match sort {
        Sort::Pattern => Words::pattern(text),
        Sort::Bare | Sort::Quoted => Words::plain(text, whole),
    };
    made.map_err(|error| {
        let (reason, remedy) = match error {
            QueryError::Empty => ("There is nothing between them", "write words between them"),
            QueryError::TooLong => ("That is too long to look for", "give fewer words"),
            QueryError::Pattern(reason) => {
                return QueryFault {
                    range,
                    reason: format!("This is no pattern ({reason})"),
                    remedy: "mend it, or put the words in quotes".to_owned(),
                };
            }
        };
        QueryFault {
            range,
            reason: reason.to_owned(),
            remedy: remedy.to_owned(),
        }
    })
}

fn span<T: Copy, E: std::fmt::Display>(
    value: &Value,
    read: impl Fn(&str) -> Result<T, E>,
    in_order: impl Fn(T, T) -> bool,
) -> Result<Span<T>, QueryFault> {
    let span = Span::parse(&value.text, read).map_err(|error| {
        let told = error.to_string();
        let (reason, remedy) = told
            .split_once("; ")
            .unwrap_or((told.as_str(), "write a value, or two with .. between them"));
        QueryFault {
            range: value.range.clone(),
            reason: reason.to_owned(),
            remedy: remedy.to_owned(),
        }
    })?;
    match span {
        Span::Between(from, to) if !in_order(from, to) => Err(QueryFault {
            range: value.range.clone(),
            reason: "The span ends before it begins".to_owned(),
            remedy: "turn its ends round".to_owned(),
        }),
        span => Ok(span),
    }
}

fn dates(values: &[Value]) -> Result<Vec<Span<When>>, QueryFault> {
    let one = |value| span(value, str::parse::<When>, |a, b| a.start() <= b.end());
    values.iter().map(one).collect()
}

fn choices<T: strum::IntoEnumIterator + std::fmt::Display>(
    field: Field,
    values: &[Value],
) -> Result<Vec<T>, QueryFault> {
    let read = |value: &Value| {
        one_of(&value.text).ok_or_else(|| QueryFault {
            range: value.range.clone(),
            reason: format!("{field}: knows no “{}”", value.text),
            remedy: format!("write one of {}", names::<T>()),
        })
    };
    values.iter().map(read).collect()
}
