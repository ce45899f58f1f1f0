//! Recovery journals that are damaged in every way that files are: of each, what is whole comes
//! back with its way back, or the start screen is told that nothing does.

#![expect(clippy::unwrap_used, reason = "a step that fails here fails the test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use claimbook::store::{Leftover, Places, Standing, leftovers};
use jiff::Timestamp;

/// What is to become of a journal.
#[derive(Debug, Clone, Copy)]
enum Outcome {
    /// So many of its three edits come back; whether its end is said to be missing.
    Recovers(usize, bool),
    /// So many come back, and the journal is kept aside for what does not fit.
    KeepsTheRest(usize),
    /// It is offered, and what is offered says why it cannot be opened.
    Explains(Standing),
    /// No edit was ever safe in it, or another version's program knows it: nothing is said.
    Silent,
}

use Outcome::{Explains, KeepsTheRest, Recovers, Silent};

const JOURNALS: [(&str, Outcome); 32] = [
    ("a_picture", Explains(Standing::Damaged)),
    ("brackets_within_brackets", Recovers(1, true)),
    ("byte_order_mark", Explains(Standing::Damaged)),
    ("carriage_returns", Explains(Standing::Damaged)),
    ("change_of_nothing", KeepsTheRest(1)),
    ("changed_head", Explains(Standing::Damaged)),
    ("changed_letter", Recovers(1, true)),
    ("cut_before_the_last_line_feed", Recovers(2, true)),
    ("cut_in_the_head", Silent),
    ("cut_in_the_last_entry", Recovers(2, true)),
    ("edit_of_what_is_not_there", KeepsTheRest(1)),
    ("empty", Silent),
    ("entries_swapped", Recovers(1, true)),
    ("entry_is_a_list", Recovers(1, true)),
    ("entry_is_not_utf8", Recovers(1, true)),
    ("entry_missing", Recovers(1, true)),
    ("entry_twice", Recovers(2, true)),
    ("file_is_gone", Explains(Standing::Gone)),
    ("length_beyond_all", Recovers(1, true)),
    ("length_of_nothing", Recovers(1, true)),
    ("line_of_another_journal", Recovers(1, true)),
    ("newer_version", Silent),
    ("not_a_journal", Explains(Standing::Damaged)),
    ("only_a_head", Silent),
    ("sound", Recovers(3, false)),
    ("starts_twice", Recovers(2, false)),
    ("two_entities_in_one_change", KeepsTheRest(1)),
    ("undo_of_what_was_never_done", Recovers(3, false)),
    ("unknown_entry", Recovers(1, true)),
    ("zeros_at_the_end", Recovers(3, true)),
    ("zeros_in_the_middle", Recovers(1, true)),
    ("zeros_only", Silent),
];

fn journals() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journals")
}

#[test]
fn of_every_damaged_journal_what_is_whole_comes_back() {
    for (name, outcome) in JOURNALS {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::in_folder(folder.path());
        let own = places.journals().unwrap();
        fs::create_dir_all(&own).unwrap();
        let journal = own.join(format!("{name}.journal"));
        let bytes = fs::read(journals().join(format!("{name}.journal"))).unwrap();
        fs::write(&journal, &bytes).unwrap();
        let found = leftovers(&places);
        match (outcome, found.as_slice()) {
            (Silent, []) => {}
            (Explains(standing), [leftover]) => {
                assert_eq!(leftover.standing, standing, "{name}");
                explains(name, leftover, &places);
                assert_eq!(fs::read(&journal).unwrap(), bytes, "{name} stays as it is");
                leftover.discard().unwrap();
                assert_eq!(leftovers(&places), [], "{name}");
            }
            (Recovers(edits, torn), [leftover]) => {
                assert_eq!(leftover.torn, torn, "{name}");
                assert_eq!(recovered(leftover, &places), (edits, torn), "{name}");
                assert!(!journal.with_extension("damaged").exists(), "{name}");
            }
            (KeepsTheRest(edits), [leftover]) => {
                assert_eq!(recovered(leftover, &places), (edits, true), "{name}");
                let aside = fs::read(journal.with_extension("damaged")).unwrap();
                assert_eq!(aside, bytes, "{name}: nothing is thrown away");
            }
            (outcome, found) => panic!("{name}: {outcome:?}, but {found:?}"),
        }
    }
}

/// What cannot be opened says so, and of which file.
fn explains(name: &str, leftover: &Leftover, places: &Places) {
    let error = leftover.recover(places, Timestamp::UNIX_EPOCH).unwrap_err();
    let file = leftover.file.as_ref().unwrap_or(&leftover.journal);
    let message = error.to_string();
    assert!(
        message.contains(&*file.to_string_lossy()),
        "{name}: {message}"
    );
}

/// How many edits come back, and whether the end is said to be missing; all of them can be undone
/// and made again, and the next crash brings the same.
fn recovered(leftover: &Leftover, places: &Places) -> (usize, bool) {
    let now = Timestamp::UNIX_EPOCH;
    let mut first = leftover.recover(places, now).unwrap();
    let whole = first.project.clone();
    while first.history.undo(&mut first.project).is_some() {}
    while first.history.redo(&mut first.project).is_some() {}
    assert!(first.project == whole);
    let told = (first.edits, first.torn);
    drop(first);
    let found = leftovers(places);
    assert_eq!(found.len(), 1);
    let again = found[0].recover(places, now).unwrap();
    assert!(again.project == whole && again.edits == told.0);
    told
}

#[test]
fn no_damaged_journal_is_forgotten() {
    let listed: BTreeSet<String> = JOURNALS
        .iter()
        .map(|(name, _)| format!("{name}.journal"))
        .collect();
    let there: BTreeSet<String> = fs::read_dir(journals())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(there, listed);
}
