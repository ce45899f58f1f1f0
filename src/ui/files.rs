//! Asking for a file: the system's dialog on a thread of its own, or a box to type a path in
//! where no dialog service answers.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use super::command::Command;
use super::jobs::Outcome;
use crate::exchange::{ChartFormat, PageSize};
use crate::import::Format;
use crate::model::{ArticleId, ChartId, NoteId};

/// A kind of file in the system's dialog: its name and its endings.
type Filter = (&'static str, &'static [&'static str]);

/// Every format that articles are read from.
static ARTICLES: LazyLock<[Filter; 2]> = LazyLock::new(|| {
    let endings: Vec<&str> = Format::all().flat_map(Format::endings).copied().collect();
    [("Articles", endings.leak()), ("All files", &["*"])]
});

/// What a file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// A project to open.
    OpenProject,
    /// Articles to import.
    ImportFiles,
    /// A folder of articles to import.
    ImportFolder,
    /// The newer text of an article.
    ReplaceText(ArticleId),
    /// A table of exchange rates.
    ImportRates,
    /// A table of price levels.
    ImportPrices,
    /// Where to save the project.
    SaveProject,
    /// Where to write the claims.
    ExportClaims,
    /// Where to write the dossier.
    ExportDossier,
    /// Where to write a chart.
    ExportChart {
        /// The chart.
        chart: ChartId,
        /// How it is written.
        format: ChartFormat,
        /// How large it is.
        size: PageSize,
        /// How many pixels a PNG has for each of the SVG's, 1 to 4.
        scale: u8,
    },
    /// Where to write a page.
    ExportPage(NoteId),
}

/// Which dialogs are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialogs {
    /// The system's.
    System,
    /// The box in the window.
    PathBox,
}

/// A person needs longer than this to close a dialog; a missing dialog service does not.
const TOO_SOON: Duration = Duration::from_millis(400);

impl Pick {
    /// What a command asks for, where that is all that it does.
    pub fn asked_by(command: Command) -> Option<Self> {
        match command {
            Command::OpenProject => Some(Self::OpenProject),
            Command::ImportFiles => Some(Self::ImportFiles),
            Command::ImportFolder => Some(Self::ImportFolder),
            Command::SaveAs => Some(Self::SaveProject),
            Command::ExportClaims => Some(Self::ExportClaims),
            Command::ExportDossier => Some(Self::ExportDossier),
            Command::ImportRates => Some(Self::ImportRates),
            Command::ImportPrices => Some(Self::ImportPrices),
            _ => None,
        }
    }

    /// The question, as a dialog's title.
    pub fn title(self) -> &'static str {
        match self {
            Self::OpenProject => "Open project",
            Self::ImportFiles => "Import articles",
            Self::ImportFolder => "Import folder",
            Self::ReplaceText(_) => "Choose the newer text",
            Self::ImportRates => "Import exchange rates",
            Self::ImportPrices => "Import price levels",
            Self::SaveProject => "Save project as",
            Self::ExportClaims => "Export claims",
            Self::ExportDossier => "Export dossier",
            Self::ExportChart { .. } => "Export chart",
            Self::ExportPage(_) => "Export page",
        }
    }

    /// The verb on the button.
    pub fn verb(self) -> &'static str {
        match self {
            Self::OpenProject => "Open",
            Self::ImportFiles | Self::ImportFolder | Self::ImportRates | Self::ImportPrices => {
                "Import"
            }
            Self::ReplaceText(_) => "Replace",
            Self::SaveProject => "Save",
            Self::ExportClaims
            | Self::ExportDossier
            | Self::ExportChart { .. }
            | Self::ExportPage(_) => "Export",
        }
    }

    /// What to type, for the box in the window.
    pub fn hint(self) -> &'static str {
        match self {
            Self::OpenProject => "The path of a project file (.ron)",
            Self::ImportFiles => "Paths of article files, one a line",
            Self::ImportFolder => "The path of a folder",
            Self::ReplaceText(_) => "The path of an article file",
            Self::ImportRates | Self::ImportPrices => "The path of a CSV file",
            Self::SaveProject => "A path ending in .ron",
            Self::ExportClaims => "A path ending in .csv, .xlsx, .json or .jsonl",
            Self::ExportDossier => "A path ending in .docx or .html",
            Self::ExportChart { format, .. } => match format {
                ChartFormat::Svg => "A path ending in .svg",
                ChartFormat::Png => "A path ending in .png",
                ChartFormat::Pdf => "A path ending in .pdf",
                ChartFormat::Html => "A path ending in .html",
                ChartFormat::Csv => "A path ending in .csv",
                ChartFormat::Xlsx => "A path ending in .xlsx",
            },
            Self::ExportPage(_) => "A path ending in .md or .html",
        }
    }

    /// Whether it names a file to be written.
    pub fn writes(self) -> bool {
        !matches!(
            self,
            Self::OpenProject
                | Self::ImportFiles
                | Self::ImportFolder
                | Self::ReplaceText(_)
                | Self::ImportRates
                | Self::ImportPrices
        )
    }

    fn endings(self) -> &'static [Filter] {
        match self {
            Self::OpenProject | Self::SaveProject => &[("Claimbook project", &["ron"])],
            Self::ImportFiles | Self::ReplaceText(_) => &*ARTICLES,
            Self::ImportFolder => &[],
            Self::ImportRates | Self::ImportPrices => {
                &[("CSV table", &["csv", "tsv", "txt"]), ("All files", &["*"])]
            }
            Self::ExportClaims => &[
                ("CSV table", &["csv"]),
                ("XLSX workbook", &["xlsx"]),
                ("JSON", &["json"]),
                ("JSON Lines", &["jsonl"]),
            ],
            Self::ExportDossier => &[("Word document", &["docx"]), ("Web page", &["html"])],
            Self::ExportChart { format, .. } => match format {
                ChartFormat::Svg => &[("SVG picture", &["svg"])],
                ChartFormat::Png => &[("PNG picture", &["png"])],
                ChartFormat::Pdf => &[("PDF page", &["pdf"])],
                ChartFormat::Html => &[("Web page", &["html"])],
                ChartFormat::Csv => &[("CSV table", &["csv"])],
                ChartFormat::Xlsx => &[("XLSX workbook", &["xlsx"])],
            },
            Self::ExportPage(_) => &[("Web page", &["html"]), ("Markdown", &["md"])],
        }
    }

    /// The ending a path gets when it is typed without one.
    pub fn default_ending(self) -> Option<&'static str> {
        let (_, endings) = self.endings().first()?;
        endings.first().copied().filter(|_| self.writes())
    }
}

