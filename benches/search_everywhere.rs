//! How long it takes to search 60 MB of text with 100,000 claims, beside ripgrep on the same texts
//! in the same run: as files, a text each, and as one file. Prints the median of several rounds.
//!
//! `cargo bench --bench search_everywhere`

#![expect(
    clippy::expect_used,
    reason = "a bench that cannot do its work has to stop"
)]

#[path = "shared/project.rs"]
mod project;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use claimbook::search::{Asking, Query, search};

/// How many answers a window asks for.
const MOST: usize = 5_000;
const ROUNDS: usize = 9;

fn main() {
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let size = if is_bench {
        project::LARGE
    } else {
        project::SMALL
    };
    let rounds = if is_bench { ROUNDS } else { 1 };
    let project = project::generate(size);
    let folder = tempfile::tempdir().expect("a folder for the trial");
    let files = folder.path().join("texts");
    fs::create_dir(&files).expect("a folder for the texts");
    let mut all = String::new();
    for (number, article) in project.articles().enumerate() {
        fs::write(files.join(format!("{number}.txt")), &*article.text).expect("a text");
        all.push_str(&article.text);
    }
    let one = folder.path().join("all");
    fs::write(&one, &all).expect("a text");
    let has_peer = Command::new("rg").arg("--version").output().is_ok();
    println!(
        "{} texts, {:.1} MB, {} claims; median of {rounds}, in ms\n",
        project.articles().len(),
        all.len() as f64 / 1e6,
        project.claims().len(),
    );
    println!(
        "{:<28} {:>9} {:>9} {:>9} {:>9}",
        "query", "answers", "here", "rg files", "rg one"
    );
    for (asked, pattern) in [
        ("zebra", "zebra"),
        ("ammunition", "ammunition"),
        ("\"set aside\"", "set aside"),
        ("$725", r"\$725"),
        ("café", "café"),
        ("the", "the"),
        (
            "military shelter",
            "military.{0,200}shelter|shelter.{0,200}military",
        ),
        (r"/\$7\d\d million/", r"\$7\d\d million"),
        (r"/[a-z]+ing the \w+/", r"[a-z]+ing the \w+"),
        ("convoy -bridge", ""),
        ("tag:aid amount:>2.9bn", ""),
        ("ministry tag:losses date:2024-05", ""),
    ] {
        let query: Query = asked.parse().expect("a query");
        let never = AtomicBool::new(false);
        let found = search(&project, &query, MOST, &never);
        let answers = format!("{}{}", found.count, if found.more { "+" } else { "" });
        let here = median(rounds, || {
            assert_eq!(search(&project, &query, MOST, &never).count, found.count);
        });
        let peer = |path: &Path| {
            if pattern.is_empty() || !has_peer {
                return "–".to_owned();
            }
            let taken = median(rounds, || {
                let mut rg = Command::new("rg");
                rg.args(["-i", "-o", "--no-messages", "-e", pattern])
                    .arg(path);
                rg.stdout(Stdio::null()).status().expect("ripgrep runs");
            });
            format!("{taken:.1}")
        };
        println!(
            "{asked:<28} {answers:>9} {here:>9.1} {:>9} {:>9}",
            peer(&files),
            peer(&one)
        );
    }
    println!();
    for asked in ["", "ammunition", "ministry 5", "amount:>1bn tag:aid"] {
        let query: Query = asked.parse().expect("a query");
        let mut count = 0;
        let taken = median(rounds, || {
            let asking = Asking::new(&project, &query);
            count = project
                .claims()
                .filter(|claim| asking.matches(claim))
                .count();
        });
        println!("claims that answer {asked:<22?} {count:>7} {taken:>8.1} ms");
    }
}

fn median(rounds: usize, mut work: impl FnMut()) -> f64 {
    let mut taken: Vec<f64> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    taken[rounds / 2]
}
