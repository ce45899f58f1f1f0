//! Saves on good disks, full ones, and ones that somebody else wrote to.

use std::cell::Cell;
use std::fs;
use std::path::PathBuf;

use strum::IntoEnumIterator as _;

use super::*;
use crate::edit::{self, History};
use crate::model::{Entity, Key, Note, NoteId};
use crate::store::{self, OnDisk, Step, to_text};

fn project(name: &str) -> Project {
    let mut project = Project::default();
    let step = edit::project::rename(&project, name);
    History::default().apply(&mut project, step, None);
    project
}

fn names(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    names.sort();
    names
}

fn replace(
    path: &Path,
    expected: Expected<'_>,
    gate: &dyn Fn(Step) -> io::Result<()>,
    project: &Project,
) -> Result<FileStamp, StoreError> {
    Replacement {
        path,
        expected,
        keep_old: &|_| {},
        announce: &|_, _| {},
        gate,
    }
    .write(|sink| format::write_to(project, sink))
}

#[test]
fn saved_and_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    let (first, second) = (project("First"), project("Second"));
    let places = Places::in_folder(folder.path());
    let stamp = save(&first, &path, Expected::Nothing, &places).unwrap();
    let opened = store::read(&path).unwrap();
    assert_eq!(opened.project, first);
    assert_eq!(opened.stamp.as_ref(), Some(&stamp));
    let stamp = save(&second, &path, Expected::Unchanged(&stamp), &places).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), to_text(&second));
    assert_eq!(stamp.compare(&path).unwrap(), OnDisk::Same);
    let backups = backup::backups(&path, &places);
    assert_eq!(backups.len(), 1);
    assert_eq!(store::read(&backups[0].path).unwrap().project, first);
}

#[test]
fn every_step_may_fail_and_the_old_file_is_whole() {
    for step in Step::iter() {
        for existing in [true, false] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a.ron");
            let nowhere = Places::nowhere();
            let stamp = existing
                .then(|| save(&project("Old"), &path, Expected::Nothing, &nowhere).unwrap());
            let before = names(folder.path());
            let expected = stamp
                .as_ref()
                .map_or(Expected::Nothing, Expected::Unchanged);
            let refuse = |asked| {
                if asked == step {
                    Err(io::ErrorKind::StorageFull.into())
                } else {
                    Ok(())
                }
            };
            let error = replace(&path, expected, &refuse, &project("New")).unwrap_err();
            let message = error.to_string();
            for part in ["a.ron", &step.to_string(), "Free some space"] {
                assert!(message.contains(part), "{part} in {message}");
            }
            assert_eq!(names(folder.path()), before);
            if existing {
                let text = fs::read_to_string(&path).unwrap();
                assert_eq!(text, to_text(&project("Old")));
            }
        }
    }
}

#[test]
fn the_disk_may_fill_up_in_the_middle() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    let old = project("Old");
    let stamp = save(&old, &path, Expected::Nothing, &Places::nowhere()).unwrap();
    let pieces = Cell::new(0);
    let full = |step| {
        pieces.set(pieces.get() + usize::from(step == Step::Write));
        if pieces.get() > 4 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    };
    let replacement = Replacement {
        path: &path,
        expected: Expected::Unchanged(&stamp),
        keep_old: &|_| {},
        announce: &|_, _| {},
        gate: &full,
    };
    let result = replacement.write(|sink| {
        let piece = [b'x'; 10_000];
        (0..100).try_for_each(|_| sink.write_all(&piece))
    });
    assert!(matches!(
        result,
        Err(StoreError::Save {
            step: Step::Write,
            ..
        })
    ));
    assert_eq!(store::read(&path).unwrap().project, old);
    assert_eq!(names(folder.path()), [path]);
}

/// A text that is written in several pieces.
fn long(name: &str) -> Project {
    let mut project = project(name);
    for number in 0..200_u128 {
        let note = Note {
            id: NoteId::from_u128(number),
            title: format!("Page {number}"),
            text: "Words, and more of them. ".repeat(40),
        };
        project.set(Key::Note(note.id), Some(Entity::Note(note.into())));
    }
    project
}

