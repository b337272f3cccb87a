//! One thread that talks to a keychain, so that a keychain that hangs does not hang us.

use std::sync::OnceLock;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::time::Duration;

use super::store::{KeychainFailure, KeychainStore};
use super::system::SystemStore;
use crate::KeyError;

type Question = Box<dyn FnOnce(&mut dyn KeychainStore) + Send>;

/// A way to send questions to the thread that owns the store.
#[derive(Clone)]
pub(super) struct KeychainThread(Sender<Question>);

impl KeychainThread {
    /// The thread of the system's keychain: one for the whole program, because the Windows store
    /// does not order concurrent calls.
    pub(super) fn system() -> Self {
        static SYSTEM: OnceLock<KeychainThread> = OnceLock::new();
        SYSTEM
            .get_or_init(|| Self::start(Box::new(SystemStore::default())))
            .clone()
    }

    /// A thread of its own for `store`; it ends when the last sender is gone.
    pub(super) fn start(mut store: Box<dyn KeychainStore>) -> Self {
        let (sender, questions) = mpsc::channel::<Question>();
        // A thread that cannot be started drops `questions`; asking then reports a missing keychain.
        let started = std::thread::Builder::new().name("keychain".into()).spawn(move || {
            for question in questions {
                question(store.as_mut());
            }
        });
        drop(started);
        Self(sender)
    }

    /// Asks and waits at most `patience`. A question that comes too late is still answered by the
    /// keychain, but nobody hears it; so every question must be harmless when it succeeds unseen.
    pub(super) fn ask<T: Send + 'static>(
        &self,
        patience: Duration,
        question: impl FnOnce(&mut dyn KeychainStore) -> Result<T, KeychainFailure> + Send + 'static,
    ) -> Result<T, KeyError> {
        let (answer, heard) = mpsc::channel();
        let gone = || KeyError::KeychainMissing {
            why: "its thread has ended".to_owned(),
        };
        self.0
            .send(Box::new(move |store| {
                // Nobody waits any more after a timeout: the answer is then dropped and wiped.
                let _unheard = answer.send(question(store));
            }))
            .map_err(|_| gone())?;
        match heard.recv_timeout(patience) {
            Ok(answer) => answer.map_err(KeyError::from),
            Err(RecvTimeoutError::Timeout) => Err(KeyError::KeychainTimedOut {
                seconds: patience.as_secs(),
            }),
            Err(RecvTimeoutError::Disconnected) => Err(gone()),
        }
    }
}
