//! Earlier versions of a project, kept whenever it is saved.
//!
//! They lie in the program's own folder, so that they neither clutter the project's nor go with
//! it: `backups/NAME-HASH/TIME.ron`, where the hash tells projects of one name apart and the time
//! is that of the version. How many of the newest stay, and on how many hours and days the last, a
//! person can set; what is beyond that goes with the next save.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Places;

/// How many characters of a version's name are its day, and its hour.
const DAY: usize = "2025-01-09".len();
const HOUR: usize = "2025-01-09T12".len();

/// Which earlier versions of projects stay, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename = "Backups")]
pub struct BackupRules {
    /// How many of the newest, 1 to 1,000.
    pub newest: usize,
    /// On how many hours the last, up to 1,000.
    pub hours: usize,
    /// On how many days the last, up to 1,000.
    pub days: usize,
    /// The folder that they lie in; none for the program's own.
    #[serde(serialize_with = "super::settings::path_that_is_text")]
    pub folder: Option<PathBuf>,
}

/// An earlier version of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// When it was saved.
    pub time: Timestamp,
    /// How large it is.
    pub bytes: u64,
}

impl Default for BackupRules {
    fn default() -> Self {
        Self {
            newest: 10,
            hours: 24,
            days: 14,
            folder: None,
        }
    }
}

/// Keeps the file as it is now. That it cannot is no reason not to save: the work at hand is
/// worth more than the version before.
pub(super) fn keep(path: &Path, places: &Places) {
    let Some(folder) = folder_for(path, places) else {
        return;
    };
    if let Err(error) = keep_in(&folder, path, places.backup_rules()) {
        log::warn!(
            "could not keep a backup of {} in {}: {error}",
            path.display(),
            folder.display()
        );
    }
}

/// The versions of a project that were kept, newest first.
pub fn backups(path: &Path, places: &Places) -> Vec<Backup> {
    let Some(folder) = folder_for(path, places) else {
        return Vec::new();
    };
    let names = names_in(&folder).unwrap_or_default();
    let backup = |name: &String| {
        let path = folder.join(name);
        Some(Backup {
            time: time_of(name)?,
            bytes: fs::metadata(&path).ok()?.len(),
            path,
        })
    };
    names.iter().filter_map(backup).collect()
}

fn folder_for(path: &Path, places: &Places) -> Option<PathBuf> {
    Some(places.backups()?.join(name_of(path)?))
}

/// What the program's own files about a project are called: `NAME-HASH`, with as much of a long
/// name as leaves room for an ending.
pub(super) fn name_of(path: &Path) -> Option<String> {
    let whole = std::path::absolute(path).ok()?;
    let hash = blake3::hash(whole.as_os_str().as_encoded_bytes()).to_hex();
    let name = whole.file_stem()?.to_string_lossy();
    let name: String = name.chars().take(60).collect();
    Some(format!("{name}-{}", &hash[..8]))
}

fn keep_in(folder: &Path, path: &Path, rules: &BackupRules) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let backup = folder.join(name_for(fs::metadata(path)?.modified()?));
    // The old file is about to lose its name; a second one keeps it, without copying. A folder on
    // another disk wants a copy.
    match fs::hard_link(path, &backup) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(_) => {
            fs::copy(path, &backup)?;
        }
    }
    for name in superfluous(&names_in(folder)?, rules) {
        fs::remove_file(folder.join(name))?;
    }
    Ok(())
}

/// The time in a form that sorts and that every file system takes: `2025-01-09T12-30-05.123Z.ron`.
fn name_for(modified: SystemTime) -> String {
    let time = Timestamp::try_from(modified).unwrap_or_default();
    time.strftime("%Y-%m-%dT%H-%M-%S.%3fZ.ron").to_string()
}

/// The time that a version's name gives.
fn time_of(name: &str) -> Option<Timestamp> {
    let (day, rest) = name.strip_suffix(".ron")?.split_once('T')?;
    format!("{day}T{}", rest.replacen('-', ":", 2)).parse().ok()
}

/// Newest first.
fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        // What is not named by us is not ours.
        if let Ok(name) = entry?.file_name().into_string()
            && name.ends_with("Z.ron")
        {
            names.push(name);
        }
    }
    names.sort_unstable_by(|a, b| b.cmp(a));
    Ok(names)
}

