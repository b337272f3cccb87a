//! The played mail server: takes, refuses, falls silent, and takes the worker with it.

use crate::outbox::desk::Scripted;
use keepwell_mail::{Failure, FailureKind, Letter, Outcome, Phase, Phases};
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, PoisonError};

/// What the mail server does with the next letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mail {
    Takes,
    Busy,
    Unreachable,
    Refuses,
    TakesAndFallsSilent,
    CrashBeforeConnect,
    CrashInLetter,
    CrashAfterTaking,
}

/// What the played mail server saw.
#[derive(Default)]
pub struct Seen {
    /// What strikes next, last first.
    pub next: Vec<Mail>,
    /// What goes on until it is over.
    pub always: Option<Mail>,
    /// Letters it took, by number, in order.
    pub taken: Vec<String>,
    /// How many letters' fate nobody can know.
    pub unclear: usize,
}

/// A mailer that does what `seen` says and writes down what it took.
pub fn played(seen: Arc<Mutex<Seen>>) -> Arc<Scripted> {
    Arc::new(Scripted(Mutex::new(Box::new(
        move |letter: &Letter, phases: &mut dyn Phases| {
            let what = {
                let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                seen.next.pop().or(seen.always).unwrap_or(Mail::Takes)
            };
            let failure = |phase, kind, code| Failure {
                phase,
                kind,
                code,
                host: "127.0.0.1".into(),
                port: 2525,
                detail: String::new(),
            };
            let take = || {
                seen.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .taken
                    .push(letter.message_id.clone())
            };
            if phases.before_connect().is_err() {
                return Outcome::Stopped;
            }
            match what {
                Mail::CrashBeforeConnect => resume_unwind(Box::new("crash")),
                Mail::Unreachable => {
                    return Outcome::TryLater {
                        failure: failure(Phase::Connect, FailureKind::PortBlocked, None),
                    };
                }
                Mail::Busy => {
                    return Outcome::TryLater {
                        failure: failure(Phase::Recipient, FailureKind::Greylisted, Some(451)),
                    };
                }
                Mail::Refuses => {
                    return Outcome::Refused {
                        failure: failure(Phase::Recipient, FailureKind::MailboxFull, Some(552)),
                    };
                }
                _ => {}
            }
            if phases.before_body().is_err() {
                return Outcome::Stopped;
            }
            match what {
                Mail::CrashInLetter => {
                    seen.lock().unwrap_or_else(PoisonError::into_inner).unclear += 1;
                    resume_unwind(Box::new("crash"))
                }
                Mail::CrashAfterTaking => {
                    take();
                    seen.lock().unwrap_or_else(PoisonError::into_inner).unclear += 1;
                    resume_unwind(Box::new("crash"))
                }
                Mail::TakesAndFallsSilent => {
                    take();
                    seen.lock().unwrap_or_else(PoisonError::into_inner).unclear += 1;
                    Outcome::Uncertain {
                        failure: failure(Phase::Reply, FailureKind::Silent, None),
                    }
                }
                _ => {
                    take();
                    Outcome::Sent { reply: "250 ok".into() }
                }
            }
        },
    ))))
}
