//! What the reader costs on a long article with many highlights and underlines, beside egui's own
//! `TextEdit` on the same text: opening it, a frame while scrolling, a frame while selecting, and
//! memory. The real widget runs in a bare context: input, layout, painting into shapes; no pixels.
//!
//! `cargo bench --bench reader_frame`

use std::sync::Arc;
use std::time::Duration;

use claimbook::ui::reader::{
    Document, Highlight, Highlights, PageHead, Reader, ReaderContent, ReaderStyle, Underline,
    UnderlineKind, Underlines,
};
use claimbook::ui::theme;
use egui::{Context, Event, MouseWheelUnit, RawInput, Rect, TouchPhase, pos2, vec2};

const VIEW: Rect = Rect {
    min: pos2(0.0, 0.0),
    max: pos2(900.0, 800.0),
};

#[path = "shared/processor.rs"]
mod processor;

use processor::Moment;

fn main() {
    // `cargo test --all-targets` runs benches as well; a few frames show that this one works.
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let frames = if is_bench { 600 } else { 5 };
    println!("{:<56} {:>9} {:>9} {:>9}", "ms", "median", "p99", "worst");
    for (size, highlights, hits) in [
        (200_000, 500, 0),
        (5_000_000, 10_000, 0),
        (5_000_000, 10_000, 5_000),
    ] {
        let size = if is_bench { size } else { 20_000 };
        let text = text_of(size);
        let kilobytes = size / 1000;
        let name = format!("reader, {kilobytes} KB, {highlights} highlights, {hits} hits");
        measure_reader(&name, &text, highlights, hits, frames);
        if hits > 0 {
            let line = text.replace("\n\n", " ");
            let name = format!("reader, in one line of {} KB", line.len() / 1000);
            measure_reader(&name, &line, highlights, hits, frames);
        }
    }
    for (size, frames) in [(200_000, frames), (5_000_000, frames.min(20))] {
        let size = if is_bench { size } else { 20_000 };
        let name = format!("egui's TextEdit, {} KB", size / 1000);
        measure_text_edit(&name, &text_of(size), frames);
    }
}

/// Sentences of many lengths in paragraphs, about `size` bytes of them.
fn text_of(size: usize) -> String {
    let mut text = String::with_capacity(size + 400);
    let mut number = 0_usize;
    while text.len() < size {
        number += 1;
        text.push_str("The ministry said that ");
        text.push_str(&(number * 137 % 9_973).to_string());
        text.push_str(" million had been set aside, and more was to follow before the winter");
        text.push_str(if number.is_multiple_of(7) {
            ".\n\n"
        } else {
            ". "
        });
    }
    text
}

fn highlights_of(text: &str, count: usize) -> Highlights {
    let step = text.len() / count.max(1);
    Highlights::new((0..count).map(|place| {
        let start = place * step;
        // Every fifth is long and lies over its neighbours.
        let end = (start + if place % 5 == 0 { step * 2 } else { 40 }).min(text.len());
        Highlight {
            id: place as u128,
            range: start..end,
            fill: egui::Color32::LIGHT_BLUE,
            line: egui::Color32::BLUE,
            label: format!("claim {place}"),
            hover: String::new(),
            attention: false,
        }
    }))
}

/// Every number as a figure that waits.
fn underlines_of(text: &str) -> Underlines {
    Underlines::new(text.match_indices(" million").map(|(end, _)| {
        let start = text[..end].rfind(' ').map_or(0, |space| space + 1);
        Underline {
            range: start..end,
            kind: UnderlineKind::Figure,
            label: format!("Figure: {}", &text[start..end]),
            hover: String::new(),
        }
    }))
}

fn measure_reader(name: &str, text: &str, count: usize, hits: usize, frames: usize) {
    let step = text.len() / hits.max(1);
    let hits: Vec<_> = (0..hits).map(|hit| hit * step..hit * step + 12).collect();
    let highlights = highlights_of(text, count);
    let underlines = underlines_of(text);
    let text: Arc<str> = Arc::from(text);
    let before = resident();
    let ctx = context();
    let started = Moment::now();
    let document = Document::new(Arc::clone(&text));
    let mut reader = Reader::new();
    let content = ReaderContent {
        document: &document,
        highlights: &highlights,
        underlines: &underlines,
        current: None,
        find_hits: &hits,
        current_hit: (!hits.is_empty()).then_some(0),
        selected: None,
        head: PageHead::default(),
        keeps_tab: true,
        keeps_escape: false,
        whole_words: true,
    };
    let mut draw = |ui: &mut egui::Ui| {
        let style = ReaderStyle::from_egui(ui.style());
        reader.show(ui, &content, &style);
    };
    frame(&ctx, 0, Vec::new(), &mut draw);
    let opened = started.elapsed();
    let grown = resident().saturating_sub(before);
    println!(
        "{:<56} {:>9.2}",
        format!("{name}: open"),
        opened.as_secs_f64() * 1e3
    );
    report(&format!("{name}: scroll"), &scroll(&ctx, frames, &mut draw));
    report(&format!("{name}: select"), &select(&ctx, frames, &mut draw));
    println!(
        "{:<56} {:>7.1} MB, {:.1} times the text",
        format!("{name}: memory besides the text, open and used"),
        (resident().saturating_sub(before).max(grown)) as f64 / 1e6,
        resident().saturating_sub(before).max(grown) as f64 / text.len() as f64,
    );
}

