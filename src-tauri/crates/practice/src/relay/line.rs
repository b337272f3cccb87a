//! The thread that keeps the line: it looks at the relay on a fixed rhythm, so that nobody who watches the network learns from it
//! whether anything was waiting.
//!
//! A thread of its own: a relay that answers slowly must not keep a reminder waiting. Whether it may speak at all is the
//! reminders' leader's to say, so two Keepwells on one practice do not both ask.

use super::contact::{Todo, contact};
use super::notice::Notice;
use super::pull::Memory;
use super::store;
use crate::Result;
use crate::practice::Practice;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Between two looks, seconds; each is up to a sixth shorter or longer.
const RHYTHM: u64 = 30;
/// Longest to wait before the clocks are read again: a computer that wakes from sleep looks soon.
const DOZE: Duration = Duration::from_secs(5);
/// After a change of something public, the next publication waits this long at least: a receptionist books in bursts.
const BURST: Duration = Duration::from_secs(3);
/// Open times change by themselves as the day goes on; so often they are worked out anew without anybody having changed anything.
const AFRESH: Duration = Duration::from_secs(300);
/// The first look at the served page comes between these after the start, the next between the other two, seconds.
const FIRST_WATCH: std::ops::Range<u64> = 60..1200;
const NEXT_WATCH: std::ops::Range<u64> = 3 * 3600..8 * 3600;
/// Longest to wait for the thread's end.
const FAREWELL: Duration = Duration::from_secs(5);

/// The line without its thread: a test or a simulation turns it.
pub struct Line {
    practice: Arc<Practice>,
    memory: Memory,
    notice: Notice,
    pulled: Option<(Instant, i64)>,
    published: Option<Instant>,
    rhythm: Duration,
    watch_at: Instant,
    changed: bool,
    stop: Arc<AtomicBool>,
}

impl Line {
    /// A line of `practice` that has not looked yet.
    pub fn new(practice: Arc<Practice>) -> Self {
        Self {
            practice,
            memory: Memory::default(),
            notice: Notice::default(),
            pulled: None,
            published: None,
            rhythm: Duration::ZERO,
            watch_at: Instant::now() + Duration::from_secs(fastrand::u64(FIRST_WATCH)),
            changed: true,
            stop: Arc::default(),
        }
    }

    /// Looks if it is time to, and this Keepwell is the one that may.
    pub fn turn(&mut self) -> Result<()> {
        let woken = self.practice.relay.take();
        self.changed |= woken.changed;
        if !self.practice.relay.said().leads || self.practice.read(store::base_url)?.is_none() {
            return Ok(());
        }
        let todo = Todo {
            pull: woken.pull || self.pull_is_due(),
            publish: woken.pull || self.publish_is_due()?,
            watch: Instant::now() >= self.watch_at,
        };
        if !todo.pull && !todo.publish && !todo.watch {
            return Ok(());
        }
        self.look(todo)
    }

    /// Fetches and publishes now, whatever the rhythm says and whoever leads.
    pub fn turn_now(&mut self) -> Result<()> {
        self.look(Todo {
            pull: true,
            publish: true,
            watch: false,
        })
    }

    /// Looks at the relay as a patient does, now.
    pub fn watch_now(&mut self) -> Result<()> {
        self.look(Todo {
            watch: true,
            ..Todo::default()
        })
    }

    fn look(&mut self, todo: Todo) -> Result<()> {
        let practice = Arc::clone(&self.practice);
        let _alone = practice.relay.speak();
        if todo.pull {
            self.pulled = Some((Instant::now(), practice.now().as_second()));
            let jitter = fastrand::u64(0..=RHYTHM * 1000 / 3);
            self.rhythm = Duration::from_millis(RHYTHM * 1000 * 5 / 6 + jitter);
        }
        if todo.publish {
            self.published = Some(Instant::now());
            self.changed = false;
        }
        if todo.watch {
            self.watch_at = Instant::now() + Duration::from_secs(fastrand::u64(NEXT_WATCH));
        }
        practice.relay.looking(true);
        let brought = contact(&practice, &mut self.memory, todo, &self.stop);
        practice.relay.looking(false);
        if let Ok(brought) = &brought {
            self.notice.arrived(*brought);
        }
        self.notice.tell(&practice);
        brought.map(drop)
    }

