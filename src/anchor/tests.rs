//! What is found again silently, what is asked, and that nothing is ever moved to other words.

use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;
use crate::model::ArticleId;

fn passage(text: &str, range: Range<usize>) -> Passage {
    Passage::at(ArticleId::from_u128(1), text, range).unwrap()
}

fn ask_of(old: &str, new: &str, words: &str) -> Answer {
    let start = old.find(words).unwrap();
    Anchoring::new(old, new).answer(&passage(old, start..start + words.len()))
}

fn said(new: &str, answer: &Answer) -> String {
    match answer {
        Answer::Kept(at) => format!("kept: {}", &new[at.clone()]),
        Answer::Moved(at) => format!("moved: {}", &new[at.clone()]),
        Answer::InQuestion(question) => {
            let places = question.places.iter().map(|at| &new[at.clone()]);
            format!(
                "{}: {}",
                question.why,
                places.collect::<Vec<_>>().join(" | ")
            )
        }
        Answer::Gone => "gone".to_owned(),
    }
}

const OLD: &str = "The ministry announced a package worth $725 million on Monday, with rockets \
                   among it.\n\nAt least 31 people died in the port. Mara Dovic said that $5 \
                   million was lost there.\n\nA smaller package of $5 million followed in May, \
                   and nobody counted it.";

#[track_caller]
fn assert_answer(words: &str, change: (&str, &str), expected: &str) {
    assert!(OLD.contains(change.0));
    let new = OLD.replacen(change.0, change.1, 1);
    assert_eq!(said(&new, &ask_of(OLD, &new, words)), expected);
}

#[test]
fn words_among_the_same_words_are_kept() {
    let above = (
        "The ministry",
        "Correction: a name was wrong.\n\nThe ministry",
    );
    assert_answer("$725 million", above, "kept: $725 million");
    assert_answer(
        "31 people",
        ("Mara Dovic", "Mara Dowitsch"),
        "moved: 31 people",
    );
    assert_answer("31 people", ("nobody", "somebody"), "kept: 31 people");
    // Lines that were wrapped anew are the same words.
    assert_answer(
        "31 people died",
        ("31 people died in", "31\npeople died\nin"),
        "kept: 31\npeople died",
    );
}

#[test]
fn words_among_others_are_moved_where_no_other_place_can_be_meant() {
    assert_answer(
        "$725 million",
        ("announced a package worth", "unveiled aid of"),
        "moved: $725 million",
    );
    // The same sum stands twice; what stands around it decides.
    assert_answer(
        "$5 million",
        ("was lost there", "had been lost"),
        "moved: $5 million",
    );
    let new = OLD.replace("Mara Dovic said that", "She said");
    let second = OLD.rfind("$5 million").unwrap();
    let answer = Anchoring::new(OLD, &new).answer(&passage(OLD, second..second + 10));
    assert_eq!(
        answer,
        Answer::Kept(new.rfind("$5 million").unwrap()..new.rfind("$5 million").unwrap() + 10)
    );
}

#[test]
fn a_number_that_changed_is_a_question() {
    assert_answer(
        "31 people",
        ("31 people", "37 people"),
        "31 became 37: 37 people",
    );
    assert_answer(
        "31 people died",
        ("31", "thirty-seven"),
        "31 became thirty-seven: thirty-seven people died",
    );
    // The words of the claim are the same, the number next to them is not.
    assert_answer("people died", ("31", "37"), "31 became 37: people died");
    assert_answer(
        "$725",
        ("$725 million", "$725 billion"),
        "$725 million became $725 billion: $725",
    );
    assert_answer(
        "31",
        ("31 people", "31,000 people"),
        "31 became 31,000: 31,000",
    );
    assert_answer(
        "31",
        ("31 people", "31 to 40 people"),
        "31 became 31 to 40: 31",
    );
}

