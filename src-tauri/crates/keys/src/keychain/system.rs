//! The system's own keychain: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.

use std::collections::HashMap;
use std::sync::Arc;

use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error};
use zeroize::Zeroizing;

use super::store::{KeychainFailure, KeychainStore};

#[cfg(target_os = "macos")]
use apple_native_keyring_store::keychain::Store;
#[cfg(target_os = "windows")]
use windows_native_keyring_store::Store;
#[cfg(all(unix, not(target_os = "macos")))]
use zbus_secret_service_keyring_store::Store;

/// Connects when first used, and again after a failure: the keychain may start after us, and a
/// desktop session may be replaced while we run.
#[derive(Default)]
pub(super) struct SystemStore(Option<Arc<Store>>);

impl SystemStore {
    fn with_entry<T>(
        &mut self,
        service: &str,
        user: &str,
        work: impl Fn(&Entry) -> Result<T, Error>,
    ) -> Result<T, KeychainFailure> {
        let reused = self.0.is_some();
        match self.once(service, user, &work) {
            // A connection kept from earlier may be the thing that broke; a new one tells.
            Err(KeychainFailure::Missing(_)) if reused => self.once(service, user, &work),
            other => other,
        }
    }

    fn once<T>(
        &mut self,
        service: &str,
        user: &str,
        work: &impl Fn(&Entry) -> Result<T, Error>,
    ) -> Result<T, KeychainFailure> {
        let store = match self.0.take() {
            Some(store) => store,
            None => Store::new().map_err(failure)?,
        };
        let answer = store
            .build(service, user, Some(&modifiers()))
            .and_then(|entry| work(&entry))
            .map_err(failure);
        if !matches!(answer, Err(KeychainFailure::Missing(_))) {
            self.0 = Some(store);
        }
        answer
    }
}

impl KeychainStore for SystemStore {
    fn read(&mut self, service: &str, user: &str) -> Result<Zeroizing<String>, KeychainFailure> {
        self.with_entry(service, user, |entry| entry.get_password().map(Zeroizing::new))
    }

    fn write(&mut self, service: &str, user: &str, text: &str) -> Result<(), KeychainFailure> {
        self.with_entry(service, user, |entry| entry.set_password(text))
    }

    fn delete(&mut self, service: &str, user: &str) -> Result<(), KeychainFailure> {
        self.with_entry(service, user, Entry::delete_credential)
    }
}

/// Windows would let the entry roam to other computers of the same user; a device slot must not.
#[cfg(target_os = "windows")]
fn modifiers() -> HashMap<&'static str, &'static str> {
    HashMap::from([("persistence", "Local")])
}

#[cfg(not(target_os = "windows"))]
fn modifiers() -> HashMap<&'static str, &'static str> {
    HashMap::new()
}

fn failure(error: Error) -> KeychainFailure {
    match error {
        Error::NoEntry => KeychainFailure::NoEntry,
        Error::NoStorageAccess(why) => KeychainFailure::Locked(why.to_string()),
        Error::PlatformFailure(why) => KeychainFailure::Missing(why.to_string()),
        // These carry the stored bytes; their text must not reach a log.
        Error::BadEncoding(_) | Error::BadDataFormat(..) => {
            KeychainFailure::Failed("the entry is not in a form we wrote".to_owned())
        }
        Error::Ambiguous(entries) => {
            KeychainFailure::Failed(format!("it holds {} entries with the same name", entries.len()))
        }
        other => KeychainFailure::Failed(other.to_string()),
    }
}
