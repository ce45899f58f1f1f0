//! What is found where, and what is not.

use proptest::prelude::*;

use super::*;
use crate::model::{Entity, Key};
use crate::search::filter::tests::project;

const ALL: usize = usize::MAX;

fn found(project: &Project, query: &str) -> Found {
    let query: Query = query.parse().unwrap();
    search(project, &query, ALL, &AtomicBool::new(false))
}

/// What was found, as lines: the words in the text, and with claims where they are written.
fn lines(project: &Project, query: &str) -> Vec<String> {
    let found = found(project, query);
    let lines = found.groups.iter().flat_map(|group| {
        group.hits.iter().map(|hit| {
            let (context, words) = context(project, group.place, hit).unwrap();
            let written = match (hit.claim, &hit.written) {
                (Some(_), Some((written, _))) => format!("{written:?}: "),
                (Some(_), None) => "Claim: ".to_owned(),
                (None, _) => String::new(),
            };
            format!("{written}{}", &context[words])
        })
    });
    let lines: Vec<String> = lines.collect();
    assert_eq!(lines.len(), found.count);
    lines
}

fn with_page(text: &str) -> Project {
    let (mut project, claims, _) = project();
    let page = Note {
        id: NoteId::from_u128(7),
        title: "Page".to_owned(),
        text: text.to_owned(),
    };
    project.set(Key::Note(page.id), Some(Entity::Note(page.into())));
    let mut noted = claims[1].clone();
    noted.note = "Compare the drones of May".to_owned();
    project.set(Key::Claim(noted.id), Some(Entity::Claim(noted.into())));
    project
}

#[test]
fn words_phrases_and_patterns_in_all_texts() {
    let project = with_page("Drones came; aid did not.\n\nMillions of drones.");
    for (query, expected) in [
        (
            "drones",
            &["drones", "Note: drones", "Drones", "drones"][..],
        ),
        (
            "aid million",
            &["Aid of $5 million", "aid did not.\n\nMillion"],
        ),
        ("\"aid of\"", &["Aid of"]),
        ("aid -million", &[]),
        ("drones -aid", &["drones", "Note: drones"]),
        ("/\\d+/", &["5", "60"]),
        ("ministry", &["Claimant: Ministry"]),
        ("ministry nowhere", &[]),
        ("million publisher:example", &["million"]),
        ("million -publisher:example", &["Million"]),
        ("publisher:other", &[""]),
        ("tag:aid", &["Claim: $5 million"]),
        ("unit:usd million", &["Claim: $5 million"]),
        ("unit:usd drones", &[]),
        ("has:note may", &["Note: May"]),
        ("", &[]),
    ] {
        let expected: Vec<String> = expected
            .iter()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(lines(&project, query), expected, "{query}");
    }
}

#[test]
fn words_far_apart_do_not_stand_near_each_other() {
    let far = format!("convoy {} bridge", "é".repeat(NEAR));
    assert_eq!(lines(&with_page(&far), "convoy bridge"), [""; 0]);
    let close = format!("convoy {} bridge convoy", "é".repeat(NEAR / 4));
    assert_eq!(
        lines(&with_page(&close), "bridge convoy"),
        ["bridge convoy"]
    );
}

#[test]
fn the_limit_keeps_the_first() {
    let project = with_page("drones drones drones");
    let query: Query = "drones".parse().unwrap();
    for most in 0..=6 {
        let found = search(&project, &query, most, &AtomicBool::new(false));
        assert_eq!((found.count, found.more), (most.min(5), most < 5));
        let held: usize = found.groups.iter().map(|group| group.hits.len()).sum();
        assert_eq!(held, found.count);
    }
    let cancelled = search(&project, &query, ALL, &AtomicBool::new(true));
    assert_eq!(cancelled, Found::default());
}

proptest! {
    #[test]
    fn every_answer_holds_every_word(
        text in "[a-dé\n ]{0,300}",
        words in prop::collection::vec("[a-d]{1,2}", 1..4),
    ) {
        let project = with_page(&text);
        let query: Query = words.join(" ").parse().unwrap();
        let found = search(&project, &query, ALL, &AtomicBool::new(false));
        for group in &found.groups {
            for hit in group.hits.iter().filter(|hit| hit.claim.is_none()) {
                let text = match group.place {
                    Place::Article(id) => &*project.article(id).unwrap().text,
                    Place::Page(id) => project.note(id).unwrap().text.as_str(),
                };
                let part = text[hit.range.clone()].to_lowercase();
                prop_assert!(words.iter().all(|word| part.contains(word)));
            }
        }
        let any = words.len() == 1 && text.contains(&words[0]);
        prop_assert!(!any || !found.groups.is_empty());
    }
}
