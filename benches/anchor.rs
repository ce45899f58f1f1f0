//! How fast passages are found again in a text that changed: a long article, many passages, a
//! change in every twentieth sentence. Prints the best of several runs; counting the bytes that
//! differ stands beside it.
//!
//! `cargo bench --bench anchor`

#![expect(
    clippy::expect_used,
    reason = "a bench that cannot do its work has to stop"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use claimbook::anchor::{Anchoring, Answer, Comparison};
use claimbook::model::{ArticleId, Passage};
use claimbook::recognise::Context;

fn main() {
    // `cargo test --all-targets` runs benches as well; a small text shows that this one works.
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let (size, count, runs) = if is_bench {
        (1_000_000, 1_000, 5)
    } else {
        (10_000, 10, 1)
    };
    let (old, new) = (text_of(size, false), text_of(size, true));
    let passages = passages_of(&old, count);
    let (mut sure, mut asked) = (0, 0);
    let answered = best(runs, || {
        (sure, asked) = (0, 0);
        let anchoring = Anchoring::new(&old, &new);
        for passage in &passages {
            match anchoring.answer(passage) {
                Answer::Kept(_) | Answer::Moved(_) => sure += 1,
                Answer::InQuestion(_) | Answer::Gone => asked += 1,
            }
        }
    });
    let compared = best(runs, || {
        black_box(Comparison::of(&old, &new, &Context::default()));
    });
    let counted = best(runs, || {
        let pairs = old.bytes().zip(new.bytes());
        black_box(pairs.filter(|(a, b)| a != b).count());
    });
    println!("{} KB, {} passages, ms", old.len() / 1000, passages.len());
    println!(
        "find every passage ({sure} sure, {asked} asked)  {:>8.1}",
        milliseconds(answered)
    );
    println!(
        "what changed, sentence by sentence  {:>8.1}",
        milliseconds(compared)
    );
    println!(
        "count the bytes that differ  {:>8.1}",
        milliseconds(counted)
    );
}

/// Numbered sentences in paragraphs; in the changed text every twentieth says another number.
fn text_of(size: usize, changed: bool) -> String {
    let mut text = String::with_capacity(size + 200);
    let mut number = 0_usize;
    while text.len() < size {
        number += 1;
        let amount = number * 137 % 9_973 + usize::from(changed && number.is_multiple_of(20));
        let end = if number.is_multiple_of(7) {
            "\n\n"
        } else {
            " "
        };
        write!(
            text,
            "In week {number} the ministry set {amount} million aside, and more was to follow.{end}"
        )
        .expect("a string takes everything");
    }
    text
}

/// Amounts all over the text.
fn passages_of(text: &str, count: usize) -> Vec<Passage> {
    let step = text.len() / count;
    let passage = |place: usize| {
        let from = text.floor_char_boundary(place * step);
        let end = from + text.get(from..)?.find(" aside")?;
        let start = text[..end].rfind("set ")? + 4;
        Passage::at(ArticleId::from_u128(1), text, start..end)
    };
    (0..count).filter_map(passage).collect()
}

fn best(runs: usize, mut work: impl FnMut()) -> Duration {
    let times = (0..runs).map(|_| {
        let started = Instant::now();
        work();
        started.elapsed()
    });
    times.min().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
