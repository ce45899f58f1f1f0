//! Menus of check boxes with the values that the claims have, and how many claims have each.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Checkbox, ComboBox, PopupCloseBehavior, ScrollArea, TextEdit, Ui};

use crate::model::{Project, TagId, TimeFrame};
use crate::ui::chooser::shorten;
use crate::ui::controls;
use crate::ui::state::State;
use crate::ui::theme::{self, UNIT};

/// From this many values on, a menu has a field to narrow them.
const MANY: usize = 12;
/// The height of an open menu, in points.
const HEIGHT: f32 = 280.0;

/// A value, its words, and how many claims have it.
type Known<T> = Vec<(T, String, usize)>;

/// The values that the project's claims have; counted when a menu is opened.
#[derive(Default)]
pub struct Choices {
    counted: Option<(u64, Values)>,
    /// What narrows the menu that is open.
    narrow: String,
}

/// The values of every field.
#[derive(Default)]
pub struct Values {
    /// Every tag of the codebook by its path; a tag counts the claims below it as well.
    pub tags: Known<TagId>,
    pub units: Known<String>,
    pub time_frames: Known<TimeFrame>,
    pub publishers: Known<String>,
    pub claimants: Known<String>,
    pub subjects: Known<String>,
}

/// Shows the menus of one editor.
pub struct Menu<'a> {
    pub state: &'a State,
    pub project: &'a Project,
    pub choices: &'a mut Choices,
}

impl Menu<'_> {
    /// A menu of check boxes with its name above; an empty set stands for all.
    pub fn show<T: Ord + Clone + Words>(
        &mut self,
        ui: &mut Ui,
        name: &str,
        values: impl Fn(&Values) -> &Known<T>,
        chosen: &mut BTreeSet<T>,
    ) {
        let caption = controls::caption(ui, name);
        let shown = match chosen.iter().collect::<Vec<_>>().as_slice() {
            [] => "All".to_owned(),
            [one] => shorten(&one.words(self.project), 30),
            [one, other] => format!(
                "{}, {}",
                shorten(&one.words(self.project), 14),
                shorten(&other.words(self.project), 14)
            ),
            many => format!("{} of them", many.len()),
        };
        let width = ui.available_width();
        let menu = ComboBox::from_id_salt(name)
            .width(width)
            .height(HEIGHT + 60.0)
            .truncate()
            .selected_text(shown)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show_ui(ui, |ui| {
                ui.set_min_width(width - 2.0 * UNIT);
                let known = values(self.choices.values(self.state, self.project));
                let known: Known<T> = with_chosen(known, chosen, self.project);
                self.boxes(ui, &known, chosen);
            });
        menu.response.labelled_by(caption.id);
    }

    fn boxes<T: Ord + Clone>(&mut self, ui: &mut Ui, known: &Known<T>, chosen: &mut BTreeSet<T>) {
        if known.is_empty() {
            ui.label(theme::weak(ui, "No claim has one."));
            return;
        }
        let narrow = &mut self.choices.narrow;
        if known.len() >= MANY {
            let id = ui.make_persistent_id("narrow");
            ui.add(TextEdit::singleline(narrow).id(id).hint_text("Narrow"));
            ui.accesskit_node_builder(id, |node| node.set_label("Narrow the list"));
        } else {
            narrow.clear();
        }
        if ui
            .add_enabled(!chosen.is_empty(), egui::Button::new("All").small())
            .clicked()
        {
            chosen.clear();
        }
        let wanted = narrow.trim().to_lowercase();
        ScrollArea::vertical().max_height(HEIGHT).show(ui, |ui| {
            for (value, words, count) in known {
                if !words.to_lowercase().contains(&wanted) {
                    continue;
                }
                let mut on = chosen.contains(value);
                let label = (shorten(words, 40), theme::weak(ui, count.to_string()));
                if ui.add(Checkbox::new(&mut on, label)).changed() {
                    if on {
                        chosen.insert(value.clone());
                    } else {
                        chosen.remove(value);
                    }
                }
            }
        });
    }
}

impl Choices {
    fn values(&mut self, state: &State, project: &Project) -> &Values {
        let revision = state.revision();
        self.counted.take_if(|(counted, _)| *counted != revision);
        &self
            .counted
            .get_or_insert_with(|| (revision, Values::count(project)))
            .1
    }
}