#[test]
fn words_that_changed_are_a_question_and_words_that_went_are_gone() {
    assert_answer(
        "people died in the port",
        ("people died", "persons were killed"),
        "The words changed: persons were killed in the port",
    );
    assert_answer(
        "31 people",
        ("At least 31 people died in the port. ", ""),
        "gone",
    );
    assert_eq!(ask_of(OLD, "", "31 people"), Answer::Gone);
    assert_eq!(
        ask_of(
            OLD,
            "Something else altogether stands here now.",
            "31 people"
        ),
        Answer::Gone
    );
}

#[test]
fn one_of_two_places_that_went_is_not_given_the_other() {
    let old = "In the north 12 men were hurt. In the south 12 men were hurt. It rained.";
    let new = "In the south 12 men were hurt. It rained.";
    let answer = ask_of(old, new, "12 men");
    assert!(matches!(answer, Answer::InQuestion(_)), "{answer:?}");
    let row = "Total: 12 men.\n";
    let (old, new) = (row.repeat(6), row.repeat(5));
    let last = old.rfind("12").unwrap();
    let answer = Anchoring::new(&old, &new).answer(&passage(&old, last - 30..last - 28));
    assert!(!matches!(answer, Answer::Moved(_)), "{answer:?}");
}

#[test]
fn equal_rows_keep_their_order_where_something_else_changed() {
    let rows = "Total: 12 men, all of them from the same place as before.\n".repeat(9);
    let old = format!("A first line.\n{rows}A last line.\n");
    let new = old
        .replace("first", "very first")
        .replace("last", "very last");
    let anchoring = Anchoring::new(&old, &new);
    for (at, words) in old.match_indices("12 men") {
        let answer = anchoring.answer(&passage(&old, at..at + words.len()));
        let place = at + 5..at + 5 + words.len();
        // What stands before the first row and after the last is another line.
        assert!(
            answer == Answer::Kept(place.clone()) || answer == Answer::Moved(place),
            "{answer:?}"
        );
    }
}

#[test]
fn a_passage_that_does_not_stand_in_the_old_text_is_gone() {
    let mut lost = passage(OLD, 4..12);
    lost.start += 1;
    assert_eq!(Anchoring::new(OLD, OLD).answer(&lost), Answer::Gone);
}

/// One change of a text of words.
#[derive(Debug, Clone)]
enum Edit {
    Insert(Index, String),
    Remove(Index, u8),
    Replace(Index, String),
    Move(Index, Index, u8),
}

const COMMON: [&str; 11] = [
    "the", "aid", "was", "31", "$5", "million", "of", "men.", "two", "é漢", "\n\n",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => select(COMMON.as_slice()).prop_map(str::to_owned),
        2 => "[a-z]{1,6}[.,]?",
        1 => "[0-9]{1,4}",
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<Index>;
    prop_oneof![
        (at(), word()).prop_map(|(at, word)| Edit::Insert(at, word)),
        (at(), 1..12_u8).prop_map(|(at, count)| Edit::Remove(at, count)),
        (at(), word()).prop_map(|(at, word)| Edit::Replace(at, word)),
        (at(), at(), 1..12_u8).prop_map(|(from, to, count)| Edit::Move(from, to, count)),
    ]
}

/// A word and which word of the old text it is.
type Known = (String, Option<usize>);

fn make(words: &mut Vec<Known>, edit: Edit) {
    if words.is_empty() {
        return;
    }
    let length = words.len();
    match edit {
        Edit::Insert(at, word) => words.insert(at.index(length + 1), (word, None)),
        Edit::Remove(at, count) => {
            let at = at.index(length);
            words.drain(at..(at + usize::from(count)).min(length));
        }
        Edit::Replace(at, word) => words[at.index(length)] = (word, None),
        Edit::Move(from, to, count) => {
            let from = from.index(length);
            let moved: Vec<Known> = words
                .drain(from..(from + usize::from(count)).min(length))
                .collect();
            let to = to.index(words.len() + 1);
            words.splice(to..to, moved);
        }
    }
}

/// The text of words, and where each stands.
fn written(words: &[Known]) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut places = Vec::new();
    for (word, _) in words {
        if !text.is_empty() {
            text.push(' ');
        }
        places.push(text.len()..text.len() + word.len());
        text.push_str(word);
    }
    (text, places)
}

fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn white_space_is_never_offered_an_empty_place() {
    for old in ["the\n\n", "the \n\n", "\n\n the"] {
        for new in ["the0", "the 0", "the \n\n0", "0 the", "the"] {
            let anchoring = Anchoring::new(old, new);
            for (start, end) in (0..old.len()).flat_map(|start| {
                let ends = start + 1..=old.len();
                ends.map(move |end| (start, end))
            }) {
                let at = match anchoring.answer(&passage(old, start..end)) {
                    Answer::Kept(at) | Answer::Moved(at) => vec![at],
                    Answer::InQuestion(question) => question.places,
                    Answer::Gone => continue,
                };
                let empty = at.iter().any(Range::is_empty);
                assert!(!empty, "{start}..{end} of {old:?} in {new:?}: {at:?}");
            }
        }
    }
}

proptest! {
    #[test]
    fn nothing_is_moved_to_other_words_unasked(
        words in vec(word(), 1..60),
        edits in vec(edit(), 0..8),
        claims in vec((any::<Index>(), 1..5_usize), 1..6),
    ) {
        let old: Vec<Known> = words.into_iter().enumerate().map(|(at, word)| (word, Some(at))).collect();
        let mut new = old.clone();
        for edit in edits {
            make(&mut new, edit);
        }
        let (old_text, places) = written(&old);
        let (new_text, _) = written(&new);
        let anchoring = Anchoring::new(&old_text, &new_text);
        for (first, length) in claims {
            let first = first.index(places.len());
            let last = (first + length - 1).min(places.len() - 1);
            let passage = passage(&old_text, places[first].start..places[last].end);
            match anchoring.answer(&passage) {
                Answer::Kept(at) | Answer::Moved(at) => {
                    let now = new_text.get(at.clone());
                    prop_assert_eq!(now.map(even), Some(even(&passage.quote)));
                    let (old, new) = (Outline::of(&old_text), Outline::of(&new_text));
                    prop_assert_eq!(
                        numbers(&old_text, &old.words, &passage.range()),
                        numbers(&new_text, &new.words, &at)
                    );
                }
                Answer::InQuestion(question) => {
                    prop_assert!(!question.places.is_empty());
                    for place in question.places {
                        prop_assert!(new_text.get(place).is_some_and(|words| !words.is_empty()));
                    }
                }
                Answer::Gone => {}
            }
        }
    }

    /// Where every word but the claimed one tells the places apart, the right one is found.
    #[test]
    fn the_place_is_the_one_that_the_words_went_to(
        length in 30..90_usize,
        twins in vec(any::<Index>(), 2..5),
        edits in vec(edit(), 0..3),
    ) {
        let mut old: Vec<Known> = (0..length).map(|at| (format!("w{at}x"), Some(at))).collect();
        let twins: Vec<usize> = twins.into_iter().map(|at| at.index(length)).collect();
        for twin in &twins {
            old[*twin].0 = "seven men".to_owned();
        }
        let mut new = old.clone();
        for edit in edits {
            make(&mut new, edit);
        }
        let (old_text, old_places) = written(&old);
        let (new_text, new_places) = written(&new);
        let anchoring = Anchoring::new(&old_text, &new_text);
        for twin in twins {
            let answer = anchoring.answer(&passage(&old_text, old_places[twin].clone()));
            if let Answer::Kept(at) | Answer::Moved(at) = answer {
                let there = new.iter().position(|(_, known)| *known == Some(twin));
                prop_assert_eq!(Some(at), there.map(|there| new_places[there].clone()));
            }
        }
    }

    #[test]
    fn any_two_texts_are_compared(old in "\\PC{0,60}", new in "\\PC{0,60}", from in any::<Index>(), to in any::<Index>()) {
        let edges: Vec<usize> = old.char_indices().map(|(at, _)| at).chain([old.len()]).collect();
        let (from, to) = (*from.get(&edges), *to.get(&edges));
        if let Some(passage) = Passage::at(ArticleId::from_u128(1), &old, from.min(to)..from.max(to)) {
            if let Answer::Kept(at) | Answer::Moved(at) = Anchoring::new(&old, &new).answer(&passage) {
                prop_assert_eq!(new.get(at).map(even), Some(even(&passage.quote)));
            }
            let same = Anchoring::new(&old, &old).answer(&passage);
            prop_assert_eq!(same, Answer::Kept(passage.range()));
        }
        let _ = Comparison::of(&old, &new, &crate::recognise::Context::default());
    }
}

