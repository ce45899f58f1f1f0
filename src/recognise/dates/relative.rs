//! Dates that hang on the article's date: "yesterday", "last week", "three years ago".

use jiff::civil::Date;

use super::counted::{count_at, counted, within};
use super::day_of_month::day_of_month;
use super::holiday::{holiday_beside, holiday_weekend};
use super::settle::{
    Direction, Partial, month_of, span_of, unit_around, units_beside, weekday_near,
    weekday_of_week, year_of,
};
use super::weeks::{first_of, nth_of, week_with, weekday_of};
use super::{Atom, Moment, calendar, parts};
use crate::model::When;
use crate::recognise::lexer::Kind;
use crate::recognise::lexicon::class;

use crate::recognise::text::Text;
use crate::recognise::word_list::words;

/// A relative date at `at`; with no date of the article it is found, but open.
pub(super) fn relative(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    match text.kind(at) {
        Kind::Number => behind_number(text, at, published),
        Kind::Word => named_day(text, at, published)
            .or_else(|| day_of_month(text, at, published))
            .or_else(|| week_with(text, at, published))
            .or_else(|| nth_of(text, at, published))
            .or_else(|| first_of(text, at, published))
            .or_else(|| part_of_year(text, at))
            .or_else(|| this_year(text, at, published))
            .or_else(|| shifted(text, at, published))
            .or_else(|| within(text, at, published))
            .or_else(|| weekday_of(text, at, published))
            .or_else(|| weekend(text, at, published))
            .or_else(|| counted(text, at, published)),
        _ => None,
    }
}

/// "year to date", `EOY`; "the year" where it ends what is said ("a forecast for the year").
fn this_year(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    if text.says(at, "eoy") && text.all_capitals(at) {
        let year = published.and_then(|date| year_of(date.year()));
        return atom(at, at + 1, year, published);
    }
    let joint = |at: usize| usize::from(text.kind(at) == Kind::Hyphen);
    let to = at + 1 + joint(at + 1);
    let date = to + 1 + joint(to + 1);
    if text.says(at, "year") && text.says(to, "to") && text.says(date, "date") {
        let when = published.and_then(|day| Some(When::period(year_of(day.year())?.start(), day)));
        return atom(at, date + 1, when, published);
    }
    let unit = at + 1;
    let led = text.says_any(at.wrapping_sub(1), words!["for", "of", "in"]);
    let ends = match text.kind(unit + 1) {
        Kind::Word | Kind::Number | Kind::Possessive => false,
        Kind::Hyphen => !text.glued(unit + 1),
        _ => true,
    };
    if !text.says(at, "the")
        || text.capital(unit)
        || !led
        || !ends
        || !text.says_any(unit, words!["day", "week", "month", "year"])
    {
        return None;
    }
    let when = published.and_then(|date| unit_around(text.entry(unit).time_unit, date, 0));
    atom(at, unit + 1, when, published)
}

/// What may start with digits: every number of a text comes by here, so the cheap questions are
/// asked first.
fn behind_number(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    let ordinal = text.is(at + 1, class::ORDINAL_SUFFIX).then(|| {
        day_of_month(text, at, published)
            .or_else(|| nth_of(text, at, published))
            .or_else(|| part_of_year(text, at))
    });
    ordinal
        .flatten()
        .or_else(|| {
            let pointed = text.is(at + 1, class::CALENDAR);
            pointed.then(|| shifted(text, at, published)).flatten()
        })
        .or_else(|| counted(text, at, published))
}

/// "last week of 2016" before "last week" is read.
fn part_of_year(text: &Text<'_>, at: usize) -> Option<Atom> {
    let (moment, end) = parts::part_of_year(text, at)?;
    Some(Atom {
        start: at,
        end,
        moment,
        claims: true,
    })
}

/// "over the weekend": the last one, seen from a working day.
fn weekend(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    let start = at + usize::from(text.says(at, "the"));
    // "the weekend of Halloween".
    if text.says(start, "weekend")
        && text.says(start + 1, "of")
        && let Some((when, end)) = holiday_weekend(text, start + 2, published)
    {
        return atom(at, end, when, published);
    }
    let alone = start > at || text.says_any(at.wrapping_sub(1), words!["on", "at", "by", "for"]);
    if !text.says(start, "weekend") || !alone {
        return None;
    }
    let when = published.and_then(|date| {
        let over = text.says_any(at.wrapping_sub(1), words!["over", "during"]);
        let working = date.weekday().to_monday_one_offset() < 6;
        unit_around(6, date, -i32::from(over && working))
    });
    atom(at, start + 1, when, published)
}

