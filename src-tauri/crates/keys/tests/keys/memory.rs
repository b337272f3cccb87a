//! A keychain in memory whose moods can be set, for the states no real one can be put into.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use keepwell_keys::{Keychain, KeychainFailure, KeychainStore};
use zeroize::Zeroizing;

/// How the keychain behaves.
#[derive(Clone, Debug)]
pub enum Mood {
    Willing,
    Locked,
    Missing,
    Hanging(Duration),
    /// Says yes to a write and keeps nothing.
    Forgetful,
}

#[derive(Debug)]
struct State {
    mood: Mood,
    entries: HashMap<String, String>,
}

#[derive(Clone, Debug)]
pub struct Memory(Arc<Mutex<State>>);

impl Memory {
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(State {
            mood: Mood::Willing,
            entries: HashMap::new(),
        })))
    }

    pub fn set(&self, mood: Mood) {
        self.lock().mood = mood;
    }

    pub fn keychain(&self, practice_id: &str) -> Keychain {
        Keychain::with_store(practice_id, self.clone(), Duration::from_millis(500))
    }

    pub fn entries(&self) -> Vec<(String, String)> {
        self.lock()
            .entries
            .iter()
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect()
    }

    pub fn put(&self, practice_id: &str, text: &str) {
        self.lock()
            .entries
            .insert(format!("Keepwell/{practice_id}"), text.to_owned());
    }

    pub fn clear(&self) {
        self.lock().entries.clear();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    fn mood(&self) -> Result<Mood, KeychainFailure> {
        let mood = self.lock().mood.clone();
        match mood {
            Mood::Locked => Err(KeychainFailure::Locked("closed".into())),
            Mood::Missing => Err(KeychainFailure::Missing("no service".into())),
            Mood::Hanging(time) => {
                std::thread::sleep(time);
                Ok(mood)
            }
            Mood::Willing | Mood::Forgetful => Ok(mood),
        }
    }
}

impl KeychainStore for Memory {
    fn read(&mut self, service: &str, user: &str) -> Result<Zeroizing<String>, KeychainFailure> {
        self.mood()?;
        let found = self.lock().entries.get(&format!("{service}/{user}")).cloned();
        found.map(Zeroizing::new).ok_or(KeychainFailure::NoEntry)
    }

    fn write(&mut self, service: &str, user: &str, text: &str) -> Result<(), KeychainFailure> {
        if !matches!(self.mood()?, Mood::Forgetful) {
            self.lock().entries.insert(format!("{service}/{user}"), text.to_owned());
        }
        Ok(())
    }

    fn delete(&mut self, service: &str, user: &str) -> Result<(), KeychainFailure> {
        self.mood()?;
        let removed = self.lock().entries.remove(&format!("{service}/{user}"));
        removed.map(drop).ok_or(KeychainFailure::NoEntry)
    }
}
