//! What the reader's errors mean to the person whose file it is.

use ron::Error;
use ron::error::SpannedError;

use crate::store::Damage;

/// Where the text stops being a project, and why.
pub(super) fn explain(text: &str, error: &SpannedError) -> Damage {
    // Where a string is not closed, its beginning says more than the end of the file.
    let place = match error.code {
        Error::ExpectedStringEnd => error.span.start,
        _ => error.span.end,
    };
    let from_here = text.lines().skip(place.line.saturating_sub(1));
    let has_conflict = from_here.clone().next().is_some_and(is_conflict_mark);
    let is_at_end = from_here
        .flat_map(str::chars)
        .skip(place.col.saturating_sub(1))
        .all(char::is_whitespace);
    let reason = if has_conflict {
        "a merge left a conflict here".to_owned()
    } else {
        reason(&error.code, is_at_end)
    };
    Damage::at(text, place.line, place.col, reason)
}

fn reason(error: &Error, is_at_end: bool) -> String {
    let within = |outer: &Option<String>| match outer {
        Some(outer) => format!(" in this {outer}"),
        None => String::new(),
    };
    match error {
        Error::ExpectedDifferentStructName {
            expected: "Project",
            ..
        }
        | Error::ExpectedNamedStructLike("Project") => "this is not a Claimbook project".to_owned(),
        Error::ExpectedStringEnd => "this text is never closed".to_owned(),
        Error::MissingStructField { field, outer } => {
            format!("the field {field} is missing{}", within(outer))
        }
        Error::DuplicateStructField { field, outer } => {
            format!("the field {field} stands twice{}", within(outer))
        }
        Error::ExceededRecursionLimit => {
            "there are more brackets within brackets than a project has".to_owned()
        }
        Error::TrailingCharacters => "something stands after the end of the project".to_owned(),
        _ if is_at_end => "the file ends too soon".to_owned(),
        other => other.to_string(),
    }
}

/// Whether git wrote the line between two versions that it could not merge.
fn is_conflict_mark(line: &str) -> bool {
    ["<<<<<<<", "=======", ">>>>>>>"]
        .iter()
        .any(|mark| line.starts_with(mark))
}
