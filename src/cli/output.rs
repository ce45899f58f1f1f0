//! Files that a call writes: one rule for all of them. What exists stays, unless `--force` says
//! that it may go. A merge alone replaces its file, which is mostly one of the three it reads.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::arguments::Arguments;
use super::articles::is_dash;
use super::{Failure, Streams};
use crate::message::{plain_reason, printable_path};
use crate::store::{self, Expected, StoreError};

/// What may lie where a call writes.
pub(super) fn expected(arguments: &Arguments) -> Expected<'static> {
    if arguments.has("force") {
        Expected::Anything
    } else {
        Expected::Nothing
    }
}

/// The place that `--out` names; a blank one is a slip in a script.
pub(super) fn out_of(arguments: &Arguments) -> Result<&Path, Failure> {
    let out = Path::new(arguments.value("out").unwrap_or_default());
    if is_blank(out) {
        return Err(Failure::Usage("--out names no file".to_owned()));
    }
    Ok(out)
}

/// Whether a path has no name that a person could see.
pub(super) fn is_blank(path: &Path) -> bool {
    let name = path.file_stem().unwrap_or(path.as_os_str());
    name.to_string_lossy().trim().is_empty()
}

/// Says that a file is there already, and what to do.
pub(super) fn exists(path: &Path) -> Failure {
    Failure::Told(format!(
        "{}: there is such a file already; name another one, or add --force to write over it",
        printable_path(path)
    ))
}

/// Writes a file, or standard output for `-`. A file is put in its place only when it is whole,
/// and never in that of the project it is made from.
pub(super) fn write_out(
    out: &Path,
    arguments: &Arguments,
    streams: &mut Streams<'_>,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    if is_dash(out.as_os_str()) {
        content(&mut *streams.out)?;
        return Ok(());
    }
    let name = printable_path(out);
    let fails = |reason: &str| Failure::Told(format!("{name}: {reason}"));
    match fs::metadata(out) {
        Ok(about) if about.is_dir() => Err(fails("this is a folder; name a file in it")),
        Ok(about) if !about.is_file() => {
            // A pipe or a device has no place that a finished file could take.
            let written = File::create(out).and_then(|file| {
                let mut sink = BufWriter::new(file);
                content(&mut sink)?;
                sink.flush()
            });
            written.map_err(|error| fails(&plain_reason(&error)))
        }
        Ok(_) if is_same_file(out, Path::new(arguments.first())) => {
            Err(fails("this is the project itself; name another file"))
        }
        _ => match store::write_file(out, expected(arguments), content) {
            Err(StoreError::Exists { path }) => Err(exists(&path)),
            written => written.map_err(|error| Failure::Told(error.to_string())),
        },
    }
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
