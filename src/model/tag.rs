//! The codebook.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString};

use super::TagId;

/// A code of the codebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Tag")]
pub struct Tag {
    /// Names the tag.
    pub id: TagId,
    /// Its own name, without its parents: `military` of `aid/military`.
    pub name: String,
    /// The tag above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<TagId>,
    /// Its colour, the same in every theme by name.
    pub colour: Swatch,
    /// The digit that sets it, 1 to 9.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<u8>,
    /// When to use it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
}

/// A colour by name; each theme and the print have their own value for it, so that contrast
/// holds everywhere. The set follows Okabe and Ito, whose hues colour-blind people can tell
/// apart, with four more for larger codebooks.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumIter,
    EnumString,
    Display,
)]
#[strum(serialize_all = "snake_case")]
pub enum Swatch {
    /// A deep blue.
    Blue,
    /// A clear orange.
    Orange,
    /// A bluish green.
    Green,
    /// A reddish purple.
    Purple,
    /// A vermilion.
    Red,
    /// A light blue.
    Sky,
    /// A yellow.
    Yellow,
    /// A pink.
    Pink,
    /// A brown.
    Brown,
    /// A turquoise.
    Teal,
    /// A neutral grey.
    Grey,
}

impl Swatch {
    /// The colour to give to the `count`-th tag.
    pub fn nth(count: usize) -> Self {
        use strum::IntoEnumIterator as _;
        let all: Vec<Self> = Self::iter().collect();
        all[count % all.len()]
    }
}
