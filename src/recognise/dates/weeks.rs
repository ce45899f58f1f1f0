//! Weeks and days by another date: "the week of April 10", "Tuesday of last week", "first Monday
//! of October".

use jiff::civil::Date;

use super::counted::count_at;
use super::relative::{atom, pointer};
use super::settle::{
    Direction, Partial, month_of, nth_week, span_of, unit_around, week_of, weekday_near,
    weekday_of_week,
};
use super::{Atom, Moment, calendar, parts};
use crate::model::When;
use crate::recognise::lexicon::class;
use crate::recognise::text::Text;
use crate::recognise::word_list::words;

/// "Tuesday of last week".
pub(super) fn weekday_of(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    if !text.is(at, class::WEEKDAY) || !text.says(at + 1, "of") || !text.says(at + 3, "week") {
        return None;
    }
    let shift = pointer(text, at + 2)?;
    let weekday = i8::try_from(text.entry(at).weekday).ok()?;
    let day = published.and_then(|date| weekday_of_week(date, weekday, shift));
    atom(at, at + 4, day.map(When::day), published)
}

/// "the week of April 10", "week beginning February 4", "the week after next".
pub(super) fn week_with(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    let start = at + usize::from(text.says(at, "the"));
    let unit = text.entry(start).time_unit;
    if !text.is(start, class::TIME_UNIT)
        || !matches!(unit, 5 | 6 | 8 | 10)
        || text.str(start).ends_with('s')
    {
        return None;
    }
    if text.says(start + 1, "after") {
        let next = start + 2 + usize::from(text.says(start + 2, "the"));
        if text.says(next, "next") {
            let when = published.and_then(|date| unit_around(unit, date, 2));
            return atom(at, next + 1, when, published);
        }
    }
    if unit == 10 && crate::recognise::blocker::is_year(text, start + 1) {
        return None;
    }
    // "week 27 of last year", "week 3 of 2027".
    if unit == 5
        && let Some(nth) = calendar::digits(text, start + 1, 2)
        && (1..=53).contains(&nth)
        && text.says(start + 2, "of")
        && let Some((year, end)) = year_named(text, start + 3, published)
    {
        let when = year.and_then(|year| nth_week(year, i8::try_from(nth).ok()?));
        return atom(at, end, when, published);
    }
    // "week 10", of this year.
    if unit == 5
        && start == at
        && let Some(nth) = calendar::digits(text, start + 1, 2)
        && (1..=53).contains(&nth)
        && !text.says(start + 2, "of")
    {
        let when = published.and_then(|date| nth_week(date.year(), i8::try_from(nth).ok()?));
        return atom(at, start + 2, when, published);
    }
    let joint = text.says_any(
        start + 1,
        words!["of", "beginning", "starting", "commencing", "ending"],
    );
    if !joint || !matches!(unit, 5 | 8) {
        return None;
    }
    let on = start + 2 + usize::from(text.says_any(start + 2, words!["on", "the"]));
    let Atom { end, moment, .. } = calendar::calendar(text, on, published)?;
    let Moment::Partial(date @ Partial { day: Some(_), .. }) = moment else {
        return None;
    };
    let day = date.settle(published, Direction::Past)?;
    let when = if unit == 5 {
        week_of(day.start())
    } else {
        month_of(day.start().year(), day.start().month())
    };
    atom(at, end, when, published)
}

