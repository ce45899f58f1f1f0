//! What views ask for. Plain data, applied in one place after the frame.

use std::ops::Range;
use std::path::PathBuf;

use super::claims_table::listing::Asked;
use super::codebook::Lesson;
use super::command::Command;
use super::dialog::{Dialog, Retry};
use super::figures::FigureAt;
use super::files::Pick;
use super::overview::FindingAt;
use super::searching::HitsToClaim;
use super::state::{ClaimList, CodebookPage, Selection, Sought, Tab};
use crate::edit::{EditError, Transaction, Typing};
use crate::model::{ArticleId, ChartId, ClaimId, DismissalId, NoteId, TagId, TermId};
use crate::search::Query;
use crate::store::{Backup, Leftover, Settings};
use crate::suggest::Suggestion;

/// Something that a view asks for.
#[derive(Debug)]
pub enum Action {
    /// Runs a command of the table.
    Run(Command),
    /// Changes the project; `typing` joins the strokes in one field to one step.
    Change {
        /// What changes.
        transaction: Transaction,
        /// The field that is typed in, if it is one.
        typing: Option<Typing>,
    },
    /// Ends a step of typing: the field lost the focus.
    EndTyping,
    /// Tells that something cannot be done and what to do.
    Refuse(String),
    /// Tells that something was done.
    Tell(String),
    /// Opens an article in the reader.
    OpenArticle(ArticleId),
    /// Shows a claim: rings it, opens the inspector, and with `jump` goes to its words.
    ShowClaim {
        /// The claim.
        claim: ClaimId,
        /// Whether the reader goes to its words and flashes them.
        jump: bool,
    },
    /// Shows a recognised figure that waits: marks it and opens the inspector, and with `jump`
    /// goes to its words.
    ShowFigure {
        /// The figure.
        figure: FigureAt,
        /// Whether the reader goes to its words.
        jump: bool,
    },
    /// Chooses a dismissed figure, and with `jump` goes to its words.
    ShowDismissed {
        /// Its dismissal.
        dismissal: DismissalId,
        /// Whether the reader goes to its words.
        jump: bool,
    },
    /// Chooses a row among the findings.
    ShowFinding(Option<FindingAt>),
    /// Makes a claim of the figure shown, with a tag, and shows it.
    AcceptFigure {
        /// Its tag, besides those that are proposed.
        tag: Option<TagId>,
    },
    /// Makes claims of figures that wait, as one step.
    AcceptAll(Vec<Suggestion>),
    /// Lets go of what is shown: the figure or the claim.
    Release,
    /// Remembers the words selected in the reader.
    Select(Option<Selection>),
    /// Makes a claim of words, with a tag, and shows it.
    MakeClaim {
        /// The words.
        selection: Selection,
        /// Its tag, where a tag's key made it.
        tag: Option<TagId>,
        /// Where the keyboard goes next.
        focus: Option<Focus>,
    },
    /// Puts a claim on other words of its article.
    AdjustPassage {
        /// The claim.
        claim: ClaimId,
        /// Its new words.
        range: Range<usize>,
    },
    /// Remembers where is read, because the reader is about to go elsewhere.
    LeavePlace,
    /// Sets or takes away a tag of the shown claim, by the tag's digit.
    PressTagKey(u8),
    /// Shows a tab of the workbench.
    ShowTab(Tab),
    /// Opens a chart.
    OpenChart(ChartId),
    /// Opens a page of the notebook.
    OpenNote(NoteId),
    /// Opens a tag in the codebook.
    OpenTag(Option<TagId>),
    /// Shows a page of the codebook.
    ShowCodebook(CodebookPage),
    /// Opens a term among the analyst's own words; none for the form of new ones.
    OpenTerm(Option<TermId>),
    /// Opens the form of new words, filled with these.
    Teach(Lesson),
    /// Shows just these claims in the table; none shows all again.
    ListClaims(Option<ClaimList>),
    /// Searches the open article.
    Find(Sought),
    /// Makes claims of what was found in an article, as one step.
    ClaimHits(Box<HitsToClaim>),
    /// Finds out in the background what the table of a large project lists.
    AnswerClaims(Box<Asked>),
    /// Searches all texts, claims and pages.
    Search {
        /// The number of the question, to tell its answer from others.
        question: u64,
        /// What is asked; an empty one calls the search off.
        query: Query,
    },
    /// Moves the reader to a place in the open article.
    Jump(Range<usize>),
    /// Puts text on the clipboard and says so.
    Copy {
        /// The text.
        text: String,
        /// What was copied, for the message.
        what: &'static str,
    },
    /// Moves the keyboard.
    Focus(Focus),
    /// Opens a dialog.
    Open(Box<Dialog>),
    /// Closes the dialog.
    CloseDialog,
    /// Asks for a file.
    Pick(Pick),
    /// A file was chosen.
    Picked {
        /// What for.
        pick: Pick,
        /// The chosen files or folder.
        paths: Vec<PathBuf>,
    },
    /// Files were dropped on the window or named on the command line.
    Receive(Vec<PathBuf>),
    /// A text was pasted where no field takes it.
    Paste(String),
    /// Asks the import that is under way to stop.
    StopImport,
    /// Adds the articles of the import's list that are taken.
    AddImported,
    /// Reads a file of that list again.
    RetryImport {
        /// Its row.
        at: usize,
        /// The file.
        file: PathBuf,
        /// In which way.
        how: Retry,
    },
    /// Reads an article's file again in another encoding.
    ReadAgain {
        /// The article.
        article: ArticleId,
        /// The encoding.
        encoding: crate::import::Charset,
    },
    /// Replaces an article's text.
    ReplaceText {
        /// The article.
        article: ArticleId,
        /// Where the new text is.
        source: TextSource,
    },
    /// Compares the versions that are chosen in the dialog.
    CompareVersions,
    /// Opens or closes the claims in question above the text.
    ShowQuestions(bool),
    /// Leaves the open project for something else, after asking about unsaved work.
    Leave(Leave),
    /// Leaves without saving.
    LeaveUnsaved(Leave),
    /// Saves and then leaves.
    SaveAndLeave(Leave),
    /// Asks again for a file where the one that was chosen did not do.
    PickAgain {
        /// What for.
        pick: Pick,
        /// The path that was chosen.
        path: PathBuf,
    },
    /// Writes over a file that changed on disk or belongs to something else.
    WriteOver {
        /// What is written.
        pick: Pick,
        /// The file.
        path: PathBuf,
    },
    /// Opens a project with the work that a crash left behind.
    Recover(Box<Leftover>),
    /// Opens a file to read only, without the work that a crash left behind.
    LookWithout(PathBuf),
    /// Asks whether work that a crash left behind may go.
    AskToDiscard {
        /// The work.
        leftover: Box<Leftover>,
        /// Whether its file is to be opened then.
        to_file: bool,
    },
    /// Settle a conflict of the open project, by its number: take the other side, or keep one's own.
    SettleConflict {
        /// Its number, from 0.
        place: usize,
        /// Whether the other side is taken.
        theirs: bool,
    },
    /// Throws work away that a crash left behind.
    Discard {
        /// The work.
        leftover: Box<Leftover>,
        /// Whether its file is to be opened then.
        to_file: bool,
    },
    /// Goes back or forward until so many steps have been made.
    GoToStep(usize),
    /// Finds out what restoring an earlier version would change.
    CompareBackup(Backup),
    /// Changes what the person set.
    ChangeSettings(Box<Settings>),
    /// Takes a path off the list of recent projects.
    Forget(PathBuf),
}

