//! Thinning of dense marks: of those that stand on one spot of the screen, one is painted.
//!
//! A spot is smaller than a mark, so what is left out would have been covered; how many lie on a
//! spot is counted, so that the paint can show it.

use egui::{Pos2, Rect};

/// From this many marks in a chart on, those on one spot are painted once.
pub const DENSE: usize = 1_500;

/// The spots of a plot that marks lie on.
pub struct Cells {
    frame: Rect,
    side: f32,
    columns: usize,
    /// For each spot of the plot its place in `spots`, plus one; zero where nothing lies.
    place: Vec<u32>,
    spots: Vec<(Pos2, u32)>,
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
            place: vec![0; columns * rows],
            spots: Vec::new(),
        }
    }

    /// Puts a mark there; true where it is the first on its spot. Far outside there are no spots.
    pub fn put(&mut self, at: Pos2) -> bool {
        let from = (at - self.frame.min) / self.side;
        let (column, row) = (from.x.max(0.0) as usize, from.y.max(0.0) as usize);
        let index = row * self.columns + column.min(self.columns - 1);
        let Some(place) = self.place.get_mut(index) else {
            return false;
        };
        if let Some((_, count)) = (*place as usize)
            .checked_sub(1)
            .and_then(|index| self.spots.get_mut(index))
        {
            *count += 1;
            return false;
        }
        self.spots.push((at, 1));
        *place = self.spots.len() as u32;
        true
    }

    /// Where the first mark of each spot lies, and how many lie there.
    pub fn spots(&self) -> impl Iterator<Item = (Pos2, u32)> + '_ {
        self.spots.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use egui::{pos2, vec2};

    use super::*;

    #[test]
    fn a_spot_counts_what_lies_on_it() {
        let frame = Rect::from_min_size(pos2(10.0, 10.0), vec2(100.0, 50.0));
        let mut cells = Cells::new(frame, 2.0);
        assert!(cells.put(pos2(20.0, 20.0)));
        assert!(!cells.put(pos2(20.9, 20.9)));
        assert!(cells.put(pos2(22.1, 20.0)));
        // The edges belong to it; far outside there is nothing.
        assert!(cells.put(frame.max) && cells.put(frame.min));
        assert!(!cells.put(pos2(20.0, 9_000.0)));
        let counts: Vec<u32> = cells.spots().map(|(_, count)| count).collect();
        assert_eq!(counts, [2, 1, 1, 1]);
    }
}
