//! Why claims seem to report the same, and what their finding could be called, in words.

use std::collections::BTreeSet;

use super::agreement::agreement;
use super::reported::Quantity;
use crate::model::{Claim, Figure, FigureKind, Project, Stage, TimeFrame, When, plural};

/// Why these claims seem to report the same quantity: `same subject, Russia`, `both in soldiers,
/// running totals`, `both for 23 Mar 2022`, `2.5 times apart: they disagree`.
pub(super) fn of(project: &Project, quantity: &Quantity, claims: &[&Claim]) -> Vec<String> {
    let both = if claims.len() == 2 { "both" } else { "all" };
    let mut reasons = Vec::new();
    let subject = claims.iter().map(|claim| claim.subject.trim());
    match subject.filter(|subject| !subject.is_empty()).min() {
        Some(subject) => reasons.push(format!("same subject, {subject}")),
        None => reasons.push(format!("{both} without a subject")),
    }
    let figures = || claims.iter().filter_map(|claim| claim.figure.as_ref());
    if let Some(figure) = figures().next() {
        let unit = unit_words(figure);
        let frame = frame_words(quantity.time_frame);
        reasons.push(format!("{both} in {unit}, {frame}"));
    }
    let whens: BTreeSet<When> = claims.iter().filter_map(|claim| claim.when).collect();
    let whens: Vec<String> = whens.into_iter().map(When::spoken).collect();
    match whens.as_slice() {
        [] => reasons.push(format!("{both} without a date")),
        [one] => reasons.push(format!("{both} for {one}")),
        many => reasons.push(format!("dates that overlap: {}", many.join("; "))),
    }
    if let Some(stage) = claims.iter().find_map(|claim| claim.stage) {
        let known = claims.iter().filter(|claim| claim.stage.is_some()).count();
        let label = stage.label().to_lowercase();
        if known == claims.len() {
            reasons.push(format!("{both} {label}"));
        } else {
            reasons.push(format!("{label}, where a stage is given"));
        }
    }
    let shared = shared_tags(project, claims);
    if !shared.is_empty() {
        reasons.push(format!("{both} tagged {}", shared.join(", ")));
    }
    if let Some(agreement) = agreement(figures()) {
        let words = agreement.words();
        reasons.push(if agreement.agree {
            words
        } else {
            format!("{words}: they disagree")
        });
    }
    reasons
}

/// What a finding of these claims could be called: `Russia · soldiers, killed, running total ·
/// 23 Mar 2022`.
pub fn title(project: &Project, claims: &[&Claim]) -> String {
    let subjects = claims.iter().map(|claim| claim.subject.trim());
    let subject = subjects.filter(|subject| !subject.is_empty()).min();
    let mut parts: Vec<String> = subject.map(str::to_owned).into_iter().collect();
    let figure = claims.iter().find_map(|claim| claim.figure.as_ref());
    if let Some(figure) = figure {
        let mut what = vec![unit_words(figure)];
        let tags = shared_tags(project, claims);
        let leaf = |path: &String| path.rsplit('/').next().unwrap_or(path).to_owned();
        what.extend(
            tags.iter()
                .map(leaf)
                .filter(|leaf| !what[0].contains(leaf.as_str()))
                .collect::<Vec<_>>(),
        );
        let stages: BTreeSet<Stage> = claims.iter().filter_map(|claim| claim.stage).collect();
        what.extend(stages.into_iter().map(|stage| stage.label().to_lowercase()));
        if figure.time_frame == TimeFrame::Cumulative {
            what.push("running total".to_owned());
        }
        parts.push(what.join(", "));
    }
    // The finest date says most.
    let days = |when: &When| (when.end() - when.start()).get_days();
    let when = claims.iter().filter_map(|claim| claim.when);
    parts.extend(
        when.min_by_key(|when| (days(when), *when))
            .map(When::spoken),
    );
    if parts.is_empty() {
        let words = claims
            .first()
            .map_or("", |claim| claim.passage.quote.trim());
        parts.push(words.chars().take(60).collect());
    }
    parts.join(" · ")
}

/// What is counted, in the plural, with the time of a rate: `USD`, `soldiers per day`.
pub(super) fn unit_words(figure: &Figure) -> String {
    let unit = match figure.kind {
        FigureKind::Money => figure.unit.clone(),
        FigureKind::Percent => "per cent".to_owned(),
        _ if figure.unit.trim().is_empty() => "things".to_owned(),
        _ => plural(&figure.unit, None),
    };
    match figure.time_frame {
        TimeFrame::Rate(_) => format!("{unit} {}", figure.time_frame.label()),
        _ => unit,
    }
}

/// What sort of number it is: `running totals`.
fn frame_words(frame: TimeFrame) -> &'static str {
    match frame {
        TimeFrame::InPeriod => "of the period",
        TimeFrame::Cumulative => "running totals",
        TimeFrame::Rate(_) => "rates",
    }
}

/// The paths of the tags that all of these claims have.
fn shared_tags(project: &Project, claims: &[&Claim]) -> Vec<String> {
    let Some((first, others)) = claims.split_first() else {
        return Vec::new();
    };
    let shared = first
        .tags
        .iter()
        .filter(|tag| others.iter().all(|claim| claim.tags.contains(tag)));
    shared.map(|tag| project.tag_path(*tag)).collect()
}
