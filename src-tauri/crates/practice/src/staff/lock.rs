//! Locking and leaving a seat, and after how long an empty one locks itself.

use crate::door::Call;
use crate::practice::Practice;
use crate::{Refusal, Result};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// After how long an empty seat locks.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AutoLock {
    /// Minutes without anybody, 1 to 60.
    #[ts(type = "number")]
    pub minutes: i64,
}

const SETTING: &str = "auto_lock_minutes";
/// Ten minutes (security §2.6).
const DEFAULT_MINUTES: i64 = 10;

/// Locks this seat.
pub fn lock(call: &Call<'_>, (): ()) -> Result<()> {
    call.door().sessions.lock(&call.caller().key);
    Ok(())
}

/// Signs out of this seat; nobody may come back to it by PIN.
pub fn sign_out(call: &Call<'_>, (): ()) -> Result<()> {
    call.door().sessions.end(&call.caller().key);
    Ok(())
}

/// The setting.
pub fn get_auto_lock(call: &Call<'_>, (): ()) -> Result<AutoLock> {
    Ok(AutoLock {
        minutes: auto_lock_seconds(call.practice()?) / 60,
    })
}

/// Changes the setting.
pub fn set_auto_lock(call: &Call<'_>, input: AutoLock) -> Result<AutoLock> {
    if !(1..=60).contains(&input.minutes) {
        return Err(Refusal::invalid("minutes", "Choose between 1 and 60 minutes."));
    }
    call.transact(|tx| {
        tx.on().execute(
            "INSERT INTO setting (name, body, changed_at) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at",
            params![SETTING, input.minutes.to_string(), tx.now().as_second()],
        )?;
        Ok(())
    })?;
    Ok(input)
}

/// Seconds after which an empty seat locks. When the setting cannot be read, the strictest value holds: a fault must
/// not keep a screen open.
pub fn auto_lock_seconds(practice: &Practice) -> i64 {
    let stored: Result<Option<String>> = practice.read(|on| {
        Ok(on
            .prepare_cached("SELECT body FROM setting WHERE name = ?1")?
            .query_row([SETTING], |row| row.get(0))
            .optional()?)
    });
    match stored {
        Ok(None) => DEFAULT_MINUTES * 60,
        Ok(Some(minutes)) => minutes.parse::<i64>().map_or(60, |minutes| minutes.clamp(1, 60) * 60),
        Err(_) => 60,
    }
}
