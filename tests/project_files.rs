//! Project files of every version that was shipped, and files that are damaged in every way that
//! files are: each opens, or says why not, and none is ever written over.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use claimbook::model::check::check;
use claimbook::model::{Meaning, Project};
use claimbook::store::{self, Expected, Opened, Places, StoreError, VERSION, save, to_text};

fn projects() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/projects")
}

/// What is to become of a damaged file.
enum Outcome {
    /// It opens as if nothing was.
    Whole,
    /// It opens, with a warning that holds these words.
    Warns(&'static str),
    /// It opens, and a fault holds these words.
    Faulty(&'static str),
    /// It is refused, at this line, in these words.
    Refused(Option<usize>, &'static str),
    /// It is refused as newer.
    Newer,
}

use Outcome::{Faulty, Newer, Refused, Warns, Whole};

const DAMAGED: [(&str, Outcome); 27] = [
    (
        "bad_amount.ron",
        Refused(Some(94), "“lots” is not a number"),
    ),
    (
        "bad_date.ron",
        Refused(Some(95), "“some day” is not a date"),
    ),
    ("binary.ron", Refused(None, "binary")),
    ("blank.ron", Refused(None, "empty")),
    ("byte_order_mark.ron", Whole),
    ("carriage_returns.ron", Whole),
    ("claim_nowhere.ron", Faulty("an article that is not there")),
    ("cut_in_a_text.ron", Refused(Some(174), "never closed")),
    (
        "cut_between_claims.ron",
        Refused(Some(118), "ends too soon"),
    ),
    ("deep.ron", Refused(Some(1), "brackets within brackets")),
    (
        "duplicate_field.ron",
        Refused(Some(12), "the field name stands twice"),
    ),
    (
        "duplicate_id.ron",
        Refused(Some(25), "two different entries"),
    ),
    ("empty.ron", Refused(None, "empty")),
    ("json.ron", Refused(Some(1), "not a Claimbook project")),
    ("latin1.ron", Refused(Some(4), "UTF-8")),
    (
        "merge_conflict.ron",
        Refused(Some(4), "merge left a conflict"),
    ),
    (
        "missing_field.ron",
        Refused(Some(13), "the field colour is missing in this Tag"),
    ),
    ("newer.ron", Newer),
    (
        "no_version.ron",
        Refused(Some(196), "the field version is missing"),
    ),
    (
        "not_a_project.ron",
        Refused(Some(1), "not a Claimbook project"),
    ),
    ("quote_moved.ron", Faulty("but at 40")),
    ("same_twice.ron", Warns("twice")),
    ("something_after.ron", Refused(Some(198), "after the end")),
    (
        "unclosed_raw_string.ron",
        Refused(Some(174), "never closed"),
    ),
    ("unknown_enum.ron", Refused(Some(12), "Puce")),
    ("unknown_fields.ron", Warns("tags[0].mood")),
    ("utf16.ron", Refused(None, "UTF-16")),
];

#[test]
fn every_damaged_file_opens_or_explains_and_stays_as_it_is() {
    let sample = store::read(&projects().join("v1.ron")).unwrap().project;
    let folder = projects().join("damaged");
    for (name, outcome) in DAMAGED {
        let path = folder.join(name);
        let before = fs::read(&path).unwrap();
        check_outcome(name, store::read(&path), &outcome, &sample);
        let refused = save(&sample, &path, Expected::Nothing, &Places::nowhere());
        assert!(
            matches!(refused, Err(StoreError::Exists { .. })),
            "{name}: {refused:?}"
        );
        assert_eq!(fs::read(&path).unwrap(), before, "{name} was written over");
    }
}

fn check_outcome(
    name: &str,
    result: Result<Opened, StoreError>,
    outcome: &Outcome,
    sample: &Project,
) {
    match (outcome, result) {
        (Whole, Ok(opened)) => {
            assert_eq!(&opened.project, sample, "{name}");
            assert!(
                opened.warnings.is_empty() && opened.faults.is_empty(),
                "{name}"
            );
        }
        (Warns(words), Ok(opened)) => {
            let warned = opened
                .warnings
                .iter()
                .any(|warning| warning.contains(words));
            assert!(warned, "{name}: {:?}", opened.warnings);
        }
        (Faulty(words), Ok(opened)) => {
            let said = opened
                .faults
                .iter()
                .any(|fault| fault.to_string().contains(words));
            assert!(said, "{name}: {:?}", opened.faults);
        }
        (Refused(line, words), Err(StoreError::Damaged { path, damage })) => {
            let message = StoreError::Damaged {
                path,
                damage: damage.clone(),
            }
            .to_string();
            assert!(
                message.contains(name) && message.contains(words),
                "{name}: {message}"
            );
            assert_eq!(damage.line, *line, "{name}: {message}");
            assert_eq!(
                damage.line.is_some(),
                damage.column > 0,
                "{name}: {message}"
            );
        }
        (Newer, Err(error @ StoreError::Newer { .. })) => {
            assert!(
                error.to_string().contains("newer Claimbook"),
                "{name}: {error}"
            );
        }
        (_, Ok(opened)) => panic!("{name} opens: {:?} {:?}", opened.warnings, opened.faults),
        (_, Err(error)) => panic!("{name}: {error}"),
    }
}

#[test]
fn no_damaged_file_is_forgotten() {
    let listed: BTreeSet<String> = DAMAGED.iter().map(|(name, _)| (*name).to_owned()).collect();
    let there: BTreeSet<String> = fs::read_dir(projects().join("damaged"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(there, listed);
}

/// The sample holds one of everything that version 1 can say. It is frozen: where the format
/// changes, this file stays as it is and a sample of the new version joins it.
#[test]
fn version_1_is_read() {
    let path = projects().join("v1.ron");
    let opened = store::read(&path).unwrap();
    assert!(opened.warnings.is_empty() && opened.faults.is_empty());
    let project = &opened.project;
    assert_eq!(project.info().name, "Bridges over the Lenn");
    assert_eq!(project.articles().len(), 2);
    assert_eq!(project.claims().len(), 5);
    assert_eq!(project.charts().len(), 2);
    let paths: Vec<String> = project.tags().map(|tag| project.tag_path(tag.id)).collect();
    assert_eq!(paths, ["cost", "cost/bridges", "people"]);
    let figures: Vec<String> = project
        .claims()
        .filter_map(|claim| Some(claim.figure.as_ref()?.spoken()))
        .collect();
    assert_eq!(
        figures,
        [
            "€40 million – €55 million",
            "nearly 1,200 lorries per day",
            "4 people",
            "60 %"
        ]
    );
    let first = project.claims().next().unwrap();
    assert_eq!(first.grade.code(), "B2");
    assert!(first.note.contains("one.\r\nCompare"));
    let finding = project.findings().next().unwrap();
    assert_eq!(finding.preferred, Some(first.id));
    assert_eq!(project.notes().next().unwrap().embeds().count(), 2);
    if VERSION == 1 {
        assert_eq!(to_text(project), fs::read_to_string(&path).unwrap());
    }
}

/// The same with the lists that version 1 got later: terms and dismissals. It is frozen as well.
#[test]
fn version_1_with_terms_and_dismissals_is_read() {
    let path = projects().join("v1_words.ron");
    let opened = store::read(&path).unwrap();
    assert!(opened.warnings.is_empty() && opened.faults.is_empty());
    let project = &opened.project;
    let words: Vec<&str> = project.terms().map(|term| term.words.as_str()).collect();
    assert_eq!(words, ["wagon", "the Lenn ministry", "span"]);
    let bridges = project.tag_by_path("cost/bridges").unwrap().id;
    let last = project.terms().next_back().unwrap();
    assert_eq!(last.meaning, Meaning::Tag { tag: bridges });
    let article = project.articles().next().unwrap().id;
    let dismissal = project.dismissals_of(article).next().unwrap();
    assert_eq!(dismissal.passage.quote, "three");
    if VERSION == 1 {
        assert_eq!(to_text(project), fs::read_to_string(&path).unwrap());
    }
}

#[test]
fn the_bundled_sample_is_sound_and_written_as_a_save_writes_it() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/ukraine-aid.ron");
    let text = fs::read_to_string(path).unwrap();
    let opened = store::from_text(&text).unwrap();
    assert_eq!(check(&opened.project), []);
    assert_eq!(to_text(&opened.project), text);
}
