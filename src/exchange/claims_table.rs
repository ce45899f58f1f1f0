//! The table of claims: one row a claim, the same columns in every format.
//!
//! In CSV a cell that a spreadsheet would take for a formula (it starts with `=`, `+`, `-`, `@`,
//! a tab or a carriage return, and is no plain number) gets an apostrophe before it, which
//! spreadsheets do not show; JSON has every value as it is. Tags are a list in JSON and joined by
//! `; ` in CSV. A cell without a value is empty in CSV and `null` in JSON.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;
use strum::{Display, EnumIter, EnumString};

use super::Positions;
use crate::model::{Amount, Article, Claim, ClaimId, Figure, Per, Precision, Project, TimeFrame};

/// A claim as it leaves the program. The order of the fields is that of the columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClaimRow {
    /// The claim's id.
    pub id: String,
    /// The article's id.
    pub article: String,
    /// The article's title.
    pub title: String,
    /// The outlet.
    pub publisher: String,
    /// When the article was published, as EDTF.
    pub published: Option<String>,
    /// Where it was published.
    pub url: String,
    /// The first code point of the passage.
    pub start: Option<usize>,
    /// One past its last code point.
    pub end: Option<usize>,
    /// The exact words.
    pub quote: String,
    /// The tags' paths.
    pub tags: Vec<String>,
    /// What sort of quantity the figure is.
    pub kind: Option<String>,
    /// Its lowest value.
    pub low: Option<String>,
    /// Its value.
    pub best: Option<String>,
    /// Its highest value.
    pub high: Option<String>,
    /// Its unit.
    pub unit: Option<String>,
    /// How the words limit it.
    pub bound: Option<String>,
    /// Whether it is of a period, a running total or a rate.
    pub time_frame: Option<&'static str>,
    /// The time unit of a rate.
    pub per: Option<String>,
    /// The first day that the claim holds for.
    pub date: Option<String>,
    /// The last day, where it is another.
    pub date_end: Option<String>,
    /// How fine the date is.
    pub precision: Option<String>,
    /// Who asserts it.
    pub claimant: String,
    /// Whose aid, whose losses.
    pub subject: String,
    /// How far the money has come.
    pub stage: Option<String>,
    /// The Admiralty code.
    pub grade: String,
    /// The ids of the findings that it stands behind, joined by `; `.
    pub finding: String,
    /// What the analyst wrote.
    pub note: String,
    /// When the claim was made.
    pub created: String,
}

/// The names of the columns, in their order.
pub const COLUMNS: [&str; 28] = [
    "id",
    "article",
    "title",
    "publisher",
    "published",
    "url",
    "start",
    "end",
    "quote",
    "tags",
    "kind",
    "low",
    "best",
    "high",
    "unit",
    "bound",
    "time_frame",
    "per",
    "date",
    "date_end",
    "precision",
    "claimant",
    "subject",
    "stage",
    "grade",
    "finding",
    "note",
    "created",
];

/// A format that the table is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, EnumString, Display)]
#[strum(serialize_all = "lowercase", ascii_case_insensitive)]
pub enum TableFormat {
    /// Comma-separated values (RFC 4180, with LF), UTF-8, a header line first.
    Csv,
    /// A workbook (Office Open XML) of one sheet.
    Xlsx,
    /// One array of objects.
    Json,
    /// One object a line.
    Jsonl,
}

impl TableFormat {
    /// The format that a file's ending asks for.
    pub fn of_ending(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "ndjson" => Some(Self::Jsonl),
            ending => ending.parse().ok(),
        }
    }

    /// Writes the rows.
    ///
    /// # Errors
    /// What the sink says where it does not take them.
    pub fn write(self, rows: impl Iterator<Item = ClaimRow>, sink: impl Write) -> io::Result<()> {
        match self {
            Self::Csv => write_csv(rows, sink),
            Self::Xlsx => write_xlsx(rows, sink),
            Self::Json => write_json(rows, sink),
            Self::Jsonl => write_jsonl(rows, sink),
        }
    }
}

/// The rows of the claims that `keep` keeps: article by article in the order of import, claims
/// in the order of the text. Claims whose article is missing, which only a damaged project has,
/// come last and have no positions.
pub fn rows<'a>(
    project: &'a Project,
    keep: impl Fn(&Claim) -> bool + Copy + 'a,
) -> impl Iterator<Item = ClaimRow> + 'a {
    let findings = findings_of_claims(project);
    let lost = project
        .claims()
        .filter(|claim| project.article(claim.passage.article).is_none())
        .map(|claim| (claim, None));
    let placed = project.articles().flat_map(|article| {
        let mut positions = None;
        project.claims_of(article.id).map(move |claim| {
            let positions = positions.get_or_insert_with(|| Positions::new(&article.text));
            let place = (
                positions.characters_before(claim.passage.start),
                positions.characters_before(claim.passage.end),
            );
            (claim, Some((article.as_ref(), place)))
        })
    });
    placed
        .chain(lost)
        .filter(move |(claim, _)| keep(claim))
        .map(move |(claim, place)| {
            let finding = findings.get(&claim.id).cloned().unwrap_or_default();
            ClaimRow::new(project, claim, place, finding)
        })
}

