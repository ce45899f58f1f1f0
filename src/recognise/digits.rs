//! Numbers in digits: points, commas and spaces between them, and what they mean in this text.
//!
//! Two different separators: the last is the decimal one. One that comes twice parts thousands.
//! One that comes once before exactly three digits parts thousands by the text's own habit
//! (a comma unless the text writes decimal commas); otherwise it is the decimal one.

use rust_decimal::Decimal;

use super::lexer::{Gap, Kind};
use super::text::Text;

/// The digits that an exact decimal holds.
const MOST_DIGITS: usize = 28;

/// A number in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    /// The token after it.
    pub end: usize,
    /// Its value.
    pub value: Decimal,
    /// How many digits stand before the decimal separator.
    pub whole: usize,
    /// Nothing but digits: it may be a year.
    pub plain: bool,
}

/// Reads the number in digits at `at`; none where it is no number (`1.2.3`) or beyond 28 digits.
pub(super) fn digits(text: &Text<'_>, at: usize) -> Option<Digits> {
    if text.kind(at) != Kind::Number {
        return None;
    }
    if let Some(spaced) = spaced(text, at) {
        return Some(spaced);
    }
    let written = text.str(at);
    if written.len() < 19
        && let Ok(plain) = written.parse::<u64>()
    {
        return Some(Digits {
            end: at + 1,
            value: Decimal::from(plain),
            whole: written.len(),
            plain: true,
        });
    }
    let value = parse(written, text.decimal_comma)?;
    Some(Digits {
        end: at + 1,
        value,
        whole: written.bytes().take_while(u8::is_ascii_digit).count(),
        plain: written.bytes().all(|b| b.is_ascii_digit()),
    })
}

/// `1 234 567,89`: a group of one to three digits and groups of exactly three.
fn spaced(text: &Text<'_>, at: usize) -> Option<Digits> {
    if text.kind(at + 1) != Kind::Number {
        return None;
    }
    let first = text.str(at);
    let only_digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    if first.len() > 3 || !only_digits(first) || first.starts_with('0') {
        return None;
    }
    let mut end = at + 1;
    let mut joined = first.to_owned();
    let mut closed = false;
    while !closed && text.kind(end) == Kind::Number && single_space(text, end) {
        let group = text.str(end);
        let whole = group.split(['.', ',']).next().unwrap_or_default();
        let decimals = group.split(['.', ',']).count() - 1;
        if whole.len() != 3 || decimals > 1 || !whole.bytes().all(|b| b.is_ascii_digit()) {
            break;
        }
        closed = decimals == 1;
        joined.push_str(&group.replace(',', "."));
        end += 1;
        // Any number of groups may follow; what they say cannot be held.
        if joined.len() > MOST_DIGITS {
            return None;
        }
    }
    let more = text.kind(end) == Kind::Number && single_space(text, end);
    if end == at + 1 || more {
        return None;
    }
    // "on 12 300 people", "May 12 300 people": a day is no group of thousands.
    if at > 0 && text.is(at - 1, super::lexicon::class::MONTH) {
        return None;
    }
    Some(Digits {
        end,
        value: Decimal::from_str_exact(&joined).ok()?,
        whole: joined.len(),
        plain: false,
    })
}

/// Whether exactly one space (of any width) stands before the token.
fn single_space(text: &Text<'_>, at: usize) -> bool {
    let token = text.token(at);
    let before = text.token(at.wrapping_sub(1));
    token.gap == Gap::Space
        && text
            .source
            .get(before.end as usize..token.start as usize)
            .is_some_and(|space| space.chars().count() == 1)
}

/// Reads digits with their separators.
fn parse(written: &str, decimal_comma: bool) -> Option<Decimal> {
    let (mantissa, exponent) = match written.find(['e', 'E']) {
        Some(place) => (
            &written[..place],
            written[place + 1..].trim_start_matches('+').parse().ok()?,
        ),
        None => (written, 0_i32),
    };
    let points = mantissa.bytes().filter(|b| *b == b'.').count();
    let commas = mantissa.bytes().filter(|b| *b == b',').count();
    let decimal = match (points, commas) {
        (0, 0) => None,
        (2.., 0) if grouped(mantissa, '.') => None,
        (0, 2..) if grouped(mantissa, ',') => None,
        (1, 0) => single_decimal(mantissa, '.', !decimal_comma),
        (0, 1) => single_decimal(mantissa, ',', decimal_comma),
        (_, 0) | (0, _) => return None,
        _ => {
            let last = mantissa.rfind(['.', ','])?;
            let other = if mantissa.as_bytes()[last] == b'.' {
                ','
            } else {
                '.'
            };
            if !grouped(&mantissa[..last], other) {
                return None;
            }
            Some(last)
        }
    };
    let mut value = 0_i128;
    let mut scale = 0;
    // Zeros before the first other digit do not count.
    let mut counted = 0;
    for (place, byte) in mantissa.bytes().enumerate() {
        let point = Some(place) == decimal;
        if byte.is_ascii_digit() {
            value = value * 10 + i128::from(byte - b'0');
            scale += u32::from(decimal.is_some_and(|point| place > point));
        }
        let counts = byte.is_ascii_digit() && (value > 0 || scale > 0) || point;
        counted += usize::from(counts);
        if counted > MOST_DIGITS {
            return None;
        }
    }
    let value = Decimal::try_from_i128_with_scale(value, scale).ok()?;
    match exponent {
        0 => Some(value),
        1..=24 => value.checked_mul(Decimal::from(10_i64).powi_exact(exponent)?),
        -24..=-1 => value.checked_div(Decimal::from(10_i64).powi_exact(-exponent)?),
        _ => None,
    }
}

