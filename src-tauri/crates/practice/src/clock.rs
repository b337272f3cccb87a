//! The clock that is passed in. Rules never read the time themselves, so a test can live a clinic's year in a second.

use jiff::Timestamp;
use std::sync::Mutex;

/// Tells the instant it is now.
pub trait Clock: Send + Sync {
    /// The present instant by the wall clock, which may jump.
    fn now(&self) -> Timestamp;
}

/// The machine's wall clock.
#[derive(Debug, Default)]
pub struct WallClock;

impl Clock for WallClock {
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        #[cfg(debug_assertions)]
        let now = shifted_for_tests(now);
        now
    }
}

/// End-to-end tests move a running program's clock by writing seconds into the file `KEEPWELL_TEST_CLOCK` names.
/// Absent from shipped builds.
#[cfg(debug_assertions)]
fn shifted_for_tests(now: Timestamp) -> Timestamp {
    let seconds = std::env::var_os("KEEPWELL_TEST_CLOCK")
        .and_then(|path| std::fs::read_to_string(path).ok())
        .and_then(|text| text.trim().parse::<i64>().ok())
        .unwrap_or(0);
    now.checked_add(jiff::SignedDuration::from_secs(seconds)).unwrap_or(now)
}

/// A clock that stands until it is moved.
#[derive(Debug)]
pub struct HandClock(Mutex<Timestamp>);

impl HandClock {
    /// A clock standing at `now`.
    pub fn at(now: Timestamp) -> Self {
        Self(Mutex::new(now))
    }

    /// Puts the hand on `now`, forwards or backwards.
    pub fn set(&self, now: Timestamp) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = now;
    }

    /// Moves the hand by `seconds`.
    pub fn advance(&self, seconds: i64) {
        let mut hand = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *hand = hand
            .saturating_add(jiff::SignedDuration::from_secs(seconds))
            .unwrap_or(*hand);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
