//! The same program without a window, for scripts and pipelines.
//!
//! A public interface: results on standard output, errors on standard error with the file and
//! the reason, exit status 0 done, 1 could not, 2 wrong usage. One table of commands
//! ([`command::COMMANDS`]) is the parser, the help and the table in the README.

mod arguments;
mod articles;
mod chart;
mod check;
mod claims;
pub mod command;
mod figures;
mod findings;
mod help;
mod merge;
mod output;
mod project;
mod rates;
mod read;
mod search;
mod suggest;
mod table;

use std::ffi::OsString;
use std::io::{self, BufWriter, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::Arg;

use arguments::Arguments;
use command::Command;
pub use help::readme_table;

use crate::message::{plain_reason, printable};

/// How a call ended; the number is the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Everything was done.
    Done = 0,
    /// Something could not be done; a line on standard error says what.
    Failed = 1,
    /// The call itself was wrong.
    Misused = 2,
}

/// Where a call reads and writes.
pub struct Streams<'a> {
    /// What `-` reads.
    pub input: &'a mut dyn Read,
    /// Where results go.
    pub out: &'a mut dyn Write,
    /// Where errors and remarks go.
    pub err: &'a mut dyn Write,
}

/// Opens the window with these projects and articles; the error says why there is none.
pub type OpenWindow<'a> = &'a dyn Fn(Vec<PathBuf>) -> Result<(), String>;

/// Why a command stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The call is wrong; in words.
    #[error("{0}")]
    Usage(String),
    /// It could not be done; the file and the reason in words.
    #[error("{0}")]
    Told(String),
    /// Results could not be written to standard output.
    #[error("cannot write the results: {}", plain_reason(.0))]
    Output(#[from] io::Error),
}

pub(crate) type Outcome = Result<Status, Failure>;

/// Runs the program with the arguments and streams of the process.
pub fn main(open_window: OpenWindow<'_>) -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut streams = Streams {
        input: &mut io::stdin().lock(),
        out: &mut out,
        err: &mut io::stderr(),
    };
    let status = run(std::env::args_os().skip(1), &mut streams, open_window);
    ExitCode::from(status as u8)
}

/// Runs one call, given its arguments without the program's name.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    streams: &mut Streams<'_>,
    open_window: OpenWindow<'_>,
) -> Status {
    let mut parser = lexopt::Parser::from_args(arguments);
    let (command, outcome) = dispatch(&mut parser, streams, open_window);
    let flushed = |status| streams.out.flush().map(|()| status).map_err(Failure::from);
    match outcome.and_then(flushed) {
        Ok(status) => status,
        // Whoever reads has seen enough, as `head` has.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Status::Done,
        Err(failure @ Failure::Usage(_)) => {
            streams.tell(&failure.to_string());
            let hint = help::hint(command);
            streams.tell(&hint);
            Status::Misused
        }
        Err(failure) => {
            streams.tell(&failure.to_string());
            Status::Failed
        }
    }
}

fn dispatch(
    parser: &mut lexopt::Parser,
    streams: &mut Streams<'_>,
    open_window: OpenWindow<'_>,
) -> (Option<&'static Command>, Outcome) {
    let first = match parser.next() {
        Ok(None) => return (None, window(Vec::new(), open_window)),
        Ok(Some(Arg::Value(first))) => first,
        Ok(Some(Arg::Long("help") | Arg::Short('h'))) => {
            return (None, print(streams, &help::general()));
        }
        Ok(Some(Arg::Long("version") | Arg::Short('V'))) => {
            let version = concat!("claimbook ", env!("CARGO_PKG_VERSION"), "\n");
            return (None, print(streams, version));
        }
        Ok(Some(other)) => return (None, Err(usage(&other.unexpected()))),
        Err(error) => return (None, Err(usage(&error))),
    };
    if let Some(command) = Command::named(&first) {
        let outcome = match Arguments::parse(command, parser) {
            Ok(Some(arguments)) => (command.run)(&arguments, streams),
            Ok(None) => print(streams, &help::of(command)),
            Err(failure) => Err(failure),
        };
        return (Some(command), outcome);
    }
    (
        None,
        files(first, parser).and_then(|paths| window(paths, open_window)),
    )
}

