//! A number with what makes it an amount: a currency, a percent sign, a unit; and ranges of two.
//!
//! Owns how a number becomes a quantity, and how "between X and Y", "X to Y" and `X–Y` share
//! their currency, magnitude and unit. What is counted, and by whom, is for others.

use std::ops::Range;

use rust_decimal::Decimal;

use super::currency;
use super::lexer::Kind;
use super::lexicon::class;
use super::number::{Form, Number, number};
use super::text::Text;
use crate::model::FigureKind;

mod range;

use super::word_list::words;
use range::{range, range_from};

/// A number with its unit, or a range of two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quantity {
    /// The tokens of number, magnitude and currency, percent sign or unit.
    pub core: Range<usize>,
    /// The number, or the lower end of a range; of a vague plural the least.
    pub low: Decimal,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// How the (first) number is written.
    pub form: Form,
    /// What sort of quantity it is; a count while nothing says more.
    pub kind: FigureKind,
    /// A currency's code or a unit's name; empty for a count.
    pub unit: &'static str,
    /// It carries a magnitude word.
    pub scaled: bool,
    /// The unit was guessed among several of its name.
    pub guessed: bool,
    /// The words between the ends of a range were "between … and" or "from … to".
    pub opened: bool,
}

/// Reads a range or a single quantity at `at`.
pub(super) fn quantity(text: &Text<'_>, at: usize) -> Option<Quantity> {
    if text.is(at, class::OPENER | class::BOUND) {
        return range(text, at).or_else(|| single(text, at));
    }
    let first = single(text, at)?;
    Some(range_from(text, at, &first).unwrap_or(first))
}

/// One number with its unit.
pub(super) fn single(text: &Text<'_>, at: usize) -> Option<Quantity> {
    // `-$5 million`: the minus stands before the sign.
    let minus = matches!(text.kind(at), Kind::Hyphen | Kind::Dash)
        && super::number::is_minus(text, at)
        && text.glued(at + 1)
        // "minus $300m", but "plus or minus $5".
        || text.says_any(at, words!["minus", "negative"])
            && !text.says(at.wrapping_sub(1), "or")
            && currency::before(text, at + 1).is_some();
    if let Some(money) = currency::before(text, at + usize::from(minus)) {
        let mut number = number(text, money.end, true)?;
        if minus {
            number.value = -number.value.abs();
        }
        return money_before(text, at, money, number);
    }
    if let Some(start) = percent_of(text, at) {
        let number = number(text, start, false)?;
        return Some(Quantity {
            core: at..number.end,
            low: number.value,
            high: None,
            form: number.form,
            kind: FigureKind::Percent,
            unit: "percent",
            scaled: number.scaled,
            guessed: false,
            opened: false,
        });
    }
    // "a dollar and 42 cents".
    if text.says_any(at, words!["a", "an"])
        && let Some(money) = currency::after(text, at + 1, false, false)
        && !money.coin
        && let Some((coins, end)) = coins_after(text, money.end, &Number::ONE)
    {
        return Some(Quantity {
            core: at..end,
            low: coins.checked_add(Decimal::ONE)?,
            high: None,
            form: Form::Words,
            kind: FigureKind::Money,
            unit: text.lexicon.currencies[usize::from(money.currency)].code,
            scaled: false,
            guessed: !money.sure,
            opened: false,
        });
    }
    let number = number(text, at, false)?;
    if number.form == Form::One && text.says(number.end, "of") {
        return None;
    }
    Some(with_unit(text, at, number))
}

/// "percent of 10", "per cent of twenty": where its number starts.
pub(super) fn percent_of(text: &Text<'_>, at: usize) -> Option<usize> {
    if !text.is(at, class::PERCENT) || text.kind(at) != Kind::Word {
        return None;
    }
    let (end, _) = text.phrase(&text.lexicon.percents, at)?;
    let number = text.kind(end + 1) == Kind::Number || text.is(end + 1, class::SMALL | class::TENS);
    let alone = at == 0 || !matches!(text.kind(at - 1), Kind::Number);
    (text.says(end, "of") && number && alone).then_some(end + 1)
}

