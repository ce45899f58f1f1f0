//! The editor of one tag: name, parent, colour, key, description, and its end.

use egui::{Response, RichText, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};
use strum::IntoEnumIterator as _;

use super::heading;
use crate::edit;
use crate::model::{Project, Swatch, Tag, TagId};
use crate::ui::action::{Action, Actions};
use crate::ui::controls::{caption, swatch_dot};
use crate::ui::entry::{Entered, Entry, Field, complain, no_choices};
use crate::ui::theme::{SMALL, Tokens, UNIT};

/// From this width on, in points, name, parent and key stand in one row.
const ONE_ROW: f32 = 400.0;

/// The drafts of the tag's texts.
#[derive(Default)]
pub(super) struct Editor {
    /// The tag that the drafts belong to.
    drafts_of: Option<TagId>,
    name: Entry<String>,
    description: String,
    described: Option<String>,
}

impl Editor {
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        project: &Project,
        tag: &Tag,
        claims: usize,
        actions: &mut Actions,
    ) {
        if self.drafts_of != Some(tag.id) {
            *self = Self {
                drafts_of: Some(tag.id),
                ..Self::default()
            };
        }
        ui.horizontal(|ui| {
            swatch_dot(ui, tag.colour);
            heading(ui, &project.tag_path(tag.id));
        });
        ui.add_space(UNIT);
        if ui.available_width() >= ONE_ROW {
            ui.columns_const(|[left, middle, right]| {
                self.name(left, project, tag, actions);
                parent(middle, project, tag, actions);
                key(right, project, tag, actions);
            });
            complain(ui, self.name.problem());
        } else {
            self.name(ui, project, tag, actions);
            complain(ui, self.name.problem());
            ui.columns_const(|[left, right]| {
                parent(left, project, tag, actions);
                key(right, project, tag, actions);
            });
        }
        colour(ui, project, tag, actions);
        self.description(ui, project, tag, actions);
        ui.add_space(UNIT);
        delete(ui, project, tag, claims, actions);
        ui.add_space(2.0 * UNIT);
    }

    fn name(&mut self, ui: &mut Ui, project: &Project, tag: &Tag, actions: &mut Actions) {
        caption(ui, "Name");
        let renamed = |name: &str| Tag {
            name: name.trim().to_owned(),
            ..tag.clone()
        };
        let field = Field {
            name: "Name",
            hint: "A word or two",
            width: ui.available_width(),
            write: &String::clone,
            // The edit itself says what a name may be.
            read: &|typed| match edit::tags::put(project, renamed(typed)) {
                Ok(_) => Ok(typed.trim().to_owned()),
                Err(error) => Err(error.to_string()),
            },
            choices: &no_choices,
        };
        let entered = self.name.show(ui, &field, &tag.name);
        if let Some(name) = &entered.value {
            let edit = edit::tags::put(project, renamed(name));
            actions.typed(format!("tag:{}:name", tag.id), edit);
        }
        end(&entered, actions);
    }

    fn description(&mut self, ui: &mut Ui, project: &Project, tag: &Tag, actions: &mut Actions) {
        if self.described.as_ref() != Some(&tag.description) {
            self.description.clone_from(&tag.description);
            self.described = Some(tag.description.clone());
        }
        caption(ui, "Description");
        let field = egui::TextEdit::multiline(&mut self.description)
            .id(ui.make_persistent_id("tag description"))
            .hint_text("When to use it")
            .desired_rows(2)
            .desired_width(f32::INFINITY);
        let response = ui.add(field).accessible_name("Description");
        if response.changed() {
            self.described = Some(self.description.clone());
            let changed = Tag {
                description: self.description.clone(),
                ..tag.clone()
            };
            actions.typed(
                format!("tag:{}:description", tag.id),
                edit::tags::put(project, changed),
            );
        }
        if response.lost_focus() {
            actions.push(Action::EndTyping);
        }
    }
}

fn end<T>(entered: &Entered<T>, actions: &mut Actions) {
    if entered.left {
        actions.push(Action::EndTyping);
    }
}

fn combo<T>(
    ui: &mut Ui,
    name: &str,
    shown: &str,
    rows: impl FnOnce(&mut Ui) -> Option<T>,
) -> Option<T> {
    caption(ui, name);
    let combo = egui::ComboBox::from_id_salt(name)
        .selected_text(shown)
        .width(ui.available_width())
        .truncate()
        .height(320.0)
        .show_ui(ui, rows);
    combo.response.widget_info(|| {
        let mut info = WidgetInfo::labeled(egui::Role::ComboBox, true, name);
        info.current_text_value = Some(shown.to_owned());
        info
    });
    combo.inner.flatten()
}

