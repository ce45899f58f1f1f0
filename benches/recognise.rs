//! How fast texts are read: news at length, one article of 6 KB, and texts made to be slow. The
//! time of counting the digits of the same bytes stands beside it. Prints the best of several
//! runs.
//!
//! `cargo bench --bench recognise`

#![expect(
    clippy::expect_used,
    reason = "a bench that cannot do its work has to stop"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use claimbook::recognise::{Context, recognise};

/// The articles that come with the program: dense with figures, one in seventy bytes.
const ARTICLES: [&str; 9] = [
    include_str!("../assets/articles/01-a-billion-for-the-donbas.txt"),
    include_str!("../assets/articles/02-patriots-and-totals.txt"),
    include_str!("../assets/articles/03-twelve-months-three-ledgers.txt"),
    include_str!("../assets/articles/04-the-cupboard-at-years-end.txt"),
    include_str!("../assets/articles/05-sixty-one-billion.txt"),
    include_str!("../assets/articles/06-the-costliest-autumn.txt"),
    include_str!("../assets/articles/07-sealift-against-the-calendar.txt"),
    include_str!("../assets/articles/08-last-call-at-ramstein.txt"),
    include_str!("../assets/articles/09-europe-holds-the-ledger.txt"),
];

/// Prose such as stands between the figures of a paper.
const PROSE: &str = "Residents who had left in the spring came back to find the school closed \
    and the market half empty. The mayor, a former teacher, spoke of patience. Nobody in the \
    queue outside the post office believed that the bridge would open before winter, and few \
    seemed to mind. In the evening the streets were quiet again, as they had been for most of \
    the summer.\n\n";

fn main() {
    // `cargo test --all-targets` runs benches as well; small texts show that this one works.
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let (size, runs) = if is_bench {
        (4_000_000, 5)
    } else {
        (20_000, 1)
    };
    let articles = ARTICLES.join("\n\n");
    let mixed: String = articles
        .split_inclusive("\n\n")
        .flat_map(|paragraph| [paragraph, PROSE])
        .collect();
    for (name, text) in [
        ("articles full of figures", &articles),
        ("articles among other prose", &mixed),
    ] {
        let text = text.repeat(size / text.len() + 1);
        let (read, records) = best(runs, || recognise(&text, &Context::default()).len());
        let (count, _) = best(runs, || digits(&text));
        println!(
            "{name:36} {:7.1} MB/s, {records} records, {:.0} times a plain count of digits",
            text.len() as f64 / 1e6 / read.as_secs_f64(),
            read.as_secs_f64() / count.as_secs_f64().max(1e-9),
        );
    }
    let article = mixed
        .get(..mixed.floor_char_boundary(6_000))
        .expect("a boundary");
    let (time, records) = best(runs * 20, || recognise(article, &Context::default()).len());
    let millis = time.as_secs_f64() * 1e3;
    println!(
        "{:36} {millis:7.3} ms, {records} records",
        "one article of 6 KB"
    );
    for (name, text) in hostile(size) {
        let (time, records) = best(1, || recognise(&text, &Context::default()).len());
        println!(
            "{name:36} {:7.1} MB/s, {:.3} s for {:.1} MB, {records} records",
            text.len() as f64 / 1e6 / time.as_secs_f64(),
            time.as_secs_f64(),
            text.len() as f64 / 1e6,
        );
    }
}

/// Texts that would show anything that grows faster than they do.
fn hostile(size: usize) -> Vec<(&'static str, String)> {
    let repeat = |piece: &str| piece.repeat(size / piece.len() + 1);
    vec![
        ("one line", repeat("He said 12 men and 3 tanks were lost, ")),
        (
            "numbers of 10,000 digits",
            repeat(&format!("{} ", "7".repeat(10_000))),
        ),
        ("commas", repeat(",")),
        ("deep quotes", repeat("“\"'")),
        ("brackets", repeat("([")),
        ("digits and commas", repeat("1,")),
        ("numbers in words", repeat("twenty million ")),
        ("vague plurals", repeat("hundreds of ")),
        ("ranges without an end", repeat("between 3 and ")),
        ("said he said", repeat("said he said ")),
        ("dates", repeat("May 3 ")),
        ("one word", "a".repeat(size)),
        ("hyphens", repeat("1-")),
    ]
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// The shortest time of several runs, and what the work gave.
fn best<T>(runs: usize, mut work: impl FnMut() -> T) -> (Duration, T) {
    let mut once = || {
        let start = Instant::now();
        let given = black_box(work());
        (start.elapsed(), given)
    };
    let first = once();
    (1..runs).fold(first, |least, _| {
        let next = once();
        if next.0 < least.0 { next } else { least }
    })
}
