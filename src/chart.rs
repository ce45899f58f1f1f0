//! What a chart shows, worked out once: claims → facts → groups → marks.
//!
//! [`compute`] turns a saved question ([`Chart`]) into a [`ChartModel`]: series, marks with the
//! claims that they stand on, ticks, and what was left out and why. The screen and every export
//! draw that one model, so what is exported is what was seen. Nothing here reads a clock or a
//! file; amounts stay exact decimals, and only positions are binary floats.

mod fact;
#[cfg(test)]
mod fixture;
mod group;
pub(crate) mod guides;
pub(crate) mod labels;
mod marks;
pub mod palette;
pub(crate) mod panels;
pub mod pdf;
pub(crate) mod piles;
pub mod png;
pub(crate) mod rows;
pub(crate) mod scene;
pub mod svg;
pub mod table;
pub(crate) mod text;
pub mod ticks;
mod unit;
mod words;

use crate::model::{
    Amount, Arrangement, Bound, Chart, ChartId, ChartKind, ClaimId, FigureKind, Period, Project,
    Scale, Swatch, TimeFrame, When,
};

pub use fact::Reason;
pub use guides::{Guide, Guides, Remark};
pub use ticks::{Tick, date_at, day_number};
pub use unit::Unit;

/// Everything that a drawing of a chart needs, and nothing that depends on its size.
///
/// Positions along x are days since 1 January 1970, so a mark of one day stands at a whole
/// number ([`day_number`]). Positions along y are plain amounts in the unit of [`AmountAxis`];
/// a logarithmic axis takes their logarithm when it draws ([`AmountAxis::fraction`]). A chart in
/// [`Self::rows`] is laid on its side: there x counts the rows from the top, from 0, and amounts
/// run from left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartModel {
    /// The chart that was asked.
    pub chart: ChartId,
    /// How claims became marks.
    pub kind: ChartKind,
    /// The year in whose prices its money is told.
    pub prices: Option<i16>,
    /// What the chart says, as a sentence.
    pub title: String,
    /// What is measured, in which unit, how: the person's words, else words of our own.
    pub subtitle: String,
    /// The person's remark under the picture.
    pub note: String,
    /// What a reader of the picture must know about how it was made, a sentence each.
    pub remarks: Vec<String>,
    /// Whose articles stand behind it: `Sources: …; 23 claims from 8 articles`.
    pub source_line: String,
    /// How the groups stand to each other.
    pub arrangement: Arrangement,
    /// The names of the rows from the top; empty where x is time.
    pub rows: Vec<String>,
    /// The axis of time.
    pub x: TimeAxis,
    /// The axis of amounts.
    pub y: AmountAxis,
    /// The marks, by group; the largest group first, “Other” last.
    pub series: Vec<Series>,
    /// The whiskers and arrows that show how sure the marks are.
    pub spreads: Vec<Spread>,
    /// Between a running sum and a reported total.
    pub gap: Option<Gap>,
    /// Lines, days and remarks to compare the marks with.
    pub guides: Guides,
    /// The claims that pass the filter and stand behind no mark.
    pub left_out: Vec<LeftOut>,
    /// Why there is no mark at all; none where there is one.
    pub nothing: Option<String>,
}

/// Marks that belong together and share a colour and a shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What they have in common: a tag, a claimant, a publisher, a subject.
    pub name: String,
    /// Their colour; [`palette`] has its value for each theme.
    pub swatch: Swatch,
    /// Their shape, so that colour never tells series apart alone.
    pub shape: Shape,
    /// What its marks are drawn as.
    pub form: Form,
    /// The marks, from left to right; never empty.
    pub marks: Vec<Mark>,
}

/// What marks are drawn as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Points, each for itself.
    Points,
    /// Bars from their base.
    Bars,
    /// The steps of a line that stays until the next.
    Steps,
}

