//! What leaves the program: tables of claims for spreadsheets and scripts.
//!
//! Positions that leave are Unicode code points, half-open, in the normalised text; numbers are
//! plain decimals.

pub mod claims_table;
mod contents;
pub mod docx;
mod files;
mod money;
pub mod page;
mod positions;
mod quotation;
pub mod report;
mod xlsx;

pub use claims_table::{COLUMNS, ClaimRow, TableFormat};
pub use files::{
    ChartFormat, DossierFormat, Drawing, ExportError, PageSize, draw_chart, draw_dossier,
    last_change, write_chart, write_claims, write_dossier, write_page,
};
pub use money::{MoneyError, read_money};
pub use positions::Positions;
pub use quotation::{link, quotation};
pub use xlsx::XlsxWriteError;
