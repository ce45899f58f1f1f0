//! The way back of a project that was saved and closed: kept beside the program's own files, so
//! that undo goes on after a restart.
//!
//! It is a file of lines as a journal's: a head that names the exact content of the project's
//! file, then the steps taken back one after the other, the newest first. Each must fit the
//! project as the one before left it; where one does not, the way back ends there. The newest
//! steps are kept, up to a number and a size.

use std::fs;
use std::path::{Path, PathBuf};

use super::entry::Entry;
use super::head::{self, Extended, Head};
use super::record::{Chain, Lines};
use crate::edit::{History, KeptStep, Move};
use crate::message::plain_reason;
use crate::model::Project;
use crate::store::save::{Expected, write_file};
use crate::store::{FileStamp, Places, backup, whole_path};

/// How many steps are kept, and how many bytes of them.
const STEPS: usize = 1_000;
const BYTES: usize = 8_000_000;

/// The way back that was kept of a project.
#[derive(Debug, Default)]
pub enum Past {
    /// There is none.
    #[default]
    Nothing,
    /// The steps that lead to the project as its file holds it.
    Steps(Box<History>),
    /// There is one to another content of the file, which somebody changed since.
    Unfit,
}

/// Keeps the way back of a project that was just saved. That it cannot is said in the log alone:
/// the work itself is safe.
pub fn keep_past(path: &Path, stamp: &FileStamp, steps: &[KeptStep], places: &Places) {
    let Some(own) = file_for(path, places) else {
        return;
    };
    let file = Extended::new(&whole_path(path), stamp.content());
    let written = lines(file, steps).and_then(|lines| {
        if let Some(folder) = own.parent() {
            fs::create_dir_all(folder)?;
        }
        let written = write_file(&own, Expected::Anything, |sink| sink.write_all(&lines));
        written.map_err(std::io::Error::other)
    });
    if let Err(error) = written {
        log::warn!("{} was not kept: {}", own.display(), plain_reason(&error));
    }
}

/// The way back of a project as it was read from a file.
pub fn past(path: &Path, stamp: &FileStamp, project: &Project, places: &Places) -> Past {
    let bytes = file_for(path, places).and_then(|own| fs::read(own).ok());
    let Some(bytes) = bytes else {
        return Past::Nothing;
    };
    let mut lines = Lines::new(&bytes);
    let head = lines
        .next()
        .and_then(|line| serde_json::from_slice::<Head>(line).ok())
        .filter(|head| head.version == head::VERSION);
    let Some(Head {
        file: Some(file), ..
    }) = head
    else {
        return Past::Nothing;
    };
    if file.content != stamp.content() {
        return Past::Unfit;
    }
    let mut project = project.clone();
    let mut steps = Vec::new();
    for line in lines {
        let entry = serde_json::from_slice::<Entry>(line).ok();
        let Some(step) = entry.and_then(|entry| entry.step_back(&mut project)) else {
            break;
        };
        steps.push(step);
    }
    steps.reverse();
    if steps.is_empty() {
        Past::Nothing
    } else {
        Past::Steps(Box::new(History::resumed(steps)))
    }
}

fn lines(file: Extended, steps: &[KeptStep]) -> std::io::Result<Vec<u8>> {
    let head = Head {
        version: head::VERSION,
        file: Some(file),
    };
    let mut chain = Chain::start();
    let mut out = chain.line(&serde_json::to_vec(&head)?);
    for step in steps.iter().take(STEPS) {
        let back = step.transaction.inverse();
        let entry = Entry::of(Move::Undo, &back, step.time.unwrap_or_default());
        let line = serde_json::to_vec(&entry)?;
        if out.len() + line.len() > BYTES {
            break;
        }
        out.extend(chain.line(&line));
    }
    Ok(out)
}

