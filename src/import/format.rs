//! Which formats there are, how a file shows its own, and who reads it.
//!
//! A new format is a variant of [`Format`], one row of [`FORMATS`] and one function.

use std::path::Path;

use super::encoding::Charset;
use super::metadata::Metadata;
use super::zipped::Zipped;
use super::{
    Options, Reason, Warning, archive, docx, epub, html, mail, markdown, odt, pdf, plain, rtf,
    structure, table, wire,
};
use crate::model::TextBlock;

/// A format that articles are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text without markup.
    PlainText,
    /// `CommonMark` with tables, footnotes and front matter.
    Markdown,
    /// A saved web page.
    Html,
    /// A web page that was saved as one file.
    Mhtml,
    /// A PDF document.
    Pdf,
    /// A Word document.
    Docx,
    /// An `OpenDocument` text.
    Odt,
    /// An `OpenDocument` text in one XML file.
    FlatOdt,
    /// A document in Rich Text Format.
    Rtf,
    /// A book.
    Epub,
    /// An e-mail with its attachments.
    Mail,
    /// News items in XML: NITF, `NewsML`, RSS and Atom.
    News,
    /// A JSON object a line, each an article.
    JsonLines,
    /// A table with an article a row.
    Csv,
    /// A spreadsheet with an article a row.
    Workbook,
    /// An archive of article files.
    Zip,
}

/// What a format's reader makes of one article: a normalised text and what it says about itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    pub text: String,
    pub blocks: Vec<TextBlock>,
    pub metadata: Metadata,
    /// The words under its pictures.
    pub captions: Vec<String>,
    /// The encoding of its characters, where its format leaves a choice.
    pub charset: Option<Charset>,
    pub guessed: bool,
    pub warnings: Vec<Warning>,
}

impl Reading {
    pub(super) fn of_text(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }

    /// Of a text in its normal form whose lines begin with the signs of headings, items and
    /// quotes, as [`super::blocks::lines`] writes them.
    pub(super) fn of_signed_text(text: String) -> Self {
        Self {
            blocks: structure::of_signs(&text),
            ..Self::of_text(text)
        }
    }
}

/// One article of a file, which may hold several.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// What names it within the file: empty for the file itself, `#3` for a row, else a path.
    pub name: String,
    pub reading: Result<Reading, Reason>,
}

impl Member {
    /// The file itself.
    pub(super) fn whole(reading: Reading) -> Self {
        Self {
            name: String::new(),
            reading: Ok(reading),
        }
    }

    /// What a file within the file holds.
    pub(super) fn of_bytes(name: &str, bytes: &[u8], options: &Options) -> Vec<Self> {
        let read = if bytes.is_empty() {
            Err(Reason::Empty)
        } else {
            Format::of(name, bytes).and_then(|format| format.read(bytes, options))
        };
        Self::within(name, read)
    }

    /// The articles of a file within the file.
    pub(super) fn within(name: &str, read: Result<Vec<Self>, Reason>) -> Vec<Self> {
        match read {
            Ok(members) => members
                .into_iter()
                .map(|member| Self {
                    name: joined_name(name, &member.name),
                    ..member
                })
                .collect(),
            Err(reason) => vec![Self {
                name: name.to_owned(),
                reading: Err(reason),
            }],
        }
    }
}

/// The name of an article within a file.
pub(super) fn joined_name(file: &str, member: &str) -> String {
    match member {
        "" => file.to_owned(),
        row if row.starts_with('#') => format!("{file}{row}"),
        path => format!("{file}/{path}"),
    }
}

/// Who reads a format: as one article, or as many.
enum Reader {
    One(fn(&[u8], &Options) -> Result<Reading, Reason>),
    Many(fn(&[u8], &Options) -> Result<Vec<Member>, Reason>),
}

struct Row {
    format: Format,
    name: &'static str,
    endings: &'static [&'static str],
    read: Reader,
}

