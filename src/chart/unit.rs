//! What an axis measures, and how its amounts are written.

use crate::model::{Amount, Figure, FigureKind, Per, TimeFrame};

/// What is measured: figures of different units never meet on one axis. A rate is a unit of its
/// own, since 1,500 a day and 1,500 a month are no more alike than dollars and euros.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit {
    /// As figures write it: an ISO 4217 code, the noun counted, `percent`, a unit's name.
    pub name: String,
    /// The time unit of a rate.
    pub per: Option<Per>,
    /// What sort of quantity it is, which decides how amounts are written.
    pub kind: FigureKind,
}

/// A space that no line break splits.
const NO_BREAK: char = '\u{a0}';

impl Unit {
    /// The unit of a figure.
    pub fn of(figure: &Figure) -> Self {
        Self {
            name: figure.unit.clone(),
            per: match figure.time_frame {
                TimeFrame::Rate(per) => Some(per),
                TimeFrame::InPeriod | TimeFrame::Cumulative => None,
            },
            kind: figure.kind,
        }
    }

    /// In words: `US dollars`, `casualties per day`, `per cent`.
    pub fn words(&self) -> String {
        let mut words = match (self.kind, self.name.as_str()) {
            (FigureKind::Percent, _) => "per cent".to_owned(),
            (FigureKind::Money, code) => currency(code),
            (_, "") => "amount".to_owned(),
            (_, noun) => crate::model::plural(noun, None),
        };
        if let Some(per) = self.per {
            words.push(' ');
            words.push_str(TimeFrame::Rate(per).label());
        }
        words
    }

    /// A tick: `$1.25 bn`, `600k`, `€50 bn`, `20 %`. The amount is divided by `magnitude` and
    /// has `decimals` digits after the point.
    pub(super) fn tick(&self, value: f64, magnitude: Magnitude, decimals: usize) -> String {
        let scaled = (value / magnitude.size()).abs();
        let digits = if scaled >= 1e15 || (scaled > 0.0 && scaled < 1e-6) {
            let digits = format!("{scaled:.2e}").replace('-', "−");
            digits.replace(".00e", "e")
        } else {
            grouped(&format!("{scaled:.decimals$}"))
        };
        self.dressed(value, &digits, magnitude)
    }

    /// An amount to three digits, or four where these are exact, for a label beside a mark:
    /// `$1.25 bn`, `13.4k`, `$25.45 bn`.
    pub fn short(&self, value: f64) -> String {
        // What is rounded up to a thousand millions is a billion.
        self.short_in(value, Magnitude::of(value * (1000.0 / 999.5)))
    }

    /// As [`Self::short`], beside an axis whose labels count in `along`: in the same, unless that
    /// would take more than four digits or leave none before the point.
    pub(super) fn short_beside(&self, value: f64, along: Magnitude) -> String {
        let scaled = (value / along.size()).abs();
        if (0.1..9999.5).contains(&scaled) {
            self.short_in(value, along)
        } else {
            self.short(value)
        }
    }

    fn short_in(&self, value: f64, magnitude: Magnitude) -> String {
        let scaled = (value / magnitude.size()).abs();
        if scaled > 0.0 && !(1e-3..1e15).contains(&scaled) {
            return self.dressed(value, &format!("{scaled:.2e}").replace('-', "−"), magnitude);
        }
        let decimals = match scaled {
            v if v >= 99.95 => 0,
            // What two decimals say exactly is not rounded: 25.45 stays 25.45.
            v if v >= 9.995 && ((v * 100.0).round() - v * 100.0).abs() < 1e-6 => 2,
            v if v >= 9.995 => 1,
            v if v >= 0.1 => 2,
            _ => 4,
        };
        let mut digits = format!("{scaled:.decimals$}");
        if digits.contains('.') {
            // Zeros at the end say nothing here, unlike along an axis.
            digits.truncate(digits.trim_end_matches('0').trim_end_matches('.').len());
        }
        self.dressed(value, &grouped(&digits), magnitude)
    }

    /// Digits with their sign, their magnitude and their unit.
    fn dressed(&self, value: f64, digits: &str, magnitude: Magnitude) -> String {
        let sign = if value < 0.0 { "−" } else { "" };
        let (before, after) = self.signs();
        let word = if value == 0.0 { "" } else { magnitude.word() };
        format!("{sign}{before}{digits}{word}{after}")
    }

    /// An exact amount in full: `$1.25 billion`, `600,000 casualties`.
    pub fn spoken(&self, amount: Amount) -> String {
        let (before, after) = self.signs();
        let spoken = amount.spoken();
        let mut out = match spoken.strip_prefix('−') {
            Some(digits) => format!("−{before}{digits}{after}"),
            None => format!("{before}{spoken}{after}"),
        };
        if !matches!(self.kind, FigureKind::Money | FigureKind::Percent) && !self.name.is_empty() {
            out.push(' ');
            out.push_str(&crate::model::plural(&self.name, Some(amount)));
        }
        if let Some(per) = self.per {
            out.push(' ');
            out.push_str(TimeFrame::Rate(per).label());
        }
        out
    }

    /// What stands before and after the digits.
    fn signs(&self) -> (&'static str, String) {
        match (self.kind, self.name.as_str()) {
            (FigureKind::Money, "USD") => ("$", String::new()),
            (FigureKind::Money, "EUR") => ("€", String::new()),
            (FigureKind::Money, "GBP") => ("£", String::new()),
            (FigureKind::Money, code) if !code.is_empty() => ("", format!("{NO_BREAK}{code}")),
            (FigureKind::Percent, _) => ("", format!("{NO_BREAK}%")),
            _ => ("", String::new()),
        }
    }
}

