//! Dates: what the words name, and which day, month or period that is.
//!
//! Owns the walk through a text and the choice between the last and the next of a name. [`start`]
//! tells where a date may start, [`calendar`] reads what names one by itself, [`relative`] what
//! needs the article's date, [`mod@pair`] two of them as a period, and [`settle`] does the
//! arithmetic.

use std::ops::Range;

use jiff::civil::Date;

use super::lexicon::class;
use super::text::Text;
use crate::model::When;

mod calendar;
mod counted;
mod day_of_month;
mod edges;
mod holiday;
mod numeric;
mod pair;
mod parts;
mod relative;
mod settle;
mod start;
mod weeks;

use super::word_list::words;
use pair::pair;
use settle::{Direction, Partial};
pub(super) use start::STARTS;
use start::{is_plain, may_start};

/// A date in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The day or period; none where it needs a date of the article that is not known.
    pub when: Option<When>,
    /// Its TIMEX3 value where there is no day for it.
    pub timex: Option<String>,
    /// Its numbers are no figures: all but "three weeks ago" and its like.
    pub claims: bool,
    /// It opens a period that lasts: "since February".
    pub since: bool,
    /// The two ends of a period as the text names them.
    pub ends: Option<(When, When)>,
    /// The ends of a loose period ("now", "mid-January"), each a date of its own.
    pub parts: Option<[(Range<usize>, When); 2]>,
}

/// What a reading function found: the token after it and what it names.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Atom {
    start: usize,
    end: usize,
    moment: Moment,
    claims: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    /// Fields of a calendar date, perhaps without a year.
    Partial(Partial),
    /// Settled.
    Whole(When),
    /// Names a time only beside the article's date, which is not known.
    Open,
    /// "now": only as an end of a period.
    Now,
}

/// Every date of the text in order. `published` is the date of the article.
pub(super) fn dates(text: &Text<'_>, published: Option<Date>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut past = 0;
    for at in text.notable.iter().map(|at| *at as usize) {
        if at < past || is_plain(text, at) || !may_start(text, at) {
            continue;
        }
        if let Some(mut date) = read(text, at, published) {
            if let Some(when) = day_of_month::of_named_month(text, &date.tokens, &found) {
                date.when = Some(when);
            }
            past = date.tokens.end;
            found.push(date);
        }
    }
    found
}

