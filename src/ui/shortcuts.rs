//! The sheet of every key, made from the table of commands.

use super::action::{Action, Actions};
use super::command::{Command, Menu};
use super::theme::{self, UNIT};
use egui::{Grid, ScrollArea, Ui};

/// Keys that are no commands: they act on what is selected or on the place they are pressed in.
const IN_PLACE: [(&str, &str); 11] = [
    (
        "1 – 9",
        "Set or take away the tag with that key; on selected words or a figure, claim and tag at \
         once",
    ),
    ("Delete on a figure", "Dismiss it, as X does"),
    (
        "↑ ↓, Enter in the review",
        "Go from figure to figure; accept one and go on",
    ),
    ("Double, triple click", "Select a word, a sentence"),
    ("Shift+click, Shift+arrows", "Extend the selection"),
    ("Space, Page Down", "Scroll the article"),
    ("Home, End", "Start and end of the article"),
    (
        "Escape",
        "Let go: selection, then figure or claim, then the text; close a dialog",
    ),
    ("← → on a chart", "Walk from mark to mark"),
    ("Enter on a chart", "Go to the words under the mark"),
    ("/ in a page", "Insert a claim or chart"),
];

/// Draws the sheet.
pub fn sheet(ui: &mut Ui, actions: &mut Actions) {
    ui.label(theme::heading("Keyboard shortcuts"));
    ui.add_space(UNIT);
    let height = ui.ctx().content_rect().height() - 50.0 * UNIT;
    ScrollArea::vertical()
        .max_height(height.clamp(160.0, 620.0))
        .show(ui, |ui| {
            ui.columns(2, |columns| {
                // The longest menu shares its column with nothing but what is short.
                for (menu, column) in [
                    (Menu::File, 0),
                    (Menu::Edit, 0),
                    (Menu::View, 1),
                    (Menu::Project, 1),
                    (Menu::Help, 1),
                ] {
                    menu_section(&mut columns[column], menu);
                }
                section(
                    &mut columns[0],
                    "In the text, on a chart, in a page",
                    |ui| {
                        for (keys, what) in IN_PLACE {
                            line(ui, keys, what);
                        }
                    },
                );
            });
        });
    ui.add_space(2.0 * UNIT);
    if ui.button("Close").clicked() {
        actions.push(Action::CloseDialog);
    }
}

fn menu_section(ui: &mut Ui, menu: Menu) {
    section(ui, &format!("{menu:?}"), |ui| {
        for row in Command::of_menu(menu).map(Command::row) {
            if let Some(keys) = &row.shortcut {
                line(ui, &ui.format_shortcut(keys), row.tooltip);
            }
        }
    });
}

fn section(ui: &mut Ui, name: &str, lines: impl FnOnce(&mut Ui)) {
    ui.add_space(2.0 * UNIT);
    ui.label(theme::strong(name));
    Grid::new(("shortcuts", name))
        .num_columns(2)
        .min_col_width(120.0)
        .spacing([8.0, 2.0])
        .show(ui, lines);
}

fn line(ui: &mut Ui, keys: &str, what: &str) {
    ui.label(theme::strong(keys));
    ui.add(egui::Label::new(what).wrap());
    ui.end_row();
}
