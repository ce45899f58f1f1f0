//! What currencies were worth, year by year: so that money in several of them can be shown in one.
//!
//! A rate is how many units of a currency a euro cost on average in a year. The bundled rates are
//! where a project begins; from then on they are the project's own, to be put right or replaced.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Amount;

/// The currency that rates are counted from.
const BASE: &str = "EUR";

/// A table of yearly average rates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Rates", default)]
pub struct Rates {
    /// Where the rates are from, as charts print it.
    pub source: String,
    /// For each currency (ISO 4217) and year, what a euro cost.
    pub per_euro: BTreeMap<String, BTreeMap<i16, Amount>>,
}

/// Why a text is no table of rates.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "line {line} is not a rate: “{text}”; write a currency, a year and what a euro cost, such as USD,2024,1.0824"
)]
pub struct RatesError {
    /// The line, from 1.
    pub line: usize,
    /// What stands in it.
    pub text: String,
}

impl Rates {
    /// The rates that come with the program, 2014 to 2025.
    pub fn bundled() -> &'static Self {
        static BUNDLED: LazyLock<Rates> = LazyLock::new(|| {
            let table = include_str!("../../assets/rates/euro.csv");
            Rates {
                source: "yearly averages after the euro reference rates of the European Central \
                         Bank (hryvnia and rouble after their own central banks), rounded and \
                         entered by hand, 2025 provisional"
                    .to_owned(),
                // The file is read by a test; a damaged one would be no rates at all.
                per_euro: Rates::read(table).unwrap_or_default(),
            }
        });
        &BUNDLED
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.per_euro.is_empty()
    }

    /// The currencies that it knows, and the euro.
    pub fn currencies(&self) -> impl Iterator<Item = &str> {
        std::iter::once(BASE).chain(self.per_euro.keys().map(String::as_str))
    }

    /// An amount of one currency in another, at the average of a year, to hundredths; none where
    /// a rate is missing or the amount has no place.
    pub fn convert(&self, amount: Amount, from: &str, to: &str, year: i16) -> Option<Amount> {
        if from == to {
            return Some(amount);
        }
        let rate = |currency: &str| match currency {
            BASE => Some(Decimal::ONE),
            other => Some(self.per_euro.get(other)?.get(&year)?.decimal()),
        };
        let in_euros = amount.decimal().checked_div(rate(from)?)?;
        let converted = in_euros.checked_mul(rate(to)?)?;
        Some(Amount::from(converted.round_dp(2).normalize()))
    }

    /// Reads a table: a currency, a year and a rate a line, parted by commas, semicolons or tabs;
    /// a head is passed over.
    ///
    /// # Errors
    /// [`RatesError`] names the first line that is no rate.
    pub fn read(text: &str) -> Result<BTreeMap<String, BTreeMap<i16, Amount>>, RatesError> {
        let mut rates: BTreeMap<String, BTreeMap<i16, Amount>> = BTreeMap::new();
        for (number, line) in (1..).zip(text.lines()) {
            let is_head = number == 1 && line.to_ascii_lowercase().starts_with("currency");
            if line.trim().is_empty() || is_head {
                continue;
            }
            let (currency, year, rate) = read_line(line).ok_or_else(|| RatesError {
                line: number,
                text: line.trim().to_owned(),
            })?;
            rates.entry(currency).or_default().insert(year, rate);
        }
        Ok(rates)
    }

    /// The table as it is read: a line a rate.
    pub fn write(&self) -> String {
        let mut out = String::new();
        for (currency, years) in &self.per_euro {
            for (year, rate) in years {
                out.push_str(&format!("{currency},{year},{rate}\n"));
            }
        }
        out
    }
}

fn read_line(line: &str) -> Option<(String, i16, Amount)> {
    let mut cells = line
        .split([',', ';', '\t'])
        .map(|cell| cell.trim().trim_matches('"'));
    let (currency, year, rate) = (cells.next()?, cells.next()?, cells.next()?);
    let currency = currency.to_ascii_uppercase();
    let is_code = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
    let rate: Amount = rate.parse().ok()?;
    let is_rate = rate > Amount::from(0);
    (is_code && is_rate && cells.next().is_none()).then_some((currency, year.parse().ok()?, rate))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundled_rates_cover_every_year() {
        let rates = Rates::bundled();
        assert!(rates.currencies().count() >= 13);
        for (currency, years) in &rates.per_euro {
            assert_eq!(years.len(), 12, "{currency}");
            assert!(years.keys().copied().eq(2014..=2025), "{currency}");
        }
        assert_eq!(Rates::read(&rates.write()).as_ref(), Ok(&rates.per_euro));
    }

    #[test]
    fn money_is_converted_at_the_rate_of_its_year() {
        let rates = Rates::bundled();
        let convert = |amount: i64, from, to, year| {
            let converted = rates.convert(Amount::from(amount), from, to, year);
            converted.map(|amount| amount.to_string())
        };
        assert_eq!(
            convert(1_000_000, "EUR", "USD", 2024).as_deref(),
            Some("1082400")
        );
        assert_eq!(
            convert(1_082_400, "USD", "EUR", 2024).as_deref(),
            Some("1000000")
        );
        assert_eq!(convert(7, "XXX", "XXX", 1900).as_deref(), Some("7"));
        assert_eq!(convert(7, "USD", "EUR", 1900), None);
        assert_eq!(convert(7, "XXX", "EUR", 2024), None);
        // A hundred pounds of 2022 were about 123 dollars.
        assert_eq!(convert(100, "GBP", "USD", 2022).as_deref(), Some("123.48"));
    }

    #[test]
    fn lines_that_are_no_rates_are_named() {
        let read = Rates::read("currency;year;rate\nusd; 2024 ;1.08\n\nUSD,2023,0\n");
        let error = read.unwrap_err();
        assert_eq!((error.line, error.text.as_str()), (4, "USD,2023,0"));
        assert!(Rates::read("US,2024,1").is_err() && Rates::read("USD,2024,1,2").is_err());
    }
}
