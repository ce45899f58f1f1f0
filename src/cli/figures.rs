//! `figures`: what the recogniser reads in articles.

use std::io::{self, Write};
use std::path::Path;

use super::arguments::Arguments;
use super::table::{Column, Table};
use super::{Failure, Outcome, Status, Streams, articles};
use crate::message::printable;
use crate::model::When;
use crate::recognise::json::{self, Place, Positions};
use crate::recognise::{Context, FigureRecord, Record, recognise, recognise_each};

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> Outcome {
    let options = arguments.import_options()?;
    let published = published(arguments)?;
    let mut status = Status::Done;
    let mut rows = rows();
    let mut all = Vec::new();
    for file in arguments.words() {
        all.append(&mut articles::import(Path::new(file), &options, streams));
    }
    for article in all {
        let article = match article {
            Ok(article) => article,
            Err(error) => {
                streams.tell(&error.to_string());
                status = Status::Failed;
                continue;
            }
        };
        let context = Context {
            published: published.or(article.published),
            ..Context::default()
        };
        let mut show = |text: &str, line| {
            let page = Page {
                text,
                context: &context,
                file: &article.source_file,
                line,
                names_file: arguments.words().len() > 1,
            };
            if arguments.has("json") {
                return page.write(streams.out);
            }
            page.list(&mut rows);
            Ok(())
        };
        if arguments.has("lines") {
            for (number, line) in article.text.split('\n').enumerate() {
                show(line, Some(number))?;
            }
        } else {
            show(&article.text, None)?;
        }
    }
    if !rows.is_empty() {
        rows.write(streams.out)?;
    }
    Ok(status)
}

fn published(arguments: &Arguments) -> Result<Option<When>, Failure> {
    let date = arguments.text("published")?.map(|date| {
        date.parse::<When>().map_err(|error| {
            Failure::Usage(format!("--published: {}", printable(&error.to_string())))
        })
    });
    date.transpose()
}

/// The table for people.
type Rows = Table<4>;

fn rows() -> Rows {
    let column = |heading, widest| Column { heading, widest };
    Table::new([
        column("place", usize::MAX),
        column("words", 44),
        column("sure", 5),
        column("read as", 120),
    ])
}

/// One text, as it is read and shown.
struct Page<'a> {
    text: &'a str,
    context: &'a Context,
    file: &'a str,
    line: Option<usize>,
    /// Whether people have to be told which file it is.
    names_file: bool,
}

/// How many bytes of records are written at once.
const ENOUGH: usize = 64 * 1024;

impl Page<'_> {
    /// Writes its records as JSON Lines.
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let place = Place {
            file: Some(self.file),
            line: self.line,
            ..Place::default()
        };
        let mut lines = Vec::new();
        let positions = Positions::new(self.text);
        recognise_each(self.text, self.context, |record| {
            json::write(&mut lines, &record, self.text, &positions, place);
            lines.push(b'\n');
            if lines.len() < ENOUGH {
                return Ok(());
            }
            let written = out.write_all(&lines);
            lines.clear();
            written
        })?;
        out.write_all(&lines)
    }

    /// Adds its records to the table: where, the words, how sure, what they are understood as.
    fn list(&self, rows: &mut Rows) {
        let positions = Positions::new(self.text);
        for record in recognise(self.text, self.context) {
            let span = record.span();
            let line = self.line.map_or(String::new(), |line| format!("{line}:"));
            let file = self.names_file.then(|| format!("{}:", self.file));
            let file = file.unwrap_or_default();
            let place = format!("{file}{line}{}", positions.of(span.start));
            let (words, sure, meaning) = match record {
                Record::Figure(figure) => {
                    let sure = format!("{} %", figure.confidence);
                    (figure.full.clone(), sure, meaning(&figure))
                }
                Record::Date(date) => {
                    let ends = date.ends.map(|(from, to)| (from.spoken(), to.spoken()));
                    let ends = ends.map(|(from, to)| format!("{from} to {to}"));
                    let when = ends.or_else(|| date.when.map(When::spoken));
                    let known = date.timex.filter(|timex| !timex.starts_with('X'));
                    let when = when.or(known);
                    let when = when.unwrap_or_else(|| "needs the article's date".to_owned());
                    (span, String::new(), when)
                }
            };
            let words = self.text.get(words).unwrap_or_default().to_owned();
            rows.push([place, words, sure, meaning]);
        }
    }
}

/// The fields of a figure, those that say something.
fn meaning(record: &FigureRecord) -> String {
    let mut parts = vec![record.figure.spoken()];
    parts.extend(record.tags.iter().cloned());
    parts.extend(record.stage.map(|stage| stage.label().to_lowercase()));
    parts.extend(record.polarity.map(|polarity| polarity.to_string()));
    parts.extend(record.when.map(When::spoken));
    parts.extend(
        record
            .claimant
            .as_ref()
            .map(|claimant| format!("says {}", claimant.name)),
    );
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::super::{Status, Streams, run};

    fn call(arguments: &[&str], text: &str) -> (Status, String, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut streams = Streams {
            input: &mut text.as_bytes(),
            out: &mut out,
            err: &mut err,
        };
        let status = run(arguments.iter().map(OsString::from), &mut streams, &|_| {
            Ok(())
        });
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (status, text(out), text(err))
    }

    #[test]
    fn lines_are_texts_of_their_own() {
        let text = "Kyiv got €5m on Monday.\n\nAbout 40 tanks came.\n";
        let arguments = [
            "figures",
            "-",
            "--json",
            "--lines",
            "--published",
            "2024-12-03",
        ];
        let (status, out, err) = call(&arguments, text);
        assert_eq!((status, err.as_str()), (Status::Done, ""));
        let records: Vec<serde_json::Value> = out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let found: Vec<_> = records
            .iter()
            .map(|record| {
                (
                    record["line"].as_u64().unwrap(),
                    record["start"].as_u64().unwrap(),
                )
            })
            .collect();
        assert_eq!(found, [(0, 9), (0, 16), (2, 6)]);
        assert_eq!(records[1]["date"], "2024-12-02");
        assert_eq!(records[2]["unit"], "tank");
    }

    #[test]
    fn people_get_a_table_and_slips_a_reason() {
        let (_, out, _) = call(&["figures", "-"], "At least 40 soldiers were killed.");
        assert!(
            out.contains("at least 40 soldiers · casualties/killed"),
            "{out}"
        );
        let (status, _, err) = call(&["figures", "-", "--published", "soon"], "40 men");
        assert_eq!(status, Status::Misused);
        assert!(err.contains("soon"), "{err}");
        assert_eq!(call(&["figures", "no-such.txt"], "").0, Status::Failed);
    }
}
