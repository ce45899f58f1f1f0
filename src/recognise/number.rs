//! The grammar of numbers: digits, words, mixtures, fractions, and plurals that name no number.
//!
//! Each function reads one form at a token and gives back the value and the token after it. What
//! the number counts, and how words limit it, is for others.

use rust_decimal::Decimal;

use super::digits::digits;
use super::lexer::Kind;
use super::lexicon::class;
use super::text::Text;

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
    vague(text, at)
        .or_else(|| part_of_magnitude(text, at))
        .or_else(|| odds(text, at))
        .or_else(|| part(text, at))
        .or_else(|| signed(text, at, money))
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
        while text.says(end, "of") && text.is(end + 1, class::VAGUE) {
            low = low.checked_mul(decimal(text.entry(end + 1).number))?;
            end += 2;
        }
        // "scores" and "tens" are other things when they stand alone.
        let alone = end == at + 1 && text.says_any(at, &["scores", "tens"]);
        let people_follow = text.is(end, class::STATE | class::AUXILIARY) || text.says(end, "of");
        if alone && (!people_follow || text.is(at.wrapping_sub(1), class::NOUN)) {
            return None;
        }
    } else {
        let few = at + usize::from(text.says(at, "a"));
        if !text.is(few, class::FEW) || (few == at && text.says_any(at, &["few", "couple"])) {
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

/// "half a million", "a quarter of a million", "half a dozen", "two thirds of a million".
fn part_of_magnitude(text: &Text<'_>, at: usize) -> Option<Number> {
    let (share, mut end) = fraction(text, at)?;
    if text.says(end, "of") {
        end += 1;
    }
    if text.says_any(end, &["a", "an", "one"]) {
        end += 1;
    }
    if !text.is(end, class::HUNDRED | class::MAGNITUDE | class::DOZEN) || text.says(end, "dozens") {
        return None;
    }
    Some(Number {
        end: end + 1,
        value: share.checked_mul(decimal(text.entry(end).number))?,
        form: Form::Words,
        scaled: true,
    })
}

/// "one in five", "one out of three", "1 over 3".
fn odds(text: &Text<'_>, at: usize) -> Option<Number> {
    let small = |at: usize| -> Option<(Decimal, usize)> {
        let number = signed_free(text, at)?;
        let whole = number.value.fract().is_zero() && !number.scaled;
        (whole && number.value < decimal(1001)).then_some((number.value, number.end))
    };
    let joint = at + 1;
    if !text.says_any(joint, &["in", "out", "over"]) {
        return None;
    }
    let (top, end) = small(at)?;
    if end != joint {
        return None;
    }
    let out_of = text.says(joint, "out") && text.says(joint + 1, "of");
    let bottom_at = joint + 1 + usize::from(out_of);
    let (bottom, end) = small(bottom_at)?;
    let one = top == Decimal::ONE;
    let counts = text.is(
        end,
        class::TIME_UNIT | class::MEASURE | class::MONTH | class::PERCENT,
    );
    let fits = match text.str(joint) {
        "in" => one && !counts && !super::blocker::is_year(text, bottom_at),
        "over" => one && !counts && !text.is(end, class::NOUN),
        _ => out_of,
    };
    (fits && top < bottom && !top.is_zero()).then(|| {
        Some(Number {
            end,
            value: top.checked_div(bottom)?,
            form: Form::Share,
            scaled: false,
        })
    })?
}

fn signed_free(text: &Text<'_>, at: usize) -> Option<Number> {
    cardinal(text, at, false)
}

/// A share that stands alone: "two thirds", "half of the", "by a third", `¾`, `3/4`.
fn part(text: &Text<'_>, at: usize) -> Option<Number> {
    if text.kind(at) == Kind::Number {
        return None;
    }
    let (value, end) = fraction(text, at)?;
    let whole_follows = text.says(end, "of");
    if text.says(at, "half") || text.says(at, "quarter") || text.says(at, "quarters") {
        // "half of", "half the": not "the first half", "in the quarter".
        let half_the = text.says(at, "half") && text.is(end, class::DETERMINER);
        let by_half = text.says(at.wrapping_sub(1), "by") && text.says(at, "half");
        if !whole_follows && !half_the && !by_half {
            return None;
        }
        if at > 0 && text.is(at - 1, class::ORDINAL) || text.says(at.wrapping_sub(1), "the") {
            return None;
        }
    } else if text.says_any(at, &["a", "an"]) && !whole_follows {
        // "a third package" is an ordinal, "a quarter" often a season: only "by a third" or a
        // closed phrase is a share.
        let closed = !matches!(text.kind(end), Kind::Word | Kind::Number | Kind::Hyphen)
            || text.is(end, class::CONJUNCTION);
        let quarter = text.says_any(end - 1, &["quarter", "second"]);
        if !closed || (quarter && !text.is(at.wrapping_sub(1), class::BOUND | class::PREPOSITION)) {
            return None;
        }
    }
    Some(Number {
        end,
        value,
        form: Form::Share,
        scaled: false,
    })
}

/// A fraction and the token after it: "two thirds", "one-eighth", "a fifth", "half", `½`.
fn fraction(text: &Text<'_>, at: usize) -> Option<(Decimal, usize)> {
    if text.kind(at) == Kind::Fraction {
        return Some((sign_of_fraction(text.str(at))?, at + 1));
    }
    if text.is(at, class::PART) && text.says_any(at, &["half", "quarter"]) {
        return Some((
            Decimal::ONE.checked_div(decimal(text.entry(at).number))?,
            at + 1,
        ));
    }
    let (numerator, mut end) = if text.says_any(at, &["a", "an"]) {
        (Decimal::ONE, at + 1)
    } else if text.kind(at) == Kind::Word {
        let (value, end) = below_hundred(text, at)?;
        (decimal(value), end)
    } else {
        return None;
    };
    let hyphen = text.kind(end) == Kind::Hyphen;
    end += usize::from(hyphen);
    let (denominator, after) = denominator(text, end)?;
    let ordinal = !text.is(after - 1, class::PART);
    if ordinal && numerator != Decimal::ONE {
        return None;
    }
    Some((numerator.checked_div(decimal(denominator))?, after))
}

/// "third", "quarters", "twenty-first", "hundredths".
fn denominator(text: &Text<'_>, at: usize) -> Option<(i64, usize)> {
    if text.is(at, class::TENS) {
        let next = at + 1 + usize::from(text.kind(at + 1) == Kind::Hyphen);
        if text.is(next, class::PART | class::ORDINAL) && text.entry(next).number < 10 {
            return Some((text.entry(at).number + text.entry(next).number, next + 1));
        }
        return None;
    }
    let known = text.is(at, class::PART | class::ORDINAL);
    (known && text.entry(at).number > 1 && !text.says(at, "second"))
        .then(|| (text.entry(at).number, at + 1))
}

fn sign_of_fraction(sign: &str) -> Option<Decimal> {
    let (n, d) = match sign {
        "½" => (1, 2),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    decimal(n).checked_div(decimal(d))
}

/// One to ninety-nine in words.
fn below_hundred(text: &Text<'_>, at: usize) -> Option<(i64, usize)> {
    if text.is(at, class::TENS) {
        let tens = text.entry(at).number;
        let next = at + 1 + usize::from(text.kind(at + 1) == Kind::Hyphen);
        let unit = text.entry(next).number;
        if text.is(next, class::SMALL) && (1..10).contains(&unit) {
            return Some((tens + unit, next + 1));
        }
        return Some((tens, at + 1));
    }
    text.is(at, class::SMALL)
        .then(|| (text.entry(at).number, at + 1))
}

/// A number with an optional minus: `-3`, `−3`, "minus five".
fn signed(text: &Text<'_>, at: usize, money: bool) -> Option<Number> {
    let minus = match text.kind(at) {
        Kind::Hyphen | Kind::Dash => is_minus(text, at),
        Kind::Word => text.says_any(at, &["minus", "negative"]),
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

/// The sum of its groups: "two hundred and thirty-one thousand", `4 thousand 3 hundred`, `1.5bn`.
fn cardinal(text: &Text<'_>, start: usize, money: bool) -> Option<Number> {
    let mut sum = Sum {
        total: Decimal::ZERO,
        group: None,
        least: None,
        end: start,
        digits: None,
        scaled: false,
        steps: 0,
    };
    if text.says_any(start, &["a", "an"]) {
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
                && text.says_any(at, &["millions", "billions", "crores"])
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
        if let Some((part, end)) = slash(text, self.end - 1) {
            // The number itself is the numerator.
            if self.steps == 0 {
                self.group = Some(part);
                self.end = end;
                self.digits = Some((false, 1));
            }
        } else if let Some((part, end)) = slash(text, self.end)
            && text.token(self.end).gap == super::lexer::Gap::Space
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
                    &[
                        "crore", "crores", "million", "billion", "trillion", "millions", "billions",
                    ],
                ) || text.token(at).gap == super::lexer::Gap::None
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
        let article = text.says_any(at, &["a", "an"]);
        let half = at + usize::from(article);
        if text.says_any(half, &["half", "quarter"]) {
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

/// `3/4` at `at`: a proper fraction with a common denominator; not `24/7`, `9/11`, `1/2/2024`.
fn slash(text: &Text<'_>, at: usize) -> Option<(Decimal, usize)> {
    let spaced = text.token(at + 1).gap;
    let slash = text.kind(at) == Kind::Number
        && text.str(at + 1) == "/"
        && text.kind(at + 2) == Kind::Number
        && text.token(at + 2).gap == spaced;
    let before = text.str(at.wrapping_sub(1));
    let further = text.str(at + 3) == "/" || before == "/" || text.glued(at) && before != "-";
    if !slash || further {
        return None;
    }
    let top: i64 = text.str(at).parse().ok()?;
    let bottom: i64 = text.str(at + 2).parse().ok()?;
    let common = matches!(bottom, 2..=10 | 12 | 16 | 20 | 32 | 64 | 100);
    (top > 0 && top < bottom && common)
        .then(|| Some((decimal(top).checked_div(decimal(bottom))?, at + 3)))
        .flatten()
}

/// Whether the letters after digits stand for a magnitude here.
fn short_magnitude(text: &Text<'_>, at: usize, money: bool) -> bool {
    let word = text.str(at);
    let near = text.glued(at) || text.token(at).gap == super::lexer::Gap::Space;
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
        "cr" | "CR" | "Cr" => money || text.is(at + 1, class::CURRENCY),
        "mm" | "MM" => word == "MM" || (money && glued),
        _ => true,
    }
}

/// "high", "wide": the m before it is a metre.
fn measures_follow(text: &Text<'_>, at: usize) -> bool {
    text.says_any(
        at,
        &[
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
        && text.says_any(at + 1, &["high", "wide", "long", "deep", "tall", "thick"])
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
