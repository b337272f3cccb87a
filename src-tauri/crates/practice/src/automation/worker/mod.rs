//! The background thread that empties the outbox, with the window open or closed (AUT-5).

mod claim;
mod clock_watch;
mod engine;
mod finish;
mod leader;
mod look;
mod notice;
mod outside;

pub use engine::Engine;
pub use outside::{Machine, Mailer, Outside, Smtp, SteadyClock};

use crate::practice::Practice;
use crate::relay::LineThread;
use crate::transact::{Actor, Origin};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Longest to wait for the thread's end; a mail server may hold it longer, and then the outbox settles it.
const FAREWELL: Duration = Duration::from_secs(5);

/// The thread. It ends when this is dropped.
pub struct Worker {
    practice: Weak<Practice>,
    pulse: Arc<super::Pulse>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
    /// The line to the relay lives as long, beside it: a slow relay keeps no reminder waiting.
    line: Option<LineThread>,
}

impl Worker {
    /// Starts the worker of `practice` with real mail.
    pub fn start(practice: Arc<Practice>) -> std::io::Result<Self> {
        Self::start_with(practice, Outside::real())
    }

    /// Starts the worker with another outside.
    pub fn start_with(practice: Arc<Practice>, outside: Outside) -> std::io::Result<Self> {
        let pulse = Arc::clone(&practice.pulse);
        pulse.begin(practice.now().as_second());
        let stop = Arc::new(AtomicBool::new(false));
        ring_on_change(&practice, &pulse, &stop)?;
        let weak = Arc::downgrade(&practice);
        let line = LineThread::start(&practice)?;
        let (bell, told_to_stop) = (Arc::clone(&pulse), Arc::clone(&stop));
        let thread = std::thread::Builder::new()
            .name("reminders".into())
            .spawn(move || run(&practice, &outside, &bell, &told_to_stop))?;
        Ok(Self {
            practice: weak,
            pulse,
            stop,
            thread: Some(thread),
            line: Some(line),
        })
    }

    /// Whether the practice it works for is still open.
    pub fn is_of(&self, practice: &Arc<Practice>) -> bool {
        std::ptr::eq(self.practice.as_ptr(), Arc::as_ptr(practice))
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        self.pulse.ring();
        drop(self.line.take());
        let Some(thread) = self.thread.take() else { return };
        let patience = Instant::now();
        while !thread.is_finished() && patience.elapsed() < FAREWELL {
            std::thread::sleep(Duration::from_millis(5));
        }
        if thread.is_finished() && thread.join().is_err() {
            tracing::error!("the reminder thread ended in a panic");
        }
    }
}

fn run(practice: &Arc<Practice>, outside: &Outside, bell: &super::Pulse, stop: &Arc<AtomicBool>) {
    let begin = || Engine::new(Arc::clone(practice), outside.clone()).stopped_by(Arc::clone(stop));
    let mut engine = begin();
    while !stop.load(Ordering::SeqCst) {
        let looked = catch_unwind(AssertUnwindSafe(|| engine.look()));
        match looked {
            Ok(Ok(())) => {}
            Ok(Err(refusal)) => tracing::warn!(code = ?refusal.code, "a look of the reminders failed"),
            Err(_) => {
                // A fault of our own must not end the clinic's reminders: start anew, as after a crash.
                tracing::error!("a look of the reminders panicked; starting anew");
                bell.say(|said| {
                    said.trouble =
                        Some("The part of Keepwell that sends reminders had a fault and was started anew.".into())
                });
                engine = begin();
            }
        }
        if !stop.load(Ordering::SeqCst) {
            bell.wait(engine.next_look());
        }
    }
    bell.say(|said| said.running_since = None);
    practice.relay.lead(false);
}

/// Rings after every commit, so that what a person asks for now goes now. The thread that listens holds neither the
/// practice nor the worker, and ends with the next change after they are gone.
fn ring_on_change(practice: &Practice, pulse: &Arc<super::Pulse>, stop: &Arc<AtomicBool>) -> std::io::Result<()> {
    let changes = practice.told.listen();
    let (pulse, stop) = (Arc::downgrade(pulse), Arc::clone(stop));
    std::thread::Builder::new()
        .name("reminders-bell".into())
        .spawn(move || {
            for _ in changes {
                match pulse.upgrade() {
                    Some(pulse) if !stop.load(Ordering::SeqCst) => pulse.ring(),
                    _ => break,
                }
            }
        })?;
    Ok(())
}

fn origin(step: &'static str) -> Origin {
    Origin {
        actor: Actor::Worker,
        seat: "worker",
        command: step,
    }
}
