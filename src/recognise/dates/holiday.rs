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
use crate::recognise::word_list::{Words, words};

/// When a holiday is.
#[derive(Debug, Clone, Copy)]
enum Rule {
    /// A month and a day.
    Fixed(i8, i8),
    /// The nth weekday of a month, and days after it.
    Nth(i8, i8, Weekday, i32),
    /// Days after Easter Sunday of the western churches.
    Easter(i32),
    /// The day of the country that the sentence names.
    Independence,
}

/// Their words, the longer before the shorter. Possessives between the words are passed over.
const HOLIDAYS: [(&[&str], Rule); 47] = [
    (&["christmas", "eve"], Rule::Fixed(12, 24)),
    (&["christmas", "day"], Rule::Fixed(12, 25)),
    (&["christmas"], Rule::Fixed(12, 25)),
    (&["boxing", "day"], Rule::Fixed(12, 26)),
    (&["halloween"], Rule::Fixed(10, 31)),
    (&["bonfire", "night"], Rule::Fixed(11, 5)),
    (&["earth", "day"], Rule::Fixed(4, 22)),
    (&["saint", "patrick", "day"], Rule::Fixed(3, 17)),
    (&["saint", "patrick"], Rule::Fixed(3, 17)),
    (&["valentine", "day"], Rule::Fixed(2, 14)),
    (&["groundhog", "day"], Rule::Fixed(2, 2)),
    (&["women", "day"], Rule::Fixed(3, 8)),
    (&["anzac", "day"], Rule::Fixed(4, 25)),
    (&["victory", "day"], Rule::Fixed(5, 9)),
    (&["labour", "day"], Rule::Fixed(5, 1)),
    (&["juneteenth"], Rule::Fixed(6, 19)),
    (&["freedom", "day"], Rule::Fixed(6, 19)),
    (&["jubilee", "day"], Rule::Fixed(6, 19)),
    (&["canada", "day"], Rule::Fixed(7, 1)),
    (&["bastille", "day"], Rule::Fixed(7, 14)),
    (&["independence", "day"], Rule::Independence),
    (&["armistice", "day"], Rule::Fixed(11, 11)),
    (&["veterans", "day"], Rule::Fixed(11, 11)),
    (&["australia", "day"], Rule::Fixed(1, 26)),
    (
        &["martin", "luther", "king", "day"],
        Rule::Nth(1, 3, Weekday::Monday, 0),
    ),
    (&["presidents", "day"], Rule::Nth(2, 3, Weekday::Monday, 0)),
    (&["memorial", "day"], Rule::Nth(5, -1, Weekday::Monday, 0)),
    (&["mother", "day"], Rule::Nth(5, 2, Weekday::Sunday, 0)),
    (&["father", "day"], Rule::Nth(6, 3, Weekday::Sunday, 0)),
    (&["labor", "day"], Rule::Nth(9, 1, Weekday::Monday, 0)),
    (&["columbus", "day"], Rule::Nth(10, 2, Weekday::Monday, 0)),
    (
        &["remembrance", "sunday"],
        Rule::Nth(11, 2, Weekday::Sunday, 0),
    ),
    (
        &["thanksgiving", "day"],
        Rule::Nth(11, 4, Weekday::Thursday, 0),
    ),
    (&["thanksgiving"], Rule::Nth(11, 4, Weekday::Thursday, 0)),
    (&["black", "friday"], Rule::Nth(11, 4, Weekday::Thursday, 1)),
    (&["ash", "wednesday"], Rule::Easter(-46)),
    (&["palm", "sunday"], Rule::Easter(-7)),
    (&["maundy", "thursday"], Rule::Easter(-3)),
    (&["good", "friday"], Rule::Easter(-2)),
    (&["easter", "sunday"], Rule::Easter(0)),
    (&["easter", "monday"], Rule::Easter(1)),
    (&["easter"], Rule::Easter(0)),
    (&["ascension", "day"], Rule::Easter(39)),
    (&["pentecost"], Rule::Easter(49)),
    (&["whit", "sunday"], Rule::Easter(49)),
    (&["whit", "monday"], Rule::Easter(50)),
    (&["corpus", "christi"], Rule::Easter(60)),
];

/// What their names start with.
const FIRST_WORDS: &Words<40> = words![
    "christmas",
    "boxing",
    "halloween",
    "bonfire",
    "earth",
    "saint",
    "valentine",
    "groundhog",
    "women",
    "anzac",
    "victory",
    "labour",
    "juneteenth",
    "freedom",
    "jubilee",
    "canada",
    "bastille",
    "independence",
    "armistice",
    "veterans",
    "australia",
    "martin",
    "presidents",
    "memorial",
    "mother",
    "father",
    "labor",
    "columbus",
    "remembrance",
    "thanksgiving",
    "black",
    "ash",
    "palm",
    "maundy",
    "good",
    "easter",
    "ascension",
    "pentecost",
    "whit",
    "corpus",
];

