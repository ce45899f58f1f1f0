//! The sheet of every key, made from the table of commands, and the place to choose others.

use egui::accesskit::Live;
use egui::{Button, Event, Grid, Key, RichText, ScrollArea, TextEdit, Ui};

use super::action::{Action, Actions};
use super::command::{Command, Menu};
use super::dialog::{heading, list_height};
use super::keymap;
use super::state::State;
use super::theme::{self, SMALL, Tokens, UNIT};
use crate::store::Settings;

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
    ("Space, Page Down", "Scroll the article"),
    ("Home, End", "Start and end of the article"),
    ("Shift+arrows", "Extend the selection"),
    ("Ctrl+A, Ctrl+C", "Select all; copy the selected words"),
    (
        "Escape",
        "Let go: selection, then figure or claim, then the text; close a dialog",
    ),
    ("← → on a chart", "Walk from mark to mark"),
    ("Enter on a chart", "Go to the words under the mark"),
    ("/ in a page", "Insert a claim or chart"),
];

/// Keys of the text while it has a caret; with Shift they select, with or without the caret.
const WITH_A_CARET: [(&str, &str); 7] = [
    ("Arrows", "Move the caret by a letter, by a row"),
    ("Ctrl+← →", "By a word"),
    ("Alt+↑ ↓", "By a sentence"),
    ("Ctrl+↑ ↓", "By a paragraph"),
    ("Home, End", "Start and end of the row"),
    ("Page Up, Page Down", "By a page"),
    ("Ctrl+Home, Ctrl+End", "Start and end of the article"),
];

/// What the mouse does in the text.
const BY_MOUSE: [(&str, &str); 6] = [
    (
        "2, 3, 4 clicks",
        "Select the word, the sentence, the paragraph; drag on by them",
    ),
    ("Shift+click", "Extend the selection"),
    ("Alt+drag", "Select parts of words"),
    ("Click on a claim", "Choose it; again, the one below it"),
    ("Drag a claim's end", "Put the claim on more or fewer words"),
    ("Side buttons", "Back and forward"),
];

/// The sheet, and which command waits for its new keys.
#[derive(Debug, Default)]
pub struct ShortcutSheet {
    waiting: Option<Command>,
    /// Why the keys pressed last were not taken.
    refused: Option<String>,
    /// What the sheet is narrowed to.
    filter: String,
    asked_for_focus: bool,
}

