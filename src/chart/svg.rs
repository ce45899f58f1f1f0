//! A chart model as an SVG picture that can stand in a report as it is.
//!
//! Headline, grey subtitle, thin grid, marks that carry their claims' ids, and below it what a
//! reader must know: remarks, what was left out, sources. Text stays text, in Inter, and is
//! measured with the bundled typeface, so lines break and labels keep clear of each other the
//! same way everywhere. The same model and page give the same bytes; no clock is read.

mod direct;
mod frame;
mod plot;
mod scene;
mod xml;

use std::fmt::Write as _;

use jiff::civil::Date;

use super::{ChartModel, palette};
use crate::model::Project;
use frame::Frame;
use xml::Svg;

/// What the picture is drawn on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Page {
    /// Width in CSS pixels; at least 240.
    pub width: f64,
    /// Height in CSS pixels. The picture grows beyond it where its words need the room.
    pub height: f64,
    /// The day to print as the one whose state is shown; none prints no such day.
    pub as_of: Option<Date>,
}

impl Page {
    /// A column of a report.
    pub const COLUMN: Self = Self::new(420.0, 400.0);
    /// The width of a page of text.
    pub const PAGE: Self = Self::new(720.0, 450.0);
    /// A slide, 16 to 9.
    pub const SLIDE: Self = Self::new(960.0, 540.0);

    const fn new(width: f64, height: f64) -> Self {
        Self {
            width,
            height,
            as_of: None,
        }
    }
}

impl Default for Page {
    fn default() -> Self {
        Self::PAGE
    }
}

/// Draws a model.
pub fn write(model: &ChartModel, page: &Page) -> String {
    draw(Proof::Claims, model, page)
}

/// Draws a model for pixels and print, where nothing is behind a mark: half the length for the
/// same picture.
pub fn write_bare(model: &ChartModel, page: &Page) -> String {
    draw(Proof::None, model, page)
}

/// Draws a model whose marks carry their proof as well: the words of the claim that each leads
/// to, its publisher, its date and a link, and the words of the others.
pub fn write_proven(project: &Project, model: &ChartModel, page: &Page) -> String {
    draw(Proof::Words(project), model, page)
}

/// What marks carry.
#[derive(Clone, Copy)]
enum Proof<'a> {
    /// Nothing.
    None,
    /// The ids of their claims, and what they say.
    Claims,
    /// The words of their claims as well.
    Words(&'a Project),
}

fn draw(proof: Proof<'_>, model: &ChartModel, page: &Page) -> String {
    let frame = Frame::new(model, page);
    let mut svg = Svg::default();
    // Ids stay apart where several pictures stand in one page.
    let (title, about) = (
        format!("title-{}", model.chart),
        format!("about-{}", model.chart),
    );
    svg.start("svg")
        .words("xmlns", "http://www.w3.org/2000/svg")
        .number("width", frame.width)
        .number("height", frame.height)
        .words(
            "viewBox",
            &format!(
                "0 0 {} {}",
                xml::digits(frame.width),
                xml::digits(frame.height)
            ),
        )
        .words("role", "img")
        .words("aria-labelledby", &format!("{title} {about}"))
        .words("font-family", "Inter, Helvetica, Arial, sans-serif")
        .number("font-size", super::text::SMALL)
        .open();
    svg.start("title").words("id", &title).holding(&model.title);
    svg.start("desc")
        .words("id", &about)
        .holding(&about_picture(model));
    svg.start("rect")
        .number("width", frame.width)
        .number("height", frame.height)
        .words("fill", &xml::hex(palette::WHITE))
        .close();
    frame.draw(&mut svg, model);
    plot::draw(&mut svg, model, &frame, proof);
    svg.end("svg");
    svg.finish()
}

/// The picture for those who do not see it.
pub(crate) fn about_picture(model: &ChartModel) -> String {
    if let Some(nothing) = &model.nothing {
        return nothing.clone();
    }
    let mut out = format!("{}.", model.subtitle.trim_end_matches('.'));
    for series in &model.series {
        let values = || series.marks.iter().map(|mark| mark.value);
        let ends = values().min().zip(values().max());
        let first = series.marks.iter().map(|mark| mark.when).min();
        let last = series.marks.iter().map(|mark| mark.when).max();
        let ((Some((low, high)), Some(first)), Some(last)) = ((ends, first), last) else {
            continue;
        };
        let unit = &model.y.unit;
        let count = series.marks.len();
        let marks = if count == 1 { "mark" } else { "marks" };
        let values = format!("{} to {}", unit.spoken(low), unit.spoken(high));
        let times = format!("{} to {}", first.spoken(), last.spoken());
        // Writing to a string cannot fail.
        let _ = write!(out, " {}: {count} {marks}, {values}, {times}.", series.name);
    }
    if !model.source_line.is_empty() {
        let _ = write!(out, " {}.", model.source_line);
    }
    out
}

#[cfg(test)]
mod tests;
