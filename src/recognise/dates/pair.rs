//! Two dates as one period: "between May and July 2024", "from 4 to 22 this month", `2014-2018`.

use jiff::civil::Date;

use super::settle::{self, Direction, Partial};
use super::{Atom, Found, Moment, atom, calendar, direction, relative};
use crate::model::When;
use crate::recognise::lexer::Kind;
use crate::recognise::lexicon::class;
use crate::recognise::text::Text;
use crate::recognise::word_list::words;

/// "between X and Y", "from X to Y", `X–Y`: one period.
pub(super) fn pair(
    text: &Text<'_>,
    at: usize,
    first: &Atom,
    published: Option<Date>,
) -> Option<Found> {
    let between = text.says(at, "between");
    let joint = first.end;
    let dash = matches!(text.kind(joint), Kind::Hyphen | Kind::Dash) || text.str(joint) == "~";
    let word = text.says_any(joint, words!["to", "through", "until", "till"])
        || between && text.says(joint, "and");
    if !dash && !word {
        return None;
    }
    let mut second_at = joint + 1;
    if let Some(found) = days_of_month(text, at, first, second_at, published) {
        return Some(found);
    }
    // "from March to date".
    if text.says(joint, "to") && text.says(second_at, "date") {
        return up_to_date(at, first, second_at + 1, published);
    }
    if text.says(second_at, "the") && !text.is(second_at + 1, class::ORDINAL) {
        second_at += usize::from(
            text.says_any(second_at + 1, words!["end", "middle", "beginning", "start"]),
        ) * 3;
    }
    let mut second = atom(text, second_at, published).or_else(|| {
        let months = matches!(
            first.moment,
            Moment::Partial(Partial {
                month: Some(_),
                day: Some(_),
                ..
            })
        );
        months
            .then(|| calendar::bare_day(text, second_at))
            .flatten()
    })?;
    let direction = direction(text, at);
    let (mut from, mut to) = (first.moment, second.moment);
    if let (Moment::Partial(a), Moment::Partial(b)) = (&mut from, &mut to) {
        // "from 4 to 22 this month": the period behind names the month.
        settle::share(a, b);
    }
    if let (Moment::Partial(a), Moment::Whole(month)) = (&mut from, &to)
        && a.month.is_none()
        && a.day.is_some()
        && a.year.is_none()
    {
        a.month = Some(month.start().month());
        a.year = Some(month.start().year());
    }
    let whole = |moment: Moment, after: Option<Date>| match moment {
        Moment::Whole(when) => Some(when),
        Moment::Now => published.map(When::day),
        Moment::Open => None,
        Moment::Partial(partial) => match after {
            Some(after) if partial.year.is_none() => partial.settle(Some(after), Direction::Future),
            _ => partial.settle(published, direction),
        },
    };
    if second.end == second.start {
        return None;
    }
    let (start, end) = match (direction, from) {
        // "will run between August and October": the end lies ahead, the start before it.
        (Direction::Future, Moment::Partial(a)) if a.year.is_none() => {
            let end = whole(to, None);
            let start = end.and_then(|end| a.settle(Some(end.end()), Direction::Past));
            (start, end)
        }
        _ => {
            let start = whole(from, None);
            (start, whole(to, start.map(When::start)))
        }
    };
    if matches!((from, to), (Moment::Now, Moment::Now)) {
        return None;
    }
    let when = match (start, end) {
        (Some(start), Some(end)) if start.start() <= end.end() => {
            Some(When::period(start.start(), end.end()))
        }
        (Some(_), Some(_)) => return None,
        _ => None,
    };
    let loose = [first.start, second.start]
        .into_iter()
        .any(|at| text.says_any(at, words!["mid", "late", "early"]));
    let ends = start.zip(end).filter(|_| !loose);
    let parts = start.zip(end).filter(|_| loose).map(|(from, to)| {
        [
            (first.start..first.end, from),
            (second.start..second.end, to),
        ]
    });
    second.start = first.start;
    Some(Found {
        tokens: first.start..second.end,
        when,
        timex: None,
        claims: true,
        since: false,
        ends,
        parts,
    })
}

/// "4 to 22 this month": the month behind names both days.
fn days_of_month(
    text: &Text<'_>,
    at: usize,
    first: &Atom,
    second_at: usize,
    published: Option<Date>,
) -> Option<Found> {
    let Moment::Partial(Partial {
        day: Some(from),
        month: None,
        ..
    }) = first.moment
    else {
        return None;
    };
    let second = calendar::bare_day(text, second_at)?;
    let Moment::Partial(Partial { day: Some(to), .. }) = second.moment else {
        return None;
    };
    let of = second.end + usize::from(text.says(second.end, "of"));
    let shift = relative::pointer(text, of)?;
    if !text.says(of + 1, "month") {
        return None;
    }
    let when = published.and_then(|date| {
        let month = settle::unit_around(8, date, shift)?.start();
        let day = |day| Date::new(month.year(), month.month(), day).ok();
        let (from, to) = (day(from)?, day(to)?);
        (from <= to).then(|| When::period(from, to))
    });
    let opener = usize::from(text.says_any(at, words!["between", "from"]));
    Some(Found {
        tokens: at + opener..of + 2,
        when,
        timex: None,
        claims: true,
        since: false,
        ends: when.map(|when| (When::day(when.start()), When::day(when.end()))),
        parts: None,
    })
}

/// From a date to the article's.
fn up_to_date(at: usize, first: &Atom, end: usize, published: Option<Date>) -> Option<Found> {
    let from = match first.moment {
        Moment::Whole(when) => Some(when),
        Moment::Partial(partial) => partial.settle(published, Direction::Past),
        Moment::Open | Moment::Now => None,
    };
    let (from, to) = (from?.start(), published?);
    (from <= to).then(|| Found {
        tokens: first.start.max(at)..end,
        when: Some(When::period(from, to)),
        timex: None,
        claims: true,
        since: false,
        ends: None,
        parts: None,
    })
}
