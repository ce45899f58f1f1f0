//! Ranges of two quantities: "between X and Y", "from X to Y", "X to Y", `X–Y`, "two or three",
//! and how they share what only one of them says.

use rust_decimal::Decimal;

use super::{Quantity, single};
use crate::model::FigureKind;
use crate::recognise::lexer::Kind;
use crate::recognise::lexicon::class;
use crate::recognise::number::Form;
use crate::recognise::text::Text;
use crate::recognise::word_list::words;

/// "between X and Y", "from X to Y", "X to Y", `X–Y`, "two or three".
pub(super) fn range(text: &Text<'_>, at: usize) -> Option<Quantity> {
    let opener = if text.says(at, "between") {
        Some("and")
    } else if text.says(at, "from") {
        Some("to")
    } else {
        None
    };
    let first_at = skip_bounds(text, at + usize::from(opener.is_some()));
    let first = single(text, first_at)?;
    let mut joined = joined(text, at, &first, opener)?;
    joined.opened = opener.is_some();
    if opener.is_some() {
        joined.core.start = first_at;
    }
    Some(joined)
}

/// A range whose first end has been read at `at`, with no word that opens it.
pub(super) fn range_from(text: &Text<'_>, at: usize, first: &Quantity) -> Option<Quantity> {
    joined(text, at, first, None)
}

fn joined(text: &Text<'_>, at: usize, first: &Quantity, opener: Option<&str>) -> Option<Quantity> {
    let (joint, strong) = connector(text, first.core.end, opener)?;
    let or = text.says(first.core.end, "or");
    let second = single(text, if or { joint } else { skip_bounds(text, joint) })?;
    if opener == Some("to") && changes(text, at) {
        return None;
    }
    if opener.is_none() && !strong && (changes_to(text, at) || by_and_to(text, at, first, &second))
    {
        return None;
    }
    share(text, first, &second)
}

/// "about" before the number of a range: "from about 10 to 20".
fn skip_bounds(text: &Text<'_>, at: usize) -> usize {
    match text.phrase(&text.lexicon.bounds_before, at) {
        Some((end, _)) if text.is(at, class::BOUND) && text.kind(at) == Kind::Word => end,
        _ => at,
    }
}

/// The token after the joint of a range, and whether it is a dash.
fn connector(text: &Text<'_>, end: usize, opener: Option<&str>) -> Option<(usize, bool)> {
    if let Some(word) = opener {
        return text.says(end, word).then_some((end + 1, false));
    }
    match text.kind(end) {
        Kind::Hyphen | Kind::Dash => {
            let before = text.glued(end);
            let after = text.glued(end + 1);
            (before == after).then_some((end + 1, true))
        }
        Kind::Other if text.str(end) == "~" => Some((end + 1, true)),
        Kind::Word if text.says(end, "to") => {
            if text.kind(end - 1) == Kind::Hyphen {
                return None;
            }
            Some((end + 1, false))
        }
        // `10-to-12`
        Kind::Word if text.says(end, "or") => Some((end + 1, false)),
        _ => None,
    }
}

/// Whether a verb of change governs "from X to Y": then they are two figures.
fn changes(text: &Text<'_>, from: usize) -> bool {
    (from.saturating_sub(6)..from)
        .rev()
        .take_while(|&i| !matches!(text.kind(i), Kind::Stop | Kind::Comma | Kind::Colon))
        .any(|i| {
            text.is(i, class::RISE | class::FALL) || text.says_any(i, words!["up", "down", "went"])
        })
}

/// Whether "X to Y" is a change ("rose 5 percent to 20 million", "cut X to Y").
fn changes_to(text: &Text<'_>, at: usize) -> bool {
    (at.saturating_sub(4)..at)
        .rev()
        .take_while(|&i| !matches!(text.kind(i), Kind::Stop | Kind::Comma | Kind::Colon))
        .any(|i| text.is(i, class::RISE | class::FALL))
}