/// What lies between a running sum and a reported total: of those that speak of the same stage,
/// subject and tags as the amounts, the latest; else of those that differ least.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// Where it stands: at the reported total.
    pub x: f64,
    /// The running sum on that day.
    pub sum: f64,
    /// The reported total.
    pub reported: f64,
    /// The time that the reported total holds for.
    pub when: When,
    /// The reported total less the sum, exactly; below zero where the sum is higher.
    pub between: Amount,
    /// In what the total and the amounts differ, in a few words each; empty where like is
    /// compared with like.
    pub differences: Vec<String>,
}

/// The outline of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A disc.
    Dot,
    /// A square.
    Square,
    /// A triangle that points up.
    Triangle,
    /// A square on its corner.
    Diamond,
    /// A triangle that points down.
    TriangleDown,
    /// A plus sign.
    Plus,
    /// A star of five points.
    Star,
    /// A cross.
    Cross,
}

/// One dot, one bar, or one step of a running total.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says another thing of it"
)]
pub struct Mark {
    /// The claims that it stands on; never empty, and the first one is the one to lead to.
    pub claims: Vec<ClaimId>,
    /// The time it stands for: the claim's own, or the whole period of a bar.
    pub when: When,
    /// Whether its value is of a period, a running total or a rate.
    pub time_frame: TimeFrame,
    /// Its exact value: of the point, of the bar, or of the total after this step.
    pub value: Amount,
    /// What this step of a running total adds.
    pub added: Option<Amount>,
    /// The lowest value that its claims allow, where that is below `value`.
    pub low: Option<Amount>,
    /// The highest value that its claims allow, where that is above `value`.
    pub high: Option<Amount>,
    /// Whether a claim says “up to” or “less than”: it may be any value below.
    pub open_low: bool,
    /// Whether a claim says “at least” or “more than”: it may be any value above.
    pub open_high: bool,
    /// The bound that its claim states, where it is one claim's own value.
    pub bound: Option<Bound>,
    /// The time of the earlier total that this difference counts from.
    pub since: Option<When>,
    /// Whether it is drawn as an outline: a running total among amounts of a period.
    pub hollow: bool,
    /// Whether it is drawn pale: an earlier figure of a row.
    pub pale: bool,
    /// Where it stands.
    pub x: f64,
    /// Its left edge: the first day of a point's period, the side of a bar.
    pub from: f64,
    /// Its right edge.
    pub to: f64,
    /// The height of the point or of the step, or the end of the bar.
    pub y: f64,
    /// Where a bar begins: zero, or the end of the bar that it is stacked on.
    pub base: f64,
}

/// A whisker from low to high, with arrows at open ends. Stacked bars share one for the column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The series whose colour it has; none for a whole column of stacked bars.
    pub series: Option<usize>,
    /// Where it stands.
    pub x: f64,
    /// The value that it spreads around.
    pub y: f64,
    /// Its lower end; `y` where nothing is known below.
    pub low: f64,
    /// Its upper end; `y` where nothing is known above.
    pub high: f64,
    /// Whether it goes on below.
    pub open_low: bool,
    /// Whether it goes on above.
    pub open_high: bool,
}

/// Claims that pass the filter and are not drawn, for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Why.
    pub reason: Reason,
    /// Which, in the order in which they were made; never empty.
    pub claims: Vec<ClaimId>,
}

/// The axis of time.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeAxis {
    /// The first and the last day shown.
    pub range: [f64; 2],
    /// What is written along it when all of it is shown.
    pub ticks: Vec<Tick>,
    /// The width of a bar, where there are bars: ticks then stand under the bars' middles.
    pub period: Option<Period>,
}

/// The axis of amounts.
#[derive(Debug, Clone, PartialEq)]
pub struct AmountAxis {
    /// How amounts are spread over it.
    pub scale: Scale,
    /// What is measured.
    pub unit: Unit,
    /// What to write at its head; empty where the subtitle says it already.
    pub caption: String,
    /// The smallest and the largest amount shown; both above zero on a logarithmic axis.
    pub range: [f64; 2],
    /// What is written along it when all of it is shown.
    pub ticks: Vec<Tick>,
}

