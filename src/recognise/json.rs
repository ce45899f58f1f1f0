//! Records as JSON Lines: the public format of `claimbook figures --json`.
//!
//! Positions count Unicode code points, half-open. Absent fields are left out; numbers are
//! decimal strings. The order of the fields is fixed.

use std::fmt::Write as _;
use std::ops::Range;

use super::record::{DateRecord, FigureRecord, Record};
use crate::model::{Precision, TimeFrame, When};

/// Turns byte positions of one text into code points.
#[derive(Debug)]
pub struct Positions<'a> {
    text: &'a str,
    /// Code points before every [`STEP`]-th byte; empty for a text of ASCII alone.
    marks: Vec<usize>,
}

const STEP: usize = 256;

impl<'a> Positions<'a> {
    /// Counts through `text` once.
    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for chunk in text.as_bytes().chunks(STEP) {
                marks.push(count);
                count += starts(chunk);
            }
            marks.push(count);
        }
        Self { text, marks }
    }

    /// The code points before `byte`; the whole text's for a position beyond it.
    pub fn of(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        match self.marks.get(byte / STEP) {
            None => byte,
            Some(before) => {
                let from = byte / STEP * STEP;
                before + starts(&self.text.as_bytes()[from..byte])
            }
        }
    }
}

/// The code points that start in these bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// Where a text comes from, as far as its records say it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place<'a> {
    /// The file it was read from.
    pub file: Option<&'a str>,
    /// The id of the article it belongs to.
    pub article: Option<&'a str>,
    /// The line of the file that it is, counted from 0.
    pub line: Option<usize>,
}

/// Writes `record` of `text` as one line without its line end.
pub fn write(
    out: &mut String,
    record: &Record,
    text: &str,
    positions: &Positions<'_>,
    place: Place<'_>,
) {
    let mut object = Object { out, first: true };
    object.out.push('{');
    let kind = match record {
        Record::Figure(_) => "figure",
        Record::Date(_) => "date",
    };
    object.text("type", kind);
    if let Some(file) = place.file {
        object.text("file", file);
    }
    if let Some(article) = place.article {
        object.text("article", article);
    }
    if let Some(line) = place.line {
        object.number("line", line);
    }
    let span = record.span();
    object.span("start", "end", &span, positions);
    object.text("text", text.get(span).unwrap_or_default());
    match record {
        Record::Figure(figure) => write_figure(&mut object, figure, text, positions),
        Record::Date(date) => write_date(&mut object, date),
    }
    object.out.push('}');
}

fn write_figure(
    object: &mut Object<'_>,
    record: &FigureRecord,
    text: &str,
    positions: &Positions<'_>,
) {
    let figure = &record.figure;
    object.span("full_start", "full_end", &record.full, positions);
    object.shown("kind", &figure.kind);
    for (name, amount) in [
        ("low", figure.low),
        ("best", figure.best),
        ("high", figure.high),
    ] {
        if let Some(amount) = amount {
            object.shown(name, &amount);
        }
    }
    if !figure.unit.is_empty() {
        object.text("unit", &figure.unit);
    }
    object.shown("bound", &figure.bound);
    object.text("time_frame", figure.time_frame.code());
    if let TimeFrame::Rate(per) = figure.time_frame {
        object.shown("per", &per);
    }
    if let Some(when) = record.when {
        write_when(object, when);
    }
    if let Some(claimant) = &record.claimant {
        object.text("claimant", &claimant.name);
        object.span("claimant_start", "claimant_end", &claimant.span, positions);
    }
    if let Some(subject) = &record.subject {
        object.text("subject", subject);
    }
    if let Some(stage) = record.stage {
        object.shown("stage", &stage);
    }
    if !record.tags.is_empty() {
        object.list("tags", &record.tags);
    }
    if let Some(polarity) = record.polarity {
        object.shown("polarity", &polarity);
    }
    if let Some(trend) = record.trend {
        object.shown("trend", &trend);
    }
    for (name, start) in [("part_of", record.part_of), ("same_as", record.same_as)] {
        if let Some(start) = start {
            object.number(name, positions.of(start));
        }
    }
    object.name("confidence");
    let _ = write!(object.out, "0.{:02}", record.confidence.min(99));
    let why = record.why.iter();
    let why: Vec<String> = why
        .map(|reason| format!("{}: {}", reason.field, reason.words(text)))
        .collect();
    object.list("why", &why);
}

