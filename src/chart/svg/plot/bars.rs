//! Bars: sums of a period, stacked or side by side, with their values above them.

use std::fmt::Write as _;

use super::super::frame::{HEADROOM, INK, colour, words};
use super::super::xml::{Svg, digits};
use super::{Plot, start_series, start_values};
use crate::chart::labels::Area;
use crate::chart::palette::WHITE;
use crate::chart::text::{SMALL, Style};
use crate::chart::{Form, Mark};

/// The most columns that carry their value in words.
const MOST_COLUMNS: usize = 40;

impl Plot<'_> {
    pub(super) fn bars(&self, svg: &mut Svg) {
        for (_, series) in self.drawn_as(Form::Bars) {
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
        for (index, _) in self.drawn_as(Form::Bars) {
            self.whiskers(svg, Some(index), 3.0, &mut taken);
        }
        self.column_values(svg, &taken);
    }

    fn bar_marks(&self) -> impl Iterator<Item = &Mark> {
        self.drawn_as(Form::Bars)
            .flat_map(|(_, series)| &series.marks)
    }

    /// White lines between bars that stand on each other.
    fn seams(&self, svg: &mut Svg) {
        let mut path = String::new();
        for mark in self.bar_marks().filter(|mark| mark.base != 0.0) {
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
        let mut marks: Vec<&Mark> = self.bar_marks().collect();
        marks.sort_by(|a, b| a.x.total_cmp(&b.x));
        for mark in marks {
            match columns.last_mut() {
                Some((x, top)) if (*x - mark.x).abs() < 1e-6 => *top = top.max(mark.y),
                _ => columns.push((mark.x, mark.y)),
            }
        }
        // A column that goes below zero has no one end for its sum.
        if columns.len() > MOST_COLUMNS || self.bar_marks().any(|mark| mark.y < 0.0) {
            return;
        }
        let mut end = f64::NEG_INFINITY;
        let mut labels = Vec::new();
        for (x, top) in columns {
            let label = self.model.y.short(top);
            let width = self.frame.ruler.width(&label, small);
            let middle = self.x(x);
            // Beside the axis' own labels, and inside the picture.
            let end_of_room = match self.only {
                Some(_) => self.area().right + 8.0,
                None => self.frame.width - 8.0,
            };
            let (first, last) = (self.area().left - 6.0, end_of_room - width);
            let left = (middle - width / 2.0).min(last).max(first);
            let over = taken
                .iter()
                .filter(|area| area.left < middle && middle < area.right);
            let foot = over.map(|area| area.top).fold(self.y(top), f64::min) - 5.0;
            // Above the axis there is room for one line, and not beside another label.
            if left < end + 4.0 || left > last || foot < self.area().top - HEADROOM + SMALL {
                return;
            }
            let area = Area {
                left,
                top: foot - SMALL,
                right: left + width,
                bottom: foot + 2.0,
            };
            if self.kept.iter().any(|kept| kept.overlaps(&area)) {
                return;
            }
            end = left + width;
            labels.push((left, foot, label));
        }
        start_values(svg);
        for (left, foot, label) in labels {
            words(svg, (left, foot), &label, small, INK);
        }
        svg.end("g");
    }
}
