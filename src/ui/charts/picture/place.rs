//! Where marks stand on screen, and which one is pointed at. Pure geometry.

use std::collections::BTreeSet;

use egui::{Pos2, Rect, pos2, vec2};

use crate::chart::{ChartModel, Form, Mark};
use crate::model::{ChartKind, Scale};

/// How near the pointer must come to a point, in points of the screen.
pub const REACH: f32 = 12.0;
/// How near to each other points lie on one spot, in radii: less than half of one is to be seen.
const SAME_SPOT: f32 = 0.75;
/// The radius of the largest point.
pub const RADIUS: f32 = 5.0;

/// Names one mark of a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The index of its series.
    pub series: usize,
    /// Its index in the series.
    pub mark: usize,
}

impl At {
    /// The mark, or none where the model has no such mark (any more).
    pub fn of(self, model: &ChartModel) -> Option<&Mark> {
        model.series.get(self.series)?.marks.get(self.mark)
    }

    /// What the mark is drawn as.
    pub fn form(self, model: &ChartModel) -> Form {
        let series = model.series.get(self.series);
        series.map_or(Form::Points, |series| series.form)
    }
}

/// The part of the axes that is shown, and the rectangle that shows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// The rectangle inside the axes.
    pub frame: Rect,
    /// The days shown at its left and right edge.
    pub days: [f64; 2],
    /// What is shown at its lower and upper edge: amounts, or their logarithms to base ten.
    pub heights: [f64; 2],
    /// How amounts are spread.
    pub scale: Scale,
    /// The radius of a point: the more there are, the smaller.
    pub radius: f32,
    /// Whether the chart stands in rows: days count rows then, and amounts run to the right.
    pub rows: bool,
}

impl Place {
    /// All of a model in a rectangle.
    pub fn whole(model: &ChartModel, frame: Rect) -> Self {
        let scale = model.y.scale;
        Self {
            frame,
            days: model.x.range,
            heights: model.y.range.map(|amount| height(scale, amount)),
            scale,
            radius: radius(model),
            rows: !model.rows.is_empty(),
        }
    }

    /// Where a place of the model stands.
    pub fn at(&self, x: f64, y: f64) -> Pos2 {
        if !self.rows {
            return pos2(self.x(x), self.y(y));
        }
        let share = |value: f64, [first, last]: [f64; 2]| (value - first) / (last - first);
        let along = share(height(self.scale, y), self.heights).clamp(0.0, 1.0) as f32;
        let down = share(x, self.days) as f32;
        self.frame.min + vec2(along, down) * self.frame.size()
    }

    /// Where a day stands.
    pub fn x(&self, day: f64) -> f32 {
        let [first, last] = self.days;
        let share = (day - first) / (last - first);
        (f64::from(self.frame.left()) + share * f64::from(self.frame.width())) as f32
    }

    /// Where an amount stands. What has no place on a logarithmic axis stands below everything.
    pub fn y(&self, amount: f64) -> f32 {
        let [bottom, top] = self.heights;
        let share = (height(self.scale, amount) - bottom) / (top - bottom);
        // Bars begin below every logarithm: far outside, but still a place that can be drawn to.
        let share = share.clamp(-10.0, 10.0);
        (f64::from(self.frame.bottom()) - share * f64::from(self.frame.height())) as f32
    }

    /// The day that stands there.
    pub fn day_at(&self, x: f32) -> f64 {
        let share = f64::from(x - self.frame.left()) / f64::from(self.frame.width());
        self.days[0] + share * (self.days[1] - self.days[0])
    }

    /// The amounts at the lower and the upper edge.
    pub fn amounts(&self) -> [f64; 2] {
        match self.scale {
            Scale::Linear => self.heights,
            Scale::Log => self.heights.map(|height| 10_f64.powf(height)),
        }
    }

    /// The rectangle that a mark covers.
    pub fn rect(&self, form: Form, mark: &Mark) -> Rect {
        match form {
            Form::Bars => {
                Rect::from_two_pos(self.at(mark.from, mark.base), self.at(mark.to, mark.y))
            }
            Form::Points | Form::Steps => {
                let middle = self.at(mark.x, mark.y);
                Rect::from_center_size(middle, vec2(2.0, 2.0) * self.radius)
            }
        }
    }

