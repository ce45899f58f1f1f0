//! Edits of the project's own properties.

use super::{Draft, Transaction};
use crate::model::{Project, ProjectInfo};

/// Gives the project another name.
pub fn rename(project: &Project, name: &str) -> Transaction {
    let info = ProjectInfo {
        name: name.to_owned(),
        ..project.info().as_ref().clone()
    };
    set_info(project, info, "Rename project")
}

/// Replaces the project's properties.
pub fn set_info(project: &Project, info: ProjectInfo, label: &str) -> Transaction {
    let mut draft = Draft::new(project);
    draft.put(info);
    draft.finish(label)
}
