//! Journals on good disks and bad ones.

use std::cell::Cell;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Timestamp;
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::clock::Clock;
use crate::edit::properties::{Wish, follow_and_tell, wish};
use crate::edit::{self, History, Made, Move, Transaction, Typing};
use crate::model::{Project, arbitrary};
use crate::store::{self, Expected, FileStamp, Places, StoreError, save_kept};

/// A disk whose touch of one number fails, and all after it: the power is gone.
#[derive(Debug, Clone)]
pub(super) struct Faults {
    left: Arc<AtomicUsize>,
    /// Whether half of a write that fails is written.
    tears: bool,
    /// Whether the disk is well again after the one failure.
    recovers: bool,
}

impl Faults {
    pub(super) fn touch(&self, _touch: Touch) -> io::Result<()> {
        let left = self.left.load(Ordering::Relaxed);
        if left == 0 {
            if self.recovers {
                self.left.store(usize::MAX, Ordering::Relaxed);
            }
            return Err(io::ErrorKind::StorageFull.into());
        }
        if left != usize::MAX {
            self.left.store(left - 1, Ordering::Relaxed);
        }
        Ok(())
    }

    pub(super) fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        self.touch(Touch::Write).or_else(|error| {
            if self.tears {
                file.write_all(&bytes[..bytes.len() / 2])?;
            }
            Err(error)
        })?;
        file.write_all(bytes)
    }
}

fn time() -> Timestamp {
    "2025-01-09T14:32:00Z".parse().unwrap()
}

/// An open project with its journal, as a window has it.
struct Window {
    project: Project,
    history: History,
    recorder: Recorder,
    stamp: Option<FileStamp>,
}

impl Window {
    fn new(places: &Places) -> Self {
        let project = Project::default();
        Self {
            recorder: Recorder::of_project(&project, places),
            project,
            history: History::default(),
            stamp: None,
        }
    }

    fn open(path: &Path, places: &Places) -> Self {
        let opened = store::read(path).unwrap();
        let stamp = opened.stamp.unwrap();
        Self {
            project: opened.project,
            history: History::of_saved_project(),
            recorder: Recorder::of_file(path, &stamp, places),
            stamp: Some(stamp),
        }
    }

    fn recovered(places: &Places) -> (Self, Leftover) {
        let found = leftovers(places);
        assert_eq!(found.len(), 1, "{found:?}");
        let recovered = found[0].recover(places, time()).unwrap();
        assert_eq!(recovered.torn, found[0].torn);
        let window = Self {
            project: recovered.project,
            history: recovered.history,
            recorder: recovered.recorder,
            stamp: recovered.stamp,
        };
        (window, found[0].clone())
    }

    fn rename(&mut self, name: &str) {
        self.change(edit::project::rename(&self.project, name), None);
    }

    fn change(&mut self, transaction: Transaction, typing: Option<Typing>) {
        let typed = typing.is_some();
        let how = match self
            .history
            .apply(&mut self.project, transaction.clone(), typing)
        {
            Made::Nothing => return,
            Made::Step => Move::Step,
            Made::Joined => Move::Join,
        };
        self.recorder.moved(how, transaction, typed, time());
    }

    fn undo(&mut self) {
        if let Some(step) = self.history.undo(&mut self.project) {
            self.recorder
                .moved(Move::Undo, step.inverse(), false, time());
        }
    }

    fn redo(&mut self) {
        if let Some(step) = self.history.redo(&mut self.project) {
            self.recorder.moved(Move::Redo, step, false, time());
        }
    }

    fn save(&mut self, path: &Path, places: &Places) {
        let journal = self.recorder.saving();
        let state = self.history.state();
        let expected = self
            .stamp
            .as_ref()
            .map_or(Expected::Nothing, Expected::Unchanged);
        let stamp = save_kept(&self.project, path, expected, places, &journal).unwrap();
        self.stamp = Some(stamp);
        self.history.mark_saved(state);
    }
}

