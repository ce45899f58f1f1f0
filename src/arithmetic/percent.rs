//! Percentages that do not fit the two numbers beside them.

use unicode_segmentation::UnicodeSegmentation as _;

use super::{Question, figure};
use crate::findings::agreement::ratio;
use crate::model::{Amount, Article, Claim, Doubt, FigureKind, Project, TimeFrame};

/// How far a share may be off, in points of per cent.
const POINTS: f64 = 2.5;

pub(super) fn questions(project: &Project) -> Vec<Question> {
    let mut found = Vec::new();
    for article in project.articles() {
        let mut claims = project.claims_of(article.id);
        let is_percent = |claim: &&Claim| {
            let figure = claim.figure.as_ref();
            figure.is_some_and(|figure| figure.kind == FigureKind::Percent)
        };
        if !claims.any(|claim| is_percent(&claim.as_ref())) {
            continue;
        }
        for claims in by_sentence(project, article) {
            let (shares, numbers): (Vec<&Claim>, Vec<&Claim>) =
                claims.into_iter().partition(|claim| is_percent(claim));
            // More than one share or two numbers, and nothing says what belongs to what.
            if let ([share], [one, other]) = (shares.as_slice(), numbers.as_slice()) {
                found.extend(ask(share, one, other));
            }
        }
    }
    found
}

/// The claims of an article that have a figure, sentence by sentence.
fn by_sentence<'a>(project: &'a Project, article: &'a Article) -> Vec<Vec<&'a Claim>> {
    let mut sentences: Vec<Vec<&Claim>> = Vec::new();
    let mut bounds = article.text.split_sentence_bound_indices().peekable();
    let mut last = None;
    for claim in project.claims_of(article.id) {
        let start = claim.passage.start;
        while bounds
            .peek()
            .is_some_and(|(at, sentence)| at + sentence.len() <= start)
        {
            bounds.next();
        }
        let here = bounds.peek().map(|(at, _)| *at);
        if here != last || sentences.is_empty() {
            sentences.push(Vec::new());
            last = here;
        }
        if let Some(sentence) = sentences.last_mut().filter(|_| claim.figure.is_some()) {
            sentence.push(claim);
        }
    }
    sentences
}

fn ask(share: &Claim, one: &Claim, other: &Claim) -> Option<Question> {
    let ((per_cent, allowed), (first, _), (second, _)) =
        (figure(share)?, figure(one)?, figure(other)?);
    let same = first.unit == second.unit && first.time_frame == second.time_frame;
    if !same || matches!(first.time_frame, TimeFrame::Rate(_)) {
        return None;
    }
    let (part, base) = match (first.central()?, second.central()?) {
        (one, other) if one <= other => (first, second),
        _ => (second, first),
    };
    let times = ratio(part.central()?, base.central()?)?;
    let part_share = 100.0 / times;
    // A part of the whole, what is left of it, or how much more or less it became.
    let meanings = [part_share, 100.0 - part_share, (times - 1.0) * 100.0];
    let (low, high) = (
        allowed.low.to_f64() - POINTS,
        allowed.high.to_f64() + POINTS,
    );
    if meanings
        .iter()
        .any(|meaning| (low..=high).contains(meaning))
    {
        return None;
    }
    let rounded = Amount::from(part_share.round() as i64);
    Some(Question {
        doubt: Doubt::PercentOfBase,
        claims: vec![share.id, one.id, other.id],
        words: format!(
            "{} is {rounded} % of {}, and the sentence says {}. A percentage of what?",
            part.spoken(),
            base.spoken(),
            per_cent.spoken(),
        ),
    })
}
