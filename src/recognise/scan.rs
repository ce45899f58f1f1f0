//! Walks through a text and finds its figures: quantity, limit, noun, rate.
//!
//! Owns the order in which the rules are asked and which candidate is kept. What the figure is
//! about (casualties, aid, stage) is added by others.

use std::ops::Range;

use super::blocker::blocked;
use super::bound::{Limit, limit, spans};
use super::lexer::Kind;
use super::lexicon::class;
use super::noun::{Noun, counted, predicate};
use super::number::Form;
use super::quantity::{Quantity, quantity};
use super::text::Text;
use super::word_list::words;
use crate::model::{Bound, FigureKind, Per};

/// A figure and where its parts stand, in tokens.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Number and unit.
    pub quantity: Quantity,
    /// The words that limit it.
    pub limit: Limit,
    /// What is counted.
    pub noun: Option<Noun>,
    /// So much a day, week, month or year, and the token after the words that say so.
    pub rate: Option<(Per, usize)>,
    /// From the first limiting word to the end of the noun or rate.
    pub full: Range<usize>,
}

impl Found {
    /// The tokens of the number and its unit.
    pub fn core(&self) -> Range<usize> {
        self.quantity.core.clone()
    }

    /// How the words limit the value.
    pub fn bound(&self) -> Bound {
        if self.quantity.high.is_some() {
            Bound::Between
        } else if self.quantity.form == Form::Vague {
            Bound::Vague
        } else {
            self.limit.bound
        }
    }
}

/// Every figure in the tokens `range`, in order; none overlap. `claimed` says where a date
/// stands: the token after it.
pub(super) fn scan(
    text: &Text<'_>,
    range: Range<usize>,
    mut claimed: impl FnMut(usize) -> Option<usize>,
) -> Vec<Found> {
    let mut figures = Vec::new();
    let mut past = range.start;
    for at in text.notable(range).iter().map(|at| *at as usize) {
        if at < past || is_plain(text, at) {
            continue;
        }
        if text.is(at, class::ADDRESS) && text.glued(at + 1) {
            past = address_end(text, at);
            continue;
        }
        if !may_start(text, at) {
            continue;
        }
        if let Some(end) = claimed(at) {
            past = end.max(at + 1);
            continue;
        }
        past = match figure(text, at) {
            Step::Figure(found) => {
                let end = found.core().end;
                figures.push(found);
                end
            }
            Step::Past(end) => end,
        };
    }
    figures
}

/// Every class that the walk asks of a word: one of another class is stepped over unasked.
pub(super) const STARTS: u64 = class::NUMBER_WORD
    | class::CODE
    | class::CURRENCY
    | class::DETERMINER
    | class::OPENER
    | class::PERCENT
    | class::ADDRESS;

/// Whether the token is a word that starts nothing at all, as most tokens are.
#[inline]
fn is_plain(text: &Text<'_>, at: usize) -> bool {
    let token = text.token(at);
    token.kind == Kind::Word && token.classes & STARTS == 0 && (at > 0 || text.len() > 3)
}

/// The token after an address that starts at `at`.
fn address_end(text: &Text<'_>, at: usize) -> usize {
    let mut end = at + 1;
    while end < text.len() && text.glued(end) {
        end += 1;
    }
    end
}

enum Step {
    Figure(Found),
    Past(usize),
}

/// Whether a figure could start at the token: cheap, asked of every one.
fn may_start(text: &Text<'_>, at: usize) -> bool {
    match text.kind(at) {
        Kind::Number | Kind::Fraction | Kind::Sign => true,
        Kind::Word => {
            let classes = text.classes(at);
            classes & class::NUMBER_WORD != 0
                || at == 0 && text.len() < 4
                || classes & (class::CODE | class::CURRENCY) != 0 && leads_to_number(text, at)
                || classes & class::DETERMINER != 0
                    && text.is(at + 1, class::NUMBER_WORD | class::ORDINAL)
                    && text.str(at).len() <= 2
                || classes & class::OPENER != 0 && leads_to_number(text, at)
                || classes & class::PERCENT != 0 && super::quantity::percent_of(text, at).is_some()
        }
        Kind::Hyphen | Kind::Dash => super::number::is_minus(text, at),
        _ => false,
    }
}

/// Whether a number or a sign follows soon enough for a currency or the opener of a range.
fn leads_to_number(text: &Text<'_>, at: usize) -> bool {
    (at + 1..at + 5).any(|next| {
        matches!(text.kind(next), Kind::Number | Kind::Sign | Kind::Fraction)
            || text.is(next, class::NUMBER_WORD)
    })
}

