//! How a file becomes an article.
//!
//! One function for each [`Format`], chosen by content and ending, turns bytes into a text and
//! what the file says about itself. The text is normalised here once and never again: every
//! position in a project counts on it. Nothing here changes a project; see
//! [`crate::edit::articles`].

mod archive;
mod blocks;
mod date;
mod docx;
mod encoding;
mod epub;
mod error;
mod fence;
mod folder;
mod format;
mod header;
mod html;
mod language;
mod mail;
mod many;
mod markdown;
mod metadata;
mod normalise;
mod odt;
mod office;
mod opening;
mod pdf;
mod plain;
mod rtf;
mod structure;
mod table;
mod wire;
mod xml;
mod zipped;

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::process::ExitCode;

use crate::clock::Clock;
use crate::model::{Article, TextBlock, When};

pub use date::typed_date;
pub use encoding::Charset;
pub use error::{ImportError, Reason, Warning};
pub use fence::LONGEST;
pub use fence::process::{is_reader, use_program};
pub use folder::find_files;
pub use format::Format;
use format::{Member, joined_name};
pub use many::{Progress, read_many};
pub use zipped::{MOST_MEMBERS, UNPACKED_LIMIT};

/// The largest file that is read, in bytes: 64 MB.
pub const LIMIT: u64 = 64 * 1024 * 1024;

/// What a person may decide about an import.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The encoding to read in; none to find it out.
    pub encoding: Option<Charset>,
}

/// Where the prose starts in a text: the byte after the lines at its top that only speak about it.
pub fn body_start(text: &str) -> usize {
    let body = header::read(text).body;
    // A dateline stands on the line it belongs to.
    text[..body].rfind('\n').map_or(0, |end| end + 1)
}

/// What importing makes of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedArticle {
    /// The headline, or the first words where the file has none.
    pub title: String,
    /// The outlet, where the file names it.
    pub publisher: String,
    /// Who wrote it, where the file says so.
    pub byline: String,
    /// When it was published, where the file says so without ambiguity.
    pub published: Option<When>,
    /// Where it was published.
    pub url: String,
    /// The language, as a BCP 47 tag.
    pub language: String,
    /// The text: LF line ends, no byte order mark, NFC.
    pub text: String,
    /// What its lines are where they are more than paragraphs, in the order of the text.
    pub blocks: Vec<TextBlock>,
    /// The words under its pictures, which are no part of the text.
    pub captions: Vec<String>,
    /// The path or name of the file.
    pub source_file: String,
    /// The name of the encoding it was read in; empty where its format has but one.
    pub encoding: String,
    /// Whether the encoding is a guess from the bytes, which a person should look at.
    pub encoding_guessed: bool,
    /// The text's hash, as [`Article::hash_of`] makes it.
    pub hash: String,
    /// BLAKE3 of the file, in hexadecimal.
    pub file_hash: String,
    /// What a person should know about the result.
    pub warnings: Vec<Warning>,
}

impl ImportedArticle {
    /// The article, under a fresh id.
    pub fn into_article(self, clock: &Clock) -> Article {
        Article {
            id: clock.fresh(),
            title: self.title,
            publisher: self.publisher,
            byline: self.byline,
            published: self.published,
            url: self.url,
            language: self.language,
            source_file: self.source_file,
            encoding: self.encoding,
            imported: clock.now(),
            hash: self.hash,
            text: self.text.into(),
            blocks: self.blocks,
            versions: Vec::new(),
            captions: self.captions,
            file_hash: self.file_hash,
        }
    }
}

/// What a file gives: each of its articles, or why it is none.
pub type Imported = Vec<Result<ImportedArticle, ImportError>>;

/// Reads all articles of a file of any known format: one of a page or a document, many of an
/// archive or a table.
pub fn read_all(path: &Path, options: &Options) -> Imported {
    let name = path.to_string_lossy();
    match read_limited(path) {
        Ok(bytes) => read_all_bytes(&name, bytes, options),
        Err(reason) => vec![Err(ImportError::new(&name, reason))],
    }
}

/// Reads all articles in the bytes of a file of that name.
pub fn read_all_bytes(name: &str, bytes: Vec<u8>, options: &Options) -> Imported {
    let file_hash = blake3::hash(&bytes).to_hex().to_string();
    match members(name, bytes, options) {
        Ok(members) => members
            .into_iter()
            .map(|member| imported(name, &file_hash, member))
            .collect(),
        Err(reason) => vec![Err(ImportError::new(name, reason))],
    }
}

/// Reads a file that is one article.
///
/// # Errors
/// [`ImportError`] names the file, the reason and what to do.
pub fn read_file(path: &Path, options: &Options) -> Result<ImportedArticle, ImportError> {
    single(&path.to_string_lossy(), read_all(path, options))
}

