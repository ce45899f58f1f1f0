//! Any bytes are read as a project, or refused, without a panic; what is read is written so that
//! it reads the same, and its charts can be drawn.

#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use claimbook::{chart, store};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

static FILE: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for the trial");
    let path = folder.path().join("project.ron");
    (folder, path)
});

fuzz_target!(|bytes: &[u8]| {
    let (_, path) = &*FILE;
    fs::write(path, bytes).expect("a file");
    let result = store::read(path);
    // What a newer version wrote is looked at.
    let _ = store::look(path);
    let opened = match result {
        Ok(opened) => opened,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    let text = store::to_text(&opened.project);
    let again = store::from_text(&text).expect("what was written is read");
    assert!(again.project == opened.project && again.warnings.is_empty());
    assert_eq!(again.faults, opened.faults);
    for saved in opened.project.charts().take(4) {
        let _ = chart::compute(&opened.project, saved);
    }
});