/// The files that the window is to open.
fn files(first: OsString, parser: &mut lexopt::Parser) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = vec![PathBuf::from(first)];
    while let Some(argument) = parser.next().map_err(|error| usage(&error))? {
        match argument {
            Arg::Value(path) => paths.push(path.into()),
            other => return Err(usage(&other.unexpected())),
        }
    }
    let Some(missing) = paths.iter().find(|path| !path.exists()) else {
        return Ok(paths);
    };
    let name = printable(&missing.to_string_lossy());
    // A bare word is a slip in a command's name; anything else is a file that went away.
    if missing.extension().is_none() && missing.components().count() == 1 {
        return Err(Failure::Usage(format!(
            "“{name}” is neither a command nor a file"
        )));
    }
    Err(Failure::Told(format!(
        "{name}: there is no such file; check the name"
    )))
}

fn window(paths: Vec<PathBuf>, open_window: OpenWindow<'_>) -> Outcome {
    match open_window(paths) {
        Ok(()) => Ok(Status::Done),
        Err(reason) => Err(Failure::Told(format!(
            "{reason}. Without a window there are these commands: {}. claimbook --help explains them",
            help::names()
        ))),
    }
}

fn print(streams: &mut Streams<'_>, text: &str) -> Outcome {
    streams.out.write_all(text.as_bytes())?;
    Ok(Status::Done)
}

fn usage(error: &lexopt::Error) -> Failure {
    Failure::Usage(printable(&error.to_string()))
}

impl Streams<'_> {
    /// Says something on standard error. Where even that fails, there is nobody to tell.
    pub(crate) fn tell(&mut self, message: &str) {
        let _ = writeln!(self.err, "claimbook: {message}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sink that is closed after some bytes.
    struct Closing(usize);

    impl Write for Closing {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let taken = bytes.len().min(self.0);
            self.0 -= taken;
            if taken == 0 {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            Ok(taken)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn call(arguments: &[&str], window: &Result<(), String>) -> (Status, String, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut streams = Streams {
            input: &mut io::empty(),
            out: &mut out,
            err: &mut err,
        };
        let arguments = arguments.iter().map(OsString::from);
        let status = run(arguments, &mut streams, &|_| window.clone());
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (status, text(out), text(err))
    }

    #[test]
    fn without_a_display_the_commands_are_named() {
        let (status, out, err) = call(&[], &Err("There is no display".to_owned()));
        assert_eq!((status, out.as_str()), (Status::Failed, ""));
        for command in command::COMMANDS {
            assert!(err.contains(command.name), "{err}");
        }
        assert_eq!(call(&[], &Ok(())).0, Status::Done);
    }

    #[test]
    fn slips_are_told_from_missing_files() {
        assert_eq!(call(&["serch"], &Ok(())).0, Status::Misused);
        assert_eq!(call(&["no-such.ron"], &Ok(())).0, Status::Failed);
        assert_eq!(call(&["--colour"], &Ok(())).0, Status::Misused);
        assert_eq!(call(&["read"], &Ok(())).0, Status::Misused);
        assert_eq!(call(&["read", "--jsno", "a"], &Ok(())).0, Status::Misused);
        assert_eq!(
            call(&["claims", "a.ron", "--format"], &Ok(())).0,
            Status::Misused
        );
        assert_eq!(
            call(&["check", "a.ron", "b.ron"], &Ok(())).0,
            Status::Misused
        );
    }

    #[test]
    fn every_command_explains_itself() {
        for command in command::COMMANDS {
            let (status, out, _) = call(&[command.name, "--help"], &Ok(()));
            assert_eq!(status, Status::Done);
            assert!(out.contains(&command.usage()), "{out}");
            let narrow = |line: &str| line.chars().count() <= 80 || line.starts_with("  claimbook");
            assert!(out.lines().all(narrow), "{out}");
            for option in command.options {
                assert!(out.contains(&format!("--{}", option.name)));
            }
        }
        let (_, out, _) = call(&["--help"], &Ok(()));
        assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
        assert_eq!(call(&["--version"], &Ok(())).1.trim(), "claimbook 0.1.0");
    }

    #[test]
    fn a_closed_pipe_is_no_failure() {
        let mut streams = Streams {
            input: &mut io::empty(),
            out: &mut Closing(10),
            err: &mut io::sink(),
        };
        let status = run([OsString::from("--help")], &mut streams, &|_| Ok(()));
        assert_eq!(status, Status::Done);
    }
}
