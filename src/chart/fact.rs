//! From claims to facts: what can be drawn, once for each finding, and what is left out and why.
//!
//! Here the rules are kept that no chart may break: one unit to a chart, in-period amounts alone
//! where amounts are added, and a finding counted once however many claims report it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::ticks::period_around;
use super::unit::Unit;
use crate::echo::Echoes;
use crate::findings::standing::standing;
use crate::model::{
    Amount, Bound, Chart, ChartKind, Claim, ClaimId, Figure, FigureKind, Finding, FindingId,
    GroupBy, Period, Project, Rule, Scale, Stage, TimeFrame, When,
};
use crate::search::PreparedFilter;

/// Why claims that pass the filter are not drawn.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// They assert no quantity.
    NoFigure,
    /// Their figure has neither a value nor a range.
    NoNumber,
    /// Nothing says when they hold.
    NoDate,
    /// They are totals up to a day, which must not be added.
    RunningTotal,
    /// They are money, and no rate says what it was in the chart's currency; which and when.
    NoRate(String, i16),
    /// They are money, and no level says what it bought; whose and when.
    NoPrices(String, i16),
    /// They are totals of money of several years, which no one year's prices fit.
    TotalInPrices,
    /// They say how much a day, week, month or year, which must not be added.
    Rate,
    /// They are percentages, which must not be added.
    Percentage,
    /// They are measured in something else than the chart; in words.
    OtherUnit(String),
    /// They name no stage of money.
    NoStage,
    /// They are amounts of a period, and the chart asks running totals.
    NotATotal,
    /// They are the first running total of their group, with none before it.
    FirstTotal,
    /// They are running totals with a later one in the same period.
    LaterTotal,
    /// They hold for a time that no single bar of this width covers.
    WiderThanBar(Period),
    /// They are zero or below, which has no place on a logarithmic axis.
    NotPositive,
    /// The sum with them would have more than 28 digits.
    TooLarge,
}

/// One thing that is held to be so: a claim, or the claims of one finding.
#[derive(Debug, Clone)]
pub(super) struct Fact<'a> {
    /// The claim whose value and date stand for it, then the others in the order of their making.
    pub claims: Vec<&'a Claim>,
    pub when: When,
    pub time_frame: TimeFrame,
    pub value: Amount,
    /// At or below `value`.
    pub low: Amount,
    /// At or above `value`.
    pub high: Amount,
    pub open_low: bool,
    pub open_high: bool,
}

/// The claims of a chart, sorted out.
pub(super) struct Gathered<'a> {
    /// By date, then in the order of their making.
    pub facts: Vec<Fact<'a>>,
    pub unit: Unit,
    /// Whether claims in other units were left out.
    pub other_units: bool,
    /// How many claims were converted into the chart's currency.
    pub converted: usize,
    /// How many were put into the prices of the chart's year.
    pub repriced: usize,
    pub left_out: BTreeMap<Reason, Vec<ClaimId>>,
}

/// A claim that has what a mark needs.
struct Candidate<'a> {
    claim: &'a Claim,
    /// Its own figure, or that figure in the chart's currency and prices.
    figure: Cow<'a, Figure>,
    converted: bool,
    repriced: bool,
    when: When,
    value: Amount,
}

/// Sorts out the claims that the chart asks.
pub(super) fn gather<'a>(project: &'a Project, chart: &Chart) -> Gathered<'a> {
    let query = chart.filter.text.parse().ok();
    let asked = PreparedFilter::new(project, &chart.filter, query.as_ref());
    let mut left_out: BTreeMap<Reason, Vec<ClaimId>> = BTreeMap::new();
    let mut candidates = Vec::new();
    for claim in project.claims().filter(|claim| asked.matches(claim)) {
        match examine(project, claim, chart) {
            Ok(candidate) => candidates.push(candidate),
            Err(reason) => left_out.entry(reason).or_default().push(claim.id),
        }
    }
    let unit = commonest_unit(&candidates);
    let mut other_units = false;
    candidates.retain(|candidate| {
        let own = Unit::of(&candidate.figure);
        let same = (&own.name, own.per) == (&unit.name, unit.per);
        if !same {
            other_units = true;
            let reason = Reason::OtherUnit(own.words());
            left_out.entry(reason).or_default().push(candidate.claim.id);
        }
        same
    });
    let converted = candidates.iter().filter(|one| one.converted).count();
    let repriced = candidates.iter().filter(|one| one.repriced).count();
    let mut facts = if chart.each_claim {
        candidates.iter().map(Fact::of).collect()
    } else {
        join_findings(project, chart.group_by, candidates)
    };
    facts.sort_by_key(|fact| (fact.when.start(), fact.when.end(), fact.claims[0].id));
    Gathered {
        facts,
        unit,
        other_units,
        converted,
        repriced,
        left_out,
    }
}

