//! What a chart says about itself in words: subtitle, remarks, sources, why nothing is drawn.

use std::collections::{BTreeMap, BTreeSet};

use super::group::Group;
use super::unit::Unit;
use super::{ChartModel, Gap, LeftOut, Mark, Series};
use crate::model::{
    Amount, Arrangement, Bound, Chart, ChartKind, FigureKind, GroupBy, Period, Project, Scale,
    Stage, TimeFrame,
};

/// How many publishers a source line names before it counts the rest.
const MOST_PUBLISHERS: usize = 5;

/// The words around a picture.
pub(super) struct Words {
    pub title: String,
    pub subtitle: String,
    /// For the head of the axis of amounts; empty where the subtitle says it.
    pub caption: String,
    pub remarks: Vec<String>,
}

impl Words {
    pub(super) fn new(
        chart: &Chart,
        unit: &Unit,
        other_units: bool,
        joined: usize,
        groups: &[Group<'_>],
    ) -> Self {
        let mut measured = capitalised(&unit.words());
        if let Some(year) = chart.prices.filter(|_| unit.kind == FigureKind::Money) {
            measured.push_str(&format!(", prices of {year}"));
        }
        let own_subtitle = chart.subtitle.trim();
        let (subtitle, caption) = if own_subtitle.is_empty() && groups.is_empty() {
            // Nothing is measured, so there is nothing to say about it.
            (String::new(), String::new())
        } else if own_subtitle.is_empty() {
            (format!("{measured}{}", manner(chart)), String::new())
        } else if own_subtitle
            .to_lowercase()
            .contains(&measured.to_lowercase())
        {
            (own_subtitle.to_owned(), String::new())
        } else {
            (own_subtitle.to_owned(), measured)
        };
        let title = match chart.title.trim() {
            "" => "Untitled chart",
            title => title,
        };
        Self {
            title: title.to_owned(),
            subtitle,
            caption,
            remarks: remarks(chart, unit, other_units, joined, groups),
        }
    }
}

/// How the amounts were put together: `, by month and claimant`.
fn manner(chart: &Chart) -> String {
    let group = match chart.grouping() {
        GroupBy::None if chart.kind == ChartKind::Ladder => Some("stage"),
        GroupBy::None => None,
        GroupBy::Tag => Some("tag"),
        GroupBy::Claimant => Some("claimant"),
        GroupBy::Publisher => Some("publisher"),
        GroupBy::Subject => Some("subject"),
    };
    let period = chart.kind.period().map(period_word);
    let by: Vec<&str> = [period, group].into_iter().flatten().collect();
    let mut out = String::new();
    match chart.kind {
        ChartKind::RunningTotal => out.push_str(", running total"),
        ChartKind::SumAndReports => out.push_str(", running sum beside reported totals"),
        ChartKind::Differences(_) => out.push_str(", rise of the reported totals"),
        _ => {}
    }
    if !by.is_empty() {
        out.push_str(", by ");
        out.push_str(&by.join(" and "));
    }
    if chart.scale == Scale::Log {
        out.push_str(", log scale");
    }
    out
}

fn period_word(period: Period) -> &'static str {
    match period {
        Period::Day => "day",
        Period::Week => "week",
        Period::Month => "month",
        Period::Quarter => "quarter",
        Period::Year => "year",
    }
}

/// How money came into one currency.
pub(super) fn about_rates(project: &Project, chart: &Chart, converted: usize) -> Option<String> {
    let currency = chart.currency.as_deref().filter(|_| converted > 0)?;
    let source = project.info().rates().source.trim();
    let source = match source {
        "" => String::new(),
        source => format!(" Rates: {source}."),
    };
    let time = if project.info().rates().monthly.is_empty() {
        "the year"
    } else {
        "the month, or else of the year,"
    };
    Some(format!(
        "{} converted into {currency} at the average rate of {time} that the claim holds for.{source}",
        count(converted, "amount"),
    ))
}

/// How money came into the prices of one year.
pub(super) fn about_prices(project: &Project, chart: &Chart, repriced: usize) -> Option<String> {
    let year = chart.prices.filter(|_| repriced > 0)?;
    let source = project.info().prices().source.trim();
    let source = match source {
        "" => String::new(),
        source => format!(" Price levels: {source}."),
    };
    let amounts = count(repriced, "amount");
    Some(format!(
        "{amounts} of other years put into the prices of {year}, by the yearly consumer prices of \
         the currency shown.{source}"
    ))
}

