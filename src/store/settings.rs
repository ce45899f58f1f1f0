//! What a person set, and the files they used last. Belongs to the person, not to a project.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize, Serializer};

use super::replacement::Replacement;
use super::{BackupRules, Expected, Places, StoreError, format, ron_writer};
use crate::message::{plain_reason, printable_path};

/// How many recent files are remembered.
const RECENT: usize = 10;
const FILE: &str = "settings.ron";
const DAMAGED: &str = "settings.damaged.ron";

/// What a person set, and how they left the window. Lengths are in points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the View menu by itself"
)]
pub struct Settings {
    /// Light, dark, or as the system has it.
    pub theme: Theme,
    /// How much larger than usual everything is drawn, 0.5 to 3.
    pub zoom: f32,
    /// The size of an article's text, 10 to 40.
    pub reading_size: f32,
    /// The widest line of an article's text, 30 to 140 average characters.
    pub reading_measure: f32,
    /// The distance of two lines of an article's text, 1 to 3 times its size.
    pub reading_line_height: f32,
    /// The typeface of an article's text.
    pub reading_face: ReadingFace,
    /// Whether the arrow keys move a caret in the text instead of scrolling it.
    pub caret_mode: bool,
    /// Whether words that are dragged over are selected whole.
    pub snap_to_words: bool,
    /// The keys that the person chose for commands, by the commands' names: `Ctrl+Shift+K`, or
    /// nothing for none. Commands that are not here have the keys of the table.
    pub shortcuts: BTreeMap<String, String>,
    /// Whether the library is shown.
    pub show_library: bool,
    /// Whether the inspector is shown.
    pub show_inspector: bool,
    /// Whether claims, charts and notes are shown.
    pub show_workbench: bool,
    /// Whether recognised figures and dates are underlined in the open article.
    pub underline_figures: bool,
    /// Whether a project that has a file is saved by itself after a pause.
    pub autosave: bool,
    /// Which earlier versions of projects stay.
    pub backups: BackupRules,
    /// Where claims, charts and notes are shown.
    pub workbench: WorkbenchPlace,
    /// The width of the library.
    pub library_width: f32,
    /// The width of the inspector.
    pub inspector_width: f32,
    /// The height of the workbench below the reader.
    pub workbench_height: f32,
    /// The width of the workbench beside the reader.
    pub workbench_width: f32,
    /// The window as it was closed.
    pub window: WindowSize,
    /// The projects used last, newest first. Read [`Settings::remember`] to add one.
    #[serde(serialize_with = "paths_that_are_text")]
    pub recent: Vec<PathBuf>,
    /// The folder that a file was read from or written to last; dialogs begin there.
    #[serde(serialize_with = "path_that_is_text")]
    pub folder: Option<PathBuf>,
}

/// Which theme is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The typeface of an article's text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadingFace {
    /// The one with serifs, made for long texts.
    #[default]
    Serif,
    /// That of the window.
    Sans,
}

/// Where claims, charts and notes are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum WorkbenchPlace {
    /// Below the reader.
    #[default]
    Bottom,
    /// Beside the reader.
    Side,
}

/// The window as it was closed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowSize {
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// Whether it filled the screen.
    pub maximised: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            zoom: 1.0,
            reading_size: 17.0,
            reading_measure: 68.0,
            reading_line_height: 1.55,
            reading_face: ReadingFace::default(),
            caret_mode: false,
            snap_to_words: true,
            shortcuts: BTreeMap::new(),
            show_library: true,
            show_inspector: true,
            show_workbench: true,
            underline_figures: true,
            autosave: true,
            backups: BackupRules::default(),
            workbench: WorkbenchPlace::default(),
            library_width: 260.0,
            inspector_width: 320.0,
            workbench_height: 280.0,
            workbench_width: 520.0,
            window: WindowSize::default(),
            recent: Vec::new(),
            folder: None,
        }
    }
}

