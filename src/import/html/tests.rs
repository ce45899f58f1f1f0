//! Small pages, what is taken of them and what is left out.

use super::*;
use crate::import::{Warning, read_bytes};

const NEWS: &[u8] = include_bytes!("../../../tests/fixtures/articles/news.html");

fn reading(source: &str) -> Reading {
    read(source.as_bytes(), &Options::default()).unwrap()
}

/// A page around these words.
fn page(head: &str, body: &str) -> String {
    format!("<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>")
}

const PROSE: &str = "<p>The council met on Monday and spoke for three hours about the bridge, \
    which had been closed since the flood.</p><p>It decided to spend two million on the repair, \
    and to ask the state for as much again before winter comes.</p>";

#[test]
fn a_news_page_gives_its_article_and_nothing_around_it() {
    let article = read_bytes("news.html", NEWS, &Options::default()).unwrap();
    assert_eq!(
        article.text,
        "Officials in the river town say that most of them were brought down before dawn.\n\n\
         The defence ministry said on Tuesday that 41 drones had crossed the river during the \
         night, and that 38 of them were shot down before they reached the town.\n\n\
         “We have never seen so many at once,” said Vera Lind, who leads the town’s council, in \
         an interview with local television.\n\n\
         ## What was hit\n\n\
         Three of them got through. The council listed the damage:\n\n\
         - a grain store, which lost 400 tonnes of wheat;\n\
         - two houses on the southern bank.\n\n\
         > Nobody was hurt, and for that I am grateful.\n\n\
         Night\tDrones\nMonday\t17\nTuesday\t41\n\n\
         Repairs will cost about €2.5 million, the council said, of which the state has promised \
         to pay half by the end of the year.\n"
    );
    assert_eq!(
        article.title,
        "Ministry counts forty-one drones over the river"
    );
    assert_eq!(article.publisher, "The Example");
    assert_eq!(article.byline, "Anna Holt, John Roe");
    assert_eq!(article.published.unwrap().to_string(), "2025-02-18");
    assert_eq!(article.url, "https://example.org/2025/02/18/drones");
    assert_eq!(article.language, "en-GB");
    assert_eq!(
        article.captions,
        ["The bridge lost 12 of its lamps. Photo: M. Lee"]
    );
    assert_eq!(article.encoding, "UTF-8");
}

#[test]
fn a_page_that_says_nothing_for_machines_is_read_as_it_looks() {
    let source = page(
        "<title>The bridge over the river stays closed - The River Post</title>",
        &format!(
            "<div id=menu><a href=/>Home</a> <a href=/n>News</a></div><h1>The bridge over the river stays closed</h1>\
             <span class=author>By Mary Ann Moss</span><span class=date>3 December 2024</span>\
             <div>{PROSE}{PROSE}{PROSE}</div>"
        ),
    );
    let reading = reading(&source);
    assert_eq!(
        reading.metadata.title,
        "The bridge over the river stays closed"
    );
    assert_eq!(reading.metadata.publisher, "The River Post");
    assert_eq!(reading.metadata.byline, "Mary Ann Moss");
    assert_eq!(
        reading.metadata.published.unwrap().to_string(),
        "2024-12-03"
    );
    assert!(
        reading.text.starts_with("The council met"),
        "{}",
        reading.text
    );
    assert!(!reading.text.contains("Home"));
}

#[test]
fn a_date_that_can_be_turned_round_is_left_open() {
    let head = "<meta name=date content='03/12/2024'>";
    let reading = reading(&page(head, PROSE));
    assert_eq!(reading.metadata.published, None);
    assert_eq!(
        reading.warnings,
        [Warning::AmbiguousDate("03/12/2024".to_owned())]
    );
}

#[test]
fn valid_utf8_goes_before_what_a_page_declares() {
    let head = "<meta charset=windows-1251>";
    let source = page(head, "<p>Café à côté, said the mayor of the town.</p>");
    assert!(reading(&source).text.contains("Café à côté"));
    let declared = page(head, "<p>(words)</p>");
    let (before, after) = declared.split_once("(words)").unwrap();
    let bytes = [
        before.as_bytes(),
        b"\xcf\xf0\xe8\xe2\xe5\xf2",
        after.as_bytes(),
    ]
    .concat();
    let reading = read(&bytes, &Options::default()).unwrap();
    assert_eq!(reading.text, "Привет\n");
    assert!(!reading.guessed);
}

#[test]
fn nothing_that_is_hidden_or_run_is_read() {
    let body = format!(
        "<div>{PROSE}<p style='display: none'>Buy now, it is cheap and good and everyone has one.</p>\
         <script>document.write('<p>injected</p>')</script><noscript><p>Turn it on</p></noscript></div>"
    );
    let text = reading(&page("", &body)).text;
    for absent in ["Buy now", "injected", "Turn it on"] {
        assert!(!text.contains(absent), "{text}");
    }
}

#[test]
fn deep_nesting_is_refused_and_signs_in_scripts_are_not_nesting() {
    let deep = "<div>".repeat(200_000);
    assert_eq!(
        read(deep.as_bytes(), &Options::default()).unwrap_err(),
        Reason::TooDeep
    );
    let script = format!("<script>{}</script>{PROSE}", "if (a<b) c();".repeat(5000));
    assert!(reading(&page("", &script)).text.contains("two million"));
}

#[test]
fn breaks_rows_and_numbers_become_lines() {
    let found =
        all_blocks("one<br>two<br><br>three<ol><li>a<li><p>b</p><p>c</p></ol><pre>x\n  y</pre>")
            .unwrap();
    let text = blocks::lines(&found);
    assert_eq!(text, "one\ntwo\n\nthree\n\n1. a\n2. b\n\nc\n\nx\n  y\n");
}
