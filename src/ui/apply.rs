//! The one place where actions become changes of the state.

use egui::Context;

use super::action::{Action, Focus, Leave};
use super::app::App;
use super::autosave::Autosave;
use super::dialog::{Dialog, Discard, Unsaved};
use super::everywhere::Everywhere;
use super::jobs::Outcome;
use super::state::{CodebookPage, Document, Tab, View};
use crate::edit::{Change, Transaction, Typing};
use crate::model::{ArticleId, ClaimId, Entity, Key};

impl App {
    /// Does what a view asked for.
    pub(super) fn apply(&mut self, ctx: &Context, action: Action) {
        if action.edits() && self.refuses_edits() {
            return;
        }
        match action {
            Action::Run(command) => self.run(ctx, command),
            Action::Change {
                transaction,
                typing,
            } => self.change(transaction, typing),
            Action::EndTyping => self.end_typing(),
            Action::Refuse(text) => self.toasts.refuse(text),
            Action::Tell(text) => self.toasts.tell(text),
            Action::OpenArticle(article) => {
                self.panes.front.workbench = false;
                self.open_article(article);
                if !ctx.text_edit_focused() {
                    self.focus(Focus::Reader);
                }
            }
            Action::ShowClaim { claim, jump } => self.show_claim(claim, jump),
            Action::ShowFigure { figure, jump } => self.show_figure(figure, jump),
            Action::ShowDismissed { dismissal, jump } => self.show_dismissed(dismissal, jump),
            Action::ShowFinding(at) => self.state.view.finding = at,
            Action::AcceptFigure { tag } => self.accept_figure(tag, None),
            Action::AcceptAll(suggestions) => self.accept_all(suggestions),
            Action::Release => self.release(),
            Action::Select(selection) => self.state.view.selection = selection,
            Action::MakeClaim {
                selection,
                tag,
                focus,
            } => self.claim_selection(&selection, tag, focus),
            Action::AdjustPassage { claim, range } => self.adjust_passage(claim, range),
            Action::LeavePlace => self.leave_place(),
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
            Action::ShowCodebook(page) => {
                self.state.view.codebook = page;
                self.show_tab(Tab::Tags);
            }
            Action::OpenTerm(term) => self.state.view.term = term,
            Action::Teach(lesson) => {
                self.panes.workbench.codebook.words.begin(lesson);
                self.state.view.term = None;
                self.apply(ctx, Action::ShowCodebook(CodebookPage::Words));
            }
            Action::ListClaims(list) => self.state.view.listed = list,
            Action::Find(sought) => self.state.view.find = sought,
            Action::ClaimHits(wanted) => self.claim_hits(*wanted),
            Action::AnswerClaims(asked) => self.list_claims(*asked),
            Action::Search { question, query } => self.search(question, query),
            Action::Jump(range) => {
                self.panes.front.workbench = false;
                self.leave_place();
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
            Action::Paste(text) => self.import_pasted(text),
            Action::StopImport => self.stop_import(),
            Action::AddImported => self.add_listed(),
            Action::RetryImport { at, file, how } => self.retry_import(at, file, how),
            Action::ReadAgain { article, encoding } => self.read_again(article, encoding),
            Action::ReplaceText { article, source } => self.replace_text(article, source),
            Action::CompareVersions => self.start_comparing(),
            Action::ShowQuestions(open) => self.state.view.questions = open,
            Action::Leave(leave) => self.leave(ctx, leave),
            Action::LeaveUnsaved(leave) => self.go(ctx, leave),
            Action::SaveAndLeave(leave) => {
                self.after_save = Some(leave);
                self.save();
            }
            Action::Recover(leftover) => self.recover(*leftover),
            Action::LookWithout(path) => self.look_without(path),
            Action::AskToDiscard { leftover, to_file } => {
                self.dialog = Some(Dialog::Discard(Discard { leftover, to_file }));
            }
            Action::SettleConflict { place, theirs } => self.settle_conflict(place, theirs),
            Action::Discard { leftover, to_file } => self.discard(&leftover, to_file),
            Action::GoToStep(made) => self.go_to_step(made),
            Action::CompareBackup(backup) => self.compare_backup(backup),
            Action::ChangeSettings(settings) => self.state.settings = *settings,
            Action::Forget(path) => self.state.settings.recent.retain(|own| *own != path),
        }
    }

    fn end_typing(&mut self) {
        if let Some(document) = &mut self.state.document {
            document.end_typing();
        }
    }

    /// Changes the open project.
    pub(super) fn change(&mut self, transaction: Transaction, typing: Option<Typing>) {
        if transaction.is_empty() || self.refuses_edits() {
            return;
        }
        let now = self.state.clock.now();
        let Some(document) = &mut self.state.document else {
            return;
        };
        // A figure that is proposed again is nothing lost.
        let deletes = transaction.changes.iter().any(|change| {
            change.after.is_none()
                && !matches!(
                    change.before,
                    Some(Entity::Finding(_) | Entity::Dismissal(_) | Entity::Answer(_))
                )
        });
        let label = transaction.label.clone();
        self.toasts.withdraw_undo();
        let changes = transaction.changes.clone();
        document.change(transaction, typing, now);
        self.follow_figures(&changes);
        if deletes {
            self.toasts.tell_with_undo(past(&label));
        }
        self.let_go_of_what_is_gone();
    }

    /// Takes the last step back, or makes it again, and shows where.
    pub(super) fn step(&mut self, back: bool) {
        self.stop_long_steps();
        let now = self.state.clock.now();
        let Some(document) = &mut self.state.document else {
            return;
        };
        let stepped = if back {
            document.undo(now)
        } else {
            document.redo(now)
        };
        let Some(transaction) = stepped else { return };
        self.follow_figures(&transaction.changes);
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
            Some(Key::Term(term)) => self.state.view.term = Some(term),
            _ => self.show_again(&transaction.changes),
        }
    }

