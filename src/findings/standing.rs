//! Which value stands for a finding: chosen by hand, or by a rule from its claims.

use crate::echo::Echoes;
use crate::model::{Amount, Claim, ClaimId, Finding, Project, Rule, When};

/// The value that stands for a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The value.
    pub value: Amount,
    /// The claim whose figure it is; none for a value between two.
    pub claim: Option<ClaimId>,
    /// How it was chosen, in words: `the newest`, `chosen by hand`.
    pub how: String,
}

/// The value that stands for a finding; none where nobody chose one, or no claim gives one.
///
/// `echoes` is asked by the median alone, where articles that print one text are one source.
pub fn standing(project: &Project, finding: &Finding, echoes: &Echoes) -> Option<Standing> {
    let claims: Vec<&Claim> = finding
        .claims
        .iter()
        .filter_map(|id| project.claim(*id))
        .map(AsRef::as_ref)
        .collect();
    if let Some(chosen) = finding.preferred {
        let claim = claims.iter().find(|claim| claim.id == chosen)?;
        return Some(Standing {
            value: value(claim)?,
            claim: Some(claim.id),
            how: "chosen by hand".to_owned(),
        });
    }
    let rule = finding.rule.as_ref()?;
    let (value, claim) = match rule {
        Rule::Newest => newest(project, &claims)?,
        Rule::Conservative => {
            let lowest = claims
                .iter()
                .filter_map(|claim| Some((value(claim)?, claim.id)));
            let (value, claim) = lowest.min()?;
            (value, Some(claim))
        }
        Rule::Median => median(project, &claims, echoes)?,
        Rule::Claimant { name } => {
            let theirs: Vec<&Claim> = claims
                .into_iter()
                .filter(|claim| claim.claimant.trim() == name.trim())
                .collect();
            newest(project, &theirs)?
        }
    };
    Some(Standing {
        value,
        claim,
        how: words(rule),
    })
}

/// How a rule chooses, in words: `the newest`.
pub fn words(rule: &Rule) -> String {
    match rule {
        Rule::Newest => "the newest".to_owned(),
        Rule::Conservative => "the most conservative".to_owned(),
        Rule::Median => "the median of independent sources".to_owned(),
        Rule::Claimant { name } => format!("what {name} says"),
    }
}

fn value(claim: &Claim) -> Option<Amount> {
    claim.figure.as_ref()?.central()
}

/// The value of the claim that was published last; where that is the same day or not known, of
/// the one that holds for the later day, and then of the one that was made later.
fn newest(project: &Project, claims: &[&Claim]) -> Option<(Amount, Option<ClaimId>)> {
    let age = |claim: &Claim| {
        let article = project.article(claim.passage.article);
        let published = article.and_then(|article| article.published);
        let holds = claim.when.map(When::end);
        (published.map(When::end), holds, claim.id)
    };
    let with_value = claims
        .iter()
        .filter_map(|claim| Some((age(claim), value(claim)?)));
    let (age, value) = with_value.max_by_key(|(age, _)| *age)?;
    Some((value, Some(age.2)))
}

/// The middle of what each independent source says last; of an even number, the middle between
/// the two that lie there.
fn median(
    project: &Project,
    claims: &[&Claim],
    echoes: &Echoes,
) -> Option<(Amount, Option<ClaimId>)> {
    let sources = echoes.sources(project, claims);
    let mut values: Vec<(Amount, Option<ClaimId>)> = sources
        .iter()
        .filter_map(|claims| newest(project, claims))
        .collect();
    values.sort();
    let middle = values.len() / 2;
    if values.len() % 2 == 1 {
        return values.get(middle).copied();
    }
    let (below, above) = (values.get(middle.checked_sub(1)?)?, values.get(middle)?);
    if below.0 == above.0 {
        return Some(*below);
    }
    let sum = below.0.checked_add(above.0)?;
    let half = sum.decimal().checked_div(2.into())?;
    Some((Amount::from(half), None))
}
