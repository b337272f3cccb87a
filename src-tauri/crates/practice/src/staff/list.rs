//! Who works here, and who sits here.

use crate::Result;
use crate::door::Call;
use crate::staff::sign_in::signed_in;
use crate::staff::{SignedIn, StaffView, store};

/// Everybody with an account.
pub fn list(call: &Call<'_>, (): ()) -> Result<Vec<StaffView>> {
    call.read(store::all)?.iter().map(store::StaffRow::view).collect()
}

/// The person at this seat.
pub fn me(call: &Call<'_>, (): ()) -> Result<SignedIn> {
    let row = call.read(|on| store::by_id(on, call.staff()?))?;
    signed_in(call.practice()?, &row)
}
