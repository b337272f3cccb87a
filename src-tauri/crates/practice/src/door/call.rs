//! One call through the door: who asks, from where, and the practice they ask it of.

use crate::door::{Command, Door, Session, State};
use crate::ids::StaffId;
use crate::practice::Practice;
use crate::transact::{Actor, Origin, Tx};
use crate::{Code, Refusal, Result, staff};
use rusqlite::Connection;
use std::cell::{Cell, RefCell};
use std::sync::Arc;

/// A seat that calls.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Which seat: the window's label, or the browser's secret cookie.
    pub key: String,
    /// `window`, `browser`, `cli`.
    pub seat: &'static str,
    /// A live update refreshing the screen: not a sign that somebody is there.
    pub passive: bool,
    /// The call is what an undo runs, with the input that was kept for it: no seat can send this.
    pub(super) undoing: bool,
}

impl Caller {
    /// The desktop window `label`.
    pub fn window(label: &str, passive: bool) -> Self {
        Self {
            key: format!("window/{label}"),
            seat: "window",
            passive,
            undoing: false,
        }
    }

    /// A browser known by its secret cookie.
    pub fn browser(cookie: &str, passive: bool) -> Self {
        Self {
            key: format!("browser/{cookie}"),
            seat: "browser",
            passive,
            undoing: false,
        }
    }

    /// The command line, for the length of one program run.
    pub fn command_line() -> Self {
        Self {
            key: "cli".into(),
            seat: "cli",
            passive: false,
            undoing: false,
        }
    }
}

/// What a use case gets.
pub struct Call<'a> {
    door: &'a Door,
    caller: &'a Caller,
    command: &'static Command,
    practice: Option<Arc<Practice>>,
    session: Option<Session>,
    wrote: Cell<bool>,
    subjects: RefCell<Vec<String>>,
}

impl<'a> Call<'a> {
    pub(super) fn new(door: &'a Door, caller: &'a Caller, command: &'static Command) -> Self {
        let practice = door.practice();
        let session = practice.as_ref().and_then(|p| {
            door.sessions
                .at(&caller.key, p.now(), staff::auto_lock_seconds(p), caller.passive)
        });
        Self {
            door,
            caller,
            command,
            practice,
            session,
            wrote: Cell::new(false),
            subjects: RefCell::default(),
        }
    }

    /// The door itself, for the few use cases that open and shut it.
    pub fn door(&self) -> &'a Door {
        self.door
    }

    /// The seat that asks.
    pub fn caller(&self) -> &'a Caller {
        self.caller
    }

    /// What is asked.
    pub fn command(&self) -> &'static Command {
        self.command
    }

    /// The open practice, or why there is none.
    pub fn practice(&self) -> Result<&Practice> {
        self.practice.as_deref().ok_or_else(|| {
            self.door.with_state(|state| match state {
                State::Shut {
                    problem: Some(problem), ..
                } => problem.clone(),
                State::Shut { problem: None, .. } => {
                    Refusal::new(Code::Shut, "The practice is locked until somebody signs in.")
                        .next("Sign in with your password.")
                }
                State::None | State::Open(_) => {
                    Refusal::new(Code::NoPractice, "There is no practice on this computer yet.")
                        .next("Answer the five questions of the first start.")
                }
            })
        })
    }

    pub(super) fn opened(&self) -> Option<&Practice> {
        self.practice.as_deref()
    }

    /// The session of this seat.
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// Who asks.
    pub fn actor(&self) -> Actor {
        self.session
            .as_ref()
            .filter(|s| !s.locked)
            .map_or(Actor::Nobody, |s| Actor::Staff(s.staff))
    }

    /// The person who asks; commands that anybody may call have none.
    pub fn staff(&self) -> Result<StaffId> {
        match self.actor() {
            Actor::Staff(id) => Ok(id),
            _ => Err(Refusal::new(Code::SignInNeeded, "Nobody is signed in here.")),
        }
    }

    /// What the audit entry of a change says.
    pub fn origin(&self) -> Origin {
        Origin {
            actor: self.actor(),
            seat: self.caller.seat,
            command: self.command.name,
        }
    }

    /// Reads a snapshot.
    pub fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.practice()?.read(read)
    }

    /// Changes something: one transaction with its events and audit entry.
    pub fn transact<T>(&self, change: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let answer = self.practice()?.transact(&self.origin(), change)?;
        self.wrote.set(true);
        Ok(answer)
    }

    /// Names whom or what is being looked at, for the access log. Wire ids only.
    pub fn looks_at(&self, id: impl std::fmt::Display) {
        self.subjects.borrow_mut().push(id.to_string());
    }

    /// Runs the opposite of a change as the same person at the same seat.
    pub fn take_back(&self, name: &str, input: serde_json::Value) -> Result<serde_json::Value> {
        self.door.call(
            &Caller {
                undoing: true,
                ..self.caller.clone()
            },
            name,
            input,
        )
    }

    pub(super) fn wrote(&self) -> bool {
        self.wrote.get()
    }

    pub(super) fn subjects(&self) -> String {
        self.subjects.borrow().join(" ")
    }
}
