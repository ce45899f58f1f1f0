//! What a frame of a chart with 10,000 and 100,000 points costs, beside `egui_plot` alone with the
//! same points: laying out and tessellating, on the CPU, without a screen. Prints median and 99th
//! percentile.
//!
//! `cargo bench --bench chart_frame`

#![expect(
    clippy::expect_used,
    reason = "a bench that cannot do its work has to stop"
)]

use std::time::Duration;

use claimbook::chart;
use claimbook::clock::Clock;
use claimbook::model::{Chart, ChartId, ChartKind, GroupBy, Period};
use claimbook::store::Settings;
use claimbook::ui::action::Actions;
use claimbook::ui::charts::models::Prepared;
use claimbook::ui::charts::picture::Picture;
use claimbook::ui::figures::Figures;
use claimbook::ui::state::{Document, State, View};
use claimbook::ui::theme;
use egui::{Context, Event, Pos2, RawInput, Rect, Ui, pos2, vec2};
use egui_plot::{Plot, PlotPoint, PlotPoints, Points};
use jiff::Timestamp;

#[path = "shared/generated.rs"]
mod generated;
#[path = "shared/processor.rs"]
mod processor;

const POINTS: [usize; 2] = [10_000, 100_000];
const FRAMES: usize = 300;
const SIZE: [f32; 2] = [1200.0, 800.0];
/// What a frame may cost: 120 frames a second on one core.
const BUDGET: Duration = Duration::from_millis(8);

use processor::Moment;

fn main() {
    // `cargo test --all-targets` runs benches as well; a small chart shows that this one works.
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let (sizes, frames) = if is_bench {
        (POINTS, FRAMES)
    } else {
        ([200, 6000], 3)
    };
    for points in sizes {
        frames_of(points, frames, is_bench);
    }
}

fn frames_of(points: usize, frames: usize, is_bench: bool) {
    let state = state(points);
    let project = state.project().expect("it is open");
    let asked = Chart::new(ChartId::from_u128(1), "Claims by the thousand");

    let started = Moment::now();
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
            let started = Moment::now();
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

/// The window's state with a generated project open.
fn state(claims: usize) -> State {
    State {
        document: Some(Document {
            project: generated::project(claims),
            ..Document::default()
        }),
        view: View::default(),
        settings: Settings::default(),
        figures: Figures::default(),
        looked: claimbook::ui::overview::Looked::default(),
        leftovers: Vec::new(),
        busy: Vec::new(),
        clock: Clock::fixed(Timestamp::UNIX_EPOCH),
    }
}
