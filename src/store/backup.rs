//! Earlier versions of a project, kept whenever it is saved.
//!
//! They lie in the program's own folder, so that they neither clutter the project's nor go with
//! it: `backups/NAME-HASH/TIME.ron`, where the hash tells projects of one name apart and the time
//! is that of the version. The last ten stay, and the last of each of fourteen days.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::Timestamp;

use super::Places;

/// How many of the newest versions stay.
const NEWEST: usize = 10;
/// On how many days the last version stays.
const DAYS: usize = 14;
/// How many characters of a version's name are its day.
const DAY: usize = "2025-01-09".len();

/// Keeps the file as it is now. That it cannot is no reason not to save: the work at hand is
/// worth more than the version before.
pub(super) fn keep(path: &Path, places: &Places) {
    let Some(folder) = folder_for(path, places) else {
        return;
    };
    if let Err(error) = keep_in(&folder, path) {
        log::warn!(
            "could not keep a backup of {} in {}: {error}",
            path.display(),
            folder.display()
        );
    }
}

/// The versions of a project that were kept, newest first.
pub fn backups(path: &Path, places: &Places) -> Vec<PathBuf> {
    let Some(folder) = folder_for(path, places) else {
        return Vec::new();
    };
    let names = names_in(&folder).unwrap_or_default();
    names.iter().map(|name| folder.join(name)).collect()
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

fn keep_in(folder: &Path, path: &Path) -> io::Result<()> {
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
    for name in superfluous(&names_in(folder)?) {
        fs::remove_file(folder.join(name))?;
    }
    Ok(())
}

/// The time in a form that sorts and that every file system takes: `2025-01-09T12-30-05.123Z.ron`.
fn name_for(modified: SystemTime) -> String {
    let time = Timestamp::try_from(modified).unwrap_or_default();
    time.strftime("%Y-%m-%dT%H-%M-%S.%3fZ.ron").to_string()
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
fn superfluous(names: &[String]) -> Vec<&String> {
    let day = |name: &String| name.get(..DAY).map(str::to_owned);
    let mut days = Vec::new();
    let mut going = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let is_last_of_its_day = days.last() != Some(&day(name));
        if is_last_of_its_day {
            days.push(day(name));
        }
        if place >= NEWEST && (!is_last_of_its_day || days.len() > DAYS) {
            going.push(name);
        }
    }
    going
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_last_ten_stay_and_one_a_day() {
        let hour = |hours: u64| {
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(hours * 3600);
            name_for(time)
        };
        let mut names: Vec<String> = (0..24 * 20).map(hour).collect();
        names.reverse();
        assert_eq!(names[0], "1970-01-20T23-00-00.000Z.ron");
        let going = superfluous(&names);
        let staying: Vec<&String> = names.iter().filter(|name| !going.contains(name)).collect();
        assert_eq!(staying.len(), NEWEST + DAYS - 1);
        assert_eq!(
            staying[..NEWEST],
            names.iter().take(NEWEST).collect::<Vec<_>>()
        );
        assert!(staying[NEWEST..].iter().all(|name| name.contains("T23-")));
        assert!(superfluous(&names[..NEWEST]).is_empty());
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
        assert_eq!(fs::read_to_string(&kept[0]).unwrap(), "one");
        assert!(backups(&folder.path().join("other.ron"), &places).is_empty());
    }
}