/// The days on which countries keep their independence; elsewhere the American one is meant.
const INDEPENDENCE: [(&str, i8, i8); 22] = [
    ("Ukraine", 8, 24),
    ("Moldova", 8, 27),
    ("Georgia", 5, 26),
    ("Belarus", 7, 3),
    ("Poland", 11, 11),
    ("Finland", 12, 6),
    ("Estonia", 2, 24),
    ("Latvia", 11, 18),
    ("Lithuania", 2, 16),
    ("India", 8, 15),
    ("Pakistan", 8, 14),
    ("Indonesia", 8, 17),
    ("Philippines", 6, 12),
    ("Mexico", 9, 16),
    ("Brazil", 9, 7),
    ("Argentina", 7, 9),
    ("Colombia", 7, 20),
    ("Peru", 7, 28),
    ("Algeria", 7, 5),
    ("Lebanon", 11, 22),
    ("Kenya", 12, 12),
    ("Nigeria", 10, 1),
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
        "juneteenth",
        "independence",
        "memorial",
        "thanksgiving",
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
    if let Some((when, end)) = holiday_weekend(text, at, published) {
        return Some((when.map_or(Moment::Open, Moment::Whole), end));
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
    if !text.says_any(at, FIRST_WORDS) {
        return None;
    }
    HOLIDAYS.iter().find_map(|(words, rule)| {
        let mut next = at;
        for word in *words {
            if next > at && matches!(text.kind(next), Kind::Possessive | Kind::Quote) {
                next += 1;
            }
            if !text.says(next, word) {
                return None;
            }
            next += 1;
        }
        let rule = match rule {
            Rule::Independence => independence(text, at),
            rule => *rule,
        };
        Some((rule, next))
    })
}

/// Whose independence day it is, by the place that the sentence names.
fn independence(text: &Text<'_>, at: usize) -> Rule {
    let country = text.sentence(at, 40).find_map(|token| {
        let (_, &place) = text
            .is(token, class::PLACE)
            .then(|| text.phrase(&text.lexicon.places, token))??;
        let name = text.lexicon.place_names.get(usize::from(place))?;
        INDEPENDENCE.iter().find(|(country, ..)| country == name)
    });
    match country {
        Some(&(_, month, day)) => Rule::Fixed(month, day),
        None => Rule::Fixed(7, 4),
    }
}

/// "last Easter", "next Thanksgiving": the holiday so many times away, and the token after it.
pub(super) fn holiday_beside(
    text: &Text<'_>,
    at: usize,
    shift: i32,
    published: Option<Date>,
) -> Option<(Option<When>, usize)> {
    let (rule, end) = named(text, at)?;
    let day = published.and_then(|published| {
        let near = |years: i16| rule.of(published.year().checked_add(years)?);
        match shift {
            0 => near(0),
            1 => (0..2).filter_map(near).find(|day| *day > published),
            _ => (0..2)
                .filter_map(|back| near(-back))
                .find(|day| *day < published),
        }
    });
    Some((day.map(When::day), end))
}

/// "Halloween weekend", "Labor Day 2021 weekend", "halloween" behind "the weekend of": the days
/// off around a holiday, and the token after the words.
pub(super) fn holiday_weekend(
    text: &Text<'_>,
    at: usize,
    published: Option<Date>,
) -> Option<(Option<When>, usize)> {
    let of = text.says(at.wrapping_sub(1), "of") && text.says(at.wrapping_sub(2), "weekend");
    let (rule, end) = named(text, at)?;
    let (mut year, mut end) = match year_after(text, end) {
        Some((year, after)) => (Some(year), after),
        None => (None, end),
    };
    if !of {
        if !text.says(end, "weekend") {
            return None;
        }
        end += 1;
        if year.is_none()
            && let Some((named, after)) = year_after(text, end)
        {
            (year, end) = (Some(named), after);
        }
    }
    let year = year.or(published.map(Date::year));
    let when = year.and_then(|year| {
        let day = rule.of(year)?;
        // Monday to Sunday: how many days the weekend starts before it and ends behind it.
        let (before, behind) = match day.weekday() {
            Weekday::Monday => (2, 0),
            Weekday::Tuesday => (3, 0),
            Weekday::Wednesday => (4, -3),
            Weekday::Thursday => (0, 3),
            Weekday::Friday => (0, 2),
            Weekday::Saturday => (0, 1),
            Weekday::Sunday => (1, 0),
        };
        let first = day.checked_sub(before.days()).ok()?;
        Some(When::period(first, day.checked_add(behind.days()).ok()?))
    });
    Some((when, end))
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
            Self::Independence => Date::new(year, 7, 4).ok(),
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
    fn holidays_of_countries_and_their_weekends() {
        for (source, published, expected) in [
            (
                "on Ukraine's Independence Day",
                date(2024, 9, 1),
                "2024-08-24",
            ),
            ("on Independence Day", date(2024, 9, 1), "2024-07-04"),
            (
                "Labor Day 2021 weekend",
                date(2024, 9, 1),
                "2021-09-04/2021-09-06",
            ),
            ("Memorial Day", date(2024, 9, 1), "2024-05-27"),
            ("Mother's Day", date(2024, 9, 1), "2024-05-12"),
        ] {
            let text = Text::new(source);
            let moment = (0..text.len()).find_map(|at| holiday(&text, at, Some(published)));
            let when = match moment {
                Some((Moment::Whole(when), _)) => Some(when),
                Some((Moment::Partial(date), _)) => date.settle(Some(published), Direction::Past),
                _ => None,
            };
            assert_eq!(
                when.map(|when| when.to_string()).as_deref(),
                Some(expected),
                "{source}"
            );
        }
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
