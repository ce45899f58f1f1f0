//! What looks like a number and is no figure: years, labels, designations, calibres, telephone
//! numbers, ordinals, scores, ages, times of day.
//!
//! Every rule answers with the tokens to pass over. A currency or a magnitude at the number
//! overrules them; the caller asks for those first.

use super::lexer::Kind;
use super::lexicon::class;
use super::text::Text;
use crate::model::Bound;

mod mark;
mod telephone;

use super::word_list::words;
pub(super) use mark::{behind_name, lettered};
use mark::{numbered_name, of_a_group};
use telephone::grouped_digits;

/// The token after what is no figure at `at`, or none where it may be one.
pub(super) fn blocked(text: &Text<'_>, at: usize) -> Option<usize> {
    if text.kind(at) != Kind::Number {
        return blocked_word(text, at);
    }
    joined_to_letters(text, at)
        .or_else(|| model(text, at))
        .or_else(|| ordinal(text, at))
        .or_else(|| clock(text, at))
        .or_else(|| grouped_digits(text, at))
        .or_else(|| slashed(text, at))
        .or_else(|| numbered_name(text, at))
        .or_else(|| year(text, at))
        .or_else(|| calibre(text, at))
        .or_else(|| age(text, at))
        .or_else(|| score(text, at))
        .or_else(|| label(text, at))
        .or_else(|| magnitude(text, at))
        .or_else(|| joined_letters(text, at))
}

/// "one of", "one another", "the one", "two millionth": words of numbers that count nothing.
fn blocked_word(text: &Text<'_>, at: usize) -> Option<usize> {
    if text.says(at, "one") {
        let next = at + 1;
        let partitive = text.says(next, "of") || text.says(next, "another");
        let pronoun = text.says_any(
            at.wrapping_sub(1),
            words![
                "the", "this", "that", "no", "any", "every", "each", "which", "some", "another",
                "only",
            ],
        ) || text.kind(next) == Kind::Possessive;
        return (partitive || pronoun).then_some(next);
    }
    if of_a_group(text, at) {
        return Some(at + 1);
    }
    if text.says_any(at, words!["zero", "nil"]) && text.kind(at + 1) == Kind::Hyphen {
        return Some(at + 1);
    }
    // "five-year-old", "seven-year-olds".
    let unit = at + 2;
    if text.is(at, class::SMALL | class::TENS) && text.kind(at + 1) == Kind::Hyphen {
        let end = unit + 2;
        if text.is(unit, class::TIME_UNIT) && text.says_any(end, words!["old", "olds"]) {
            return Some(end + 1);
        }
    }
    None
}

/// `F-16`, `MH17`, `M1`, `G7`, `#5`, `Covid-19`, `@user1`.
fn joined_to_letters(text: &Text<'_>, at: usize) -> Option<usize> {
    if at == 0 || !text.glued(at) {
        return None;
    }
    let before = at - 1;
    let joined = match text.kind(before) {
        Kind::Word => true,
        Kind::Hyphen => {
            text.glued(before)
                && text.kind(before.wrapping_sub(1)) == Kind::Word
                && !text.is(before - 1, class::TENS)
                && !text.says_any(before - 1, words!["sub", "mid", "pre", "post", "non", "to"])
        }
        Kind::Other => {
            let sign = text.str(before);
            matches!(sign, "#" | "@" | "_" | "&" | "\\") || sign == "/" && text.glued(before)
        }
        Kind::Stop => {
            text.glued(before)
                && text.kind(before.wrapping_sub(1)) == Kind::Word
                && !text.is(before - 1, class::ABBREVIATION)
        }
        _ => false,
    };
    if !joined {
        return None;
    }
    Some(run_of_glued(text, at))
}

/// "magnitude 6.9", "a 6.9-magnitude quake": how strong it was.
fn magnitude(text: &Text<'_>, at: usize) -> Option<usize> {
    let hyphen = |at: usize| usize::from(text.kind(at) == Kind::Hyphen);
    let before = at.wrapping_sub(1 + hyphen(at.wrapping_sub(1)));
    let of = usize::from(text.says_any(before, words!["of", "at"]));
    let behind = at + 1 + hyphen(at + 1);
    let named = text.says(before.wrapping_sub(of), "magnitude") || text.says(behind, "magnitude");
    (named && text.str(at).len() <= 4).then_some(at + 1)
}

/// `1ère`, `3rd_`: letters that touch the digits and are no unit.
fn joined_letters(text: &Text<'_>, at: usize) -> Option<usize> {
    let letters = at + 1;
    let joined = text.glued(letters)
        && text.kind(letters) == Kind::Word
        && text.classes(letters) == 0
        && text.own_unit(letters).is_none();
    joined.then(|| run_of_glued(text, at))
}

/// `2A6`, `2S19`: digits, a capital and digits again, with nothing between.
fn model(text: &Text<'_>, at: usize) -> Option<usize> {
    let letter = at + 1;
    let joined = text.glued(letter)
        && text.kind(letter) == Kind::Word
        && text.str(letter).len() <= 2
        && text.all_capitals(letter)
        && text.glued(letter + 1)
        && text.kind(letter + 1) == Kind::Number;
    joined.then(|| run_of_glued(text, at))
}

