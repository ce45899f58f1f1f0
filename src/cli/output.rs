//! Files that a call writes.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::articles::is_dash;
use super::{Failure, Streams};
use crate::import::printable;
use crate::store;

/// Writes a file, or standard output for `-`. A file is put in its place only when it is whole,
/// and never in that of the project it is made from.
pub(super) fn write_out(
    out: &Path,
    project: &OsStr,
    streams: &mut Streams<'_>,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    if is_dash(out.as_os_str()) {
        content(&mut *streams.out)?;
        return Ok(());
    }
    let name = printable(&out.to_string_lossy());
    let fails = |reason: &str| Failure::Told(format!("{name}: {reason}"));
    match fs::metadata(out) {
        Ok(about) if about.is_dir() => Err(fails("this is a folder; name a file in it")),
        Ok(about) if !about.is_file() => {
            // A pipe or a device has no place that a finished file could take.
            let mut sink = BufWriter::new(File::create(out)?);
            content(&mut sink)?;
            Ok(sink.flush()?)
        }
        Ok(_) if is_same_file(out, Path::new(project)) => {
            Err(fails("this is the project itself; name another file"))
        }
        _ => store::write_file(out, content).map_err(|error| Failure::Told(error.to_string())),
    }
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