    /// The marks of a series, in the order of time, that can touch the shown days.
    pub fn visible<'a>(
        &self,
        form: Form,
        marks: &'a [Mark],
    ) -> impl Iterator<Item = (usize, &'a Mark)> + use<'a> {
        let first_day = self.day_at(self.frame.left() - REACH);
        let last_day = self.day_at(self.frame.right() + REACH);
        // A bar reaches to both sides of its place; bars never overlap within a series.
        let (left, right) = if self.rows {
            (0, marks.len())
        } else if form == Form::Bars {
            (
                marks.partition_point(|mark| mark.to < first_day),
                marks.partition_point(|mark| mark.from <= last_day),
            )
        } else {
            (
                marks.partition_point(|mark| mark.x < first_day),
                marks.partition_point(|mark| mark.x <= last_day),
            )
        };
        let right = right.max(left);
        marks[left..right]
            .iter()
            .enumerate()
            .map(move |(index, mark)| (left + index, mark))
    }
}

/// The radius of a model's points, as exports draw them.
fn radius(model: &ChartModel) -> f32 {
    let count: usize = model.series.iter().map(|series| series.marks.len()).sum();
    match (model.kind, count) {
        (ChartKind::RunningTotal, 0..=60) => 3.5,
        (ChartKind::RunningTotal, _) => 2.2,
        (ChartKind::Ranking | ChartKind::Ladder, _) | (_, 0..=60) => RADIUS,
        (_, 61..=300) => 4.0,
        (_, 301..=1500) => 3.0,
        _ => 2.2,
    }
}

/// The place of an amount along its axis.
fn height(scale: Scale, amount: f64) -> f64 {
    match scale {
        Scale::Linear => amount,
        // Nothing at or below zero has a place on this axis.
        Scale::Log => amount.max(f64::MIN_POSITIVE).log10(),
    }
}

/// The mark that is pointed at: the nearest point within reach, or the bar under the pointer.
/// Series in `hidden` cannot be pointed at, nor can what lies outside the frame.
pub fn hit_test(
    model: &ChartModel,
    place: &Place,
    hidden: &BTreeSet<String>,
    pointer: Pos2,
) -> Option<At> {
    if !place.frame.expand(REACH).contains(pointer) {
        return None;
    }
    let mut best: Option<(f32, At)> = None;
    for (series, of_series) in model.series.iter().enumerate() {
        if hidden.contains(&of_series.name) {
            continue;
        }
        for (mark, of_mark) in near(place, of_series.form, &of_series.marks, pointer) {
            let rect = place
                .rect(of_series.form, of_mark)
                .intersect(place.frame.expand(RADIUS));
            if !rect.is_positive() {
                continue;
            }
            let distance = match of_series.form {
                // A low bar is hard to hit: a little above and below it counts as well.
                Form::Bars => rect.distance_to_pos(pointer) + 2.0 * REACH / 3.0,
                Form::Points | Form::Steps => rect.center().distance(pointer),
            };
            // Later marks are drawn over earlier ones: at the same distance they are hit.
            if distance <= REACH && best.is_none_or(|(least, _)| distance <= least) {
                best = Some((distance, At { series, mark }));
            }
        }
    }
    best.map(|(_, at)| at)
}

/// The points that lie on the same spot as a mark, itself among them, so that no pointer tells
/// them apart: from left to right, series by series. A bar or a step lies alone.
pub fn pile(model: &ChartModel, place: &Place, hidden: &BTreeSet<String>, at: At) -> Vec<At> {
    let Some(mark) = at.of(model).filter(|_| at.form(model) == Form::Points) else {
        return vec![at];
    };
    let middle = place.at(mark.x, mark.y);
    let mut out = Vec::new();
    for (series, of_series) in model.series.iter().enumerate() {
        if hidden.contains(&of_series.name) || of_series.form != Form::Points {
            continue;
        }
        let near = near(place, of_series.form, &of_series.marks, middle);
        let on_it = near.filter(|(_, other)| {
            let distance = place.at(other.x, other.y).distance(middle);
            distance <= place.radius * SAME_SPOT
        });
        out.extend(on_it.map(|(mark, _)| At { series, mark }));
    }
    out
}

