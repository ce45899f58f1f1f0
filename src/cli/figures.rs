//! `figures`: what the recogniser reads in articles.

use std::io::{self, Write};
use std::path::Path;

use super::arguments::Arguments;
use super::{Failure, Outcome, Status, Streams, articles};
use crate::message::printable;
use crate::model::When;
use crate::recognise::json::{self, Positions};
use crate::recognise::{Context, FigureRecord, Record, recognise};

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> Outcome {
    let options = arguments.import_options()?;
    let published = published(arguments)?;
    let mut status = Status::Done;
    for file in arguments.words() {
        let article = match articles::import(Path::new(file), &options, streams) {
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
        let mut page = Page {
            file: &article.source_file,
            json: arguments.has("json"),
            line: String::new(),
            out: &mut *streams.out,
        };
        if arguments.has("lines") {
            for (number, line) in article.text.split('\n').enumerate() {
                page.write(line, &context, Some(number))?;
            }
        } else {
            page.write(&article.text, &context, None)?;
        }
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

/// Where the records of one file go, and in which form.
struct Page<'a> {
    file: &'a str,
    json: bool,
    line: String,
    out: &'a mut dyn Write,
}

impl Page<'_> {
    fn write(&mut self, text: &str, context: &Context, number: Option<usize>) -> io::Result<()> {
        let records = recognise(text, context);
        if records.is_empty() {
            return Ok(());
        }
        let positions = Positions::new(text);
        for record in &records {
            self.line.clear();
            if self.json {
                json::write(
                    &mut self.line,
                    record,
                    text,
                    &positions,
                    Some(self.file),
                    number,
                );
            } else {
                self.describe(record, text, &positions, number);
            }
            self.line.push('\n');
            self.out.write_all(self.line.as_bytes())?;
        }
        Ok(())
    }

    /// A row for people: where, what it says, what it is understood as.
    fn describe(
        &mut self,
        record: &Record,
        text: &str,
        positions: &Positions<'_>,
        number: Option<usize>,
    ) {
        let span = record.span();
        let line = number.map_or(String::new(), |number| format!("{number}:"));
        let place = format!(
            "{}:{line}{}",
            printable(self.file),
            positions.of(span.start)
        );
        let (words, meaning) = match record {
            Record::Figure(figure) => (figure.full.clone(), meaning(figure)),
            Record::Date(date) => {
                let when = date.when.map(When::spoken);
                let when = when.or_else(|| date.timex.clone());
                (span, when.unwrap_or_else(|| "no date known".to_owned()))
            }
        };
        let words = printable(text.get(words).unwrap_or_default());
        self.line = format!("{place:24}  {words:44}  {meaning}");
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
            .map(|claimant| format!("says {}", printable(&claimant.name))),
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
