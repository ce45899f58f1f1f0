//! EPUB books (W3C, versions 2 and 3): the chapters in the order of the book.

use super::format::Reading;
use super::xml::{attribute, find, name};
use super::zipped::Zipped;
use super::{Options, Reason, html, office, xml};

/// Reads a book.
pub(super) fn read(bytes: &[u8], _: &Options) -> Result<Reading, Reason> {
    let mut zipped = Zipped::open(bytes)?;
    let container = zipped.text("META-INF/container.xml")?;
    let container = xml::parse(&container)?;
    let package = find(container.root(), "rootfile")
        .and_then(|file| attribute(&file, "full-path"))
        .ok_or_else(|| Reason::Damaged("it names no package".to_owned()))?;
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let source = zipped.text(package)?;
    let document = xml::parse(&source)?;
    let items: Vec<_> = document
        .descendants()
        .filter(|node| name(node) == "item")
        .collect();
    let mut blocks = Vec::new();
    for reference in document
        .descendants()
        .filter(|node| name(node) == "itemref")
    {
        if attribute(&reference, "linear") == Some("no") {
            continue;
        }
        let chapter = attribute(&reference, "idref")
            .and_then(|id| items.iter().find(|item| attribute(item, "id") == Some(id)))
            .filter(|item| {
                // The list of chapters is no chapter.
                !attribute(item, "properties").is_some_and(|properties| {
                    properties.split_whitespace().any(|word| word == "nav")
                })
            })
            .and_then(|item| attribute(item, "href"));
        let Some(chapter) = chapter else {
            continue;
        };
        let path = joined_path(folder, &percent_decoded(chapter));
        if let Some(source) = zipped.text_if_any(&path)?
            && !is_title_page(&path, &source)
        {
            blocks.append(&mut html::all_blocks(&source)?);
        }
    }
    if zipped
        .names()
        .iter()
        .any(|name| name == "META-INF/rights.xml")
        && blocks.is_empty()
    {
        return Err(Reason::Protected);
    }
    let stated = find(document.root(), "metadata")
        .map(office::stated_in)
        .unwrap_or_default();
    let (publisher, language, date) = (
        stated.publisher.clone(),
        stated.language.clone(),
        stated.date,
    );
    let mut reading = office::reading(&blocks, String::new(), stated);
    if reading.metadata.publisher.is_empty() {
        reading.metadata.publisher = publisher;
    }
    reading.metadata.published = date.or(reading.metadata.published);
    let mut warnings = Vec::new();
    reading
        .metadata
        .set(super::metadata::Field::Language, &language, &mut warnings);
    Ok(reading)
}

/// Whether a part of a book is the page that repeats its title, or its cover.
fn is_title_page(path: &str, source: &str) -> bool {
    const MOST: usize = 4000;
    let file = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let head = source.get(..MOST).unwrap_or(source);
    source.len() < MOST
        && (file.starts_with("title")
            || file.starts_with("cover")
            || ["titlepage", "cover"]
                .iter()
                .any(|kind| head.contains(&format!("epub:type=\"{kind}\""))))
}

/// A path below a folder, without `.` and `..`.
fn joined_path(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .filter(|_| *first == b'%')
            .and_then(|digits| str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let Some(byte) = code {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
