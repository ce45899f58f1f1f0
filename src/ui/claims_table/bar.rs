//! What stands above the table: the question in fields and menus, the count, what can be done
//! with several chosen claims, and the banner of a list.

use std::collections::BTreeSet;

use egui::{Button, Label, RichText, TextEdit, Ui};

use super::listing::Question;
use crate::edit;
use crate::model::{ClaimId, Project, TagId, TimeFrame};
use crate::ui::action::{Action, Actions};
use crate::ui::command::Command;
use crate::ui::controls::icon_button;
use crate::ui::state::State;
use crate::ui::status::number;
use crate::ui::theme::{SMALL, Tokens, UNIT};

/// The bar's own memory.
#[derive(Default)]
pub(super) struct Bar {
    /// The units of the project, and the state of the project they were gathered from.
    units: Option<(u64, BTreeSet<String>)>,
    /// How many claims were listed, of how many.
    counted: (usize, usize),
}

impl Bar {
    /// Remembers what the count says.
    pub fn count(&mut self, listed: usize, all: usize) {
        self.counted = (listed, all);
    }

    /// Draws the bar.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        question: &mut Question,
        chosen: &BTreeSet<ClaimId>,
        actions: &mut Actions,
    ) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 1.5 * UNIT;
            words(ui, question);
            tags(ui, project, question);
            time_frames(ui, question);
            self.units(ui, state, project, question);
            if question.narrows() && ui.button("Clear").on_hover_text("Ask for all").clicked() {
                *question = Question {
                    order: question.order,
                    ..Question::default()
                };
            }
            let (listed, all) = self.counted;
            let count = match (listed == all, all) {
                (true, 1) => "1 claim".to_owned(),
                (true, all) => format!("{} claims", number(all)),
                (false, all) => format!("{} of {} claims", number(listed), number(all)),
            };
            let count = RichText::new(count).size(SMALL).color(Tokens::of(ui).weak);
            ui.add(Label::new(count).extend());
            if chosen.len() > 1 {
                several(ui, project, chosen, actions);
            }
        });
        ui.add_space(UNIT / 2.0);
    }

    fn units(&mut self, ui: &mut Ui, state: &State, project: &Project, question: &mut Question) {
        let label = counted("Unit", question.units.len());
        ui.menu_button(label, |ui| {
            let revision = state.revision();
            if self
                .units
                .as_ref()
                .is_none_or(|(gathered, _)| *gathered != revision)
            {
                let figures = project.claims().filter_map(|claim| claim.figure.as_ref());
                let units = figures.map(|figure| figure.unit.clone());
                let units = units.filter(|unit| !unit.is_empty()).collect();
                self.units = Some((revision, units));
            }
            let Some((_, units)) = &self.units else {
                return;
            };
            if units.is_empty() {
                ui.label("No claim has a unit yet");
            }
            scrolled(ui, |ui| {
                for unit in units {
                    toggle(ui, &mut question.units, unit.clone(), unit);
                }
            });
        });
    }
}

fn words(ui: &mut Ui, question: &mut Question) {
    let field = TextEdit::singleline(&mut question.words)
        .hint_text("Filter claims…")
        .id(ui.make_persistent_id("filter claims"))
        .desired_width((ui.available_width() * 0.25).clamp(110.0, 190.0));
    let response = ui.add(field).accessible_name("Filter claims");
    let response = response.on_hover_text(
        "Words, \"phrases\", /patterns/ and fields: tag:aid amount:>1bn -has:date. \
         Help → How a project is asked",
    );
    let escape = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape));
    if escape {
        question.words.clear();
    }
}

fn tags(ui: &mut Ui, project: &Project, question: &mut Question) {
    question.tags.retain(|tag| project.tag(*tag).is_some());
    let label = counted("Tag", question.tags.len());
    ui.menu_button(label, |ui| {
        if project.tags().len() == 0 {
            ui.label("There is no tag yet");
        }
        scrolled(ui, |ui| {
            for (path, tag) in by_path(project) {
                toggle(ui, &mut question.tags, tag, &path);
            }
        });
    });
}

