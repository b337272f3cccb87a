//! Half-filled forms. They live inside the encrypted file, not in the browser's storage, because they hold patient data.

use crate::door::{Call, Command, command};
use crate::{Refusal, Result};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[
    command!("drafts.save", save, SaveDraft, (), SignedIn),
    command!("drafts.get", get, DraftKey, Draft, SignedIn),
    command!("drafts.discard", discard, DraftKey, (), SignedIn),
];

/// The longest draft kept, bytes.
const LONGEST: usize = 256 * 1024;

/// Keep what has been typed so far.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveDraft {
    /// Which form: `patients.register`, `patients.edit/pat_…`.
    pub key: String,
    /// The form's state, as the form wrote it.
    pub body: String,
}

/// Which form.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftKey {
    /// `patients.register`, `patients.edit/pat_…`.
    pub key: String,
}

/// What was typed.
#[derive(Debug, Serialize, TS)]
pub struct Draft {
    /// The form's state, or nothing.
    pub body: Option<String>,
}

fn save(call: &Call<'_>, input: SaveDraft) -> Result<()> {
    if input.body.len() > LONGEST || input.key.len() > 200 {
        return Err(Refusal::invalid(
            "body",
            "This form holds more text than a draft can keep. Save it now.",
        ));
    }
    let staff = call.staff()?;
    call.transact(|tx| {
        tx.on().execute(
            "INSERT INTO draft (staff_id, key, body, saved_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (staff_id, key) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at",
            params![staff, input.key, input.body, tx.now().as_second()],
        )?;
        Ok(())
    })
}

fn get(call: &Call<'_>, input: DraftKey) -> Result<Draft> {
    let staff = call.staff()?;
    call.read(|on| {
        let body = on
            .query_row(
                "SELECT body FROM draft WHERE staff_id = ?1 AND key = ?2",
                params![staff, input.key],
                |row| row.get("body"),
            )
            .optional()?;
        Ok(Draft { body })
    })
}

fn discard(call: &Call<'_>, input: DraftKey) -> Result<()> {
    let staff = call.staff()?;
    call.transact(|tx| {
        tx.on().execute(
            "DELETE FROM draft WHERE staff_id = ?1 AND key = ?2",
            params![staff, input.key],
        )?;
        Ok(())
    })
}
