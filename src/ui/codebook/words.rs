//! The analyst's own words: the list of what was taught, and beside it the form of the chosen
//! term or of the next one.
//!
//! Terms change only through the edits that the form asks for.

mod form;

use egui::{
    Label, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2,
};

use self::form::Form;
use super::ROW;
use crate::model::{Meaning, Project, Term, TermId};
use crate::ui::action::{Action, Actions};
use crate::ui::controls::swatch_dot;
use crate::ui::state::State;
use crate::ui::theme::{SMALL, Tokens, UNIT};

/// Words to be taught, as far as they are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lesson {
    /// The words.
    pub words: String,
    /// Whether a number stands right before them, as before a thing that is counted.
    pub counted: bool,
}

/// The list of terms and the form.
#[derive(Default)]
pub struct Words {
    form: Form,
    rows: Rows,
}

/// The terms in the order of their words, and from which state of the project.
#[derive(Default)]
struct Rows {
    of: Option<u64>,
    terms: Vec<TermId>,
}

impl Words {
    /// Fills the form with words that are to be taught.
    pub fn begin(&mut self, lesson: Lesson) {
        self.form.begin(lesson);
    }

    /// Draws the list; the button over it makes room for the next words.
    pub(super) fn list(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let Some(project) = state.project() else {
            return;
        };
        self.rows.bring_up_to_date(project, state.revision());
        if ui
            .button("Teach other words")
            .on_hover_text("Begin with an empty form")
            .clicked()
        {
            actions.push(Action::Teach(Lesson::default()));
        }
        ui.add_space(UNIT);
        if self.rows.terms.is_empty() {
            let nothing = "Nothing is taught yet. In an article, select words and press T.";
            let nothing = RichText::new(nothing)
                .size(SMALL)
                .color(Tokens::of(ui).weak);
            ui.add(Label::new(nothing).wrap());
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let scroll = ScrollArea::vertical()
            .id_salt("own words")
            .auto_shrink(false);
        scroll.show_rows(ui, ROW, self.rows.terms.len(), |ui, visible| {
            for id in &self.rows.terms[visible] {
                if let Some(term) = project.term(*id) {
                    let chosen = state.view.term == Some(*id);
                    if draw_row(ui, project, term, chosen).clicked() {
                        actions.push(Action::OpenTerm(Some(*id)));
                    }
                }
            }
        });
    }

    /// Draws the form of the chosen term, or of words that are not taught yet.
    pub(super) fn form(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let Some(project) = state.project() else {
            return;
        };
        let term = state.view.term.and_then(|term| project.term(term));
        let scroll = ScrollArea::vertical().id_salt("term").auto_shrink(false);
        scroll.show(ui, |ui| {
            ui.set_max_width((ui.available_width() - 2.0 * UNIT).min(460.0));
            self.form
                .show(ui, state, project, term.map(AsRef::as_ref), actions);
        });
    }
}

impl Rows {
    fn bring_up_to_date(&mut self, project: &Project, revision: u64) {
        if self.of == Some(revision) {
            return;
        }
        self.of = Some(revision);
        let mut terms: Vec<&Term> = project.terms().map(AsRef::as_ref).collect();
        terms.sort_by_key(|term| (term.words.to_lowercase(), term.id));
        self.terms = terms.into_iter().map(|term| term.id).collect();
    }
}

/// What a term means, in a few words.
fn meaning(project: &Project, term: &Term) -> String {
    match &term.meaning {
        Meaning::Unit { unit } => format!("unit {unit}"),
        Meaning::Claimant { name } => format!("claimant {name}"),
        Meaning::Tag { tag } => format!("tag {}", project.tag_path(*tag)),
    }
}

fn draw_row(ui: &mut Ui, project: &Project, term: &Term, chosen: bool) -> egui::Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let meaning = meaning(project, term);
    let name = format!("{}, {meaning}", term.words);
    response.widget_info(|| WidgetInfo::selected(egui::Role::ListItem, true, chosen, &name));
    let fill = match (chosen, response.hovered()) {
        (true, _) => Some(tokens.chosen),
        (false, true) => Some(tokens.hover),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 4, fill);
    }
    if response.has_focus() {
        let stroke = Stroke::new(1.0, tokens.accent);
        ui.painter()
            .rect_stroke(rect, 4, stroke, StrokeKind::Inside);
    }
    let label = |text: RichText| {
        Label::new(text)
            .truncate()
            .selectable(false)
            .sense(Sense::empty())
    };
    let inner = rect.shrink2(vec2(1.5 * UNIT, 0.0));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        ui.columns_const(|[left, right]| {
            left.set_height(ROW);
            right.set_height(ROW);
            left.horizontal_centered(|ui| ui.add(label(RichText::new(&term.words))));
            right.horizontal_centered(|ui| {
                if let Meaning::Tag { tag } = term.meaning
                    && let Some(tag) = project.tag(tag)
                {
                    swatch_dot(ui, tag.colour);
                }
                let meaning = RichText::new(meaning).size(SMALL).color(tokens.weak);
                ui.add(label(meaning));
            });
        });
    });
    response.on_hover_text(name)
}

#[cfg(test)]
mod tests;
