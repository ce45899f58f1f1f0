//! The dialogs that stand over the window. One at a time; Escape always leads out.

mod accept_alike;
mod article;
mod claim_hits;
mod conflicts;
mod export_chart;
mod guide;
mod history;
mod import_list;
mod project;
mod recover;
mod replace_text;
mod restore;
mod saving;
mod simple;
mod versions;

use egui::{Id, Modal, Ui};

pub use accept_alike::AcceptAlike;
pub use article::ArticleDetails;
pub use claim_hits::ClaimHits;
pub use export_chart::ExportChart;
pub use guide::Guide;
pub use history::StepList;
pub use import_list::{ImportList, Retry};
pub use project::ProjectDetails;
pub use recover::{Discard, Recover};
pub use replace_text::ReplaceText;
pub use restore::Restore;
pub use saving::Saving;
pub use simple::{Confirm, Message, NotWritten, Overwrite, PathBox, Unsaved};
pub use versions::{Choice, Versions};

use super::action::{Action, Actions};
use super::palette::Palette;
use super::shortcuts::ShortcutSheet;
use super::state::State;
use super::theme::{self, Tokens, UNIT};

/// From what height down dialogs mostly scroll, in points.
const LOW: f32 = 460.0;

/// A dialog with what was typed in it so far.
#[derive(Debug)]
pub enum Dialog {
    /// Finds commands, articles, charts and pages.
    Palette(Palette),
    /// Every key.
    Shortcuts(ShortcutSheet),
    /// A page of the guide.
    Guide(Guide),
    /// Version and licences.
    About,
    /// What is known about an article.
    Article(ArticleDetails),
    /// Another text for an article.
    ReplaceText(ReplaceText),
    /// What files will become.
    Import(ImportList),
    /// What changed between two texts of an article.
    Versions(Versions),
    /// The project's properties.
    Project(ProjectDetails),
    /// How a chart is to be written.
    ExportChart(ExportChart),
    /// A path typed by hand.
    PathBox(PathBox),
    /// The open project would be lost.
    Unsaved(Unsaved),
    /// A file would be written over.
    Overwrite(Overwrite),
    /// Something was not written.
    NotWritten(NotWritten),
    /// Something that cannot be seen at once would be deleted.
    Confirm(Confirm),
    /// Many figures would become claims.
    AcceptAlike(AcceptAlike),
    /// Everything that was found in an article would become claims.
    ClaimHits(ClaimHits),
    /// A crash left work on a file behind.
    Recover(Recover),
    /// Recovered work would be thrown away.
    Discard(Discard),
    /// What two sides changed.
    Conflicts,
    /// The steps of the project.
    History(StepList),
    /// Earlier versions of the project.
    Restore(Restore),
    /// How work is saved by itself, and which earlier versions stay.
    Saving(Saving),
    /// A report to read.
    Message(Message),
}

impl Dialog {
    /// Draws the dialog over the window.
    pub fn show(&mut self, ctx: &egui::Context, state: &State, actions: &mut Actions) {
        let width: f32 = match self {
            Self::Palette(_)
            | Self::Message(_)
            | Self::ReplaceText(_)
            | Self::AcceptAlike(_)
            | Self::ClaimHits(_)
            | Self::Conflicts => 560.0,
            Self::Shortcuts(_) | Self::Versions(_) | Self::Import(_) => 900.0,
            Self::Guide(_) => 700.0,
            Self::Recover(_) | Self::Restore(_) => 520.0,
            _ => 440.0,
        };
        let frame = egui::Frame::window(&ctx.global_style()).inner_margin(16);
        let mut modal = Modal::new(place())
            .frame(frame)
            .backdrop_color(Tokens::of(ctx).backdrop);
        if matches!(self, Self::Palette(_)) {
            // The palette stands where the eye is, not in the middle, and does not move as its
            // list grows and shrinks.
            let area = Modal::default_area(Id::unique("palette"))
                .anchor(
                    egui::Align2::CENTER_TOP,
                    egui::vec2(0.0, top_of_palette(ctx)),
                )
                .accessible_name("Find anything");
            modal = modal.area(area);
        }
        let room = ctx.content_rect().size() - egui::Vec2::splat(12.0 * UNIT);
        let kind = std::mem::discriminant(self);
        let response = modal.show(ctx, |ui| {
            ui.set_width(width.min(room.x));
            // The dialog before may have left less room than there is.
            ui.set_max_height(room.y);
            // Lists scroll by themselves; this is for windows in which even the rest has no room.
            egui::ScrollArea::vertical()
                .id_salt(kind)
                .max_height(room.y)
                .show(ui, |ui| {
                    let scroll_bar = if room.y < LOW { 3.0 * UNIT } else { 0.0 };
                    ui.set_width(ui.available_width() - scroll_bar);
                    self.contents(ui, state, actions);
                });
        });
        if response.should_close() {
            actions.push(Action::CloseDialog);
        }
    }

