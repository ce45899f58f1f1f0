//! Where so many points lie on each other that the eye cannot count them: how many claims stand
//! behind each such spot, so that a picture can say so.

use std::collections::BTreeMap;

use super::labels::{Area, beside};
use super::scene::Point;
use super::text::{Ruler, SMALL, Style};

/// So many marks on one spot are a pile.
const LEAST: usize = 4;
/// The most piles that are told.
const MOST: usize = 12;

/// Marks on one spot.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pile {
    /// Where they lie.
    pub middle: Point,
    /// How many claims stand behind them.
    pub claims: usize,
}

/// What is said of a pile, and the room that it takes.
pub(crate) struct Told {
    /// Such as `37 claims`.
    pub words: String,
    /// Where the words stand.
    pub area: Area,
}

/// The largest piles among points of that radius, each given by its place and the number of its
/// claims; the largest first.
pub(crate) fn largest(points: impl Iterator<Item = (Point, usize)>, radius: f64) -> Vec<Pile> {
    #[derive(Clone, Default)]
    struct Spot {
        marks: usize,
        claims: usize,
        sum: Point,
    }
    let side = 2.0 * radius.max(0.5);
    let mut spots: BTreeMap<(i64, i64), Spot> = BTreeMap::new();
    for ((x, y), claims) in points {
        let cell = ((x / side).floor() as i64, (y / side).floor() as i64);
        let spot = spots.entry(cell).or_default();
        spot.marks += 1;
        spot.claims += claims;
        spot.sum = (spot.sum.0 + x, spot.sum.1 + y);
    }
    let middle = |spot: &Spot| {
        let marks = spot.marks as f64;
        (spot.sum.0 / marks, spot.sum.1 / marks)
    };
    let mut order: Vec<(i64, i64)> = spots
        .iter()
        // Half of a pile may lie across the edge of its cell.
        .filter(|(_, spot)| 2 * spot.marks >= LEAST)
        .map(|(cell, _)| *cell)
        .collect();
    order.sort_by_key(|cell| {
        let claims = spots.get(cell).map_or(0, |spot| spot.claims);
        (std::cmp::Reverse(claims), *cell)
    });
    let mut out = Vec::new();
    for cell in order {
        // One that was joined to a larger one is gone.
        let Some(spot) = spots.remove(&cell) else {
            continue;
        };
        let (x, y) = middle(&spot);
        let (mut marks, mut claims) = (spot.marks, spot.claims);
        for beside in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (cell.0 + dx, cell.1 + dy))) {
            let near = spots.get(&beside).is_some_and(|other| {
                let (ox, oy) = middle(other);
                (ox - x).hypot(oy - y) <= radius
            });
            if near && let Some(other) = spots.remove(&beside) {
                marks += other.marks;
                claims += other.claims;
            }
        }
        if marks < LEAST {
            continue;
        }
        out.push(Pile {
            middle: (x, y),
            claims,
        });
        if out.len() == MOST {
            break;
        }
    }
    out
}

/// Says how many claims lie on the largest piles, where that covers no other words and stays
/// `within`.
pub(crate) fn tell(piles: &[Pile], radius: f64, within: &Area, kept: &[Area]) -> Vec<Told> {
    let style = Style::regular(SMALL);
    let mut taken: Vec<Area> = kept.to_vec();
    let middles = piles.iter();
    taken.extend(middles.map(|pile| Area::around(pile.middle.0, pile.middle.1, radius)));
    let mut out = Vec::new();
    for pile in piles {
        let claims = i64::try_from(pile.claims).unwrap_or(i64::MAX);
        let words = format!("{} claims", crate::model::Amount::from(claims).grouped());
        let size = (Ruler::get().width(&words, style), SMALL + 2.0);
        if let Some(area) = beside(pile.middle, radius + 5.0, size, within, &taken) {
            taken.push(area);
            out.push(Told { words, area });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_on_one_spot_are_counted_and_others_are_not() {
        let pile = (0..9).map(|n| ((100.0 + f64::from(n) * 0.1, 50.0), 2));
        // Half of it beyond the edge of a cell.
        let across = (0..6).map(|n| ((199.5 + f64::from(n) * 0.2, 80.0), 1));
        let apart = (0..20).map(|n| ((f64::from(n) * 30.0, 10.0), 1));
        let piles = largest(pile.chain(across).chain(apart), 5.0);
        assert_eq!(piles.len(), 2, "{piles:?}");
        assert_eq!((piles[0].claims, piles[1].claims), (18, 6));
        let within = Area {
            left: 0.0,
            top: 0.0,
            right: 600.0,
            bottom: 100.0,
        };
        let told = tell(&piles, 5.0, &within, &[]);
        assert_eq!(told[0].words, "18 claims");
        assert!(!told[0].area.overlaps(&told[1].area));
        // Where there is no room nothing is said.
        assert!(tell(&piles, 5.0, &within, &[within]).is_empty());
    }
}
