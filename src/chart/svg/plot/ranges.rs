//! How sure a mark is: whiskers, arrows at open ends, and lines along its time.

use std::fmt::Write as _;

use super::super::frame::{INK, colour};
use super::super::xml::{Svg, digits};
use super::Plot;
use crate::chart::labels::Area;
use crate::chart::palette::WHITE;
use crate::chart::{Form, Series, Spread};

/// How far an arrow reaches where the words say “at least” or “up to”.
const ARROW: f64 = 18.0;
/// How far it reaches at least, where it would leave the axis.
const LEAST_ARROW: f64 = 8.0;
/// Half the width of a whisker's cap and of an arrow's head.
const CAP: f64 = 3.5;

impl Plot<'_> {
    /// Lines along the time that points stand for, where it is wider than they are.
    pub(super) fn extents(
        &self,
        svg: &mut Svg,
        series: &Series,
        radius: f64,
        taken: &mut Vec<Area>,
    ) {
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
                // Where marks lie on each other, whole months of lines would hide them.
                .words(
                    "stroke-opacity",
                    if self.is_dense() { "0.12" } else { "0.4" },
                )
                .words("stroke-width", if self.is_dense() { "1.5" } else { "3" })
                .words("stroke-linecap", "round")
                .close();
        }
    }

    /// Whiskers and arrows of one series, or of whole columns. An arrow leaves `gap` to its mark.
    pub(super) fn whiskers(
        &self,
        svg: &mut Svg,
        series: Option<usize>,
        gap: f64,
        taken: &mut Vec<Area>,
    ) {
        let mut path = String::new();
        let own = |own: &&Spread| own.series == series;
        for spread in self.model.spreads.iter().filter(own) {
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
        if of_series.is_none_or(|series| series.form == Form::Bars) {
            // A white edge keeps it readable on the bars.
            svg.start("path")
                .words("d", &path)
                .words("fill", "none")
                .colour("stroke", WHITE)
                .words("stroke-width", "3.5")
                .words("stroke-linecap", "round")
                .close();
        }
        let mut element = svg
            .start("path")
            .words("class", "range")
            .words("d", &path)
            .words("fill", "none")
            .colour("stroke", stroke)
            .words("stroke-width", "1.5");
        if self.is_dense() {
            element = element.words("stroke-opacity", "0.2");
        }
        element.close();
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
            let foot = self.area().bottom;
            // Close to the foot of the axis a short arrow reaches a little below it.
            let tip = (from + ARROW).min((foot - 1.0).max((from + LEAST_ARROW).min(foot + 6.0)));
            if tip > from {
                bottom = tip;
                let (tip, neck) = (digits(tip), digits(tip - CAP));
                let _ = write!(path, "M{} {}V{tip}", digits(x), digits(from));
                let _ = write!(path, "M{left} {neck}L{} {tip}L{right} {neck}", digits(x));
            }
        }
        (top, bottom)
    }
}