/// Reads the bytes of a file of that name, which is one article.
///
/// # Errors
/// [`ImportError`] names the file, the reason and what to do.
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    options: &Options,
) -> Result<ImportedArticle, ImportError> {
    single(name, read_all_bytes(name, bytes.to_vec(), options))
}

/// Reads a file as plain text, whatever it seems to be: what is left where its reader failed.
///
/// # Errors
/// [`ImportError`] names the file, the reason and what to do.
pub fn read_as_plain_text(path: &Path, options: &Options) -> Result<ImportedArticle, ImportError> {
    let name = path.to_string_lossy();
    let read = read_limited(path).and_then(|bytes| {
        let hash = blake3::hash(&bytes).to_hex().to_string();
        Ok((hash, plain::read(&bytes, options)?))
    });
    let (hash, reading) = read.map_err(|reason| ImportError::new(&name, reason))?;
    imported(&name, &hash, Member::whole(reading))
}

/// Reads a PDF document that a password protects.
///
/// # Errors
/// [`ImportError`] names the file, the reason and what to do.
pub fn read_with_password(path: &Path, password: &str) -> Result<ImportedArticle, ImportError> {
    let name = path.to_string_lossy();
    let read = read_limited(path).and_then(|bytes| {
        let hash = blake3::hash(&bytes).to_hex().to_string();
        let password = password.to_owned();
        let reading = fence::run(LONGEST, move || pdf::read_protected(&bytes, &password))?;
        Ok((hash, reading))
    });
    let (hash, reading) = read.map_err(|reason| ImportError::new(&name, reason))?;
    imported(&name, &hash, Member::whole(reading))
}

fn single(name: &str, mut all: Imported) -> Result<ImportedArticle, ImportError> {
    match (all.pop(), all.len()) {
        (Some(one), 0) => one,
        _ => Err(ImportError::new(name, Reason::Several)),
    }
}

/// What the program does where [`is_reader`] says that it is one: it reads a PDF document for the
/// program that started it.
pub fn answer_as_reader() -> ExitCode {
    fence::process::answer(pdf::answer)
}

