//! The noun phrase that names a source: where it starts and ends beside a word of saying, and
//! whether it names someone who can say something.

use std::ops::Range;

use crate::recognise::lexer::{Gap, Kind, WordId};
use crate::recognise::lexicon::class;
use crate::recognise::own_words::Meaning;
use crate::recognise::text::Text;
use crate::recognise::word_list::words;

pub(super) fn is_pronoun(text: &Text<'_>, name: &Range<usize>) -> bool {
    name.len() == 1 && text.is(name.start, class::PRONOUN)
}

pub(super) fn opens_name(text: &Text<'_>, at: usize) -> bool {
    text.capital(at)
        || text.is(at, class::DETERMINER | class::TITLE | class::OFFICIAL)
        || text.says_any(
            at,
            words![
                "he", "she", "they", "it", "two", "three", "several", "one", "senior",
            ],
        )
}

/// The noun phrase that ends before the verb.
pub(super) fn name_before(
    text: &Text<'_>,
    verb: usize,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let mut end = verb;
    while end > sentence.start
        && (text.is(
            end - 1,
            class::AUXILIARY | class::ADVERB | class::UNCONFIRMED,
        ) || text.str(end - 1).ends_with("ly") && !text.capital(end - 1)
            || text.says_any(
                end - 1,
                words!["earlier", "later", "previously", "once", "repeatedly"],
            )
            || text.is(end - 1, class::WEEKDAY | class::TODAY))
    {
        end -= 1;
    }
    if end == sentence.start {
        return None;
    }
    // "Jake Sullivan, the adviser, said": the name stands before the side remark.
    if text.kind(end - 1) == Kind::Comma {
        let open = (sentence.start..end - 1)
            .rev()
            .take(16)
            .find(|&i| text.kind(i) == Kind::Comma)?;
        if text.is(open + 1, class::CONJUNCTION) && !text.says_any(open + 1, words!["who"]) {
            return None;
        }
        // "its premier, Cho Jung-tai, said": the name stands in the side remark.
        let inner = open + 1..end - 1;
        let named = inner.len() > 1
            && inner.clone().all(|i| {
                matches!(text.kind(i), Kind::Hyphen | Kind::Stop)
                    || text.capital(i) && !text.is(i, class::DETERMINER | class::WEEKDAY)
            });
        let described = text.kind(open.wrapping_sub(1)) == Kind::Word && !text.capital(open - 1);
        end = open;
        if end == sentence.start {
            return None;
        }
        if named && described {
            return names_someone(text, inner);
        }
    }
    // "sources who said".
    if text.says_any(end - 1, words!["who", "that", "which"]) && end > sentence.start + 1 {
        end -= 1;
        if text.kind(end - 1) == Kind::Comma {
            end -= 1;
        }
    }
    // "Zelensky he told": a slip that names the speaker twice.
    if text.says_any(end - 1, words!["he", "she"])
        && end > sentence.start + 1
        && text.capital(end - 2)
        && text.kind(end - 2) == Kind::Word
        && !text.is(
            end - 2,
            class::PRONOUN
                | class::DETERMINER
                | class::WEEKDAY
                | class::MONTH
                | class::CONJUNCTION
                | class::PREPOSITION,
        )
    {
        end -= 1;
    }
    if text.says_any(end - 1, words!["he", "she", "they", "it"]) {
        return Some(end - 1..end);
    }
    let mut start = phrase_start(text, end, sentence.start);
    // A phrase does not start with its joint.
    while start < end
        && (text.is(start, class::PREPOSITION | class::CONJUNCTION)
            || matches!(
                text.kind(start),
                Kind::Possessive | Kind::Hyphen | Kind::Stop
            ))
    {
        start += 1;
    }
    names_someone(text, with_another(text, start, sentence.start)..end)
}

/// Where the two names of "IOM and UNHCR data show" start, where the first opens the clause.
fn with_another(text: &Text<'_>, start: usize, limit: usize) -> usize {
    let joined = start > limit + 1
        && text.says(start - 1, "and")
        && text.capital(start)
        && text.capital(start - 2)
        && text.kind(start - 2) == Kind::Word;
    if !joined {
        return start;
    }
    let first = phrase_start(text, start - 1, limit);
    let opens =
        first == limit || matches!(text.kind(first - 1), Kind::Comma | Kind::Quote | Kind::Dash);
    let named = (first..start - 1).all(|at| text.capital(at));
    if opens && named { first } else { start }
}

