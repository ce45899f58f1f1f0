//! Records as JSON Lines: the public format of `claimbook figures --json`.
//!
//! Positions count Unicode code points, half-open. Absent fields are left out; numbers are
//! decimal strings. The order of the fields is fixed.

use std::ops::Range;

use jiff::civil::Date;

use super::record::{DateRecord, FigureRecord, Record};
use crate::model::{Amount, Precision, TimeFrame, When};

/// Turns byte positions of one text into code points.
#[derive(Debug)]
pub struct Positions<'a> {
    text: &'a str,
    /// Code points before every [`STEP`]-th byte; empty for a text of ASCII alone.
    marks: Vec<usize>,
}

/// Few enough that their starts are counted in a byte.
const STEP: usize = 128;

impl<'a> Positions<'a> {
    /// Counts through `text` once.
    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            marks.reserve(text.len() / STEP + 2);
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

/// The code points that start in at most [`STEP`] bytes.
fn starts(bytes: &[u8]) -> usize {
    let start = |byte: &u8| u8::from(byte & 0xc0 != 0x80);
    usize::from(bytes.iter().fold(0, |count, byte| count + start(byte)))
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

/// Writes `record` of `text` as one line, in UTF-8 and without its line end.
pub fn write(
    out: &mut Vec<u8>,
    record: &Record,
    text: &str,
    positions: &Positions<'_>,
    place: Place<'_>,
) {
    let mut object = Object { out, first: true };
    object.out.push(b'{');
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
    object.out.push(b'}');
}

fn write_figure(
    object: &mut Object<'_>,
    record: &FigureRecord,
    text: &str,
    positions: &Positions<'_>,
) {
    let figure = &record.figure;
    object.span("full_start", "full_end", &record.full, positions);
    object.text("kind", figure.kind.into());
    for (name, amount) in [
        ("low", figure.low),
        ("best", figure.best),
        ("high", figure.high),
    ] {
        if let Some(amount) = amount {
            object.amount(name, amount);
        }
    }
    if !figure.unit.is_empty() {
        object.text("unit", &figure.unit);
    }
    object.text("bound", figure.bound.into());
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
        object.list("tags", &record.tags, |out, tag| quote_inside(out, tag));
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
    let sure = record.confidence.min(99);
    object.put(if sure < 10 { "0.0" } else { "0." });
    push_number(object.out, u64::from(sure));
    object.list("why", &record.why, |out, reason| {
        quote_inside(out, reason.field);
        out.extend_from_slice(b": ");
        let (words, more) = reason.parts(text);
        quote_inside(out, words);
        if let Some(more) = more {
            out.push(b' ');
            quote_inside(out, more);
        }
    });
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
            object.day("date", when.start());
            object.day("date_end", when.end());
        }
        Precision::Season => {
            const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];
            object.shown("date", &when.start());
            object.shown("date_end", &when.end());
            let season = SEASONS[usize::from(when.start().month().unsigned_abs() / 3 % 5) - 1];
            object.text("timex", &format!("{:04}-{season}", when.start().year()));
        }
        Precision::Day => object.day("date", when.start()),
        _ => object.shown("date", &when),
    }
    object.text("precision", when.precision().into());
}

struct Object<'a> {
    out: &'a mut Vec<u8>,
    first: bool,
}