    /// Goes to a place in the history.
    fn go_to_step(&mut self, made: usize) {
        self.stop_long_steps();
        let now = self.state.clock.now();
        let Some(document) = &mut self.state.document else {
            return;
        };
        for step in document.go_to_step(made, now) {
            self.follow_figures(&step.changes);
        }
        self.toasts.withdraw_undo();
        self.let_go_of_what_is_gone();
    }

    /// What is looked at must exist.
    pub(super) fn let_go_of_what_is_gone(&mut self) {
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
        view.term = view.term.filter(|id| project.term(*id).is_some());
        let figures = &self.state.figures;
        view.figure.take_if(|figure| figures.at(figure).is_none());
        view.dismissed = view.dismissed.filter(|id| project.dismissal(*id).is_some());
        let article = view.article;
        view.selection
            .take_if(|selection| Some(selection.article) != article);
    }

    /// Has the recogniser read what a step changed, and looks again at what waits.
    pub(super) fn follow_figures(&mut self, changes: &[Change]) {
        if let Some(document) = &self.state.document {
            let to_read = self.state.figures.follow(&document.project, changes);
            self.readings.ask(to_read);
        }
    }

    /// Shows an article; the place in another can be come back to.
    pub(super) fn open_article(&mut self, article: ArticleId) {
        if self.state.view.article != Some(article) {
            self.leave_place();
            self.switch_article(article);
        }
    }

    /// Shows an article, and lets go of what is shown of another.
    pub(super) fn switch_article(&mut self, article: ArticleId) {
        let view = &mut self.state.view;
        if view.article != Some(article) {
            view.article = Some(article);
            view.selection = None;
            view.figure = None;
        }
    }

    pub(super) fn show_claim(&mut self, id: ClaimId, jump: bool) {
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
        if jump || elsewhere {
            self.leave_place();
        }
        // In a low window the table stays where it is while it is walked through; who chooses a
        // claim once more wants its words.
        let again = self.state.view.claim == Some(id);
        if jump && (again || self.state.view.tab != Tab::Claims) {
            self.panes.front.workbench = false;
        }
        self.state.view.claim = Some(id);
        self.state.view.figure = None;
        self.state.view.dismissed = None;
        self.state.view.fresh.take_if(|fresh| *fresh != id);
        if elsewhere {
            self.state.view.article = Some(article);
            self.state.view.selection = None;
        }
        self.state.settings.show_inspector = true;
        self.panes.front.library = false;
        if (jump || elsewhere)
            && let Some((project, article)) = self.state.project().zip(self.state.article())
        {
            let reader = &mut self.panes.reader;
            let revision = self.state.revision();
            // Words that are gone leave the reader where it is.
            if let Some(place) = reader
                .questions
                .place_of(revision, project, article, &claim)
            {
                reader.jump(article, place);
            }
        }
    }

    /// Lets go of the selected words first, then of the figure or claim.
    fn release(&mut self) {
        let view = &mut self.state.view;
        if let Some(selection) = view.selection.take() {
            self.panes.reader.clear_selection(selection.article);
        } else {
            view.figure = None;
            view.dismissed = None;
            view.claim = None;
            view.fresh = None;
        }
    }

    fn show_tab(&mut self, tab: Tab) {
        self.state.view.tab = tab;
        self.state.settings.show_workbench = true;
        self.panes.front.workbench = true;
    }