    fn contents(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        match self {
            Self::Palette(palette) => palette.show(ui, state, actions),
            Self::Guide(guide) => guide.show(ui, actions),
            Self::Shortcuts(sheet) => sheet.show(ui, state, actions),
            Self::About => about(ui, actions),
            Self::Article(dialog) => dialog.show(ui, state, actions),
            Self::ReplaceText(dialog) => dialog.show(ui, state, actions),
            Self::Import(dialog) => dialog.show(ui, actions),
            Self::Versions(dialog) => dialog.show(ui, state, actions),
            Self::Project(dialog) => dialog.show(ui, state, actions),
            Self::ExportChart(dialog) => dialog.show(ui, actions),
            Self::PathBox(dialog) => dialog.show(ui, actions),
            Self::Unsaved(dialog) => dialog.show(ui, actions),
            Self::Overwrite(dialog) => dialog.show(ui, actions),
            Self::NotWritten(dialog) => dialog.show(ui, actions),
            Self::Confirm(dialog) => dialog.show(ui, actions),
            Self::AcceptAlike(dialog) => dialog.show(ui, state, actions),
            Self::ClaimHits(dialog) => dialog.show(ui, state, actions),
            Self::Recover(dialog) => dialog.show(ui, state, actions),
            Self::Discard(dialog) => dialog.show(ui, actions),
            Self::Conflicts => conflicts::show(ui, state, actions),
            Self::History(dialog) => dialog.show(ui, state, actions),
            Self::Restore(dialog) => dialog.show(ui, state, actions),
            Self::Saving(dialog) => dialog.show(ui, state, actions),
            Self::Message(dialog) => dialog.show(ui, actions),
        }
    }
}

/// How far below the window's upper edge the palette stands, in points: less in a low window.
fn top_of_palette(ctx: &egui::Context) -> f32 {
    (ctx.content_rect().height() * 0.09).min(14.0 * UNIT)
}

/// How high a list in a dialog may be, in points: as high as is wanted, less where the rest of the
/// dialog, `besides` points high, would have no room.
pub(super) fn list_height(ui: &Ui, wanted: f32, besides: f32) -> f32 {
    let room = ui.ctx().content_rect().height() - 12.0 * UNIT - besides;
    room.min(wanted).max(16.0 * UNIT)
}

/// The heading of a dialog, which names it as well.
pub(super) fn heading(ui: &mut Ui, text: &str) {
    name(ui, text);
    ui.label(theme::heading(text));
    ui.add_space(UNIT);
}

/// Names the dialog that is being drawn for those who cannot see it.
fn name(ui: &Ui, text: &str) {
    ui.accesskit_node_builder(place(), |node| node.set_label(text));
}

/// Where every dialog stands.
fn place() -> Id {
    Id::unique("dialog")
}

/// The row of buttons that ends a dialog: the main one first from the right. Returns the number
/// of the button that was pressed, counted from the main one. Enter presses the main one.
fn buttons(ui: &mut Ui, labels: &[&str], main_enabled: bool) -> Option<usize> {
    ui.add_space(2.0 * UNIT);
    let tokens = Tokens::of(ui);
    let mut pressed = None;
    let row = |ui: &mut Ui| {
        for (place, label) in labels.iter().enumerate() {
            let button = if place == 0 {
                let text = theme::strong(*label).color(tokens.on_accent);
                egui::Button::new(text).fill(tokens.accent)
            } else {
                egui::Button::new(*label)
            };
            if ui.add_enabled(place > 0 || main_enabled, button).clicked() {
                pressed = Some(place);
            }
        }
    };
    // As high as a row: the dialog shown before may have left more room.
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), row);
    });
    let enter = ui.input(|input| {
        input.key_pressed(egui::Key::Enter) && input.modifiers == egui::Modifiers::NONE
    });
    let in_button = ui.memory(egui::Memory::focused).is_some() && !ui.text_edit_focused();
    // With the focus on a button, Enter presses that button, which egui has done already.
    if pressed.is_none() && enter && main_enabled && !in_button {
        pressed = Some(0);
    }
    pressed
}

fn about(ui: &mut Ui, actions: &mut Actions) {
    heading(ui, "Claimbook");
    ui.label(format!("Version {}", env!("CARGO_PKG_VERSION")));
    ui.label("A research notebook for checking figures in the news: word, number, dot, and back.");
    ui.add_space(2.0 * UNIT);
    ui.label("Works without a network: nothing is ever sent or fetched.");
    ui.label("Licensed under MIT or Apache-2.0. Typefaces: Inter and Source Serif, under the SIL Open Font License.");
    if buttons(ui, &["Close"], true).is_some() {
        actions.push(Action::CloseDialog);
    }
}
