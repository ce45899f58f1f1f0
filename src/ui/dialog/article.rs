//! What is known about an article, to be put right.

use egui::{RichText, Ui};

use super::super::action::{Action, Actions};
use super::super::controls::field;
use super::super::state::State;
use super::super::theme::{self, Tokens, UNIT};
use super::{buttons, heading};
use crate::edit;
use crate::model::{Article, ArticleId, When};

/// The fields of an article as they are being typed.
#[derive(Debug)]
pub struct ArticleDetails {
    article: ArticleId,
    title: String,
    publisher: String,
    byline: String,
    published: String,
    url: String,
    language: String,
}

impl ArticleDetails {
    /// The fields of that article.
    pub fn of(article: &Article) -> Self {
        Self {
            article: article.id,
            title: article.title.clone(),
            publisher: article.publisher.clone(),
            byline: article.byline.clone(),
            published: article
                .published
                .map(|when| when.to_string())
                .unwrap_or_default(),
            url: article.url.clone(),
            language: article.language.clone(),
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let Some(project) = state.project() else {
            return;
        };
        let Some(article) = project.article(self.article) else {
            return;
        };
        heading(ui, "Article details");
        field(ui, "Title", &mut self.title, "");
        field(
            ui,
            "Publisher",
            &mut self.publisher,
            "The outlet, such as Harbour Wire",
        );
        field(ui, "Byline", &mut self.byline, "Who wrote it");
        field(
            ui,
            "Published",
            &mut self.published,
            "2024-12-03, 2024-12 or 2024",
        );
        let published = match self.published.trim() {
            "" => Ok(None),
            typed => typed.parse::<When>().map(Some),
        };
        match &published {
            Ok(Some(when)) => {
                ui.label(theme::weak(ui, when.spoken()));
            }
            Ok(None) => {}
            Err(error) => {
                ui.label(RichText::new(error.to_string()).color(Tokens::of(ui).danger));
            }
        }
        field(ui, "Link", &mut self.url, "https://…");
        field(
            ui,
            "Language",
            &mut self.language,
            "A language tag, such as en or uk",
        );
        ui.add_space(UNIT);
        let mut origin = format!(
            "{} words · imported {}",
            article.text.split_whitespace().count(),
            article.imported.strftime("%-d %b %Y"),
        );
        if !article.source_file.is_empty() {
            origin = format!("{origin} from {}", article.source_file);
        }
        if !article.encoding.is_empty() {
            origin = format!("{origin} as {}", article.encoding);
        }
        ui.label(theme::weak(ui, origin));
        match buttons(ui, &["Done", "Cancel"], published.is_ok()) {
            Some(0) => {
                actions.push(Action::CloseDialog);
                let article = Article {
                    title: self.title.trim().to_owned(),
                    publisher: self.publisher.trim().to_owned(),
                    byline: self.byline.trim().to_owned(),
                    published: published.unwrap_or_default(),
                    url: self.url.trim().to_owned(),
                    language: self.language.trim().to_owned(),
                    ..article.as_ref().clone()
                };
                actions.change(edit::articles::set_details(project, article));
            }
            Some(_) => actions.push(Action::CloseDialog),
            None => {}
        }
    }
}
