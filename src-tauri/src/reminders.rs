//! Keeps the reminders at work on whichever practice is open: founded, unlocked or erased while the program runs.

use keepwell_practice::automation::{Worker, health_of};
use keepwell_practice::door::Door;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// Holds the worker. Dropping it ends the worker after the step it is at.
pub struct Reminders {
    at_work: Arc<Mutex<AtWork>>,
}

#[derive(Default)]
struct AtWork {
    worker: Option<Worker>,
    ended: bool,
}

impl Reminders {
    /// Starts the worker now if the practice is open, and whenever it opens later.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn keep(door: &Arc<Door>) -> io::Result<Self> {
        let at_work = Arc::new(Mutex::new(AtWork::default()));
        let changes = door.subscribe();
        attend(door, &at_work);
        let (watched, hands) = (Arc::clone(door), Arc::clone(&at_work));
        std::thread::Builder::new()
            .name("reminders-host".into())
            .spawn(move || {
                for changed in changes {
                    if changed.kinds.iter().any(|kind| kind == "practice.state") {
                        attend(&watched, &hands);
                    }
                }
            })?;
        Ok(Self { at_work })
    }
}

impl Drop for Reminders {
    fn drop(&mut self) {
        let mut hands = self.at_work.lock().unwrap_or_else(PoisonError::into_inner);
        hands.ended = true;
        hands.worker = None;
    }
}

/// Makes the worker fit the door: one for the open practice, none for a shut one.
fn attend(door: &Door, at_work: &Mutex<AtWork>) {
    let mut hands = at_work.lock().unwrap_or_else(PoisonError::into_inner);
    let practice = door.practice().filter(|_| !hands.ended);
    match practice {
        Some(practice) if hands.worker.as_ref().is_some_and(|worker| worker.is_of(&practice)) => {}
        Some(practice) => {
            // The old one ends first: two workers of one program would wait for each other's lease.
            hands.worker = None;
            match Worker::start(practice) {
                Ok(worker) => hands.worker = Some(worker),
                Err(error) => tracing::error!(%error, "the reminders could not start"),
            }
        }
        None => hands.worker = None,
    }
}

/// How the reminders are, in a few words for the tray.
pub fn words(door: &Door) -> String {
    match door.practice() {
        None => "Reminders wait until the practice is open".into(),
        Some(practice) => match health_of(&practice) {
            Ok(health) => health.words,
            Err(refusal) => refusal.message,
        },
    }
}
