//! Edits of what a person said to the program's questions.

use super::{Draft, EditError, Transaction};
use crate::model::{Answer, AnswerId, ClaimId, Doubt, Key, Project};

/// Remembers an answer. One that was given to the same question before is replaced.
///
/// # Errors
/// [`EditError::Gone`] where a claim is not in the project, or where it is about nothing.
pub fn give(project: &Project, answer: Answer) -> Result<Transaction, EditError> {
    let label = match answer.doubt {
        Doubt::SameQuantity => "Dismiss proposed finding",
        Doubt::SameClaimant => "Keep claimants apart",
        _ => "Answer question",
    };
    let mut draft = Draft::new(project);
    give_in(&mut draft, answer)?;
    Ok(draft.finish(label))
}

/// Remembers an answer as part of a larger step.
pub(super) fn give_in(draft: &mut Draft<'_>, answer: Answer) -> Result<(), EditError> {
    if answer.claims.is_empty() && answer.names.is_empty() {
        return Err(EditError::Gone);
    }
    for claim in &answer.claims {
        draft.claim(*claim)?;
    }
    let same = |other: &Answer| {
        other.id != answer.id
            && other.doubt == answer.doubt
            && other.claims == answer.claims
            && other.names == answer.names
    };
    for other in draft.project().answers().filter(|other| same(other)) {
        draft.remove(Key::Answer(other.id));
    }
    draft.put(Answer {
        reason: answer.reason.trim().to_owned(),
        ..answer
    });
    Ok(())
}

/// Takes answers back, so that their questions are asked again.
///
/// # Errors
/// [`EditError::Gone`] where one of them is not in the project.
pub fn take_back(project: &Project, ids: &[AnswerId]) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    for id in ids {
        draft.answer(*id)?;
        draft.remove(Key::Answer(*id));
    }
    Ok(draft.finish(match ids.len() {
        1 => "Ask again".to_owned(),
        many => format!("Ask {many} questions again"),
    }))
}

/// Answers lose a claim that goes; what is then about no claim or name goes as well, and so does
/// the answer that keeps apart what is only one claim by now.
pub(super) fn let_go_in(draft: &mut Draft<'_>, id: ClaimId) {
    for answer in draft.project().answers() {
        let Ok(answer) = draft.answer(answer.id) else {
            continue;
        };
        if !answer.claims.contains(&id) {
            continue;
        }
        let mut left = answer.as_ref().clone();
        left.claims.remove(&id);
        let is_over = match left.doubt {
            Doubt::SameQuantity => left.claims.len() < 2,
            Doubt::SameClaimant => left.names.is_empty(),
            // A question about claims is another one without one of them.
            _ => true,
        };
        if is_over {
            draft.remove(Key::Answer(left.id));
        } else {
            draft.put(left);
        }
    }
}
