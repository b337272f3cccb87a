//! Secrets as types: no `Serialize`, redacted `Debug`, wiped when dropped, ugly accessor names.

mod check;
mod data_key;
mod recovery_code;
mod typed;

pub use data_key::DataKey;
pub use recovery_code::RecoveryCode;
pub use typed::Secret;
