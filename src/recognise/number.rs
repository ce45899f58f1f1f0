//! The grammar of numbers: digits, words, mixtures, fractions, and plurals that name no number.
//!
//! Each function reads one form at a token and gives back the value and the token after it. What
//! the number counts, and how words limit it, is for others.

use rust_decimal::Decimal;

use super::lexer::Kind;
use super::lexicon::class;
use super::text::Text;

mod cardinal;
mod fraction;

use super::word_list::words;
use cardinal::cardinal;
use fraction::{odds, part, part_of_magnitude};

/// A number as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// The token after it.
    pub end: usize,
    /// Its value; of a vague plural the least.
    pub value: Decimal,
    /// How it is written.
    pub form: Form,
    /// It carries a magnitude: "million", "bn".
    pub scaled: bool,
}

impl Number {
    /// One, as an article says it.
    pub(super) const ONE: Self = Self {
        end: 0,
        value: Decimal::ONE,
        form: Form::One,
        scaled: false,
    };
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// In digits; `plain` where nothing but digits, which may be a year, a day, a label.
    Digits { plain: bool, whole: usize },
    /// In words.
    Words,
    /// The word "one" alone.
    One,
    /// A plural that names no number: "hundreds", "tens of thousands".
    Vague,
    /// A share: "two thirds", "half of".
    Share,
}

/// Reads the longest number at `at`. With `money`, "m" and "b" after digits are magnitudes.
pub(super) fn number(text: &Text<'_>, at: usize, money: bool) -> Option<Number> {
    if text.kind(at) == Kind::Number {
        // Most numbers are written so, and nothing else starts with digits.
        return odds(text, at).or_else(|| cardinal(text, at, money));
    }
    alone(text, at)
        .or_else(|| vague(text, at))
        .or_else(|| part_of_magnitude(text, at))
        .or_else(|| odds(text, at))
        .or_else(|| {
            // "negative one over 20".
            let minus = text.says_any(at, words!["minus", "negative"]);
            let found = minus.then(|| odds(text, at + 1))??;
            Some(Number {
                value: -found.value,
                ..found
            })
        })
        .or_else(|| part(text, at))
        .or_else(|| signed(text, at, money))
}

/// What is a number only by itself: "a pair", "a few", "single", "point 77", "one twenty two".
fn alone(text: &Text<'_>, at: usize) -> Option<Number> {
    if at > 0 || text.len() > 4 || text.len() == 0 {
        return None;
    }
    let end = text.len();
    let words = |value: Decimal| Number {
        end,
        value,
        form: Form::Words,
        scaled: false,
    };
    let article = usize::from(text.says(0, "a"));
    if end == article + 1 {
        let value = match text.str(article) {
            "single" => 1,
            "pair" | "couple" => 2,
            "few" if article == 1 => 3,
            _ => return None,
        };
        return Some(words(decimal(value)));
    }
    if text.says(0, "point") && end == 2 && text.all_digits(1) && text.str(1).len() < 20 {
        let value = Decimal::from_str_exact(&format!("0.{}", text.str(1))).ok()?;
        return Some(words(value));
    }
    // Spoken hundreds: the rest stands right behind.
    let hundreds = text.entry(0).number;
    if text.is(0, class::SMALL) && (1..10).contains(&hundreds) && text.is(1, class::TENS) {
        let (rest, after) = fraction::below_hundred(text, 1)?;
        return (after == end).then(|| words(decimal(hundreds * 100 + rest)));
    }
    None
}

fn decimal(number: i64) -> Decimal {
    Decimal::from(number)
}

