//! Civil dates that know how precise they are.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan as _;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day, a month, a year or a period: the time that a figure holds for.
///
/// Written as EDTF (ISO 8601-2) where that has a form: `2024-12-02`, `2024-12`, `2024`,
/// `2024-Q4` as is common, `2024-W51`, seasons as `2024-21` (spring) to `2024-24` (winter),
/// `202X` for a decade, and `2022-02-24/2025-01-09` for a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    start: Date,
    end: Date,
    precision: Precision,
}

/// How fine a date is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::EnumIter,
    strum::Display,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum Precision {
    /// One day.
    Day,
    /// An ISO week, Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// Three months from March (spring), June, September or December (winter).
    Season,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
    /// From one day to another, both included.
    Period,
}

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a date; type for example 2024-12-02, 2024-12, 2024 or 2022-02-24/2024-12-31")]
pub struct WhenError(String);

impl When {
    /// One day.
    pub fn day(date: Date) -> Self {
        Self {
            start: date,
            end: date,
            precision: Precision::Day,
        }
    }

    /// From `start` to `end`, both included; a period whose ends are turned round is put right.
    pub fn period(start: Date, end: Date) -> Self {
        let (start, end) = if start <= end {
            (start, end)
        } else {
            (end, start)
        };
        Self {
            start,
            end,
            precision: Precision::Period,
        }
    }

    /// The day, week, month, quarter, season, year or decade that holds the day. For
    /// [`Precision::Period`], which has no grid, the day itself.
    pub fn containing(date: Date, precision: Precision) -> Self {
        // The first day of the month `back` months before, `length` months long. The grid's
        // first cell may begin before the calendar does, and its last end after it.
        let months = |back: i32, length: i32| {
            let start = date
                .first_of_month()
                .checked_sub(back.months())
                .unwrap_or(Date::MIN);
            let end = start
                .checked_add(length.months())
                .and_then(Date::yesterday)
                .unwrap_or(Date::MAX);
            (start, end)
        };
        let month = i32::from(date.month()) - 1;
        let (start, end) = match precision {
            Precision::Day | Precision::Period => return Self::day(date),
            Precision::Week => {
                let back = i32::from(date.weekday().to_monday_zero_offset());
                (
                    date.saturating_sub(back.days()),
                    date.saturating_add((6 - back).days()),
                )
            }
            Precision::Month => months(0, 1),
            Precision::Quarter => months(month % 3, 3),
            // Spring begins in March.
            Precision::Season => months((month + 1) % 3, 3),
            Precision::Year => months(month, 12),
            Precision::Decade => {
                let years = i32::from(date.year()).rem_euclid(10);
                months(month + years * 12, 120)
            }
        };
        Self {
            start,
            end,
            precision,
        }
    }

    /// The first day.
    pub fn start(self) -> Date {
        self.start
    }

    /// The last day; the first one again for a single day.
    pub fn end(self) -> Date {
        self.end
    }

    /// How fine it is.
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// The day in the middle: where a mark stands on a time axis.
    pub fn middle(self) -> Date {
        let days = (self.end - self.start).get_days();
        self.start.saturating_add((days / 2).days())
    }

    /// As people write it: `2 Dec 2024`, `Dec 2024`, `24 Feb 2022 – 9 Jan 2025`.
    pub fn spoken(self) -> String {
        let day = |date: Date| date.strftime("%-d %b %Y").to_string();
        match self.precision {
            Precision::Day => day(self.start),
            Precision::Week => format!("week of {}", day(self.start)),
            Precision::Month => self.start.strftime("%b %Y").to_string(),
            Precision::Quarter => {
                format!(
                    "Q{} {}",
                    (self.start.month() - 1) / 3 + 1,
                    self.start.year()
                )
            }
            Precision::Season => {
                format!("{} {}", SEASONS[season_of(self.start)], self.start.year())
            }
            Precision::Year => self.start.year().to_string(),
            Precision::Decade => format!("{}s", self.start.year()),
            Precision::Period => format!("{} – {}", day(self.start), day(self.end)),
        }
    }
}

const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

/// Which season starts in that month: 0 spring (March) to 3 winter (December).
fn season_of(start: Date) -> usize {
    match start.month() {
        3..=5 => 0,
        6..=8 => 1,
        9..=11 => 2,
        _ => 3,
    }
}

/// The days from the first of `start`'s month on, `months` months long.
fn months_from(year: i16, month: i8, months: i32) -> Option<(Date, Date)> {
    let start = Date::new(year, month, 1).ok()?;
    let end = start.checked_add(months.months()).ok()?.yesterday().ok()?;
    Some((start, end))
}

