//! Dates in digits: `2024-11-07`, `02/22/2016`, `13.5.2015`, `2015-3`.

use super::Moment;
use super::calendar::{Reading, digits, month, month_number, partial};
use crate::recognise::blocker::is_year;
use crate::recognise::lexer::Kind;
use crate::recognise::lexicon::class;
use crate::recognise::text::Text;
use crate::recognise::word_list::words;

/// `2024-11-07`, `02/22/2016`, `13.5.2015`, `20200701`, `4/22`.
pub(super) fn numeric(text: &Text<'_>, at: usize) -> Reading {
    let word = text.str(at);
    if text.glued(at) && text.kind(at.wrapping_sub(1)) == Kind::Other && text.str(at - 1) != "/" {
        return None;
    }
    if word.len() == 8 && text.all_digits(at) && (word.starts_with("19") || word.starts_with("20"))
    {
        return fields(word.get(..4)?, word.get(4..6)?, word.get(6..)?).map(|m| (m, at + 1));
    }
    let mut dotted = word.splitn(4, '.');
    if let (Some(a), Some(b), Some(c), None) =
        (dotted.next(), dotted.next(), dotted.next(), dotted.next())
    {
        return three(a, b, c, false).map(|moment| (moment, at + 1));
    }
    let joint = text.str(at + 1);
    if !matches!(joint, "-" | "/") || !text.glued(at + 1) || !text.glued(at + 2) {
        return None;
    }
    if text.str(at + 3) == joint && text.glued(at + 3) && text.glued(at + 4) {
        let month_word = text
            .is(at + 2, class::MONTH)
            .then(|| text.entry(at + 2).month.to_string());
        let middle = month_word.as_deref().unwrap_or_else(|| text.str(at + 2));
        let last = text.str(at + 4);
        let more = text.str(at + 5) == joint && text.glued(at + 5);
        if more {
            return None;
        }
        return three(word, middle, last, joint == "/" || joint == "-")
            .map(|moment| (moment, at + 5));
    }
    // `4/22`: only where words say that it is a date.
    let dated = text.says_any(
        at.wrapping_sub(1),
        words![
            "on", "from", "between", "until", "till", "by", "since", "before", "after", "to",
            "this",
        ],
    ) || matches!(
        text.kind(at.wrapping_sub(1)),
        Kind::Comma | Kind::Hyphen | Kind::Dash
    ) && joint == "/";
    // `5-1/4`: a number and its fraction.
    if joint == "/" && text.glued(at) && text.kind(at.wrapping_sub(2)) == Kind::Number {
        let fraction = super::super::number::number(text, at, false);
        if fraction.is_some_and(|number| number.end == at + 3) && text.kind(at + 3) != Kind::Hyphen
        {
            return None;
        }
    }
    let (first, second) = (digits(text, at, 2)?, digits(text, at + 2, 2)?);
    let famous = matches!((first, second), (24, 7) | (9, 11) | (50, 50));
    if famous || joint == "-" && !text.says_any(at.wrapping_sub(1), words!["on"]) {
        return None;
    }
    let unlikely = second > 12 && !matches!(second, 16 | 20 | 32 | 64 | 100) && first <= 12;
    if !(dated || unlikely && joint == "/") {
        return None;
    }
    let (month, day) = if first <= 12 {
        (first, second)
    } else {
        (second, first)
    };
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
    valid
        .then(|| {
            Some((
                partial(None, i8::try_from(month).ok(), i8::try_from(day).ok()),
                at + 3,
            ))
        })
        .flatten()
}

fn fields(year: &str, month: &str, day: &str) -> Option<Moment> {
    let year: i16 = year.parse().ok()?;
    let month: i8 = month.parse().ok().filter(|m| (1..=12).contains(m))?;
    let day: i8 = day.parse().ok().filter(|d| (1..=31).contains(d))?;
    jiff::civil::Date::new(year, month, day).ok()?;
    Some(partial(Some(year), Some(month), Some(day)))
}

/// Three numbers as year, month and day in any usual order; month first where both fit and
/// the separator is the American one.
fn three(a: &str, b: &str, c: &str, american: bool) -> Option<Moment> {
    let digits = |s: &str| !s.is_empty() && s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit());
    if !(digits(a) && digits(b) && digits(c)) {
        return None;
    }
    if a.len() == 4 {
        return fields(a, b, c);
    }
    if a.len() > 2 || b.len() > 2 || !matches!(c.len(), 2 | 4) {
        return None;
    }
    let year = if c.len() == 4 {
        c.to_owned()
    } else {
        let short: i16 = c.parse().ok()?;
        (if short < 40 {
            2000 + short
        } else {
            1900 + short
        })
        .to_string()
    };
    if american {
        fields(&year, a, b).or_else(|| fields(&year, b, a))
    } else {
        fields(&year, b, a)
    }
}

/// `2015-3`, `11/2015`, `2016 June`, `2013-14`.
pub(super) fn year_month(text: &Text<'_>, at: usize) -> Reading {
    if is_year(text, at) {
        if let Some((month, end)) = month(text, at + 1)
            && !text.is(end, class::NOUN)
            && text.kind(end) != Kind::Number
        {
            return Some((partial(digits(text, at, 4), Some(month), None), end));
        }
        let joint = matches!(text.kind(at + 1), Kind::Hyphen | Kind::Dash | Kind::Other)
            && matches!(text.str(at + 1), "-" | "–" | "/");
        if joint && !(text.kind(at + 3) == Kind::Hyphen && text.glued(at + 3)) {
            let year = digits(text, at, 4)?;
            let short = digits(text, at + 2, 2);
            if let Some(next) = short.filter(|_| text.str(at + 2).len() == 2)
                && next == (year + 1) % 100
                && next > 12
            {
                let when = format!("{year:04}/{:04}", year + 1).parse().ok()?;
                return Some((Moment::Whole(when), at + 3));
            }
            if let Some(month) = month_number(text, at + 2) {
                return Some((partial(Some(year), Some(month), None), at + 3));
            }
        }
        return None;
    }
    let joint = matches!(text.str(at + 1), "-" | "/") && is_year(text, at + 2);
    let month = month_number(text, at)?;
    (joint && text.str(at + 3) != "/")
        .then(|| (partial(digits(text, at + 2, 4), Some(month), None), at + 3))
}
