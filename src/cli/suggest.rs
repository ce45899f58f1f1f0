//! `suggest`: the figures that wait in a project, and accepting those that are sure enough.

use std::collections::BTreeSet;
use std::io;

use rust_decimal::Decimal;

use super::arguments::Arguments;
use super::table::{Column, Table};
use super::{Failure, Outcome, Status, Streams, articles, project};
use crate::clock::Clock;
use crate::message::{printable, printable_path};
use crate::model::{Project, When};
use crate::recognise::Record;
use crate::recognise::json::{self, Place, Positions};
use crate::suggest::{self, FIRST_RANK, Reader, Suggestion};

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> Outcome {
    if let Some(least) = least(arguments)? {
        return accept(arguments, least, streams);
    }
    let project = articles::open(arguments.first(), streams)?.project;
    let all = waiting(&project, FIRST_RANK);
    if arguments.has("json") {
        print(&project, all, streams.out)?;
    } else {
        list(&project, &all, streams.out)?;
    }
    Ok(Status::Done)
}

/// The least confidence to accept, in per cent.
fn least(arguments: &Arguments) -> Result<Option<u8>, Failure> {
    let Some(typed) = arguments.text("accept")? else {
        return Ok(None);
    };
    let share = typed.parse::<Decimal>().ok();
    let share = share.filter(|share| (Decimal::ZERO..=Decimal::ONE).contains(share));
    let least = share.and_then(|share| u8::try_from((share * Decimal::ONE_HUNDRED).ceil()).ok());
    match least {
        Some(least) => Ok(Some(least)),
        None => Err(Failure::Usage(format!(
            "--accept is a number from 0 to 1, for example 0.9, not “{}”",
            printable(typed)
        ))),
    }
}

fn waiting(project: &Project, least: u8) -> Vec<Suggestion> {
    let reader = Reader::of(project);
    let articles = project.articles();
    let mut all: Vec<Suggestion> = articles
        .flat_map(|article| suggest::waiting(project, article, &reader.read(article), least))
        .collect();
    suggest::sort(&mut all);
    all
}

fn accept(arguments: &Arguments, least: u8, streams: &mut Streams<'_>) -> Outcome {
    let path = project::project_path(arguments)?;
    let opened = articles::open_to_save(path.as_os_str(), arguments, streams)?;
    let sure = waiting(&opened.project, least);
    // That it is surely read does not make a figure that the text denies or imagines a claim.
    let (sure, doubted): (Vec<_>, Vec<_>) = sure
        .into_iter()
        .partition(|suggestion| suggestion.record.polarity.is_none());
    let name = printable_path(path);
    if !doubted.is_empty() {
        streams.tell(&format!(
            "{name}: {} left, which the text denies, doubts or imagines; look at them in the window",
            counted(doubted.len(), "figure", "figures")
        ));
    }
    if sure.is_empty() {
        if !arguments.has("json") {
            writeln!(
                streams.out,
                "no figure of {name} that the text asserts is that sure"
            )?;
        }
        return Ok(Status::Done);
    }
    let (claims, step) = suggest::accept(&opened.project, &sure, &Clock::System)
        .map_err(|error| Failure::Told(format!("{name}: {error}")))?;
    let before = opened.project.clone();
    project::save_step(path, opened, step)?;
    if arguments.has("json") {
        print(&before, sure, streams.out)?;
    } else {
        let accepted = counted(claims.len(), "figure", "figures");
        writeln!(streams.out, "{accepted} of {name} accepted as claims")?;
    }
    Ok(Status::Done)
}

/// The records as `figures --json` has them, with the article's id in place of the file.
fn print(project: &Project, all: Vec<Suggestion>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut line = Vec::new();
    let mut by_article = all;
    // Each text is counted through once; the order of the articles is that of the project.
    by_article.sort_by_key(|suggestion| (suggestion.article, suggestion.record.span.start));
    let groups = by_article.chunk_by(|one, other| one.article == other.article);
    for group in groups {
        let Some(article) = group.first().and_then(|one| project.article(one.article)) else {
            continue;
        };
        let positions = Positions::new(&article.text);
        let id = article.id.to_string();
        let place = Place {
            article: Some(&id),
            ..Place::default()
        };
        for suggestion in group {
            line.clear();
            let record = Record::Figure(Box::new(suggestion.record.as_ref().clone()));
            json::write(&mut line, &record, &article.text, &positions, place);
            line.push(b'\n');
            out.write_all(&line)?;
        }
    }
    Ok(())
}

/// A table for people, the surest first.
fn list(project: &Project, all: &[Suggestion], out: &mut dyn io::Write) -> io::Result<()> {
    if all.is_empty() {
        return writeln!(out, "no figure waits");
    }
    let column = |heading, widest| Column { heading, widest };
    let mut table = Table::new([
        column("sure", 5),
        column("figure", 30),
        column("tags", 24),
        column("date", 26),
        column("claimant", 24),
        column("words", 40),
        column("article", 32),
    ]);
    for suggestion in all {
        let Some(article) = project.article(suggestion.article) else {
            continue;
        };
        let record = &suggestion.record;
        let claimant = record.claimant.as_ref();
        table.push([
            format!("{} %", record.confidence),
            record.figure.spoken(),
            record.tags.join(", "),
            record.when.map(When::spoken).unwrap_or_default(),
            claimant.map_or_else(String::new, |claimant| claimant.name.clone()),
            article
                .text
                .get(record.full.clone())
                .unwrap_or_default()
                .to_owned(),
            article.display_title().to_owned(),
        ]);
    }
    table.write(out)?;
    let articles: BTreeSet<_> = all.iter().map(|suggestion| suggestion.article).collect();
    let verb = if all.len() == 1 { "waits" } else { "wait" };
    writeln!(
        out,
        "\n{} {verb} in {}",
        counted(all.len(), "figure", "figures"),
        counted(articles.len(), "article", "articles")
    )
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
