//! One frame of the window, from input to applied actions.

use std::collections::VecDeque;
use std::path::PathBuf;

use egui::{
    CentralPanel, Event, Frame, Key, KeyboardShortcut, Margin, Modifiers, Panel, PointerButton, Ui,
    ViewportCommand,
};
use strum::IntoEnumIterator as _;

use super::action::{Action, Actions, Leave};
use super::autosave::Autosave;
use super::command::{Command, Heard};
use super::dialog::Dialog;
use super::everywhere::Everywhere;
use super::figures::{Figures, Readings};
use super::files::Dialogs;
use super::jobs::{Jobs, Place};
use super::long_step::LongStep;
use super::overview::Looked;
use super::panes::Panes;
use super::state::{State, View};
use super::theme::{self, Tokens};
use super::toasts::Toasts;
use super::{keymap, menu, read_only, start, status};
use crate::clock::Clock;
use crate::store::{Places, Settings, StoreError, WindowSize};

/// The program behind the window.
pub struct App {
    pub(super) state: State,
    pub(super) panes: Panes,
    pub(super) toasts: Toasts,
    pub(super) dialog: Option<Dialog>,
    pub(super) jobs: Jobs,
    pub(super) readings: Readings,
    pub(super) dialogs: Dialogs,
    /// Where settings and backups are kept.
    pub(super) places: Places,
    /// Where to go once the running save is done.
    pub(super) after_save: Option<Leave>,
    pub(super) autosave: Autosave,
    pub(super) everywhere: Everywhere,
    /// Steps that are made a part a frame, the first of them now.
    pub(super) long_steps: VecDeque<LongStep>,
    /// How many there were, to tell them apart.
    pub(super) long_steps_begun: u64,
    /// The window may close now.
    pub(super) may_close: bool,
    /// The refused text that leaving was held up for.
    pub(super) told_of_refusal: Option<String>,
    actions: Actions,
    /// Whether a field had the keyboard when the last frame ended.
    typed_in_field: bool,
    /// Whether the window was in front in the last frame.
    was_focused: bool,
    keyboard: Keyboard,
    applied_settings: Option<Settings>,
    title: String,
}

/// Whether the window has the keyboard. Without a window manager nobody tells it, so that no field
/// would show that it is typed in: a window that hears keys has the keyboard, until it is told that
/// it lost it.
#[derive(Debug, Default)]
struct Keyboard {
    told: bool,
    heard: bool,
}

impl Keyboard {
    fn notice(&mut self, input: &mut egui::RawInput) {
        if self.told && !input.focused {
            self.heard = false;
        }
        self.told = input.focused;
        self.heard |= input.events.iter().any(|event| {
            matches!(
                event,
                Event::Key { pressed: true, .. } | Event::PointerButton { pressed: true, .. }
            )
        });
        input.focused |= self.heard;
    }
}

/// What the program takes from the world; tests hand in a quiet one.
pub struct Environment {
    /// Where "now" and fresh ids come from.
    pub clock: Clock,
    /// What the person chose before.
    pub settings: Settings,
    /// What was wrong with the settings' file.
    pub settings_warning: Option<String>,
    /// Where settings and backups are kept.
    pub places: Places,
    /// Which file dialogs are used.
    pub dialogs: Dialogs,
    /// Where background work is done.
    pub place: Place,
}