fn journals(places: &Places) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(places.journals().unwrap()) else {
        return Vec::new();
    };
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn what_a_crash_left_comes_back_with_the_way_back() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::in_folder(folder.path());
    let path = folder.path().join("a.ron");
    let mut window = Window::new(&places);
    window.rename("First");
    window.save(&path, &places);
    assert_eq!(journals(&places), Vec::<PathBuf>::new());
    window.rename("Second");
    window.rename("Third");
    window.undo();
    assert_eq!(leftovers(&places), [], "the window is there");
    drop(window);

    let (mut window, leftover) = Window::recovered(&places);
    assert!(leftover.is_of(&path));
    assert_eq!((leftover.edits, leftover.last), (3, time()));
    assert_eq!(leftover.name, "Second");
    assert_eq!(window.project.info().name, "Second");
    window.redo();
    assert_eq!(window.project.info().name, "Third");
    drop(window);

    // The journal went on, and another crash is no worse.
    let (mut window, _) = Window::recovered(&places);
    assert_eq!(window.project.info().name, "Third");
    window.undo();
    window.undo();
    assert_eq!(window.project.info().name, "First");
    assert!(!window.history.is_unsaved());
    window.rename("Fourth");
    window.save(&path, &places);
    assert_eq!(store::read(&path).unwrap().project.info().name, "Fourth");
    drop(window);
    assert_eq!(leftovers(&places), []);
    assert_eq!(journals(&places), Vec::<PathBuf>::new());
}

#[test]
fn a_step_from_before_the_save_can_be_taken_back_in_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::in_folder(folder.path());
    let path = folder.path().join("a.ron");
    let mut window = Window::new(&places);
    window.rename("First");
    window.rename("Second");
    window.save(&path, &places);
    window.undo();
    window.undo();
    window.redo();
    drop(window);
    let (mut window, _) = Window::recovered(&places);
    assert_eq!(window.project.info().name, "First");
    window.redo();
    assert_eq!(window.project.info().name, "Second");
    assert!(!window.history.is_unsaved());
    window.undo();
    window.undo();
    assert_eq!(window.project.info().name, "");
}

#[test]
fn typing_waits_for_a_second_or_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::in_folder(folder.path());
    let mut window = Window::new(&places);
    for name in ["A", "Ai", "Aid"] {
        let step = edit::project::rename(&window.project, name);
        window.change(step, Some(Typing("name".to_owned())));
    }
    assert_eq!(journals(&places), Vec::<PathBuf>::new());
    let due = window.recorder.due().unwrap();
    assert!(due <= std::time::Duration::from_secs(1), "{due:?}");
    window.recorder.flush();
    assert_eq!(window.recorder.due(), None);
    let step = edit::project::rename(&window.project, "Aid!");
    window.change(step, Some(Typing("name".to_owned())));
    window.recorder.flush();
    drop(window);
    let (mut window, leftover) = Window::recovered(&places);
    assert_eq!(leftover.edits, 1);
    assert_eq!(window.project.info().name, "Aid!");
    window.undo();
    assert_eq!(window.project.info().name, "");
    assert_eq!(window.history.undo_label(), None);
}

#[test]
fn a_journal_is_never_replayed_onto_another_file() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::in_folder(folder.path());
    let (path, other) = (folder.path().join("a.ron"), folder.path().join("b.ron"));
    let mut window = Window::new(&places);
    window.rename("First");
    window.save(&path, &places);
    let first = fs::read(&path).unwrap();
    fs::write(&other, &first).unwrap();
    window.rename("Second");
    drop(window);

    let [found] = leftovers(&places).try_into().unwrap();
    assert!(found.is_of(&path) && !found.is_of(&other));
    fs::remove_file(&path).unwrap();
    assert_eq!(leftovers(&places)[0].standing, Standing::Gone);
    assert!(matches!(
        found.recover(&places, time()),
        Err(RecoveryError::File(StoreError::Read { .. }))
    ));
    fs::write(&path, first).unwrap();
    let recovered = found.recover(&places, time()).unwrap();
    assert_eq!(recovered.project.info().name, "Second");
    assert!(matches!(
        found.recover(&places, time()),
        Err(RecoveryError::Taken)
    ));
    drop(recovered);
    found.discard().unwrap();
    assert_eq!(leftovers(&places), []);
}

