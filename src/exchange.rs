//! Other programs' formats.
