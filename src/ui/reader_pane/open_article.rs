//! One article that was opened: its indexed text, its reader, and the marks in it, brought up to
//! what there is now.

use std::sync::Arc;

use super::super::questions::Questions;
use super::super::reader::{Document, Highlights, Reader, Underlines, Viewpoint};
use super::super::state::State;
use super::super::theme::Tokens;
use super::marks;
use crate::import;
use crate::model::{Article, BlockKind, Project, TextBlock};
use crate::store::ReadingPlace;

/// An article with its reader and what is marked in it.
pub struct OpenArticle {
    /// The text that was indexed last.
    text: Arc<str>,
    /// The structure that was indexed with it.
    blocks: Vec<TextBlock>,
    /// The text, indexed.
    pub document: Document,
    /// Where the prose starts after the lines that repeat the head.
    pub body_start: usize,
    /// The view of it.
    pub reader: Reader,
    /// Its claims.
    pub highlights: Highlights,
    /// What the highlights were made of: the project's state and the theme.
    made_of: Option<(u64, bool)>,
    /// Its figures and dates.
    pub underlines: Underlines,
    /// What the underlines were made of: what is known of figures, and whether they are shown.
    underlined: Option<(u64, bool)>,
}

impl OpenArticle {
    /// An article that is opened for the first time.
    pub fn new(article: &Article) -> Self {
        Self {
            text: Arc::clone(&article.text),
            document: document(article),
            body_start: body_start(article),
            blocks: article.blocks.clone(),
            reader: Reader::new(),
            highlights: Highlights::new([]),
            made_of: None,
            underlines: Underlines::default(),
            underlined: None,
        }
    }

    /// Stands where it was read the last time, with the same words selected.
    pub fn return_to(&mut self, place: ReadingPlace) {
        let ReadingPlace {
            byte,
            below,
            selected,
        } = place;
        self.reader.return_to(Viewpoint { byte, below });
        if let Some(range) = selected {
            let range = self.document.clamp(&range);
            self.reader.select(range);
        }
    }

    /// Takes the text that the article has now.
    pub fn take_text(&mut self, article: &Article) {
        if Arc::ptr_eq(&self.text, &article.text) && self.blocks == article.blocks {
            return;
        }
        self.text = Arc::clone(&article.text);
        if self.document.text() != &*article.text || self.blocks != article.blocks {
            self.document = document(article);
            self.body_start = body_start(article);
            self.blocks.clone_from(&article.blocks);
            self.made_of = None;
            self.underlined = None;
        }
    }

    /// Brings highlights and underlines up to what there is now.
    pub fn refresh(
        &mut self,
        ctx: &egui::Context,
        state: &State,
        project: &Project,
        article: &Article,
        questions: &mut Questions,
    ) {
        let revision = state.revision();
        let made_of = (revision, Tokens::of(ctx).dark);
        if self.made_of != Some(made_of) {
            let waiting = questions.of(revision, project, article);
            self.highlights = marks::highlights(ctx, project, article, waiting);
            self.made_of = Some(made_of);
        }
        let shown = state.settings.underline_figures;
        let underlined = (state.figures.generation(), shown);
        if self.underlined != Some(underlined) {
            self.underlines = if shown {
                marks::underlines(&state.figures, article, self.body_start)
            } else {
                Underlines::default()
            };
            self.underlined = Some(underlined);
        }
    }
}

/// The text with its structure, but for the lines that only repeat the head.
fn document(article: &Article) -> Document {
    let body = body_start(article);
    let blocks = article.blocks.iter().filter(|block| block.start >= body);
    Document::structured(Arc::clone(&article.text), body, blocks.copied().collect())
}

/// Where the prose starts: after the lines that speak about the text, and after a heading that is
/// the title, which stands in the head already.
fn body_start(article: &Article) -> usize {
    let text = &article.text;
    let start = import::body_start(text);
    let first = article
        .blocks
        .first()
        .filter(|block| matches!(block.kind, BlockKind::Heading(_)) && block.stands_in(text));
    let title_end = first.and_then(|block| {
        let line = text[block.start + block.sign..].lines().next()?;
        let before = text[..block.start].trim().is_empty();
        let end = block.start + block.sign + line.len();
        (before && line.trim() == article.title.trim()).then_some(end)
    });
    start.max(title_end.unwrap_or(0))
}
