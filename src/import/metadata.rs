//! What a file says about its article, field by field.

use super::date::{self, Written};
use super::{Warning, error};
use crate::model::When;

/// What a file says about its article. The first word on each field stands.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Metadata {
    pub title: String,
    pub publisher: String,
    pub byline: String,
    pub published: Option<When>,
    pub url: String,
    pub language: String,
}

/// A field that a header line can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Publisher,
    Byline,
    Published,
    Url,
    /// `Source:`, which some write before the address and some before the outlet.
    UrlOrPublisher,
    Language,
}

/// The names under which files give the fields, in small letters.
const LABELS: &[(&str, Field)] = &[
    ("title", Field::Title),
    ("headline", Field::Title),
    ("publisher", Field::Publisher),
    ("publication", Field::Publisher),
    ("outlet", Field::Publisher),
    ("site", Field::Publisher),
    ("site name", Field::Publisher),
    ("byline", Field::Byline),
    ("by", Field::Byline),
    ("author", Field::Byline),
    ("authors", Field::Byline),
    ("published", Field::Published),
    ("published on", Field::Published),
    ("date", Field::Published),
    ("date published", Field::Published),
    ("datepublished", Field::Published),
    ("publication date", Field::Published),
    ("url", Field::Url),
    ("link", Field::Url),
    ("permalink", Field::Url),
    ("source", Field::UrlOrPublisher),
    ("language", Field::Language),
    ("lang", Field::Language),
];

const LANGUAGES: &[(&str, &str)] = &[
    ("english", "en"),
    ("ukrainian", "uk"),
    ("russian", "ru"),
    ("german", "de"),
    ("french", "fr"),
    ("polish", "pl"),
    ("spanish", "es"),
    ("italian", "it"),
];

impl Field {
    /// The field of that label, in any case.
    pub(super) fn labelled(label: &str) -> Option<Self> {
        let label = label.trim().to_lowercase().replace('_', " ");
        let (_, field) = LABELS.iter().find(|(name, _)| *name == label)?;
        Some(*field)
    }
}

impl Metadata {
    /// Takes in what a line says, unless the field is known already.
    pub(super) fn set(&mut self, field: Field, value: &str, warnings: &mut Vec<Warning>) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let slot = match field {
            Field::Title => &mut self.title,
            Field::Byline => &mut self.byline,
            Field::Url => &mut self.url,
            Field::UrlOrPublisher if is_address(value) => &mut self.url,
            Field::Publisher | Field::UrlOrPublisher => &mut self.publisher,
            Field::Published => return self.set_published(value, warnings),
            Field::Language => return self.set_language(value),
        };
        if slot.is_empty() {
            value.clone_into(slot);
        }
    }

    /// Takes over what is known there and not here.
    pub(super) fn fill_from(&mut self, other: Self) {
        let fill = |own: &mut String, other: String| {
            if own.is_empty() {
                *own = other;
            }
        };
        fill(&mut self.title, other.title);
        fill(&mut self.publisher, other.publisher);
        fill(&mut self.byline, other.byline);
        fill(&mut self.url, other.url);
        fill(&mut self.language, other.language);
        self.published = self.published.or(other.published);
    }

    fn set_published(&mut self, value: &str, warnings: &mut Vec<Warning>) {
        if self.published.is_some() {
            return;
        }
        match date::read(value) {
            Written::Known(when) => self.published = Some(when),
            Written::Ambiguous => warnings.push(Warning::AmbiguousDate(value.to_owned())),
            Written::None => warnings.push(Warning::UnknownDate(error::shortened(value))),
        }
    }

    /// A language is kept as a BCP 47 tag (RFC 5646) or not at all.
    fn set_language(&mut self, value: &str) {
        let lower = value.to_lowercase();
        let by_name = LANGUAGES.iter().find(|(name, _)| *name == lower);
        let mut parts = value.split('-');
        let is_tag = parts.next().is_some_and(|first| {
            (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic())
        }) && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        });
        if self.language.is_empty() {
            match by_name {
                Some((_, tag)) => (*tag).clone_into(&mut self.language),
                None if is_tag => value.clone_into(&mut self.language),
                None => {}
            }
        }
    }
}

fn is_address(value: &str) -> bool {
    let lower = value.to_lowercase();
    !value.contains(char::is_whitespace)
        && (lower.contains("://") || lower.starts_with("www.") || lower.contains(".com/"))
}