/// Where the noun phrase that ends before token `end` starts.
fn phrase_start(text: &Text<'_>, end: usize, limit: usize) -> usize {
    let mut start = end;
    while start > limit && end - start < 16 {
        let at = start - 1;
        let classes = text.classes(at);
        match text.kind(at) {
            Kind::Possessive | Kind::Hyphen => {}
            Kind::Stop if text.is(at.wrapping_sub(1), class::ABBREVIATION) || initial(text, at) => {
            }
            Kind::Word => {
                let joins = text.says_any(
                    at,
                    words!["of", "for", "at", "from", "in", "on", "to", "with"],
                );
                if classes & class::DETERMINER != 0 {
                    start = at;
                    let joined = start > limit
                        && (text.says_any(start - 1, words!["of", "for", "at", "from", "with"])
                            || text.says_any(start - 1, words!["to", "in"])
                                && text.is(start.wrapping_sub(2), class::OFFICIAL));
                    if !joined {
                        break;
                    }
                    continue;
                }
                // "an aide to the minister", "a source in the ministry".
                let someone = text.is(at.wrapping_sub(1), class::OFFICIAL) && at > limit;
                if joins && (someone || !text.says_any(at, words!["on", "to", "with"])) {
                    start = at;
                    continue;
                }
                let stops = class::CONJUNCTION
                    | class::PREPOSITION
                    | class::AUXILIARY
                    | class::PRONOUN
                    | class::NEGATION
                    | class::WEEKDAY
                    | class::TODAY;
                if classes & (stops | class::VERB) != 0
                    && !(text.capital(at) && text.all_capitals(at))
                {
                    break;
                }
                if classes & class::MONTH != 0 && text.capital(at) && !names_person(text, at) {
                    break;
                }
                // "Tehran dismissed Israel": a verb before a name.
                let verb = text.word(at) == WordId::UNKNOWN
                    && !text.capital(at)
                    && text.str(at).ends_with("ed")
                    && text.capital(at + 1)
                    && at > limit
                    && text.capital(at - 1);
                if verb {
                    break;
                }
            }
            Kind::Number if is_counted_source(text, at) => {}
            _ => break,
        }
        start = at;
    }
    start
}

/// Whether a month's name is a person's: "minister Jan Novak", not "in May Ukraine".
pub(in crate::recognise) fn names_person(text: &Text<'_>, at: usize) -> bool {
    let next = text.token(at + 1);
    let before = at.wrapping_sub(1);
    text.says_any(at, words!["jan", "april", "may", "june", "august"])
        && text.capital(at)
        && next.kind == Kind::Word
        && next.gap == Gap::Space
        && next.word == WordId::UNKNOWN
        && text.capital(at + 1)
        && !text.is(before, class::BEFORE_DATE | class::PREPOSITION)
        && text.kind(before) != Kind::Number
}

/// A point behind a lone capital: `J. Smith`.
fn initial(text: &Text<'_>, stop: usize) -> bool {
    stop > 0 && text.str(stop) == "." && text.str(stop - 1).len() == 1 && text.capital(stop - 1)
}

fn is_counted_source(text: &Text<'_>, at: usize) -> bool {
    text.str(at).len() <= 2 && text.kind(at + 1) == Kind::Word
}

