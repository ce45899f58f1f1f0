//! Who says so: the sources that a sentence names, and which of them a figure hangs on.
//!
//! A source is the noun phrase at a word of saying ("X said", "said X", "according to X", "X's
//! estimate"). It speaks for its sentence, and for the next ones only inside a quotation that
//! goes on or through a pronoun.

use std::ops::Range;

use super::blocker::is_year;
use super::lexer::Kind;
use super::lexicon::class;
use super::own_words::Meaning;
use super::text::Text;

/// A source in a sentence, in tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    /// Its noun phrase.
    pub name: Range<usize>,
    /// The word of saying.
    pub cue: Range<usize>,
    /// The phrase is only a pronoun.
    pronoun: bool,
    /// Its words are told ("X said that …"), or stand in a quotation or a side remark.
    frame: Frame,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    /// "X said …": what follows.
    Follows,
    /// "…, X said", "…, said X": what stands before.
    Precedes,
    /// "according to X": all of it.
    Whole,
}

/// How far a sentence is looked through to either side, in tokens.
pub(super) const REACH: usize = 120;

/// The source of what stands at token `at`.
pub(super) fn source_of(text: &Text<'_>, at: usize) -> Option<Source> {
    let sentence = text.sentence(at, REACH);
    let sources = sources(text, sentence.clone());
    if let Some(found) = governing(&sources, at) {
        return resolve(text, found.clone(), sentence.start);
    }
    let quoted = in_quotation(text, at);
    if quoted && let Some(found) = around_quotation(text, &sentence) {
        return Some(found);
    }
    reported_next(text, &sentence)
}

/// The source that governs the token, among those of its sentence.
fn governing(sources: &[Source], at: usize) -> Option<&Source> {
    let outside = |source: &&Source| !source.name.contains(&at);
    let before = sources
        .iter()
        .rfind(|source| outside(source) && source.frame == Frame::Follows && source.cue.end <= at);
    before
        .or_else(|| {
            sources
                .iter()
                .filter(outside)
                .find(|source| source.frame == Frame::Precedes && source.cue.start > at)
        })
        .or_else(|| {
            sources
                .iter()
                .filter(outside)
                .find(|source| source.frame == Frame::Whole)
        })
}

/// Puts the last named source in the place of a pronoun.
fn resolve(text: &Text<'_>, found: Source, sentence_start: usize) -> Option<Source> {
    if !found.pronoun {
        return Some(found);
    }
    let mut start = sentence_start;
    for _ in 0..4 {
        if start == 0 {
            break;
        }
        let sentence = text.sentence(start - 1, REACH);
        if let Some(named) = sources(text, sentence.clone())
            .into_iter()
            .rev()
            .find(|source| !source.pronoun)
        {
            return Some(Source {
                cue: found.cue,
                ..named
            });
        }
        if sentence.start >= start {
            break;
        }
        start = sentence.start;
    }
    None
}

/// Whether an odd number of quotation marks stands before the token in its paragraph.
fn in_quotation(text: &Text<'_>, at: usize) -> bool {
    let mut open = false;
    let mut token = at;
    while token > 0 && at - token < 400 {
        if text.token(token).gap == super::lexer::Gap::Paragraph {
            break;
        }
        token -= 1;
        match text.str(token) {
            "“" | "«" | "„" => return true,
            "”" | "»" => return false,
            "\"" => open = !open,
            _ => {}
        }
    }
    open
}

/// The speaker of a quotation that goes on from the sentence before or is named right behind.
fn around_quotation(text: &Text<'_>, sentence: &Range<usize>) -> Option<Source> {
    let mut start = sentence.start;
    for _ in 0..3 {
        if start == 0 || text.token(start).gap == super::lexer::Gap::Paragraph {
            break;
        }
        let before = text.sentence(start - 1, REACH);
        if let Some(found) = sources(text, before.clone()).into_iter().next_back() {
            return resolve(text, found, before.start);
        }
        if before.start >= start {
            break;
        }
        start = before.start;
    }
    if sentence.end >= text.len() || !text.same_paragraph(sentence.end) {
        return None;
    }
    let after = text.sentence(sentence.end, REACH);
    let found = sources(text, after.clone()).into_iter().next()?;
    (found.cue.start < after.start + 12)
        .then(|| resolve(text, found, after.start))
        .flatten()
}

