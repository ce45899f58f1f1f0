//! Ticks of amounts: 1, 2 or 5 times a power of ten apart, or decades on a logarithmic axis.

use super::Tick;
use crate::chart::unit::{Magnitude, Unit};
use crate::model::Scale;

/// How many steps an axis has before a drawing asks for its own number.
const USUAL: usize = 6;

/// A step of `mantissa` times ten to `exponent`, as exact as a float can be.
#[derive(Debug, Clone, Copy)]
struct Step {
    mantissa: u8,
    exponent: i32,
}

impl Step {
    fn value(self) -> f64 {
        power(self.mantissa, self.exponent)
    }

    /// The smallest nice step that is no smaller than `size`, which is finite and above zero.
    fn at_least(size: f64) -> Self {
        let exponent = size.log10().floor() as i32;
        [(1, 0), (2, 0), (5, 0), (1, 1), (2, 1)]
            .into_iter()
            .map(|(mantissa, more)| Self {
                mantissa,
                exponent: exponent + more,
            })
            .find(|step| step.value() >= size)
            .unwrap_or(Self {
                mantissa: 5,
                exponent: exponent + 1,
            })
    }
}

/// `mantissa` times ten to `exponent`: the nearest float, which repeated multiplying would miss.
fn power(mantissa: u8, exponent: i32) -> f64 {
    format!("{mantissa}e{exponent}").parse().unwrap_or(f64::NAN)
}

/// The ticks of a range, increasing.
pub(super) fn ticks(range: [f64; 2], scale: Scale, unit: &Unit, most: usize) -> Vec<Tick> {
    let [low, high] = range;
    if !(low.is_finite() && high.is_finite() && low < high) {
        return Vec::new();
    }
    let most = most.max(1);
    match scale {
        Scale::Linear => linear(low, high, unit, most),
        Scale::Log if low > 0.0 => logarithmic(low, high, unit, most),
        Scale::Log => Vec::new(),
    }
}

fn linear(low: f64, high: f64, unit: &Unit, most: usize) -> Vec<Tick> {
    let step = Step::at_least((high - low) / most as f64);
    let size = step.value();
    if !(size.is_finite() && size > 0.0) {
        return Vec::new();
    }
    let magnitude = Magnitude::along(low.abs().max(high.abs()), size);
    let places = magnitude.size().log10().round() as i32 - step.exponent;
    let decimals = usize::try_from(places).unwrap_or(0);
    let first = (low / size - 1e-9).ceil();
    let mut out: Vec<Tick> = Vec::new();
    for index in 0..=most + 1 {
        let at = (first + index as f64) * size;
        // A hair over the edge by rounding is on the edge.
        let at = if (at - low).abs() < size * 1e-9 {
            low
        } else {
            at
        };
        let at = if (at - high).abs() < size * 1e-9 {
            high
        } else {
            at
        };
        let in_order = out.last().is_none_or(|last| last.at < at);
        if at > high || !in_order {
            break;
        }
        // The first multiple is no negative zero.
        let at = at + 0.0;
        let decimals = if at == 0.0 { 0 } else { decimals };
        out.push(Tick {
            at,
            label: unit.tick(at, magnitude, decimals),
        });
    }
    out
}

fn logarithmic(low: f64, high: f64, unit: &Unit, most: usize) -> Vec<Tick> {
    let decades = high.log10() - low.log10();
    if decades < 0.7 {
        // Less than one decade holds too few of its own ticks.
        let mut ticks = linear(low, high, unit, most);
        ticks.retain(|tick| tick.at > 0.0);
        return ticks;
    }
    let mantissas: &[u8] = if decades * 3.0 <= most as f64 + 1.0 {
        &[1, 2, 5]
    } else {
        &[1]
    };
    let stride = (decades / most as f64).ceil().max(1.0) as usize;
    let (first, last) = (low.log10().floor() as i32, high.log10().ceil() as i32);
    let mut out = Vec::new();
    for exponent in (first..=last).step_by(stride) {
        for &mantissa in mantissas {
            let at = power(mantissa, exponent);
            if (low..=high).contains(&at) {
                let magnitude = Magnitude::of(at);
                let places = magnitude.size().log10().round() as i32 - exponent;
                out.push(Tick {
                    at,
                    label: unit.tick(at, magnitude, usize::try_from(places).unwrap_or(0)),
                });
            }
        }
    }
    out
}

/// What the labels of a linear axis of so many ticks are counted in.
pub(in crate::chart) fn magnitude([low, high]: [f64; 2], most: usize) -> Magnitude {
    let largest = low.abs().max(high.abs());
    let size = (high - low) / most.max(1) as f64;
    if size.is_finite() && size > 0.0 {
        Magnitude::along(largest, Step::at_least(size).value())
    } else {
        Magnitude::of(largest)
    }
}

/// The range of an axis that shows all of `low..=high`: from zero and to the next tick on a
/// linear axis, between nice amounts on a logarithmic one (where both are above zero).
pub(in crate::chart) fn whole_range(low: f64, high: f64, scale: Scale) -> [f64; 2] {
    match scale {
        Scale::Linear => {
            let (low, high) = (low.min(0.0), high.max(0.0));
            let high = if low < high { high } else { low + 1.0 };
            let size = Step::at_least((high - low) / USUAL as f64).value();
            // The hair keeps an amount that is itself a tick from opening a step of its own.
            let up = |value: f64| (value / size - 1e-9).ceil() * size;
            [-up(-low) + 0.0, up(high)]
        }
        Scale::Log => {
            let below = nice_below(low.min(high) * 0.97);
            let above = nice_above(high.max(low) * 1.03);
            [below, above]
        }
    }
}

