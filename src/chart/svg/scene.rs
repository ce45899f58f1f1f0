//! Pieces of a scene as SVG.

use super::frame::{AXIS, GREY, GRID, INK, colour, words};
use super::plot::{Plot, edged, paint, shape};
use super::xml::Svg;
use crate::chart::palette::Rgb;
use crate::chart::scene::{Paint, Piece};

impl Plot<'_> {
    /// Paints pieces; bars and dots carry the claims of their marks.
    pub(super) fn pieces(&self, svg: &mut Svg, pieces: &[Piece]) {
        for piece in pieces {
            self.piece(svg, piece);
        }
    }

    fn piece(&self, svg: &mut Svg, piece: &Piece) {
        match piece {
            Piece::Line {
                from,
                to,
                paint,
                width,
                dashed,
            } => {
                let (stroke, opacity) = ink(*paint);
                let mut element = svg
                    .start("line")
                    .number("x1", from.0)
                    .number("y1", from.1)
                    .number("x2", to.0)
                    .number("y2", to.1)
                    .colour("stroke", stroke);
                if let Some(opacity) = opacity {
                    element = element.words("stroke-opacity", opacity);
                }
                if (*width - 1.0).abs() > f64::EPSILON {
                    element = element.number("stroke-width", *width);
                }
                if *dashed {
                    element = element.words("stroke-dasharray", "4 3");
                }
                element.close();
            }
            Piece::Bar { area, swatch, mark } => {
                let element = svg
                    .start("rect")
                    .number("x", area.left)
                    .number("y", area.top)
                    .number("width", area.width())
                    .number("height", area.height())
                    .colour("fill", colour(*swatch));
                self.proof_of(element, *mark);
            }
            Piece::Dot {
                place,
                radius,
                shape: outline,
                swatch,
                hollow,
                pale,
                mark,
            } => {
                let mut element = shape(svg, *outline, *place, *radius);
                if *pale {
                    element = element.words("fill-opacity", "0.45");
                }
                self.proof_of(paint(element, colour(*swatch), *hollow), *mark);
            }
            Piece::Words {
                foot,
                words: text,
                style,
                paint,
            } => {
                edged(svg.start("g")).open();
                words(svg, *foot, text, *style, ink(*paint).0);
                svg.end("g");
            }
        }
    }
}

/// The print theme's value of a paint, and how much of it there is.
fn ink(paint: Paint) -> (Rgb, Option<&'static str>) {
    match paint {
        Paint::Ink => (INK, None),
        Paint::Grey => (GREY, None),
        Paint::Axis => (AXIS, None),
        Paint::Grid => (GRID, None),
        Paint::Series(swatch) => (colour(swatch), None),
        Paint::Pale(swatch) => (colour(swatch), Some("0.3")),
    }
}
