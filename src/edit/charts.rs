//! Edits of charts.

use super::{Draft, EditError, Transaction};
use crate::model::{Chart, ChartId, Key, Project};

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