fn parent(ui: &mut Ui, project: &Project, tag: &Tag, actions: &mut Actions) {
    const NONE: &str = "– None";
    let shown = tag
        .parent
        .map_or_else(|| NONE.to_owned(), |parent| project.tag_path(parent));
    let taken = combo(ui, "Below", &shown, |ui| {
        let family = project.tag_family(tag.id);
        let mut others: Vec<(String, TagId)> = project
            .tags()
            .filter(|other| !family.contains(&other.id))
            .map(|other| (project.tag_path(other.id), other.id))
            .collect();
        others.sort();
        let mut taken = None;
        if ui.selectable_label(tag.parent.is_none(), NONE).clicked() {
            taken = Some(None);
        }
        for (path, id) in others {
            if ui.selectable_label(tag.parent == Some(id), path).clicked() {
                taken = Some(Some(id));
            }
        }
        taken
    });
    if let Some(parent) = taken {
        actions.change(edit::tags::put(
            project,
            Tag {
                parent,
                ..tag.clone()
            },
        ));
    }
}

fn key(ui: &mut Ui, project: &Project, tag: &Tag, actions: &mut Actions) {
    const NONE: &str = "– None";
    let shown = tag
        .key
        .map_or_else(|| NONE.to_owned(), |key| key.to_string());
    let taken = combo(ui, "Key", &shown, |ui| {
        let mut taken = None;
        if ui.selectable_label(tag.key.is_none(), NONE).clicked() {
            taken = Some(None);
        }
        for key in 1..=9 {
            let holder = project.tag_by_key(key).filter(|other| other.id != tag.id);
            let row = match holder {
                Some(other) => format!("{key}  now {}", project.tag_path(other.id)),
                None => key.to_string(),
            };
            if ui.selectable_label(tag.key == Some(key), row).clicked() {
                taken = Some(Some(key));
            }
        }
        taken
    });
    if let Some(key) = taken {
        actions.change(edit::tags::put(project, Tag { key, ..tag.clone() }));
    }
}

fn colour(ui: &mut Ui, project: &Project, tag: &Tag, actions: &mut Actions) {
    caption(ui, "Colour");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(UNIT, UNIT);
        for swatch in Swatch::iter() {
            if swatch_button(ui, swatch, swatch == tag.colour).clicked() {
                let changed = Tag {
                    colour: swatch,
                    ..tag.clone()
                };
                actions.change(edit::tags::put(project, changed));
            }
        }
        let name = capital(&tag.colour.to_string());
        ui.label(RichText::new(name).size(SMALL).color(Tokens::of(ui).weak));
    });
}

fn swatch_button(ui: &mut Ui, swatch: Swatch, chosen: bool) -> Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(22.0, 22.0), Sense::click());
    let name = capital(&swatch.to_string());
    response.widget_info(|| WidgetInfo::selected(egui::Role::RadioButton, true, chosen, &name));
    ui.painter()
        .rect_filled(rect.shrink(3.0), 3, tokens.swatch(swatch));
    if chosen || response.hovered() || response.has_focus() {
        let colour = if chosen { tokens.text } else { tokens.weak };
        ui.painter()
            .rect_stroke(rect, 5, Stroke::new(1.5, colour), StrokeKind::Inside);
    }
    response.on_hover_text(name)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn delete(ui: &mut Ui, project: &Project, tag: &Tag, claims: usize, actions: &mut Actions) {
    let below = project.tag_family(tag.id).len() - 1;
    ui.horizontal_wrapped(|ui| {
        let label = match below {
            0 => "Delete tag".to_owned(),
            1 => "Delete tag and the one below it".to_owned(),
            many => format!("Delete tag and the {many} below it"),
        };
        if ui.button(label).clicked() {
            actions.change(edit::tags::delete(project, tag.id));
        }
        let lose = match claims {
            0 => "No claim carries it".to_owned(),
            1 => "1 claim loses it".to_owned(),
            many => format!("{many} claims lose it"),
        };
        ui.label(RichText::new(lose).size(SMALL).color(Tokens::of(ui).weak));
    });
}
