//! Tables of many articles: JSON Lines, CSV and spreadsheets with a row for each.
//!
//! The names of columns are understood as header lines are; the text stands in a column called so,
//! or else in the one with the longest cells.

use std::io::Cursor;

use calamine::{Data, Reader as _};
use serde_json::Value;

use super::error::shortened;
use super::format::{Member, Reading};
use super::metadata::{Field, Metadata};
use super::normalise::normalise;
use super::plain::{self, Characters};
use super::zipped::{MOST_MEMBERS, Zipped};
use super::{Options, Reason, blocks, header, html};

/// The names of columns that hold the text, in small letters; the surest first.
const TEXTS: [&str; 14] = [
    "text",
    "full text",
    "fulltext",
    "article text",
    "articletext",
    "body",
    "body text",
    "content",
    "article body",
    "articlebody",
    "maintext",
    "main text",
    "article",
    "story",
];

/// A cell of this many bytes on the average is prose.
const PROSE: usize = 120;

/// One row: the names of its columns with what stands in them.
type Row = Vec<(String, String)>;

/// Reads JSON Lines, or one list of objects.
pub(super) fn read_json_lines(bytes: &[u8], options: &Options) -> Result<Vec<Member>, Reason> {
    let Characters { text, .. } = plain::characters(bytes, options)?;
    let mut rows = Vec::new();
    if text.trim_start().starts_with('[') {
        let list: Vec<Value> = serde_json::from_str(&text)
            .map_err(|error| Reason::Damaged(format!("it is no list in JSON: {error}")))?;
        rows.extend(list.into_iter().map(json_row));
    } else {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            if rows.len() > MOST_MEMBERS {
                return Err(Reason::TooMany);
            }
            rows.push(match serde_json::from_str(line) {
                Ok(value) => json_row(value),
                Err(error) => Err(Reason::Damaged(format!("this line is no JSON: {error}"))),
            });
        }
    }
    members(rows)
}

fn json_row(value: Value) -> Result<Row, Reason> {
    let Value::Object(object) = value else {
        return Err(Reason::Damaged("this line is no JSON object".to_owned()));
    };
    Ok(object
        .into_iter()
        .map(|(key, value)| (key, json_words(&value)))
        .collect())
}

fn json_words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => {
            let parts: Vec<String> = list.iter().map(json_words).collect();
            let separator = if parts.iter().any(|part| part.len() > PROSE) {
                "\n\n"
            } else {
                ", "
            };
            parts.join(separator)
        }
        Value::Object(object) => object.get("name").map(json_words).unwrap_or_default(),
        Value::Bool(_) | Value::Null => String::new(),
    }
}

/// Reads a table whose cells are parted by commas, semicolons, tabs or bars.
pub(super) fn read_csv(bytes: &[u8], options: &Options) -> Result<Vec<Member>, Reason> {
    let Characters { text, .. } = plain::characters(bytes, options)?;
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b'\t', b';', b',', b'|']
        .into_iter()
        .max_by_key(|sign| first.bytes().filter(|byte| byte == sign).count())
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(true)
        .from_reader(text.as_bytes());
    let damaged = |error: csv::Error| Reason::Damaged(error.to_string());
    let names: Vec<String> = reader
        .headers()
        .map_err(damaged)?
        .iter()
        .map(str::to_owned)
        .collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        if rows.len() > MOST_MEMBERS {
            return Err(Reason::TooMany);
        }
        rows.push(match record {
            Ok(record) => Ok(names
                .iter()
                .cloned()
                .zip(record.iter().map(str::to_owned))
                .collect()),
            Err(error) => Err(damaged(error)),
        });
    }
    members(rows)
}

