//! Tables of a number for each currency and time, as text: commas, semicolons or tabs part the
//! cells, and a head is known by its words. Three shapes are read:
//!
//! - a line a number: `USD,2024,1.0824` or `USD,2024-03,1.0872`;
//! - a line a number with a head that names the columns, such as the data portal of the European
//!   Central Bank gives out (`CURRENCY`, `TIME_PERIOD`, `OBS_VALUE` among others);
//! - a line a day, a month or a year and a column for each currency, such as the bank's
//!   `eurofxref-hist.csv` (`Date,USD,JPY,…`).
//!
//! Days are averaged into months and years, and twelve months into a year that has no number of
//! its own.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::model::{Amount, Precision, When};

/// What the column of times is called.
const TIMES: [&str; 6] = ["date", "day", "month", "year", "time", "time_period"];

/// How many digits an average keeps after the point.
const DIGITS: u32 = 6;

/// Why a text is no such table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "line {line} cannot be read: “{text}”; write a currency, a year or a month, and a number, such as USD,2024,1.0824 or USD,2024-03,1.0872"
)]
pub struct RatesError {
    /// The line, from 1.
    pub line: u64,
    /// What stands in it.
    pub text: String,
}

/// Numbers by currency and time.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::model) struct Table {
    pub years: BTreeMap<String, BTreeMap<i16, Amount>>,
    pub months: BTreeMap<String, BTreeMap<When, Amount>>,
}

/// What the columns hold.
enum Shape {
    /// Currency, time and number in these columns.
    Long([usize; 3]),
    /// A time in the first column, and these currencies in the others.
    Wide(Vec<Option<String>>),
}

impl Table {
    /// Reads a text.
    ///
    /// # Errors
    /// [`RatesError`] names the first line that holds no number.
    pub(in crate::model) fn read(text: &str) -> Result<Self, RatesError> {
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().find(|line| !line.trim().is_empty());
        let count = |sign: u8| {
            let first = first.unwrap_or_default().bytes();
            first.filter(|byte| *byte == sign).count()
        };
        let delimiter = b",;\t"
            .iter()
            .copied()
            .max_by_key(|sign| (count(*sign), *sign == b','));
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter.unwrap_or(b','))
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut shape: Option<Shape> = None;
        let mut found = Found::default();
        for record in reader.records() {
            let record = record.map_err(|error| RatesError {
                line: error.position().map_or(0, |at| line_at(text, at)),
                text: error.to_string(),
            })?;
            if record.iter().all(str::is_empty) {
                continue;
            }
            let wrong = || RatesError {
                line: record.position().map_or(0, |at| line_at(text, at)),
                text: record.iter().collect::<Vec<_>>().join(","),
            };
            let Some(known) = &shape else {
                let head = Shape::of_head(&record);
                let is_number = record.len() == 3 && found.line(&record, [0, 1, 2]).is_some();
                if head.is_none() && !is_number {
                    return Err(wrong());
                }
                shape = head.or(Some(Shape::Long([0, 1, 2])));
                continue;
            };
            let read = match known {
                Shape::Long(columns) if *columns == [0, 1, 2] && record.len() != 3 => None,
                Shape::Long(columns) => found.line(&record, *columns),
                Shape::Wide(currencies) => found.row(&record, currencies),
            };
            read.ok_or_else(wrong)?;
        }
        Ok(found.averages())
    }
}

impl Shape {
    /// The shape that a head announces; none where the line is no head.
    fn of_head(record: &csv::StringRecord) -> Option<Self> {
        let names: Vec<String> = record.iter().map(str::to_ascii_lowercase).collect();
        let place = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
        let currency = place(&["currency", "code", "area"]);
        let time = place(&TIMES);
        let value = place(&["per_euro", "rate", "value", "obs_value", "index", "price"]);
        if let (Some(currency), Some(time), Some(value)) = (currency, time, value) {
            return Some(Self::Long([currency, time, value]));
        }
        if currency == Some(0) {
            // A head of our own shape in other words.
            return (names.len() == 3).then_some(Self::Long([0, 1, 2]));
        }
        let codes: Vec<Option<String>> = record.iter().skip(1).map(code).collect();
        let is_wide = time == Some(0) && codes.iter().any(Option::is_some);
        is_wide.then_some(Self::Wide(codes))
    }
}

/// Numbers by currency and the time that stands beside them.
#[derive(Default)]
struct Found {
    days: BTreeMap<(String, When), Vec<Decimal>>,
    months: BTreeMap<String, BTreeMap<When, Amount>>,
    years: BTreeMap<String, BTreeMap<i16, Amount>>,
}

impl Found {
    fn line(
        &mut self,
        record: &csv::StringRecord,
        [currency, time, value]: [usize; 3],
    ) -> Option<()> {
        let currency = code(record.get(currency)?)?;
        let time: When = record.get(time)?.parse().ok()?;
        let value = record.get(value)?;
        if is_missing(value) {
            return Some(());
        }
        self.put(currency, time, value)
    }

    fn row(&mut self, record: &csv::StringRecord, currencies: &[Option<String>]) -> Option<()> {
        let time: When = record.get(0)?.parse().ok()?;
        for (currency, value) in currencies.iter().zip(record.iter().skip(1)) {
            if let Some(currency) = currency
                && !is_missing(value)
            {
                self.put(currency.clone(), time, value)?;
            }
        }
        Some(())
    }