impl Default for WindowSize {
    fn default() -> Self {
        Self {
            width: 1280.0,
            height: 800.0,
            maximised: false,
        }
    }
}

impl Settings {
    /// The settings as they were saved. Where there are none or no place for them they are as in
    /// the beginning; where they cannot be understood as well, and the second value says so to the
    /// person: the damaged file is kept aside.
    pub fn load(places: &Places) -> (Self, Option<String>) {
        let Some(path) = places.config().map(|folder| folder.join(FILE)) else {
            return (Self::default(), None);
        };
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return (Self::default(), None);
            }
            Err(error) => {
                return (
                    Self::default(),
                    Some(set_aside(&path, &plain_reason(&error))),
                );
            }
        };
        match format::options().from_str::<Self>(text.trim_start_matches('\u{feff}')) {
            Ok(settings) => (settings.within_bounds(), None),
            Err(error) => (Self::default(), Some(set_aside(&path, &error.to_string()))),
        }
    }

    /// Saves the settings as safely as a project.
    ///
    /// # Errors
    /// [`StoreError::NoPlace`] where there is no folder for them, and those of
    /// [`save`](super::save()).
    pub fn save(&self, places: &Places) -> Result<(), StoreError> {
        let folder = places.config().ok_or(StoreError::NoPlace)?;
        let path = folder.join(FILE);
        fs::create_dir_all(folder).map_err(|source| StoreError::Save {
            path: path.clone(),
            step: super::Step::Create,
            source,
        })?;
        Replacement {
            path: &path,
            expected: Expected::Anything,
            keep_old: &|_| {},
            announce: &|_, _| {},
            gate: &|_| Ok(()),
        }
        .write(|sink| ron_writer::write(sink, self, 1))?;
        Ok(())
    }

    /// Puts a project at the head of the recent ones.
    pub fn remember(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.forget(&path);
        self.recent.insert(0, path);
        self.recent.truncate(RECENT);
    }

    /// Keeps in mind for the next dialog in which folder a file is, or the folder itself.
    pub fn remember_folder(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        if path.is_dir() {
            self.folder = Some(path);
        } else if let Some(folder) = path.parent() {
            self.folder = Some(folder.to_owned());
        }
    }

    /// Takes a project off the recent ones.
    pub fn forget(&mut self, path: &Path) {
        self.recent.retain(|own| own != path);
    }

    /// Puts right what a person wrote into the file and no window could be drawn with.
    fn within_bounds(mut self) -> Self {
        let usual = Self::default();
        let put_right = |value: &mut f32, usual: f32, low: f32, high: f32| {
            *value = if value.is_finite() {
                value.clamp(low, high)
            } else {
                usual
            };
        };
        put_right(&mut self.zoom, usual.zoom, 0.5, 3.0);
        let backups = &mut self.backups;
        backups.newest = backups.newest.clamp(1, 1000);
        backups.hours = backups.hours.min(1000);
        backups.days = backups.days.min(1000);
        put_right(&mut self.reading_size, usual.reading_size, 10.0, 40.0);
        put_right(
            &mut self.reading_measure,
            usual.reading_measure,
            30.0,
            140.0,
        );
        let usual_line = usual.reading_line_height;
        put_right(&mut self.reading_line_height, usual_line, 1.0, 3.0);
        for (value, usual) in [
            (&mut self.library_width, usual.library_width),
            (&mut self.inspector_width, usual.inspector_width),
            (&mut self.workbench_height, usual.workbench_height),
            (&mut self.workbench_width, usual.workbench_width),
        ] {
            put_right(value, usual, 80.0, 4000.0);
        }
        put_right(&mut self.window.width, usual.window.width, 320.0, 16_000.0);
        put_right(
            &mut self.window.height,
            usual.window.height,
            240.0,
            16_000.0,
        );
        self.recent.truncate(RECENT);
        self
    }
}

