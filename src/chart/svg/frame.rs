//! Everything around the marks: headline, legend, axes' room, sources. Lays the picture out.

use super::direct::{self, Name};
use super::xml::Svg;
use super::{Page, plot};
use crate::chart::labels::Area;
use crate::chart::palette::{self, Ground, Rgb};
use crate::chart::text::{BODY, FINE, Ruler, SMALL, Style, TITLE, Weight};
use crate::chart::{ChartModel, Form, Shape, Tick, panels, rows};
use crate::model::Swatch;

/// Headline and labels.
pub(super) const INK: Rgb = [0x1d, 0x21, 0x26];
/// Text of second rank; 6 : 1 on white.
pub(super) const GREY: Rgb = [0x59, 0x60, 0x6a];
/// The line of zero.
pub(super) const AXIS: Rgb = [0x7a, 0x82, 0x8c];
/// Lines behind the marks.
pub(super) const GRID: Rgb = [0xe1, 0xe4, 0xe8];

/// The least that the marks get, whatever the page says.
const LEAST_PLOT: f64 = 150.0;
/// The room for labels and arrows above the highest tick.
pub(super) const HEADROOM: f64 = 22.0;
/// The room for the labels of time.
pub(super) const FOOTROOM: f64 = 24.0;
/// A row of the legend.
const LEGEND_ROW: f64 = 21.0;
/// From the icon of a legend entry to its name.
const ICON: f64 = 15.0;
/// Below this width, running totals are named in a legend and not at their ends.
const NARROW: f64 = 480.0;

/// A line of words at a place.
struct Line {
    x: f64,
    /// The foot of the letters.
    y: f64,
    words: String,
    style: Style,
    colour: Rgb,
}

/// A name in the legend.
struct Entry {
    x: f64,
    /// The middle of the row.
    y: f64,
    name: String,
    shape: Shape,
    colour: Rgb,
    hollow: bool,
}

/// A name and a value at the end of a line.
pub(super) struct EndLabel {
    pub name: String,
    pub value: String,
}

/// A picture laid out.
pub(super) struct Frame {
    pub width: f64,
    pub height: f64,
    /// Where the marks stand.
    pub plot: Area,
    pub x_ticks: Vec<Tick>,
    /// Where the labels of time stand, by their left edges.
    pub x_lefts: Vec<f64>,
    pub y_ticks: Vec<Tick>,
    /// What stands at the end of each running total; empty in other charts.
    pub ends: Vec<EndLabel>,
    /// The names beside points; empty where a legend has them.
    pub names: Vec<Name>,
    pub ruler: &'static Ruler,
    margin: f64,
    lines: Vec<Line>,
    entries: Vec<Entry>,
}

impl Frame {
    /// The picture of a model; its series have a legend, or names beside their points.
    pub(super) fn new(model: &ChartModel, page: &Page) -> Self {
        if direct::may_name(model) {
            let mut frame = Self::laid_out(model, page, false);
            if let Some(names) = direct::names(model, &frame) {
                frame.names = names;
                return frame;
            }
        }
        Self::laid_out(model, page, true)
    }

    fn laid_out(model: &ChartModel, page: &Page, legend: bool) -> Self {
        let width = if page.width.is_finite() {
            page.width.clamp(240.0, 10_000.0)
        } else {
            720.0
        };
        let margin = if width < NARROW { 16.0 } else { 24.0 };
        let mut frame = Self {
            width,
            height: 0.0,
            plot: Area {
                left: margin,
                top: margin,
                right: width - margin,
                bottom: margin,
            },
            x_ticks: Vec::new(),
            x_lefts: Vec::new(),
            y_ticks: Vec::new(),
            ends: Vec::new(),
            names: Vec::new(),
            ruler: Ruler::get(),
            margin,
            lines: Vec::new(),
            entries: Vec::new(),
        };
        frame.ends = frame.end_labels(model);
        let mut y = margin - 4.0;
        y = frame.paragraph(&model.title, Style::semibold(TITLE), INK, y, 5);
        y = frame.paragraph(
            &model.subtitle,
            Style::regular(BODY + 1.0),
            GREY,
            y + 2.0,
            4,
        );
        if legend {
            y = frame.legend(model, y + 6.0);
        }
        if !model.y.caption.is_empty() && model.nothing.is_none() {
            y = frame.paragraph(&model.y.caption, Style::regular(SMALL), GREY, y + 6.0, 1);
        }
        let named = model
            .guides
            .days
            .iter()
            .any(|guide| !guide.label.is_empty());
        let rows_named = !model.rows.is_empty()
            && model
                .guides
                .amounts
                .iter()
                .any(|guide| !guide.label.is_empty());
        let names = if named || rows_named { 14.0 } else { 0.0 };
        frame.plot.top = y + HEADROOM + names;
        let feet = feet(model, page);
        let feet_height = frame.height_of(&feet);
        let asked = if page.height.is_finite() {
            page.height.min(10_000.0)
        } else {
            0.0
        };
        let room = asked - feet_height - FOOTROOM - frame.plot.top;
        frame.plot.bottom = frame.plot.top + frame.plot_height(model, room);
        frame.height = frame.plot.bottom + FOOTROOM + feet_height;
        let mut y = frame.plot.bottom + FOOTROOM + 6.0;
        for (words, style) in feet {
            y = frame.paragraph(&words, style, GREY, y, 8) + 3.0;
        }
        // Rows and panels have axes of their own.
        if model.nothing.is_none() && model.rows.is_empty() && !model.is_in_panels() {
            frame.axes(model);
        }
        frame
    }

