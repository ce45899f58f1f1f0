//! The tabs beside or below the text.

use egui::{Align, Button, Layout, Ui};
use strum::IntoEnumIterator as _;

use super::action::{Action, Actions};
use super::charts::Charts;
use super::claims_table::ClaimsTable;
use super::codebook::Codebook;
use super::command::Command;
use super::controls::icon_button;
use super::findings::Findings;
use super::notebook::Notebook;
use super::review::Review;
use super::search_pane::SearchPane;
use super::state::{State, Tab};
use super::status::number;
use super::theme::{self, UNIT};
use crate::model::Project;
use crate::store::WorkbenchPlace;

/// The width from which the tabs say how much is behind them, in points.
const ROOM_FOR_COUNTS: f32 = 570.0;

/// The views behind the tabs.
#[derive(Default)]
pub struct Workbench {
    /// The table of claims.
    pub claims: ClaimsTable,
    /// The findings and conflicts.
    pub findings: Findings,
    /// The charts.
    pub charts: Charts,
    /// The notebook.
    pub notebook: Notebook,
    /// The codebook.
    pub codebook: Codebook,
    /// The figures that wait.
    pub review: Review,
    /// Everything that answers a question.
    pub search: SearchPane,
}

impl Workbench {
    /// Draws the tabs alone, where the text stands in the place of what is behind them.
    pub fn show_tabs(ui: &mut Ui, state: &State, actions: &mut Actions) {
        if let Some(project) = state.project() {
            ui.horizontal_wrapped(|ui| tabs(ui, state, project, None, actions));
        }
    }

    /// Draws the tabs and the one that is chosen.
    pub fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let Some(project) = state.project() else {
            return;
        };
        ui.add_space(UNIT / 2.0);
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
                if icon_button(ui, "×", "Hide the workbench").clicked() {
                    actions.run(Command::ToggleWorkbench);
                }
                let beside = state.settings.workbench == WorkbenchPlace::Side;
                let (sign, name) = if beside {
                    ("↓", "Put below the text")
                } else {
                    ("→", "Put beside the text")
                };
                if icon_button(ui, sign, name).clicked() {
                    actions.run(Command::MoveWorkbench);
                }
                // What has no room in one row takes a second.
                ui.with_layout(
                    Layout::left_to_right(Align::Center).with_main_wrap(true),
                    |ui| {
                        tabs(ui, state, project, Some(state.view.tab), actions);
                    },
                );
            });
        });
        super::controls::divider(ui);
        match state.view.tab {
            Tab::Claims => self.claims.show(ui, state, actions),
            Tab::Findings => self.findings.show(ui, state, actions),
            Tab::Charts => self.charts.show(ui, state, actions),
            Tab::Notes => self.notebook.show(ui, state, actions),
            Tab::Tags => self.codebook.show(ui, state, actions),
            Tab::Review => self.review.show(ui, state, actions),
            Tab::Search => self.search.show(ui, state, actions),
        }
    }
}

/// The tabs, each with how much there is in it where there is room to say so.
fn tabs(ui: &mut Ui, state: &State, project: &Project, open: Option<Tab>, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.x = UNIT / 2.0;
    let with_counts = ui.available_width() >= ROOM_FOR_COUNTS;
    for tab in Tab::iter() {
        let count = match tab {
            Tab::Claims => Some(project.claims().len()),
            Tab::Findings => Some(project.findings().len()),
            Tab::Charts => Some(project.charts().len()),
            Tab::Notes => Some(project.notes().len()),
            Tab::Tags => Some(project.tags().len()),
            Tab::Review => Some(state.figures.count()),
            Tab::Search => None,
        };
        let label = match count.filter(|_| with_counts) {
            Some(count) => format!("{}  {}", tab.label(), number(count)),
            None => tab.label().to_owned(),
        };
        let chosen = open == Some(tab);
        let text = if chosen {
            theme::strong(label)
        } else {
            egui::RichText::new(label)
        };
        let response = ui.add(Button::selectable(chosen, text));
        response
            .widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, chosen, tab.label()));
        if response.clicked() {
            actions.push(Action::ShowTab(tab));
        }
    }
}
