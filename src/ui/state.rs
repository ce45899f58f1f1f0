//! What the window knows: the open project and what is looked at.
//!
//! Views read it as `&State` and push actions; only [`super::apply`] changes it, after the frame.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::figures::{FigureAt, Figures};
use super::overview::{FindingAt, Looked};
use super::trail::Trail;
use crate::clock::Clock;
use crate::import::Progress;
use crate::model::{
    Article, ArticleId, Chart, ChartId, Claim, ClaimId, DismissalId, Note, NoteId, Project, TagId,
    TermId,
};
use crate::search::TextOptions;
use crate::store::{Leftover, Settings};
use crate::suggest::Suggestion;

pub use super::document::{Document, ReadOnly};

/// What the window knows.
pub struct State {
    /// The open project; none on the start screen.
    pub document: Option<Document>,
    /// What is looked at.
    pub view: View,
    /// What the person chose once and for all.
    pub settings: Settings,
    /// What the recogniser found in the articles, and what of it waits.
    pub figures: Figures,
    /// The last look at the whole project: findings, conflicts, questions.
    pub looked: Looked,
    /// Work that crashes left behind, newest first.
    pub leftovers: Vec<Leftover>,
    /// What runs in the background, by name.
    pub busy: Vec<String>,
    /// Where "now" and fresh ids come from.
    pub clock: Clock,
}

/// What is looked at.
#[derive(Default)]
pub struct View {
    /// The article in the reader.
    pub article: Option<ArticleId>,
    /// The claim in the inspector: ringed in text, table and chart.
    pub claim: Option<ClaimId>,
    /// The recognised figure in the inspector, which nobody has decided about; not together with
    /// a claim.
    pub figure: Option<FigureAt>,
    /// The dismissed figure that is chosen in the review; not together with a claim or a figure
    /// that waits.
    pub dismissed: Option<DismissalId>,
    /// The claim that was just made of a recognised figure: Enter confirms it and goes on.
    pub fresh: Option<ClaimId>,
    /// The words selected in the reader.
    pub selection: Option<Selection>,
    /// What the workbench shows.
    pub tab: Tab,
    /// The chart that is open.
    pub chart: Option<ChartId>,
    /// The notebook's page that is open.
    pub note: Option<NoteId>,
    /// The tag that is being edited.
    pub tag: Option<TagId>,
    /// The page of the codebook.
    pub codebook: CodebookPage,
    /// The term that is being edited.
    pub term: Option<TermId>,
    /// Where was read before.
    pub trail: Trail,
    /// What is sought in the article.
    pub find: Sought,
    /// The row that is chosen among the findings.
    pub finding: Option<FindingAt>,
    /// Whether the claims in question are gone through above the text.
    pub questions: bool,
    /// A list of claims that the table is narrowed to, such as those a chart left out.
    pub listed: Option<ClaimList>,
    /// How far the import is that is under way.
    pub importing: Option<Arc<Progress>>,
}

/// What is sought in the open article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    /// The words, or a regular expression.
    pub words: String,
    /// How they are looked for.
    pub options: TextOptions,
}

/// Words selected in the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The article they stand in.
    pub article: ArticleId,
    /// Their bytes.
    pub range: Range<usize>,
}

/// A named list of claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimList {
    /// Why just these: `Left out of “Packages”: no date`.
    pub reason: String,
    /// The claims.
    pub claims: BTreeSet<ClaimId>,
}

/// What the codebook shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CodebookPage {
    /// The tags.
    #[default]
    Tags,
    /// The analyst's own words.
    Words,
}

/// What the workbench shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, strum::EnumIter)]
pub enum Tab {
    /// The table of claims.
    #[default]
    Claims,
    /// What is one fact, and where sources disagree.
    Findings,
    /// The charts.
    Charts,
    /// The notebook.
    Notes,
    /// The codebook.
    Tags,
    /// The figures of all articles that wait.
    Review,
    /// Everything that answers a question.
    Search,
}

impl Tab {
    /// As shown on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Claims => "Claims",
            Self::Findings => "Findings",
            Self::Charts => "Charts",
            Self::Notes => "Notes",
            Self::Tags => "Tags",
            Self::Review => "Review",
            Self::Search => "Search",
        }
    }
}

impl State {
    /// The open project's content.
    pub fn project(&self) -> Option<&Project> {
        self.document.as_ref().map(|document| &document.project)
    }

    /// Whether there is a project that may only be looked at.
    pub fn is_read_only(&self) -> bool {
        let document = self.document.as_ref();
        document.is_some_and(|document| document.read_only.is_some())
    }

    /// The article in the reader.
    pub fn article(&self) -> Option<&Article> {
        self.project()?
            .article(self.view.article?)
            .map(AsRef::as_ref)
    }

    /// The claim in the inspector.
    pub fn claim(&self) -> Option<&Claim> {
        self.project()?.claim(self.view.claim?).map(AsRef::as_ref)
    }

    /// The recognised figure in the inspector.
    pub fn figure(&self) -> Option<&Suggestion> {
        self.figures.at(self.view.figure.as_ref()?)
    }

    /// The chart that is open.
    pub fn chart(&self) -> Option<&Chart> {
        self.project()?.chart(self.view.chart?).map(AsRef::as_ref)
    }

    /// The page that is open.
    pub fn note(&self) -> Option<&Note> {
        self.project()?.note(self.view.note?).map(AsRef::as_ref)
    }

    /// Names the content of the project: as long as it stays the same, so does everything that
    /// was computed from it.
    pub fn revision(&self) -> u64 {
        self.document
            .as_ref()
            .map_or(0, |document| document.history.state())
    }
}
