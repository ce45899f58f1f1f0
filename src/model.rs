//! What a project is: plain values, no files, no clock, no window.
//!
//! A [`Project`] holds entities under ids. It changes only through [`crate::edit`]; everybody
//! else reads. Positions are UTF-8 byte offsets on character boundaries of an article's text.

mod amount;
mod answer;
#[cfg(test)]
pub mod arbitrary;
mod article;
mod block;
mod chart;
pub mod check;
mod claim;
mod dismissal;
mod entity;
mod figure;
mod finding;
mod id;
mod note;
mod passage;
mod prices;
mod project;
mod rates;
mod tag;
mod term;
mod when;

pub use amount::{Amount, AmountError};
pub use answer::{Answer, Doubt};
pub use article::{Article, Version};
pub use block::{BlockKind, TextBlock};
pub use chart::{
    Arrangement, Chart, ChartKind, DatedEvent, Filter, GroupBy, Period, Pin, ReferenceLine, Scale,
};
pub use claim::{Claim, Grade, InformationGrade, SourceGrade, Stage};
pub use dismissal::Dismissal;
pub use entity::{Entity, Key};
pub(crate) use figure::plural;
pub use figure::{Bound, Figure, FigureKind, Per, TimeFrame};
pub use finding::{Finding, Rule};
pub use id::{
    AnswerId, ArticleId, ChartId, ClaimId, DismissalId, FindingId, NoteId, TagId, TermId,
};
pub use note::{Block, Embed, Note};
pub use passage::Passage;
pub use prices::Prices;
pub use project::{Project, ProjectInfo};
pub use rates::{Rates, RatesError};
pub use tag::{Swatch, Tag};
pub use term::{Meaning, Term};
pub use when::{Precision, When, WhenError};
