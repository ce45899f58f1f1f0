//! What is known about an article, to be put right.

use egui::{ComboBox, RichText, Ui};

use super::super::action::{Action, Actions};
use super::super::controls::field;
use super::super::state::State;
use super::super::theme::{self, Tokens, UNIT};
use super::{buttons, heading};
use crate::edit;
use crate::import::{Charset, typed_date};
use crate::model::{Article, ArticleId, Project};

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
            typed => typed_date(typed).map(Some),
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
        // What a file brought along stays as it is until somebody changes it.
        let link = match self.url.trim() {
            same if same == article.url => Ok(()),
            typed => check_link(typed),
        };
        if let Err(problem) = &link {
            ui.label(RichText::new(problem).color(Tokens::of(ui).danger));
        }
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
        ui.label(theme::weak(ui, origin));
        encoding(ui, project, article, actions);
        match buttons(ui, &["Done", "Cancel"], published.is_ok() && link.is_ok()) {
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

/// Whether a link leads to a page of the web; an article may have none.
fn check_link(link: &str) -> Result<(), String> {
    let lower = link.to_lowercase();
    let rest = ["https://", "http://"].map(|scheme| lower.strip_prefix(scheme));
    let host = rest.into_iter().flatten().next();
    let host = host.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    if link.is_empty() {
        Ok(())
    } else if link.contains(char::is_whitespace) {
        Err("A link has no spaces in it".to_owned())
    } else if host.is_none_or(str::is_empty) {
        Err("A link begins with https:// or http:// and the name of a site".to_owned())
    } else {
        Ok(())
    }
}

/// The encoding that the file was read in, and the way to read it in another.
fn encoding(ui: &mut Ui, project: &Project, article: &Article, actions: &mut Actions) {
    let from_a_file = std::path::Path::new(&article.source_file).is_file();
    let fixed = match (from_a_file, project.claim_count_of(article.id)) {
        (false, _) => Some("Its file is not there to be read again"),
        (true, 1..) => Some("Claims stand on this text"),
        (true, 0) => None,
    };
    ui.horizontal(|ui| {
        let caption = ui.label(theme::weak(ui, "Read as"));
        ui.add_enabled_ui(fixed.is_none(), |ui| {
            let chosen = ComboBox::from_id_salt("encoding")
                .selected_text(article.encoding.as_str())
                .show_ui(ui, |ui| {
                    for charset in Charset::common() {
                        let name = charset.name();
                        if ui
                            .selectable_label(name == article.encoding, name)
                            .clicked()
                        {
                            actions.push(Action::ReadAgain {
                                article: article.id,
                                encoding: charset,
                            });
                        }
                    }
                });
            chosen.response.labelled_by(caption.id).on_hover_text(
                "If letters look wrong, choose the encoding that the file was written in",
            );
        });
        if let Some(reason) = fixed {
            ui.label(theme::weak(ui, reason));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::check_link;

    #[test]
    fn a_link_leads_to_a_page_of_the_web() {
        for good in ["", "https://example.org/a?b", "HTTP://example.org"] {
            assert_eq!(check_link(good), Ok(()), "{good}");
        }
        let bad = [
            "example",
            "www.example.org",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://",
            "https:///a",
            "https://example.org/a b",
        ];
        for bad in bad {
            assert!(check_link(bad).is_err(), "{bad}");
        }
    }
}
