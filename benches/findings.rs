//! What it costs to look at the largest project that the program is made for: which of 10,000
//! articles echo each other, which of 100,000 claims report one quantity, what does not add up,
//! and which names are one claimant's. Beside it what the plain bytes of the same texts cost to
//! read through once. Prints the best of several rounds.
//!
//! `cargo bench --bench findings`

#![expect(
    clippy::expect_used,
    reason = "a bench that cannot do its work has to stop"
)]

use std::time::{Duration, Instant};

use claimbook::arithmetic;
use claimbook::clock::Clock;
use claimbook::echo::Echoes;
use claimbook::edit::{self, History};
use claimbook::findings::overview::Overview;
use claimbook::findings::{claimants, propose};
use claimbook::model::{Article, Project};
use jiff::Timestamp;

#[path = "shared/project.rs"]
mod project;

/// One article in so many is a reprint of another.
const REPRINTED: usize = 10;

fn main() {
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let (size, rounds) = if is_bench {
        (project::LARGE, 3)
    } else {
        (project::SMALL, 1)
    };
    let project = with_reprints(project::generate(size));
    let bytes: usize = project.articles().map(|article| article.text.len()).sum();
    println!(
        "{} articles, {:.1} MB, {} claims; best of {rounds}",
        project.articles().len(),
        bytes as f64 / 1e6,
        project.claims().len()
    );
    let hash = || {
        let mut hasher = blake3::Hasher::new();
        for article in project.articles() {
            hasher.update(article.text.as_bytes());
        }
        hasher.finalize()
    };
    report("BLAKE3 of all texts", best(rounds, hash));
    report("echoes", best(rounds, || Echoes::of(&project)));
    let echoes = Echoes::of(&project);
    let expected = project.articles().len() / (REPRINTED + 1);
    let found = echoes.clusters().len();
    assert!(found >= expected, "{found} reprints found of {expected}");
    println!("    {found} origins with reprints");
    report("proposals", best(rounds, || propose(&project)));
    let questions = best(rounds, || arithmetic::questions(&project));
    report("questions", questions);
    report("names", best(rounds, || claimants::suggest(&project)));
    let all = best(rounds, || Overview::of(&project, &echoes));
    report("all of it, the echoes at hand", all);
}

/// The project with reprints of some of its articles: the same words under another head.
fn with_reprints(mut project: Project) -> Project {
    let clock = Clock::fixed(Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_hours(1));
    let reprints: Vec<Article> = project
        .articles()
        .step_by(REPRINTED)
        .map(|article| {
            let text = format!("Our own head\n\n{}\n\nWith our own tail.", article.text);
            Article {
                id: clock.fresh(),
                publisher: "The Reprint".into(),
                hash: Article::hash_of(&text),
                text: text.into(),
                ..article.as_ref().clone()
            }
        })
        .collect();
    assert!(!reprints.is_empty(), "there is nothing to reprint");
    let step = edit::articles::add(&project, reprints);
    History::default().apply(&mut project, step, None);
    project
}

fn report(name: &str, time: Duration) {
    println!("{name:<32} {time:>10.2?}");
}

fn best<T>(rounds: usize, mut work: impl FnMut() -> T) -> Duration {
    let times = (0..rounds).map(|_| {
        let started = Instant::now();
        std::hint::black_box(work());
        started.elapsed()
    });
    times.min().expect("there is a round")
}
