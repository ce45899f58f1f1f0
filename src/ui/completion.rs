//! A text field that proposes: rows under it while somebody types, chosen by arrows and Enter or
//! by the mouse.
//!
//! Owns the field's popup and its keys; what is proposed and what a chosen row means is the
//! caller's. The rows never take the keyboard, so that Tab goes on to the next field.

use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::text_edit::TextEditState;
use egui::{
    Button, EventFilter, Id, Key, LayerId, Modifiers, Popup, PopupKind, RectAlign, Response,
    RichText, ScrollArea, Sense, SurrenderFocusOn, TextEdit, Ui, vec2,
};
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::theme::{SMALL, Tokens};
use crate::model::Swatch;

/// Which row is chosen, and whether the rows are wanted.
#[derive(Debug, Default)]
pub struct Completion {
    chosen: Option<usize>,
    /// Somebody typed, or asked with the arrow key, since the rows were last put away.
    wanted: bool,
    open: bool,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the field gets.
    pub text: String,
    /// What the row shows.
    pub label: String,
    /// A weak word at the right of the row.
    pub remark: String,
    /// A colour before the label.
    pub swatch: Option<Swatch>,
}

/// What the rows are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Any text will do and rows only help: they come with typing, and none is chosen before
    /// an arrow key says so.
    Suggest,
    /// The field is there to pick a row: they come with the keyboard, and the first is chosen.
    Pick,
}

/// The field to draw.
pub struct Ask<'a> {
    /// Names the field in the window.
    pub id: Id,
    /// What stands in it while it is empty.
    pub hint: &'a str,
    /// In points.
    pub width: f32,
    /// What the rows are for.
    pub manner: Manner,
}

impl Choice {
    /// A row that shows what the field gets.
    pub fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            label: text.clone(),
            text,
            remark: String::new(),
            swatch: None,
        }
    }
}

/// What the person did.
pub struct Completed {
    /// The field's response.
    pub response: Response,
    /// The row that was chosen; the field holds its text already.
    pub taken: Option<Choice>,
}

impl Completion {
    /// Draws the field, and its rows where `choices` gives any for the text.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        ask: &Ask<'_>,
        text: &mut String,
        choices: impl FnOnce(&str) -> Vec<Choice>,
    ) -> Completed {
        let keys = self.take_keys(ui);
        let mut response = self.field(ui, ask, text);
        let first = (ask.manner == Manner::Pick).then_some(0);
        if response.gained_focus() {
            self.wanted = ask.manner == Manner::Pick;
            self.chosen = first;
        }
        if response.changed() {
            self.wanted = true;
            self.chosen = first;
        }
        // Asked of the memory: a window without the system's focus keeps its fields as they are.
        let focused = ui.memory(|memory| memory.has_focus(ask.id));
        let asked = !self.open && focused && ui.input(|input| input.key_pressed(Key::ArrowDown));
        self.wanted |= asked;
        if keys.dismiss {
            self.wanted = false;
        }
        let rows = if self.wanted && focused {
            choices(text)
        } else {
            Vec::new()
        };
        self.choose(&keys, rows.len());

        let entered = keys.enter.then_some(self.chosen).flatten();
        self.open = !rows.is_empty() && entered.is_none();
        let clicked = self.popup(&response, ask.id, &rows, keys.down || keys.up);
        let taken = entered
            .or(clicked)
            .and_then(|place| rows.into_iter().nth(place));
        if let Some(choice) = &taken {
            choice.text.clone_into(text);
            response.mark_changed();
            let end = CCursor::new(CharIndex(text.chars().count()));
            select(ui, ask.id, CCursorRange::one(end));
            self.wanted = ask.manner == Manner::Pick;
            self.chosen = first;
            self.open = false;
        }
        Completed { response, taken }
    }

    fn field(&self, ui: &mut Ui, ask: &Ask<'_>, text: &mut String) -> Response {
        // A press on a row must not take the keyboard from the field.
        let layer = LayerId::new(PopupKind::Popup.order(), popup_id(ask.id));
        let on_rows = self.open
            && ui
                .ctx()
                .pointer_interact_pos()
                .is_some_and(|place| ui.ctx().layer_id_at(place) == Some(layer));
        let usual = ui
            .ctx()
            .options(|options| options.input_options.surrender_focus_on);
        if on_rows {
            ui.ctx().options_mut(|options| {
                options.input_options.surrender_focus_on = SurrenderFocusOn::Never;
            });
        }
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            // Escape puts the rows away first, and leaves the field the next time.
            escape: self.open,
            ..EventFilter::default()
        };
        let field = TextEdit::singleline(text)
            .id(ask.id)
            .hint_text(RichText::new(ask.hint))
            .desired_width(ask.width)
            .event_filter(filter);
        let response = ui.add(field);
        ui.ctx()
            .options_mut(|options| options.input_options.surrender_focus_on = usual);
        response
    }

    /// Takes the keys that are for the rows before the field sees them.
    fn take_keys(&self, ui: &Ui) -> Keys {
        if !self.open {
            return Keys::default();
        }
        let take = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        Keys {
            down: take(Key::ArrowDown),
            up: take(Key::ArrowUp),
            enter: self.chosen.is_some() && take(Key::Enter),
            dismiss: take(Key::Escape),
        }
    }

    fn choose(&mut self, keys: &Keys, count: usize) {
        if keys.down {
            self.chosen = Some(self.chosen.map_or(0, |place| (place + 1) % count.max(1)));
        }
        if keys.up {
            let last = count.saturating_sub(1);
            self.chosen = Some(
                self.chosen
                    .and_then(|place| place.checked_sub(1))
                    .unwrap_or(last),
            );
        }
        self.chosen = self.chosen.filter(|place| *place < count);
    }

    fn popup(&self, field: &Response, id: Id, rows: &[Choice], moved: bool) -> Option<usize> {
        let shown = Popup::from_response(field)
            .id(popup_id(id))
            .kind(PopupKind::Popup)
            .accessible_name("Suggestions")
            .open(self.open)
            .align(RectAlign::BOTTOM_START)
            .align_alternatives(&[RectAlign::TOP_START])
            .gap(2.0)
            .width(field.rect.width())
            .show(|ui| {
                // Its frame reaches out by the menu's margin on both sides.
                let margin = f32::from(ui.spacing().menu_margin.left) + 1.0;
                ui.set_width(field.rect.width() - 2.0 * margin);
                ui.spacing_mut().item_spacing.y = 0.0;
                let mut clicked = None;
                ScrollArea::vertical().max_height(220.0).show(ui, |ui| {
                    for (place, row) in rows.iter().enumerate() {
                        let chosen = self.chosen == Some(place);
                        let response = draw_row(ui, row, chosen);
                        if chosen && moved {
                            response.scroll_to_me(None);
                        }
                        if response.clicked() {
                            clicked = Some(place);
                        }
                    }
                });
                clicked
            });
        shown.and_then(|shown| shown.inner)
    }
}

