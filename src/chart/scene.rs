//! What is painted, piece by piece, in CSS pixels: lines, bars, dots and words.
//!
//! The kinds of chart that need no zoom are laid out as such pieces once; the export writes them
//! as SVG and the window paints them, so that neither knows more than how to draw a piece. Points
//! along time, bars and steps are drawn by either side for itself.

use super::Shape;
use super::labels::Area;
use super::text::Style;
use crate::model::Swatch;

/// A place, right of and below the origin.
pub(crate) type Point = (f64, f64);

/// A mark by the index of its series and its own.
pub(crate) type MarkIndex = (usize, usize);

/// What a piece is painted with; the theme has its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    /// Labels beside marks.
    Ink,
    /// Words of second rank.
    Grey,
    /// The line that amounts are counted from.
    Axis,
    /// Lines behind the marks.
    Grid,
    /// A series.
    Series(Swatch),
    /// A series where it says less.
    Pale(Swatch),
}

/// One thing to paint; later ones lie over earlier ones.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    /// A straight line.
    Line {
        from: Point,
        to: Point,
        paint: Paint,
        width: f64,
        dashed: bool,
    },
    /// The bar of a mark.
    Bar {
        area: Area,
        swatch: Swatch,
        mark: MarkIndex,
    },
    /// The point of a mark.
    Dot {
        place: Point,
        radius: f64,
        shape: Shape,
        swatch: Swatch,
        hollow: bool,
        pale: bool,
        mark: MarkIndex,
    },
    /// Words on one line, with their left foot at a place.
    Words {
        foot: Point,
        words: String,
        style: Style,
        paint: Paint,
    },
}

impl Piece {
    /// A thin line.
    pub(crate) fn line(from: Point, to: Point, paint: Paint) -> Self {
        Self::Line {
            from,
            to,
            paint,
            width: 1.0,
            dashed: false,
        }
    }

    /// Words in ink or grey.
    pub(crate) fn words(foot: Point, words: impl Into<String>, style: Style, paint: Paint) -> Self {
        Self::Words {
            foot,
            words: words.into(),
            style,
            paint,
        }
    }
}

/// An arrow from a place along x or y (`reach` is signed): a line with a head of two strokes.
pub(crate) fn arrow(from: Point, reach: (f64, f64), head: f64, paint: Paint) -> [Piece; 3] {
    let tip = (from.0 + reach.0, from.1 + reach.1);
    let length = reach.0.hypot(reach.1).max(f64::MIN_POSITIVE);
    let (along, across) = (
        (reach.0 / length * head, reach.1 / length * head),
        (-reach.1 / length * head, reach.0 / length * head),
    );
    let stroke = |from: Point, to: Point| Piece::Line {
        from,
        to,
        paint,
        width: 1.5,
        dashed: false,
    };
    let neck = (tip.0 - along.0, tip.1 - along.1);
    [
        stroke(from, tip),
        stroke((neck.0 + across.0, neck.1 + across.1), tip),
        stroke((neck.0 - across.0, neck.1 - across.1), tip),
    ]
}
