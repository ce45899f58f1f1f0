//! Exact numbers: what a claim counts is a decimal, never a binary float.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An exact decimal number, at most 28 digits.
///
/// In a project file it is a quoted string (`"725000000"`), so that no reader makes a binary
/// float of it; a bare integer is read as well, for files that were edited by hand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(Decimal);

/// Why a text is no amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// There is nothing but spaces.
    #[error("Type a number, for example 725 million or 1,250,000")]
    Empty,
    /// It is not written as a number.
    #[error("“{0}” is not a number; type for example 725 million or 1,250,000")]
    NotANumber(String),
    /// Commas or spaces that part no groups of digits.
    #[error("“{0}” could be read in two ways; type for example 5.5 million or 5,500")]
    Separators(String),
    /// More digits than an exact decimal holds.
    #[error("“{0}” has more than 28 digits")]
    TooLong(String),
}

impl Amount {
    /// The amount as a decimal.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// The nearest binary float, for drawing only.
    pub fn to_f64(self) -> f64 {
        // Every decimal of 28 digits has a nearest f64.
        self.0.to_f64().unwrap_or(f64::NAN)
    }

    /// The sum, or none where it would not fit 28 digits.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The product, or none where it would not fit 28 digits.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        self.0
            .checked_mul(other.0)
            .map(|product| Self(product.normalize()))
    }

    /// With thousands separated by commas: `1,250,000.5`.
    pub fn grouped(self) -> String {
        let plain = self.to_string();
        let (sign, digits) = plain
            .strip_prefix('-')
            .map_or(("", plain.as_str()), |d| ("−", d));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut out = String::from(sign);
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

    /// As people say it: `725 million`, `1.25 billion`, `15,000`. Falls back to all digits where
    /// a magnitude word would need more than three decimals.
    pub fn spoken(self) -> String {
        for (word, exponent) in [("trillion", 12), ("billion", 9), ("million", 6)] {
            let unit = Decimal::from(10_u64.pow(exponent));
            if self.0.abs() >= unit
                && let Some(scaled) = self.0.checked_div(unit)
                && scaled.normalize().scale() <= 3
            {
                return format!("{} {word}", Self(scaled.normalize()).grouped());
            }
        }
        self.grouped()
    }

    /// Reads what a person types: digits with commas or spaces between thousands, a point for
    /// decimals, and a magnitude (`725 million`, `1.5bn`, `20k`, `3 tn`).
    ///
    /// # Errors
    /// [`AmountError`] says what is wrong in words for the person who types.
    pub fn parse_typed(text: &str) -> Result<Self, AmountError> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(AmountError::Empty);
        }
        let not_a_number = || AmountError::NotANumber(trimmed.to_owned());
        let split = trimmed
            .char_indices()
            .find(|(_, c)| c.is_alphabetic())
            .map_or(trimmed.len(), |(at, _)| at);
        let (digits, word) = trimmed.split_at(split);
        let exponent = match word.trim().to_lowercase().as_str() {
            "" => 0,
            "hundred" => 2,
            "k" | "thousand" => 3,
            "m" | "mn" | "mil" | "mln" | "million" => 6,
            "b" | "bn" | "billion" => 9,
            "t" | "tn" | "trn" | "trillion" => 12,
            _ => return Err(not_a_number()),
        };
        if !is_grouped(digits.trim()) {
            return Err(AmountError::Separators(trimmed.to_owned()));
        }
        let digits: String = digits
            .chars()
            .filter(|c| !is_separator(*c))
            .map(|c| if c == '−' { '-' } else { c })
            .collect();
        let valid = digits
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
            && digits.chars().any(|c| c.is_ascii_digit());
        if !valid {
            return Err(not_a_number());
        }
        let too_long = || AmountError::TooLong(trimmed.to_owned());
        let number = Decimal::from_str_exact(&digits).map_err(|error| match error {
            rust_decimal::Error::Underflow | rust_decimal::Error::ExceedsMaximumPossibleValue => {
                too_long()
            }
            _ if digits.len() > 28 => too_long(),
            _ => not_a_number(),
        })?;
        let factor = Decimal::from(10_u64.pow(exponent));
        let scaled = number.checked_mul(factor).ok_or_else(too_long)?;
        Ok(Self(scaled.normalize()))
    }
}