    /// How high the plot is, where the page has so much room for it.
    fn plot_height(&self, model: &ChartModel, room: f64) -> f64 {
        if !model.rows.is_empty() {
            let count = model.rows.len() as f64;
            // Rows that stand far apart are no better read.
            return room.clamp(count * rows::LEAST_ROW, (count * rows::USUAL_ROW).max(90.0));
        }
        if model.is_in_panels() {
            let (_, rows) = panels::grid(model, self.plot.width());
            return room.max(rows as f64 * panels::USUAL_HEIGHT);
        }
        room.max(LEAST_PLOT)
    }

    /// Sets a paragraph from `top` on and answers where it ends.
    fn paragraph(&mut self, words: &str, style: Style, colour: Rgb, top: f64, most: usize) -> f64 {
        let room = self.width - 2.0 * self.margin;
        let mut y = top;
        for words in self.ruler.wrap(words, style, room, most) {
            self.lines.push(Line {
                x: self.margin,
                y: y + style.size,
                words,
                style,
                colour,
            });
            y += style.line_height();
        }
        y
    }

    fn height_of(&self, feet: &[(String, Style)]) -> f64 {
        let room = self.width - 2.0 * self.margin;
        let heights = feet.iter().map(|(words, style)| {
            let lines = self.ruler.wrap(words, *style, room, 8).len();
            lines as f64 * style.line_height() + 3.0
        });
        heights.sum::<f64>() + 6.0 + 12.0
    }

    /// Names and last values of running totals, where there is room for them at the side.
    fn end_labels(&self, model: &ChartModel) -> Vec<EndLabel> {
        if model.is_in_panels() {
            return Vec::new();
        }
        let room = self.width * 0.25;
        let fits = |name: &str| self.ruler.width(name, Style::semibold(BODY)) <= room;
        let named = self.width >= NARROW
            && model.has_legend()
            && model.series.iter().all(|series| fits(&series.name))
            // What is drawn as points has no end to be named at.
            && model.series.iter().all(|series| series.form == Form::Steps);
        let lines = model
            .series
            .iter()
            .filter(|series| series.form == Form::Steps);
        let labels = lines.filter_map(|series| {
            let last = series.marks.last()?;
            Some(EndLabel {
                name: if named {
                    series.name.clone()
                } else {
                    String::new()
                },
                value: model.y.short(last.y),
            })
        });
        labels.collect()
    }

    /// Sets the legend from `top` on and answers where it ends.
    fn legend(&mut self, model: &ChartModel, top: f64) -> f64 {
        let named_at_ends = self.ends.iter().any(|end| !end.name.is_empty());
        let room = self.width - 2.0 * self.margin - ICON;
        let style = Style::regular(BODY);
        let mut entries: Vec<(String, Shape, Rgb, bool)> = Vec::new();
        if model.has_legend() && !named_at_ends {
            entries.extend(model.series.iter().map(|series| {
                let name = self.ruler.shorten(&series.name, style, room);
                // Bars have no shape of their own; they stand in the legend's order.
                let shape = match series.form {
                    Form::Bars => Shape::Square,
                    Form::Points | Form::Steps => series.shape,
                };
                let hollow = series.marks.iter().all(|mark| mark.hollow);
                (name, shape, colour(series.swatch), hollow)
            }));
        }
        // Where outlines are a series of their own, its name says what they are.
        if model.mixes_time_frames() && !model.mixes_forms() {
            for (name, hollow) in [("in the period", false), ("running total", true)] {
                entries.push((name.to_owned(), Shape::Dot, GREY, hollow));
            }
        }
        if entries.is_empty() {
            return top - 6.0;
        }
        let (mut x, mut y) = (self.margin, top);
        for (name, shape, colour, hollow) in entries {
            let width = ICON + self.ruler.width(&name, style);
            if x > self.margin && x + width > self.width - self.margin {
                (x, y) = (self.margin, y + LEGEND_ROW);
            }
            self.entries.push(Entry {
                x,
                y: y + LEGEND_ROW / 2.0,
                name,
                shape,
                colour,
                hollow,
            });
            x += width + 18.0;
        }
        y + LEGEND_ROW
    }