/// Whether a claim has what a mark of this chart needs.
fn examine<'a>(
    project: &Project,
    claim: &'a Claim,
    chart: &Chart,
) -> Result<Candidate<'a>, Reason> {
    let figure = claim.figure.as_ref().ok_or(Reason::NoFigure)?;
    figure.central().ok_or(Reason::NoNumber)?;
    let when = claim.when.ok_or(Reason::NoDate)?;
    let mut figure = Cow::Borrowed(figure);
    let is_money = figure.kind == FigureKind::Money;
    let currency = chart.currency.as_ref();
    let currency = currency.filter(|currency| is_money && figure.unit != **currency);
    if let Some(currency) = currency {
        figure = Cow::Owned(in_currency(project, &figure, currency, when)?);
    }
    let own_year = when.end().year();
    let prices = chart.prices.filter(|year| is_money && *year != own_year);
    if let Some(year) = chart.prices.filter(|_| is_money) {
        // What was added up over years was spent at the prices of each of them.
        if figure.time_frame == TimeFrame::Cumulative {
            return Err(Reason::TotalInPrices);
        }
        figure = Cow::Owned(in_prices(project, &figure, own_year, year)?);
    }
    let value = figure.central().ok_or(Reason::NoNumber)?;
    let counts = !matches!(chart.kind, ChartKind::Points | ChartKind::Ranking);
    if counts {
        match (figure.time_frame, chart.kind) {
            (TimeFrame::Rate(_), _) => return Err(Reason::Rate),
            (TimeFrame::InPeriod, ChartKind::Differences(_)) => return Err(Reason::NotATotal),
            (TimeFrame::Cumulative, ChartKind::Bars(_) | ChartKind::RunningTotal) => {
                return Err(Reason::RunningTotal);
            }
            _ => {}
        }
        if figure.kind == FigureKind::Percent {
            return Err(Reason::Percentage);
        }
    }
    if let ChartKind::Bars(period) = chart.kind
        && period_around(when.start(), period) != period_around(when.end(), period)
    {
        return Err(Reason::WiderThanBar(period));
    }
    if chart.scale == Scale::Log && value <= Amount::from(0) {
        return Err(Reason::NotPositive);
    }
    Ok(Candidate {
        claim,
        figure,
        converted: currency.is_some(),
        repriced: prices.is_some(),
        when,
        value,
    })
}

/// A figure in another currency, at the rate of the month or the last year that it holds for.
fn in_currency(
    project: &Project,
    figure: &Figure,
    currency: &str,
    when: When,
) -> Result<Figure, Reason> {
    let rates = project.info().rates();
    let convert = |amount| rates.convert(amount, &figure.unit, currency, when);
    let reason = Reason::NoRate(figure.unit.clone(), when.end().year());
    Ok(Figure {
        unit: currency.to_owned(),
        ..each_amount(figure, convert, &reason)?
    })
}

/// A figure of one year in the prices of another.
fn in_prices(project: &Project, figure: &Figure, from: i16, to: i16) -> Result<Figure, Reason> {
    let prices = project.info().prices();
    let adjust = |amount| prices.adjust(amount, &figure.unit, from, to);
    let known = |year: i16| {
        let years = prices.index.get(&figure.unit);
        years.is_some_and(|years| years.contains_key(&year))
    };
    let missing = if known(from) { to } else { from };
    each_amount(
        figure,
        adjust,
        &Reason::NoPrices(figure.unit.clone(), missing),
    )
}