    fn put(&mut self, currency: String, time: When, value: &str) -> Option<()> {
        let value: Amount = value.parse().ok()?;
        if value <= Amount::from(0) {
            return None;
        }
        match time.precision() {
            Precision::Day => {
                let month = When::containing(time.start(), Precision::Month);
                let days = self.days.entry((currency, month)).or_default();
                days.push(value.decimal());
            }
            Precision::Month => {
                self.months.entry(currency).or_default().insert(time, value);
            }
            Precision::Year => {
                let years = self.years.entry(currency).or_default();
                years.insert(time.start().year(), value);
            }
            _ => return None,
        }
        Some(())
    }

    /// Months and years, with those that days and months give where they have no number.
    fn averages(mut self) -> Table {
        let mut of_year: BTreeMap<(String, i16), Vec<Decimal>> = BTreeMap::new();
        for ((currency, month), days) in self.days {
            let months = self.months.entry(currency.clone()).or_default();
            if let Some(mean) = mean(&days) {
                months.entry(month).or_insert(mean);
            }
            let year = month.start().year();
            of_year.entry((currency, year)).or_default().extend(days);
        }
        for (currency, months) in &self.months {
            let mut by_year: BTreeMap<i16, Vec<Decimal>> = BTreeMap::new();
            for (month, value) in months {
                let year = month.start().year();
                by_year.entry(year).or_default().push(value.decimal());
            }
            for (year, values) in by_year {
                if values.len() == 12 {
                    of_year.entry((currency.clone(), year)).or_insert(values);
                }
            }
        }
        for ((currency, year), values) in of_year {
            let years = self.years.entry(currency).or_default();
            if let Some(mean) = mean(&values) {
                years.entry(year).or_insert(mean);
            }
        }
        Table {
            years: self.years,
            months: self.months,
        }
    }
}

/// The line that a record stands in, from 1; the reader counts it from the blank ones before it.
fn line_at(text: &str, at: &csv::Position) -> u64 {
    let start = usize::try_from(at.byte()).unwrap_or(usize::MAX);
    let (before, rest) = text.split_at_checked(start).unwrap_or((text, ""));
    let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    let lines = |text: &str| text.bytes().filter(|byte| *byte == b'\n').count() as u64;
    1 + lines(before) + lines(&rest[..blank])
}

/// A line a number.
pub(in crate::model) fn write(years: &BTreeMap<String, BTreeMap<i16, Amount>>) -> String {
    let mut out = String::new();
    for (currency, years) in years {
        for (year, value) in years {
            out.push_str(&format!("{currency},{year},{value}\n"));
        }
    }
    out
}

/// An ISO 4217 code in capitals.
fn code(cell: &str) -> Option<String> {
    let code = cell.to_ascii_uppercase();
    let is_code = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    is_code.then_some(code)
}

/// What tables write where there is no number.
fn is_missing(cell: &str) -> bool {
    matches!(cell, "" | "-" | ":" | "N/A" | "n/a" | "NaN")
}

fn mean(values: &[Decimal]) -> Option<Amount> {
    let mut sum = Decimal::ZERO;
    for value in values {
        sum = sum.checked_add(*value)?;
    }
    let count = Decimal::from(u64::try_from(values.len()).ok()?);
    let mean = sum.checked_div(count)?;
    Some(Amount::from(mean.round_dp(DIGITS).normalize()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(text: &str) -> String {
        let table = Table::read(text).unwrap();
        let mut out = write(&table.years);
        for (currency, months) in &table.months {
            for (month, value) in months {
                out.push_str(&format!("{currency},{month},{value}\n"));
            }
        }
        out
    }

    #[test]
    fn a_line_a_number_in_any_dress() {
        assert_eq!(
            said("currency;year;rate\nusd; 2024 ;1.08\n\n"),
            "USD,2024,1.08\n"
        );
        assert_eq!(
            said("\u{feff}\"USD\"\t2024-03\t1.0872"),
            "USD,2024-03,1.0872\n"
        );
        let portal = "KEY,FREQ,CURRENCY,TIME_PERIOD,OBS_VALUE,TITLE\n\
                      EXR.M,M,USD,2024-03,1.0872,\"US dollar, average\"\n\
                      EXR.M,M,USD,2024-04,,x\n";
        assert_eq!(said(portal), "USD,2024-03,1.0872\n");
        assert_eq!(said(""), "");
    }

    #[test]
    fn days_make_months_and_years() {
        let daily = "Date,USD,JPY,BGN,\n2024-03-04,1.10,160,N/A,\n2024-03-05,1.20,170,,\n\
                     2024-04-01,1.60,,,\n";
        assert_eq!(
            said(daily),
            "JPY,2024,165\nUSD,2024,1.3\nJPY,2024-03,165\nUSD,2024-03,1.15\nUSD,2024-04,1.6\n"
        );
        // Some months are no year; twelve are.
        assert_eq!(said("USD,2024-03,2\n"), "USD,2024-03,2\n");
        let months: String = (1..=12).map(|m| format!("USD,2024-{m:02},{m}\n")).collect();
        assert!(said(&months).starts_with("USD,2024,6.5\n"));
        assert!(said(&format!("{months}USD,2024,7\n")).starts_with("USD,2024,7\n"));
    }

    #[test]
    fn lines_that_are_no_numbers_are_named() {
        let error = Table::read("currency;year;rate\nusd; 2024 ;1.08\n\nUSD;2023;0\n").unwrap_err();
        assert_eq!((error.line, error.text.as_str()), (4, "USD,2023,0"));
        for text in [
            "US,2024,1",
            "USD,2024,1,2",
            "hello",
            "USD,2024-03-0x,1",
            "USD,202X,1",
        ] {
            assert!(Table::read(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "[\\PC\n,;\"]{0,120}") {
            let _ = Table::read(&text);
        }
    }
}
