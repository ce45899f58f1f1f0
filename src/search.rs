//! How a project is asked.

use std::ops::Range;

/// Where the words of `query` stand in `text`, in any case.
pub fn find_in(text: &str, query: &str) -> Vec<Range<usize>> {
    if query.is_empty() {
        return Vec::new();
    }
    let pattern = regex::RegexBuilder::new(&regex::escape(query))
        .case_insensitive(true)
        .build();
    pattern.map_or_else(
        |_| Vec::new(),
        |pattern| pattern.find_iter(text).map(|hit| hit.range()).collect(),
    )
}
