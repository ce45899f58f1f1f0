//! Plain text: the whole file is the text, and its top may speak about it.

use super::encoding::{self, Charset};
use super::format::{BINARY, Reading};
use super::normalise::normalise;
use super::{Options, Reason, Warning, header, opening};

/// A file's characters, with what there is to say about them.
pub(super) struct Characters {
    pub text: String,
    pub charset: Charset,
    pub guessed: bool,
    pub warnings: Vec<Warning>,
}

/// Decodes and normalises: the first step of every format that is made of characters.
pub(super) fn characters(bytes: &[u8], options: &Options) -> Result<Characters, Reason> {
    declared_characters(bytes, options, None)
}

/// The same for a file that names its encoding itself, and may be wrong about it.
pub(super) fn declared_characters(
    bytes: &[u8],
    options: &Options,
    declared: Option<Charset>,
) -> Result<Characters, Reason> {
    let mut characters = source_characters(bytes, options, declared)?;
    let normal = normalise(&characters.text);
    if normal.left_out > 0 {
        let left_out = Warning::ControlsLeftOut(normal.left_out);
        characters.warnings.push(left_out);
    }
    characters.text = normal.text;
    Ok(characters)
}

/// The characters as they are, for formats that are normalised once they are read.
pub(super) fn source_characters(
    bytes: &[u8],
    options: &Options,
    declared: Option<Charset>,
) -> Result<Characters, Reason> {
    let decoded =
        encoding::decode(bytes, options.encoding, declared).map_err(|encoding::NotText| BINARY)?;
    let name = decoded.charset.name();
    let mut warnings = Vec::new();
    if decoded.guessed {
        warnings.push(Warning::EncodingGuessed(name));
    }
    if let Some(shown) = decoded.contradicted {
        warnings.push(Warning::EncodingContradicted {
            chosen: name,
            shown,
        });
    }
    if decoded.damaged {
        warnings.push(Warning::Damaged(name));
    }
    Ok(Characters {
        text: decoded.text.into_owned(),
        charset: decoded.charset,
        guessed: decoded.guessed,
        warnings,
    })
}

/// Reads plain text.
pub(super) fn read(bytes: &[u8], options: &Options) -> Result<Reading, Reason> {
    let Characters {
        text,
        charset,
        guessed,
        mut warnings,
    } = characters(bytes, options)?;
    let header = header::read(&text);
    warnings.extend(header.warnings);
    let mut metadata = header.metadata;
    if metadata.title.is_empty() {
        metadata.title = title(&text, header.body);
    }
    Ok(Reading {
        metadata,
        charset: Some(charset),
        guessed,
        warnings,
        ..Reading::of_text(text)
    })
}

/// A title from the prose, or from the header where there is nothing else.
pub(super) fn title(text: &str, body: usize) -> String {
    [&text[body..], text]
        .into_iter()
        .map(opening::title_from)
        .find(|title| !title.is_empty())
        .unwrap_or_default()
}
