//! A child process edits a project while this one kills it at random moments: every edit that the
//! child was told to be safe is there afterwards, and the way back with it.
//!
//! The child is this very program, started again with a variable that names its folder. It tells
//! each edit on its standard output after the journal has taken it, as the window draws it only
//! then. 200 kills, or as many as `CLAIMBOOK_KILLS` says.

#![expect(clippy::unwrap_used, reason = "a step that fails here fails the test")]

#[path = "torture/openers.rs"]
mod openers;

use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use claimbook::clock::Clock;
use claimbook::edit::{self, History, Made, Move};
use claimbook::model::{Article, Note, NoteId, Project};
use claimbook::store::{
    self, Expected, FileStamp, Places, Recorder, Standing, leftovers, save_kept,
};

const FOLDER: &str = "CLAIMBOOK_TORTURE_FOLDER";
const KILLS: &str = "CLAIMBOOK_KILLS";
/// How many edits a child makes if nobody kills it.
const EDITS: u32 = 400;

/// An open project as the window holds it.
struct Desk {
    project: Project,
    history: History,
    recorder: Recorder,
    stamp: Option<FileStamp>,
    places: Places,
    clock: Clock,
}

impl Desk {
    /// Opens the project as the start screen would: with what a crash left behind, if there is.
    fn open(folder: &Path) -> Self {
        let places = Places::in_folder(folder);
        let path = folder.join("project.ron");
        let found = leftovers(&places);
        assert!(found.len() <= 1, "{found:?}");
        let clock = Clock::System;
        if let Some(leftover) = found.first() {
            assert_eq!(leftover.standing, Standing::Fits, "{leftover:?}");
            let recovered = leftover.recover(&places, clock.now()).unwrap();
            return Self {
                project: recovered.project,
                history: recovered.history,
                recorder: recovered.recorder,
                stamp: recovered.stamp,
                places,
                clock,
            };
        }
        let opened = path.exists().then(|| store::read(&path).unwrap());
        let stamp = opened.as_ref().and_then(|opened| opened.stamp.clone());
        let is_saved = opened.is_some();
        let project = opened.map_or_else(Project::default, |opened| opened.project);
        Self {
            recorder: match &stamp {
                Some(stamp) => Recorder::of_file(&path, stamp, &places),
                None => Recorder::of_project(&project, &places),
            },
            history: if is_saved {
                History::of_saved_project()
            } else {
                History::default()
            },
            project,
            stamp,
            places,
            clock,
        }
    }

    /// Adds a page of that number, or an article.
    fn add(&mut self, number: u32) {
        let step = if number.is_multiple_of(7) {
            edit::articles::add(&self.project, vec![self.article(number)])
        } else {
            let note = Note {
                id: NoteId::from_u128(u128::from(number)),
                title: number.to_string(),
                text: "x".repeat(number as usize % 97 * 20),
            };
            edit::notes::put(&self.project, note)
        };
        let made = self.history.apply(&mut self.project, step.clone(), None);
        assert_eq!(made, Made::Step);
        self.recorder
            .moved(Move::Step, step, false, self.clock.now());
        assert_eq!(self.recorder.trouble(), None);
    }

    fn article(&self, number: u32) -> Article {
        let text = format!("Number {number}. {}", "Many words. ".repeat(500));
        Article {
            title: number.to_string(),
            hash: Article::hash_of(&text),
            text: text.into(),
            ..blank_article(&self.clock)
        }
    }

    fn undo_and_redo(&mut self) {
        let Some(step) = self.history.undo(&mut self.project) else {
            return;
        };
        let now = self.clock.now();
        self.recorder.moved(Move::Undo, step.inverse(), false, now);
        let step = self.history.redo(&mut self.project).unwrap();
        self.recorder.moved(Move::Redo, step, false, now);
    }

    fn save(&mut self, path: &Path) {
        let journal = self.recorder.saving();
        let state = self.history.state();
        let expected = self
            .stamp
            .as_ref()
            .map_or(Expected::Nothing, Expected::Unchanged);
        let saved = save_kept(&self.project, path, expected, &self.places, &journal);
        self.stamp = Some(saved.unwrap());
        self.history.mark_saved(state);
    }