    /// Chooses ticks that fit and gives their labels room.
    fn axes(&mut self, model: &ChartModel) {
        let small = Style::regular(SMALL);
        let most = (self.plot.height() / 40.0).clamp(2.0, 8.0) as usize;
        let crowded = (self.plot.height() / 22.0) as usize;
        for most in most..=crowded.max(most) {
            self.y_ticks = model.y.ticks_in(model.y.range, most);
            // Two lines alone are no scale to read by.
            if self.y_ticks.len() > 2 {
                break;
            }
        }
        let widths = self
            .y_ticks
            .iter()
            .map(|tick| self.ruler.width(&tick.label, small));
        self.plot.left = self.margin + widths.fold(0.0, f64::max) + 8.0;
        let ends = self.ends.iter().map(|end| self.end_width(end));
        let ends = ends.fold(0.0, f64::max);
        if ends > 0.0 {
            self.plot.right = self.width - self.margin - ends - 10.0;
        }
        for most in (1..=12).rev() {
            self.x_ticks = model.x.ticks_in(model.x.range, most);
            if self.place_x_labels(model) {
                return;
            }
        }
        // One label always fits; where the calendar gives two, the first has to do.
        self.x_ticks.truncate(1);
        self.place_x_labels(model);
    }

    /// Whether the labels of time keep clear of each other.
    fn place_x_labels(&mut self, model: &ChartModel) -> bool {
        let small = Style::regular(SMALL);
        let mut end = f64::NEG_INFINITY;
        let mut clear = true;
        self.x_lefts.clear();
        for tick in &self.x_ticks {
            let width = self.ruler.width(&tick.label, small);
            let middle = self.plot.left + model.x.fraction(tick.at) * self.plot.width();
            let last = (self.width - self.margin - width).max(self.margin);
            let left = (middle - width / 2.0).clamp(self.margin, last);
            clear &= left >= end + 12.0;
            end = left + width;
            self.x_lefts.push(left);
        }
        clear
    }

    /// The width of what stands at the end of a line.
    pub(super) fn end_width(&self, end: &EndLabel) -> f64 {
        let name = self.ruler.width(&end.name, Style::semibold(BODY));
        let gap = if end.name.is_empty() { 0.0 } else { 5.0 };
        name + gap + self.ruler.width(&end.value, Style::regular(SMALL))
    }

    /// Draws the words and the legend.
    pub(super) fn draw(&self, svg: &mut Svg, model: &ChartModel) {
        for line in &self.lines {
            words(svg, (line.x, line.y), &line.words, line.style, line.colour);
        }
        for entry in &self.entries {
            let icon = (entry.x + 5.0, entry.y);
            let element = plot::shape(svg, entry.shape, icon, 4.5);
            plot::paint(element, entry.colour, entry.hollow).close();
            let foot = (entry.x + ICON, entry.y + 4.5);
            words(svg, foot, &entry.name, Style::regular(BODY), INK);
        }
        if let Some(nothing) = &model.nothing {
            let style = Style::regular(BODY + 1.0);
            let lines = self.ruler.wrap(nothing, style, self.plot.width() * 0.8, 6);
            let height = lines.len() as f64 * style.line_height();
            let mut y = f64::midpoint(self.plot.top, self.plot.bottom) - height / 2.0;
            for line in lines {
                let x = (self.width - self.ruler.width(&line, style)) / 2.0;
                words(svg, (x, y + style.size), &line, style, GREY);
                y += style.line_height();
            }
        }
    }
}

/// What stands below the marks.
fn feet(model: &ChartModel, page: &Page) -> Vec<(String, Style)> {
    let fine = Style::regular(FINE);
    let mut remarks = model.remarks.clone();
    remarks.push(model.left_out_line());
    remarks.retain(|remark| !remark.is_empty());
    let mut source = model.source_line.clone();
    if let Some(day) = page.as_of {
        if !source.is_empty() {
            source.push_str(". ");
        }
        source.push_str(
            &day.strftime("As\u{a0}of\u{a0}%-d\u{a0}%b\u{a0}%Y")
                .to_string(),
        );
    }
    [
        (model.note.clone(), Style::regular(SMALL)),
        (remarks.join(" "), fine),
        (source, fine),
    ]
    .into_iter()
    .filter(|(words, _)| !words.trim().is_empty())
    .collect()
}

/// The colour of a series in print.
pub(super) fn colour(swatch: Swatch) -> Rgb {
    palette::rgb(swatch, Ground::Print)
}

/// Writes words with their left foot at a place.
pub(super) fn words(svg: &mut Svg, (x, y): (f64, f64), words: &str, style: Style, colour: Rgb) {
    let mut element = svg.start("text").number("x", x).number("y", y);
    if (style.size - SMALL).abs() > f64::EPSILON {
        element = element.number("font-size", style.size);
    }
    if style.weight == Weight::SemiBold {
        element = element.words("font-weight", "600");
    }
    element.colour("fill", colour).holding(words);
}
