//! What a list of findings shows: those of the project and those that are proposed, how many
//! claims, articles and independent sources stand behind each, and how far they agree.

use std::collections::BTreeSet;

use super::agreement::{Agreement, agreement};
use super::claimants::{self, OneClaimant};
use super::standing::{Standing, standing};
use super::{Proposal, propose};
use crate::arithmetic::{self, Question};
use crate::echo::Echoes;
use crate::model::{Claim, ClaimId, Figure, Finding, FindingId, Project};

/// Everything that a project's claims give reason to look at.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    /// The findings in the order in which they were made, then what is proposed.
    pub rows: Vec<Row>,
    /// What the numbers make one ask.
    pub questions: Vec<Question>,
    /// Names that may be one claimant's.
    pub claimants: Vec<OneClaimant>,
}

/// A finding, or what is proposed as one.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The finding; of a proposal, the one that it would add to.
    pub finding: Option<FindingId>,
    /// The claims that are proposed and not in it yet.
    pub proposed: Vec<ClaimId>,
    /// What it is called, or could be.
    pub title: String,
    /// All of its claims, in the order in which they were made.
    pub claims: Vec<ClaimId>,
    /// How many articles they stand in.
    pub articles: usize,
    /// How many of those do not echo another.
    pub independent: usize,
    /// How far they agree; none without a number.
    pub agreement: Option<Agreement>,
    /// Their values in words: `5,937 – 15,000 soldiers`.
    pub values: String,
    /// Which value stands for it.
    pub standing: Option<Standing>,
    /// How far it has come.
    pub state: State,
    /// Why its claims seem to be one, of a proposal.
    pub reasons: Vec<String>,
    /// What a filter looks in: the title, quotes, claimants and subjects in small letters, a line
    /// each.
    pub words: String,
}

/// How far a finding has come.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::Display, strum::EnumIter,
)]
#[strum(serialize_all = "snake_case")]
pub enum State {
    /// The program proposes it.
    Proposed,
    /// A person made it, and its claims agree.
    Confirmed,
    /// Its claims disagree and nobody has said which counts, or why.
    Conflict,
    /// Its claims disagree and a person chose a value or wrote why.
    Settled,
}

impl State {
    /// As shown on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Proposed => "Proposed",
            Self::Confirmed => "Confirmed",
            Self::Conflict => "Conflict",
            Self::Settled => "Settled",
        }
    }
}

impl Overview {
    /// Looks at a whole project. With the echoes of its articles at hand, a second for 100,000
    /// claims.
    pub fn of(project: &Project, echoes: &Echoes) -> Self {
        let findings = project
            .findings()
            .map(|finding| confirmed(project, echoes, finding));
        let proposals = propose(project).into_iter();
        let proposals = proposals.map(|proposal| proposed(project, echoes, proposal));
        Self {
            rows: findings.chain(proposals).collect(),
            questions: arithmetic::questions(project),
            claimants: claimants::suggest(project),
        }
    }

    /// The rows whose claims disagree, by how much; what is settled comes last.
    pub fn conflicts(&self) -> Vec<&Row> {
        let places = self.conflict_places().into_iter();
        places.map(|place| &self.rows[place]).collect()
    }

    /// Where those rows stand among all.
    pub fn conflict_places(&self) -> Vec<usize> {
        let disagrees = |place: &usize| self.rows[*place].disagrees();
        let mut places: Vec<usize> = (0..self.rows.len()).filter(disagrees).collect();
        places.sort_by(|one, other| {
            let (one, other) = (&self.rows[*one], &self.rows[*other]);
            let settled = |row: &Row| row.state == State::Settled;
            let by = settled(one).cmp(&settled(other));
            by.then(other.ratio().total_cmp(&one.ratio()))
        });
        places
    }
}

impl Row {
    fn called(self, project: &Project, title: String) -> Self {
        let mut words = title.to_lowercase();
        for claim in self.claims.iter().filter_map(|id| project.claim(*id)) {
            for text in [&claim.passage.quote, &claim.claimant, &claim.subject] {
                words.push('\n');
                words.push_str(&text.to_lowercase());
            }
        }
        Self {
            title,
            words,
            ..self
        }
    }

    /// Whether its claims disagree.
    pub fn disagrees(&self) -> bool {
        self.agreement
            .as_ref()
            .is_some_and(|agreement| !agreement.agree)
    }

    /// How many times the lowest value the highest is; without end where that cannot be said.
    pub fn ratio(&self) -> f64 {
        let ratio = self
            .agreement
            .as_ref()
            .and_then(|agreement| agreement.ratio);
        ratio.unwrap_or(f64::INFINITY)
    }

