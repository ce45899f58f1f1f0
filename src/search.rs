//! How a project is asked: filters over claims, and words in texts.
//!
//! Everything here only reads. Ranges are UTF-8 bytes; what leaves the program is counted in
//! characters by [`crate::exchange`].

pub mod filter;
pub mod text;

pub use filter::PreparedFilter;
pub use text::{Hit, QueryError, TextOptions, TextQuery, find_in, hits};
