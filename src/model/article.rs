//! The imported text of one file and what is known about it.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{ArticleId, Passage, TextBlock, When};

/// The imported text of one file and its metadata.
///
/// The text is normalised once, at import (LF line ends, no byte order mark, NFC), before any
/// position in it exists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Article")]
pub struct Article {
    /// Names the article.
    pub id: ArticleId,
    /// The headline.
    pub title: String,
    /// The outlet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub publisher: String,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub byline: String,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<When>,
    /// Where it was published.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// The language it is written in, as a BCP 47 tag.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// The path or name of the file it came from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source_file: String,
    /// The encoding that the file was read in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub encoding: String,
    /// When it was imported.
    pub imported: Timestamp,
    /// BLAKE3 of the text, in hexadecimal: the same text twice has the same hash.
    pub hash: String,
    /// The text itself.
    pub text: Arc<str>,
    /// What its lines are where they are more than paragraphs, in the order of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<TextBlock>,
    /// The texts that stood here before, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<Version>,
    /// The words under its pictures, which are no part of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub captions: Vec<String>,
    /// BLAKE3 of the file that it came from, in hexadecimal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file_hash: String,
}

/// A text that an article had before another took its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Version")]
pub struct Version {
    /// When it was replaced.
    pub replaced: Timestamp,
    /// The path or name of the file it came from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source_file: String,
    /// BLAKE3 of the text, in hexadecimal.
    pub hash: String,
    /// The text itself.
    pub text: Arc<str>,
}

impl Article {
    /// The hash of a text: BLAKE3 in hexadecimal, 64 digits.
    pub fn hash_of(text: &str) -> String {
        blake3::hash(text.as_bytes()).to_hex().to_string()
    }

    /// Whether its text is, or was, the one of that hash.
    pub fn ever_had(&self, hash: &str) -> bool {
        self.hash == hash || self.versions.iter().any(|version| version.hash == hash)
    }

    /// The newest of its texts in which a passage stands with its context: the present one, or
    /// one that was replaced.
    pub fn text_of(&self, passage: &Passage) -> Option<&Arc<str>> {
        let earlier = self.versions.iter().rev().map(|version| &version.text);
        std::iter::once(&self.text)
            .chain(earlier)
            .find(|text| passage.stands_in(text))
    }

    /// What names the article in a list: its title, else its file, else a stand-in.
    pub fn display_title(&self) -> &str {
        [self.title.as_str(), self.source_file.as_str()]
            .into_iter()
            .find(|name| !name.trim().is_empty())
            .unwrap_or("Untitled article")
    }
}
