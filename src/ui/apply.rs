//! The one place where actions become changes of the state.

use egui::Context;

use super::action::{Action, Focus, Leave};
use super::app::App;
use super::dialog::{Dialog, Unsaved};
use super::jobs::Outcome;
use super::state::{Document, Selection, Tab, View};
use crate::edit::{self, Transaction, Typing};
use crate::model::{ClaimId, Entity, Key, TagId};
use crate::suggest::{self, Reader};

impl App {
    /// Does what a view asked for.
    pub(super) fn apply(&mut self, ctx: &Context, action: Action) {
        match action {
            Action::Run(command) => self.run(ctx, command),
            Action::Change {
                transaction,
                typing,
            } => self.change(transaction, typing),
            Action::EndTyping => {
                if let Some(document) = &mut self.state.document {
                    document.history.end_typing();
                }
            }
            Action::Refuse(text) => self.toasts.refuse(text),
            Action::Tell(text) => self.toasts.tell(text),
            Action::OpenArticle(article) => {
                if self.state.view.article != Some(article) {
                    self.state.view.article = Some(article);
                    self.state.view.selection = None;
                }
            }
            Action::ShowClaim { claim, jump } => self.show_claim(claim, jump),
            Action::ReleaseClaim => self.release(),
            Action::Select(selection) => self.state.view.selection = selection,
            Action::MakeClaim {
                selection,
                tag,
                focus,
            } => self.make_claim(&selection, tag, focus),
            Action::PressTagKey(digit) => self.press_tag_key(digit),
            Action::ShowTab(tab) => self.show_tab(tab),
            Action::OpenChart(chart) => {
                self.state.view.chart = Some(chart);
                self.show_tab(Tab::Charts);
            }
            Action::OpenNote(note) => {
                self.state.view.note = Some(note);
                self.show_tab(Tab::Notes);
            }
            Action::OpenTag(tag) => self.state.view.tag = tag,
            Action::ListClaims(list) => self.state.view.listed = list,
            Action::Find(query) => self.state.view.find = query,
            Action::Jump(range) => {
                if let Some(article) = self.state.article() {
                    self.panes.reader.jump(article, range);
                }
            }
            Action::Copy { text, what } => {
                ctx.copy_text(text);
                self.toasts.tell(format!("Copied {what}"));
            }
            Action::Focus(focus) => self.focus(focus),
            Action::Open(dialog) => self.dialog = Some(*dialog),
            Action::CloseDialog => {
                self.dialog = None;
                // A save that was called off leads nowhere.
                self.after_save = None;
            }
            Action::Pick(pick) => self.pick(pick, None),
            // These close their dialogs themselves: where a save leads stays in mind.
            Action::PickAgain { pick, path } => {
                self.dialog = None;
                self.pick(pick, Some(path));
            }
            Action::Picked { pick, paths } => {
                self.dialog = None;
                self.picked(ctx, pick, paths, false);
            }
            Action::WriteOver { pick, path } => {
                self.dialog = None;
                self.write_over(pick, path);
            }
            Action::Receive(paths) => self.receive_files(ctx, paths),
            Action::ReadAgain { article, encoding } => self.read_again(article, encoding),
            Action::Leave(leave) => self.leave(ctx, leave),
            Action::LeaveUnsaved(leave) => self.go(ctx, leave),
            Action::SaveAndLeave(leave) => {
                self.after_save = Some(leave);
                self.save();
            }
            Action::Forget(path) => self.state.settings.recent.retain(|own| *own != path),
        }
    }

    /// Changes the open project.
    pub(super) fn change(&mut self, transaction: Transaction, typing: Option<Typing>) {
        let Some(document) = &mut self.state.document else {
            return;
        };
        if transaction.is_empty() {
            return;
        }
        // A figure that is proposed again is nothing lost.
        let deletes = transaction.changes.iter().any(|change| {
            change.after.is_none()
                && !matches!(
                    change.before,
                    Some(Entity::Finding(_) | Entity::Dismissal(_))
                )
        });
        let label = transaction.label.clone();
        self.toasts.withdraw_undo();
        document
            .history
            .apply(&mut document.project, transaction, typing);
        if deletes {
            self.toasts.tell_with_undo(past(&label));
        }
        self.let_go_of_what_is_gone();
    }

