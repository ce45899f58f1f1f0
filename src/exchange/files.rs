//! Claims, charts and pages as files of their own, for the window and the command line alike.
//!
//! The ending of the path names the format; nothing is written under an ending that names none.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use strum::{Display, EnumIter, EnumString};

use super::claims_table::{self, TableFormat};
use super::page;
use super::{docx, report, xlsx};
use crate::chart::{self, pdf, png, svg, table};
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
    /// A page of lines and text, for print.
    Pdf,
    /// The data as comma-separated values.
    Csv,
    /// A workbook with the picture and the data.
    Xlsx,
    /// A web page with the picture, the data and every quote.
    Html,
}

/// How large a picture is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, EnumIter, EnumString, Display)]
#[strum(serialize_all = "lowercase", ascii_case_insensitive)]
pub enum PageSize {
    /// For a column of a report.
    Column,
    /// For the width of a page of text.
    #[default]
    Page,
    /// For a slide, 16 to 9.
    Slide,
}

/// How a chart is drawn for others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawing {
    /// The format.
    pub format: ChartFormat,
    /// How large.
    pub size: PageSize,
    /// How many pixels of a PNG stand for one of the page on each side, 1 to 4.
    pub scale: u8,
    /// The day whose state it shows, which is printed below.
    pub as_of: Option<Date>,
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
    /// The page cannot be made.
    #[error(transparent)]
    Pdf(#[from] pdf::PdfError),
    /// The workbook cannot be made.
    #[error(transparent)]
    Workbook(#[from] xlsx::XlsxWriteError),
    /// The document cannot be made.
    #[error(transparent)]
    Document(#[from] docx::DocxError),
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

/// A chart as others get it. The same project and drawing give the same bytes on every machine.
///
/// # Errors
/// [`ExportError`] where a picture or a workbook cannot be made.
pub fn draw_chart(
    project: &Project,
    chart: &Chart,
    drawing: &Drawing,
) -> Result<Vec<u8>, ExportError> {
    if drawing.format == ChartFormat::Html {
        return Ok(report::chart_page(project, chart, drawing.as_of).into_bytes());
    }
    let model = chart::compute(project, chart);
    let page = svg::Page {
        as_of: drawing.as_of,
        ..match drawing.size {
            PageSize::Column => svg::Page::COLUMN,
            PageSize::Page => svg::Page::PAGE,
            PageSize::Slide => svg::Page::SLIDE,
        }
    };
    let picture = || svg::write_proven(project, &model, &page);
    match drawing.format {
        ChartFormat::Svg | ChartFormat::Html => Ok(picture().into_bytes()),
        ChartFormat::Png => Ok(png::render(&svg::write_bare(&model, &page), drawing.scale)?),
        ChartFormat::Pdf => Ok(pdf::render(&svg::write_bare(&model, &page), &model.title)?),
        ChartFormat::Xlsx => Ok(xlsx::chart(project, &model, &page)?),
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
    drawing: &Drawing,
    path: &Path,
    expected: Expected<'_>,
) -> Result<(), ExportError> {
    let chart = project.chart(chart).ok_or(ExportError::Gone)?;
    let bytes = draw_chart(project, chart, drawing)?;
    Ok(store::write_file(path, expected, |sink| {
        sink.write_all(&bytes)
    })?)
}

/// The day of the newest thing in a project: an article that was imported, a claim that was made.
/// It stands below pictures, so that the same project gives the same bytes on any day.
pub fn last_change(project: &Project) -> Date {
    let imported = project.articles().map(|article| article.imported);
    let made = project.claims().map(|claim| claim.created);
    let newest = imported.chain(made).max();
    let newest = newest.unwrap_or(project.info().created);
    newest.to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// How a dossier is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, Display)]
#[strum(serialize_all = "lowercase", ascii_case_insensitive)]
pub enum DossierFormat {
    /// A web page that needs nothing else.
    #[strum(serialize = "html", serialize = "htm")]
    Html,
    /// A document for word processors.
    Docx,
}

impl DossierFormat {
    /// The format that a file's ending asks for.
    pub fn of_ending(path: &Path) -> Option<Self> {
        path.extension()?.to_str()?.parse().ok()
    }
}

/// A whole project as a report: charts, findings, quotes, sources.
///
/// # Errors
/// [`ExportError`] where a picture cannot be made.
pub fn draw_dossier(project: &Project, format: DossierFormat) -> Result<Vec<u8>, ExportError> {
    let as_of = Some(last_change(project));
    match format {
        DossierFormat::Html => Ok(report::dossier(project, as_of).into_bytes()),
        DossierFormat::Docx => Ok(docx::dossier(project, as_of)?),
    }
}

/// Writes a whole project as a report, in the format of the path's ending.
///
/// # Errors
/// [`ExportError`] says what stood in the way.
pub fn write_dossier(
    project: &Project,
    path: &Path,
    expected: Expected<'_>,
) -> Result<(), ExportError> {
    let format = DossierFormat::of_ending(path).ok_or_else(|| ExportError::Ending {
        path: path.to_owned(),
        endings: ".html or .docx",
    })?;
    let bytes = draw_dossier(project, format)?;
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
        endings: ".csv, .xlsx, .json or .jsonl",
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
