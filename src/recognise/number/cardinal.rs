//! Whole numbers and decimals: the sum of their groups, in digits, words or both.

use rust_decimal::Decimal;

use super::fraction::{below_hundred, fraction, sign_of_fraction, slash};
use super::{Form, Number, decimal};
use crate::recognise::digits::digits;
use crate::recognise::lexer::{Gap, Kind};
use crate::recognise::lexicon::class;
use crate::recognise::text::Text;
use crate::recognise::word_list::words;

/// The sum of its groups: "two hundred and thirty-one thousand", `4 thousand 3 hundred`, `1.5bn`.
pub(super) fn cardinal(text: &Text<'_>, start: usize, money: bool) -> Option<Number> {
    let mut sum = Sum {
        total: Decimal::ZERO,
        group: None,
        least: None,
        end: start,
        digits: None,
        scaled: false,
        steps: 0,
    };
    if text.says_any(start, words!["a", "an"]) {
        if !text.is(start + 1, class::HUNDRED | class::MAGNITUDE | class::DOZEN) {
            return None;
        }
        sum.end += 1;
    }
    while sum.step(text, money)? {}
    sum.finish(text, start)
}

struct Sum {
    total: Decimal,
    group: Option<Decimal>,
    least: Option<Decimal>,
    end: usize,
    digits: Option<(bool, usize)>,
    scaled: bool,
    steps: usize,
}

impl Sum {
    /// Takes the next piece; false where there is none, none where the number is no number.
    fn step(&mut self, text: &Text<'_>, money: bool) -> Option<bool> {
        let mut at = self.end;
        if self.steps > 0 {
            at = self.joint(text, at);
        }
        let classes = text.classes(at);
        let taken = if text.kind(at) == Kind::Number {
            self.take_digits(text, at)?
        } else if classes & (class::SMALL | class::TENS) != 0 {
            self.take_word(text, at)
        } else if classes & class::HUNDRED != 0 {
            self.take_hundred(at)
        } else if classes & (class::MAGNITUDE | class::DOZEN) != 0
            || classes & class::VAGUE != 0 && self.group.is_some() && self.least.is_none()
            || classes & class::VAGUE != 0
                && self.steps > 0
                && text.says_any(at, words!["millions", "billions", "crores"])
        {
            self.take_magnitude(text, at)?
        } else if classes & class::SHORT != 0 && short_magnitude(text, at, money) {
            self.digits.is_some() && self.group.is_some() && self.take_magnitude(text, at)?
        } else {
            false
        };
        self.steps += usize::from(taken);
        Some(taken)
    }

    /// Steps over a hyphen or an "and" inside a number.
    fn joint(&self, text: &Text<'_>, at: usize) -> usize {
        if text.kind(at) == Kind::Hyphen {
            let compound = text.is(at.wrapping_sub(1), class::TENS)
                && text.is(at + 1, class::SMALL)
                || text.is(at + 1, class::HUNDRED | class::MAGNITUDE);
            return at + usize::from(compound);
        }
        let after_scale = text.is(at.wrapping_sub(1), class::HUNDRED | class::MAGNITUDE);
        if text.says(at, "and") && after_scale {
            // "and three quarters" adds a fraction.
            let part = fraction(text, at + 1).is_some_and(|(part, _)| part < Decimal::ONE);
            let more = text.is(at + 1, class::SMALL | class::TENS) && !part;
            let mixed = self.digits.is_some()
                && text.kind(at + 1) == Kind::Number
                && text.is(at - 1, class::HUNDRED);
            let a_scale = text.says(at + 1, "a") && text.is(at + 2, class::HUNDRED);
            return at + usize::from(more || mixed) + 2 * usize::from(a_scale);
        }
        at
    }

    fn take_digits(&mut self, text: &Text<'_>, at: usize) -> Option<bool> {
        if self.steps > 0 && self.digits.is_none() {
            return Some(false);
        }
        let number = digits(text, at)?;
        if let Some(group) = self.group {
            // "3 hundred and 21".
            let hundred = decimal(100);
            let joined = text.says(at.wrapping_sub(1), "and") && number.plain;
            if !joined || number.value >= hundred || !(group % hundred).is_zero() {
                return Some(false);
            }
            self.group = group.checked_add(number.value);
            self.end = number.end;
            return Some(true);
        }
        if self.steps > 0 {
            let fits = self.least.is_some_and(|least| number.value < least);
            // "4 thousand 3 hundred", "3 hundred and 21"; not "4000 3 hundred".
            if !fits || !number.plain {
                return Some(false);
            }
        } else {
            self.digits = Some((number.plain, number.whole));
        }
        self.group = Some(number.value);
        self.end = number.end;
        self.mixed(text);
        Some(true)
    }