/// Asks with the system's dialog; blocks until it is answered. `place` is the folder to begin in,
/// with the proposed name where a file is to be written.
pub fn ask(pick: Pick, place: PathBuf) -> Outcome {
    let started = Instant::now();
    let (folder, name) = folder_and_name(&place);
    let mut dialog = rfd::FileDialog::new().set_title(pick.title());
    if folder.is_dir() {
        dialog = dialog.set_directory(folder);
    }
    for (label, endings) in pick.endings() {
        dialog = dialog.add_filter(*label, endings);
    }
    let paths = match pick {
        Pick::OpenProject | Pick::ReplaceText(_) | Pick::ImportRates | Pick::ImportPrices => {
            dialog.pick_file().map(|path| vec![path])
        }
        Pick::ImportFiles => dialog.pick_files(),
        Pick::ImportFolder => dialog.pick_folder().map(|path| vec![path]),
        _ => dialog
            .set_file_name(name)
            .save_file()
            .map(|path| vec![path]),
    };
    Outcome::Picked {
        pick,
        at_once: started.elapsed() < TOO_SOON,
        paths,
        place,
    }
}

/// A place taken apart: what ends in a slash is a folder alone.
pub fn folder_and_name(place: &Path) -> (&Path, String) {
    let is_folder = place
        .as_os_str()
        .to_string_lossy()
        .ends_with(MAIN_SEPARATOR);
    match (place.parent(), place.file_name()) {
        (Some(folder), Some(name)) if !is_folder => (folder, name.to_string_lossy().into_owned()),
        _ => (place, String::new()),
    }
}

/// The path as typed, with a leading `~` for the home folder and the ending it lacks; a bare name
/// stands in `folder`.
pub fn typed_path(typed: &str, pick: Pick, folder: &Path) -> PathBuf {
    let typed = typed.trim().trim_matches('"');
    let home = directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned());
    let mut path = match (typed.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => folder.join(typed),
    };
    // What is a folder is not made a file beside it.
    if path.extension().is_none()
        && !path.is_dir()
        && let Some(ending) = pick.default_ending()
    {
        path.set_extension(ending);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_name_stands_in_the_folder_that_was_proposed() {
        let folder = Path::new("/home/me/work");
        let typed = |text| typed_path(text, Pick::SaveProject, folder);
        assert_eq!(typed("aid"), folder.join("aid.ron"));
        assert_eq!(typed(" \"/tmp/aid.ron\" "), Path::new("/tmp/aid.ron"));
        let (begin, name) = folder_and_name(Path::new("/home/me/aid.ron"));
        assert_eq!((begin, name.as_str()), (Path::new("/home/me"), "aid.ron"));
        let place = folder.join("");
        let (begin, name) = folder_and_name(&place);
        assert_eq!((begin, name.as_str()), (folder, ""));
    }
}