#[test]
fn whichever_touch_of_the_disk_fails_one_of_the_two_is_whole() {
    let (old, new) = (long("Old"), long("New"));
    let mut refused = 0;
    for last in 0.. {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::in_folder(&folder.path().join("kept"));
        let own = folder.path().join("own");
        fs::create_dir(&own).unwrap();
        let path = own.join("a.ron");
        let stamp = save(&old, &path, Expected::Nothing, &places).unwrap();
        let touched = Cell::new(0);
        let gate = |_| {
            touched.set(touched.get() + 1);
            if touched.get() > last {
                return Err(io::ErrorKind::StorageFull.into());
            }
            Ok(())
        };
        let result = Replacement {
            path: &path,
            expected: Expected::Unchanged(&stamp),
            keep_old: &|old| backup::keep(old, &places),
            announce: &|_, _| {},
            gate: &gate,
        }
        .write(|sink| format::write_to(&new, sink));
        assert_eq!(
            names(&own),
            std::slice::from_ref(&path),
            "nothing else is left behind"
        );
        let there = store::read(&path).unwrap().project;
        let kept = backup::backups(&path, &places);
        for backup in &kept {
            assert!(store::read(&backup.path).unwrap().project == old);
        }
        if result.is_ok() {
            assert!(there == new && kept.len() == 1);
            break;
        }
        // What fails after the new file has taken its place is told, and it is whole.
        assert!(there == old || (there == new && kept.len() == 1));
        refused += 1;
    }
    assert!(refused > 8, "{refused} places to fail at");
}

#[test]
fn what_somebody_else_wrote_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    let nowhere = Places::nowhere();
    let stamp = save(&project("A"), &path, Expected::Nothing, &nowhere).unwrap();
    assert!(matches!(
        save(&project("B"), &path, Expected::Nothing, &nowhere),
        Err(StoreError::Exists { .. })
    ));
    fs::write(&path, "something else").unwrap();
    assert_eq!(stamp.compare(&path).unwrap(), OnDisk::Changed);
    assert!(matches!(
        save(&project("B"), &path, Expected::Unchanged(&stamp), &nowhere),
        Err(StoreError::ChangedOnDisk { .. })
    ));
    assert_eq!(fs::read_to_string(&path).unwrap(), "something else");
    save(&project("B"), &path, Expected::Anything, &nowhere).unwrap();
    fs::remove_file(&path).unwrap();
    assert_eq!(stamp.compare(&path).unwrap(), OnDisk::Gone);
    save(&project("C"), &path, Expected::Unchanged(&stamp), &nowhere).unwrap();
    fs::write(&path, "Project(version: 2, rooms: {})").unwrap();
    assert!(matches!(
        save(&project("D"), &path, Expected::Anything, &nowhere),
        Err(StoreError::Newer { version: 2, .. })
    ));
    assert!(matches!(
        save(&project("D"), folder.path(), Expected::Anything, &nowhere),
        Err(StoreError::NotAFile { .. })
    ));
}

#[test]
fn what_stands_in_the_way_is_said_in_plain_words() {
    let folder = tempfile::Builder::new().prefix("store").tempdir().unwrap();
    let nowhere = Places::nowhere();
    let never = folder.path().join("never/made/a.ron");
    let error = save(&project("A"), &never, Expected::Nothing, &nowhere).unwrap_err();
    let message = error.to_string();
    assert!(message.contains("there is no folder"), "{message}");
    assert!(message.contains("never/made"), "{message}");
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let below = file.join("b.ron");
    let long = folder.path().join("x".repeat(300));
    for path in [never, below, long] {
        for expected in [Expected::Nothing, Expected::Anything] {
            let error = save(&project("A"), &path, expected, &nowhere).unwrap_err();
            let message = error.to_string();
            for leak in ["os error", ".tmp", "entity"] {
                assert!(!message.contains(leak), "{leak} in {message}");
            }
        }
    }
}

#[test]
fn the_same_content_written_again_is_no_change() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    let nowhere = Places::nowhere();
    let stamp = save(&project("A"), &path, Expected::Nothing, &nowhere).unwrap();
    let bytes = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    fs::write(&path, bytes).unwrap();
    assert_eq!(stamp.compare(&path).unwrap(), OnDisk::Same);
    save(&project("B"), &path, Expected::Unchanged(&stamp), &nowhere).unwrap();
}

#[cfg(unix)]
#[test]
fn permissions_and_links_are_kept() {
    use std::fs::Permissions;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let folder = tempfile::tempdir().unwrap();
    let (path, link) = (folder.path().join("a.ron"), folder.path().join("link.ron"));
    let nowhere = Places::nowhere();
    symlink("a.ron", &link).unwrap();
    let stamp = save(&project("A"), &link, Expected::Nothing, &nowhere).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let ordinary = folder.path().join("ordinary");
    fs::write(&ordinary, "").unwrap();
    assert_eq!(mode(&path), mode(&ordinary));
    fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
    let stamp = save(&project("B"), &link, Expected::Unchanged(&stamp), &nowhere).unwrap();
    assert_eq!(mode(&path), 0o640);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    fs::set_permissions(&path, Permissions::from_mode(0o440)).unwrap();
    let error = save(&project("C"), &link, Expected::Unchanged(&stamp), &nowhere).unwrap_err();
    assert!(error.to_string().contains("protected"), "{error}");
    assert_eq!(store::read(&link).unwrap().project, project("B"));
}