/// "hundreds", "tens of thousands", "hundreds of millions", "several hundred", "a few thousand".
fn vague(text: &Text<'_>, at: usize) -> Option<Number> {
    let mut low;
    let mut end;
    if text.is(at, class::VAGUE) {
        low = decimal(text.entry(at).number);
        end = at + 1;
        // "thousands upon thousands" is no more than thousands.
        if text.says_any(end, words!["upon", "and"]) && text.word(end + 1) == text.word(at) {
            end += 2;
        }
        while text.says(end, "of") && text.is(end + 1, class::VAGUE) {
            low = low.checked_mul(decimal(text.entry(end + 1).number))?;
            end += 2;
        }
        // "scores" and "tens" are other things when they stand alone.
        let alone = end == at + 1 && text.says_any(at, words!["scores", "tens"]);
        let people_follow = text.is(end, class::STATE | class::AUXILIARY) || text.says(end, "of");
        if alone && (!people_follow || text.is(at.wrapping_sub(1), class::NOUN)) {
            return None;
        }
    } else {
        let few = at + usize::from(text.says(at, "a"));
        if !text.is(few, class::FEW) || (few == at && text.says_any(at, words!["few", "couple"])) {
            return None;
        }
        end = few + 1;
        if text.says(few, "couple") && text.says(end, "of") {
            end += 1;
        }
        low = Decimal::ONE;
        let start = end;
        while text.is(end, class::HUNDRED | class::MAGNITUDE | class::DOZEN) {
            low = low.checked_mul(decimal(text.entry(end).number))?;
            end += 1;
        }
        if end == start {
            return None;
        }
        if text.says(few, "couple") {
            low = low.checked_mul(decimal(2))?;
        }
    }
    Some(Number {
        end,
        value: low,
        form: Form::Vague,
        scaled: true,
    })
}

/// A number with an optional minus: `-3`, `−3`, "minus five".
fn signed(text: &Text<'_>, at: usize, money: bool) -> Option<Number> {
    let minus = match text.kind(at) {
        Kind::Hyphen | Kind::Dash => is_minus(text, at),
        // "plus or minus 2": to either side.
        Kind::Word => {
            text.says_any(at, words!["minus", "negative"]) && !text.says(at.wrapping_sub(1), "or")
        }
        _ => false,
    };
    let mut number = cardinal(text, at + usize::from(minus), money)?;
    if minus {
        number.value = -number.value;
    }
    Some(number)
}

/// Whether a hyphen or dash is a minus: it touches its number and no word before it; at the
/// start of a text it may stand apart.
pub(super) fn is_minus(text: &Text<'_>, at: usize) -> bool {
    let before = !text.glued(at)
        || matches!(text.kind(at - 1), Kind::Other | Kind::Bracket | Kind::Sign)
            && text.str(at - 1) != ")";
    before
        && (text.glued(at + 1) || at == 0)
        && matches!(
            text.kind(at + 1),
            Kind::Number | Kind::Fraction | Kind::Sign
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Option<(String, usize)> {
        let text = Text::new(source);
        let number = number(&text, 0, false)?;
        Some((
            number.value.round_dp(6).normalize().to_string(),
            text.len() - number.end,
        ))
    }

    #[test]
    fn whole_forms() {
        for (written, plain) in [
            ("725 million", "725000000"),
            ("1.5bn", "1500000000"),
            ("1,500", "1500"),
            ("one hundred and sixty-one", "161"),
            ("twenty-one trillion three hundred", "21000000000300"),
            ("two thousand and two hundred", "2200"),
            ("4 thousand 3 hundred and 21", "4321"),
            ("322 hundred", "32200"),
            ("three lakh crore", "3000000000000"),
            ("half a dozen", "6"),
            ("3 dozens", "36"),
            ("half a million", "500000"),
            ("a quarter of a million", "250000"),
            ("two and a half million", "2500000"),
            ("3 million and a half", "3500000"),
            ("two thirds of a million", "666666.666667"),
            ("nine point nought four", "9.04"),
            ("minus five", "-5"),
            ("-1", "-1"),
            ("1½", "1.5"),
            ("2 1/4", "2.25"),
            ("3/4", "0.75"),
            ("two thirds", "0.666667"),
            ("one-eighth", "0.125"),
            ("a twenty-first", "0.047619"),
            ("twenty and three fifths", "20.6"),
            ("hundreds of thousands", "100000"),
            ("tens of thousands", "10000"),
            ("several hundred", "100"),
            ("a few thousand", "1000"),
            ("10M", "10000000"),
            ("ten", "10"),
            ("500-million", "500000000"),
        ] {
            assert_eq!(read(written), Some((plain.to_owned(), 0)), "{written}");
        }
    }

    #[test]
    fn what_does_not_belong_is_left() {
        assert_eq!(read("4000 3 hundred").map(|n| n.0).as_deref(), Some("4000"));
        assert_eq!(read("100m wide").map(|n| n.0).as_deref(), Some("100"));
        for none in [
            "second",
            "a third package",
            "half",
            "a",
            "the",
            "24/x",
            "few",
        ] {
            let found = read(none);
            assert!(found.is_none() || none == "24/x", "{none} {found:?}");
        }
    }
}
