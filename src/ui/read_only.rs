//! A project that can only be looked at: the banner that says so and why, and the refusal of edits.

use std::path::Path;

use egui::{Frame, Margin, Panel, RichText, Sides, Ui};

use super::action::Actions;
use super::app::App;
use super::command::Command;
use super::state::{Document, ReadOnly, State};
use super::theme::{SMALL, Tokens};
use crate::clock::Clock;
use crate::message::printable_path;
use crate::store::Holder;

impl App {
    /// Whether the open project may not be changed; says so, and what to do instead.
    pub(super) fn refuses_edits(&mut self) -> bool {
        let refuses = self.state.is_read_only();
        if refuses {
            self.toasts
                .refuse("This project is open to read only. Use Save as… to work on a copy of it");
        }
        refuses
    }
}

/// Draws the banner over a project that can only be looked at.
pub fn banner(ui: &mut Ui, document: &Document, state: &State, actions: &mut Actions) {
    let Some(read_only) = &document.read_only else {
        return;
    };
    let tokens = Tokens::of(ui);
    let text = match read_only {
        ReadOnly::Elsewhere(holder) => {
            let who = who(holder.as_ref(), &state.clock);
            format!("Read only: {who}")
        }
        ReadOnly::BesideRecovered => {
            "Read only: there is recovered work on this file, which is not shown here".to_owned()
        }
        ReadOnly::Newer(version) => format!(
            "Read only: a newer Claimbook wrote this file (format version {version}); some of it \
             may not be shown"
        ),
    };
    let frame = Frame::NONE
        .fill(tokens.raised)
        .inner_margin(Margin::symmetric(10, 4));
    Panel::top("read only").frame(frame).show(ui, |ui| {
        Sides::new().shrink_left().truncate().show(
            ui,
            |ui| ui.label(RichText::new(text).size(SMALL).color(tokens.warning)),
            |ui| {
                if ui.button("Save as…").clicked() {
                    actions.run(Command::SaveAs);
                }
            },
        );
    });
}

/// Why a file is not written that another window has open.
pub fn held(path: &Path, holder: Option<&Holder>, clock: &Clock) -> String {
    format!(
        "{}: {}. Close it there, or save under another name",
        printable_path(path),
        who(holder, clock)
    )
}

fn who(holder: Option<&Holder>, clock: &Clock) -> String {
    let Some(holder) = holder else {
        return "another window has this project open".to_owned();
    };
    let since = clock.local(holder.since).strftime("%H:%M");
    let user = match holder.user.as_str() {
        "" => String::new(),
        user => format!(" of {user}"),
    };
    format!(
        "another window{user} has had this project open since {since} (process {})",
        holder.process
    )
}
