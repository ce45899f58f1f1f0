//! What a chart costs away from the screen: working out the model of 10,000 and 100,000 claims,
//! and drawing 5,000 marks as SVG and PNG. Prints the best of several runs.
//!
//! `cargo bench --bench chart_model`

#![expect(
    clippy::expect_used,
    reason = "a bench that cannot do its work has to stop"
)]

use std::time::{Duration, Instant};

use claimbook::chart::{self, png, svg, table};
use claimbook::clock::Clock;
use claimbook::edit::{Draft, History};
use claimbook::model::{
    Amount, Article, Bound, Chart, ChartId, ChartKind, Claim, Figure, FigureKind, GroupBy, Passage,
    Period, Project, When,
};
use jiff::civil::date;
use jiff::{Timestamp, ToSpan as _};

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
        let project = generate(claims);
        for (name, kind) in [
            ("points", ChartKind::Points),
            ("bars per month", ChartKind::Bars(Period::Month)),
            ("running total", ChartKind::RunningTotal),
        ] {
            let chart = Chart {
                kind,
                ..asked.clone()
            };
            let time = best(runs, || chart::compute(&project, &chart));
            report(&format!("model of {claims} claims, {name}"), time);
        }
    }
    let project = generate(sizes[0] / 2);
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

/// A project with one article and so many dated amounts, by twelve claimants.
fn generate(claims: usize) -> Project {
    let clock = Clock::fixed(Timestamp::UNIX_EPOCH);
    let mut project = Project::default();
    let mut draft = Draft::new(&project);
    let text = "Aid of $5 million was announced.";
    let article = Article {
        id: clock.fresh(),
        title: "Aid".to_owned(),
        publisher: "Morning Post".to_owned(),
        byline: String::new(),
        published: None,
        url: String::new(),
        language: String::new(),
        source_file: String::new(),
        encoding: String::new(),
        imported: Timestamp::UNIX_EPOCH,
        hash: String::new(),
        text: text.into(),
        blocks: Vec::new(),
        versions: Vec::new(),
        captions: Vec::new(),
        file_hash: String::new(),
    };
    let passage = Passage::at(article.id, text, 7..17).expect("it stands there");
    draft.put(article);
    let first = date(2022, 2, 24);
    for number in (0_i64..).take(claims) {
        // Scattered over four years and four powers of ten, the same in every run.
        let scatter = number.wrapping_mul(2_654_435_761).rem_euclid(1_000_003);
        let amount = Amount::from(1_000_000 + (scatter * 7_919) % 9_000_000_000);
        let mut figure = Figure::exact(FigureKind::Money, amount, "USD");
        if number % 9 == 0 {
            figure.bound = Bound::AtLeast;
        }
        let mut claim = Claim::new(clock.fresh(), passage.clone(), Timestamp::UNIX_EPOCH);
        claim.figure = Some(figure);
        claim.when = Some(When::day(first.saturating_add((scatter % 1_461).days())));
        claim.claimant = format!("Claimant {}", number % 12);
        draft.put(claim);
    }
    let made = draft.finish("Generate");
    History::default().apply(&mut project, made, None);
    project
}