/// "raise the fund by €25bn to €90bn": by how much, and to how much, which is far more.
fn by_and_to(text: &Text<'_>, at: usize, first: &Quantity, second: &Quantity) -> bool {
    let money = first.kind == FigureKind::Money && second.kind == FigureKind::Money;
    let twice = first.low.checked_mul(Decimal::TWO);
    money
        && text.says(at.wrapping_sub(1), "by")
        && twice.is_some_and(|twice| second.low > twice)
        && (at.saturating_sub(12)..at)
            .rev()
            .take_while(|&i| !matches!(text.kind(i), Kind::Stop | Kind::Comma | Kind::Colon))
            .any(|i| text.is(i, class::RISE | class::FALL))
}

/// Two quantities as one range, sharing what only one of them says.
fn share(text: &Text<'_>, first: &Quantity, second: &Quantity) -> Option<Quantity> {
    let joint = first.core.end;
    let dash = matches!(text.kind(joint), Kind::Hyphen | Kind::Dash);
    let or = text.says(joint, "or");
    let plain_years = |q: &Quantity| {
        matches!(
            q.form,
            Form::Digits {
                plain: true,
                whole: 4
            }
        ) && q.low >= Decimal::from(1800)
            && q.low <= Decimal::from(2100)
    };
    if plain_years(first) && plain_years(second) && second.kind == FigureKind::Count {
        let bare = text.is(second.core.end, class::NOUN);
        if !bare {
            return None;
        }
    }
    if matches!(first.form, Form::Vague | Form::Share)
        != matches!(second.form, Form::Vague | Form::Share)
        || first.form == Form::Vague
    {
        return None;
    }
    if second.high.is_some() || first.high.is_some() {
        return None;
    }
    let mut low = first.low;
    let high = second.low;
    let mixed = first.kind == FigureKind::Money && second.kind == FigureKind::Count;
    // "$2–3 billion", "7 to 9 million": the magnitude of the second serves both.
    let shared = second.scaled && !first.scaled;
    if second.scaled && !first.scaled && low < Decimal::from(1000) {
        let factor = factor_before(text, second.core.end, second.low)?;
        if low < second.low.checked_div(factor)? || first.kind == second.kind || mixed && dash {
            low = low.checked_mul(factor)?;
        } else if dash || low < Decimal::from(100) {
            return None;
        }
    }
    let (kind, unit) = match (first.kind, second.kind) {
        (a, b) if a == b && (first.unit == second.unit) => (a, first.unit),
        (FigureKind::Count, b) => (b, second.unit),
        (a, FigureKind::Count) if a == FigureKind::Money || dash => (a, first.unit),
        (FigureKind::Percent, FigureKind::Percent) => (FigureKind::Percent, second.unit),
        _ => return None,
    };
    // `$5-3 billion` is said backwards; plain counts are a score or a vote.
    let close = high
        .checked_mul(Decimal::TEN)
        .is_some_and(|most| low <= most);
    let amount = kind != FigureKind::Count || second.scaled;
    let (low, high) = if low > high && (dash || shared) && amount && close {
        (high, low)
    } else {
        (low, high)
    };
    if first.kind == FigureKind::Count && kind == FigureKind::Money {
        // "5 to $10": only "5 to 10 dollars".
        let sign_inside = text.kind(second.core.start) == Kind::Sign;
        if sign_inside && !first.scaled && !dash {
            return None;
        }
    }
    if or {
        let close = high == low + Decimal::ONE || (first.scaled && second.scaled) || high > low;
        let small = high <= low.checked_mul(Decimal::from(3))?;
        let both_words =
            matches!(first.form, Form::Words | Form::One) && matches!(second.form, Form::Words);
        if !(close && small) || !(both_words || first.kind == second.kind) {
            return None;
        }
    }
    if high <= low {
        return None;
    }
    Some(Quantity {
        core: first.core.start..second.core.end,
        low,
        high: Some(high),
        form: first.form,
        kind,
        unit,
        scaled: first.scaled || second.scaled,
        guessed: first.guessed || second.guessed,
        opened: false,
    })
}

/// The magnitude that the tokens before `end` end with, for a number of that value.
fn factor_before(text: &Text<'_>, end: usize, value: Decimal) -> Option<Decimal> {
    let at = (end.saturating_sub(4)..end)
        .rev()
        .find(|&i| text.is(i, class::MAGNITUDE | class::SHORT | class::HUNDRED))?;
    let factor = Decimal::from(text.entry(at).number);
    (factor <= value.abs()).then_some(factor)
}