    /// `2 1/4`, `1½`, `3/4` after digits.
    fn mixed(&mut self, text: &Text<'_>) {
        if text.kind(self.end) == Kind::Fraction {
            if let (Some(group), Some(part)) = (self.group, sign_of_fraction(text.str(self.end))) {
                self.group = group.checked_add(part);
                self.end += 1;
            }
            return;
        }
        let Some((plain, _)) = self.digits else {
            return;
        };
        if !plain {
            return;
        }
        // `5-1/4 cents`, as grain is traded.
        let hyphen =
            text.kind(self.end) == Kind::Hyphen && text.glued(self.end) && text.glued(self.end + 1);
        if hyphen
            && let Some((part, end)) = slash(text, self.end + 1)
            && let Some(group) = self.group
        {
            self.group = group.checked_add(part);
            self.end = end;
            self.digits = Some((false, 1));
            return;
        }
        if let Some((part, end)) = slash(text, self.end - 1) {
            // The number itself is the numerator.
            if self.steps == 0 {
                self.group = Some(part);
                self.end = end;
                self.digits = Some((false, 1));
            }
        } else if let Some((part, end)) = slash(text, self.end)
            && text.token(self.end).gap == Gap::Space
            && let Some(group) = self.group
        {
            self.group = group.checked_add(part);
            self.end = end;
            self.digits = Some((false, 1));
        }
    }

    fn take_word(&mut self, text: &Text<'_>, at: usize) -> bool {
        let Some((value, end)) = below_hundred(text, at) else {
            return false;
        };
        let value = decimal(value);
        let hundred = decimal(100);
        let group = match self.group {
            None if self.least.is_none_or(|least| value < least) => value,
            Some(group) if group >= hundred && (group % hundred).is_zero() => group + value,
            _ => return false,
        };
        self.group = Some(group);
        self.end = end;
        true
    }

    fn take_hundred(&mut self, at: usize) -> bool {
        let group = match self.group {
            None => Decimal::ONE,
            Some(group) if group < decimal(1000) => group,
            Some(_) => return false,
        };
        if self.least.is_some_and(|least| least <= decimal(100)) {
            return false;
        }
        let Some(product) = group.checked_mul(decimal(100)) else {
            return false;
        };
        self.group = Some(product);
        self.end = at + 1;
        true
    }

    fn take_magnitude(&mut self, text: &Text<'_>, at: usize) -> Option<bool> {
        let factor = match &*text.entry(at).text {
            "dozens" => decimal(12),
            _ => decimal(text.entry(at).number),
        };
        if let Some(least) = self.least {
            if self.group.is_none() {
                // "lakh crore" multiplies what stands before.
                if !text.says_any(
                    at,
                    words![
                        "crore", "crores", "million", "billion", "trillion", "millions",
                        "billions",
                    ],
                ) || text.token(at).gap == Gap::None
                    || self.digits.is_none() && self.total == Decimal::ZERO
                {
                    return Some(false);
                }
                self.total = self.total.checked_mul(factor)?;
                self.least = Some(least);
                self.end = at + 1;
                self.scaled = true;
                return Some(true);
            }
            if factor >= least {
                return Some(false);
            }
        }
        let group = self.group.take().unwrap_or(Decimal::ONE);
        self.total = self.total.checked_add(group.checked_mul(factor)?)?;
        self.least = Some(factor);
        self.end = at + 1;
        self.scaled = true;
        Some(true)
    }

    /// Adds what may still follow: a fraction, decimals in words; then the magnitude after them.
    fn finish(mut self, text: &Text<'_>, start: usize) -> Option<Number> {
        if self.steps == 0 {
            return None;
        }
        if let Some((part, end)) = self.trailing_fraction(text) {
            let scale = if self.group.is_none() {
                self.least.unwrap_or(Decimal::ONE)
            } else {
                Decimal::ONE
            };
            self.total = self.total.checked_add(part.checked_mul(scale)?)?;
            self.end = end;
            if text.is(end, class::MAGNITUDE | class::HUNDRED) && self.least.is_none() {
                let whole = self
                    .total
                    .checked_add(self.group.take().unwrap_or_default())?;
                self.total = whole.checked_mul(decimal(text.entry(end).number))?;
                self.scaled = true;
                self.end = end + 1;
            }
        } else if self.digits.is_none()
            && let Some((decimals, end)) = spoken_decimals(text, self.end)
        {
            self.total = self.total.checked_add(decimals)?;
            self.end = end;
            if text.is(end, class::MAGNITUDE) {
                let whole = self
                    .total
                    .checked_add(self.group.take().unwrap_or_default())?;
                self.total = whole.checked_mul(decimal(text.entry(end).number))?;
                self.scaled = true;
                self.end = end + 1;
            }
        }
        let mut value = self.total.checked_add(self.group.unwrap_or_default())?;
        // "one hundred and thirty fifths".
        let joint = self.end + usize::from(text.kind(self.end) == Kind::Hyphen);
        if self.digits.is_none()
            && text.is(joint, class::PART)
            && !text.is(joint, class::TIME_UNIT)
            && text.entry(joint).number > 2
        {
            value = value.checked_div(decimal(text.entry(joint).number))?;
            return Some(Number {
                end: joint + 1,
                value,
                form: Form::Share,
                scaled: false,
            });
        }
        let one_word = self.end == start + 1;
        let form = match self.digits {
            Some((plain, whole)) if one_word => Form::Digits { plain, whole },
            Some((_, whole)) => Form::Digits {
                plain: false,
                whole,
            },
            None if one_word && text.says(start, "one") => Form::One,
            None => Form::Words,
        };
        Some(Number {
            end: self.end,
            value,
            form,
            scaled: self.scaled,
        })
    }

