//! Dates that name themselves: `2024-11-07`, `Jan. 9, 2025`, `12 June`, `Tuesday`, `2022`.

use super::holiday::holiday;
use super::numeric::{numeric, year_month};
use super::parts::{decade, part_of_year, quarter_code, season, short_decade, word_decade};
use super::settle::{Partial, year_of};
use super::{Atom, Moment};
use crate::recognise::blocker::is_year;
use crate::recognise::lexer::{Gap, Kind};
use crate::recognise::lexicon::class;
use crate::recognise::text::Text;
use crate::recognise::word_list::words;
use jiff::civil::Date;

/// A calendar date at `at`.
pub(super) fn calendar(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    let found = match text.kind(at) {
        Kind::Number => numeric(text, at)
            .or_else(|| day_month(text, at))
            .or_else(|| decade(text, at))
            .or_else(|| quarter_code(text, at))
            .or_else(|| year_month(text, at))
            .or_else(|| lone_year(text, at)),
        Kind::Quote => short_decade(text, at),
        Kind::Word => weekday_first(text, at)
            .or_else(|| month_first(text, at))
            .or_else(|| day_month(text, at))
            .or_else(|| quarter_code(text, at))
            .or_else(|| part_of_year(text, at))
            .or_else(|| season(text, at))
            .or_else(|| word_decade(text, at))
            .or_else(|| written_year(text, at))
            .or_else(|| holiday(text, at, published)),
        _ => None,
    }?;
    let (moment, end) = found;
    Some(Atom {
        start: at,
        end,
        moment,
        claims: true,
    })
}

pub(super) type Reading = Option<(Moment, usize)>;

