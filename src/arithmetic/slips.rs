//! Values of one quantity and one time that are a thousand or a million times apart.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Question, figure};
use crate::findings::agreement::ratio;
use crate::findings::subject_key;
use crate::model::{Amount, Claim, Doubt};

pub(super) fn questions(claims: &[&Claim]) -> Vec<Question> {
    let mut times: BTreeMap<_, BTreeMap<Amount, &Claim>> = BTreeMap::new();
    for claim in claims {
        let (Some((figure, _)), Some(when)) = (figure(claim), claim.when) else {
            continue;
        };
        let subject = subject_key(claim);
        let value = figure.central().filter(|value| *value > Amount::from(0));
        if let Some(value) = value.filter(|_| !subject.is_empty()) {
            let unit = figure.unit.to_lowercase();
            let key = (
                subject,
                unit,
                figure.time_frame,
                claim.stage,
                when,
                &claim.tags,
            );
            times.entry(key).or_default().entry(value).or_insert(claim);
        }
    }
    let mut found = Vec::new();
    for values in times.values() {
        for (value, small) in values {
            for (factor, word) in [(1_000_i64, "thousand"), (1_000_000, "million")] {
                let scaled = |share: i64| {
                    let factor = Decimal::new(factor * share, 3);
                    value.decimal().checked_mul(factor).map(Amount::from)
                };
                let (Some(from), Some(to)) = (scaled(985), scaled(1_015)) else {
                    continue;
                };
                let large = values.range(from..=to).next();
                found.extend(large.and_then(|(_, large)| ask(small, large, word)));
            }
        }
    }
    found
}

fn ask(small: &Claim, large: &Claim, word: &str) -> Option<Question> {
    let ((little, _), (much, _)) = (figure(small)?, figure(large)?);
    let times = ratio(little.central()?, much.central()?)?;
    let times = Amount::from(times.round() as i64).grouped();
    Some(Question {
        doubt: Doubt::SlippedByThousand,
        claims: vec![small.id, large.id],
        words: format!(
            "{} is {times} times {} for the same time. Did the unit slip by a {word}?",
            much.spoken(),
            little.spoken(),
        ),
    })
}
