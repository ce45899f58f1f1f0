//! A recognised figure that the analyst does not want.

use serde::{Deserialize, Serialize};

use super::{DismissalId, Passage};

/// Says that the figure on these words is not wanted, so that it is not proposed again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Dismissal")]
pub struct Dismissal {
    /// Names the dismissal.
    pub id: DismissalId,
    /// The words of the figure: number, magnitude and unit.
    pub passage: Passage,
}
