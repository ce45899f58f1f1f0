//! The way back: where somebody read before each jump, and forth again, as in a browser.

use super::reader::Viewpoint;
use crate::model::ArticleId;

/// How many places are remembered.
const MOST: usize = 200;

/// A place in an article.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stop {
    /// The article.
    pub article: ArticleId,
    /// Where in it the view stood.
    pub viewpoint: Viewpoint,
}

/// The places that were left by jumps.
#[derive(Debug, Default)]
pub struct Trail {
    past: Vec<Stop>,
    future: Vec<Stop>,
}

impl Trail {
    /// Remembers a place that is being left. What lay ahead is forgotten.
    pub fn leave(&mut self, stop: Stop) {
        self.future.clear();
        if self.past.last() != Some(&stop) {
            self.past.push(stop);
        }
        if self.past.len() > MOST {
            self.past.remove(0);
        }
    }

    /// The place before `here` that still exists.
    pub fn back(&mut self, here: Option<Stop>, exists: impl Fn(&Stop) -> bool) -> Option<Stop> {
        step(&mut self.past, &mut self.future, here, exists)
    }

    /// The place from which `here` was gone back to.
    pub fn forward(&mut self, here: Option<Stop>, exists: impl Fn(&Stop) -> bool) -> Option<Stop> {
        step(&mut self.future, &mut self.past, here, exists)
    }

    /// Whether there is a place to go back to.
    pub fn can_go_back(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a place to go forward to.
    pub fn can_go_forward(&self) -> bool {
        !self.future.is_empty()
    }
}

fn step(
    from: &mut Vec<Stop>,
    to: &mut Vec<Stop>,
    here: Option<Stop>,
    exists: impl Fn(&Stop) -> bool,
) -> Option<Stop> {
    // A jump that moved nothing is no place to come back to.
    let stop = loop {
        let stop = from.pop()?;
        if Some(stop) != here && exists(&stop) {
            break stop;
        }
    };
    to.extend(here);
    Some(stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stop(article: u128, byte: usize) -> Stop {
        Stop {
            article: ArticleId::from_u128(article),
            viewpoint: Viewpoint { byte, below: 0.0 },
        }
    }

    #[test]
    fn back_and_forth_as_in_a_browser() {
        let mut trail = Trail::default();
        let all = |_: &Stop| true;
        trail.leave(stop(1, 0));
        trail.leave(stop(1, 500));
        trail.leave(stop(1, 500));
        assert_eq!(trail.back(Some(stop(2, 9)), all), Some(stop(1, 500)));
        assert_eq!(trail.back(Some(stop(1, 500)), all), Some(stop(1, 0)));
        assert!(!trail.can_go_back() && trail.can_go_forward());
        assert_eq!(trail.back(Some(stop(1, 0)), all), None);
        assert_eq!(trail.forward(Some(stop(1, 0)), all), Some(stop(1, 500)));
        assert_eq!(trail.forward(Some(stop(1, 500)), all), Some(stop(2, 9)));
        assert!(!trail.can_go_forward());
        trail.back(Some(stop(2, 9)), all);
        trail.leave(stop(1, 500));
        assert!(!trail.can_go_forward(), "a new way forgets the old one");
    }

    #[test]
    fn places_that_are_gone_or_where_one_stands_are_passed_over() {
        let mut trail = Trail::default();
        trail.leave(stop(1, 0));
        trail.leave(stop(2, 0));
        trail.leave(stop(3, 7));
        let exists = |stop: &Stop| stop.article != ArticleId::from_u128(2);
        assert_eq!(trail.back(Some(stop(3, 7)), exists), Some(stop(1, 0)));
    }
}
