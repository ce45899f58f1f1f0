//! How a project is asked: a query language, filters over claims, and words in texts.
//!
//! Everything here only reads. Ranges are UTF-8 bytes; what leaves the program is counted in
//! characters by [`crate::exchange`].

pub mod asking;
pub mod everywhere;
pub mod filter;
pub mod query;
pub mod sweep;
pub mod text;

pub use asking::Asking;
pub use everywhere::{Found, Group, Hit, Place, search};
pub use filter::PreparedFilter;
pub use query::{Query, QueryFault};
pub use sweep::{MOST_HITS, Sweep, unclaimed};
pub use text::{QueryError, TextOptions, TextQuery, excerpt};
