//! Reported totals: beside the sum of single amounts, and as what they rose by.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::likeness::Likeness;
use super::{BAR, Drawn, LeftOut, Sum, point, running_total, spreads_of_marks};
use crate::chart::fact::{Fact, Reason};
use crate::chart::group::Group;
use crate::chart::ticks::{day_number, period_around};
use crate::chart::{Form, Gap, Mark, Series, Shape};
use crate::model::{Amount, ChartKind, Period, Project, Swatch, TimeFrame};

/// The running sum of single amounts as a line, and every reported total as a point.
pub(super) fn beside_sum<'a>(
    project: &'a Project,
    groups: Vec<Group<'a>>,
    left_out: &mut LeftOut,
) -> Drawn {
    let facts = groups.into_iter().flat_map(|group| group.facts);
    let (single, reported): (Vec<Fact<'a>>, Vec<Fact<'a>>) =
        facts.partition(|fact| fact.time_frame == TimeFrame::InPeriod);
    let steps = running_total(&single, left_out);
    let points: Vec<Mark> = reported.iter().map(point).collect();
    let likeness = Likeness::of(project, &single);
    let gap = gap(&steps, reported.iter().zip(&points), &likeness);
    let both = [
        ("Single amounts, added up", Form::Steps, Swatch::Blue, steps),
        ("Totals as reported", Form::Points, Swatch::Red, points),
    ];
    let series: Vec<Series> = both
        .into_iter()
        .filter(|(.., marks)| !marks.is_empty())
        .map(|(name, form, swatch, marks)| Series {
            name: name.to_owned(),
            swatch,
            shape: Shape::Dot,
            form,
            marks,
        })
        .collect();
    let points: Vec<Series> = series
        .iter()
        .map(|series| match series.form {
            Form::Points => series.clone(),
            Form::Bars | Form::Steps => Series {
                marks: Vec::new(),
                ..series.clone()
            },
        })
        .collect();
    let spreads = spreads_of_marks(&points);
    Drawn {
        gap,
        ..Drawn::over_time(series, spreads, ChartKind::SumAndReports)
    }
}

/// What lies between a reported total and the sum on its day: the total that is most like the
/// amounts that are added up, and the latest of those.
fn gap<'a>(
    steps: &[Mark],
    totals: impl Iterator<Item = (&'a Fact<'a>, &'a Mark)>,
    likeness: &Likeness<'_>,
) -> Option<Gap> {
    let sum_at = |x: f64| steps.iter().rfind(|step| step.x <= x);
    let (differences, reported) = totals
        .filter(|(_, mark)| sum_at(mark.x).is_some())
        .map(|(fact, mark)| (likeness.differences(fact), mark))
        .min_by(|(a, one), (b, other)| {
            let latest_first = other.x.total_cmp(&one.x);
            a.len().cmp(&b.len()).then(latest_first)
        })?;
    let sum = sum_at(reported.x)?;
    let between = reported.value.checked_add(minus(sum.value))?;
    Some(Gap {
        x: reported.x,
        sum: sum.y,
        reported: reported.y,
        when: reported.when,
        between,
        differences,
    })
}

/// The last total of each period less the last one before it. Other totals of a period are left
/// out, as is the first, which nothing precedes.
pub(super) fn differences(facts: &[Fact<'_>], period: Period, left_out: &mut LeftOut) -> Vec<Mark> {
    let mut last_of: BTreeMap<Date, &Fact<'_>> = BTreeMap::new();
    for fact in facts {
        let period = period_around(fact.when.end(), period).start();
        let place = last_of.entry(period).or_insert(fact);
        let (earlier, later) = if place.when.end() <= fact.when.end() {
            (*place, fact)
        } else {
            (fact, *place)
        };
        *place = later;
        if earlier.claims[0].id != later.claims[0].id {
            let claims = left_out.entry(Reason::LaterTotal).or_default();
            claims.extend(earlier.claim_ids());
        }
    }
    let mut marks = Vec::new();
    let mut before: Option<&Fact<'_>> = None;
    for (start, fact) in last_of {
        let Some(earlier) = before.replace(fact) else {
            let claims = left_out.entry(Reason::FirstTotal).or_default();
            claims.extend(fact.claim_ids());
            continue;
        };
        let Some(sum) = rise(earlier, fact) else {
            let claims = left_out.entry(Reason::TooLarge).or_default();
            claims.extend(fact.claim_ids());
            continue;
        };
        let when = period_around(start, period);
        let (first, last) = (day_number(when.start()), day_number(when.end()));
        let half = (last - first + 1.0) * BAR / 2.0;
        let middle = f64::midpoint(first, last);
        let mark = sum.mark(
            when,
            TimeFrame::InPeriod,
            middle,
            middle - half,
            middle + half,
        );
        marks.push(Mark {
            since: Some(earlier.when),
            ..mark
        });
    }
    marks
}

/// What lies between two totals: the least and the most that their ends allow.
fn rise(earlier: &Fact<'_>, later: &Fact<'_>) -> Option<Sum> {
    Some(Sum {
        claims: later.claim_ids().collect(),
        value: later.value.checked_add(minus(earlier.value))?,
        low: later.low.checked_add(minus(earlier.high))?,
        high: later.high.checked_add(minus(earlier.low))?,
        // The less the earlier one may have been, the more it rose.
        open_low: later.open_low || earlier.open_high,
        open_high: later.open_high || earlier.open_low,
        bound: None,
    })
}

fn minus(amount: Amount) -> Amount {
    Amount::from(-amount.decimal())
}