impl Object<'_> {
    fn put(&mut self, plain: &str) {
        self.out.extend_from_slice(plain.as_bytes());
    }

    fn name(&mut self, name: &str) {
        if !self.first {
            self.out.push(b',');
        }
        self.first = false;
        self.out.push(b'"');
        self.put(name);
        self.put("\":");
    }

    fn text(&mut self, name: &str, value: &str) {
        self.name(name);
        self.out.push(b'"');
        quote_inside(self.out, value);
        self.out.push(b'"');
    }

    fn shown(&mut self, name: &str, value: &impl std::fmt::Display) {
        self.name(name);
        self.out
            .extend_from_slice(format!("\"{value}\"").as_bytes());
    }

    fn amount(&mut self, name: &str, amount: Amount) {
        let decimal = amount.decimal();
        match u64::try_from(decimal.mantissa()) {
            // Nearly all of them: as they are shown, without the way round by a formatter.
            Ok(whole) if decimal.scale() == 0 => {
                self.name(name);
                self.out.push(b'"');
                push_number(self.out, whole);
                self.out.push(b'"');
            }
            _ => self.shown(name, &amount),
        }
    }

    /// A day as `2025-01-09`; one outside of four digits of the year by its formatter.
    fn day(&mut self, name: &str, day: Date) {
        let Some(year) = u64::try_from(day.year()).ok().filter(|year| *year >= 1000) else {
            return self.shown(name, &day);
        };
        self.name(name);
        self.out.push(b'"');
        push_number(self.out, year);
        for field in [day.month(), day.day()] {
            self.put(if field < 10 { "-0" } else { "-" });
            push_number(self.out, u64::from(field.unsigned_abs()));
        }
        self.out.push(b'"');
    }

    fn number(&mut self, name: &str, value: usize) {
        self.name(name);
        push_number(self.out, value as u64);
    }

    fn span(&mut self, start: &str, end: &str, span: &Range<usize>, positions: &Positions<'_>) {
        self.number(start, positions.of(span.start));
        self.number(end, positions.of(span.end));
    }

    /// A list of texts; `write` puts one of them between its quotation marks.
    fn list<T>(&mut self, name: &str, values: &[T], write: impl Fn(&mut Vec<u8>, &T)) {
        self.name(name);
        self.out.push(b'[');
        for (place, value) in values.iter().enumerate() {
            self.put(if place > 0 { ",\"" } else { "\"" });
            write(self.out, value);
            self.out.push(b'"');
        }
        self.out.push(b']');
    }
}

fn push_number(out: &mut Vec<u8>, mut number: u64) {
    let mut digits = [0; 20];
    let mut start = digits.len();
    loop {
        start -= 1;
        digits[start] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[start..]);
}

/// Writes `value` as it stands within quotation marks.
fn quote_inside(out: &mut Vec<u8>, value: &str) {
    let mut rest = value.as_bytes();
    while let Some(place) = rest.iter().position(|byte| ESCAPED[usize::from(*byte)]) {
        out.extend_from_slice(&rest[..place]);
        match rest[place] {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            control => {
                out.extend_from_slice(format!("\\u{control:04x}").as_bytes());
            }
        }
        rest = &rest[place + 1..];
    }
    out.extend_from_slice(rest);
}

/// The bytes that JSON cannot hold between quotation marks.
const ESCAPED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = byte < 0x20 || matches!(byte as u8, b'"' | b'\\');
        byte += 1;
    }
    table
};

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
            let mut line = Vec::new();
            let place = Place {
                file: Some("a\"b"),
                line: Some(3),
                ..Place::default()
            };
            write(&mut line, &record, text, &positions, place);
            lines.push(serde_json::from_slice::<serde_json::Value>(&line).unwrap());
        }
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0]["start"], 11);
        assert_eq!(lines[0]["end"], 17);
        assert_eq!(lines[0]["best"], "1500000000");
        assert_eq!(lines[0]["file"], "a\"b");
        assert_eq!(lines[1]["date"], "2022");
    }

    #[test]
    fn numbers_and_quotations() {
        let mut out = Vec::new();
        for number in [0, 7, 10, 1_234_567, u64::MAX] {
            out.clear();
            push_number(&mut out, number);
            assert_eq!(out, number.to_string().as_bytes());
        }
        for value in [
            "",
            "plain",
            "“é”",
            "a\"b\\c\nd\re\tf\u{1}g\u{7f}",
            "\"",
            "\n\n",
        ] {
            out.clear();
            out.push(b'"');
            quote_inside(&mut out, value);
            out.push(b'"');
            assert_eq!(serde_json::from_slice::<String>(&out).unwrap(), value);
        }
    }

    #[test]
    fn amounts_are_written_as_they_are_shown() {
        for amount in [
            "0",
            "-5",
            "1000",
            "2.50",
            "1.0",
            "9999999999999999999999999999",
            "-0.5",
        ] {
            let amount: Amount = amount.parse().unwrap();
            let mut out = Vec::new();
            let mut object = Object {
                out: &mut out,
                first: true,
            };
            object.amount("best", amount);
            assert_eq!(out, format!("\"best\":\"{amount}\"").as_bytes());
        }
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
