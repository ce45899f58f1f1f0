//! Another text for an article: read and compared in the background, then made one step; and the
//! answers to what was in question after it.

use std::path::Path;

use egui::Context;

use super::action::{Action, TextSource};
use super::app::App;
use super::command::Command;
use super::dialog::{Dialog, ReplaceText, Versions};
use super::jobs::Outcome;
use super::status::counted;
use crate::anchor::Comparison;
use crate::edit::articles::{NewText, Replacement, replace_text};
use crate::edit::{self, EditError};
use crate::import::{self, Charset, ImportError, Options};
use crate::model::{ArticleId, ClaimId};
use crate::suggest::Reader;

/// What came of replacing a text.
pub struct TextReplaced {
    /// The article.
    article: ArticleId,
    /// The state of the project that it was made for.
    revision: u64,
    /// The text.
    text: NewText,
    /// The step.
    result: Result<Replacement, EditError>,
}

impl App {
    /// Asks for the new text of the open article.
    pub(super) fn ask_for_text(&mut self) {
        let article = self.state.article();
        self.dialog = article.map(ReplaceText::of).map(Dialog::ReplaceText);
    }

    /// Replaces an article's text.
    pub(super) fn replace_text(&mut self, article: ArticleId, source: TextSource) {
        self.start_replacing(article, move || match source {
            TextSource::File(path) => read_file(&path),
            TextSource::Pasted(text) => read_pasted(&text),
        });
    }

    fn start_replacing(
        &mut self,
        article: ArticleId,
        read: impl FnOnce() -> Result<NewText, ImportError> + Send + 'static,
    ) {
        let Some(project) = self.state.project().cloned() else {
            return;
        };
        let revision = self.state.revision();
        let now = self.state.clock.now();
        self.jobs.start("Replacing the text", move || {
            let replaced = read().map(|text| {
                let result = replace_text(&project, article, text.clone(), now);
                Box::new(TextReplaced {
                    article,
                    revision,
                    text,
                    result,
                })
            });
            Outcome::TextReplaced(replaced)
        });
    }

    /// Takes the outcome: one step, and the first question where there is one.
    pub(super) fn text_replaced(
        &mut self,
        ctx: &Context,
        replaced: Result<Box<TextReplaced>, ImportError>,
    ) {
        let replaced = match replaced {
            Ok(replaced) => *replaced,
            Err(error) => return self.toasts.refuse(error.to_string()),
        };
        if replaced.revision != self.state.revision() {
            // Something was done meanwhile: the step has to be made for what there is now.
            let text = replaced.text;
            return self.start_replacing(replaced.article, move || Ok(text));
        }
        match replaced.result {
            Ok(made) => {
                let asked = made.in_question.len();
                let told = told(&made);
                self.change(made.transaction, None);
                self.apply(ctx, Action::OpenArticle(replaced.article));
                self.toasts.tell(told);
                if asked > 0 {
                    self.state.view.claim = None;
                    self.apply(ctx, Action::Run(Command::NextQuestion));
                }
            }
            Err(error) => self.toasts.refuse(error.to_string()),
        }
    }

    /// Goes to the next claim in question and shows what may be meant.
    pub(super) fn go_to_question(&mut self, ctx: &Context, forward: bool) {
        let shown = self.state.claim().filter(|claim| {
            let project = self.state.project();
            project.is_some_and(|project| project.is_in_question(claim))
        });
        // Where they were closed is where they go on.
        let shown = shown.filter(|_| !self.state.view.questions);
        let next = match shown.map(|claim| claim.id) {
            Some(shown) => Some(shown),
            None => self.panes.reader.questions.neighbour(&self.state, forward),
        };
        self.state.view.questions = next.is_some();
        if let Some(claim) = next {
            self.apply(ctx, Action::ShowClaim { claim, jump: true });
        } else {
            self.toasts.tell("Every claim stands on its words");
        }
    }

    /// Keeps the shown claim at the place that is proposed.
    pub(super) fn keep_place(&mut self, ctx: &Context) {
        let revision = self.state.revision();
        let Some((project, article)) = self.state.project().zip(self.state.article()) else {
            return;
        };
        let Some(claim) = self.state.claim() else {
            return;
        };
        let questions = &mut self.panes.reader.questions;
        match questions.place_of(revision, project, article, claim) {
            Some(range) => {
                let claim = claim.clone();
                let lost = self.unsaid_figure(&claim, article, range.clone());
                let step = edit::claims::move_to(project, claim.id, range);
                self.answer(ctx, claim.id, step, lost);
            }
            None => self
                .toasts
                .refuse("These words are gone. Select others in the text, or detach the claim"),
        }
    }

