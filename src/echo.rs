//! Which articles are echoes of one origin: reprints, wire copy, the same text with another head.
//!
//! Two texts are compared by their shingles, the runs of five words in them. A short sketch of
//! each text (one-permutation `MinHash`) leads to the pairs that are worth comparing, so that the
//! time grows with the number of articles and not with its square; every pair that counts is then
//! compared for true. The same articles give the same answer, on every machine, in any order.

mod shingles;
mod sketch;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use unicode_segmentation::UnicodeSegmentation as _;

use self::shingles::{likeness, shingles};
use self::sketch::Sketch;
use crate::model::{Article, ArticleId, Claim, Project, When};

/// How much of two texts must be the same, of all that is in either.
const ALIKE: f64 = 0.5;
/// How much of the shorter text must stand in the longer one, where that prints only a part.
const CONTAINED: f64 = 0.8;
/// Fewer runs of words than this are too few to say that a text stands within another.
const ENOUGH: usize = 40;
/// How many different texts of a bucket a text is compared with.
const MOST: usize = 8;
/// How many words a run of a sentence has.
const SENTENCE_RUN: usize = 3;
/// Sentences with fewer runs are alike by chance.
const SENTENCE_ENOUGH: usize = 6;
/// How much of two sentences must be the same.
const SENTENCE_ALIKE: f64 = 0.7;

/// The articles that echo each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Echoes {
    clusters: Vec<Vec<ArticleId>>,
    cluster_of: BTreeMap<ArticleId, usize>,
}

impl Echoes {
    /// The echoes among all articles of a project: a second for ten thousand.
    pub fn of(project: &Project) -> Self {
        Self::among(project.articles().map(AsRef::as_ref))
    }

    /// The echoes among some articles.
    pub fn among<'a>(articles: impl IntoIterator<Item = &'a Article>) -> Self {
        let articles: BTreeMap<ArticleId, &Article> = articles
            .into_iter()
            .map(|article| (article.id, article))
            .collect();
        let mut of_text: BTreeMap<&str, Vec<ArticleId>> = BTreeMap::new();
        for article in articles.values() {
            let copies = of_text.entry(&article.hash).or_default();
            copies.push(article.id);
        }
        let texts: Vec<Text<'_>> = of_text
            .values()
            .filter_map(|copies| articles.get(copies.first()?))
            .map(|article| Text::new(article))
            .collect();
        let mut sets = Sets::new(texts.len());
        for bucket in buckets(&texts) {
            sets.join_alike(&texts, &bucket);
        }
        let mut clusters: BTreeMap<usize, Vec<ArticleId>> = BTreeMap::new();
        for (at, copies) in of_text.into_values().enumerate() {
            clusters.entry(sets.root(at)).or_default().extend(copies);
        }
        let first = |id: &ArticleId| {
            let article = articles.get(id);
            let published = article.and_then(|article| article.published);
            // What has no date is not known to be early.
            (published.is_none(), published.map(When::start), *id)
        };
        let mut clusters: Vec<Vec<ArticleId>> = clusters
            .into_values()
            .filter(|articles| articles.len() > 1)
            .collect();
        for articles in &mut clusters {
            articles.sort_by_key(first);
        }
        clusters.sort();
        let cluster_of = clusters.iter().enumerate();
        let cluster_of = cluster_of.flat_map(|(at, ids)| ids.iter().map(move |id| (*id, at)));
        Self {
            cluster_of: cluster_of.collect(),
            clusters,
        }
    }

    /// Each set of articles that echo one origin: the earliest first, at least two.
    pub fn clusters(&self) -> &[Vec<ArticleId>] {
        &self.clusters
    }

    /// The earliest article of those that an article echoes, which may be itself.
    pub fn origin(&self, article: ArticleId) -> ArticleId {
        let cluster = self.cluster_of.get(&article);
        let first = cluster.and_then(|at| self.clusters.get(*at)?.first());
        first.copied().unwrap_or(article)
    }

    /// Claims sorted by where they come from: those of one article, of its echoes, and those that
    /// stand in sentences that are nearly the same. The first set holds the first claim.
    pub fn sources<'a>(&self, project: &Project, claims: &[&'a Claim]) -> Vec<Vec<&'a Claim>> {
        let mut sources: Vec<Vec<&Claim>> = Vec::new();
        let mut place: HashMap<ArticleId, usize> = HashMap::new();
        for claim in claims {
            let origin = self.origin(claim.passage.article);
            let at = *place.entry(origin).or_insert_with(|| {
                sources.push(Vec::new());
                sources.len() - 1
            });
            sources[at].push(claim);
        }
        join_by_sentence(project, sources)
    }
}

