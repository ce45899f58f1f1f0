//! Chart models, computed once for each content of the project.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::picture::At;
use crate::chart::table::{self, Row};
use crate::chart::{self, ChartModel};
use crate::model::{ChartId, ClaimId, Project};
use crate::ui::state::State;

/// The number of the next model: no two of a run share one, so that what was laid out for one is
/// never taken for another.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// The models that were asked for since the project changed last.
#[derive(Default)]
pub struct Models {
    revision: Option<u64>,
    known: BTreeMap<ChartId, Rc<Prepared>>,
}

/// A chart model with what a screen needs to find its marks.
pub struct Prepared {
    number: u64,
    /// The model, as every export draws it.
    pub model: ChartModel,
    /// Every mark in the order of time, then of amount: the way that the keyboard walks.
    pub walk: Vec<At>,
    rows: OnceCell<Vec<Row>>,
    by_claim: BTreeMap<ClaimId, At>,
}

impl Models {
    /// The model of a chart of the project, or none where it has no such chart.
    pub fn get(&mut self, state: &State, chart: ChartId) -> Option<Rc<Prepared>> {
        let revision = Some(state.revision());
        if self.revision != revision {
            self.revision = revision;
            self.known.clear();
        }
        if let Some(known) = self.known.get(&chart) {
            return Some(Rc::clone(known));
        }
        let project = state.project()?;
        let model = chart::compute(project, project.chart(chart)?);
        let prepared = Rc::new(Prepared::new(model));
        self.known.insert(chart, Rc::clone(&prepared));
        Some(prepared)
    }
}

impl Prepared {
    /// The model with its marks put in order.
    pub fn new(model: ChartModel) -> Self {
        let mut walk = Vec::new();
        let mut by_claim = BTreeMap::new();
        for (series, of_series) in model.series.iter().enumerate() {
            for (mark, of_mark) in of_series.marks.iter().enumerate() {
                let at = At { series, mark };
                walk.push(at);
                for claim in &of_mark.claims {
                    by_claim.insert(*claim, at);
                }
            }
        }
        let place = |at: &At| {
            let mark = &model.series[at.series].marks[at.mark];
            (mark.x, mark.y)
        };
        walk.sort_by(|a, b| {
            let (a, b) = (place(a), place(b));
            a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        Self {
            number: NEXT.fetch_add(1, Ordering::Relaxed),
            model,
            walk,
            rows: OnceCell::new(),
            by_claim,
        }
    }

    /// Tells it from every other model.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Every claim of every mark, in the order of time, as the chart's CSV has it; gathered when
    /// it is first asked for.
    pub fn rows(&self, project: &Project) -> &[Row] {
        self.rows.get_or_init(|| {
            let mut rows = table::rows(project, &self.model);
            let place = |row: &Row| {
                let mark = &self.model.series[row.series].marks[row.mark];
                (mark.x, mark.y)
            };
            rows.sort_by(|a, b| {
                let (a, b) = (place(a), place(b));
                a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
            });
            rows
        })
    }

    /// The mark that stands for a claim, if one does.
    pub fn mark_of(&self, claim: ClaimId) -> Option<At> {
        self.by_claim.get(&claim).copied()
    }
}
