//! The first line of a journal: which file it extends.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Unread;
use crate::store::stamp::Content;

/// The version of the journals that are written and read. A journal lives as long as a window,
/// so no other is ever understood.
pub(super) const VERSION: u32 = 1;

/// What a journal extends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// The version of the journal.
    pub version: u32,
    /// The file, and what was in it; none for work that is in no file yet.
    pub file: Option<Extended>,
}

/// A file that a journal extends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Extended {
    path: PathText,
    /// What was in it.
    pub content: Content,
}

/// A path: as text, or as bytes where it is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum PathText {
    Text(String),
    Bytes(Vec<u8>),
}

/// Reads the first line of a journal.
pub(super) fn read(line: &[u8]) -> Result<Head, Unread> {
    /// What every version says first.
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
    }
    let versioned: Versioned = understood(line)?;
    if versioned.version != VERSION {
        return Err(Unread::OtherVersion);
    }
    understood(line)
}

fn understood<T: serde::de::DeserializeOwned>(line: &[u8]) -> Result<T, Unread> {
    serde_json::from_slice(line).or(Err(Unread::Damaged))
}

impl Extended {
    pub(super) fn new(path: &Path, content: Content) -> Self {
        let path = match path.to_str() {
            Some(text) => PathText::Text(text.to_owned()),
            None => PathText::Bytes(path.as_os_str().as_encoded_bytes().to_vec()),
        };
        Self { path, content }
    }

    /// The file.
    pub(super) fn path(&self) -> PathBuf {
        match &self.path {
            PathText::Text(text) => PathBuf::from(text),
            #[cfg(unix)]
            PathText::Bytes(bytes) => {
                use std::os::unix::ffi::OsStringExt as _;
                std::ffi::OsString::from_vec(bytes.clone()).into()
            }
            // Half a surrogate pair in a name: the file will not be found, and that is said.
            #[cfg(not(unix))]
            PathText::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned().into(),
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::ffi::OsStrExt as _;

    use super::*;

    #[test]
    fn paths_with_any_characters() {
        for bytes in [
            b"/tmp/\xff\n.ron".as_slice(),
            "/tmp/żółw \"x\".ron".as_bytes(),
        ] {
            let path = Path::new(std::ffi::OsStr::from_bytes(bytes));
            let content = Content::new(0, blake3::hash(b""));
            let text = serde_json::to_string(&Extended::new(path, content)).unwrap();
            let read: Extended = serde_json::from_str(&text).unwrap();
            assert_eq!(read.path(), path);
        }
    }
}
