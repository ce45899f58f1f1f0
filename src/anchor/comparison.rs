//! What changed between two editions of a text: first its figures, then its sentences.

use std::collections::HashSet;
use std::ops::Range;

use super::alignment::Alignment;
use super::numbers::words_in;
use crate::recognise::{Context, Outline, Record, Word, recognise};

/// What changed between two editions of a text, in the order of the new one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Figures that became others, were added or were left out.
    pub figures: Vec<Pair>,
    /// Sentences that became others, were added or were left out.
    pub sentences: Vec<Pair>,
}

/// What stood in the old text and what stands in the new one instead; ranges are bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pair {
    /// What stood in the old text; none where it is new.
    pub old: Option<Range<usize>>,
    /// What stands in the new text; none where it was left out.
    pub new: Option<Range<usize>>,
    /// The words of `old` that are no longer there.
    pub left_out: Vec<Range<usize>>,
    /// The words of `new` that were not there.
    pub added: Vec<Range<usize>>,
}

impl Comparison {
    /// Compares two editions; `context` is what is known of the article.
    pub fn of(old: &str, new: &str, context: &Context) -> Self {
        let (old_outline, new_outline) = (Outline::of(old), Outline::of(new));
        let alignment = Alignment::of((old, &old_outline), (new, &new_outline));
        let editions = Editions {
            old,
            new,
            old_outline: &old_outline,
            new_outline: &new_outline,
            alignment: &alignment,
        };
        Self {
            figures: editions.figures(context),
            sentences: editions.sentences(),
        }
    }

    /// Whether nothing changed but white space.
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty() && self.sentences.is_empty()
    }
}

/// How many of the sentences of the text that has fewer stand in the other as well, 0 to 1.
pub fn share_of_sentences(one: &str, other: &str) -> f32 {
    let sentences = |text| -> HashSet<String> {
        let outline = Outline::of(text);
        let sentences = outline.sentences.iter();
        sentences
            .map(|sentence| {
                let words = outline.words[sentence.clone()].iter();
                words
                    .map(|word| &text[word.start..word.end])
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect()
    };
    let (one, other) = (sentences(one), sentences(other));
    let fewer = one.len().min(other.len());
    if fewer == 0 {
        return 0.0;
    }
    one.intersection(&other).count() as f32 / fewer as f32
}

struct Editions<'a> {
    old: &'a str,
    new: &'a str,
    old_outline: &'a Outline,
    new_outline: &'a Outline,
    alignment: &'a Alignment,
}

/// A figure as it is compared.
struct Figure {
    bytes: Range<usize>,
    words: Range<usize>,
    unit: String,
}

impl Editions<'_> {
    fn figures(&self, context: &Context) -> Vec<Pair> {
        let old = figures(self.old, self.old_outline, context);
        let mut new: Vec<Option<Figure>> = figures(self.new, self.new_outline, context)
            .into_iter()
            .map(Some)
            .collect();
        let mut pairs = Vec::new();
        let mut lost = Vec::new();
        for figure in old {
            let place = self.alignment.place_of(figure.words.clone());
            let touches =
                |other: &Figure| other.words.start < place.end && place.start < other.words.end;
            // The same words first: a sentence may hold two figures where it held one.
            let same = new.iter().position(|other| {
                other.as_ref().is_some_and(|other| {
                    touches(other) && self.same_words(&figure.words, &other.words)
                })
            });
            if let Some(at) = same {
                new[at] = None;
                continue;
            }
            lost.push((figure, place));
        }
        for (figure, place) in lost {
            let touches =
                |other: &Figure| other.words.start < place.end && place.start < other.words.end;
            let of_unit = |unit: Option<&str>| {
                new.iter().position(|other| {
                    other.as_ref().is_some_and(|other| {
                        touches(other) && unit.is_none_or(|unit| unit == other.unit)
                    })
                })
            };
            let at = of_unit(Some(&figure.unit)).or_else(|| of_unit(None));
            pairs.push(Pair {
                old: Some(figure.bytes),
                new: at.and_then(|at| new[at].take()).map(|other| other.bytes),
                ..Pair::default()
            });
        }
        pairs.extend(new.into_iter().flatten().filter_map(|figure| {
            // A figure that the old text held word by word was only read otherwise there.
            let words = self.alignment.stretches.iter().find(|stretch| {
                stretch.same
                    && stretch.new.start <= figure.words.start
                    && figure.words.end <= stretch.new.end
            });
            words.is_none().then(|| Pair {
                new: Some(figure.bytes),
                ..Pair::default()
            })
        }));
        // What was left out stands where it stood before what follows it.
        pairs.sort_by_key(|pair| match (&pair.old, &pair.new) {
            (_, Some(new)) => new.start,
            (Some(old), None) => self.new_place(old),
            (None, None) => 0,
        });
        pairs
    }

    /// About where an old range would stand in the new text.
    fn new_place(&self, old: &Range<usize>) -> usize {
        let words = words_in(&self.old_outline.words, old);
        let place = self.alignment.place_of(words);
        let word = self.new_outline.words.get(place.start);
        word.map_or(self.new.len(), |word| word.start)
    }

    fn same_words(&self, old: &Range<usize>, new: &Range<usize>) -> bool {
        self.alignment.old[old.clone()] == self.alignment.new[new.clone()]
    }

    fn sentences(&self) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = Vec::new();
        // The sentences that are told already, so that two changes in one make one pair.
        let (mut old_told, mut new_told) = (0, 0);
        for stretch in self
            .alignment
            .stretches
            .iter()
            .filter(|stretch| !stretch.same)
        {
            let old = touched(&self.old_outline.sentences, &stretch.old);
            let new = touched(&self.new_outline.sentences, &stretch.new);
            let left_out = spans(self.old, &self.old_outline.words, &stretch.old);
            let added = spans(self.new, &self.new_outline.words, &stretch.new);
            let goes_on = old.start < old_told || new.start < new_told;
            let of_old = bytes(self.old_outline, &old);
            let of_new = bytes(self.new_outline, &new);
            match pairs.last_mut().filter(|_| goes_on) {
                Some(last) => {
                    last.old = joined(last.old.take(), of_old);
                    last.new = joined(last.new.take(), of_new);
                    last.left_out.extend(left_out);
                    last.added.extend(added);
                }
                None => pairs.push(Pair {
                    old: of_old,
                    new: of_new,
                    left_out: left_out.into_iter().collect(),
                    added: added.into_iter().collect(),
                }),
            }
            old_told = old_told.max(old.end);
            new_told = new_told.max(new.end);
        }
        pairs
    }
}

