//! The strip beside the scroll bar: where in the article the highlights, recognised figures and
//! search hits are, and which part is in view. A click or drag on it goes there, pointing at it
//! names what is there.
//!
//! Its scale is the text's bytes and not heights, so it never moves while heights become known,
//! and one row of pixels holds the marks of all bytes that fall into it.

use std::ops::Range;

use eframe::egui::{Color32, Id, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2};

use super::paint::Marks;
use super::style::ReaderStyle;
use super::underlines::{Underline, UnderlineKind};

/// How wide the strip is, in points, and how far from the right edge (the scroll bar's place).
const WIDTH: f32 = 8.0;
const FROM_RIGHT: f32 = 14.0;
/// How tall a mark is.
const MARK: f32 = 2.0;

/// What the strip and its right edge take from the pane.
pub const SPACE: f32 = WIDTH + FROM_RIGHT + 4.0;

/// How near to the pointer a mark is named, in points.
const NEAR: f32 = 3.0;
/// How many marks are named at once.
const NAMED: usize = 4;
/// The widest tooltip, in points.
const TOOLTIP_WIDTH: f32 = 320.0;

/// What was done with the strip.
#[derive(Debug, Default)]
pub struct Strip {
    /// The byte to go to.
    pub target: Option<usize>,
    /// It was pressed in this frame.
    pub pressed: bool,
}

/// Draws the strip.
pub fn show(
    ui: &Ui,
    reader: Id,
    view: Rect,
    style: &ReaderStyle,
    length: usize,
    in_view: &Range<usize>,
    marks: &Marks<'_>,
) -> Strip {
    if length == 0 || (in_view.start == 0 && in_view.end >= length) {
        return Strip::default();
    }
    let right = view.right() - FROM_RIGHT;
    let strip = Rect::from_min_max(
        pos2(right - WIDTH, view.top() + style.overview_top),
        pos2(right, view.bottom() - 2.0),
    );
    let response = ui.interact(strip, reader.with("overview"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, "Overview of the article"));
    let y_of = |byte: usize| strip.top() + (byte as f64 / length as f64) as f32 * strip.height();
    let painter = ui.painter();
    let window = Rect::from_x_y_ranges(strip.x_range(), y_of(in_view.start)..=y_of(in_view.end));
    painter.rect_filled(window, 2, style.overview_view);
    let rows = strip.height().ceil() as usize;
    // What is looked for stands left and right, what was made of it over the whole width.
    let (left, right) = (strip.left(), strip.right());
    let middle = strip.center().x;
    let figures = figures(marks).map(|item| item.range.start);
    let hits = marks.find_hits.iter().map(|range| range.start);
    let claims = marks.highlights.items().iter();
    let weak = style.figure_line.color;
    let warm = style.current_hit_outline.color;
    let kinds: [(_, Vec<Option<Color32>>); 3] = [
        (
            left..=middle,
            column(rows, figures.map(|at| (y_of(at) - strip.top(), weak))),
        ),
        (
            middle..=right,
            column(rows, hits.map(|at| (y_of(at) - strip.top(), warm))),
        ),
        (
            left..=right,
            column(
                rows,
                claims.map(|item| (y_of(item.range.start) - strip.top(), item.line)),
            ),
        ),
    ];
    for (across, colours) in kinds {
        for (row, colour) in colours.into_iter().enumerate() {
            let Some(colour) = colour else { continue };
            let y = strip.top() + row as f32;
            painter.rect_filled(
                Rect::from_x_y_ranges(across.clone(), y..=y + MARK),
                0,
                colour,
            );
        }
    }
    if let Some(pos) = response.hover_pos()
        && !response.is_pointer_button_down_on()
    {
        let near = |range: &Range<usize>| (y_of(range.start) - pos.y).abs() <= NEAR;
        let names = names(marks, near);
        if !names.is_empty() {
            response.clone().on_hover_ui_at_pointer(|ui| {
                ui.set_max_width(TOOLTIP_WIDTH);
                for name in &names {
                    ui.label(name);
                }
            });
        }
    }
    Strip {
        target: byte_under(&response, strip, length),
        pressed: response.is_pointer_button_down_on() && ui.input(|i| i.pointer.primary_pressed()),
    }
}

/// One colour a row of pixels, the last that falls into it.
fn column(rows: usize, marks: impl Iterator<Item = (f32, Color32)>) -> Vec<Option<Color32>> {
    let mut column = vec![None; rows + 1];
    for (y, colour) in marks {
        if let Some(slot) = column.get_mut(y as usize) {
            *slot = Some(colour);
        }
    }
    column
}

/// The recognised figures, without the dates.
fn figures<'a>(marks: &Marks<'a>) -> impl Iterator<Item = &'a Underline> {
    let items = marks.underlines.items().iter();
    items.filter(|item| item.kind != UnderlineKind::Date)
}

/// What the marks that are near say, claims first.
fn names(marks: &Marks<'_>, near: impl Fn(&Range<usize>) -> bool) -> Vec<String> {
    let claims = marks.highlights.items().iter();
    let claims: Vec<_> = claims.filter(|item| near(&item.range)).collect();
    let count = |ranges: &[Range<usize>]| ranges.iter().filter(|range| near(range)).count();
    let mut names: Vec<String> = claims
        .iter()
        .take(NAMED)
        .map(|item| item.label.clone())
        .collect();
    if claims.len() > NAMED {
        names.push(format!("and {} more claims", claims.len() - NAMED));
    }
    let figures = figures(marks).filter(|item| near(&item.range)).count();
    for (number, one, many) in [
        (figures, "figure", "figures"),
        (count(marks.find_hits), "search hit", "search hits"),
    ] {
        match number {
            0 => {}
            1 => names.push(format!("1 {one}")),
            _ => names.push(format!("{number} {many}")),
        }
    }
    names
}

fn byte_under(response: &Response, strip: Rect, length: usize) -> Option<usize> {
    let pos = response.interact_pointer_pos()?;
    let share = f64::from((pos.y - strip.top()) / strip.height()).clamp(0.0, 1.0);
    Some((share * length as f64) as usize)
}
