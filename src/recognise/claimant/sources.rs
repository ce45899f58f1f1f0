//! The sources that a sentence names: the noun phrases at its words of saying ("X said",
//! "said X", "according to X", "X's estimate"), and where what they say stands.

use std::ops::Range;

use super::name::{is_pronoun, name_before, name_behind, opens_name};
use super::{Frame, Source};
use crate::recognise::blocker::is_year;
use crate::recognise::lexer::Kind;
use crate::recognise::lexicon::class;
use crate::recognise::text::Text;
use crate::recognise::word_list::words;

/// Every source that a sentence names, in order.
pub(super) fn sources(text: &Text<'_>, sentence: Range<usize>) -> Vec<Source> {
    let mut found: Vec<Source> = Vec::new();
    for at in sentence.clone() {
        if !text.is(
            at,
            class::REPORTING | class::REPORTING_LAST | class::SOURCE_CUE,
        ) {
            continue;
        }
        let source = if takes_lives(text, at) || posts_a_result(text, at) {
            None
        } else if text.says(at, "according") && text.says(at + 1, "to") {
            name_behind(text, at + 2, &sentence).map(|name| Source {
                pronoun: is_pronoun(text, &name),
                name,
                cue: at..at + 2,
                frame: Frame::Whole,
            })
        } else if at > sentence.start
            && text.kind(at - 1) == Kind::Possessive
            && text.says_any(
                at,
                words![
                    "estimate",
                    "estimates",
                    "count",
                    "tally",
                    "figures",
                    "figure",
                    "data",
                    "calculation",
                    "calculations",
                    "reckoning",
                    "projection",
                ],
            )
        {
            name_before(text, at - 1, &sentence).map(|name| Source {
                pronoun: false,
                name,
                cue: at..at + 1,
                frame: Frame::Whole,
            })
        } else if text.is(at, class::REPORTING | class::REPORTING_LAST)
            && text.kind(at) == Kind::Word
        {
            match continued(text, at, &sentence, &found) {
                Some(source) => Some(source),
                None => at_verb(text, at, &sentence).filter(|source| {
                    text.is(at, class::REPORTING) || source.frame == Frame::Precedes
                }),
            }
        } else if text.says_any(at, words!["put", "puts", "putting", "placed"]) {
            puts(text, at, &sentence)
        } else {
            None
        };
        if let Some(source) = source
            && found
                .last()
                .is_none_or(|last| last.name != source.name || last.frame == Frame::Precedes)
        {
            found.push(source);
        }
    }
    found
}

/// "X denied it and said …", "…, X said, adding that …": the speaker before goes on.
fn continued(
    text: &Text<'_>,
    verb: usize,
    sentence: &Range<usize>,
    found: &[Source],
) -> Option<Source> {
    let before = verb.checked_sub(1).filter(|at| *at >= sentence.start)?;
    let joined = text.says_any(before, words!["and", "but", "then", "also"])
        && !text.str(verb).ends_with("ing");
    let participle = text.kind(before) == Kind::Comma
        && text.str(verb).ends_with("ing")
        && !text.says(verb, "citing");
    if !(joined || participle) {
        return None;
    }
    let last = match found.last() {
        Some(last) => last.clone(),
        // "The army struck 12 targets and said …": the subject of the sentence.
        None if joined => {
            let name = name_behind(text, sentence.start, sentence)?;
            let opens = opens_name(text, name.start) && text.kind(name.end) == Kind::Word;
            let pronoun = is_pronoun(text, &name);
            opens.then_some(Source {
                name,
                cue: verb..verb + 1,
                pronoun,
                frame: Frame::Follows,
            })?
        }
        None => return None,
    };
    Some(Source {
        cue: verb..verb + 1,
        frame: Frame::Follows,
        ..last
    })
}

/// "the storm claimed 836 lives".
fn takes_lives(text: &Text<'_>, verb: usize) -> bool {
    text.says_any(verb, words!["claimed", "claims", "claiming"])
        && (verb + 1..verb + 7).any(|at| text.says_any(at, words!["lives", "life"]))
}

/// "posted a half-year profit of 5 million": a result, and nothing that is said.
fn posts_a_result(text: &Text<'_>, verb: usize) -> bool {
    text.says(verb, "posted")
        && (verb + 1..verb + 7).any(|at| {
            text.says_any(
                at,
                words![
                    "profit", "profits", "loss", "losses", "gain", "gains", "surplus", "deficit",
                    "revenue", "revenues", "earnings", "sales", "growth",
                ],
            )
        })
}