/// The token after all that touches the number at `at`.
fn run_of_glued(text: &Text<'_>, at: usize) -> usize {
    let mut end = at + 1;
    while text.glued(end)
        && matches!(text.kind(end), Kind::Word | Kind::Number | Kind::Hyphen)
        && end < at + 40
    {
        end += 1;
    }
    end
}

/// `7th`, `101st`, `1990s`.
fn ordinal(text: &Text<'_>, at: usize) -> Option<usize> {
    let suffix = text.is(at + 1, class::ORDINAL_SUFFIX) || text.says(at + 1, "s");
    (suffix && text.glued(at + 1)).then_some(at + 2)
}

/// `10:30`, `5 p.m.`, `0930 GMT`, "7 o'clock".
fn clock(text: &Text<'_>, at: usize) -> Option<usize> {
    let colon = text.str(at + 1) == ":" && text.glued(at + 1) && text.glued(at + 2);
    if colon && text.kind(at + 2) == Kind::Number {
        let mut end = at + 3;
        while text.str(end) == ":" && text.glued(end) && text.kind(end + 1) == Kind::Number {
            end += 2;
        }
        return Some(end);
    }
    let half = text.says_any(
        at + 1,
        words!["am", "pm", "a.m.", "p.m.", "a.m", "p.m", "o'clock"],
    );
    let zone = text.says_any(at + 1, words!["gmt", "utc", "est", "edt", "bst", "hours"])
        && text.str(at).len() == 4
        && text.all_digits(at)
        && (text.all_capitals(at + 1) || text.str(at).starts_with('0'));
    (half || zone).then_some(at + 2)
}

/// `24/7`, `9/11`, `1/2/2024`, `and/or`-like pairs that are no fraction.
fn slashed(text: &Text<'_>, at: usize) -> Option<usize> {
    let mut end = at + 1;
    while text.str(end) == "/" && text.glued(end) && text.kind(end + 1) == Kind::Number {
        end += 2;
    }
    if end == at + 1 {
        return None;
    }
    let fraction = end == at + 3
        && super::number::number(text, at, false).is_some_and(|number| number.end >= end);
    (!fraction).then_some(end)
}

/// A year from 1800 to 2099, and pairs of years.
fn year(text: &Text<'_>, at: usize) -> Option<usize> {
    if !is_year(text, at) {
        return None;
    }
    let joint = at + 1;
    if is_broken_date(text, at) {
        return Some(run_of_glued(text, at));
    }
    if matches!(text.kind(joint), Kind::Hyphen | Kind::Dash | Kind::Other)
        && text.kind(joint + 1) == Kind::Number
        && (is_year(text, joint + 1) || text.str(joint + 1).len() == 2)
    {
        return Some(joint + 2);
    }
    let dated = at > 0
        && (text.is(
            at - 1,
            class::BEFORE_DATE | class::MONTH | class::SEASON | class::DETERMINER,
        ) || text.kind(at - 1) == Kind::Comma);
    let counts = text.is(at + 1, class::NOUN)
        && text.is(at + 1, class::PLURAL)
        && !text.is(at + 1, class::EVENT);
    let limit = super::bound::limit(text, at, at + 1);
    let limited = limit.start < at && !matches!(limit.bound, Bound::About | Bound::Nearly);
    let open = text.is(at + 1, class::STATE) && !text.is(at + 1, class::PLURAL);
    ((dated || !counts) && !limited && !open).then_some(at + 1)
}

/// `2024-13-45`: the form of a date that is none.
pub(super) fn is_broken_date(text: &Text<'_>, at: usize) -> bool {
    let part = |joint: usize| {
        text.kind(joint) == Kind::Hyphen
            && text.glued(joint)
            && text.glued(joint + 1)
            && text.kind(joint + 1) == Kind::Number
            && text.str(joint + 1).len() <= 2
    };
    is_year(text, at) && part(at + 1) && part(at + 3)
}

/// Four digits from 1800 to 2099 that nothing touches.
pub(super) fn is_year(text: &Text<'_>, at: usize) -> bool {
    let written = text.str(at);
    text.kind(at) == Kind::Number
        && written.len() == 4
        && text.all_digits(at)
        && (written.starts_with("18") || written.starts_with("19") || written.starts_with("20"))
}

/// `155mm shells`, `7.62 mm`, `.50-calibre`.
fn calibre(text: &Text<'_>, at: usize) -> Option<usize> {
    let unit = at + 1 + usize::from(text.kind(at + 1) == Kind::Hyphen);
    if text.says_any(unit, words!["caliber", "calibre", "cal"]) {
        return Some(unit + 1);
    }
    if !text.says_any(unit, words!["mm", "millimeter", "millimetre"]) {
        return None;
    }
    let arms = (unit + 1..unit + 5)
        .take_while(|&i| matches!(text.kind(i), Kind::Word | Kind::Hyphen))
        .any(|i| text.is(i, class::WEAPON | class::MODIFIER | class::GEAR));
    let joined = text.glued(unit) && text.str(at).len() <= 4;
    (arms || joined).then_some(unit + 1)
}