impl App {
    /// The program with nothing open; `paths` are opened in its first frame.
    pub fn new(ctx: &egui::Context, environment: Environment, paths: Vec<PathBuf>) -> Self {
        theme::install(ctx);
        // Zoom belongs to the table of commands, so that it is kept and shown in one place.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        ctx.options_mut(|options| options.quit_shortcuts.clear());
        let Environment {
            clock,
            settings,
            settings_warning,
            places,
            dialogs,
            place,
        } = environment;
        let places = places.keeping(&settings.backups);
        let mut toasts = Toasts::default();
        if let Some(warning) = settings_warning {
            toasts.refuse(warning);
        }
        let mut actions = Actions::default();
        if !paths.is_empty() {
            actions.push(Action::Receive(paths));
        }
        let state = State {
            document: None,
            view: View::default(),
            settings,
            figures: Figures::default(),
            looked: Looked::default(),
            leftovers: Vec::new(),
            busy: Vec::new(),
            clock,
        };
        let mut app = Self {
            state,
            panes: Panes::default(),
            toasts,
            dialog: None,
            jobs: Jobs::new(ctx.clone(), place),
            readings: Readings::new(ctx.clone(), place),
            dialogs,
            places,
            after_save: None,
            autosave: Autosave::default(),
            everywhere: Everywhere::default(),
            long_steps: VecDeque::new(),
            long_steps_begun: 0,
            may_close: false,
            told_of_refusal: None,
            actions,
            typed_in_field: false,
            was_focused: true,
            keyboard: Keyboard::default(),
            applied_settings: None,
            title: String::new(),
        };
        app.look_for_leftovers();
        app
    }

    /// What the window knows.
    pub fn state(&self) -> &State {
        &self.state
    }

    fn draw(&mut self, ui: &mut Ui) {
        let Self {
            state,
            panes,
            actions,
            dialog,
            toasts,
            ..
        } = self;
        let tokens = Tokens::of(ui);
        let bar = Frame::NONE
            .fill(tokens.panel)
            .inner_margin(Margin::symmetric(8, 3));
        Panel::top("menu")
            .frame(bar)
            .show(ui, |ui| menu::show(ui, state, actions));
        if state.document.is_none() {
            let page = Frame::NONE.fill(tokens.page);
            CentralPanel::default()
                .frame(page)
                .show(ui, |ui| start::show(ui, state, actions));
        } else {
            if let Some(document) = &state.document {
                read_only::banner(ui, document, state, actions);
            }
            Panel::bottom("status")
                .frame(bar)
                .show(ui, |ui| status::show(ui, state, actions));
            panes.show(ui, state, actions);
        }
        if let Some(dialog) = dialog {
            dialog.show(ui, state, actions);
        }
        let page = panes.page.unwrap_or_else(|| ui.content_rect());
        toasts.show(ui, page, actions);
        drop_hint(ui);
    }

    /// Hears the keys of commands and tags.
    fn hear_keys(&mut self, ui: &Ui) {
        if self.dialog.is_some() {
            return;
        }
        let in_field = ui.text_edit_focused();
        // Enter belongs to the text's selection only while nothing else could want it.
        let elsewhere =
            ui.memory(egui::Memory::focused).is_some() && !self.panes.reader.has_focus();
        for command in Command::iter() {
            let Some(keys) = command.keys(&self.state.settings) else {
                continue;
            };
            if in_field && command.heard(&self.state.settings) == Heard::OutsideFields {
                continue;
            }
            if elsewhere && matches!(keys.logical_key, Key::Enter) {
                continue;
            }
            // Tab walks figures in the text alone; anywhere else it walks controls.
            if keys.logical_key == Key::Tab && !self.panes.reader.has_focus() {
                continue;
            }
            // What a project that is open to read only refuses is run as well: it says so.
            if command.makes_sense(&self.state) && ui.input_mut(|input| keymap::take(input, keys)) {
                self.actions.run(command);
            }
        }
        if !in_field {
            self.hear_plain_keys(ui);
        }
        // The side buttons of a mouse, as in a browser.
        for (button, command) in [
            (PointerButton::Extra1, Command::GoBack),
            (PointerButton::Extra2, Command::GoForward),
        ] {
            if ui.input(|input| input.pointer.button_pressed(button)) {
                self.actions.run(command);
            }
        }
    }

