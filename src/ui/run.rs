//! What each command of the table does.

use std::collections::BTreeSet;

use egui::Context;

use super::action::{Action, Focus, Leave};
use super::app::App;
use super::codebook::Lesson;
use super::command::Command;
use super::dialog::{
    ArticleDetails, Confirm, Dialog, ExportChart, Guide, Message, ProjectDetails, Saving, StepList,
};
use super::faults;
use super::files::Pick;
use super::findings::Mode;
use super::reading_settings::SIZES;
use super::shortcuts::ShortcutSheet;
use super::state::{CodebookPage, Tab};
use super::status::counted;
use crate::edit::{self, EditError, Transaction};
use crate::exchange;
use crate::model::{Chart, ClaimId, Embed, Note, NoteId};
use crate::store::{Theme, WorkbenchPlace};

impl App {
    /// Runs a command, if it can be done now.
    pub(super) fn run(&mut self, ctx: &Context, command: Command) {
        if command.edits() && self.refuses_edits() {
            return;
        }
        if !command.enabled(&self.state) {
            return;
        }
        if let Some(pick) = Pick::asked_by(command) {
            self.apply(ctx, Action::Pick(pick));
            return;
        }
        match command {
            Command::OpenSample => self.apply(ctx, Action::Leave(Leave::ToSample)),
            Command::NewProject => self.apply(ctx, Action::Leave(Leave::ToNew)),
            Command::CloseProject => self.apply(ctx, Action::Leave(Leave::ToStart)),
            Command::Quit => self.apply(ctx, Action::Leave(Leave::Quit)),
            Command::Save => self.save(),
            Command::History => self.dialog = Some(Dialog::History(StepList::default())),
            Command::RestoreVersion => self.list_backups(),
            Command::SavingSettings => {
                self.dialog = Some(Dialog::Saving(Saving::new(&self.state.settings)));
            }
            Command::SearchEverywhere => {
                self.apply(ctx, Action::ShowTab(Tab::Search));
                self.panes.workbench.search.focus();
            }
            Command::Undo => self.step(true),
            Command::Redo => self.step(false),
            Command::MakeClaim => self.make_claim(None),
            Command::MakeNoteClaim => self.make_claim(Some(Focus::ClaimNote)),
            Command::CopyQuote => self.copy_quote(ctx),
            Command::NextFigure => self.step_figure(true, true),
            Command::PreviousFigure => self.step_figure(false, true),
            Command::DismissFigure => self.dismiss_figure(),
            Command::TakeDismissalBack => self.take_dismissal_back(),
            Command::ShowFigure => {
                if let Some(figure) = self.state.view.figure.clone() {
                    self.show_figure(figure, true);
                }
            }
            Command::AcceptAlike => self.ask_to_accept_alike(),
            Command::TeachWords => self.teach_selection(ctx),
            Command::AdjustPassage => self.adjust_to_selection(),
            Command::GrowSelection => self.resize_selection(true),
            Command::ShrinkSelection => self.resize_selection(false),
            Command::GoBack => self.walk_trail(true),
            Command::GoForward => self.walk_trail(false),
            Command::CaretMode => self.switch_caret_mode(),
            Command::NextClaim => self.go_to_claim(ctx, true),
            Command::PreviousClaim => self.go_to_claim(ctx, false),
            Command::DeleteClaim => self.delete_claim(),
            Command::Find => self.focus(Focus::FindBar),
            Command::FindNext => self.find(true),
            Command::FindPrevious => self.find(false),
            Command::ClaimHits => self.ask_to_claim_hits(),
            Command::ArticleDetails => {
                self.dialog = self
                    .state
                    .article()
                    .map(ArticleDetails::of)
                    .map(Dialog::Article);
            }
            Command::ReplaceText => self.ask_for_text(),
            Command::ArticleVersions => self.show_versions(),
            Command::NextQuestion => self.go_to_question(ctx, true),
            Command::PreviousQuestion => self.go_to_question(ctx, false),
            Command::KeepPlace => self.keep_place(ctx),
            Command::MoveToSelection => self.move_to_selection(ctx),
            Command::DetachClaim => self.detach_claim(ctx),
            Command::DeleteArticle => self.delete_article(),
            Command::NextArticle => self.neighbour_article(ctx, true),
            Command::PreviousArticle => self.neighbour_article(ctx, false),
            Command::NewChart => self.new_chart(ctx),
            Command::DuplicateChart => self.duplicate_chart(ctx),
            Command::DeleteChart => self.delete_chart(),
            Command::ExportChart => {
                let chart = self.state.view.chart;
                self.dialog = chart.map(ExportChart::new).map(Dialog::ExportChart);
            }
            Command::NewPage => self.new_page(ctx),
            Command::DeletePage => self.delete_page(),
            Command::ExportPage => {
                if let Some(note) = self.state.view.note {
                    self.apply(ctx, Action::Pick(Pick::ExportPage(note)));
                }
            }
            Command::CheckProject => self.check_project(),
            Command::SettleConflicts => self.dialog = Some(Dialog::Conflicts),
            Command::ProjectDetails => {
                let info = self.state.project().map(|project| project.info().as_ref());
                self.dialog = info.map(ProjectDetails::of).map(Dialog::Project);
            }
            Command::ShowClaims => self.apply(ctx, Action::ShowTab(Tab::Claims)),
            Command::ShowCharts => self.apply(ctx, Action::ShowTab(Tab::Charts)),
            Command::ShowNotes => self.apply(ctx, Action::ShowTab(Tab::Notes)),
            Command::ShowTags => self.apply(ctx, Action::ShowCodebook(CodebookPage::Tags)),
            Command::ShowReview => {
                self.apply(ctx, Action::ShowTab(Tab::Review));
                self.panes.workbench.review.focus();
            }
            Command::MakeFinding => self.make_finding(ctx),
            Command::TakeOutOfFinding => self.part_from_finding(false),
            Command::SplitFinding => self.part_from_finding(true),
            Command::AcceptFinding => self.accept_finding(),
            Command::DismissFinding => self.dismiss_finding(),
            Command::ExplainFinding => self.panes.workbench.findings.explain(),
            Command::ShowFindings => self.show_findings(ctx, Mode::All),
            Command::ShowConflicts => self.show_findings(ctx, Mode::Conflicts),
            Command::OwnWords => self.apply(ctx, Action::ShowCodebook(CodebookPage::Words)),
            Command::Palette => {
                self.dialog = Some(Dialog::Palette(super::palette::Palette::default()));
            }
            Command::Guide => self.dialog = Some(Dialog::Guide(Guide::of_figures())),
            Command::QueryGuide => self.dialog = Some(Dialog::Guide(Guide::of_queries())),
            Command::Shortcuts => {
                self.dialog = Some(Dialog::Shortcuts(ShortcutSheet::default()));
            }
            Command::About => self.dialog = Some(Dialog::About),
            _ => self.change_settings(command),
        }
    }

