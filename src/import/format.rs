//! Which formats there are, how a file shows its own, and who reads it.
//!
//! A new format is one row of [`FORMATS`] and one function of the type [`Reader`].

use std::path::Path;

use super::encoding::Charset;
use super::metadata::Metadata;
use super::{Options, Reason, Warning, markdown, plain};
use crate::model::TextBlock;

/// A format that articles are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text without markup.
    PlainText,
    /// `CommonMark` with tables, footnotes and front matter.
    Markdown,
}

/// What a format's reader makes of a file: a normalised text and what it says about itself.
#[derive(Debug)]
pub(super) struct Reading {
    pub text: String,
    pub blocks: Vec<TextBlock>,
    pub metadata: Metadata,
    pub charset: Charset,
    pub guessed: bool,
    pub warnings: Vec<Warning>,
}

type Reader = fn(&[u8], &Options) -> Result<Reading, Reason>;

struct Row {
    format: Format,
    name: &'static str,
    endings: &'static [&'static str],
    read: Reader,
}

const FORMATS: [Row; 2] = [
    Row {
        format: Format::PlainText,
        name: "Plain text",
        endings: &["txt", "text"],
        read: plain::read,
    },
    Row {
        format: Format::Markdown,
        name: "Markdown",
        endings: &["md", "markdown", "mdown", "mkd"],
        read: markdown::read,
    },
];

impl Format {
    /// Every format.
    pub fn all() -> impl Iterator<Item = Self> {
        FORMATS.iter().map(|row| row.format)
    }

    /// Its name, as shown on screen.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The endings of its files, without the point.
    pub fn endings(self) -> &'static [&'static str] {
        self.row().endings
    }

    /// The format that a name's ending promises.
    pub fn of_ending(name: &Path) -> Option<Self> {
        let ending = name.extension()?.to_str()?.to_ascii_lowercase();
        let row = FORMATS
            .iter()
            .find(|row| row.endings.contains(&ending.as_str()))?;
        Some(row.format)
    }

    /// The format of a file, by its content and then by its name; a name without a known ending
    /// is plain text.
    pub(super) fn of(name: &str, bytes: &[u8]) -> Result<Self, Reason> {
        if let Some(foreign) = foreign(bytes) {
            return Err(foreign);
        }
        let name = Path::new(name);
        if name.extension().is_some_and(|ending| {
            HTML_ENDINGS
                .iter()
                .any(|html| ending.eq_ignore_ascii_case(html))
        }) {
            return Err(WEB_PAGE);
        }
        Ok(Self::of_ending(name).unwrap_or(Self::PlainText))
    }

    pub(super) fn read(self, bytes: &[u8], options: &Options) -> Result<Reading, Reason> {
        (self.row().read)(bytes, options)
    }

    fn row(self) -> &'static Row {
        match self {
            Self::PlainText => &FORMATS[0],
            Self::Markdown => &FORMATS[1],
        }
    }
}

const COPY_THE_TEXT: &str = "copy its text into a .txt file and import that";
const NO_TEXT: &str = "there is no text in it to read";
const UNPACK: &str = "unpack it and import the files in it";

/// The endings of web pages, whose text may begin with anything.
const HTML_ENDINGS: [&str; 3] = ["html", "htm", "xhtml"];

const WEB_PAGE: Reason = Reason::Foreign {
    what: "a web page",
    remedy: COPY_THE_TEXT,
};

