//! Another text for an article, with its claims put back on their words.
//!
//! What [`crate::anchor`] is sure of moves in the same step; everything else keeps its words and
//! its old place, where `check`, the table and the inspector see that they do not match, until a
//! person has said what is meant. The old text stays as a version.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::super::{Draft, EditError, Transaction};
use crate::anchor::{Anchoring, Answer};
use crate::import::ImportedArticle;
use crate::model::{
    Article, ArticleId, Claim, ClaimId, Dismissal, Key, Passage, Project, TextBlock, Version,
};

/// A text that is to take the place of an article's, in its normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewText {
    /// The text.
    pub text: Arc<str>,
    /// What its lines are where they are more than paragraphs.
    pub blocks: Vec<TextBlock>,
    /// The path or name of the file it came from; empty for a pasted one.
    pub source_file: String,
    /// The encoding that the file was read in.
    pub encoding: String,
    /// BLAKE3 of the file, in hexadecimal; empty for a pasted text.
    pub file_hash: String,
    /// The words under its pictures.
    pub captions: Vec<String>,
}

/// The step that replaces a text, and what it does to the claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The step.
    pub transaction: Transaction,
    /// How many claims stand among the same words as before.
    pub kept: usize,
    /// How many claims stand among others.
    pub moved: usize,
    /// The claims that a person has to look at, in the order of the old text.
    pub in_question: Vec<ClaimId>,
}

impl From<ImportedArticle> for NewText {
    fn from(read: ImportedArticle) -> Self {
        Self {
            text: read.text.into(),
            blocks: read.blocks,
            source_file: read.source_file,
            encoding: read.encoding,
            file_hash: read.file_hash,
            captions: read.captions,
        }
    }
}

/// Gives an article another text and puts its claims back on their words. What is known about the
/// article stays.
///
/// # Errors
/// [`EditError::Gone`] where there is no such article, [`EditError::SameText`] where it has that
/// text.
pub fn replace_text(
    project: &Project,
    id: ArticleId,
    new: NewText,
    now: Timestamp,
) -> Result<Replacement, EditError> {
    let mut draft = Draft::new(project);
    let old = draft.article(id)?;
    if old.text == new.text {
        return Err(EditError::SameText);
    }
    let mut versions = old.versions.clone();
    versions.push(Version {
        replaced: now,
        source_file: old.source_file.clone(),
        hash: old.hash.clone(),
        text: Arc::clone(&old.text),
    });
    let article = Article {
        hash: Article::hash_of(&new.text),
        text: new.text,
        blocks: new.blocks,
        source_file: new.source_file,
        encoding: new.encoding,
        versions,
        file_hash: new.file_hash,
        captions: new.captions,
        ..old.as_ref().clone()
    };
    let mut followed = Followed::new(&old, &article);
    let (mut kept, mut moved, mut in_question) = (0, 0, Vec::new());
    for claim in project.claims_of(id).filter(|claim| !claim.detached) {
        let passage = match followed.answer(&claim.passage) {
            Answer::Kept(range) => {
                kept += 1;
                Passage::at(id, &article.text, range)
            }
            Answer::Moved(range) => {
                moved += 1;
                Passage::at(id, &article.text, range)
            }
            Answer::InQuestion(_) | Answer::Gone => {
                in_question.push(claim.id);
                None
            }
        };
        if let Some(passage) = passage {
            draft.put(Claim {
                passage,
                ..claim.as_ref().clone()
            });
        }
    }
    for dismissal in project.dismissals_of(id) {
        let passage = match followed.answer(&dismissal.passage) {
            Answer::Kept(range) | Answer::Moved(range) => Passage::at(id, &article.text, range),
            // The figure is proposed again, which asks the person anew.
            Answer::InQuestion(_) | Answer::Gone => None,
        };
        match passage {
            Some(passage) => draft.put(Dismissal {
                id: dismissal.id,
                passage,
            }),
            None => draft.remove(Key::Dismissal(dismissal.id)),
        }
    }
    let title = article.display_title().to_owned();
    draft.put(article);
    Ok(Replacement {
        transaction: draft.finish(format!("Replace text of “{title}”")),
        kept,
        moved,
        in_question,
    })
}

/// Follows passages into the new text, each from the text that it stands in: one that waits for
/// an answer since an earlier replacement stands in an older one.
struct Followed<'a> {
    old: &'a Article,
    new: &'a Article,
    from: BTreeMap<&'a str, Anchoring<'a>>,
}

impl<'a> Followed<'a> {
    fn new(old: &'a Article, new: &'a Article) -> Self {
        Self {
            old,
            new,
            from: BTreeMap::new(),
        }
    }

    fn answer(&mut self, passage: &Passage) -> Answer {
        let Some(text) = self.old.text_of(passage) else {
            return Answer::Gone;
        };
        let new = &self.new.text;
        let anchoring = self.from.entry(text);
        anchoring
            .or_insert_with(|| Anchoring::new(text, new))
            .answer(passage)
    }
}

#[cfg(test)]
mod tests;