    /// `5 claims, 5 articles, 2 independent`.
    pub fn support(&self) -> String {
        let counted = |count: usize, what: &str| match count {
            1 => format!("1 {what}"),
            many => format!("{many} {what}s"),
        };
        format!(
            "{}, {}, {} independent",
            counted(self.claims.len(), "claim"),
            counted(self.articles, "article"),
            self.independent
        )
    }
}

fn confirmed(project: &Project, echoes: &Echoes, finding: &Finding) -> Row {
    let claims: Vec<ClaimId> = finding.claims.iter().copied().collect();
    let mut row = row(project, echoes, claims);
    row = row.called(project, finding.title.clone());
    row.finding = Some(finding.id);
    row.standing = standing(project, finding, echoes);
    row.state = match (row.disagrees(), finding.is_settled()) {
        (false, _) => State::Confirmed,
        (true, false) => State::Conflict,
        (true, true) => State::Settled,
    };
    row
}

fn proposed(project: &Project, echoes: &Echoes, proposal: Proposal) -> Row {
    let held = proposal.finding.and_then(|id| project.finding(id));
    let mut claims: BTreeSet<ClaimId> = proposal.claims.iter().copied().collect();
    claims.extend(held.iter().flat_map(|finding| &finding.claims));
    let row = row(project, echoes, claims.into_iter().collect());
    let title = held.map_or(proposal.title, |finding| finding.title.clone());
    Row {
        finding: proposal.finding,
        proposed: proposal.claims,
        reasons: proposal.reasons,
        ..row.called(project, title)
    }
}

fn row(project: &Project, echoes: &Echoes, ids: Vec<ClaimId>) -> Row {
    let claims: Vec<&Claim> = ids
        .iter()
        .filter_map(|id| project.claim(*id))
        .map(AsRef::as_ref)
        .collect();
    let articles: BTreeSet<_> = claims.iter().map(|claim| claim.passage.article).collect();
    let figures = || claims.iter().filter_map(|claim| claim.figure.as_ref());
    let agreement = agreement(figures());
    Row {
        finding: None,
        proposed: Vec::new(),
        title: String::new(),
        articles: articles.len(),
        independent: echoes.sources(project, &claims).len(),
        values: values(figures().next(), agreement.as_ref()),
        agreement,
        claims: ids,
        standing: None,
        state: State::Proposed,
        reasons: Vec::new(),
        words: String::new(),
    }
}

/// The values of claims in words: `$725 million`, `5,937 – 15,000 soldiers`.
fn values(figure: Option<&Figure>, agreement: Option<&Agreement>) -> String {
    let (Some(figure), Some(agreement)) = (figure, agreement) else {
        return String::new();
    };
    let is_one = agreement.low == agreement.high;
    let figure = Figure {
        low: Some(agreement.low).filter(|_| !is_one),
        best: Some(agreement.low).filter(|_| is_one),
        high: Some(agreement.high).filter(|_| !is_one),
        bound: crate::model::Bound::Exact,
        ..figure.clone()
    };
    figure.spoken()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{History, findings};
    use crate::findings::fixture::project_saying;

    #[test]
    fn conflicts_come_by_how_far_apart_they_are() {
        let mut project = project_saying(&[
            "500|total|Russia|A|2024-03-01",
            "900|total|Russia|B|2024-03-01",
            "100|total|Ukraine|A|2024-03-01",
            "2000|total|Ukraine|B|2024-03-01",
            "70|day|Ukraine|A|2024-03-01",
            "70|day|Ukraine|B|2024-03-01",
        ]);
        let id = FindingId::from_u128(9);
        let claims = [1, 2].map(ClaimId::from_u128);
        let step = findings::put(&project, Finding::new(id, "Losses", claims)).unwrap();
        History::default().apply(&mut project, step, None);
        let overview = Overview::of(&project, &Echoes::default());
        let shown: Vec<(&str, State, String)> = overview
            .rows
            .iter()
            .map(|row| (row.values.as_str(), row.state, row.support()))
            .collect();
        let support = || "2 claims, 2 articles, 2 independent".to_owned();
        assert_eq!(
            shown,
            [
                ("500 – 900 soldiers", State::Conflict, support()),
                ("100 – 2,000 soldiers", State::Proposed, support()),
                ("70 soldiers per day", State::Proposed, support()),
            ]
        );
        let conflicts = overview.conflicts();
        assert_eq!(conflicts.len(), 2);
        assert_eq!(conflicts[1].finding, Some(id));
        let step = findings::explain(&project, id, "Two ways of counting").unwrap();
        History::default().apply(&mut project, step, None);
        let overview = Overview::of(&project, &Echoes::default());
        assert_eq!(overview.rows[0].state, State::Settled);
    }
}
