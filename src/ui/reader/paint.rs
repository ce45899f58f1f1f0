//! Paints the pieces in view: marks behind the words, the words, and lines over them.
//!
//! Overlapping highlights are told apart three times over: their fills mix, each has its own
//! underline in its own lane, and each has its own stripe in the margin.

use std::ops::Range;

use eframe::egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::handles::{self, Handle};
use super::highlights::{HighlightId, Highlights};
use super::layout::Typesetter;
use super::scroll::Placed;
use super::style::ReaderStyle;
use super::underlines::{UnderlineKind, Underlines};

/// Underlines drawn below each other before they start again at the top.
const UNDERLINE_LANES: u16 = 4;
/// Distance between two underlines, and how thick one is.
const UNDERLINE_STEP: f32 = 2.5;
const UNDERLINE_WIDTH: f32 = 1.5;
/// Stripes beside each other in the margin, their distance and width.
const STRIPE_LANES: u16 = 5;
const STRIPE_STEP: f32 = 5.0;
const STRIPE_WIDTH: f32 = 3.0;
/// The width of a quote's bar, and the radius of a bullet as a share of the text's size.
const BAR_WIDTH: f32 = 3.0;
const BULLET: f32 = 0.14;
/// From the column to the first stripe.
const STRIPE_GAP: f32 = 10.0;
/// What the margin needs at the least, for all stripes.
pub const MARGIN: f32 = STRIPE_GAP + STRIPE_LANES as f32 * STRIPE_STEP + 6.0;

/// Everything that is painted onto the text in one frame.
pub struct Marks<'a> {
    /// The highlights.
    pub highlights: &'a Highlights,
    /// Recognised words.
    pub underlines: &'a Underlines,
    /// The recognised words that are being looked at.
    pub current: Option<Range<usize>>,
    /// Search hits, sorted, not overlapping.
    pub find_hits: &'a [Range<usize>],
    /// The search hit that is being looked at.
    pub current_hit: Option<usize>,
    /// The highlight with a ring.
    pub selected: Option<HighlightId>,
    /// The highlight under the pointer.
    pub hovered: Option<HighlightId>,
    /// The selected words.
    pub selection: Range<usize>,
    /// A passage that flashes, and how strongly.
    pub flash: Option<(Range<usize>, f32)>,
    /// Where the caret stands, if it is shown.
    pub caret: Option<usize>,
}

/// Paints the pieces in view.
pub fn paint(painter: &Painter, setter: &Typesetter<'_>, placed: &[Placed], marks: &Marks<'_>) {
    for piece in placed {
        let page = Page {
            painter,
            style: setter.style(),
            placed: piece,
        };
        page.structure();
        page.behind(marks);
        let before_body = piece.piece.setting.is_head;
        let colour = if before_body {
            page.style.weak_text
        } else {
            page.style.text
        };
        painter.galley(piece.pos, piece.piece.galley.clone(), colour);
        page.over(marks);
    }
}

/// Paints the knobs by which highlights are dragged.
pub fn knobs(painter: &Painter, style: &ReaderStyle, highlights: &Highlights, handles: &[Handle]) {
    for handle in handles {
        let colour = highlights.items()[handle.index].line;
        let stroke = Stroke::new(UNDERLINE_WIDTH, colour);
        painter.vline(handle.row.left(), handle.row.y_range(), stroke);
        painter.circle_filled(handle.knob, handles::RADIUS, colour);
        painter.circle_stroke(handle.knob, handles::RADIUS, Stroke::new(1.0, style.page));
    }
}

/// One piece being painted.
struct Page<'a> {
    painter: &'a Painter,
    style: &'a ReaderStyle,
    placed: &'a Placed,
}