    /// The commands that change nothing but settings.
    fn change_settings(&mut self, command: Command) {
        let settings = &mut self.state.settings;
        let zoomed = |by: f32| ((settings.zoom + by) * 10.0).round() / 10.0;
        match command {
            Command::ToggleLibrary => settings.show_library = !settings.show_library,
            Command::ToggleInspector => settings.show_inspector = !settings.show_inspector,
            Command::ToggleWorkbench => settings.show_workbench = !settings.show_workbench,
            Command::MoveWorkbench => {
                settings.show_workbench = true;
                if settings.workbench == WorkbenchPlace::Bottom && !self.panes.room_beside {
                    self.toasts.refuse(
                        "There is no room beside the text. Hide the library (Ctrl+L) or the \
                         inspector (Ctrl+I), or make the window wider",
                    );
                    return;
                }
                settings.workbench = match settings.workbench {
                    WorkbenchPlace::Bottom => WorkbenchPlace::Side,
                    WorkbenchPlace::Side => WorkbenchPlace::Bottom,
                };
            }
            Command::UnderlineFigures => settings.underline_figures = !settings.underline_figures,
            Command::SnapToWords => settings.snap_to_words = !settings.snap_to_words,
            Command::ThemeSystem => settings.theme = Theme::System,
            Command::ThemeLight => settings.theme = Theme::Light,
            Command::ThemeDark => settings.theme = Theme::Dark,
            Command::LargerText => {
                settings.reading_size = (settings.reading_size + 1.0).min(*SIZES.end());
            }
            Command::SmallerText => {
                settings.reading_size = (settings.reading_size - 1.0).max(*SIZES.start());
            }
            Command::ZoomIn => settings.zoom = zoomed(0.1).min(3.0),
            Command::ZoomOut => settings.zoom = zoomed(-0.1).max(0.5),
            Command::ZoomReset => settings.zoom = 1.0,
            other => log::error!("{other:?} is in no list of commands"),
        }
    }

