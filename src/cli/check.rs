//! `check`: what a project says that cannot be so.

use super::arguments::Arguments;
use super::{Outcome, Status, Streams, articles};
use crate::message::printable;

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> Outcome {
    let opened = articles::open(arguments.first(), streams)?;
    let name = printable(&arguments.first().to_string_lossy());
    for fault in &opened.faults {
        writeln!(streams.out, "{name}: {}", printable(&fault.to_string()))?;
    }
    if !opened.faults.is_empty() {
        return Ok(Status::Failed);
    }
    let project = &opened.project;
    let (articles, claims) = (project.articles().len(), project.claims().len());
    writeln!(
        streams.out,
        "{name}: no fault in {articles} articles and {claims} claims"
    )?;
    Ok(Status::Done)
}
