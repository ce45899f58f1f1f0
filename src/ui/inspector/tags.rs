//! The tags of a claim as chips that can be taken off, and the field that adds one.

use egui::{Button, Key, RichText, Stroke, Ui};

use super::{Desk, section};
use crate::edit;
use crate::model::{Project, Tag};
use crate::ui::action::{Action, Focus};
use crate::ui::completion::{Ask, Choice, Completion, Manner, rank};
use crate::ui::entry::complain;
use crate::ui::theme::{SMALL, Tokens};

/// What is typed for a new tag.
#[derive(Default)]
pub(super) struct TagEditor {
    text: String,
    problem: Option<String>,
    completion: Completion,
}

impl TagEditor {
    /// What was typed and refused.
    pub(super) fn refused(&self) -> Option<&str> {
        self.problem.is_some().then_some(self.text.as_str())
    }

    pub(super) fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        section(ui, "Tags");
        chips(ui, desk);
        self.field(ui, desk);
        complain(ui, self.problem.as_deref());
    }

    fn field(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let ask = Ask {
            id: ui.make_persistent_id("add tag"),
            hint: "Add tag, for example aid/military",
            width: ui.available_width(),
            manner: Manner::Pick,
        };
        let (project, claim) = (desk.project, desk.claim);
        let done = self.completion.show(ui, &ask, &mut self.text, |typed| {
            choices(project, typed, |tag| !claim.tags.contains(&tag.id))
        });
        let response = done.response.accessible_name("Add tag");
        if desk.takes(Focus::ClaimTag) {
            response.request_focus();
            response.scroll_to_me(None);
        }
        if response.changed() {
            self.problem = None;
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if done.taken.is_some() {
            self.add(desk);
        } else if entered && self.text.trim().is_empty() {
            desk.actions.push(Action::Focus(Focus::Reader));
        } else if entered {
            // Enter with no row left to choose: the claim has that tag already.
            self.add(desk);
            response.request_focus();
        }
    }

    /// Gives the claim the tag in the field.
    fn add(&mut self, desk: &mut Desk<'_>) {
        let clock = &desk.state.clock;
        match edit::tags::create_on(desk.project, &[desk.claim.id], &self.text, clock) {
            Ok(transaction) => {
                desk.actions.change(Ok(transaction));
                self.text.clear();
                self.problem = None;
            }
            Err(error) => self.problem = Some(error.to_string()),
        }
    }
}

/// The tags that match what was typed, and last the one that typing would make.
pub(in crate::ui) fn choices(
    project: &Project,
    typed: &str,
    wanted: impl Fn(&Tag) -> bool,
) -> Vec<Choice> {
    let mut all: Vec<Choice> = project
        .tags()
        .filter(|tag| wanted(tag))
        .map(|tag| Choice {
            remark: tag.key.map(|key| key.to_string()).unwrap_or_default(),
            swatch: Some(tag.colour),
            ..Choice::plain(project.tag_path(tag.id))
        })
        .collect();
    all.sort_by(|a, b| a.text.cmp(&b.text));
    let found = rank(typed, all.iter().map(|choice| choice.text.as_str()), 40);
    let mut rows: Vec<Choice> = found.into_iter().map(|place| all[place].clone()).collect();
    let typed = typed.trim();
    // Nothing is offered that could not be made: Enter then says what is wrong.
    if edit::tags::check_path(typed).is_ok() && project.tag_by_path(typed).is_none() {
        let create = Choice {
            label: format!("Create “{typed}”"),
            ..Choice::plain(typed)
        };
        // A tag that begins as typed comes before a new one; a loose match does not.
        let starts = |row: &Choice| {
            let last = row.text.rsplit('/').next().unwrap_or_default();
            let typed = typed.to_lowercase();
            row.text.to_lowercase().starts_with(&typed) || last.to_lowercase().starts_with(&typed)
        };
        let place = if rows.first().is_some_and(starts) {
            rows.len()
        } else {
            0
        };
        rows.insert(place, create);
    }
    rows
}

fn chips(ui: &mut Ui, desk: &mut Desk<'_>) {
    if desk.claim.tags.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        for id in &desk.claim.tags {
            let path = desk.project.tag_path(*id);
            let tag = desk.project.tag(*id);
            if chip(ui, tag.map(AsRef::as_ref), &path).clicked() {
                let id = *id;
                let edit = edit::claims::update(
                    desk.project,
                    desk.claim.id,
                    &format!("Untag claim “{path}”"),
                    |claim| {
                        claim.tags.remove(&id);
                    },
                );
                desk.actions.change(edit);
            }
        }
    });
}

/// A chip that takes its tag off: digit, path, ×.
fn chip(ui: &mut Ui, tag: Option<&Tag>, path: &str) -> egui::Response {
    let tokens = Tokens::of(ui);
    let (fill, edge) = tag.map_or((tokens.hover, tokens.danger), |tag| {
        (tokens.highlight(tag.colour), tokens.swatch(tag.colour))
    });
    let small = |text: &str| RichText::new(text).size(SMALL).color(tokens.text);
    let key = tag
        .and_then(|tag| tag.key)
        .map(|key| key.to_string())
        .unwrap_or_default();
    let shown = if tag.is_some() { path } else { "missing tag" };
    let label = if key.is_empty() {
        shown.to_owned()
    } else {
        format!("{key}  {shown}")
    };
    let button = Button::new((small(&label), small("×")))
        .fill(fill)
        .stroke(Stroke::new(1.0, edge))
        .corner_radius(11)
        .min_size(egui::vec2(0.0, 22.0));
    let about = tag
        .map(|tag| tag.description.as_str())
        .filter(|text| !text.is_empty());
    let hover = match about {
        Some(about) => format!("{about}\n\nClick to take this tag off"),
        None => "Click to take this tag off".to_owned(),
    };
    ui.add(button)
        .accessible_name(format!("Remove tag {shown}"))
        .on_hover_text(hover)
}
