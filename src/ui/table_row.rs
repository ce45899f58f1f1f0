//! The tables of the workbench: the scaffold that their rows stand in, and a row as one thing to
//! point at.
//!
//! Owns what rows of claims, of figures that wait and of dismissed figures have in common: their
//! height, the ground that is coloured under the chosen one, the ring and the line below, and how
//! a screen reader hears them. What a row says and what a click does is each table's own.

use std::hash::Hash;

use egui::{
    Align, Label, Layout, Rect, Response, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo,
};
use egui_extras::{Column, TableBuilder, TableRow};

use super::theme::{Tokens, UNIT};

/// The height of a row, in points.
pub const ROW: f32 = 6.5 * UNIT;
/// The room between two columns, in points.
const GAP: f32 = 2.0 * UNIT;

/// A table before its rows are drawn.
pub struct Scaffold<'a> {
    /// Tells it from other tables.
    pub name: &'a str,
    /// How wide its columns are.
    pub columns: Vec<Column>,
    /// How many rows it has.
    pub rows: usize,
    /// The row to scroll to, and where in the view it comes to stand.
    pub reveal: Option<(usize, Option<Align>)>,
}

/// Where the rows of a table may be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Ground {
    /// The part of the screen that rows may draw on.
    clip: Rect,
    /// The width of a row, in points.
    across: f32,
}

/// How a row stands among the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// It is chosen.
    pub chosen: bool,
    /// It is the one that is looked at.
    pub shown: bool,
    /// The table has the keyboard.
    pub has_focus: bool,
}

/// A column that a person can make wider, to begin with so many points wide.
pub fn column(initial: f32) -> Column {
    Column::initial(initial)
        .at_least(36.0)
        .clip(true)
        .resizable(true)
}

/// The column that takes what the others leave.
pub fn rest(least: f32) -> Column {
    Column::remainder()
        .at_least(least)
        .clip(true)
        .resizable(false)
}

impl Scaffold<'_> {
    /// Draws the header and the rows that are in view.
    pub fn show(
        self,
        ui: &mut Ui,
        header: impl FnOnce(&mut TableRow<'_, '_>),
        mut draw: impl FnMut(&mut TableRow<'_, '_>, Ground),
    ) {
        ui.spacing_mut().item_spacing = egui::vec2(GAP, 0.0);
        let faint = Tokens::of(ui).line.gamma_multiply(0.5);
        ui.visuals_mut().widgets.noninteractive.bg_stroke.color = faint;
        let scroll = ScrollArea::horizontal()
            .id_salt((self.name, "across"))
            .auto_shrink(false);
        scroll.show(ui, |ui| {
            let mut table = TableBuilder::new(ui)
                .id_salt(self.name)
                .cell_layout(Layout::left_to_right(Align::Center))
                .sense(Sense::hover())
                .auto_shrink(false)
                .min_scrolled_height(0.0)
                .animate_scrolling(false);
            for column in self.columns {
                table = table.column(column);
            }
            if let Some((place, align)) = self.reveal {
                table = table.scroll_to_row(place, align);
            }
            let table = table.header(ROW, |mut row| header(&mut row));
            table.body(|mut body| {
                let clip = body.ui_mut().clip_rect();
                let widths = body.widths();
                let across = widths.iter().sum::<f32>() + GAP * (widths.len() as f32 - 1.0);
                let ground = Ground { clip, across };
                body.rows(ROW, self.rows, |mut row| draw(&mut row, ground));
            });
        });
    }
}

impl Ground {
    /// The row as one thing to point at; drawn in its first cell, so that the cells lie on it.
    pub fn whole(
        self,
        ui: &mut Ui,
        salt: impl Hash + std::fmt::Debug,
        standing: Standing,
        name: impl Fn() -> String,
    ) -> Response {
        let start = ui.max_rect().left_top();
        let rect = Rect::from_min_size(start, egui::vec2(self.across, ROW));
        let mut whole = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(salt));
        whole.set_clip_rect(self.clip);
        let id = whole.unique_id().with("row");
        // Clicked, but not a stop of its own for the keyboard: the table has that.
        let response = whole.interact(rect, id, Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Row, true, name()));
        whole
            .ctx()
            .accesskit_node_builder(id, |node| node.set_selected(standing.chosen));
        let tokens = Tokens::of(&whole);
        let fill = match (standing.chosen, response.hovered()) {
            (true, _) => Some(tokens.chosen),
            (false, true) => Some(tokens.hover),
            (false, false) => None,
        };
        if let Some(fill) = fill {
            whole.painter().rect_filled(rect, 3, fill);
        }
        if standing.shown {
            let width = if standing.has_focus { 2.0 } else { 1.0 };
            let stroke = Stroke::new(width, tokens.accent);
            whole
                .painter()
                .rect_stroke(rect, 3, stroke, StrokeKind::Inside);
        }
        let line = Stroke::new(1.0, tokens.line.gamma_multiply(0.5));
        whole.painter().hline(rect.x_range(), rect.bottom(), line);
        response
    }
}

/// Words in a cell, in one line; the row below hears the mouse.
pub fn plain(text: impl Into<RichText>) -> Label {
    Label::new(text.into())
        .truncate()
        .selectable(false)
        .sense(Sense::empty())
}
