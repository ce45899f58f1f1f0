//! Edits of who says things: several names of one claimant become one.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Draft, EditError, Transaction};
use crate::clock::Clock;
use crate::model::{Chart, Claim, Finding, Meaning, Project, Rule, Term};

/// Gives every claim of these names one claimant, in one step. Charts and rules that ask for a
/// name ask for the one that stays, and the others become words of the project's own, so that the
/// recogniser writes the right name from now on.
///
/// # Errors
/// [`EditError::EmptyName`] for a name that says nothing.
pub fn merge(
    project: &Project,
    names: &BTreeSet<String>,
    into: &str,
    clock: &Clock,
) -> Result<Transaction, EditError> {
    let into = into.trim();
    if into.is_empty() {
        return Err(EditError::EmptyName);
    }
    let goes = |name: &str| name != into && names.contains(name);
    let mut draft = Draft::new(project);
    for claim in project.claims().filter(|claim| goes(&claim.claimant)) {
        draft.put(Claim {
            claimant: into.to_owned(),
            ..claim.as_ref().clone()
        });
    }
    for chart in project.charts() {
        let asked = &chart.filter.claimants;
        if asked.iter().any(|name| goes(name)) {
            let mut chart: Chart = chart.as_ref().clone();
            chart.filter.claimants.retain(|name| !goes(name));
            chart.filter.claimants.insert(into.to_owned());
            draft.put(chart);
        }
    }
    for finding in project.findings() {
        if matches!(&finding.rule, Some(Rule::Claimant { name }) if goes(name)) {
            let name = into.to_owned();
            draft.put(Finding {
                rule: Some(Rule::Claimant { name }),
                ..finding.as_ref().clone()
            });
        }
    }
    teach(&mut draft, names, into, clock);
    Ok(draft.finish(format!("Merge claimants into “{into}”")))
}

/// Makes the other names words of the project's own, and lets those that meant one of them mean
/// the one that stays.
fn teach(draft: &mut Draft<'_>, names: &BTreeSet<String>, into: &str, clock: &Clock) {
    let others = names.iter().filter(|name| *name != into);
    let known: Vec<Arc<Term>> = draft.project().terms().cloned().collect();
    for term in &known {
        if matches!(&term.meaning, Meaning::Claimant { name } if name != into && names.contains(name))
        {
            let name = into.to_owned();
            draft.put(Term {
                meaning: Meaning::Claimant { name },
                ..term.as_ref().clone()
            });
        }
    }
    let mut taught: BTreeSet<String> = BTreeSet::new();
    for name in others.filter(|name| name.chars().any(char::is_alphabetic)) {
        let words = name.split_whitespace().collect::<Vec<_>>().join(" ");
        // Capitals alone make no other word.
        if !taught.insert(words.to_lowercase()) {
            continue;
        }
        let term = Term {
            id: clock.fresh(),
            words,
            meaning: Meaning::Claimant {
                name: into.to_owned(),
            },
        };
        // Where it meant somebody else so far, what the person says now counts.
        let taken = known.iter().find(|other| term.clashes_with(other));
        let id = taken.map_or(term.id, |other| other.id);
        draft.put(Term { id, ..term });
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::edit::{History, articles, claims};
    use crate::findings::fixture;

    #[test]
    fn one_name_takes_the_place_of_several_in_one_step() {
        let clock = Clock::fixed(Timestamp::UNIX_EPOCH);
        let mut project = Project::default();
        let mut history = History::default();
        let article = fixture::article(1, "A", "Some 500 were killed. Some 600 were killed.");
        let step = articles::add(&project, vec![article]);
        history.apply(&mut project, step, None);
        for (id, words, claimant) in [(1, "500", "UK MoD"), (2, "600", "Ministry of Defence, UK")] {
            let mut claim = fixture::claim(&project, id, 1, words);
            claimant.clone_into(&mut claim.claimant);
            let step = claims::add(&project, claim).unwrap();
            history.apply(&mut project, step, None);
        }
        let before = project.clone();
        let names: BTreeSet<String> = ["UK MoD", "UK mod", "Ministry of Defence, UK"]
            .map(str::to_owned)
            .into();
        let step = merge(&project, &names, "UK Ministry of Defence", &clock).unwrap();
        assert_eq!(step.label, "Merge claimants into “UK Ministry of Defence”");
        history.apply(&mut project, step, None);
        let claimants: BTreeSet<&str> = project.claims().map(|c| c.claimant.as_str()).collect();
        assert_eq!(claimants, BTreeSet::from(["UK Ministry of Defence"]));
        let words: Vec<&str> = project.terms().map(|term| term.words.as_str()).collect();
        assert_eq!(words, ["Ministry of Defence, UK", "UK MoD"]);
        assert_eq!(crate::model::check::check(&project), []);
        history.undo(&mut project);
        assert_eq!(project, before);
    }
}