/// In the order of [`Format`].
const FORMATS: [Row; 16] = [
    Row {
        format: Format::PlainText,
        name: "Plain text",
        endings: &["txt", "text"],
        read: Reader::One(plain::read),
    },
    Row {
        format: Format::Markdown,
        name: "Markdown",
        endings: &["md", "markdown", "mdown", "mkd"],
        read: Reader::One(markdown::read),
    },
    Row {
        format: Format::Html,
        name: "Web page",
        endings: &["html", "htm", "xhtml"],
        read: Reader::One(html::read),
    },
    Row {
        format: Format::Mhtml,
        name: "Web page in one file",
        endings: &["mhtml", "mht"],
        read: Reader::One(mail::read_mhtml),
    },
    Row {
        format: Format::Pdf,
        name: "PDF",
        endings: &["pdf"],
        read: Reader::One(pdf::read),
    },
    Row {
        format: Format::Docx,
        name: "Word document",
        endings: &["docx", "docm", "dotx"],
        read: Reader::One(docx::read),
    },
    Row {
        format: Format::Odt,
        name: "OpenDocument text",
        endings: &["odt", "ott"],
        read: Reader::One(odt::read),
    },
    Row {
        format: Format::FlatOdt,
        name: "Flat OpenDocument text",
        endings: &["fodt"],
        read: Reader::One(odt::read_flat),
    },
    Row {
        format: Format::Rtf,
        name: "Rich text",
        endings: &["rtf"],
        read: Reader::One(rtf::read),
    },
    Row {
        format: Format::Epub,
        name: "EPUB book",
        endings: &["epub"],
        read: Reader::One(epub::read),
    },
    Row {
        format: Format::Mail,
        name: "E-mail",
        endings: &["eml"],
        read: Reader::Many(mail::read),
    },
    Row {
        format: Format::News,
        name: "News items in XML",
        endings: &["xml", "nitf", "newsml", "rss", "atom"],
        read: Reader::Many(wire::read),
    },
    Row {
        format: Format::JsonLines,
        name: "JSON Lines",
        endings: &["jsonl", "ndjson"],
        read: Reader::Many(table::read_json_lines),
    },
    Row {
        format: Format::Csv,
        name: "CSV table",
        endings: &["csv", "tsv"],
        read: Reader::Many(table::read_csv),
    },
    Row {
        format: Format::Workbook,
        name: "Spreadsheet",
        endings: &["xlsx", "xls", "xlsm", "xlsb", "ods"],
        read: Reader::Many(table::read_workbook),
    },
    Row {
        format: Format::Zip,
        name: "Zip archive",
        endings: &["zip"],
        read: Reader::Many(archive::read),
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
        let promised = Self::of_ending(Path::new(name));
        if let Some(found) = by_content(bytes, promised) {
            return found;
        }
        match promised {
            // Every file of these kinds shows itself by its content.
            Some(Self::Pdf | Self::Docx | Self::Odt | Self::Epub | Self::Zip) => Err(
                Reason::Damaged(format!("it is no {}", promised.map_or("", Self::name))),
            ),
            Some(format) => Ok(format),
            None => Ok(Self::PlainText),
        }
    }

    /// Whether its readers are trusted to end in good time without a fence.
    pub(super) fn is_plain(self) -> bool {
        matches!(self, Self::PlainText | Self::Markdown)
    }

    pub(super) fn read(self, bytes: &[u8], options: &Options) -> Result<Vec<Member>, Reason> {
        match self.row().read {
            Reader::One(read) => Ok(vec![Member::whole(read(bytes, options)?)]),
            Reader::Many(read) => read(bytes, options),
        }
    }

    fn row(self) -> &'static Row {
        &FORMATS[self as usize]
    }
}

const COPY_THE_TEXT: &str = "copy its text into a .txt file and import that";
const NO_TEXT: &str = "there is no text in it to read";
const UNPACK: &str = "unpack it and import the files in it";

/// The first bytes of formats that are not read, what they are called, and what to do instead.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
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

