//! Readers that no thread can hold run in a process of their own: one that overflows its stack or
//! eats the memory takes only itself away.
//!
//! The program starts itself with [`ARGUMENT`], gives the file on standard input and takes the
//! answer from standard output. Where it does not know its own executable (in tests of the library)
//! the fence of threads has to do.

use std::ffi::OsStr;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::{OnceLock, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use super::super::Reason;

/// What tells the program that it is to be a reader.
const ARGUMENT: &str = "--read-from-standard-input";

/// How much memory a reader may take, in bytes: 1.5 GB.
pub const MOST_MEMORY: u64 = 1536 * 1024 * 1024;

/// The longest answer that is taken, in bytes.
const LONGEST_ANSWER: u64 = 512 * 1024 * 1024;

/// How often a reader is looked at.
const GLANCE: Duration = Duration::from_millis(25);

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Names the executable that can be started as a reader: the program itself, whose `main` asks
/// [`is_reader`] first.
pub fn use_program(program: PathBuf) {
    // The first word stands.
    let _ = PROGRAM.set(program);
}

/// Whether the arguments of this process, without its name, tell it to be a reader.
pub fn is_reader(mut arguments: impl Iterator<Item = impl AsRef<OsStr>>) -> bool {
    arguments
        .next()
        .is_some_and(|first| first.as_ref() == ARGUMENT)
        && arguments.next().is_none()
}

/// What a reader does: takes a file from standard input and answers on standard output.
pub(in super::super) fn answer(read: fn(Vec<u8>) -> Vec<u8>) -> ExitCode {
    let mut bytes = Vec::new();
    let taken = std::io::stdin().lock().read_to_end(&mut bytes);
    let told = taken.and_then(|_| std::io::stdout().lock().write_all(&read(bytes)));
    if told.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The answer of a reader that is a process; none where the program does not know itself or
/// cannot be started.
pub(in super::super) fn ask(bytes: &[u8], longest: Duration) -> Option<Result<Vec<u8>, Reason>> {
    let program = PROGRAM.get()?;
    let mut command = Command::new(program);
    command.arg(ARGUMENT);
    ask_command(command, bytes, longest, MOST_MEMORY)
}

fn ask_command(
    mut command: Command,
    bytes: &[u8],
    longest: Duration,
    most_memory: u64,
) -> Option<Result<Vec<u8>, Reason>> {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt as _;
        const NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(NO_WINDOW);
    }
    let mut child = command.spawn().ok()?;
    let answer = watch(&mut child, bytes, longest, most_memory);
    // It may have ended by itself.
    let _ = child.kill();
    let ended = child.wait();
    Some(match answer {
        Ok(answer) if ended.is_ok_and(|status| status.success()) => Ok(answer),
        Ok(_) => Err(Reason::ReaderFailed),
        Err(reason) => Err(reason),
    })
}

fn watch(
    child: &mut Child,
    bytes: &[u8],
    longest: Duration,
    most_memory: u64,
) -> Result<Vec<u8>, Reason> {
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Reason::ReaderFailed);
    };
    let (answer, told) = mpsc::channel();
    let listening = thread::Builder::new()
        .name("reader's answer".to_owned())
        .spawn(move || {
            let mut taken = Vec::new();
            let read = output.take(LONGEST_ANSWER).read_to_end(&mut taken);
            // Whoever waited may have given up.
            let _ = answer.send(read.map(|_| taken));
        });
    if let Err(error) = listening {
        return Err(Reason::Unreadable(crate::message::plain_reason(&error)));
    }
    let begun = Instant::now();
    thread::scope(|scope| {
        // A reader that does not take its file must not hold whoever watches the clock.
        let writing = thread::Builder::new()
            .name("reader's file".to_owned())
            .spawn_scoped(scope, move || input.write_all(bytes));
        if let Err(error) = writing {
            return Err(Reason::Unreadable(crate::message::plain_reason(&error)));
        }
        loop {
            let answer = match told.recv_timeout(GLANCE) {
                Ok(Ok(answer)) => Ok(answer),
                Ok(Err(_)) | Err(mpsc::RecvTimeoutError::Disconnected) => Err(Reason::ReaderFailed),
                Err(mpsc::RecvTimeoutError::Timeout) if begun.elapsed() > longest => {
                    Err(Reason::TooSlow)
                }
                Err(mpsc::RecvTimeoutError::Timeout) if memory(child.id()) > most_memory => {
                    Err(Reason::TooMuchMemory)
                }
                Err(mpsc::RecvTimeoutError::Timeout) => continue,
            };
            if answer.is_err() {
                // Its end closes the pipe that the file is written to.
                let _ = child.kill();
            }
            return answer;
        }
    })
}

/// How much memory a process takes, in bytes, where the system tells.
#[cfg(target_os = "linux")]
fn memory(process: u32) -> u64 {
    const PAGE: u64 = 4096;
    let told = std::fs::read_to_string(format!("/proc/{process}/statm")).unwrap_or_default();
    let pages = told.split(' ').nth(1).and_then(|pages| pages.parse().ok());
    pages.unwrap_or(0_u64) * PAGE
}

#[cfg(not(target_os = "linux"))]
fn memory(_: u32) -> u64 {
    0
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    fn asked(script: &str, longest: u64) -> Option<Result<Vec<u8>, Reason>> {
        let longest = Duration::from_millis(longest);
        ask_command(shell(script), b"words", longest, MOST_MEMORY)
    }

    #[test]
    fn what_answers_crashes_or_hangs_gives_an_answer() {
        assert_eq!(asked("cat", 20_000), Some(Ok(b"words".to_vec())));
        let crash = asked("cat; kill -ABRT $$", 20_000);
        assert_eq!(crash, Some(Err(Reason::ReaderFailed)));
        assert_eq!(asked("exec sleep 60", 100), Some(Err(Reason::TooSlow)));
        let missing = Command::new("/no/such/program");
        let answer = ask_command(missing, b"", Duration::from_secs(1), MOST_MEMORY);
        assert_eq!(answer, None);
    }

    #[test]
    fn a_reader_that_never_takes_its_file_is_given_up() {
        let large = vec![b'x'; 4 * 1024 * 1024];
        let longest = Duration::from_millis(100);
        let answer = ask_command(shell("exec sleep 60"), &large, longest, MOST_MEMORY);
        assert_eq!(answer, Some(Err(Reason::TooSlow)));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_reader_that_eats_the_memory_is_given_up() {
        let answer = ask_command(shell("exec sleep 60"), b"", Duration::from_secs(20), 1);
        assert_eq!(answer, Some(Err(Reason::TooMuchMemory)));
    }

    #[test]
    fn only_the_one_argument_makes_a_reader() {
        assert!(is_reader([ARGUMENT].iter()));
        assert!(!is_reader([ARGUMENT, "a.pdf"].iter()));
        assert!(!is_reader(["read"].iter()));
    }
}
