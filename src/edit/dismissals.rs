//! Edits of what the analyst does not want of the recognised figures.

use super::{Draft, EditError, Transaction};
use crate::model::{Article, Dismissal, DismissalId, Key, Passage, Project};

/// Dismisses figures as one step.
///
/// # Errors
/// [`EditError::Gone`] where an article is not in the project, [`EditError::BadPassage`] where
/// its words are not at their place.
pub fn dismiss(project: &Project, dismissals: Vec<Dismissal>) -> Result<Transaction, EditError> {
    let label = match dismissals.len() {
        1 => "Dismiss figure".to_owned(),
        many => format!("Dismiss {many} figures"),
    };
    let mut draft = Draft::new(project);
    for dismissal in dismissals {
        let article = draft.article(dismissal.passage.article)?;
        if !dismissal.passage.matches(&article.text) {
            return Err(EditError::BadPassage);
        }
        draft.put(dismissal);
    }
    Ok(draft.finish(label))
}

/// Takes dismissals back, so that their figures are proposed again.
///
/// # Errors
/// [`EditError::Gone`] where a dismissal is not in the project.
pub fn take_back(project: &Project, ids: &[DismissalId]) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    for id in ids {
        draft.dismissal(*id)?;
        draft.remove(Key::Dismissal(*id));
    }
    Ok(draft.finish(match ids.len() {
        1 => "Bring back figure".to_owned(),
        many => format!("Bring back {many} figures"),
    }))
}

/// Moves the dismissals of an article to where their words stand in its new text; those whose
/// words are gone go as well.
pub(super) fn follow_text_in(draft: &mut Draft<'_>, article: &Article) {
    for dismissal in draft.project().dismissals_of(article.id) {
        let place = dismissal.passage.found_in(&article.text);
        let passage = place.and_then(|range| Passage::at(article.id, &article.text, range));
        match passage {
            Some(passage) => draft.put(Dismissal {
                id: dismissal.id,
                passage,
            }),
            None => draft.remove(Key::Dismissal(dismissal.id)),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::edit::{History, articles};
    use crate::model::ArticleId;
    use crate::model::check::check;

    const TEXT: &str = "The ministry gave $5 million to the town, and $6 million to the port.";

    fn article(text: &str) -> Article {
        Article {
            id: ArticleId::from_u128(1),
            title: "Two gifts".to_owned(),
            publisher: String::new(),
            byline: String::new(),
            published: None,
            url: String::new(),
            language: String::new(),
            source_file: String::new(),
            encoding: String::new(),
            imported: Timestamp::UNIX_EPOCH,
            hash: Article::hash_of(text),
            text: text.into(),
            blocks: Vec::new(),
            versions: Vec::new(),
            captions: Vec::new(),
            file_hash: String::new(),
        }
    }

    /// A project in which both amounts are dismissed.
    fn project() -> (Project, History) {
        let mut project = Project::default();
        let mut history = History::default();
        let step = articles::add(&project, vec![article(TEXT)]);
        history.apply(&mut project, step, None);
        let dismissals = ["$5 million", "$6 million"].into_iter().zip(1..);
        let dismissals = dismissals.map(|(words, id)| {
            let start = TEXT.find(words).unwrap();
            let range = start..start + words.len();
            Dismissal {
                id: DismissalId::from_u128(id),
                passage: Passage::at(ArticleId::from_u128(1), TEXT, range).unwrap(),
            }
        });
        let step = dismiss(&project, dismissals.collect()).unwrap();
        assert_eq!(step.label, "Dismiss 2 figures");
        history.apply(&mut project, step, None);
        (project, history)
    }

    #[test]
    fn what_was_dismissed_can_be_brought_back() {
        let (mut project, mut history) = project();
        let first = project.dismissals().next().unwrap().id;
        let step = take_back(&project, &[first]).unwrap();
        history.apply(&mut project, step, None);
        let left: Vec<_> = project.dismissals_of(ArticleId::from_u128(1)).collect();
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].passage.quote, "$6 million");
        assert_eq!(take_back(&project, &[first]), Err(EditError::Gone));
    }

    #[test]
    fn words_that_are_not_there_cannot_be_dismissed() {
        let (project, _) = project();
        let mut wrong = project.dismissals().next().unwrap().as_ref().clone();
        wrong.passage.start += 1;
        wrong.passage.end += 1;
        assert_eq!(
            dismiss(&project, vec![wrong.clone()]),
            Err(EditError::BadPassage)
        );
        wrong.passage.article = ArticleId::from_u128(8);
        assert_eq!(dismiss(&project, vec![wrong]), Err(EditError::Gone));
    }

    #[test]
    fn an_article_takes_its_dismissals_with_it() {
        let (mut project, mut history) = project();
        let step = articles::delete(&project, ArticleId::from_u128(1)).unwrap();
        history.apply(&mut project, step, None);
        assert!(project.is_empty());
        history.undo(&mut project);
        assert_eq!(project.dismissals().len(), 2);
    }

    #[test]
    fn dismissals_follow_their_words_into_another_text() {
        let (mut project, mut history) = project();
        let before = project.clone();
        let text = "Corrected. The ministry gave $5 million to the town, and the port got nothing.";
        let step = articles::replace_unclaimed_text(&project, article(text)).unwrap();
        history.apply(&mut project, step, None);
        let left: Vec<_> = project.dismissals().collect();
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].passage.quote, "$5 million");
        assert_eq!(check(&project), []);
        history.undo(&mut project);
        assert_eq!(project, before);
    }
}