fn findings_of_claims(project: &Project) -> HashMap<ClaimId, String> {
    let mut findings = HashMap::<_, String>::new();
    for finding in project.findings() {
        for claim in &finding.claims {
            let ids = findings.entry(*claim).or_default();
            if !ids.is_empty() {
                ids.push_str("; ");
            }
            ids.push_str(&finding.id.to_string());
        }
    }
    findings
}

impl ClaimRow {
    fn new(
        project: &Project,
        claim: &Claim,
        place: Option<(&Article, (usize, usize))>,
        finding: String,
    ) -> Self {
        let article = place.map(|(article, _)| article);
        let said = |say: fn(&Article) -> &str| article.map(say).unwrap_or_default().to_owned();
        let figure = claim.figure.as_ref();
        let number = |value: fn(&Figure) -> Option<Amount>| {
            figure.and_then(value).map(|amount| amount.to_string())
        };
        let per = figure.and_then(|figure| match figure.time_frame {
            TimeFrame::Rate(per) => Some(per),
            TimeFrame::InPeriod | TimeFrame::Cumulative => None,
        });
        let several_days = claim.when.filter(|when| when.precision() != Precision::Day);
        Self {
            id: claim.id.to_string(),
            article: claim.passage.article.to_string(),
            title: said(|article| &article.title),
            publisher: said(|article| &article.publisher),
            published: article
                .and_then(|article| article.published)
                .map(|when| when.to_string()),
            url: said(|article| &article.url),
            start: place.map(|(_, (start, _))| start),
            end: place.map(|(_, (_, end))| end),
            quote: claim.passage.quote.clone(),
            tags: claim
                .tags
                .iter()
                .map(|tag| project.tag_path(*tag))
                .collect(),
            kind: figure.map(|figure| figure.kind.to_string()),
            low: number(|figure| figure.low),
            best: number(|figure| figure.best),
            high: number(|figure| figure.high),
            unit: figure.map(|figure| figure.unit.clone()),
            bound: figure.map(|figure| figure.bound.to_string()),
            time_frame: figure.map(|figure| figure.time_frame.code()),
            per: per.map(|per: Per| per.to_string()),
            date: claim.when.map(|when| when.start().to_string()),
            date_end: several_days.map(|when| when.end().to_string()),
            precision: claim.when.map(|when| when.precision().to_string()),
            claimant: claim.claimant.clone(),
            subject: claim.subject.clone(),
            stage: claim.stage.map(|stage| stage.to_string()),
            grade: claim.grade.code(),
            finding,
            note: claim.note.clone(),
            created: claim.created.to_string(),
        }
    }

    /// The cells of the row, in the order of [`COLUMNS`], not yet made safe for spreadsheets.
    pub fn cells(&self) -> [Cow<'_, str>; COLUMNS.len()] {
        fn text(value: &str) -> Cow<'_, str> {
            Cow::Borrowed(value)
        }
        fn maybe(value: Option<&String>) -> Cow<'_, str> {
            Cow::Borrowed(value.map_or("", String::as_str))
        }
        fn count(value: Option<usize>) -> Cow<'static, str> {
            Cow::Owned(value.map(|value| value.to_string()).unwrap_or_default())
        }
        [
            text(&self.id),
            text(&self.article),
            text(&self.title),
            text(&self.publisher),
            maybe(self.published.as_ref()),
            text(&self.url),
            count(self.start),
            count(self.end),
            text(&self.quote),
            Cow::Owned(self.tags.join("; ")),
            maybe(self.kind.as_ref()),
            maybe(self.low.as_ref()),
            maybe(self.best.as_ref()),
            maybe(self.high.as_ref()),
            maybe(self.unit.as_ref()),
            maybe(self.bound.as_ref()),
            text(self.time_frame.unwrap_or_default()),
            maybe(self.per.as_ref()),
            maybe(self.date.as_ref()),
            maybe(self.date_end.as_ref()),
            maybe(self.precision.as_ref()),
            text(&self.claimant),
            text(&self.subject),
            maybe(self.stage.as_ref()),
            text(&self.grade),
            text(&self.finding),
            text(&self.note),
            text(&self.created),
        ]
    }
}

fn write_csv(rows: impl Iterator<Item = ClaimRow>, sink: impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(sink);
    writer.write_record(COLUMNS).map_err(io_error)?;
    for row in rows {
        let cells = row.cells();
        let safe = cells.iter().map(|cell| safe_cell(cell).into_owned());
        writer.write_record(safe).map_err(io_error)?;
    }
    writer.flush()
}

fn write_xlsx(rows: impl Iterator<Item = ClaimRow>, mut sink: impl Write) -> io::Result<()> {
    let workbook = super::xlsx::claims(rows);
    sink.write_all(&workbook.map_err(io::Error::other)?)?;
    sink.flush()
}

