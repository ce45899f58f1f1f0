//! How far figures agree: what each of them allows, and how far apart they are.

use rust_decimal::Decimal;

use crate::model::{Amount, Bound, Figure};

/// The values that a figure's words allow, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowed {
    /// The lowest.
    pub low: Amount,
    /// The highest.
    pub high: Amount,
}

/// How far figures of one quantity agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// The lowest value.
    pub low: Amount,
    /// The highest value.
    pub high: Amount,
    /// How many times the lowest the highest is; none where the lowest is not above zero.
    pub ratio: Option<f64>,
    /// Whether one value could be what all of them mean.
    pub agree: bool,
}

/// Rounding: this share of a value to either side is the same value.
const ROUNDING: Decimal = Decimal::from_parts(15, 0, 0, false, 3);
/// "About": a tenth to either side.
const ABOUT: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// The values that a figure allows; none where it gives no number.
///
/// A plain number allows what rounds to it (1.5 % to either side), "about" and "nearly" a tenth,
/// and an open bound a factor of two on its open side: who says "more than 8,000" does not mean
/// 400,000.
pub fn allowed(figure: &Figure) -> Option<Allowed> {
    let value = figure.central()?;
    let lowest = figure.low.map_or(value, |low| low.min(value));
    let highest = figure.high.map_or(value, |high| high.max(value));
    let size = value.decimal().abs();
    let (down, up) = match figure.bound {
        Bound::Exact | Bound::Between | Bound::Vague => (ROUNDING, ROUNDING),
        Bound::About => (ABOUT, ABOUT),
        Bound::Nearly => (ABOUT, ROUNDING),
        Bound::AtLeast | Bound::Over => (ROUNDING, Decimal::ONE),
        Bound::AtMost | Bound::Under => (Decimal::new(5, 1), ROUNDING),
    };
    let moved = |end: Amount, by: Decimal| {
        let by = size.checked_mul(by).unwrap_or_default();
        Amount::from(end.decimal().checked_add(by).unwrap_or(end.decimal()))
    };
    Some(Allowed {
        low: moved(lowest, -down),
        high: moved(highest, up),
    })
}

impl Allowed {
    /// What both allow.
    pub fn both(self, other: Self) -> Option<Self> {
        let low = self.low.max(other.low);
        let high = self.high.min(other.high);
        (low <= high).then_some(Self { low, high })
    }
}

/// How far figures agree; none where none of them gives a number.
pub fn agreement<'a>(figures: impl IntoIterator<Item = &'a Figure>) -> Option<Agreement> {
    let mut ends: Option<(Amount, Amount)> = None;
    let mut common: Option<Option<Allowed>> = None;
    for figure in figures {
        let (Some(value), Some(own)) = (figure.central(), allowed(figure)) else {
            continue;
        };
        ends = Some(match ends {
            Some((low, high)) => (low.min(value), high.max(value)),
            None => (value, value),
        });
        common = Some(match common {
            Some(common) => common.and_then(|common| common.both(own)),
            None => Some(own),
        });
    }
    let (low, high) = ends?;
    Some(Agreement {
        low,
        high,
        ratio: ratio(low, high),
        agree: common.flatten().is_some(),
    })
}

/// How many times the one the other is; none where the lower is not above zero.
pub fn ratio(low: Amount, high: Amount) -> Option<f64> {
    (low > Amount::from(0)).then(|| high.to_f64() / low.to_f64())
}

impl Agreement {
    /// In words: `within 3 %`, `2.4 times apart`, `the same value`.
    pub fn words(&self) -> String {
        match self.ratio {
            _ if self.low == self.high => "the same value".to_owned(),
            Some(ratio) if ratio < 1.5 => {
                format!(
                    "within {} %",
                    (((ratio - 1.0) * 100.0).ceil() as i64).max(1)
                )
            }
            Some(ratio) if ratio < 10.0 => format!("{ratio:.1} times apart"),
            Some(ratio) => {
                let times = Amount::from(ratio.round() as i64);
                format!("{} times apart", times.grouped())
            }
            None => "apart".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::FigureKind;

    fn figure(bound: Bound, best: i64) -> Figure {
        Figure {
            bound,
            ..Figure::exact(FigureKind::Count, Amount::from(best), "soldier")
        }
    }

    fn agree(figures: &[Figure]) -> bool {
        agreement(figures).unwrap().agree
    }

    #[test]
    fn words_say_what_a_number_allows() {
        use Bound::{About, AtLeast, AtMost, Exact, Over};
        for (one, other, expected) in [
            (figure(Exact, 1_000), figure(Exact, 1_029), true),
            (figure(Exact, 1_000), figure(Exact, 1_040), false),
            (figure(About, 1_000), figure(Exact, 1_100), true),
            (figure(Over, 8_000), figure(Exact, 12_000), true),
            (figure(AtLeast, 8_000), figure(Exact, 400_000), false),
            (figure(AtLeast, 8_000), figure(Exact, 7_000), false),
            (figure(AtMost, 1_000), figure(Exact, 600), true),
            (figure(AtMost, 1_000), figure(Exact, 1_200), false),
        ] {
            assert_eq!(
                agree(&[one.clone(), other.clone()]),
                expected,
                "{one:?} {other:?}"
            );
        }
        let between = Figure {
            low: Some(Amount::from(7_000)),
            best: None,
            high: Some(Amount::from(15_000)),
            ..figure(Bound::Between, 0)
        };
        assert!(agree(&[between.clone(), figure(Exact, 7_000)]));
        assert!(!agree(&[between, figure(Exact, 1_351)]));
    }

    #[test]
    fn how_far_apart_is_said_in_words() {
        let words = |low: i64, high: i64| {
            agreement(&[figure(Bound::Exact, low), figure(Bound::Exact, high)])
                .unwrap()
                .words()
        };
        assert_eq!(words(5, 5), "the same value");
        assert_eq!(words(700, 720), "within 3 %");
        assert_eq!(words(5_937, 15_000), "2.5 times apart");
        assert_eq!(words(40, 43_000), "1,075 times apart");
        assert_eq!(words(0, 5), "apart");
        assert_eq!(agreement(&[]), None);
    }

    proptest! {
        #[test]
        fn a_figure_agrees_with_itself_and_order_does_not_matter(
            figures in proptest::collection::vec(crate::model::arbitrary::figure(), 1..6),
        ) {
            for figure in &figures {
                if let Some(own) = agreement([figure]) {
                    prop_assert!(own.agree);
                }
            }
            let turned: Vec<&Figure> = figures.iter().rev().collect();
            prop_assert_eq!(agreement(&figures), agreement(turned));
        }
    }
}
