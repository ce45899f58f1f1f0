//! `new` and `import`: articles into a project file.

use std::ffi::OsStr;
use std::path::Path;

use super::arguments::Arguments;
use super::{Failure, Outcome, Status, Streams, articles, output};
use crate::clock::Clock;
use crate::edit::articles::{Arrival, Arrivals};
use crate::edit::{self, History, Transaction};
use crate::import::find_files;
use crate::message::{printable, printable_path};
use crate::model::{Article, Project, ProjectInfo};
use crate::store::{self, Expected, FileStamp, Opened, Places, StoreError};

pub(super) fn new(arguments: &Arguments, streams: &mut Streams<'_>) -> Outcome {
    let path = project_path(arguments)?;
    let expected = output::expected(arguments);
    if matches!(expected, Expected::Nothing) && path.symlink_metadata().is_ok() {
        return Err(output::exists(path));
    }
    refuse_other_files(path)?;
    refuse_missing_folder(path)?;
    let clock = Clock::System;
    let mut project = Project::default();
    let info = ProjectInfo {
        name: path
            .file_stem()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
        description: String::new(),
        created: clock.now(),
        ..ProjectInfo::default()
    };
    let step = edit::project::set_info(&project, info, "New project");
    History::default().apply(&mut project, step, None);
    let Collected {
        found,
        report,
        status,
    } = collect(arguments, &project, &clock, streams)?;
    if found.is_empty() {
        tell_all(&report, streams)?;
        let name = printable_path(path);
        streams.tell(&format!("{name}: not made, as there is no article for it"));
        return Ok(Status::Failed);
    }
    add(path, project, &report, found, expected, streams)?;
    Ok(status)
}

pub(super) fn import(arguments: &Arguments, streams: &mut Streams<'_>) -> Outcome {
    let path = project_path(arguments)?;
    let opened = articles::open_to_save(path.as_os_str(), arguments, streams)?;
    let Collected {
        found,
        report,
        status,
    } = collect(arguments, &opened.project, &Clock::System, streams)?;
    if found.is_empty() {
        let name = printable_path(path);
        tell_all(&report, streams)?;
        writeln!(streams.out, "nothing to add to {name}")?;
        return Ok(status);
    }
    let expected = expected(opened.stamp.as_ref());
    add(path, opened.project, &report, found, expected, streams)?;
    Ok(status)
}

/// Leaves a file alone that is no project by its name: with the names the wrong way round, `--force`
/// would put the project in the place of an article.
fn refuse_other_files(path: &Path) -> Result<(), Failure> {
    let is_project = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("ron"));
    if is_project || path.symlink_metadata().is_err() {
        return Ok(());
    }
    Err(Failure::Usage(format!(
        "{} is there and does not end in .ron, so it is not replaced; a project's file comes first, \
         its articles after it",
        printable_path(path)
    )))
}

/// Stops before articles are read for a project that has no folder to stand in.
fn refuse_missing_folder(path: &Path) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    match folder {
        Some(folder) if !folder.is_dir() => Err(Failure::Told(format!(
            "{}: there is no folder {}; make it first",
            printable_path(path),
            printable_path(folder)
        ))),
        _ => Ok(()),
    }
}

/// The file that a call writes to.
pub(super) fn project_path(arguments: &Arguments) -> Result<&Path, Failure> {
    if articles::is_dash(arguments.first()) {
        let reason = "a project is written to a file; name one instead of -";
        return Err(Failure::Usage(reason.to_owned()));
    }
    let path = Path::new(arguments.first());
    if output::is_blank(path) {
        let reason = "a project's file needs a name that can be seen";
        return Err(Failure::Usage(reason.to_owned()));
    }
    Ok(path)
}

/// What was made of the files that were named.
struct Collected {
    /// The articles that the project does not have yet.
    found: Vec<Article>,
    /// What became of each file, to be told once that is true.
    report: Vec<String>,
    status: Status,
}

/// Reads the files. Says at once of each that fails why.
fn collect(
    arguments: &Arguments,
    project: &Project,
    clock: &Clock,
    streams: &mut Streams<'_>,
) -> Result<Collected, Failure> {
    let options = arguments.import_options()?;
    let mut found: Vec<Article> = Vec::new();
    let mut arrivals = Arrivals::new(project);
    let mut report = Vec::new();
    let mut status = Status::Done;
    for name in arguments.rest() {
        let files = files_of(name);
        if files.is_empty() {
            let name = printable(&name.to_string_lossy());
            streams.tell(&format!(
                "{name}: there are no article files in this folder"
            ));
            status = Status::Failed;
        }
        let mut all = Vec::new();
        for file in files {
            all.append(&mut articles::import(&file, &options, streams));
        }
        for imported in all {
            let imported = match imported {
                Ok(imported) => imported,
                Err(error) => {
                    streams.tell(&error.to_string());
                    status = Status::Failed;
                    continue;
                }
            };
            let file = printable(&imported.source_file);
            let title = match arrivals.judge(&imported) {
                Arrival::New => None,
                Arrival::Known(article) => Some(article.display_title().to_owned()),
                Arrival::Twice(title) => Some(title),
                Arrival::Edition(known) => {
                    streams.tell(&format!(
                        "{file}: “{}” is in the project with another text; nothing was added. To \
                         put this one in its place, open the project, go to the article and \
                         choose Replace text…",
                        known.display_title()
                    ));
                    status = Status::Failed;
                    continue;
                }
            };
            if let Some(title) = title {
                report.push(format!(
                    "{file}: the text of “{title}” again; nothing was added"
                ));
                continue;
            }
            let article = imported.into_article(clock);
            report.push(format!("{file}: “{}”", article.display_title()));
            found.push(article);
        }
    }
    Ok(Collected {
        found,
        report,
        status,
    })
}

fn tell_all(report: &[String], streams: &mut Streams<'_>) -> Result<(), Failure> {
    for line in report {
        writeln!(streams.out, "{line}")?;
    }
    Ok(())
}

fn files_of(name: &OsStr) -> Vec<std::path::PathBuf> {
    if articles::is_dash(name) {
        vec![name.into()]
    } else {
        find_files(Path::new(name))
    }
}

fn add(
    path: &Path,
    mut project: Project,
    report: &[String],
    found: Vec<Article>,
    expected: Expected<'_>,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let count = found.len();
    let step = edit::articles::add(&project, found);
    History::default().apply(&mut project, step, None);
    save(path, &project, expected)?;
    tell_all(report, streams)?;
    let name = printable_path(path);
    let articles = if count == 1 { "article" } else { "articles" };
    writeln!(streams.out, "{count} {articles} added to {name}")?;
    Ok(())
}

/// Changes a project that was opened from `path`, and saves it there.
pub(super) fn save_step(path: &Path, opened: Opened, step: Transaction) -> Result<(), Failure> {
    let mut project = opened.project;
    History::default().apply(&mut project, step, None);
    save(path, &project, expected(opened.stamp.as_ref()))
}

/// What a file that was read may be replaced by: nothing, if it changed meanwhile.
fn expected(stamp: Option<&FileStamp>) -> Expected<'_> {
    stamp.map_or(Expected::Nothing, Expected::Unchanged)
}

fn save(path: &Path, project: &Project, expected: Expected<'_>) -> Result<(), Failure> {
    match store::save(project, path, expected, &Places::standard()) {
        Ok(_stamp) => Ok(()),
        Err(StoreError::ChangedOnDisk { path }) => Err(Failure::Told(format!(
            "{} was changed by another program meanwhile; nothing was written, call this again",
            printable_path(&path)
        ))),
        Err(error) => Err(Failure::Told(error.to_string())),
    }
}
