//! The marks: grid, bars, lines, points, whiskers, arrows and the values beside them.

use std::fmt::Write as _;

use super::frame::{AXIS, Frame, GREY, GRID, HEADROOM, INK, colour, words};
use super::labels::{Area, beside, spread};
use super::text::{BODY, SMALL, Style};
use super::xml::{Element, Svg, digits};
use crate::chart::palette::{Rgb, WHITE};
use crate::chart::{ChartModel, Mark, Series, Shape, Spread};
use crate::model::{Amount, ChartKind, Scale};

/// How far an arrow reaches where the words say "at least" or "up to".
const ARROW: f64 = 18.0;
/// Half the width of a whisker's cap and of an arrow's head.
const CAP: f64 = 3.5;
/// The most points that carry their value in words.
const MOST_VALUES: usize = 16;
/// The most columns that carry their value in words.
const MOST_COLUMNS: usize = 40;

/// Draws the grid, the labels of the axes and the marks.
pub(super) fn draw(svg: &mut Svg, model: &ChartModel, frame: &Frame) {
    if model.nothing.is_some() {
        return;
    }
    let plot = Plot { model, frame };
    plot.grid(svg);
    match model.kind {
        ChartKind::Points => plot.points(svg),
        ChartKind::Bars(_) => plot.bars(svg),
        ChartKind::RunningTotal => plot.running_totals(svg),
    }
}

struct Plot<'a> {
    model: &'a ChartModel,
    frame: &'a Frame,
}

