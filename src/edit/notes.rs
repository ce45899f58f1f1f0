//! Edits of the notebook.

use super::{Draft, EditError, Transaction};
use crate::model::{Embed, Key, Note, NoteId, Project};

/// Adds or replaces a page.
pub fn put(project: &Project, note: Note) -> Transaction {
    let label = match project.note(note.id) {
        Some(_) => "Edit page",
        None => "Add page",
    };
    let mut draft = Draft::new(project);
    draft.put(note);
    draft.finish(label)
}

/// Deletes a page.
///
/// # Errors
/// [`EditError::Gone`] where there is no such page.
pub fn delete(project: &Project, id: NoteId) -> Result<Transaction, EditError> {
    let mut draft = Draft::new(project);
    let title = draft.note(id)?.title.clone();
    draft.remove(Key::Note(id));
    Ok(draft.finish(format!("Delete page “{title}”")))
}

/// The pages that embed something, so that deleting it can say so.
pub fn pages_embedding(project: &Project, embed: Embed) -> Vec<NoteId> {
    let holds = |note: &&std::sync::Arc<Note>| note.embeds().any(|own| own == embed);
    project.notes().filter(holds).map(|note| note.id).collect()
}
