//! The menu bar, made from the table of commands.

use egui::{Button, MenuBar, RichText, Ui};
use strum::IntoEnumIterator as _;

use super::action::Actions;
use super::command::{Command, Menu};
use super::controls::icon_button;
use super::state::State;
use super::theme::{self, Tokens, UNIT};

/// Draws the bar: the menus, the way to find anything, and the switch of the theme.
pub fn show(ui: &mut Ui, state: &State, actions: &mut Actions) {
    MenuBar::new().ui(ui, |ui| {
        for menu in Menu::iter() {
            ui.menu_button(format!("{menu:?}"), |ui| {
                ui.set_min_width(220.0);
                for (place, command) in Command::of_menu(menu).enumerate() {
                    if command.row().starts_group && place > 0 {
                        ui.separator();
                    }
                    item(ui, state, command, actions);
                }
            });
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let (sign, name, command) = if Tokens::of(ui).dark {
                ("Light", "Switch to the light theme", Command::ThemeLight)
            } else {
                ("Dark", "Switch to the dark theme", Command::ThemeDark)
            };
            if icon_button(ui, sign, name).clicked() {
                actions.run(command);
            }
            let palette = Command::Palette.row();
            let keys = Command::Palette
                .keys(&state.settings)
                .map(|keys| ui.format_shortcut(&keys))
                .unwrap_or_default();
            let hint = RichText::new(palette.label).color(Tokens::of(ui).weak);
            let width = (ui.available_width() - 4.0 * UNIT).clamp(0.0, 260.0);
            if width > 120.0 {
                ui.spacing_mut().button_padding = egui::vec2(2.0 * UNIT, UNIT / 2.0);
                let button = Button::new(hint)
                    .right_text(
                        RichText::new(keys)
                            .size(theme::SMALL)
                            .color(Tokens::of(ui).weak),
                    )
                    .frame(true)
                    .frame_when_inactive(true)
                    .fill(Tokens::of(ui).raised)
                    .min_size(egui::vec2(width, 0.0));
                if ui.add(button).on_hover_text(palette.tooltip).clicked() {
                    actions.run(Command::Palette);
                }
            }
        });
    });
}

fn item(ui: &mut Ui, state: &State, command: Command, actions: &mut Actions) {
    let row = command.row();
    let label = match (command, &state.document) {
        // Undo and redo say what they would do.
        (Command::Undo, Some(document)) => named(row.label, document.history.undo_label()),
        (Command::Redo, Some(document)) => named(row.label, document.history.redo_label()),
        _ => row.label.to_owned(),
    };
    let mut button = Button::new(label);
    if let Some(on) = command.is_on(&state.settings) {
        button = button.selected(on);
    }
    if let Some(keys) = &command.keys(&state.settings) {
        button = button.shortcut_text(ui.format_shortcut(keys));
    }
    let response = ui
        .add_enabled(command.enabled(state), button)
        .on_hover_text(row.tooltip);
    if response.clicked() {
        actions.run(command);
    }
}

fn named(verb: &str, step: Option<&str>) -> String {
    step.map_or_else(|| verb.to_owned(), |step| format!("{verb}: {step}"))
}
