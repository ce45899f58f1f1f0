//! Marks in rows: a ranking of groups by their latest figure, a ladder of the stages of money.

use std::collections::BTreeMap;

use super::{Drawn, LeftOut, Sum, point, spreads_of_marks};
use crate::chart::fact::{Fact, Reason};
use crate::chart::group::Group;
use crate::chart::rows::ROWS;
use crate::chart::{Form, Mark, Series, Shape, Spread};
use crate::model::{ChartKind, Stage, Swatch, TimeFrame, When};

/// Half the height of a bar, in rows.
const HALF_BAR: f64 = 0.3;

/// A row for each group, the highest latest figure first; earlier figures are pale.
pub(super) fn ranking(groups: Vec<Group<'_>>) -> Drawn {
    let mut rows: Vec<(usize, Group<'_>)> = groups
        .into_iter()
        .filter_map(|group| {
            let last = |fact: &Fact<'_>| (fact.when.end(), fact.when.start(), fact.claims[0].id);
            let latest = (0..group.facts.len()).max_by_key(|index| last(&group.facts[*index]))?;
            Some((latest, group))
        })
        .collect();
    // “Other” is no row among its like.
    let is_rest = |group: &Group<'_>| group.swatch == Swatch::Grey;
    rows.sort_by(|(a, one), (b, other)| {
        let value = |latest: usize, group: &Group<'_>| group.facts[latest].value;
        is_rest(one)
            .cmp(&is_rest(other))
            .then_with(|| value(*b, other).cmp(&value(*a, one)))
            .then_with(|| one.name.cmp(&other.name))
    });
    let names = rows.iter().map(|(_, group)| group.name.clone()).collect();
    let series: Vec<Series> = rows
        .into_iter()
        .enumerate()
        .map(|(row, (latest, group))| Series {
            swatch: if is_rest(&group) { Swatch::Grey } else { ROWS },
            name: group.name,
            shape: Shape::Dot,
            form: Form::Points,
            marks: group
                .facts
                .iter()
                .enumerate()
                .map(|(index, fact)| Mark {
                    pale: index != latest,
                    ..in_row(point(fact), row)
                })
                .collect(),
        })
        .collect();
    let spreads = spreads_of_latest(&series);
    Drawn::in_rows(series, spreads, names, ChartKind::Ranking)
}

/// A row for each stage that a claim names: a bar for the sum of single amounts, a point for each
/// total as it was reported.
pub(super) fn ladder(groups: Vec<Group<'_>>, left_out: &mut LeftOut) -> Drawn {
    let mut stages: BTreeMap<Stage, Vec<Fact<'_>>> = BTreeMap::new();
    for fact in groups.into_iter().flat_map(|group| group.facts) {
        match fact.stage() {
            Some(stage) => stages.entry(stage).or_default().push(fact),
            None => left_out
                .entry(Reason::NoStage)
                .or_default()
                .extend(fact.claim_ids()),
        }
    }
    let (mut added, mut reported) = (Vec::new(), Vec::new());
    let mut names = Vec::new();
    for (row, (stage, facts)) in stages.into_iter().enumerate() {
        names.push(stage.label().to_owned());
        let mut sum = Sum::default();
        let mut time: Option<When> = None;
        for fact in facts {
            if fact.time_frame == TimeFrame::InPeriod {
                let whole = time.map_or(fact.when, |time| {
                    let start = time.start().min(fact.when.start());
                    When::period(start, time.end().max(fact.when.end()))
                });
                time = Some(whole);
                sum.add_or(&fact, left_out);
            } else {
                reported.push(in_row(point(&fact), row));
            }
        }
        if let Some(time) = time.filter(|_| !sum.claims.is_empty()) {
            let row = row as f64;
            added.push(sum.mark(
                time,
                TimeFrame::InPeriod,
                row,
                row - HALF_BAR,
                row + HALF_BAR,
            ));
        }
    }
    let both = [
        (
            "Single amounts, added up",
            Form::Bars,
            Shape::Square,
            Swatch::Sky,
            added,
        ),
        (
            "Totals as reported",
            Form::Points,
            Shape::Dot,
            Swatch::Red,
            reported,
        ),
    ];
    let series: Vec<Series> = both
        .into_iter()
        .filter(|(.., marks)| !marks.is_empty())
        .map(|(name, form, shape, swatch, marks)| Series {
            name: name.to_owned(),
            swatch,
            shape,
            form,
            marks,
        })
        .collect();
    let spreads = spreads_of_marks(&series);
    Drawn::in_rows(series, spreads, names, ChartKind::Ladder)
}

fn in_row(mark: Mark, row: usize) -> Mark {
    let row = row as f64;
    Mark {
        x: row,
        from: row,
        to: row,
        ..mark
    }
}

/// The whiskers of the figures that count; those of earlier ones would lie over each other.
fn spreads_of_latest(series: &[Series]) -> Vec<Spread> {
    let latest: Vec<Series> = series
        .iter()
        .map(|series| Series {
            marks: series
                .marks
                .iter()
                .filter(|mark| !mark.pale)
                .cloned()
                .collect(),
            ..series.clone()
        })
        .collect();
    spreads_of_marks(&latest)
}