/// Keeps a damaged file where it is not overwritten, and says so.
fn set_aside(path: &Path, reason: &str) -> String {
    let aside = path.with_file_name(DAMAGED);
    let kept = match fs::rename(path, &aside) {
        Ok(()) => format!("The old file is kept as {}", printable_path(&aside)),
        Err(error) => format!("It could not be kept aside: {}", plain_reason(&error)),
    };
    format!(
        "The settings in {} cannot be understood ({reason}), so they are as in the beginning. {kept}",
        printable_path(path)
    )
}

/// A path that is not text cannot be written as such; it is not worth losing the others for.
fn paths_that_are_text<S: Serializer>(paths: &[PathBuf], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(paths.iter().filter_map(|path| path.to_str()))
}

/// As [`paths_that_are_text`].
#[expect(
    clippy::ref_option,
    reason = "serde hands over a reference to the field"
)]
pub(super) fn path_that_is_text<S: Serializer>(
    path: &Option<PathBuf>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    path.as_ref()
        .and_then(|path| path.to_str())
        .serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_as_they_were_left() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::in_folder(folder.path());
        assert_eq!(Settings::load(&places), (Settings::default(), None));
        let mut settings = Settings {
            theme: Theme::Dark,
            zoom: 1.1,
            ..Settings::default()
        };
        settings.remember(Path::new("/tmp/żółw \"x\".ron"));
        settings.remember_folder(Path::new("/tmp/here/table.csv"));
        assert_eq!(settings.folder.as_deref(), Some(Path::new("/tmp/here")));
        settings.save(&places).unwrap();
        settings.save(&places).unwrap();
        assert_eq!(Settings::load(&places), (settings, None));
        assert!(matches!(
            Settings::default().save(&Places::nowhere()),
            Err(StoreError::NoPlace)
        ));
        assert_eq!(Settings::load(&Places::nowhere()).1, None);
    }

    #[test]
    fn a_damaged_file_is_kept_aside() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::in_folder(folder.path());
        let config = places.config().unwrap();
        fs::create_dir_all(config).unwrap();
        fs::write(config.join(FILE), b"Settings(theme: Puce").unwrap();
        let (settings, warning) = Settings::load(&places);
        assert_eq!(settings, Settings::default());
        assert!(warning.unwrap().contains(DAMAGED));
        settings.save(&places).unwrap();
        let kept = fs::read(config.join(DAMAGED)).unwrap();
        assert_eq!(kept, b"Settings(theme: Puce");
        fs::write(config.join(FILE), b"\xff\xfe").unwrap();
        assert!(Settings::load(&places).1.is_some());
    }

    #[test]
    fn what_a_person_wrote_is_put_right() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::in_folder(folder.path());
        let config = places.config().unwrap();
        fs::create_dir_all(config).unwrap();
        fs::write(
            config.join(FILE),
            "\u{feff}(zoom: NaN, reading_size: 900, colour: 3)",
        )
        .unwrap();
        let (settings, warning) = Settings::load(&places);
        assert_eq!(warning, None);
        assert_eq!(settings.zoom.to_bits(), 1.0_f32.to_bits());
        assert_eq!(settings.reading_size.to_bits(), 40.0_f32.to_bits());
        assert_eq!(settings.theme, Theme::System);
    }

    #[test]
    fn ten_recent_files_newest_first() {
        let mut settings = Settings::default();
        for number in 0..15 {
            settings.remember(Path::new(&format!("/p/{number}.ron")));
        }
        settings.remember(Path::new("/p/10.ron"));
        assert_eq!(settings.recent.len(), RECENT);
        assert_eq!(settings.recent[0], Path::new("/p/10.ron"));
        assert_eq!(settings.recent[1], Path::new("/p/14.ron"));
        settings.forget(Path::new("/p/14.ron"));
        assert_eq!(settings.recent.len(), RECENT - 1);
    }
}
