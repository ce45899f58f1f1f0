//! Asks for the text that takes the place of an article's: pasted, or a file.

use std::path::Path;

use egui::{Label, ScrollArea, Ui};

use super::super::action::{Action, Actions, TextSource};
use super::super::controls::text_area;
use super::super::files::Pick;
use super::super::state::State;
use super::super::theme::{self, UNIT};
use super::{buttons, heading, list_height};
use crate::model::{Article, ArticleId};

/// The text as it is pasted so far.
#[derive(Debug)]
pub struct ReplaceText {
    article: ArticleId,
    text: String,
    asked_for_focus: bool,
}

impl ReplaceText {
    /// The dialog for one article.
    pub fn of(article: &Article) -> Self {
        Self {
            article: article.id,
            text: String::new(),
            asked_for_focus: false,
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let Some(article) = state
            .project()
            .and_then(|project| project.article(self.article))
        else {
            return;
        };
        heading(
            ui,
            &format!("Replace the text of “{}”", article.display_title()),
        );
        let what = "Claims stay on their words. Where that is not sure, you are asked. The text \
                    that stood here is kept as a version.";
        ui.add(Label::new(what).wrap());
        ui.add_space(UNIT);
        let most = list_height(ui, 260.0, 180.0);
        ScrollArea::vertical().max_height(most).show(ui, |ui| {
            let hint = "Paste the newer text here, or choose its file";
            let field = text_area(ui, "New text", &mut self.text, hint, 10);
            if !self.asked_for_focus {
                field.request_focus();
                self.asked_for_focus = true;
            }
        });
        let own = Path::new(&article.source_file);
        if own.is_file() {
            ui.add_space(UNIT);
            ui.horizontal_wrapped(|ui| {
                if ui.button("Read its file again").clicked() {
                    self.replace(actions, TextSource::File(own.to_owned()));
                }
                ui.label(theme::weak(ui, &article.source_file));
            });
        }
        let pasted = !self.text.trim().is_empty();
        match buttons(ui, &["Replace", "Choose file…", "Cancel"], pasted) {
            Some(0) => {
                let text = std::mem::take(&mut self.text);
                self.replace(actions, TextSource::Pasted(text));
            }
            Some(1) => {
                actions.push(Action::CloseDialog);
                actions.push(Action::Pick(Pick::ReplaceText(self.article)));
            }
            Some(_) => actions.push(Action::CloseDialog),
            None => {}
        }
    }

    fn replace(&self, actions: &mut Actions, source: TextSource) {
        actions.push(Action::CloseDialog);
        actions.push(Action::ReplaceText {
            article: self.article,
            source,
        });
    }
}
