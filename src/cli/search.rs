//! `search`: what in texts, claims and pages answers a query.

use std::io;
use std::sync::atomic::AtomicBool;

use serde::Serialize;

use super::arguments::Arguments;
use super::{Failure, Outcome, Status, Streams, articles, claims};
use crate::exchange::Positions;
use crate::search::everywhere::context;
use crate::search::{Place, search};

/// A line of `search --json`.
#[derive(Serialize)]
struct Record<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<String>,
    start: usize,
    end: usize,
    text: &'a str,
    context: &'a str,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> Outcome {
    let words: Vec<_> = arguments
        .rest()
        .iter()
        .map(|word| word.to_string_lossy())
        .collect();
    let query = claims::query(&words.join(" "))?;
    if query.is_empty() {
        let reason = "there is nothing to look for; give at least one word";
        return Err(Failure::Usage(reason.to_owned()));
    }
    let project = articles::open(arguments.first(), streams)?.project;
    let found = search(&project, &query, usize::MAX, &AtomicBool::new(false));
    for group in &found.groups {
        let (name, text) = match group.place {
            Place::Article(id) => match project.article(id) {
                Some(article) => (article.display_title(), &*article.text),
                None => continue,
            },
            Place::Page(id) => match project.note(id) {
                Some(page) => (page.title.as_str(), page.text.as_str()),
                None => continue,
            },
        };
        let positions = Positions::new(text);
        for hit in &group.hits {
            let Some((context, _)) = context(&project, group.place, hit) else {
                continue;
            };
            if !arguments.has("json") {
                let sort = match (hit.claim, group.place) {
                    (Some(_), _) => " (claim)",
                    (None, Place::Page(_)) => " (page)",
                    (None, Place::Article(_)) => "",
                };
                writeln!(streams.out, "{name}{sort}: {context}")?;
                continue;
            }
            let (article, page) = match group.place {
                Place::Article(id) => (Some(id.to_string()), None),
                Place::Page(id) => (None, Some(id.to_string())),
            };
            let record = Record {
                article,
                page,
                claim: hit.claim.map(|id| id.to_string()),
                start: positions.characters_before(hit.range.start),
                end: positions.characters_before(hit.range.end),
                text: text.get(hit.range.clone()).unwrap_or_default(),
                context: &context,
            };
            serde_json::to_writer(&mut *streams.out, &record).map_err(io::Error::from)?;
            streams.out.write_all(b"\n")?;
        }
    }
    Ok(Status::Done)
}
