//! How a file shows its format by its content, whatever its name promises.

use super::super::Reason;
use super::super::wire;
use super::super::zipped::Zipped;
use super::Format;

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
pub(super) fn by_content(bytes: &[u8], promised: Option<Format>) -> Option<Result<Format, Reason>> {
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