/// A long text in which every sentence is its own.
fn long_text(sentences: usize) -> String {
    let mut text = String::new();
    for at in 0..sentences {
        let sum = at * 37 % 900 + 3;
        let _ = write!(
            text,
            "Report {at} of the harbour says that ${sum} million went to quay {}. ",
            at * 7
        );
        if at % 5 == 4 {
            text += "\n\n";
        }
    }
    text
}

#[test]
fn a_long_text_with_many_passages_is_answered() {
    let old = long_text(3_000);
    let mut new = old.replacen("Report 11 ", "A late report ", 1);
    for at in (40..2_900).step_by(97) {
        new = new.replacen(
            &format!("Report {at} of"),
            &format!("Report {at}, a draft, of"),
            1,
        );
    }
    let new = new.replacen(
        "Report 1500 of the harbour says that",
        "Report 1500 says",
        1,
    ) + "\nThe end.";
    let anchoring = Anchoring::new(&old, &new);
    let places = old.match_indices(" million went").step_by(12);
    let mut answers = [0; 4];
    for (at, _) in places {
        let start = old[..at].rfind('$').unwrap();
        let answer = anchoring.answer(&passage(&old, start..at + 8));
        let kind = match &answer {
            Answer::Kept(_) => 0,
            Answer::Moved(_) => 1,
            Answer::InQuestion(_) => 2,
            Answer::Gone => 3,
        };
        answers[kind] += 1;
        if let Answer::Kept(place) | Answer::Moved(place) = answer {
            assert_eq!(new[place], old[start..at + 8]);
        }
    }
    assert_eq!((answers[2], answers[3]), (0, 0), "{answers:?}");
    assert_eq!(answers[0] + answers[1], 250);
}

#[test]
fn changed_figures_come_first() {
    let old = "Nobody came. At least 31 people died in the port. The ministry spent $5 million on it. It rained.";
    let new = "At least 37 people died in the port, and 4 ships sank. The ministry spent $5 million on it. It snowed.";
    let comparison = Comparison::of(old, new, &crate::recognise::Context::default());
    let words = |text: &str, range: &Option<Range<usize>>| {
        range
            .clone()
            .map_or("-".to_owned(), |at| text[at].to_owned())
    };
    let told = |pairs: &[Pair]| -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|pair| (words(old, &pair.old), words(new, &pair.new)))
            .collect()
    };
    let figures = told(&comparison.figures);
    assert_eq!(
        figures,
        [
            (
                "At least 31 people".to_owned(),
                "At least 37 people".to_owned()
            ),
            ("-".to_owned(), "4 ships".to_owned()),
        ]
    );
    let sentences = told(&comparison.sentences);
    assert_eq!(
        sentences,
        [
            ("Nobody came.".to_owned(), "-".to_owned()),
            (
                "At least 31 people died in the port.".to_owned(),
                "At least 37 people died in the port, and 4 ships sank.".to_owned()
            ),
            ("It rained.".to_owned(), "It snowed.".to_owned()),
        ]
    );
    let changed = &comparison.sentences[1];
    assert_eq!(
        changed
            .left_out
            .iter()
            .map(|at| &old[at.clone()])
            .collect::<Vec<_>>(),
        ["31"]
    );
    assert!(
        Comparison::of(
            old,
            &old.replace(". ", ".\n"),
            &crate::recognise::Context::default()
        )
        .is_empty()
    );
}

#[test]
fn texts_that_share_sentences_are_akin() {
    assert!(share_of_sentences(OLD, &OLD.replace("31", "37")) > 0.5);
    assert!(share_of_sentences(OLD, "Something else. It rained.") < 0.1);
    assert!(share_of_sentences("", OLD) < 0.1);
}
