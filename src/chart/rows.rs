//! Charts in rows: names at the left, amounts from left to right. Where everything stands.
//!
//! Rows are what a ranking and a ladder have in place of time. The same pieces go to the export
//! and to the window.

use super::labels::{Area, beside};
use super::scene::{Paint, Piece, arrow};
use super::text::{BODY, Ruler, SMALL, Style};
use super::{ChartModel, Form, Mark, Spread, Tick, guides};
use crate::model::{Scale, Swatch};

/// The least height of a row.
pub(crate) const LEAST_ROW: f64 = 24.0;
/// The height of a row where there is room.
pub(crate) const USUAL_ROW: f64 = 34.0;
/// The radius of a dot.
pub(crate) const RADIUS: f64 = 5.0;
/// The largest share of the width that names take.
const NAMES: f64 = 0.36;
/// From a name to the axis, and from a mark to its value.
const GAP: f64 = 10.0;
/// Half the width of a whisker's cap and of an arrow's head.
const CAP: f64 = 3.5;
/// How far an arrow reaches.
const ARROW: f64 = 18.0;
/// From the middle of a dot to a value above it.
const ABOVE: f64 = RADIUS + 1.0;
/// The most dots of a row whose values stand in words: the latest ones always do.
const MOST_LABELS: usize = 40;

/// A chart in rows, laid out.
pub(crate) struct Rows {
    /// Where the marks stand.
    pub plot: Area,
    /// What is painted.
    pub pieces: Vec<Piece>,
}

/// Lays out a chart in the rectangle `outer`, whose foot is the line above the labels of
/// amounts. Series that are not `shown` leave their places empty.
pub(crate) fn lay_out(model: &ChartModel, outer: Area, shown: &dyn Fn(usize) -> bool) -> Rows {
    let ruler = Ruler::get();
    let name_style = Style::regular(BODY);
    let widest = |words: &mut dyn Iterator<Item = f64>| words.fold(0.0, f64::max);
    let most = outer.width() * NAMES;
    let names: Vec<String> = model
        .rows
        .iter()
        .map(|name| ruler.shorten(name, name_style, most))
        .collect();
    let names_width = widest(&mut names.iter().map(|name| ruler.width(name, name_style)));
    let values_width = widest(
        &mut model
            .marks()
            .filter(|(_, mark)| !mark.pale)
            .map(|(_, mark)| ruler.width(&model.y.short(mark.y), Style::regular(SMALL))),
    );
    let arrows = model.spreads.iter().any(|spread| spread.open_high);
    let beside = values_width + GAP + RADIUS + if arrows { ARROW } else { 0.0 };
    let mut layout = Layout {
        model,
        plot: Area {
            left: outer.left + names_width + GAP,
            right: (outer.right - beside).max(outer.left + names_width + 60.0),
            ..outer
        },
        pieces: Vec::new(),
        taken: Vec::new(),
    };
    layout.grid(&outer);
    layout.names(&names, names_width);
    layout.spans(shown);
    layout.bars(shown);
    layout.whiskers(shown);
    layout.dots(shown);
    layout.values(&outer, shown);
    let plot = layout.plot;
    let at = |row: f64, amount: f64| {
        let along = model.y.fraction(amount).clamp(0.0, 1.0);
        let down = model.x.fraction(row);
        (
            plot.left + along * plot.width(),
            plot.top + down * plot.height(),
        )
    };
    let guides = guides::lay_out(model, &plot, &at, true, &layout.taken);
    layout.pieces.extend(guides.pieces);
    Rows {
        plot: layout.plot,
        pieces: layout.pieces,
    }
}

struct Layout<'a> {
    model: &'a ChartModel,
    plot: Area,
    pieces: Vec<Piece>,
    /// What labels must not cover.
    taken: Vec<Area>,
}