/// Where the decimal separator is when one separator occurs once; none where it parts thousands.
fn single_decimal(mantissa: &str, separator: char, usual: bool) -> Option<usize> {
    let thousands = grouped(mantissa, separator) && !mantissa.starts_with('0');
    mantissa.rfind(separator).filter(|_| usual || !thousands)
}

/// Whether `separator` parts groups of three digits (or of two before the last, as in India).
fn grouped(number: &str, separator: char) -> bool {
    let Some((rest, last)) = number.rsplit_once(separator) else {
        return number.bytes().all(|b| b.is_ascii_digit());
    };
    let mut groups = rest.split(separator);
    let first = groups
        .next()
        .is_some_and(|group| (1..=3).contains(&group.len()));
    let western = groups.clone().all(|group| group.len() == 3);
    let indian =
        separator == ',' && groups.clone().next().is_some() && groups.all(|group| group.len() == 2);
    first && last.len() == 3 && (western || indian)
}

/// A power of ten without floats.
trait Power: Sized {
    fn powi_exact(self, exponent: i32) -> Option<Self>;
}

impl Power for Decimal {
    fn powi_exact(self, exponent: i32) -> Option<Self> {
        (0..exponent).try_fold(Self::ONE, |product, _| product.checked_mul(self))
    }
}

/// Whether the unambiguous numbers of a text write decimal commas.
pub(super) fn prefers_decimal_comma(text: &Text<'_>) -> bool {
    let mut votes = 0_i64;
    for token in text.notable.iter().map(|at| &text.tokens[*at as usize]) {
        if token.kind != Kind::Number || token.end - token.start < 3 {
            continue;
        }
        let number = &text.source[token.start as usize..token.end as usize];
        votes += vote(number);
    }
    votes > 0
}

/// For a decimal comma above zero, against it below.
fn vote(number: &str) -> i64 {
    if number.bytes().all(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    let point = number.rfind('.');
    let comma = number.rfind(',');
    let decimals = |place: usize| number.len() - place - 1;
    match (point, comma) {
        (Some(point), Some(comma)) if comma > point => 2,
        (Some(_), Some(_)) => -2,
        (Some(point), None) if number.matches('.').count() == 1 => {
            -i64::from(decimals(point) != 3 || number.starts_with('0'))
        }
        (Some(_), None) => i64::from(grouped(number, '.')) * 2,
        (None, Some(comma)) if number.matches(',').count() == 1 => {
            i64::from((1..=2).contains(&decimals(comma))) - i64::from(decimals(comma) == 3)
        }
        (None, Some(_)) => -i64::from(grouped(number, ',')) * 2,
        (None, None) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Option<String> {
        let text = Text::new(source);
        digits(&text, 0).map(|number| number.value.normalize().to_string())
    }

    #[test]
    fn separators() {
        for (written, plain) in [
            ("1,234.5", "1234.5"),
            ("1.234,5", "1234.5"),
            ("1,234", "1234"),
            ("4.800", "4.8"),
            ("1,3", "1.3"),
            ("5,00", "5"),
            ("1.234.567", "1234567"),
            ("12,34,567.89", "1234567.89"),
            ("1 234 567,89", "1234567.89"),
            ("40 000", "40000"),
            ("1.3e6", "1300000"),
            (".08", "0.08"),
        ] {
            assert_eq!(read(written).as_deref(), Some(plain), "{written}");
        }
        for no_number in ["1.2.3", "192.168.0.1", "1,2,3"] {
            assert_eq!(read(no_number), None, "{no_number}");
        }
        assert_eq!(read(&"9".repeat(10_000)), None);
    }

    #[test]
    fn the_text_decides_what_a_lone_separator_means() {
        assert_eq!(read("1.500 Soldaten, 2,5 Mrd."), Some("1500".to_owned()));
        assert_eq!(read("1.500 and 2.5"), Some("1.5".to_owned()));
    }
}