impl Values {
    fn count(project: &Project) -> Self {
        let mut tags: BTreeMap<TagId, usize> = BTreeMap::new();
        let mut units: BTreeMap<String, usize> = BTreeMap::new();
        let mut time_frames: BTreeMap<TimeFrame, usize> = BTreeMap::new();
        let mut publishers: BTreeMap<String, usize> = BTreeMap::new();
        let mut claimants: BTreeMap<String, usize> = BTreeMap::new();
        let mut subjects: BTreeMap<String, usize> = BTreeMap::new();
        for claim in project.claims() {
            for tag in &claim.tags {
                *tags.entry(*tag).or_default() += 1;
            }
            if let Some(figure) = &claim.figure {
                count_word(&mut units, &figure.unit);
                *time_frames.entry(figure.time_frame).or_default() += 1;
            }
            if let Some(article) = project.article(claim.passage.article) {
                count_word(&mut publishers, &article.publisher);
            }
            count_word(&mut claimants, &claim.claimant);
            count_word(&mut subjects, &claim.subject);
        }
        let mut by_path: Known<TagId> = project
            .tags()
            .map(|tag| {
                let family = project.tag_family(tag.id);
                let holds =
                    |claim: &&std::sync::Arc<crate::model::Claim>| !claim.tags.is_disjoint(&family);
                let count = match family.len() {
                    1 => tags.get(&tag.id).copied().unwrap_or_default(),
                    _ => project.claims().filter(holds).count(),
                };
                (tag.id, project.tag_path(tag.id), count)
            })
            .collect();
        by_path.sort_by(|a, b| a.1.cmp(&b.1));
        let frames = TimeFrame::ALL.into_iter().filter_map(|frame| {
            let count = *time_frames.get(&frame)?;
            Some((frame, frame.label().to_owned(), count))
        });
        Self {
            tags: by_path,
            units: most_first(units),
            time_frames: frames.collect(),
            publishers: most_first(publishers),
            claimants: most_first(claimants),
            subjects: most_first(subjects),
        }
    }
}

fn count_word(counts: &mut BTreeMap<String, usize>, word: &str) {
    if !word.trim().is_empty() {
        *counts.entry(word.to_owned()).or_default() += 1;
    }
}

fn most_first(counts: BTreeMap<String, usize>) -> Known<String> {
    let mut known: Known<String> = counts
        .into_iter()
        .map(|(word, count)| (word.clone(), word, count))
        .collect();
    known.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
    known
}

/// The known values with those that are chosen and that no claim has any more, so that they can
/// be let go.
fn with_chosen<T: Ord + Clone + Words>(
    known: &Known<T>,
    chosen: &BTreeSet<T>,
    project: &Project,
) -> Known<T> {
    let unknown = chosen
        .iter()
        .filter(|value| !known.iter().any(|(own, _, _)| own == *value));
    let unknown = unknown.map(|value| (value.clone(), value.words(project), 0));
    known.iter().cloned().chain(unknown).collect()
}

/// A value that can be said on screen.
pub trait Words {
    /// Its words.
    fn words(&self, project: &Project) -> String;
}

impl Words for String {
    fn words(&self, _: &Project) -> String {
        self.clone()
    }
}

impl Words for TagId {
    fn words(&self, project: &Project) -> String {
        match project.tag(*self) {
            Some(_) => project.tag_path(*self),
            None => "missing tag".to_owned(),
        }
    }
}

impl Words for TimeFrame {
    fn words(&self, _: &Project) -> String {
        self.label().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::charts::fixture;

    #[test]
    fn values_are_counted() {
        let values = Values::count(&fixture::project());
        assert_eq!(values.tags.len(), 1);
        assert_eq!((values.tags[0].1.as_str(), values.tags[0].2), ("aid", 6));
        let claimants: Vec<_> = values
            .claimants
            .iter()
            .map(|(_, name, count)| (name.as_str(), *count))
            .collect();
        assert_eq!(claimants, [("Jake Sullivan", 3), ("Lloyd Austin", 3)]);
        let frames: Vec<_> = values
            .time_frames
            .iter()
            .map(|(_, name, n)| (&**name, *n))
            .collect();
        assert_eq!(frames, [("in the period", 4), ("running total", 1)]);
    }

    #[test]
    fn what_is_chosen_and_gone_can_be_let_go() {
        let project = fixture::project();
        let chosen = BTreeSet::from(["Gone Gazette".to_owned()]);
        let known = with_chosen(&Values::count(&project).publishers, &chosen, &project);
        assert_eq!(
            known
                .last()
                .map(|(value, _, count)| (value.as_str(), *count)),
            Some(("Gone Gazette", 0))
        );
    }
}