/// Of the versions, newest first, those that go.
fn superfluous<'a>(names: &'a [String], rules: &BackupRules) -> Vec<&'a String> {
    let mut hours = Spans::new(HOUR, rules.hours);
    let mut days = Spans::new(DAY, rules.days);
    let mut going = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let (of_hour, of_day) = (hours.keeps(name), days.keeps(name));
        if place >= rules.newest && !of_hour && !of_day {
            going.push(name);
        }
    }
    going
}

/// The hours or days of which the last version stays.
struct Spans<'a> {
    /// How many characters of a name tell them apart.
    length: usize,
    last: Option<&'a str>,
    left: usize,
}

impl<'a> Spans<'a> {
    fn new(length: usize, most: usize) -> Self {
        Self {
            length,
            last: None,
            left: most,
        }
    }

    /// Whether this version, older than those before it, is the last of its hour or day.
    fn keeps(&mut self, name: &'a str) -> bool {
        let own = name.get(..self.length);
        if own == self.last || self.left == 0 {
            return false;
        }
        self.last = own;
        self.left -= 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_newest_stay_and_one_an_hour_and_one_a_day() {
        let minutes = |minutes: u64| {
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(minutes * 60);
            name_for(time)
        };
        // Four an hour for twenty days.
        let mut names: Vec<String> = (0..24 * 4 * 20).map(|at| minutes(at * 15)).collect();
        names.reverse();
        assert_eq!(names[0], "1970-01-20T23-45-00.000Z.ron");
        let rules = BackupRules::default();
        let staying = |names: &[String]| -> Vec<String> {
            let going = superfluous(names, &rules);
            let staying = names.iter().filter(|name| !going.contains(name));
            staying.cloned().collect()
        };
        let kept = staying(&names);
        // The newest ten reach into the third hour; the last of the first day is among the hours.
        assert_eq!(kept.len(), 10 + (24 - 3) + (14 - 1));
        assert_eq!(kept[..10], names[..10]);
        let hours = &kept[10..31];
        assert!(
            hours.iter().all(|name| name.contains("-45-00")),
            "{hours:?}"
        );
        assert!(kept[31..].iter().all(|name| name.contains("T23-45")));
        assert_eq!(staying(&kept), kept, "nothing more goes");
        assert_eq!(staying(&names[..10]), names[..10]);
    }

    #[test]
    fn a_name_gives_its_time_back() {
        let time = SystemTime::UNIX_EPOCH + Duration::from_millis(1_736_425_805_123);
        let name = name_for(time);
        let back = time_of(&name).map(Timestamp::as_millisecond);
        assert_eq!(back, Some(1_736_425_805_123), "{name}");
        for name in [
            "",
            "x",
            "2025-01-09T12-30.ron",
            "Z.ron",
            "2025-13-09T12-30-05.1Z.ron",
        ] {
            assert_eq!(time_of(name), None);
        }
    }

    #[test]
    fn projects_of_one_name_are_told_apart() {
        let places = Places::in_folder(Path::new("/data"));
        let one = folder_for(Path::new("/a/aid.ron"), &places).unwrap();
        let other = folder_for(Path::new("/b/aid.ron"), &places).unwrap();
        assert_ne!(one, other);
        assert!(one.starts_with("/data/data/backups"));
        assert_eq!(
            folder_for(Path::new("/a/aid.ron"), &Places::nowhere()),
            None
        );
    }

    #[test]
    fn a_version_is_kept_once() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::in_folder(folder.path());
        let path = folder.path().join("aid.ron");
        fs::write(&path, "one").unwrap();
        keep(&path, &places);
        keep(&path, &places);
        let kept = backups(&path, &places);
        assert_eq!(kept.len(), 1);
        assert_eq!(fs::read_to_string(&kept[0].path).unwrap(), "one");
        assert_eq!(kept[0].bytes, 3);
        let elsewhere = BackupRules {
            folder: Some(folder.path().join("elsewhere")),
            ..BackupRules::default()
        };
        let places = places.keeping(&elsewhere);
        assert!(backups(&path, &places).is_empty());
        keep(&path, &places);
        assert!(
            backups(&path, &places)[0]
                .path
                .starts_with(folder.path().join("elsewhere"))
        );
        assert!(backups(&folder.path().join("other.ron"), &places).is_empty());
    }
}
