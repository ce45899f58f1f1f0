//! The command line on real files, with the real binary.

#![expect(clippy::unwrap_used, reason = "a step that fails here fails the test")]

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use claimbook::store;
use tempfile::TempDir;

/// What a call printed and how it ended.
struct Ended {
    status: i32,
    out: String,
    err: String,
}

/// A folder of its own for one test, with the program in it.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimbook"));
        command
            .current_dir(self.0.path())
            .env("CLAIMBOOK_CONFIG_DIR", self.path("config"))
            .env("CLAIMBOOK_DATA_DIR", self.path("data"))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET");
        command
    }

    fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Ended {
        self.run_with(arguments, b"")
    }

    fn run_with<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
        input: &[u8],
    ) -> Ended {
        let mut child = self
            .command()
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A call that does not read its input closes it.
        let _ = child.stdin.take().unwrap().write_all(input);
        let output = child.wait_with_output().unwrap();
        Ended {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

fn json_lines(text: &str) -> Vec<serde_json::Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn reading_prints_a_record_for_each_file() {
    let desk = Desk::new();
    let labelled = fixture("labelled.txt");
    let ended = desk.run([
        OsStr::new("read"),
        labelled.as_os_str(),
        OsStr::new("--json"),
    ]);
    assert_eq!((ended.status, ended.err.as_str()), (0, ""));
    let keys = [
        "file",
        "title",
        "byline",
        "publisher",
        "published",
        "url",
        "language",
        "text",
    ];
    let places = keys.map(|key| ended.out.find(&format!("\"{key}\":")).unwrap());
    assert!(places.is_sorted(), "{}", ended.out);
    let record = &json_lines(&ended.out)[0];
    assert_eq!(record.as_object().unwrap().len(), keys.len());
    assert_eq!(record["title"], "Harbour town counts its generators");
    assert_eq!(record["publisher"], "The Example Courier");
    assert_eq!(record["byline"], "Anna Holt");
    assert_eq!(record["published"], "2024-12-03");
    assert_eq!(record["url"], "https://example.org/generators");
    assert_eq!(record["language"], "en");
    let text = fs::read_to_string(&labelled).unwrap();
    assert_eq!(record["text"], text);
    let ended = desk.run([OsStr::new("read"), labelled.as_os_str()]);
    assert!(
        ended
            .out
            .contains("title      Harbour town counts its generators"),
        "{}",
        ended.out
    );
}

#[test]
fn reading_markdown_and_other_encodings() {
    let desk = Desk::new();
    let markdown = fixture("page.md");
    let ended = desk.run([
        OsStr::new("read"),
        OsStr::new("--json"),
        markdown.as_os_str(),
    ]);
    let record = &json_lines(&ended.out)[0];
    assert_eq!(record["title"], "What the convoy carried");
    assert_eq!(record["publisher"], "The Example Courier");
    assert!(!record["text"].as_str().unwrap().contains(['*', '#', '`']));
    desk.file(
        "a.txt",
        b"Le co\xfbt est de 61,3 millions d\x92euros, a dit le minist\xe8re.\n",
    );
    let ended = desk.run(["read", "--json", "a.txt"]);
    assert!(ended.err.contains("windows-1252"), "{}", ended.err);
    assert!(
        ended.out.contains("coût est de 61,3 millions d’euros"),
        "{}",
        ended.out
    );
    desk.file("b.txt", b"\xf0\xd2\xc9\xd7\xc5\xd4");
    let ended = desk.run(["read", "--json", "--encoding", "koi8-r", "b.txt"]);
    assert!(ended.out.contains("Привет"), "{}", ended.out);
    assert_eq!(
        desk.run(["read", "--encoding", "klingon", "b.txt"]).status,
        2
    );
}

#[test]
fn bad_files_are_named_and_good_ones_answered() {
    let desk = Desk::new();
    desk.file("good.txt", "Good words\n\nThey are here.\n");
    desk.file("empty.txt", "");
    desk.file("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    desk.file("bad\u{1b}[31m.txt", b"a\0b\0\0\0\x01");
    fs::create_dir(desk.path("folder")).unwrap();
    let ended = desk.run([
        "read",
        "--json",
        "empty.txt",
        "missing.txt",
        "picture.txt",
        "bad\u{1b}[31m.txt",
        "folder",
        "good.txt",
    ]);
    assert_eq!(ended.status, 1);
    assert_eq!(json_lines(&ended.out)[0]["title"], "Good words");
    let lines: Vec<&str> = ended.err.lines().collect();
    assert_eq!(lines.len(), 5, "{}", ended.err);
    let names = [
        "empty.txt",
        "missing.txt",
        "picture.txt",
        "bad\\u{1b}[31m.txt",
        "folder",
    ];
    for (line, name) in lines.iter().zip(names) {
        assert!(line.starts_with(&format!("claimbook: {name}: ")), "{line}");
    }
    assert!(!ended.err.contains('\u{1b}'));
    assert!(lines[2].contains("PNG"), "{}", lines[2]);
}

#[test]
fn a_document_that_brings_its_reader_down_stops_nothing_else() {
    let desk = Desk::new();
    // Arrays within arrays, in hexadecimal, which no look at the file shows.
    let depth = 4_000_000;
    let drawn = "5B".repeat(depth);
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>".to_owned(),
        format!(
            "<</Filter/ASCIIHexDecode/Length {}>>stream\n{drawn}\nendstream",
            drawn.len()
        ),
    ];
    let mut document = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(document.len());
        document.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let table = document.len();
    document.push_str("xref\n0 5\n0000000000 65535 f \n");
    for place in places {
        document.push_str(&format!("{place:010} 00000 n \n"));
    }
    document.push_str(&format!(
        "trailer<</Root 1 0 R/Size 5>>\nstartxref\n{table}\n%%EOF"
    ));
    let deep = desk.file("deep.pdf", document);
    let good = desk.file("good.txt", "Word from the front\n\nNothing new today.\n");
    let ended = desk.run([
        "read".as_ref(),
        "--json".as_ref(),
        deep.as_os_str(),
        good.as_os_str(),
    ]);
    assert_eq!(ended.status, 1);
    let told: Vec<&str> = ended.err.lines().collect();
    assert_eq!(told.len(), 1, "{}", ended.err);
    assert!(told[0].contains("deep.pdf: "), "{}", ended.err);
    assert_eq!(json_lines(&ended.out).len(), 1);
}

#[test]
fn standard_input_is_read() {
    let desk = Desk::new();
    let ended = desk.run_with(
        ["read", "--json", "-"],
        "From a pipe\n\nWords.\n".as_bytes(),
    );
    assert_eq!(json_lines(&ended.out)[0]["title"], "From a pipe");
    assert_eq!(json_lines(&ended.out)[0]["file"], "-");
    assert_eq!(desk.run_with(["read", "-"], b"").status, 1);
    desk.run_with(["new", "p.ron", "-"], "From a pipe\n\nWords.\n".as_bytes());
    let project = fs::read(desk.path("p.ron")).unwrap();
    assert_eq!(desk.run_with(["check", "-"], &project).status, 0);
}

#[test]
fn another_edition_of_an_article_is_said_and_not_added() {
    let desk = Desk::new();
    let text = "Title: The port\n\nAt least 31 people died. Nobody knew why.\n\nIt rained.\n";
    desk.file("port.txt", text);
    assert_eq!(desk.run(["new", "p.ron", "port.txt"]).status, 0);
    let before = fs::read(desk.path("p.ron")).unwrap();
    desk.file("port.txt", text.replace("31", "37"));
    desk.file("copy.txt", text.replace("31", "38"));
    let ended = desk.run(["import", "p.ron", "port.txt", "copy.txt"]);
    assert_eq!(ended.status, 1);
    for file in ["port.txt", "copy.txt"] {
        let said = format!("{file}: “The port” is in the project with another text");
        assert!(ended.err.contains(&said), "{}", ended.err);
    }
    assert!(ended.err.contains("Replace text…"), "{}", ended.err);
    assert_eq!(fs::read(desk.path("p.ron")).unwrap(), before);
    // Another article that happens to have the name is added.
    desk.file(
        "other/port.txt",
        "Title: The port\n\nA harbour. Ships. Gulls and water.\n",
    );
    let ended = desk.run(["import", "p.ron", "other/port.txt"]);
    assert_eq!(ended.status, 0, "{}", ended.err);
}

#[test]
fn a_project_is_made_and_grows() {
    let desk = Desk::new();
    desk.file("news/one.txt", "First words\n\nAid of $5 million came.\n");
    desk.file(
        "news/two.md",
        "# Second words\n\nAid of *$6 million* came.\n",
    );
    desk.file("three.txt", "Third words\n\nNo aid came.\n");
    let ended = desk.run(["new", "p.ron", "news"]);
    assert_eq!(ended.status, 0, "{}", ended.err);
    assert!(
        ended.out.contains("2 articles added to p.ron"),
        "{}",
        ended.out
    );
    let made = store::read(&desk.path("p.ron")).unwrap();
    assert_eq!(made.project.info().name, "p");
    assert_eq!(made.project.articles().len(), 2);

    let before = fs::read(desk.path("p.ron")).unwrap();
    let again = desk.run(["import", "p.ron", "news/one.txt"]);
    assert_eq!(again.status, 0);
    assert!(again.out.contains("“First words” again"), "{}", again.out);
    assert_eq!(fs::read(desk.path("p.ron")).unwrap(), before);
    let over = desk.run(["new", "p.ron", "three.txt"]);
    assert_eq!(over.status, 1);
    assert!(over.err.contains("p.ron"), "{}", over.err);
    assert_eq!(fs::read(desk.path("p.ron")).unwrap(), before);

    let ended = desk.run(["import", "p.ron", "missing.txt", "three.txt", "three.txt"]);
    assert_eq!(ended.status, 1);
    assert!(
        ended.err.contains("missing.txt: there is no such file"),
        "{}",
        ended.err
    );
    assert!(ended.out.contains("1 article added"), "{}", ended.out);
    assert_eq!(
        store::read(&desk.path("p.ron"))
            .unwrap()
            .project
            .articles()
            .len(),
        3
    );

    let none = desk.run(["new", "q.ron", "missing.txt"]);
    assert_eq!(none.status, 1);
    assert!(!desk.path("q.ron").exists());
}

#[test]
fn nothing_is_told_as_added_that_is_not() {
    let desk = Desk::new();
    desk.file("one.txt", "First words\n\nAid of $5 million came.\n");
    let ended = desk.run(["new", "nowhere/p.ron", "one.txt"]);
    assert_eq!(ended.status, 1);
    assert_eq!(ended.out, "");
    assert!(ended.err.contains("no folder nowhere"), "{}", ended.err);
}

#[test]
fn an_article_is_never_replaced_by_a_project() {
    let desk = Desk::new();
    desk.file("other.ron", "Aid of $4 million came.\n");
    let article = desk.file("words.txt", "Aid of $5 million came.\n");
    let swapped = desk.run(["new", "--force", "words.txt", "other.ron"]);
    assert_ne!(swapped.status, 0);
    assert!(swapped.err.contains(".ron"), "{}", swapped.err);
    assert_eq!(
        fs::read_to_string(&article).unwrap(),
        "Aid of $5 million came.\n"
    );
}

#[test]
fn imports_at_once_lose_no_article() {
    let desk = Desk::new();
    desk.file("first.txt", "The first of all.\n");
    desk.run(["new", "p.ron", "first.txt"]);
    let calls: Vec<_> = (0..8)
        .map(|number| {
            let name = format!("{number}.txt");
            desk.file(&name, format!("Number {number} says something else.\n"));
            let mut command = desk.command();
            command.args(["import", "p.ron", &name]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
            command.spawn().unwrap()
        })
        .collect();
    let mut added = 0;
    for call in calls {
        let ended = call.wait_with_output().unwrap();
        if ended.status.success() {
            added += 1;
        } else {
            let told = String::from_utf8(ended.stderr).unwrap();
            assert!(told.contains("changed by another program"), "{told}");
        }
    }
    let project = store::read(&desk.path("p.ron")).unwrap().project;
    assert_eq!(project.articles().len(), 1 + added);
    assert!(added >= 1);
}

#[test]
fn fields_that_nobody_knows_are_not_lost() {
    let desk = Desk::new();
    desk.file("a.txt", "Aid of $5 million was announced on Monday.\n");
    desk.file("b.txt", "Something else.\n");
    desk.run(["new", "p.ron", "a.txt"]);
    let known = fs::read_to_string(desk.path("p.ron")).unwrap();
    let newer = known.replacen("Article(\n", "Article(\n    mood: \"calm\",\n", 1);
    assert_ne!(known, newer);
    desk.file("p.ron", &newer);
    for call in [
        &["import", "p.ron", "b.txt"][..],
        &["suggest", "p.ron", "--accept", "0.5"],
        &["merge", "p.ron", "p.ron", "p.ron", "--out", "p.ron"],
    ] {
        let ended = desk.run(call);
        assert_eq!(ended.status, 1, "{call:?}");
        assert!(ended.err.contains("mood"), "{}", ended.err);
        assert!(ended.err.contains("--force"), "{}", ended.err);
        assert_eq!(fs::read_to_string(desk.path("p.ron")).unwrap(), newer);
    }
    let forced = desk.run(["import", "p.ron", "b.txt", "--force"]);
    assert_eq!(forced.status, 0, "{}", forced.err);
    assert_eq!(
        store::read(&desk.path("p.ron"))
            .unwrap()
            .project
            .articles()
            .len(),
        2
    );
}

#[test]
fn what_a_text_denies_is_not_accepted_by_the_hundred() {
    let desk = Desk::new();
    desk.file(
        "a.txt",
        "Published: 2024-12-03\n\nKyiv denied that 500 soldiers were killed on Monday.\n\nNobody has verified \
         that 10,000 troops died.\n\nMoscow rejected reports that 900 of its soldiers had been \
         killed.\n\nClaims that 70 civilians were killed are false.\n\nIt would cost $4 billion.\n\n\
         Germany announced a package worth $250 million.\n",
    );
    desk.run(["new", "p.ron", "a.txt"]);
    let ended = desk.run(["suggest", "p.ron", "--accept", "0.5"]);
    assert_eq!(ended.status, 0, "{}", ended.err);
    assert!(ended.err.contains("5 figures left"), "{}", ended.err);
    let project = store::read(&desk.path("p.ron")).unwrap().project;
    let quotes: Vec<&str> = project
        .claims()
        .map(|claim| claim.passage.quote.as_str())
        .collect();
    assert_eq!(quotes, ["$250 million"]);
}

#[test]
fn searching_counts_characters() {
    let desk = Desk::new();
    desk.file("a.txt", "Über Köln\n\nDie „Hilfe“ kam — endlich — an.\n");
    desk.run(["new", "p.ron", "a.txt"]);
    let ended = desk.run(["search", "p.ron", "hilfe", "--json"]);
    assert_eq!(ended.status, 0, "{}", ended.err);
    let records = json_lines(&ended.out);
    assert_eq!(records.len(), 1);
    assert_eq!(records[0]["start"], 16);
    assert_eq!(records[0]["end"], 21);
    assert_eq!(records[0]["text"], "Hilfe");
    assert!(
        records[0]["context"]
            .as_str()
            .unwrap()
            .contains("„Hilfe“ kam")
    );
    let project = store::read(&desk.path("p.ron")).unwrap().project;
    assert_eq!(
        records[0]["article"],
        project.articles().next().unwrap().id.to_string()
    );
    assert_eq!(desk.run(["search", "p.ron", "nothing of it"]).out, "");
    assert_eq!(desk.run(["search", "p.ron", " "]).status, 2);
    assert!(
        desk.run(["search", "p.ron", "KAM"])
            .out
            .starts_with("Über Köln: ")
    );
}

#[test]
fn claims_leave_as_tables() {
    let desk = Desk::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/ukraine-aid.ron");
    fs::copy(&sample, desk.path("p.ron")).unwrap();
    let project = store::read(&sample).unwrap().project;
    let json: Vec<serde_json::Value> =
        serde_json::from_str(&desk.run(["claims", "p.ron", "--format", "json"]).out).unwrap();
    assert_eq!(json.len(), project.claims().len());
    for row in &json {
        let article = row["article"].as_str().unwrap().parse().unwrap();
        let text = &project.article(article).unwrap().text;
        let (start, end) = (row["start"].as_u64().unwrap(), row["end"].as_u64().unwrap());
        let quote: String = text
            .chars()
            .skip(start as usize)
            .take((end - start) as usize)
            .collect();
        assert_eq!(row["quote"], quote);
    }
    assert_eq!(desk.run(["export", "p.ron", "--out", "c.csv"]).status, 0);
    let csv = fs::read_to_string(desk.path("c.csv")).unwrap();
    assert_eq!(csv, desk.run(["claims", "p.ron", "--format", "csv"]).out);
    assert_eq!(
        csv::Reader::from_reader(csv.as_bytes()).records().count(),
        json.len()
    );
    assert_eq!(
        desk.run(["export", "p.ron", "--out", "c", "--format", "jsonl"])
            .status,
        0
    );
    let lines = fs::read_to_string(desk.path("c")).unwrap();
    assert_eq!(json_lines(&lines), json);
    let table = desk.run(["claims", "p.ron"]).out;
    assert_eq!(table.lines().count(), json.len() + 1);
    assert!(table.starts_with("date"), "{table}");
    assert!(
        desk.run(["claims", "p.ron", "--query", "zzzz"])
            .out
            .lines()
            .count()
            == 1
    );

    let listed = |query: &str| {
        let ended = desk.run(["claims", "p.ron", "--format", "json", "--query", query]);
        assert_eq!(ended.status, 0, "{}", ended.err);
        serde_json::from_str::<Vec<serde_json::Value>>(&ended.out).unwrap()
    };
    let dollars = listed("unit:USD amount:>=1bn -is:cumulative");
    assert!(!dollars.is_empty() && dollars.len() < json.len());
    for row in dollars {
        assert_eq!(row["unit"], "USD");
        assert_ne!(row["time_frame"], "cumulative");
    }
    let bad = desk.run(["claims", "p.ron", "--query", "aid amount:>"]);
    assert_eq!((bad.status, bad.out.as_str()), (2, ""));
    assert!(
        bad.err.contains("At character 12 of the query"),
        "{}",
        bad.err
    );

    let document = desk.run(["export", "p.ron", "--out", "all.docx"]);
    assert_eq!((document.status, document.err.as_str()), (0, ""));
    let document = fs::read(desk.path("all.docx")).unwrap();
    assert!(document.starts_with(b"PK"));
    assert_eq!(desk.run(["export", "p.ron", "--out", "c.pdf"]).status, 2);
    assert_eq!(desk.run(["export", "p.ron"]).status, 2);
    assert_eq!(desk.run(["claims", "p.ron", "--format", "xml"]).status, 2);
    let own = desk.run(["export", "p.ron", "--out", "p.ron", "--format", "csv"]);
    assert_eq!(own.status, 1);
    assert_eq!(
        fs::read(desk.path("p.ron")).unwrap(),
        fs::read(&sample).unwrap()
    );
}

#[test]
fn rates_are_printed_and_read_from_a_file() {
    let desk = Desk::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/ukraine-aid.ron");
    fs::copy(&sample, desk.path("p.ron")).unwrap();
    let bundled = desk.run(["rates", "p.ron"]);
    assert!(bundled.out.contains("USD,2024,1.0824\n"), "{}", bundled.out);
    assert!(
        bundled.err.contains("European Central Bank"),
        "{}",
        bundled.err
    );
    let daily = "Date,USD,JPY,\n2024-03-04,1.10,160,\n2024-03-05,1.20,N/A,\n";
    desk.file("hist.csv", daily);
    let read = desk.run(["rates", "p.ron", "hist.csv"]);
    assert_eq!(
        (read.status, read.out.as_str()),
        (0, "hist.csv read into p.ron\n")
    );
    let now = desk.run(["rates", "p.ron"]);
    assert!(now.out.contains("USD,2024,1.15\n") && now.out.contains("USD,2024-03,1.15\n"));
    assert!(now.out.contains("GBP,2024,") && now.err.contains("imported from hist.csv"));
    let prices = desk.run(["rates", "p.ron", "--prices"]);
    assert!(prices.out.contains("USD,2024,313.7\n"), "{}", prices.out);
    desk.file("bad.csv", "USD,2024,cheap\n");
    let bad = desk.run(["rates", "p.ron", "bad.csv", "--prices"]);
    assert_eq!((bad.status, bad.out.as_str()), (1, ""));
    assert!(
        bad.err.contains("bad.csv: line 1 cannot be read"),
        "{}",
        bad.err
    );
    desk.file("empty.csv", "Date,USD\n");
    let empty = desk.run(["rates", "p.ron", "empty.csv"]);
    assert!(
        empty.err.contains("no number for any currency"),
        "{}",
        empty.err
    );
}

#[test]
fn findings_conflicts_and_questions_are_listed() {
    let desk = Desk::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/ukraine-aid.ron");
    fs::copy(&sample, desk.path("p.ron")).unwrap();
    let project = store::read(&sample).unwrap().project;
    let all = json_lines(&desk.run(["findings", "p.ron", "--json"]).out);
    let made = all.iter().filter(|row| row["state"] != "proposed").count();
    assert_eq!(made, project.findings().len());
    for row in &all {
        for claim in row["claims"].as_array().unwrap() {
            let id = claim.as_str().unwrap().parse().unwrap();
            assert!(project.claim(id).is_some());
        }
    }
    let csv = desk.run(["findings", "p.ron", "--csv"]).out;
    let records = csv::Reader::from_reader(csv.as_bytes()).records().count();
    assert_eq!(records, all.len());
    let conflicts = json_lines(&desk.run(["findings", "p.ron", "--conflicts", "--json"]).out);
    assert!(conflicts.iter().all(|row| row["agree"] == false));
    let questions = json_lines(&desk.run(["findings", "p.ron", "--questions", "--json"]).out);
    assert!(
        questions
            .iter()
            .all(|row| row["claims"].as_array().unwrap().len() > 1)
    );
    let table = desk.run(["findings", "p.ron"]).out;
    assert_eq!(table.lines().count(), all.len() + 1);
    let both = desk.run(["findings", "p.ron", "--json", "--csv"]);
    assert_eq!(both.status, 2);
}

#[test]
fn what_exists_is_written_over_by_force_alone() {
    let desk = Desk::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/ukraine-aid.ron");
    fs::copy(&sample, desk.path("p.ron")).unwrap();
    desk.file("words.txt", "First words\n\nAid of $5 million came.\n");
    let project = store::read(&sample).unwrap().project;
    let title = project.charts().next().unwrap().title.clone();
    let calls: [(&str, &[&str]); 3] = [
        ("taken.csv", &["export", "p.ron", "--out", "taken.csv"]),
        (
            "taken.csv",
            &["chart", "p.ron", &title, "--out", "taken.csv"],
        ),
        ("taken.ron", &["new", "taken.ron", "words.txt"]),
    ];
    for (name, call) in calls {
        let taken = desk.file(name, "somebody's");
        let refused = desk.run(call);
        assert_eq!(refused.status, 1, "{call:?}");
        for part in [name, "--force"] {
            assert!(refused.err.contains(part), "{}", refused.err);
        }
        assert_eq!(fs::read_to_string(&taken).unwrap(), "somebody's");
        let forced = desk.run(call.iter().chain(&["--force"]));
        assert_eq!(forced.status, 0, "{call:?}: {}", forced.err);
        assert_ne!(fs::read_to_string(&taken).unwrap(), "somebody's");
        let help = desk.run([call[0], "--help"]);
        assert!(help.out.contains("--force"), "{}", help.out);
    }
    // Of a folder all files or none.
    let all = desk.run(["chart", "p.ron", "--out", "charts"]);
    let last = desk.path(all.out.lines().last().unwrap());
    for line in all.out.lines() {
        fs::remove_file(desk.path(line)).unwrap();
    }
    fs::write(&last, "somebody's").unwrap();
    assert_eq!(desk.run(["chart", "p.ron", "--out", "charts"]).status, 1);
    assert_eq!(fs::read_dir(desk.path("charts")).unwrap().count(), 1);
    let forced = desk.run(["chart", "p.ron", "--out", "charts", "--force"]);
    assert_eq!(forced.status, 0, "{}", forced.err);
    assert!(fs::read_to_string(&last).unwrap().starts_with("<svg"));
}

#[test]
fn blank_names_and_missing_folders_are_refused_in_plain_words() {
    let desk = Desk::new();
    desk.file("words.txt", "First words\n\nAid of $5 million came.\n");
    for name in [" ", "", " .ron"] {
        let ended = desk.run(["new", name, "words.txt"]);
        assert_eq!(ended.status, 2, "“{name}”: {}", ended.err);
    }
    assert!(!desk.path(" ").exists());
    desk.run(["new", "p.ron", "words.txt"]);
    let blank = desk.run(["export", "p.ron", "--out", " ", "--format", "csv"]);
    assert_eq!(blank.status, 2, "{}", blank.err);
    let nowhere = desk.run(["export", "p.ron", "--out", "not/there.csv"]);
    assert_eq!(nowhere.status, 1);
    assert!(
        nowhere.err.contains("there is no folder not"),
        "{}",
        nowhere.err
    );
    assert!(!nowhere.err.contains("os error"), "{}", nowhere.err);
    let missing = desk.run(["check", "none.ron"]);
    assert!(!missing.err.contains("os error"), "{}", missing.err);
}

#[test]
fn charts_are_drawn_into_files_and_folders() {
    let desk = Desk::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/ukraine-aid.ron");
    fs::copy(&sample, desk.path("p.ron")).unwrap();
    let project = store::read(&sample).unwrap().project;
    let all = desk.run(["chart", "p.ron", "--out", "charts"]);
    assert_eq!((all.status, all.err.as_str()), (0, ""));
    assert_eq!(all.out.lines().count(), project.charts().len());
    for line in all.out.lines() {
        let svg = fs::read_to_string(desk.path(line)).unwrap();
        assert_eq!(Path::new(line).extension(), Some(OsStr::new("svg")));
        assert!(svg.starts_with("<svg"), "{line}");
    }
    let title = &project.charts().next().unwrap().title;
    let one = desk.run(["chart", "p.ron", title, "--out", "one.png"]);
    assert_eq!((one.status, one.err.as_str()), (0, ""));
    let small = fs::read(desk.path("one.png")).unwrap();
    assert!(small.starts_with(b"\x89PNG"));
    desk.run([
        "chart",
        "p.ron",
        title,
        "--out",
        "large.png",
        "--scale",
        "4",
    ]);
    let width = |png: &[u8]| u32::from_be_bytes(png[16..20].try_into().unwrap());
    let large = fs::read(desk.path("large.png")).unwrap();
    assert_eq!(width(&large), 2 * width(&small));
    for (format, start) in [("pdf", "%PDF"), ("xlsx", "PK"), ("html", "<!DOCTYPE html>")] {
        // The same project gives the same bytes, whenever it is asked.
        let [first, second] = ["one", "two"].map(|name| {
            let file = format!("{name}.{format}");
            let made = desk.run(["chart", "p.ron", title, "--out", &file]);
            assert_eq!((made.status, made.err.as_str()), (0, ""));
            fs::read(desk.path(&file)).unwrap()
        });
        assert!(first.starts_with(start.as_bytes()), "{format}");
        assert_eq!(first, second, "{format}");
    }
    let dated = [
        "chart",
        "p.ron",
        title,
        "--out",
        "-",
        "--format",
        "svg",
        "--date",
        "2031-05-06",
    ];
    let dated = desk.run(dated);
    assert!(dated.out.contains("6\u{a0}May\u{a0}2031"), "{}", dated.out);
    assert!(dated.out.contains("data-quote="));
    let dossier = desk.run(["export", "p.ron", "--out", "all.html"]);
    assert_eq!((dossier.status, dossier.err.as_str()), (0, ""));
    let dossier = fs::read_to_string(desk.path("all.html")).unwrap();
    assert_eq!(dossier.matches("<svg").count(), project.charts().len());
    assert_eq!(
        dossier.matches("<li id=\"quote-").count(),
        project.claims().len()
    );
    let table = desk.run(["chart", "p.ron", title, "--out", "-", "--format", "csv"]);
    assert!(table.out.starts_with("series,date,"), "{}", table.out);

    let unknown = desk.run(["chart", "p.ron", "no such chart", "--out", "x.svg"]);
    assert_eq!(unknown.status, 1);
    assert!(unknown.err.contains(title.as_str()), "{}", unknown.err);
    assert_eq!(desk.run(["chart", "p.ron", "--out", "x.svg"]).status, 1);
    assert_eq!(
        desk.run(["chart", "p.ron", title, "--out", "x.gif"]).status,
        2
    );
    assert_eq!(
        desk.run(["chart", "p.ron", title, "--out", "x.png", "--scale", "9"])
            .status,
        2
    );
    assert_eq!(desk.run(["chart", "p.ron"]).status, 2);
    assert!(!desk.path("x.svg").exists());
}

#[test]
fn checking_names_each_fault() {
    let desk = Desk::new();
    desk.file("a.txt", "Words of the day\n\nAid came.\n");
    desk.run(["new", "p.ron", "a.txt"]);
    let sound = desk.run(["check", "p.ron"]);
    assert_eq!((sound.status, sound.err.as_str()), (0, ""));
    assert!(
        sound.out.contains("no fault in 1 articles"),
        "{}",
        sound.out
    );
    let text = fs::read_to_string(desk.path("p.ron")).unwrap();
    desk.file("p.ron", text.replace("Aid came", "Aid went"));
    let faulty = desk.run(["check", "p.ron"]);
    assert_eq!(faulty.status, 1);
    assert!(faulty.out.contains("p.ron: article "), "{}", faulty.out);
    desk.file("p.ron", &text[..text.len() / 2]);
    let broken = desk.run(["check", "p.ron"]);
    assert_eq!((broken.status, broken.out.as_str()), (1, ""));
    assert!(broken.err.contains("p.ron"), "{}", broken.err);
    assert_eq!(desk.run(["check", "none.ron"]).status, 1);
}

#[test]
fn help_version_and_wrong_usage() {
    let desk = Desk::new();
    let help = desk.run(["--help"]);
    assert_eq!((help.status, help.err.as_str()), (0, ""));
    for command in [
        "read", "new", "import", "claims", "search", "chart", "export", "check",
    ] {
        assert!(help.out.contains(&format!("\n  {command}")), "{}", help.out);
        let own = desk.run([command, "--help"]);
        assert_eq!(own.status, 0);
        assert!(
            own.out.contains(&format!("claimbook {command} ")),
            "{}",
            own.out
        );
        let bare = desk.run([command]);
        assert_eq!((bare.status, bare.out.as_str()), (2, ""));
    }
    assert_eq!(
        desk.run(["--version"]).out,
        format!("claimbook {}\n", env!("CARGO_PKG_VERSION"))
    );
    assert_eq!(desk.run(["--nonsense"]).status, 2);
    assert_eq!(desk.run(["nonsense"]).status, 2);
    assert_eq!(desk.run(["nonsense.ron"]).status, 1);
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_display_it_says_what_still_works() {
    let ended = Desk::new().run::<&str>([]);
    assert_eq!((ended.status, ended.out.as_str()), (1, ""));
    assert!(ended.err.contains("display"), "{}", ended.err);
    assert!(ended.err.contains("export"), "{}", ended.err);
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_failure() {
    let desk = Desk::new();
    let line = "many words and no end of them ";
    desk.file("long.txt", line.repeat(100_000));
    let mut child = desk
        .command()
        .args(["read", "--json", "long.txt"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn the_readme_shows_the_table_of_commands() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(readme).unwrap();
    let table = claimbook::cli::readme_table();
    assert!(
        readme.contains(&table),
        "README.md needs this table:\n{table}"
    );
}

/// A project of one article in which four figures of the first rank wait.
fn winter(desk: &Desk) -> PathBuf {
    let article = desk.file(
        "winter.txt",
        "Title: A hard winter\nPublished: 2024-12-04\n\nThe ministry announced nearly \
         $5 million of military aid on Monday. At least 40 soldiers were killed and 12 \
         wounded, according to the governor. Żytomierz asked for €3 million more, and for \
         two aides.\n",
    );
    let project = desk.path("winter.ron");
    let ended = desk.run([OsStr::new("new"), project.as_os_str(), article.as_os_str()]);
    assert_eq!((ended.status, ended.err.as_str()), (0, ""));
    project
}

#[test]
fn figures_that_wait_are_listed_the_surest_first() {
    let desk = Desk::new();
    let project = winter(&desk);
    let before = fs::read(&project).unwrap();
    let ended = desk.run([OsStr::new("suggest"), project.as_os_str()]);
    assert_eq!((ended.status, ended.err.as_str()), (0, ""));
    let lines: Vec<&str> = ended.out.lines().collect();
    assert!(lines[0].starts_with("sure  figure"), "{}", ended.out);
    let sure: Vec<u8> = lines[1..5]
        .iter()
        .map(|line| line.split_whitespace().next().unwrap().parse().unwrap())
        .collect();
    assert!(sure.is_sorted_by(|one, next| one >= next), "{sure:?}");
    assert!(
        lines
            .iter()
            .any(|line| line.contains("nearly $5 million") && line.contains("aid/military"))
    );
    assert_eq!(lines[5..], ["", "4 figures wait in 1 article"]);
    assert_eq!(fs::read(&project).unwrap(), before);

    // The same records as of the file, but for where they come from.
    let ended = desk.run([
        OsStr::new("suggest"),
        project.as_os_str(),
        OsStr::new("--json"),
    ]);
    let records = json_lines(&ended.out);
    let article = store::read(&project)
        .unwrap()
        .project
        .articles()
        .next()
        .unwrap()
        .clone();
    assert!(
        records
            .iter()
            .all(|record| record["article"] == article.id.to_string())
    );
    let file = desk.path("winter.txt");
    let ended = desk.run([
        OsStr::new("figures"),
        file.as_os_str(),
        OsStr::new("--json"),
    ]);
    let of_file = json_lines(&ended.out);
    for mut record in records {
        let own = of_file
            .iter()
            .find(|own| own["start"] == record["start"])
            .unwrap();
        let record = record.as_object_mut().unwrap();
        record.remove("article");
        record.insert("file".to_owned(), own["file"].clone());
        assert_eq!(record, own.as_object().unwrap());
    }
}

#[test]
fn figures_that_are_sure_enough_become_claims() {
    let desk = Desk::new();
    let project = winter(&desk);
    let suggest = |least: &str| {
        desk.run([
            OsStr::new("suggest"),
            project.as_os_str(),
            OsStr::new("--accept"),
            OsStr::new(least),
        ])
    };
    for wrong in ["1.5", "-1", "sure", "90"] {
        let ended = suggest(wrong);
        assert_eq!((ended.status, ended.out.as_str()), (2, ""), "{wrong}");
        assert!(ended.err.contains(wrong), "{}", ended.err);
    }
    let before = fs::read(&project).unwrap();
    let ended = suggest("1");
    assert_eq!(ended.status, 0);
    assert!(ended.out.starts_with("no figure of "), "{}", ended.out);
    assert_eq!(fs::read(&project).unwrap(), before);

    let ended = suggest("0.7");
    assert_eq!((ended.status, ended.err.as_str()), (0, ""));
    assert!(ended.out.starts_with("4 figures of "), "{}", ended.out);
    let opened = store::read(&project).unwrap();
    assert!(opened.faults.is_empty() && opened.warnings.is_empty());
    let claims: Vec<_> = opened.project.claims().collect();
    assert_eq!(claims.len(), 4);
    let aid = claims
        .iter()
        .find(|claim| claim.passage.quote == "nearly $5 million")
        .unwrap();
    assert_eq!(aid.when.unwrap().to_string(), "2024-12-02");
    assert!(
        opened
            .project
            .tag_by_path("aid/military")
            .is_some_and(|tag| aid.tags.contains(&tag.id))
    );
    // Nothing of it waits any more, and what is kept is kept among the backups.
    assert!(suggest("0.7").out.starts_with("no figure of "));
    let ended = desk.run([OsStr::new("suggest"), project.as_os_str()]);
    assert_eq!(ended.out, "no figure waits\n");
    assert_eq!(fs::read_dir(desk.path("data/backups")).unwrap().count(), 1);

    // A project from standard input can be listed, but there is no file to write to.
    let text = fs::read(&project).unwrap();
    assert_eq!(desk.run_with(["suggest", "-"], &text).status, 0);
    assert_eq!(
        desk.run_with(["suggest", "-", "--accept", "0"], &text)
            .status,
        2
    );
}

#[test]
fn merge_keeps_both_sides_and_names_what_to_settle() {
    let desk = Desk::new();
    desk.file("a.txt", "Aid\n\nA package worth $725 million.\n");
    desk.file("b.txt", "More\n\nAnother of $275 million.\n");
    assert_eq!(desk.run(["new", "base.ron", "a.txt"]).status, 0);
    let base = fs::read_to_string(desk.path("base.ron")).unwrap();
    desk.file("ours.ron", base.replace("name: \"base\"", "name: \"Ours\""));
    desk.file("theirs.ron", &base);
    assert_eq!(desk.run(["import", "theirs.ron", "b.txt"]).status, 0);

    let ended = desk.run([
        "merge",
        "base.ron",
        "ours.ron",
        "theirs.ron",
        "--out",
        "ours.ron",
    ]);
    assert_eq!((ended.status, ended.err.as_str()), (0, ""));
    let merged = store::read(&desk.path("ours.ron")).unwrap().project;
    assert_eq!(merged.articles().len(), 2);
    assert_eq!(merged.info().name, "Ours");

    // The same field on both sides: ours stands, and the status says that there is something.
    desk.file(
        "theirs.ron",
        base.replace("name: \"base\"", "name: \"Theirs\""),
    );
    let ended = desk.run([
        "merge",
        "base.ron",
        "ours.ron",
        "theirs.ron",
        "--out",
        "out.ron",
    ]);
    assert_eq!(ended.status, 1);
    assert!(
        ended.err.contains("both changed name; ours is kept"),
        "{}",
        ended.err
    );
    let merged = store::read(&desk.path("out.ron")).unwrap().project;
    assert_eq!(
        (merged.articles().len(), merged.info().name.as_str()),
        (2, "Ours")
    );

    // Git gives an empty file where both sides added the project.
    desk.file("empty", "");
    let ended = desk.run(["merge", "empty", "ours.ron", "ours.ron", "--out", "-"]);
    assert_eq!(ended.status, 0, "{}", ended.err);
    assert_eq!(
        ended.out,
        fs::read_to_string(desk.path("ours.ron")).unwrap()
    );
    assert_eq!(desk.run(["merge", "a", "b", "--out", "c"]).status, 2);
    let ended = desk.run([
        "merge", "empty", "none.ron", "ours.ron", "--out", "ours.ron",
    ]);
    assert_eq!(ended.status, 1);
    assert!(ended.err.contains("none.ron"), "{}", ended.err);
}