fn atom(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Atom> {
    relative::relative(text, at, published).or_else(|| calendar::calendar(text, at, published))
}

/// A period or a date at `at`.
fn read(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Found> {
    let opener = text.says_any(at, words!["between", "from"]);
    let first_at = at + usize::from(opener);
    if opener && let Some(found) = edges::edges(text, at, published) {
        return Some(found);
    }
    let first = atom(text, first_at, published);
    let ranged = first
        .clone()
        .or_else(|| opener.then(|| calendar::bare_day(text, first_at)).flatten())
        .or_else(|| calendar::day_before_joint(text, first_at))
        .and_then(|first| pair(text, at, &first, published));
    match (ranged, first) {
        (Some(found), _) => Some(found),
        (None, Some(first)) if !opener => lone(text, &first, published),
        _ => {
            let day = edges::day_beside_another(text, at)?;
            lone(text, &day, published)
        }
    }
}

/// One date by itself.
fn lone(text: &Text<'_>, atom: &Atom, published: Option<Date>) -> Option<Found> {
    let at = atom.start;
    let when = match atom.moment {
        Moment::Now => return None,
        Moment::Whole(when) => Some(when),
        Moment::Open => None,
        Moment::Partial(partial) => partial.settle(published, direction(text, at)),
    };
    let timex = match (when, atom.moment) {
        (None, Moment::Partial(partial)) => Some(partial.timex()),
        (Some(_), Moment::Whole(_)) if !atom.claims => length(text, atom),
        _ => None,
    };
    Some(Found {
        since: at > 0 && text.says(at - 1, "since"),
        tokens: atom.start..atom.end,
        when,
        timex,
        claims: atom.claims,
        ends: None,
        parts: None,
    })
}

/// The length of "the next five weeks": `P5W`.
fn length(text: &Text<'_>, atom: &Atom) -> Option<String> {
    let unit = atom.end - 1;
    let letter = match text.entry(unit).time_unit {
        4 => 'D',
        5 => 'W',
        8 => 'M',
        10 => 'Y',
        _ => return None,
    };
    let count = (atom.start..unit).find_map(|at| {
        super::number::number(text, at, false).filter(|number| number.end == unit)
    })?;
    Some(format!("P{}{letter}", count.value.normalize()))
}

/// Whether a date without a year lies ahead, by the words before it in its clause.
fn direction(text: &Text<'_>, at: usize) -> Direction {
    let mut ahead = false;
    for before in (at.saturating_sub(24)..at).rev() {
        if text.ends_sentence(before) || text.str(before) == ";" {
            break;
        }
        // "by 22 April" lies ahead unless something says that it is over.
        if text.says_any(before, words!["by", "until", "till"]) && before + 3 > at {
            ahead = true;
            continue;
        }
        if text.says_any(
            before,
            words![
                "will",
                "shall",
                "expected",
                "scheduled",
                "due",
                "upcoming",
                "plans",
                "planned",
                "would",
                "'ll",
                "next",
                "lapses",
                "expires",
                "ends",
                "begins",
                "starts",
                "opens",
            ],
        ) {
            return Direction::Future;
        }
        let word = text.str(before);
        let past = text.is(before, class::REPORTING)
            || word.len() > 4 && word.ends_with("ed") && !text.is(before, class::NOUN)
            || text.says_any(
                before,
                words!["had", "was", "were", "hit", "fell", "rose", "began"],
            );
        if past {
            return Direction::Past;
        }
    }
    // "By December 40 had died."
    let over = (at..at + 14)
        .take_while(|&behind| !text.ends_sentence(behind))
        .any(|behind| text.says(behind, "had"));
    if ahead && !over {
        Direction::Future
    } else {
        Direction::Past
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str, published: &str) -> Vec<String> {
        let text = Text::new(source);
        let date: Date = published.parse().unwrap();
        dates(&text, Some(date))
            .into_iter()
            .map(|found| {
                let when = found.when.map_or("?".to_owned(), |when| when.to_string());
                format!("{} = {when}", text.words(found.tokens))
            })
            .collect()
    }

    #[test]
    fn one_date() {
        for (source, expected) in [
            (
                "on Thursday, Jan. 9, 2025",
                "Thursday, Jan. 9, 2025 = 2025-01-09",
            ),
            ("date 2024-11-07", "2024-11-07 = 2024-11-07"),
            ("in Feb. 2022", "Feb. 2022 = 2022-02"),
            ("12 June 2024", "12 June 2024 = 2024-06-12"),
            (
                "in August nineteen hundred ninety-three",
                "August nineteen hundred ninety-three = 1993-08",
            ),
            ("on 3rd of March 2021", "3rd of March 2021 = 2021-03-03"),
            ("said Tuesday", "Tuesday = 2024-12-03"),
            ("earlier Monday", "Monday = 2024-12-02"),
            ("in November", "November = 2024-11"),
            ("by mid-January", "mid-January = 2025-01"),
            ("last week", "last week = 2024-W48"),
            ("earlier this year", "this year = 2024"),
            ("three years ago", "three years ago = 2021-12-03"),
            ("yesterday", "yesterday = 2024-12-02"),
            ("since 2014", "2014 = 2014"),
            ("the 1990s", "1990s = 199X"),
            ("third quarter of 2024", "third quarter of 2024 = 2024-Q3"),
            ("next Friday", "next Friday = 2024-12-13"),
            ("the new year", "new year = 2025"),
            ("13.5.2015", "13.5.2015 = 2015-05-13"),
            ("last month", "last month = 2024-11"),
            ("from 95 the day before.", "the day before = 2024-12-02"),
            ("from 95 a day earlier", "a day earlier = 2024-12-02"),
            ("in a fortnight", "in a fortnight = 2024-12-17"),
            ("in two weeks' time", "in two weeks' time = 2024-12-17"),
            (
                "in four business days",
                "in four business days = 2024-12-09",
            ),
            ("the previous Easter", "previous Easter = 2024-03-31"),
            (
                "5 days before new year",
                "5 days before new year = 2024-12-27",
            ),
            (
                "two weeks after Easter",
                "two weeks after Easter = 2024-04-14",
            ),
            ("next workweek", "next workweek = 2024-W50"),
            ("week 27 of last year", "week 27 of last year = 2023-W27"),
            ("Friday, Nov. 29", "Friday, Nov. 29 = 2024-11-29"),
            ("a forecast for the year.", "the year = 2024"),
        ] {
            assert_eq!(read(source, "2024-12-03"), [expected], "{source}");
        }
        for none in [
            "it may work",
            "they march on",
            "one second",
            "24/7",
            "3/4 of",
        ] {
            assert!(
                read(none, "2024-12-03").is_empty(),
                "{none} {:?}",
                read(none, "2024-12-03")
            );
        }
    }

    #[test]
    fn periods() {
        for (source, expected) in [
            (
                "between December and mid-January",
                "December and mid-January = 2024-12-01/2025-01-31",
            ),
            (
                "from 4 to 22 January 1995",
                "4 to 22 January 1995 = 1995-01-04/1995-01-22",
            ),
            ("2014-2018", "2014-2018 = 2014-01-01/2018-12-31"),
            (
                "from the middle of 2007 to the end of 2008",
                "the middle of 2007 to the end of 2008 = 2007-07-02/2008-12-31",
            ),
            (
                "the past fortnight",
                "past fortnight = 2024-11-18/2024-12-01",
            ),
            (
                "the first nine months of 2024",
                "the first nine months of 2024 = 2024-01-01/2024-09-30",
            ),
            (
                "in the first half of the year",
                "the first half of the year = 2024-01-01/2024-06-30",
            ),
            ("is up year to date", "year to date = 2024-01-01/2024-12-03"),
            ("Nov. 18-19", "Nov. 18-19 = 2024-11-18/2024-11-19"),
            (
                "between now and mid-January",
                "now and mid-January = 2024-12-03/2025-01-31",
            ),
            (
                "the last three months",
                "last three months = 2024-09-03/2024-12-02",
            ),
        ] {
            assert_eq!(read(source, "2024-12-03"), [expected], "{source}");
        }
    }
}
