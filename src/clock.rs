//! The one place that reads the clock and makes ids.
//!
//! Everything else is handed a [`Clock`], so that the core stays a function of its inputs and a
//! test or the bundled sample comes out the same every time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use uuid::{Builder, Uuid};

/// Where "now" and fresh ids come from; clones never give the same id.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock and its source of randomness.
    System,
    /// A clock that stands still and counts its ids up: the same run gives the same project.
    Fixed {
        /// The only moment this clock knows.
        now: Timestamp,
        /// How many ids it has given.
        given: Arc<AtomicU64>,
    },
}

impl Clock {
    /// A clock for tests and samples that stands still at `now`.
    pub fn fixed(now: Timestamp) -> Self {
        Self::Fixed {
            now,
            given: Arc::default(),
        }
    }

    /// This moment.
    pub fn now(&self) -> Timestamp {
        match self {
            #[expect(clippy::disallowed_methods, reason = "this is the one place that asks")]
            Self::System => Timestamp::now(),
            Self::Fixed { now, .. } => *now,
        }
    }

    /// Today, where this machine stands.
    pub fn today(&self) -> Date {
        self.local(self.now()).date()
    }

    /// A moment as the clocks on the wall show it, where this machine stands.
    pub fn local(&self, time: Timestamp) -> DateTime {
        let zone = match self {
            Self::System => TimeZone::system(),
            Self::Fixed { .. } => TimeZone::UTC,
        };
        time.to_zoned(zone).datetime()
    }

    /// A fresh id: sortable by time and, by its 74 random bits, different from every id that
    /// another person's copy makes (UUID version 7, RFC 9562).
    pub fn fresh<Id: From<Uuid>>(&self) -> Id {
        let uuid = match self {
            Self::System => Uuid::now_v7(),
            Self::Fixed { now, given } => {
                let count = given.fetch_add(1, Ordering::Relaxed);
                let mut rest = [0_u8; 10];
                rest[2..].copy_from_slice(&count.to_be_bytes());
                let millis = u64::try_from(now.as_millisecond()).unwrap_or_default();
                Builder::from_unix_timestamp_millis(millis, &rest).into_uuid()
            }
        };
        Id::from(uuid)
    }
}
