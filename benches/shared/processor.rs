//! What this thread has had of the processor, so that other work on the machine does not count.

use std::time::{Duration, Instant};

/// A point in this thread's time.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    spent: Option<Duration>,
    clock: Instant,
}

impl Moment {
    /// Now.
    pub fn now() -> Self {
        Self {
            spent: spent(),
            clock: Instant::now(),
        }
    }

    /// The processor's time since then; the clock's where the system does not tell it.
    pub fn elapsed(self) -> Duration {
        let spent = spent()
            .zip(self.spent)
            .map(|(now, then)| now.saturating_sub(then));
        spent.unwrap_or_else(|| self.clock.elapsed())
    }
}

/// Linux tells the nanoseconds on the processor as the first number of this file.
fn spent() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = text.split_ascii_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
