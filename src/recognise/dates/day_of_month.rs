//! Days whose month is told elsewhere: "on the 27th", "the 15th day of next month", "Friday,
//! June 15" behind a pointer ("this Friday, June 15").

use std::ops::Range;

use jiff::civil::Date;

use super::relative::{atom, pointer};
use super::settle::{Direction, Partial, unit_around};
use super::{Atom, Found, Moment, calendar, parts};
use crate::model::{Precision, When};
use crate::recognise::lexer::Kind;
use crate::recognise::lexicon::class;
use crate::recognise::text::Text;
use crate::recognise::word_list::words;

/// A day of the month at `at`.
pub(super) fn day_of_month(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    beside_pointer(text, at, published)
        .or_else(|| of_month(text, at, published))
        .or_else(|| alone(text, at, published))
}

/// "this Friday, June 15": the date says which Friday is meant.
fn beside_pointer(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    let shift = pointer(text, at)?;
    if !text.is(at + 1, class::WEEKDAY) {
        return None;
    }
    let joint = text.str(at + 2);
    let on = at + 2 + usize::from(matches!(joint, "-" | "," | "("));
    let numeric = text.kind(on) == Kind::Number && matches!(text.str(on + 1), "/" | ".");
    let found = if numeric {
        numbers(text, on)
    } else {
        calendar::calendar(text, on, published).and_then(|found| match found.moment {
            Moment::Partial(partial) => Some((partial, found.end)),
            _ => None,
        })
    };
    let (mut date, mut end) = found?;
    date.month.and(date.day)?;
    date.weekday = i8::try_from(text.entry(at + 1).weekday).ok();
    end += usize::from(joint == "(" && text.str(end) == ")");
    let direction = if shift < 0 {
        Direction::Past
    } else {
        Direction::Future
    };
    atom(at, end, date.settle(published, direction), published)
}

/// `7/6`, month first.
fn numbers(text: &Text<'_>, at: usize) -> Option<(Partial, usize)> {
    let month = calendar::month_number(text, at)?;
    let day = calendar::digits(text, at + 2, 2)?;
    let day = i8::try_from(day)
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    let date = Partial {
        month: Some(month),
        day: Some(day),
        ..Partial::default()
    };
    Some((date, at + 3))
}

/// "the 15th day of next month", "20th of this month", "the 21st this month".
fn of_month(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    let start = at + usize::from(text.says(at, "the"));
    let (day, mut end) = parts::ordinal(text, start)?;
    end += usize::from(text.says(end, "day"));
    end += usize::from(text.says(end, "of"));
    let shift = pointer(text, end)?;
    if !text.says(end + 1, "month") {
        return None;
    }
    let when = published.and_then(|date| {
        let month = unit_around(8, date, shift)?.start();
        let day = i8::try_from(day).ok()?;
        Date::new(month.year(), month.month(), day)
            .ok()
            .map(When::day)
    });
    atom(at, end + 2, when, published)
}

/// The day of "on the 8th" in the month that its paragraph named last: "In August it gave …, half
/// of it on the 8th".
pub(super) fn of_named_month(
    text: &Text<'_>,
    tokens: &Range<usize>,
    before: &[Found],
) -> Option<When> {
    let (the, number) = (tokens.start, tokens.start + 1);
    let suffix = text.is(number + 1, class::ORDINAL_SUFFIX);
    if !text.says(the, "the") || tokens.end != number + 1 + usize::from(suffix) {
        return None;
    }
    let day = i8::try_from(calendar::digits(text, number, 2)?).ok()?;
    let paragraph = text.paragraph_start(the);
    let named = before
        .iter()
        .rev()
        .take_while(|date| date.tokens.start >= paragraph)
        .filter(|date| {
            !(date.tokens.start.saturating_sub(10)..date.tokens.start)
                .any(|at| text.says(at, "since"))
        })
        .filter_map(|date| date.when)
        .find(|when| matches!(when.precision(), Precision::Month | Precision::Day))?;
    let month = named.start();
    let day = Date::new(month.year(), month.month(), day).ok()?;
    Some(When::day(day))
}

/// What may follow a day of the month: "on the 6th and", but "on the 6th floor".
const JOINTS: u64 = class::PREPOSITION | class::CONJUNCTION | class::AUXILIARY;

/// "on the 27th", where nothing is counted behind it.
fn alone(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    if !text.says(at, "the") || text.kind(at + 1) != Kind::Number {
        return None;
    }
    let led = text.says_any(
        at.wrapping_sub(1),
        words![
            "on", "for", "until", "till", "by", "since", "from", "before", "after",
        ],
    );
    if !led {
        return None;
    }
    let ordinal = parts::ordinal(text, at + 1);
    let (day, end) = match ordinal {
        Some((day, end)) => (i8::try_from(day).ok()?, end),
        None => (
            i8::try_from(calendar::digits(text, at + 1, 2)?).ok()?,
            at + 2,
        ),
    };
    let goes_on = ordinal.is_some() && text.is(end, JOINTS) && !text.says(end, "of");
    let closed = goes_on || matches!(text.kind(end), Kind::Stop | Kind::End | Kind::Comma);
    if !closed || !(1..=31).contains(&day) {
        return None;
    }
    let date = Partial {
        day: Some(day),
        ..Partial::default()
    };
    let direction = super::direction(text, at);
    atom(at, end, date.settle(published, direction), published)
}
