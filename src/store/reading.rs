//! Where the articles of a project were read, for the next time it is opened.
//!
//! That belongs to the person and not to the project: it lies in the program's own folder, as
//! `reading/NAME-HASH.ron` beside the backups of the same name. Losing it loses nothing else, so
//! a file that cannot be read is as none.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::replacement::Replacement;
use super::{Expected, Places, Step, StoreError, backup, format, ron_writer};
use crate::model::ArticleId;

/// Where the articles of one project were read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reading {
    /// The article that was read last.
    pub article: Option<ArticleId>,
    /// The place in each article that was read.
    pub places: BTreeMap<ArticleId, ReadingPlace>,
}

/// Where an article was read. Bytes may lie outside a text that changed since.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadingPlace {
    /// A byte of the row that stood at the top.
    pub byte: usize,
    /// How far the top of the view lay below the top of that row, in points.
    pub below: f32,
    /// The bytes that were selected.
    pub selected: Option<Range<usize>>,
}

impl Reading {
    /// Where the project in this file was read; nowhere, if that is not known.
    pub fn load(project: &Path, places: &Places) -> Self {
        let text = file_for(project, places).and_then(|path| fs::read_to_string(path).ok());
        text.and_then(|text| format::options().from_str(&text).ok())
            .unwrap_or_default()
    }

    /// Keeps it for the next time.
    ///
    /// # Errors
    /// [`StoreError::NoPlace`] where there is no folder for it, and those of
    /// [`save`](super::save()).
    pub fn save(&self, project: &Path, places: &Places) -> Result<(), StoreError> {
        let path = file_for(project, places).ok_or(StoreError::NoPlace)?;
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|source| StoreError::Save {
                path: path.clone(),
                step: Step::Create,
                source,
            })?;
        }
        Replacement {
            path: &path,
            expected: Expected::Anything,
            keep_old: &|_| {},
            gate: &|_| Ok(()),
            announce: &|_, _| {},
        }
        .write(|sink| ron_writer::write(sink, self, 2))?;
        Ok(())
    }
}

fn file_for(project: &Path, places: &Places) -> Option<PathBuf> {
    let name = backup::name_of(project)?;
    Some(places.reading()?.join(format!("{name}.ron")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_kept_for_each_project() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::in_folder(folder.path());
        let (one, other) = (Path::new("/p/winter.ron"), Path::new("/q/winter.ron"));
        assert_eq!(Reading::load(one, &places), Reading::default());
        let article = ArticleId::from_u128(7);
        let place = ReadingPlace {
            byte: 1200,
            below: -3.25,
            selected: Some(5..9),
        };
        let reading = Reading {
            article: Some(article),
            places: BTreeMap::from([
                (article, place),
                (ArticleId::from_u128(1), ReadingPlace::default()),
            ]),
        };
        reading.save(one, &places).unwrap();
        assert_eq!(Reading::load(one, &places), reading);
        assert_eq!(Reading::load(other, &places), Reading::default());
        // A damaged file is as none, and is replaced.
        let file = file_for(one, &places).unwrap();
        fs::write(&file, "(article: 5").unwrap();
        assert_eq!(Reading::load(one, &places), Reading::default());
        reading.save(one, &places).unwrap();
        assert_eq!(Reading::load(one, &places), reading);
        assert!(reading.save(one, &Places::nowhere()).is_err());
    }
}
