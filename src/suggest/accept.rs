//! From what was read to a claim, or to a dismissal.
//!
//! Owns the one place where a proposal becomes a claim.

use std::ops::Range;

use super::Suggestion;
use crate::clock::Clock;
use crate::edit::{self, EditError, Transaction};
use crate::model::{Article, Claim, ClaimId, Dismissal, Passage, Project};
use crate::recognise::{Polarity, Proposal};

/// The claim that a proposal makes of the words at `range` of an article: everything that was
/// read but the tags, which may have to be made first. A figure without a date of its own has the
/// article's. None where the range is empty, outside the text or inside a character.
pub fn claim(
    article: &Article,
    range: Range<usize>,
    proposal: Proposal,
    clock: &Clock,
) -> Option<Claim> {
    let passage = Passage::at(article.id, &article.text, range)?;
    Some(Claim {
        figure: proposal.figure,
        when: proposal.when.or(article.published),
        claimant: proposal.claimant.unwrap_or_default(),
        subject: proposal.subject.unwrap_or_default(),
        stage: proposal.stage,
        note: proposal.polarity.map_or_else(String::new, remark),
        ..Claim::new(clock.fresh(), passage, clock.now())
    })
}

/// Makes claims of suggestions, tags and all, as one step. Returns the claims in the order of the
/// suggestions.
///
/// # Errors
/// [`EditError::Gone`] where an article is not in the project, [`EditError::BadPassage`] where a
/// suggestion was read in another text.
pub fn accept(
    project: &Project,
    suggestions: &[Suggestion],
    clock: &Clock,
) -> Result<(Vec<ClaimId>, Transaction), EditError> {
    let mut claims = Vec::with_capacity(suggestions.len());
    for Suggestion { article, record } in suggestions {
        let article = project.article(*article).ok_or(EditError::Gone)?;
        let proposal = Proposal::from(record.as_ref().clone());
        let paths = proposal.tag_paths.clone();
        let claim = claim(article, record.full.clone(), proposal, clock);
        claims.push((claim.ok_or(EditError::BadPassage)?, paths));
    }
    let ids = claims.iter().map(|(claim, _)| claim.id).collect();
    let label = match suggestions.len() {
        1 => "Accept figure".to_owned(),
        many => format!("Accept {many} figures"),
    };
    let transaction = edit::claims::add_all_tagged(project, claims, &label, clock)?;
    Ok((ids, transaction))
}

/// Dismisses suggestions as one step: they are not proposed again.
///
/// # Errors
/// As [`accept`].
pub fn dismiss(
    project: &Project,
    suggestions: &[Suggestion],
    clock: &Clock,
) -> Result<Transaction, EditError> {
    let dismissal = |Suggestion { article, record }: &Suggestion| {
        let article = project.article(*article).ok_or(EditError::Gone)?;
        let passage = Passage::at(article.id, &article.text, record.span.clone());
        Ok(Dismissal {
            id: clock.fresh(),
            passage: passage.ok_or(EditError::BadPassage)?,
        })
    };
    let dismissals: Result<_, EditError> = suggestions.iter().map(dismissal).collect();
    edit::dismissals::dismiss(project, dismissals?)
}

/// What a claim's note says of a figure that the text does not simply assert.
fn remark(polarity: Polarity) -> String {
    match polarity {
        Polarity::Negated => "Denied in the text",
        Polarity::Unconfirmed => "Unconfirmed in the text",
        Polarity::Hypothetical => "Hypothetical in the text",
    }
    .to_owned()
}
