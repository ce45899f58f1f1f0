//! Dates by a count of units: "three years ago", "two weeks from tomorrow", "within 3 years".

use jiff::civil::Date;

use super::relative::{atom, days_from};
use super::settle::{Partial, span_of};
use super::{Atom, Moment, calendar};
use crate::model::When;
use crate::recognise::lexer::Kind;
use crate::recognise::lexicon::class;
use crate::recognise::number::{Form, number};
use crate::recognise::text::Text;
use crate::recognise::word_list::words;

/// "within 3 years".
pub(super) fn within(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    if !text.says(at, "within") {
        return None;
    }
    let the = usize::from(text.says(at + 1, "the"));
    let next = usize::from(text.says(at + 1 + the, "next"));
    let (count, end) = count_at(text, at + 1 + the + next)?;
    let unit = text.entry(end).time_unit;
    if !text.is(end, class::TIME_UNIT) || unit < 4 {
        return None;
    }
    let when = published.and_then(|date| {
        let last = date.checked_add(span_of(unit, count)?).ok()?;
        Some(When::period(date, last))
    });
    let mut found = atom(at, end + 1, when, published)?;
    found.claims = false;
    Some(found)
}

/// "three years ago", "a week ago", "two weeks from tomorrow", "two days before yesterday",
/// "within 3 years", "1 month and 21 days ago".
pub(super) fn counted(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    // A unit of time must follow; asked first, since every number comes by here.
    if !(at + 1..at + 8).any(|unit| text.is(unit, class::TIME_UNIT)) {
        return None;
    }
    let mut here = at;
    let mut parts: Vec<(u8, i64)> = Vec::new();
    loop {
        let (count, end) = count_at(text, here)?;
        let unit_at = end + usize::from(text.says_any(end, words!["business", "working"]));
        if !text.is(unit_at, class::TIME_UNIT) || text.kind(unit_at) != Kind::Word {
            return None;
        }
        parts.push((text.entry(unit_at).time_unit, count));
        here = unit_at + 1;
        let joint = usize::from(text.kind(here) == Kind::Comma || text.says(here, "and"));
        let more = count_at(text, here + joint)
            .is_some_and(|(_, end)| text.is(end, class::TIME_UNIT) && text.kind(end) == Kind::Word);
        if !more || parts.len() > 3 {
            break;
        }
        here += joint;
    }
    // "2 weeks starting May 20th".
    if text.says_any(here, words!["starting", "beginning", "commencing"])
        && let [(unit, count)] = parts[..]
    {
        let on = here + 1 + usize::from(text.says_any(here + 1, words!["on", "the"]));
        let named = super::atom(text, on, published)?;
        let start = match named.moment {
            Moment::Whole(when) => Some(when),
            Moment::Partial(date) => date.settle(published, super::direction(text, at)),
            Moment::Open | Moment::Now => None,
        };
        let when = start.and_then(|start| {
            let last = start.start().checked_add(span_of(unit, count)?).ok()?;
            Some(When::period(start.start(), last.yesterday().ok()?))
        });
        let mut found = atom(at, named.end, when, published)?;
        found.claims = false;
        return Some(found);
    }
    if let Some(found) = ahead(text, at, here, &parts, published) {
        return Some(found);
    }
    let earlier = text.says(here, "earlier") && !text.says(here + 1, "than");
    let (sign, base, end) = if text.says(here, "ago") || earlier {
        (-1, published, here + 1)
    } else if text.says_any(here, words!["from", "after", "before"])
        && text.is(here + 1, class::TODAY)
    {
        let sign = if text.says(here, "before") { -1 } else { 1 };
        let shift = i64::from(text.entry(here + 1).day_shift);
        let base = days_from(published, shift).map(When::start);
        (sign, base, here + 2)
    } else if text.says_any(here, words!["from", "after", "before"])
        && let Some((base, end)) = named_day(text, here + 1, at, published)
    {
        let sign = if text.says(here, "before") { -1 } else { 1 };
        (sign, base, end)
    } else {
        return None;
    };
    // The clock is not read: hours ago is the day itself.
    let when = base.and_then(|base| {
        parts.iter().try_fold(base, |date, (unit, count)| {
            date.checked_add(span_of(*unit, count.checked_mul(sign)?)?)
                .ok()
        })
    });
    if parts.iter().all(|(unit, _)| *unit < 4) {
        return None;
    }
    let mut found = atom(at, end, when.map(When::day), published)?;
    found.claims = false;
    Some(found)
}