/// The figures of a text with their words.
fn figures(text: &str, outline: &Outline, context: &Context) -> Vec<Figure> {
    let records = recognise(text, context).into_iter();
    let figures = records.filter_map(|record| match record {
        Record::Figure(figure) => Some(figure),
        Record::Date(_) => None,
    });
    figures
        .map(|figure| Figure {
            words: words_in(&outline.words, &figure.full),
            bytes: figure.full.clone(),
            unit: figure.figure.unit,
        })
        .collect()
}

/// The sentences that hold these words; for no words, the sentence they would stand inside of.
fn touched(sentences: &[Range<usize>], words: &Range<usize>) -> Range<usize> {
    let start = sentences.partition_point(|sentence| sentence.end <= words.start);
    if words.is_empty() {
        let inside = sentences
            .get(start)
            .is_some_and(|sentence| sentence.start < words.start);
        return start..start + usize::from(inside);
    }
    let end = sentences.partition_point(|sentence| sentence.start < words.end);
    start..end.max(start)
}

/// The bytes of some sentences.
fn bytes(outline: &Outline, sentences: &Range<usize>) -> Option<Range<usize>> {
    let sentences = outline.sentences.get(sentences.clone())?;
    let (first, last) = (sentences.first()?, sentences.last()?);
    Some(outline.words[first.start].start..outline.words[last.end - 1].end)
}

/// The bytes of some words.
fn spans(text: &str, words: &[Word], range: &Range<usize>) -> Option<Range<usize>> {
    let words = words.get(range.clone())?;
    let span = words.first()?.start..words.last()?.end;
    text.get(span.clone()).map(|_| span)
}

fn joined(one: Option<Range<usize>>, other: Option<Range<usize>>) -> Option<Range<usize>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.start.min(other.start)..one.end.max(other.end)),
        (one, other) => one.or(other),
    }
}
