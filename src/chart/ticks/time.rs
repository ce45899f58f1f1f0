//! Ticks of time: whole days, Mondays, first days of months, quarters and years.

use jiff::civil::Date;

use super::{Tick, date_at, day_number, period_around};
use crate::model::Period;

/// From one tick to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Days(i32),
    Months(i32),
    Years(i32),
}

/// Every step, from the finest to the coarsest.
const STEPS: [Step; 19] = [
    Step::Days(1),
    Step::Days(2),
    Step::Days(7),
    Step::Days(14),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
    Step::Years(100),
    Step::Years(500),
    Step::Years(1000),
    Step::Years(5000),
    Step::Years(10_000),
];

impl Step {
    /// About how many days it spans.
    fn days(self) -> f64 {
        match self {
            Self::Days(days) => f64::from(days),
            Self::Months(months) => f64::from(months) * 30.44,
            Self::Years(years) => f64::from(years) * 365.25,
        }
    }

    /// Whether bars of that width can be counted in it.
    fn suits(self, bars: Option<Period>) -> bool {
        match (bars, self) {
            (None | Some(Period::Day), _) | (_, Self::Years(_)) => true,
            (Some(Period::Week), Self::Days(days)) => days >= 7,
            (Some(Period::Quarter), Self::Months(months)) => months % 3 == 0,
            (Some(period), Self::Months(_)) => period != Period::Year,
            (Some(_), Self::Days(_)) => false,
        }
    }

    /// The days of this step from `from` to `to`, both included.
    fn dates(self, from: Date, to: Date) -> Vec<Date> {
        let (first, last) = (day_number(from), day_number(to));
        let months = |step: i32| -> Vec<Date> {
            let index = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
            let start = index(from).div_euclid(step) * step;
            (start..=index(to))
                .step_by(usize::try_from(step).unwrap_or(1))
                .filter_map(|month| {
                    let year = i16::try_from(month.div_euclid(12)).ok()?;
                    Date::new(year, month.rem_euclid(12) as i8 + 1, 1).ok()
                })
                .filter(|date| (from..=to).contains(date))
                .collect()
        };
        match self {
            Self::Days(step) => {
                let step = f64::from(step);
                // The epoch is a Thursday, and weeks begin on Monday.
                let monday = if step >= 7.0 { -3.0 } else { 0.0 };
                let start = ((first - monday) / step).ceil() * step + monday;
                let count = ((last - start) / step).floor();
                (0..=count.max(-1.0) as i64)
                    .filter_map(|index| date_at(start + index as f64 * step))
                    .filter(|date| (from..=to).contains(date))
                    .collect()
            }
            Self::Months(step) => months(step),
            Self::Years(step) => months(step * 12),
        }
    }
}

/// The ticks of a range, increasing.
pub(super) fn ticks(range: [f64; 2], bars: Option<Period>, most: usize) -> Vec<Tick> {
    let [low, high] = range;
    // What lies outside the calendar has no date to write.
    let edge = |x: f64, end: Date| date_at(x).unwrap_or(end);
    if !(low.is_finite() && high.is_finite() && low < high) {
        return Vec::new();
    }
    let (from, to) = (edge(low.ceil(), Date::MIN), edge(high.floor(), Date::MAX));
    let most = most.max(1) as f64;
    let step = STEPS
        .into_iter()
        .filter(|step| step.suits(bars))
        .find(|step| (high - low) / step.days() <= most)
        .unwrap_or(Step::Years(10_000));
    let mut out: Vec<Tick> = Vec::new();
    let mut year = None;
    for date in place(step, from, to, bars) {
        let at = match bars {
            Some(period) if step_is_bar(step, period) => middle(date, period),
            _ => day_number(date),
        };
        let in_order = out.last().is_none_or(|last| last.at < at);
        if !(low..=high).contains(&at) || !in_order {
            continue;
        }
        let new_year = year.replace(date.year()) != Some(date.year());
        out.push(Tick {
            at,
            label: label(date, step, bars, new_year),
        });
    }
    out
}

/// The dates to label. A bar whose first day lies before the range may have its middle in it.
fn place(step: Step, from: Date, to: Date, bars: Option<Period>) -> Vec<Date> {
    let from = bars.map_or(from, |period| period_around(from, period).start());
    step.dates(from, to)
}

