//! `merge`: two people's work on one project, for scripts and for git.

use std::ffi::OsStr;
use std::path::Path;

use super::arguments::Arguments;
use super::{Failure, Outcome, Status, Streams, articles};

use crate::merge::{Conflict, merge};
use crate::message::printable;
use crate::model::{Entity, Key, Project};
use crate::store::{self, Expected, Places};

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> Outcome {
    let [base, ours, theirs] = arguments.words() else {
        return Err(Failure::Usage("name the three files to merge".to_owned()));
    };
    let base = open_base(base, streams)?;
    let ours = articles::open_to_save(ours, arguments, streams)?.project;
    let theirs = articles::open_to_save(theirs, arguments, streams)?.project;
    let merged = merge(&base, &ours, &theirs);
    let out = arguments.value("out").unwrap_or_else(|| OsStr::new("-"));
    if articles::is_dash(out) {
        store::write_to(&merged.project, &mut *streams.out)?;
    } else {
        // The old file of that name is one of the three, or meant to go.
        store::save(
            &merged.project,
            Path::new(out),
            Expected::Anything,
            &Places::standard(),
        )
        .map_err(|error| Failure::Told(error.to_string()))?;
    }
    for conflict in &merged.conflicts {
        streams.tell(&printable(&told(conflict)));
    }
    for fault in &merged.faults {
        streams.tell(&printable(&format!("to look at: {fault}")));
    }
    if merged.conflicts.is_empty() && merged.faults.is_empty() {
        Ok(Status::Done)
    } else {
        Ok(Status::Failed)
    }
}

/// The common ancestor; git gives an empty file where there is none.
fn open_base(path: &OsStr, streams: &mut Streams<'_>) -> Result<Project, Failure> {
    let is_empty = std::fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() == 0);
    if is_empty {
        return Ok(Project::default());
    }
    Ok(articles::open(path, streams)?.project)
}

/// A conflict in words: `conflict: claim 0193… (“$725 million”): both changed note; ours is kept`.
fn told(conflict: &Conflict) -> String {
    let what = named(conflict);
    match (&conflict.ours, &conflict.theirs) {
        (None, _) => format!("conflict: {what}: ours deleted it, theirs needs it; it is kept"),
        (_, None) => format!("conflict: {what}: theirs deleted it, ours needs it; it is kept"),
        _ => format!(
            "conflict: {what}: both changed {}; ours is kept",
            conflict.fields.join(", ")
        ),
    }
}

fn named(conflict: &Conflict) -> String {
    let key: Key = conflict.key;
    let entity = conflict.ours.as_ref().or(conflict.theirs.as_ref());
    let name = entity.and_then(Entity::name);
    name.map_or_else(|| key.to_string(), |name| format!("{key} (“{name}”)"))
}
