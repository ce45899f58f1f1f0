//! Where the characters of a piece stand that holds right-to-left words.
//!
//! The letters of such a word are shaped together and handed over as they stand on the page, the
//! last one first, with empty glyphs behind the word: the glyph with a character's number is then
//! another character's. Here every character finds its glyph again by what it shows. Only the
//! letters of a word stand in their own order; its words go from left to right, as egui sets them.

use std::sync::Arc;

use eframe::egui::{Galley, Vec2};

/// The place of every character of a piece, in the order of the text.
#[derive(Debug)]
pub struct Order {
    places: Vec<Place>,
}

/// Where one character stands, in points from the left edge of its piece.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Place {
    row: usize,
    left: f32,
    right: f32,
    is_backward: bool,
}

/// A glyph and the row that it stands in.
struct Spot {
    shown: char,
    place: Place,
}

impl Order {
    /// The places of the characters of `text`, which was laid out as `galley`; none for a text
    /// whose characters all go from left to right, where egui's own numbers hold.
    pub fn of(text: &str, galley: &Galley) -> Option<Self> {
        if text.is_ascii() || !text.chars().any(is_right_to_left) {
            return None;
        }
        let spots: Vec<Spot> = galley
            .rows
            .iter()
            .enumerate()
            .flat_map(|(row, placed)| {
                placed.glyphs.iter().map(move |glyph| Spot {
                    shown: glyph.chr,
                    place: Place {
                        row,
                        left: placed.pos.x + glyph.pos.x,
                        right: placed.pos.x + glyph.pos.x + glyph.advance_width,
                        is_backward: false,
                    },
                })
            })
            .collect();
        Some(Self {
            places: places(text, &spots),
        })
    }

    /// Gives the rows of a galley one glyph for each character, in the order of the text, as whoever
    /// reads a galley expects: screen readers are told its letters. What is painted stays.
    pub fn put_right(&self, text: &str, galley: &mut Galley) {
        let chars: Vec<char> = text.chars().collect();
        for (index, placed) in galley.rows.iter_mut().enumerate() {
            let left = placed.pos.x;
            let row = Arc::make_mut(&mut placed.row);
            let Some(sample) = row.glyphs.first().copied() else {
                continue;
            };
            let of_row = self.places.iter().zip(&chars);
            row.glyphs = of_row
                .filter(|(place, _)| place.row == index)
                .map(|(place, char)| {
                    let mut glyph = sample;
                    glyph.chr = *char;
                    glyph.pos.x = place.left - left;
                    glyph.advance_width = place.right - place.left;
                    glyph
                })
                .collect();
        }
    }

    /// The number of the first character of each of `rows` rows.
    pub fn row_starts(&self, rows: usize) -> Vec<usize> {
        let first = |row| self.places.iter().position(|place| place.row >= row);
        (0..rows)
            .map(|row| first(row).unwrap_or(self.places.len()))
            .collect()
    }

    /// The stretches of a row that the characters `from..to` cover, as left and right edges.
    pub fn stretches(&self, row: usize, from: usize, to: usize) -> Vec<(f32, f32)> {
        let to = to.min(self.places.len());
        let mut edges: Vec<(f32, f32)> = self.places[from.min(to)..to]
            .iter()
            .filter(|place| place.row == row)
            .map(|place| (place.left, place.right))
            .collect();
        edges.sort_by(|a, b| a.0.total_cmp(&b.0));
        edges.dedup_by(|next, one| {
            let touches = next.0 <= one.1 + 0.75;
            if touches {
                one.1 = one.1.max(next.1);
            }
            touches
        });
        edges
    }

    /// Where a caret before a character stands, in points from the left.
    pub fn caret(&self, char: usize) -> f32 {
        match self
            .places
            .get(char)
            .copied()
            .or(self.places.last().copied())
        {
            None => 0.0,
            Some(place) if (char < self.places.len()) == place.is_backward => place.right,
            Some(place) => place.left,
        }
    }

    /// The caret position nearest to `x` in a row, as the number of the character after it.
    pub fn nearest(&self, row: usize, x: f32) -> usize {
        let distance = |place: &Place| (place.left - x).max(x - place.right).max(0.0);
        let in_row = self.places.iter().enumerate();
        let nearest = in_row
            .filter(|(_, place)| place.row == row)
            .min_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b)));
        let Some((char, place)) = nearest else {
            return self.places.len();
        };
        let is_left_half = x < f32::midpoint(place.left, place.right);
        if is_left_half != place.is_backward {
            return char;
        }
        // Letters that are joined into one glyph have no caret between them.
        let joined = self.places[char..].iter().take_while(|one| *one == place);
        char + joined.count()
    }

    /// The character whose glyph covers `at`, given in points from the row's left.
    pub fn under(&self, row: usize, at: f32) -> Option<usize> {
        self.places
            .iter()
            .position(|place| place.row == row && place.left <= at && at < place.right)
    }
}

/// The row of a galley that stands at the height of a point, or the nearest one.
pub fn row_at(galley: &Galley, point: Vec2) -> usize {
    let below = |bottom: f32| point.y < bottom;
    let rows = galley.rows.iter();
    let found = rows.map(|row| row.rect().bottom()).position(below);
    found.unwrap_or(galley.rows.len().saturating_sub(1))
}

