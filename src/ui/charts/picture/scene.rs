//! Pieces of a scene on screen, as the export writes them.

use std::collections::BTreeSet;

use egui::{Color32, FontFamily, FontId, Painter, Pos2, Rect, Shape, Stroke, Ui, pos2};

use super::draw;
use crate::chart::labels::Area;
use crate::chart::scene::{Paint, Piece, Point};
use crate::chart::text::Weight;
use crate::chart::{ChartModel, guides, panels, rows};
use crate::ui::theme::{self, Tokens, UNIT};

use super::place::Place;

/// The room for labels of amounts below rows.
const FOOT: f32 = 6.0 * UNIT;

/// A plot on screen, and the series that it does not show.
pub struct Pane {
    /// Where its marks stand.
    pub place: Place,
    /// The names of the series that it hides.
    pub hidden: BTreeSet<String>,
}

/// How high a chart in rows or panels wants to be, in so much room.
pub fn height(model: &ChartModel, width: f32, room: f32) -> f32 {
    if model.rows.is_empty() {
        let (_, rows) = panels::grid(model, f64::from(width));
        return room.max(rows as f32 * panels::USUAL_HEIGHT as f32);
    }
    let count = model.rows.len() as f32;
    let (least, usual) = (rows::LEAST_ROW as f32, rows::USUAL_ROW as f32);
    let foot = FOOT + 3.0 * UNIT;
    room.clamp(
        count * least + foot,
        (count * usual * 1.4).max(120.0) + foot,
    )
}

/// Paints a chart in rows or panels and answers where its plots are.
pub fn show(ui: &Ui, model: &ChartModel, rect: Rect, hidden: &BTreeSet<String>) -> Vec<Pane> {
    let tokens = Tokens::of(ui);
    let painter = ui.painter();
    if !model.rows.is_empty() {
        let named = model
            .guides
            .amounts
            .iter()
            .any(|guide| !guide.label.is_empty());
        let outer = Area {
            top: f64::from(rect.top() + if named { 4.0 * UNIT } else { 0.0 }),
            bottom: f64::from(rect.bottom() - FOOT),
            ..area(rect)
        };
        let shown = |series: usize| {
            let series = model.series.get(series);
            series.is_some_and(|series| !hidden.contains(&series.name))
        };
        let laid_out = rows::lay_out(model, outer, &shown);
        pieces(painter, tokens, &laid_out.pieces);
        return vec![Pane {
            place: Place::whole(model, rect_of(&laid_out.plot)),
            hidden: hidden.clone(),
        }];
    }
    let laid_out = panels::lay_out(model, area(rect));
    pieces(painter, tokens, &laid_out.pieces);
    let panes = laid_out.panels.into_iter().map(|panel| {
        let others = model.series.iter().enumerate();
        let others = others.filter(|(index, _)| *index != panel.series);
        Pane {
            place: Place::whole(model, rect_of(&panel.plot)),
            hidden: others.map(|(_, series)| series.name.clone()).collect(),
        }
    });
    panes.collect()
}

/// Paints what the marks of a plot are compared with, and answers where its words stand.
pub fn guides(ui: &Ui, model: &ChartModel, place: &Place, worded: bool) -> Vec<Area> {
    let at = |x: f64, y: f64| {
        let Pos2 { x, y } = place.at(x, y);
        (f64::from(x), f64::from(y))
    };
    let laid_out = guides::lay_out(model, &area(place.frame), &at, worded, &[]);
    pieces(ui.painter(), Tokens::of(ui), &laid_out.pieces);
    laid_out.taken
}

/// Paints pieces one after the other.
pub fn pieces(painter: &Painter, tokens: &Tokens, pieces: &[Piece]) {
    for piece in pieces {
        match piece {
            Piece::Line {
                from,
                to,
                paint,
                width,
                dashed,
            } => {
                let stroke = Stroke::new(*width as f32, colour(tokens, *paint));
                let ends = [point(*from), point(*to)];
                if *dashed {
                    painter.extend(Shape::dashed_line(&ends, stroke, 4.0, 3.0));
                } else {
                    painter.line_segment(ends, stroke);
                }
            }
            Piece::Bar { area, swatch, .. } => {
                painter.rect_filled(rect_of(area), 0.0, tokens.swatch(*swatch));
            }
            Piece::Dot {
                place,
                radius,
                shape,
                swatch,
                hollow,
                pale,
                ..
            } => {
                let colour = tokens.swatch(*swatch);
                let colour = if *pale {
                    colour.gamma_multiply(0.45)
                } else {
                    colour
                };
                let (middle, radius) = (point(*place), *radius as f32);
                if !pale {
                    draw::shape(painter, middle, *shape, radius + 0.75, tokens.page);
                }
                draw::shape(painter, middle, *shape, radius, colour);
                if *hollow {
                    draw::shape(painter, middle, *shape, radius - 1.75, tokens.page);
                }
            }
            Piece::Words {
                foot,
                words,
                style,
                paint,
            } => {
                let size = style.size as f32;
                let font = match style.weight {
                    Weight::Regular => FontId::new(size, FontFamily::Proportional),
                    Weight::SemiBold => theme::strong_font(size),
                };
                let colour = colour(tokens, *paint);
                let galley = painter.layout_no_wrap(words.clone(), font, colour);
                // Lines of letters stand on their foot, a little above the row's lower edge.
                let ascent = galley.rows.first().map_or(size, |row| {
                    row.glyphs.first().map_or(size, |glyph| glyph.pos.y)
                });
                let top = foot.1 as f32 - ascent;
                painter.galley(pos2(foot.0 as f32, top), galley, colour);
            }
        }
    }
}

fn colour(tokens: &Tokens, paint: Paint) -> Color32 {
    match paint {
        Paint::Ink => tokens.text,
        Paint::Grey | Paint::Axis => tokens.weak,
        Paint::Grid => tokens.line,
        Paint::Series(swatch) => tokens.swatch(swatch),
        Paint::Pale(swatch) => tokens.swatch(swatch).gamma_multiply(0.3),
    }
}

fn point((x, y): Point) -> Pos2 {
    pos2(x as f32, y as f32)
}

fn area(rect: Rect) -> Area {
    Area {
        left: f64::from(rect.left()),
        top: f64::from(rect.top()),
        right: f64::from(rect.right()),
        bottom: f64::from(rect.bottom()),
    }
}

fn rect_of(area: &Area) -> Rect {
    Rect::from_min_max(
        point((area.left, area.top)),
        point((area.right, area.bottom)),
    )
}
