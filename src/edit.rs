//! How a project changes: only through a [`Transaction`].
//!
//! The functions here turn what somebody wants ("delete this tag") into a transaction over a
//! project, with everything that must follow from it (the claims lose that tag). They change
//! nothing themselves; [`History::apply`] does, and keeps the way back.

pub mod answers;
pub mod articles;
pub mod charts;
pub mod claimants;
pub mod claims;
pub mod dismissals;
mod draft;
pub mod findings;
mod history;
pub mod notes;
pub mod project;
#[cfg(test)]
pub(crate) mod properties;
pub mod summary;
pub mod tags;
pub mod terms;
mod transaction;

pub use draft::Draft;
pub use history::{History, KeptStep, Made, Move, Step, Typing};
pub use transaction::{Change, EditError, Transaction};
