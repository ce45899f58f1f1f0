//! What each command is called, says and hears: one row a command.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Command, Menu, Row};

const CTRL: Modifiers = Modifiers::COMMAND;
const ALT: Modifiers = Modifiers::ALT;
const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

impl Command {
    /// Its row of the table.
    #[expect(clippy::too_many_lines, reason = "it is a table, one row a command")]
    pub fn row(self) -> Row {
        use Menu::{Edit, File, Help, Project, View};
        let row = |menu, label, tooltip, keys: Option<(Modifiers, Key)>| Row {
            menu,
            label,
            tooltip,
            shortcut: keys.map(|(modifiers, key)| KeyboardShortcut::new(modifiers, key)),
            starts_group: self.starts_group(),
        };
        match self {
            Self::OpenSample => row(
                File,
                "Open sample project",
                "Open the bundled project about aid to Ukraine",
                None,
            ),
            Self::NewProject => row(
                File,
                "New project",
                "Start with nothing in it",
                Some((CTRL, Key::N)),
            ),
            Self::OpenProject => row(File, "Open…", "Open a project file", Some((CTRL, Key::O))),
            Self::ImportFiles => row(
                File,
                "Import articles…",
                "Add article files to the project",
                Some((CTRL_SHIFT, Key::I)),
            ),
            Self::ImportFolder => row(
                File,
                "Import folder…",
                "Add every article file of a folder",
                None,
            ),
            Self::Save => row(File, "Save", "Save the project file", Some((CTRL, Key::S))),
            Self::SaveAs => row(
                File,
                "Save as…",
                "Save the project under another name",
                Some((CTRL_SHIFT, Key::S)),
            ),
            Self::RestoreVersion => row(
                File,
                "Restore…",
                "Go back to an earlier version of the project; it says first what would change",
                None,
            ),
            Self::SavingSettings => row(
                File,
                "Settings: saving and backups…",
                "Whether work is saved by itself, and which earlier versions stay",
                None,
            ),
            Self::ExportClaims => row(
                File,
                "Export claims…",
                "Write all claims as CSV or JSON",
                Some((CTRL_SHIFT, Key::E)),
            ),
            Self::ExportDossier => row(
                File,
                "Export dossier…",
                "Write all charts, findings and quotes with numbered sources as a web page or a \
                 Word document",
                None,
            ),
            Self::ImportRates => row(
                Project,
                "Import exchange rates…",
                "Read what currencies were worth from a CSV file, such as the European Central Bank’s",
                None,
            ),
            Self::ImportPrices => row(
                Project,
                "Import price levels…",
                "Read yearly consumer prices from a CSV file",
                None,
            ),
            Self::CloseProject => row(
                File,
                "Close project",
                "Go back to the start screen",
                Some((CTRL, Key::W)),
            ),
            Self::Quit => row(File, "Quit", "Close the window", Some((CTRL, Key::Q))),
            Self::Undo => row(
                Edit,
                "Undo",
                "Take the last step back",
                Some((CTRL, Key::Z)),
            ),
            Self::Redo => row(
                Edit,
                "Redo",
                "Make the step again",
                Some((CTRL_SHIFT, Key::Z)),
            ),
            Self::History => row(
                Edit,
                "History…",
                "See every step with its time, and go back or forward to one",
                Some((CTRL_SHIFT, Key::H)),
            ),
            Self::MakeClaim => row(
                Edit,
                "Make claim",
                "Make a claim of the selected words or of the figure shown; once more goes on",
                Some((NONE, Key::Enter)),
            ),
            Self::MakeNoteClaim => row(
                Edit,
                "Make claim with note",
                "Make a claim of the selected words or of the figure shown and write beside it",
                Some((CTRL, Key::Enter)),
            ),
            Self::CopyQuote => row(
                Edit,
                "Copy as quotation",
                "Copy the selected words with their source and a link to them",
                Some((CTRL_SHIFT, Key::C)),
            ),
            Self::TeachWords => row(
                Edit,
                "Teach these words…",
                "Say what the selected words mean, for the recogniser to know",
                Some((NONE, Key::T)),
            ),
            Self::NextFigure => row(
                Edit,
                "Next figure",
                "Go to the next figure that waits in the article",
                Some((NONE, Key::Tab)),
            ),
            Self::PreviousFigure => row(
                Edit,
                "Previous figure",
                "Go to the previous figure that waits in the article",
                Some((Modifiers::SHIFT, Key::Tab)),
            ),
            Self::DismissFigure => row(
                Edit,
                "Dismiss figure",
                "The figure shown is not wanted: do not propose it again",
                Some((NONE, Key::X)),
            ),
            Self::TakeDismissalBack => row(
                Edit,
                "Take dismissal back",
                "Let the dismissed figure that is chosen in the review wait again",
                Some((SHIFT, Key::X)),
            ),
            Self::ShowFigure => row(
                Edit,
                "Show figure in article",
                "Open the article of the figure shown, at its words",
                Some((NONE, Key::O)),
            ),
            Self::AcceptAlike => row(
                Edit,
                "Accept all like this…",
                "Make claims of all figures that wait and are like the one shown",
                Some((NONE, Key::A)),
            ),
            Self::AdjustPassage => row(
                Edit,
                "Move claim to selected words",
                "Put the chosen claim on the selected words; it keeps its figure",
                Some((SHIFT, Key::Enter)),
            ),
            Self::GrowSelection => row(
                Edit,
                "Select more",
                "Select the word, then the sentence, the paragraph, all",
                Some((ALT.plus(SHIFT), Key::ArrowRight)),
            ),
            Self::ShrinkSelection => row(
                Edit,
                "Select less",
                "Go back from the paragraph to the sentence, the word",
                Some((ALT.plus(SHIFT), Key::ArrowLeft)),
            ),
            Self::NextClaim => row(
                Edit,
                "Next claim",
                "Go to the next claim of the article",
                Some((NONE, Key::N)),
            ),
            Self::PreviousClaim => row(
                Edit,
                "Previous claim",
                "Go to the previous claim of the article",
                Some((NONE, Key::P)),
            ),
            Self::DeleteClaim => row(
                Edit,
                "Delete claim",
                "Delete the chosen claim",
                Some((NONE, Key::Delete)),
            ),
            Self::Find => row(
                Edit,
                "Find in article",
                "Search the open article",
                Some((CTRL, Key::F)),
            ),
            Self::MakeFinding => row(
                Edit,
                "Make finding",
                "Hold the claims chosen in the table to be one fact",
                Some((CTRL_SHIFT, Key::G)),
            ),
            Self::TakeOutOfFinding => row(
                Edit,
                "Take claim out of finding",
                "Take the shown claim out of its finding",
                Some((CTRL_SHIFT, Key::X)),
            ),
            Self::SplitFinding => row(
                Edit,
                "Split claim off",
                "Make a finding of its own of the shown claim",
                None,
            ),
            Self::AcceptFinding => row(
                Edit,
                "Accept finding",
                "Hold the claims that are proposed to be one fact",
                Some((CTRL_SHIFT, Key::Enter)),
            ),
            Self::DismissFinding => row(
                Edit,
                "Dismiss finding",
                "Do not propose these claims as one again, or delete the finding",
                Some((CTRL_SHIFT, Key::Backspace)),
            ),
            Self::ExplainFinding => row(
                Edit,
                "Explain disagreement",
                "Write why the claims of the finding disagree",
                None,
            ),
            Self::FindNext => row(
                Edit,
                "Find next",
                "Go to the next hit",
                Some((NONE, Key::F3)),
            ),
            Self::FindPrevious => row(
                Edit,
                "Find previous",
                "Go to the previous hit",
                Some((Modifiers::SHIFT, Key::F3)),
            ),
            Self::ClaimHits => row(
                Edit,
                "Claim all hits…",
                "Make a claim of everything that was found in the article",
                None,
            ),
            Self::SearchEverywhere => row(
                Edit,
                "Search everywhere",
                "Search all texts, claims and pages",
                Some((CTRL_SHIFT, Key::F)),
            ),
            Self::ArticleDetails => row(
                Project,
                "Article details…",
                "Edit title, publisher, date and link of the article",
                Some((CTRL, Key::D)),
            ),
            Self::NextQuestion => row(
                Edit,
                "Next claim in question",
                "Go to the next claim whose words changed, and say where they stand now",
                Some((NONE, Key::F8)),
            ),
            Self::PreviousQuestion => row(
                Edit,
                "Previous claim in question",
                "Go to the previous claim whose words changed",
                Some((Modifiers::SHIFT, Key::F8)),
            ),
            Self::KeepPlace => row(
                Edit,
                "Keep at this place",
                "Keep the claim in question at the place that is shown",
                Some((CTRL_SHIFT, Key::K)),
            ),
            Self::MoveToSelection => row(
                Edit,
                "Move to selected words",
                "Put the claim on the words that are selected in the article",
                Some((CTRL_SHIFT, Key::M)),
            ),
            Self::DetachClaim => row(
                Edit,
                "Detach claim",
                "Let the claim keep its words, though the article no longer holds them",
                Some((CTRL_SHIFT, Key::D)),
            ),
            Self::ReplaceText => row(
                Project,
                "Replace text…",
                "Put a newer text in the article's place; claims stay on their words",
                Some((CTRL_SHIFT, Key::R)),
            ),
            Self::ArticleVersions => row(
                Project,
                "Versions…",
                "See what changed when the article's text was replaced",
                Some((CTRL_SHIFT, Key::V)),
            ),
            Self::DeleteArticle => row(
                Project,
                "Delete article",
                "Delete the article with its claims",
                None,
            ),
            Self::NextArticle => row(
                Project,
                "Next article",
                "Open the next article of the library",
                Some((CTRL, Key::PageDown)),
            ),
            Self::PreviousArticle => row(
                Project,
                "Previous article",
                "Open the previous article of the library",
                Some((CTRL, Key::PageUp)),
            ),
            Self::NewChart => row(
                Project,
                "New chart",
                "Ask the claims a new question",
                Some((CTRL_SHIFT, Key::N)),
            ),
            Self::DuplicateChart => row(Project, "Duplicate chart", "Copy the open chart", None),
            Self::DeleteChart => row(Project, "Delete chart", "Delete the open chart", None),
            Self::ExportChart => row(
                Project,
                "Export chart…",
                "Save the open chart as SVG, PNG or CSV",
                Some((CTRL, Key::E)),
            ),
            Self::NewPage => row(Project, "New page", "Add a page to the notebook", None),
            Self::DeletePage => row(Project, "Delete page", "Delete the open page", None),
            Self::ExportPage => row(
                Project,
                "Export page…",
                "Save the open page as Markdown or HTML",
                None,
            ),
            Self::CheckProject => row(
                Project,
                "Check project",
                "Test every quote and reference",
                None,
            ),
            Self::SettleConflicts => row(
                Project,
                "Settle conflicts…",
                "Choose between your version and the one on disk where both changed",
                None,
            ),
            Self::ProjectDetails => row(
                Project,
                "Project details…",
                "Edit the project's name and description",
                None,
            ),
            Self::ShowClaims => row(
                View,
                "Claims",
                "Show the table of claims",
                Some((CTRL, Key::Num1)),
            ),
            Self::ShowCharts => row(View, "Charts", "Show the charts", Some((CTRL, Key::Num2))),
            Self::ShowNotes => row(View, "Notes", "Show the notebook", Some((CTRL, Key::Num3))),
            Self::ShowTags => row(
                View,
                "Tags",
                "Show and edit the tags",
                Some((CTRL, Key::Num4)),
            ),
            Self::ShowReview => row(
                View,
                "Review",
                "Show the figures of all articles that wait",
                Some((CTRL, Key::Num5)),
            ),
            Self::ShowFindings => row(
                View,
                "Findings",
                "Show what is one fact and what seems to be",
                Some((CTRL, Key::Num7)),
            ),
            Self::ShowConflicts => row(
                View,
                "Conflicts",
                "Show the findings whose claims disagree",
                Some((CTRL, Key::Num8)),
            ),
            Self::OwnWords => row(
                View,
                "Own words…",
                "Show and edit the words that the recogniser was taught",
                Some((CTRL, Key::Num6)),
            ),
            Self::ToggleLibrary => row(
                View,
                "Library",
                "Show or hide the list of articles",
                Some((CTRL, Key::L)),
            ),
            Self::ToggleInspector => row(
                View,
                "Inspector",
                "Show or hide the claim beside the text",
                Some((CTRL, Key::I)),
            ),
            Self::ToggleWorkbench => row(
                View,
                "Workbench",
                "Show or hide claims, charts and notes",
                Some((CTRL, Key::J)),
            ),
            Self::MoveWorkbench => row(
                View,
                "Workbench beside or below",
                "Put claims, charts and notes beside or below the text",
                Some((CTRL_SHIFT, Key::J)),
            ),
            Self::UnderlineFigures => row(
                View,
                "Underline figures",
                "Underline recognised figures and dates in the article, or do not",
                Some((CTRL, Key::U)),
            ),
            Self::GoBack => row(
                View,
                "Back",
                "Go back to where you read before the last jump",
                Some((ALT, Key::ArrowLeft)),
            ),
            Self::GoForward => row(
                View,
                "Forward",
                "Go to where you were before going back",
                Some((ALT, Key::ArrowRight)),
            ),
            Self::CaretMode => row(
                View,
                "Caret in the text",
                "Let the arrow keys move a caret in the article, or scroll it",
                Some((NONE, Key::F7)),
            ),
            Self::SnapToWords => row(
                View,
                "Select whole words",
                "Dragging over a part of a word selects all of it, except with Alt held",
                None,
            ),
            Self::ThemeSystem => row(
                View,
                "Theme of the system",
                "Follow the system's light or dark",
                None,
            ),
            Self::ThemeLight => row(View, "Light theme", "Dark text on light", None),
            Self::ThemeDark => row(View, "Dark theme", "Light text on dark", None),
            Self::LargerText => row(
                View,
                "Larger article text",
                "Make the text of articles larger",
                Some((CTRL_SHIFT, Key::Period)),
            ),
            Self::SmallerText => row(
                View,
                "Smaller article text",
                "Make the text of articles smaller",
                Some((CTRL_SHIFT, Key::Comma)),
            ),
            Self::ZoomIn => row(
                View,
                "Zoom in",
                "Make everything larger",
                Some((CTRL, Key::Plus)),
            ),
            Self::ZoomOut => row(
                View,
                "Zoom out",
                "Make everything smaller",
                Some((CTRL, Key::Minus)),
            ),
            Self::ZoomReset => row(
                View,
                "Actual size",
                "Back to 100 %",
                Some((CTRL, Key::Num0)),
            ),
            Self::Palette => row(
                Help,
                "Find anything…",
                "Find commands, articles, charts and pages",
                Some((CTRL, Key::K)),
            ),
            Self::Shortcuts => row(
                Help,
                "Keyboard shortcuts",
                "Show every key",
                Some((NONE, Key::F1)),
            ),
            Self::Guide => row(
                Help,
                "How figures are read",
                "What is recognised, how sure, and how to teach it words",
                None,
            ),
            Self::QueryGuide => row(
                Help,
                "How a project is asked",
                "Words, phrases, patterns and fields for filters and search",
                None,
            ),
            Self::About => row(Help, "About Claimbook", "Version and licences", None),
        }
    }

    fn starts_group(self) -> bool {
        matches!(
            self,
            Self::ImportFiles
                | Self::Save
                | Self::ExportClaims
                | Self::CloseProject
                | Self::MakeClaim
                | Self::NextFigure
                | Self::GrowSelection
                | Self::NextClaim
                | Self::MakeFinding
                | Self::Find
                | Self::NextQuestion
                | Self::NewChart
                | Self::NewPage
                | Self::CheckProject
                | Self::ToggleLibrary
                | Self::UnderlineFigures
                | Self::GoBack
                | Self::CaretMode
                | Self::ThemeSystem
                | Self::LargerText
                | Self::About
        )
    }
}
