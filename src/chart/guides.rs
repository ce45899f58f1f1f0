//! What marks are compared with: lines at amounts, days on which something happened, the gap
//! between a sum and a reported total, and remarks pinned to marks. Where it all stands.
//!
//! The same pieces go to the export and to the window.

use super::labels::{Area, beside};
use super::scene::{Paint, Piece, Point};
use super::text::{Ruler, SMALL, Style};
use super::{ChartModel, Series};
use crate::model::{Chart, ClaimId};

/// A line with its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Guide {
    /// Where it stands: an amount, or a day.
    pub at: f64,
    /// What it is.
    pub label: String,
}

/// Words at a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The series of the mark.
    pub series: usize,
    /// The mark in it.
    pub mark: usize,
    /// What is said.
    pub text: String,
}

/// All of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Guides {
    /// Lines at amounts.
    pub amounts: Vec<Guide>,
    /// Lines at days; none where there is no time.
    pub days: Vec<Guide>,
    /// Words at marks.
    pub remarks: Vec<Remark>,
}

/// How wide the words of an event or a remark may be.
const WIDEST: f64 = 150.0;
/// The most lines that they take.
const MOST_LINES: usize = 3;
/// From a mark to its remark.
const GAP: f64 = 12.0;

impl Guides {
    /// Those of a chart whose marks are known.
    pub(super) fn new(chart: &Chart, series: &[Series]) -> Self {
        if series.is_empty() {
            return Self::default();
        }
        let amounts = chart.lines.iter().map(|line| Guide {
            at: line.amount.to_f64(),
            label: line.label.trim().to_owned(),
        });
        let days = chart.events.iter().map(|event| Guide {
            at: super::day_number(event.date),
            label: event.label.trim().to_owned(),
        });
        let place = |claim: ClaimId| {
            series.iter().enumerate().find_map(|(index, series)| {
                let holds = |mark: &super::Mark| mark.claims.contains(&claim);
                Some((index, series.marks.iter().position(holds)?))
            })
        };
        let remarks = chart.pins.iter().filter_map(|pin| {
            let (series, mark) = place(pin.claim)?;
            let text = pin.text.trim().to_owned();
            (!text.is_empty()).then_some(Remark { series, mark, text })
        });
        Self {
            amounts: amounts.collect(),
            days: if chart.kind.is_in_rows() {
                Vec::new()
            } else {
                days.collect()
            },
            remarks: remarks.collect(),
        }
    }

    fn is_empty(&self) -> bool {
        self.amounts.is_empty() && self.days.is_empty() && self.remarks.is_empty()
    }
}

/// The guides of a plot, laid out.
#[derive(Default)]
pub(crate) struct LaidOut {
    /// What is painted.
    pub pieces: Vec<Piece>,
    /// Where its words stand, for other labels to keep clear of.
    pub taken: Vec<Area>,
}

/// Lays guides out in a plot; `at` says where a place of the model stands, words are left out
/// where the plot is one of several, and they keep clear of what is `kept`.
pub(crate) fn lay_out(
    model: &ChartModel,
    plot: &Area,
    at: &dyn Fn(f64, f64) -> Point,
    worded: bool,
    kept: &[Area],
) -> LaidOut {
    let mut out = LaidOut {
        taken: kept.to_vec(),
        ..LaidOut::default()
    };
    if model.guides.is_empty() && model.gap.is_none() {
        return out;
    }
    let mut layout = Layout {
        model,
        plot,
        at,
        worded,
        out: &mut out,
        marks: Vec::new(),
    };
    if worded {
        layout.mark_places();
    }
    layout.amounts();
    layout.days();
    layout.gap();
    if worded {
        layout.remarks();
    }
    out
}

struct Layout<'a> {
    model: &'a ChartModel,
    plot: &'a Area,
    at: &'a dyn Fn(f64, f64) -> Point,
    worded: bool,
    out: &'a mut LaidOut,
    /// Where marks stand, for words to keep clear of.
    marks: Vec<Area>,
}