    /// By the wall clock as well: it goes on while the computer sleeps.
    fn pull_is_due(&self) -> bool {
        let Some((at, wall)) = self.pulled else { return true };
        let passed = self.practice.now().as_second() - wall;
        let rhythm = i64::try_from(self.rhythm.as_secs()).unwrap_or(i64::MAX);
        at.elapsed() >= self.rhythm || passed >= rhythm.saturating_add(1) || passed < 0
    }

    fn publish_is_due(&self) -> Result<bool> {
        let Some(at) = self.published else { return Ok(true) };
        let passed = at.elapsed();
        let wanted = self.changed || self.practice.read(super::has_to_tell)?;
        Ok(wanted && passed >= BURST || passed >= AFRESH)
    }
}

/// The thread. It ends when this is dropped.
pub struct LineThread {
    practice: Weak<Practice>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl LineThread {
    /// Starts to keep the line of `practice`.
    pub fn start(practice: &Arc<Practice>) -> std::io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        ring_on_change(practice, &stop)?;
        let (weak, told) = (Arc::downgrade(practice), Arc::clone(&stop));
        let line = Line {
            stop: Arc::clone(&stop),
            ..Line::new(Arc::clone(practice))
        };
        let thread = std::thread::Builder::new()
            .name("relay".into())
            .spawn(move || run(line, &told))?;
        Ok(Self {
            practice: weak,
            stop,
            thread: Some(thread),
        })
    }
}

impl Drop for LineThread {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        if let Some(practice) = self.practice.upgrade() {
            practice.relay.ring();
        }
        let Some(thread) = self.thread.take() else { return };
        let patience = Instant::now();
        while !thread.is_finished() && patience.elapsed() < FAREWELL {
            std::thread::sleep(Duration::from_millis(5));
        }
        if thread.is_finished() && thread.join().is_err() {
            tracing::error!("the thread that keeps the relay's line ended in a panic");
        }
    }
}

fn run(mut line: Line, stop: &Arc<AtomicBool>) {
    let practice = Arc::clone(&line.practice);
    while !stop.load(Ordering::SeqCst) {
        match catch_unwind(AssertUnwindSafe(|| line.turn())) {
            Ok(Ok(())) => {}
            Ok(Err(refusal)) => tracing::warn!(code = ?refusal.code, "a look at the relay failed"),
            Err(_) => {
                tracing::error!("a look at the relay panicked; starting anew");
                line = Line {
                    stop: Arc::clone(stop),
                    pulled: Some((Instant::now(), practice.now().as_second())),
                    rhythm: Duration::from_secs(RHYTHM),
                    ..Line::new(Arc::clone(&practice))
                };
            }
        }
        if !stop.load(Ordering::SeqCst) {
            practice.relay.wait(DOZE);
        }
    }
}

/// What the public sees may follow from any change but the line's own and the letters'. The thread that listens holds neither the
/// practice nor the line, and ends with the next change after they are gone.
fn ring_on_change(practice: &Practice, stop: &Arc<AtomicBool>) -> std::io::Result<()> {
    let changes = practice.told.listen();
    let (bell, stop) = (Arc::downgrade(&practice.relay), Arc::clone(stop));
    std::thread::Builder::new().name("relay-bell".into()).spawn(move || {
        for change in changes {
            let Some(bell) = bell.upgrade().filter(|_| !stop.load(Ordering::SeqCst)) else {
                break;
            };
            let silent = |kind: &String| {
                ["relay.", "message", "mail.", "reminders."]
                    .iter()
                    .any(|start| kind.starts_with(start))
            };
            if !change.kinds.iter().all(silent) {
                bell.changed();
            }
        }
    })?;
    Ok(())
}