/// A number of exactly `digits` digits.
fn number<T: FromStr>(text: &str, digits: usize) -> Option<T> {
    (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn parse_single(text: &str) -> Option<When> {
    let parts: Vec<&str> = text.split('-').collect();
    let (span, precision) = match parts.as_slice() {
        [year] if year.len() == 4 && year.ends_with('X') => {
            let decade: i16 = number(&year[..3], 3)?;
            let start = Date::new(decade * 10, 1, 1).ok()?;
            (
                Some((start, Date::new(decade * 10 + 9, 12, 31).ok()?)),
                Precision::Decade,
            )
        }
        [year] => (months_from(number(year, 4)?, 1, 12), Precision::Year),
        [year, quarter] if quarter.starts_with('Q') => {
            let quarter: i8 = number(&quarter[1..], 1).filter(|q| (1..=4).contains(q))?;
            (
                months_from(number(year, 4)?, quarter * 3 - 2, 3),
                Precision::Quarter,
            )
        }
        [year, week] if week.starts_with('W') => {
            let monday =
                ISOWeekDate::new(number(year, 4)?, number(&week[1..], 2)?, Weekday::Monday).ok()?;
            let start = monday.date();
            (
                Some((start, start.checked_add(6.days()).ok()?)),
                Precision::Week,
            )
        }
        [year, month] => {
            let month: i8 = number(month, 2)?;
            match month {
                21..=24 => (
                    months_from(number(year, 4)?, (month - 20) * 3, 3),
                    Precision::Season,
                ),
                _ => (months_from(number(year, 4)?, month, 1), Precision::Month),
            }
        }
        [year, month, day] => {
            let date = Date::new(number(year, 4)?, number(month, 2)?, number(day, 2)?).ok()?;
            (Some((date, date)), Precision::Day)
        }
        _ => return None,
    };
    let (start, end) = span?;
    Some(When {
        start,
        end,
        precision,
    })
}

impl FromStr for When {
    type Err = WhenError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let trimmed = text.trim();
        let parsed = match trimmed.split_once('/') {
            None => parse_single(trimmed),
            Some((from, to)) => parse_single(from.trim())
                .zip(parse_single(to.trim()))
                .map(|(from, to)| Self::period(from.start, to.end)),
        };
        parsed.ok_or_else(|| WhenError(trimmed.to_owned()))
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, year) = (self.start, self.start.year());
        match self.precision {
            Precision::Day => write!(f, "{start}"),
            Precision::Week => {
                let week = start.iso_week_date();
                write!(f, "{:04}-W{:02}", week.year(), week.week())
            }
            Precision::Month => write!(f, "{year:04}-{:02}", start.month()),
            Precision::Quarter => write!(f, "{year:04}-Q{}", (start.month() - 1) / 3 + 1),
            Precision::Season => write!(f, "{year:04}-{}", 21 + season_of(start)),
            Precision::Year => write!(f, "{year:04}"),
            Precision::Decade => write!(f, "{:03}X", year / 10),
            Precision::Period => write!(f, "{start}/{}", self.end),
        }
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_written_as_it_was_read() {
        for text in [
            "2024-12-02",
            "2024-12",
            "2024",
            "2024-Q4",
            "2024-W51",
            "2024-21",
            "2024-24",
            "202X",
            "2022-02-24/2025-01-09",
        ] {
            assert_eq!(text.parse::<When>().unwrap().to_string(), text);
        }
        let period: When = "2024-02/2024-05".parse().unwrap();
        assert_eq!(period.to_string(), "2024-02-01/2024-05-31");
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "2024-13",
            "2024-02-30",
            "yesterday",
            "2024-Q5",
            "24-1-1",
            "2024-W60",
            "/",
        ] {
            assert!(text.parse::<When>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_cell_of_a_grid_that_holds_a_day() {
        for (day, precision, cell) in [
            ("2024-12-02", Precision::Day, "2024-12-02"),
            ("2024-12-22", Precision::Week, "2024-W51"),
            ("2024-02-29", Precision::Month, "2024-02"),
            ("2024-12-31", Precision::Quarter, "2024-Q4"),
            ("2024-02-01", Precision::Season, "2023-24"),
            ("2024-12-31", Precision::Season, "2024-24"),
            ("2024-12-31", Precision::Year, "2024"),
            ("2029-01-01", Precision::Decade, "202X"),
        ] {
            let day: Date = day.parse().unwrap();
            assert_eq!(Some(When::containing(day, precision)), cell.parse().ok());
        }
        for end in [Date::MIN, Date::MAX] {
            for precision in <Precision as strum::IntoEnumIterator>::iter() {
                let cell = When::containing(end, precision);
                assert!((cell.start()..=cell.end()).contains(&end), "{cell:?}");
            }
        }
    }

    #[test]
    fn spoken_and_middle() {
        let when = |text: &str| text.parse::<When>().unwrap();
        assert_eq!(when("2024-12-02").spoken(), "2 Dec 2024");
        assert_eq!(when("2024-12").spoken(), "Dec 2024");
        assert_eq!(when("2024-24").spoken(), "winter 2024");
        assert_eq!(when("2024-24").end().to_string(), "2025-02-28");
        assert_eq!(when("2024").middle().to_string(), "2024-07-01");
    }
}
