//! What the commands about findings do: making them of claims and of proposals, dismissing them,
//! and parting claims from them.

use std::collections::BTreeSet;

use egui::Context;

use super::action::Action;
use super::app::App;
use super::findings::Mode;
use super::overview::FindingAt;
use super::state::Tab;
use crate::edit::{EditError, Transaction, answers, findings};
use crate::findings::overview::{Row, State as RowState};
use crate::findings::title;
use crate::model::{Answer, Claim, ClaimId, Doubt, Finding};

impl App {
    /// Shows one of the lists of findings, and sends the keyboard to it.
    pub(super) fn show_findings(&mut self, ctx: &Context, mode: Mode) {
        self.apply(ctx, Action::ShowTab(Tab::Findings));
        self.panes.workbench.findings.open(mode);
    }

    /// Makes one finding of the claims that are chosen in the table.
    pub(super) fn make_finding(&mut self, ctx: &Context) {
        let Some(document) = &self.state.document else {
            return;
        };
        let project = &document.project;
        let mut ids: BTreeSet<ClaimId> = self.panes.workbench.claims.chosen().clone();
        ids.extend(self.state.view.claim);
        let claims: Vec<&Claim> = ids
            .iter()
            .filter_map(|id| project.claim(*id))
            .map(AsRef::as_ref)
            .collect();
        if claims.len() < 2 {
            self.toasts.refuse(
                "A finding is made of several claims: choose them in the table of claims, with \
                 Ctrl or Shift held",
            );
            return;
        }
        let title = title(project, &claims);
        let ids: Vec<ClaimId> = claims.iter().map(|claim| claim.id).collect();
        let first = ids.first().copied();
        let finding = Finding::new(self.state.clock.fresh(), title, ids);
        let step = findings::put(project, finding);
        if self.make(step) {
            self.show_findings(ctx, Mode::All);
            self.state.view.finding = first.map(|claim| FindingAt {
                claim,
                proposed: false,
            });
        }
    }

    /// Makes a finding of the chosen proposal, or adds its claims to the finding that has others.
    pub(super) fn accept_finding(&mut self) {
        let (Some(row), Some(document)) = (self.chosen_row(), &self.state.document) else {
            return;
        };
        let project = &document.project;
        let claims: BTreeSet<ClaimId> = row.proposed.iter().copied().collect();
        let step = if let Some(id) = row.finding {
            findings::add_claims(project, id, &claims)
        } else {
            let finding = Finding::new(self.state.clock.fresh(), row.title.clone(), claims);
            findings::put(project, finding)
        };
        self.make(step);
    }

    /// Does not propose the chosen claims as one again; a finding that was made is deleted.
    pub(super) fn dismiss_finding(&mut self) {
        let (Some(row), Some(document)) = (self.chosen_row(), &self.state.document) else {
            return;
        };
        let project = &document.project;
        let step = match (row.state, row.finding) {
            (RowState::Proposed, _) => {
                let answer = Answer {
                    id: self.state.clock.fresh(),
                    doubt: Doubt::SameQuantity,
                    claims: row.claims.iter().copied().collect(),
                    names: BTreeSet::new(),
                    reason: String::new(),
                };
                answers::give(project, answer)
            }
            (_, Some(id)) => findings::delete(project, id),
            (_, None) => return,
        };
        self.make(step);
    }

    /// Takes the shown claim out of its finding, or makes a finding of its own of it.
    pub(super) fn part_from_finding(&mut self, split: bool) {
        let (Some(claim), Some(document)) = (self.state.claim(), &self.state.document) else {
            return;
        };
        let project = &document.project;
        let held = |finding: &&std::sync::Arc<Finding>| finding.claims.contains(&claim.id);
        let Some(finding) = project.findings().find(held) else {
            return;
        };
        let only = BTreeSet::from([claim.id]);
        let clock = &self.state.clock;
        let step = if split {
            let title = title(project, &[claim]);
            findings::split(project, finding.id, &only, &title, clock)
        } else {
            findings::take_out(project, finding.id, &only, clock)
        };
        self.make(step);
    }

    fn chosen_row(&self) -> Option<Row> {
        self.state.finding_row().cloned()
    }

    /// Makes a change, or says why not. True where it was made.
    fn make(&mut self, step: Result<Transaction, EditError>) -> bool {
        match step {
            Ok(step) => {
                self.change(step, None);
                true
            }
            Err(error) => {
                self.toasts.refuse(error.to_string());
                false
            }
        }
    }
}
