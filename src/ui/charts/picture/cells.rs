//! Thinning of dense marks: of those that stand on one spot of the screen, one is painted.
//!
//! A spot is smaller than a mark, so what is left out would have been covered; how many were left
//! out is said on the picture.

use egui::{Pos2, Rect};

/// From this many marks in a series on, those on one spot are painted once.
pub const DENSE: usize = 5_000;

/// The spots of a plot that have been painted on.
pub struct Cells {
    frame: Rect,
    side: f32,
    columns: usize,
    taken: Vec<bool>,
}

impl Cells {
    /// Spots with sides of so many points.
    pub fn new(frame: Rect, side: f32) -> Self {
        let side = side.max(0.5);
        let count = |length: f32| (length / side).ceil().clamp(1.0, 8192.0) as usize + 1;
        let (columns, rows) = (count(frame.width()), count(frame.height()));
        Self {
            frame,
            side,
            columns,
            taken: vec![false; columns * rows],
        }
    }

    /// Whether nothing has been painted there yet; from now on something has.
    pub fn take(&mut self, at: Pos2) -> bool {
        let from = (at - self.frame.min) / self.side;
        let (column, row) = (from.x.max(0.0) as usize, from.y.max(0.0) as usize);
        let index = row * self.columns + column.min(self.columns - 1);
        self.taken
            .get_mut(index)
            .is_some_and(|taken| !std::mem::replace(taken, true))
    }
}

#[cfg(test)]
mod tests {
    use egui::{pos2, vec2};

    use super::*;

    #[test]
    fn a_spot_is_painted_once() {
        let frame = Rect::from_min_size(pos2(10.0, 10.0), vec2(100.0, 50.0));
        let mut cells = Cells::new(frame, 2.0);
        assert!(cells.take(pos2(20.0, 20.0)));
        assert!(!cells.take(pos2(20.9, 20.9)));
        assert!(cells.take(pos2(22.1, 20.0)));
        // The edges belong to it; far outside nothing is painted.
        assert!(cells.take(frame.max) && cells.take(frame.min));
        assert!(!cells.take(pos2(20.0, 9_000.0)));
    }
}
