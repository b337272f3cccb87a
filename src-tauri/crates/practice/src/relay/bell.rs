//! What the line says of itself, and the bell that wakes it. One per practice, in memory only.

use keepwell_relay_client::Explanation;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Shared by the thread, the door and whoever changes something public.
#[derive(Default)]
pub struct Bell {
    said: Mutex<Said>,
    rung: Condvar,
    /// One at a time speaks to the relay: the thread on its rhythm, or somebody who asked for it.
    speaking: Mutex<()>,
}

/// What is known of the line at this moment.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// This Keepwell is the one that speaks to the relay.
    pub leads: bool,
    /// When the relay last answered at all, Unix seconds.
    pub contact_at: Option<i64>,
    /// When it last answered as it should, Unix seconds.
    pub success_at: Option<i64>,
    /// Since when it does not, and what stands in the way.
    pub failing: Option<(i64, Explanation)>,
    /// How many wait at the relay, once it told.
    pub pending: Option<u64>,
    /// Since when the disk takes nothing: this cannot be written down.
    pub disk_full_since: Option<i64>,
    /// Something the public sees may have changed.
    changed: bool,
    /// Somebody asks for a pull now.
    pull: bool,
    /// How many looks there were since the program started.
    looks: u64,
    /// One is under way.
    looking: bool,
}

/// Why the thread woke.
#[derive(Debug, Clone, Copy, Default)]
pub struct Woken {
    /// Something the public sees may have changed.
    pub changed: bool,
    /// Pull now.
    pub pull: bool,
}

impl Bell {
    /// What is known at this moment.
    pub fn said(&self) -> Said {
        self.lock().clone()
    }

    /// Says something.
    pub fn say(&self, change: impl FnOnce(&mut Said)) {
        change(&mut self.lock());
    }

    /// Whether this Keepwell is the one that speaks to the relay.
    pub fn lead(&self, leads: bool) {
        let before = std::mem::replace(&mut self.lock().leads, leads);
        if leads && !before {
            self.rung.notify_all();
        }
    }

    /// Something the public sees may have changed.
    pub fn changed(&self) {
        self.lock().changed = true;
        self.rung.notify_all();
    }

    /// Pull now.
    pub fn pull(&self) {
        self.lock().pull = true;
        self.rung.notify_all();
    }

    /// Asks the thread to look, and waits until it has, at most `longest`.
    pub fn look_now(&self, longest: Duration) {
        let mut said = self.lock();
        // A look that is under way began before this was asked: the one after it counts.
        let until = said.looks + 1 + u64::from(said.looking);
        said.pull = true;
        said.changed = true;
        self.rung.notify_all();
        drop(
            self.rung
                .wait_timeout_while(said, longest, |said| said.looks < until)
                .unwrap_or_else(PoisonError::into_inner),
        );
    }

    /// A look begins or has ended.
    pub fn looking(&self, now: bool) {
        let mut said = self.lock();
        said.looks += u64::from(said.looking && !now);
        said.looking = now;
        self.rung.notify_all();
    }

    /// Wakes the thread to see that it shall end.
    pub fn ring(&self) {
        self.rung.notify_all();
    }

    /// Why the thread woke; asked once.
    pub fn take(&self) -> Woken {
        let mut said = self.lock();
        Woken {
            changed: std::mem::take(&mut said.changed),
            pull: std::mem::take(&mut said.pull),
        }
    }

    /// Waits for a pull to be asked for, at most `longest`. A change alone wakes too.
    pub fn wait(&self, longest: Duration) {
        let guard = self.lock();
        if !guard.changed && !guard.pull {
            drop(
                self.rung
                    .wait_timeout(guard, longest)
                    .unwrap_or_else(PoisonError::into_inner),
            );
        }
    }

    /// Waits for a turn at speaking to the relay.
    pub fn speak(&self) -> MutexGuard<'_, ()> {
        self.speaking.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> MutexGuard<'_, Said> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
