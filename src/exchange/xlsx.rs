//! Workbooks for spreadsheets (Office Open XML): the data of a chart beside its picture, and the
//! table of all claims.
//!
//! Every text is written as text, and what a spreadsheet would take for a formula if it were typed
//! is marked as text as well. No clock is read: a workbook's day of making is handed in.

use std::borrow::Cow;

use jiff::civil::Date;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Image, Workbook, Worksheet, XlsxError,
};

use super::claims_table::{self, ClaimRow, safe_cell};
use crate::chart::table::{self, Row};
use crate::chart::{ChartModel, png, svg};
use crate::model::{Amount, Project};

/// The most characters that a cell holds.
const MOST_CHARACTERS: usize = 32_767;
/// The widest column, in characters of the typeface's digits.
const WIDEST: f64 = 60.0;
/// How many digits a spreadsheet's numbers keep.
const DIGITS: usize = 15;

/// Why a workbook cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum XlsxWriteError {
    /// What the writer says.
    #[error("The workbook cannot be written: {0}")]
    Workbook(#[from] XlsxError),
    /// The picture in it cannot be drawn.
    #[error(transparent)]
    Picture(#[from] png::PngError),
}

/// A chart as a workbook: its picture with what must be known about it, and its data.
///
/// # Errors
/// [`XlsxWriteError`] where the picture or the workbook cannot be made.
pub fn chart(
    project: &Project,
    model: &ChartModel,
    page: &svg::Page,
) -> Result<Vec<u8>, XlsxWriteError> {
    let mut workbook = new_workbook(page.as_of)?;
    let sheet = workbook.add_worksheet().set_name("Chart")?;
    sheet.set_screen_gridlines(false);
    let picture = png::render(&svg::write_bare(model, page), 2)?;
    // Two pixels of the picture stand for one of the page.
    let image = Image::new_from_buffer(&picture)?
        .set_scale_width(0.5)
        .set_scale_height(0.5)
        .set_alt_text(&model.title);
    sheet.insert_image(0, 0, &image)?;
    let sheet = workbook.add_worksheet().set_name("Data")?;
    let rows = table::rows(project, model);
    write_table(sheet, &table::COLUMNS, rows.iter().map(Row::cells))?;
    let sheet = workbook.add_worksheet().set_name("About")?;
    let left_out = model.left_out_line();
    let about = [&model.title, &model.subtitle, &model.note]
        .into_iter()
        .chain(&model.remarks)
        .chain([&left_out, &model.source_line])
        .filter(|words| !words.is_empty());
    sheet.set_column_width(0, 100.0)?;
    for (row, words) in (0_u32..).zip(about) {
        write_text(sheet, (row, 0), words)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// All claims as a workbook, in the columns of [`claims_table::COLUMNS`].
///
/// # Errors
/// [`XlsxWriteError`] where the workbook cannot be made.
pub fn claims(rows: impl Iterator<Item = ClaimRow>) -> Result<Vec<u8>, XlsxWriteError> {
    let mut workbook = new_workbook(None)?;
    let sheet = workbook.add_worksheet().set_name("Claims")?;
    write_table(
        sheet,
        &claims_table::COLUMNS,
        rows.map(|row| row.cells().map(Cow::into_owned)),
    )?;
    Ok(workbook.save_to_buffer()?)
}

fn new_workbook(as_of: Option<Date>) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let (year, month, day) = as_of
        .filter(|day| (1900..=9999).contains(&day.year()))
        .map_or((2000, 1, 1), |day| (day.year(), day.month(), day.day()));
    let year = u16::try_from(year).unwrap_or(2000);
    let made = ExcelDateTime::from_ymd(year, month.unsigned_abs(), day.unsigned_abs())?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    Ok(workbook)
}

/// A head that stays in sight, and a row for each record; numbers are numbers.
fn write_table<'a, const N: usize>(
    sheet: &mut Worksheet,
    columns: &[&str; N],
    rows: impl Iterator<Item = [String; N]> + 'a,
) -> Result<(), XlsxError> {
    let head = Format::new().set_bold();
    let mut widths = [0_usize; N];
    for ((column, name), width) in (0_u16..).zip(columns).zip(&mut widths) {
        sheet.write_string_with_format(0, column, *name, &head)?;
        *width = name.len();
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, cells) in (1_u32..).zip(rows) {
        for ((column, cell), width) in (0_u16..).zip(&cells).zip(&mut widths) {
            *width = (*width).max(cell.chars().count());
            match number(cell) {
                Some(number) => sheet.write_number(row, column, number)?,
                None if cell.is_empty() => continue,
                None => {
                    write_text(sheet, (row, column), cell)?;
                    continue;
                }
            };
        }
    }
    for (column, width) in (0_u16..).zip(widths) {
        sheet.set_column_width(column, (width as f64 + 2.0).min(WIDEST))?;
    }
    Ok(())
}

fn write_text(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    words: &str,
) -> Result<(), XlsxError> {
    // A sign that XML cannot hold is left out, and what no cell holds is cut.
    let kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    let words: String = words.chars().filter(kept).take(MOST_CHARACTERS).collect();
    let mut format = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    if safe_cell(&words) != words {
        format = format.set_quote_prefix();
    }
    sheet.write_string_with_format(row, column, words, &format)?;
    Ok(())
}

/// The number in a cell, where a spreadsheet keeps all of its digits.
fn number(cell: &str) -> Option<f64> {
    let amount: Amount = cell.parse().ok()?;
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    (digits <= DIGITS && amount.to_string() == cell).then(|| amount.to_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits_or_stay_text() {
        assert_eq!(number("725000000"), Some(725_000_000.0));
        assert_eq!(number("-0.5"), Some(-0.5));
        for text in [
            "",
            "1e5",
            "=1+1",
            "2024-12-02",
            "0123",
            "1234567890.1234567",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
