//! The date of publication in the forms in which outlets write it.
//!
//! A date is never guessed: `03/12/2024` is a different day on each side of the Atlantic and is
//! left open. The day is the one that the outlet wrote, whatever the zone of its clock.

mod names;

use jiff::civil::Date;

use crate::model::{When, WhenError};

/// The longest text that is read as a date, in bytes.
const LONGEST: usize = 160;

/// What a text says as a date of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// A day, or a month or year where no more is said.
    Known(When),
    /// A day and a month that could be turned round.
    Ambiguous,
    /// No date.
    None,
}

/// Reads a text that is a date from end to end; the time of day, its zone and the weekday may
/// stand beside it.
pub(super) fn read(text: &str) -> Written {
    if let Ok(when) = text.parse() {
        return Written::Known(when);
    }
    // Every date has a year; a long text is none.
    if text.len() > LONGEST || text.bytes().filter(u8::is_ascii_digit).count() < 4 {
        return Written::None;
    }
    if let Some(plain) = counted(text) {
        return in_digits(&plain);
    }
    let words: Vec<String> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '·' | '•' | '(' | ')'))
        .map(|word| word.trim_end_matches('.').to_lowercase())
        .filter(|word| !word.is_empty() && !is_noise(word))
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [one] => in_digits(one),
        [a, b] => match (names::month(a), year(b)) {
            (Some(month), Some(year)) => known_month(year, month),
            _ => Written::None,
        },
        [a, b, c] => {
            let day_first = day(a).zip(names::month(b)).zip(year(c));
            let month_first = || day(b).zip(names::month(a)).zip(year(c));
            let year_first = || day(c).zip(names::month(b)).zip(year(a));
            let found = day_first.or_else(month_first).or_else(year_first);
            found.map_or(Written::None, |((day, month), year)| {
                known(year, month, day)
            })
        }
        _ => Written::None,
    }
}

/// Reads a date as a person types it: as a project file has it (`2024-05`, `2024-Q2`), or as outlets
/// write it (`3 May 2024`). One that could be turned round is not guessed.
///
/// # Errors
/// [`WhenError`] where it is neither.
pub fn typed_date(text: &str) -> Result<When, WhenError> {
    match read(text) {
        Written::Known(when) => Ok(when),
        Written::Ambiguous | Written::None => text.parse(),
    }
}

/// A date of East Asia, whose numbers are followed by signs: `2024年12月3日`, `2024년 12월 3일`.
fn counted(text: &str) -> Option<String> {
    let (year, rest) = text.trim().split_once(['年', '년'])?;
    let (month, rest) = rest.split_once(['月', '월'])?;
    let (day, _) = rest.split_once(['日', '일'])?;
    let plain = format!("{}-{}-{}", year.trim(), month.trim(), day.trim());
    plain.is_ascii().then_some(plain)
}

/// A date in digits alone: `2024-12-03T10:15:00Z`, `20241203`, `2024/12/03`, `3.12.2024`,
/// `12/25/2024`.
fn in_digits(word: &str) -> Written {
    let word = match word.split_once('t') {
        Some((date, time)) if time.starts_with(|c: char| c.is_ascii_digit()) => date,
        _ => word,
    };
    if word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit()) {
        let parts = (number(&word[..4]), number(&word[4..6]), number(&word[6..]));
        return match parts {
            (Some(year), Some(month), Some(day)) => known(year, month, day),
            _ => Written::None,
        };
    }
    let Some(separator) = word.chars().find(|c| matches!(c, '/' | '-' | '.')) else {
        return Written::None;
    };
    let parts: Vec<&str> = word.split(separator).collect();
    let [a, b, c] = parts.as_slice() else {
        return Written::None;
    };
    if a.len() == 4 {
        return match (number(a), number(b), number(c)) {
            (Some(year), Some(month), Some(day)) => known(year, month, day),
            _ => Written::None,
        };
    }
    let (Some(a), Some(b), Some(year)) = (number(a), number(b), year(c)) else {
        return Written::None;
    };
    // Points stand between day and month only where the day comes first.
    let (day_first, month_first) = (known(year, b, a), known(year, a, b));
    match (separator, day_first, month_first) {
        ('.', found, _) | (_, found, Written::None) | (_, Written::None, found) => found,
        (_, one, other) if one == other => one,
        _ => Written::Ambiguous,
    }
}

fn known(year: i16, month: i8, day: i8) -> Written {
    Date::new(year, month, day).map_or(Written::None, |date| Written::Known(When::day(date)))
}

fn known_month(year: i16, month: i8) -> Written {
    format!("{year:04}-{month:02}")
        .parse()
        .map_or(Written::None, Written::Known)
}

fn number<T: std::str::FromStr>(digits: &str) -> Option<T> {
    let valid = digits.bytes().all(|b| b.is_ascii_digit());
    valid.then(|| digits.parse().ok()).flatten()
}

