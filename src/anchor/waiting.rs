//! The claims of an article that wait for a person to say where their words stand now.

use std::ops::Range;
use std::sync::Arc;

use super::{Anchoring, Answer, Why};
use crate::model::{Article, ArticleId, ClaimId, Passage, Project};

/// A claim whose words do not stand where it says, and what may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The claim.
    pub claim: ClaimId,
    /// The text that the words stood in: a version of the article, or as much as the claim keeps.
    pub old: Arc<str>,
    /// The bytes of `old` that are the words.
    pub at: Range<usize>,
    /// The places in the present text that may be meant, the likeliest first; empty where the
    /// words are gone.
    pub places: Vec<Range<usize>>,
    /// Why a person has to say; none where the words are gone, or stand unchanged somewhere else.
    pub why: Option<Why>,
}

impl Waiting {
    /// What is the matter, in a few words.
    pub fn reason(&self) -> String {
        match &self.why {
            Some(why) => why.to_string(),
            None if self.places.is_empty() => "These words are gone".to_owned(),
            None => "The words stand elsewhere".to_owned(),
        }
    }
}

/// Claims with where they stood.
type Passages = Vec<(ClaimId, Passage)>;

/// The claims of an article that wait, in the order of their places.
pub fn waiting(project: &Project, article: &Article) -> Vec<Waiting> {
    let mut found: Vec<Waiting> = Vec::new();
    // Claims that waited together share the comparison with their text.
    let mut texts: Vec<(Arc<str>, Passages)> = Vec::new();
    for claim in project.claims_of(article.id) {
        if !project.is_in_question(claim) {
            continue;
        }
        let (text, passage) = old_text(article, &claim.passage);
        match texts.iter_mut().find(|(own, _)| Arc::ptr_eq(own, &text)) {
            Some((_, passages)) => passages.push((claim.id, passage)),
            None => texts.push((text, vec![(claim.id, passage)])),
        }
    }
    for (old, passages) in texts {
        let anchoring = Anchoring::new(&old, &article.text);
        found.extend(passages.into_iter().map(|(claim, passage)| {
            let (places, why) = match anchoring.answer(&passage) {
                Answer::Kept(range) | Answer::Moved(range) => (vec![range], None),
                Answer::InQuestion(question) => (question.places, Some(question.why)),
                Answer::Gone => (Vec::new(), None),
            };
            Waiting {
                claim,
                old: Arc::clone(&old),
                at: passage.range(),
                places,
                why,
            }
        }));
    }
    let order = |waiting: &Waiting| {
        let claim = project.claim(waiting.claim);
        claim.map(|claim| (claim.passage.start, claim.id))
    };
    found.sort_by_key(order);
    found
}

/// The text that a passage stands in, with its place there. Where no version holds it, that is
/// what it keeps itself.
fn old_text(article: &Article, passage: &Passage) -> (Arc<str>, Passage) {
    if let Some(text) = article.text_of(passage) {
        return (Arc::clone(text), passage.clone());
    }
    let text = format!("{}{}{}", passage.prefix, passage.quote, passage.suffix);
    let start = passage.prefix.len();
    let at = start..start + passage.quote.len();
    let own = Passage::at(ArticleId::from_u128(0), &text, at).unwrap_or_else(|| passage.clone());
    (text.into(), own)
}