impl Layout<'_> {
    fn mark_places(&mut self) {
        const MOST: usize = 2000;
        let places = self.model.marks().take(MOST);
        self.marks = places
            .map(|(_, mark)| {
                let (x, y) = (self.at)(mark.x, mark.y);
                Area::around(x, y, 6.0)
            })
            .collect();
        for guide in &self.model.guides.days {
            let (x, _) = (self.at)(guide.at, self.model.y.range[1]);
            self.marks.push(Area {
                left: x - 2.0,
                right: x + 2.0,
                ..*self.plot
            });
        }
    }

    fn holds(&self, (x, y): Point) -> bool {
        let Area {
            left,
            top,
            right,
            bottom,
        } = *self.plot;
        (left - 0.5..=right + 0.5).contains(&x) && (top - 0.5..=bottom + 0.5).contains(&y)
    }

    fn dashed(&mut self, from: Point, to: Point) {
        self.out.pieces.push(Piece::Line {
            from,
            to,
            paint: Paint::Axis,
            width: 1.0,
            dashed: true,
        });
    }

    /// Words, unless they would lie over others.
    fn words(&mut self, left: f64, foot: f64, words: &str) -> bool {
        let style = Style::regular(SMALL);
        let area = Area {
            left,
            top: foot - SMALL,
            right: left + Ruler::get().width(words, style),
            bottom: foot + 3.0,
        };
        if self.out.taken.iter().any(|taken| taken.overlaps(&area)) {
            return false;
        }
        self.out.taken.push(area);
        let piece = Piece::words((left, foot), words, style, Paint::Grey);
        self.out.pieces.push(piece);
        true
    }

    /// Lines across the way that amounts run, named at their far end.
    fn amounts(&mut self) {
        let style = Style::regular(SMALL);
        let in_rows = !self.model.rows.is_empty();
        for guide in &self.model.guides.amounts {
            let [first, last] = self.model.x.range;
            let middle = (self.at)(f64::midpoint(first, last), guide.at);
            let (from, to) = if in_rows {
                ((middle.0, self.plot.top), (middle.0, self.plot.bottom))
            } else {
                ((self.plot.left, middle.1), (self.plot.right, middle.1))
            };
            if !self.holds(from) || !self.holds(to) {
                continue;
            }
            self.dashed(from, to);
            if !self.worded || guide.label.is_empty() {
                continue;
            }
            let room = if in_rows {
                WIDEST.min(self.plot.width())
            } else {
                self.plot.width() * 0.6
            };
            let label = Ruler::get().shorten(&guide.label, style, room);
            let width = Ruler::get().width(&label, style);
            if in_rows {
                let left = (from.0 - width / 2.0).min(self.plot.right - width);
                self.words(left.max(self.plot.left), self.plot.top - 6.0, &label);
                continue;
            }
            // At the end where fewer marks are in the way, over the line before under it.
            let places = [
                (self.plot.right - width, from.1 - 5.0),
                (self.plot.left + 4.0, from.1 - 5.0),
                (self.plot.right - width, from.1 + SMALL + 3.0),
                (self.plot.left + 4.0, from.1 + SMALL + 3.0),
            ];
            let free = places.into_iter().find(|(left, foot)| {
                let area = Area {
                    left: *left,
                    top: foot - SMALL,
                    right: left + width,
                    bottom: foot + 3.0,
                };
                *foot < self.plot.bottom && !self.marks.iter().any(|mark| mark.overlaps(&area))
            });
            let (left, foot) = free.unwrap_or(places[0]);
            self.words(left, foot, &label);
        }
    }

    /// Lines through the days of events, named at their upper end, one below the other where
    /// they stand close.
    fn days(&mut self) {
        let style = Style::regular(SMALL);
        let ruler = Ruler::get();
        for guide in &self.model.guides.days {
            let (x, _) = (self.at)(guide.at, self.model.y.range[1]);
            let (top, bottom) = ((x, self.plot.top - 14.0), (x, self.plot.bottom));
            if !self.holds(bottom) {
                continue;
            }
            self.dashed(top, bottom);
            if !self.worded || guide.label.is_empty() {
                continue;
            }
            let label = ruler.shorten(&guide.label, style, WIDEST.min(self.plot.width() * 0.5));
            let width = ruler.width(&label, style);
            let left = if x + 5.0 + width > self.plot.right + 8.0 {
                (x - 5.0 - width).max(self.plot.left)
            } else {
                x + 5.0
            };
            for row in 0..4 {
                let foot = self.plot.top - 6.0 + f64::from(row) * (SMALL + 4.0);
                if self.words(left, foot, &label) {
                    break;
                }
            }
        }
    }

    /// A line between the sum and the reported total, with what lies between.
    fn gap(&mut self) {
        let Some(gap) = &self.model.gap else { return };
        let (from, to) = ((self.at)(gap.x, gap.sum), (self.at)(gap.x, gap.reported));
        if !self.holds(from) || !self.holds(to) || (from.1 - to.1).abs() < 4.0 {
            return;
        }
        self.dashed(from, to);
        if !self.worded {
            return;
        }
        let style = Style::regular(SMALL);
        let between = crate::model::Amount::from(gap.between.decimal().abs());
        let label = format!("gap {}", self.model.y.short(between.to_f64()));
        let width = Ruler::get().width(&label, style);
        // Beside the report, and after it rather than before, where the line of the sum rises.
        let [after, before] = [to.0 + 12.0, to.0 - 12.0 - width];
        let left = if after + width <= self.plot.right {
            after
        } else {
            before
        };
        if left >= self.plot.left {
            self.words(left, to.1 + 4.0, &label);
        }
    }

    /// Words beside their marks, with a hairline where they stand further off.
    fn remarks(&mut self) {
        let style = Style::regular(SMALL);
        let ruler = Ruler::get();
        for remark in &self.model.guides.remarks {
            let series = self.model.series.get(remark.series);
            let Some(mark) = series.and_then(|series| series.marks.get(remark.mark)) else {
                continue;
            };
            let place = (self.at)(mark.x, mark.y);
            if !self.holds(place) {
                continue;
            }
            let lines = ruler.wrap(&remark.text, style, WIDEST, MOST_LINES);
            let widths = lines.iter().map(|line| ruler.width(line, style));
            let size = (
                widths.fold(0.0, f64::max),
                lines.len() as f64 * (SMALL + 3.0),
            );
            let taken: Vec<Area> = self.marks.iter().chain(&self.out.taken).copied().collect();
            let free = [GAP, 2.5 * GAP, 4.0 * GAP, 6.0 * GAP]
                .into_iter()
                .find_map(|gap| beside(place, gap, size, self.plot, &taken));
            let Some(area) = free else { continue };
            let end = (
                place.0.clamp(area.left, area.right),
                place.1.clamp(area.top, area.bottom),
            );
            self.out.pieces.push(Piece::line(place, end, Paint::Axis));
            for (row, line) in lines.into_iter().enumerate() {
                let foot = area.top + SMALL - 1.0 + row as f64 * (SMALL + 3.0);
                let piece = Piece::words((area.left, foot), line, style, Paint::Ink);
                self.out.pieces.push(piece);
            }
            self.out.taken.push(area);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fixture::Invented;
    use crate::chart::{compute, svg};
    use crate::model::{ChartKind, DatedEvent, Pin, ReferenceLine};

    #[test]
    fn guides_are_drawn_and_widen_the_axes() {
        let mut invented = Invented::new();
        let article = invented.article("Harbour Wire");
        let claim = invented.claim(article, (40, "tank", "2024-01-01"), |_| {});
        invented.claim(article, (10, "tank", "2024-03-01"), |_| {});
        let chart = Chart {
            lines: vec![ReferenceLine {
                amount: 95.into(),
                label: "What was asked for".to_owned(),
            }],
            events: vec![DatedEvent {
                date: "2024-06-01".parse().unwrap(),
                label: "A new law".to_owned(),
            }],
            pins: vec![
                Pin {
                    claim,
                    text: "The largest of them".to_owned(),
                },
                Pin {
                    claim: ClaimId::from_u128(99),
                    text: "Of no claim".to_owned(),
                },
            ],
            ..invented.chart("Tanks", ChartKind::Points)
        };
        let model = compute(&invented.project, &chart);
        assert!(model.y.range[1] >= 95.0);
        assert!(model.x.fraction(model.guides.days[0].at) < 1.0);
        assert_eq!(model.guides.remarks.len(), 1);
        let picture = svg::write(&model, &svg::Page::PAGE);
        for words in ["What was asked for", "A new law", "The largest of them"] {
            assert!(picture.contains(&format!(">{words}</text>")), "{words}");
        }
        let ranking = Chart {
            kind: ChartKind::Ranking,
            ..chart
        };
        let model = compute(&invented.project, &ranking);
        assert!(model.guides.days.is_empty());
        let picture = svg::write(&model, &svg::Page::PAGE);
        assert!(picture.contains(">What was asked for</text>"));
    }
}
