//! Finds words on the page by the places of their letters, as a screen reader does.

use egui::accesskit::Role;
use egui::{Pos2, pos2};
use egui_kittest::kittest::AccessKitNode;

/// Where words stand on the screen, in points: the left edge of their first letter and the right
/// edge of their last.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub from: Pos2,
    pub to: Pos2,
}

/// The first place of the words among the paragraphs below `root`, in view or not.
/// `scale` is pixels per point.
pub fn find(root: AccessKitNode<'_>, words: &str, scale: f32) -> Option<Place> {
    below(root)
        .filter(|node| node.role() == Role::Paragraph)
        .find_map(|paragraph| in_paragraph(paragraph, words, scale))
}

/// Every node below `root`, parents first.
pub fn below(root: AccessKitNode<'_>) -> impl Iterator<Item = AccessKitNode<'_>> {
    let mut waiting = vec![root];
    std::iter::from_fn(move || {
        let node = waiting.pop()?;
        let mut children: Vec<_> = node.children().collect();
        children.reverse();
        waiting.extend(children);
        Some(node)
    })
}

fn in_paragraph(paragraph: AccessKitNode<'_>, words: &str, scale: f32) -> Option<Place> {
    let text = paragraph.value()?;
    let start = text.find(words)?;
    let first = text[..start].chars().count();
    let last = first + words.chars().count().checked_sub(1)?;
    let mut from = None;
    let mut before = 0;
    for row in paragraph.children() {
        let letters = Letters::of(row, scale)?;
        let here = before..before + letters.count();
        if here.contains(&first) {
            from = Some(letters.edge(first - before, 0.0));
        }
        if here.contains(&last) {
            let to = letters.edge(last - before, 1.0);
            return Some(Place { from: from?, to });
        }
        before = here.end;
    }
    None
}

/// The letters of one row.
struct Letters<'a> {
    corner: Pos2,
    middle: f32,
    starts: &'a [f32],
    widths: &'a [f32],
}

impl<'a> Letters<'a> {
    fn of(row: AccessKitNode<'a>, scale: f32) -> Option<Self> {
        let bounds = row.bounding_box()?;
        let point = |value: f64| value as f32 / scale;
        let corner = pos2(point(bounds.x0), point(bounds.y0));
        let data = row.data();
        Some(Self {
            corner,
            middle: f32::midpoint(corner.y, point(bounds.y1)),
            starts: data.character_positions()?,
            widths: data.character_widths()?,
        })
    }

    fn count(&self) -> usize {
        self.starts.len()
    }

    /// A place in a letter: 0 is its left edge, 1 its right edge.
    fn edge(&self, letter: usize, part: f32) -> Pos2 {
        let x = self.starts[letter] + part * self.widths[letter];
        pos2(self.corner.x + x, self.middle)
    }
}