fn year(word: &str) -> Option<i16> {
    (word.len() == 4).then(|| number(word)).flatten()
}

/// A day of the month: `3`, `03`, `3rd`.
fn day(word: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th", "er", "º", "°"]
        .iter()
        .find_map(|ordinal| word.strip_suffix(ordinal))
        .unwrap_or(word);
    (digits.len() <= 2).then(|| number(digits)).flatten()
}

/// What stands beside a date without being part of it: weekday, time of day, zone.
fn is_noise(word: &str) -> bool {
    let clock = word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit()) && {
        let digits = word
            .trim_end_matches("am")
            .trim_end_matches("pm")
            .trim_end_matches('z');
        digits.len() <= 15
            && digits
                .chars()
                .all(|c| c.is_ascii_digit() || ":.+-".contains(c))
    };
    let offset = word.strip_prefix(['+', '-', '−']).is_some_and(|rest| {
        !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == ':')
    });
    clock
        || offset
        || (names::month(word).is_none() && names::is_beside_dates(word))
        || matches!(
            word,
            "at" | "on"
                | "of"
                | "the"
                | "am"
                | "pm"
                | "a.m"
                | "p.m"
                | "-"
                | "–"
                | "—"
                | "gmt"
                | "utc"
                | "z"
                | "bst"
                | "cet"
                | "cest"
                | "eet"
                | "eest"
                | "msk"
                | "est"
                | "edt"
                | "et"
                | "cst"
                | "cdt"
                | "ct"
                | "mst"
                | "mdt"
                | "pst"
                | "pdt"
                | "pt"
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_usual_forms() {
        for (text, plain) in [
            ("2024-12-03", "2024-12-03"),
            ("3 December 2024", "2024-12-03"),
            ("3rd December, 2024", "2024-12-03"),
            ("Dec. 3, 2024", "2024-12-03"),
            ("December 3, 2024", "2024-12-03"),
            (
                "Tuesday, December 3rd, 2024 at 10:15 a.m. EST",
                "2024-12-03",
            ),
            ("Tue, 03 Dec 2024 10:15:00 +0200", "2024-12-03"),
            ("Sept. 5 2023", "2023-09-05"),
            ("2024 Dec 3", "2024-12-03"),
            ("2024-12-03T22:15:00-05:00", "2024-12-03"),
            ("2024-12-03 22:15:00Z", "2024-12-03"),
            ("2024/12/03", "2024-12-03"),
            ("20241203", "2024-12-03"),
            ("03.12.2024", "2024-12-03"),
            ("25/12/2024", "2024-12-25"),
            ("12/25/2024", "2024-12-25"),
            ("05-05-2024", "2024-05-05"),
            ("Dienstag, 3. Dezember 2024, 10:15 Uhr", "2024-12-03"),
            ("mardi 1er août 2023", "2023-08-01"),
            ("3 de diciembre de 2024", "2024-12-03"),
            ("3 grudnia 2024", "2024-12-03"),
            ("3 грудня 2024 року", "2024-12-03"),
            ("03 дек 2024", "2024-12-03"),
            ("5 jul. 2023", "2023-07-05"),
            ("2024年12月3日 10:15", "2024-12-03"),
            ("2024년 12월 3일", "2024-12-03"),
            ("December 2024", "2024-12"),
            ("2024", "2024"),
        ] {
            match read(text) {
                Written::Known(when) => assert_eq!(when.to_string(), plain, "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
    }

    #[test]
    fn typed_dates_are_read_as_files_and_as_outlets_write_them() {
        for (typed, plain) in [("3 May 2024", "2024-05-03"), ("2024-Q3", "2024-Q3")] {
            let when = typed_date(typed).map(|when| when.to_string());
            assert_eq!(when, Ok(plain.to_owned()), "{typed}");
        }
        for wrong in ["31 Feb 2024", "03/04/2024", "soon", ""] {
            assert!(typed_date(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_left_open() {
        assert_eq!(read("03/12/2024"), Written::Ambiguous);
        assert_eq!(read("3-12-2024"), Written::Ambiguous);
        for text in [
            "",
            "yesterday",
            "31 February 2024",
            "3 December",
            "31.13.2024",
            "3/12/24",
            "2024-13-01",
            "On 3 December 2024 the army said",
            "ééé",
            "99999999",
        ] {
            assert_eq!(read(text), Written::None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_day_is_read_in_every_form(days in 0_i64..60_000) {
            let date = Date::constant(1900, 1, 1) + jiff::Span::new().days(days);
            for form in ["%Y-%m-%d", "%-d %B %Y", "%b. %-d, %Y", "%A, %B %-d, %Y", "%d.%m.%Y"] {
                let text = date.strftime(form).to_string();
                prop_assert_eq!(read(&text), Written::Known(When::day(date)), "{}", text);
            }
        }

        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let _ = read(&text);
        }
    }
}
