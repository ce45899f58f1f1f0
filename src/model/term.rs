//! Words of the analyst's own, which the recogniser's lists do not hold.

use serde::{Deserialize, Serialize};

use super::{TagId, TermId};

/// Words and what the analyst says that they mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Term")]
pub struct Term {
    /// Names the term.
    pub id: TermId,
    /// The words as a text has them: `UK MoD`.
    pub words: String,
    /// What they mean.
    pub meaning: Meaning,
}

/// What words of the analyst's own mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Meaning {
    /// A thing that is counted.
    Unit {
        /// The unit of its figures, in the singular.
        unit: String,
    },
    /// Somebody who says things.
    Claimant {
        /// The name that claims carry.
        name: String,
    },
    /// What a figure beside them is about.
    Tag {
        /// The tag that its claim gets.
        tag: TagId,
    },
}

impl Term {
    /// Whether both cannot stand in one project: the same words, in any case, can mean one unit
    /// and one claimant, but several tags.
    pub fn clashes_with(&self, other: &Self) -> bool {
        let same_kind = match (&self.meaning, &other.meaning) {
            (Meaning::Tag { tag }, Meaning::Tag { tag: other }) => tag == other,
            (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
        };
        self.id != other.id && same_kind && self.words.to_lowercase() == other.words.to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_mean_one_unit_and_several_tags() {
        let term = |id, words: &str, meaning| Term {
            id: TermId::from_u128(id),
            words: words.to_owned(),
            meaning,
        };
        let unit = |name: &str| Meaning::Unit {
            unit: name.to_owned(),
        };
        let tag = |id| Meaning::Tag {
            tag: TagId::from_u128(id),
        };
        let lancet = term(1, "Lancet", unit("drone"));
        assert!(lancet.clashes_with(&term(2, "LANCET", unit("munition"))));
        assert!(!lancet.clashes_with(&lancet));
        assert!(!lancet.clashes_with(&term(2, "Lancets", unit("drone"))));
        assert!(!lancet.clashes_with(&term(2, "Lancet", tag(1))));
        assert!(!term(3, "Lancet", tag(2)).clashes_with(&term(2, "Lancet", tag(1))));
        assert!(term(3, "Lancet", tag(1)).clashes_with(&term(2, "lancet", tag(1))));
    }
}