impl ShortcutSheet {
    /// Draws the sheet.
    pub fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        self.take_keys(ui, &state.settings, actions);
        heading(ui, "Keyboard shortcuts");
        self.filter_field(ui);
        ScrollArea::vertical()
            .max_height(list_height(ui, 620.0, 130.0))
            .show(ui, |ui| {
                ui.columns(2, |columns| {
                    for (menu, column) in [
                        (Menu::File, 0),
                        (Menu::Edit, 0),
                        (Menu::Help, 0),
                        (Menu::Project, 1),
                        (Menu::View, 1),
                    ] {
                        self.commands(&mut columns[column], menu, &state.settings, actions);
                    }
                    for (name, lines, column) in [
                        ("In the text, on a chart, in a page", &IN_PLACE[..], 0),
                        ("In the text with a caret", &WITH_A_CARET[..], 1),
                        ("In the text by mouse", &BY_MOUSE[..], 1),
                    ] {
                        self.keys_in_place(&mut columns[column], name, lines);
                    }
                });
            });
        ui.add_space(2.0 * UNIT);
        ui.horizontal(|ui| {
            if ui.button("Close").clicked() {
                actions.push(Action::CloseDialog);
            }
            let changed = !state.settings.shortcuts.is_empty();
            let reset = ui.add_enabled(changed, Button::new("Reset all shortcuts"));
            if reset
                .on_hover_text("Give every command its usual keys")
                .clicked()
            {
                self.stop_waiting();
                let mut settings = state.settings.clone();
                settings.shortcuts.clear();
                actions.push(Action::ChangeSettings(Box::new(settings)));
            }
        });
    }

    fn filter_field(&mut self, ui: &mut Ui) {
        let hint = "Find a command or its keys";
        let field = ui.add(
            TextEdit::singleline(&mut self.filter)
                .hint_text(hint)
                .desired_width(f32::INFINITY),
        );
        field.widget_info(|| {
            let mut info = egui::WidgetInfo::text_edit(true, "", &self.filter, hint);
            info.label = Some(hint.to_owned());
            info
        });
        if field.changed() {
            // The sheet finds its new height and place a frame later than its new rows.
            ui.ctx().request_repaint();
        }
        if !std::mem::replace(&mut self.asked_for_focus, true) {
            field.request_focus();
        }
        ui.label(theme::weak(ui, "Press a command's keys to change them."));
    }

    /// Whether one of these texts holds what the sheet is narrowed to.
    fn shows(&self, texts: &[&str]) -> bool {
        let wanted = self.filter.trim().to_lowercase();
        texts
            .iter()
            .any(|text| text.to_lowercase().contains(&wanted))
    }

    /// The commands of a menu that are shown.
    fn commands(&mut self, ui: &mut Ui, menu: Menu, settings: &Settings, actions: &mut Actions) {
        let mut shown: Vec<Command> = Command::of_menu(menu).collect();
        shown.retain(|command| {
            let row = command.row();
            let keys = command.keys(settings);
            let keys = keys
                .map(|keys| ui.format_shortcut(&keys))
                .unwrap_or_default();
            self.waiting == Some(*command) || self.shows(&[row.label, row.tooltip, &keys])
        });
        if shown.is_empty() {
            return;
        }
        section(ui, &format!("{menu:?}"), |ui| {
            for command in shown {
                self.row(ui, command, settings, actions);
            }
        });
    }

    /// Those of these keys that are shown.
    fn keys_in_place(&self, ui: &mut Ui, name: &str, lines: &[(&str, &str)]) {
        let shown = lines
            .iter()
            .filter(|(keys, what)| self.shows(&[keys, what]));
        let mut shown = shown.peekable();
        if shown.peek().is_none() {
            return;
        }
        section(ui, name, |ui| {
            for (keys, what) in shown {
                line(ui, keys, what);
            }
        });
    }

    /// Gives the keys that were pressed to the command that waits for them.
    fn take_keys(&mut self, ui: &Ui, settings: &Settings, actions: &mut Actions) {
        let Some(command) = self.waiting else { return };
        let mut pressed = None;
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Key {
                    key,
                    pressed: true,
                    modifiers,
                    ..
                } => {
                    pressed.get_or_insert(keymap::plain(*modifiers, *key));
                    false
                }
                Event::Text(_) | Event::Copy | Event::Cut | Event::Paste(_) => false,
                _ => true,
            });
        });
        let Some(keys) = pressed else { return };
        let plain = keys.modifiers.is_none();
        match keys.logical_key {
            Key::Escape if plain => self.stop_waiting(),
            Key::Backspace if plain => self.give(command, None, settings, actions),
            _ => self.give(command, Some(keys), settings, actions),
        }
    }

    fn give(
        &mut self,
        command: Command,
        keys: Option<egui::KeyboardShortcut>,
        settings: &Settings,
        actions: &mut Actions,
    ) {
        match keymap::with(settings, command, keys) {
            Ok(shortcuts) => {
                self.stop_waiting();
                let mut settings = settings.clone();
                settings.shortcuts = shortcuts;
                actions.push(Action::ChangeSettings(Box::new(settings)));
            }
            Err(holder) => {
                self.waiting = Some(command);
                self.refused = Some(format!("These keys belong to {holder}"));
            }
        }
    }

    fn stop_waiting(&mut self) {
        self.waiting = None;
        self.refused = None;
    }

    /// A command's keys and what it does.
    fn row(&mut self, ui: &mut Ui, command: Command, settings: &Settings, actions: &mut Actions) {
        let row = command.row();
        let keys = command.keys(settings);
        let waits = self.waiting == Some(command);
        let shown = match keys {
            _ if waits => "Press the keys…".to_owned(),
            Some(keys) => ui.format_shortcut(&keys),
            None => "–".to_owned(),
        };
        ui.vertical(|ui| {
            let button = Button::selectable(waits, theme::strong(&shown));
            let button = ui
                .add(button)
                .accessible_name(format!("Change shortcut of {}: {shown}", row.label))
                .on_hover_text("Change the keys");
            if button.clicked() {
                self.stop_waiting();
                self.waiting = (!waits).then_some(command);
            }
        });
        ui.vertical(|ui| {
            // On the line of the words in the button.
            ui.add_space(ui.spacing().button_padding.y);
            ui.add(egui::Label::new(row.tooltip).wrap());
            if waits {
                self.advice(ui);
            }
            if keys != row.shortcut {
                let reset = ui.small_button("Reset");
                let reset = reset.accessible_name(format!("Reset shortcut of {}", row.label));
                if reset.on_hover_text("Give it its usual keys").clicked() {
                    self.give(command, row.shortcut, settings, actions);
                }
            }
        });
        ui.end_row();
    }

    /// What to press, and what was wrong with what was pressed.
    fn advice(&self, ui: &mut Ui) {
        if let Some(refused) = &self.refused {
            let text = RichText::new(refused).color(Tokens::of(ui).danger);
            let label = ui.add(egui::Label::new(text).wrap());
            ui.accesskit_node_builder(label.id, |node| node.set_live(Live::Assertive));
        }
        let text = "Backspace takes the keys away, Escape leaves them as they are.";
        ui.add(egui::Label::new(theme::weak(ui, text).size(SMALL)).wrap());
    }
}

fn section(ui: &mut Ui, name: &str, lines: impl FnOnce(&mut Ui)) {
    ui.add_space(2.0 * UNIT);
    ui.label(theme::strong(name));
    Grid::new(("shortcuts", name))
        .num_columns(2)
        .min_col_width(130.0)
        .spacing([8.0, 2.0])
        .show(ui, lines);
}

fn line(ui: &mut Ui, keys: &str, what: &str) {
    ui.horizontal_top(|ui| {
        ui.add_space(ui.spacing().button_padding.x);
        ui.label(theme::strong(keys));
    });
    ui.vertical(|ui| ui.add(egui::Label::new(what).wrap()));
    ui.end_row();
}
