//! What a replaced text does to a project, as one step.

use super::*;
use crate::clock::Clock;
use crate::edit::{History, articles, claims};
use crate::import::{Options, read_bytes};
use crate::model::check::check;
use crate::store::{from_text, to_text};

const TEXT: &str = "Title: The port\n\nAt least 31 people died in the port on Monday.\n\nThe \
                    ministry announced $5 million for the families. Nobody counted the ships.\n";

fn clock() -> Clock {
    Clock::fixed("2025-01-01T00:00:00Z".parse().unwrap())
}

fn read(name: &str, text: &str) -> ImportedArticle {
    read_bytes(name, text.as_bytes(), &Options::default()).unwrap()
}

fn new_text(text: &str) -> NewText {
    read("port-2.txt", text).into()
}

/// A project with three claims on one article.
fn project() -> (Project, History, ArticleId) {
    let (mut project, mut history, clock) = (Project::default(), History::default(), clock());
    let article = read("port.txt", TEXT).into_article(&clock);
    let id = article.id;
    let step = articles::add(&project, vec![article]);
    history.apply(&mut project, step, None);
    for words in ["31 people", "$5 million", "Nobody counted the ships"] {
        let start = TEXT.find(words).unwrap();
        let passage = Passage::at(id, TEXT, start..start + words.len()).unwrap();
        let claim = Claim::new(clock.fresh(), passage, clock.now());
        let step = claims::add(&project, claim).unwrap();
        history.apply(&mut project, step, None);
    }
    (project, history, id)
}

fn claim(project: &Project, quote: &str) -> Arc<Claim> {
    let mut claims = project.claims();
    Arc::clone(claims.find(|claim| claim.passage.quote == quote).unwrap())
}

#[test]
fn sure_claims_follow_and_the_others_keep_their_words() {
    let (mut project, mut history, id) = project();
    let before = to_text(&project);
    let text = TEXT
        .replace("31", "37")
        .replace("announced", "has now promised")
        .replace(" Nobody counted the ships.", "");
    let made = replace_text(&project, id, new_text(&text), clock().now()).unwrap();
    assert_eq!((made.kept, made.moved, made.in_question.len()), (0, 1, 2));
    assert_eq!(made.transaction.label, "Replace text of “The port”");
    history.apply(&mut project, made.transaction, None);

    let article = project.article(id).unwrap();
    assert_eq!(&*article.text, text);
    assert_eq!(article.source_file, "port-2.txt");
    assert_eq!(article.versions.len(), 1);
    assert_eq!(&*article.versions[0].text, TEXT);
    assert_eq!(article.versions[0].hash, Article::hash_of(TEXT));
    let sum = claim(&project, "$5 million");
    assert!(sum.passage.stands_in(&text) && !project.is_in_question(&sum));
    for quote in ["31 people", "Nobody counted the ships"] {
        let lost = claim(&project, quote);
        assert!(project.is_in_question(&lost), "{quote}");
        assert_eq!(
            article.text_of(&lost.passage).map(AsRef::as_ref),
            Some(TEXT)
        );
    }
    assert_eq!(check(&project).len(), 2);
    assert_eq!(from_text(&to_text(&project)).unwrap().project, project);

    history.undo(&mut project);
    assert_eq!(to_text(&project), before);
}

#[test]
fn a_person_answers_by_moving_or_by_letting_go() {
    let (mut project, mut history, id) = project();
    let text = TEXT
        .replace("31", "37")
        .replace(" Nobody counted the ships.", "");
    let made = replace_text(&project, id, new_text(&text), clock().now()).unwrap();
    history.apply(&mut project, made.transaction, None);
    let dead = claim(&project, "31 people").id;
    let place = text.find("37 people").unwrap();
    let step = claims::move_to(&project, dead, place..place + 9).unwrap();
    history.apply(&mut project, step, None);
    let step = claims::detach(&project, claim(&project, "Nobody counted the ships").id).unwrap();
    history.apply(&mut project, step, None);
    assert_eq!(claim(&project, "37 people").id, dead);
    assert!(!project.claims().any(|claim| project.is_in_question(claim)));
    assert_eq!(check(&project), []);
    // What was let go stays so; what waits is asked about again from the text it stood in.
    let again = replace_text(&project, id, new_text(TEXT), clock().now()).unwrap();
    assert_eq!((again.kept, again.in_question), (1, vec![dead]));
    assert_eq!(
        claims::move_to(&project, dead, 0..0),
        Err(EditError::BadPassage)
    );
}

#[test]
fn claims_that_wait_come_back_with_their_words() {
    let (mut project, mut history, id) = project();
    let wrong = new_text("Quite another text was taken by mistake.\n");
    let made = replace_text(&project, id, wrong, clock().now()).unwrap();
    assert_eq!(made.in_question.len(), 3);
    history.apply(&mut project, made.transaction, None);
    let right = format!("Corrected.\n\n{TEXT}");
    let made = replace_text(&project, id, new_text(&right), clock().now()).unwrap();
    assert_eq!((made.kept, made.in_question), (3, vec![]));
    history.apply(&mut project, made.transaction, None);
    assert_eq!(check(&project), []);
    assert_eq!(project.article(id).unwrap().versions.len(), 2);
}

#[test]
fn the_same_text_is_no_replacement() {
    let (project, _, id) = project();
    let same = replace_text(&project, id, new_text(TEXT), clock().now());
    assert_eq!(same, Err(EditError::SameText));
}