impl Plot<'_> {
    fn area(&self) -> &Area {
        &self.frame.plot
    }

    fn x(&self, day: f64) -> f64 {
        self.area().left + self.model.x.fraction(day) * self.area().width()
    }

    /// What lies outside the axis stands at its end: the foot of a bar on a log scale.
    fn y(&self, amount: f64) -> f64 {
        let fraction = self.model.y.fraction(amount).clamp(0.0, 1.0);
        self.area().bottom - fraction * self.area().height()
    }

    fn grid(&self, svg: &mut Svg) {
        let (area, frame) = (self.area(), self.frame);
        let small = Style::regular(SMALL);
        svg.start("g").words("class", "axes").open();
        for tick in &frame.y_ticks {
            let y = self.y(tick.at);
            line(svg, (area.left, y), (area.right, y))
                .colour("stroke", GRID)
                .close();
            let left = area.left - 8.0 - frame.ruler.width(&tick.label, small);
            words(svg, (left, y + 4.0), &tick.label, small, GREY);
        }
        let zero = match self.model.y.scale {
            Scale::Linear => self.y(0.0),
            Scale::Log => area.bottom,
        };
        line(svg, (area.left, zero), (area.right, zero))
            .colour("stroke", AXIS)
            .close();
        for (tick, left) in frame.x_ticks.iter().zip(&frame.x_lefts) {
            if self.model.x.period.is_none() {
                let x = self.x(tick.at);
                line(svg, (x, area.bottom), (x, area.bottom + 5.0))
                    .colour("stroke", AXIS)
                    .close();
            }
            words(svg, (*left, area.bottom + 18.0), &tick.label, small, GREY);
        }
        svg.end("g");
    }

    fn points(&self, svg: &mut Svg) {
        let count = self.model.marks().count();
        let radius = match count {
            0..=60 => 5.0,
            61..=300 => 4.0,
            301..=1500 => 3.0,
            _ => 2.2,
        };
        let mut taken: Vec<Area> = Vec::new();
        // The largest series on top, “Other” at the back.
        for (index, series) in self.model.series.iter().enumerate().rev() {
            start_series(svg, series);
            self.extents(svg, series, radius, &mut taken);
            self.whiskers(svg, Some(index), radius, &mut taken);
            for mark in &series.marks {
                let place = (self.x(mark.x), self.y(mark.y));
                taken.push(Area::around(place.0, place.1, radius + 1.0));
                let element = shape(svg, series.shape, place, radius);
                let element = paint(element, colour(series.swatch), mark.is_hollow());
                self.proof(element, mark);
            }
            svg.end("g");
        }
        if count <= MOST_VALUES {
            self.values(svg, radius, taken);
        }
    }

    /// Lines along the time that points stand for, where it is wider than they are.
    fn extents(&self, svg: &mut Svg, series: &Series, radius: f64, taken: &mut Vec<Area>) {
        let mut path = String::new();
        for mark in &series.marks {
            let (from, to, y) = (self.x(mark.from), self.x(mark.to), self.y(mark.y));
            if to - from > 2.0 * radius {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{} {}H{}", digits(from), digits(y), digits(to));
                taken.push(Area {
                    left: from - 2.0,
                    right: to + 2.0,
                    ..Area::around(to, y, 2.0)
                });
            }
        }
        if !path.is_empty() {
            svg.start("path")
                .words("class", "period")
                .words("d", &path)
                .words("fill", "none")
                .colour("stroke", colour(series.swatch))
                .words("stroke-opacity", "0.4")
                .words("stroke-width", "3")
                .words("stroke-linecap", "round")
                .close();
        }
    }

    /// Whiskers and arrows of one series, or of whole columns. An arrow leaves `gap` to its mark.
    fn whiskers(&self, svg: &mut Svg, series: Option<usize>, gap: f64, taken: &mut Vec<Area>) {
        let mut path = String::new();
        for spread in self.model.spreads.iter().filter(|own| own.series == series) {
            let (top, bottom) = self.whisker(&mut path, spread, gap);
            let x = self.x(spread.x);
            taken.push(Area {
                left: x - CAP,
                top,
                right: x + CAP,
                bottom,
            });
        }
        let of_series = series.and_then(|index| self.model.series.get(index));
        let stroke = of_series.map_or(INK, |series| colour(series.swatch));
        if path.is_empty() {
            return;
        }
        if matches!(self.model.kind, ChartKind::Bars(_)) {
            // A white edge keeps it readable on the bars.
            svg.start("path")
                .words("d", &path)
                .words("fill", "none")
                .colour("stroke", WHITE)
                .words("stroke-width", "4")
                .close();
        }
        svg.start("path")
            .words("class", "range")
            .words("d", &path)
            .words("fill", "none")
            .colour("stroke", stroke)
            .words("stroke-width", "1.5")
            .close();
    }

    /// Adds one whisker to a path and answers where it begins and ends.
    fn whisker(&self, path: &mut String, spread: &Spread, gap: f64) -> (f64, f64) {
        let x = self.x(spread.x);
        let (mut top, mut bottom) = (self.y(spread.high), self.y(spread.low));
        let (left, right) = (digits(x - CAP), digits(x + CAP));
        // Writing to a string cannot fail.
        if spread.low < spread.high {
            let _ = write!(path, "M{} {}V{}", digits(x), digits(bottom), digits(top));
        }
        for (end, value, open) in [
            (top, spread.high > spread.y, spread.open_high),
            (bottom, spread.low < spread.y, spread.open_low),
        ] {
            if value && !open {
                let _ = write!(path, "M{left} {}H{right}", digits(end));
            }
        }
        if spread.open_high {
            // Above the axis there is room for labels, and so for an arrow.
            let from = if spread.high > spread.y {
                top
            } else {
                top - gap
            };
            top = (from - ARROW).max(self.area().top - ARROW);
            let (tip, neck) = (digits(top), digits(top + CAP));
            let _ = write!(path, "M{} {}V{tip}", digits(x), digits(from));
            let _ = write!(path, "M{left} {neck}L{} {tip}L{right} {neck}", digits(x));
        }
        if spread.open_low {
            let from = if spread.low < spread.y {
                bottom
            } else {
                bottom + gap
            };
            let tip = (from + ARROW).min(self.area().bottom - 1.0);
            // Next to the foot of the axis there is nothing below to point to.
            if tip - from > 2.0 * CAP {
                bottom = tip;
                let (tip, neck) = (digits(tip), digits(tip - CAP));
                let _ = write!(path, "M{} {}V{tip}", digits(x), digits(from));
                let _ = write!(path, "M{left} {neck}L{} {tip}L{right} {neck}", digits(x));
            }
        }
        (top, bottom)
    }

    /// The values of a few points, where they cover nothing.
    fn values(&self, svg: &mut Svg, radius: f64, mut taken: Vec<Area>) {
        let small = Style::regular(SMALL);
        let within = Area {
            top: self.area().top - SMALL,
            right: self.frame.width - 8.0,
            ..*self.area()
        };
        svg.start("g").words("class", "values").open();
        for (_, mark) in self.model.marks() {
            let label = self.model.y.unit.short(mark.y);
            let size = (self.frame.ruler.width(&label, small), SMALL + 2.0);
            let place = (self.x(mark.x), self.y(mark.y));
            if let Some(area) = beside(place, radius + 5.0, size, &within, &taken) {
                words(svg, (area.left, area.bottom - 3.0), &label, small, INK);
                taken.push(area);
            }
        }
        svg.end("g");
    }

    fn bars(&self, svg: &mut Svg) {
        for series in &self.model.series {
            start_series(svg, series);
            for mark in &series.marks {
                let (left, right) = (self.x(mark.from), self.x(mark.to));
                let (one, other) = (self.y(mark.base), self.y(mark.y));
                let element = svg
                    .start("rect")
                    .number("x", left)
                    .number("y", one.min(other))
                    // A bar of a wide axis or a small amount still shows.
                    .number("width", (right - left).max(0.75))
                    .number("height", (one - other).abs().max(0.75))
                    .colour("fill", colour(series.swatch));
                self.proof(element, mark);
            }
            svg.end("g");
        }
        self.seams(svg);
        let mut taken = Vec::new();
        self.whiskers(svg, None, 3.0, &mut taken);
        for index in 0..self.model.series.len() {
            self.whiskers(svg, Some(index), 3.0, &mut taken);
        }
        self.column_values(svg, &taken);
    }

    /// White lines between bars that stand on each other.
    fn seams(&self, svg: &mut Svg) {
        let mut path = String::new();
        for (_, mark) in self.model.marks().filter(|(_, mark)| mark.base != 0.0) {
            let y = digits(self.y(mark.base));
            let (left, right) = (digits(self.x(mark.from)), digits(self.x(mark.to)));
            let _ = write!(path, "M{left} {y}H{right}");
        }
        if !path.is_empty() {
            svg.start("path")
                .words("d", &path)
                .colour("stroke", WHITE)
                .close();
        }
    }

    /// The sums over the columns, if all of them have room.
    fn column_values(&self, svg: &mut Svg, taken: &[Area]) {
        let small = Style::regular(SMALL);
        let mut columns: Vec<(f64, f64)> = Vec::new();
        let mut marks: Vec<&Mark> = self.model.marks().map(|(_, mark)| mark).collect();
        marks.sort_by(|a, b| a.x.total_cmp(&b.x));
        for mark in marks {
            match columns.last_mut() {
                Some((x, top)) if (*x - mark.x).abs() < 1e-6 => *top = top.max(mark.y),
                _ => columns.push((mark.x, mark.y)),
            }
        }
        // A column that goes below zero has no one end for its sum.
        if columns.len() > MOST_COLUMNS || self.model.marks().any(|(_, mark)| mark.y < 0.0) {
            return;
        }
        let mut end = f64::NEG_INFINITY;
        let mut labels = Vec::new();
        for (x, top) in columns {
            let label = self.model.y.unit.short(top);
            let width = self.frame.ruler.width(&label, small);
            let middle = self.x(x);
            // Beside the axis' own labels, and inside the picture.
            let (first, last) = (self.area().left - 6.0, self.frame.width - width - 8.0);
            let left = (middle - width / 2.0).min(last).max(first);
            let over = taken
                .iter()
                .filter(|area| area.left < middle && middle < area.right);
            let foot = over.map(|area| area.top).fold(self.y(top), f64::min) - 5.0;
            // Above the axis there is room for one line, and not beside another label.
            if left < end + 4.0 || left > last || foot < self.area().top - HEADROOM + SMALL {
                return;
            }
            end = left + width;
            labels.push((left, foot, label));
        }
        svg.start("g").words("class", "values").open();
        for (left, foot, label) in labels {
            words(svg, (left, foot), &label, small, INK);
        }
        svg.end("g");
    }

    fn running_totals(&self, svg: &mut Svg) {
        let days = self.model.marks().map(|(_, mark)| mark.x);
        let end = self.x(days.fold(f64::NEG_INFINITY, f64::max));
        let count = self.model.marks().count();
        let radius = if count <= 60 { 3.5 } else { 2.2 };
        for series in &self.model.series {
            let stroke = colour(series.swatch);
            start_series(svg, series);
            self.band(svg, series, end);
            svg.start("path")
                .words("class", "total")
                .words("d", &self.steps(series, end))
                .words("fill", "none")
                .colour("stroke", stroke)
                .words("stroke-width", "2.25")
                .words("stroke-linejoin", "round")
                .close();
            for mark in &series.marks {
                let place = (self.x(mark.x), self.y(mark.y));
                let element = paint(shape(svg, series.shape, place, radius), stroke, false);
                self.proof(element, mark);
            }
            svg.end("g");
        }
        self.ends(svg, end);
    }

    /// The line of a running total: level until the next amount is added.
    fn steps(&self, series: &Series, end: f64) -> String {
        let mut path = String::new();
        for mark in &series.marks {
            let (x, y) = (digits(self.x(mark.x)), digits(self.y(mark.y)));
            if path.is_empty() {
                let foot = match self.model.y.scale {
                    Scale::Linear => digits(self.y(0.0)),
                    Scale::Log => y.clone(),
                };
                let _ = write!(path, "M{x} {foot}V{y}");
            } else {
                let _ = write!(path, "H{x}V{y}");
            }
        }
        let _ = write!(path, "H{}", digits(end));
        path
    }

    /// Between the lowest and the highest total that the claims allow.
    fn band(&self, svg: &mut Svg, series: &Series, end: f64) {
        let low = |mark: &Mark| self.y(mark.low.map_or(mark.y, Amount::to_f64));
        let high = |mark: &Mark| self.y(mark.high.map_or(mark.y, Amount::to_f64));
        if series
            .marks
            .iter()
            .all(|mark| mark.low.is_none() && mark.high.is_none())
        {
            return;
        }
        let mut path = String::new();
        for mark in &series.marks {
            let (x, y) = (digits(self.x(mark.x)), digits(high(mark)));
            let letter = if path.is_empty() { 'M' } else { 'H' };
            match letter {
                'M' => {
                    let _ = write!(path, "M{x} {y}");
                }
                _ => {
                    let _ = write!(path, "H{x}V{y}");
                }
            }
        }
        let _ = write!(path, "H{}", digits(end));
        for mark in series.marks.iter().rev() {
            let (x, y) = (digits(self.x(mark.x)), digits(low(mark)));
            let _ = write!(path, "V{y}H{x}");
        }
        path.push('Z');
        svg.start("path")
            .words("class", "range")
            .words("d", &path)
            .colour("fill", colour(series.swatch))
            .words("fill-opacity", "0.16")
            .close();
    }

    /// The names and last values at the ends of the lines.
    fn ends(&self, svg: &mut Svg, end: f64) {
        let lasts: Vec<f64> = self
            .model
            .series
            .iter()
            .filter_map(|series| series.marks.last())
            .map(|mark| self.y(mark.y))
            .collect();
        let top = self.area().top - 8.0;
        let placed = spread(&lasts, 17.0, top, self.area().bottom + 8.0);
        svg.start("g").words("class", "ends").open();
        let labels = self.frame.ends.iter().zip(&self.model.series);
        for ((label, series), (y, last)) in labels.zip(placed.into_iter().zip(lasts)) {
            let left = self.area().right + 10.0;
            // A hairline leads from the line to its name.
            svg.start("path")
                .words(
                    "d",
                    &format!(
                        "M{} {}L{} {}",
                        digits(end + 3.0),
                        digits(last),
                        digits(left - 4.0),
                        digits(y)
                    ),
                )
                .words("fill", "none")
                .colour("stroke", colour(series.swatch))
                .words("stroke-opacity", "0.6")
                .close();
            let mut x = left;
            if !label.name.is_empty() {
                let style = Style::semibold(BODY);
                words(svg, (x, y + 4.5), &label.name, style, INK);
                x += self.frame.ruler.width(&label.name, style) + 5.0;
            }
            words(svg, (x, y + 4.5), &label.value, Style::regular(SMALL), GREY);
        }
        svg.end("g");
    }

    /// Ends a mark's element with the claims that it stands on and what it says in words.
    fn proof(&self, element: Element<'_>, mark: &Mark) {
        let claims: Vec<String> = mark.claims.iter().map(ToString::to_string).collect();
        element
            .words("data-claim", &claims.join(" "))
            .titled(&self.model.describe(mark));
    }
}