    /// Takes the last step back, or makes it again, and shows where.
    pub(super) fn step(&mut self, back: bool) {
        let Some(document) = &mut self.state.document else {
            return;
        };
        let stepped = if back {
            document.history.undo(&mut document.project)
        } else {
            document.history.redo(&mut document.project)
        };
        let Some(transaction) = stepped else { return };
        let verb = if back { "Undone" } else { "Redone" };
        self.toasts.withdraw_undo();
        self.toasts.tell(format!("{verb}: {}", transaction.label));
        self.let_go_of_what_is_gone();
        let exists = |key: &Key| {
            self.state
                .project()
                .is_some_and(|project| project.get(*key).is_some())
        };
        match transaction
            .changes
            .iter()
            .map(|change| change.key)
            .find(exists)
        {
            Some(Key::Claim(claim)) if transaction.changes.len() == 1 => {
                self.show_claim(claim, false);
            }
            Some(Key::Article(article)) => self.state.view.article = Some(article),
            Some(Key::Chart(chart)) => self.state.view.chart = Some(chart),
            Some(Key::Note(note)) => self.state.view.note = Some(note),
            _ => {}
        }
    }

    /// What is looked at must exist.
    fn let_go_of_what_is_gone(&mut self) {
        let Some(document) = &self.state.document else {
            return;
        };
        let project = &document.project;
        let view = &mut self.state.view;
        let first_chart = project.charts().next().map(|chart| chart.id);
        let first_note = project.notes().next().map(|note| note.id);
        view.article = view.article.filter(|id| project.article(*id).is_some());
        view.claim = view.claim.filter(|id| project.claim(*id).is_some());
        view.chart = view
            .chart
            .filter(|id| project.chart(*id).is_some())
            .or(first_chart);
        view.note = view
            .note
            .filter(|id| project.note(*id).is_some())
            .or(first_note);
        view.tag = view.tag.filter(|id| project.tag(*id).is_some());
        let article = view.article;
        view.selection
            .take_if(|selection| Some(selection.article) != article);
    }

    fn show_claim(&mut self, id: ClaimId, jump: bool) {
        let Some(claim) = self
            .state
            .project()
            .and_then(|project| project.claim(id))
            .cloned()
        else {
            return;
        };
        let article = claim.passage.article;
        let elsewhere = self.state.view.article != Some(article);
        self.state.view.claim = Some(id);
        if elsewhere {
            self.state.view.article = Some(article);
            self.state.view.selection = None;
        }
        self.state.settings.show_inspector = true;
        if (jump || elsewhere)
            && let Some(article) = self.state.article()
        {
            self.panes.reader.jump(article, claim.passage.range());
        }
    }

    /// Lets go of the selected words first, then of the claim.
    fn release(&mut self) {
        match self.state.view.selection.take() {
            Some(selection) => self.panes.reader.clear_selection(selection.article),
            None => self.state.view.claim = None,
        }
    }

    fn show_tab(&mut self, tab: Tab) {
        self.state.view.tab = tab;
        self.state.settings.show_workbench = true;
    }

    /// Sends the keyboard somewhere and makes sure that place is on screen.
    pub(super) fn focus(&mut self, focus: Focus) {
        match focus {
            Focus::Reader => {
                if let Some(article) = self.state.article() {
                    self.panes.reader.focus(article);
                }
            }
            Focus::LibraryFilter => {
                self.state.settings.show_library = true;
                self.panes.library.focus_filter();
            }
            Focus::FindBar => self.panes.reader.open_find(),
            Focus::ClaimFigure | Focus::ClaimTag | Focus::ClaimNote => {
                self.state.settings.show_inspector = true;
                self.panes.inspector.focus(focus);
            }
        }
    }

    /// Makes a claim of words, with what the recogniser reads in them, as one step.
    fn make_claim(&mut self, selection: &Selection, tag: Option<TagId>, focus: Option<Focus>) {
        let clock = &self.state.clock;
        let Some(project) = self.state.project() else {
            return;
        };
        let Some(article) = project.article(selection.article) else {
            return;
        };
        let range = selection.range.clone();
        let proposal = Reader::of(project).proposal(article, range.clone());
        // What the words are about, as far as the codebook has a tag for it.
        let known = proposal.tag_paths.iter();
        let known: Vec<TagId> = known
            .filter_map(|path| project.tag_by_path(path))
            .map(|tag| tag.id)
            .collect();
        let Some(mut claim) = suggest::claim(article, range, proposal, clock) else {
            self.toasts.refuse("Select some words first");
            return;
        };
        match tag {
            Some(tag) => claim.tags.extend([tag]),
            None => claim.tags.extend(known),
        }
        let id = claim.id;
        match edit::claims::add(project, claim) {
            Ok(transaction) => {
                self.change(transaction, None);
                self.panes.reader.clear_selection(selection.article);
                self.state.view.selection = None;
                self.show_claim(id, false);
                self.toasts.tell("Claim made");
                if let Some(focus) = focus {
                    self.focus(focus);
                }
            }
            Err(error) => self.toasts.refuse(error.to_string()),
        }
    }