/// "… is reportedly planning …": the outlet that the next sentence names as reporting it.
fn reported_next(text: &Text<'_>, sentence: &Range<usize>) -> Option<Source> {
    let reportedly = sentence.clone().any(|at| {
        text.is(at, class::UNCONFIRMED | class::REPORTING)
            && text.says_any(at, &["reportedly", "reported"])
    });
    if !reportedly || sentence.end >= text.len() {
        return None;
    }
    let next = text.sentence(sentence.end, REACH);
    sources(text, next.clone()).into_iter().find(|source| {
        text.says_any(source.cue.start, &["reported", "reports"])
            && source.name.start < next.start + 2
            && !source.pronoun
    })
}

/// Every source that a sentence names, in order.
pub(super) fn sources(text: &Text<'_>, sentence: Range<usize>) -> Vec<Source> {
    let mut found: Vec<Source> = Vec::new();
    for at in sentence.clone() {
        if !text.is(at, class::REPORTING | class::SOURCE_CUE) {
            continue;
        }
        let source = if text.says(at, "according") && text.says(at + 1, "to") {
            name_behind(text, at + 2, &sentence).map(|name| Source {
                pronoun: is_pronoun(text, &name),
                name,
                cue: at..at + 2,
                frame: Frame::Whole,
            })
        } else if text.is(at, class::REPORTING) && text.kind(at) == Kind::Word {
            at_verb(text, at, &sentence)
        } else if text.says_any(at, &["put", "puts", "putting", "placed"]) {
            puts(text, at, &sentence)
        } else if text.says_any(
            at,
            &["estimate", "estimates", "count", "tally", "figures", "data"],
        ) && text.kind(at.wrapping_sub(1)) == Kind::Possessive
        {
            name_before(text, at - 1, &sentence).map(|name| Source {
                pronoun: false,
                name,
                cue: at..at + 1,
                frame: Frame::Whole,
            })
        } else {
            None
        };
        if let Some(source) = source
            && found.last().is_none_or(|last| last.name != source.name)
        {
            found.push(source);
        }
    }
    found
}