pub(super) fn partial(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> Moment {
    Moment::Partial(Partial {
        year,
        month,
        day,
        ..Partial::default()
    })
}

pub(super) fn digits(text: &Text<'_>, at: usize, most: usize) -> Option<i16> {
    let word = text.str(at);
    (text.kind(at) == Kind::Number && word.len() <= most && text.all_digits(at))
        .then(|| word.parse().ok())
        .flatten()
}

pub(super) fn month_number(text: &Text<'_>, at: usize) -> Option<i8> {
    let number = i8::try_from(digits(text, at, 2)?).ok()?;
    (1..=12).contains(&number).then_some(number)
}

fn day_number(text: &Text<'_>, at: usize) -> Option<i8> {
    let number = i8::try_from(digits(text, at, 2)?).ok()?;
    (1..=31).contains(&number).then_some(number)
}

/// A day of the month at `at`: `9`, `9th`, "twenty-first".
pub(super) fn day(text: &Text<'_>, at: usize) -> Option<(i8, usize)> {
    if let Some(number) = day_number(text, at) {
        let suffix = text.is(at + 1, class::ORDINAL_SUFFIX) && text.glued(at + 1);
        return Some((number, at + 1 + usize::from(suffix)));
    }
    if text.is(at, class::TENS) {
        let next = at + 1 + usize::from(text.kind(at + 1) == Kind::Hyphen);
        let unit = text.entry(next).number;
        if text.is(next, class::ORDINAL | class::SMALL) && (1..10).contains(&unit) {
            let number = i8::try_from(text.entry(at).number + unit).ok()?;
            return (number <= 31).then_some((number, next + 1));
        }
        return None;
    }
    if text.is(at, class::ORDINAL | class::SMALL) {
        let number = i8::try_from(text.entry(at).number).ok()?;
        return ((1..=31).contains(&number) && !text.says(at, "one")).then_some((number, at + 1));
    }
    None
}

/// A month's name at `at`, and the token after it and its point.
pub(super) fn month(text: &Text<'_>, at: usize) -> Option<(i8, usize)> {
    if !text.is(at, class::MONTH) || crate::recognise::claimant::names_person(text, at) {
        return None;
    }
    let month = i8::try_from(text.entry(at).month).ok()?;
    let point = text.str(at + 1) == "." && text.glued(at + 1) && text.str(at).len() <= 9;
    let number_after = text.kind(at + 2) == Kind::Number || !text.ends_sentence(at + 1);
    Some((month, at + 1 + usize::from(point && number_after)))
}

/// The year behind a date: `, 2025`, ` 2025`, `, two thousand and eighteen`.
pub(super) fn year_after(text: &Text<'_>, at: usize) -> Option<(i16, usize)> {
    let comma = text.kind(at) == Kind::Comma;
    let of = text.says_any(at, words!["of", "in"]);
    let year = at + usize::from(comma || of);
    let dash = matches!(text.kind(year), Kind::Hyphen | Kind::Other) && text.glued(year);
    let year = year + usize::from(dash);
    // "April of 87".
    if of
        && text.str(year).len() == 2
        && let Some(short) = digits(text, year, 2).filter(|short| *short > 31)
    {
        return Some((1900 + short, year + 1));
    }
    if is_year(text, year) && text.same_paragraph(year) {
        return Some((digits(text, year, 4)?, year + 1));
    }
    word_year(text, year)
}

/// "two thousand and eighteen", "nineteen seventy eight", "twenty twenty-four".
fn word_year(text: &Text<'_>, at: usize) -> Option<(i16, usize)> {
    if text.says(at, "two") && text.says(at + 1, "thousand") {
        let next = at + 2 + usize::from(text.says(at + 2, "and"));
        if let Some((rest, end)) = below_hundred(text, next) {
            return Some((2000 + rest, end));
        }
        return Some((2000, at + 2));
    }
    let century = text.entry(at).number;
    if !text.is(at, class::SMALL | class::TENS) || !matches!(century, 19 | 20) {
        return None;
    }
    // "nineteen hundred and ninety-three".
    if text.says(at + 1, "hundred") {
        let next = at + 2 + usize::from(text.says(at + 2, "and"));
        let (rest, end) = below_hundred(text, next)?;
        return Some((i16::try_from(century).ok()? * 100 + rest, end));
    }
    let (rest, end) = below_hundred(text, at + 1)?;
    (rest >= 10).then_some((i16::try_from(century).ok()? * 100 + rest, end))
}

fn below_hundred(text: &Text<'_>, at: usize) -> Option<(i16, usize)> {
    let value = i16::try_from(text.entry(at).number).ok()?;
    if text.is(at, class::TENS) {
        let next = at + 1 + usize::from(text.kind(at + 1) == Kind::Hyphen);
        let unit = i16::try_from(text.entry(next).number).ok()?;
        if text.is(next, class::SMALL) && (1..10).contains(&unit) {
            return Some((value + unit, next + 1));
        }
        return Some((value, at + 1));
    }
    text.is(at, class::SMALL).then_some((value, at + 1))
}

/// `Thursday, Jan. 9, 2025`, `Wed, 22 of Jan`, `Friday the 22nd`, `Tuesday`.
fn weekday_first(text: &Text<'_>, at: usize) -> Reading {
    if !text.is(at, class::WEEKDAY) {
        return None;
    }
    let weekday = i8::try_from(text.entry(at).weekday).ok()?;
    let short = text.str(at).len() <= 5 && !text.str(at).to_lowercase().ends_with("day");
    let mut next = at + 1;
    if short && text.str(next) == "." {
        next += 1;
    }
    if text.kind(next) == Kind::Comma || text.str(next) == "(" {
        next += 1;
    }
    let on = next + usize::from(text.says(next, "the"));
    if let Some((Moment::Partial(mut date), end)) = month_first(text, on)
        .or_else(|| day_month(text, on))
        .or_else(|| numeric(text, on))
        && date.day.is_some()
    {
        date.weekday = Some(weekday);
        return Some((Moment::Partial(date), end));
    }
    let alone = Partial {
        weekday: Some(weekday),
        ..Partial::default()
    };
    if text.says(at + 1, "the") || text.kind(at + 1) == Kind::Number {
        let on = at + 1 + usize::from(text.says(at + 1, "the"));
        if let Some((number, end)) = day(text, on)
            && !text.is(end, class::NOUN | class::TIME_UNIT)
            && (text.is(on, class::ORDINAL) || end > on + 1 || text.says(at + 1, "the"))
        {
            let date = Partial {
                day: Some(number),
                ..alone
            };
            return Some((Moment::Partial(date), end));
        }
    }
    // "sun", "sat", "wed", "mon" are words too.
    // "the Sunday Times": a paper.
    let paper = text.capital(at + 1)
        && text.says_any(
            at + 1,
            words![
                "times",
                "telegraph",
                "mail",
                "express",
                "mirror",
                "post",
                "herald",
            ],
        );
    let word =
        paper || short && (!text.capital(at) || text.says_any(at, words!["sun", "sat", "mar"]));
    (!word).then_some((Moment::Partial(alone), at + 1))
}

/// `Jan. 9, 2025`, `Oct-2`, `May twenty-first`, `Feb. 2022`, `mid-January`, `November`.
fn month_first(text: &Text<'_>, at: usize) -> Reading {
    let prefix = prefix(text, at);
    let (number, mut end) = month(text, prefix)?;
    let word = text.says_any(prefix, words!["may", "march", "mar", "jan", "sep", "dec"]);
    if let Some((year, after)) = year_after(text, end) {
        return Some((partial(Some(year), Some(number), None), after));
    }
    let joint = matches!(text.str(end), "-" | "/") && text.glued(end) && text.glued(end + 1);
    let comma = text.kind(end) == Kind::Comma
        && (text.is(end + 2, class::ORDINAL_SUFFIX) && text.glued(end + 2));
    let the = text.says(end, "the") || comma;
    let on = end + usize::from(joint || the);
    let near = joint || text.token(on).gap <= Gap::Line;
    if let Some((day, after)) = day(text, on)
        && near
        && !counts(text, after)
        && (!word || text.capital(prefix) || text.kind(on) == Kind::Number)
    {
        if let Some((year, end)) = year_after(text, after) {
            return Some((partial(Some(year), Some(number), Some(day)), end));
        }
        return Some((partial(None, Some(number), Some(day)), after));
    }
    // "may", "march" alone: a month only behind a preposition and with a capital.
    let dated = text.is(at.wrapping_sub(1), class::BEFORE_DATE | class::PREPOSITION)
        || text.says_any(
            at.wrapping_sub(1),
            words!["the", "and", "to", "between", "a"],
        );
    // `Mar-a-Lago`.
    if text.kind(end) == Kind::Hyphen
        && text.glued(end)
        && text.kind(end + 1) == Kind::Word
        && text.glued(end + 1)
        && !text.is(end + 1, class::MONTH)
    {
        return None;
    }
    let paired = text.capital(prefix)
        && text.says_any(end, words!["to", "through", "until"])
        && text.is(end + 1, class::MONTH)
        && text.capital(end + 1);
    let verb = text.says_any(prefix, words!["may", "march", "mar"]) && !paired;
    let sentence_start = at == 0 || text.ends_sentence(at - 1);
    if verb && !(dated && (text.capital(prefix) || text.says(at.wrapping_sub(1), "in")))
        || !text.capital(prefix) && word && !dated
        || verb && sentence_start
    {
        return None;
    }
    if text.str(end - 1) == "." && text.ends_sentence(end - 1) {
        end -= 1;
    }
    Some((partial(None, Some(number), None), end))
}

/// Whether the number before the token counts something: "May 12 soldiers".
fn counts(text: &Text<'_>, at: usize) -> bool {
    text.is(at, class::NOUN | class::MAGNITUDE | class::PERCENT)
        && text.kind(at) == Kind::Word
        && !text.is(at, class::EVENT)
}

/// The token after "mid-", "late", "early".
fn prefix(text: &Text<'_>, at: usize) -> usize {
    if text.says_any(at, words!["mid", "late", "early", "end"]) {
        let hyphen = text.kind(at + 1) == Kind::Hyphen;
        let of = text.says(at + 1, "of");
        let next = at + 1 + usize::from(hyphen || of);
        if text.is(next, class::MONTH) || is_year(text, next) {
            return next;
        }
    }
    at
}

/// `9 January 2025`, `3rd of March`, "the twenty third day of September".
fn day_month(text: &Text<'_>, at: usize) -> Reading {
    let start = at + usize::from(text.says(at, "the"));
    let (number, mut end) = day(text, start)?;
    end += usize::from(text.says(end, "day"));
    if text.str(end) == "." && text.glued(end) {
        end += 1;
    }
    let joint = text.says(end, "of") || matches!(text.str(end), "-" | "/") && text.glued(end);
    let (month, after) = month(text, end + usize::from(joint))?;
    if text.is(start, class::SMALL) && !joint {
        return None;
    }
    let verb = text.says_any(end, words!["may", "march"]) && !text.capital(end);
    if verb {
        return None;
    }
    if let Some((year, end)) = year_after(text, after) {
        return Some((partial(Some(year), Some(month), Some(number)), end));
    }
    Some((partial(None, Some(month), Some(number)), after))
}

/// A day that only a date behind it makes one: "from 4 to 22 January".
pub(super) fn bare_day(text: &Text<'_>, at: usize) -> Option<Atom> {
    let start = at + usize::from(text.says(at, "the"));
    let (number, end) = day(text, start)?;
    let plain = !counts(text, end) && !text.is(end, class::TIME_UNIT) && text.str(end) != "/";
    plain.then_some(Atom {
        start: at,
        end,
        moment: partial(None, None, Some(number)),
        claims: true,
    })
}

/// The `9` of `9-12 June` and `9 to 12 June`.
pub(super) fn day_before_joint(text: &Text<'_>, at: usize) -> Option<Atom> {
    if text.kind(at) != Kind::Number {
        return None;
    }
    let first = bare_day(text, at)?;
    let joint = matches!(text.kind(first.end), Kind::Hyphen | Kind::Dash)
        || text.says_any(first.end, words!["to", "till", "until", "through"]);
    if !joint {
        return None;
    }
    let (_, end) = day(text, first.end + 1)?;
    let month_follows = text.is(end + usize::from(text.says(end, "of")), class::MONTH)
        || text.says_any(
            end + usize::from(text.says(end, "of")),
            words!["this", "next", "last"],
        ) && text.says(end + 1 + usize::from(text.says(end, "of")), "month");
    month_follows.then_some(first)
}

pub(super) fn year_at(text: &Text<'_>, at: usize) -> Option<(i16, usize)> {
    if is_year(text, at) {
        return Some((digits(text, at, 4)?, at + 1));
    }
    word_year(text, at)
}

/// A year that stands alone, perhaps behind "late", "mid-", "the year".
fn lone_year(text: &Text<'_>, at: usize) -> Reading {
    // `1917 GMT` is a time of day.
    let broken = crate::recognise::blocker::is_broken_date(text, at)
        || text.says_any(at + 1, words!["gmt", "utc", "bst", "edt", "est", "hrs"]);
    if !is_year(text, at) || broken || text.glued(at) && text.kind(at - 1) == Kind::Word {
        return None;
    }
    let before = at.wrapping_sub(1);
    if text.glued(at)
        && matches!(text.kind(before), Kind::Sign | Kind::Hyphen)
        && !text.says(before.wrapping_sub(1), "mid")
        && !is_year(text, before.wrapping_sub(1))
    {
        return None;
    }
    let touching = text.glued(at + 1)
        && (matches!(text.kind(at + 1), Kind::Word | Kind::Other)
            || text.kind(at + 1) == Kind::Colon && text.glued(at + 2))
        && !(text.str(at + 1) == "~" && is_year(text, at + 2));
    let amount = text.is(
        at + 1,
        class::MAGNITUDE | class::PERCENT | class::CURRENCY | class::MEASURE | class::CODE,
    ) && (text.glued(at + 1)
        || text.is(at + 1, class::MAGNITUDE | class::PERCENT | class::CURRENCY));
    if touching || amount {
        return None;
    }
    // "2025 soldiers", "$2,025", "more than 2000".
    crate::recognise::blocker::blocked(text, at)?;
    Some((Moment::Whole(year_of(digits(text, at, 4)?)?), at + 1))
}

/// "in nineteen ninety-six", "two thousand and fifteen".
fn written_year(text: &Text<'_>, at: usize) -> Reading {
    let dated = text.is(at.wrapping_sub(1), class::BEFORE_DATE)
        || text.says_any(at.wrapping_sub(1), words!["between", "and", "to", "year"]);
    let (year, end) = word_year(text, at).filter(|_| dated)?;
    (!text.is(end, class::NOUN)).then(|| Some((Moment::Whole(year_of(year)?), end)))?
}
