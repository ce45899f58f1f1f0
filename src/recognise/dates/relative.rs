//! Dates that hang on the article's date: "yesterday", "last week", "three years ago".

use jiff::civil::Date;

use super::settle::{
    Direction, Partial, month_of, span_of, unit_around, units_beside, week_of, weekday_near,
    weekday_of_week, year_of,
};
use super::{Atom, Moment, calendar};
use crate::model::When;
use crate::recognise::lexer::Kind;
use crate::recognise::lexicon::class;
use crate::recognise::number::{Form, number};
use crate::recognise::text::Text;

/// A relative date at `at`; with no date of the article it is found, but open.
pub(super) fn relative(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    if text.kind(at) == Kind::Number || text.kind(at) == Kind::Word {
        named_day(text, at, published)
            .or_else(|| week_with(text, at, published))
            .or_else(|| nth_of(text, at, published))
            .or_else(|| part_of_year(text, at))
            .or_else(|| shifted(text, at, published))
            .or_else(|| within(text, at, published))
            .or_else(|| weekday_of(text, at, published))
            .or_else(|| weekend(text, at, published))
            .or_else(|| counted(text, at, published))
    } else {
        None
    }
}

/// "last week of 2016" before "last week" is read.
fn part_of_year(text: &Text<'_>, at: usize) -> Option<Atom> {
    let (moment, end) = calendar::part_of_year(text, at)?;
    Some(Atom {
        start: at,
        end,
        moment,
        claims: true,
    })
}

/// "Tuesday of last week".
fn weekday_of(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    if !text.is(at, class::WEEKDAY) || !text.says(at + 1, "of") || !text.says(at + 3, "week") {
        return None;
    }
    let shift = pointer(text, at + 2)?;
    let weekday = i8::try_from(text.entry(at).weekday).ok()?;
    let day = published.and_then(|date| weekday_of_week(date, weekday, shift));
    atom(at, at + 4, day.map(When::day), published)
}

/// "over the weekend": the last one, seen from a working day.
fn weekend(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    let start = at + usize::from(text.says(at, "the"));
    let alone = start > at || text.says_any(at.wrapping_sub(1), &["on", "at", "by", "for"]);
    if !text.says(start, "weekend") || !alone {
        return None;
    }
    let when = published.and_then(|date| {
        let over = text.says_any(at.wrapping_sub(1), &["over", "during"]);
        let working = date.weekday().to_monday_one_offset() < 6;
        unit_around(6, date, -i32::from(over && working))
    });
    atom(at, start + 1, when, published)
}

