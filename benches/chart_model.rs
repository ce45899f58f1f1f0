//! What a chart costs away from the screen: working out the model of 10,000 and 100,000 claims,
//! and drawing 5,000 marks as SVG and PNG. Prints the best of several runs.
//!
//! `cargo bench --bench chart_model`

#![expect(
    clippy::expect_used,
    reason = "a bench that cannot do its work has to stop"
)]

use std::time::{Duration, Instant};

use claimbook::chart::{self, pdf, png, svg, table};
use claimbook::model::{Chart, ChartId, ChartKind, GroupBy, Period};

#[path = "shared/generated.rs"]
mod generated;

const RUNS: usize = 10;

fn main() {
    // `cargo test --all-targets` runs benches as well; small charts show that this one works.
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let (sizes, runs) = if is_bench {
        ([10_000, 100_000], RUNS)
    } else {
        ([100, 200], 1)
    };
    let asked = Chart {
        group_by: GroupBy::Claimant,
        ..Chart::new(ChartId::from_u128(1), "Claims by the thousand")
    };
    for claims in sizes {
        let project = generated::project(claims);
        for (name, kind) in [
            ("points", ChartKind::Points),
            ("bars per month", ChartKind::Bars(Period::Month)),
            ("running total", ChartKind::RunningTotal),
            ("ranking", ChartKind::Ranking),
        ] {
            let chart = Chart {
                kind,
                ..asked.clone()
            };
            let time = best(runs, || chart::compute(&project, &chart));
            report(&format!("model of {claims} claims, {name}"), time);
        }
    }
    let project = generated::project(sizes[0] / 2);
    let model = chart::compute(&project, &asked);
    let picture = svg::write(&model, &svg::Page::PAGE);
    let marks = model.marks().count();
    let time = best(runs, || svg::write(&model, &svg::Page::PAGE));
    report(
        &format!("SVG of {marks} marks, {} kB", picture.len() / 1000),
        time,
    );
    for scale in [1, 2] {
        let time = best(runs, || {
            png::render(&picture, scale).expect("it is a picture")
        });
        report(&format!("PNG of it, {scale}x"), time);
    }
    let time = best(runs, || {
        pdf::render(&picture, &model.title).expect("it is a picture")
    });
    report("PDF of it", time);
    let time = best(runs, || {
        let mut out = Vec::new();
        table::write_csv(&table::rows(&project, &model), &mut out).expect("memory has room");
        out
    });
    report("CSV of it", time);
}

fn report(name: &str, time: Duration) {
    println!("{name:<44} {time:>10.2?}");
}

fn best<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let times = (0..runs).map(|_| {
        let started = Instant::now();
        std::hint::black_box(work());
        started.elapsed()
    });
    times.min().unwrap_or_default()
}
