//! Quick switch on a shared PC: a PIN takes the seat over from a colleague, or unlocks it, for a person whose password
//! was typed at this seat today. Five wrong PINs and it takes the password again.

use crate::door::Call;
use crate::ids::StaffId;
use crate::staff::sign_in::{count_wrong, refuse_while_locked, signed_in};
use crate::staff::store;
use crate::staff::{Role, SignedIn};
use crate::transact::{Actor, Origin};
use crate::{Code, Refusal, Result};
use keepwell_keys::{Secret, password};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Take this seat by PIN.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Switch {
    /// Who.
    pub staff: StaffId,
    /// Their PIN.
    #[ts(type = "string")]
    pub pin: Secret,
}

/// Somebody who may come back to this seat by PIN.
#[derive(Debug, Serialize, TS)]
pub struct Face {
    /// Who.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// Their role in words.
    pub role_words: String,
    /// Whether a PIN will do; without one the password is asked.
    pub has_pin: bool,
    /// Whether it is they whose screen is locked.
    pub here: bool,
    /// Their sign-in name, so that only the password need be typed.
    pub sign_in: String,
}

/// Wrong PINs in a row before the password is asked again.
const PIN_TRIES: i64 = 5;

/// Takes the seat over.
pub fn switch(call: &Call<'_>, input: Switch) -> Result<SignedIn> {
    let practice = call.practice()?;
    let (door, seat) = (call.door(), &call.caller().key);
    let _alone = door.alone();
    if !door.sessions.known(seat, practice.now()).contains(&input.staff) {
        return Err(Refusal::new(
            Code::WrongPassword,
            "A PIN works only where you signed in with your password today.",
        )
        .next("Sign in with your password."));
    }
    let row = practice.read(|on| store::by_id(on, input.staff))?;
    refuse_while_locked(practice, &row)?;
    let Some(pin) = row.pin.as_deref().filter(|_| row.active) else {
        return Err(Refusal::new(Code::WrongPassword, "This account has no PIN.").next("Sign in with your password."));
    };
    if !password::verifier_check(pin, &input.pin)? {
        count_wrong(call, practice, &row)?;
        if row.wrong_tries + 1 >= PIN_TRIES {
            door.sessions.forget(seat, row.id);
        }
        return Err(Refusal::new(Code::WrongPassword, "This PIN does not fit.")
            .next("Try again, or sign in with your password."));
    }
    practice.transact(
        &Origin {
            actor: Actor::Staff(row.id),
            ..call.origin()
        },
        |tx| {
            store::set_tries(tx.on(), row.id, 0, None)?;
            tx.subject(row.id);
            Ok(())
        },
    )?;
    door.sessions
        .switch(seat, row.id, Role::from_stored(&row.role)?, practice.now());
    signed_in(practice, &row)
}

/// The people the lock screen offers.
pub fn board(call: &Call<'_>, (): ()) -> Result<Vec<Face>> {
    let practice = call.practice()?;
    let known = call.door().sessions.known(&call.caller().key, practice.now());
    let here = call.session().map(|session| session.staff);
    let rows = practice.read(store::all)?;
    rows.into_iter()
        .filter(|row| row.active && known.contains(&row.id))
        .map(|row| {
            Ok(Face {
                id: row.id,
                role_words: Role::from_stored(&row.role)?.words().into(),
                has_pin: row.pin.is_some(),
                here: here == Some(row.id),
                name: row.name,
                sign_in: row.sign_in,
            })
        })
        .collect()
}
