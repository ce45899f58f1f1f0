//! `claims` and `export`: the table of claims, on standard output or in a file.

use std::io::{self, Write};

use strum::{Display, EnumString};

use super::arguments::Arguments;
use super::output::{out_of, write_out};
use super::table::{Column, Table};
use super::{Failure, Outcome, Status, Streams, articles};
use crate::exchange::{DossierFormat, TableFormat, claims_table, draw_dossier};
use crate::model::{Claim, Project};
use crate::search::{Asking, Query, QueryFault};

/// What `claims --format` takes.
#[derive(Debug, Clone, Copy, EnumString, Display)]
#[strum(serialize_all = "lowercase", ascii_case_insensitive)]
enum ListFormat {
    Table,
    Csv,
    Json,
    Jsonl,
}

pub(super) fn list(arguments: &Arguments, streams: &mut Streams<'_>) -> Outcome {
    let format = arguments.choice("format", "table, csv, json or jsonl")?;
    let query = query(arguments.text("query")?.unwrap_or_default())?;
    let project = articles::open(arguments.first(), streams)?.project;
    let asked = Asking::new(&project, &query);
    let keep = |claim: &Claim| asked.matches(claim);
    let format = match format.unwrap_or(ListFormat::Table) {
        ListFormat::Table => {
            table(&project, &asked, streams.out)?;
            return Ok(Status::Done);
        }
        ListFormat::Csv => TableFormat::Csv,
        ListFormat::Json => TableFormat::Json,
        ListFormat::Jsonl => TableFormat::Jsonl,
    };
    format.write(claims_table::rows(&project, &keep), &mut *streams.out)?;
    Ok(Status::Done)
}

/// Reads a query as it was given.
pub(super) fn query(text: &str) -> Result<Query, Failure> {
    text.parse()
        .map_err(|fault: QueryFault| Failure::Usage(fault.spoken(text)))
}

pub(super) fn export(arguments: &Arguments, streams: &mut Streams<'_>) -> Outcome {
    let out = out_of(arguments)?;
    let formats = "csv, xlsx, json, jsonl, html or docx";
    let dossier = match arguments.text("format")? {
        Some(format) => format.parse().ok(),
        None => DossierFormat::of_ending(out),
    };
    if let Some(format) = dossier {
        let project = articles::open(arguments.first(), streams)?.project;
        let bytes =
            draw_dossier(&project, format).map_err(|error| Failure::Told(error.to_string()))?;
        write_out(out, arguments, streams, |sink| sink.write_all(&bytes))?;
        return Ok(Status::Done);
    }
    let chosen = arguments.choice("format", formats)?;
    let Some(format) = chosen.or_else(|| TableFormat::of_ending(out)) else {
        let reason = "name a file that ends in .csv, .xlsx, .json, .jsonl, .html or .docx, \
                      or give --format";
        return Err(Failure::Usage(reason.to_owned()));
    };
    let project = articles::open(arguments.first(), streams)?.project;
    write_out(out, arguments, streams, |sink| {
        format.write(claims_table::rows(&project, |_| true), sink)
    })?;
    Ok(Status::Done)
}

/// A table for people: the claims that are asked for, a line each.
fn table(project: &Project, asked: &Asking<'_>, out: &mut dyn Write) -> io::Result<()> {
    let column = |heading, widest| Column { heading, widest };
    let mut table = Table::new([
        column("date", 12),
        column("figure", 28),
        column("tags", 24),
        column("claimant", 24),
        column("quote", 60),
    ]);
    for claim in project.claims().filter(|claim| asked.matches(claim)) {
        table.push(cells(project, claim));
    }
    table.write(out)
}

fn cells(project: &Project, claim: &Claim) -> [String; 5] {
    let tags: Vec<String> = claim
        .tags
        .iter()
        .map(|tag| project.tag_path(*tag))
        .collect();
    [
        claim.when.map(|when| when.to_string()).unwrap_or_default(),
        claim
            .figure
            .as_ref()
            .map(crate::model::Figure::spoken)
            .unwrap_or_default(),
        tags.join(", "),
        claim.claimant.clone(),
        claim.passage.quote.clone(),
    ]
}