    fn hear_plain_keys(&mut self, ui: &Ui) {
        let digits = [
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Num4,
            Key::Num5,
            Key::Num6,
            Key::Num7,
            Key::Num8,
            Key::Num9,
        ];
        for (digit, key) in (1..).zip(digits) {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                self.actions.push(Action::PressTagKey(digit));
            }
        }
        // Where a claim is shown, Delete is a command and does not come this far.
        let delete = KeyboardShortcut::new(Modifiers::NONE, Key::Delete);
        if self.state.view.figure.is_some() && ui.input_mut(|input| keymap::take(input, delete)) {
            self.actions.run(Command::DismissFigure);
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::Questionmark))
            || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Questionmark))
        {
            self.actions.run(Command::Shortcuts);
        }
        let view = &self.state.view;
        let something_to_let_go =
            view.selection.is_some() || view.figure.is_some() || view.claim.is_some();
        // Escape has left a field before it is heard here; it does one thing at a time.
        if something_to_let_go
            && !self.typed_in_field
            && !egui::Popup::is_any_open(ui)
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
        {
            self.actions.push(Action::Release);
        }
    }

    fn take_dropped_files(&mut self, ui: &Ui) {
        let paths: Vec<PathBuf> = ui.input(|input| {
            input
                .raw
                .dropped_files
                .iter()
                .map(|file| file.path().to_owned())
                .collect()
        });
        if !paths.is_empty() {
            self.actions.push(Action::Receive(paths));
        }
    }

    /// Takes a text that was pasted where no field takes it: it becomes an article.
    fn take_pasted_text(&mut self, ui: &Ui) {
        if self.dialog.is_some() || self.typed_in_field || ui.ctx().text_edit_focused() {
            return;
        }
        let pasted = ui.input(|input| {
            input.events.iter().find_map(|event| match event {
                Event::Paste(text) => Some(text.clone()),
                _ => None,
            })
        });
        if let Some(text) = pasted {
            self.actions.push(Action::Paste(text));
        }
    }

    /// Gives theme, zoom and title to the window when they changed.
    fn apply_settings(&mut self, ctx: &egui::Context) {
        let settings = &self.state.settings;
        if self.applied_settings.as_ref() != Some(settings) {
            ctx.set_theme(super::theme_preference(settings.theme));
            ctx.set_zoom_factor(settings.zoom);
            if self.applied_settings.is_some() {
                self.keep_settings();
            }
            self.places = self.places.clone().keeping(&settings.backups);
            self.applied_settings = Some(self.state.settings.clone());
        }
        let title = match &self.state.document {
            None => "Claimbook".to_owned(),
            Some(document) => {
                let mark = if document.history.is_unsaved() {
                    "• "
                } else {
                    ""
                };
                format!("{mark}{} – Claimbook", document.display_name())
            }
        };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Writes the settings down; without a place for them they last as long as the window.
    fn keep_settings(&self) {
        match self.state.settings.save(&self.places) {
            Ok(()) | Err(StoreError::NoPlace) => {}
            Err(error) => log::warn!("{error}"),
        }
    }

    fn note_window_size(&mut self, ctx: &egui::Context) {
        let (size, maximised) = ctx.input(|input| {
            let viewport = input.viewport();
            (
                viewport.inner_rect.map(|rect| rect.size()),
                viewport.maximized.unwrap_or(false),
            )
        });
        if let Some(size) = size {
            // The size of a maximised window is the screen's; the one before is worth keeping.
            let before = self.state.settings.window;
            let (width, height) = if maximised {
                (before.width, before.height)
            } else {
                (size.x, size.y)
            };
            self.panes.sizes.window = Some(WindowSize {
                width,
                height,
                maximised,
            });
        }
    }

    fn guard_closing(&mut self, ctx: &egui::Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        if asked && !self.may_close && (self.would_lose_work() || self.new_refusal().is_some()) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.actions.push(Action::Leave(Leave::Quit));
        }
    }
}