fn measure_text_edit(name: &str, text: &str, frames: usize) {
    let mut text = text;
    let before = resident();
    let length = text.len();
    let ctx = context();
    let mut draw = |ui: &mut egui::Ui| {
        egui::ScrollArea::vertical().show(ui, |ui| {
            ui.add(egui::TextEdit::multiline(&mut text).desired_width(f32::INFINITY));
        });
    };
    let opened = frame(&ctx, 0, Vec::new(), &mut draw);
    println!(
        "{:<56} {:>9.2}",
        format!("{name}: open"),
        opened.as_secs_f64() * 1e3
    );
    report(&format!("{name}: scroll"), &scroll(&ctx, frames, &mut draw));
    let grown = resident().saturating_sub(before);
    println!(
        "{:<56} {:>7.1} MB, {:.1} times the text",
        format!("{name}: memory besides the text"),
        grown as f64 / 1e6,
        grown as f64 / length as f64,
    );
}

/// The memory of this process that is in use, in bytes; 0 where the system does not tell.
fn resident() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = pages.split(' ').nth(1).and_then(|pages| pages.parse().ok());
    pages.unwrap_or(0_usize) * 4096
}

/// A window's context with its letters drawn once, so that the typefaces are no part of what is
/// measured.
fn context() -> Context {
    let ctx = Context::default();
    theme::install(&ctx);
    frame(&ctx, 0, Vec::new(), &mut |ui: &mut egui::Ui| {
        ui.label("The quick brown fox jumps over 13 lazy dogs.");
        ui.label(egui::RichText::new("The fox").size(20.0));
    });
    ctx
}

/// Frames with the wheel turning: down for a while, then up again, so that no frame shows an end
/// of the text only.
fn scroll(ctx: &Context, frames: usize, draw: &mut impl FnMut(&mut egui::Ui)) -> Vec<Duration> {
    let one = |number: usize| {
        let wheel = Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, if number % 200 < 150 { -120.0 } else { 120.0 }),
            phase: TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: egui::Modifiers::NONE,
        };
        let events = vec![Event::PointerMoved(pos2(450.0, 400.0)), wheel];
        frame(ctx, number, events, draw)
    };
    (1..=frames).map(one).collect()
}

/// Frames in which the mouse selects, over the edge of the view, which scrolls.
fn select(ctx: &Context, frames: usize, draw: &mut impl FnMut(&mut egui::Ui)) -> Vec<Duration> {
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: egui::Modifiers::NONE,
    };
    let first = 100_000;
    let start = pos2(300.0, 300.0);
    let press = vec![Event::PointerMoved(start), button(start, true)];
    frame(ctx, first, press, draw);
    let one = |number: usize| {
        let y = 320.0 + (number * 7 % 560) as f32;
        let moved = vec![Event::PointerMoved(pos2(200.0 + y / 2.0, y))];
        frame(ctx, first + number, moved, draw)
    };
    let times = (1..=frames).map(one).collect();
    frame(ctx, first + frames + 1, vec![button(start, false)], draw);
    times
}

/// Draws one frame and says how long it took.
fn frame(
    ctx: &Context,
    number: usize,
    events: Vec<Event>,
    draw: &mut impl FnMut(&mut egui::Ui),
) -> Duration {
    let input = RawInput {
        screen_rect: Some(VIEW),
        time: Some(number as f64 / 60.0),
        events,
        ..RawInput::default()
    };
    let started = Moment::now();
    let output = ctx.run_ui(input, draw);
    let shapes = output.shapes.clone();
    let pixels_per_point = output.pixels_per_point;
    output.drop_without_applying_deltas();
    std::hint::black_box(ctx.tessellate(shapes, pixels_per_point));
    started.elapsed()
}

fn report(name: &str, times: &[Duration]) {
    let mut sorted: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1e3).collect();
    sorted.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let place = (sorted.len() as f64 * share) as usize;
        sorted
            .get(place.min(sorted.len() - 1))
            .copied()
            .unwrap_or_default()
    };
    println!(
        "{name:<56} {:>9.2} {:>9.2} {:>9.2}",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}