fn figure(text: &Text<'_>, at: usize) -> Step {
    // "multi-million-dollar" names no amount.
    if text.glued(at) && text.kind(at - 1) == Kind::Hyphen && text.says(at.wrapping_sub(2), "multi")
    {
        return Step::Past(address_end(text, at));
    }
    let opener = text.says_any(at, words!["between", "from"]);
    // "aged between 19 and 56", "between the ages of 18 and 60".
    if let Some(end) = ages(text, at) {
        return Step::Past(end);
    }
    let minus = matches!(text.kind(at), Kind::Hyphen | Kind::Dash);
    let number_at = at + usize::from(minus);
    let found = quantity(text, at);
    if let Some(found) = &found
        && opener
        && !found.opened
    {
        return Step::Past(at + 1);
    }
    // Amounts in a currency are figures whatever stands around them.
    let strong = found
        .as_ref()
        .is_some_and(|q| q.kind == FigureKind::Money || q.kind == FigureKind::Percent || q.scaled);
    if !strong
        || text.glued(at)
            && text.kind(at) == Kind::Number
            && found.as_ref().is_none_or(|q| q.kind != FigureKind::Money)
    {
        let first = found
            .as_ref()
            .map_or(number_at, |q| if opener { q.core.start } else { number_at });
        if let Some(end) = blocked(text, first) {
            return Step::Past(past_scales(text, end));
        }
    }
    let Some(quantity) = found else {
        return Step::Past(past_unread(text, at, number_at));
    };
    if is_heading(text, &quantity) {
        return Step::Past(quantity.core.end);
    }
    complete(text, at, quantity)
}

/// "(thousand euros)", "(in millions of dollars)": what the numbers of a table are in.
fn is_heading(text: &Text<'_>, quantity: &Quantity) -> bool {
    let start = quantity.core.start;
    let open = start.wrapping_sub(1 + usize::from(text.says(start.wrapping_sub(1), "in")));
    quantity.kind == FigureKind::Money
        && text.is(start, class::MAGNITUDE | class::VAGUE)
        && text.kind(start) == Kind::Word
        && text.says(open, "(")
}

/// The token after how old people are: two numbers behind "aged", "aged between", "the ages of".
fn ages(text: &Text<'_>, at: usize) -> Option<usize> {
    let first = at + usize::from(text.says_any(at, words!["between", "from"]));
    let lead = at.wrapping_sub(1);
    let aged = text.says_any(lead, words!["aged", "ages"])
        || text.says(lead, "of") && text.says_any(lead.wrapping_sub(1), words!["age", "ages"]);
    let number = |at: usize| text.kind(at) == Kind::Number && text.str(at).len() <= 3;
    if !aged || !number(first) {
        return None;
    }
    let joint = first + 1;
    let pair = matches!(text.kind(joint), Kind::Hyphen | Kind::Dash)
        || text.says_any(joint, words!["and", "to", "or"]);
    Some(if pair && number(joint + 1) {
        joint + 2
    } else {
        joint
    })
}

/// The token after what is no figure at `at`. A number that is too large to be read, or no
/// number at all (`1.2.3`), takes the magnitudes behind it along: they are not figures of their
/// own.
fn past_unread(text: &Text<'_>, at: usize, number_at: usize) -> usize {
    let sign = usize::from(text.kind(number_at) == Kind::Sign);
    let first = number_at + sign;
    if text.kind(first) != Kind::Number && !text.is(first, SCALES) {
        return at + 1;
    }
    past_scales(text, first + 1)
}

const SCALES: u64 = class::MAGNITUDE | class::VAGUE | class::HUNDRED | class::DOZEN;

/// The token after the magnitudes at `end`.
fn past_scales(text: &Text<'_>, mut end: usize) -> usize {
    loop {
        let of = usize::from(text.says(end, "of"));
        if !text.is(end + of, SCALES) || !text.same_paragraph(end + of) {
            return end;
        }
        end += of + 1;
    }
}

/// Adds limit, noun and rate, and decides whether it is a figure at all.
fn complete(text: &Text<'_>, at: usize, quantity: Quantity) -> Step {
    let core = quantity.core.clone();
    let mut limit = limit(text, core.start, core.end);
    if quantity.kind == FigureKind::Duration && spans(text, limit.start) {
        limit = Limit {
            bound: Bound::Exact,
            start: core.start,
            end: core.end,
        };
    }
    let one = quantity.form == Form::One
        || quantity.high.is_none() && quantity.low == rust_decimal::Decimal::ONE;
    let noun = match quantity.kind {
        FigureKind::Count => {
            let end = limit.end.max(core.end);
            counted(text, end, one).or_else(|| predicate(text, end))
        }
        FigureKind::Percent => counted(text, core.end, one).filter(|noun| noun.of),
        _ => None,
    };
    // "Not one dollar arrived": none did.
    if quantity.form == Form::One
        && text.says_any(core.start.wrapping_sub(1), words!["not", "never"])
    {
        return Step::Past(core.end);
    }
    if quantity.kind == FigureKind::Count && multiplies(text, &quantity) {
        return Step::Past(core.end + 1);
    }
    if quantity.kind == FigureKind::Count && is_ordinal(text, &quantity) {
        return Step::Past(core.end + 2);
    }
    if quantity.kind == FigureKind::Count && !is_count(text, &quantity, noun.as_ref()) {
        return Step::Past(core.end.max(at + 1));
    }
    let mut end = noun
        .as_ref()
        .map_or(core.end, |noun| noun.end)
        .max(limit.end)
        .max(core.end);
    let rate = rate(text, limit.start, end, quantity.kind);
    if let Some((_, after)) = rate {
        end = end.max(after);
    }
    let start = if quantity.opened && core.start > 0 {
        limit.start.min(at)
    } else {
        limit.start
    };
    Step::Figure(Found {
        full: start..end,
        quantity,
        limit,
        noun,
        rate,
    })
}

