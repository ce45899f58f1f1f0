//! Any file of settings is read, or kept aside with a word about it, without a panic; what was
//! read is written so that it reads the same.

#![no_main]

use std::fs;
use std::sync::LazyLock;

use claimbook::store::{Places, Settings};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

static FOLDER: LazyLock<(TempDir, Places)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for the trial");
    let places = Places::in_folder(folder.path());
    fs::create_dir_all(places.config().expect("a folder")).expect("a folder");
    (folder, places)
});

fuzz_target!(|bytes: &[u8]| {
    let (_, places) = &*FOLDER;
    let path = places.config().expect("a folder").join("settings.ron");
    fs::write(&path, bytes).expect("a file");
    let (settings, warning) = Settings::load(places);
    assert!((0.5..=3.0).contains(&settings.zoom), "{}", settings.zoom);
    if warning.is_some() {
        assert_eq!(settings, Settings::default());
        return;
    }
    settings.save(places).expect("it can be saved");
    let (again, warning) = Settings::load(places);
    assert_eq!((again, warning), (settings, None));
});
