//! Commands that do what two permissions are for: the door checks the first, this the second.

use crate::door::Call;
use crate::staff::{Permission, who_may};
use crate::{Code, Refusal, Result};

/// Refuses a person whose role does not include `permission` as well.
pub fn also_needs(call: &Call<'_>, permission: Permission) -> Result<()> {
    let session = call
        .session()
        .ok_or_else(|| Refusal::new(Code::SignInNeeded, "Nobody is signed in here."))?;
    if session.role.may(permission) {
        return Ok(());
    }
    Err(Refusal::new(
        Code::NotAllowed,
        format!("Your role ({}) does not include this.", session.role.words()),
    )
    .next(format!("Ask {}.", who_may(permission))))
}
