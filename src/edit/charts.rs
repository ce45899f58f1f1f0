//! Edits of charts.

use super::{Draft, EditError, Transaction};
use crate::model::{Chart, ChartId, Key, Prices, Project, ProjectInfo, Rates};

/// Adds or replaces a chart.
pub fn put(project: &Project, chart: Chart) -> Transaction {
    let label = match project.chart(chart.id) {
        Some(_) => "Edit chart",
        None => "Add chart",
    };
    let mut draft = Draft::new(project);
    draft.put(chart);
    draft.finish(label)
}

/// Shows all money of a chart in one currency, or each amount in its own. A project without rates
/// gets those that are bundled, and keeps them from then on.
pub fn set_currency(project: &Project, chart: &Chart, currency: Option<String>) -> Transaction {
    let mut draft = Draft::new(project);
    if currency.is_some() && project.info().rates.is_empty() {
        draft.put(ProjectInfo {
            rates: Rates::bundled().clone(),
            ..project.info().as_ref().clone()
        });
    }
    draft.put(Chart {
        currency,
        ..chart.clone()
    });
    draft.finish("Set currency of chart")
}

/// Shows all money of a chart in the prices of a year, or each amount in those of its own time. A
/// project without price levels gets those that are bundled, and keeps them from then on.
pub fn set_prices(project: &Project, chart: &Chart, year: Option<i16>) -> Transaction {
    let mut draft = Draft::new(project);
    if year.is_some() && project.info().prices.is_empty() {
        draft.put(ProjectInfo {
            prices: Prices::bundled().clone(),
            ..project.info().as_ref().clone()
        });
    }
    draft.put(Chart {
        prices: year,
        ..chart.clone()
    });
    draft.finish("Set prices of chart")
}

/// Deletes a chart. Pages that embed it show that it is gone.
///
/// # Errors
/// [`EditError::Gone`] where there is no such chart.
pub fn delete(project: &Project, id: ChartId) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    let title = draft.chart(id)?.title.clone();
    draft.remove(Key::Chart(id));
    Ok(draft.finish(format!("Delete chart “{title}”")))
}
