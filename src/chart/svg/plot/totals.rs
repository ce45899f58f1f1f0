//! Running totals: step lines, the band of what the claims allow, names at the ends.

use std::fmt::Write as _;

use super::super::frame::{GREY, INK, colour, words};
use super::super::xml::{Svg, digits};
use super::{Plot, paint, shape, start_series};
use crate::chart::labels::spread;
use crate::chart::text::{BODY, SMALL, Style};
use crate::chart::{Form, Mark, Series};
use crate::model::{Amount, Scale};

/// The most steps that are seen as dots on their line.
const MOST_DOTS: usize = 600;

impl Plot<'_> {
    pub(super) fn running_totals(&self, svg: &mut Svg) {
        // All lines end on the same day.
        let days = self.model.marks().map(|(_, mark)| mark.x);
        let end = self.x(days.fold(f64::NEG_INFINITY, f64::max));
        let count = self.model.marks().count();
        let radius = if count <= 60 { 3.5 } else { 2.2 };
        for (_, series) in self.drawn_as(Form::Steps) {
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
            // So many steps are a line; what they stand on is still to be pointed at.
            let hidden = count > MOST_DOTS;
            if hidden {
                svg.start("g").words("opacity", "0").open();
            }
            for mark in &series.marks {
                let place = (self.x(mark.x), self.y(mark.y));
                let element = paint(shape(svg, series.shape, place, radius), stroke, false);
                self.proof(element, mark);
            }
            if hidden {
                svg.end("g");
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
            let _ = if path.is_empty() {
                write!(path, "M{x} {y}")
            } else {
                write!(path, "H{x}V{y}")
            };
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
        if self.only.is_some() {
            self.end_in_panel(svg, end);
            return;
        }
        let lasts: Vec<f64> = self
            .drawn_as(Form::Steps)
            .filter_map(|(_, series)| series.marks.last())
            .map(|mark| self.y(mark.y))
            .collect();
        let top = self.area().top - 8.0;
        let placed = spread(&lasts, 17.0, top, self.area().bottom + 8.0);
        svg.start("g").words("class", "ends").open();
        let labels = self.frame.ends.iter().zip(self.drawn_as(Form::Steps));
        for ((label, (_, series)), (y, last)) in labels.zip(placed.into_iter().zip(lasts)) {
            let left = self.area().right + 10.0;
            // A hairline leads from the line to its name.
            let (from, to) = (digits(end + 3.0), digits(left - 4.0));
            svg.start("path")
                .words("d", &format!("M{from} {}L{to} {}", digits(last), digits(y)))
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

    /// The last value of a panel's line, over its end.
    fn end_in_panel(&self, svg: &mut Svg, end: f64) {
        let lasts = self
            .drawn_as(Form::Steps)
            .filter_map(|(_, series)| series.marks.last());
        for mark in lasts {
            let label = self.model.y.short(mark.y);
            let left = end - self.frame.ruler.width(&label, Style::regular(SMALL));
            let foot = (left.max(self.area().left), self.y(mark.y) - 7.0);
            words(svg, foot, &label, Style::regular(SMALL), INK);
        }
    }
}
