//! `read`: what importing makes of each file.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::arguments::Arguments;
use super::{Outcome, Status, Streams, articles};
use crate::import::ImportedArticle;
use crate::message::printable;

/// A line of `read --json`.
#[derive(Serialize)]
struct Record<'a> {
    file: &'a str,
    title: &'a str,
    byline: &'a str,
    publisher: &'a str,
    published: Option<String>,
    url: &'a str,
    language: &'a str,
    text: &'a str,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> Outcome {
    let options = arguments.import_options()?;
    let mut status = Status::Done;
    for file in arguments.words() {
        for article in articles::import(Path::new(file), &options, streams) {
            match article {
                Ok(article) if arguments.has("json") => {
                    serde_json::to_writer(&mut *streams.out, &record(&article))
                        .map_err(io::Error::from)?;
                    streams.out.write_all(b"\n")?;
                }
                Ok(article) => describe(&article, streams.out)?,
                Err(error) => {
                    streams.tell(&error.to_string());
                    status = Status::Failed;
                }
            }
        }
    }
    Ok(status)
}

fn record(article: &ImportedArticle) -> Record<'_> {
    Record {
        file: &article.source_file,
        title: &article.title,
        byline: &article.byline,
        publisher: &article.publisher,
        published: article.published.map(|when| when.to_string()),
        url: &article.url,
        language: &article.language,
        text: &article.text,
    }
}

fn describe(article: &ImportedArticle, out: &mut dyn Write) -> io::Result<()> {
    let published = article
        .published
        .map(|when| when.to_string())
        .unwrap_or_default();
    let guessed = if article.encoding_guessed {
        " (guessed)"
    } else {
        ""
    };
    let encoding = format!("{}{guessed}", article.encoding);
    for (label, value) in [
        ("file", printable(&article.source_file).as_str()),
        ("title", &article.title),
        ("publisher", &article.publisher),
        ("byline", &article.byline),
        ("published", &published),
        ("url", &article.url),
        ("language", &article.language),
        ("encoding", &encoding),
    ] {
        if !value.is_empty() {
            writeln!(out, "{label:11}{value}")?;
        }
    }
    writeln!(out, "\n{}\n", article.text.trim_end_matches('\n'))
}