/// The first bytes of formats that are not read, what they are called, and what to do instead.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF document", COPY_THE_TEXT),
    (b"{\\rtf", "an RTF document", COPY_THE_TEXT),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an old Office document",
        COPY_THE_TEXT,
    ),
    (b"bplist00", "a web archive or property list", COPY_THE_TEXT),
    (b"\x89PNG\r\n", "a PNG picture", NO_TEXT),
    (b"\xFF\xD8\xFF", "a JPEG picture", NO_TEXT),
    (b"GIF8", "a GIF picture", NO_TEXT),
    (b"II*\0", "a TIFF picture", NO_TEXT),
    (b"MM\0*", "a TIFF picture", NO_TEXT),
    (b"RIFF", "a picture, sound or film", NO_TEXT),
    (b"OggS", "a sound or film", NO_TEXT),
    (b"fLaC", "a sound", NO_TEXT),
    (b"ID3", "a sound", NO_TEXT),
    (b"\x1A\x45\xDF\xA3", "a film", NO_TEXT),
    (b"\x1F\x8B", "a gzip archive", UNPACK),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\xFD7zXZ\0", "an xz archive", UNPACK),
    (b"\x28\xB5\x2F\xFD", "a Zstandard archive", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive", UNPACK),
    (b"Rar!\x1A\x07", "a RAR archive", UNPACK),
    (
        b"SQLite format 3\0",
        "an SQLite data base",
        "export its text",
    ),
    (b"\x7FELF", "a program", NO_TEXT),
    (b"\xCA\xFE\xBA\xBE", "a program", NO_TEXT),
    (b"MZ\x90\0", "a program", NO_TEXT),
];

/// What tells the kinds of zip archive apart, near their beginning.
const ZIP_KINDS: &[(&[u8], &str)] = &[
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"opendocument.text", "an OpenDocument text"),
    (b"opendocument", "an OpenDocument file"),
    (b"epub+zip", "an EPUB book"),
    (b"project.qde", "a project of another research tool"),
];

/// Recognises a file of another format by its content.
fn foreign(bytes: &[u8]) -> Option<Reason> {
    let seems = |what, remedy| Some(Reason::Foreign { what, remedy });
    if let Some((_, what, remedy)) = SIGNATURES
        .iter()
        .find(|(signature, ..)| bytes.starts_with(signature))
    {
        return seems(what, remedy);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let start = &bytes[..bytes.len().min(64 * 1024)];
        let kind = ZIP_KINDS
            .iter()
            .find(|(mark, _)| memchr::memmem::find(start, mark).is_some());
        return match kind {
            Some((_, what)) => seems(what, COPY_THE_TEXT),
            None => seems("a zip archive", UNPACK),
        };
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return seems("a film, sound or picture", NO_TEXT);
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return seems("a tar archive", UNPACK);
    }
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = start[..start.len().min(64)]
        .trim_ascii_start()
        .to_ascii_lowercase();
    if start.starts_with(b"<!doctype html") || start.starts_with(b"<html") {
        return Some(WEB_PAGE);
    }
    let mut dense = start.iter().filter(|byte| !byte.is_ascii_whitespace());
    if b"project(version:"
        .iter()
        .all(|byte| dense.next() == Some(byte))
    {
        return seems("a Claimbook project", "open it instead of importing it");
    }
    None
}

/// The reason for bytes that are no text and no format with a name.
pub(super) const BINARY: Reason = Reason::Foreign {
    what: "a binary file",
    remedy: "if it is a text, choose its encoding",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_stands_under_its_own_name() {
        for format in Format::all() {
            assert_eq!(format.row().format, format);
            for ending in format.endings() {
                let name = format!("A file.{}", ending.to_uppercase());
                assert_eq!(Format::of_ending(Path::new(&name)), Some(format));
            }
        }
        assert_eq!(Format::of_ending(Path::new("notes")), None);
        assert_eq!(Format::of("notes", b"words"), Ok(Format::PlainText));
        assert_eq!(Format::of("page.HTM", b"<p>words"), Err(WEB_PAGE));
    }

    #[test]
    fn content_goes_before_the_ending() {
        for (bytes, expected) in [
            (&b"%PDF-1.7\n"[..], "a PDF document"),
            (b"PK\x03\x04......word/document.xml", "a Word document"),
            (b"PK\x03\x04......", "a zip archive"),
            (b"\xEF\xBB\xBF\n<!DOCTYPE HTML>", "a web page"),
            (b"\x00\x00\x00\x20ftypisom", "a film, sound or picture"),
        ] {
            match Format::of("a.txt", bytes) {
                Err(Reason::Foreign { what, .. }) => assert_eq!(what, expected),
                other => panic!("{other:?}"),
            }
        }
    }
}
