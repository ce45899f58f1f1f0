//! What the largest project costs that the program is made for: opening, saving, an edit with its
//! journal, undo, a filter, a chart, and memory; beside the same bytes read and written raw and
//! the same data as JSON. Prints the median of several rounds.
//!
//! `cargo bench --bench scale`

#![expect(
    clippy::expect_used,
    reason = "a bench that cannot do its work has to stop"
)]

#[path = "shared/project.rs"]
mod project;

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::sync::Arc;
use std::time::Instant;

use claimbook::chart;
use claimbook::clock::Clock;
use claimbook::edit::{self, History, Move};
use claimbook::model::{Article, Claim, check};
use claimbook::store::{self, Expected, Places, Recorder};
use serde::{Deserialize, Serialize};

/// What JSON is given: the same articles and claims.
#[derive(Serialize, Deserialize)]
struct Plain {
    claims: Vec<Arc<Claim>>,
    articles: Vec<Arc<Article>>,
}

#[expect(clippy::too_many_lines, reason = "one measurement after the other")]
fn main() {
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let (size, rounds) = if is_bench {
        (project::LARGE, 5)
    } else {
        (project::SMALL, 1)
    };
    let folder = tempfile::tempdir().expect("a folder for the trial");
    let path = folder.path().join("project.ron");
    let raw = folder.path().join("raw");
    let places = Places::in_folder(folder.path());
    let stamp = {
        let project = project::generate(size);
        let stamp = store::save(&project, &path, Expected::Nothing, &Places::nowhere());
        stamp.expect("it can be saved")
    };
    let before = memory();
    let opened = store::read(&path).expect("it opens");
    let after = memory();
    let mut project = opened.project;
    println!(
        "{} articles, {} claims, {} findings, {} charts; {:.1} MB of RON; median of {rounds}",
        project.articles().len(),
        project.claims().len(),
        project.findings().len(),
        project.charts().len(),
        fs::metadata(&path).expect("a file").len() as f64 / 1e6,
    );
    println!(
        "memory of the open project       {:>9.1} MB",
        after.0 - before.0
    );
    println!("most memory while opening        {:>9.1} MB", after.1);
    println!();
    let row = |name: &str, work: &mut dyn FnMut()| {
        let mut taken: Vec<f64> = (0..rounds)
            .map(|_| {
                let start = Instant::now();
                work();
                start.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        taken.sort_by(f64::total_cmp);
        println!("{name:<32} {:>9.2} ms", taken[rounds / 2]);
    };
    row("open", &mut || drop(store::read(&path).expect("it opens")));
    row("  of this, read raw bytes", &mut || drop(fs::read(&path)));
    let bytes = fs::read(&path).expect("bytes");
    row("  of this, hash them", &mut || {
        assert_ne!(blake3::hash(&bytes), blake3::hash(b""));
    });
    let text = String::from_utf8(bytes).expect("a text");
    row("  of this, parse and check", &mut || {
        drop(store::from_text(&text));
    });
    row("  of this, check", &mut || {
        assert!(check::check(&project).is_empty());
    });
    row("save", &mut || {
        store::save(&project, &path, Expected::Anything, &Places::nowhere()).expect("saved");
    });
    row("  of this, make its text", &mut || {
        store::write_to(&project, std::io::sink()).expect("written");
    });
    row("write and sync raw bytes", &mut || {
        let mut file = File::create(&raw).expect("a file");
        file.write_all(text.as_bytes()).expect("written");
        file.sync_all().expect("synced");
    });
    let plain = Plain {
        claims: project.claims().cloned().collect(),
        articles: project.articles().cloned().collect(),
    };
    let json = serde_json::to_vec(&plain).expect("JSON");
    row("parse as JSON", &mut || {
        drop(serde_json::from_slice::<Plain>(&json));
    });
    row("write and sync as JSON", &mut || {
        let mut out = BufWriter::new(File::create(&raw).expect("a file"));
        serde_json::to_writer(&mut out, &plain).expect("JSON");
        out.flush().expect("written");
        out.get_ref().sync_all().expect("synced");
    });
    println!();
    row("copy the project (shared)", &mut || drop(project.clone()));
    let mut history = History::of_saved_project();
    let mut recorder = Recorder::of_file(&path, &stamp, &places);
    let clock = Clock::System;
    let ids: Vec<_> = project.claims().map(|claim| claim.id).collect();
    let mut notes = 0;
    let copy = project.clone();
    let each = |name: &str, rounds: usize, work: &mut dyn FnMut(usize)| {
        let mut taken: Vec<f64> = (0..rounds)
            .map(|round| {
                let start = Instant::now();
                work(round);
                start.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        taken.sort_by(f64::total_cmp);
        let (middle, most) = (taken[rounds / 2], taken[rounds - 1]);
        println!("{name:<32} {middle:>9.3} ms, at most {most:.3}");
    };
    let steps = 200.min(ids.len());
    each("edit a claim, journalled", steps, &mut |round| {
        notes += 1;
        let claim = ids[round * 31 % ids.len()];
        let step = edit::claims::update(&project, claim, "Edit note", |claim| {
            claim.note = format!("Note {notes}");
        });
        let step = step.expect("an edit");
        history.apply(&mut project, step.clone(), None);
        recorder.moved(Move::Step, step, false, clock.now());
    });
    each("undo, journalled", steps, &mut |_| {
        let step = history.undo(&mut project).expect("a step");
        recorder.moved(Move::Undo, step.inverse(), false, clock.now());
    });
    assert!(project == copy);
    recorder.close();
    for saved in project.charts().take(2) {
        row(&format!("draw {:?}", saved.kind), &mut || {
            drop(chart::compute(&project, saved));
        });
    }
}

/// What the process takes now and took at most, in MB; nothing where the system does not say.
fn memory() -> (f64, f64) {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name));
        let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
        kilobytes.unwrap_or_default() / 1e3
    };
    (of("VmRSS"), of("VmHWM"))
}
