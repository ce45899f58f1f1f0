//! The marks and the grid behind them: places in the picture, points and their values.

mod bars;
mod ranges;
mod totals;

use std::fmt::Write as _;

use super::frame::{AXIS, FOOTROOM, Frame, GREY, GRID, INK, colour, words};
use super::xml::{Element, Svg, digits};
use super::{Proof, direct};
use crate::chart::labels::{Area, beside};
use crate::chart::palette::{Rgb, WHITE};
use crate::chart::scene::MarkIndex;
use crate::chart::text::{SMALL, Style};
use crate::chart::{ChartModel, Form, Mark, Series, Shape, guides, panels, piles, rows};
use crate::exchange::link;
use crate::model::Scale;

/// The most claims of a mark whose words it carries.
const MOST_QUOTES: usize = 5;
/// From more marks on, points let through what lies below them.
const DENSE: usize = 1500;
/// The most points that carry their value in words.
const MOST_VALUES: usize = 16;

/// Draws the grid, the labels of the axes and the marks.
pub(super) fn draw(svg: &mut Svg, model: &ChartModel, frame: &Frame, proof: Proof<'_>) {
    if model.nothing.is_some() {
        return;
    }
    let plot = Plot {
        model,
        frame,
        area: frame.plot,
        only: None,
        kept: &[],
        proof,
    };
    if !model.rows.is_empty() {
        let laid_out = rows::lay_out(model, frame.plot, &|_| true);
        plot.pieces(svg, &laid_out.pieces);
        return;
    }
    if !model.is_in_panels() {
        plot.grid(svg);
        let at = |x, y| (plot.x(x), plot.y(y));
        let guides = guides::lay_out(model, &plot.area, &at, true, &[]);
        plot.pieces(svg, &guides.pieces);
        let mut kept = guides.taken;
        kept.extend(frame.names.iter().map(|name| name.area));
        let guided = Plot {
            kept: &kept,
            ..plot
        };
        guided.marks(svg);
        guided.names(svg);
        return;
    }
    let outer = Area {
        bottom: frame.plot.bottom + FOOTROOM,
        ..frame.plot
    };
    let laid_out = panels::lay_out(model, outer);
    plot.pieces(svg, &laid_out.pieces);
    for panel in laid_out.panels {
        let one = Plot {
            area: panel.plot,
            only: Some(panel.series),
            ..plot
        };
        let at = |x, y| (one.x(x), one.y(y));
        let guides = guides::lay_out(model, &one.area, &at, false, &[]);
        one.pieces(svg, &guides.pieces);
        one.marks(svg);
    }
}

/// A plot: the whole, or the panel of one series.
#[derive(Clone, Copy)]
pub(super) struct Plot<'a> {
    model: &'a ChartModel,
    frame: &'a Frame,
    area: Area,
    /// The series that it shows alone.
    only: Option<usize>,
    /// Where labels must not stand.
    kept: &'a [Area],
    /// What marks carry.
    proof: Proof<'a>,
}

impl<'a> Plot<'a> {
    fn area(&self) -> &Area {
        &self.area
    }