fn start_series(svg: &mut Svg, series: &Series) {
    svg.start("g")
        .words("class", "series")
        .words("data-series", &series.name)
        .open();
}

fn line(svg: &mut Svg, from: (f64, f64), to: (f64, f64)) -> Element<'_> {
    svg.start("line")
        .number("x1", from.0)
        .number("y1", from.1)
        .number("x2", to.0)
        .number("y2", to.1)
}

/// Begins a shape of that radius around a place.
pub(super) fn shape(svg: &mut Svg, shape: Shape, (x, y): (f64, f64), radius: f64) -> Element<'_> {
    let corners = shape.corners();
    if corners.is_empty() {
        return svg
            .start("circle")
            .number("cx", x)
            .number("cy", y)
            .number("r", radius);
    }
    let points: Vec<String> = corners
        .iter()
        .map(|[dx, dy]| format!("{},{}", digits(x + dx * radius), digits(y + dy * radius)))
        .collect();
    svg.start("polygon").words("points", &points.join(" "))
}

/// Fills a shape, or draws its outline alone. White keeps those that touch apart.
pub(super) fn paint(element: Element<'_>, colour: Rgb, hollow: bool) -> Element<'_> {
    if hollow {
        element
            .colour("fill", WHITE)
            .colour("stroke", colour)
            .words("stroke-width", "1.75")
    } else {
        element
            .colour("fill", colour)
            .colour("stroke", WHITE)
            .words("stroke-width", "0.75")
    }
}