fn money_before(
    text: &Text<'_>,
    at: usize,
    money: currency::Found,
    amount: Number,
) -> Option<Quantity> {
    let mut value = amount.value;
    let mut end = amount.end;
    if money.million {
        value = value.checked_mul(Decimal::from(1_000_000))?;
    }
    // `$ 10 dollars`, `US$5m USD`: the currency once more.
    if let Some(again) = currency::after(text, end, amount.scaled, false)
        && again.currency == money.currency
        && !again.coin
        && !(text.kind(end) == Kind::Sign && text.kind(again.end) == Kind::Number)
    {
        end = again.end;
    }
    if money.coin {
        value = value.checked_div(Decimal::from(100))?;
    } else if value.fract().is_zero()
        && let Some((coins, after)) = coins_after(text, end, &amount)
    {
        value = value.checked_add(coins)?;
        end = after;
    }
    Some(Quantity {
        core: at..end,
        low: value,
        high: None,
        form: amount.form,
        kind: FigureKind::Money,
        unit: text.lexicon.currencies[usize::from(money.currency)].code,
        scaled: amount.scaled || money.million,
        guessed: !money.sure,
        opened: false,
    })
}

fn with_unit(text: &Text<'_>, at: usize, number: Number) -> Quantity {
    let mut plain = Quantity {
        core: at..number.end,
        low: number.value,
        high: None,
        form: number.form,
        kind: FigureKind::Count,
        unit: "",
        scaled: number.scaled,
        guessed: false,
        opened: false,
    };
    if number.form == Form::Share && is_share(text, at, number.end) {
        plain.kind = FigureKind::Percent;
        plain.unit = "percent";
        plain.low = number.value * Decimal::from(100);
        return plain;
    }
    if let Some((end, unit)) = percent(text, number.end) {
        plain.core.end = end;
        plain.kind = FigureKind::Percent;
        plain.unit = unit;
        return plain;
    }
    if text.own_unit(number.end).is_some() {
        return plain;
    }
    if let Some(money) = money_after(text, at, number) {
        return money;
    }
    if let Some((end, kind, unit)) = measure(text, number) {
        plain.core.end = end;
        plain.kind = kind;
        plain.unit = unit;
    }
    plain
}

fn money_after(text: &Text<'_>, at: usize, first: Number) -> Option<Quantity> {
    let vague = first.form == Form::Vague;
    let big = first.scaled || first.value >= Decimal::from(100);
    // `5m euros`: with a currency behind it the letter is a magnitude.
    let amount = number(text, at, true)
        .filter(|other| {
            other.end > first.end && currency::after(text, other.end, true, false).is_some()
        })
        .unwrap_or(first);
    let money = currency::after(text, amount.end, big || amount.scaled, vague)?;
    let mut sum = amount.value;
    if money.million {
        sum = sum.checked_mul(Decimal::from(1_000_000))?;
    }
    let mut end = money.end;
    if money.coin {
        sum = sum.checked_div(Decimal::from(100))?;
    } else if let Some((coins, after)) = coins_after(text, end, &amount) {
        sum = sum.checked_add(coins)?;
        end = after;
    }
    Some(Quantity {
        core: at..end,
        low: sum,
        high: None,
        form: amount.form,
        kind: FigureKind::Money,
        unit: text.lexicon.currencies[usize::from(money.currency)].code,
        scaled: amount.scaled || money.million,
        guessed: !money.sure,
        opened: false,
    })
}

