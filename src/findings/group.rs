//! The claims of one quantity, group by group: same day, same stage, same thing counted.
//!
//! The finest dates come first and the coarser ones join them where that is clear. Each claim is
//! compared with a bounded number of groups, so that the time stays in step with their number.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::agreement::{Allowed, ratio};
use super::reported::{Days, Reported, Reporter, TagSet};
use crate::model::{Amount, ArticleId, Claim, FigureKind, Stage, TimeFrame};

/// How many groups of one day, and of a longer time, a claim is compared with.
const MOST: usize = 48;
/// How many days a date may be coarser than another and still be of the same time for a total
/// that grows: a month.
const MONTH: i32 = 31;
/// How far apart amounts of one period may be and still be reports of one and the same: packages
/// of money are many, and a day's losses are one thing however they are counted.
const MONEY_APART: f64 = 2.0;
const COUNT_APART: f64 = 10.0;
/// The same where nobody said whose.
const UNKNOWN_APART: f64 = 1.1;

/// The claims of one quantity, on their way into groups.
#[derive(Default)]
pub(super) struct Groups<'a> {
    all: Vec<Reported<'a>>,
}

/// Claims that report the same.
pub(super) struct Group<'a> {
    members: Vec<Reported<'a>>,
    days: Option<Days>,
    /// How many days the longest date of a member has.
    longest: i32,
    stage: Option<Stage>,
    since: Option<Date>,
    tags: Vec<TagSet>,
    low: Amount,
    high: Amount,
    /// What all members allow; none where they disagree.
    common: Option<Allowed>,
    /// By article and claimant: what each said. Nobody contradicts himself in one text.
    said: BTreeMap<(ArticleId, String), Allowed>,
}

impl<'a> Groups<'a> {
    pub fn add(&mut self, reported: Reported<'a>) {
        self.all.push(reported);
    }

    /// The groups, each with one claim at least.
    pub fn settle(mut self, reporter: &Reporter<'a>) -> Vec<Group<'a>> {
        let length = |one: &Reported<'_>| one.days.map_or(0, Days::count);
        self.all.sort_by(|one, other| {
            let key = |one: &Reported<'a>| {
                (
                    length(one),
                    one.days,
                    one.stage.is_none(),
                    one.stage,
                    one.value,
                    one.claim.id,
                )
            };
            key(one).cmp(&key(other))
        });
        let mut groups: Vec<Group<'a>> = Vec::new();
        let mut dateless: Vec<usize> = Vec::new();
        let mut by_day: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
        for reported in self.all {
            let near: Vec<usize> = match reported.days {
                None => dateless.iter().rev().take(MOST).copied().collect(),
                Some(days) => {
                    // A group that overlaps these days is no longer than they are.
                    let reach = days.count().saturating_sub(1).days();
                    let from = days.first.saturating_sub(reach);
                    let near = by_day.range(from..=days.last);
                    let near = near.flat_map(|(_, at)| at.iter().rev().take(MOST));
                    near.take(4 * MOST).copied().collect()
                }
            };
            let best = near
                .into_iter()
                .filter_map(|at| Some((groups[at].fit(&reported, reporter)?, at)))
                // Of groups that fit equally well, the first one.
                .max_by_key(|(fit, at)| (*fit, std::cmp::Reverse(*at)));
            if let Some((_, at)) = best {
                let before = groups[at].days;
                groups[at].take(reported);
                let after = groups[at].days;
                if before != after
                    && let (Some(before), Some(after)) = (before, after)
                    && before.first != after.first
                {
                    by_day
                        .entry(before.first)
                        .or_default()
                        .retain(|own| *own != at);
                    by_day.entry(after.first).or_default().push(at);
                }
            } else {
                match reported.days {
                    None => dateless.push(groups.len()),
                    Some(days) => by_day.entry(days.first).or_default().push(groups.len()),
                }
                groups.push(Group::of(reported));
            }
        }
        groups
    }
}

impl<'a> Group<'a> {
    fn of(reported: Reported<'a>) -> Self {
        let said = (reported.article, reported.claimant.clone());
        Self {
            days: reported.days,
            longest: reported.days.map_or(0, Days::count),
            stage: reported.stage,
            since: reported.since,
            tags: vec![reported.tags],
            low: reported.value,
            high: reported.value,
            common: Some(reported.allowed),
            said: BTreeMap::from([(said, reported.allowed)]),
            members: vec![reported],
        }
    }

    /// The claims.
    pub fn claims(&self) -> impl Iterator<Item = &'a Claim> {
        self.members.iter().map(|member| member.claim)
    }

    /// How well a claim fits into the group; none where it is of another quantity.
    fn fit(
        &self,
        new: &Reported<'_>,
        reporter: &Reporter<'_>,
    ) -> Option<(bool, bool, bool, usize)> {
        let same_days = match (self.days, new.days) {
            (None, None) => true,
            (Some(own), Some(days)) => {
                own.both(days)?;
                days.count() == self.longest && own.count() == self.longest
            }
            _ => return None,
        };
        if self
            .stage
            .zip(new.stage)
            .is_some_and(|(own, stage)| own != stage)
        {
            return None;
        }
        if let Some((own, since)) = self.since.zip(new.since)
            && (own - since).get_days().abs() > MONTH
        {
            return None;
        }
        if self.tags.iter().any(|own| reporter.clash(*own, new.tags)) {
            return None;
        }
        let figure = new.claim.figure.as_ref()?;
        let agrees = self
            .common
            .is_some_and(|common| common.both(new.allowed).is_some());
        let is_period = figure.time_frame == TimeFrame::InPeriod;
        if new.days.is_none() && !agrees {
            return None;
        }
        let longest = self.longest.max(new.days.map_or(0, Days::count));
        if !same_days && !agrees && (is_period || longest > MONTH) {
            return None;
        }
        let said = self.said.get(&(new.article, new.claimant.clone()));
        if said.is_some_and(|said| said.both(new.allowed).is_none()) {
            return None;
        }
        let speaks_here = || self.members.iter().any(|own| own.claimant == new.claimant);
        if is_period && figure.kind == FigureKind::Money && !agrees && speaks_here() {
            return None;
        }
        let most = match figure.kind {
            _ if new.claim.subject.trim().is_empty() => Some(UNKNOWN_APART),
            FigureKind::Money if is_period => Some(MONEY_APART),
            _ if is_period => Some(COUNT_APART),
            _ => None,
        };
        if let Some(most) = most
            && !agrees
            && ratio(self.low.min(new.value), self.high.max(new.value))
                .is_none_or(|ratio| ratio > most)
        {
            return None;
        }
        let same_stage = self.stage == new.stage;
        Some((agrees, same_stage, same_days, self.members.len()))
    }

    fn take(&mut self, new: Reported<'a>) {
        self.days = self
            .days
            .zip(new.days)
            .and_then(|(own, days)| own.both(days));
        self.longest = self.longest.max(new.days.map_or(0, Days::count));
        self.stage = self.stage.or(new.stage);
        self.since = self.since.or(new.since);
        if !self.tags.contains(&new.tags) {
            self.tags.push(new.tags);
        }
        self.low = self.low.min(new.value);
        self.high = self.high.max(new.value);
        self.common = self.common.and_then(|common| common.both(new.allowed));
        let said = self.said.entry((new.article, new.claimant.clone()));
        let said = said.or_insert(new.allowed);
        *said = said.both(new.allowed).unwrap_or(*said);
        self.members.push(new);
    }
}