/// Works a chart out. The same project and chart give the same model, on every machine.
///
/// Every claim that passes the filter stands behind exactly one mark or in exactly one entry of
/// [`ChartModel::left_out`].
pub fn compute(project: &Project, chart: &Chart) -> ChartModel {
    // A total may fall, and what it falls by has no place on a logarithmic axis.
    let linear = matches!(chart.kind, ChartKind::Differences(_)).then(|| Chart {
        scale: Scale::Linear,
        ..chart.clone()
    });
    let chart = linear.as_ref().unwrap_or(chart);
    let gathered = fact::gather(project, chart);
    let (groups, joined) = group::split(project, chart, gathered.facts);
    let words = words::Words::new(chart, &gathered.unit, gathered.other_units, joined, &groups);
    let mut left_out = gathered.left_out;
    let drawn = marks::draw(project, chart, groups, &mut left_out);
    let y = drawn.amount_axis(chart, gathered.unit, words.caption);
    let x = drawn.time_axis(chart);
    let left_out: Vec<LeftOut> = left_out
        .into_iter()
        .map(|(reason, mut claims)| {
            claims.sort_unstable();
            LeftOut { reason, claims }
        })
        .collect();
    let nothing = drawn
        .series
        .is_empty()
        .then(|| words::why_nothing(project, &left_out));
    let mut remarks = words.remarks;
    remarks.extend(words::about_rates(project, chart, gathered.converted));
    remarks.extend(words::about_prices(project, chart, gathered.repriced));
    remarks.extend(words::about_drawn(
        chart,
        &drawn.series,
        drawn.gap.as_ref(),
        &y.unit,
    ));
    ChartModel {
        chart: chart.id,
        kind: chart.kind,
        prices: chart.prices.filter(|_| y.unit.kind == FigureKind::Money),
        title: words.title,
        subtitle: words.subtitle,
        note: chart.note.trim().to_owned(),
        remarks,
        source_line: words::source_line(project, &drawn.series),
        guides: Guides::new(chart, &drawn.series),
        arrangement: chart.arrangement,
        rows: drawn.rows,
        x,
        y,
        series: drawn.series,
        spreads: drawn.spreads,
        gap: drawn.gap,
        left_out,
        nothing,
    }
}

impl ChartModel {
    /// All marks with the index of their series, in drawing order.
    pub fn marks(&self) -> impl Iterator<Item = (usize, &Mark)> {
        self.series
            .iter()
            .enumerate()
            .flat_map(|(index, series)| series.marks.iter().map(move |mark| (index, mark)))
    }

    /// A mark in words: `at least $725 million · 2 Dec 2024`, `$1.2 billion · Dec 2024 ·
    /// 3 claims`.
    pub fn describe(&self, mark: &Mark) -> String {
        words::describe(self, mark)
    }

    /// What was left out, as one sentence for the picture; empty where nothing was.
    pub fn left_out_line(&self) -> String {
        words::left_out_line(&self.left_out)
    }

    /// Whether the series need names beside the picture.
    pub fn has_legend(&self) -> bool {
        self.series.len() > 1 && !self.kind_is_ranking() && !self.is_in_panels()
    }

    /// Whether some series are drawn otherwise than others, so that form tells them apart.
    pub fn mixes_forms(&self) -> bool {
        let mut forms = self.series.iter().map(|series| series.form);
        let first = forms.next();
        forms.any(|form| Some(form) != first)
    }

    /// Whether it has so many marks that what is said of each has to be short.
    pub fn is_large(&self) -> bool {
        self.marks().nth(1000).is_some()
    }

    /// Whether its rows are groups, told apart by their names.
    pub fn kind_is_ranking(&self) -> bool {
        self.kind == ChartKind::Ranking
    }

    /// Whether each series has a plot of its own.
    pub fn is_in_panels(&self) -> bool {
        self.arrangement == Arrangement::Panels && self.rows.is_empty() && self.series.len() > 1
    }

    /// Whether marks of running totals stand beside marks of periods, so that the former are
    /// drawn hollow.
    pub fn mixes_time_frames(&self) -> bool {
        self.marks().any(|(_, mark)| mark.hollow)
    }
}

