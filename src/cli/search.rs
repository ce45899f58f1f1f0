//! `search`: words in article texts and claims.

use std::collections::HashMap;
use std::io;

use serde::Serialize;

use super::arguments::Arguments;
use super::{Failure, Outcome, Status, Streams, articles};
use crate::exchange::Positions;
use crate::model::ArticleId;
use crate::search::{TextOptions, TextQuery, hits};

/// A line of `search --json`.
#[derive(Serialize)]
struct Record<'a> {
    article: String,
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
    let query = TextQuery::new(&words.join(" "), TextOptions::default())
        .map_err(|error| Failure::Usage(error.to_string()))?;
    let project = articles::open(arguments.first(), streams)?.project;
    let mut positions: HashMap<ArticleId, Positions<'_>> = HashMap::new();
    for hit in hits(&project, &query) {
        let Some(article) = project.article(hit.article) else {
            continue;
        };
        if !arguments.has("json") {
            let title = article.display_title();
            let where_found = if hit.claim.is_some() { " (claim)" } else { "" };
            writeln!(streams.out, "{title}{where_found}: {}", hit.context)?;
            continue;
        }
        let positions = positions
            .entry(article.id)
            .or_insert_with(|| Positions::new(&article.text));
        let record = Record {
            article: article.id.to_string(),
            start: positions.characters_before(hit.range.start),
            end: positions.characters_before(hit.range.end),
            text: article.text.get(hit.range).unwrap_or_default(),
            context: &hit.context,
        };
        serde_json::to_writer(&mut *streams.out, &record).map_err(io::Error::from)?;
        streams.out.write_all(b"\n")?;
    }
    Ok(Status::Done)
}
