//! Rates that do not fit the running totals before and after.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Question, figure, spoken, voice};
use crate::findings::{subject_key, tags_clash};
use crate::model::{Amount, Claim, Doubt, Per, Project, TimeFrame, When};

/// How many days before and after its time a rate is measured by.
const REACH: i32 = 400;
/// A rate of some days may differ by this factor from that of a longer time.
const SLACK: i64 = 2;

pub(super) fn questions(project: &Project, claims: &[&Claim]) -> Vec<Question> {
    // Only totals of one voice are one series; by day.
    let mut series: BTreeMap<(String, String), BTreeMap<String, Vec<&Claim>>> = BTreeMap::new();
    for claim in claims {
        let Some((figure, _)) = figure(claim) else {
            continue;
        };
        if figure.time_frame == TimeFrame::Cumulative && claim.when.is_some() {
            let key = (subject_key(claim), figure.unit.to_lowercase());
            let voices = series.entry(key).or_default();
            voices
                .entry(claim.claimant.trim().to_lowercase())
                .or_default()
                .push(claim);
        }
    }
    let voices = series.values_mut().flat_map(BTreeMap::values_mut);
    voices.for_each(|totals| totals.sort_by_key(|claim| (claim.when.map(When::end), claim.id)));
    let mut found = Vec::new();
    for rate in claims {
        let Some((own, _)) = figure(rate) else {
            continue;
        };
        let subject = subject_key(rate);
        if !matches!(own.time_frame, TimeFrame::Rate(_)) || subject.is_empty() {
            continue;
        }
        let Some(voices) = series.get(&(subject, own.unit.to_lowercase())) else {
            continue;
        };
        // The rate's own claimant before all others.
        let own_voice = rate.claimant.trim().to_lowercase();
        let mut order: Vec<&String> = voices.keys().collect();
        order.sort_by_key(|voice| **voice != own_voice);
        let around = order.into_iter().find_map(|voice| {
            let fits = |total: &&&Claim| {
                total.stage == rate.stage && !tags_clash(project, &total.tags, &rate.tags)
            };
            let when = rate.when?;
            let totals = &voices[voice];
            let end = |claim: &Claim| claim.when.map(When::end);
            // The days that the rate holds for lie between both.
            let split = totals.partition_point(|total| end(total) <= Some(when.start()));
            let before = totals[..split].iter().rev().take(8).find(fits)?;
            let after = totals[split..]
                .iter()
                .take(64)
                .filter(|total| end(total) >= Some(when.end()))
                .find(fits)?;
            let days = (end(after)? - end(before)?).get_days();
            (1..=REACH)
                .contains(&days)
                .then_some((*before, *after, days))
        });
        found.extend(around.and_then(|(before, after, days)| ask(rate, before, after, days)));
    }
    found
}

fn ask(rate: &Claim, before: &Claim, after: &Claim, days: i32) -> Option<Question> {
    let ((own, allowed), (first, was), (second, is)) =
        (figure(rate)?, figure(before)?, figure(after)?);
    let (span, word) = match own.time_frame {
        TimeFrame::Rate(Per::Day) => (Decimal::ONE, "day"),
        TimeFrame::Rate(Per::Week) => (Decimal::from(7), "week"),
        TimeFrame::Rate(Per::Month) => (Decimal::new(304_375, 4), "month"),
        TimeFrame::Rate(Per::Year) => (Decimal::new(36_525, 2), "year"),
        _ => return None,
    };
    let per = |difference: Decimal| -> Option<Amount> {
        let share = difference.checked_mul(span)?.checked_div(days.into())?;
        Some(share.round_dp(u32::from(share.abs() < Decimal::TEN)).into())
    };
    let least = per(is.low.decimal() - was.high.decimal())?;
    let most = per(is.high.decimal() - was.low.decimal())?;
    let factor = Amount::from(SLACK);
    let too_much = allowed.low > most.checked_mul(factor)?;
    let too_little = allowed.high.checked_mul(factor)? < least;
    if !too_much && !too_little {
        return None;
    }
    let more = second.central()?.decimal() - first.central()?.decimal();
    let words = format!(
        "{} says {}. The totals grow from {} ({}) to {} ({}): {} in {days} days, or {} per {word}. Which of the three is meant otherwise?",
        voice(rate),
        own.spoken(),
        first.spoken(),
        before.when?.spoken(),
        second.spoken(),
        after.when?.spoken(),
        spoken(second, more.into()),
        spoken(second, per(more)?),
    );
    Some(Question {
        doubt: Doubt::RateDoesNotFit,
        claims: vec![rate.id, before.id, after.id],
        words,
    })
}
