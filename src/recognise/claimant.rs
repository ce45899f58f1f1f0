//! Who says so: which of the sources that a text names a figure hangs on.
//!
//! A source speaks for its sentence, and for the next ones only inside a quotation that goes on
//! or through a pronoun. [`mod@sources`] finds the words of saying, [`mod@name`] the noun phrases
//! at them.

use std::collections::VecDeque;
use std::ops::Range;
use std::rc::Rc;

use super::lexer::{Gap, Kind};
use super::lexicon::class;
use super::text::Text;

mod name;
mod sources;

use super::word_list::words;
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

/// Who speaks in a text: remembers the sources of the sentences asked for last, so that several
/// figures of one sentence, and of those around it, cost little more than one.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    told: VecDeque<(Range<usize>, Rc<[Source]>)>,
}

/// How many sentences are remembered: a sentence with the ones that its sources may be named in.
const REMEMBERED: usize = 8;

impl Speakers {
    /// The source of what stands at token `at`.
    pub(super) fn source_of(&mut self, text: &Text<'_>, at: usize) -> Option<Source> {
        let sentence = text.stretch(at, REACH);
        let sources = self.sources(text, sentence.clone());
        let near = text.sentence(at, REACH);
        let part = part_of_sentence(text, at, &near);
        let within = |range: Range<usize>| {
            let sources = sources.iter();
            sources.filter(move |source| range.contains(&source.cue.start))
        };
        if let Some(found) = governing(within(part), at)
            .or_else(|| governing(within(near.clone()), at))
            .or_else(|| carried_on(text, within(near.clone()), at))
        {
            return self.resolve(text, found.clone(), sentence.start);
        }
        if in_quotation(text, at)
            && let Some(found) = self.around_quotation(text, &sentence)
        {
            return Some(found);
        }
        self.reported_next(text, &near)
    }

    /// Every source that a sentence names, in order.
    fn sources(&mut self, text: &Text<'_>, sentence: Range<usize>) -> Rc<[Source]> {
        if let Some((_, known)) = self.told.iter().find(|(known, _)| *known == sentence) {
            return Rc::clone(known);
        }
        let found: Rc<[Source]> = sources(text, sentence.clone()).into();
        self.told.truncate(REMEMBERED - 1);
        self.told.push_front((sentence, Rc::clone(&found)));
        found
    }

    /// Puts the last named source in the place of a pronoun.
    fn resolve(&mut self, text: &Text<'_>, found: Source, sentence_start: usize) -> Option<Source> {
        if !found.pronoun {
            return Some(found);
        }
        let mut start = sentence_start;
        for _ in 0..4 {
            if start == 0 {
                break;
            }
            let sentence = text.sentence(start - 1, REACH);
            let sources = self.sources(text, sentence.clone());
            if let Some(named) = sources.iter().rfind(|source| !source.pronoun) {
                return Some(Source {
                    cue: found.cue,
                    ..named.clone()
                });
            }
            if sentence.start >= start {
                break;
            }
            start = sentence.start;
        }
        None
    }

    /// The speaker of a quotation that goes on from the sentence before or is named right behind.
    fn around_quotation(&mut self, text: &Text<'_>, sentence: &Range<usize>) -> Option<Source> {
        let mut start = sentence.start;
        for _ in 0..3 {
            if start == 0 || text.token(start).gap == Gap::Paragraph {
                break;
            }
            let before = text.sentence(start - 1, REACH);
            if let Some(found) = self.sources(text, before.clone()).last() {
                return self.resolve(text, found.clone(), before.start);
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
        let sources = self.sources(text, after.clone());
        let found = sources.first()?;
        (found.cue.start < after.start + 12)
            .then(|| self.resolve(text, found.clone(), after.start))
            .flatten()
    }

    /// "… is reportedly planning …": the outlet that the next sentence names as reporting it.
    fn reported_next(&mut self, text: &Text<'_>, sentence: &Range<usize>) -> Option<Source> {
        let reportedly = sentence.clone().any(|at| {
            text.is(at, class::UNCONFIRMED | class::REPORTING)
                && text.says_any(at, words!["reportedly", "reported"])
        });
        if !reportedly || sentence.end >= text.len() {
            return None;
        }
        let next = text.sentence(sentence.end, REACH);
        let sources = self.sources(text, next.clone());
        let named = sources.iter().find(|source| {
            text.says_any(source.cue.start, words!["reported", "reports"])
                && source.name.start < next.start + 2
                && !source.pronoun
        });
        named.cloned()
    }
}

/// The part of the sentence between semicolons that holds the token.
fn part_of_sentence(text: &Text<'_>, at: usize, sentence: &Range<usize>) -> Range<usize> {
    let cut = |token: &usize| text.says(*token, ";");
    let start = (sentence.start..at).rev().find(cut);
    let end = (at..sentence.end).find(cut);
    start.map_or(sentence.start, |start| start + 1)..end.unwrap_or(sentence.end)
}

/// The source that governs the token, among those of its sentence.
fn governing<'a>(
    sources: impl DoubleEndedIterator<Item = &'a Source> + Clone,
    at: usize,
) -> Option<&'a Source> {
    let mut outside = sources.filter(|source| !source.name.contains(&at));
    let before = outside
        .clone()
        .rfind(|source| source.frame == Frame::Follows && source.cue.end <= at);
    before
        .or_else(|| {
            outside
                .clone()
                .find(|source| source.frame == Frame::Precedes && source.cue.start > at)
        })
        .or_else(|| outside.find(|source| source.frame == Frame::Whole))
}

/// "…, the agency said, and 12 were found": what goes on behind it is told as well, but not what
/// the writer draws from it (", bringing the total to …").
fn carried_on<'a>(
    text: &Text<'_>,
    mut sources: impl DoubleEndedIterator<Item = &'a Source>,
    at: usize,
) -> Option<&'a Source> {
    let source = sources.rfind(|source| {
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

/// Whether an odd number of quotation marks stands before the token in its paragraph.
fn in_quotation(text: &Text<'_>, at: usize) -> bool {
    let from = text.paragraph_start(at).max(at.saturating_sub(400));
    let mut open = false;
    for token in text.notable(from..at).iter().rev().map(|at| *at as usize) {
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
