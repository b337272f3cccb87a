//! What the background thread says of itself, and the bell that wakes it. One per practice, in memory only.

use crate::automation::{CatchUp, ClockHold};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Shared by the thread, the door and whoever rings.
#[derive(Default)]
pub struct Pulse {
    said: Mutex<Said>,
    bell: Condvar,
}

/// What the thread said last.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// Since when it runs, Unix seconds.
    pub running_since: Option<i64>,
    /// When it last looked, Unix seconds.
    pub last_look_at: Option<i64>,
    /// Another Keepwell on this computer sends; this one stands by.
    pub stands_by: bool,
    /// Its last look failed, in the words of the refusal.
    pub trouble: Option<String>,
    /// What is being made up for.
    pub catch_up: Option<CatchUp>,
    /// The clock jumped.
    pub clock: Option<ClockHold>,
    /// A person said that the clock is right.
    pub clock_confirmed: bool,
    rung: bool,
}

impl Pulse {
    /// What was said last.
    pub fn said(&self) -> Said {
        self.lock().clone()
    }

    /// Says something.
    pub fn say(&self, change: impl FnOnce(&mut Said)) {
        change(&mut self.lock());
    }

    /// Wakes the thread: something may have become due.
    pub fn ring(&self) {
        self.lock().rung = true;
        self.bell.notify_all();
    }

    /// A new thread begins.
    pub fn begin(&self, now: i64) {
        *self.lock() = Said {
            running_since: Some(now),
            ..Said::default()
        };
    }

    /// Waits for the bell, at most `longest`.
    pub fn wait(&self, longest: Duration) {
        let guard = self.lock();
        let (mut said, _) = self
            .bell
            .wait_timeout_while(guard, longest, |said| !said.rung)
            .unwrap_or_else(PoisonError::into_inner);
        said.rung = false;
    }

    fn lock(&self) -> MutexGuard<'_, Said> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