/// The largest 1-2-5 amount below a positive one.
fn nice_below(value: f64) -> f64 {
    let exponent = value.log10().floor() as i32;
    [5, 2, 1]
        .into_iter()
        .map(|mantissa| power(mantissa, exponent))
        .find(|nice| *nice <= value)
        .unwrap_or_else(|| power(5, exponent - 1))
}

/// The smallest 1-2-5 amount above a positive one.
fn nice_above(value: f64) -> f64 {
    Step::at_least(value).value()
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "ticks are exact by the way they are made")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::FigureKind;

    fn unit(name: &str) -> Unit {
        Unit {
            name: name.to_owned(),
            per: None,
            kind: if name == "USD" {
                FigureKind::Money
            } else {
                FigureKind::Count
            },
        }
    }

    fn labels(range: [f64; 2], scale: Scale, name: &str) -> Vec<String> {
        ticks(range, scale, &unit(name), USUAL)
            .into_iter()
            .map(|tick| tick.label.replace('\u{a0}', " "))
            .collect()
    }

    #[test]
    fn linear_steps() {
        assert_eq!(
            labels([0.0, 1.25e9], Scale::Linear, "USD"),
            ["$0", "$500 m", "$1,000 m"]
        );
        assert_eq!(
            labels([0.0, 1.2e6], Scale::Linear, "casualty"),
            ["0", "200k", "400k", "600k", "800k", "1,000k", "1,200k"]
        );
        // Four digits are enough: what takes more has a point.
        assert_eq!(
            labels([1.0e10, 1.2e10], Scale::Linear, "USD"),
            ["$10.0 bn", "$10.5 bn", "$11.0 bn", "$11.5 bn", "$12.0 bn"]
        );
        assert_eq!(
            labels([0.0, 6e5], Scale::Linear, "casualty"),
            ["0", "100k", "200k", "300k", "400k", "500k", "600k"]
        );
        assert_eq!(
            labels([-40.0, 40.0], Scale::Linear, "tank"),
            ["−40", "−20", "0", "20", "40"]
        );
        assert!(labels([1.0, 1.0], Scale::Linear, "USD").is_empty());
        assert!(labels([f64::NAN, 1.0], Scale::Linear, "USD").is_empty());
    }

    #[test]
    fn decades_and_their_parts() {
        assert_eq!(
            labels([1e8, 5e9], Scale::Log, "USD"),
            ["$100 m", "$200 m", "$500 m", "$1 bn", "$2 bn", "$5 bn"]
        );
        assert_eq!(
            labels([1e3, 1e8], Scale::Log, "casualty"),
            ["1,000", "10k", "100k", "1 m", "10 m", "100 m"]
        );
        assert!(labels([0.0, 10.0], Scale::Log, "USD").is_empty());
    }

    #[test]
    fn ranges_end_on_ticks() {
        assert_eq!(whole_range(3.0, 1.1e9, Scale::Linear), [0.0, 1.2e9]);
        assert_eq!(whole_range(0.0, 6e5, Scale::Linear), [0.0, 6e5]);
        assert_eq!(whole_range(0.0, 0.0, Scale::Linear), [0.0, 1.0]);
        assert_eq!(whole_range(-5.0, -2.0, Scale::Linear), [-5.0, 0.0]);
        assert_eq!(whole_range(2.1e8, 3e9, Scale::Log), [2e8, 5e9]);
        assert_eq!(whole_range(1e9, 1e9, Scale::Log), [5e8, 2e9]);
    }

    proptest! {
        #[test]
        fn ticks_increase_within_the_range(
            low in -1e28..1e28_f64,
            wide in 1e-20..1e28_f64,
            most in 1..30_usize,
        ) {
            let range = [low, low + wide];
            let ticks = ticks(range, Scale::Linear, &unit("USD"), most);
            prop_assert!(ticks.len() <= most + 2);
            prop_assert!(ticks.windows(2).all(|pair| pair[0].at < pair[1].at));
            prop_assert!(ticks.iter().all(|tick| (range[0]..=range[1]).contains(&tick.at)));
        }

        #[test]
        fn log_ticks_increase_within_the_range(
            low in -28.0..28_f64,
            wide in 0.0..28_f64,
            most in 1..30_usize,
        ) {
            let range = whole_range(10_f64.powf(low), 10_f64.powf(low + wide), Scale::Log);
            prop_assert!(range[0] < 10_f64.powf(low) && range[1] > 10_f64.powf(low + wide));
            let ticks = ticks(range, Scale::Log, &unit("tank"), most);
            prop_assert!(ticks.windows(2).all(|pair| pair[0].at < pair[1].at));
            prop_assert!(ticks.iter().all(|tick| (range[0]..=range[1]).contains(&tick.at)));
        }

        #[test]
        fn every_linear_range_holds_its_amounts(low in -1e28..1e28_f64, wide in 0.0..1e28_f64) {
            let [bottom, top] = whole_range(low, low + wide, Scale::Linear);
            let hair = (top - bottom) * 1e-8;
            prop_assert!(bottom <= low + hair && low + wide <= top + hair && bottom < top);
            prop_assert!(ticks([bottom, top], Scale::Linear, &unit("USD"), USUAL).len() >= 2);
        }
    }
}
