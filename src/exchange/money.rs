//! Tables of exchange rates and price levels from files.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use crate::edit::Transaction;
use crate::edit::project::{self, MoneyTable};
use crate::message::plain_reason;
use crate::model::{Prices, Project, Rates, RatesError};

/// The largest file that is read: daily rates of forty currencies since 1999 are two megabytes.
const MOST_BYTES: u64 = 32_000_000;

/// Why a file is no table of money.
#[derive(Debug, thiserror::Error)]
pub enum MoneyError {
    /// It cannot be read.
    #[error("{}", plain_reason(.0))]
    Reading(#[from] std::io::Error),
    /// It is larger than any such table.
    #[error("it is too large for a table of rates")]
    TooLarge,
    /// It holds no such table.
    #[error(transparent)]
    Table(#[from] RatesError),
    /// It holds no number at all.
    #[error("there is no number for any currency in it")]
    Empty,
}

/// Reads a table from a file into a project, as one step; charts then name the file as its source.
///
/// # Errors
/// [`MoneyError`] says why nothing is changed.
pub fn read_money(
    project: &Project,
    table: MoneyTable,
    path: &Path,
) -> Result<Transaction, MoneyError> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(MoneyError::TooLarge);
    }
    // Codes and numbers are plain in every encoding that such files come in.
    let text = String::from_utf8_lossy(&bytes);
    let name = path.file_name().unwrap_or(path.as_os_str());
    let source = format!("imported from {}", name.to_string_lossy());
    let is_empty = match table {
        MoneyTable::Rates => Rates::read(&text)?.is_empty(),
        MoneyTable::Prices => Prices::read(&text)?.is_empty(),
    };
    if is_empty {
        return Err(MoneyError::Empty);
    }
    Ok(project::read_money(project, table, &text, &source)?)
}