impl Action {
    /// Whether it would change the open project.
    pub(super) fn edits(&self) -> bool {
        matches!(
            self,
            Self::Change { .. }
                | Self::MakeClaim { .. }
                | Self::PressTagKey(_)
                | Self::AcceptFigure { .. }
                | Self::AcceptAll(_)
                | Self::ClaimHits(_)
                | Self::ReadAgain { .. }
                | Self::Paste(_)
                | Self::AddImported
                | Self::ReplaceText { .. }
                | Self::GoToStep(_)
        )
    }
}

/// Where a text comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextSource {
    /// From a file.
    File(PathBuf),
    /// From the clipboard.
    Pasted(String),
}

/// Where to go when the open project is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leave {
    /// To the start screen.
    ToStart,
    /// Out of the program.
    Quit,
    /// To a new project.
    ToNew,
    /// To the sample project.
    ToSample,
    /// To another project file.
    ToFile(PathBuf),
}

/// A place that the keyboard can be sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The article's text.
    Reader,
    /// The library's filter.
    LibraryFilter,
    /// The find bar.
    FindBar,
    /// The inspector's first number.
    ClaimFigure,
    /// The inspector's field for a new tag.
    ClaimTag,
    /// The inspector's note.
    ClaimNote,
}

/// The actions of one frame, in order.
#[derive(Debug, Default)]
pub struct Actions(Vec<Action>);

impl Actions {
    /// Asks for something.
    pub fn push(&mut self, action: Action) {
        self.0.push(action);
    }

    /// Runs a command.
    pub fn run(&mut self, command: Command) {
        self.push(Action::Run(command));
    }

    /// Changes the project as one step, or says why not.
    pub fn change(&mut self, edit: Result<Transaction, EditError>) {
        self.push(match edit {
            Ok(transaction) => Action::Change {
                transaction,
                typing: None,
            },
            Err(error) => Action::Refuse(error.to_string()),
        });
    }

    /// Changes the project as part of typing in `field`, or says why not.
    pub fn typed(&mut self, field: impl Into<String>, edit: Result<Transaction, EditError>) {
        self.push(match edit {
            Ok(transaction) => Action::Change {
                transaction,
                typing: Some(Typing(field.into())),
            },
            Err(error) => Action::Refuse(error.to_string()),
        });
    }

    /// Takes everything that was asked for.
    pub fn take(&mut self) -> Vec<Action> {
        std::mem::take(&mut self.0)
    }
}
