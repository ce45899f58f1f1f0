//! The rules of the house that a compiler does not check, read from the sources themselves.

#![expect(clippy::unwrap_used, reason = "a step that fails here fails the test")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use regex::Regex;

/// The crates that only the window knows.
const OF_THE_WINDOW: &str = r"\b(egui\w*|eframe|epaint|emath|accesskit\w*|winit|rfd)\b";
/// What reads or writes anything, or asks what time it is.
const OF_THE_WORLD: &str = r"\bstd::(fs|io|env|net|process|thread|time)\b|\b(Timestamp|Zoned)::now\b|\bnow_v7\b|\bprintln!";
/// What asks what time it is or throws dice.
const OF_CHANCE: &str = r"\b(Timestamp|Zoned|SystemTime)::now\b|\b(now_v7|new_v4|now_utc)\b";
/// What would send or fetch something.
const OF_THE_NETWORK: &str =
    r"\bstd::net\b|\b(TcpStream|TcpListener|UdpSocket|UnixStream|ureq|reqwest|hyper|curl|isahc)\b";

#[test]
fn only_the_window_names_the_crates_of_the_window() {
    complain_of(OF_THE_WINDOW, |file| !file.is_below("src/ui"));
}

#[test]
fn the_model_does_no_input_or_output_and_reads_no_clock() {
    complain_of(OF_THE_WORLD, |file| file.is_below("src/model"));
}

#[test]
fn edits_recognition_and_charts_depend_on_nothing_but_what_they_are_given() {
    let given = [
        "src/edit",
        "src/merge",
        "src/recognise",
        "src/search",
        "src/suggest",
    ];
    // It takes the cores of the machine to help; what it finds is the same with one.
    let helped = "src/search/everywhere.rs";
    let is_given = |file: &Source| {
        let is_test = file.name.ends_with("/tests.rs") || file.name.contains("/tests/");
        !is_test && given.iter().any(|module| file.is_below(module))
    };
    complain_of(OF_THE_WORLD, |file| is_given(file) && file.name != helped);
    let but_threads = OF_THE_WORLD.replace("|thread", "");
    complain_of(&but_threads, |file| is_given(file) && file.name == helped);
}

#[test]
fn only_the_clock_asks_what_time_it_is() {
    complain_of(OF_CHANCE, |file| file.name != "src/clock.rs");
}

#[test]
fn nothing_is_unsafe_and_nothing_is_sent() {
    complain_of(r"\bunsafe\b", |_| true);
    complain_of(OF_THE_NETWORK, |_| true);
    let manifest = read("Cargo.toml");
    assert!(manifest.contains(r#"unsafe_code = "forbid""#));
    let sends = Regex::new(r"(?m)^(reqwest|ureq|hyper|curl|isahc|tokio|async-std|surf)\b").unwrap();
    assert!(!sends.is_match(&manifest));
}

#[test]
fn nothing_is_left_to_be_done_later() {
    complain_of(r"\b(todo|unimplemented|dbg)!", |_| true);
    // Comments are where such promises hide, so that these lines are looked at as a whole.
    let later = Regex::new(r"\b(TODO|FIXME|HACK)\b").unwrap();
    for file in sources() {
        for (number, line) in file.text.lines().enumerate() {
            assert!(
                !later.is_match(line),
                "{}:{}: {line}",
                file.name,
                number + 1
            );
        }
    }
}

#[test]
fn files_can_be_read_in_one_go() {
    // Half of this is better; what is longer holds more than one idea.
    const MOST: usize = 900;
    let long: Vec<String> = sources()
        .into_iter()
        .map(|file| (file.text.lines().count(), file.name))
        .filter(|(lines, _)| *lines > MOST)
        .map(|(lines, name)| format!("{name}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn every_file_begins_with_what_it_is_for() {
    for file in sources() {
        let first = file.text.trim_start();
        assert!(
            first.starts_with("//!"),
            "{} has no introduction",
            file.name
        );
    }
}

#[test]
fn the_map_shows_every_module_and_nothing_that_is_not_there() {
    let map = read("ARCHITECTURE.md");
    let library = read("src/lib.rs");
    let module = Regex::new(r"(?m)^(?:pub )?mod (\w+);").unwrap();
    let modules: BTreeSet<&str> = module
        .captures_iter(&library)
        .filter_map(|found| Some(found.get(1)?.as_str()))
        .collect();
    assert!(modules.contains("model"), "{modules:?}");
    for module in &modules {
        let shown = Regex::new(&format!(r"`(src/)?{module}(\.rs)?/?`")).unwrap();
        assert!(
            shown.is_match(&map),
            "ARCHITECTURE.md does not mention `{module}`"
        );
    }
    let path = Regex::new(r"`((?:src|tests|benches|assets|saves)/[\w/.-]+)`").unwrap();
    for found in path.captures_iter(&map) {
        let path = found[1].trim_end_matches('/');
        assert!(
            root().join(path).exists(),
            "ARCHITECTURE.md names {path}, which is not there"
        );
    }
    assert!(map.contains("Architecture invariant:"));
}

/// A file of Rust.
struct Source {
    /// Its path from the root, with `/`.
    name: String,
    text: String,
}

impl Source {
    /// Whether it is a module's file or one below it: `src/ui.rs`, `src/ui/theme.rs`.
    fn is_below(&self, module: &str) -> bool {
        self.name == format!("{module}.rs") || self.name.starts_with(&format!("{module}/"))
    }

    /// Its lines without comments and without what stands in quotes, with their numbers.
    fn code(&self) -> Vec<(usize, String)> {
        let quoted = Regex::new(r#""(?:[^"\\]|\\.)*""#).unwrap();
        let lines = self.text.lines().enumerate();
        let code = lines.filter(|(_, line)| !line.trim_start().starts_with("//"));
        code.map(|(number, line)| {
            let line = quoted.replace_all(line, "\"\"");
            let code = line.split(" // ").next().unwrap_or_default();
            (number + 1, code.to_owned())
        })
        .collect()
    }
}

/// Fails with every line of code that the pattern fits, in the files that are meant.
fn complain_of(pattern: &str, meant: impl Fn(&Source) -> bool) {
    let pattern = Regex::new(pattern).unwrap();
    let files: Vec<Source> = sources().into_iter().filter(meant).collect();
    assert!(!files.is_empty(), "no file is meant");
    let found: Vec<String> = files
        .iter()
        .flat_map(|file| {
            file.code()
                .into_iter()
                .map(move |(number, code)| (file, number, code))
        })
        .filter(|(_, _, code)| pattern.is_match(code))
        .map(|(file, number, code)| format!("{}:{number}: {}", file.name, code.trim()))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(root()).unwrap();
                files.push(Source {
                    name: name.to_string_lossy().replace('\\', "/"),
                    text: std::fs::read_to_string(&path).unwrap(),
                });
            }
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

fn read(name: &str) -> String {
    let path: PathBuf = root().join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
