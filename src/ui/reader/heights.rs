//! How tall every piece of the text is, real or estimated, and where each one starts.
//!
//! A Fenwick tree over the heights answers "where is piece i" and "which piece is at y" in
//! logarithmic time and takes a new height as quickly, so that a text of twenty thousand
//! paragraphs scrolls like one of twenty. Sums are `f64`: at a million points of height an `f32`
//! would move text by visible steps.

/// Heights of a row of pieces, stacked from 0 downwards.
#[derive(Clone, Debug, Default)]
pub struct HeightIndex {
    heights: Vec<f32>,
    measured: Vec<bool>,
    tree: Vec<f64>,
}

impl HeightIndex {
    /// An index in which every height is an estimate.
    pub fn new(estimates: Vec<f32>) -> Self {
        let mut tree = vec![0.0; estimates.len() + 1];
        for (index, height) in estimates.iter().enumerate() {
            let node = index + 1;
            tree[node] += f64::from(*height);
            let parent = node + lowest_bit(node);
            if parent < tree.len() {
                tree[parent] += tree[node];
            }
        }
        Self {
            measured: vec![false; estimates.len()],
            heights: estimates,
            tree,
        }
    }

    /// How many pieces there are.
    pub fn len(&self) -> usize {
        self.heights.len()
    }

    /// Whether there is no piece.
    pub fn is_empty(&self) -> bool {
        self.heights.is_empty()
    }

    /// The height of a piece as far as it is known; 0 for one that does not exist.
    pub fn height(&self, index: usize) -> f32 {
        self.heights.get(index).copied().unwrap_or(0.0)
    }

    /// Whether the height of a piece is real and not an estimate.
    pub fn is_measured(&self, index: usize) -> bool {
        self.measured.get(index).copied().unwrap_or(false)
    }

    /// Records the real height of a piece and says by how much it changed.
    pub fn set(&mut self, index: usize, height: f32) -> f32 {
        let Some(known) = self.heights.get_mut(index) else {
            return 0.0;
        };
        let delta = f64::from(height) - f64::from(*known);
        *known = height;
        self.measured[index] = true;
        if delta != 0.0 {
            let mut node = index + 1;
            while node < self.tree.len() {
                self.tree[node] += delta;
                node += lowest_bit(node);
            }
        }
        delta as f32
    }

    /// The sum of all heights.
    pub fn total(&self) -> f64 {
        self.y_of(self.len())
    }

    /// Where a piece starts: the sum of the heights before it.
    pub fn y_of(&self, index: usize) -> f64 {
        let mut node = index.min(self.len());
        let mut sum = 0.0;
        while node > 0 {
            sum += self.tree[node];
            node -= lowest_bit(node);
        }
        sum
    }

    /// The piece at `y` and how far below its start that is. Above the first piece the rest is
    /// negative; below the last it is more than that piece's height.
    pub fn at_y(&self, y: f64) -> (usize, f64) {
        if y < 0.0 || self.is_empty() {
            return (0, y);
        }
        let mut node = 0;
        let mut rest = y;
        let mut step = self.len().next_power_of_two();
        while step > 0 {
            let next = node + step;
            if next <= self.len() && self.tree[next] <= rest {
                node = next;
                rest -= self.tree[next];
            }
            step /= 2;
        }
        if node == self.len() {
            let last = node - 1;
            return (last, rest + f64::from(self.heights[last]));
        }
        (node, rest)
    }
}

/// The value of the lowest set bit.
fn lowest_bit(node: usize) -> usize {
    node & node.wrapping_neg()
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "sums of quarters are exact")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn finds_pieces_by_y() {
        let index = HeightIndex::new(vec![10.0, 20.0, 5.0]);
        assert_eq!(index.at_y(0.0), (0, 0.0));
        assert_eq!(index.at_y(10.0), (1, 0.0));
        assert_eq!(index.at_y(29.5), (1, 19.5));
        assert_eq!(index.at_y(40.0), (2, 10.0));
        assert_eq!(index.at_y(-3.0), (0, -3.0));
        assert_eq!(HeightIndex::default().at_y(4.0), (0, 4.0));
    }

    proptest! {
        #[test]
        fn equals_naive_sums(
            estimates in prop::collection::vec(1_u16..2000, 1..200),
            changes in prop::collection::vec((any::<prop::sample::Index>(), 1_u16..2000), 0..100),
        ) {
            let mut naive: Vec<f32> = estimates.iter().map(|h| f32::from(*h) / 4.0).collect();
            let mut index = HeightIndex::new(naive.clone());
            for (at, height) in changes {
                let at = at.index(naive.len());
                let height = f32::from(height) / 4.0;
                prop_assert_eq!(index.set(at, height), height - naive[at]);
                prop_assert!(index.is_measured(at));
                naive[at] = height;
            }
            let mut y = 0.0;
            for (at, height) in naive.iter().enumerate() {
                prop_assert_eq!(index.y_of(at), y);
                prop_assert_eq!(index.at_y(y), (at, 0.0));
                let middle = f64::from(*height) / 2.0;
                prop_assert_eq!(index.at_y(y + middle), (at, middle));
                y += f64::from(*height);
            }
            prop_assert_eq!(index.total(), y);
        }
    }
}