pub(super) fn atom(
    start: usize,
    end: usize,
    when: Option<When>,
    published: Option<Date>,
) -> Option<Atom> {
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

pub(super) fn days_from(date: Option<Date>, days: i64) -> Option<When> {
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
            words!["subscribe", "join", "donate", "register", "download"],
        ) {
            return None;
        }
        let shift = i64::from(text.entry(at).day_shift);
        return atom(at, at + 1, days_from(published, shift), published);
    }
    let start = at + usize::from(text.says(at, "the"));
    if text.says(start, "day") && text.says_any(start + 1, words!["before", "after"]) {
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
        // "from 95 the day before.": what it comes before need not be said.
        let alone = !matches!(text.kind(base), Kind::Word | Kind::Quote | Kind::Number)
            || text.says_any(base, words!["and", "but"]);
        if shift < 0 && start > at && alone {
            return atom(at, base, days_from(published, -1), published);
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
pub(super) fn pointer(text: &Text<'_>, at: usize) -> Option<i32> {
    if !text.is(at, class::CALENDAR) && !text.says(at, "present") {
        return None;
    }
    match &*text.entry(at).text {
        "this" | "current" | "same" | "present" => Some(0),
        "that" => Some(0).filter(|_| text.says_any(at + 1, words!["weekend"])),
        "next" | "coming" | "upcoming" | "following" | "forthcoming" => Some(1),
        "last" | "past" | "previous" | "prior" => Some(-1),
        _ => None,
    }
}

/// "last week", "next Friday", "this summer", "the last three months", "next June", "the new
/// year", "early next year", "end of next week".
fn shifted(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    let mut here = at;
    if text.says_any(here, words!["earlier", "later", "late", "early", "mid"]) {
        here += 1 + usize::from(text.kind(here + 1) == Kind::Hyphen);
    } else if text.says_any(
        here,
        words!["end", "beginning", "start", "middle", "rest", "eoy"],
    ) && text.says_any(here + 1, words!["of"])
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
    if here > at + 1
        && text.is(here, class::TIME_UNIT)
        && text.says_any(here.wrapping_sub(1), words!["the", "of"])
    {
        let unit = text.entry(here).time_unit;
        let whole = matches!(unit, 5 | 8 | 10);
        if whole {
            let when = published.and_then(|date| unit_around(unit, date, 0));
            return atom(here, here + 1, when, published);
        }
        return None;
    }
    // "5 upcoming years".
    if text.kind(here) == Kind::Number
        && let Some(shift) = pointer(text, here + 1).filter(|shift| *shift != 0)
        && let Some((many, _)) = count_at(text, here)
    {
        let unit = text.entry(here + 2).time_unit;
        if text.is(here + 2, class::TIME_UNIT) && unit > 3 && text.str(here + 2).ends_with('s') {
            let when = published.and_then(|date| units_beside(unit, date, many, shift > 0));
            let mut found = atom(here, here + 3, when, published)?;
            found.claims = false;
            return Some(found);
        }
    }
    let shift = pointer(text, here)?;
    let mut next = here + 1;
    if let Some((when, end)) = holiday_beside(text, next, shift, published) {
        return atom(here, end, when, published);
    }
    if text.says(next, "workweek") {
        let when = published.and_then(|date| unit_around(5, date, shift));
        return atom(here, next + 1, when, published);
    }
    // "this calendar year", "next working week".
    let work = text.says_any(
        next,
        words!["calendar", "working", "work", "business", "fiscal"],
    );
    next += usize::from(work && text.is(next + 1, class::TIME_UNIT));
    if text.is(next, class::WEEKDAY) {
        let weekday = i8::try_from(text.entry(next).weekday).ok()?;
        let near = text.says_any(here, words!["coming", "upcoming", "past"]);
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
        && (text.capital(next) || !text.says_any(next, words!["may", "march"]))
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
    let (many, end) = count_at(text, next)?;
    let unit_at = end + usize::from(text.says_any(end, words!["next", "business"]));
    if shift == 0 || !text.is(unit_at, class::TIME_UNIT) {
        return None;
    }
    let unit = text.entry(unit_at).time_unit;
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
        // Two whole weeks, as a week is a whole one.
        let when = published.and_then(|date| {
            let first = unit_around(5, date, 2 * shift)?.start();
            let last = first.checked_add(span_of(4, 13)?).ok()?;
            Some(When::period(first, last))
        });
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