/// What a reader must know about how the marks came about.
pub(super) fn about_drawn(
    chart: &Chart,
    series: &[Series],
    gap: Option<&Gap>,
    unit: &Unit,
) -> Vec<String> {
    let mut out = Vec::new();
    let marks = || series.iter().flat_map(|series| &series.marks);
    match chart.kind {
        _ if series.is_empty() => {}
        ChartKind::Ranking if marks().any(|mark| mark.pale) => {
            out.push("In order of the latest figure; pale dots are earlier ones.".to_owned());
        }
        ChartKind::Ladder if series.len() > 1 => out.push(
            "Bars add up single amounts; dots are totals as claims report them, which are never \
             added."
                .to_owned(),
        ),
        ChartKind::SumAndReports if series.len() > 1 => out.push(
            "The line adds up single amounts; dots are totals as claims report them.".to_owned(),
        ),
        ChartKind::Differences(period) => {
            out.push(format!(
                "A bar is a running total less the one before it. Where reports lie further apart \
                 than a {}, it stands at the later one.",
                period_word(period)
            ));
        }
        _ => {}
    }
    if let Some(gap) = gap {
        out.push(about_gap(gap, unit));
    }
    out
}

fn about_gap(gap: &Gap, unit: &Unit) -> String {
    let size = Amount::from(gap.between.decimal().abs());
    let (spoken, when) = (unit.spoken(size), gap.when.spoken());
    let mut out = match gap.between.cmp(&Amount::from(0)) {
        std::cmp::Ordering::Greater => {
            format!("{spoken} of the total reported for {when} are not among these amounts.")
        }
        std::cmp::Ordering::Less => {
            format!("The amounts add up to {spoken} more than the total reported for {when}.")
        }
        std::cmp::Ordering::Equal => {
            format!("The amounts add up to the total reported for {when}.")
        }
    };
    if !gap.differences.is_empty() {
        let differences = gap.differences.join("; ");
        out.push_str(&format!(" But the two are not of the same: {differences}."));
    }
    out
}

fn remarks(
    chart: &Chart,
    unit: &Unit,
    other_units: bool,
    joined: usize,
    groups: &[Group<'_>],
) -> Vec<String> {
    let mut out = Vec::new();
    let facts = || groups.iter().flat_map(|group| &group.facts);
    if other_units {
        let words = unit.words();
        out.push(format!(
            "Shows {words} alone, the commonest unit among these claims."
        ));
    }
    let frames: BTreeSet<TimeFrame> = facts().map(|fact| fact.time_frame).collect();
    let told = matches!(chart.kind, ChartKind::Ladder | ChartKind::SumAndReports);
    if frames.len() > 1 && !told {
        out.push(
            "Hollow marks are running totals; filled marks are amounts of their period.".to_owned(),
        );
    }
    let adds = matches!(
        chart.kind,
        ChartKind::Bars(_) | ChartKind::RunningTotal | ChartKind::SumAndReports
    );
    if adds {
        let stages = |group: &Group<'_>| -> BTreeSet<Stage> {
            group
                .facts
                .iter()
                .filter_map(super::fact::Fact::stage)
                .collect()
        };
        let stacked = matches!(chart.kind, ChartKind::Bars(_))
            && super::marks::stands(chart) == Arrangement::Together;
        let all: BTreeSet<Stage> = groups.iter().flat_map(stages).collect();
        if all.len() > 1 && (stacked || groups.iter().any(|group| stages(group).len() > 1)) {
            let names: Vec<String> = all
                .iter()
                .map(|stage| stage.label().to_lowercase())
                .collect();
            out.push(format!(
                "Adds amounts of different stages: {}.",
                names.join(", ")
            ));
        }
    }
    if adds {
        let mut alike: BTreeMap<_, usize> = BTreeMap::new();
        for fact in facts() {
            *alike
                .entry((fact.when, fact.value, fact.stage()))
                .or_default() += 1;
        }
        let twins: usize = alike.into_values().filter(|count| *count > 1).sum();
        if twins > 0 {
            out.push(format!(
                "{twins} of the added amounts have a twin of the same value and date; join those \
                 that are one in a finding."
            ));
        }
    }
    let claimants = |group: &Group<'_>| -> BTreeSet<String> {
        let names = group.facts.iter().map(|fact| &fact.claims[0].claimant);
        names.map(|name| name.trim().to_lowercase()).collect()
    };
    if let ChartKind::Differences(_) = chart.kind
        && groups.iter().any(|group| claimants(group).len() > 1)
    {
        out.push("Subtracts totals of different claimants from each other.".to_owned());
    }
    let repeated: Vec<usize> = facts()
        .map(|fact| fact.claims.len())
        .filter(|count| *count > 1)
        .collect();
    if !repeated.is_empty() {
        let claims: usize = repeated.iter().sum();
        out.push(match repeated.len() {
            1 => format!("{claims} claims report one finding, which counts once."),
            many => format!("{claims} claims report {many} findings, which count once each."),
        });
    }
    if joined > 0 {
        let what = match chart.grouping() {
            GroupBy::Tag => "tags",
            GroupBy::Claimant => "claimants",
            GroupBy::Publisher => "publishers",
            GroupBy::Subject | GroupBy::None => "subjects",
        };
        out.push(format!("“Other” joins the {joined} smallest {what}."));
    }
    out
}

