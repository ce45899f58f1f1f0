//! Numbers that belong to a name: `F-16`, `M1A1`, "Boeing 737", "World War 2", "Group of Seven",
//! "the FTSE 100".
//!
//! Owns what such a name looks like, for those who pass its number over and for those who look
//! for the noun behind it.

use super::run_of_glued;
use crate::recognise::lexer::{Gap, Kind};
use crate::recognise::lexicon::class;
use crate::recognise::text::Text;
use crate::recognise::word_list::words;

/// The token after `F-16s`, `T-72`, `Su-35`, `M1A1`, which starts with its letters.
pub(in crate::recognise) fn lettered(text: &Text<'_>, at: usize) -> Option<usize> {
    let short = text.str(at).len() <= 4 && text.capital(at) && text.kind(at) == Kind::Word;
    if !short {
        return None;
    }
    let hyphen = text.kind(at + 1) == Kind::Hyphen && text.glued(at + 1);
    let number = at + 1 + usize::from(hyphen);
    let joined = text.kind(number) == Kind::Number && text.glued(number);
    (joined && text.all_digits(number)).then(|| run_of_glued(text, number))
}

/// The token after the mark of the name at `name`: the `2A6` of "Leopard 2A6", the `M1A1` of
/// "Abrams M1A1", the 737 of "Boeing 737".
pub(in crate::recognise) fn behind_name(text: &Text<'_>, name: usize) -> Option<usize> {
    let at = name + 1;
    if text.token(at).gap != Gap::Space || !text.capital(name) {
        return None;
    }
    let arms = text.is(name, class::WEAPON | class::GEAR) || text.entry(name).maker;
    match text.kind(at) {
        Kind::Word if arms => lettered(text, at),
        Kind::Number => numbered_name(text, at),
        _ => None,
    }
}

/// The token after a number that is part of the name before it.
pub(super) fn numbered_name(text: &Text<'_>, at: usize) -> Option<usize> {
    let name = at.checked_sub(1)?;
    let written = text.str(at);
    if written.len() > 4 || !text.all_digits(at) || text.token(at).gap > Gap::Space {
        return None;
    }
    let end = run_of_glued(text, at);
    if of_a_group(text, at) {
        return (!counts(text, end)).then_some(end);
    }
    let word = text.kind(name) == Kind::Word && text.capital(name);
    if !word || !text.same_paragraph(at) {
        return None;
    }
    let maker = text.entry(name).maker;
    let model = text.is(name, class::WEAPON | class::GEAR)
        && text.entry(name).lemma == Some(&*text.entry(name).text);
    if maker || model {
        return Some(end);
    }
    let sign = text.str(name.wrapping_sub(1)) == "&" && text.all_capitals(name);
    let unknown = text.classes(name) == 0 && text.str(name).len() > 2;
    let introduced = name > 0
        && (text.is(name - 1, class::DETERMINER)
            || text.capital(name - 1)
                && text.kind(name - 1) == Kind::Word
                && text.classes(name - 1) == 0
                && !text.ends_sentence(name - 1));
    let named = sign || unknown && introduced;
    (named && written.len() < 4 && !counts(text, end)).then_some(end)
}

/// "Group of Seven", "Group of 20", "Gang of Eight".
pub(super) fn of_a_group(text: &Text<'_>, at: usize) -> bool {
    text.says(at.wrapping_sub(1), "of")
        && text.says_any(at.wrapping_sub(2), words!["group", "gang", "big"])
        && text.capital(at - 2)
        && (text.capital(at) || text.kind(at) == Kind::Number)
}

/// Whether what stands behind a number is counted by it: "gave Selenskyj 40 tanks".
fn counts(text: &Text<'_>, next: usize) -> bool {
    const COUNTED: u64 = class::STATE
        | class::PERCENT
        | class::TIME_UNIT
        | class::MEASURE
        | class::MAGNITUDE
        | class::SMALL
        | class::CURRENCY;
    let plural = text.str(next).ends_with('s') && text.classes(next) == 0;
    text.kind(next) == Kind::Number
        || text.kind(next) == Kind::Word
            && (text.is(next, COUNTED)
                || text.is(next, class::PLURAL)
                || text.is(next, class::MODIFIER | class::PLACE)
                || plural && !text.capital(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_names() {
        for (source, number) in [
            ("a Boeing 737 carrying people", 2),
            ("since World War 2 ended", 3),
            ("the Group of 20 met", 3),
            ("40 Leopard 2 tanks", 2),
            ("the FTSE 100 fell", 2),
            ("a Falcon 9 rocket", 2),
            ("the S&P 500 rose", 4),
            ("a Category 4 storm", 2),
        ] {
            let text = Text::new(source);
            assert!(numbered_name(&text, number).is_some(), "{source}");
        }
        for (source, number) in [
            ("to Ukraine 40 tanks went", 2),
            ("in Mariupol 300 were killed", 2),
            ("gave Selenskyj 40 tanks", 2),
            ("the Houthis 12 missiles", 2),
            ("Officer 40 dead", 1),
            ("a group of 20 men", 3),
        ] {
            let text = Text::new(source);
            assert!(numbered_name(&text, number).is_none(), "{source}");
        }
    }

    #[test]
    fn letters_and_digits() {
        for (source, end) in [
            ("F-16 jets", 3),
            ("M1A1 tanks", 4),
            ("T-72B3", 5),
            ("M2s", 3),
        ] {
            assert_eq!(lettered(&Text::new(source), 0), Some(end), "{source}");
        }
        assert_eq!(lettered(&Text::new("Kyiv 12"), 0), None);
    }
}