/// "first Friday of this month", "third week of July", "last week of the month".
pub(super) fn nth_of(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    let start = at + usize::from(text.says(at, "the"));
    let last = text.says(start, "last");
    let (nth, unit) = parts::ordinal(text, start).or_else(|| last.then_some((0, start + 1)))?;
    let of = unit + 1;
    // "the third week next year", "the 9th month of next year".
    let year_at = of + usize::from(text.says_any(of, words!["of", "in"]));
    if !last
        && text.says_any(unit, words!["week", "month"])
        && pointer(text, year_at).is_some()
        && let Some((year, end)) = year_named(text, year_at, published)
    {
        let nth = i8::try_from(nth).ok()?;
        let when = year.and_then(|year| {
            if text.says(unit, "week") {
                nth_week(year, nth)
            } else {
                month_of(year, nth)
            }
        });
        return atom(at, end, when, published);
    }
    if !text.says_any(of, words!["of", "in"]) {
        return None;
    }
    let month = month_named(text, of + 1, published)?;
    let (first, end) = (month.0?, month.1);
    let weekday = if text.is(unit, class::WEEKDAY) {
        i8::try_from(text.entry(unit).weekday).ok()?
    } else if text.says(unit, "week") {
        // The first week is the one with the month's first Thursday.
        4
    } else {
        return None;
    };
    let day = if last {
        weekday_near(first.last_of_month(), weekday, Direction::Past)?
    } else {
        let one = weekday_near(first.first_of_month(), weekday, Direction::Future)?;
        one.checked_add(span_of(5, nth - 1)?).ok()?
    };
    let when = if text.says(unit, "week") {
        week_of(day)?
    } else {
        When::day(day)
    };
    atom(at, end, Some(when), published)
}

/// A month by its name or beside this one: its first day, and the token after it.
fn month_named(
    text: &Text<'_>,
    at: usize,
    published: Option<Date>,
) -> Option<(Option<Date>, usize)> {
    if let Some(shift) = pointer(text, at)
        && text.says(at + 1, "month")
    {
        let when = published.and_then(|date| unit_around(8, date, shift));
        return Some((when.map(When::start), at + 2));
    }
    if !text.is(at, class::MONTH) {
        return None;
    }
    let found = calendar::calendar(text, at, published)?;
    let Moment::Partial(month) = found.moment else {
        return None;
    };
    if month.day.is_some() {
        return None;
    }
    let when = month.settle(published, Direction::Past);
    Some((when.map(When::start), found.end))
}

/// A year by its number or beside this one: "2027", "last year", "the year"; and the token after
/// it.
fn year_named(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<(Option<i16>, usize)> {
    if let Some((year, end)) = calendar::year_at(text, at) {
        return Some((Some(year), end));
    }
    let this = text.says(at, "the").then_some(0);
    let shift = this.or_else(|| pointer(text, at))?;
    let year = published.map(|date| {
        date.year()
            .saturating_add(i16::try_from(shift).unwrap_or(0))
    });
    text.says(at + 1, "year").then_some((year, at + 2))
}

/// "first nine months of 2024", "the first ten days of last year", "the last three weeks of this
/// year"; "the first half of the year".
pub(super) fn first_of(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    let start = at + usize::from(text.says(at, "the"));
    let last = text.says(start, "last");
    let nth = parts::ordinal(text, start).map(|(nth, _)| nth);
    let half = text.says(start + 1, "half") && matches!(nth, Some(1 | 2));
    if !half && !last && nth != Some(1) {
        return None;
    }
    let (count, unit_at) = if half {
        (6, start + 1)
    } else {
        count_at(text, start + 1)?
    };
    let of = unit_at + 1;
    if !text.says_any(of, words!["of", "in"]) {
        return None;
    }
    let (year, end) = year_named(text, of + 1, published)?;
    // With its number, the halves of a year are read elsewhere.
    if half && calendar::year_at(text, of + 1).is_some() {
        return None;
    }
    let back = last || nth == Some(2);
    let unit = if half {
        8
    } else {
        text.entry(unit_at).time_unit
    };
    let when = year.and_then(|year| ends_of_year(year, unit, count, back));
    let mut found = atom(at, end, when, published)?;
    found.claims = half;
    Some(found)
}

/// The first or last `count` days, weeks or months of a year.
fn ends_of_year(year: i16, unit: u8, count: i64, back: bool) -> Option<When> {
    let (first, last) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
    if !matches!(unit, 4 | 5 | 8) || count < 1 {
        return None;
    }
    if back {
        // Weeks end on a Sunday.
        let last = match unit {
            5 => weekday_near(last, 7, Direction::Past)?,
            _ => last,
        };
        let from = last
            .tomorrow()
            .ok()?
            .checked_sub(span_of(unit, count)?)
            .ok()?;
        return Some(When::period(from, last));
    }
    let to = first.checked_add(span_of(unit, count)?).ok()?;
    Some(When::period(first, to.yesterday().ok()?))
}