/// "three times", "four-fold", "six-figure", "multi-million-dollar", "World War Two".
fn multiplies(text: &Text<'_>, quantity: &Quantity) -> bool {
    let (start, end) = (quantity.core.start, quantity.core.end);
    let hyphen = usize::from(text.kind(end) == Kind::Hyphen && text.glued(end));
    let words = matches!(quantity.form, Form::Words | Form::One);
    let numbered = words
        && quantity.core.len() == 1
        && text.capital(start)
        && start > 0
        && text.capital(start - 1)
        && text.kind(start - 1) == Kind::Word
        && text.is(start - 1, class::EVENT | class::LABEL | class::NOUN)
        && !text.is(end, class::NOUN);
    text.says(end + hyphen, "fold")
        || hyphen == 1 && text.says_any(end + 1, words!["figure", "figures", "digit", "digits"])
        || text.says(end, "times")
            && !text.says_any(end + 1, words!["a", "per", "this", "since", "in"])
        || numbered
}

/// "twenty-first", "two hundredth": the number is the first part of an ordinal.
fn is_ordinal(text: &Text<'_>, quantity: &Quantity) -> bool {
    let end = quantity.core.end;
    let hyphen = text.kind(end) == Kind::Hyphen && text.glued(end);
    let next = end + usize::from(hyphen);
    let joined = hyphen || text.is(end - 1, class::TENS) && text.kind(end - 1) == Kind::Word;
    let words = matches!(quantity.form, Form::Words | Form::One);
    words
        && text.is(next, class::ORDINAL)
        && (joined || !text.says_any(next, words!["first", "second", "third"]))
}

/// Whether a bare number counts something.
fn is_count(text: &Text<'_>, quantity: &Quantity, noun: Option<&Noun>) -> bool {
    let end = quantity.core.end;
    match quantity.form {
        Form::One => {
            let state = text.is(end, class::STATE) && !text.is(end, class::PLURAL);
            let alone = text.len() == 1;
            alone
                || noun.is_some_and(|noun| {
                    text.own_unit(end).is_some()
                        || text.is(noun.head, class::PERSON | class::WEAPON | class::GEAR)
                            && noun.head < end + 3
                            && !text.is(noun.head, class::PLURAL)
                })
                || state
        }
        // "two" before a verb or preposition names no thing, but may stand for one: it is kept
        // where digits or a limit show that it counts.
        _ => true,
    }
}

/// "per day", "a month", "each year", "daily": behind the figure, or "a daily" before it.
fn rate(text: &Text<'_>, start: usize, end: usize, kind: FigureKind) -> Option<(Per, usize)> {
    if kind == FigureKind::Duration {
        return None;
    }
    for at in [end, end + 1, end + 2] {
        if at > end && !text.is(at - 1, class::STATE | class::NOUN | class::AUXILIARY) {
            break;
        }
        if text.is(at, class::RATE) && text.kind(at) == Kind::Word && !text.capital(at) {
            // "$5 million annual budget" as well as "5,000 daily".
            return Some((per(text.entry(at).time_unit)?, at + 1));
        }
        if text.says(at, "per") && text.says_any(at + 1, words!["annum", "diem"]) {
            let year = text.says(at + 1, "annum");
            return Some((if year { Per::Year } else { Per::Day }, at + 2));
        }
        let slash = text.str(at) == "/";
        if slash || text.says_any(at, words!["per", "a", "an", "each", "every"]) {
            let unit = at + 1;
            let before = text.says_any(
                unit + 1,
                words!["earlier", "ago", "later", "before", "after", "from", "old"],
            )
                // "600 a day before the war".
                && !(text.says_any(unit + 1, words!["before", "after"]) && text.says(unit + 2, "the"));
            if text.is(unit, class::TIME_UNIT) && text.same_paragraph(unit) && !before {
                return Some((per(text.entry(unit).time_unit)?, unit + 1));
            }
        }
    }
    (start.saturating_sub(4)..start)
        .rev()
        .take_while(|&i| matches!(text.kind(i), Kind::Word) && text.same_paragraph(i + 1))
        .find(|&i| text.is(i, class::RATE))
        .and_then(|i| Some((per(text.entry(i).time_unit)?, end)))
}

fn per(unit: u8) -> Option<Per> {
    Some(match unit {
        4 => Per::Day,
        5 => Per::Week,
        8 => Per::Month,
        10 => Per::Year,
        _ => return None,
    })
}