#[test]
fn work_on_a_file_that_changed_since_is_merged_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::in_folder(folder.path());
    let path = folder.path().join("a.ron");
    let mut window = Window::new(&places);
    window.rename("First");
    window.save(&path, &places);
    window.rename("Ours");
    let tag = edit::tags::create_path(&window.project, "aid", &Clock::fixed(time()));
    window.change(tag.unwrap().1, None);
    drop(window);
    let theirs = fs::read_to_string(&path)
        .unwrap()
        .replace("First", "Theirs");
    fs::write(&path, &theirs).unwrap();

    let [changed] = leftovers(&places).try_into().unwrap();
    assert_eq!(changed.standing, Standing::Changed);
    let recovered = changed.recover(&places, time()).unwrap();
    assert_eq!((recovered.edits, recovered.conflicts.len()), (2, 1));
    assert_eq!(recovered.project.info().name, "Ours");
    assert_eq!(recovered.project.tags().len(), 1);
    assert_eq!(store::to_text(recovered.on_disk.as_ref().unwrap()), theirs);
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    let (project, mut history) = (recovered.project.clone(), recovered.history);
    let mut undone = project.clone();
    history.undo(&mut undone);
    assert_eq!(store::to_text(&undone), theirs);
    drop(recovered.recorder);

    // From now on it is work on the file as it is.
    let (window, leftover) = Window::recovered(&places);
    assert_eq!(leftover.standing, Standing::Fits);
    assert_eq!(window.project, project);
}

#[test]
fn a_torn_tail_is_dropped_and_said() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::in_folder(folder.path());
    let mut window = Window::new(&places);
    window.rename("First");
    window.rename("Second");
    drop(window);
    let [path] = journals(&places).try_into().unwrap();
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() - 7]).unwrap();
    let (mut window, leftover) = Window::recovered(&places);
    assert!(leftover.torn);
    assert_eq!(window.project.info().name, "First");
    window.rename("Third");
    drop(window);
    let (window, leftover) = Window::recovered(&places);
    assert!(!leftover.torn);
    assert_eq!(window.project.info().name, "Third");
}

#[test]
fn edits_while_a_save_runs_are_kept_whenever_it_ends() {
    // At which moment of a save the edit is made, and whether the crash comes before the
    // journal begins anew.
    for has_journal in [false, true] {
        for moment in 0..3 {
            for crash in [false, true] {
                let folder = tempfile::tempdir().unwrap();
                let places = Places::in_folder(folder.path());
                let path = folder.path().join("a.ron");
                let mut window = Window::new(&places);
                if has_journal {
                    window.rename("Before");
                }
                let kept = window.recorder.saving();
                let saved = window.project.clone();
                if moment == 0 {
                    window.rename("During");
                }
                let text = store::to_text(&saved);
                kept.announce(&path, text.len() as u64, blake3::hash(text.as_bytes()));
                if moment == 1 {
                    window.rename("During");
                }
                fs::write(&path, &text).unwrap();
                if !crash {
                    let stamp = store::read(&path).unwrap().stamp.unwrap();
                    kept.saved(&path, &stamp);
                }
                if moment == 2 {
                    window.rename("During");
                }
                drop((window, kept));
                let (mut window, leftover) = Window::recovered(&places);
                let case = format!("{has_journal} {moment} {crash}");
                assert_eq!(window.project.info().name, "During", "{case}");
                assert!(leftover.is_of(&path), "{case}");
                window.undo();
                assert!(!window.history.is_unsaved(), "{case}");
                assert_eq!(window.project, saved, "{case}");
            }
        }
    }
}

