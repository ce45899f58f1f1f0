//! `claims` and `export`: the table of claims, on standard output or in a file.

use std::io::{self, Write};

use strum::{Display, EnumString};

use super::arguments::Arguments;
use super::output::{out_of, write_out};
use super::{Failure, Outcome, Status, Streams, articles};
use crate::exchange::{TableFormat, claims_table};
use crate::model::{Claim, Filter, Project};
use crate::search::PreparedFilter;

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
    let filter = Filter {
        text: arguments.text("query")?.unwrap_or_default().to_owned(),
        ..Filter::default()
    };
    let project = articles::open(arguments.first(), streams)?.project;
    let asked = PreparedFilter::new(&project, &filter);
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

pub(super) fn export(arguments: &Arguments, streams: &mut Streams<'_>) -> Outcome {
    let out = out_of(arguments)?;
    let chosen = arguments.choice("format", "csv, json or jsonl")?;
    let Some(format) = chosen.or_else(|| TableFormat::of_ending(out)) else {
        let reason = "name a file that ends in .csv, .json or .jsonl, or give --format";
        return Err(Failure::Usage(reason.to_owned()));
    };
    let project = articles::open(arguments.first(), streams)?.project;
    write_out(out, arguments, streams, |sink| {
        format.write(claims_table::rows(&project, |_| true), sink)
    })?;
    Ok(Status::Done)
}

/// The widest cells of the table for people, in characters.
const WIDTHS: [usize; 5] = [12, 28, 24, 24, 60];
const HEADINGS: [&str; 5] = ["date", "figure", "tags", "claimant", "quote"];

/// A table for people: the claims that are asked for, a line each.
fn table(project: &Project, asked: &PreparedFilter, out: &mut dyn Write) -> io::Result<()> {
    let claims = || project.claims().filter(|claim| asked.matches(claim));
    let mut widths = HEADINGS.map(str::len);
    for claim in claims() {
        for (width, cell) in widths.iter_mut().zip(cells(project, claim)) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut line = |cells: [String; 5]| {
        let padded = cells
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:width$}"));
        let line: Vec<String> = padded.collect();
        writeln!(out, "{}", line.join("  ").trim_end())
    };
    line(HEADINGS.map(str::to_owned))?;
    for claim in claims() {
        line(cells(project, claim))?;
    }
    Ok(())
}

fn cells(project: &Project, claim: &Claim) -> [String; 5] {
    let tags: Vec<String> = claim
        .tags
        .iter()
        .map(|tag| project.tag_path(*tag))
        .collect();
    let cells = [
        claim.when.map(|when| when.to_string()).unwrap_or_default(),
        claim
            .figure
            .as_ref()
            .map(crate::model::Figure::spoken)
            .unwrap_or_default(),
        tags.join(", "),
        claim.claimant.clone(),
        claim.passage.quote.clone(),
    ];
    let mut widths = WIDTHS.iter();
    cells.map(|cell| shortened(&cell, *widths.next().unwrap_or(&0)))
}

/// On one line and no wider than that.
fn shortened(cell: &str, width: usize) -> String {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let line = words.join(" ");
    if line.chars().count() <= width {
        return line;
    }
    let mut short: String = line.chars().take(width.saturating_sub(1)).collect();
    short.push('…');
    short
}
