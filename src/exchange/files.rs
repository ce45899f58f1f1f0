//! Claims, charts and pages as files of their own, for the window and the command line alike.
//!
//! The ending of the path names the format; nothing is written under an ending that names none.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use strum::{Display, EnumString};

use super::claims_table::{self, TableFormat};
use super::page;
use crate::chart::{self, png, svg, table};
use crate::model::{Chart, ChartId, NoteId, Project};
use crate::store::{self, Expected, StoreError};

/// How a chart is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, Display)]
#[strum(serialize_all = "lowercase", ascii_case_insensitive)]
pub enum ChartFormat {
    /// A picture of lines and text, for reports and the web.
    Svg,
    /// A picture of pixels.
    Png,
    /// The data as comma-separated values.
    Csv,
}

/// Why something was not written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The path's ending names no format.
    #[error("{} does not say its format; let it end in {endings}", .path.display())]
    Ending {
        /// The path.
        path: PathBuf,
        /// The endings that would do.
        endings: &'static str,
    },
    /// The chart or page is not in the project (any more).
    #[error("This is no longer in the project")]
    Gone,
    /// The picture cannot be made.
    #[error(transparent)]
    Picture(#[from] png::PngError),
    /// The data cannot be put into a table.
    #[error("The table cannot be written: {0}")]
    Table(#[from] csv::Error),
    /// The file cannot be written.
    #[error(transparent)]
    Write(#[from] StoreError),
}

impl ChartFormat {
    /// The format that a file's ending asks for.
    pub fn of_ending(path: &Path) -> Option<Self> {
        path.extension()?.to_str()?.parse().ok()
    }
}

/// A chart in a format: a picture of a page's width, in which a PNG has `scale` (1 to 4) pixels
/// for each of the SVG's, or its data. `as_of` is printed as the day of making.
///
/// # Errors
/// [`ExportError::Picture`] where a PNG cannot be made.
pub fn draw_chart(
    project: &Project,
    chart: &Chart,
    format: ChartFormat,
    scale: u8,
    as_of: Date,
) -> Result<Vec<u8>, ExportError> {
    let model = chart::compute(project, chart);
    let page = svg::Page {
        as_of: Some(as_of),
        ..svg::Page::default()
    };
    match format {
        ChartFormat::Svg => Ok(svg::write(&model, &page).into_bytes()),
        ChartFormat::Png => Ok(png::render(&svg::write(&model, &page), scale)?),
        ChartFormat::Csv => {
            let mut bytes = Vec::new();
            table::write_csv(&table::rows(project, &model), &mut bytes)?;
            Ok(bytes)
        }
    }
}

/// Writes a chart to a file; `expected` is what may lie there, as in all of these.
///
/// # Errors
/// [`ExportError`] says what stood in the way.
pub fn write_chart(
    project: &Project,
    chart: ChartId,
    format: ChartFormat,
    scale: u8,
    as_of: Date,
    path: &Path,
    expected: Expected<'_>,
) -> Result<(), ExportError> {
    let chart = project.chart(chart).ok_or(ExportError::Gone)?;
    let bytes = draw_chart(project, chart, format, scale, as_of)?;
    Ok(store::write_file(path, expected, |sink| {
        sink.write_all(&bytes)
    })?)
}

/// Writes the table of all claims to a file, in the format of its ending.
///
/// # Errors
/// [`ExportError`] says what stood in the way.
pub fn write_claims(
    project: &Project,
    path: &Path,
    expected: Expected<'_>,
) -> Result<(), ExportError> {
    let format = TableFormat::of_ending(path).ok_or_else(|| ExportError::Ending {
        path: path.to_owned(),
        endings: ".csv, .json or .jsonl",
    })?;
    let rows = claims_table::rows(project, |_| true);
    Ok(store::write_file(path, expected, |sink| {
        format.write(rows, sink)
    })?)
}

/// Writes a page of the notebook to a file, as Markdown or HTML by its ending.
///
/// # Errors
/// [`ExportError`] says what stood in the way.
pub fn write_page(
    project: &Project,
    note: NoteId,
    path: &Path,
    expected: Expected<'_>,
) -> Result<(), ExportError> {
    let note = project.note(note).ok_or(ExportError::Gone)?;
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let text = match ending.as_deref() {
        Some("md" | "markdown") => page::markdown(project, note),
        Some("html" | "htm") => page::html(project, note),
        _ => {
            return Err(ExportError::Ending {
                path: path.to_owned(),
                endings: ".html or .md",
            });
        }
    };
    Ok(store::write_file(path, expected, |sink| {
        sink.write_all(text.as_bytes())
    })?)
}
