//! The small bar at selected words: make a claim of them, tag them, note, copy.

use egui::{Align2, Area, Button, Frame, Id, Margin, Order, Rect, RichText, Stroke, Ui, vec2};

use super::action::{Action, Actions, Focus};
use super::command::Command;
use super::state::{Selection, State};
use super::theme::{BODY, SMALL, Tokens, UNIT};
use crate::model::Tag;

/// Draws the bar above the words, or below them where there is no room above. It stays within
/// the visible part of `ui`.
pub fn show(ui: &Ui, anchor: Rect, state: &State, selection: &Selection, actions: &mut Actions) {
    let visible = ui.clip_rect();
    if !visible.intersects(anchor) {
        return;
    }
    let id = Id::unique("selection bar");
    let size = ui
        .memory(|memory| memory.area_rect(id))
        .map_or(vec2(0.0, 36.0), |r| r.size());
    let gap = 1.5 * UNIT;
    let above = anchor.top() - gap - size.y >= visible.top();
    let place = if above {
        anchor.left_top() - vec2(0.0, gap)
    } else {
        anchor.left_bottom() + vec2(0.0, gap)
    };
    let pivot = if above {
        Align2::LEFT_BOTTOM
    } else {
        Align2::LEFT_TOP
    };
    Area::new(id)
        .order(Order::Middle)
        .fixed_pos(place)
        .pivot(pivot)
        .constrain_to(visible.shrink(UNIT))
        .accessible_name("Selected words")
        .show(ui, |ui| {
            let tokens = Tokens::of(ui);
            Frame::NONE
                .fill(tokens.raised)
                .stroke(Stroke::new(1.0, tokens.line))
                .corner_radius(6)
                .shadow(ui.visuals().popup_shadow)
                .inner_margin(Margin::same(4))
                .show(ui, |ui| {
                    // Nine tags in a narrow window take a second row.
                    ui.set_max_width(visible.width() - 6.0 * UNIT);
                    buttons(ui, state, selection, actions);
                });
        });
}

fn buttons(ui: &mut Ui, state: &State, selection: &Selection, actions: &mut Actions) {
    let Some(project) = state.project() else {
        return;
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(UNIT, UNIT);
        if state.is_read_only() {
            if command(ui, state, Command::CopyQuote, "Copy as quotation") {
                actions.run(Command::CopyQuote);
            }
            return;
        }
        if command(ui, state, Command::MakeClaim, "Claim") {
            actions.run(Command::MakeClaim);
        }
        let mut tags: Vec<&Tag> = project
            .tags()
            .map(AsRef::as_ref)
            .filter(|tag| tag.key.is_some())
            .collect();
        tags.sort_by_key(|tag| tag.key);
        for tag in tags {
            if tag_button(ui, tag, &project.tag_path(tag.id)) {
                actions.push(Action::MakeClaim {
                    selection: selection.clone(),
                    tag: Some(tag.id),
                    focus: Some(Focus::Reader),
                });
            }
        }
        if command(ui, state, Command::MakeNoteClaim, "Note") {
            actions.run(Command::MakeNoteClaim);
        }
        if command(ui, state, Command::CopyQuote, "Copy as quotation") {
            actions.run(Command::CopyQuote);
        }
        if command(ui, state, Command::TeachWords, "Teach") {
            actions.run(Command::TeachWords);
        }
    });
}

fn command(ui: &mut Ui, state: &State, command: Command, label: &str) -> bool {
    let row = command.row();
    let keys = command
        .keys(&state.settings)
        .map(|keys| ui.format_shortcut(&keys))
        .unwrap_or_default();
    let mut button = Button::new(label).frame_when_inactive(false);
    if command == Command::MakeClaim {
        let sign = keys.replace("Enter", "⏎");
        button = button.shortcut_text(RichText::new(sign).size(SMALL));
    }
    let hover = format!("{}  ({keys})", row.tooltip);
    ui.add(button)
        .accessible_name(label)
        .on_hover_text(hover)
        .clicked()
}

/// A button with a tag's digit that makes a claim with that tag.
pub fn tag_button(ui: &mut Ui, tag: &Tag, path: &str) -> bool {
    let tokens = Tokens::of(ui);
    let digit = tag.key.map(|key| key.to_string()).unwrap_or_default();
    let button = Button::new(RichText::new(&digit).size(BODY).color(tokens.text))
        .fill(tokens.highlight(tag.colour))
        .stroke(Stroke::new(1.0, tokens.swatch(tag.colour)))
        .min_size(vec2(6.0 * UNIT, 6.0 * UNIT));
    let hover = format!("Make a claim tagged “{path}”  ({digit})");
    ui.add(button)
        .accessible_name(format!("Tag {path}"))
        .on_hover_text(hover)
        .clicked()
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::model::ArticleId;
    use crate::ui::fixture;

    fn words(_view: &mut (), ui: &mut Ui, state: &State, actions: &mut Actions) {
        let selection = Selection {
            article: ArticleId::from_u128(1),
            range: 28..40,
        };
        let corner = Rect::from_min_size(egui::pos2(380.0, 4.0), vec2(60.0, 18.0));
        show(ui, corner, state, &selection, actions);
    }

    #[test]
    fn the_bar_stays_in_view_and_tags_at_once() {
        let mut window = fixture::stage(fixture::state(), [440.0, 200.0], words);
        window.run();
        let bar = window.get_by_label("Copy as quotation").rect();
        assert!(bar.right() < 440.0 && bar.top() > 22.0, "{bar:?}");
        window.get_by_label("Tag aid/military").click();
        window.run();
        window.get_by_label("Claim").click();
        window.run();
        let asked = &window.state().asked;
        assert!(
            matches!(
                asked.as_slice(),
                [
                    Action::MakeClaim { tag: Some(_), .. },
                    Action::Run(Command::MakeClaim)
                ]
            ),
            "{asked:?}"
        );
    }
}