/// `45-year-old`, "aged 45", ", 45,".
fn age(text: &Text<'_>, at: usize) -> Option<usize> {
    let hyphen = text.kind(at + 1) == Kind::Hyphen;
    if hyphen
        && text.is(at + 2, class::TIME_UNIT)
        && text.kind(at + 3) == Kind::Hyphen
        && text.says_any(at + 4, words!["old", "olds"])
    {
        return Some(at + 5);
    }
    if text.says_any(at.wrapping_sub(1), words!["aged", "age"]) {
        return Some(at + 1);
    }
    let two = text.str(at).len() <= 2 && text.all_digits(at);
    let name = at > 1 && text.kind(at - 1) == Kind::Comma && text.capital(at - 2);
    let closed = matches!(text.kind(at + 1), Kind::Comma);
    let list = text.kind(at.wrapping_sub(2)) == Kind::Number;
    (two && name && closed && !list).then_some(at + 1)
}

/// `2-1`, `3–0` beside words of a contest or a vote.
fn score(text: &Text<'_>, at: usize) -> Option<usize> {
    let joint = at + 1;
    let pair = matches!(text.kind(joint), Kind::Hyphen | Kind::Dash)
        && text.glued(joint)
        && text.glued(joint + 1)
        && text.kind(joint + 1) == Kind::Number
        && text.str(at).len() <= 3
        && text.str(joint + 1).len() <= 3;
    if !pair {
        return None;
    }
    let cues = [
        "win", "won", "wins", "beat", "beats", "draw", "drew", "lead", "led", "lost", "defeat",
        "defeated", "victory", "loss", "vote", "voted", "votes", "score", "scored", "ruling",
        "ruled", "majority", "tie", "tied", "decision", "over",
    ];
    let beside = (at.saturating_sub(5)..at)
        .chain(joint + 2..joint + 5)
        .any(|i| text.says_any(i, &cues));
    beside.then_some(joint + 2)
}

/// "Article 5", "No. 10", "flight 17", "phase 2", "Channel 4".
fn label(text: &Text<'_>, at: usize) -> Option<usize> {
    let mut before = at.wrapping_sub(1);
    if text.str(before) == "." {
        before = before.wrapping_sub(1);
    }
    if !text.is(before, class::LABEL) || !text.same_paragraph(at) {
        return None;
    }
    if text.says(before, "no") && text.str(at - 1) != "." {
        return None;
    }
    if text.is(before, class::PREPOSITION | class::AUXILIARY) {
        return None;
    }
    let numbered = text.str(at - 1) == "."
        || text.says_any(
            before,
            words!["order", "advisory", "dial", "dialling", "dialing"],
        );
    let most = if numbered { 8 } else { 4 };
    let small = text.str(at).len() <= most && text.all_digits(at);
    let counted = text.is(at + 1, class::NOUN) && !text.capital(before);
    if !small || counted {
        return None;
    }
    // "pages 112-118".
    let joint = matches!(text.kind(at + 1), Kind::Hyphen | Kind::Dash);
    let pair = joint && text.kind(at + 2) == Kind::Number;
    Some(if pair { at + 3 } else { at + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(source: &str) -> bool {
        let text = Text::new(source);
        let number = (0..text.len())
            .find(|&i| text.kind(i) == Kind::Number || text.says(i, "one"))
            .unwrap_or(0);
        blocked(&text, number).is_none()
    }

    #[test]
    fn no_figures() {
        for written in [
            "155mm artillery shells",
            "122-mm rockets",
            "an F-16 jet",
            "MH17 crashed",
            "in 2025",
            "the 2022 figure",
            "2022-23",
            "7th brigade",
            "the 1990s",
            "one of the major backers",
            "no one came",
            "24/7 work",
            "9/11 attacks",
            "at 10:30",
            "at 5 p.m.",
            "Article 5 of",
            "No. 1 in",
            "a 45-year-old man",
            "Ivan Petrenko, 45, said",
            "call 555-123-4567",
            "+1-222-2222-2222",
            "won 3-2",
            "192.168.0.1",
            "Published: 2024-13-45",
            "an Airbus 320 and",
            "a magnitude 6.9 earthquake",
            "a 6.9-magnitude quake",
            "broadcaster la 1ère",
        ] {
            assert!(!passes(written), "{written}");
        }
    }

    #[test]
    fn figures_all_the_same() {
        for written in [
            "2,025 men",
            "killed 2025 soldiers",
            "50-nation",
            "3/4 of",
            "12 men",
            "10-12 men",
            "No 12 men",
            "one soldier",
            "1 234 567 people",
        ] {
            assert!(passes(written), "{written}");
        }
    }
}
