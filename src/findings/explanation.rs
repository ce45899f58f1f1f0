//! What may explain that claims differ, in words, and which claims are kept apart that one might
//! have taken for the same.

use std::collections::{BTreeSet, HashMap};

use super::agreement::ratio;
use super::names;
use super::reasons::unit_words;
use crate::echo::Echoes;
use crate::model::{Bound, Claim, ClaimId, Figure, FigureKind, Project, Stage, TimeFrame, When};

/// How many days apart claims of one voice are still worth a word.
const NEAR: i32 = 31;
/// How many claims that are kept apart are named.
const MOST: usize = 6;

/// What tells these claims apart besides their values, a sentence each; the weightiest first.
pub fn differences(project: &Project, claims: &[&Claim], echoes: &Echoes) -> Vec<String> {
    let mut said = Vec::new();
    let figures: Vec<&Figure> = claims
        .iter()
        .filter_map(|claim| claim.figure.as_ref())
        .collect();
    let mut differ = |what: &str, values: BTreeSet<String>| {
        if values.len() > 1 {
            let values: Vec<String> = values.into_iter().collect();
            said.push(format!("{what}: {}.", values.join("; ")));
        }
    };
    let frames: BTreeSet<TimeFrame> = figures.iter().map(|figure| figure.time_frame).collect();
    let frames = frames.into_iter().map(|frame| frame.label().to_owned());
    differ("Different time frames", frames.collect());
    differ(
        "Different units",
        figures.iter().map(|figure| unit_words(figure)).collect(),
    );
    let stages: BTreeSet<Stage> = claims.iter().filter_map(|claim| claim.stage).collect();
    let stages = stages.into_iter().map(|stage| stage.label().to_lowercase());
    differ("Different stages", stages.collect());
    differ(
        "Different subjects",
        different(claims.iter().map(|claim| claim.subject.as_str())),
    );
    let whens: BTreeSet<When> = claims.iter().filter_map(|claim| claim.when).collect();
    if whens.len() > 1 {
        let whens: Vec<String> = whens.into_iter().map(When::spoken).collect();
        said.push(format!(
            "They hold for different times: {}.",
            whens.join("; ")
        ));
    }
    let tags = claims.iter().map(|claim| {
        let paths: BTreeSet<String> = claim
            .tags
            .iter()
            .map(|tag| project.tag_path(*tag))
            .collect();
        paths.into_iter().collect::<Vec<_>>().join(", ")
    });
    let tags: BTreeSet<String> = tags.filter(|tags| !tags.is_empty()).collect();
    if tags.len() > 1 {
        let tags: Vec<String> = tags.into_iter().collect();
        said.push(format!("They are tagged differently: {}.", tags.join("; ")));
    }
    said.extend(slip(&figures));
    let claimants = different(claims.iter().map(|claim| claim.claimant.as_str()));
    if claimants.len() > 1 {
        let claimants: Vec<String> = claimants.into_iter().collect();
        said.push(format!(
            "Different people say so: {}.",
            claimants.join("; ")
        ));
    }
    let bounds: BTreeSet<Bound> = figures.iter().map(|figure| figure.bound).collect();
    if bounds.len() > 1 {
        let bounds: Vec<String> = bounds
            .into_iter()
            .map(|b| format!("“{}”", b.label()))
            .collect();
        said.push(format!(
            "The words limit the numbers differently: {}.",
            bounds.join("; ")
        ));
    }
    said.extend(published(project, claims));
    let articles: BTreeSet<_> = claims.iter().map(|claim| claim.passage.article).collect();
    let sources = echoes.sources(project, claims).len();
    if sources < articles.len() {
        said.push(format!(
            "Only {sources} of the {} articles are independent; the others print one text.",
            articles.len()
        ));
    }
    said
}

/// A difference of a thousand or a million.
fn slip(figures: &[&Figure]) -> Option<String> {
    let values = || figures.iter().filter_map(|figure| figure.central());
    let times = ratio(values().min()?, values().max()?)?;
    let near = |factor: f64| (times / factor - 1.0).abs() < 0.05;
    let factor = if near(1e3) {
        "a thousand"
    } else if near(1e6) {
        "a million"
    } else {
        return None;
    };
    Some(format!(
        "The values are {factor} times apart: a unit may have slipped."
    ))
}

/// How far apart they were published, where that is more than a few days.
fn published(project: &Project, claims: &[&Claim]) -> Option<String> {
    let days = claims.iter().filter_map(|claim| {
        let article = project.article(claim.passage.article)?;
        Some(article.published?.end())
    });
    let days: BTreeSet<_> = days.collect();
    let apart = (*days.last()? - *days.first()?).get_days();
    (apart > 3).then(|| {
        format!("They were published {apart} days apart: the later articles may know more.")
    })
}

/// Names that are not the same for comparing.
fn different<'a>(all: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    all.map(str::trim)
        .filter(|name| !name.is_empty() && seen.insert(names::subject(name)))
        .map(str::to_owned)
        .collect()
}

