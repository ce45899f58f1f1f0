//! Edits of the project's own properties.

use super::{Draft, Transaction};
use crate::model::{Prices, Project, ProjectInfo, Rates, RatesError};

/// Gives the project another name.
pub fn rename(project: &Project, name: &str) -> Transaction {
    let info = ProjectInfo {
        name: name.to_owned(),
        ..project.info().as_ref().clone()
    };
    set_info(project, info, "Rename project")
}

/// A table of money that a project keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MoneyTable {
    /// What currencies were worth.
    Rates,
    /// What money bought.
    Prices,
}

/// Puts the numbers of a table from outside in the place of those that the project has; `source`
/// is where they are from.
///
/// # Errors
/// [`RatesError`] names the first line that is no number.
pub fn read_money(
    project: &Project,
    table: MoneyTable,
    text: &str,
    source: &str,
) -> Result<Transaction, RatesError> {
    let mut info = project.info().as_ref().clone();
    let label = match table {
        MoneyTable::Rates => {
            let newer = Rates {
                source: source.to_owned(),
                ..Rates::read(text)?
            };
            info.rates = info.rates().updated(newer);
            "Import exchange rates"
        }
        MoneyTable::Prices => {
            let newer = Prices {
                source: source.to_owned(),
                ..Prices::read(text)?
            };
            info.prices = info.prices().updated(newer);
            "Import price levels"
        }
    };
    Ok(set_info(project, info, label))
}

/// Replaces the project's properties.
pub fn set_info(project: &Project, info: ProjectInfo, label: &str) -> Transaction {
    let mut draft = Draft::new(project);
    draft.put(info);
    draft.finish(label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::History;

    #[test]
    fn a_table_from_outside_takes_the_place_of_what_it_names() {
        let mut project = Project::default();
        let step = read_money(
            &project,
            MoneyTable::Rates,
            "USD,2024,1.5",
            "the bank, today",
        );
        History::default().apply(&mut project, step.unwrap(), None);
        let rates = project.info().rates();
        assert_eq!(rates.source, "the bank, today");
        assert_eq!(rates.per_euro["USD"][&2024].to_string(), "1.5");
        // What it does not name stays.
        assert!(rates.per_euro["USD"].len() > 1 && rates.per_euro.len() > 10);
        let wrong = read_money(&project, MoneyTable::Prices, "USD,2024,none", "");
        assert_eq!(wrong.unwrap_err().line, 1);
        let step = read_money(&project, MoneyTable::Prices, "PLN,2024,100", "").unwrap();
        History::default().apply(&mut project, step, None);
        assert_eq!(project.info().prices().index["PLN"].len(), 1);
        assert!(project.info().prices().source.contains("CPI-U"));
    }
}
