//! What a frame of a chart with 10,000 points costs, beside `egui_plot` alone with the same
//! points: laying out and tessellating, on the CPU, without a screen. Prints median and 99th
//! percentile.
//!
//! `cargo bench --bench chart_frame`

#![expect(
    clippy::expect_used,
    reason = "a bench that cannot do its work has to stop"
)]

use std::time::{Duration, Instant};

use claimbook::chart;
use claimbook::clock::Clock;
use claimbook::edit::{Draft, History};
use claimbook::model::{
    Amount, Article, Chart, ChartId, ChartKind, Claim, Figure, FigureKind, GroupBy, Passage,
    Period, Project, When,
};
use claimbook::store::Settings;
use claimbook::ui::action::Actions;
use claimbook::ui::charts::models::Prepared;
use claimbook::ui::charts::picture::Picture;
use claimbook::ui::figures::Figures;
use claimbook::ui::state::{Document, State, View};
use claimbook::ui::theme;
use egui::{Context, Event, Pos2, RawInput, Rect, Ui, pos2, vec2};
use egui_plot::{Plot, PlotPoint, PlotPoints, Points};
use jiff::civil::date;
use jiff::{Timestamp, ToSpan as _};

const POINTS: usize = 10_000;
const FRAMES: usize = 300;
const SIZE: [f32; 2] = [1200.0, 800.0];
/// What a frame may cost: 120 frames a second on one core.
const BUDGET: Duration = Duration::from_millis(8);

fn main() {
    // `cargo test --all-targets` runs benches as well; a small chart shows that this one works.
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let (points, frames) = if is_bench { (POINTS, FRAMES) } else { (200, 3) };
    let state = generate(points);
    let project = state.project().expect("it is open");
    let asked = Chart::new(ChartId::from_u128(1), "Ten thousand claims");

    let started = Instant::now();
    let model = chart::compute(project, &asked);
    println!("{points} claims, {frames} frames of {SIZE:?} points");
    println!("compute once                 {:>9.2?}\n", started.elapsed());
    println!("{:<28} {:>9}  {:>9}", "per frame", "median", "p99");

    let drawn: Vec<PlotPoint> = model
        .marks()
        .map(|(_, mark)| PlotPoint::new(mark.x, mark.y))
        .collect();
    let alone = measure(frames, None, |ui| {
        Plot::new("alone").show(ui, |plot| {
            plot.points(Points::new("Claims", PlotPoints::Borrowed(&drawn)).radius(2.2));
        });
    });
    report("egui_plot alone", alone);

    let middle = pos2(SIZE[0] / 2.0, SIZE[1] / 2.0);
    let by_month = Chart {
        kind: ChartKind::Bars(Period::Month),
        ..asked.clone()
    };
    let total = Chart {
        kind: ChartKind::RunningTotal,
        ..asked.clone()
    };
    let grouped = Chart {
        group_by: GroupBy::Claimant,
        ..asked.clone()
    };
    for (name, chart, pointer) in [
        ("points", &asked, None),
        ("points, pointed at", &asked, Some(middle)),
        ("points in eight series", &grouped, None),
        ("bars per month", &by_month, None),
        ("running total", &total, None),
    ] {
        let prepared = Prepared::new(chart::compute(project, chart));
        let mut picture = Picture::default();
        let times = measure(frames, pointer, |ui| {
            picture.show(ui, &state, &prepared, &mut Actions::default());
        });
        report(name, times);
        if is_bench && times.0 > BUDGET {
            println!("    over the {BUDGET:?} that a frame may cost");
        }
    }
}

fn report(name: &str, (median, p99): (Duration, Duration)) {
    println!("{name:<28} {median:>9.2?}  {p99:>9.2?}");
}

/// Draws frames and answers the median and the 99th percentile of what they cost.
fn measure(
    frames: usize,
    pointer: Option<Pos2>,
    mut draw: impl FnMut(&mut Ui),
) -> (Duration, Duration) {
    let ctx = Context::default();
    theme::install(&ctx);
    let mut times: Vec<Duration> = (0..frames + 5)
        .map(|frame| {
            let input = RawInput {
                screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(SIZE[0], SIZE[1]))),
                time: Some(frame as f64 / 60.0),
                // A pointer that moves is looked for anew in every frame.
                events: pointer
                    .map(|at| Event::PointerMoved(at + vec2((frame % 50) as f32, 0.0)))
                    .into_iter()
                    .collect(),
                ..RawInput::default()
            };
            let started = Instant::now();
            let mut output = ctx.run_ui(input, |ui| draw(ui));
            let shapes = std::mem::take(&mut output.shapes);
            let triangles = ctx.tessellate(shapes, output.pixels_per_point);
            let time = started.elapsed();
            assert!(!triangles.is_empty(), "nothing was drawn");
            output.drop_without_applying_deltas();
            time
        })
        // The first frames lay out the letters.
        .skip(5)
        .collect();
    times.sort_unstable();
    (times[times.len() / 2], times[times.len() * 99 / 100])
}

/// A project with one article and so many dated amounts, by eight claimants.
fn generate(claims: usize) -> State {
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
    for number in 0..claims as u32 {
        // Scattered over four years and four powers of ten, the same in every run.
        let scatter = i64::from(number.wrapping_mul(2_654_435_761) % 1_000_003);
        let day = first.saturating_add((scatter % 1_461).days());
        let amount = 1_000_000 + (scatter * 7_919) % 9_000_000_000;
        let mut claim = Claim::new(clock.fresh(), passage.clone(), Timestamp::UNIX_EPOCH);
        claim.figure = Some(Figure::exact(
            FigureKind::Money,
            Amount::from(amount),
            "USD",
        ));
        claim.when = Some(When::day(day));
        claim.claimant = format!("Claimant {}", number % 8);
        draft.put(claim);
    }
    let made = draft.finish("Generate");
    History::default().apply(&mut project, made, None);
    State {
        document: Some(Document {
            project,
            ..Document::default()
        }),
        view: View::default(),
        settings: Settings::default(),
        figures: Figures::default(),
        looked: claimbook::ui::overview::Looked::default(),
        leftovers: Vec::new(),
        busy: Vec::new(),
        clock,
    }
}
