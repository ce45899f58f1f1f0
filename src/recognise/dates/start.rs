//! Where a date may start: cheap questions, asked of every number and many words, before the
//! dear ones that read it.

use crate::recognise::lexer::Kind;
use crate::recognise::lexicon::class;
use crate::recognise::text::Text;
use crate::recognise::word_list::words;

/// Names of a time by themselves.
const ALONE: u64 = class::MONTH | class::WEEKDAY | class::TODAY | class::SEASON;
/// What is part of a date only before a name, a unit of time or a number.
const BEFORE: u64 = class::ORDINAL
    | class::CALENDAR
    | class::SMALL
    | class::TENS
    | class::FEW
    | class::DETERMINER
    | class::OPENER;

/// Every class that the walk asks of a word.
pub(in crate::recognise) const STARTS: u64 = ALONE | BEFORE;

/// Whether the token is a word that is part of no date.
#[inline]
pub(super) fn is_plain(text: &Text<'_>, at: usize) -> bool {
    let token = text.token(at);
    token.kind == Kind::Word && token.classes & STARTS == 0
}

/// Whether a date could start at the token: cheap, asked of every one that is not plain.
pub(super) fn may_start(text: &Text<'_>, at: usize) -> bool {
    match text.kind(at) {
        // "Mirage 2000-5", "Nikkei 225".
        Kind::Number => {
            let is_of_a_model = at > 0
                && text.capital(at - 1)
                && (text.entry(at - 1).maker || text.is(at - 1, class::WEAPON | class::GEAR));
            number_may_start(text, at) && !is_of_a_model
        }
        Kind::Word => {
            let classes = text.classes(at);
            if text.says(at, "the") && !the_may_start(text, at + 1) {
                return false;
            }
            // "a", "its": part of a date only with the name of a time behind them.
            let only_determines = classes & BEFORE == class::DETERMINER && !text.says(at, "the");
            classes & ALONE != 0
                || classes & BEFORE != 0
                    && (classes & (class::TIME_UNIT | class::CALENDAR)
                        == class::TIME_UNIT | class::CALENDAR
                        || classes & class::CALENDAR != 0 && text.capital(at)
                        || (at + 1..at + 6).any(|next| leads(text, next, only_determines)))
        }
        Kind::Quote => text.kind(at + 1) == Kind::Number && text.glued(at + 1),
        _ => false,
    }
}

/// Whether the number may be a day, a year, a date in digits, or count units of time: what most
/// numbers of a text are not.
fn number_may_start(text: &Text<'_>, at: usize) -> bool {
    let written = text.str(at);
    matches!(written.len(), 4 | 8)
        || written.bytes().filter(|byte| *byte == b'.').count() == 2
        || matches!(
            text.kind(at + 1),
            Kind::Hyphen | Kind::Dash | Kind::Other | Kind::Quote
        )
        || text.says(at + 1, "s")
        || text.is(at + 1, class::ORDINAL_SUFFIX | class::CALENDAR)
        || (at + 1..at + 11).any(|next| text.is(next, class::MONTH | class::TIME_UNIT))
}

/// Whether "the" may open a date before that token.
fn the_may_start(text: &Text<'_>, next: usize) -> bool {
    const NEXT: u64 = class::CALENDAR
        | class::TIME_UNIT
        | class::ORDINAL
        | class::SMALL
        | class::TENS
        | class::VAGUE
        | class::TODAY
        | class::MONTH;
    text.kind(next) == Kind::Number
        || text.is(next, NEXT)
        || text.says_any(next, words!["present", "rest", "eoy"])
}

/// Whether the token makes a date of the small words before it; of some, only if it is a name.
fn leads(text: &Text<'_>, at: usize, only_names: bool) -> bool {
    const NAMES: u64 = class::MONTH
        | class::WEEKDAY
        | class::TODAY
        | class::SEASON
        | class::TIME_UNIT
        | class::TENS;
    text.is(at, NAMES)
        || !only_names && text.kind(at) == Kind::Number
        || text.is(at, class::CALENDAR | class::SMALL) && !text.is(at, class::DETERMINER)
}