/// One text, however many articles have it.
struct Text<'a> {
    words: &'a str,
    sketch: Option<Sketch>,
    /// Its runs of words, once they are asked for.
    shingles: OnceCell<Vec<u64>>,
}

impl<'a> Text<'a> {
    fn new(article: &'a Article) -> Self {
        Self {
            words: &article.text,
            sketch: Sketch::of(&article.text),
            shingles: OnceCell::new(),
        }
    }

    fn shingles(&self) -> &[u64] {
        self.shingles
            .get_or_init(|| shingles(self.words, sketch::RUN))
    }

    fn is_like(&self, other: &Self) -> bool {
        let likeness = likeness(self.shingles(), other.shingles());
        let shorter = self.shingles().len().min(other.shingles().len());
        likeness.alike >= ALIKE || (shorter >= ENOUGH && likeness.contained >= CONTAINED)
    }
}

/// The texts whose sketches agree in a band, two or more in each bucket, in a fixed order.
fn buckets(texts: &[Text<'_>]) -> Vec<Vec<usize>> {
    let mut buckets: BTreeMap<(usize, u64), Vec<usize>> = BTreeMap::new();
    for (at, text) in texts.iter().enumerate() {
        let bands = text.sketch.iter().flat_map(Sketch::bands).enumerate();
        for key in bands {
            buckets.entry(key).or_default().push(at);
        }
    }
    buckets.retain(|_, texts| texts.len() > 1);
    buckets.into_values().collect()
}

/// Which texts were found to be one, so far.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&self, mut at: usize) -> usize {
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }

    fn join_alike(&mut self, texts: &[Text<'_>], bucket: &[usize]) {
        let mut known: Vec<usize> = Vec::new();
        for &at in bucket {
            let mut is_new = true;
            for &other in &known {
                if self.root(at) == self.root(other) || texts[at].is_like(&texts[other]) {
                    self.join(at, other);
                    is_new = false;
                    break;
                }
            }
            if is_new && known.len() < MOST {
                known.push(at);
            }
        }
    }
}

/// Makes one source of those that have a sentence in common.
fn join_by_sentence<'a>(project: &Project, sources: Vec<Vec<&'a Claim>>) -> Vec<Vec<&'a Claim>> {
    /// More sources than this are counted as they are: nobody reads so many sentences.
    const FEW: usize = 64;
    if sources.len() < 2 || sources.len() > FEW {
        return sources;
    }
    let sentences: Vec<Vec<Vec<u64>>> = sources
        .iter()
        .map(|claims| {
            let sentences: BTreeSet<&str> = claims
                .iter()
                .filter_map(|claim| sentence(project, claim))
                .collect();
            sentences
                .into_iter()
                .map(|sentence| shingles(sentence, SENTENCE_RUN))
                .filter(|runs| runs.len() >= SENTENCE_ENOUGH)
                .collect()
        })
        .collect();
    let mut sets = Sets::new(sources.len());
    for one in 0..sources.len() {
        for other in one + 1..sources.len() {
            let mut pairs = sentences[one]
                .iter()
                .flat_map(|own| sentences[other].iter().map(move |their| (own, their)));
            if pairs.any(|(own, their)| likeness(own, their).alike >= SENTENCE_ALIKE) {
                sets.join(one, other);
            }
        }
    }
    let mut joined: BTreeMap<usize, Vec<&Claim>> = BTreeMap::new();
    for (at, claims) in sources.into_iter().enumerate() {
        joined.entry(sets.root(at)).or_default().extend(claims);
    }
    joined.into_values().collect()
}

/// The sentence that a claim stands in, as far as a line and some hundred bytes go.
fn sentence<'a>(project: &'a Project, claim: &Claim) -> Option<&'a str> {
    const REACH: usize = 300;
    let text: &str = &project.article(claim.passage.article)?.text;
    let range = claim.passage.range();
    text.get(range.clone())?;
    let low = text.floor_char_boundary(range.start.saturating_sub(REACH));
    let high = text.ceil_char_boundary((range.end + REACH).min(text.len()));
    let window = text.get(low..high)?;
    window
        .split_sentence_bound_indices()
        .find(|(at, sentence)| low + at + sentence.len() > range.start)
        .map(|(_, sentence)| sentence.trim())
}

#[cfg(test)]
mod tests;