fn file_for(project: &Path, places: &Places) -> Option<PathBuf> {
    let name = backup::name_of(project)?;
    Some(places.histories()?.join(format!("{name}.history")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clock::Clock;
    use crate::edit::{articles, project as naming, tags};
    use crate::import::{Options, read_bytes};
    use crate::store::{self, Expected};

    /// Steps of every sort: names, tags, an article that comes and goes.
    fn worked(rounds: usize) -> (Project, History) {
        let clock = Clock::fixed("2025-01-01T00:00:00Z".parse().unwrap());
        let (mut project, mut history) = (Project::default(), History::default());
        let mut make = |project: &mut Project, step, at: i64| {
            history.apply(project, step, None);
            history.date_last(jiff::Timestamp::from_second(at).unwrap());
        };
        for round in 0..rounds {
            let name = naming::rename(&project, &format!("Name {round}"));
            make(&mut project, name, round as i64);
            let (_, step) = tags::create_path(&project, &format!("tag{round}"), &clock).unwrap();
            make(&mut project, step, round as i64);
            let text = format!("Words of round {round}\n\nMore of them.");
            let article = read_bytes("a", text.as_bytes(), &Options::default()).unwrap();
            let article = article.into_article(&clock);
            let id = article.id;
            let step = articles::add(&project, vec![article]);
            make(&mut project, step, round as i64);
            let step = articles::delete(&project, id).unwrap();
            make(&mut project, step, round as i64);
        }
        (project, history)
    }

    #[test]
    fn undo_goes_on_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::in_folder(folder.path());
        let path = folder.path().join("a.ron");
        let (project, mut history) = worked(5);
        let stamp = store::save(&project, &path, Expected::Nothing, &places).unwrap();
        keep_past(&path, &stamp, &history.kept(), &places);
        let mut again = store::read(&path).unwrap().project;
        let Past::Steps(mut resumed) = past(&path, &stamp, &again, &places) else {
            panic!("the way back is there");
        };
        assert!(!resumed.is_unsaved());
        let times = |history: &History| -> Vec<_> {
            history
                .steps()
                .map(|step| (step.label.to_owned(), step.time))
                .collect()
        };
        assert_eq!(times(&resumed), times(&history));
        let mut own = project.clone();
        while let Some(step) = history.undo(&mut own) {
            assert_eq!(
                resumed.undo(&mut again).map(|own| own.label),
                Some(step.label)
            );
            assert!(again == own);
        }
        assert!(again.is_empty() && resumed.undo(&mut again).is_none());
        while resumed.redo(&mut again).is_some() {}
        assert!(again == project && !resumed.is_unsaved());
    }

    #[test]
    fn the_way_back_belongs_to_one_content_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::in_folder(folder.path());
        let path = folder.path().join("a.ron");
        let (project, history) = worked(1);
        let stamp = store::save(&project, &path, Expected::Nothing, &places).unwrap();
        assert!(matches!(
            past(&path, &stamp, &project, &places),
            Past::Nothing
        ));
        keep_past(&path, &stamp, &history.kept(), &places);
        let (other, _) = worked(2);
        let changed = store::save(&other, &path, Expected::Anything, &places).unwrap();
        assert!(matches!(
            past(&path, &changed, &other, &places),
            Past::Unfit
        ));
        // The right file with another project in memory: what does not fit is not taken.
        let (unlike, _) = worked(3);
        if let Past::Steps(resumed) = past(&path, &stamp, &unlike, &places) {
            assert!(resumed.steps().count() < history.steps().count());
        }
    }

    #[test]
    fn the_newest_steps_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::in_folder(folder.path());
        let path = folder.path().join("a.ron");
        let (project, history) = worked(300);
        let stamp = store::save(&project, &path, Expected::Nothing, &places).unwrap();
        keep_past(&path, &stamp, &history.kept(), &places);
        let Past::Steps(resumed) = past(&path, &stamp, &project, &places) else {
            panic!("the way back is there");
        };
        assert_eq!(resumed.steps().count(), STEPS);
        assert_eq!(resumed.undo_label(), history.undo_label());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn a_damaged_way_back_is_shorter_and_never_wrong(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
            let folder = tempfile::tempdir().unwrap();
            let places = Places::in_folder(folder.path());
            let path = folder.path().join("a.ron");
            let (project, mut history) = worked(2);
            let stamp = store::save(&project, &path, Expected::Nothing, &places).unwrap();
            keep_past(&path, &stamp, &history.kept(), &places);
            let own = file_for(&path, &places).unwrap();
            let mut bytes = fs::read(&own).unwrap();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            fs::write(&own, bytes).unwrap();
            if let Past::Steps(mut resumed) = past(&path, &stamp, &project, &places) {
                let (mut again, mut right) = (project.clone(), project);
                while resumed.undo(&mut again).is_some() {
                    history.undo(&mut right);
                    prop_assert!(again == right);
                }
            }
        }
    }
}
