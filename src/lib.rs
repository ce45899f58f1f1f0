//! Claimbook: a research notebook for checking figures in the news.
//!
//! The library is a functional core that knows nothing of windows, and [`ui`] is the shell
//! around it. `ARCHITECTURE.md` has the map and what never happens where.

pub mod anchor;
pub mod arithmetic;
pub mod chart;
pub mod cli;
pub mod clock;
pub mod echo;
pub mod edit;
pub mod exchange;
pub mod findings;
pub mod fonts;
pub mod import;
pub mod merge;
pub mod message;
pub mod model;
pub mod recognise;
pub mod search;
pub mod store;
pub mod suggest;
pub mod ui;
