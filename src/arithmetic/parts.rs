//! Parts that are more than their total: the killed and wounded of the casualties, the packages
//! of a year's sum.

use std::collections::{BTreeMap, BTreeSet};

use super::{Question, figure, spoken};
use crate::findings::subject_key;
use crate::model::{
    Amount, ArticleId, Claim, Doubt, Figure, Project, Stage, TagId, TimeFrame, When,
};

/// Units of people: the casualties are the soldiers killed and wounded.
const PEOPLE: [&str; 6] = [
    "casualty",
    "soldier",
    "person",
    "fighter",
    "troop",
    "serviceman",
];
/// How many days a total covers at the least, for its parts to be its days.
const LONG: i32 = 28;
/// How many parts a question names.
const MOST: usize = 12;

pub(super) fn questions(project: &Project, claims: &[&Claim]) -> Vec<Question> {
    let mut found = by_tag(project, claims);
    found.extend(by_time(claims));
    found
}

/// Which claims could be parts of one total: whose, of what, in which frame and at which stage.
type Kind<'a> = (String, &'a str, TimeFrame, Option<Stage>);

fn kind<'a>(claim: &Claim, figure: &'a Figure) -> Option<Kind<'a>> {
    let subject = subject_key(claim);
    let unit = if PEOPLE.contains(&figure.unit.as_str()) {
        "people"
    } else {
        figure.unit.as_str()
    };
    (!subject.is_empty()).then_some((subject, unit, figure.time_frame, claim.stage))
}

/// Claims of one voice or one article for one time, whose tags lie below the tag of a total.
fn by_tag(project: &Project, claims: &[&Claim]) -> Vec<Question> {
    let mut times: BTreeMap<(Kind<'_>, When), Vec<&Claim>> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| !claim.tags.is_empty()) {
        if let Some((figure, _)) = figure(claim)
            && let (Some(kind), Some(when)) = (kind(claim, figure), claim.when)
        {
            times.entry((kind, when)).or_default().push(claim);
        }
    }
    let parent = |tag: &TagId| project.tag(*tag).and_then(|tag| tag.parent);
    let mut found = Vec::new();
    for claims in times.values() {
        // What belongs together, by the tag above and by who says it where.
        let mut below: BTreeMap<(TagId, ArticleId), BTreeMap<TagId, &Claim>> = BTreeMap::new();
        for claim in claims {
            for tag in &claim.tags {
                let Some(above) = parent(tag) else { continue };
                let parts = below.entry((above, claim.passage.article)).or_default();
                let lowest = parts.entry(*tag).or_insert(claim);
                if low(claim) < low(lowest) {
                    *lowest = claim;
                }
            }
        }
        for total in claims {
            for tag in &total.tags {
                let Some(parts) = below.get(&(*tag, total.passage.article)) else {
                    continue;
                };
                let same_voice = |part: &&&Claim| {
                    part.id != total.id
                        && part
                            .claimant
                            .trim()
                            .eq_ignore_ascii_case(total.claimant.trim())
                };
                let parts: Vec<&Claim> = parts.values().filter(same_voice).copied().collect();
                found.extend(ask(total, &parts));
            }
        }
    }
    found
}

/// Amounts of shorter times within the time of a total, none of them counted twice.
fn by_time(claims: &[&Claim]) -> Vec<Question> {
    let mut kinds: BTreeMap<(Kind<'_>, &BTreeSet<TagId>), Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        if let Some((figure, _)) = figure(claim)
            && figure.time_frame == TimeFrame::InPeriod
            && figure.kind != crate::model::FigureKind::Percent
            && claim.when.is_some()
            && let Some(kind) = kind(claim, figure)
        {
            kinds.entry((kind, &claim.tags)).or_default().push(claim);
        }
    }
    let mut found = Vec::new();
    for mut claims in kinds.into_values() {
        // Of one time the lowest amount is the part: what several report is not added.
        claims.sort_by_key(|claim| {
            (
                claim.when.map(|w| (w.end(), w.start())),
                low(claim),
                claim.id,
            )
        });
        for total in &claims {
            let Some(when) = total.when else { continue };
            let days = |when: When| (when.end() - when.start()).get_days() + 1;
            if days(when) < LONG {
                continue;
            }
            let from =
                claims.partition_point(|claim| claim.when.is_some_and(|w| w.end() < when.start()));
            let mut free = when.start();
            let mut parts: Vec<&Claim> = Vec::new();
            for part in &claims[from..] {
                let Some(own) = part.when.filter(|own| own.end() <= when.end()) else {
                    break;
                };
                if own.start() >= free && days(own) < days(when) {
                    parts.push(part);
                    free = own.end().tomorrow().unwrap_or(own.end());
                }
            }
            found.extend(ask(total, &parts));
        }
    }
    found
}

fn low(claim: &Claim) -> Option<Amount> {
    figure(claim).map(|(_, allowed)| allowed.low)
}

fn ask(total: &Claim, parts: &[&Claim]) -> Option<Question> {
    let (whole, most) = figure(total)?;
    // The largest alone may be enough; then it is the only part to ask about.
    let mut parts: Vec<&Claim> = parts.to_vec();
    parts.sort_by_key(|part| (std::cmp::Reverse(low(part)), part.id));
    let mut enough = 0;
    let mut least = Amount::from(0);
    for part in &parts {
        least = least.checked_add(low(part)?)?;
        enough += 1;
        if least > most.high {
            break;
        }
    }
    if least <= most.high || enough > MOST {
        return None;
    }
    parts.truncate(enough);
    let added = parts.iter().try_fold(Amount::from(0), |sum, part| {
        sum.checked_add(figure(part)?.0.central()?)
    })?;
    let shown: Vec<String> = parts
        .iter()
        .filter_map(|part| Some(figure(part)?.0.spoken()))
        .collect();
    let words = match shown.as_slice() {
        [one] => format!(
            "{one} is more than the {} that it should be a part of. Which is meant otherwise?",
            whole.spoken(),
        ),
        many => format!(
            "{} make {}, more than the total of {}. Do the parts overlap, or is the total another?",
            many.join(" + "),
            spoken(whole, added),
            whole.spoken(),
        ),
    };
    let mut claims = vec![total.id];
    claims.extend(parts.iter().map(|part| part.id));
    Some(Question {
        doubt: Doubt::PartsExceedTotal,
        claims,
        words,
    })
}
