//! What is written along the axes: nice steps of time and of amounts.
//!
//! The same functions serve the whole chart and the part that a zoomed screen shows, so that
//! labels read alike everywhere. Steps are those that people count in: days, weeks, months,
//! quarters, years; 1, 2 and 5 times a power of ten; the powers themselves on a logarithmic axis.

mod amounts;
mod time;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::unit::Unit;
use crate::model::{Period, Precision, Scale, When};

pub(super) use amounts::{magnitude, whole_range};

/// One label along an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where it stands, in the axis' own measure: days or amount.
    pub at: f64,
    /// What it says.
    pub label: String,
}

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// Where a day stands on the axis of time: days since 1 January 1970.
pub fn day_number(date: Date) -> f64 {
    f64::from((date - EPOCH).get_days())
}

/// The day at a place of the axis of time; none outside the calendar (years −9999 to 9999).
pub fn date_at(x: f64) -> Option<Date> {
    // Beyond any calendar, and every such number of days fits the span's limit.
    let days = x.round();
    if days.is_nan() || days.abs() > 7_000_000.0 {
        return None;
    }
    EPOCH.checked_add((days as i64).days()).ok()
}

/// The ticks of time in a range of days, at most about `most` of them, increasing. With bars,
/// they stand under the middles of bars.
pub fn time(range: [f64; 2], bars: Option<Period>, most: usize) -> Vec<Tick> {
    time::ticks(range, bars, most)
}

/// The ticks of amounts in a range, at most about `most` of them, increasing.
pub fn amounts(range: [f64; 2], scale: Scale, unit: &Unit, most: usize) -> Vec<Tick> {
    amounts::ticks(range, scale, unit, most)
}

/// The period of that width which holds the day.
pub(super) fn period_around(date: Date, period: Period) -> When {
    When::containing(
        date,
        match period {
            Period::Day => Precision::Day,
            Period::Week => Precision::Week,
            Period::Month => Precision::Month,
            Period::Quarter => Precision::Quarter,
            Period::Year => Precision::Year,
        },
    )
}
