//! Who says so: which of the sources that a text names a figure hangs on.
//!
//! A source speaks for its sentence, and for the next ones only inside a quotation that goes on
//! or through a pronoun. [`mod@sources`] finds the words of saying, [`mod@name`] the noun phrases
//! at them.

use std::ops::Range;

use super::lexer::{Gap, Kind};
use super::lexicon::class;
use super::text::Text;

mod name;
mod sources;

pub(super) use name::{names_person, own_name};
use sources::sources;

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

/// Who speaks in a text: remembers the sources of the sentence last asked for, so that several
/// figures of one sentence cost no more than one.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    sentence: Range<usize>,
    sources: Vec<Source>,
}

impl Speakers {
    /// The source of what stands at token `at`.
    pub(super) fn source_of(&mut self, text: &Text<'_>, at: usize) -> Option<Source> {
        let sentence = text.sentence(at, REACH);
        if self.sentence != sentence || sentence.is_empty() {
            self.sources = sources(text, sentence.clone());
            self.sentence = sentence;
        }
        source_among(text, at, &self.sentence, &self.sources)
    }
}

/// The source of what stands at token `at`, among those of its sentence and around it.
fn source_among(
    text: &Text<'_>,
    at: usize,
    sentence: &Range<usize>,
    sources: &[Source],
) -> Option<Source> {
    let part = part_of_sentence(text, at, sentence);
    let own: Vec<Source> = sources
        .iter()
        .filter(|source| part.contains(&source.cue.start))
        .cloned()
        .collect();
    if let Some(found) = governing(&own, at)
        .or_else(|| governing(sources, at))
        .or_else(|| carried_on(text, sources, at))
    {
        return resolve(text, found.clone(), sentence.start);
    }
    let quoted = in_quotation(text, at);
    if quoted && let Some(found) = around_quotation(text, sentence) {
        return Some(found);
    }
    reported_next(text, sentence)
}

/// The part of the sentence between semicolons that holds the token.
fn part_of_sentence(text: &Text<'_>, at: usize, sentence: &Range<usize>) -> Range<usize> {
    let cut = |token: &usize| text.str(*token) == ";";
    let start = (sentence.start..at).rev().find(cut);
    let end = (at..sentence.end).find(cut);
    start.map_or(sentence.start, |start| start + 1)..end.unwrap_or(sentence.end)
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

/// "…, the agency said, and 12 were found": what goes on behind it is told as well, but not what
/// the writer draws from it (", bringing the total to …").
fn carried_on<'a>(text: &Text<'_>, sources: &'a [Source], at: usize) -> Option<&'a Source> {
    let source = sources.iter().rfind(|source| {
        !source.name.contains(&at) && source.frame == Frame::Precedes && source.cue.end <= at
    })?;
    let behind = source.cue.end.max(source.name.end);
    let drawn = (behind..(behind + 12).min(at)).any(|comma| {
        text.kind(comma) == Kind::Comma
            && text.str(comma + 1).ends_with("ing")
            && !text.is(comma + 1, class::REPORTING)
    });
    (!drawn).then_some(source)
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
        if text.token(token).gap == Gap::Paragraph {
            break;
        }
        token -= 1;
        if text.kind(token) != Kind::Quote {
            continue;
        }
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
        if start == 0 || text.token(start).gap == Gap::Paragraph {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Option<String> {
        let text = Text::new(source);
        let number = (0..text.len()).find(|&i| text.kind(i) == Kind::Number)?;
        Speakers::default()
            .source_of(&text, number)
            .map(|source| text.words(source.name).to_owned())
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
            (
                "The ministry, which counts, reported a daily average of 40 losses.",
                "The ministry",
            ),
        ] {
            assert_eq!(
                read(sentence).as_deref().unwrap_or("none"),
                name,
                "{sentence}"
            );
        }
    }
}