/// "3 dollars 50 cents", "15 dollars and 50.": the hundredths behind a sum.
fn coins_after(text: &Text<'_>, end: usize, sum: &Number) -> Option<(Decimal, usize)> {
    if sum.scaled || sum.form == Form::Vague {
        return None;
    }
    let at = end + usize::from(text.says(end, "and"));
    // Fewer than a hundred, and no fraction.
    if text.kind(at) != Kind::Number && !text.is(at, class::SMALL | class::TENS) {
        return None;
    }
    let coins = number(text, at, false)?;
    // `$20 and 43c`
    let short = text.str(coins.end) == "c" && text.kind(coins.end - 1) == Kind::Number;
    let whole = coins.value.fract().is_zero() && coins.value < Decimal::from(100);
    if !whole || coins.scaled || coins.value.is_sign_negative() || coins.value.is_zero() {
        return None;
    }
    let hundredths = coins.value.checked_div(Decimal::from(100))?;
    if short {
        return Some((hundredths, coins.end + 1));
    }
    if let Some(name) = currency::after(text, coins.end, false, false) {
        return name.coin.then_some((hundredths, name.end));
    }
    let closed = matches!(text.kind(coins.end), Kind::Stop | Kind::End);
    closed.then_some((hundredths, coins.end))
}

/// Whether a fraction is a share of something named, not a number by itself.
fn is_share(text: &Text<'_>, at: usize, end: usize) -> bool {
    let odds = text.says_any(at + 1, words!["in", "out"]) && end > at + 2;
    let named = text.kind(end) == Kind::Word
        && (super::noun::is_people(text, end)
            || text.str(end).ends_with('s') && text.classes(end) == 0);
    text.says(end, "of")
        || odds && named
        || text.says_any(
            at.wrapping_sub(1),
            words![
                "barely", "nearly", "almost", "about", "roughly", "around", "just",
            ],
        ) && !matches!(text.kind(end), Kind::Word | Kind::Number)
        || text.is(end, class::NOUN) && text.kind(end) == Kind::Word
        || text.says(at, "half") && text.is(end, class::DETERMINER)
        || text.says_any(at.wrapping_sub(1), words!["by", "up", "down"])
}

/// The percent sign or word after a number: the token after it and the name of the unit.
fn percent(text: &Text<'_>, end: usize) -> Option<(usize, &'static str)> {
    let at = end + usize::from(text.kind(end) == Kind::Hyphen && text.glued(end));
    if !text.is(at, class::PERCENT) {
        return None;
    }
    let (after, unit) = text.phrase(&text.lexicon.percents, at)?;
    let letters = text.says_any(at, words!["pc", "pp"]);
    let fits = !letters || text.kind(end.wrapping_sub(1)) == Kind::Number;
    fits.then_some((after, *unit))
}

/// A unit of time or a physical unit after a number.
fn measure(text: &Text<'_>, number: Number) -> Option<(usize, FigureKind, &'static str)> {
    let of = number.form == Form::Vague && text.says(number.end, "of");
    let hyphen = text.kind(number.end) == Kind::Hyphen && text.glued(number.end);
    let at = number.end + usize::from(of || hyphen);
    if !text.same_paragraph(at) {
        return None;
    }
    if text.is(at, class::TIME_UNIT) && text.kind(at) == Kind::Word {
        let unit = time_unit(text.entry(at).time_unit)?;
        let ordinal = text.says(at, "second") && number.form != Form::Words;
        if !ordinal {
            return Some((at + 1, FigureKind::Duration, unit));
        }
    }
    // "2,000-pound bombs": a weight, where it is no money.
    if hyphen && text.says(at, "pound") && text.is(at + 1, class::WEAPON) {
        return Some((at + 1, FigureKind::Measure, "pound-mass"));
    }
    if !text.is(at, class::MEASURE) {
        return None;
    }
    let (end, &(unit, short)) = text.phrase(&text.lexicon.measures, at)?;
    if short {
        let digits = matches!(number.form, Form::Digits { .. });
        let word = text.str(at);
        // "12 in 2024", "5 a": short forms that are words must touch their number.
        let wordlike = matches!(
            word,
            "in" | "a" | "k" | "g" | "l" | "w" | "j" | "v" | "c" | "f"
        );
        let glued = text.glued(at);
        if !digits || (wordlike && !glued) || word == "in" && !text.ends_sentence(at) && !hyphen {
            return None;
        }
    }
    if text.says_any(
        at,
        words!["bar", "bars", "degree", "degrees", "knot", "amp"],
    ) && matches!(number.form, Form::One)
    {
        return None;
    }
    Some((end, FigureKind::Measure, unit))
}

