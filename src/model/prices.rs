//! What money bought, year by year: so that amounts of several years can be shown in the prices of
//! one.
//!
//! An index is the consumer prices of a currency's area in a year beside those of any other year of
//! its row; only their ratio counts. The bundled ones are where a project begins.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::Amount;
use super::rates::RatesError;
use super::rates::table::{self, Table};

/// A table of yearly price levels.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Prices", default)]
pub struct Prices {
    /// Where the levels are from, as charts print it.
    pub source: String,
    /// For each currency (ISO 4217) and year, the level of consumer prices.
    pub index: BTreeMap<String, BTreeMap<i16, Amount>>,
}

impl Prices {
    /// The price levels that come with the program, 2014 to 2025.
    pub fn bundled() -> &'static Self {
        static BUNDLED: LazyLock<Prices> = LazyLock::new(|| {
            let table = include_str!("../../assets/rates/prices.csv");
            Prices {
                source: "yearly averages after the consumer price indexes of the US Bureau of \
                         Labor Statistics (CPI-U), Eurostat (HICP, euro area), the Office for \
                         National Statistics (CPI) and Statistics Canada (CPI), rounded and \
                         entered by hand, to be checked before use in print; 2025 \
                         estimated"
                    .to_owned(),
                // The file is read by a test; a damaged one would be no prices at all.
                ..Prices::read(table).unwrap_or_default()
            }
        });
        &BUNDLED
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// The years that some currency has a level for.
    pub fn years(&self) -> BTreeSet<i16> {
        let years = self.index.values().flat_map(BTreeMap::keys);
        years.copied().collect()
    }

    /// An amount of one year in the prices of another, to hundredths; none where a level is
    /// missing or the amount has no place.
    pub fn adjust(&self, amount: Amount, currency: &str, from: i16, to: i16) -> Option<Amount> {
        if from == to {
            return Some(amount);
        }
        let years = self.index.get(currency)?;
        let (from, to) = (years.get(&from)?.decimal(), years.get(&to)?.decimal());
        let adjusted = amount.decimal().checked_mul(to)?.checked_div(from)?;
        Some(Amount::from(adjusted.round_dp(2).normalize()))
    }

    /// Reads a table, as [`super::Rates::read`] does; months and days are averaged into years.
    ///
    /// # Errors
    /// [`RatesError`] names the first line that is no level.
    pub fn read(text: &str) -> Result<Self, RatesError> {
        Ok(Self {
            source: String::new(),
            index: Table::read(text)?.years,
        })
    }

    /// The table as it is read: a line a level.
    pub fn write(&self) -> String {
        table::write(&self.index)
    }

    /// These levels, with the rows of another table put in their place: a row whole, because only
    /// levels of one row can be compared.
    #[must_use]
    pub fn updated(&self, newer: Self) -> Self {
        let mut out = self.clone();
        out.index.extend(newer.index);
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
    fn bundled_levels_cover_every_year_and_rise() {
        let prices = Prices::bundled();
        assert_eq!(prices.index.len(), 4);
        for (currency, years) in &prices.index {
            assert!(years.keys().copied().eq(2014..=2025), "{currency}");
            let (first, last) = (years[&2014].to_f64(), years[&2025].to_f64());
            assert!((1.2..1.5).contains(&(last / first)), "{currency}");
        }
        let read = Prices::read(&prices.write()).unwrap();
        assert_eq!(read.index, prices.index);
    }

    #[test]
    fn amounts_are_told_in_the_prices_of_another_year() {
        let prices = Prices::read("USD,2020,100\nUSD,2024,120\n").unwrap();
        let adjust = |from, to| {
            let adjusted = prices.adjust(Amount::from(50), "USD", from, to);
            adjusted.map(|amount| amount.to_string())
        };
        assert_eq!(adjust(2020, 2024).as_deref(), Some("60"));
        assert_eq!(adjust(2024, 2020).as_deref(), Some("41.67"));
        assert_eq!(adjust(1900, 1900).as_deref(), Some("50"));
        assert_eq!(adjust(2019, 2024), None);
        let newer = Prices::read("USD,2020,10\n").unwrap();
        assert_eq!(prices.updated(newer).index["USD"].len(), 1);
    }
}
