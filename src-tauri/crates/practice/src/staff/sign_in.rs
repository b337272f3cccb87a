//! Sign in with name and password. On a shut practice the password also opens the file: it is one of its keys.

use crate::audit::Entry;
use crate::door::{Call, State};
use crate::practice::Practice;
use crate::staff::store::{self, StaffRow};
use crate::staff::{Permission, Role, SignedIn, auto_lock_seconds};
use crate::transact::{Actor, Origin};
use crate::{Code, Refusal, Result};
use keepwell_keys::{KeySlots, Secret, password};
use serde::Deserialize;
use std::sync::Arc;
use ts_rs::TS;

/// Sign in here.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The sign-in name; case does not matter.
    pub sign_in: String,
    /// The password.
    #[ts(type = "string")]
    pub password: Secret,
}

/// Wrong passwords in a row before the account waits.
const TRIES: i64 = 5;

/// Checks the password and begins the session of this seat.
/// Wrong five times in a row, the account waits one minute, then two, four … up to an hour.
pub fn sign_in(call: &Call<'_>, input: SignIn) -> Result<SignedIn> {
    let name = fold(&input.sign_in);
    let _alone = call.door().alone();
    let practice = match call.door().practice() {
        Some(practice) => practice,
        None => unlock(call, &name, &input.password)?,
    };
    let row = practice.read(|on| store::by_sign_in(on, &name))?;
    let Some(row) = row.filter(|row| row.active) else {
        // As slow as a wrong password, so that the answer does not tell which names exist.
        password::verifier_make_with(&input.password, practice.ports().cost)?;
        note_unknown(call, &practice);
        return Err(wrong());
    };
    refuse_while_locked(&practice, &row)?;
    if !password::verifier_check(&row.password, &input.password)? {
        return Err(count_wrong(call, &practice, &row)?);
    }
    let session = admit(call, &practice, &row)?;
    remake_slot(&practice, &row.sign_in, &input.password);
    Ok(session)
}

/// The sign-in name as stored and as a key slot is called.
pub fn fold(sign_in: &str) -> String {
    sign_in.trim().to_lowercase()
}

fn wrong() -> Refusal {
    Refusal::new(Code::WrongPassword, "Name and password do not fit together.")
        .next("Check Caps Lock. If you forgot it, a clinic admin can give you a new one.")
}

/// A try with a name nobody has is written down too. The name is not: people type their password there.
fn note_unknown(call: &Call<'_>, practice: &Practice) {
    let origin = call.origin();
    practice.scribe.note(Entry {
        at: practice.now().as_second(),
        actor: Actor::Nobody.to_string(),
        seat: origin.seat.into(),
        command: origin.command.into(),
        outcome: "wrong_password".into(),
        subject: String::new(),
    });
}

/// Opens a shut practice with the password's key slot.
fn unlock(call: &Call<'_>, name: &str, typed: &Secret) -> Result<Arc<Practice>> {
    let door = call.door();
    let can = door.with_state(|state| matches!(state, State::Shut { can_unlock: true, .. }));
    if !can {
        call.practice()?;
    }
    let slots = KeySlots::load(door.folder())?.ok_or_else(|| Refusal::fault("a shut practice without key slots"))?;
    let key = slots.unlock_password(name, typed).map_err(|_| wrong())?;
    let practice = Arc::new(Practice::open(
        door.folder(),
        key,
        door.ports().clone(),
        Arc::clone(door.told()),
    )?);
    door.enter(State::Open(Arc::clone(&practice)));
    Ok(practice)
}

/// Refuses while the account waits after wrong tries.
pub fn refuse_while_locked(practice: &Practice, row: &StaffRow) -> Result<()> {
    let now = practice.now().as_second();
    match row.locked_until {
        Some(until) if until > now => Err(locked_out(until, now)),
        _ => Ok(()),
    }
}

fn locked_out(until: i64, now: i64) -> Refusal {
    let minutes = (until - now + 59) / 60;
    Refusal::new(
        Code::LockedOut,
        format!(
            "Too many wrong tries. This account waits {minutes} more minute{}.",
            if minutes == 1 { "" } else { "s" }
        ),
    )
    .next("Wait, or ask a clinic admin for a new password.")
    .details(serde_json::json!({ "until": until }))
}

/// Counts a wrong try and answers the refusal for it.
pub fn count_wrong(call: &Call<'_>, practice: &Practice, row: &StaffRow) -> Result<Refusal> {
    let origin = Origin {
        actor: Actor::Nobody,
        ..call.origin()
    };
    practice.transact(&origin, |tx| {
        // Counted from the row as it is now: many tries at once must not count as one.
        let tries = store::by_id(tx.on(), row.id)?.wrong_tries + 1;
        let now = tx.now().as_second();
        let until = (tries >= TRIES).then(|| now + (60_i64 << (tries - TRIES).min(6)).min(3600));
        store::set_tries(tx.on(), row.id, tries, until)?;
        tx.subject(row.id);
        tx.event(crate::events::Event::new("staff.wrong_password"));
        Ok(until.map_or_else(wrong, |until| locked_out(until, now)))
    })
}

/// Begins the session after the password fitted.
fn admit(call: &Call<'_>, practice: &Practice, row: &StaffRow) -> Result<SignedIn> {
    let role = Role::from_stored(&row.role)?;
    practice.transact(
        &Origin {
            actor: Actor::Staff(row.id),
            ..call.origin()
        },
        |tx| {
            if row.wrong_tries != 0 {
                store::set_tries(tx.on(), row.id, 0, None)?;
            }
            tx.subject(row.id);
            Ok(())
        },
    )?;
    call.door()
        .sessions
        .begin(&call.caller().key, row.id, role, practice.now());
    signed_in(practice, row)
}

/// What the screen needs to know about the person.
pub fn signed_in(practice: &Practice, row: &StaffRow) -> Result<SignedIn> {
    use Permission as P;
    let role = Role::from_stored(&row.role)?;
    let all = [
        P::SignedIn,
        P::SeePatients,
        P::EditPatients,
        P::SeeSchedule,
        P::EditSchedule,
        P::SeeMessages,
        P::SendMessages,
        P::SeeRequests,
        P::AnswerRequests,
        P::ManageForms,
        P::ManageTemplates,
        P::ManageClinic,
        P::ManageStaff,
        P::OwnPractice,
    ];
    Ok(SignedIn {
        id: row.id,
        name: row.name.clone(),
        role,
        role_words: role.words().into(),
        may: all.into_iter().filter(|p| role.may(*p)).collect(),
        has_pin: row.pin.is_some(),
        must_change_password: row.must_change_password,
        auto_lock_minutes: auto_lock_seconds(practice) / 60,
    })
}

/// Makes this person's key slot anew if it does not open the file (after a change of key). The sign-in itself has
/// already succeeded, so trouble here is logged, not shown.
fn remake_slot(practice: &Practice, name: &str, typed: &Secret) {
    let remade = practice.with_slots(|slots| {
        if !slots.password_slots().iter().any(|slot| slot == name) {
            slots.add_password(name, typed, &practice.key)?;
            slots.save()?;
        }
        Ok(())
    });
    if let Err(refusal) = remade {
        tracing::warn!(code = ?refusal.code, "a password slot could not be renewed");
    }
}