    fn copy_quote(&mut self, ctx: &Context) {
        let quote = self.state.view.selection.as_ref().and_then(|selection| {
            let article = self.state.project()?.article(selection.article)?;
            exchange::quotation(article, selection.range.clone())
        });
        if let Some(text) = quote {
            self.apply(
                ctx,
                Action::Copy {
                    text,
                    what: "the quotation with its source",
                },
            );
        }
    }

    /// Opens the form of the analyst's own words, filled with the selected ones.
    fn teach_selection(&mut self, ctx: &Context) {
        let lesson = self.state.view.selection.as_ref().and_then(|selection| {
            let article = self.state.project()?.article(selection.article)?;
            let before = article.text.get(..selection.range.start)?;
            let words = article.text.get(selection.range.clone())?;
            let words: Vec<&str> = words.split_whitespace().collect();
            Some(Lesson {
                words: words.join(" "),
                counted: before.trim_end().ends_with(|c: char| c.is_ascii_digit()),
            })
        });
        if let Some(lesson) = lesson {
            self.apply(ctx, Action::Teach(lesson));
        }
    }

    /// Goes to the claim after (or before) the shown one, or after where the text was clicked.
    fn go_to_claim(&mut self, ctx: &Context, forward: bool) {
        let Some(article) = self.state.article() else {
            return;
        };
        let caret = self.panes.reader.caret(article);
        let Some(project) = self.state.project() else {
            return;
        };
        let claims: Vec<_> = project.claims_of(article.id).collect();
        let here = claims
            .iter()
            .position(|claim| Some(claim.id) == self.state.view.claim);
        let next = match (here, forward) {
            (Some(here), true) => claims.get(here + 1).or(claims.first()),
            (Some(here), false) => here
                .checked_sub(1)
                .map_or(claims.last(), |at| claims.get(at)),
            (None, true) => claims
                .iter()
                .find(|claim| claim.passage.start >= caret)
                .or(claims.first()),
            (None, false) => claims
                .iter()
                .rev()
                .find(|claim| claim.passage.start < caret)
                .or(claims.last()),
        };
        if let Some(claim) = next.map(|claim| claim.id) {
            self.apply(ctx, Action::ShowClaim { claim, jump: true });
        }
    }

    fn neighbour_article(&mut self, ctx: &Context, forward: bool) {
        if let Some(article) = self.panes.library.neighbour(&self.state, forward) {
            self.apply(ctx, Action::OpenArticle(article));
        }
    }

    /// Makes a change that was prepared, or says why not.
    fn change_or_refuse(&mut self, edit: Result<Transaction, EditError>) {
        match edit {
            Ok(transaction) => self.change(transaction, None),
            Err(error) => self.toasts.refuse(error.to_string()),
        }
    }

    fn delete_claim(&mut self) {
        let claims = self.claims_meant();
        let Some(project) = self.state.project().filter(|_| !claims.is_empty()) else {
            return;
        };
        let edit = edit::claims::delete(project, &claims);
        let embedding =
            |claim: &ClaimId| edit::notes::pages_embedding(project, Embed::Claim(*claim));
        let pages: BTreeSet<NoteId> = claims.iter().flat_map(embedding).collect();
        let question = match claims.len() {
            1 => "Delete this claim?".to_owned(),
            many => format!("Delete {many} claims?"),
        };
        self.delete(&question, page_consequence(pages.len()), edit);
    }