/// Whose articles stand behind the marks.
pub(super) fn source_line(project: &Project, series: &[Series]) -> String {
    let mut claims = 0;
    let mut articles = BTreeSet::new();
    let mut by_publisher: BTreeMap<&str, usize> = BTreeMap::new();
    for id in series
        .iter()
        .flat_map(|series| &series.marks)
        .flat_map(|mark| &mark.claims)
    {
        let Some(claim) = project.claim(*id) else {
            continue;
        };
        claims += 1;
        articles.insert(claim.passage.article);
        if let Some(article) = project.article(claim.passage.article)
            && !article.publisher.trim().is_empty()
        {
            *by_publisher.entry(article.publisher.trim()).or_default() += 1;
        }
    }
    if claims == 0 {
        return String::new();
    }
    let counts = format!(
        "{} from {}",
        count(claims, "claim"),
        count(articles.len(), "article")
    );
    let mut publishers: Vec<(&str, usize)> = by_publisher.into_iter().collect();
    publishers.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let more = publishers.len().saturating_sub(MOST_PUBLISHERS);
    let mut names: Vec<String> = publishers
        .iter()
        .take(MOST_PUBLISHERS)
        .map(|(name, _)| (*name).to_owned())
        .collect();
    if more > 0 {
        names.push(format!("{more} more"));
    }
    match names.as_slice() {
        [] => format!("Source: {counts}"),
        [one] => format!("Source: {one}; {counts}"),
        many => format!("Sources: {}; {counts}", many.join(", ")),
    }
}

/// Why there is no mark, and what to do about it.
pub(super) fn why_nothing(project: &Project, left_out: &[LeftOut]) -> String {
    if project.claims().len() == 0 {
        return "There are no claims yet. Select words in an article to make one.".to_owned();
    }
    match left_out {
        [] => "No claim passes the filter.".to_owned(),
        [one] => {
            let claims = count(one.claims.len(), "claim");
            format!("Nothing to draw: {claims} with {}.", one.reason.because())
        }
        many => {
            let reasons: Vec<String> = many.iter().map(counted).collect();
            format!("Nothing to draw. Left out: {}.", reasons.join("; "))
        }
    }
}

/// What was left out, as one sentence.
pub(super) fn left_out_line(left_out: &[LeftOut]) -> String {
    if left_out.is_empty() {
        return String::new();
    }
    let reasons: Vec<String> = left_out.iter().map(counted).collect();
    format!("Left out: {}.", reasons.join("; "))
}

fn counted(left_out: &LeftOut) -> String {
    let claims = count(left_out.claims.len(), "claim");
    format!("{claims} with {}", left_out.reason.because())
}

/// A mark in words.
pub(super) fn describe(model: &ChartModel, mark: &Mark) -> String {
    let unit = &model.y.unit;
    let mut value = unit.spoken(mark.value);
    // One claim is told in its own words.
    match (mark.bound, mark.open_low, mark.open_high) {
        (Some(Bound::Exact | Bound::Between | Bound::Vague), ..) => {}
        (Some(bound), ..) => value = format!("{} {value}", bound.label()),
        (None, false, true) => value = format!("at least {value}"),
        (None, true, false) => value = format!("up to {value}"),
        (None, ..) => {}
    }
    match (mark.low, mark.high) {
        (Some(low), Some(high)) => {
            let (low, high) = (unit.spoken(low), unit.spoken(high));
            value = format!("{value} ({low} to {high})");
        }
        (Some(low), None) => value = format!("{value} (from {})", unit.spoken(low)),
        (None, Some(high)) => value = format!("{value} (to {})", unit.spoken(high)),
        (None, None) => {}
    }
    if let Some(since) = mark.since {
        value = format!("{value} since {}", since.spoken());
    }
    let mut parts = vec![value];
    if let Some(added) = mark.added {
        parts[0].push_str(" in all");
        parts.push(format!("{} added", unit.spoken(added)));
    }
    if mark.time_frame == TimeFrame::Cumulative {
        parts.push("running total".to_owned());
    }
    parts.push(mark.when.spoken());
    if mark.claims.len() > 1 {
        parts.push(count(mark.claims.len(), "claim"));
    }
    parts.join(" · ")
}

fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    let number = Amount::from(i64::try_from(number).unwrap_or(i64::MAX)).grouped();
    format!("{number} {noun}{plural}")
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + chars.as_str()
    })
}
