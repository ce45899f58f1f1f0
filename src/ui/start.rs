//! The start screen: what can be opened, and what to do next.

use egui::{Button, RichText, Ui};

use super::action::{Action, Actions, Leave};
use super::command::Command;
use super::controls::icon_button;
use super::state::State;
use super::theme::{self, Tokens, UNIT};

/// Draws the start screen.
pub fn show(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let tokens = Tokens::of(ui);
    egui::ScrollArea::vertical()
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.add_space((ui.available_height() * 0.14).max(4.0 * UNIT));
            ui.vertical_centered(|ui| {
                ui.set_max_width(480.0);
                ui.label(theme::title("Claimbook"));
                ui.label(
                    RichText::new("Word, number, dot, and back.")
                        .size(theme::HEADING)
                        .color(tokens.weak),
                );
                ui.add_space(6.0 * UNIT);
                for command in [
                    Command::OpenSample,
                    Command::NewProject,
                    Command::OpenProject,
                ] {
                    let row = command.row();
                    let first = command == Command::OpenSample;
                    let label = if first {
                        theme::strong(row.label).color(tokens.on_accent)
                    } else {
                        RichText::new(row.label)
                    };
                    let mut button = Button::new(label).min_size(egui::vec2(240.0, 9.0 * UNIT));
                    if first {
                        button = button.fill(tokens.accent);
                    }
                    if ui.add(button).on_hover_text(row.tooltip).clicked() {
                        actions.run(command);
                    }
                }
                ui.add_space(4.0 * UNIT);
                ui.label(
                    RichText::new("Or drop articles, a folder of them, or a project here.")
                        .color(tokens.weak),
                );
                super::recovery::rows(ui, state, actions);
                recent(ui, state, actions);
            });
        });
}

fn recent(ui: &mut Ui, state: &State, actions: &mut Actions) {
    if state.settings.recent.is_empty() {
        return;
    }
    ui.add_space(6.0 * UNIT);
    ui.label(theme::strong("Recent projects"));
    for path in &state.settings.recent {
        let name = path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        let folder = path.parent().map(|folder| folder.display().to_string());
        let exists = path.exists();
        let (open, forget) = egui::Sides::new().shrink_left().truncate().show(
            ui,
            |ui| {
                let label = format!(
                    "{}   {}",
                    name.unwrap_or_default(),
                    folder.unwrap_or_default()
                );
                let button = Button::new(label).frame(false).truncate();
                let response = ui.add_enabled(exists, button);
                response
                    .on_disabled_hover_text("This file is no longer there")
                    .clicked()
            },
            |ui| {
                let sign = format!("Take {} off the list", path.display());
                icon_button(ui, "×", &sign).clicked()
            },
        );
        if open {
            actions.push(Action::Leave(Leave::ToFile(path.clone())));
        }
        if forget {
            actions.push(Action::Forget(path.clone()));
        }
    }
}