    fn delete_article(&mut self) {
        let Some((project, article)) = self.state.project().zip(self.state.article()) else {
            return;
        };
        let question = format!("Delete “{}”?", article.display_title());
        let claims = project.claim_count_of(article.id);
        let mut consequences = Vec::new();
        if claims > 0 {
            consequences.push(format!(
                "{} on it will go as well.",
                counted(claims, "claim")
            ));
        }
        let pages: BTreeSet<_> = project
            .claims_of(article.id)
            .flat_map(|claim| edit::notes::pages_embedding(project, Embed::Claim(claim.id)))
            .collect();
        consequences.extend(page_consequence(pages.len()));
        let edit = edit::articles::delete(project, article.id);
        self.delete(&question, consequences, edit);
    }

    fn delete_chart(&mut self) {
        let Some((project, chart)) = self.state.project().zip(self.state.chart()) else {
            return;
        };
        let question = format!("Delete the chart “{}”?", chart.title);
        let pages = edit::notes::pages_embedding(project, Embed::Chart(chart.id)).len();
        let edit = edit::charts::delete(project, chart.id);
        self.delete(&question, page_consequence(pages), edit);
    }

    fn delete_page(&mut self) {
        let Some((project, note)) = self.state.project().zip(self.state.note()) else {
            return;
        };
        let edit = edit::notes::delete(project, note.id);
        self.delete("Delete this page?", Vec::new(), edit);
    }

    /// Deletes at once where only the thing itself goes; asks where more goes with it.
    fn delete(
        &mut self,
        question: &str,
        consequences: Vec<String>,
        edit: Result<Transaction, EditError>,
    ) {
        if consequences.is_empty() {
            self.change_or_refuse(edit);
            return;
        }
        match edit {
            Ok(transaction) => {
                self.dialog = Some(Dialog::Confirm(Confirm {
                    question: question.to_owned(),
                    consequences,
                    verb: "Delete".to_owned(),
                    transaction: Some(transaction),
                }));
            }
            Err(error) => self.toasts.refuse(error.to_string()),
        }
    }

    fn new_chart(&mut self, ctx: &Context) {
        let Some(project) = self.state.project() else {
            return;
        };
        let chart = Chart::new(self.state.clock.fresh(), "Untitled chart");
        let id = chart.id;
        let transaction = edit::charts::put(project, chart);
        self.change(transaction, None);
        self.apply(ctx, Action::OpenChart(id));
    }

    fn duplicate_chart(&mut self, ctx: &Context) {
        let Some((project, chart)) = self.state.project().zip(self.state.chart()) else {
            return;
        };
        let id = self.state.clock.fresh();
        let copy = Chart {
            id,
            title: format!("{} (copy)", chart.title),
            ..chart.clone()
        };
        let transaction = edit::charts::put(project, copy);
        self.change(transaction, None);
        self.apply(ctx, Action::OpenChart(id));
    }

    fn new_page(&mut self, ctx: &Context) {
        let Some(project) = self.state.project() else {
            return;
        };
        let id = self.state.clock.fresh();
        let note = Note {
            id,
            title: "Untitled page".to_owned(),
            text: String::new(),
        };
        let transaction = edit::notes::put(project, note);
        self.change(transaction, None);
        self.apply(ctx, Action::OpenNote(id));
        self.panes.workbench.notebook.write_next();
    }

    fn check_project(&mut self) {
        let Some(project) = self.state.project() else {
            return;
        };
        let faults = crate::model::check::check(project);
        if faults.is_empty() {
            self.toasts
                .tell("Checked: every quote and reference is in order");
            return;
        }
        let lines = faults::lines(project, &faults);
        self.state.view.listed = faults::claims(&faults).or(self.state.view.listed.take());
        self.dialog = Some(Dialog::Message(Message {
            heading: format!("{} found", counted(faults.len(), "fault")),
            lines,
        }));
    }
}

/// What deleting does to pages that embed the thing.
fn page_consequence(pages: usize) -> Vec<String> {
    match pages {
        0 => Vec::new(),
        1 => vec!["A page of the notebook shows it and will say that it is gone.".to_owned()],
        many => vec![format!(
            "{many} pages of the notebook show it and will say that it is gone."
        )],
    }
}
