//! Edits of the analyst's own words.

use super::{Draft, EditError, Transaction, tags};
use crate::clock::Clock;
use crate::model::{Key, Meaning, Project, Term, TermId};

/// Adds or replaces a term. Its words and names are kept without spaces around them.
///
/// # Errors
/// [`EditError::NoLetter`], [`EditError::EmptyMeaning`], [`EditError::WordsTaken`], or
/// [`EditError::Gone`] for a missing tag.
pub fn put(project: &Project, term: Term) -> Result<Transaction, EditError> {
    let verb = verb(project, term.id);
    let mut draft = Draft::new(project);
    let words = put_in(&mut draft, term)?;
    Ok(draft.finish(format!("{verb} “{words}”")))
}

/// Adds or replaces a term that means the tag of that path, which is made where it is missing, as
/// one step.
///
/// # Errors
/// As [`put`], and those of [`super::tags::create_path`].
pub fn put_about(
    project: &Project,
    id: TermId,
    words: &str,
    path: &str,
    clock: &Clock,
) -> Result<Transaction, EditError> {
    let verb = verb(project, id);
    let mut draft = Draft::new(project);
    let tag = tags::create_path_in(&mut draft, path, clock)?;
    let term = Term {
        id,
        words: words.to_owned(),
        meaning: Meaning::Tag { tag },
    };
    let words = put_in(&mut draft, term)?;
    Ok(draft.finish(format!("{verb} “{words}”")))
}

fn verb(project: &Project, id: TermId) -> &'static str {
    match project.term(id) {
        Some(_) => "Edit",
        None => "Teach",
    }
}

/// Puts the term into the draft; returns its words as they are kept.
fn put_in(draft: &mut Draft<'_>, term: Term) -> Result<String, EditError> {
    let term = Term {
        words: tidy(&term.words),
        meaning: match term.meaning {
            Meaning::Unit { unit } => Meaning::Unit { unit: tidy(&unit) },
            Meaning::Claimant { name } => Meaning::Claimant { name: tidy(&name) },
            tag @ Meaning::Tag { .. } => tag,
        },
        id: term.id,
    };
    if !term.words.chars().any(char::is_alphabetic) {
        return Err(EditError::NoLetter);
    }
    match &term.meaning {
        Meaning::Unit { unit: name } | Meaning::Claimant { name } if name.is_empty() => {
            return Err(EditError::EmptyMeaning);
        }
        Meaning::Tag { tag } => {
            draft.tag(*tag)?;
        }
        Meaning::Unit { .. } | Meaning::Claimant { .. } => {}
    }
    if let Some(other) = draft
        .project()
        .terms()
        .find(|other| other.clashes_with(&term))
    {
        return Err(EditError::WordsTaken(other.words.clone()));
    }
    let words = term.words.clone();
    draft.put(term);
    Ok(words)
}

/// Forgets a term.
///
/// # Errors
/// [`EditError::Gone`] where there is no such term.
pub fn delete(project: &Project, id: TermId) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    let words = draft.term(id)?.words.clone();
    draft.remove(Key::Term(id));
    Ok(draft.finish(format!("Delete “{words}”")))
}

/// On one line, with single spaces.
fn tidy(words: &str) -> String {
    let between = |c: char| c.is_whitespace() || c.is_control();
    let words: Vec<&str> = words
        .split(between)
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::History;
    use crate::model::TagId;

    fn term(id: u128, words: &str, meaning: Meaning) -> Term {
        Term {
            id: TermId::from_u128(id),
            words: words.to_owned(),
            meaning,
        }
    }

    fn unit(unit: &str) -> Meaning {
        Meaning::Unit {
            unit: unit.to_owned(),
        }
    }

    #[test]
    fn words_are_taught_edited_and_forgotten() {
        let mut project = Project::default();
        let mut history = History::default();
        let step = put(&project, term(1, " Lancet\n drone ", unit(" drone "))).unwrap();
        assert_eq!(step.label, "Teach “Lancet drone”");
        history.apply(&mut project, step, None);
        let taught = project.terms().next().unwrap();
        assert_eq!(taught.words, "Lancet drone");
        assert_eq!(taught.meaning, unit("drone"));
        let step = put(&project, term(1, "Lancet", unit("drone"))).unwrap();
        assert_eq!(step.label, "Edit “Lancet”");
        history.apply(&mut project, step, None);
        let step = delete(&project, TermId::from_u128(1)).unwrap();
        history.apply(&mut project, step, None);
        assert!(project.is_empty());
        assert_eq!(delete(&project, TermId::from_u128(1)), Err(EditError::Gone));
    }

    #[test]
    fn what_cannot_be_taught_is_refused() {
        let mut project = Project::default();
        let step = put(&project, term(1, "Lancet", unit("drone"))).unwrap();
        History::default().apply(&mut project, step, None);
        let refused = |term| put(&project, term).unwrap_err();
        assert_eq!(refused(term(2, " 155 ", unit("gun"))), EditError::NoLetter);
        assert_eq!(
            refused(term(2, "Geran", unit(" \n"))),
            EditError::EmptyMeaning
        );
        assert_eq!(
            refused(term(2, "lancet", unit("munition"))),
            EditError::WordsTaken("Lancet".to_owned())
        );
        let tag = TagId::from_u128(4);
        assert_eq!(
            refused(term(2, "Geran", Meaning::Tag { tag })),
            EditError::Gone
        );
    }
}
