//! Undo instead of "are you sure": a change remembers the command that does the opposite.
//!
//! Not a time machine: an undo is a command like any other, with the same permission, conflict and audit rules, and
//! what has already left the clinic (a sent message) is not unsaid.

use crate::door::{Call, Command, command};
use crate::ids::{OperationId, StaffId};
use crate::transact::Actor;
use crate::{Code, Refusal, Result};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[command!("undo.run", run, Undo, Undone, SignedIn, phi)];

/// Commands that only take something back. Their input is what was kept when the change was made; sent by hand it could
/// forge who overrode a warning and when, or put a visit where the rules forbid it.
pub const ONLY: [&str; 5] = [
    "visits.put_back",
    "visits.withdraw",
    "patients.unregister",
    "forms.put_back",
    "requests.take_back",
];

/// How long a change can be taken back, seconds: a working day.
const UNDO_SECONDS: i64 = 12 * 3600;

/// Take a change back.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Undo {
    /// The change.
    pub operation: OperationId,
}

/// A change was taken back.
#[derive(Debug, Serialize, TS)]
pub struct Undone {
    /// What was taken back, for the toast: "Moved Grace Kim to 14:00".
    pub label: String,
}

/// Remembers how to take a change back. Labels may hold a name: they stay in the encrypted file.
pub(crate) fn remember(
    on: &Connection,
    at: i64,
    staff: StaffId,
    label: &str,
    command: &str,
    input: &impl Serialize,
) -> Result<OperationId> {
    let id = OperationId::make();
    let input = serde_json::to_string(input).map_err(Refusal::fault)?;
    on.prepare_cached(
        "INSERT INTO operation (id, at, staff_id, label, command, input) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![id, at, staff, label, command, input])?;
    Ok(id)
}

/// Takes a change of one's own back, once, within the working day. Runs the opposite command through the door.
pub fn run(call: &Call<'_>, input: Undo) -> Result<Undone> {
    let practice = call.practice()?;
    let Actor::Staff(staff) = call.actor() else {
        return Err(Refusal::new(Code::SignInNeeded, "Sign in first."));
    };
    let found = practice.read(|on| {
        Ok(on
            .query_row(
                "SELECT at, staff_id, label, command, input, undone_at FROM operation WHERE id = ?1",
                [input.operation],
                |row| {
                    Ok((
                        row.get::<_, i64>("at")?,
                        row.get::<_, StaffId>("staff_id")?,
                        row.get::<_, String>("label")?,
                        row.get::<_, String>("command")?,
                        row.get::<_, String>("input")?,
                        row.get::<_, Option<i64>>("undone_at")?,
                    ))
                },
            )
            .optional()?)
    })?;
    let Some((at, by, label, name, stored, undone_at)) = found else {
        return Err(cannot("This change is not there any more."));
    };
    if by != staff {
        return Err(cannot(
            "Somebody else made this change; they can take it back, or you can change it again.",
        ));
    }
    if undone_at.is_some() {
        return Err(cannot("This change has already been taken back."));
    }
    if practice.now().as_second() - at > UNDO_SECONDS {
        return Err(cannot("This change is too old to take back."));
    }
    let opposite: serde_json::Value = crate::transact::stored_json(&stored)?;
    // First, so that of two clicks at the same moment one wins.
    practice.transact(&call.origin(), |tx| {
        let marked = tx.on().execute(
            "UPDATE operation SET undone_at = ?2 WHERE id = ?1 AND undone_at IS NULL",
            params![input.operation, tx.now().as_second()],
        )?;
        if marked == 1 {
            Ok(())
        } else {
            Err(cannot("This change has already been taken back."))
        }
    })?;
    if let Err(refused) = call.take_back(&name, opposite) {
        practice.transact(&call.origin(), |tx| {
            tx.on()
                .execute("UPDATE operation SET undone_at = NULL WHERE id = ?1", [input.operation])?;
            Ok(())
        })?;
        return Err(refused);
    }
    Ok(Undone { label })
}

fn cannot(why: &str) -> Refusal {
    Refusal::new(Code::CannotUndo, why).next("Change it by hand instead.")
}
