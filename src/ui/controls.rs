//! Small controls that several views share, each with an accessible name.

use std::sync::Arc;

use egui::{
    Align, Button, FontSelection, Key, Label, Modifiers, Response, RichText, Sense, Stroke,
    TextEdit, Ui, Vec2, Widget as _, WidgetInfo, WidgetText, vec2,
};

use super::command::Command;
use super::state::State;
use super::theme::{self, Tokens, UNIT};
use crate::model::Swatch;

/// A frameless button with a sign on it, and its name for those who cannot see the sign.
pub fn icon_button(ui: &mut Ui, sign: &str, name: &str) -> Response {
    let response = ui.add(
        Button::new(sign)
            .frame(false)
            .min_size(Vec2::splat(6.0 * UNIT)),
    );
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name));
    response.on_hover_text(name)
}

/// A labelled single-line field; the label stands above it and names it. Returns the response of
/// the field.
pub fn field(ui: &mut Ui, label: &str, text: &mut String, hint: &str) -> Response {
    let caption = ui.label(theme::weak(ui, label));
    TextEdit::singleline(text)
        .hint_text(hint)
        .desired_width(f32::INFINITY)
        .ui(ui)
        .labelled_by(caption.id)
}

/// A labelled field of several lines.
pub fn text_area(ui: &mut Ui, label: &str, text: &mut String, hint: &str, rows: usize) -> Response {
    let caption = ui.label(theme::weak(ui, label));
    let response = TextEdit::multiline(text)
        .hint_text(hint)
        .desired_rows(rows)
        .desired_width(f32::INFINITY)
        .ui(ui)
        .labelled_by(caption.id);
    keep_enter(ui, &response);
    response
}

/// Keeps Enter in a field of several lines, where it begins a new one, from whatever else would
/// hear it, such as the main button of a dialog. The field itself has taken it already.
pub fn keep_enter(ui: &Ui, field: &Response) {
    if field.has_focus() {
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    }
}

/// The caption over a group of controls.
pub fn caption(ui: &mut Ui, text: &str) -> Response {
    ui.label(theme::weak(ui, text))
}

/// Words that take so many rows at most; where that cuts them, all of them stand in the tooltip.
pub fn in_rows(ui: &mut Ui, words: RichText, rows: usize) -> Response {
    let words = WidgetText::from(words);
    let mut job = words.into_layout_job(ui.style(), FontSelection::Default, Align::Center);
    let job_of_rows = Arc::make_mut(&mut job);
    job_of_rows.wrap.max_rows = rows;
    ui.add(Label::new(job).wrap())
}

/// What an empty place says: what could be here, and how it gets here.
pub fn empty_state(ui: &mut Ui, heading: &str, what_to_do: &str) {
    ui.add_space(6.0 * UNIT);
    ui.vertical_centered(|ui| {
        ui.set_max_width(ui.available_width().min(360.0));
        ui.label(theme::heading(heading));
        ui.label(RichText::new(what_to_do).color(Tokens::of(ui).weak));
    });
}

/// A button for a command of the table: its label, its tooltip with the keys, dimmed while it
/// cannot be done. True when it was pressed.
pub fn command_button(ui: &mut Ui, state: &State, command: Command) -> bool {
    let row = command.row();
    let mut hover = row.tooltip.to_owned();
    if let Some(keys) = &command.keys(&state.settings) {
        hover = format!("{hover}  ({})", ui.format_shortcut(keys));
    }
    ui.add_enabled(command.enabled(state), Button::new(row.label))
        .on_hover_text(hover)
        .clicked()
}

/// One row of a list as a thing to point at: filled where it is chosen or pointed at, ringed
/// where it is chosen, and named for screen readers. It is drawn before its cells lie on it, and
/// is no stop of its own for the keyboard: the list has that.
pub fn row_of_list(
    ui: &mut Ui,
    rect: egui::Rect,
    chosen: bool,
    has_focus: bool,
    name: impl Fn() -> String,
) -> Response {
    let id = ui.unique_id().with("row");
    let response = ui.interact(rect, id, Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Row, true, name()));
    ui.ctx()
        .accesskit_node_builder(id, |node| node.set_selected(chosen));
    let tokens = Tokens::of(ui);
    let fill = match (chosen, response.hovered()) {
        (true, _) => Some(tokens.chosen),
        (false, true) => Some(tokens.hover),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 3, fill);
    }
    if chosen {
        let width = if has_focus { 2.0 } else { 1.0 };
        let stroke = Stroke::new(width, tokens.accent);
        ui.painter()
            .rect_stroke(rect, 3, stroke, egui::StrokeKind::Inside);
    }
    let line = Stroke::new(1.0, tokens.line.gamma_multiply(0.5));
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
    response
}

/// A coloured square that stands for a tag.
pub fn swatch_dot(ui: &mut Ui, swatch: Swatch) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(2.5 * UNIT), Sense::hover());
    ui.painter()
        .rect_filled(rect.shrink(0.5), 2.0, Tokens::of(ui).swatch(swatch));
    response
}

/// A thin line across, with air around it.
pub fn divider(ui: &mut Ui) {
    ui.add_space(UNIT);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(
        rect.x_range(),
        rect.center().y,
        Stroke::new(1.0, Tokens::of(ui).line),
    );
    ui.add_space(UNIT);
}
