//! From groups of facts to marks with places: points, bars, running totals.

mod likeness;
mod reports;
mod rows;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::fact::{Fact, Reason};
use super::group::Group;
use super::ticks::{day_number, period_around, whole_range};
use super::unit::Unit;
use super::{AmountAxis, Form, Gap, Mark, Series, Shape, Spread, TimeAxis};
use crate::model::{
    Amount, Arrangement, Bound, Chart, ChartKind, ClaimId, Period, Project, Scale, TimeFrame, When,
};

/// How many ticks the axes have before a drawing asks for its own number.
pub(super) const USUAL_TICKS: usize = 6;

/// How much of its period a bar fills; the rest is the gap to the next.
const BAR: f64 = 0.8;

/// How many bars an axis has room for, however few there are.
const LEAST_BARS: f64 = 5.0;

/// The series of a chart with all their places.
pub(super) struct Drawn {
    pub series: Vec<Series>,
    pub spreads: Vec<Spread>,
    /// The names of the rows, where there are rows.
    pub rows: Vec<String>,
    /// Between a running sum and the latest reported total.
    pub gap: Option<Gap>,
    kind: ChartKind,
}

type LeftOut = BTreeMap<Reason, Vec<ClaimId>>;

/// Draws groups as the chart asks. What cannot be added is left out.
pub(super) fn draw<'a>(
    project: &'a Project,
    chart: &Chart,
    groups: Vec<Group<'a>>,
    left_out: &mut LeftOut,
) -> Drawn {
    let mut drawn = match chart.kind {
        ChartKind::Ranking => rows::ranking(groups),
        ChartKind::Ladder => rows::ladder(groups, left_out),
        ChartKind::SumAndReports => reports::beside_sum(project, groups, left_out),
        ChartKind::Points
        | ChartKind::Bars(_)
        | ChartKind::RunningTotal
        | ChartKind::Differences(_) => over_time(chart, groups, left_out),
    };
    drawn.hollow_out();
    drawn
}

/// A series for each group.
fn over_time(chart: &Chart, groups: Vec<Group<'_>>, left_out: &mut LeftOut) -> Drawn {
    let mut shape = 0..;
    let mut series: Vec<Series> = groups
        .into_iter()
        .map(|group| Series {
            name: group.name,
            swatch: group.swatch,
            shape: Shape::nth(shape.next().unwrap_or_default()),
            form: match chart.kind {
                ChartKind::Bars(_) | ChartKind::Differences(_) => Form::Bars,
                ChartKind::RunningTotal => Form::Steps,
                _ => Form::Points,
            },
            marks: match chart.kind {
                ChartKind::Bars(period) => bars(&group.facts, period, left_out),
                ChartKind::Differences(period) => {
                    reports::differences(&group.facts, period, left_out)
                }
                ChartKind::RunningTotal => running_total(&group.facts, left_out),
                _ => group.facts.iter().map(point).collect(),
            },
        })
        .filter(|series| !series.marks.is_empty())
        .collect();
    let spreads = match (chart.kind, stands(chart)) {
        (ChartKind::RunningTotal, _) => Vec::new(),
        (ChartKind::Bars(_) | ChartKind::Differences(_), Arrangement::Together) => {
            stack(&mut series)
        }
        (ChartKind::Bars(_) | ChartKind::Differences(_), Arrangement::SideBySide) => {
            stand_side_by_side(&mut series);
            spreads_of_marks(&series)
        }
        _ => spreads_of_marks(&series),
    };
    Drawn::over_time(series, spreads, chart.kind)
}

/// How bars of one period stand to each other.
pub(super) fn stands(chart: &Chart) -> Arrangement {
    match (chart.arrangement, chart.kind, chart.scale) {
        (Arrangement::Panels, ..) => Arrangement::Panels,
        // Differences of separate totals add up to nothing, and bars on bars would lie about
        // their lengths on a logarithmic axis.
        (_, ChartKind::Differences(_), _) | (_, _, Scale::Log) => Arrangement::SideBySide,
        (chosen, ..) => chosen,
    }
}