/// All claims by whose they are and who makes them.
pub struct Neighbours<'a> {
    by_voice: HashMap<(String, String), Vec<&'a Claim>>,
}

impl<'a> Neighbours<'a> {
    /// The claims of a project that have a figure.
    pub fn new(project: &'a Project) -> Self {
        let mut by_voice: HashMap<_, Vec<&Claim>> = HashMap::new();
        for claim in project.claims().filter(|claim| claim.figure.is_some()) {
            if let Some(voice) = voice(claim) {
                by_voice.entry(voice).or_default().push(claim);
            }
        }
        Self { by_voice }
    }

    /// Claims of the same subject and claimant as one of these that differ from it in one thing
    /// that makes them another quantity, each with that thing in words; a few at most.
    pub fn kept_apart(&self, project: &Project, claims: &[&Claim]) -> Vec<(ClaimId, String)> {
        /// How many claims of one voice are looked at.
        const LOOK: usize = 2_000;
        let own: BTreeSet<ClaimId> = claims.iter().map(|claim| claim.id).collect();
        let mut found: Vec<(ClaimId, String)> = Vec::new();
        for claim in claims {
            let others = voice(claim).and_then(|voice| self.by_voice.get(&voice));
            for other in others.into_iter().flatten().take(LOOK) {
                if found.len() >= MOST {
                    return found;
                }
                let known = own.contains(&other.id) || found.iter().any(|(id, _)| *id == other.id);
                if !known && let Some(why) = one_difference(project, claim, other) {
                    found.push((other.id, why));
                }
            }
        }
        found
    }
}

fn voice(claim: &Claim) -> Option<(String, String)> {
    let subject = names::subject(&claim.subject);
    let claimant = names::plain(&claim.claimant);
    (!subject.is_empty() && !claimant.is_empty()).then_some((subject, claimant))
}

/// The one thing in which two claims of a voice are another quantity; none where they are the
/// same, or differ in several things.
fn one_difference(project: &Project, claim: &Claim, other: &Claim) -> Option<String> {
    let (own, their) = (claim.figure.as_ref()?, other.figure.as_ref()?);
    let money = |figure: &Figure| figure.kind == FigureKind::Money;
    if money(own) != money(their) {
        return None;
    }
    let mut found = Vec::new();
    if own.unit.to_lowercase() != their.unit.to_lowercase() {
        found.push(format!("another unit, {}", unit_words(their)));
    }
    if own.time_frame != their.time_frame {
        let frame = match their.time_frame {
            TimeFrame::InPeriod => "of the period",
            TimeFrame::Cumulative => "a running total",
            TimeFrame::Rate(_) => "a rate",
        };
        found.push(format!("another time frame, {frame}"));
    }
    if let Some((own, their)) = claim.stage.zip(other.stage)
        && own != their
    {
        found.push(format!("another stage, {}", their.label().to_lowercase()));
    }
    if super::reported::tags_clash(project, &claim.tags, &other.tags) {
        let tags: Vec<String> = other
            .tags
            .iter()
            .map(|tag| project.tag_path(*tag))
            .collect();
        found.push(format!("another tag, {}", tags.join(", ")));
    }
    let (when, theirs) = (claim.when?, other.when?);
    let gap = (theirs.start() - when.end())
        .get_days()
        .max((when.start() - theirs.end()).get_days());
    if gap > NEAR {
        return None;
    }
    if gap > 0 {
        found.push(format!("another time, {}", theirs.spoken()));
    }
    (found.len() == 1).then(|| found.remove(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::fixture::project_saying;

    fn all(project: &Project) -> Vec<&Claim> {
        project.claims().map(AsRef::as_ref).collect()
    }

    #[test]
    fn what_differs_is_said_in_words() {
        let project = project_saying(&[
            "$79bn|total|United States|Pentagon|2024-03-01",
            "$79m|total|US|State Department|2024-04-01",
        ]);
        let said = differences(&project, &all(&project), &Echoes::default());
        assert_eq!(
            said,
            [
                "They hold for different times: 1 Mar 2024; 1 Apr 2024.",
                "The values are a thousand times apart: a unit may have slipped.",
                "Different people say so: Pentagon; State Department.",
            ]
        );
    }

    #[test]
    fn one_thing_keeps_claims_of_a_voice_apart() {
        let project = project_saying(&[
            "500|total|Russia|NATO|2024-03-01",
            "50|day|Russia|NATO|2024-03-01",
            "520|total|Russia|NATO|2024-03-09",
            "900|total|Russia|NATO|2024-09-09",
            "40|day|Russia|NATO|2024-03-09",
            "500|total|Russia|Kremlin|2024-03-02",
        ]);
        let claims = all(&project);
        let apart = Neighbours::new(&project).kept_apart(&project, &claims[..1]);
        let apart: Vec<(u128, &str)> = apart
            .iter()
            .map(|(id, why)| (id.as_u128(), why.as_str()))
            .collect();
        assert_eq!(
            apart,
            [
                (2, "another time frame, a rate"),
                (3, "another time, 9 Mar 2024")
            ]
        );
    }
}