/// The marks of a series that can be within reach of the pointer.
fn near<'a>(
    place: &Place,
    form: Form,
    marks: &'a [Mark],
    pointer: Pos2,
) -> impl Iterator<Item = (usize, &'a Mark)> + use<'a> {
    let strip = pos2(pointer.x - REACH, place.frame.top());
    let around = Rect::from_min_size(strip, vec2(2.0 * REACH, place.frame.height()));
    let window = Place {
        frame: around,
        days: [place.day_at(around.left()), place.day_at(around.right())],
        ..*place
    };
    window.visible(form, marks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart;
    use crate::model::{ChartKind, Period};
    use crate::ui::charts::fixture;

    fn frame() -> Rect {
        Rect::from_min_size(pos2(100.0, 50.0), vec2(600.0, 300.0))
    }

    #[test]
    fn every_mark_is_hit_at_its_place() {
        let project = fixture::project();
        for chart in project.charts() {
            let model = chart::compute(&project, chart);
            let place = Place::whole(&model, frame());
            for at in crate::ui::charts::models::Prepared::new(model.clone()).walk {
                let mark = at.of(&model).unwrap();
                let middle = place.rect(model.series[at.series].form, mark).center();
                let hit = hit_test(&model, &place, &BTreeSet::new(), middle).unwrap();
                let hit_mark = hit.of(&model).unwrap();
                assert_eq!(
                    (hit_mark.x, hit_mark.y),
                    (mark.x, mark.y),
                    "{}",
                    model.title
                );
            }
        }
    }

    #[test]
    fn the_nearest_point_within_reach_is_hit_and_no_other() {
        let project = fixture::project();
        let model = fixture::points(&project);
        let place = Place::whole(&model, frame());
        let at = At { series: 0, mark: 0 };
        let middle = place.rect(Form::Points, at.of(&model).unwrap()).center();
        let none = BTreeSet::new();
        assert_eq!(
            hit_test(&model, &place, &none, middle + vec2(0.0, REACH - 1.0)),
            Some(at)
        );
        assert_eq!(
            hit_test(&model, &place, &none, middle + vec2(0.0, REACH + 1.0)),
            None
        );
        let hidden = BTreeSet::from([model.series[0].name.clone()]);
        assert_ne!(hit_test(&model, &place, &hidden, middle), Some(at));
        assert_eq!(hit_test(&model, &place, &none, pos2(0.0, 0.0)), None);
    }

    #[test]
    fn points_on_one_spot_are_pointed_at_together() {
        let project = fixture::project();
        let mut model = fixture::points(&project);
        let at = At { series: 0, mark: 0 };
        let none = BTreeSet::new();
        let place = Place::whole(&model, frame());
        assert_eq!(pile(&model, &place, &none, at), [at]);
        let twin = model.series[0].marks[0].clone();
        model.series[0].marks.insert(0, twin);
        let both = [at, At { series: 0, mark: 1 }];
        assert_eq!(pile(&model, &place, &none, at), both);
        // Bars on each other are told apart by their heights.
        let bars = fixture::kind(&project, ChartKind::Bars(Period::Month));
        assert_eq!(pile(&bars, &Place::whole(&bars, frame()), &none, at), [at]);
    }

    #[test]
    fn only_what_is_shown_is_visible() {
        let project = fixture::project();
        let model = fixture::points(&project);
        let marks = &model.series[0].marks;
        let whole = Place::whole(&model, frame());
        assert_eq!(whole.visible(Form::Points, marks).count(), marks.len());
        let first = marks[0].x;
        let zoomed = Place {
            days: [first - 1.0, first + 1.0],
            ..whole
        };
        let shown: Vec<usize> = zoomed
            .visible(Form::Points, marks)
            .map(|(index, _)| index)
            .collect();
        assert_eq!(shown, vec![0]);
    }

    #[test]
    fn bars_are_hit_inside() {
        let project = fixture::project();
        let model = fixture::kind(&project, ChartKind::Bars(Period::Month));
        let place = Place::whole(&model, frame());
        let rect = place.rect(Form::Bars, &model.series[0].marks[0]);
        let inside = rect.center() + vec2(rect.width() / 2.0 - 1.0, 0.0);
        let hit = hit_test(&model, &place, &BTreeSet::new(), inside);
        assert_eq!(hit, Some(At { series: 0, mark: 0 }));
    }
}