fn point(fact: &Fact<'_>) -> Mark {
    let (from, to) = (day_number(fact.when.start()), day_number(fact.when.end()));
    let mut sum = Sum::default();
    // One value always fits.
    let _fits = sum.add(fact);
    sum.mark(
        fact.when,
        fact.time_frame,
        f64::midpoint(from, to),
        from,
        to,
    )
}

fn bars(facts: &[Fact<'_>], period: Period, left_out: &mut LeftOut) -> Vec<Mark> {
    let mut sums: BTreeMap<Date, Sum> = BTreeMap::new();
    for fact in facts {
        let start = period_around(fact.when.start(), period).start();
        sums.entry(start).or_default().add_or(fact, left_out);
    }
    sums.into_iter()
        .filter(|(_, sum)| !sum.claims.is_empty())
        .map(|(start, sum)| {
            let when = period_around(start, period);
            let (first, last) = (day_number(when.start()), day_number(when.end()));
            let half = (last - first + 1.0) * BAR / 2.0;
            let middle = f64::midpoint(first, last);
            sum.mark(
                when,
                TimeFrame::InPeriod,
                middle,
                middle - half,
                middle + half,
            )
        })
        .collect()
}

/// Amounts count from the last day of their time: only then all of it has happened.
fn running_total(facts: &[Fact<'_>], left_out: &mut LeftOut) -> Vec<Mark> {
    let mut by_day: BTreeMap<Date, Vec<&Fact<'_>>> = BTreeMap::new();
    for fact in facts {
        by_day.entry(fact.when.end()).or_default().push(fact);
    }
    let mut total = Sum::default();
    let mut marks = Vec::with_capacity(by_day.len());
    for (day, facts) in by_day {
        let before = total.value;
        for fact in facts {
            total.add_or(fact, left_out);
        }
        let claims = std::mem::take(&mut total.claims);
        if claims.is_empty() {
            continue;
        }
        let step = Sum {
            claims,
            ..total.clone()
        };
        let x = day_number(day);
        let mut mark = step.mark(When::day(day), TimeFrame::InPeriod, x, x, x);
        mark.added = before
            .decimal()
            .checked_mul((-1).into())
            .and_then(|minus| total.value.checked_add(Amount::from(minus)));
        marks.push(mark);
    }
    marks
}

/// Sets bars of one period on each other, those below zero downwards, and gives each column a
/// whisker where its sum is not sure.
fn stack(series: &mut [Series]) -> Vec<Spread> {
    #[derive(Default)]
    struct Column {
        x: f64,
        up: f64,
        down: f64,
        less: f64,
        more: f64,
        open_low: bool,
        open_high: bool,
    }
    let mut columns: BTreeMap<Date, Column> = BTreeMap::new();
    for mark in series.iter_mut().flat_map(|series| &mut series.marks) {
        let column = columns.entry(mark.when.start()).or_default();
        let height = mark.y;
        let end = if height < 0.0 {
            &mut column.down
        } else {
            &mut column.up
        };
        mark.base = *end;
        *end += height;
        mark.y = *end;
        column.x = mark.x;
        column.less += mark.low.map_or(0.0, |low| height - low.to_f64());
        column.more += mark.high.map_or(0.0, |high| high.to_f64() - height);
        column.open_low |= mark.open_low;
        column.open_high |= mark.open_high;
    }
    let spreads = columns.into_values().map(|column| {
        // A column that goes both ways has its sum at its end on the longer side.
        let y = if column.up >= -column.down {
            column.up
        } else {
            column.down
        };
        Spread {
            series: None,
            x: column.x,
            y,
            low: y - column.less,
            high: y + column.more,
            open_low: column.open_low,
            open_high: column.open_high,
        }
    });
    spreads.filter(Spread::says_something).collect()
}

/// Shares the width of a period among the series.
fn stand_side_by_side(series: &mut [Series]) {
    let count = series.len() as f64;
    for (index, series) in series.iter_mut().enumerate() {
        for mark in &mut series.marks {
            let (left, width) = (mark.from, (mark.to - mark.from) / count);
            mark.from = left + width * index as f64;
            mark.to = mark.from + width;
            mark.x = f64::midpoint(mark.from, mark.to);
        }
    }
}

fn spreads_of_marks(series: &[Series]) -> Vec<Spread> {
    let spread = |index: usize, mark: &Mark| Spread {
        series: Some(index),
        x: mark.x,
        y: mark.y,
        low: mark.low.map_or(mark.y, Amount::to_f64),
        high: mark.high.map_or(mark.y, Amount::to_f64),
        open_low: mark.open_low,
        open_high: mark.open_high,
    };
    series
        .iter()
        .enumerate()
        .flat_map(|(index, series)| series.marks.iter().map(move |mark| spread(index, mark)))
        .filter(Spread::says_something)
        .collect()
}

impl Spread {
    fn says_something(&self) -> bool {
        self.open_low || self.open_high || self.low < self.high
    }
}

/// An exact sum of facts.
#[derive(Clone)]
struct Sum {
    claims: Vec<ClaimId>,
    value: Amount,
    low: Amount,
    high: Amount,
    open_low: bool,
    open_high: bool,
    /// What its claim states, of one that stands alone.
    bound: Option<Bound>,
}

impl Default for Sum {
    fn default() -> Self {
        let zero = Amount::from(0);
        Self {
            claims: Vec::new(),
            value: zero,
            low: zero,
            high: zero,
            open_low: false,
            open_high: false,
            bound: None,
        }
    }
}

impl Sum {
    /// Adds a fact; none, and nothing is changed, where a sum would not fit 28 digits.
    fn add(&mut self, fact: &Fact<'_>) -> Option<()> {
        let (value, low, high) = (
            self.value.checked_add(fact.value)?,
            self.low.checked_add(fact.low)?,
            self.high.checked_add(fact.high)?,
        );
        (self.value, self.low, self.high) = (value, low, high);
        self.open_low |= fact.open_low;
        self.open_high |= fact.open_high;
        self.bound = fact.bound().filter(|_| self.claims.is_empty());
        self.claims.extend(fact.claim_ids());
        Some(())
    }

    fn add_or(&mut self, fact: &Fact<'_>, left_out: &mut LeftOut) {
        if self.add(fact).is_none() {
            let claims = left_out.entry(Reason::TooLarge).or_default();
            claims.extend(fact.claim_ids());
        }
    }

    fn mark(self, when: When, time_frame: TimeFrame, x: f64, from: f64, to: f64) -> Mark {
        Mark {
            claims: self.claims,
            when,
            time_frame,
            value: self.value,
            added: None,
            low: Some(self.low).filter(|low| *low < self.value),
            high: Some(self.high).filter(|high| *high > self.value),
            open_low: self.open_low,
            open_high: self.open_high,
            bound: self.bound,
            since: None,
            hollow: false,
            pale: false,
            x,
            from,
            to,
            y: self.value.to_f64(),
            base: 0.0,
        }
    }
}

impl Drawn {
    fn over_time(series: Vec<Series>, spreads: Vec<Spread>, kind: ChartKind) -> Self {
        Self {
            series,
            spreads,
            rows: Vec::new(),
            gap: None,
            kind,
        }
    }

    fn in_rows(
        series: Vec<Series>,
        spreads: Vec<Spread>,
        rows: Vec<String>,
        kind: ChartKind,
    ) -> Self {
        Self {
            rows,
            ..Self::over_time(series, spreads, kind)
        }
    }

    /// Makes outlines of the running totals that stand among amounts of a period.
    fn hollow_out(&mut self) {
        let mut marks = self.series.iter().flat_map(|series| &series.marks);
        let first = marks.next().map(|mark| mark.time_frame);
        let mixed = marks.any(|mark| Some(mark.time_frame) != first);
        for mark in self.series.iter_mut().flat_map(|series| &mut series.marks) {
            mark.hollow = mixed && mark.time_frame == TimeFrame::Cumulative;
        }
    }

    /// An axis that shows every mark and whisker, and the lines to compare them with.
    pub(super) fn amount_axis(&self, chart: &Chart, unit: Unit, caption: String) -> AmountAxis {
        let scale = chart.scale;
        let lines = chart.lines.iter().map(|line| line.amount.to_f64());
        let lines = lines.filter(|_| !self.series.is_empty());
        let series = self.series.iter();
        let marks = series.flat_map(|series| series.marks.iter().map(move |mark| (series, mark)));
        let of_marks = marks.flat_map(|(series, mark)| {
            let band = series.form == Form::Steps;
            let ends = [mark.low, mark.high].map(|end| end.filter(|_| band).map(Amount::to_f64));
            [Some(mark.y), Some(mark.base), ends[0], ends[1]]
        });
        let of_spreads = self
            .spreads
            .iter()
            .flat_map(|s| [Some(s.low), Some(s.high)]);
        let shown = of_marks
            .chain(of_spreads)
            .flatten()
            .chain(lines)
            // What is not above zero has no place on a logarithmic axis; bars begin at its foot.
            .filter(|y| scale == Scale::Linear || *y > 0.0);
        let (low, high) = shown.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| {
            (low.min(y), high.max(y))
        });
        let range = match (low <= high, scale) {
            (true, _) => whole_range(low, high, scale),
            (false, Scale::Linear) => [0.0, 1.0],
            (false, Scale::Log) => [1.0, 10.0],
        };
        let mut axis = AmountAxis {
            scale,
            unit,
            caption,
            range,
            ticks: Vec::new(),
        };
        axis.ticks = axis.ticks_in(range, USUAL_TICKS);
        axis
    }

    /// An axis that shows every mark and event with a little air; the rows, where there are rows.
    pub(super) fn time_axis(&self, chart: &Chart) -> TimeAxis {
        if self.kind.is_in_rows() {
            return TimeAxis {
                range: [-0.5, self.rows.len().max(1) as f64 - 0.5],
                ticks: Vec::new(),
                period: None,
            };
        }
        let marks = self.series.iter().flat_map(|series| &series.marks);
        let of_marks = marks.map(|mark| (mark.from, mark.to));
        let days = chart.events.iter().map(|event| day_number(event.date));
        let of_events = days
            .filter(|_| !self.series.is_empty())
            .map(|day| (day, day));
        let shown = of_marks.chain(of_events);
        let (first, last) = shown.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), own| {
            (low.min(own.0), high.max(own.1))
        });
        let period = self.kind.period();
        let range = if first > last {
            // Nothing to show: any range does.
            [0.0, 365.0]
        } else if period.is_some() {
            // Half a gap on each side, as between bars; and one bar alone is not a wall.
            let whole = self.widest_bar() / BAR;
            let gap = whole * (1.0 - BAR) / 2.0;
            let air = ((LEAST_BARS * whole - (last - first)) / 2.0).max(gap);
            [first - air, last + air]
        } else {
            let air = ((last - first) * 0.03).max(3.0);
            [first - air, last + air]
        };
        let mut axis = TimeAxis {
            range,
            ticks: Vec::new(),
            period,
        };
        axis.ticks = axis.ticks_in(range, USUAL_TICKS);
        axis
    }

    fn widest_bar(&self) -> f64 {
        let marks = self.series.iter().flat_map(|series| &series.marks);
        let widths = marks
            .map(|mark| (day_number(mark.when.end()) - day_number(mark.when.start()) + 1.0) * BAR);
        widths.fold(0.0, f64::max)
    }
}