/// Reads the first sheet of a workbook that holds articles.
pub(super) fn read_workbook(bytes: &[u8], _: &Options) -> Result<Vec<Member>, Reason> {
    if bytes.starts_with(b"PK") {
        // A workbook that unpacks to too much is refused before it is unpacked as one.
        let mut zipped = Zipped::open(bytes)?;
        for name in zipped.names() {
            zipped.part(&name)?;
        }
    }
    let mut workbook = calamine::open_workbook_auto_from_rs(Cursor::new(bytes))
        .map_err(|error| Reason::Damaged(error.to_string()))?;
    let mut failed = Reason::Empty;
    for sheet in workbook.sheet_names() {
        let range = match workbook.worksheet_range(&sheet) {
            Ok(range) => range,
            Err(error) => {
                failed = Reason::Damaged(error.to_string());
                continue;
            }
        };
        if range.height() > MOST_MEMBERS {
            return Err(Reason::TooMany);
        }
        let mut lines = range
            .rows()
            .map(|cells| cells.iter().map(cell_words).collect::<Vec<_>>());
        let Some(names) = lines.next() else {
            continue;
        };
        let rows = lines
            .filter(|cells| cells.iter().any(|cell| !cell.is_empty()))
            .map(|cells| Ok(names.iter().cloned().zip(cells).collect()))
            .collect();
        match members(rows) {
            Ok(members) => return Ok(members),
            Err(reason) => failed = reason,
        }
    }
    Err(failed)
}

fn cell_words(cell: &Data) -> String {
    match cell {
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Empty | Data::Error(_) => String::new(),
        cell => cell.to_string(),
    }
}

/// The articles of a table's rows.
fn members(rows: Vec<Result<Row, Reason>>) -> Result<Vec<Member>, Reason> {
    let column = text_column(&rows).ok_or(Reason::NoTextColumn)?;
    let members = rows.into_iter().enumerate().filter_map(|(number, row)| {
        let reading = match row {
            Ok(row) => article(row, &column),
            Err(reason) => Err(reason),
        };
        // A row without text is a gap in the table.
        (reading != Err(Reason::Empty)).then(|| Member {
            name: format!("#{}", number + 1),
            reading,
        })
    });
    let members: Vec<Member> = members.collect();
    if members.is_empty() {
        return Err(Reason::Empty);
    }
    Ok(members)
}

fn plain_name(name: &str) -> String {
    name.trim().to_lowercase().replace(['_', '-'], " ")
}

fn text_column(rows: &[Result<Row, Reason>]) -> Option<String> {
    let good = || rows.iter().flatten();
    let first = good().next()?;
    let called = TEXTS.iter().find_map(|text| {
        first
            .iter()
            .map(|(name, _)| name)
            .find(|name| plain_name(name) == *text)
    });
    if let Some(name) = called {
        return Some(name.clone());
    }
    let longest = first.iter().map(|(name, _)| {
        let lengths = good().take(100).flat_map(|row| {
            row.iter()
                .filter(|(other, _)| other == name)
                .map(|(_, cell)| cell.len())
        });
        let (count, sum) = lengths.fold((0, 0), |(count, sum), length| (count + 1, sum + length));
        (sum / count.max(1), name)
    });
    longest
        .max_by_key(|(length, _)| *length)
        .filter(|(length, _)| *length >= PROSE)
        .map(|(_, name)| name.clone())
}

fn article(row: Row, column: &str) -> Result<Reading, Reason> {
    let mut metadata = Metadata::default();
    let mut warnings = Vec::new();
    let mut text = String::new();
    for (name, cell) in row {
        if name == column {
            text = cell;
        } else if let Some(field) = Field::labelled(&plain_name(&name)) {
            metadata.set(field, &normalise(&cell).text, &mut warnings);
        }
    }
    let is_markup = text.trim_start().starts_with('<') && text.contains("</");
    let text = if is_markup {
        blocks::lines(&html::all_blocks(&text)?)
    } else {
        text
    };
    let text = normalise(&text).text;
    if text.trim().is_empty() {
        return Err(Reason::Empty);
    }
    let top = header::read(&text);
    metadata.fill_from(top.metadata);
    if metadata.title.is_empty() {
        metadata.title = plain::title(&text, top.body);
    }
    metadata.title = shortened_title(&metadata.title);
    Ok(Reading {
        metadata,
        warnings,
        ..Reading::of_text(text)
    })
}

/// A title that is not a whole text by mistake.
fn shortened_title(title: &str) -> String {
    if title.chars().count() > 500 {
        shortened(title)
    } else {
        title.to_owned()
    }
}