/// What the sink said, with its kind: a closed pipe must be told from a full disk.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn write_json(rows: impl Iterator<Item = ClaimRow>, mut sink: impl Write) -> io::Result<()> {
    sink.write_all(b"[")?;
    let mut between: &[u8] = b"\n";
    for row in rows {
        sink.write_all(between)?;
        serde_json::to_writer(&mut sink, &row)?;
        between = b",\n";
    }
    sink.write_all(b"\n]\n")?;
    sink.flush()
}

fn write_jsonl(rows: impl Iterator<Item = ClaimRow>, mut sink: impl Write) -> io::Result<()> {
    for row in rows {
        serde_json::to_writer(&mut sink, &row)?;
        sink.write_all(b"\n")?;
    }
    sink.flush()
}

/// A cell that no spreadsheet takes for a formula; numbers stay as they are.
pub fn safe_cell(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Whether a cell is a plain decimal such as `-1250.5`.
fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, fraction]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clock::Clock;
    use crate::edit::{History, articles, claims};
    use crate::import::{Options, read_bytes};
    use crate::model::{Amount, FigureKind, Passage};

    fn project() -> Project {
        let clock = Clock::fixed("2025-01-01T00:00:00Z".parse().unwrap());
        let mut project = Project::default();
        let mut history = History::default();
        let text = "Überblick\n\nDie „Hilfe“ von €5 million, she said.\n";
        let article = read_bytes("a.txt", text.as_bytes(), &Options::default()).unwrap();
        let article = article.into_article(&clock);
        let at = article.text.find("€5 million").unwrap();
        let passage = Passage::at(article.id, &article.text, at..at + 12).unwrap();
        let step = articles::add(&project, vec![article]);
        history.apply(&mut project, step, None);
        let mut claim = Claim::new(clock.fresh(), passage, clock.now());
        claim.figure = Some(Figure {
            time_frame: TimeFrame::Rate(Per::Month),
            ..Figure::exact(FigureKind::Money, Amount::from(-5_000_000), "EUR")
        });
        claim.when = "2024-12".parse().ok();
        claim.note = "=1+1, \"quoted\"\nnext line".to_owned();
        let step = claims::add(&project, claim).unwrap();
        history.apply(&mut project, step, None);
        project
    }

    fn written(format: TableFormat) -> String {
        let project = project();
        let mut out = Vec::new();
        format.write(rows(&project, |_| true), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn positions_count_characters() {
        let project = project();
        let row = rows(&project, |_| true).next().unwrap();
        assert_eq!((row.start, row.end), (Some(27), Some(37)));
        assert_eq!(row.time_frame, Some("rate"));
        assert_eq!(row.per.as_deref(), Some("month"));
        assert_eq!(row.date.as_deref(), Some("2024-12-01"));
        assert_eq!(row.date_end.as_deref(), Some("2024-12-31"));
        assert_eq!(rows(&project, |_| false).count(), 0);
    }

    #[test]
    fn csv_is_safe_and_whole() {
        let text = written(TableFormat::Csv);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.headers().unwrap(), COLUMNS.as_slice());
        let record = reader.records().next().unwrap().unwrap();
        let cell = |name: &str| {
            let column = COLUMNS.iter().position(|column| *column == name).unwrap();
            &record[column]
        };
        assert_eq!(cell("best"), "-5000000");
        assert_eq!(cell("note"), "'=1+1, \"quoted\"\nnext line");
        assert_eq!(cell("quote"), "€5 million");
        assert_eq!(cell("stage"), "");
    }

    #[test]
    fn json_has_the_columns_in_their_order() {
        let text = written(TableFormat::Json);
        let parsed: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
        assert_eq!(parsed[0]["best"], "-5000000");
        assert_eq!(parsed[0]["start"], 27);
        assert_eq!(parsed[0]["stage"], serde_json::Value::Null);
        let places = COLUMNS.map(|column| text.find(&format!("\"{column}\":")).unwrap());
        assert!(places.is_sorted());
        assert_eq!(parsed[0].as_object().unwrap().len(), COLUMNS.len());
        let lines = written(TableFormat::Jsonl);
        assert_eq!(lines.lines().count(), 1);
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&lines).unwrap(),
            parsed[0]
        );
    }

    #[test]
    fn endings_name_formats() {
        for (name, format) in [
            ("a.CSV", Some(TableFormat::Csv)),
            ("a.json", Some(TableFormat::Json)),
            ("a.jsonl", Some(TableFormat::Jsonl)),
            ("a.ndjson", Some(TableFormat::Jsonl)),
            ("a.txt", None),
            ("csv", None),
        ] {
            assert_eq!(TableFormat::of_ending(Path::new(name)), format, "{name}");
        }
    }

    proptest! {
        #[test]
        fn no_cell_is_a_formula(cell in "[-=+@\t\r0-9.]?\\PC{0,8}") {
            let safe = safe_cell(&cell);
            prop_assert!(is_number(&safe) || !safe.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert!(safe == cell || safe.strip_prefix('\'') == Some(&cell));
        }
    }
}
