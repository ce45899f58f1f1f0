//! How long it takes to open and save a project of 1,000 articles and 10,000 claims, beside the
//! same bytes read and written as they are, the same data as JSON, and the `ron` crate's own
//! writer. Prints the best of several rounds.
//!
//! `cargo bench --bench project_file`

#![expect(
    clippy::expect_used,
    reason = "a bench that cannot do its work has to stop"
)]

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use claimbook::clock::Clock;
use claimbook::edit::{self, History};
use claimbook::model::{Amount, Article, Claim, Figure, FigureKind, Passage, Project, When, check};
use claimbook::store::{self, Expected, Places};
use jiff::Timestamp;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

const ARTICLES: usize = 1_000;
const CLAIMS_EACH: usize = 10;
const TEXT: usize = 6_000;
const ROUNDS: usize = 5;

/// What other formats are given to write: the same articles and claims.
#[derive(Serialize, Deserialize)]
struct Plain {
    claims: Vec<Arc<Claim>>,
    articles: Vec<Arc<Article>>,
}

fn main() {
    // `cargo test --all-targets` runs benches as well; a small project shows that this one works.
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let articles = if is_bench { ARTICLES } else { 20 };
    let project = generate(articles);
    let plain = Plain {
        claims: project.claims().cloned().collect(),
        articles: project.articles().cloned().collect(),
    };
    let folder = tempfile::tempdir().expect("a folder for the trial");
    let path = folder.path().join("project.ron");
    let raw_path = folder.path().join("raw");
    let nowhere = Places::nowhere();

    store::save(&project, &path, Expected::Nothing, &nowhere).expect("it can be saved");
    let text = store::to_text(&project);
    let json = serde_json::to_vec(&plain).expect("it can be JSON");
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let config = PrettyConfig::new().struct_names(true).escape_strings(false);
    println!(
        "{} articles, {} claims; RON {:.1} MB, JSON {:.1} MB; best of {ROUNDS}\n",
        project.articles().len(),
        project.claims().len(),
        megabytes(text.len()),
        megabytes(json.len()),
    );

    row("open the project", text.len(), || {
        let opened = store::read(&path).expect("it opens");
        assert_eq!(opened.project.claims().len(), plain.claims.len());
    });
    row("  of this, parse its text", text.len(), || {
        store::from_text(&text).expect("it is a project");
    });
    row("  of this, check it", text.len(), || {
        assert!(check::check(&project).is_empty());
    });
    row("read the raw bytes", text.len(), || {
        assert_eq!(fs::read(&path).expect("it can be read").len(), text.len());
    });
    row("parse the JSON", json.len(), || {
        serde_json::from_slice::<Plain>(&json).expect("it is JSON");
    });
    println!();
    row("save the project", text.len(), || {
        store::save(&project, &path, Expected::Anything, &nowhere).expect("it can be saved");
    });
    row("  of this, write its text", text.len(), || {
        store::write_to(&project, std::io::sink()).expect("it can be written");
    });
    row("write and sync the raw bytes", text.len(), || {
        write_raw(&raw_path, text.as_bytes());
    });
    row("write and sync as JSON", json.len(), || {
        let mut out = BufWriter::new(File::create(&raw_path).expect("a file"));
        serde_json::to_writer(&mut out, &plain).expect("it can be JSON");
        out.flush().expect("it is written");
        out.get_ref().sync_all().expect("it is synced");
    });
    row("the ron crate's writer", text.len(), || {
        options
            .to_io_writer_pretty(std::io::sink(), &plain, config.clone())
            .expect("it can be written");
    });
}

fn write_raw(path: &Path, bytes: &[u8]) {
    let mut file = File::create(path).expect("a file");
    file.write_all(bytes).expect("it is written");
    file.sync_all().expect("it is synced");
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn row(name: &str, bytes: usize, work: impl Fn()) {
    let best = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .min()
        .unwrap_or(Duration::ZERO);
    let speed = megabytes(bytes) / best.as_secs_f64();
    println!(
        "{name:<32} {:>8.1} ms {speed:>8.0} MB/s",
        best.as_secs_f64() * 1e3
    );
}

/// A project whose articles have paragraphs with quotes in them, and ten figures each.
fn generate(articles: usize) -> Project {
    let clock = Clock::fixed(Timestamp::UNIX_EPOCH);
    let mut project = Project::default();
    let mut history = History::default();
    let (tag, step) = edit::tags::create_path(&project, "aid/military", &clock).expect("a name");
    history.apply(&mut project, step, None);
    let mut made = Vec::new();
    let mut claims = Vec::new();
    for number in 0..articles {
        let mut text = String::with_capacity(TEXT + 200);
        let mut amounts = Vec::new();
        while text.len() < TEXT {
            if amounts.len() < CLAIMS_EACH {
                let million = number + amounts.len() + 1;
                text.push_str("The ministry said it had set aside ");
                let (start, amount) = (text.len(), format!("${million} million"));
                text.push_str(&amount);
                amounts.push((start..text.len(), million));
                text.push_str(" for repairs, and the “council” agreed. ");
            }
            text.push_str("\"Nobody counted the lorries,\" a witness said, and went home again. ");
            text.push_str("The road along the river was open for most of the week.\n\n");
        }
        let article = Article {
            id: clock.fresh(),
            title: format!("Report {number} on the \"river road\""),
            publisher: format!("Courier {}", number % 40),
            byline: "A. Writer".into(),
            published: "2024-12-02".parse().ok(),
            url: format!("https://example.org/reports/{number}"),
            language: "en".into(),
            source_file: format!("report-{number}.txt"),
            encoding: "UTF-8".into(),
            imported: clock.now(),
            hash: blake3::hash(text.as_bytes()).to_hex().to_string(),
            text: text.into(),
            blocks: Vec::new(),
            versions: Vec::new(),
            captions: Vec::new(),
            file_hash: String::new(),
        };
        for (range, million) in amounts {
            let passage = Passage::at(article.id, &article.text, range).expect("it is in the text");
            let mut claim = Claim::new(clock.fresh(), passage, clock.now());
            let amount = Amount::from(i64::try_from(million).unwrap_or(1) * 1_000_000);
            claim.figure = Some(Figure::exact(FigureKind::Money, amount, "USD"));
            claim.tags.insert(tag);
            claim.when = "2024-12".parse::<When>().ok();
            claim.claimant = "the ministry".into();
            claims.push(claim);
        }
        made.push(article);
    }
    let step = edit::articles::add(&project, made);
    history.apply(&mut project, step, None);
    let step = edit::claims::add_all(&project, claims, "Make claims").expect("they stand");
    history.apply(&mut project, step, None);
    project
}
