//! How messages show what comes from outside: the names of files, and what the system says.
//!
//! Every message of the program that names a file or gives the system's reason goes through
//! here, so that no name can play with a terminal and nobody has to read an error's number.

use std::io;
use std::path::Path;

/// A name as a message may show it: control characters, and those that turn the direction of
/// writing, are escaped, so that no name can play with a terminal.
pub fn printable(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if c.is_control() || turns {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

/// A path as a message may show it, like [`printable`].
pub fn printable_path(path: &Path) -> String {
    printable(&path.to_string_lossy())
}

/// Why the system refused, in plain words that begin small: no error's number.
pub fn plain_reason(error: &io::Error) -> String {
    let words = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder",
        io::ErrorKind::PermissionDenied => "there is no permission for it",
        io::ErrorKind::StorageFull => "the disk is full",
        io::ErrorKind::QuotaExceeded => "the space allowed on this disk is used up",
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read",
        io::ErrorKind::NotADirectory => "a part of the path is a file, not a folder",
        io::ErrorKind::IsADirectory => "it is a folder",
        io::ErrorKind::InvalidFilename => {
            "the name is too long, or holds a sign that no name may hold here"
        }
        io::ErrorKind::FileTooLarge => "it is too large for this disk",
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => {
            "another program is using it"
        }
        io::ErrorKind::TimedOut
        | io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::StaleNetworkFileHandle => "the disk does not answer",
        _ => return without_number(&error.to_string()),
    };
    words.to_owned()
}

/// The system's own sentence without the number behind it.
fn without_number(sentence: &str) -> String {
    let words = sentence
        .split_once(" (os error")
        .map_or(sentence, |(words, _)| words);
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().collect::<String>() + letters.as_str()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_draw_on_a_terminal() {
        assert_eq!(
            printable_path(Path::new("a\u{1b}[31m\nb.ron")),
            "a\\u{1b}[31m\\nb.ron"
        );
        assert_eq!(printable("a\u{202e}nor.b"), "a\\u{202e}nor.b");
        assert_eq!(printable("żółw.ron"), "żółw.ron");
    }

    #[cfg(unix)]
    #[test]
    fn no_reason_has_a_number() {
        for number in 1..140 {
            let error = io::Error::from_raw_os_error(number);
            let words = plain_reason(&error);
            assert!(!words.is_empty());
            assert!(!words.contains("os error"), "{words}");
            assert!(!words.starts_with(char::is_uppercase), "{words}");
        }
        let missing = io::Error::from(io::ErrorKind::NotFound);
        assert_eq!(plain_reason(&missing), "there is no such file or folder");
        let own = io::Error::other("Rows are missing");
        assert_eq!(plain_reason(&own), "rows are missing");
    }
}
