//! Articles and projects as a call names them: files, folders, standard input.

use std::ffi::OsStr;
use std::io::Read as _;
use std::path::Path;

use super::arguments::Arguments;
use super::{Failure, Streams};
use crate::import::{self, ImportError, Imported};
use crate::message::{plain_reason, printable};
use crate::store::{self, Opened};

/// Whether a name means standard input or output.
pub(super) fn is_dash(name: &OsStr) -> bool {
    name == "-"
}

/// Imports the articles of one file, or of standard input, and says what there is to remark.
pub(super) fn import(
    name: &Path,
    options: &import::Options,
    streams: &mut Streams<'_>,
) -> Imported {
    let articles = if is_dash(name.as_os_str()) {
        let mut bytes = Vec::new();
        let mut limited = (&mut *streams.input).take(import::LIMIT + 1);
        match limited.read_to_end(&mut bytes) {
            Ok(_) => import::read_all_bytes("-", bytes, options),
            Err(error) => vec![Err(ImportError {
                file: "-".to_owned(),
                reason: error.into(),
            })],
        }
    } else {
        import::read_all(name, options)
    };
    for article in articles.iter().flatten() {
        for warning in &article.warnings {
            let file = printable(&article.source_file);
            streams.tell(&format!("{file}: {warning}"));
        }
    }
    articles
}

/// Opens a project whose content is to be saved again: none of which a save would lose something,
/// unless `--force` says that it may.
pub(super) fn open_to_save(
    name: &OsStr,
    arguments: &Arguments,
    streams: &mut Streams<'_>,
) -> Result<Opened, Failure> {
    let opened = open(name, streams)?;
    if opened.has_unknown_fields && !arguments.has("force") {
        let name = printable(&name.to_string_lossy());
        return Err(Failure::Told(format!(
            "{name}: nothing was written, as it would lose these fields; a newer version may know \
             them, and --force loses them"
        )));
    }
    Ok(opened)
}

/// Opens a project, or reads it from standard input, and says what there is to remark.
pub(super) fn open(name: &OsStr, streams: &mut Streams<'_>) -> Result<Opened, Failure> {
    let opened = if is_dash(name) {
        let mut text = String::new();
        streams
            .input
            .read_to_string(&mut text)
            .map_err(|error| Failure::Told(format!("-: {}", plain_reason(&error))))?;
        store::from_text(&text).map_err(|error| Failure::Told(format!("-: {error}")))?
    } else {
        store::read(Path::new(name)).map_err(|error| Failure::Told(error.to_string()))?
    };
    let file = printable(&name.to_string_lossy());
    for warning in &opened.warnings {
        streams.tell(&format!("{file}: {warning}"));
    }
    Ok(opened)
}
