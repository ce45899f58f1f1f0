//! Readers that may fail are run behind a fence: on a thread of their own with a deep stack, with
//! their panics caught, and given up when they take too long.
//!
//! A reader that is given up goes on until it ends by itself; what it makes is thrown away. What
//! even that cannot hold is read by a process of its own ([`process`]).

pub(super) mod process;

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Once, mpsc};
use std::thread;
use std::time::Duration;

use super::Reason;

/// How long a file may take.
pub const LONGEST: Duration = Duration::from_secs(30);

/// The stack of a reader, in bytes; only what is used of it costs memory.
const STACK: usize = 512 * 1024 * 1024;

thread_local! {
    static FENCED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a reader behind the fence.
pub(super) fn run<T, F>(longest: Duration, reader: F) -> Result<T, Reason>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, Reason> + Send + 'static,
{
    silence_fenced_panics();
    let (answer, told) = mpsc::channel();
    let spawned = thread::Builder::new()
        .name("reader".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            FENCED.set(true);
            let read = panic::catch_unwind(AssertUnwindSafe(reader));
            // Whoever waited may have given up.
            let _ = answer.send(read.unwrap_or(Err(Reason::ReaderFailed)));
        });
    if let Err(error) = spawned {
        return Err(Reason::Unreadable(crate::message::plain_reason(&error)));
    }
    match told.recv_timeout(longest) {
        Ok(read) => read,
        Err(mpsc::RecvTimeoutError::Timeout) => Err(Reason::TooSlow),
        Err(mpsc::RecvTimeoutError::Disconnected) => Err(Reason::ReaderFailed),
    }
}

/// A panic behind the fence is an answer, not a crash: nothing is printed of it.
fn silence_fenced_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |about| {
            if !FENCED.try_with(Cell::get).unwrap_or(false) {
                before(about);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_panics_hangs_or_ends_well_gives_an_answer() {
        assert_eq!(run(LONGEST, || Ok(7)), Ok(7));
        let panics = run::<u8, _>(LONGEST, || panic!("on purpose"));
        assert_eq!(panics, Err(Reason::ReaderFailed));
        let hangs = run::<u8, _>(Duration::from_millis(20), || {
            thread::sleep(Duration::from_secs(2));
            Ok(1)
        });
        assert_eq!(hangs, Err(Reason::TooSlow));
    }

    #[test]
    fn a_deep_descent_has_room() {
        fn descend(depth: u32) -> u64 {
            if depth == 0 {
                0
            } else {
                std::hint::black_box(descend(depth - 1)) + 1
            }
        }
        assert_eq!(run(LONGEST, || Ok(descend(200_000))), Ok(200_000));
    }
}