impl Layout<'_> {
    fn across(&self, amount: f64) -> f64 {
        let fraction = self.model.y.fraction(amount).clamp(0.0, 1.0);
        self.plot.left + fraction * self.plot.width()
    }

    fn down(&self, row: f64) -> f64 {
        self.plot.top + self.model.x.fraction(row) * self.plot.height()
    }

    /// Lines of amounts, their labels below, and the line that bars begin at.
    fn grid(&mut self, outer: &Area) {
        let style = Style::regular(SMALL);
        let ruler = Ruler::get();
        let mut ticks: Vec<(Tick, f64)> = Vec::new();
        for most in (2..=7).rev() {
            let mut end = f64::NEG_INFINITY;
            let mut clear = true;
            ticks = self
                .model
                .y
                .ticks_in(self.model.y.range, most)
                .into_iter()
                .map(|tick| {
                    let width = ruler.width(&tick.label, style);
                    let left = self.across(tick.at) - width / 2.0;
                    let left = left.min(outer.right - width).max(outer.left);
                    clear &= left >= end + 14.0;
                    end = left + width;
                    (tick, left)
                })
                .collect();
            if clear {
                break;
            }
        }
        let Area { top, bottom, .. } = self.plot;
        let mut end = f64::NEG_INFINITY;
        for (tick, left) in ticks {
            let x = self.across(tick.at);
            let foot = (left, bottom + 17.0);
            self.pieces
                .push(Piece::line((x, top), (x, bottom), Paint::Grid));
            // Where even two have no room beside each other, the first has to do.
            if left < end + 6.0 {
                continue;
            }
            end = left + ruler.width(&tick.label, style);
            self.pieces
                .push(Piece::words(foot, tick.label, style, Paint::Grey));
        }
        let zero = match self.model.y.scale {
            Scale::Linear => self.across(0.0),
            Scale::Log => self.plot.left,
        };
        self.pieces
            .push(Piece::line((zero, top), (zero, bottom), Paint::Axis));
    }

    fn names(&mut self, names: &[String], width: f64) {
        let style = Style::regular(BODY);
        for (row, name) in names.iter().enumerate() {
            let y = self.down(row as f64);
            let left = self.plot.left - GAP - width;
            let right_aligned = left + width - Ruler::get().width(name, style);
            self.pieces.push(Piece::words(
                (right_aligned, y + 4.5),
                name,
                style,
                Paint::Ink,
            ));
        }
    }

    /// A pale line from the lowest to the highest point of each row of points.
    fn spans(&mut self, shown: &dyn Fn(usize) -> bool) {
        for (index, series) in self.model.series.iter().enumerate() {
            if series.form != Form::Points || !shown(index) || !self.model.kind_is_ranking() {
                continue;
            }
            let ends = series.marks.iter().map(|mark| mark.y);
            let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| {
                (low.min(y), high.max(y))
            });
            let Some(first) = series.marks.first() else {
                continue;
            };
            let y = self.down(first.x);
            if high > low {
                self.taken.push(Area {
                    left: self.across(low),
                    right: self.across(high),
                    top: y - 2.0,
                    bottom: y + 2.0,
                });
                self.pieces.push(Piece::Line {
                    from: (self.across(low), y),
                    to: (self.across(high), y),
                    paint: Paint::Pale(series.swatch),
                    width: 3.0,
                    dashed: false,
                });
            }
        }
    }

    fn bars(&mut self, shown: &dyn Fn(usize) -> bool) {
        for (index, series) in self.model.series.iter().enumerate() {
            if series.form != Form::Bars || !shown(index) {
                continue;
            }
            for (place, mark) in series.marks.iter().enumerate() {
                let (one, other) = (self.across(mark.base), self.across(mark.y));
                let area = Area {
                    left: one.min(other),
                    right: one.max(other).max(one.min(other) + 0.75),
                    top: self.down(mark.from),
                    bottom: self.down(mark.to),
                };
                self.taken.push(area);
                self.pieces.push(Piece::Bar {
                    area,
                    swatch: series.swatch,
                    mark: (index, place),
                });
            }
        }
    }

    fn whiskers(&mut self, shown: &dyn Fn(usize) -> bool) {
        for spread in &self.model.spreads {
            let series = spread.series.and_then(|index| self.model.series.get(index));
            if spread.series.is_some_and(|index| !shown(index)) {
                continue;
            }
            let on_bar = series.is_some_and(|series| series.form == Form::Bars);
            let paint = match series {
                Some(series) if !on_bar => Paint::Series(series.swatch),
                _ => Paint::Ink,
            };
            self.whisker(spread, paint, if on_bar { 2.0 } else { RADIUS });
        }
    }

    fn whisker(&mut self, spread: &Spread, paint: Paint, gap: f64) {
        let y = self.down(spread.x);
        let (mut left, mut right) = (self.across(spread.low), self.across(spread.high));
        let stroke = |from, to| Piece::Line {
            from,
            to,
            paint,
            width: 1.5,
            dashed: false,
        };
        if spread.low < spread.high {
            self.pieces.push(stroke((left, y), (right, y)));
        }
        for (end, wide, open) in [
            (left, spread.low < spread.y, spread.open_low),
            (right, spread.high > spread.y, spread.open_high),
        ] {
            if wide && !open {
                self.pieces.push(stroke((end, y - CAP), (end, y + CAP)));
            }
        }
        if spread.open_high {
            let from = if spread.high > spread.y {
                right
            } else {
                right + gap
            };
            self.pieces
                .extend(arrow((from, y), (ARROW, 0.0), CAP, paint));
            right = from + ARROW;
        }
        if spread.open_low {
            let from = if spread.low < spread.y {
                left
            } else {
                left - gap
            };
            let reach = ARROW.min(from - self.plot.left - 1.0);
            // Close to the axis there is nothing below to point to.
            if reach > 2.0 * CAP {
                self.pieces
                    .extend(arrow((from, y), (-reach, 0.0), CAP, paint));
                left = from - reach;
            }
        }
        self.taken.push(Area {
            left,
            right,
            top: y - CAP,
            bottom: y + CAP,
        });
    }

    /// Earlier figures first, so that the latest lie over them.
    fn dots(&mut self, shown: &dyn Fn(usize) -> bool) {
        for pale in [true, false] {
            for (index, series) in self.model.series.iter().enumerate() {
                if series.form != Form::Points || !shown(index) {
                    continue;
                }
                for (number, mark) in series.marks.iter().enumerate() {
                    if mark.pale != pale {
                        continue;
                    }
                    let place = (self.across(mark.y), self.down(mark.x));
                    let radius = if pale { RADIUS - 1.0 } else { RADIUS };
                    self.taken.push(Area::around(place.0, place.1, radius));
                    self.pieces.push(Piece::Dot {
                        place,
                        radius,
                        shape: series.shape,
                        swatch: series.swatch,
                        hollow: mark.hollow,
                        pale,
                        mark: (index, number),
                    });
                }
            }
        }
    }

    /// The values of bars and of each row's latest figure, where they cover nothing.
    fn values(&mut self, outer: &Area, shown: &dyn Fn(usize) -> bool) {
        let style = Style::regular(SMALL);
        let labelled: Vec<(bool, &Mark)> = self
            .model
            .series
            .iter()
            .enumerate()
            .filter(|(index, _)| shown(*index))
            .flat_map(|(_, series)| {
                let is_bar = series.form == Form::Bars;
                series.marks.iter().map(move |mark| (is_bar, mark))
            })
            .filter(|(_, mark)| !mark.pale)
            .take(MOST_LABELS)
            .collect();
        for (is_bar, mark) in labelled {
            let label = self.model.y.short(mark.y);
            let size = (Ruler::get().width(&label, style), SMALL + 2.0);
            let place = (self.across(mark.y), self.down(mark.x));
            // Words above or below would seem to belong to another row.
            let within = Area {
                left: self.plot.left,
                right: outer.right,
                top: place.1 - size.1 / 2.0 - 1.0,
                bottom: place.1 + size.1 / 2.0 + 1.0,
            };
            // Beyond its own whisker and arrow.
            let own = self.model.spreads.iter().filter(|spread| {
                (spread.x - mark.x).abs() < 0.5 && (spread.y - mark.y).abs() < f64::EPSILON
            });
            let end = own.map(|spread| {
                let arrow = if spread.open_high {
                    ARROW + RADIUS
                } else {
                    0.0
                };
                self.across(spread.high) + arrow
            });
            let gap = if is_bar { 6.0 } else { RADIUS + 4.0 };
            let beyond = end.fold(place.0, f64::max) - place.0 + gap;
            let free = [beyond, gap]
                .into_iter()
                .find_map(|gap| beside(place, gap, size, &within, &self.taken));
            // Among dots on both sides it stands close above its own.
            let above = Area {
                top: place.1 - ABOVE - size.1,
                ..within
            };
            let free = free.or_else(|| beside(place, ABOVE, size, &above, &self.taken));
            if let Some(area) = free {
                self.pieces.push(Piece::words(
                    (area.left, area.bottom - 3.0),
                    label,
                    style,
                    Paint::Ink,
                ));
                self.taken.push(area);
            }
        }
    }
}

/// The colour of rows whose names tell them apart.
pub(super) const ROWS: Swatch = Swatch::Blue;