/// "within 3 years".
fn within(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    if !text.says(at, "within") {
        return None;
    }
    let (count, end) = count_at(text, at + 1)?;
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

fn atom(start: usize, end: usize, when: Option<When>, published: Option<Date>) -> Option<Atom> {
    let moment = match (when, published) {
        (Some(when), _) => Moment::Whole(when),
        (None, None) => Moment::Open,
        (None, Some(_)) => return None,
    };
    Some(Atom {
        start,
        end,
        moment,
        claims: true,
    })
}

fn days_from(date: Option<Date>, days: i64) -> Option<When> {
    date?.checked_add(span_of(4, days)?).ok().map(When::day)
}

/// "today", "yesterday", "the day before yesterday", "now".
fn named_day(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    if text.is(at, class::TODAY) {
        if text.says(at, "now") {
            return Some(Atom {
                start: at,
                end: at + 1,
                moment: Moment::Now,
                claims: true,
            });
        }
        // "Subscribe today!"
        if text.says_any(
            at.wrapping_sub(1),
            &["subscribe", "join", "donate", "register", "download"],
        ) {
            return None;
        }
        let shift = i64::from(text.entry(at).day_shift);
        return atom(at, at + 1, days_from(published, shift), published);
    }
    let start = at + usize::from(text.says(at, "the"));
    if text.says(start, "day") && text.says_any(start + 1, &["before", "after"]) {
        let shift = if text.says(start + 1, "before") {
            -1
        } else {
            1
        };
        let base = start + 2;
        if text.is(base, class::TODAY) {
            let days = i64::from(text.entry(base).day_shift) + shift;
            return atom(at, base + 1, days_from(published, days), published);
        }
        if text.says(base, "election") && text.says(base + 1, "day") {
            let when = election_day(published).and_then(|day| days_from(Some(day), shift));
            return atom(at, base + 2, when, published);
        }
    }
    None
}

/// The latest American election day, the Tuesday after the first Monday of November, in an even
/// year.
fn election_day(published: Option<Date>) -> Option<Date> {
    let published = published?;
    (0..4)
        .filter_map(|back| {
            let year = published.year() - back;
            let first = Date::new(year, 11, 1).ok()?;
            let monday = weekday_near(first, 1, Direction::Future)?;
            (year % 2 == 0).then(|| monday.tomorrow().ok()).flatten()
        })
        .find(|day| *day <= published)
}

/// How many units from this one a word points.
fn pointer(text: &Text<'_>, at: usize) -> Option<i32> {
    match &*text.entry(at).text {
        "this" | "current" | "same" | "present" => Some(0),
        "that" => Some(0).filter(|_| text.says_any(at + 1, &["weekend"])),
        "next" | "coming" | "upcoming" | "following" | "forthcoming" => Some(1),
        "last" | "past" | "previous" | "prior" => Some(-1),
        _ => None,
    }
}

/// "last week", "next Friday", "this summer", "the last three months", "next June", "the new
/// year", "early next year", "end of next week".
fn shifted(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    let mut here = at;
    if text.says_any(here, &["earlier", "later", "late", "early", "mid"]) {
        here += 1 + usize::from(text.kind(here + 1) == Kind::Hyphen);
    } else if text.says_any(
        here,
        &["end", "beginning", "start", "middle", "rest", "eoy"],
    ) && text.says_any(here + 1, &["of"])
    {
        here += 2;
    }
    here += usize::from(text.says(here, "the"));
    if text.says(here, "new")
        && text.says(here + 1, "year")
        && text.kind(here + 2) != Kind::Possessive
    {
        let year = published.and_then(|date| year_of(date.year() + i16::from(date.month() > 1)));
        return atom(here, here + 2, year, published);
    }
    if here > at + 1 && text.is(here, class::TIME_UNIT) && text.says(here.wrapping_sub(1), "the") {
        let unit = text.entry(here).time_unit;
        let whole = matches!(unit, 5 | 8 | 10);
        if whole {
            let when = published.and_then(|date| unit_around(unit, date, 0));
            return atom(here, here + 1, when, published);
        }
        return None;
    }
    let shift = pointer(text, here)?;
    let next = here + 1;
    if text.is(next, class::WEEKDAY) {
        let weekday = i8::try_from(text.entry(next).weekday).ok()?;
        let near = text.says_any(here, &["coming", "upcoming", "past"]);
        let day = published.and_then(|date| {
            if near && shift > 0 {
                weekday_near(date.tomorrow().ok()?, weekday, Direction::Future)
            } else if near {
                weekday_near(date.yesterday().ok()?, weekday, Direction::Past)
            } else {
                weekday_of_week(date, weekday, shift)
            }
        });
        return atom(here, next + 1, day.map(When::day), published);
    }
    if text.is(next, class::MONTH)
        && (text.capital(next) || !text.says_any(next, &["may", "march"]))
    {
        return month_beside(text, here, next, shift, published);
    }
    if text.is(next, class::SEASON) {
        let season = Partial {
            season: Some(text.entry(next).season),
            year: published.map(Date::year),
            ..Partial::default()
        };
        let when = season.settle(published, Direction::Past).and_then(|when| {
            let published = published?;
            let year = when.start().year();
            let year = match shift {
                1 if when.start() <= published => year + 1,
                -1 if when.end() >= published => year - 1,
                _ => year,
            };
            Partial {
                year: Some(year),
                ..season
            }
            .settle(None, Direction::Past)
        });
        return atom(here, next + 1, when, published);
    }
    if text.is(next, class::TIME_UNIT) && text.kind(next) == Kind::Word {
        return unit_beside(text, here, next, shift, published);
    }
    let count = number(text, next, false)?;
    let whole = count.form != Form::Vague && count.value.fract().is_zero();
    let unit_at =
        count.end + usize::from(text.says(count.end, "next") || text.says(count.end, "business"));
    if shift == 0 || !whole || !text.is(unit_at, class::TIME_UNIT) {
        return None;
    }
    let unit = text.entry(unit_at).time_unit;
    let many: i64 = count.value.try_into().ok()?;
    let when = published.and_then(|date| units_beside(unit, date, many, shift > 0));
    if unit < 4 {
        return None;
    }
    let mut found = atom(here, unit_at + 1, when, published)?;
    found.claims = false;
    Some(found)
}

fn month_beside(
    text: &Text<'_>,
    here: usize,
    next: usize,
    shift: i32,
    published: Option<Date>,
) -> Option<Atom> {
    let month = i8::try_from(text.entry(next).month).ok()?;
    let when = published.and_then(|date| {
        let year = match shift {
            1 => date.year() + i16::from(month <= date.month()),
            -1 => date.year() - i16::from(month >= date.month()),
            _ => date.year(),
        };
        month_of(year, month)
    });
    let day = calendar::bare_day(text, next + 1).filter(|_| text.kind(next + 1) == Kind::Number);
    if day.is_some() {
        return None;
    }
    atom(here, next + 1, when, published)
}

fn unit_beside(
    text: &Text<'_>,
    here: usize,
    unit_at: usize,
    shift: i32,
    published: Option<Date>,
) -> Option<Atom> {
    let unit = text.entry(unit_at).time_unit;
    if unit < 4 || text.str(unit_at).ends_with('s') {
        return None;
    }
    let mut end = unit_at + 1;
    if unit == 13 {
        let when = days_from(published, i64::from(shift));
        return atom(here, end, when, published);
    }
    if unit == 7 {
        let when = published.and_then(|date| units_beside(5, date, 2, shift > 0));
        return atom(here, end, when, published);
    }
    // "next week Sunday", "last week on Tuesday".
    if unit == 5 {
        let on = end + usize::from(text.says(end, "on"));
        if text.is(on, class::WEEKDAY) && text.kind(on) == Kind::Word {
            let weekday = i8::try_from(text.entry(on).weekday).ok()?;
            let day = published.and_then(|date| weekday_of_week(date, weekday, shift));
            end = on + 1;
            return atom(here, end, day.map(When::day), published);
        }
    }
    let when = published.and_then(|date| unit_around(unit, date, shift));
    atom(here, end, when, published)
}

/// "the week of April 10", "week beginning February 4", "the week after next".
fn week_with(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
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
    let joint = text.says_any(
        start + 1,
        &["of", "beginning", "starting", "commencing", "ending"],
    );
    if !joint || !matches!(unit, 5 | 8) {
        return None;
    }
    let on = start + 2 + usize::from(text.says_any(start + 2, &["on", "the"]));
    let Atom { end, moment, .. } = calendar::calendar(text, on)?;
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
fn nth_of(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    let start = at + usize::from(text.says(at, "the"));
    let last = text.says(start, "last");
    let (nth, unit) = calendar::ordinal(text, start).or_else(|| last.then_some((0, start + 1)))?;
    let of = unit + 1;
    if !text.says_any(of, &["of", "in"]) {
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
    let found = calendar::calendar(text, at)?;
    let Moment::Partial(month) = found.moment else {
        return None;
    };
    if month.day.is_some() {
        return None;
    }
    let when = month.settle(published, Direction::Past);
    Some((when.map(When::start), found.end))
}

/// "three years ago", "a week ago", "two weeks from tomorrow", "two days before yesterday",
/// "within 3 years", "1 month and 21 days ago".
fn counted(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    let mut here = at;
    let mut parts: Vec<(u8, i64)> = Vec::new();
    loop {
        let (count, end) = count_at(text, here)?;
        let unit_at = end + usize::from(text.says(end, "business"));
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
    let (sign, base, end) = if text.says(here, "ago") {
        (-1, published, here + 1)
    } else if text.says_any(here, &["from", "after", "before"]) && text.is(here + 1, class::TODAY) {
        let sign = if text.says(here, "before") { -1 } else { 1 };
        let shift = i64::from(text.entry(here + 1).day_shift);
        let base = days_from(published, shift).map(When::start);
        (sign, base, here + 2)
    } else if text.says_any(here, &["from", "after", "before"])
        && let Some(Atom {
            end,
            moment: Moment::Partial(date @ Partial { day: Some(_), .. }),
            ..
        }) = calendar::calendar(text, here + 1)
    {
        let sign = if text.says(here, "before") { -1 } else { 1 };
        let base = date
            .settle(published, super::direction(text, at))
            .map(When::start);
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

/// A whole count before a unit of time.
fn count_at(text: &Text<'_>, at: usize) -> Option<(i64, usize)> {
    if text.says_any(at, &["a", "an"]) {
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
