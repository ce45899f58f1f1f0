//! The names of series beside their own points, in place of a legend, where all of them fit.

use super::frame::Frame;
use crate::chart::labels::{Area, beside};
use crate::chart::palette::Rgb;
use crate::chart::text::{SMALL, Style};
use crate::chart::{ChartModel, Form, guides, palette};
use crate::model::ChartKind;

/// The most points among which a name is still seen to belong to its own.
const MOST_POINTS: usize = 60;
/// How large points are where there are so few.
const RADIUS: f64 = 5.0;
/// From a point to its name.
const GAP: f64 = 10.0;
/// How far a name keeps from the points of others.
const APART: f64 = 6.0;
/// How far an arrow reaches beyond its point.
const ARROW: f64 = 18.0 + RADIUS;

/// A name at its place.
pub(super) struct Name {
    pub words: String,
    pub area: Area,
    pub colour: Rgb,
}

/// How names are set.
pub(super) const STYLE: Style = Style::semibold(SMALL);

/// Whether a chart is one whose points can be named.
pub(super) fn may_name(model: &ChartModel) -> bool {
    model.kind == ChartKind::Points
        && model.has_legend()
        && !model.mixes_time_frames()
        && model.marks().nth(MOST_POINTS).is_none()
        && model
            .series
            .iter()
            .all(|series| series.form == Form::Points)
}

/// A name for each series of a frame that was laid out without a legend, beside one of its points
/// and clear of everything else; none where one has no such place.
pub(super) fn names(model: &ChartModel, frame: &Frame) -> Option<Vec<Name>> {
    let plot = frame.plot;
    let at = |x: f64, y: f64| {
        let along = model.x.fraction(x);
        let up = model.y.fraction(y).clamp(0.0, 1.0);
        (
            plot.left + along * plot.width(),
            plot.bottom - up * plot.height(),
        )
    };
    let mut taken = guides::lay_out(model, &plot, &at, true, &[]).taken;
    for (_, mark) in model.marks() {
        let ((from, y), (to, _)) = (at(mark.from, mark.y), at(mark.to, mark.y));
        taken.push(Area {
            left: from - APART,
            right: to + APART,
            ..Area::around(from, y, RADIUS + 1.0)
        });
    }
    for spread in &model.spreads {
        let ((x, low), (_, high)) = (at(spread.x, spread.low), at(spread.x, spread.high));
        taken.push(Area {
            left: x - APART,
            right: x + APART,
            top: high - if spread.open_high { ARROW } else { 0.0 },
            bottom: low + if spread.open_low { ARROW } else { 0.0 },
        });
    }
    let within = Area {
        top: plot.top - SMALL,
        right: frame.width - 8.0,
        ..plot
    };
    // Those with the fewest points have the fewest places.
    let mut order: Vec<usize> = (0..model.series.len()).collect();
    order.sort_by_key(|index| model.series[*index].marks.len());
    let mut out = Vec::new();
    for index in order {
        let series = model.series.get(index)?;
        let size = (frame.ruler.width(&series.name, STYLE), SMALL + 2.0);
        let area = series.marks.iter().rev().find_map(|mark| {
            let place = at(mark.x, mark.y);
            beside(place, GAP, size, &within, &taken)
        })?;
        taken.push(area);
        out.push(Name {
            words: series.name.clone(),
            area,
            colour: palette::ink(super::frame::colour(series.swatch)),
        });
    }
    Some(out)
}
