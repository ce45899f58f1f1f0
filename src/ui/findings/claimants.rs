//! Names that may be one claimant's, to be merged or kept apart.

use std::collections::BTreeMap;

use egui::{Label, ScrollArea, Ui};

use crate::edit::{answers, claimants};
use crate::findings::claimants::OneClaimant;
use crate::model::{Answer, Doubt, Project};
use crate::ui::action::Actions;
use crate::ui::controls::{divider, empty_state};
use crate::ui::state::State;
use crate::ui::theme::UNIT;

/// The names that a person chose to keep, by the name that was suggested.
#[derive(Default)]
pub(super) struct Claimants {
    into: BTreeMap<String, String>,
}

impl Claimants {
    /// Draws the suggestions that hold the words.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        words: &str,
        actions: &mut Actions,
    ) {
        let wanted = words.trim().to_lowercase();
        let holds = |one: &&OneClaimant| {
            let mut names = one.names.iter();
            names.any(|name| name.to_lowercase().contains(&wanted))
        };
        let all = &state.looked.overview.claimants;
        let listed: Vec<&OneClaimant> = all.iter().filter(holds).collect();
        if listed.is_empty() {
            let what = "Names that seem to be one claimant's, such as UK MoD and UK Ministry of \
                        Defence, are listed here.";
            empty_state(ui, "Every claimant has one name", what);
            return;
        }
        ScrollArea::vertical()
            .id_salt("claimants")
            .auto_shrink(false)
            .show(ui, |ui| {
                for one in listed {
                    self.suggestion(ui, state, project, one, actions);
                    divider(ui);
                }
            });
    }

    fn suggestion(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        one: &OneClaimant,
        actions: &mut Actions,
    ) {
        let into = self
            .into
            .entry(one.into.clone())
            .or_insert_with(|| one.into.clone());
        if !one.names.contains(into) {
            into.clone_from(&one.into);
        }
        let claims = match one.claims {
            1 => "1 claim".to_owned(),
            many => format!("{many} claims"),
        };
        let line = format!("One claimant? {} · {claims}", one.reason);
        super::remark(ui, &line);
        for name in &one.names {
            ui.radio_value(into, name.clone(), name.as_str());
        }
        ui.horizontal_wrapped(|ui| {
            let merge = ui.button(format!("Merge into “{into}”"));
            if merge.clicked() {
                actions.change(claimants::merge(project, &one.names, into, &state.clock));
            }
            let names: Vec<&str> = one.names.iter().map(String::as_str).collect();
            let apart = ui
                .button("Keep apart")
                .accessible_name(format!("Keep apart: {}", names.join(", ")));
            if apart.clicked() {
                let answer = Answer {
                    id: state.clock.fresh(),
                    doubt: Doubt::SameClaimant,
                    claims: std::collections::BTreeSet::new(),
                    names: one.names.clone(),
                    reason: String::new(),
                };
                actions.change(answers::give(project, answer));
            }
            ui.add(Label::new(crate::ui::theme::weak(
                ui,
                "The other names become words of your own, so that they are read right from now on.",
            )).wrap());
        });
        ui.add_space(UNIT);
    }
}