/// Finds the glyph of every character: in left-to-right text one by one, in a right-to-left word
/// from the word's last glyph to its first.
fn places(text: &str, spots: &[Spot]) -> Vec<Place> {
    let chars: Vec<char> = text.chars().collect();
    let mut places: Vec<Place> = Vec::with_capacity(chars.len());
    let (mut char, mut spot) = (0, 0);
    while char < chars.len() {
        let last = places.last().copied().unwrap_or(Place {
            row: 0,
            left: 0.0,
            right: 0.0,
            is_backward: false,
        });
        if !is_right_to_left(chars[char]) {
            // What has no glyph of its own stands where the one before it ends.
            let own = spots.get(spot).filter(|spot| spot.shown == chars[char]);
            places.push(own.map_or(
                Place {
                    left: last.right,
                    ..last
                },
                |own| own.place,
            ));
            spot += usize::from(own.is_some());
            char += 1;
            continue;
        }
        let in_word = |shown: char| is_right_to_left(shown);
        let end = char + chars[char..].iter().take_while(|c| in_word(**c)).count();
        let of_word = spots[spot..].iter().take_while(|spot| in_word(spot.shown));
        let next = spot + of_word.count();
        let mut unused: Vec<&Spot> = spots[spot..next]
            .iter()
            .filter(|spot| spot.place.right > spot.place.left)
            .collect();
        for letter in &chars[char..end] {
            let found = unused.iter().rposition(|spot| spot.shown == *letter);
            let before = places.last().copied().unwrap_or(last);
            places.push(found.map_or(before, |found| Place {
                is_backward: true,
                ..unused.remove(found).place
            }));
        }
        (char, spot) = (end, next);
    }
    places
}

/// Whether a character belongs to a script that is written from right to left, its marks and the
/// invisible joiners within words included (the blocks of the Unicode standard, chapter 9).
fn is_right_to_left(char: char) -> bool {
    matches!(char,
        '\u{0590}'..='\u{08FF}'
        | '\u{200C}'..='\u{200F}'
        | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs as egui hands them over, ten points each: a word's letters from the last to the
    /// first, then an empty one for all but one of them.
    fn set(text: &str) -> Vec<Spot> {
        let mut spots = Vec::new();
        let mut left = 0.0;
        let mut push = |shown, width| {
            let place = Place {
                row: 0,
                left,
                right: left + width,
                is_backward: false,
            };
            left += width;
            spots.push(Spot { shown, place });
        };
        let chars: Vec<char> = text.chars().collect();
        for run in chars.chunk_by(|a, b| is_right_to_left(*a) == is_right_to_left(*b)) {
            if !is_right_to_left(run[0]) {
                for letter in run {
                    push(*letter, 10.0);
                }
                continue;
            }
            for letter in run.iter().rev() {
                push(*letter, 10.0);
            }
            for letter in &run[1..] {
                push(*letter, 0.0);
            }
        }
        spots
    }

    fn order(text: &str) -> Order {
        Order {
            places: places(text, &set(text)),
        }
    }

    #[test]
    fn words_cover_themselves_whatever_way_they_go() {
        let text = "a שלום b שלום, c";
        let order = order(text);
        let of = |word: &str, nth: usize| {
            let (at, word) = text.match_indices(word).nth(nth).unwrap();
            let from = text[..at].chars().count();
            order.stretches(0, from, from + word.chars().count())
        };
        assert_eq!(of("a", 0), [(0.0, 10.0)]);
        assert_eq!(of("שלום", 0), [(20.0, 60.0)]);
        assert_eq!(of("b", 0), [(70.0, 80.0)]);
        assert_eq!(of("שלום", 1), [(90.0, 130.0)]);
        assert_eq!(of("c", 0), [(150.0, 160.0)]);
        // The first letter of a word stands at its right end.
        assert_eq!(of("ש", 0), [(50.0, 60.0)]);
    }

    #[test]
    fn a_caret_goes_where_a_click_found_it() {
        let text = "ab שלום cd";
        let order = order(text);
        for char in 0..=text.chars().count() {
            let x = order.caret(char);
            let found = [order.nearest(0, x - 1.0), order.nearest(0, x + 1.0)];
            assert!(found.contains(&char), "{char} at {x} gave {found:?}");
        }
        assert_eq!(order.under(0, 65.0), Some(3));
        assert_eq!(order.under(0, 35.0), Some(6));
        assert_eq!(order.under(0, 500.0), None);
    }

    #[test]
    fn letters_that_share_a_glyph_share_its_place() {
        // The glyph of a joined pair shows its first letter.
        let mut spots = set("לא");
        spots.truncate(2);
        spots[0].shown = 'ל';
        spots.remove(1);
        let places = places("לא", &spots);
        assert_eq!(places[0], places[1]);
        let order = Order { places };
        assert_eq!(order.nearest(0, 1.0), 2);
        assert_eq!(order.nearest(0, 9.0), 0);
    }
}
