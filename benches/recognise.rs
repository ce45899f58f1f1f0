//! How fast texts are read: news at length, articles of 6 KB, and texts made to be slow. The time
//! of counting the digits of the same bytes stands beside it, and beside a text made to be slow
//! how much longer it takes than half of it: about 2 where the time grows with the length. Prints
//! the best of several runs.
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
    for (name, text) in [
        ("6 KB full of figures", &articles),
        ("6 KB among other prose", &mixed),
    ] {
        let article = text
            .get(..text.floor_char_boundary(6_000))
            .expect("a boundary");
        let (time, records) = best(runs * 20, || recognise(article, &Context::default()).len());
        let millis = time.as_secs_f64() * 1e3;
        println!("{name:36} {millis:7.3} ms, {records} records");
    }
    // 10 MB, in one line where the text has none.
    let size = size / 2 * 5;
    for (name, piece) in hostile() {
        let text = piece.repeat(size / piece.len() + 1);
        let half = text
            .get(..text.floor_char_boundary(text.len() / 2))
            .expect("a boundary");
        let (short, _) = best(1, || recognise(half, &Context::default()).len());
        let (time, records) = best(1, || recognise(&text, &Context::default()).len());
        println!(
            "{name:36} {:7.1} MB/s, {:.2} times half of it, {records} records",
            text.len() as f64 / 1e6 / time.as_secs_f64(),
            time.as_secs_f64() / short.as_secs_f64(),
        );
    }
}

/// Pieces of texts that would show anything that grows faster than they do.
fn hostile() -> Vec<(&'static str, String)> {
    vec![
        ("one line", "He said 12 men and 3 tanks were lost, ".into()),
        (
            "numbers of 10,000 digits",
            format!("{} ", "7".repeat(10_000)),
        ),
        ("commas", ",".into()),
        ("deep quotes", "“\"'".into()),
        ("brackets", "([".into()),
        ("digits and commas", "1,".into()),
        ("groups of three digits", "111 ".into()),
        ("years and colons", "2010:".into()),
        ("years and slashes", "2010/".into()),
        ("numbers in words", "twenty million ".into()),
        ("vague plurals", "hundreds of ".into()),
        ("ranges without an end", "between 3 and ".into()),
        ("said he said", "said he said ".into()),
        ("a figure in every quotation", "“12 men”, he said, ".into()),
        ("dates", "May 3 ".into()),
        ("one word", "a".into()),
        ("hyphens", "1-".into()),
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
