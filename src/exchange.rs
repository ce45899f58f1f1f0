//! What leaves the program: tables of claims for spreadsheets and scripts.
//!
//! Positions that leave are Unicode code points, half-open, in the normalised text; numbers are
//! plain decimals.

pub mod claims_table;
pub mod page;
mod positions;

pub use claims_table::{COLUMNS, ClaimRow, TableFormat};
pub use positions::Positions;
