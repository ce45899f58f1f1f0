//! Tables for people: columns under headings, as wide as what stands in them.

use std::io::{self, Write};

use crate::message::printable;

/// A table in the making. Cells lose their line ends and control characters, and what is longer
/// than its column may be ends with a `…`.
pub(super) struct Table<const N: usize> {
    columns: [Column; N],
    rows: Vec<[String; N]>,
}

/// One column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// What stands above it.
    pub heading: &'static str,
    /// The widest that it gets, in characters.
    pub widest: usize,
}

impl<const N: usize> Table<N> {
    pub(super) fn new(columns: [Column; N]) -> Self {
        Self {
            columns,
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub(super) fn push(&mut self, cells: [String; N]) {
        let mut columns = self.columns.iter();
        self.rows.push(cells.map(|cell| {
            let widest = columns.next().map_or(0, |column| column.widest);
            shortened(&cell, widest)
        }));
    }

    /// Whether it has no rows yet.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes the headings and all rows.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let headings = self.columns.map(|column| column.heading.to_owned());
        let lines = || std::iter::once(&headings).chain(&self.rows);
        let mut widths = [0; N];
        for line in lines() {
            for (width, cell) in widths.iter_mut().zip(line) {
                *width = (*width).max(cell.chars().count());
            }
        }
        for line in lines() {
            let padded = line.iter().zip(widths);
            let padded: Vec<String> = padded
                .map(|(cell, width)| format!("{cell:width$}"))
                .collect();
            writeln!(out, "{}", padded.join("  ").trim_end())?;
        }
        Ok(())
    }
}

/// On one line and no wider than that.
fn shortened(cell: &str, widest: usize) -> String {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let line = printable(&words.join(" "));
    if line.chars().nth(widest).is_none() {
        return line;
    }
    let short: String = line.chars().take(widest.saturating_sub(1)).collect();
    format!("{}…", short.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_they_must_be() {
        let column = |heading, widest| Column { heading, widest };
        let mut table = Table::new([column("what", 8), column("where", 20)]);
        assert!(table.is_empty());
        table.push(["Łódź".to_owned(), "here\nand\u{1b}[31m there".to_owned()]);
        table.push(["a long way off".to_owned(), String::new()]);
        let mut out = Vec::new();
        table.write(&mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "what     where\nŁódź     here and\\u{1b}[31m…\na long…\n"
        );
    }
}