impl Page<'_> {
    /// The bar beside a quote and the bullet before an item.
    fn structure(&self) {
        let piece = &self.placed.piece;
        let column = self.placed.pos;
        if let Some(bar) = piece.setting.bar {
            let rows = column.y..=column.y + piece.height;
            let stroke = Stroke::new(BAR_WIDTH, self.style.overview_view);
            self.painter.vline(column.x + bar, rows, stroke);
        }
        if piece.setting.bullet
            && let Some(row) = piece.galley.rows.first()
        {
            let row = self.moved(row.rect());
            let size = piece.setting.font.size;
            let centre = pos2(row.left() - size * 0.7, row.center().y);
            self.painter
                .circle_filled(centre, size * BULLET, self.style.weak_text);
        }
    }

    fn behind(&self, marks: &Marks<'_>) {
        let piece = &self.placed.piece;
        for segment in marks.highlights.segments(piece.range.clone()) {
            let items = marks.highlights.items();
            let mut fill = blend(segment.over.iter().map(|index| items[*index].fill));
            let lit = |id| marks.hovered == Some(id) || marks.selected == Some(id);
            if let Some(index) = segment.over.iter().find(|index| lit(items[**index].id)) {
                fill = fill.blend(items[*index].fill);
            }
            self.fill(&segment.range, fill);
        }
        for (index, hit) in within(marks.find_hits, &piece.range) {
            let current = marks.current_hit == Some(index);
            self.fill(
                hit,
                if current {
                    self.style.current_hit
                } else {
                    self.style.find_hit
                },
            );
            if current {
                self.outline(hit, self.style.current_hit_outline);
            }
        }
        if let Some(range) = self.current(marks) {
            self.fill(range, self.style.current);
        }
        if let Some((range, strength)) = &marks.flash {
            self.fill(range, self.style.flash.gamma_multiply(*strength));
        }
        // Selected words go over the whole row height, so that rows join.
        for rect in piece.rects(&marks.selection) {
            self.painter
                .rect_filled(self.moved(rect), 0, self.style.selection);
        }
    }

    fn over(&self, marks: &Marks<'_>) {
        let piece = &self.placed.piece;
        for item in marks.underlines.touching(&piece.range) {
            for rect in self.bands(&item.range) {
                let path = [rect.left_bottom(), rect.right_bottom()];
                self.painter.extend(match item.kind {
                    UnderlineKind::Figure => dots(&path, self.style.figure_line),
                    UnderlineKind::LesserFigure => dots(&path, self.style.lesser_figure_line),
                    UnderlineKind::Date => {
                        Shape::dashed_line(&path, self.style.date_line, 5.0, 3.0)
                    }
                });
            }
        }
        if let Some(range) = self.current(marks) {
            self.outline(range, self.style.ring);
        }
        for index in marks.highlights.touching(piece.range.clone()) {
            let item = &marks.highlights.items()[index];
            let lane = marks.highlights.lane(index);
            let selected = marks.selected == Some(item.id);
            self.underline(&item.range, lane, item.line);
            self.stripe(
                &item.range,
                lane,
                item.line,
                selected || marks.hovered == Some(item.id),
            );
            if item.attention {
                for rect in self.bands(&item.range) {
                    let path = corners(rect.expand(1.0));
                    let stroke = self.style.attention;
                    self.painter
                        .extend(Shape::dashed_line(&path, stroke, 4.0, 3.0));
                }
            }
            if selected {
                self.outline(&item.range, self.style.ring);
            }
        }
        if let Some(byte) = marks.caret
            && piece.range.start <= byte
            && byte <= piece.range.end
        {
            let line = self.band(piece.caret(byte));
            self.painter
                .vline(line.left(), line.y_range(), self.style.caret);
        }
    }

    /// The recognised words that are being looked at, if they are in this piece.
    fn current<'a>(&self, marks: &'a Marks<'_>) -> Option<&'a Range<usize>> {
        let own = &self.placed.piece.range;
        let current = marks.current.as_ref();
        current.filter(|range| range.start < own.end && own.start < range.end)
    }

    fn underline(&self, range: &Range<usize>, lane: u16, color: Color32) {
        let drop = f32::from(lane % UNDERLINE_LANES) * UNDERLINE_STEP;
        let stroke = Stroke::new(UNDERLINE_WIDTH, color);
        for rect in self.bands(range) {
            self.painter
                .hline(rect.x_range(), rect.bottom() + drop, stroke);
        }
    }

    fn stripe(&self, range: &Range<usize>, lane: u16, color: Color32, strong: bool) {
        let Some(rows) = self.bands(range).reduce(Rect::union) else {
            return;
        };
        let x = self.placed.pos.x - STRIPE_GAP - f32::from(lane % STRIPE_LANES) * STRIPE_STEP;
        let width = if strong {
            STRIPE_WIDTH + 2.0
        } else {
            STRIPE_WIDTH
        };
        let left = x - width / 2.0;
        let rect = Rect::from_min_max(pos2(left, rows.top()), pos2(left + width, rows.bottom()));
        self.painter.rect_filled(rect, 1, color);
    }

    fn fill(&self, range: &Range<usize>, color: Color32) {
        for rect in self.bands(range) {
            self.painter.rect_filled(rect, 2, color);
        }
    }

    fn outline(&self, range: &Range<usize>, stroke: Stroke) {
        for rect in self.bands(range) {
            self.painter
                .rect_stroke(rect.expand2(vec2(1.0, 1.0)), 3, stroke, StrokeKind::Outside);
        }
    }

    /// The rectangles of a range on the screen, as tall as the letters.
    fn bands(&self, range: &Range<usize>) -> impl Iterator<Item = Rect> {
        self.placed.piece.rects(range).map(|rect| self.band(rect))
    }

    fn band(&self, row: Rect) -> Rect {
        let air = ((row.height() - self.placed.piece.font_height) / 2.0).max(0.0);
        self.moved(row).shrink2(vec2(0.0, (air - 1.0).max(0.0)))
    }

    fn moved(&self, rect: Rect) -> Rect {
        rect.translate(self.placed.pos.to_vec2())
    }
}

fn dots(path: &[Pos2], stroke: Stroke) -> Vec<Shape> {
    Shape::dotted_line(path, stroke.color, 3.5, stroke.width)
}

/// The ranges of a sorted, not overlapping list that share a byte with `window`, with their place
/// in the list.
fn within<'a>(
    ranges: &'a [Range<usize>],
    window: &Range<usize>,
) -> impl Iterator<Item = (usize, &'a Range<usize>)> {
    let first = ranges.partition_point(|range| range.end <= window.start);
    let end = window.end;
    ranges[first..]
        .iter()
        .take_while(move |range| range.start < end)
        .enumerate()
        .map(move |(place, range)| (first + place, range))
}

/// The even mix of translucent colours.
fn blend(colors: impl Iterator<Item = Color32>) -> Color32 {
    let mut seen = 0.0;
    colors.fold(Color32::TRANSPARENT, |mix, color| {
        seen += 1.0;
        mix.lerp_to_gamma(color, 1.0 / seen)
    })
}

fn corners(rect: Rect) -> [Pos2; 5] {
    [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_ranges_in_a_window() {
        let ranges = [0..2, 5..9, 9..12, 20..21];
        let found: Vec<_> = within(&ranges, &(8..20)).map(|(index, _)| index).collect();
        assert_eq!(found, [1, 2]);
        assert_eq!(within(&ranges, &(2..5)).count(), 0);
        assert_eq!(within(&[], &(2..5)).count(), 0);
    }

    #[test]
    fn one_colour_mixes_to_itself() {
        assert_eq!(blend([Color32::GOLD].into_iter()), Color32::GOLD);
        assert_eq!(
            blend([Color32::GOLD, Color32::GOLD].into_iter()),
            Color32::GOLD
        );
    }
}
