//! Shares and fractions: "two thirds", "half of", `3/4`, "one in five".

use rust_decimal::Decimal;

use super::{Form, Number, cardinal, decimal};
use crate::recognise::lexer::Kind;
use crate::recognise::lexicon::class;
use crate::recognise::text::Text;
use crate::recognise::word_list::words;

/// "half a million", "a quarter of a million", "half a dozen", "two thirds of a million".
pub(super) fn part_of_magnitude(text: &Text<'_>, at: usize) -> Option<Number> {
    let (share, mut end) = fraction(text, at)?;
    if text.says(end, "of") {
        end += 1;
    }
    if text.says_any(end, words!["a", "an", "one"]) {
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
pub(super) fn odds(text: &Text<'_>, at: usize) -> Option<Number> {
    let small = |at: usize| -> Option<(Decimal, usize)> {
        let number = signed_free(text, at)?;
        let whole = number.value.fract().is_zero() && !number.scaled;
        (whole && number.value < decimal(1001)).then_some((number.value, number.end))
    };
    let joint = at + 1;
    if !text.says_any(joint, words!["in", "out", "over"]) {
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
        "in" if one => !counts && !crate::recognise::blocker::is_year(text, bottom_at),
        // "three in five Poles", "four in 10 children".
        "in" => {
            bottom <= decimal(10)
                && bottom > decimal(2)
                && !counts
                && (text.is(end, class::PERSON)
                    || crate::recognise::noun::is_people(text, end)
                    || text.is(end, class::PLURAL)
                        && text.is(end, class::NOUN)
                        && !text.is(end, class::EVENT)
                        && (at == 0 || text.ends_sentence(at - 1)))
        }
        "over" => one && !counts && !text.is(end, class::NOUN),
        // "341 out of 479 detained" are two counts; nine out of ten is a share.
        _ => out_of && (bottom <= decimal(20) || (bottom % decimal(50)).is_zero()),
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
pub(super) fn part(text: &Text<'_>, at: usize) -> Option<Number> {
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
    } else if text.says_any(at, words!["a", "an"]) && !whole_follows {
        // "a third package" is an ordinal, "a quarter" often a season: only "by a third" or a
        // closed phrase is a share.
        let closed = !matches!(text.kind(end), Kind::Word | Kind::Number | Kind::Hyphen)
            || text.is(end, class::CONJUNCTION);
        let quarter = text.says_any(end - 1, words!["quarter", "second"]);
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
pub(super) fn fraction(text: &Text<'_>, at: usize) -> Option<(Decimal, usize)> {
    if text.kind(at) == Kind::Fraction {
        return Some((sign_of_fraction(text.str(at))?, at + 1));
    }
    if text.is(at, class::PART) && text.says_any(at, words!["half", "quarter"]) {
        return Some((
            Decimal::ONE.checked_div(decimal(text.entry(at).number))?,
            at + 1,
        ));
    }
    let (numerator, mut end) = if text.says_any(at, words!["a", "an"]) {
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

pub(super) fn sign_of_fraction(sign: &str) -> Option<Decimal> {
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
pub(super) fn below_hundred(text: &Text<'_>, at: usize) -> Option<(i64, usize)> {
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

/// `3/4` at `at`: a proper fraction with a common denominator; not `24/7`, `9/11`, `1/2/2024`.
pub(super) fn slash(text: &Text<'_>, at: usize) -> Option<(Decimal, usize)> {
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
