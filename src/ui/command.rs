//! The commands: menus, palette, shortcut sheet and the clash test all read their [`table`].

mod availability;
mod table;

use egui::KeyboardShortcut;
use strum::{EnumIter, IntoEnumIterator as _, IntoStaticStr};

use super::keymap;
use crate::store::{Settings, Theme};

/// Everything a person can tell the program to do without pointing at a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, IntoStaticStr)]
#[expect(
    missing_docs,
    reason = "each command is described by its row of the table below"
)]
pub enum Command {
    OpenSample,
    NewProject,
    OpenProject,
    ImportFiles,
    ImportFolder,
    Save,
    SaveAs,
    RestoreVersion,
    SavingSettings,
    ExportClaims,
    ExportDossier,
    CloseProject,
    Quit,
    Undo,
    Redo,
    History,
    MakeClaim,
    MakeNoteClaim,
    CopyQuote,
    TeachWords,
    NextFigure,
    PreviousFigure,
    DismissFigure,
    TakeDismissalBack,
    ShowFigure,
    AcceptAlike,
    AdjustPassage,
    GrowSelection,
    ShrinkSelection,
    NextClaim,
    PreviousClaim,
    DeleteClaim,
    MakeFinding,
    TakeOutOfFinding,
    SplitFinding,
    AcceptFinding,
    DismissFinding,
    ExplainFinding,
    Find,
    FindNext,
    FindPrevious,
    ClaimHits,
    SearchEverywhere,
    NextQuestion,
    PreviousQuestion,
    KeepPlace,
    MoveToSelection,
    DetachClaim,
    ArticleDetails,
    ReplaceText,
    ArticleVersions,
    DeleteArticle,
    NextArticle,
    PreviousArticle,
    NewChart,
    DuplicateChart,
    DeleteChart,
    ExportChart,
    ImportRates,
    ImportPrices,
    NewPage,
    DeletePage,
    ExportPage,
    CheckProject,
    SettleConflicts,
    ProjectDetails,
    ShowClaims,
    ShowCharts,
    ShowNotes,
    ShowTags,
    ShowReview,
    ShowFindings,
    ShowConflicts,
    OwnWords,
    ToggleLibrary,
    ToggleInspector,
    ToggleWorkbench,
    MoveWorkbench,
    UnderlineFigures,
    GoBack,
    GoForward,
    CaretMode,
    SnapToWords,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    LargerText,
    SmallerText,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Palette,
    Shortcuts,
    Guide,
    QueryGuide,
    About,
}

/// The menu that a command stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter)]
#[expect(missing_docs, reason = "the names are the words on screen")]
pub enum Menu {
    File,
    Edit,
    Project,
    View,
    Help,
}

/// When a single-key shortcut is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// Always.
    Everywhere,
    /// While no text field has the focus.
    OutsideFields,
}

/// One row of the table.
pub struct Row {
    /// The menu it stands in.
    pub menu: Menu,
    /// Its name on screen.
    pub label: &'static str,
    /// What it does, in a sentence.
    pub tooltip: &'static str,
    /// Its keys.
    pub shortcut: Option<KeyboardShortcut>,
    /// Whether a line stands above it in its menu.
    pub starts_group: bool,
}

impl Command {
    /// The commands of a menu, in order.
    pub fn of_menu(menu: Menu) -> impl Iterator<Item = Self> {
        Self::iter().filter(move |command| command.row().menu == menu)
    }

    /// Whether its keys are heard while somebody types in a field.
    pub fn heard(self, settings: &Settings) -> Heard {
        match self.keys(settings) {
            Some(keys) if keymap::is_typing(keys) => Heard::OutsideFields,
            // A field has its own copy, whatever else is held down with it.
            Some(_) if self == Self::CopyQuote => Heard::OutsideFields,
            _ => Heard::Everywhere,
        }
    }

    /// Whether what it switches is on; none for a command that switches nothing.
    pub fn is_on(self, settings: &Settings) -> Option<bool> {
        Some(match self {
            Self::ToggleLibrary => settings.show_library,
            Self::ToggleInspector => settings.show_inspector,
            Self::ToggleWorkbench => settings.show_workbench,
            Self::CaretMode => settings.caret_mode,
            Self::UnderlineFigures => settings.underline_figures,
            Self::SnapToWords => settings.snap_to_words,
            Self::ThemeSystem => settings.theme == Theme::System,
            Self::ThemeLight => settings.theme == Theme::Light,
            Self::ThemeDark => settings.theme == Theme::Dark,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use egui::Modifiers;

    use super::*;

    #[test]
    fn no_two_commands_share_a_shortcut() {
        let mut seen = BTreeMap::new();
        for command in Command::iter() {
            if let Some(keys) = command.row().shortcut {
                let name = keys.format(&egui::ModifierNames::NAMES, false);
                if let Some(other) = seen.insert(name.clone(), command) {
                    panic!("{name} is the shortcut of both {command:?} and {other:?}");
                }
            }
        }
    }

    #[test]
    fn digits_without_a_modifier_are_left_to_the_tags() {
        for command in Command::iter() {
            if let Some(keys) = command.row().shortcut
                && keys.modifiers == Modifiers::NONE
            {
                assert!(!keys.logical_key.name().chars().all(|c| c.is_ascii_digit()));
            }
        }
    }

    #[test]
    fn every_label_is_used_once_and_says_something() {
        let mut seen = BTreeMap::new();
        for command in Command::iter() {
            let row = command.row();
            assert!(!row.tooltip.is_empty());
            assert_eq!(seen.insert(row.label, command), None, "{}", row.label);
        }
    }
}
