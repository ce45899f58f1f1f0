//! A short sketch of a text, in which like texts are likely to agree somewhere.
//!
//! One-permutation `MinHash` (Li, Owen and Zhang, 2012) with empty places filled by rotation
//! (Shrivastava and Li, 2014): every run of words falls into one of the places, and the smallest
//! number of each place is kept. Two texts agree in a place as often as they are alike.

use super::shingles::{each_run, spread};

/// How many words a run has.
pub(super) const RUN: usize = 5;
/// How many places of a sketch must agree in one band.
const ROWS: usize = 3;
/// How many bands there are: two texts of which half is the same agree in one of them in 996 of
/// 1,000 cases, two of which a tenth is the same in 41.
const BANDS: usize = 42;
const PLACES: usize = ROWS * BANDS;

/// A sketch of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sketch(Vec<u64>);

impl Sketch {
    /// The sketch of a text; none where it has not even one run of words.
    pub fn of(text: &str) -> Option<Self> {
        let mut smallest = [u64::MAX; PLACES];
        each_run(text, RUN, |number| {
            // The upper bits say which place, all of them how small.
            let place = ((u128::from(number) * PLACES as u128) >> 64) as usize;
            let own = spread(number);
            smallest[place] = smallest[place].min(own);
        });
        if smallest.iter().all(|number| *number == u64::MAX) {
            return None;
        }
        let filled = (0..PLACES).map(|place| {
            let steps = (0..PLACES).find(|step| smallest[(place + step) % PLACES] != u64::MAX);
            let steps = steps.unwrap_or_default();
            // How far it was fetched counts, so that two empty places agree only for a reason.
            spread(smallest[(place + steps) % PLACES].wrapping_add(steps as u64))
        });
        Some(Self(filled.collect()))
    }

    /// The number of each band; two texts with the same number in one are worth comparing.
    pub fn bands(&self) -> impl Iterator<Item = u64> {
        self.0.chunks(ROWS).map(|rows| {
            rows.iter()
                .fold(0_u64, |band, row| spread(band.rotate_left(7) ^ row))
        })
    }
}