fn time_frames(ui: &mut Ui, question: &mut Question) {
    let label = counted("Time frame", question.time_frames.len());
    ui.menu_button(label, |ui| {
        for frame in TimeFrame::ALL {
            toggle(ui, &mut question.time_frames, frame, frame.label());
        }
    });
}

/// A check box that keeps its menu open, so that several can be set.
pub(in crate::ui) fn toggle<T: Ord>(ui: &mut Ui, set: &mut BTreeSet<T>, value: T, label: &str) {
    let mut on = set.contains(&value);
    if ui.checkbox(&mut on, label).changed() {
        if on {
            set.insert(value);
        } else {
            set.remove(&value);
        }
    }
}

/// A menu's rows, which scroll where there are many.
pub(in crate::ui) fn scrolled(ui: &mut Ui, rows: impl FnOnce(&mut Ui)) {
    egui::ScrollArea::vertical()
        .max_height(320.0)
        .show(ui, rows);
}

/// A menu's name, with how many of its rows are set.
pub(in crate::ui) fn counted(name: &str, count: usize) -> String {
    if count == 0 {
        format!("{name} ⌄")
    } else {
        format!("{name}: {count} ⌄")
    }
}

fn by_path(project: &Project) -> Vec<(String, TagId)> {
    let mut all: Vec<_> = project
        .tags()
        .map(|tag| (project.tag_path(tag.id), tag.id))
        .collect();
    all.sort();
    all
}

/// What can be done with several chosen claims.
fn several(ui: &mut Ui, project: &Project, chosen: &BTreeSet<ClaimId>, actions: &mut Actions) {
    let count = chosen.len();
    let accent = Tokens::of(ui).accent;
    ui.label(
        RichText::new(format!("{count} chosen:"))
            .size(SMALL)
            .color(accent),
    );
    ui.menu_button("Tag them ⌄", |ui| {
        if let Some(tag) = tag_rows(ui, project, chosen) {
            let ids: Vec<ClaimId> = chosen.iter().copied().collect();
            actions.change(edit::claims::toggle_tag(project, &ids, tag));
        }
    });
    let make = ui.button("One finding");
    if make
        .on_hover_text(Command::MakeFinding.row().tooltip)
        .clicked()
    {
        actions.run(Command::MakeFinding);
    }
    if ui.button("Delete them").clicked() {
        actions.run(Command::DeleteClaim);
    }
}

/// The tags as rows of a menu, with a tick on those that all the claims have.
pub(super) fn tag_rows(
    ui: &mut Ui,
    project: &Project,
    claims: &BTreeSet<ClaimId>,
) -> Option<TagId> {
    let mut taken = None;
    if project.tags().len() == 0 {
        ui.label("There is no tag yet");
    }
    scrolled(ui, |ui| {
        for (path, id) in by_path(project) {
            let has = |claim: &ClaimId| {
                project
                    .claim(*claim)
                    .is_some_and(|claim| claim.tags.contains(&id))
            };
            let sign = if claims.iter().all(has) { "✓" } else { "   " };
            let Some(tag) = project.tag(id) else {
                continue;
            };
            let dot = RichText::new("●").color(Tokens::of(ui).swatch(tag.colour));
            let key = tag.key.map(|key| key.to_string()).unwrap_or_default();
            let row = Button::new((sign, dot.size(SMALL), path.as_str())).right_text(key);
            if ui.add(row).accessible_name(&path).clicked() {
                taken = Some(id);
            }
        }
    });
    taken
}

/// Says which list the table is narrowed to, and leads back to all claims.
pub(super) fn banner(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let Some(list) = &state.view.listed else {
        return;
    };
    let tokens = Tokens::of(ui);
    egui::Frame::NONE
        .fill(tokens.chosen)
        .corner_radius(4)
        .inner_margin(egui::Margin::symmetric(8, 2))
        .show(ui, |ui| {
            egui::Sides::new().shrink_left().truncate().show(
                ui,
                |ui| {
                    let count = match list.claims.len() {
                        1 => "1 claim".to_owned(),
                        many => format!("{} claims", number(many)),
                    };
                    ui.label(format!("{}: {count}", list.reason));
                },
                |ui| {
                    if icon_button(ui, "×", "Show all claims").clicked() {
                        actions.push(Action::ListClaims(None));
                    }
                },
            );
        });
    ui.add_space(UNIT);
}
