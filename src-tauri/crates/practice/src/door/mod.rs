//! The door: the only way to the clinic's data, for the window, the seats, the command line and the tests alike.
//!
//! Every operation is declared once ([`Command`]); the door finds it, checks who asks, runs it and writes down that it
//! was asked. Roles are enforced here, not by the cipher: whoever holds the key file and the key holds the data.

mod call;
mod client;
mod command;
mod session;
mod state;

pub use call::{Call, Caller};
pub use client::typescript;
pub(crate) use command::command;
pub use command::{Command, answer, parse};
pub use session::{Session, Sessions};
pub use state::State;

use crate::audit::Entry;
use crate::events::Changed;
use crate::ports::Ports;
use crate::practice::{Practice, Told};
use crate::staff::Permission;
use crate::{
    Code, Refusal, Result, automation, clinic, drafts, forms, messaging, online, patients, relay, requests, schedule,
    setup, staff, undo,
};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

/// Every command of the product.
pub fn commands() -> impl Iterator<Item = &'static Command> {
    [
        setup::COMMANDS,
        staff::COMMANDS,
        clinic::COMMANDS,
        patients::COMMANDS,
        schedule::COMMANDS,
        messaging::COMMANDS,
        automation::COMMANDS,
        forms::COMMANDS,
        online::COMMANDS,
        relay::COMMANDS,
        requests::COMMANDS,
        drafts::COMMANDS,
        undo::COMMANDS,
    ]
    .into_iter()
    .flatten()
}

/// The door of one practice.
pub struct Door {
    folder: PathBuf,
    ports: Ports,
    told: Arc<Told>,
    state: RwLock<State>,
    alone: Mutex<()>,
    pub(crate) sessions: Sessions,
}

impl Door {
    /// The door of the practice in `folder`. Opens it with the PC's keychain if it can; if it cannot, it stands shut
    /// and says why (`practice.state`). It never makes a practice where one should be.
    pub fn at(folder: &Path, ports: Ports) -> Self {
        let told = Arc::new(Told::default());
        let state = State::find(folder, &ports, &told);
        Self {
            folder: folder.to_owned(),
            ports,
            told,
            state: RwLock::new(state),
            alone: Mutex::new(()),
            sessions: Sessions::default(),
        }
    }

    /// Runs the command `name` for `caller`.
    pub fn call(&self, caller: &Caller, name: &str, input: serde_json::Value) -> Result<serde_json::Value> {
        serde_json::from_str(&self.answer(caller, name, input)?).map_err(Refusal::fault)
    }

    /// Runs the command `name` for `caller`; the answer is JSON text, ready for the wire.
    pub fn answer(&self, caller: &Caller, name: &str, input: serde_json::Value) -> Result<String> {
        let command = commands()
            .find(|c| c.name == name)
            .ok_or_else(|| Refusal::new(Code::NoSuchCommand, "This Keepwell does not know that command."))?;
        let call = Call::new(self, caller, command);
        let answer = self.admit(&call).and_then(|()| (command.run)(&call, input));
        if let Some(practice) = call.opened() {
            let outcome = match &answer {
                Ok(_) if call.wrote() => None,
                Ok(_) => command.phi.then(|| "seen".to_owned()),
                Err(refusal) => (command.phi || command.permission != Permission::Anyone).then(|| code_of(refusal)),
            };
            if let Some(outcome) = outcome {
                practice.scribe.note(Entry {
                    at: practice.now().as_second(),
                    actor: call.actor().to_string(),
                    seat: caller.seat.into(),
                    command: command.name.into(),
                    outcome,
                    subject: call.subjects(),
                });
            }
        }
        answer
    }

    fn admit(&self, call: &Call<'_>) -> Result<()> {
        let permission = call.command().permission;
        if permission == Permission::Anyone {
            return Ok(());
        }
        call.practice()?;
        let session = call.session().ok_or_else(|| {
            Refusal::new(Code::SignInNeeded, "Nobody is signed in here.").next("Sign in with your name and password.")
        })?;
        if session.locked {
            return Err(Refusal::new(Code::Locked, "This screen is locked.").next("Type your PIN or password."));
        }
        if !session.role.may(permission) {
            return Err(Refusal::new(
                Code::NotAllowed,
                format!("Your role ({}) does not include this.", session.role.words()),
            )
            .next(format!("Ask {}.", staff::who_may(permission))));
        }
        if undo::ONLY.contains(&call.command().name) && !call.caller().undoing {
            return Err(
                Refusal::new(Code::NotAllowed, "This happens only when a change is taken back.").next("Use Undo."),
            );
        }
        Ok(())
    }

    /// Whether somebody is signed in, with an unlocked screen, at the seat of `caller`.
    pub fn has_session(&self, caller: &Caller) -> bool {
        self.practice().is_some_and(|practice| {
            self.sessions
                .at(&caller.key, practice.now(), staff::auto_lock_seconds(&practice), true)
                .is_some_and(|session| !session.locked)
        })
    }

    /// Hears of every change after it committed.
    pub fn subscribe(&self) -> Receiver<Changed> {
        self.told.listen()
    }

    /// The open practice, for the worker's host.
    pub fn practice(&self) -> Option<Arc<Practice>> {
        match &*self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Open(practice) => Some(Arc::clone(practice)),
            State::None | State::Shut { .. } => None,
        }
    }

    /// The folder the practice lives in, or would.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Waits for a turn at what must not happen twice at once: founding, opening, and the checking of passwords and PINs
    /// (a hundred guesses at the same moment would all be checked before the first was counted, and cost 64 MiB each).
    pub(crate) fn alone(&self) -> MutexGuard<'_, ()> {
        self.alone.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn ports(&self) -> &Ports {
        &self.ports
    }

    pub(crate) fn told(&self) -> &Arc<Told> {
        &self.told
    }

    pub(crate) fn with_state<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts the door into another state and tells every window.
    pub(crate) fn enter(&self, state: State) {
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = state;
        self.told.tell(Changed {
            seq: 0,
            kinds: vec!["practice.state".into()],
            ids: Vec::new(),
        });
    }
}

fn code_of(refusal: &Refusal) -> String {
    serde_json::to_value(refusal.code)
        .ok()
        .and_then(|v| v.as_str().map(str::to_owned))
        .unwrap_or_else(|| format!("{:?}", refusal.code))
}