/// The noun phrase at `start`.
pub(super) fn name_behind(
    text: &Text<'_>,
    start: usize,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    if text.says_any(start, words!["he", "she", "they", "it"]) {
        return Some(start..start + 1);
    }
    let mut end = start;
    let limit = (start + 16).min(sentence.end);
    while end < limit {
        let classes = text.classes(end);
        let goes_on = match text.kind(end) {
            Kind::Possessive | Kind::Hyphen => true,
            Kind::Stop => {
                text.glued(end)
                    && (text.is(end - 1, class::ABBREVIATION) || initial(text, end))
                    && !text.ends_sentence(end)
            }
            Kind::Word => {
                let joins = text.says_any(end, words!["of", "for", "at", "from", "by"]);
                let stops = class::CONJUNCTION
                    | class::PREPOSITION
                    | class::AUXILIARY
                    | class::PRONOUN
                    | class::REPORTING
                    | class::WEEKDAY
                    | class::TODAY;
                let name = text.all_capitals(end) && text.str(end).len() > 1;
                joins && end > start
                    || classes & stops == 0
                    || name
                    || text.says_any(
                        end,
                        words!["report", "reports", "estimates", "estimate", "records"],
                    )
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        end += 1;
    }
    // "a report from Politico": the name behind the joint.
    if let Some(joint) = (start..end).find(|&i| text.says_any(i, words!["from", "by", "for", "of"]))
        && (start..joint).any(|i| {
            text.says_any(
                i,
                words![
                    "report",
                    "reports",
                    "study",
                    "analysis",
                    "data",
                    "figures",
                    "statement",
                    "estimates",
                    "estimate",
                    "survey",
                    "tally",
                    "statistics",
                    "assessment",
                ],
            )
        })
        && joint + 1 < end
        && !text.says(joint, "for")
    {
        return names_someone(text, joint + 1..end);
    }
    // "the ministry's latest count": what it says, and not who.
    let own = (start + 1..end)
        .rev()
        .take(4)
        .find(|&at| text.kind(at) == Kind::Possessive);
    if let Some(own) = own
        && text.says_any(
            end - 1,
            words![
                "count",
                "tally",
                "estimate",
                "estimates",
                "figures",
                "data",
                "calculations",
                "update",
                "toll",
                "statistics",
            ],
        )
    {
        return names_someone(text, start..own);
    }
    names_someone(text, start..end)
}

/// The phrase, where it names someone who can say something.
fn names_someone(text: &Text<'_>, name: Range<usize>) -> Option<Range<usize>> {
    let mut name = name;
    while name.start < name.end
        && matches!(
            text.kind(name.end - 1),
            Kind::Possessive | Kind::Hyphen | Kind::Stop
        )
        && !text.is(name.end.wrapping_sub(2), class::ABBREVIATION)
    {
        name.end -= 1;
    }
    let named = name.clone().any(|at| {
        text.kind(at) == Kind::Word
            && (text.capital(at)
                && !text.is(
                    at,
                    class::DETERMINER
                        | class::PREPOSITION
                        | class::CONJUNCTION
                        | class::PRONOUN
                        | class::MONTH
                        | class::ADVERB,
                )
                || text.is(at, class::OFFICIAL | class::TITLE | class::SPEAKER))
    }) || name.end > name.start
        // "emergency workers said", "survivors told".
        && text.is(name.end - 1, class::PERSON)
        && text.is(name.end - 1, class::PLURAL)
        && !text.is(name.end - 1, class::STATE);
    let described = name.len() > 1
        && name.len() < 8
        && text.says_any(name.start, words!["the", "its", "their", "a", "an"])
        // "reported a daily average of 1,523": what is said, and not by whom.
        && !text.is(
            name.end - 1,
            class::TIME_UNIT | class::EVENT | class::PREPOSITION,
        )
        && !text.is(name.start + 1, class::TIME_UNIT);
    let own = text
        .own(name.clone())
        .any(|(_, meaning)| matches!(meaning, Meaning::Claimant(_)));
    ((named || described || own) && !name.is_empty()).then_some(name)
}

/// The name that the analyst gave to the claimant whose phrase is `name`: own words end it, and
/// nothing before them says that it is somebody else ("an aide to …").
pub(in crate::recognise) fn own_name<'a>(text: &Text<'a>, name: &Range<usize>) -> Option<&'a str> {
    text.own(name.clone())
        .filter(|(tokens, _)| {
            tokens.end == name.end
                && !(name.start..tokens.start)
                    .any(|at| text.is(at, class::PREPOSITION | class::CONJUNCTION))
        })
        .find_map(|(_, meaning)| match meaning {
            Meaning::Claimant(name) => Some(name.as_str()),
            _ => None,
        })
}
