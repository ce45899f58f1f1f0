//! Short messages that go away by themselves, and that screen readers are told.

use std::time::Duration;

use egui::accesskit::{Live, Role};
use egui::{Align2, Area, Context, Frame, Id, Margin, Order, RichText, Stroke, Ui, vec2};

use super::action::Actions;
use super::command::Command;
use super::theme::{Tokens, UNIT};

/// The messages on screen.
#[derive(Default)]
pub struct Toasts {
    shown: Vec<Toast>,
    next: u64,
}

struct Toast {
    number: u64,
    text: String,
    kind: Kind,
    undo: bool,
    /// When it goes, on the window's clock in seconds; set when it is first shown.
    until: Option<f64>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Done,
    Problem,
}

/// How many messages stand at once; older ones make room.
const MOST: usize = 4;

impl Toasts {
    /// Says that something was done.
    pub fn tell(&mut self, text: impl Into<String>) {
        self.push(text.into(), Kind::Done, false);
    }

    /// Says that something was done and offers to take it back.
    pub fn tell_with_undo(&mut self, text: impl Into<String>) {
        self.push(text.into(), Kind::Done, true);
    }

    /// Says that something went wrong and what to do; stays longer.
    pub fn refuse(&mut self, text: impl Into<String>) {
        self.push(text.into(), Kind::Problem, false);
    }

    fn push(&mut self, text: String, kind: Kind, undo: bool) {
        // The same message twice is one message, shown anew.
        self.shown.retain(|toast| toast.text != text);
        if undo {
            // Undo takes back the last step only: an older offer would lie.
            for toast in &mut self.shown {
                toast.undo = false;
            }
        }
        self.next += 1;
        self.shown.push(Toast {
            number: self.next,
            text,
            kind,
            undo,
            until: None,
        });
        if self.shown.len() > MOST {
            self.shown.remove(0);
        }
    }

    /// Takes offers to undo away, once something else was done.
    pub fn withdraw_undo(&mut self) {
        for toast in &mut self.shown {
            toast.undo = false;
        }
    }

    /// Draws the messages over everything, at the lower edge.
    pub fn show(&mut self, ctx: &Context, actions: &mut Actions) {
        if self.shown.is_empty() {
            return;
        }
        let now = ctx.input(|input| input.time);
        let mut closed = None;
        Area::new(Id::unique("toasts"))
            .order(Order::Foreground)
            .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -10.0 * UNIT))
            .show(ctx, |ui| {
                for toast in &mut self.shown {
                    let stays = match toast.kind {
                        Kind::Done if !toast.undo => 4.0,
                        Kind::Done => 7.0,
                        Kind::Problem => 12.0,
                    };
                    let until = *toast.until.get_or_insert(now + stays);
                    let card = show_one(ui, toast, actions);
                    if card.hovered {
                        toast.until = Some(until.max(now + 2.0));
                    }
                    if card.close {
                        closed = Some(toast.number);
                    }
                }
            });
        self.shown.retain(|toast| {
            Some(toast.number) != closed && toast.until.is_none_or(|until| until > now)
        });
        // Wake up when the next one goes, and not before.
        let next = self
            .shown
            .iter()
            .filter_map(|toast| toast.until)
            .fold(f64::INFINITY, f64::min);
        if next.is_finite() {
            ctx.request_repaint_after(Duration::from_secs_f64((next - now).max(0.0) + 0.02));
        }
    }
}

struct Card {
    hovered: bool,
    close: bool,
}

fn show_one(ui: &mut Ui, toast: &Toast, actions: &mut Actions) -> Card {
    let tokens = Tokens::of(ui);
    let edge = if toast.kind == Kind::Problem {
        tokens.danger
    } else {
        tokens.line
    };
    let mut close = false;
    let card = Frame::NONE
        .fill(tokens.raised)
        .stroke(Stroke::new(1.0, edge))
        .corner_radius(6)
        .shadow(ui.visuals().popup_shadow)
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.set_max_width(560.0);
                let colour = if toast.kind == Kind::Problem {
                    tokens.danger
                } else {
                    tokens.text
                };
                ui.add(egui::Label::new(RichText::new(&toast.text).color(colour)).wrap());
                if toast.undo && ui.button("Undo").clicked() {
                    actions.run(Command::Undo);
                    close = true;
                }
                if super::controls::icon_button(ui, "×", "Dismiss message").clicked() {
                    close = true;
                }
            });
        });
    let id = Id::unique(("toast", toast.number));
    let response = ui.interact(card.response.rect, id, egui::Sense::hover());
    ui.accesskit_node_builder(id, |node| {
        node.set_role(Role::Alert);
        node.set_live(if toast.kind == Kind::Problem {
            Live::Assertive
        } else {
            Live::Polite
        });
        node.set_label(toast.text.clone());
    });
    Card {
        hovered: response.contains_pointer(),
        close,
    }
}