    /// Puts the shown claim on the selected words.
    pub(super) fn move_to_selection(&mut self, ctx: &Context) {
        let Some(project) = self.state.project() else {
            return;
        };
        let selection = self.state.view.selection.as_ref();
        if let Some((claim, selection)) = self.state.claim().zip(selection) {
            let range = selection.range.clone();
            let lost = project
                .article(selection.article)
                .and_then(|article| self.unsaid_figure(claim, article, range.clone()));
            let (claim, article) = (claim.id, selection.article);
            let step = edit::claims::move_to(project, claim, range);
            self.answer(ctx, claim, step, lost);
            self.panes.reader.clear_selection(article);
            self.state.view.selection = None;
        }
    }

    /// Lets the shown claim keep words that its article does not hold.
    pub(super) fn detach_claim(&mut self, ctx: &Context) {
        if let Some((project, claim)) = self.state.project().zip(self.state.view.claim) {
            let step = edit::claims::detach(project, claim);
            self.answer(ctx, claim, step, None);
        }
    }

    /// Makes an answer a step, warns of a figure that the words do not say, and goes on to the next
    /// question while the questions are open.
    fn answer(
        &mut self,
        ctx: &Context,
        claim: ClaimId,
        step: Result<edit::Transaction, EditError>,
        lost: Option<String>,
    ) {
        // Found before the step: afterwards the claim is no longer among them.
        let next = self.panes.reader.questions.neighbour(&self.state, true);
        match step {
            Ok(step) => {
                let label = step.label.clone();
                self.change(step, None);
                match lost {
                    None => self.toasts.tell_with_undo(label),
                    Some(lost) => self.toasts.refuse(lost),
                }
            }
            Err(error) => return self.toasts.refuse(error.to_string()),
        }
        if !self.state.view.questions {
            return self.apply(ctx, Action::ShowClaim { claim, jump: true });
        }
        match next.filter(|next| *next != claim) {
            Some(claim) => self.apply(ctx, Action::ShowClaim { claim, jump: true }),
            None => self.state.view.questions = false,
        }
    }

    /// Shows what changed when the open article's text was replaced last.
    pub(super) fn show_versions(&mut self) {
        let article = self.state.article();
        self.dialog = article.and_then(Versions::of).map(Dialog::Versions);
        self.start_comparing();
    }

    /// Compares the versions that the dialog asks for.
    pub(super) fn start_comparing(&mut self) {
        let Some(project) = self.state.project() else {
            return;
        };
        let Some(Dialog::Versions(dialog)) = &self.dialog else {
            return;
        };
        let Some((article, old, new)) = dialog.wanted(project) else {
            return;
        };
        let wanted = dialog.choice();
        let context = Reader::of(project).context(&article);
        self.jobs.start("Comparing", move || Outcome::Compared {
            article: article.id,
            wanted,
            comparison: Comparison::of(&old, &new, &context).into(),
        });
    }
}

/// What became of the claims: `12 claims kept, 1 moved, 2 in question`.
fn told(made: &Replacement) -> String {
    let sure = made.kept + made.moved;
    let asked = made.in_question.len();
    match (sure, asked) {
        (0, 0) => "Text replaced; the old one is kept".to_owned(),
        (_, 0) => format!(
            "Text replaced; {} stayed on the words",
            counted(sure, "claim")
        ),
        (0, _) => format!("Text replaced; {} in question", counted(asked, "claim")),
        _ => format!(
            "Text replaced; {} stayed on the words, {asked} in question",
            counted(sure, "claim")
        ),
    }
}

fn read_file(path: &Path) -> Result<NewText, ImportError> {
    import::read_file(path, &Options::default()).map(NewText::from)
}

fn read_pasted(text: &str) -> Result<NewText, ImportError> {
    let options = Options {
        encoding: Charset::named("utf-8"),
    };
    let read = import::read_bytes("The pasted text.txt", text.as_bytes(), &options)?;
    Ok(NewText {
        source_file: String::new(),
        encoding: String::new(),
        file_hash: String::new(),
        ..NewText::from(read)
    })
}