/// The source at a verb of saying.
fn at_verb(text: &Text<'_>, verb: usize, sentence: &Range<usize>) -> Option<Source> {
    let before = verb.wrapping_sub(1);
    let first = verb == sentence.start;
    // "the report", "reported losses", "to say": no finite verb.
    if !first
        && text.says_any(
            before,
            &[
                "to", "of", "by", "be", "been", "being", "is", "was", "are", "were", "as",
            ],
        )
    {
        return None;
    }
    let noun = text.says_any(
        verb,
        &[
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
    if text.says_any(verb, &["show", "shows", "showed", "indicates", "indicated"])
        && (first || !text.is(before, class::SPEAKER))
    {
        return None;
    }
    let inverted = first
        || matches!(text.kind(before), Kind::Comma | Kind::Quote | Kind::Dash)
            && !text.says_any(verb, &["claiming", "citing"]);
    if inverted {
        if text.says_any(
            verb,
            &[
                "said",
                "says",
                "wrote",
                "added",
                "told",
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
        .take_while(|&at| !matches!(text.kind(at), Kind::Quote | Kind::Comma))
        .all(|at| {
            let verb = text.says_any(at, &["that", "would", "will", "had", "was", "were"])
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
    let at = (verb + 1..(verb + 9).min(sentence.end)).any(|i| text.says(i, "at"));
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

fn is_pronoun(text: &Text<'_>, name: &Range<usize>) -> bool {
    name.len() == 1 && text.is(name.start, class::PRONOUN)
}

fn opens_name(text: &Text<'_>, at: usize) -> bool {
    text.capital(at)
        || text.is(at, class::DETERMINER | class::TITLE | class::OFFICIAL)
        || text.says_any(
            at,
            &[
                "he", "she", "they", "it", "two", "three", "several", "one", "senior",
            ],
        )
}

/// The noun phrase that ends before the verb.
fn name_before(text: &Text<'_>, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let mut end = verb;
    while end > sentence.start
        && (text.is(
            end - 1,
            class::AUXILIARY | class::ADVERB | class::UNCONFIRMED,
        ) || text.str(end - 1).ends_with("ly") && !text.capital(end - 1)
            || text.says_any(
                end - 1,
                &["earlier", "later", "previously", "once", "repeatedly"],
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
        if text.is(open + 1, class::CONJUNCTION) && !text.says_any(open + 1, &["who"]) {
            return None;
        }
        end = open;
        if end == sentence.start {
            return None;
        }
    }
    // "sources who said".
    if text.says_any(end - 1, &["who", "that", "which"]) && end > sentence.start + 1 {
        end -= 1;
        if text.kind(end - 1) == Kind::Comma {
            end -= 1;
        }
    }
    // "Zelensky he told": a slip that names the speaker twice.
    if text.says_any(end - 1, &["he", "she"])
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
    if text.says_any(end - 1, &["he", "she", "they", "it"]) {
        return Some(end - 1..end);
    }
    let mut start = end;
    while start > sentence.start && end - start < 16 {
        let at = start - 1;
        let classes = text.classes(at);
        match text.kind(at) {
            Kind::Possessive | Kind::Hyphen => {}
            Kind::Stop if text.is(at.wrapping_sub(1), class::ABBREVIATION) || initial(text, at) => {
            }
            Kind::Word => {
                let joins =
                    text.says_any(at, &["of", "for", "at", "from", "in", "on", "to", "with"]);
                if classes & class::DETERMINER != 0 {
                    start = at;
                    let joined = start > sentence.start
                        && (text.says_any(start - 1, &["of", "for", "at", "from", "with"])
                            || text.says(start - 1, "to")
                                && text.is(start.wrapping_sub(2), class::OFFICIAL));
                    if !joined {
                        break;
                    }
                    continue;
                }
                // "an aide to the minister", "a source in the ministry".
                let someone = text.is(at.wrapping_sub(1), class::OFFICIAL) && at > sentence.start;
                if joins && (someone || !text.says_any(at, &["on", "to", "with"])) {
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
                if classes & class::MONTH != 0 && text.capital(at) {
                    break;
                }
            }
            Kind::Number if is_counted_source(text, at) => {}
            _ => break,
        }
        start = at;
    }
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
    names_someone(text, start..end)
}

/// A point behind a lone capital: `J. Smith`.
fn initial(text: &Text<'_>, stop: usize) -> bool {
    stop > 0 && text.str(stop) == "." && text.str(stop - 1).len() == 1 && text.capital(stop - 1)
}

fn is_counted_source(text: &Text<'_>, at: usize) -> bool {
    text.str(at).len() <= 2 && text.kind(at + 1) == Kind::Word
}

/// The noun phrase at `start`.
fn name_behind(text: &Text<'_>, start: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    if text.says_any(start, &["he", "she", "they", "it"]) {
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
                let joins = text.says_any(end, &["of", "for", "at", "from", "by"]);
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
                        &["report", "reports", "estimates", "estimate", "records"],
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
    if let Some(joint) = (start..end).find(|&i| text.says_any(i, &["from", "by", "for", "of"]))
        && (start..joint).any(|i| {
            text.says_any(
                i,
                &[
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
    });
    let described = name.len() > 1
        && name.len() < 6
        && text.says_any(name.start, &["the", "its", "their", "a", "an"])
        && !text.is(name.end - 1, class::TIME_UNIT | class::EVENT);
    let own = text
        .own(name.clone())
        .any(|(_, meaning)| matches!(meaning, Meaning::Claimant(_)));
    ((named || described || own) && !name.is_empty()).then_some(name)
}

/// The name that the analyst gave to the claimant whose phrase is `name`: own words end it, and
/// nothing before them says that it is somebody else ("an aide to …").
pub(super) fn own_name<'a>(text: &Text<'a>, name: &Range<usize>) -> Option<&'a str> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Option<String> {
        let text = Text::new(source);
        let number = (0..text.len()).find(|&i| text.kind(i) == Kind::Number)?;
        source_of(&text, number).map(|source| text.words(source.name).to_owned())
    }

    #[test]
    fn who_says_so() {
        for (sentence, name) in [
            ("Officials said 12 people died.", "Officials"),
            (
                "“We sent 40 tanks,” Defence Minister Anna Vos said.",
                "Defence Minister Anna Vos",
            ),
            (
                "About 40 tanks were sent, said Anna Vos, a minister.",
                "Anna Vos",
            ),
            (
                "According to the health ministry, 40 people died.",
                "the health ministry",
            ),
            (
                "Some 40 died, according to a report from Reuters.",
                "Reuters",
            ),
            ("Anna Vos, the minister, said 40 died.", "Anna Vos"),
            ("Anna Vos spoke. She said 40 died.", "none"),
            (
                "Anna Vos said it rained. She added that 40 died.",
                "Anna Vos",
            ),
            ("The U.S. believes Russia has lost 40 ships.", "The U.S."),
            ("Kyiv puts the losses at 40 ships.", "Kyiv"),
            ("By the army's estimate, 40 died.", "the army"),
            ("The army lost 40 ships.", "none"),
            ("“It is over,” Lee said. “We found 40 bodies.”", "Lee"),
        ] {
            assert_eq!(
                read(sentence).as_deref().unwrap_or("none"),
                name,
                "{sentence}"
            );
        }
    }
}
