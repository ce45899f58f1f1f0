//! Dates that share their words with a neighbour: "from the middle of 2007 to the end of 2008",
//! "18 and 19 June".

use jiff::civil::Date;

use super::calendar::{self, day, month, year_after};
use super::settle::{Direction, span_of};
use super::{Atom, Found, Moment, atom};
use crate::model::{Precision, When};
use crate::recognise::lexer::Kind;
use crate::recognise::lexicon::class;
use crate::recognise::text::Text;
use crate::recognise::word_list::words;

/// Which part of a period is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    Middle,
    End,
}

/// "from the middle of 2007 to the end of 2008", "between the end of March and …": a period whose
/// ends are parts of periods.
pub(super) fn edges(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<Found> {
    let (first, joint, from) = edge(text, at + 1, published)?;
    let joined = if text.says(at, "between") {
        text.says(joint, "and")
    } else {
        text.says_any(joint, words!["to", "until", "till", "through"])
    };
    if !joined {
        return None;
    }
    let (second, end, to) = edge(text, joint + 1, published)?;
    let start = settled(from, published, Direction::Past);
    let after = start.map(When::start).or(published);
    let finish = settled(to, after, Direction::Future);
    let when = start.zip(finish).and_then(|(start, finish)| {
        let from = match first {
            Edge::Start => start.start(),
            Edge::Middle => middle(start)?,
            Edge::End => start.end().tomorrow().ok()?,
        };
        let to = match second {
            Edge::Start => finish.start(),
            Edge::Middle => middle(finish)?.yesterday().ok()?,
            Edge::End => finish.end(),
        };
        (from <= to).then(|| When::period(from, to))
    });
    Some(Found {
        tokens: at + 1..end,
        when,
        timex: None,
        claims: true,
        since: false,
        ends: when.map(|when| (When::day(when.start()), When::day(when.end()))),
        parts: None,
    })
}

/// "the middle of 2007": which part, the token after it, and of what.
fn edge(text: &Text<'_>, at: usize, published: Option<Date>) -> Option<(Edge, usize, Moment)> {
    let word = at + usize::from(text.says(at, "the"));
    let edge = match text.str(word) {
        "beginning" | "start" => Edge::Start,
        "middle" => Edge::Middle,
        "end" => Edge::End,
        _ => return None,
    };
    if !text.says(word + 1, "of") {
        return None;
    }
    let named = atom(text, word + 2, published)?;
    let whole = match named.moment {
        Moment::Partial(partial) => partial.day.is_none() && partial.weekday.is_none(),
        Moment::Whole(when) => when.start() < when.end(),
        Moment::Open | Moment::Now => false,
    };
    whole.then_some((edge, named.end, named.moment))
}

fn settled(moment: Moment, anchor: Option<Date>, direction: Direction) -> Option<When> {
    match moment {
        Moment::Whole(when) => Some(when),
        Moment::Partial(partial) => partial.settle(anchor, direction),
        Moment::Open | Moment::Now => None,
    }
}

/// The first day of its second half: 2 July of a year, the 16th of a month.
fn middle(when: When) -> Option<Date> {
    let start = when.start();
    match when.precision() {
        Precision::Year => Date::new(start.year(), 7, 2).ok(),
        Precision::Month => Date::new(start.year(), start.month(), 16).ok(),
        _ => start
            .checked_add(span_of(4, i64::from((when.end() - start).get_days() / 2))?)
            .ok(),
    }
}

/// The 18 of "18 and 19 June", the 19 of "June 18 and 19": a day whose month stands at the other.
pub(super) fn day_beside_another(text: &Text<'_>, at: usize) -> Option<Atom> {
    if text.kind(at) != Kind::Number || !text.all_digits(at) {
        return None;
    }
    let first = calendar::bare_day(text, at)?;
    let joint = first.end;
    if text.says(joint, "and") || text.kind(joint) == Kind::Comma {
        let mut next = joint + 1;
        for _ in 0..3 {
            let (_, end) = day(text, next).filter(|_| text.kind(next) == Kind::Number)?;
            if let Some((number, after)) = month(text, end) {
                return Some(named(text, at, first, number, after));
            }
            if !text.says(end, "and") && text.kind(end) != Kind::Comma {
                break;
            }
            next = end + 1;
        }
        return None;
    }
    // "June 18 and 19".
    let led = text.says(at.wrapping_sub(1), "and") && text.kind(at.wrapping_sub(2)) == Kind::Number;
    let closed = !matches!(text.kind(joint), Kind::Word | Kind::Hyphen | Kind::Other)
        || text.is(joint, class::PREPOSITION);
    let number = at.checked_sub(3).filter(|_| led && closed)?;
    let number = number - usize::from(text.str(number) == ".");
    let (month, _) = month(text, number).filter(|_| text.capital(number))?;
    Some(named(text, at, first, month, joint))
}

fn named(text: &Text<'_>, at: usize, day: Atom, month: i8, after: usize) -> Atom {
    let Moment::Partial(mut date) = day.moment else {
        return day;
    };
    date.month = Some(month);
    date.year = year_after(text, after).map(|(year, _)| year);
    Atom {
        start: at,
        moment: Moment::Partial(date),
        ..day
    }
}
