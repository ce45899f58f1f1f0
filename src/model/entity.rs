//! What a project is made of, under one name each.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Answer, AnswerId, Article, ArticleId, Chart, ChartId, Claim, ClaimId, Dismissal, DismissalId,
    Finding, FindingId, Note, NoteId, ProjectInfo, Tag, TagId, Term, TermId,
};

/// Names one entity of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// The project's own properties.
    Info,
    /// An article.
    Article(ArticleId),
    /// A tag.
    Tag(TagId),
    /// A claim.
    Claim(ClaimId),
    /// A finding.
    Finding(FindingId),
    /// A chart.
    Chart(ChartId),
    /// A page of the notebook.
    Note(NoteId),
    /// Words of the analyst's own.
    Term(TermId),
    /// A figure that is not wanted.
    Dismissal(DismissalId),
    /// What a person said to a question.
    Answer(AnswerId),
}

impl Key {
    /// The entity's id; none for the project's own properties.
    pub fn uuid(self) -> Option<Uuid> {
        let number = match self {
            Self::Info => return None,
            Self::Article(id) => id.as_u128(),
            Self::Tag(id) => id.as_u128(),
            Self::Claim(id) => id.as_u128(),
            Self::Finding(id) => id.as_u128(),
            Self::Chart(id) => id.as_u128(),
            Self::Note(id) => id.as_u128(),
            Self::Term(id) => id.as_u128(),
            Self::Dismissal(id) => id.as_u128(),
            Self::Answer(id) => id.as_u128(),
        };
        Some(Uuid::from_u128(number))
    }
}

impl fmt::Display for Key {
    /// As an error names it: `claim 0193…`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Info => f.write_str("project"),
            Self::Article(id) => write!(f, "article {id}"),
            Self::Tag(id) => write!(f, "tag {id}"),
            Self::Claim(id) => write!(f, "claim {id}"),
            Self::Finding(id) => write!(f, "finding {id}"),
            Self::Chart(id) => write!(f, "chart {id}"),
            Self::Note(id) => write!(f, "page {id}"),
            Self::Term(id) => write!(f, "term {id}"),
            Self::Dismissal(id) => write!(f, "dismissal {id}"),
            Self::Answer(id) => write!(f, "answer {id}"),
        }
    }
}

/// One entity of a project, shared: cloning it costs a counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entity {
    /// The project's own properties.
    Info(Arc<ProjectInfo>),
    /// An article.
    Article(Arc<Article>),
    /// A tag.
    Tag(Arc<Tag>),
    /// A claim.
    Claim(Arc<Claim>),
    /// A finding.
    Finding(Arc<Finding>),
    /// A chart.
    Chart(Arc<Chart>),
    /// A page of the notebook.
    Note(Arc<Note>),
    /// Words of the analyst's own.
    Term(Arc<Term>),
    /// A figure that is not wanted.
    Dismissal(Arc<Dismissal>),
    /// What a person said to a question.
    Answer(Arc<Answer>),
}

impl Entity {
    /// The entity's name.
    pub fn key(&self) -> Key {
        match self {
            Self::Info(_) => Key::Info,
            Self::Article(article) => Key::Article(article.id),
            Self::Tag(tag) => Key::Tag(tag.id),
            Self::Claim(claim) => Key::Claim(claim.id),
            Self::Finding(finding) => Key::Finding(finding.id),
            Self::Chart(chart) => Key::Chart(chart.id),
            Self::Note(note) => Key::Note(note.id),
            Self::Term(term) => Key::Term(term.id),
            Self::Dismissal(dismissal) => Key::Dismissal(dismissal.id),
            Self::Answer(answer) => Key::Answer(answer.id),
        }
    }
}

impl Entity {
    /// What a person calls it: a title, a name, or the words it stands on; none for the project's
    /// own properties.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Info(_) => None,
            Self::Article(article) => Some(article.display_title()),
            Self::Tag(tag) => Some(&tag.name),
            Self::Claim(claim) => Some(&claim.passage.quote),
            Self::Finding(finding) => Some(&finding.title),
            Self::Chart(chart) => Some(&chart.title),
            Self::Note(note) => Some(&note.title),
            Self::Term(term) => Some(&term.words),
            Self::Dismissal(dismissal) => Some(&dismissal.passage.quote),
            Self::Answer(answer) => Some(&answer.reason),
        }
    }
}

macro_rules! into_entity {
    ($($name:ident($type:ty)),+ $(,)?) => {$(
        impl From<$type> for Entity {
            fn from(value: $type) -> Self {
                Self::$name(Arc::new(value))
            }
        }
    )+};
}

into_entity! {
    Info(ProjectInfo),
    Article(Article),
    Tag(Tag),
    Claim(Claim),
    Finding(Finding),
    Chart(Chart),
    Note(Note),
    Term(Term),
    Dismissal(Dismissal),
    Answer(Answer),
}