/// Edits, saves and edits on, on a disk that fails at one touch. Says which names the window
/// was told to be safe, in order.
fn work(places: &Places, path: &Path, faults: Faults) -> (Vec<String>, bool) {
    let safe = Cell::new(Vec::new());
    let name = |window: &mut Window, name: &str| {
        window.rename(name);
        if window.recorder.trouble().is_none() {
            let mut names = safe.take();
            names.push(name.to_owned());
            safe.set(names);
        }
    };
    let mut window = Window::new(places);
    let left = Arc::clone(&faults.left);
    window.recorder = window.recorder.with_disk(Disk {
        fails: Some(faults),
    });
    for own in ["1", "2"] {
        name(&mut window, own);
    }
    window.save(path, places);
    name(&mut window, "3");
    let kept = window.recorder.saving();
    let (saved, text) = (window.project.clone(), store::to_text(&window.project));
    name(&mut window, "4");
    kept.announce(path, text.len() as u64, blake3::hash(text.as_bytes()));
    name(&mut window, "5");
    let expected = window.stamp.as_ref().map(Expected::Unchanged).unwrap();
    let stamp = store::save(&saved, path, expected, &Places::nowhere()).unwrap();
    kept.saved(path, &stamp);
    name(&mut window, "6");
    window.recorder.flush();
    let healthy = left.load(Ordering::Relaxed) > 0;
    (safe.into_inner(), healthy)
}

#[test]
fn whatever_touch_of_the_disk_fails_what_was_called_safe_is_there() {
    for tears in [false, true] {
        for recovers in [false, true] {
            for touch in 0.. {
                let folder = tempfile::tempdir().unwrap();
                let places = Places::in_folder(folder.path());
                let path = folder.path().join("a.ron");
                let faults = Faults {
                    left: Arc::new(AtomicUsize::new(touch)),
                    tears,
                    recovers,
                };
                let (safe, healthy) = work(&places, &path, faults);
                let in_file = store::read(&path).unwrap().project;
                let mut names = vec![in_file.info().name.clone()];
                for leftover in leftovers(&places) {
                    let recovered = leftover.recover(&places, time()).unwrap();
                    names.push(recovered.project.info().name.clone());
                }
                let newest = names.iter().max().unwrap();
                let case = format!("touch {touch}, tears {tears}, recovers {recovers}: {names:?}");
                assert!(
                    safe.last().is_none_or(|own| own <= newest),
                    "{case}, {safe:?}"
                );
                if recovers {
                    assert_eq!(newest, "6", "{case}");
                }
                if healthy && !recovers {
                    assert!(touch > 12, "{case}");
                    break;
                }
                if recovers && touch > 40 {
                    break;
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_work_comes_back_as_it_was_with_undo(
        start in arbitrary::project(),
        before in vec(wish(), 0..8),
        after in vec(wish(), 0..16),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::in_folder(folder.path());
        let path = folder.path().join("a.ron");
        store::save(&start, &path, Expected::Nothing, &places).unwrap();
        let clock = Clock::fixed(time());
        let mut window = Window::open(&path, &places);
        let follow = |window: &mut Window, wishes: Vec<Wish>| {
            let Window { project, history, recorder, .. } = window;
            follow_and_tell(project, history, wishes, &clock, |how, transaction| {
                recorder.moved(how, transaction, false, time());
            });
        };
        follow(&mut window, before);
        window.save(&path, &places);
        let saved = window.project.clone();
        follow(&mut window, after);
        let Window { project: end, mut history, recorder, .. } = window;
        drop(recorder);
        if leftovers(&places).is_empty() {
            prop_assert_eq!(&end, &saved);
            return Ok(());
        }
        let (mut window, leftover) = Window::recovered(&places);
        prop_assert!(!leftover.torn);
        prop_assert_eq!(&window.project, &end);
        // The way back is the same as far as the journal reaches.
        let mut own = end;
        while window.history.undo_label().is_some() {
            prop_assert_eq!(window.history.undo_label(), history.undo_label());
            history.undo(&mut own);
            window.undo();
            prop_assert_eq!(&window.project, &own);
        }
    }
}
