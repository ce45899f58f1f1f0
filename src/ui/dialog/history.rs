//! The steps of the project with their times, and where among them it stands: a click goes there.

use egui::{Button, ScrollArea, Ui};

use super::super::action::{Action, Actions};
use super::super::state::State;
use super::super::status::counted;
use super::super::theme::{self, UNIT};
use super::{buttons, heading, list_height};
use crate::edit::Step;

/// The list of steps.
#[derive(Debug, Default)]
pub struct StepList {
    /// Whether the step where the project stands was brought into view.
    shown: bool,
}

impl StepList {
    pub(super) fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        heading(ui, "History");
        let Some(document) = &state.document else {
            return;
        };
        let history = &document.history;
        // The oldest at the bottom, as a person goes back from now.
        let steps: Vec<Step<'_>> = history.steps().chain(history.undone_steps()).collect();
        let here = history.steps().count();
        let undone = steps.len() - here;
        let mut told = counted(here, "step");
        if undone > 0 {
            told = format!("{told}, {} taken back", counted(undone, "step"));
        }
        ui.label(theme::weak(
            ui,
            format!("{told}. Click one to go there; going back can be undone."),
        ));
        ui.add_space(UNIT);
        let may_move = document.read_only.is_none();
        if let Some(to) = rows(ui, state, &steps, here, !self.shown, may_move) {
            actions.push(Action::GoToStep(to));
        }
        self.shown = true;
        if buttons(ui, &["Close"], true).is_some() {
            actions.push(Action::CloseDialog);
        }
    }
}

/// The list; says how many steps are to have been made, where one was pressed.
fn rows(
    ui: &mut Ui,
    state: &State,
    steps: &[Step<'_>],
    here: usize,
    reveal: bool,
    enabled: bool,
) -> Option<usize> {
    let mut pressed = None;
    let height = 6.0 * UNIT;
    let count = steps.len() + 1;
    let mut area = ScrollArea::vertical().max_height(list_height(ui, 360.0, 100.0));
    if reveal {
        let row = height + ui.spacing().item_spacing.y;
        let above = (steps.len() - here) as f32 * row;
        area = area.vertical_scroll_offset((above - 4.0 * row).max(0.0));
    }
    area.show_rows(ui, height, count, |ui, shown| {
        for place in shown {
            // How many steps were made when the project stood here.
            let made = count - 1 - place;
            let (label, time) = match made.checked_sub(1).and_then(|last| steps.get(last)) {
                Some(step) => (step.label, step.time),
                None => ("The beginning", None),
            };
            let when = time.map(|time| {
                let local = state.clock.local(time);
                if local.date() == state.clock.today() {
                    local.strftime("%H:%M:%S").to_string()
                } else {
                    local.strftime("%-d %b %Y, %H:%M").to_string()
                }
            });
            let text = if made > here {
                theme::weak(ui, label)
            } else {
                egui::RichText::new(label)
            };
            let when = when.unwrap_or_default();
            let parts = [label, when.as_str(), if made == here { "here" } else { "" }];
            let parts = parts.into_iter().filter(|part| !part.is_empty());
            let name = parts.collect::<Vec<_>>().join(", ");
            let row = Button::selectable(made == here, text)
                .right_text(theme::weak(ui, when))
                .truncate()
                .min_size(egui::vec2(ui.available_width(), height));
            if ui
                .add_enabled(enabled, row)
                .accessible_name(&name)
                .clicked()
                && made != here
            {
                pressed = Some(made);
            }
        }
    });
    pressed
}
