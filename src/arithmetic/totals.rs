//! Running totals of one claimant that fall.

use std::collections::BTreeMap;

use super::{Question, figure, spoken, voice};
use crate::findings::voice_key;
use crate::model::{Claim, Doubt, Stage, TimeFrame};

pub(super) fn questions(claims: &[&Claim]) -> Vec<Question> {
    let mut series: BTreeMap<_, Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        let Some((figure, _)) = figure(claim) else {
            continue;
        };
        // What remains is expected to fall.
        let grows = claim.stage != Some(Stage::Remaining);
        if figure.time_frame == TimeFrame::Cumulative
            && grows
            && claim.when.is_some()
            && !claim.claimant.trim().is_empty()
        {
            let key = (
                voice_key(claim),
                figure.unit.to_lowercase(),
                claim.stage,
                &claim.tags,
            );
            series.entry(key).or_default().push(claim);
        }
    }
    let mut found = Vec::new();
    for mut claims in series.into_values() {
        claims.sort_by_key(|claim| (claim.when.map(|when| (when.end(), when.start())), claim.id));
        let mut highest: Option<&Claim> = None;
        for claim in claims {
            found.extend(highest.and_then(|before| falls(before, claim)));
            let low = |claim: &Claim| figure(claim).map(|(_, allowed)| allowed.low);
            if highest.is_none_or(|before| low(claim) >= low(before)) {
                highest = Some(claim);
            }
        }
    }
    found
}

fn falls(before: &Claim, after: &Claim) -> Option<Question> {
    let ((first, was), (second, is)) = (figure(before)?, figure(after)?);
    let (earlier, later) = (before.when?, after.when?);
    if is.high >= was.low || earlier.end() >= later.start() {
        return None;
    }
    let less = first.central()?.decimal() - second.central()?.decimal();
    let words = format!(
        "{} counts {} by {} and {} by {}: {} fewer. Can a running total fall?",
        voice(after),
        first.spoken(),
        earlier.spoken(),
        second.spoken(),
        later.spoken(),
        spoken(second, less.into()),
    );
    Some(Question {
        doubt: Doubt::TotalFalls,
        claims: vec![before.id, after.id],
        words,
    })
}
