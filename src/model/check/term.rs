//! Whether the analyst's own words say something, each once.

use std::collections::BTreeMap;

use crate::model::{Meaning, Project, Term, TermId};

/// What is wrong with the terms of a project.
pub(super) fn term_faults(project: &Project) -> Vec<(TermId, String)> {
    let mut faults = Vec::new();
    let mut by_words: BTreeMap<String, Vec<&Term>> = BTreeMap::new();
    for term in project.terms() {
        let words = term.words.escape_debug();
        if !term.words.chars().any(char::is_alphabetic) {
            faults.push((term.id, format!("its words “{words}” hold no letter")));
        }
        match &term.meaning {
            Meaning::Tag { tag } if project.tag(*tag).is_none() => {
                faults.push((
                    term.id,
                    format!("“{words}” stands for a tag that is not there, {tag}"),
                ));
            }
            Meaning::Unit { unit: name } | Meaning::Claimant { name } if name.trim().is_empty() => {
                faults.push((term.id, format!("“{words}” means nothing")));
            }
            Meaning::Tag { .. } | Meaning::Unit { .. } | Meaning::Claimant { .. } => {}
        }
        let same_words = by_words.entry(term.words.to_lowercase()).or_default();
        if let Some(other) = same_words.iter().find(|other| other.clashes_with(term)) {
            faults.push((
                term.id,
                format!("“{words}” is taught twice; the other is {}", other.id),
            ));
        }
        same_words.push(term);
    }
    faults
}