impl eframe::App for App {
    fn raw_input_hook(&mut self, _ctx: &egui::Context, input: &mut egui::RawInput) {
        self.keyboard.notice(input);
    }

    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.search_article();
        self.go_on_with_long_step();
        for outcome in self.jobs.collect() {
            self.receive(ctx, outcome);
        }
        self.readings.prefer(self.state.view.article);
        if let Some(document) = &self.state.document {
            for reading in self.readings.collect() {
                self.state.figures.take(&document.project, reading);
            }
        }
        self.look_over();
        let long_steps = self.long_steps.iter().map(LongStep::progress);
        let jobs = self.jobs.running().map(str::to_owned);
        self.state.busy = long_steps.chain(jobs).collect();
        if let Some(document) = &mut self.state.document {
            document.recorder.tick();
            if let Some(left) = document.recorder.due() {
                ctx.request_repaint_after(left);
            }
        }
        self.autosave(ctx);
        let focused = ctx.input(|input| input.focused);
        if focused && !self.was_focused {
            self.look_at_file();
        }
        self.was_focused = focused;
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.apply_settings(ui);
        self.guard_closing(ui);
        self.take_dropped_files(ui);
        self.take_pasted_text(ui);
        self.hear_keys(ui);
        self.draw(ui);
        self.typed_in_field = ui.text_edit_focused();
        // A pass that is drawn again is heard as well: egui gives presses and keys to the first
        // pass of a frame only, so nothing is asked for twice.
        self.note_window_size(ui);
        let actions = self.actions.take();
        if !actions.is_empty() {
            for action in actions {
                self.apply(ui, action);
            }
            // After something was done with the mouse the keys of the text go on working; whoever
            // wants them elsewhere presses Escape in the text.
            if self.dialog.is_none()
                && let Some(article) = self.state.article()
            {
                self.panes.reader.offer_focus(article);
            }
            // What was done is drawn at once, without waiting for the next input.
            ui.request_repaint();
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.keep_reading();
        if self.may_close || !self.would_lose_work() {
            self.let_go_of_document();
        }
        self.panes.sizes.keep_in(&mut self.state.settings);
        self.keep_settings();
    }
}

/// Says that files can be dropped here, while they hover over the window.
fn drop_hint(ctx: &egui::Context) {
    if ctx.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let tokens = Tokens::of(ctx);
    let painter = ctx.layer_painter(egui::LayerId::new(
        egui::Order::Foreground,
        egui::Id::unique("drop hint"),
    ));
    let rect = ctx.content_rect();
    painter.rect_filled(rect, 0, tokens.backdrop);
    let text = "Drop articles, a folder, or a project";
    let card = egui::Rect::from_center_size(rect.center(), egui::vec2(360.0, 64.0));
    painter.rect_filled(card, 8, tokens.raised);
    let font = egui::FontId::proportional(theme::HEADING);
    painter.text(
        card.center(),
        egui::Align2::CENTER_CENTER,
        text,
        font,
        tokens.text,
    );
}

#[cfg(test)]
mod tests {
    use egui::{Modifiers, RawInput};

    use super::*;

    #[test]
    fn a_window_that_hears_keys_has_the_keyboard() {
        let mut keyboard = Keyboard::default();
        let mut noticed = |focused: bool, key: bool| {
            let pressed = Event::Key {
                key: Key::A,
                physical_key: None,
                pressed: true,
                repeat: false,
                modifiers: Modifiers::NONE,
            };
            let mut input = RawInput {
                focused,
                events: key.then_some(pressed).into_iter().collect(),
                ..RawInput::default()
            };
            keyboard.notice(&mut input);
            input.focused
        };
        // Without a window manager it is never told.
        assert!(!noticed(false, false));
        assert!(noticed(false, true));
        assert!(noticed(false, false));
        // With one, what it is told counts.
        assert!(noticed(true, false));
        assert!(!noticed(false, false));
    }
}
