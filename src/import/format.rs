//! Which formats there are, how a file shows its own, and who reads it.
//!
//! A new format is a variant of [`Format`], one row of [`FORMATS`] and one function.

mod content;

use std::path::Path;

use super::encoding::Charset;
use super::metadata::Metadata;
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
        if let Some(found) = content::by_content(bytes, promised) {
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