/// What may stand between thousands.
fn is_separator(c: char) -> bool {
    matches!(
        c,
        ',' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '_'
    )
}

/// Whether separators stand where they part groups of digits: three each, or two each before the
/// last three as in India. `5,5` could be 5.5 or a slip, so nobody guesses.
fn is_grouped(digits: &str) -> bool {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.contains(is_separator) {
        return false;
    }
    let groups: Vec<usize> = whole
        .trim_start_matches(['-', '−', ' '])
        .split(is_separator)
        .map(|group| group.chars().count())
        .collect();
    let [first, middle @ .., last] = groups.as_slice() else {
        return true;
    };
    let by = |size: usize| (1..=size).contains(first) && middle.iter().all(|group| *group == size);
    *last == 3 && (by(3) || by(2))
}

impl From<Decimal> for Amount {
    fn from(decimal: Decimal) -> Self {
        Self(decimal.normalize())
    }
}

impl From<i64> for Amount {
    fn from(number: i64) -> Self {
        Self(Decimal::from(number))
    }
}

impl FromStr for Amount {
    type Err = AmountError;

    /// Reads the plain form that `Display` writes.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Decimal::from_str_exact(text)
            .map(Self::from)
            .map_err(|_error| AmountError::NotANumber(text.to_owned()))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.normalize().fmt(f)
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl serde::de::Visitor<'_> for Visitor {
            type Value = Amount;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a decimal number in quotes, such as \"1250000\"")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Amount, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Amount, E> {
                Ok(Amount::from(number))
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Amount, E> {
                Ok(Amount(Decimal::from(number)))
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_that_part_no_groups_are_asked_about() {
        for good in [
            "1,250,000",
            "12,34,567",
            "1 000 000.5",
            "-2,500",
            "725 million",
        ] {
            assert!(Amount::parse_typed(good).is_ok(), "{good}");
        }
        for unclear in ["5,5 million", "1,2,3", "1,25", "1.5,000", "12,3456"] {
            assert!(
                matches!(
                    Amount::parse_typed(unclear),
                    Err(AmountError::Separators(_))
                ),
                "{unclear}"
            );
        }
    }

    #[test]
    fn typed_amounts() {
        for (typed, plain) in [
            ("725 million", "725000000"),
            ("1.25bn", "1250000000"),
            ("1,250,000", "1250000"),
            ("1 250 000.50", "1250000.5"),
            ("20k", "20000"),
            ("-3", "-3"),
        ] {
            assert_eq!(
                Amount::parse_typed(typed).map(|a| a.to_string()),
                Ok(plain.to_owned())
            );
        }
        for bad in ["", "  ", "about 5", "1.2.3", "5 parsecs", "1-2", "."] {
            assert!(Amount::parse_typed(bad).is_err(), "{bad}");
        }
        assert!(matches!(
            Amount::parse_typed(&"9".repeat(40)),
            Err(AmountError::TooLong(_))
        ));
    }

    #[test]
    fn shown_amounts() {
        let amount = |text: &str| text.parse::<Amount>().unwrap();
        assert_eq!(amount("1250000.5").grouped(), "1,250,000.5");
        assert_eq!(amount("-1000").grouped(), "−1,000");
        assert_eq!(amount("725000000").spoken(), "725 million");
        assert_eq!(amount("1250000000").spoken(), "1.25 billion");
        assert_eq!(amount("600000").spoken(), "600,000");
        assert_eq!(amount("1234567").spoken(), "1,234,567");
    }
}
