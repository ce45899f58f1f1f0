//! Several processes on one project: one has it at a time, a dead one has nothing, and of two that
//! save in the same moment neither takes the other's work away.

use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use claimbook::clock::Clock;
use claimbook::edit::{self, History, Move};
use claimbook::model::{Note, NoteId, Project};
use claimbook::store::{
    self, Expected, Places, ProjectLock, Recorder, RecoveryError, StoreError, leftovers, save,
};

use super::{Dice, FOLDER};

const ROLE: &str = "CLAIMBOOK_TORTURE_ROLE";
/// How many processes save into one file.
const SAVERS: u32 = 4;
/// How many times each of them does.
const SAVES: u32 = 25;

/// What the other process does, by the name that it was given.
#[test]
fn opener() {
    let (Some(folder), Ok(role)) = (env::var_os(FOLDER), env::var(ROLE)) else {
        return;
    };
    let folder = Path::new(&folder);
    match role.split_once(' ') {
        None => hold(folder),
        Some(("save", number)) => save_often(folder, number.parse().unwrap()),
        Some((other, _)) => panic!("{other}"),
    }
}

/// Has the project open, with an edit in its journal, until the end of its input.
fn hold(folder: &Path) {
    let places = Places::in_folder(folder);
    let path = folder.join("project.ron");
    let now = Clock::System.now();
    let lock = ProjectLock::take(&path, &places, now).unwrap();
    let mut project = store::read(&path).unwrap().project;
    let mut recorder = Recorder::of_project(&project, &places);
    let step = edit::notes::put(&project, page(1));
    History::default().apply(&mut project, step.clone(), None);
    recorder.moved(Move::Step, step, false, now);
    tell("held");
    let _ = std::io::stdin().read(&mut [0]);
    drop(lock);
}

/// Reads the file, adds a page, and saves what it has unless the file is another by then; tells
/// each page that is safe.
fn save_often(folder: &Path, saver: u32) {
    let places = Places::in_folder(folder);
    let path = folder.join("project.ron");
    for round in 0..SAVES {
        let number = saver * 1_000 + round;
        loop {
            let opened = store::read(&path).unwrap();
            let (mut project, stamp) = (opened.project, opened.stamp.unwrap());
            let step = edit::notes::put(&project, page(number));
            History::default().apply(&mut project, step, None);
            match save(&project, &path, Expected::Unchanged(&stamp), &places) {
                Ok(_) => break,
                Err(StoreError::ChangedOnDisk { .. }) => {}
                Err(error) => panic!("{error}"),
            }
        }
        tell(&format!("safe {number}"));
    }
}

fn page(number: u32) -> Note {
    Note {
        id: NoteId::from_u128(u128::from(number)),
        title: number.to_string(),
        text: "Words. ".repeat(200),
    }
}

fn tell(what: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "{what}").unwrap();
    out.flush().unwrap();
}

fn start(folder: &Path, role: &str) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "openers::opener", "--nocapture"])
        .env(FOLDER, folder)
        .env(ROLE, role)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap());
    (child, lines)
}

fn wait_for(lines: &mut BufReader<ChildStdout>, wanted: &str) {
    let mut line = String::new();
    while !line.contains(wanted) {
        line.clear();
        assert!(lines.read_line(&mut line).unwrap() > 0, "the child ended");
    }
}

fn new_project(folder: &Path) -> Places {
    let places = Places::in_folder(folder);
    let path = folder.join("project.ron");
    save(&Project::default(), &path, Expected::Nothing, &places).unwrap();
    places
}

#[test]
fn one_process_has_a_project_until_it_ends_however_it_ends() {
    let folder = tempfile::tempdir().unwrap();
    let places = new_project(folder.path());
    let path = folder.path().join("project.ron");
    let now = Clock::System.now();
    for round in 0..6 {
        let (mut child, mut lines) = start(folder.path(), "hold");
        wait_for(&mut lines, "held");
        let holder = ProjectLock::take(&path, &places, now).unwrap_err();
        assert_eq!(holder.map(|own| own.process), Some(child.id()));
        assert_eq!(leftovers(&places), [], "a journal that is held is nobody's");
        if round % 2 == 0 {
            child.kill().unwrap();
        } else {
            drop(child.stdin.take());
        }
        child.wait().unwrap();
        let lock = ProjectLock::take(&path, &places, now);
        assert!(lock.is_ok(), "a dead lock is taken over");
        // What the dead window had not saved is offered; who asks second gets none of it.
        let left = leftovers(&places);
        assert_eq!(left.len(), 1);
        let recovered = left[0].recover(&places, now).unwrap();
        assert_eq!(recovered.edits, 1);
        let second = left[0].recover(&places, now);
        assert!(matches!(second, Err(RecoveryError::Taken)), "{second:?}");
        let mut recorder = recovered.recorder;
        recorder.close();
    }
}

#[test]
fn of_many_that_save_into_one_file_none_loses_what_it_saved() {
    let folder = tempfile::tempdir().unwrap();
    new_project(folder.path());
    let mut dice = Dice(u64::from(std::process::id()));
    let mut savers: Vec<_> = (1..=SAVERS)
        .map(|saver| start(folder.path(), &format!("save {saver}")))
        .collect();
    // One of them is killed on the way, perhaps in the middle of a save.
    let (victim, lines) = &mut savers[0];
    wait_for(lines, "safe");
    std::thread::sleep(Duration::from_micros(dice.throw(40_000)));
    victim.kill().unwrap();
    let mut safe = vec![1_000];
    for (mut child, mut lines) in savers {
        let mut told = String::new();
        lines.read_to_string(&mut told).unwrap();
        let numbers = told.lines().filter_map(|line| line.split_once("safe "));
        safe.extend(numbers.map(|(_, number)| number.parse::<u32>().unwrap()));
        child.wait().unwrap();
    }
    assert!(safe.len() as u32 > (SAVERS - 1) * SAVES, "{}", safe.len());
    let project = store::read(&folder.path().join("project.ron")).unwrap();
    for number in safe {
        let id = NoteId::from_u128(u128::from(number));
        assert!(project.project.note(id).is_some(), "{number} was safe");
    }
    // A save that was cut off leaves nothing in the way.
    let beside = fs::read_dir(folder.path()).unwrap().count();
    assert!(
        beside <= 3,
        "{beside} files: the project, data, and one half"
    );
}
