//! A report of a small project, with words that could break it.

use jiff::Timestamp;

use super::*;
use crate::clock::Clock;
use crate::edit::{Draft, History};
use crate::model::{Amount, Article, Claim, Figure, FigureKind, Finding, Passage};

const TEXT: &str = "Aid & more: $5 million came, and at least $7 million was promised.";

/// An invented project of one article with two claims, one chart and one finding.
pub(in crate::exchange) fn project() -> Project {
    let clock = Clock::fixed(Timestamp::UNIX_EPOCH);
    let mut project = Project::default();
    let mut draft = Draft::new(&project);
    let article = Article {
        id: clock.fresh(),
        title: "Two <gifts>".to_owned(),
        publisher: "Harbour \"Wire\"".to_owned(),
        byline: "Mara Voss".to_owned(),
        published: "2024-12-03".parse().ok(),
        url: "https://example.org/a".to_owned(),
        language: "en".to_owned(),
        source_file: String::new(),
        encoding: String::new(),
        imported: Timestamp::UNIX_EPOCH,
        hash: String::new(),
        text: TEXT.into(),
        blocks: Vec::new(),
        versions: Vec::new(),
        captions: Vec::new(),
        file_hash: String::new(),
    };
    let mut claims = Vec::new();
    for (words, millions, when) in [("$5 million", 5, "2024-12-02"), ("$7 million", 7, "")] {
        let start = TEXT.find(words).unwrap();
        let passage = Passage::at(article.id, TEXT, start..start + words.len()).unwrap();
        let mut claim = Claim::new(clock.fresh(), passage, Timestamp::UNIX_EPOCH);
        let amount = Amount::from(millions * 1_000_000);
        claim.figure = Some(Figure::exact(FigureKind::Money, amount, "USD"));
        claim.when = when.parse().ok();
        claim.claimant = "<Ministry>".to_owned();
        claims.push(claim.id);
        draft.put(claim);
    }
    draft.put(article);
    draft.put(Chart::new(clock.fresh(), "Aid <came>"));
    draft.put(Finding {
        id: clock.fresh(),
        title: "What came".to_owned(),
        claims: [claims[0]].into(),
        preferred: Some(claims[0]),
        rule: None,
        reason: String::new(),
        note: String::new(),
    });
    let made = draft.finish("Make fixture");
    History::default().apply(&mut project, made, None);
    project
}

#[test]
fn a_chart_page_holds_picture_data_and_proofs() {
    let project = project();
    let chart = project.charts().next().unwrap();
    let page = chart_page(&project, chart, "2025-01-09".parse().ok());
    let claim = project.claims().next().unwrap().id;
    for part in [
        "<title>Aid &lt;came&gt;</title>",
        "default-src 'none'",
        "<svg xmlns=",
        &format!(
            "data-claim=\"{claim}\" data-quote=\"$5 million\" data-publisher=\"Harbour \
             &quot;Wire&quot;\" data-date=\"2024-12-02\" \
             data-link=\"https://example.org/a#:~:text=%245%20million\""
        ),
        "<td class=\"date\">2 Dec 2024</td><td class=\"amount\">$5 million</td>\
         <td>&lt;Ministry&gt;</td><td>Harbour &quot;Wire&quot;</td>",
        &format!("<li id=\"quote-1\" data-claim=\"{claim}\">“$5 million”"),
        "href=\"https://example.org/a#:~:text=%245%20million\"",
        "<li id=\"source-1\"><a href=\"https://example.org/a\"",
        "Mara Voss. Harbour &quot;Wire&quot;. 3 Dec 2024</li>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    // The claim without a date is not drawn, so it is no footnote either.
    assert!(!page.contains("quote-2") && !page.contains("<script") && !page.contains(" src="));
    assert_eq!(page, chart_page(&project, chart, "2025-01-09".parse().ok()));
}

#[test]
fn a_dossier_holds_every_chart_finding_and_claim_once() {
    let project = project();
    let page = dossier(&project, None);
    for part in [
        "<h2>Aid &lt;came&gt;</h2>",
        "<h3>What came</h3>\n<p><strong>$5 million</strong>. 1 claim: $5 million<sup>",
        "<h2>Other claims</h2>\n<ul>\n<li>$7 million, &lt;Ministry&gt;<sup>",
        "<li id=\"quote-2\"",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert_eq!(
        page.matches("<li id=\"quote-").count(),
        project.claims().len()
    );
    assert_eq!(page.matches("<li id=\"source-").count(), 1);
    assert_eq!(
        dossier(&Project::default(), None)
            .matches("<h1>Dossier")
            .count(),
        1
    );
}
