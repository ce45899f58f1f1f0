//! What currencies were worth, by year and by month: so that money in several of them can be shown
//! in one.
//!
//! A rate is how many units of a currency a euro cost on average in a year or a month. The bundled
//! rates are where a project begins; from then on they are the project's own, to be put right or
//! replaced. [`table`] reads them, and [`super::Prices`], from text.

pub(super) mod table;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Amount, Precision, When};
use table::Table;

pub use table::RatesError;

/// The currency that rates are counted from.
const BASE: &str = "EUR";

/// A table of average rates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Rates", default)]
pub struct Rates {
    /// Where the rates are from, as charts print it.
    pub source: String,
    /// For each currency (ISO 4217) and year, what a euro cost.
    pub per_euro: BTreeMap<String, BTreeMap<i16, Amount>>,
    /// For each currency and month, what a euro cost; where a claim holds for one month or a day of
    /// it, this goes before the year.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub monthly: BTreeMap<String, BTreeMap<When, Amount>>,
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
                ..Rates::read(table).unwrap_or_default()
            }
        });
        &BUNDLED
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.per_euro.is_empty() && self.monthly.is_empty()
    }

    /// How many rates there are.
    pub fn count(&self) -> usize {
        let years = self.per_euro.values().map(BTreeMap::len);
        let months = self.monthly.values().map(BTreeMap::len);
        years.chain(months).sum()
    }

    /// The currencies that it knows, and the euro.
    pub fn currencies(&self) -> impl Iterator<Item = &str> {
        let monthly = self.monthly.keys();
        let monthly = monthly.filter(|currency| !self.per_euro.contains_key(*currency));
        let known = self.per_euro.keys().chain(monthly);
        std::iter::once(BASE).chain(known.map(String::as_str))
    }

    /// An amount of one currency in another, to hundredths, at the average of the month that it
    /// holds for where the table has both currencies' rates, else at that of the last year; none
    /// where a rate is missing or the amount has no place.
    pub fn convert(&self, amount: Amount, from: &str, to: &str, when: When) -> Option<Amount> {
        if from == to {
            return Some(amount);
        }
        let month = When::containing(when.start(), Precision::Month);
        let in_one_month = month == When::containing(when.end(), Precision::Month);
        let of_month = |currency: &str| match currency {
            BASE => Some(Decimal::ONE),
            other => Some(self.monthly.get(other)?.get(&month)?.decimal()),
        };
        let of_year = |currency: &str| match currency {
            BASE => Some(Decimal::ONE),
            other => {
                let years = self.per_euro.get(other)?;
                Some(years.get(&when.end().year())?.decimal())
            }
        };
        let by_month = of_month(from).zip(of_month(to)).filter(|_| in_one_month);
        let (from, to) = by_month.or_else(|| of_year(from).zip(of_year(to)))?;
        let converted = amount.decimal().checked_div(from)?.checked_mul(to)?;
        Some(Amount::from(converted.round_dp(2).normalize()))
    }

    /// Reads a table; see [`table`] for what it may look like.
    ///
    /// # Errors
    /// [`RatesError`] names the first line that is no rate.
    pub fn read(text: &str) -> Result<Self, RatesError> {
        let mut table = Table::read(text)?;
        // A euro always costs one.
        table.years.remove(BASE);
        table.months.remove(BASE);
        Ok(Self {
            source: String::new(),
            per_euro: table.years,
            monthly: table.months,
        })
    }

    /// The table as it is read: a line a rate, the years first.
    pub fn write(&self) -> String {
        let mut out = table::write(&self.per_euro);
        for (currency, months) in &self.monthly {
            for (month, rate) in months {
                out.push_str(&format!("{currency},{month},{rate}\n"));
            }
        }
        out
    }

    /// These rates, with what another table says put in their place.
    #[must_use]
    pub fn updated(&self, newer: Self) -> Self {
        let mut out = self.clone();
        for (currency, years) in newer.per_euro {
            out.per_euro.entry(currency).or_default().extend(years);
        }
        for (currency, months) in newer.monthly {
            out.monthly.entry(currency).or_default().extend(months);
        }
        if !newer.source.trim().is_empty() {
            out.source = newer.source;
        }
        out
    }
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
        let read = Rates::read(&rates.write()).unwrap();
        assert_eq!(read.per_euro, rates.per_euro);
    }

    #[test]
    fn money_is_converted_at_the_rate_of_its_year() {
        let rates = Rates::bundled();
        let convert = |amount: i64, from, to, when: &str| {
            let converted = rates.convert(Amount::from(amount), from, to, when.parse().unwrap());
            converted.map(|amount| amount.to_string())
        };
        assert_eq!(
            convert(1_000_000, "EUR", "USD", "2024").as_deref(),
            Some("1082400")
        );
        assert_eq!(
            convert(1_082_400, "USD", "EUR", "2024-05-03").as_deref(),
            Some("1000000")
        );
        assert_eq!(convert(7, "XXX", "XXX", "1900").as_deref(), Some("7"));
        assert_eq!(convert(7, "USD", "EUR", "1900"), None);
        assert_eq!(convert(7, "XXX", "EUR", "2024"), None);
        // A hundred pounds of 2022 were about 123 dollars.
        assert_eq!(
            convert(100, "GBP", "USD", "2022").as_deref(),
            Some("123.48")
        );
    }

    #[test]
    fn a_month_goes_before_its_year_where_both_currencies_have_it() {
        let read = Rates::read("USD,2024,1.10\nUSD,2024-03,1.25\nGBP,2024,0.88\n").unwrap();
        assert_eq!(Rates::read(&read.write()), Ok(read.clone()));
        let convert = |from, to, when: &str| {
            let converted = read.convert(Amount::from(100), from, to, when.parse().unwrap());
            converted.map(|amount| amount.to_string())
        };
        assert_eq!(convert("EUR", "USD", "2024-03").as_deref(), Some("125"));
        assert_eq!(convert("EUR", "USD", "2024-03-09").as_deref(), Some("125"));
        assert_eq!(convert("EUR", "USD", "2024-04").as_deref(), Some("110"));
        // More than the month, and a currency without it: one year for both.
        assert_eq!(convert("EUR", "USD", "2024").as_deref(), Some("110"));
        assert_eq!(convert("GBP", "USD", "2024-03").as_deref(), Some("125"));
        let other = Rates::read("USD,2024-03,1.5\nSEK,2024,11\n").unwrap();
        let both = read.updated(other);
        assert_eq!(
            both.currencies().collect::<Vec<_>>(),
            ["EUR", "GBP", "SEK", "USD"]
        );
        assert_eq!(both.monthly["USD"].len(), 1);
    }
}