impl TimeAxis {
    /// The ticks for a part of the axis, at most about `most` of them.
    pub fn ticks_in(&self, range: [f64; 2], most: usize) -> Vec<Tick> {
        ticks::time(range, self.period, most)
    }

    /// Where a day stands from 0 (left) to 1 (right).
    pub fn fraction(&self, x: f64) -> f64 {
        (x - self.range[0]) / (self.range[1] - self.range[0])
    }
}

impl AmountAxis {
    /// The ticks for a part of the axis, at most about `most` of them.
    pub fn ticks_in(&self, range: [f64; 2], most: usize) -> Vec<Tick> {
        ticks::amounts(range, self.scale, &self.unit, most)
    }

    /// An amount for a label beside a mark, counted as the labels of the axis are: `950k` beside
    /// `1,000k`.
    pub fn short(&self, amount: f64) -> String {
        match self.scale {
            Scale::Linear => {
                let along = ticks::magnitude(self.range, marks::USUAL_TICKS);
                self.unit.short_beside(amount, along)
            }
            // Every decade counts in its own.
            Scale::Log => self.unit.short(amount),
        }
    }

    /// Where an amount stands from 0 (bottom) to 1 (top), outside for one that is not shown.
    pub fn fraction(&self, y: f64) -> f64 {
        let along = |value: f64| match self.scale {
            Scale::Linear => value,
            // Nothing at or below zero has a place on this axis: it is drawn at the bottom.
            Scale::Log => value.max(f64::MIN_POSITIVE).log10(),
        };
        let [bottom, top] = self.range.map(along);
        (along(y) - bottom) / (top - bottom)
    }
}

impl Shape {
    /// The shape of the `index`-th series.
    pub fn nth(index: usize) -> Self {
        const ALL: [Shape; 8] = [
            Shape::Dot,
            Shape::Square,
            Shape::Triangle,
            Shape::Diamond,
            Shape::TriangleDown,
            Shape::Plus,
            Shape::Star,
            Shape::Cross,
        ];
        ALL[index % ALL.len()]
    }

    /// Its corners around the origin, y down, sized so that every shape covers about the area
    /// of a disc of radius 1. Empty for the disc itself.
    pub fn corners(self) -> Vec<[f64; 2]> {
        let ring = |count: usize, turn: f64, radius: &dyn Fn(usize) -> f64| -> Vec<[f64; 2]> {
            (0..count)
                .map(|corner| {
                    let angle = turn + std::f64::consts::TAU * corner as f64 / count as f64;
                    [radius(corner) * angle.sin(), -radius(corner) * angle.cos()]
                })
                .collect()
        };
        let quarter = std::f64::consts::FRAC_PI_4;
        // A plus sign: arms 0.36 wide and 1.15 long, turned for the cross.
        let plus = |turn: f64| -> Vec<[f64; 2]> {
            let (arm, half) = (1.15_f64, 0.36_f64);
            let (long, short) = (arm.hypot(half), half.hypot(half));
            let lean = (half / arm).atan();
            (0..4)
                .flat_map(|side| {
                    let middle = turn + std::f64::consts::FRAC_PI_2 * f64::from(side);
                    [
                        (middle - lean, long),
                        (middle + lean, long),
                        (middle + quarter, short),
                    ]
                })
                .map(|(angle, radius)| [radius * angle.sin(), -radius * angle.cos()])
                .collect()
        };
        match self {
            Self::Dot => Vec::new(),
            Self::Square => ring(4, quarter, &|_| 1.25),
            Self::Triangle => ring(3, 0.0, &|_| 1.45),
            Self::Diamond => ring(4, 0.0, &|_| 1.3),
            Self::TriangleDown => ring(3, std::f64::consts::PI, &|_| 1.45),
            Self::Plus => plus(0.0),
            Self::Star => ring(10, 0.0, &|corner| if corner % 2 == 0 { 1.5 } else { 0.65 }),
            Self::Cross => plus(quarter),
        }
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "whole days and small sums are exact")]
mod tests;
