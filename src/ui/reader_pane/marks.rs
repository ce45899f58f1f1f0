//! What is marked in the open article: its claims as highlights, its figures and dates as
//! underlines, each with its name and tooltip.

use std::ops::Range;

use super::super::figures::{Figures, is_first_rank};
use super::super::reader::{Highlight, Highlights, Underline, UnderlineKind, Underlines};
use super::super::theme::Tokens;
use crate::anchor::Waiting;
use crate::model::{Article, Claim, Project, Swatch, When};

/// The claims of an article as highlights: those in question where they may stand now, those whose
/// words are gone nowhere.
pub fn highlights(
    ctx: &egui::Context,
    project: &Project,
    article: &Article,
    waiting: &[Waiting],
) -> Highlights {
    let tokens = Tokens::of(ctx);
    Highlights::new(project.claims_of(article.id).filter_map(|claim| {
        let attention = project.is_in_question(claim);
        let range = if attention {
            let waiting = waiting.iter().find(|waiting| waiting.claim == claim.id)?;
            waiting.places.first()?.clone()
        } else {
            Some(claim.passage.range()).filter(|_| !claim.detached)?
        };
        let swatch = claim
            .tags
            .iter()
            .find_map(|tag| project.tag(*tag))
            .map_or(Swatch::Grey, |tag| tag.colour);
        Some(Highlight {
            id: claim.id.as_u128(),
            range,
            fill: tokens.wash(swatch),
            line: tokens.swatch(swatch),
            label: label(project, claim),
            hover: hover(project, claim, attention),
            attention,
        })
    }))
}

/// The figures that wait and the dates of an article as underlines. Dates of the lines above the
/// body are what the head says already.
pub fn underlines(figures: &Figures, article: &Article, body_start: usize) -> Underlines {
    let waiting = figures.waiting_in(article.id).into_iter().flatten();
    let words = |range: &Range<usize>| {
        let words = article.text.get(range.clone()).unwrap_or_default();
        words.replace('\n', " ")
    };
    let waiting = waiting.map(|suggestion| {
        let record = &suggestion.record;
        Underline {
            range: record.full.clone(),
            kind: if is_first_rank(suggestion) {
                UnderlineKind::Figure
            } else {
                UnderlineKind::LesserFigure
            },
            label: format!("Figure: {}", words(&record.full)),
            hover: format!(
                "{}, {}\nNot a claim yet: click to see what is proposed",
                record.figure.spoken(),
                record.figure.time_frame.label()
            ),
        }
    });
    let dates = figures.dates_in(article.id).iter();
    let dates = dates.filter(|date| date.span.start >= body_start);
    let dates = dates.map(|date| Underline {
        range: date.span.clone(),
        kind: UnderlineKind::Date,
        label: format!("Date: {}", words(&date.span)),
        hover: date.when.map(When::spoken).unwrap_or_default(),
    });
    Underlines::new(waiting.chain(dates))
}

/// A highlight's name for screen readers: `aid/military: $725 million`.
fn label(project: &Project, claim: &Claim) -> String {
    let tags: Vec<String> = claim
        .tags
        .iter()
        .map(|tag| project.tag_path(*tag))
        .collect();
    let tags = if tags.is_empty() {
        "no tag".to_owned()
    } else {
        tags.join(", ")
    };
    format!("{tags}: {}", claim.passage.quote)
}

fn hover(project: &Project, claim: &Claim, attention: bool) -> String {
    let mut lines = Vec::new();
    if attention {
        lines.push("In question: the words of this claim changed".to_owned());
    }
    if let Some(figure) = &claim.figure {
        lines.push(format!(
            "{}, {}",
            figure.spoken(),
            figure.time_frame.label()
        ));
    }
    let tags: Vec<String> = claim
        .tags
        .iter()
        .map(|tag| project.tag_path(*tag))
        .collect();
    if !tags.is_empty() {
        lines.push(tags.join(", "));
    }
    let who = [
        (!claim.claimant.is_empty()).then(|| format!("says {}", claim.claimant)),
        (!claim.subject.is_empty()).then(|| format!("about {}", claim.subject)),
        claim.when.map(When::spoken),
    ];
    let who: Vec<String> = who.into_iter().flatten().collect();
    if !who.is_empty() {
        lines.push(who.join(" · "));
    }
    if !claim.note.is_empty() {
        lines.push(claim.note.clone());
    }
    if lines.is_empty() {
        lines.push("A claim without a figure yet".to_owned());
    }
    lines.join("\n")
}
