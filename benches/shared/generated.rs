//! The project that the benches of charts draw: one article and so many dated amounts.

use claimbook::clock::Clock;
use claimbook::edit::{Draft, History};
use claimbook::model::{Amount, Article, Bound, Claim, Figure, FigureKind, Passage, Project, When};
use jiff::civil::date;
use jiff::{Timestamp, ToSpan as _};

/// A project of so many claims by twelve claimants, the same in every run.
pub fn project(claims: usize) -> Project {
    let clock = Clock::fixed(Timestamp::UNIX_EPOCH);
    let mut project = Project::default();
    let mut draft = Draft::new(&project);
    let text = "Aid of $5 million was announced.";
    let article = Article {
        id: clock.fresh(),
        title: "Aid".to_owned(),
        publisher: "Morning Post".to_owned(),
        byline: String::new(),
        published: None,
        url: String::new(),
        language: String::new(),
        source_file: String::new(),
        encoding: String::new(),
        imported: Timestamp::UNIX_EPOCH,
        hash: String::new(),
        text: text.into(),
        blocks: Vec::new(),
        versions: Vec::new(),
        captions: Vec::new(),
        file_hash: String::new(),
    };
    let passage = Passage::at(article.id, text, 7..17).expect("it stands there");
    draft.put(article);
    let first = date(2022, 2, 24);
    for number in (0_i64..).take(claims) {
        // Scattered over four years and four powers of ten.
        let scatter = number.wrapping_mul(2_654_435_761).rem_euclid(1_000_003);
        let amount = Amount::from(1_000_000 + (scatter * 7_919) % 9_000_000_000);
        let mut figure = Figure::exact(FigureKind::Money, amount, "USD");
        if number % 9 == 0 {
            figure.bound = Bound::AtLeast;
        }
        let mut claim = Claim::new(clock.fresh(), passage.clone(), Timestamp::UNIX_EPOCH);
        claim.figure = Some(figure);
        claim.when = Some(When::day(first.saturating_add((scatter % 1_461).days())));
        claim.claimant = format!("Claimant {}", number % 12);
        draft.put(claim);
    }
    let made = draft.finish("Generate");
    History::default().apply(&mut project, made, None);
    project
}
