//! The arithmetic of dates: which year a month without one belongs to, what "last week" is.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan as _};

use crate::model::{Precision, When};

/// Whether a name without a year means the last or the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// The last, today included.
    Past,
    /// The next, today included.
    Future,
}

/// The fields that a text gives of a date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Partial {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    /// 1 Monday to 7 Sunday.
    pub weekday: Option<i8>,
    /// 1 spring to 4 winter.
    pub season: Option<u8>,
    /// 1 to 4.
    pub quarter: Option<i8>,
}

impl Partial {
    /// The date or period that the fields name, seen from `anchor`.
    pub(super) fn settle(self, anchor: Option<Date>, direction: Direction) -> Option<When> {
        if let Some(quarter) = self.quarter {
            let year = self.year.or(anchor.map(Date::year))?;
            return format!("{year:04}-Q{quarter}").parse().ok();
        }
        if let Some(season) = self.season {
            return self.season_of(season, anchor, direction);
        }
        match (self.year, self.month, self.day) {
            (Some(year), Some(month), Some(day)) => Date::new(year, month, day).ok().map(When::day),
            (Some(year), Some(month), None) => month_of(year, month),
            (Some(year), None, None) => year_of(year),
            (None, Some(month), Some(day)) => self
                .year_by_weekday(month, day, anchor?)
                .or_else(|| Self::day_without_year(month, day, anchor?, direction)),
            (None, Some(month), None) => {
                let anchor = anchor?;
                let year = match direction {
                    Direction::Past => anchor.year() - i16::from(month > anchor.month()),
                    Direction::Future => anchor.year() + i16::from(month < anchor.month()),
                };
                month_of(year, month)
            }
            (None, None, Some(day)) => self.day_without_month(day, anchor?, direction),
            (None, None, None) => weekday_near(anchor?, self.weekday?, direction).map(When::day),
            (Some(_), None, Some(_)) => None,
        }
    }

    fn season_of(self, season: u8, anchor: Option<Date>, direction: Direction) -> Option<When> {
        let year = match (self.year, anchor) {
            (Some(year), _) => year,
            (None, Some(anchor)) => {
                let start = i8::try_from(season).ok()? * 3;
                match direction {
                    Direction::Past => anchor.year() - i16::from(start > anchor.month()),
                    Direction::Future => anchor.year() + i16::from(start + 2 < anchor.month()),
                }
            }
            (None, None) => return None,
        };
        format!("{year:04}-{}", 20 + season).parse().ok()
    }

    /// "Friday, June 15": the nearest year in which that day is a Friday.
    fn year_by_weekday(self, month: i8, day: i8, anchor: Date) -> Option<When> {
        let weekday = self.weekday?;
        (-1..=1)
            .filter_map(|shift| Date::new(anchor.year() + shift, month, day).ok())
            .filter(|date| date.weekday().to_monday_one_offset() == weekday)
            .min_by_key(|date| (*date - anchor).get_days().abs())
            .map(When::day)
    }

    fn day_without_year(month: i8, day: i8, anchor: Date, direction: Direction) -> Option<When> {
        let years: [i16; 5] = match direction {
            Direction::Past => [0, -1, -2, -3, -4],
            Direction::Future => [0, 1, 2, 3, 4],
        };
        years
            .into_iter()
            .filter_map(|shift| Date::new(anchor.year() + shift, month, day).ok())
            .find(|date| match direction {
                Direction::Past => *date <= anchor,
                Direction::Future => *date >= anchor,
            })
            .map(When::day)
    }

    fn day_without_month(self, day: i8, anchor: Date, direction: Direction) -> Option<When> {
        // "Tuesday the 11th" comes seldom: the nearest is meant, on either side.
        if self.weekday.is_some() {
            let nearest = |direction| self.day_towards(day, anchor, direction);
            return [Direction::Past, Direction::Future]
                .into_iter()
                .filter_map(nearest)
                .min_by_key(|when| (when.start() - anchor).get_days().abs());
        }
        self.day_towards(day, anchor, direction)
    }

    fn day_towards(self, day: i8, anchor: Date, direction: Direction) -> Option<When> {
        let step = match direction {
            Direction::Past => -1,
            Direction::Future => 1,
        };
        (0..=14)
            .map(|months: i32| months * step)
            .filter_map(|shift| {
                let month = anchor.first_of_month().checked_add(shift.months()).ok()?;
                Date::new(month.year(), month.month(), day).ok()
            })
            .find(|date| {
                let side = match direction {
                    Direction::Past => *date <= anchor,
                    Direction::Future => *date >= anchor,
                };
                let named = self
                    .weekday
                    .is_none_or(|weekday| date.weekday().to_monday_one_offset() == weekday);
                side && named
            })
            .map(When::day)
    }

    /// The TIMEX3 value with its unknown fields.
    pub(super) fn timex(self) -> String {
        let year = self
            .year
            .map_or("XXXX".to_owned(), |year| format!("{year:04}"));
        match (self.month, self.day, self.weekday) {
            (Some(month), Some(day), _) => format!("{year}-{month:02}-{day:02}"),
            (Some(month), None, _) => format!("{year}-{month:02}"),
            (None, Some(day), _) => format!("{year}-XX-{day:02}"),
            (None, None, Some(weekday)) => format!("{year}-WXX-{weekday}"),
            (None, None, None) => year,
        }
    }
}

