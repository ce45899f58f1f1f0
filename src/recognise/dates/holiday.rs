//! Holidays that name a day: fixed ones ("Christmas Eve"), those by a weekday of their month
//! ("Thanksgiving"), and those that hang on Easter ("Good Friday").

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::Moment;
use super::calendar::{Reading, partial, year_after};
use super::settle::Direction;
use crate::model::When;
use crate::recognise::lexer::Kind;
use crate::recognise::lexicon::class;
use crate::recognise::text::Text;

/// When a holiday is.
#[derive(Debug, Clone, Copy)]
enum Rule {
    /// A month and a day.
    Fixed(i8, i8),
    /// The nth weekday of a month, and days after it.
    Nth(i8, i8, Weekday, i32),
    /// Days after Easter Sunday of the western churches.
    Easter(i32),
}

/// Their words, the longer before the shorter.
const HOLIDAYS: [(&[&str], Rule); 15] = [
    (&["christmas", "eve"], Rule::Fixed(12, 24)),
    (&["christmas", "day"], Rule::Fixed(12, 25)),
    (&["christmas"], Rule::Fixed(12, 25)),
    (&["halloween"], Rule::Fixed(10, 31)),
    (&["earth", "day"], Rule::Fixed(4, 22)),
    (&["saint", "patrick"], Rule::Fixed(3, 17)),
    (&["labor", "day"], Rule::Nth(9, 1, Weekday::Monday, 0)),
    (
        &["thanksgiving", "day"],
        Rule::Nth(11, 4, Weekday::Thursday, 0),
    ),
    (&["thanksgiving"], Rule::Nth(11, 4, Weekday::Thursday, 0)),
    (&["black", "friday"], Rule::Nth(11, 4, Weekday::Thursday, 1)),
    (&["good", "friday"], Rule::Easter(-2)),
    (&["palm", "sunday"], Rule::Easter(-7)),
    (&["easter", "sunday"], Rule::Easter(0)),
    (&["easter", "monday"], Rule::Easter(1)),
    (&["easter"], Rule::Easter(0)),
];

/// A holiday at `at`, with the year behind it.
pub(super) fn holiday(text: &Text<'_>, at: usize, published: Option<Date>) -> Reading {
    let lower = [
        "christmas",
        "halloween",
        "new",
        "easter",
        "black",
        "earth",
        "labor",
        "saint",
    ];
    if !text.is(at, class::CALENDAR) {
        return None;
    }
    if !text.capital(at) && !text.says_any(at, &lower) {
        return None;
    }
    if text.says(at, "election") && text.says(at + 1, "day") {
        return Some((Moment::Open, at + 2));
    }
    let (rule, end) = named(text, at)?;
    let (year, end) = match year_after(text, end) {
        Some((year, after)) => (Some(year), after),
        None => (None, end),
    };
    if let Rule::Fixed(month, day) = rule {
        return Some((partial(year, Some(month), Some(day)), end));
    }
    let moment = match (year, published) {
        (Some(year), _) => Moment::Whole(When::day(rule.of(year)?)),
        (None, Some(published)) => {
            let day = match super::direction(text, at) {
                Direction::Past => (0..2)
                    .filter_map(|back| rule.of(published.year() - back))
                    .find(|day| *day <= published),
                Direction::Future => (0..2)
                    .filter_map(|ahead| rule.of(published.year() + ahead))
                    .find(|day| *day >= published),
            };
            Moment::Whole(When::day(day?))
        }
        (None, None) => Moment::Open,
    };
    Some((moment, end))
}

fn named(text: &Text<'_>, at: usize) -> Option<(Rule, usize)> {
    // "New Year's Eve", "Valentine's Day": the possessive is a token of its own.
    if text.says(at, "new") && text.says(at + 1, "year") && text.kind(at + 2) == Kind::Possessive {
        let eve = text.says(at + 3, "eve");
        let rule = if eve {
            Rule::Fixed(12, 31)
        } else {
            Rule::Fixed(1, 1)
        };
        return Some((rule, at + 4));
    }
    if text.says(at, "valentine") {
        return Some((Rule::Fixed(2, 14), at + 3));
    }
    HOLIDAYS.iter().find_map(|(words, rule)| {
        let all = words
            .iter()
            .enumerate()
            .all(|(i, word)| text.says(at + i, word));
        all.then_some((*rule, at + words.len()))
    })
}

impl Rule {
    /// The day in a year.
    fn of(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed(month, day) => Date::new(year, month, day).ok(),
            Self::Nth(month, nth, weekday, after) => Date::new(year, month, 1)
                .ok()?
                .nth_weekday_of_month(nth, weekday)
                .ok()?
                .checked_add(after.days())
                .ok(),
            Self::Easter(after) => easter(year)?.checked_add(after.days()).ok(),
        }
    }
}

/// Easter Sunday by the Gregorian reckoning (Oudin's algorithm of 1940).
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let century = year_number / 100;
    let golden = year_number % 19;
    let age = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    let late = age / 28;
    let full_moon = age - late * (1 - late * (29 / (age + 1)) * ((21 - golden) / 11));
    let weekday =
        (year_number + year_number / 4 + full_moon + 2 - century + century / 4).rem_euclid(7);
    let days = full_moon - weekday;
    let month = 3 + (days + 40) / 44;
    let day = days + 28 - 31 * (month / 4);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easter_of_some_years() {
        assert_eq!(easter(2019), Some(date(2019, 4, 21)));
        assert_eq!(easter(2024), Some(date(2024, 3, 31)));
        assert_eq!(easter(2025), Some(date(2025, 4, 20)));
    }

    #[test]
    fn holidays_by_weekdays() {
        let text = Text::new("Black Friday 2010");
        let found = holiday(&text, 0, None);
        assert_eq!(
            found,
            Some((Moment::Whole(When::day(date(2010, 11, 26))), 3))
        );
    }
}