/// The source at a verb of saying.
fn at_verb(text: &Text<'_>, verb: usize, sentence: &Range<usize>) -> Option<Source> {
    let before = verb.wrapping_sub(1);
    let first = verb == sentence.start;
    // "an estimated 20 million".
    if text.says(verb, "estimated") && text.says_any(before, words!["an", "the", "some"]) {
        return None;
    }
    // "the report", "reported losses", "to say": no finite verb.
    if !first
        && text.says_any(
            before,
            words![
                "to", "of", "by", "be", "been", "being", "is", "was", "are", "were", "as",
            ],
        )
    {
        return None;
    }
    let noun = text.says_any(
        verb,
        words![
            "report",
            "claims",
            "claim",
            "estimate",
            "estimates",
            "counts",
            "records",
            "count",
            "documents",
            "states",
            "posted",
            "cites",
            "counted",
            "recorded",
        ],
    );
    if noun && !first && text.is(before, class::DETERMINER) {
        return None;
    }
    // "Data show" says something; "the latest show of support" does not.
    if text.says_any(
        verb,
        words!["show", "shows", "showed", "indicates", "indicated"],
    ) && (first || !text.is(before, class::SPEAKER))
    {
        return None;
    }
    let inverted = first
        || matches!(text.kind(before), Kind::Comma | Kind::Quote | Kind::Dash)
            && !text.says_any(verb, words!["claiming", "citing"]);
    if inverted {
        if text.says_any(
            verb,
            words![
                "said",
                "says",
                "wrote",
                "added",
                "reported",
                "according",
                "stated",
                "announced",
                "warned",
                "reports",
                "writes",
                "adds",
                "explained",
            ],
        ) && let Some(name) = name_behind(text, verb + 1, sentence)
            && opens_name(text, name.start)
            && !text.is(name.end, class::AUXILIARY | class::VERB)
        {
            return Some(Source {
                pronoun: is_pronoun(text, &name),
                name,
                cue: verb..verb + 1,
                frame: Frame::Precedes,
            });
        }
        // "…, argued Gen. Anna Vos.": any verb of saying, where nothing but the name follows.
        if !first
            && text.says_any(before, words![",", "\"", "”"])
            && !text.str(verb).ends_with("ing")
            && let Some(name) = name_behind(text, verb + 1, sentence)
            && opens_name(text, name.start)
            && (name.end >= sentence.end
                || matches!(text.kind(name.end), Kind::Stop | Kind::Comma | Kind::End))
        {
            return Some(Source {
                pronoun: is_pronoun(text, &name),
                name,
                cue: verb..verb + 1,
                frame: Frame::Precedes,
            });
        }
        if text.kind(before) != Kind::Comma {
            return None;
        }
    }
    let name = name_before(text, verb, sentence)?;
    // "…, X said": the words before it are told, unless "that" or more follows.
    let told_before = {
        let comma = name.start > sentence.start
            && matches!(
                text.kind(name.start - 1),
                Kind::Comma | Kind::Quote | Kind::Dash | Kind::Hyphen
            );
        let quote = name.start > sentence.start
            && text.kind(name.start - 1) == Kind::Quote
            && !text.glued(name.start);
        // Nothing but its circumstances follows: "told reporters in Berlin on Monday".
        let closed = quote || only_circumstances(text, verb + 1, sentence.end);
        comma && closed
    };
    Some(Source {
        pronoun: is_pronoun(text, &name),
        name,
        cue: verb..verb + 1,
        frame: if told_before {
            Frame::Precedes
        } else {
            Frame::Follows
        },
    })
}

/// Whether what follows a verb of saying tells only to whom, where and when.
fn only_circumstances(text: &Text<'_>, start: usize, end: usize) -> bool {
    (start..end)
        .take_while(|&at| !matches!(text.kind(at), Kind::Quote | Kind::Comma | Kind::Colon))
        .all(|at| {
            let verb = text.says_any(at, words!["that", "would", "will", "had", "was", "were"])
                || text.is(at, class::RISE | class::FALL | class::STATE);
            let number = text.is(at, class::NUMBER_WORD) && text.kind(at) == Kind::Word
                || matches!(text.kind(at), Kind::Sign | Kind::Number)
                    && !is_year(text, at)
                    && !text.is(at.wrapping_sub(1), class::MONTH);
            !verb && !number && at < start + 24
        })
        && !(text.kind(start) == Kind::Word
            && text.kind(start + 1) == Kind::Word
            && text.is(start + 1, class::AUXILIARY))
}

/// "X puts the number at", "X put losses at".
fn puts(text: &Text<'_>, verb: usize, sentence: &Range<usize>) -> Option<Source> {
    let at = (verb + 1..(verb + 16).min(sentence.end)).any(|i| text.says(i, "at"));
    if !at {
        return None;
    }
    let name = name_before(text, verb, sentence)?;
    Some(Source {
        pronoun: is_pronoun(text, &name),
        name,
        cue: verb..verb + 1,
        frame: Frame::Follows,
    })
}