/// Lets the two ends of a period share what only one of them says.
pub(super) fn share(first: &mut Partial, second: &mut Partial) {
    if first.month.is_none() && first.day.is_some() {
        first.month = second.month;
    }
    if second.month.is_none() && second.day.is_some() && second.weekday.is_none() {
        second.month = first.month;
    }
    let dated = |partial: &Partial| partial.month.is_some();
    if first.year.is_none()
        && dated(first)
        && dated(second)
        && let Some(year) = second.year
    {
        let later =
            (first.month, first.day) > (second.month, second.day) && first.month != second.month;
        first.year = Some(year - i16::from(later));
    }
    if second.year.is_none()
        && dated(first)
        && dated(second)
        && let Some(year) = first.year
    {
        let wraps = second.month < first.month;
        second.year = Some(year + i16::from(wraps));
    }
}

/// A calendar month.
pub(super) fn month_of(year: i16, month: i8) -> Option<When> {
    whole(year, month, Precision::Month)
}

/// A calendar year.
pub(super) fn year_of(year: i16) -> Option<When> {
    whole(year, 1, Precision::Year)
}

/// The month or year that starts there.
fn whole(year: i16, month: i8, precision: Precision) -> Option<When> {
    let first = Date::new(year, month, 1).ok().filter(|_| year >= 0)?;
    Some(When::containing(first, precision))
}

/// The weekday nearest to `anchor`, itself included.
pub(super) fn weekday_near(anchor: Date, weekday: i8, direction: Direction) -> Option<Date> {
    let today = anchor.weekday().to_monday_one_offset();
    let days = match direction {
        Direction::Past => -i32::from((today - weekday).rem_euclid(7)),
        Direction::Future => i32::from((weekday - today).rem_euclid(7)),
    };
    anchor.checked_add(days.days()).ok()
}

/// That weekday of the week `weeks` after the one of `anchor`.
pub(super) fn weekday_of_week(anchor: Date, weekday: i8, weeks: i32) -> Option<Date> {
    let monday = monday(anchor)?.checked_add((weeks * 7).days()).ok()?;
    monday.checked_add((i32::from(weekday) - 1).days()).ok()
}

/// The Monday of the week of `date`.
pub(super) fn monday(date: Date) -> Option<Date> {
    let offset = i32::from(date.weekday().to_monday_one_offset()) - 1;
    date.checked_sub(offset.days()).ok()
}

/// The ISO week of a date.
pub(super) fn week_of(date: Date) -> Option<When> {
    let week: ISOWeekDate = date.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
        .parse()
        .ok()
}

/// The `nth` ISO week of a year.
pub(super) fn nth_week(year: i16, nth: i8) -> Option<When> {
    let monday = ISOWeekDate::new(year, nth, Weekday::Monday).ok()?.date();
    week_of(monday)
}

/// A whole unit of time `shift` units from the one that holds `anchor`; units by their number in
/// `times.tsv`.
pub(super) fn unit_around(unit: u8, anchor: Date, shift: i32) -> Option<When> {
    match unit {
        4 | 13 => anchor.checked_add(shift.days()).ok().map(When::day),
        5 => week_of(anchor.checked_add((shift * 7).days()).ok()?),
        6 => {
            let monday = monday(anchor)?.checked_add((shift * 7).days()).ok()?;
            let saturday = monday.checked_add(5.days()).ok()?;
            Some(When::period(saturday, saturday.checked_add(1.day()).ok()?))
        }
        8 => {
            let month = anchor.first_of_month().checked_add(shift.months()).ok()?;
            month_of(month.year(), month.month())
        }
        9 => {
            let quarter = (i32::from(anchor.month()) - 1) / 3 + shift;
            let year = i32::from(anchor.year()) + quarter.div_euclid(4);
            format!("{year:04}-Q{}", quarter.rem_euclid(4) + 1)
                .parse()
                .ok()
        }
        10 => year_of(anchor.year().checked_add(i16::try_from(shift).ok()?)?),
        11 => {
            let decade = i32::from(anchor.year()) / 10 + shift;
            format!("{decade:03}X").parse().ok()
        }
        12 => {
            let first = i16::try_from((i32::from(anchor.year()) / 100 + shift) * 100).ok()?;
            Some(When::period(
                Date::new(first, 1, 1).ok()?,
                Date::new(first.checked_add(99)?, 12, 31).ok()?,
            ))
        }
        _ => None,
    }
}

/// `count` units as a span.
pub(super) fn span_of(unit: u8, count: i64) -> Option<Span> {
    if count.unsigned_abs() > 9000 {
        return None;
    }
    Some(match unit {
        1..=3 => 0.days(),
        4 | 13 => count.days(),
        5 | 6 => count.weeks(),
        7 => (count * 2).weeks(),
        8 => count.months(),
        9 => (count * 3).months(),
        10 => count.years(),
        11 => (count * 10).years(),
        12 => (count * 100).years(),
        _ => return None,
    })
}

/// The last or next `count` units.
pub(super) fn units_beside(unit: u8, anchor: Date, count: i64, ahead: bool) -> Option<When> {
    // Long units are counted whole.
    if matches!(unit, 9 | 11 | 12) {
        let near = unit_around(unit, anchor, if ahead { 1 } else { -1 })?;
        let far = i32::try_from(count).ok()?;
        let far = unit_around(unit, anchor, if ahead { far } else { -far })?;
        let (first, last) = if ahead { (near, far) } else { (far, near) };
        return Some(When::period(first.start(), last.end()));
    }
    let span = span_of(unit, count)?;
    if ahead {
        let last = anchor.checked_add(span).ok()?;
        let first = anchor.tomorrow().ok()?;
        Some(When::period(first, last.max(first)))
    } else {
        let first = anchor.checked_sub(span).ok()?;
        let last = anchor.yesterday().ok()?;
        Some(When::period(first, last.max(first)))
    }
}