/// The first bytes of Office documents before 2007, and of those that a password protects.
const OLD_OFFICE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The stream of an old Office container that holds a protected document, in UTF-16.
const PROTECTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// The format that the content of a file shows, whatever its ending promises, or why it is none.
fn by_content(bytes: &[u8], promised: Option<Format>) -> Option<Result<Format, Reason>> {
    let seems = |what, remedy| Some(Err(Reason::Foreign { what, remedy }));
    if let Some((_, what, remedy)) = SIGNATURES
        .iter()
        .find(|(signature, ..)| bytes.starts_with(signature))
    {
        return seems(what, remedy);
    }
    let early = &bytes[..bytes.len().min(1024)];
    if memchr::memmem::find(early, b"%PDF-")
        .is_some_and(|at| at == 0 || promised == Some(Format::Pdf))
    {
        return Some(Ok(Format::Pdf));
    }
    if bytes.starts_with(b"{\\rtf") {
        return Some(Ok(Format::Rtf));
    }
    if bytes.starts_with(OLD_OFFICE) {
        if memchr::memmem::find(bytes, PROTECTED).is_some() {
            return Some(Err(Reason::Protected));
        }
        if promised == Some(Format::Workbook) {
            return Some(Ok(Format::Workbook));
        }
        return seems("an old Office document", COPY_THE_TEXT);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(zipped_format(bytes));
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return seems("a film, sound or picture", NO_TEXT);
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return seems("a tar archive", UNPACK);
    }
    let start = opening(bytes);
    if is_web_page(&start) {
        return Some(Ok(Format::Html));
    }
    if start.starts_with(b"<") && !matches!(promised, Some(Format::Markdown | Format::Html)) {
        if memchr::memmem::find(&start, b"<office:document").is_some() {
            return Some(Ok(Format::FlatOdt));
        }
        if wire::begins(&start) {
            return Some(Ok(Format::News));
        }
        if promised == Some(Format::News) {
            return seems("XML of an unknown kind", COPY_THE_TEXT);
        }
    }
    if matches!(promised, None | Some(Format::Mail)) && is_message(&start) {
        let whole_page = memchr::memmem::find(&start, b"multipart/related").is_some()
            && memchr::memmem::find(&start, b"snapshot-content-location").is_some();
        return Some(Ok(if whole_page {
            Format::Mhtml
        } else {
            Format::Mail
        }));
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

/// What a zip container holds, by the names of its parts.
fn zipped_format(bytes: &[u8]) -> Result<Format, Reason> {
    let mut zipped = Zipped::open(bytes)?;
    let foreign = |what| {
        Err(Reason::Foreign {
            what,
            remedy: COPY_THE_TEXT,
        })
    };
    let names = zipped.names();
    let any = |sign: &str| names.iter().any(|name| name.starts_with(sign));
    let kind = if names.iter().any(|name| name == "mimetype") {
        zipped.part("mimetype")?.unwrap_or_default()
    } else {
        Vec::new()
    };
    let kind = String::from_utf8_lossy(&kind);
    if kind.contains("opendocument.text") {
        Ok(Format::Odt)
    } else if kind.contains("opendocument.spreadsheet") {
        Ok(Format::Workbook)
    } else if kind.contains("opendocument") {
        foreign("an OpenDocument file")
    } else if kind.contains("epub+zip") || any("META-INF/container.xml") {
        Ok(Format::Epub)
    } else if any("word/document") {
        Ok(Format::Docx)
    } else if any("xl/") {
        Ok(Format::Workbook)
    } else if any("ppt/") {
        foreign("a PowerPoint presentation")
    } else if names.iter().any(|name| name.ends_with("qde")) {
        foreign("a project of another research tool")
    } else {
        Ok(Format::Zip)
    }
}

/// Whether a file begins as messages do: with lines of a name, a colon and a value, some of which
/// only messages have.
fn is_message(start: &[u8]) -> bool {
    let named = start
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-')
        .count();
    named > 1
        && start.get(named) == Some(&b':')
        && [
            &b"\nmime-version:"[..],
            b"\nmessage-id:",
            b"\nreceived:",
            b"\ncontent-type:",
        ]
        .iter()
        .any(|sign| memchr::memmem::find(start, sign).is_some())
}

/// The first letters of a file, after a mark and spaces, in small letters.
fn opening(bytes: &[u8]) -> Vec<u8> {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    start[..start.len().min(1024)]
        .trim_ascii_start()
        .to_ascii_lowercase()
}

fn is_web_page(start: &[u8]) -> bool {
    let begins = |sign: &[u8]| start.starts_with(sign);
    begins(b"<!doctype html")
        || begins(b"<html")
        || ((begins(b"<?xml") || begins(b"<!--") || begins(b"<head"))
            && memchr::memmem::find(start, b"<html").is_some())
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
        assert_eq!(Format::of("page.HTM", b"<p>words"), Ok(Format::Html));
        let page = b"\xEF\xBB\xBF\n<!DOCTYPE HTML>";
        assert_eq!(Format::of("a.txt", page), Ok(Format::Html));
    }

    #[test]
    fn content_goes_before_the_ending() {
        for (bytes, expected) in [
            (&b"%PDF-1.7\n"[..], Format::Pdf),
            (b"{\\rtf1", Format::Rtf),
            (b"<?xml version='1.0'?><nitf/>", Format::News),
            (
                b"Received: x\r\nMIME-Version: 1.0\r\n\r\nwords",
                Format::Mail,
            ),
        ] {
            assert_eq!(Format::of("a", bytes), Ok(expected));
        }
        match Format::of("a.txt", b"\x00\x00\x00\x20ftypisom") {
            Err(Reason::Foreign { what, .. }) => assert_eq!(what, "a film, sound or picture"),
            other => panic!("{other:?}"),
        }
        assert!(matches!(
            Format::of("a.pdf", b"words"),
            Err(Reason::Damaged(_))
        ));
        assert!(matches!(
            Format::of("a.docx", b"PK\x03\x04...."),
            Err(Reason::Damaged(_))
        ));
    }
}
