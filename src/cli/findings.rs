//! `findings`: what is one fact, where sources disagree, and which numbers do not add up.

use std::io;

use serde::Serialize;

use super::arguments::Arguments;
use super::table::{Column, Table};
use super::{Failure, Outcome, Status, Streams, articles};
use crate::arithmetic;
use crate::echo::Echoes;
use crate::exchange::claims_table::safe_cell;
use crate::findings::agreement::Agreement;
use crate::findings::overview::{Overview, Row};
use crate::model::{ClaimId, Project};

/// What `findings --json` and `--csv` give for each finding.
#[derive(Serialize)]
struct Record<'a> {
    finding: Option<String>,
    state: String,
    title: &'a str,
    low: Option<String>,
    high: Option<String>,
    ratio: Option<f64>,
    agree: bool,
    value: Option<String>,
    chosen: Option<&'a str>,
    articles: usize,
    independent: usize,
    claims: Vec<String>,
    proposed: Vec<String>,
    why: &'a [String],
}

/// What `findings --questions --json` gives for each question.
#[derive(Serialize)]
struct Asked<'a> {
    question: String,
    claims: Vec<String>,
    words: &'a str,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> Outcome {
    if arguments.has("json") && arguments.has("csv") {
        let reason = "--json and --csv ask for two formats; give one of them";
        return Err(Failure::Usage(reason.to_owned()));
    }
    let project = articles::open(arguments.first(), streams)?.project;
    let overview = Overview::of(&project, &Echoes::of(&project));
    if arguments.has("questions") {
        questions(&project, &overview, arguments, streams)?;
    } else if arguments.has("conflicts") {
        rows(&overview.conflicts(), arguments, streams)?;
    } else {
        rows(
            &overview.rows.iter().collect::<Vec<_>>(),
            arguments,
            streams,
        )?;
    }
    Ok(Status::Done)
}

fn rows(rows: &[&Row], arguments: &Arguments, streams: &mut Streams<'_>) -> io::Result<()> {
    let records = rows.iter().map(|row| record(row));
    if arguments.has("json") {
        return lines(records, streams);
    }
    if arguments.has("csv") {
        let mut out = csv::Writer::from_writer(&mut *streams.out);
        out.write_record([
            "finding",
            "state",
            "title",
            "low",
            "high",
            "ratio",
            "agree",
            "value",
            "chosen",
            "articles",
            "independent",
            "claims",
            "proposed",
            "why",
        ])?;
        for one in records {
            let cells = [
                one.finding.unwrap_or_default(),
                one.state,
                one.title.to_owned(),
                one.low.unwrap_or_default(),
                one.high.unwrap_or_default(),
                one.ratio.map(|ratio| ratio.to_string()).unwrap_or_default(),
                one.agree.to_string(),
                one.value.unwrap_or_default(),
                one.chosen.unwrap_or_default().to_owned(),
                one.articles.to_string(),
                one.independent.to_string(),
                one.claims.join("; "),
                one.proposed.join("; "),
                one.why.join("; "),
            ];
            out.write_record(cells.iter().map(|cell| safe_cell(cell).into_owned()))?;
        }
        return out.flush();
    }
    let column = |heading, widest| Column { heading, widest };
    let mut table = Table::new([
        column("state", 9),
        column("finding", 64),
        column("values", 32),
        column("apart", 20),
        column("support", 48),
    ]);
    for row in rows {
        table.push([
            row.state.label().to_lowercase(),
            row.title.clone(),
            row.values.clone(),
            row.agreement
                .as_ref()
                .map(Agreement::words)
                .unwrap_or_default(),
            row.support(),
        ]);
    }
    table.write(streams.out)
}

fn record(row: &Row) -> Record<'_> {
    let agreement = row.agreement.as_ref();
    let ratio = agreement.and_then(|agreement| agreement.ratio);
    Record {
        finding: row.finding.map(|id| id.to_string()),
        state: row.state.to_string(),
        title: &row.title,
        low: agreement.map(|agreement| agreement.low.to_string()),
        high: agreement.map(|agreement| agreement.high.to_string()),
        // A ratio is read by people: four digits say all that can be known.
        ratio: ratio.map(|ratio| (ratio * 1_000.0).round() / 1_000.0),
        agree: !row.disagrees(),
        value: row.standing.as_ref().map(|one| one.value.to_string()),
        chosen: row.standing.as_ref().map(|one| one.how.as_str()),
        articles: row.articles,
        independent: row.independent,
        claims: ids(&row.claims),
        proposed: ids(&row.proposed),
        why: &row.reasons,
    }
}

fn questions(
    project: &Project,
    overview: &Overview,
    arguments: &Arguments,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    let records = overview.questions.iter().map(|question| Asked {
        question: question.doubt.to_string(),
        claims: ids(&question.claims),
        words: &question.words,
    });
    if arguments.has("json") {
        return lines(records, streams);
    }
    if arguments.has("csv") {
        let mut out = csv::Writer::from_writer(&mut *streams.out);
        out.write_record(["question", "claims", "words"])?;
        for one in records {
            let cells = [one.question, one.claims.join("; "), one.words.to_owned()];
            out.write_record(cells.iter().map(|cell| safe_cell(cell).into_owned()))?;
        }
        return out.flush();
    }
    for question in &overview.questions {
        let label = arithmetic::label(question.doubt);
        writeln!(streams.out, "{label}: {}", question.words)?;
        for id in &question.claims {
            let Some(claim) = project.claim(*id) else {
                continue;
            };
            let article = project.article(claim.passage.article);
            let title = article.map_or("", |article| article.display_title());
            let quote = claim
                .passage
                .quote
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let line = format!("    “{quote}” ({title})");
            writeln!(streams.out, "{}", crate::message::printable(&line))?;
        }
    }
    Ok(())
}

fn lines(
    records: impl Iterator<Item = impl Serialize>,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    for record in records {
        serde_json::to_writer(&mut *streams.out, &record).map_err(io::Error::from)?;
        streams.out.write_all(b"\n")?;
    }
    Ok(())
}

fn ids(claims: &[ClaimId]) -> Vec<String> {
    claims.iter().map(ToString::to_string).collect()
}