    /// The numbers of all that was added.
    fn numbers(&self) -> Vec<u32> {
        let notes = self.project.notes().map(|note| note.title.clone());
        let articles = self.project.articles().map(|article| article.title.clone());
        let mut numbers: Vec<u32> = notes
            .chain(articles)
            .map(|title| title.parse().unwrap())
            .collect();
        numbers.sort_unstable();
        numbers
    }
}

fn blank_article(clock: &Clock) -> Article {
    let read =
        claimbook::import::read_bytes("a.txt", b"A.", &claimbook::import::Options::default());
    read.unwrap().into_article(clock)
}

/// What the child does until it is killed: it adds what comes next, says so, and saves at times.
#[test]
fn child() {
    let Some(folder) = env::var_os(FOLDER) else {
        return;
    };
    let folder = Path::new(&folder);
    let path = folder.join("project.ron");
    let mut desk = Desk::open(folder);
    let first = desk.numbers().last().map_or(1, |last| last + 1);
    let mut out = std::io::stdout();
    for number in first..first + EDITS {
        desk.add(number);
        writeln!(out, "safe {number}").unwrap();
        out.flush().unwrap();
        if number.is_multiple_of(5) {
            desk.undo_and_redo();
        }
        if number.is_multiple_of(11) {
            desk.save(&path);
        }
    }
}

fn start(folder: &Path) -> Child {
    let program = env::current_exe().unwrap();
    Command::new(program)
        .args(["--exact", "child", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Numbers that nobody foresees, from 64 bits that never repeat (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % below
    }
}

#[test]
fn whenever_the_program_is_killed_every_edit_it_showed_is_there() {
    let kills = env::var(KILLS).map_or(200, |count| count.parse().unwrap());
    let seed = u64::from(std::process::id());
    let mut dice = Dice(seed);
    let mut folder = tempfile::tempdir().unwrap();
    let (mut edits, mut recovered, mut saved) = (0_u64, 0, 0);
    for kill in 0..kills {
        let case = format!("seed {seed}, kill {kill}");
        if kill % 20 == 0 {
            // A project that grows for ever makes only the saves slower.
            folder = tempfile::tempdir().unwrap();
        }
        let mut child = start(folder.path());
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        // Killed after so many edits and so many moments more; at times before the first one.
        let wanted = dice.throw(24);
        let mut safe = None;
        let mut line = String::new();
        while safe.map_or(0, |(_, count)| count) < wanted {
            line.clear();
            assert!(
                lines.read_line(&mut line).unwrap() > 0,
                "{case}: the child ended"
            );
            if let Some((_, number)) = line.trim_end().split_once("safe ") {
                let number: u32 = number.parse().unwrap();
                safe = Some((number, safe.map_or(0, |(_, count)| count) + 1));
            }
        }
        std::thread::sleep(Duration::from_micros(dice.throw(12_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        // What was said between the last look and the kill counts as well.
        line.clear();
        while lines.read_line(&mut line).unwrap_or(0) > 0 {
            if let Some((_, number)) = line.split_once("safe ")
                && let Some(number) = number.strip_suffix('\n')
            {
                let number: u32 = number.parse().unwrap();
                safe = Some((number, safe.map_or(0, |(_, count)| count) + 1));
            }
            line.clear();
        }
        let places = Places::in_folder(folder.path());
        recovered += u32::from(!leftovers(&places).is_empty());
        saved += u32::from(folder.path().join("project.ron").exists());
        let mut desk = Desk::open(folder.path());
        // The kill may have come between an undo and its redo.
        while desk.history.redo(&mut desk.project).is_some() {}
        let numbers = desk.numbers();
        let last = numbers.last().copied().unwrap_or(0);
        let whole: Vec<u32> = (1..=last).collect();
        assert_eq!(numbers, whole, "{case}: nothing is missing in between");
        if let Some((number, count)) = safe {
            assert!(last >= number, "{case}: {number} was safe and is not there");
            edits += count;
        }
        // The way back leads to what is in the file, and forth again.
        while desk.history.undo(&mut desk.project).is_some() {}
        while desk.history.redo(&mut desk.project).is_some() {}
        assert_eq!(desk.numbers(), whole, "{case}: undone and redone");
    }
    assert!(
        recovered > kills / 4,
        "{recovered} of {kills} left something to recover"
    );
    eprintln!(
        "{kills} kills, {edits} edits told to be safe, {recovered} times work to recover, {saved} \
         times a file"
    );
}
