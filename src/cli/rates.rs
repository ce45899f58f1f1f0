//! `rates`: the exchange rates and price levels that a project keeps, printed or read from a file.

use std::path::Path;

use super::arguments::Arguments;
use super::{Failure, Outcome, Status, Streams, articles, project};
use crate::edit::project::MoneyTable;
use crate::exchange::read_money;
use crate::message::printable_path;

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> Outcome {
    let table = if arguments.has("prices") {
        MoneyTable::Prices
    } else {
        MoneyTable::Rates
    };
    let Some(file) = arguments.rest().first() else {
        let project = articles::open(arguments.first(), streams)?.project;
        let (source, lines) = match table {
            MoneyTable::Rates => {
                let rates = project.info().rates();
                (rates.source.as_str(), rates.write())
            }
            MoneyTable::Prices => {
                let prices = project.info().prices();
                (prices.source.as_str(), prices.write())
            }
        };
        streams.tell(&format!("source: {source}"));
        write!(streams.out, "{lines}")?;
        return Ok(Status::Done);
    };
    let path = project::project_path(arguments)?;
    let file = Path::new(file);
    let opened = articles::open_to_save(path.as_os_str(), arguments, streams)?;
    let step = read_money(&opened.project, table, file)
        .map_err(|error| Failure::Told(format!("{}: {error}", printable_path(file))))?;
    project::save_step(path, opened, step)?;
    let (file, path) = (printable_path(file), printable_path(path));
    writeln!(streams.out, "{file} read into {path}")?;
    Ok(Status::Done)
}