/// A figure with each of its amounts changed, or the reason why one cannot be.
fn each_amount(
    figure: &Figure,
    change: impl Fn(Amount) -> Option<Amount>,
    reason: &Reason,
) -> Result<Figure, Reason> {
    let one = |amount: Option<Amount>| {
        amount
            .map(|amount| change(amount).ok_or_else(|| reason.clone()))
            .transpose()
    };
    Ok(Figure {
        low: one(figure.low)?,
        best: one(figure.best)?,
        high: one(figure.high)?,
        ..figure.clone()
    })
}

/// The unit that most candidates have; among equals, the first by name.
fn commonest_unit(candidates: &[Candidate<'_>]) -> Unit {
    let mut counts: BTreeMap<(&str, Option<crate::model::Per>), (usize, &Figure)> = BTreeMap::new();
    for candidate in candidates {
        let per = match candidate.figure.time_frame {
            TimeFrame::Rate(per) => Some(per),
            TimeFrame::InPeriod | TimeFrame::Cumulative => None,
        };
        let (count, _) = counts
            .entry((&candidate.figure.unit, per))
            .or_insert((0, &candidate.figure));
        *count += 1;
    }
    let commonest = counts
        .values()
        .rev()
        .max_by_key(|(count, _)| *count)
        .map(|(_, figure)| Unit::of(figure));
    commonest.unwrap_or(Unit {
        name: String::new(),
        per: None,
        kind: FigureKind::Count,
    })
}

/// Makes one fact of the claims of a finding, as far as they speak of the same time frame, and
/// one of every other claim.
fn join_findings<'a>(
    project: &'a Project,
    group_by: GroupBy,
    candidates: Vec<Candidate<'a>>,
) -> Vec<Fact<'a>> {
    let mut finding_of: BTreeMap<ClaimId, (FindingId, Option<ClaimId>)> = BTreeMap::new();
    for finding in project.findings().map(Arc::as_ref) {
        for claim in &finding.claims {
            // Only a damaged file has a claim in two findings: the older one keeps it.
            finding_of
                .entry(*claim)
                .or_insert((finding.id, finding.preferred));
        }
    }
    let mut facts: Vec<Fact<'a>> = Vec::with_capacity(candidates.len());
    let mut place: BTreeMap<(FindingId, TimeFrame, &str), usize> = BTreeMap::new();
    for candidate in candidates {
        let Some((finding, preferred)) = finding_of.get(&candidate.claim.id) else {
            facts.push(Fact::of(&candidate));
            continue;
        };
        let key = (
            *finding,
            candidate.figure.time_frame,
            speaker(project, group_by, candidate.claim),
        );
        if let Some(index) = place.get(&key) {
            let is_preferred = *preferred == Some(candidate.claim.id);
            facts[*index].join(Fact::of(&candidate), is_preferred);
        } else {
            place.insert(key, facts.len());
            facts.push(Fact::of(&candidate));
        }
    }
    for ((finding, _, speaker), at) in place {
        let ruled = project
            .finding(finding)
            .filter(|one| one.rule.is_some() && speaker.is_empty());
        if let Some(finding) = ruled {
            facts[at].stand(project, finding);
        }
    }
    facts
}

/// Who speaks for a claim where the chart tells claimants or publishers apart: there nobody's figure
/// stands for another's, even in one finding. Else nobody in particular.
fn speaker<'a>(project: &'a Project, group_by: GroupBy, claim: &'a Claim) -> &'a str {
    match group_by {
        GroupBy::Claimant => claim.claimant.trim(),
        GroupBy::Publisher => project
            .article(claim.passage.article)
            .map_or("", |article| article.publisher.trim()),
        GroupBy::None | GroupBy::Tag | GroupBy::Subject => "",
    }
}