    /// "and a half", "-and-a-half", "and two thirds", "and a quarter".
    fn trailing_fraction(&self, text: &Text<'_>) -> Option<(Decimal, usize)> {
        let hyphen = text.kind(self.end) == Kind::Hyphen;
        let mut at = self.end + usize::from(hyphen);
        if !text.says(at, "and") {
            return None;
        }
        at += 1 + usize::from(hyphen && text.kind(at + 1) == Kind::Hyphen);
        if hyphen && text.says(at, "a") && text.kind(at + 1) == Kind::Hyphen {
            at += 2;
        }
        let article = text.says_any(at, words!["a", "an"]);
        let half = at + usize::from(article);
        if text.says_any(half, words!["half", "quarter"]) {
            let (part, end) = fraction(text, half)?;
            let share = text.says(end, "of") || (!article && !hyphen);
            return (!share).then_some((part, end));
        }
        let (part, end) = fraction(text, at)?;
        // "five people and a third of": a share of its own.
        (!text.says(end, "of") && part < Decimal::ONE).then_some((part, end))
    }
}

/// "point five", "point zero three", "point eleven".
fn spoken_decimals(text: &Text<'_>, at: usize) -> Option<(Decimal, usize)> {
    if !text.says(at, "point") {
        return None;
    }
    let mut digits = String::from("0.");
    let mut end = at + 1;
    while text.is(end, class::SMALL | class::TENS) && digits.len() < 20 {
        let (value, next) = below_hundred(text, end)?;
        digits.push_str(&value.to_string());
        end = next;
    }
    (digits.len() > 2)
        .then(|| Decimal::from_str_exact(&digits).ok())
        .flatten()
        .map(|value| (value, end))
}

/// Whether the letters after digits stand for a magnitude here.
fn short_magnitude(text: &Text<'_>, at: usize, money: bool) -> bool {
    let word = text.str(at);
    let near = text.glued(at) || text.token(at).gap == Gap::Space;
    if !near || text.kind(at) != Kind::Word {
        return false;
    }
    let glued = text.glued(at);
    match word {
        "m" => money || (glued && !measures_follow(text, at + 1)),
        "M" | "k" | "K" | "b" | "B" => {
            // "vitamin 12 B", "12 k" are rare; a letter with its own word behind is a letter.
            glued || money || text.kind(at + 1) != Kind::Hyphen
        }
        "t" | "T" | "g" => money && glued,
        "mil" | "MIL" => money || text.is(at + 1, class::NOUN) || glued,
        "l" | "L" => alone_or_money(text, at, money),
        "cr" | "CR" | "Cr" => money || text.is(at + 1, class::CURRENCY),
        "mm" | "MM" => word == "MM" || (money && glued),
        _ => true,
    }
}

/// Whether an "l" is a lakh: beside a currency, or where the text says nothing else.
fn alone_or_money(text: &Text<'_>, at: usize, money: bool) -> bool {
    money && text.glued(at) || text.len() == at + 1 && at == 1
}

/// "high", "wide": the m before it is a metre.
fn measures_follow(text: &Text<'_>, at: usize) -> bool {
    text.says_any(
        at,
        words![
            "high",
            "wide",
            "long",
            "deep",
            "tall",
            "above",
            "below",
            "away",
            "from",
            "apart",
            "thick",
            "off",
            "down",
            "race",
            "sprint",
            "hurdles",
            "freestyle",
            "relay",
            "final",
        ],
    ) || text.kind(at) == Kind::Hyphen
        && text.says_any(
            at + 1,
            words!["high", "wide", "long", "deep", "tall", "thick"],
        )
}
