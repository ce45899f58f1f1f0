//! Parts and bundles of years that name themselves: decades, quarters, halves, weeks, seasons.

use super::Moment;
use super::calendar::{Reading, digits, year_at};
use super::settle::{Partial, month_of, nth_week};
use crate::model::When;
use crate::recognise::blocker::is_year;
use crate::recognise::lexer::Kind;
use crate::recognise::lexicon::class;
use crate::recognise::text::Text;
use crate::recognise::word_list::words;

/// `1990s`, `1970's`, `the 70s`.
pub(super) fn decade(text: &Text<'_>, at: usize) -> Reading {
    let apostrophe = usize::from(text.kind(at + 1) == Kind::Quote && text.glued(at + 2));
    let s = text.says(at + 1 + apostrophe, "s");
    if !s || !text.all_digits(at) || !text.str(at).ends_with('0') {
        return None;
    }
    let number = digits(text, at, 4)?;
    let decade = match text.str(at).len() {
        4 if (1000..=2090).contains(&number) => number / 10,
        2 if text.says(at.wrapping_sub(1), "the") => 190 + number / 10,
        _ => return None,
    };
    Some((
        Moment::Whole(format!("{decade:03}X").parse().ok()?),
        at + 2 + apostrophe,
    ))
}

/// `'40s`.
pub(super) fn short_decade(text: &Text<'_>, at: usize) -> Reading {
    let (moment, end) = (text.str(at + 1).len() == 2 && text.says(at + 2, "s")).then(|| {
        let number = digits(text, at + 1, 2)?;
        let when: When = format!("{:03}X", 190 + number / 10).parse().ok()?;
        Some((Moment::Whole(when), at + 3))
    })??;
    Some((moment, end))
}

/// "the seventies", "the nineteen seventies", "the noughties".
pub(super) fn word_decade(text: &Text<'_>, at: usize) -> Reading {
    let names = [
        ("noughties", 200),
        ("twenties", 192),
        ("thirties", 193),
        ("forties", 194),
        ("fifties", 195),
        ("sixties", 196),
        ("seventies", 197),
        ("eighties", 198),
        ("nineties", 199),
        ("tens", 201),
    ];
    let start = at + usize::from(text.says(at, "the"));
    if start == at && !text.says_any(at, words!["nineteen", "twenty"]) {
        return None;
    }
    let century = text.says_any(start, words!["nineteen", "twenty"]);
    let hyphen = century && text.kind(start + 1) == Kind::Hyphen;
    let word = start + usize::from(century) + usize::from(hyphen);
    let found = names.iter().find(|(name, _)| text.says(word, name));
    let (name, decade) = found?;
    if *name == "tens" && !century {
        return None;
    }
    Some((
        Moment::Whole(format!("{decade:03}X").parse().ok()?),
        word + 1,
    ))
}

/// `Q3 2024`, `2024 Q3`, `2024-H2`, `H1 2016`.
pub(super) fn quarter_code(text: &Text<'_>, at: usize) -> Reading {
    let code = |at: usize| -> Option<(i8, bool)> {
        let half = text.says(at, "h");
        if !half && !text.says(at, "q") {
            return None;
        }
        let number = digits(text, at + 1, 1)?;
        let most = if half { 2 } else { 4 };
        (text.glued(at + 1) && (1..=most).contains(&number)).then_some((number as i8, half))
    };
    let (number, half, year, end) = if let Some((number, half)) = code(at) {
        let of = at + 2 + usize::from(text.says(at + 2, "of"));
        if !half && text.says(of, "this") && text.says(of + 1, "year") {
            let this = Partial {
                quarter: Some(number),
                ..Partial::default()
            };
            return Some((Moment::Partial(this), of + 2));
        }
        if !is_year(text, of) {
            let this = text.says(of, "this") && text.says(of + 1, "year");
            return (!half && !this).then(|| {
                (
                    Moment::Partial(Partial {
                        quarter: Some(number),
                        ..Partial::default()
                    }),
                    at + 2,
                )
            });
        }
        (number, half, digits(text, of, 4)?, of + 1)
    } else {
        let joint = at + 1 + usize::from(text.kind(at + 1) == Kind::Hyphen);
        let (number, half) = code(joint).filter(|_| is_year(text, at))?;
        (number, half, digits(text, at, 4)?, joint + 2)
    };
    Some((Moment::Whole(quarter_or_half(year, number, half)?), end))
}

fn quarter_or_half(year: i16, number: i8, half: bool) -> Option<When> {
    if !half {
        return format!("{year:04}-Q{number}").parse().ok();
    }
    let (from, to) = if number == 1 {
        ("01", "06")
    } else {
        ("07", "12")
    };
    format!("{year:04}-{from}/{year:04}-{to}").parse().ok()
}

/// "third quarter of 2024", "first half of 2023", "first week of 2015", "third week of July".
pub(super) fn part_of_year(text: &Text<'_>, at: usize) -> Reading {
    let start = at + usize::from(text.says(at, "the"));
    let last = text.says(start, "last");
    let (number, unit) = ordinal(text, start).or_else(|| last.then_some((0, start + 1)))?;
    let number = i8::try_from(number)
        .ok()
        .filter(|n| (1..=53).contains(n) || last)?;
    let of = unit + 1;
    let after = of + usize::from(text.says_any(of, words!["of", "in"]));
    if let Some((year, end)) = year_at(text, after) {
        let when = match &*text.entry(unit).text {
            "quarter" if !last && number <= 4 => quarter_or_half(year, number, false)?,
            "half" if !last && number <= 2 => quarter_or_half(year, number, true)?,
            "week" => nth_week(year, if last { weeks_in(year) } else { number })?,
            "month" if !last => month_of(year, number)?,
            _ => return None,
        };
        return Some((Moment::Whole(when), end));
    }
    // "in the second quarter": the last one of that number.
    let led = text.says_any(at.wrapping_sub(1), words!["in", "for", "during"]);
    let alone = !text.says_any(of, words!["of", "in", "this", "next", "last"]);
    (text.says(unit, "quarter") && start > at && led && alone && !last && number <= 4).then(|| {
        let quarter = Partial {
            quarter: Some(number),
            ..Partial::default()
        };
        (Moment::Partial(quarter), of)
    })
}

/// "third", `3rd`: its number and the token after it.
pub(super) fn ordinal(text: &Text<'_>, at: usize) -> Option<(i64, usize)> {
    if text.is(at, class::ORDINAL) {
        return Some((text.entry(at).number, at + 1));
    }
    let suffix = text.is(at + 1, class::ORDINAL_SUFFIX) && text.glued(at + 1);
    if !suffix {
        return None;
    }
    Some((i64::from(digits(text, at, 2)?), at + 2))
}

fn weeks_in(year: i16) -> i8 {
    if nth_week(year, 53).is_some() { 53 } else { 52 }
}

/// "summer of 2016", "spring 2024"; a season alone is left to the relative ones.
pub(super) fn season(text: &Text<'_>, at: usize) -> Reading {
    if !text.is(at, class::SEASON) {
        return None;
    }
    let after = at + 1 + usize::from(text.says(at + 1, "of"));
    let (year, end) = year_at(text, after)?;
    let season = Partial {
        year: Some(year),
        season: Some(text.entry(at).season),
        ..Partial::default()
    };
    Some((Moment::Partial(season), end))
}
