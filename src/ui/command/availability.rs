//! When a command can be done.

use super::Command;
use crate::findings::overview::State as RowState;
use crate::ui::state::{State, Tab};

impl Command {
    /// Whether it can be done now.
    pub fn enabled(self, state: &State) -> bool {
        self.makes_sense(state) && !(self.edits() && state.is_read_only())
    }

    /// Whether there is something to do it to, if only the project may be changed.
    pub(in crate::ui) fn makes_sense(self, state: &State) -> bool {
        let view = &state.view;
        let Some(document) = &state.document else {
            return matches!(
                self,
                Self::OpenSample
                    | Self::NewProject
                    | Self::OpenProject
                    | Self::ImportFiles
                    | Self::ImportFolder
                    | Self::SavingSettings
                    | Self::Quit
                    | Self::CaretMode
                    | Self::SnapToWords
                    | Self::ThemeSystem
                    | Self::ThemeLight
                    | Self::ThemeDark
                    | Self::ZoomIn
                    | Self::ZoomOut
                    | Self::ZoomReset
                    | Self::Palette
                    | Self::Shortcuts
                    | Self::Guide
                    | Self::QueryGuide
                    | Self::About
            );
        };
        match self {
            Self::RestoreVersion => document.path.is_some(),
            Self::Undo => document.history.undo_label().is_some(),
            Self::Redo => document.history.redo_label().is_some(),
            Self::MakeClaim => {
                let fresh = view.fresh.is_some() && view.fresh == view.claim;
                view.selection.is_some() || view.figure.is_some() || fresh
            }
            Self::MakeNoteClaim => view.selection.is_some() || view.figure.is_some(),
            Self::CopyQuote | Self::TeachWords => view.selection.is_some(),
            Self::DismissFigure | Self::ShowFigure | Self::AcceptAlike => view.figure.is_some(),
            Self::TakeDismissalBack => view.dismissed.is_some(),
            Self::AdjustPassage => state.claim().is_some_and(|claim| {
                let selection = view.selection.as_ref();
                selection.is_some_and(|selection| selection.article == claim.passage.article)
            }),
            Self::SettleConflicts => !document.conflicts.is_empty(),
            Self::GoBack => view.trail.can_go_back(),
            Self::GoForward => view.trail.can_go_forward(),
            Self::DeleteClaim | Self::MakeFinding => view.claim.is_some(),
            Self::TakeOutOfFinding | Self::SplitFinding => view.claim.is_some_and(|claim| {
                let mut findings = document.project.findings();
                findings.any(|finding| finding.claims.len() > 1 && finding.claims.contains(&claim))
            }),
            Self::AcceptFinding | Self::DismissFinding | Self::ExplainFinding => {
                let row = state.finding_row().filter(|_| view.tab == Tab::Findings);
                row.is_some_and(|row| match self {
                    Self::AcceptFinding => row.state == RowState::Proposed,
                    Self::ExplainFinding => row.state != RowState::Proposed,
                    _ => true,
                })
            }
            Self::NextClaim | Self::PreviousClaim => view
                .article
                .is_some_and(|article| document.project.claim_count_of(article) > 0),
            Self::Find
            | Self::GrowSelection
            | Self::ShrinkSelection
            | Self::ArticleDetails
            | Self::ReplaceText
            | Self::DeleteArticle
            | Self::NextFigure
            | Self::PreviousFigure => view.article.is_some(),
            Self::ArticleVersions => state
                .article()
                .is_some_and(|article| !article.versions.is_empty()),
            Self::KeepPlace | Self::DetachClaim => state
                .claim()
                .is_some_and(|claim| document.project.is_in_question(claim)),
            Self::MoveToSelection => {
                let article = view.selection.as_ref().map(|selection| selection.article);
                state
                    .claim()
                    .is_some_and(|claim| Some(claim.passage.article) == article)
            }
            Self::FindNext | Self::FindPrevious | Self::ClaimHits => {
                view.article.is_some() && !view.find.words.is_empty()
            }
            Self::NextArticle | Self::PreviousArticle => document.project.articles().len() > 0,
            Self::ExportChart | Self::DuplicateChart | Self::DeleteChart => {
                view.chart.is_some() && view.tab == Tab::Charts
            }
            Self::DeletePage | Self::ExportPage => view.note.is_some() && view.tab == Tab::Notes,
            _ => true,
        }
    }

    /// Whether it changes the open project or writes its file.
    pub(in crate::ui) fn edits(self) -> bool {
        matches!(
            self,
            Self::Save
                | Self::RestoreVersion
                | Self::ImportFiles
                | Self::ImportFolder
                | Self::Undo
                | Self::Redo
                | Self::MakeClaim
                | Self::MakeNoteClaim
                | Self::AdjustPassage
                | Self::KeepPlace
                | Self::MoveToSelection
                | Self::DetachClaim
                | Self::DeleteClaim
                | Self::DismissFigure
                | Self::TakeDismissalBack
                | Self::MakeFinding
                | Self::TakeOutOfFinding
                | Self::SplitFinding
                | Self::AcceptFinding
                | Self::DismissFinding
                | Self::AcceptAlike
                | Self::ClaimHits
                | Self::ReplaceText
                | Self::ArticleDetails
                | Self::DeleteArticle
                | Self::NewChart
                | Self::DuplicateChart
                | Self::DeleteChart
                | Self::ImportRates
                | Self::ImportPrices
                | Self::NewPage
                | Self::DeletePage
                | Self::ProjectDetails
        )
    }
}
