//! Short messages that go away by themselves, and that screen readers are told.

use std::time::Duration;

use egui::accesskit::Live;
use egui::{
    Align, Align2, Area, Context, FontSelection, Frame, Id, Label, Layout, Margin, Order, Rect,
    RichText, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::action::{Action, Actions};
use super::command::Command;
use super::theme::{Tokens, UNIT};
use crate::model::ClaimId;

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
    /// The claim that it offers to go to.
    first: Option<ClaimId>,
    /// When it goes, on the window's clock in seconds; set when it is first shown.
    until: Option<f64>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Done,
    Problem,
}

/// How many messages stand at once; older ones make room.
const MOST: usize = 3;
/// The widest that a message's words are, in points.
const WIDEST: f32 = 300.0;
/// The room for the button that closes a message, in points.
const CLOSE: f32 = 6.0 * UNIT;
/// The room for the button that undoes.
const UNDO: f32 = 14.0 * UNIT;
/// The room for the button that goes to a claim.
const GO: f32 = 36.0 * UNIT;
/// How long a message stays after the pointer left it, in seconds.
const AFTER_READING: f64 = 2.0;

impl Toasts {
    /// Says that something was done.
    pub fn tell(&mut self, text: impl Into<String>) {
        self.push(text.into(), Kind::Done, false, None);
    }

    /// Says that something was done and offers to take it back.
    pub fn tell_with_undo(&mut self, text: impl Into<String>) {
        self.push(text.into(), Kind::Done, true, None);
    }

    /// Says that something was done that was done before, and offers to take it back or to go to
    /// the claim of the first time.
    pub fn tell_with_first(&mut self, text: impl Into<String>, first: ClaimId) {
        self.push(text.into(), Kind::Done, true, Some(first));
    }

    /// Says that something went wrong and what to do; stays longer.
    pub fn refuse(&mut self, text: impl Into<String>) {
        self.push(text.into(), Kind::Problem, false, None);
    }

    fn push(&mut self, text: String, kind: Kind, undo: bool, first: Option<ClaimId>) {
        // The same message twice is one message, shown anew. What was done last is worth telling,
        // not all that was done before.
        self.shown.retain(|toast| {
            let stays = toast.kind == Kind::Problem || toast.undo || toast.first.is_some();
            toast.text != text && (stays || kind == Kind::Problem)
        });
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
            first,
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

    /// Draws the messages at the foot of `page`, where the text is: controls stand elsewhere. They
    /// never take a click that is meant for what is below them: only their buttons do.
    pub fn show(&mut self, ctx: &Context, page: Rect, actions: &mut Actions) {
        if self.shown.is_empty() {
            return;
        }
        let now = ctx.input(|input| input.time);
        let mut closed = None;
        let cards = Area::new(Id::unique("toasts"))
            .order(Order::Foreground)
            .pivot(Align2::CENTER_BOTTOM)
            .fixed_pos(pos2(page.center().x, page.bottom() - 2.0 * UNIT))
            .interactable(false)
            .show(ctx, |ui| {
                ui.spacing_mut().item_spacing.y = UNIT;
                let most = page.width() - 10.0 * UNIT;
                let cards = self.shown.iter().map(|toast| card(ui, toast, most));
                cards.collect::<Vec<Card>>()
            });
        let pointer = ctx.pointer_hover_pos();
        // While somebody reads one, none of them goes: the others would move under the pointer.
        let read = cards
            .inner
            .iter()
            .any(|card| pointer.is_some_and(|pointer| card.rect.contains(pointer)));
        for (toast, card) in self.shown.iter_mut().zip(&cards.inner) {
            let until = *toast.until.get_or_insert(now + toast.stays());
            if read {
                toast.until = Some(until.max(now + AFTER_READING));
            }
            if buttons(ctx, toast, card, actions) {
                closed = Some(toast.number);
            }
        }
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

impl Toast {
    /// How long it stays, in seconds.
    fn stays(&self) -> f64 {
        match self.kind {
            Kind::Done if self.first.is_some() => 12.0,
            Kind::Done if self.undo => 7.0,
            Kind::Done => 4.0,
            Kind::Problem => 12.0,
        }
    }

    /// How wide the room for its buttons is, in points.
    fn room(&self) -> f32 {
        let undo = if self.undo { UNDO } else { 0.0 };
        let go = if self.first.is_some() { GO } else { 0.0 };
        CLOSE + undo + go
    }
}

/// Where a message was drawn.
struct Card {
    rect: Rect,
    /// The room that was left for its buttons.
    buttons: Rect,
}

/// Draws a message, with room for its buttons, at most so many points wide.
fn card(ui: &mut Ui, toast: &Toast, most: f32) -> Card {
    let tokens = Tokens::of(ui);
    let (edge, colour) = match toast.kind {
        Kind::Problem => (tokens.danger, tokens.danger),
        Kind::Done => (tokens.line, tokens.text),
    };
    let room = toast.room();
    let font = FontSelection::Default.resolve(ui.style());
    let words = ui
        .painter()
        .layout_no_wrap(toast.text.clone(), font, colour);
    let widest = WIDEST.min(most - room).max(WIDEST / 3.0);
    let width = words.size().x.ceil().min(widest);
    let card = Frame::NONE
        .fill(tokens.raised)
        .stroke(Stroke::new(1.0, edge))
        .corner_radius(6)
        .shadow(ui.visuals().popup_shadow)
        .inner_margin(Margin::symmetric(10, 4))
        .show(ui, |ui| {
            ui.set_width(width + UNIT + room);
            let mut buttons = Rect::NOTHING;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = UNIT;
                let left = Layout::top_down(Align::Min);
                ui.allocate_ui_with_layout(vec2(width, 0.0), left, |ui| {
                    ui.set_width(width);
                    // The first row stands level with the buttons.
                    ui.add_space(UNIT);
                    let text = RichText::new(&toast.text).color(colour);
                    ui.add(Label::new(text).wrap().selectable(false));
                    ui.add_space(UNIT);
                });
                buttons = ui.allocate_space(vec2(room, 6.0 * UNIT)).1;
            });
            buttons
        });
    let id = Id::unique(("toast", toast.number));
    let response = ui.interact(card.response.rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Alert, true, &toast.text));
    ui.accesskit_node_builder(id, |node| {
        node.set_live(match toast.kind {
            Kind::Problem => Live::Assertive,
            Kind::Done => Live::Polite,
        });
    });
    Card {
        rect: card.response.rect,
        buttons: card.inner,
    }
}

/// Draws a message's buttons in a layer of their own, which alone takes clicks. True where it was
/// closed.
fn buttons(ctx: &Context, toast: &Toast, card: &Card, actions: &mut Actions) -> bool {
    let mut close = false;
    Area::new(Id::unique(("toast buttons", toast.number)))
        .order(Order::Foreground)
        .fixed_pos(card.buttons.min)
        .constrain(false)
        .show(ctx, |ui| {
            ui.set_max_size(card.buttons.size());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                close = super::controls::icon_button(ui, "×", "Dismiss message").clicked();
                if toast.undo && ui.button("Undo").clicked() {
                    actions.run(Command::Undo);
                    close = true;
                }
                if let Some(claim) = toast.first
                    && ui.button("Go to the first one").clicked()
                {
                    actions.push(Action::ShowClaim { claim, jump: true });
                    close = true;
                }
            });
        });
    close
}