    /// Sends the keyboard somewhere and makes sure that place is on screen.
    pub(super) fn focus(&mut self, focus: Focus) {
        match focus {
            Focus::Reader => {
                if let Some(article) = self.state.article() {
                    self.panes.front.workbench = false;
                    self.panes.reader.focus(article);
                }
            }
            Focus::LibraryFilter => {
                self.state.settings.show_library = true;
                self.panes.bring_side(true);
                self.panes.library.focus_filter();
            }
            Focus::FindBar => {
                self.panes.front.workbench = false;
                self.leave_place();
                self.open_find();
            }
            Focus::ClaimFigure | Focus::ClaimTag | Focus::ClaimNote => {
                self.state.settings.show_inspector = true;
                self.panes.bring_side(false);
                self.panes.inspector.focus(focus);
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
        let document = self.state.document.as_ref();
        document.is_some_and(Document::would_be_lost)
    }

    fn leave(&mut self, ctx: &Context, leave: Leave) {
        if let Some((claim, refused)) = self.new_refusal() {
            self.show_claim(claim, false);
            self.toasts.refuse(format!(
                "“{refused}” was not taken. Put it right, or leave again to let it go"
            ));
            self.told_of_refusal = Some(refused);
            return;
        }
        if !self.would_lose_work() {
            self.go(ctx, leave);
            return;
        }
        let project = self.state.document.as_ref().map(Document::display_name);
        let project = project.unwrap_or_default();
        self.dialog = Some(Dialog::Unsaved(Unsaved { project, leave }));
    }

    /// A text that a field refused, which leaving would lose and of which nobody was told then.
    pub(super) fn new_refusal(&self) -> Option<(ClaimId, String)> {
        let refusal = self.panes.inspector.refused();
        refusal.filter(|(claim, text)| {
            let exists = self
                .state
                .project()
                .is_some_and(|project| project.claim(*claim).is_some());
            exists && self.told_of_refusal.as_ref() != Some(text)
        })
    }

    /// Leaves the open project, come what may.
    pub(super) fn go(&mut self, ctx: &Context, leave: Leave) {
        match leave {
            Leave::Quit => {
                self.may_close = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            Leave::ToStart => {
                self.set_document(None);
                self.look_for_leftovers();
            }
            Leave::ToNew => {
                let project = self.empty_project();
                self.set_document(Some(project));
            }
            Leave::ToSample => self.open_sample(),
            Leave::ToFile(path) => self.open_file(path, false),
        }
    }

    /// Puts a project (or none) in the window and forgets what was looked at.
    pub(super) fn set_document(&mut self, document: Option<Document>) {
        self.keep_reading();
        self.let_go_of_document();
        self.everywhere = Everywhere::default();
        self.stop_long_steps();
        self.autosave = Autosave::default();
        self.state.document = document;
        self.state.view = View::default();
        self.panes = super::panes::Panes::default();
        if let Some(project) = self.state.project() {
            // The newest article is what a person most likely wants to go on with.
            let newest = project.articles().max_by_key(|article| article.published);
            self.state.view.article = newest.map(|article| article.id);
        }
        self.remember_reading();
        self.readings.clear();
        let document = self.state.document.as_ref();
        let to_read = self
            .state
            .figures
            .open(document.map(|document| &document.project));
        self.readings.prefer(self.state.view.article);
        self.readings.ask(to_read);
        self.focus(Focus::Reader);
        self.let_go_of_what_is_gone();
    }

    /// Takes what came back from the background.
    pub(super) fn receive(&mut self, ctx: &Context, outcome: Outcome) {
        match outcome {
            Outcome::Opened {
                path,
                result,
                leftover,
                past,
                look,
            } => self.opened(path, result, leftover, past, look),
            Outcome::Leftovers(found) => self.state.leftovers = found,
            Outcome::Recovered(result) => self.recovered(*result),
            Outcome::Reread {
                path,
                result,
                then_save,
            } => self.file_changed(path, result, then_save),
            Outcome::ClaimsListed { answer, of } => self.claims_listed(*answer, &of),
            Outcome::Searched {
                question,
                found,
                of,
            } => self.searched(question, found, &of),
            Outcome::Backups(backups) => self.backups_listed(backups),
            Outcome::BackupCompared(difference) => self.backup_compared(*difference),
            Outcome::Nothing => {}
            Outcome::Found(found) => {
                if let Some(found) = *found {
                    self.panes.reader.find.take(found);
                }
            }
            Outcome::HitsRead(read) => self.hits_read(*read),
            Outcome::Saved {
                path,
                state,
                project,
                result,
            } => self.saved(ctx, path, state, project, result),
            Outcome::Imported(list) => self.imported(*list),
            Outcome::Accepted(accepted) => self.accepted(accepted),
            Outcome::Retried { at, read } => self.retried(at, *read),
            Outcome::TextReplaced(replaced) => self.text_replaced(ctx, replaced),
            Outcome::Compared {
                article,
                wanted,
                comparison,
            } => {
                if let Some(Dialog::Versions(dialog)) = &mut self.dialog {
                    dialog.take(article, wanted, comparison);
                }
            }
            Outcome::LookedOver(looked) => self.looked_over(*looked),
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
