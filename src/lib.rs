//! Claimbook.
