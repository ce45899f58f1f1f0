//! What the claims of the whole project give reason to look at, worked out in the background.
//!
//! It is worked out anew while the findings are on screen and the project is another than before;
//! until it is back, the last one is shown. Which articles echo each other is kept as long as
//! their texts are the same.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use super::app::App;
use super::jobs::Outcome;
use super::state::{State, Tab};
use crate::echo::Echoes;
use crate::findings::overview::{Overview, Row, State as RowState};
use crate::model::{ClaimId, Project};

/// What the work is called while it runs.
const NAME: &str = "Comparing claims";

/// The last look at the whole project.
#[derive(Debug, Clone, Default)]
pub struct Looked {
    /// What was seen.
    pub overview: Arc<Overview>,
    /// Which articles echo each other.
    pub echoes: Arc<Echoes>,
    /// The texts that those are the echoes of.
    texts: Option<u64>,
    /// The content that was looked at.
    revision: Option<u64>,
}

/// A row of the findings: by its first claim, for its finding may be made or taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindingAt {
    /// The first of its claims.
    pub claim: ClaimId,
    /// Whether it was proposed.
    pub proposed: bool,
}

impl FindingAt {
    /// Where a row is; none for one without claims.
    pub fn of(row: &Row) -> Option<Self> {
        let proposed = row.state == RowState::Proposed;
        let first = row.proposed.first().filter(|_| proposed);
        Some(Self {
            claim: *first.or(row.claims.first())?,
            proposed,
        })
    }
}

impl Looked {
    /// Looks at a project; what is known of its echoes is used again where the texts are the same.
    fn at(self, project: &Project, revision: u64) -> Self {
        let mut texts = DefaultHasher::new();
        for article in project.articles() {
            (article.id, &article.hash, article.published).hash(&mut texts);
        }
        let texts = Some(texts.finish());
        let echoes = if self.texts == texts {
            self.echoes
        } else {
            Arc::new(Echoes::of(project))
        };
        Self {
            overview: Arc::new(Overview::of(project, &echoes)),
            echoes,
            texts,
            revision: Some(revision),
        }
    }

    /// What was seen once and for all.
    #[cfg(test)]
    pub(super) fn of(overview: Overview) -> Self {
        Self {
            overview: Arc::new(overview),
            revision: Some(0),
            ..Self::default()
        }
    }

    /// Whether nothing was looked at yet.
    pub fn is_empty(&self) -> bool {
        self.revision.is_none()
    }
}

impl State {
    /// The row that is chosen among the findings; the one its claim came into, where that is
    /// another by now.
    pub fn finding_row(&self) -> Option<&Row> {
        let at = self.view.finding?;
        let rows = &self.looked.overview.rows;
        let same = rows.iter().find(|row| FindingAt::of(row) == Some(at));
        same.or_else(|| rows.iter().find(|row| row.claims.contains(&at.claim)))
    }
}

impl App {
    /// Starts to look at the whole project where that is needed.
    pub(super) fn look_over(&mut self) {
        let in_view = self.state.view.tab == Tab::Findings && self.state.settings.show_workbench;
        let revision = self.state.revision();
        let Some(document) = self.state.document.as_ref().filter(|_| in_view) else {
            return;
        };
        if self.state.looked.revision == Some(revision)
            || self.jobs.running().any(|job| job == NAME)
        {
            return;
        }
        let project = document.project.clone();
        let before = self.state.looked.clone();
        self.jobs.start(NAME, move || {
            Outcome::LookedOver(Box::new(before.at(&project, revision)))
        });
    }

    /// Takes in what was seen.
    pub(super) fn looked_over(&mut self, looked: Looked) {
        self.state.looked = looked;
        // Nothing is chosen that is in no row any more.
        if self.state.finding_row().is_none() {
            self.state.view.finding = None;
        }
    }
}