    /// The series that it shows, with their indices.
    fn series(&self) -> impl DoubleEndedIterator<Item = (usize, &'a Series)> + use<'a> {
        let only = self.only;
        let all = self.model.series.iter().enumerate();
        all.filter(move |(index, _)| only.is_none_or(|only| only == *index))
    }

    /// The series of one form.
    fn drawn_as(
        &self,
        form: Form,
    ) -> impl DoubleEndedIterator<Item = (usize, &'a Series)> + use<'a> {
        self.series().filter(move |(_, series)| series.form == form)
    }

    fn marks(&self, svg: &mut Svg) {
        if self.drawn_as(Form::Bars).next().is_some() {
            self.bars(svg);
        }
        if self.drawn_as(Form::Steps).next().is_some() {
            self.running_totals(svg);
        }
        if self.drawn_as(Form::Points).next().is_some() {
            self.points(svg);
        }
    }

    /// Whether so many marks are drawn that they lie on each other.
    fn is_dense(&self) -> bool {
        self.model.marks().nth(DENSE).is_some()
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
        let dense = self.is_dense();
        let mut taken: Vec<Area> = self.kept.to_vec();
        // The largest series on top, “Other” at the back.
        for (index, series) in self.drawn_as(Form::Points).rev() {
            let element = series_group(svg, series);
            if dense {
                // What lies on each other is darker than what lies alone.
                element.words("fill-opacity", "0.4").open();
            } else {
                element.open();
            }
            self.extents(svg, series, radius, &mut taken);
            self.whiskers(svg, Some(index), radius, &mut taken);
            for mark in &series.marks {
                let place = (self.x(mark.x), self.y(mark.y));
                taken.push(Area::around(place.0, place.1, radius + 1.0));
                let element = shape(svg, series.shape, place, radius);
                let element = if dense && !mark.hollow {
                    element.colour("fill", colour(series.swatch))
                } else {
                    paint(element, colour(series.swatch), mark.hollow)
                };
                self.proof(element, mark);
            }
            svg.end("g");
        }
        taken.extend(self.piles(svg, radius));
        let shown: usize = self.series().map(|(_, series)| series.marks.len()).sum();
        if shown <= MOST_VALUES {
            self.values(svg, radius, taken);
        }
    }

    /// How many claims lie on the largest piles of points, and where that is said.
    fn piles(&self, svg: &mut Svg, radius: f64) -> Vec<Area> {
        let marks = self.drawn_as(Form::Points);
        let marks = marks.flat_map(|(_, series)| &series.marks);
        let points = marks.map(|mark| ((self.x(mark.x), self.y(mark.y)), mark.claims.len()));
        let piles = piles::largest(points, radius);
        if piles.is_empty() {
            return Vec::new();
        }
        let told = piles::tell(&piles, radius, self.area(), self.kept);
        start_values(svg);
        for one in &told {
            let foot = (one.area.left, one.area.bottom - 3.0);
            words(svg, foot, &one.words, Style::regular(SMALL), INK);
        }
        svg.end("g");
        told.into_iter().map(|one| one.area).collect()
    }

    /// The names of series beside their points.
    fn names(&self, svg: &mut Svg) {
        if self.frame.names.is_empty() {
            return;
        }
        start_values(svg);
        for name in &self.frame.names {
            let foot = (name.area.left, name.area.bottom - 3.0);
            words(svg, foot, &name.words, direct::STYLE, name.colour);
        }
        svg.end("g");
    }

    /// The values of a few points, where they cover nothing.
    fn values(&self, svg: &mut Svg, radius: f64, mut taken: Vec<Area>) {
        let small = Style::regular(SMALL);
        let within = Area {
            top: self.area().top - SMALL,
            right: match self.only {
                Some(_) => self.area().right + 8.0,
                // The names of running totals stand there.
                None if self.drawn_as(Form::Steps).next().is_some() => self.area().right + 8.0,
                None => self.frame.width - 8.0,
            },
            ..*self.area()
        };
        start_values(svg);
        let points = self.drawn_as(Form::Points);
        for mark in points.flat_map(|(_, series)| &series.marks) {
            let label = self.model.y.short(mark.y);
            let size = (self.frame.ruler.width(&label, small), SMALL + 2.0);
            let place = (self.x(mark.x), self.y(mark.y));
            if let Some(area) = beside(place, radius + 5.0, size, &within, &taken) {
                words(svg, (area.left, area.bottom - 3.0), &label, small, INK);
                taken.push(area);
            }
        }
        svg.end("g");
    }

    /// Ends the element of a mark by its place in the model.
    pub(super) fn proof_of(&self, element: Element<'_>, (series, mark): MarkIndex) {
        let series = self.model.series.get(series);
        match series.and_then(|series| series.marks.get(mark)) {
            Some(mark) => self.proof(element, mark),
            None => element.close(),
        }
    }

    /// Ends a mark's element with the claims that it stands on and what it says in words.
    fn proof(&self, element: Element<'_>, mark: &Mark) {
        if matches!(self.proof, Proof::None) {
            element.close();
            return;
        }
        let claims: Vec<String> = mark.claims.iter().map(ToString::to_string).collect();
        let mut element = element.words("data-claim", &claims.join(" "));
        let mut title = self.model.describe(mark);
        let Proof::Words(project) = self.proof else {
            element.titled(&title);
            return;
        };
        for (place, claim) in mark.claims.iter().enumerate().take(MOST_QUOTES) {
            let Some(claim) = project.claim(*claim) else {
                continue;
            };
            let article = project.article(claim.passage.article);
            let publisher = article.map_or("", |article| article.publisher.trim());
            let quote = claim.passage.quote.as_str();
            if place == 0 {
                let range = claim.passage.start..claim.passage.end;
                let date = claim.when.map(|when| when.to_string()).unwrap_or_default();
                // To find the words in long articles for thousands of marks would take too long.
                let link = article.map(|article| {
                    if self.model.is_large() {
                        article.url.trim().to_owned()
                    } else {
                        link(article, range).unwrap_or_default()
                    }
                });
                element = element
                    .words("data-quote", quote)
                    .words("data-publisher", publisher)
                    .words("data-date", &date)
                    .words("data-link", &link.unwrap_or_default());
            }
            // Writing to a String cannot fail.
            let _ = write!(title, " · “{quote}”");
            if !publisher.is_empty() {
                let _ = write!(title, ", {publisher}");
            }
        }
        element.titled(&title);
    }
}

fn start_series(svg: &mut Svg, series: &Series) {
    series_group(svg, series).open();
}

fn series_group<'a>(svg: &'a mut Svg, series: &Series) -> Element<'a> {
    svg.start("g")
        .words("class", "series")
        .words("data-series", &series.name)
}

/// Begins labels that stand among marks: a white edge parts them from the lines behind them.
fn start_values(svg: &mut Svg) {
    edged(svg.start("g").words("class", "values")).open();
}

/// A white edge around letters.
pub(super) fn edged(element: Element<'_>) -> Element<'_> {
    element
        .colour("stroke", WHITE)
        .words("stroke-width", "3")
        .words("stroke-linejoin", "round")
        .words("paint-order", "stroke")
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