#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "one for each key")]
struct Keys {
    down: bool,
    up: bool,
    enter: bool,
    dismiss: bool,
}

/// Selects all of a field's text.
pub fn select_all(ui: &Ui, field: Id, text: &str) {
    let end = CCursor::new(CharIndex(text.chars().count()));
    select(ui, field, CCursorRange::two(CCursor::default(), end));
}

fn select(ui: &Ui, field: Id, range: CCursorRange) {
    let mut state = TextEditState::load(ui.ctx(), field).unwrap_or_default();
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), field);
}

fn popup_id(field: Id) -> Id {
    field.with("choices")
}

fn draw_row(ui: &mut Ui, row: &Choice, chosen: bool) -> Response {
    let tokens = Tokens::of(ui);
    let label = RichText::new(&row.label);
    let remark = RichText::new(&row.remark).size(SMALL).color(tokens.weak);
    let button = match row.swatch {
        Some(swatch) => {
            let dot = RichText::new("●").size(SMALL).color(tokens.swatch(swatch));
            Button::selectable(chosen, (dot, label))
        }
        None => Button::selectable(chosen, label),
    };
    let button = button
        .right_text(remark)
        .truncate()
        // Clicked, but never focused: Tab leaves the field for the next one.
        .sense(Sense::CLICK)
        .min_size(vec2(ui.available_width(), 0.0));
    ui.add(button).accessible_name(&row.label)
}

/// The places of the items that match, best first; all of them while nothing is typed. At most
/// `most`.
pub fn rank<'a>(query: &str, items: impl IntoIterator<Item = &'a str>, most: usize) -> Vec<usize> {
    if query.trim().is_empty() {
        return items
            .into_iter()
            .enumerate()
            .map(|(place, _)| place)
            .take(most)
            .collect();
    }
    let pattern = Pattern::new(
        query.trim(),
        CaseMatching::Ignore,
        Normalization::Smart,
        AtomKind::Fuzzy,
    );
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, usize)> = items
        .into_iter()
        .enumerate()
        .filter_map(|(place, item)| {
            let haystack = Utf32Str::new(item, &mut buffer);
            pattern
                .score(haystack, &mut matcher)
                .map(|score| (score, place))
        })
        .collect();
    scored.sort_by_key(|(score, place)| (std::cmp::Reverse(*score), *place));
    scored
        .into_iter()
        .take(most)
        .map(|(_, place)| place)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranking() {
        let items = ["aid/economic", "aid/military", "casualties/killed"];
        assert_eq!(rank("", items, 2), [0, 1]);
        assert_eq!(rank("mil", items, 9), [1]);
        assert_eq!(rank("AID/", items, 9), [0, 1]);
        assert_eq!(rank("zzz", items, 9), [] as [usize; 0]);
    }
}