/// The bytes of a file, unless it is something else or too large.
fn read_limited(path: &Path) -> Result<Vec<u8>, Reason> {
    let about = path.metadata()?;
    if about.is_dir() {
        // A folder that cannot be looked into says so; any other is a slip.
        path.read_dir()?;
        return Err(Reason::Folder);
    }
    if !about.is_file() {
        return Err(Reason::NoFile);
    }
    if about.len() > LIMIT {
        return Err(Reason::TooLarge);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or_default());
    // It may grow while it is read.
    File::open(path)?.take(LIMIT + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn members(name: &str, bytes: Vec<u8>, options: &Options) -> Result<Vec<Member>, Reason> {
    if bytes.is_empty() {
        return Err(Reason::Empty);
    }
    if bytes.len() as u64 > LIMIT {
        return Err(Reason::TooLarge);
    }
    let format = Format::of(name, &bytes)?;
    if format.is_plain() {
        return format.read(&bytes, options);
    }
    let options = *options;
    fence::run(LONGEST, move || format.read(&bytes, &options))
}

fn imported(file: &str, file_hash: &str, member: Member) -> Result<ImportedArticle, ImportError> {
    let name = joined_name(file, &member.name);
    let reading = member
        .reading
        .and_then(|reading| {
            if reading.text.trim().is_empty() {
                Err(Reason::Empty)
            } else {
                Ok(reading)
            }
        })
        .map_err(|reason| ImportError::new(&name, reason))?;
    let metadata = reading.metadata;
    let single_line = |field: String| {
        let plain = normalise::normalise(&field).text;
        if plain.contains(char::is_control) {
            plain.replace(['\n', '\t'], " ")
        } else {
            plain
        }
    };
    Ok(ImportedArticle {
        title: single_line(metadata.title),
        publisher: single_line(metadata.publisher),
        byline: single_line(metadata.byline),
        published: metadata.published,
        url: metadata.url,
        language: if metadata.language.is_empty() {
            language::of(&reading.text).unwrap_or_default().to_owned()
        } else {
            metadata.language
        },
        captions: reading.captions.into_iter().map(single_line).collect(),
        hash: Article::hash_of(&reading.text),
        file_hash: file_hash.to_owned(),
        text: reading.text,
        blocks: reading.blocks,
        source_file: name,
        encoding: reading.charset.map_or("", Charset::name).to_owned(),
        encoding_guessed: reading.guessed,
        warnings: reading.warnings,
    })
}

#[cfg(test)]
mod every_format;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::is_nfc;

    use super::*;

    fn import(name: &str, text: &str) -> ImportedArticle {
        read_bytes(name, text.as_bytes(), &Options::default()).unwrap()
    }

    #[test]
    fn header_lines_give_the_metadata_and_stay_in_the_text() {
        let text = "TITLE: Aid on its way\nPublisher: The Example\nBy Anna Holt\n\
                    Published: 3 December 2024\nURL: https://example.org/a\nLanguage: en-GB\n\n\
                    The ministry sent $5 million.\n";
        let article = import("a.txt", text);
        assert_eq!(article.title, "Aid on its way");
        assert_eq!(article.publisher, "The Example");
        assert_eq!(article.byline, "Anna Holt");
        assert_eq!(article.published.unwrap().to_string(), "2024-12-03");
        assert_eq!(article.url, "https://example.org/a");
        assert_eq!(article.language, "en-GB");
        assert_eq!(article.text, text);
        assert_eq!(article.encoding, "UTF-8");
        assert!(!article.encoding_guessed);
        assert_eq!(article.warnings, []);
    }

    #[test]
    fn an_article_keeps_what_was_found() {
        let clock = Clock::fixed("2025-01-01T00:00:00Z".parse().unwrap());
        let imported = import("b.txt", "Word from the front\n\nNothing new today.\n");
        let hash = imported.hash.clone();
        let article = imported.into_article(&clock);
        assert_eq!(article.title, "Word from the front");
        assert_eq!(article.imported, clock.now());
        assert_eq!(article.hash, hash);
        assert_eq!(hash.len(), 64);
    }

    #[test]
    fn what_cannot_be_read_says_why_and_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let fails = |path: &Path| {
            let error = read_file(path, &Options::default()).unwrap_err();
            assert!(
                error
                    .to_string()
                    .starts_with(&crate::message::printable_path(path)),
                "{error}"
            );
            error.reason
        };
        assert!(matches!(
            fails(&folder.path().join("none.txt")),
            Reason::Missing
        ));
        assert!(matches!(fails(folder.path()), Reason::Folder));
        let file = folder.path().join("a\u{1b}[31m.txt");
        std::fs::write(&file, "").unwrap();
        assert!(matches!(fails(&file), Reason::Empty));
        std::fs::write(&file, " \n\n\t").unwrap();
        assert!(matches!(fails(&file), Reason::Empty));
        let error = read_file(&file, &Options::default()).unwrap_err();
        assert!(!error.to_string().contains('\u{1b}'), "{error}");
        std::fs::write(&file, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
        assert!(matches!(fails(&file), Reason::Foreign { .. }));
        let project = crate::store::to_text(&crate::model::Project::default());
        std::fs::write(&file, project).unwrap();
        assert!(matches!(
            fails(&file),
            Reason::Foreign {
                what: "a Claimbook project",
                ..
            }
        ));
        let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        assert_eq!(Reason::from(denied), Reason::NoPermission);
        File::create(&file).unwrap().set_len(LIMIT + 1).unwrap();
        assert!(matches!(fails(&file), Reason::TooLarge));
    }

    #[test]
    fn what_a_reader_refuses_is_read_as_plain_text() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("words.pdf");
        std::fs::write(&file, "Word from the front\n\nNothing new today.\n").unwrap();
        let read = read_file(&file, &Options::default());
        assert!(matches!(read.unwrap_err().reason, Reason::Damaged(_)));
        let article = read_as_plain_text(&file, &Options::default()).unwrap();
        assert_eq!(article.title, "Word from the front");
        std::fs::write(&file, b"%PDF-1.7\0\x01\x02\x03\0\0\0").unwrap();
        let error = read_as_plain_text(&file, &Options::default()).unwrap_err();
        assert!(matches!(error.reason, Reason::Foreign { .. }), "{error}");
    }

    #[test]
    fn a_chosen_encoding_is_used() {
        let options = Options {
            encoding: Charset::named("koi8-r"),
        };
        let article = read_bytes("a.txt", b"\xf0\xd2\xc9\xd7\xc5\xd4", &options).unwrap();
        assert_eq!(article.text, "Привет");
        assert_eq!(article.encoding, "KOI8-R");
        assert!(!article.encoding_guessed);
    }

    proptest! {
        #[test]
        fn any_bytes_give_a_normal_text_or_a_reason(
            bytes in prop::collection::vec(any::<u8>(), 0..400),
            markdown in any::<bool>(),
        ) {
            let name = if markdown { "a.md" } else { "a.txt" };
            if let Ok(article) = read_bytes(name, &bytes, &Options::default()) {
                prop_assert!(is_nfc(&article.text));
                prop_assert_eq!(article.text.find(['\r', '\0', '\u{feff}']), None);
                prop_assert!(!article.title.is_empty());
            }
        }

        #[test]
        fn any_text_is_read(text in "\\PC{1,200}(\n\\PC{0,80}){0,5}", markdown in any::<bool>()) {
            let name = if markdown { "a.md" } else { "a.txt" };
            let read = read_bytes(name, text.as_bytes(), &Options::default());
            if let Ok(article) = read {
                prop_assert!(is_nfc(&article.text));
                let again = read_bytes("b.txt", article.text.as_bytes(), &Options::default());
                prop_assert_eq!(again.map(|article| article.text), Ok(article.text));
            }
        }
    }
}
