//! Any journal is recovered from, or refused, without a panic; what comes back can be undone and
//! made again.
//!
//! The input is the contents of its lines; each gets its length and checksum here, for a fuzzer
//! never guesses those. After a line that begins with `!` the rest stands as it is.

#![no_main]

use std::fs;
use std::sync::LazyLock;

use claimbook::store::{Places, leftovers};
use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

static FOLDER: LazyLock<(TempDir, Places)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for the trial");
    let places = Places::in_folder(folder.path());
    fs::create_dir_all(places.journals().expect("a folder")).expect("a folder");
    (folder, places)
});

fuzz_target!(|bytes: &[u8]| {
    let (_, places) = &*FOLDER;
    let folder = places.journals().expect("a folder");
    fs::write(folder.join("a.journal"), with_checks(bytes)).expect("a file");
    for leftover in leftovers(places) {
        if let Ok(mut recovered) = leftover.recover(places, Timestamp::UNIX_EPOCH) {
            let whole = recovered.project.clone();
            while recovered.history.undo(&mut recovered.project).is_some() {}
            while recovered.history.redo(&mut recovered.project).is_some() {}
            assert!(recovered.project == whole || recovered.history.undo_label().is_some());
            recovered.recorder.close();
        }
    }
    for entry in fs::read_dir(&folder).expect("a folder").flatten() {
        let _ = fs::remove_file(entry.path());
    }
});

/// The lines with what a journal writes before them.
fn with_checks(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut chain = blake3::hash(b"Claimbook journal");
    let mut rest = bytes;
    while !rest.is_empty() {
        if let Some(raw) = rest.strip_prefix(b"!") {
            out.extend_from_slice(raw);
            break;
        }
        let end = rest.iter().position(|byte| *byte == b'\n');
        let (line, after) = rest.split_at(end.unwrap_or(rest.len()));
        let mut hasher = blake3::Hasher::new();
        hasher.update(chain.as_bytes());
        hasher.update(line);
        chain = hasher.finalize();
        let check = &chain.to_hex()[..32];
        out.extend_from_slice(format!("{} {check} ", line.len()).as_bytes());
        out.extend_from_slice(line);
        out.push(b'\n');
        rest = after.get(1..).unwrap_or_default();
    }
    out
}