impl<'a> Fact<'a> {
    fn of(candidate: &Candidate<'a>) -> Self {
        let figure = &candidate.figure;
        // Ends that a person turned round are put right.
        let ends = [figure.low, figure.high].into_iter().flatten();
        let (low, high) = ends.fold((candidate.value, candidate.value), |(low, high), end| {
            (low.min(end), high.max(end))
        });
        Self {
            claims: vec![candidate.claim],
            when: candidate.when,
            time_frame: figure.time_frame,
            value: candidate.value,
            low,
            high,
            open_low: matches!(figure.bound, Bound::AtMost | Bound::Under) && figure.low.is_none(),
            open_high: matches!(figure.bound, Bound::AtLeast | Bound::Over | Bound::Vague)
                && figure.high.is_none(),
        }
    }

    /// The bound that its claim states; none where it stands on several.
    pub fn bound(&self) -> Option<Bound> {
        let [claim] = self.claims.as_slice() else {
            return None;
        };
        claim.figure.as_ref().map(|figure| figure.bound)
    }

    /// Takes in another claim of the same finding.
    fn join(&mut self, other: Self, is_preferred: bool) {
        self.low = self.low.min(other.low);
        self.high = self.high.max(other.high);
        self.open_low |= other.open_low;
        self.open_high |= other.open_high;
        if is_preferred {
            self.value = other.value;
            self.when = other.when;
            self.claims.splice(0..0, other.claims);
        } else {
            self.claims.extend(other.claims);
        }
    }

    /// Takes the value that the finding's rule gives, where that is a value of these claims.
    fn stand(&mut self, project: &Project, finding: &Finding) {
        let articles = finding.claims.iter().filter_map(|id| project.claim(*id));
        let articles = articles.filter_map(|claim| project.article(claim.passage.article));
        // Only the median asks who echoes whom.
        let echoes = match finding.rule {
            Some(Rule::Median) => Echoes::among(articles.map(Arc::as_ref)),
            _ => Echoes::default(),
        };
        let Some(standing) = standing(project, finding, &echoes) else {
            return;
        };
        match standing.claim {
            Some(id) => {
                let Some(place) = self.claims.iter().position(|claim| claim.id == id) else {
                    return;
                };
                let claim = self.claims.remove(place);
                self.when = claim.when.unwrap_or(self.when);
                self.claims.insert(0, claim);
            }
            // Between two values of which one is not in the chart there is none.
            None if self.claims.len() < finding.claims.len() => return,
            None => {}
        }
        self.value = standing.value;
    }

    /// The stages that its own claim names.
    pub(super) fn stage(&self) -> Option<Stage> {
        self.claims[0].stage
    }

    pub(super) fn claim_ids(&self) -> impl Iterator<Item = ClaimId> {
        self.claims.iter().map(|claim| claim.id)
    }
}

impl Reason {
    /// Why, after “left out because”: `they have no date`.
    pub fn because(&self) -> String {
        let bar = |period: &Period| match period {
            Period::Day => "day",
            Period::Week => "week",
            Period::Month => "month",
            Period::Quarter => "quarter",
            Period::Year => "year",
        };
        match self {
            Self::NoFigure => "no figure".to_owned(),
            Self::NoNumber => "a figure without a number".to_owned(),
            Self::NoDate => "no date".to_owned(),
            Self::RunningTotal => "a running total, which is never added".to_owned(),
            Self::NoPrices(unit, year) => format!("no price level of {unit} for {year}"),
            Self::TotalInPrices => {
                "a running total of money, which no one year’s prices fit".to_owned()
            }
            Self::NoRate(unit, year) => format!("no rate of {unit} for {year}"),
            Self::NoStage => "no stage of money".to_owned(),
            Self::NotATotal => "an amount that is no running total".to_owned(),
            Self::FirstTotal => "the first total of a group, with none before it".to_owned(),
            Self::LaterTotal => {
                "a running total that a later one of the period replaces".to_owned()
            }
            Self::Rate => "a rate, which is never added".to_owned(),
            Self::Percentage => "a percentage, which is never added".to_owned(),
            Self::OtherUnit(unit) => format!("another unit: {unit}"),
            Self::WiderThanBar(period) => format!("a time that no one {} covers", bar(period)),
            Self::NotPositive => "zero or less, which a log scale cannot show".to_owned(),
            Self::TooLarge => "a sum of more than 28 digits".to_owned(),
        }
    }
}
