//! A newer text in an article's place: what follows by itself, what is asked, and what changed.

use claimbook::model::{Article, Claim};
use claimbook::store::{from_text, to_text};
use egui::Key;

use super::common::{CTRL, CTRL_SHIFT, Notebook, PACKAGE};

/// Three claims on the package, and the text of its next edition.
fn claimed() -> (Notebook, String) {
    let mut notebook = Notebook::with_articles(&[PACKAGE]);
    for words in ["$725 million", "$275 million", "Nobody at the ministry"] {
        notebook.select_words(words);
        notebook.claim_selection();
    }
    let next = PACKAGE
        .1
        .replace("worth $725 million", "worth $775 million")
        .replace("Mara Dovic, who keeps", "Mara Dovic, who has long kept")
        .replace(
            "Nobody at the ministry would say how much of it had arrived.\n",
            "",
        );
    (notebook, next)
}

/// Replaces the text of the open article by a pasted one.
fn paste(notebook: &mut Notebook, text: &str) {
    notebook.keys(CTRL_SHIFT, Key::R);
    notebook.assert_says("Replace the text of “A package before the winter”");
    notebook.type_text(text);
    notebook.click("Replace");
}

fn in_question(notebook: &Notebook) -> Vec<&Claim> {
    let project = notebook.project();
    let claims = project.claims().map(AsRef::as_ref);
    claims
        .filter(|claim| project.is_in_question(claim))
        .collect()
}

#[test]
fn claims_follow_their_words_and_the_rest_is_asked() {
    let (mut notebook, next) = claimed();
    let before = notebook.project_text();
    paste(&mut notebook, &next);
    notebook.assert_says("Text replaced; 1 claim stayed on the words, 2 in question");
    assert_eq!(&*notebook.article().text, next);
    let kept = notebook.claim("$275 million").passage.clone();
    assert!(kept.stands_in(&next));
    assert_eq!(in_question(&notebook).len(), 2);

    // The first question: both contexts, and why.
    notebook.assert_says("Claim in question, 1 of 2");
    notebook.assert_says("$725 million became $775 million");
    notebook.assert_says("Before: $725 million");
    notebook.assert_says("Now: $775 million");
    notebook.keys(CTRL_SHIFT, Key::K);
    assert!(notebook.claim("$775 million").passage.stands_in(&next));
    notebook.assert_says("Its words do not say $725 million any more; the claim keeps that figure");

    // The second: the words are gone; others are chosen in the text.
    notebook.assert_says("These words are gone");
    notebook.select_words("with rockets and mines");
    notebook.keys(CTRL_SHIFT, Key::M);
    assert!(in_question(&notebook).is_empty());
    assert!(
        notebook
            .claim("with rockets and mines")
            .passage
            .stands_in(&next)
    );
    notebook.assert_silent("Claim in question");

    // Each was a step; the replacement itself is one.
    for _ in 0..3 {
        notebook.keys(CTRL, Key::Z);
    }
    assert_eq!(notebook.project_text(), before);
}

#[test]
fn words_that_are_gone_stay_with_their_claim() {
    let (mut notebook, next) = claimed();
    paste(&mut notebook, &next);
    // Later is as good as now.
    notebook.click("Close questions");
    notebook.assert_silent("Claim in question");
    notebook.press(Key::F8);
    notebook.press(Key::F8);
    notebook.assert_says("Claim in question, 2 of 2");
    notebook.click("Detach claim");
    let detached = notebook.claim("Nobody at the ministry");
    assert!(detached.detached);
    notebook.assert_says("Claim in question, 1 of 1");
    notebook.click("Keep at this place");
    notebook.menu("Project", "Check project");
    notebook.assert_says("every quote and reference is in order");
    notebook.press(Key::F8);
    notebook.assert_says("Every claim stands on its words");

    let text = notebook.project_text();
    let opened = from_text(&text).unwrap();
    assert_eq!(to_text(&opened.project), text);
    let article = opened.project.articles().next().unwrap();
    assert_eq!(article.versions.len(), 1);
    assert_eq!(&*article.versions[0].text, PACKAGE.1);
    assert_eq!(article.versions[0].hash, Article::hash_of(PACKAGE.1));
}

#[test]
fn what_changed_is_shown_with_figures_first() {
    let (mut notebook, next) = claimed();
    let file = notebook.write("package-2.txt", &next);
    notebook.menu("Project", "Replace text");
    notebook.click("Choose file…");
    notebook.answer_path_box(&file.display().to_string(), "Replace");
    assert_eq!(notebook.article().source_file, file.display().to_string());
    notebook.menu("Project", "Versions");
    notebook.assert_says("Versions of “A package before the winter”");
    notebook.assert_says("$725 million became $775 million");
    notebook.assert_says("3 changed places");
    notebook.click("$725 million became $775 million");
    notebook
        .place_of("$775 million")
        .expect("the words are in view");
}

#[test]
fn the_same_text_replaces_nothing() {
    let (mut notebook, _) = claimed();
    let before = notebook.project_text();
    paste(&mut notebook, PACKAGE.1);
    notebook.assert_says("This is the text that the article has already");
    assert_eq!(notebook.project_text(), before);
}
