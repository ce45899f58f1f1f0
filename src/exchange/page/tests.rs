//! Pages as others get them.

use jiff::Timestamp;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{html, markdown};
use crate::edit::{Draft, History};
use crate::model::{
    Amount, Article, ArticleId, Chart, ChartId, Claim, ClaimId, Figure, FigureKind, Note, NoteId,
    Passage, Project,
};

const CLAIM: ClaimId = ClaimId::from_u128(1);
const CHART: ChartId = ChartId::from_u128(2);

/// A project with one claim of those words and one chart of that title.
fn project(words: &str, title: &str, url: &str) -> Project {
    let mut project = Project::default();
    let mut draft = Draft::new(&project);
    let article = Article {
        id: ArticleId::from_u128(3),
        title: title.to_owned(),
        publisher: "Morning & Evening".to_owned(),
        byline: String::new(),
        published: "2024-12-03".parse().ok(),
        url: url.to_owned(),
        language: String::new(),
        source_file: String::new(),
        encoding: String::new(),
        imported: Timestamp::UNIX_EPOCH,
        hash: String::new(),
        text: words.into(),
        blocks: Vec::new(),
        versions: Vec::new(),
        captions: Vec::new(),
        file_hash: String::new(),
    };
    let passage = Passage::at(article.id, words, 0..words.len()).unwrap();
    draft.put(article);
    let mut claim = Claim::new(CLAIM, passage, Timestamp::UNIX_EPOCH);
    claim.figure = Some(Figure::exact(
        FigureKind::Money,
        Amount::from(725_000_000),
        "USD",
    ));
    claim.when = "2024-12-02".parse().ok();
    claim.claimant = "Jake <Sullivan>".to_owned();
    draft.put(claim);
    draft.put(Chart::new(CHART, title));
    let made = draft.finish("Make");
    History::default().apply(&mut project, made, None);
    project
}

fn page(text: &str) -> Note {
    Note {
        id: NoteId::from_u128(9),
        title: "What <we> know".to_owned(),
        text: text.to_owned(),
    }
}

fn embedding() -> Note {
    page(&format!(
        "Seen:\n![[claim:{CLAIM}]]\n![[chart:{CHART}]]\n![[claim:{}]]\nEnd.",
        ClaimId::from_u128(99)
    ))
}

#[test]
fn markdown_quotes_claims_and_holds_charts() {
    let project = project(
        "$725 million [for *aid*]",
        "Aid grew",
        "https://example.org/a",
    );
    let text = markdown(&project, &embedding());
    assert!(
        text.starts_with(
            "# What \\<we\\> know\n\nSeen:\n\n> “$725 million \\[for \\*aid\\*\\]”\n>\n"
        )
    );
    assert!(text.contains(
        "> **$725 million · 2 Dec 2024** · Jake \\<Sullivan\\> · [Morning \\& Evening, “Aid grew”, \
         3 Dec 2024](<https://example.org/a>)\n"
    ));
    assert!(text.contains("> *This claim was deleted.*"));
    assert!(text.contains(&format!("![Aid grew][chart-{CHART}]")));
    let images: Vec<String> = Parser::new_ext(&text, Options::empty())
        .filter_map(|event| match event {
            Event::Start(Tag::Image { dest_url, .. }) => Some(dest_url.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(images.len(), 1);
    assert!(
        images[0].starts_with("data:image/svg+xml,%3Csvg"),
        "{}",
        &images[0][..40]
    );
}

#[test]
fn html_quotes_claims_and_draws_charts() {
    let project = project(
        "$725 million & more",
        "Aid grew",
        "https://example.org/?a=1&b=2",
    );
    let text = html(&project, &embedding());
    assert!(text.contains("<h1>What &lt;we&gt; know</h1>"));
    assert!(text.contains(
        "<p class=\"figure\">$725 million · 2 Dec 2024</p>\n<p>“$725 million &amp; more”</p>"
    ));
    assert!(text.contains("<a href=\"https://example.org/?a=1&amp;b=2\""));
    assert!(text.contains("Jake &lt;Sullivan&gt;"));
    assert_eq!(text.matches("<svg").count(), 1);
    assert!(text.contains(&format!("data-claim=\"{CLAIM}\"")));
    assert!(text.contains("This claim was deleted."));
}

#[test]
fn nothing_in_a_page_runs_or_is_fetched() {
    let project = project("a", "b", "javascript:alert(1)");
    let text = html(
        &project,
        &page(
            "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\nInline <b onclick=x>b</b> \
             [a](javascript:alert(2)) [b](data:text/html,x) ![c](https://example.org/c.png) \
             [d](https://example.org/d)\n![[claim:00000000-0000-0000-0000-000000000001]]",
        ),
    );
    for bad in ["<script", "<img", "<b ", "href=\"javascript", "href=\"data"] {
        let body = &text[text.find("<main>").unwrap()..];
        assert!(!body.contains(bad), "{bad} in {body}");
    }
    assert!(
        text.contains("<a href=\"https://example.org/c.png\" rel=\"noopener noreferrer\">c</a>")
    );
    assert!(text.contains("<a href=\"https://example.org/d\""));
}

proptest! {
    #[test]
    fn no_words_break_out(words in "[<>&\"'\\\\`*_\\[\\]()!#a-cé\n-]{1,40}", text in "[<>&\"'\\\\`*_\\[\\]()!#a-c/:=\n-]{0,60}") {
        let project = project(&words, &words, "https://example.org/");
        let body = html(&project, &page(&format!("{text}\n![[claim:{CLAIM}]]\n")));
        let body = &body[body.find("<main>").unwrap()..];
        // Every tag is one that pages are made of.
        let allowed = [
            "main", "h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "footer", "a", "em",
            "strong", "code", "pre", "ul", "ol", "li", "hr", "br", "body", "html", "del", "input",
        ];
        for (at, _) in body.match_indices('<') {
            let name: String = body[at + 1..]
                .trim_start_matches('/')
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            prop_assert!(allowed.contains(&name.as_str()), "<{name} in {body}");
        }
        // The quote in Markdown reads as it stands.
        let text = markdown(&project, &page(&format!("![[claim:{CLAIM}]]")));
        let said: String = Parser::new(&text)
            .filter_map(|event| match event {
                Event::Text(words) => Some(words.to_string()),
                _ => None,
            })
            .collect();
        let quote = words.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert!(said.contains(&format!("“{quote}”")), "{said} from {text}");
    }
}
