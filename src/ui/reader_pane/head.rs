//! The head of the open article, and its question for the day of publication where nobody knows
//! it: figures that say no date of their own take that one.

use egui::{Key, TextEdit, Ui};

use super::super::action::{Action, Actions, Focus};
use super::super::entry::complain;
use super::super::theme::{self, UNIT};
use crate::edit;
use crate::import::typed_date;
use crate::model::{Article, ArticleId, Project, When};

/// The width of the field, in points.
const FIELD: f32 = 150.0;
/// What is asked, which is also the field's accessible name.
const QUESTION: &str = "When was this published?";

/// The question for an article's date, with what was typed so far.
#[derive(Default)]
pub struct DateQuestion {
    article: Option<ArticleId>,
    typed: String,
    problem: Option<String>,
}

impl DateQuestion {
    /// Asks below the byline; Enter sets the date.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        project: &Project,
        article: &Article,
        can_set: bool,
        actions: &mut Actions,
    ) {
        if self.article != Some(article.id) {
            *self = Self {
                article: Some(article.id),
                ..Self::default()
            };
        }
        ui.add_space(UNIT);
        ui.horizontal_wrapped(|ui| {
            let caption = ui.label(QUESTION);
            let field = TextEdit::singleline(&mut self.typed)
                .hint_text("2024-12-03 or 2024-12")
                .desired_width(FIELD);
            let field = ui.add_enabled(can_set, field).labelled_by(caption.id);
            if field.changed() {
                self.problem = None;
            }
            ui.label(theme::weak(
                ui,
                "Figures without a date take it. Enter sets it.",
            ));
            if !field.lost_focus() || self.typed.trim().is_empty() {
                return;
            }
            if ui.input(|input| input.key_pressed(Key::Escape)) {
                self.problem = None;
                self.typed.clear();
            } else if ui.input(|input| input.key_pressed(Key::Enter)) {
                match typed_date(self.typed.trim()) {
                    Ok(when) => {
                        actions.change(edit::articles::set_published(project, article.id, when));
                        actions.push(Action::Focus(Focus::Reader));
                        self.typed.clear();
                    }
                    Err(error) => {
                        self.problem = Some(error.to_string());
                        field.request_focus();
                    }
                }
            }
        });
        complain(ui, self.problem.as_deref());
    }
}

/// The line above the title: `Harbour Wire · 3 Dec 2024`.
pub fn kicker(article: &Article) -> String {
    let date = article.published.map(When::spoken);
    let parts = [
        Some(article.publisher.clone()).filter(|name| !name.is_empty()),
        date,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
