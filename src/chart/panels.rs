//! Small multiples: a plot for each series, all with the same axes. Where each stands.
//!
//! The export and the window lay their panels out here, and draw into each what they would draw
//! into one plot.

use super::labels::Area;
use super::scene::{Paint, Piece};
use super::text::{BODY, Ruler, SMALL, Style};
use super::{ChartModel, Tick};
use crate::model::Scale;

/// The least width and height of a panel that can be read.
const LEAST_WIDTH: f64 = 190.0;
/// The height of a panel with its name and its labels, where the page leaves it open.
pub(crate) const USUAL_HEIGHT: f64 = 150.0;
/// The room for the name of a panel, and for arrows over its highest tick.
const NAME: f64 = 32.0;
/// Between panels.
const GAP: f64 = 18.0;
/// The room for labels of time below a panel.
const FOOT: f64 = 24.0;

/// One panel.
pub(crate) struct Panel {
    /// The series that it shows.
    pub series: usize,
    /// Where its marks stand.
    pub plot: Area,
}

/// The panels of a chart, and what is painted behind their marks.
pub(crate) struct Panels {
    pub panels: Vec<Panel>,
    pub pieces: Vec<Piece>,
}

/// How many columns and rows the panels of a chart stand in, in so much width.
pub(crate) fn grid(model: &ChartModel, width: f64) -> (usize, usize) {
    let count = model.series.len().max(1);
    let most = ((width / LEAST_WIDTH) as usize).clamp(1, 4);
    let rows = count.div_ceil(most);
    (count.div_ceil(rows), rows)
}

/// Lays panels out in the rectangle `outer`; the labels of time stand in it as well.
pub(crate) fn lay_out(model: &ChartModel, outer: Area) -> Panels {
    let small = Style::regular(SMALL);
    let ruler = Ruler::get();
    let (columns, rows) = grid(model, outer.width());
    let height = outer.height() / rows as f64;
    let most = ((height - NAME - FOOT) / 34.0).clamp(2.0, 5.0) as usize;
    let y_ticks = model.y.ticks_in(model.y.range, most);
    let widths = y_ticks.iter().map(|tick| ruler.width(&tick.label, small));
    let labels = widths.fold(0.0, f64::max) + 8.0;
    let width = (outer.width() - labels - GAP * (columns - 1) as f64) / columns as f64;
    let x_ticks = time_ticks(model, width);
    let mut out = Panels {
        panels: Vec::new(),
        pieces: Vec::new(),
    };
    for (series, of_series) in model.series.iter().enumerate() {
        let (column, row) = (series % columns, series / columns);
        let left = outer.left + labels + column as f64 * (width + GAP);
        let top = outer.top + row as f64 * height;
        let plot = Area {
            left,
            right: left + width,
            top: top + NAME,
            bottom: (top + height - FOOT).max(top + NAME + 20.0),
        };
        let bold = Style::semibold(BODY);
        let name = ruler.shorten(&of_series.name, bold, width);
        let foot = (left, top + BODY);
        out.pieces.push(Piece::words(foot, name, bold, Paint::Ink));
        let y_at =
            |amount: f64| plot.bottom - model.y.fraction(amount).clamp(0.0, 1.0) * plot.height();
        for tick in &y_ticks {
            let y = y_at(tick.at);
            out.pieces
                .push(Piece::line((plot.left, y), (plot.right, y), Paint::Grid));
            if column == 0 {
                let foot = (left - 8.0 - ruler.width(&tick.label, small), y + 4.0);
                let label = tick.label.as_str();
                out.pieces
                    .push(Piece::words(foot, label, small, Paint::Grey));
            }
        }
        let zero = match model.y.scale {
            Scale::Linear => y_at(0.0),
            Scale::Log => plot.bottom,
        };
        out.pieces.push(Piece::line(
            (plot.left, zero),
            (plot.right, zero),
            Paint::Axis,
        ));
        // A column's lowest panel names the time.
        let is_lowest = series + columns >= model.series.len();
        let mut end = f64::NEG_INFINITY;
        for tick in x_ticks.iter().filter(|_| is_lowest) {
            let middle = plot.left + model.x.fraction(tick.at) * width;
            let wide = ruler.width(&tick.label, small);
            // Half of the gap on each side belongs to this panel.
            let (first, last) = (
                left - GAP / 2.0 + 3.0,
                left + width + GAP / 2.0 - 3.0 - wide,
            );
            let start = (middle - wide / 2.0).min(last).max(first);
            if start < end + 8.0 {
                continue;
            }
            end = start + wide;
            let foot = (start, plot.bottom + 17.0);
            let label = tick.label.as_str();
            out.pieces
                .push(Piece::words(foot, label, small, Paint::Grey));
        }
        out.panels.push(Panel { series, plot });
    }
    out
}

/// As many labels of time as keep clear of each other in a panel and of those beside it.
fn time_ticks(model: &ChartModel, width: f64) -> Vec<Tick> {
    let ruler = Ruler::get();
    for most in (1..=6).rev() {
        let ticks = model.x.ticks_in(model.x.range, most);
        let widths = ticks
            .iter()
            .map(|tick| ruler.width(&tick.label, Style::regular(SMALL)));
        let taken: f64 = widths.map(|width| width + 14.0).sum();
        if taken <= width + GAP || ticks.len() == 1 {
            return ticks;
        }
    }
    let mut ticks = model.x.ticks_in(model.x.range, 1);
    ticks.truncate(1);
    ticks
}
