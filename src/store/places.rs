//! Where the program keeps its own files: settings, and for projects backups, journals and locks.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use super::backup::BackupRules;

/// Where the program keeps its own files.
///
/// By the customs of the system (on Linux `~/.config/claimbook` and `~/.local/share/claimbook`),
/// unless `CLAIMBOOK_CONFIG_DIR` or `CLAIMBOOK_DATA_DIR` name other folders. Without a home there
/// may be none: then settings last as long as the window, and nothing is kept of projects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    config: Option<PathBuf>,
    data: Option<PathBuf>,
    backups: BackupRules,
}

impl Places {
    /// As the environment says.
    pub fn standard() -> Self {
        let named = |variable| env::var_os(variable).filter(|value: &OsString| !value.is_empty());
        let customary = ProjectDirs::from("", "", "claimbook");
        let config = named("CLAIMBOOK_CONFIG_DIR").map(PathBuf::from);
        let data = named("CLAIMBOOK_DATA_DIR").map(PathBuf::from);
        Self {
            config: config.or_else(|| Some(customary.as_ref()?.config_dir().to_owned())),
            data: data.or_else(|| Some(customary.as_ref()?.data_local_dir().to_owned())),
            backups: BackupRules::default(),
        }
    }

    /// All below one folder: a portable installation, or a test.
    pub fn in_folder(folder: &Path) -> Self {
        Self {
            config: Some(folder.join("config")),
            data: Some(folder.join("data")),
            backups: BackupRules::default(),
        }
    }

    /// Nowhere: nothing is kept.
    pub fn nowhere() -> Self {
        Self::default()
    }

    /// The folder for settings.
    pub fn config(&self) -> Option<&Path> {
        self.config.as_deref()
    }

    /// The folder for where projects were read.
    pub fn reading(&self) -> Option<PathBuf> {
        Some(self.data.as_ref()?.join("reading"))
    }

    /// The same places, with earlier versions of projects kept as the person set it.
    #[must_use]
    pub fn keeping(self, backups: &BackupRules) -> Self {
        Self {
            backups: backups.clone(),
            ..self
        }
    }

    /// The folder for earlier versions of projects: the one that the person chose, else one of
    /// the program's own.
    pub fn backups(&self) -> Option<PathBuf> {
        let chosen = self.backups.folder.clone();
        chosen.or_else(|| Some(self.data.as_ref()?.join("backups")))
    }

    /// How many earlier versions stay.
    pub(super) fn backup_rules(&self) -> &BackupRules {
        &self.backups
    }

    /// The folder for the recovery journals of open projects.
    pub fn journals(&self) -> Option<PathBuf> {
        Some(self.data.as_ref()?.join("journals"))
    }

    /// The folder for the ways back of projects that were closed.
    pub fn histories(&self) -> Option<PathBuf> {
        Some(self.data.as_ref()?.join("histories"))
    }

    /// The folder for the locks of open projects.
    pub fn locks(&self) -> Option<PathBuf> {
        Some(self.data.as_ref()?.join("locks"))
    }
}
