//! Finding places for labels where they cover nothing.

/// The least room between a label and what stands beside it.
const APART: f64 = 3.0;

/// A part of the picture, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    /// A square around a place.
    pub(crate) fn around(x: f64, y: f64, radius: f64) -> Self {
        Self {
            left: x - radius,
            top: y - radius,
            right: x + radius,
            bottom: y + radius,
        }
    }

    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub(crate) fn holds(&self, other: &Self) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && self.right >= other.right
            && self.bottom >= other.bottom
    }
}

/// Finds a place for a label of that size beside a point: right of it, left, above or below,
/// inside `within` and clear of everything in `taken`.
pub(crate) fn beside(
    (x, y): (f64, f64),
    gap: f64,
    (width, height): (f64, f64),
    within: &Area,
    taken: &[Area],
) -> Option<Area> {
    let at = |left: f64, top: f64| Area {
        left,
        top,
        right: left + width,
        bottom: top + height,
    };
    [
        at(x + gap, y - height / 2.0),
        at(x - gap - width, y - height / 2.0),
        at(x - width / 2.0, y - gap - height),
        at(x - width / 2.0, y + gap),
    ]
    .into_iter()
    .find(|area| {
        // Two labels that touch read as one.
        let wide = Area {
            left: area.left - APART,
            right: area.right + APART,
            ..*area
        };
        within.holds(area) && !taken.iter().any(|other| other.overlaps(&wide))
    })
}

/// Moves the middles of labels so far apart that each has `height`, as little as need be and
/// within `top..=bottom` while there is room. Answers in the order of the question.
pub(crate) fn spread(middles: &[f64], height: f64, top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..middles.len()).collect();
    order.sort_by(|a, b| middles[*a].total_cmp(&middles[*b]));
    let mut placed = middles.to_vec();
    let mut lowest = top + height / 2.0;
    for index in &order {
        placed[*index] = placed[*index].max(lowest);
        lowest = placed[*index] + height;
    }
    let mut highest = bottom - height / 2.0;
    for index in order.iter().rev() {
        placed[*index] = placed[*index].min(highest);
        highest = placed[*index] - height;
    }
    placed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_label_goes_where_there_is_room() {
        let within = Area {
            left: 0.0,
            top: 0.0,
            right: 100.0,
            bottom: 100.0,
        };
        let place = |x: f64, taken: &[Area]| beside((x, 50.0), 5.0, (30.0, 10.0), &within, taken);
        assert_eq!(place(50.0, &[]).map(|area| area.left), Some(55.0));
        // No room at the edge: to the left.
        assert_eq!(place(90.0, &[]).map(|area| area.right), Some(85.0));
        let right = Area::around(60.0, 50.0, 4.0);
        let left = Area::around(40.0, 50.0, 4.0);
        let above = place(50.0, &[right, left]);
        assert_eq!(above.map(|area| area.bottom), Some(45.0));
        assert_eq!(place(50.0, &[within]), None);
    }

    proptest! {
        #[test]
        fn spread_labels_never_overlap(middles in proptest::collection::vec(0.0..400_f64, 0..20)) {
            let placed = spread(&middles, 16.0, 0.0, 400.0);
            let mut sorted = placed.clone();
            sorted.sort_by(f64::total_cmp);
            prop_assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] >= 16.0 - 1e-9));
            prop_assert!(placed.iter().all(|y| (8.0 - 1e-9..=392.0 + 1e-9).contains(y)));
        }
    }
}
