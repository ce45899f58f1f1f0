//! The project's own properties.

use egui::Ui;

use super::super::action::{Action, Actions};
use super::super::controls::{field, text_area};
use super::super::state::State;
use super::{buttons, heading};
use crate::edit;
use crate::model::ProjectInfo;

/// The properties as they are being typed.
#[derive(Debug)]
pub struct ProjectDetails {
    name: String,
    description: String,
}

impl ProjectDetails {
    /// The properties of a project.
    pub fn of(info: &ProjectInfo) -> Self {
        Self {
            name: info.name.clone(),
            description: info.description.clone(),
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let Some(project) = state.project() else {
            return;
        };
        heading(ui, "Project details");
        field(ui, "Name", &mut self.name, "What the project is called");
        text_area(
            ui,
            "Description",
            &mut self.description,
            "What it is about",
            4,
        );
        match buttons(ui, &["Done", "Cancel"], true) {
            Some(0) => {
                actions.push(Action::CloseDialog);
                let info = ProjectInfo {
                    name: self.name.trim().to_owned(),
                    description: self.description.clone(),
                    ..project.info().as_ref().clone()
                };
                actions.change(Ok(edit::project::set_info(
                    project,
                    info,
                    "Edit project details",
                )));
            }
            Some(_) => actions.push(Action::CloseDialog),
            None => {}
        }
    }
}
