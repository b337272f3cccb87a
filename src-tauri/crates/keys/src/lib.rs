//! The keys of one practice: the data key that opens its database, and the slots that keep that
//! key wrapped (this computer's keychain, staff passwords, the printed recovery code).
//!
//! This is the safe surface. The primitives (XChaCha20-Poly1305, HPKE, Argon2id, HKDF) stay
//! private, secrets are types that cannot be serialised, printed or copied by accident, and no
//! path through this crate answers a missing key with a fresh one: a keychain that lost its entry
//! is an error that asks for a password or the recovery code.
//!
//! What it is not: it does not open the database, does not decide who may do what, and keeps no
//! state besides `keyslots.json` (see [`KeySlots`]) and one keychain entry (see [`Keychain`]).
//! Its limits: whoever is signed in to the computer as the clinic's user can open the device
//! slot, and whoever holds only the files can do no better than guess passwords, each guess
//! costing 64 MiB and three passes. Weak passwords stay weak.

mod error;
mod keychain;
pub mod password;
pub mod place;
mod seal;
mod secret;
mod slots;

pub use error::KeyError;
pub use keychain::{Keychain, KeychainFailure, KeychainStatus, KeychainStore};
pub use secret::{DataKey, RecoveryCode, Secret};
pub use slots::{Cost, KeySlots, SLOT_FILE};