/// The currency in words, for those that are met most; else as ISO 4217 names it.
fn currency(code: &str) -> String {
    match code {
        "" => "money".to_owned(),
        "USD" => "US dollars".to_owned(),
        "EUR" => "euros".to_owned(),
        "GBP" => "pounds sterling".to_owned(),
        "UAH" => "hryvnias".to_owned(),
        _ => iso_currency::Currency::from_code(code).map_or_else(
            || code.to_owned(),
            |currency| {
                // “Swedish krona/kronor”: one form is enough.
                let name = currency.name();
                format!("{code} ({})", name.split('/').next().unwrap_or(name))
            },
        ),
    }
}

/// Puts commas between the thousands of plain digits.
fn grouped(digits: &str) -> String {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The power of a thousand that amounts along an axis are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Magnitude {
    One,
    Thousand,
    Million,
    Billion,
    Trillion,
}

impl Magnitude {
    /// The magnitude for an axis that reaches to `value`.
    pub(super) fn of(value: f64) -> Self {
        match value.abs() {
            v if v >= 1e12 => Self::Trillion,
            v if v >= 1e9 => Self::Billion,
            v if v >= 1e6 => Self::Million,
            v if v >= 1e4 => Self::Thousand,
            _ => Self::One,
        }
    }

    /// The magnitude that all labels of an axis are counted in, which reaches to `largest` in
    /// steps of `step`: one in which a step is a whole number, as long as four digits say the
    /// largest. So an axis reads 200k to 1,200k, and not 0.2 m to 1.2 m.
    pub(super) fn along(largest: f64, step: f64) -> Self {
        let own = Self::of(largest);
        let below = match own {
            Self::One | Self::Thousand => return own,
            Self::Million => Self::Thousand,
            Self::Billion => Self::Million,
            Self::Trillion => Self::Billion,
        };
        let is_finer = step < own.size() && step >= below.size();
        if is_finer && largest.abs() < 1e4 * below.size() {
            below
        } else {
            own
        }
    }

    pub(super) fn size(self) -> f64 {
        match self {
            Self::One => 1.0,
            Self::Thousand => 1e3,
            Self::Million => 1e6,
            Self::Billion => 1e9,
            Self::Trillion => 1e12,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::One => "",
            Self::Thousand => "k",
            Self::Million => "\u{a0}m",
            Self::Billion => "\u{a0}bn",
            Self::Trillion => "\u{a0}tn",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(kind: FigureKind, name: &str, per: Option<Per>) -> Unit {
        Unit {
            name: name.to_owned(),
            per,
            kind,
        }
    }

    #[test]
    fn ticks_are_short() {
        let dollars = unit(FigureKind::Money, "USD", None);
        let tick = |value, magnitude, decimals| dollars.tick(value, magnitude, decimals);
        assert_eq!(tick(1.25e9, Magnitude::Billion, 2), "$1.25\u{a0}bn");
        assert_eq!(tick(-2e9, Magnitude::Billion, 0), "−$2\u{a0}bn");
        assert_eq!(tick(0.0, Magnitude::Billion, 1), "$0.0");
        let soldiers = unit(FigureKind::Count, "soldier", None);
        assert_eq!(soldiers.tick(6e5, Magnitude::Thousand, 0), "600k");
        assert_eq!(soldiers.tick(2500.0, Magnitude::One, 0), "2,500");
        let krona = unit(FigureKind::Money, "SEK", None);
        assert_eq!(krona.tick(5e9, Magnitude::Billion, 0), "5\u{a0}bn\u{a0}SEK");
        assert_eq!(dollars.tick(1e28, Magnitude::Trillion, 0), "$1e16\u{a0}tn");
    }

    #[test]
    fn labels_have_three_digits() {
        let dollars = unit(FigureKind::Money, "USD", None);
        for (value, label) in [
            (1.25e9, "$1.25\u{a0}bn"),
            (1.2e9, "$1.2\u{a0}bn"),
            (65.94e9, "$65.94\u{a0}bn"),
            (25.45e9, "$25.45\u{a0}bn"),
            (65.943e9, "$65.9\u{a0}bn"),
            (725e6, "$725\u{a0}m"),
            (999.96e6, "$1\u{a0}bn"),
            (9990.0, "$9,990"),
            (9999.0, "$10k"),
            (1e-9, "$1.00e−9"),
            (13_449.0, "$13.4k"),
            (0.0, "$0"),
            (-2.5, "−$2.5"),
        ] {
            assert_eq!(dollars.short(value), label);
        }
    }

    #[test]
    fn units_in_words() {
        let words = |kind, name, per| unit(kind, name, per).words();
        assert_eq!(words(FigureKind::Money, "USD", None), "US dollars");
        assert_eq!(words(FigureKind::Money, "SEK", None), "SEK (Swedish krona)");
        assert_eq!(
            words(FigureKind::Count, "casualty", Some(Per::Day)),
            "casualties per day"
        );
        assert_eq!(words(FigureKind::Percent, "percent", None), "per cent");
    }

    #[test]
    fn amounts_in_full() {
        let amount = Amount::from(-1_250_000_000);
        let dollars = unit(FigureKind::Money, "USD", None);
        assert_eq!(dollars.spoken(amount), "−$1.25 billion");
        let casualties = unit(FigureKind::Count, "casualty", Some(Per::Day));
        assert_eq!(
            casualties.spoken(Amount::from(1500)),
            "1,500 casualties per day"
        );
    }
}