/// The name of a unit of time by its number in `times.tsv`.
pub(super) fn time_unit(number: u8) -> Option<&'static str> {
    Some(match number {
        1 => "second",
        2 => "minute",
        3 => "hour",
        4 => "day",
        5 => "week",
        6 => "weekend",
        7 => "fortnight",
        8 => "month",
        9 => "quarter",
        10 => "year",
        11 => "decade",
        12 => "century",
        13 => "night",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> String {
        let text = Text::new(source);
        let Some(found) = quantity(&text, 0) else {
            return "none".to_owned();
        };
        let high = found
            .high
            .map_or(String::new(), |high| format!("–{}", high.normalize()));
        format!(
            "{}{high} {} {} | {}",
            found.low.round_dp(4).normalize(),
            found.kind,
            found.unit,
            text.words(found.core)
        )
    }

    #[test]
    fn money() {
        for (written, expected) in [
            ("$725 million package", "725000000 money USD | $725 million"),
            ("€1.5bn", "1500000000 money EUR | €1.5bn"),
            ("NOK 85 billion", "85000000000 money NOK | NOK 85 billion"),
            (
                "US$2–3 billion",
                "2000000000–3000000000 money USD | US$2–3 billion",
            ),
            (
                "85 billion kroner",
                "85000000000 money NOK | 85 billion kroner",
            ),
            (
                "100 Canadian dollars",
                "100 money CAD | 100 Canadian dollars",
            ),
            (
                "billions of dollars",
                "1000000000 money USD | billions of dollars",
            ),
            (
                "hundreds of millions of euros",
                "100000000 money EUR | hundreds of millions of euros",
            ),
            (
                "500-million-dollar",
                "500000000 money USD | 500-million-dollar",
            ),
            ("470 pence", "4.7 money GBP | 470 pence"),
            ("3 dollars 50 cents", "3.5 money USD | 3 dollars 50 cents"),
            ("30 MUSD", "30000000 money USD | 30 MUSD"),
            ("MSEK 450", "450000000 money SEK | MSEK 450"),
            ("Rs. 500 crore", "5000000000 money INR | Rs. 500 crore"),
            ("A$20m", "20000000 money AUD | A$20m"),
            ("c $ 16.4 million", "16400000 money CAD | c $ 16.4 million"),
            (
                "2 to 3 million euros",
                "2000000–3000000 money EUR | 2 to 3 million euros",
            ),
            ("5m euros", "5000000 money EUR | 5m euros"),
            (
                "12 million hryvnias",
                "12000000 money UAH | 12 million hryvnias",
            ),
            ("3 Kč", "3 money CZK | 3 Kč"),
        ] {
            assert_eq!(read(written), expected, "{written}");
        }
    }

    #[test]
    fn other_kinds() {
        for (written, expected) in [
            ("9 percent", "9 percent percent | 9 percent"),
            ("12-percent", "12 percent percent | 12-percent"),
            ("two thirds of", "66.6667 percent percent | two thirds"),
            (
                "2.5 percentage points",
                "2.5 percent percentage point | 2.5 percentage points",
            ),
            ("three years", "3 duration year | three years"),
            ("24-hour", "24 duration hour | 24-hour"),
            ("300 km", "300 measure kilometre | 300 km"),
            (
                "between 10,000 and 12,000 soldiers",
                "10000–12000 count  | 10,000 and 12,000",
            ),
            ("two or three men", "2–3 count  | two or three"),
            ("5-7%", "5–7 percent percent | 5-7%"),
            ("won 12 seats", "none"),
            ("ALL 5 solutions", "none"),
        ] {
            assert_eq!(read(written), expected, "{written}");
        }
    }
}