fn write_date(object: &mut Object<'_>, date: &DateRecord) {
    if let Some((from, to)) = date.ends {
        object.shown("date", &from);
        object.shown("date_end", &to);
        object.text("precision", "period");
    } else if let Some(when) = date.when {
        write_when(object, when);
    }
    if let Some(timex) = &date.timex {
        object.text("timex", timex);
    }
}

/// A single date by its value, a period by its two ends, and how fine it is.
fn write_when(object: &mut Object<'_>, when: When) {
    match when.precision() {
        Precision::Period => {
            object.shown("date", &when.start());
            object.shown("date_end", &when.end());
        }
        Precision::Season => {
            const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];
            object.shown("date", &when.start());
            object.shown("date_end", &when.end());
            let season = SEASONS[usize::from(when.start().month().unsigned_abs() / 3 % 5) - 1];
            object.text("timex", &format!("{:04}-{season}", when.start().year()));
        }
        _ => object.shown("date", &when),
    }
    object.shown("precision", &when.precision());
}

struct Object<'a> {
    out: &'a mut String,
    first: bool,
}

impl Object<'_> {
    fn name(&mut self, name: &str) {
        if !self.first {
            self.out.push(',');
        }
        self.first = false;
        self.out.push('"');
        self.out.push_str(name);
        self.out.push_str("\":");
    }

    fn text(&mut self, name: &str, value: &str) {
        self.name(name);
        quote(self.out, value);
    }

    fn shown(&mut self, name: &str, value: &impl std::fmt::Display) {
        self.name(name);
        let _ = write!(self.out, "\"{value}\"");
    }

    fn number(&mut self, name: &str, value: usize) {
        self.name(name);
        let _ = write!(self.out, "{value}");
    }

    fn span(&mut self, start: &str, end: &str, span: &Range<usize>, positions: &Positions<'_>) {
        self.number(start, positions.of(span.start));
        self.number(end, positions.of(span.end));
    }

    fn list(&mut self, name: &str, values: &[String]) {
        self.name(name);
        self.out.push('[');
        for (place, value) in values.iter().enumerate() {
            if place > 0 {
                self.out.push(',');
            }
            quote(self.out, value);
        }
        self.out.push(']');
    }
}

fn quote(out: &mut String, value: &str) {
    out.push('"');
    for c in value.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::{Context, recognise};

    #[test]
    fn a_line_is_json_and_counts_code_points() {
        let text = "Łódź “got” €1.5bn\tin 2022.";
        let positions = Positions::new(text);
        let mut lines = Vec::new();
        for record in recognise(text, &Context::default()) {
            let mut line = String::new();
            let place = Place {
                file: Some("a\"b"),
                line: Some(3),
                ..Place::default()
            };
            write(&mut line, &record, text, &positions, place);
            lines.push(serde_json::from_str::<serde_json::Value>(&line).unwrap());
        }
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0]["start"], 11);
        assert_eq!(lines[0]["end"], 17);
        assert_eq!(lines[0]["best"], "1500000000");
        assert_eq!(lines[0]["file"], "a\"b");
        assert_eq!(lines[1]["date"], "2022");
    }

    #[test]
    fn positions_of_long_texts() {
        let text = "é".repeat(1000);
        let positions = Positions::new(&text);
        for place in [0, 1, 127, 128, 129, 500, 1000] {
            assert_eq!(positions.of(place * 2), place);
        }
        assert_eq!(positions.of(9999), 1000);
    }
}