/// The day that a count starts from, and the token after its name: "Christmas", "3 May", "new year".
fn named_day(
    text: &Text<'_>,
    at: usize,
    count: usize,
    published: Option<Date>,
) -> Option<(Option<Date>, usize)> {
    let the = at + usize::from(text.says(at, "the"));
    if text.says(the, "new") && text.says(the + 1, "year") && text.kind(the + 2) != Kind::Possessive
    {
        let year = published.map(|date| date.year() + i16::from(date.month() > 6));
        return Some((year.and_then(|year| Date::new(year, 1, 1).ok()), the + 2));
    }
    let Atom { end, moment, .. } = calendar::calendar(text, at, published)?;
    let day = match moment {
        Moment::Partial(date @ Partial { day: Some(_), .. }) => {
            date.settle(published, super::direction(text, count))
        }
        Moment::Whole(when) if when.start() == when.end() => Some(when),
        _ => return None,
    };
    Some((day.map(When::start), end))
}

/// "in a fortnight", "in four business days", "in two weeks' time": a day that lies ahead. "In
/// three weeks" alone may also say how long it took.
fn ahead(
    text: &Text<'_>,
    at: usize,
    behind: usize,
    parts: &[(u8, i64)],
    published: Option<Date>,
) -> Option<Atom> {
    let &[(unit, count)] = parts else {
        return None;
    };
    let lead = at.checked_sub(1).filter(|&lead| text.says(lead, "in"))?;
    let business = text.says_any(behind.wrapping_sub(2), words!["business", "working"]);
    let time = matches!(text.kind(behind), Kind::Possessive | Kind::Quote)
        && text.says(behind + 1, "time");
    let fortnight = unit == 7;
    if !(business || time || fortnight) || unit < 4 {
        return None;
    }
    let day = published.and_then(|date| {
        if business && unit == 4 {
            after_working_days(date, count)
        } else {
            date.checked_add(span_of(unit, count)?).ok()
        }
    });
    let end = behind + 2 * usize::from(time);
    let mut found = atom(lead, end, day.map(When::day), published)?;
    found.claims = false;
    Some(found)
}

/// The day that comes so many working days after `date`.
fn after_working_days(date: Date, count: i64) -> Option<Date> {
    let mut day = date;
    for _ in 0..count.min(500) {
        day = day.tomorrow().ok()?;
        while day.weekday().to_monday_one_offset() > 5 {
            day = day.tomorrow().ok()?;
        }
    }
    Some(day)
}

/// A whole count before a unit of time.
pub(super) fn count_at(text: &Text<'_>, at: usize) -> Option<(i64, usize)> {
    // "couple weeks", "few days" behind "next" or "last".
    if text.says_any(at, words!["couple", "few"]) {
        let of = usize::from(text.says(at + 1, "of"));
        return Some((if text.says(at, "few") { 3 } else { 2 }, at + 1 + of));
    }
    if text.says_any(at, words!["a", "an"]) {
        if text.says(at + 1, "few") {
            return Some((3, at + 2));
        }
        if text.says(at + 1, "couple") {
            return Some((2, at + 2 + usize::from(text.says(at + 2, "of"))));
        }
        if text.is(at + 1, class::TIME_UNIT) {
            return Some((1, at + 1));
        }
        return None;
    }
    let count = number(text, at, false)?;
    let whole = count.form != Form::Vague && count.value.fract().is_zero();
    whole.then_some(())?;
    let many: i64 = count.value.try_into().ok()?;
    ((0..5000).contains(&many)).then_some((many, count.end))
}
