//! What a frame of the reader costs on a long article with many highlights and underlines, beside
//! egui's own `TextEdit` on the same text. The real widget runs in a bare context: input, layout,
//! painting into shapes; no pixels.
//!
//! `cargo bench --bench reader_frame`

use std::time::{Duration, Instant};

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

fn main() {
    // `cargo test --all-targets` runs benches as well; a few frames show that this one works.
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let frames = if is_bench { 600 } else { 5 };
    println!(
        "{:<44} {:>9} {:>9} {:>9}",
        "CPU a frame, ms", "median", "p99", "worst"
    );
    for (size, highlights, hits) in [
        (200_000, 500, 0),
        (5_000_000, 10_000, 0),
        (5_000_000, 10_000, 5_000),
    ] {
        let size = if is_bench { size } else { 20_000 };
        let text = text_of(size);
        let name = format!(
            "reader, {} KB, {highlights} highlights, {hits} hits",
            size / 1000
        );
        report(&name, &reader_frames(&text, highlights, hits, frames));
        if hits > 0 {
            let line = text.replace("\n\n", " ");
            let name = format!("reader, the same in one line of {} KB", line.len() / 1000);
            report(&name, &reader_frames(&line, highlights, hits, frames));
        }
    }
    let size = if is_bench { 200_000 } else { 20_000 };
    let name = format!("egui TextEdit, {} KB, no highlights, scroll", size / 1000);
    report(&name, &text_edit_frames(&text_of(size), frames));
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

fn reader_frames(text: &str, count: usize, hits: usize, frames: usize) -> Vec<Duration> {
    let document = Document::new(text);
    let step = text.len() / hits.max(1);
    let hits: Vec<_> = (0..hits).map(|hit| hit * step..hit * step + 12).collect();
    let highlights = highlights_of(text, count);
    let underlines = underlines_of(text);
    let mut reader = Reader::new();
    let content = ReaderContent {
        document: &document,
        highlights: &highlights,
        underlines: &underlines,
        current: None,
        find_hits: &hits,
        current_hit: (!hits.is_empty()).then_some(0),
        selected: None,
        body_start: 0,
        head: PageHead::default(),
        keeps_tab: true,
        keeps_escape: false,
        whole_words: true,
    };
    run(frames, |ui| {
        let style = ReaderStyle::from_egui(ui.style());
        reader.show(ui, &content, &style);
    })
}

fn text_edit_frames(text: &str, frames: usize) -> Vec<Duration> {
    let mut text = text;
    run(frames, |ui| {
        egui::ScrollArea::vertical().show(ui, |ui| {
            ui.add(egui::TextEdit::multiline(&mut text).desired_width(f32::INFINITY));
        });
    })
}

/// Draws frames with the wheel turning, and says how long each took.
fn run(frames: usize, mut draw: impl FnMut(&mut egui::Ui)) -> Vec<Duration> {
    let ctx = Context::default();
    theme::install(&ctx);
    let mut times = Vec::with_capacity(frames);
    for frame in 0..frames + 10 {
        let wheel = Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            // Down for a while, then up again, so that no frame shows an end of the text only.
            delta: vec2(0.0, if frame % 200 < 150 { -120.0 } else { 120.0 }),
            phase: TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: egui::Modifiers::NONE,
        };
        let input = RawInput {
            screen_rect: Some(VIEW),
            time: Some(frame as f64 / 60.0),
            events: vec![Event::PointerMoved(pos2(450.0, 400.0)), wheel],
            ..RawInput::default()
        };
        let started = Instant::now();
        let output = ctx.run_ui(input, &mut draw);
        let shapes = output.shapes.clone();
        let pixels_per_point = output.pixels_per_point;
        output.drop_without_applying_deltas();
        std::hint::black_box(ctx.tessellate(shapes, pixels_per_point));
        // The first frames open the text; opening is another question.
        if frame >= 10 {
            times.push(started.elapsed());
        }
    }
    times
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
        "{name:<44} {:>9.2} {:>9.2} {:>9.2}",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}
