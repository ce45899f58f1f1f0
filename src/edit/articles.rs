//! Edits of articles.

mod arrivals;
mod replacement;

pub use arrivals::{Arrival, Arrivals};
pub use replacement::{NewText, Replacement, replace_text};

use super::{Draft, EditError, Transaction, claims, dismissals};
use crate::model::{Article, ArticleId, Claim, Key, Project, When};

/// Adds articles as one step. Whether a text is already there is for the caller to ask
/// ([`Arrivals`]).
pub fn add(project: &Project, articles: Vec<Article>) -> Transaction {
    let label = match articles.as_slice() {
        [one] => format!("Import “{}”", one.display_title()),
        many => format!("Import {} articles", many.len()),
    };
    let mut draft = Draft::new(project);
    for article in articles {
        draft.put(article);
    }
    draft.finish(label)
}

/// Replaces what is known about an article; its text stays. Claims without a date get that of the
/// article where it had none.
///
/// # Errors
/// [`EditError::Gone`] where there is no such article.
pub fn set_details(project: &Project, article: Article) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    let old = draft.article(article.id)?;
    if old.published.is_none() {
        date_claims_in(&mut draft, project, article.id, article.published);
    }
    draft.put(Article {
        text: old.text.clone(),
        blocks: old.blocks.clone(),
        hash: old.hash.clone(),
        versions: old.versions.clone(),
        ..article
    });
    Ok(draft.finish("Edit article details"))
}

/// Gives the date of an article that had none to its claims that have none: they would have had it
/// from the start.
fn date_claims_in(draft: &mut Draft<'_>, project: &Project, id: ArticleId, date: Option<When>) {
    for claim in project.claims_of(id).filter(|claim| claim.when.is_none()) {
        draft.put(Claim {
            when: date,
            ..claim.as_ref().clone()
        });
    }
}

/// Says when an article was published. Claims without a date get it where the article had none.
///
/// # Errors
/// [`EditError::Gone`] where there is no such article.
pub fn set_published(
    project: &Project,
    id: ArticleId,
    published: When,
) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    let old = draft.article(id)?;
    if old.published.is_none() {
        date_claims_in(&mut draft, project, id, Some(published));
    }
    draft.put(Article {
        published: Some(published),
        ..old.as_ref().clone()
    });
    Ok(draft.finish("Set date of publication"))
}

/// Gives an article another text, while no claim stands on the old one. Dismissals follow their
/// words; those whose words are gone go as well.
///
/// # Errors
/// [`EditError::Gone`] where there is no such article, [`EditError::HasClaims`] where claims
/// stand on its text.
pub fn replace_unclaimed_text(
    project: &Project,
    article: Article,
) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    let old = draft.article(article.id)?;
    if project.claim_count_of(article.id) > 0 {
        return Err(EditError::HasClaims);
    }
    dismissals::follow_text_in(&mut draft, &article);
    draft.put(Article {
        versions: old.versions.clone(),
        ..article
    });
    Ok(draft.finish("Read article again"))
}

/// Deletes an article with the claims and dismissals that stand on it.
///
/// # Errors
/// [`EditError::Gone`] where there is no such article.
pub fn delete(project: &Project, id: ArticleId) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    let article = draft.article(id)?;
    for claim in project.claims_of(id) {
        claims::delete_in(&mut draft, claim.id)?;
    }
    for dismissal in project.dismissals_of(id) {
        draft.remove(Key::Dismissal(dismissal.id));
    }
    draft.remove(Key::Article(id));
    Ok(draft.finish(format!("Delete “{}”", article.display_title())))
}