    fn press_tag_key(&mut self, digit: u8) {
        let Some(project) = self.state.project() else {
            return;
        };
        let Some(tag) = project.tag_by_key(digit).map(|tag| tag.id) else {
            self.toasts.refuse(format!(
                "No tag has the key {digit} yet; set one under Tags"
            ));
            return;
        };
        if let Some(selection) = self.state.view.selection.clone() {
            self.make_claim(&selection, Some(tag), None);
            return;
        }
        let claims = self.claims_meant();
        if !claims.is_empty() {
            match edit::claims::toggle_tag(project, &claims, tag) {
                Ok(transaction) => self.change(transaction, None),
                Err(error) => self.toasts.refuse(error.to_string()),
            }
        }
    }

    /// The claims that a command is about: the rows chosen in the table while it is in view and
    /// the claim in the inspector is one of them, else that claim alone.
    pub(super) fn claims_meant(&self) -> Vec<ClaimId> {
        let view = &self.state.view;
        let rows = self.panes.workbench.claims.chosen();
        let in_view = view.tab == Tab::Claims && self.state.settings.show_workbench;
        match view.claim {
            Some(claim) if in_view && rows.contains(&claim) => rows.iter().copied().collect(),
            claim => claim.into_iter().collect(),
        }
    }

    /// Whether closing now would lose something.
    pub(super) fn would_lose_work(&self) -> bool {
        self.state.document.as_ref().is_some_and(|document| {
            document.history.is_unsaved()
                && !(document.path.is_none() && document.project.is_empty())
        })
    }

    fn leave(&mut self, ctx: &Context, leave: Leave) {
        if !self.would_lose_work() {
            self.go(ctx, leave);
            return;
        }
        let project = self.state.document.as_ref().map(Document::display_name);
        let project = project.unwrap_or_default();
        self.dialog = Some(Dialog::Unsaved(Unsaved { project, leave }));
    }

    /// Leaves the open project, come what may.
    pub(super) fn go(&mut self, ctx: &Context, leave: Leave) {
        match leave {
            Leave::Quit => {
                self.may_close = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            Leave::ToStart => self.set_document(None),
            Leave::ToNew => {
                let project = self.empty_project();
                self.set_document(Some(project));
            }
            Leave::ToSample => self.open_sample(),
            Leave::ToFile(path) => self.open_file(path),
        }
    }

    /// Puts a project (or none) in the window and forgets what was looked at.
    pub(super) fn set_document(&mut self, document: Option<Document>) {
        self.state.document = document;
        self.state.view = View::default();
        self.panes = super::app::Panes::default();
        if let Some(project) = self.state.project() {
            // The newest article is what a person most likely wants to go on with.
            let newest = project.articles().max_by_key(|article| article.published);
            self.state.view.article = newest.map(|article| article.id);
        }
        self.let_go_of_what_is_gone();
    }

    /// Takes what came back from the background.
    pub(super) fn receive(&mut self, ctx: &Context, outcome: Outcome) {
        match outcome {
            Outcome::Opened { path, result } => self.opened(path, result),
            Outcome::Saved {
                path,
                state,
                result,
            } => self.saved(ctx, path, state, result),
            Outcome::Imported(files) => self.imported(files),
            Outcome::ReadAgain { article, result } => self.text_read_again(article, *result),
            Outcome::Exported { pick, path, result } => self.exported(pick, path, result),
            // The system's dialog has asked whether a file may be replaced.
            Outcome::Picked {
                pick,
                paths: Some(paths),
                ..
            } => self.picked(ctx, pick, paths, true),
            Outcome::Picked {
                pick,
                place,
                paths: None,
                at_once: true,
            } => {
                // No dialog service answered: ask here instead.
                self.open_path_box(pick, &place);
            }
            Outcome::Picked { .. } => self.after_save = None,
        }
    }
}

/// A step's name as something that was done: `Delete claim` becomes `Deleted claim`.
fn past(label: &str) -> String {
    label
        .strip_prefix("Delete ")
        .map_or_else(|| label.to_owned(), |rest| format!("Deleted {rest}"))
}