/// Whether a tick names the bar it stands under, and not a day among many bars.
fn step_is_bar(step: Step, period: Period) -> bool {
    period != Period::Week || matches!(step, Step::Days(_))
}

fn middle(date: Date, period: Period) -> f64 {
    let bar = period_around(date, period);
    f64::midpoint(day_number(bar.start()), day_number(bar.end()))
}

fn label(date: Date, step: Step, bars: Option<Period>, new_year: bool) -> String {
    let quarter = (date.month() - 1) / 3 + 1;
    match (step, bars, new_year) {
        (Step::Years(_), ..) => date.year().to_string(),
        (Step::Months(_), Some(Period::Quarter), true) => format!("Q{quarter} {}", date.year()),
        (Step::Months(_), Some(Period::Quarter), false) => format!("Q{quarter}"),
        (Step::Months(_), _, true) => date.strftime("%b %Y").to_string(),
        (Step::Months(_), _, false) => date.strftime("%b").to_string(),
        (Step::Days(_), _, true) => date.strftime("%-d %b %Y").to_string(),
        (Step::Days(_), _, false) => date.strftime("%-d %b").to_string(),
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "ticks are exact by the way they are made")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn labels(from: &str, to: &str, bars: Option<Period>, most: usize) -> Vec<String> {
        let at = |text: &str| day_number(text.parse().unwrap());
        ticks([at(from), at(to)], bars, most)
            .into_iter()
            .map(|tick| tick.label)
            .collect()
    }

    #[test]
    fn steps_fit_the_range() {
        assert_eq!(
            labels("2024-12-30", "2025-01-03", None, 6),
            ["30 Dec 2024", "31 Dec", "1 Jan 2025", "2 Jan", "3 Jan"]
        );
        assert_eq!(
            labels("2024-11-01", "2024-12-05", None, 6),
            ["4 Nov 2024", "11 Nov", "18 Nov", "25 Nov", "2 Dec"]
        );
        assert_eq!(
            labels("2024-08-15", "2025-09-01", None, 6),
            ["Oct 2024", "Jan 2025", "Apr", "Jul"]
        );
        assert_eq!(
            labels("2021-06-01", "2025-06-01", None, 6),
            ["2022", "2023", "2024", "2025"]
        );
    }

    #[test]
    fn bars_are_named_under_their_middles() {
        assert_eq!(
            labels("2024-01-01", "2024-12-31", Some(Period::Quarter), 6),
            ["Q1 2024", "Q2", "Q3", "Q4"]
        );
        let first = &ticks([19723.0 - 0.5, 19753.0 + 0.5], Some(Period::Month), 6)[0];
        assert_eq!((first.at, first.label.as_str()), (19738.0, "Jan 2024"));
        assert_eq!(
            labels("2022-01-01", "2024-12-31", Some(Period::Year), 6),
            ["2022", "2023", "2024"]
        );
    }

    #[test]
    fn days_and_numbers() {
        assert_eq!(day_number("1970-01-02".parse().unwrap()), 1.0);
        assert_eq!(date_at(19723.2), "2024-01-01".parse().ok());
        assert_eq!(date_at(f64::NAN), None);
        assert_eq!(date_at(1e300), None);
        assert_eq!(date_at(day_number(Date::MAX)), Some(Date::MAX));
        assert_eq!(date_at(day_number(Date::MIN)), Some(Date::MIN));
    }

    proptest! {
        #[test]
        fn ticks_increase_within_the_range(
            low in -5e6..5e6_f64,
            wide in 0.0..5e6_f64,
            most in 1..30_usize,
            bars in proptest::option::of(0..5_usize),
        ) {
            use strum::IntoEnumIterator as _;
            let bars = bars.and_then(|nth| Period::iter().nth(nth));
            let range = [low, low + wide];
            let ticks = ticks(range, bars, most);
            prop_assert!(ticks.len() <= most + 3, "{}", ticks.len());
            prop_assert!(ticks.windows(2).all(|pair| pair[0].at < pair[1].at));
            prop_assert!(ticks.iter().all(|tick| (range[0]..=range[1]).contains(&tick.at)));
        }
    }
}
