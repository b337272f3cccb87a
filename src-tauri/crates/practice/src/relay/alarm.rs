//! What looks wrong, told once and counted on, until staff take note of it or it is right again.

use super::{Alarm, AlarmCode};
use crate::events::Event;
use crate::transact::Tx;
use crate::{Code, Refusal, Result};
use keepwell_relay_client::Explanation;
use rusqlite::{Connection, OptionalExtension, params};

/// The event of every change to alarms and to how the line is.
pub const EVENT: &str = "relay.status";

/// Raises an alarm, or counts on with the one that is open.
pub fn raise(tx: &mut Tx<'_>, code: AlarmCode, more: u64, names: &[String]) -> Result<()> {
    let now = tx.now().as_second();
    let more = i64::try_from(more).unwrap_or(i64::MAX);
    let names = serde_json::to_string(names).map_err(Refusal::fault)?;
    tracing::warn!(?code, more, "the relay's line raises an alarm");
    tx.on()
        .prepare_cached(
            "INSERT INTO relay_alarm (code, count, names, first_at, last_at) VALUES (?1, ?2, ?3, ?4, ?4)
             ON CONFLICT (code) WHERE ended_at IS NULL DO UPDATE SET count = relay_alarm.count + excluded.count, names = excluded.names, last_at = excluded.last_at",
        )?
        .execute(params![word(code)?, more, names, now])?;
    tx.event(Event::new(EVENT));
    Ok(())
}

/// A condition that holds: the alarm is raised if it is not open, and only its time and names move if it is.
pub fn holds(tx: &mut Tx<'_>, code: AlarmCode, names: &[String]) -> Result<()> {
    if !is_open(tx.on(), code)? {
        return raise(tx, code, 1, names);
    }
    let now = tx.now().as_second();
    let names = serde_json::to_string(names).map_err(Refusal::fault)?;
    tx.on()
        .prepare_cached("UPDATE relay_alarm SET last_at = ?2, names = ?3 WHERE code = ?1 AND ended_at IS NULL")?
        .execute(params![word(code)?, now, names])?;
    Ok(())
}

/// It is right again.
pub fn end(tx: &mut Tx<'_>, code: AlarmCode) -> Result<()> {
    let now = tx.now().as_second();
    let ended = tx
        .on()
        .prepare_cached("UPDATE relay_alarm SET ended_at = ?2 WHERE code = ?1 AND ended_at IS NULL")?
        .execute(params![word(code)?, now])?;
    if ended > 0 {
        tx.event(Event::new(EVENT));
    }
    Ok(())
}

/// Whether the alarm is open.
pub fn is_open(on: &Connection, code: AlarmCode) -> Result<bool> {
    Ok(on
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM relay_alarm WHERE code = ?1 AND ended_at IS NULL) AS it")?
        .query_row([word(code)?], |row| row.get("it"))?)
}

/// Staff took note of it.
pub fn dismiss(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    let now = tx.now().as_second();
    let open: Option<i64> = tx
        .on()
        .prepare_cached("UPDATE relay_alarm SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL RETURNING id")?
        .query_row(params![id, now], |row| row.get("id"))
        .optional()?;
    if open.is_none() {
        return Err(Refusal::new(Code::NotFound, "This notice is gone already."));
    }
    tx.event(Event::new(EVENT));
    Ok(())
}

/// What is open, newest first.
pub fn open(on: &Connection) -> Result<Vec<Alarm>> {
    let mut statement =
        on.prepare_cached("SELECT id, code, count, names, first_at, last_at FROM relay_alarm WHERE ended_at IS NULL ORDER BY last_at DESC, id DESC")?;
    let mut rows = statement.query([])?;
    let mut alarms = Vec::new();
    while let Some(row) = rows.next()? {
        let code: String = row.get("code")?;
        let code: AlarmCode = serde_json::from_value(serde_json::Value::String(code)).map_err(Refusal::fault)?;
        let count: i64 = row.get("count")?;
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let names: Vec<String> = crate::transact::stored_json(&row.get::<_, String>("names")?)?;
        alarms.push(Alarm {
            id: row.get("id")?,
            explanation: words(code, count, &names),
            code,
            count,
            names,
            first_at: row.get("first_at")?,
            last_at: row.get("last_at")?,
        });
    }
    Ok(alarms)
}

fn word(code: AlarmCode) -> Result<String> {
    match serde_json::to_value(code).map_err(Refusal::fault)? {
        serde_json::Value::String(code) => Ok(code),
        _ => Err(Refusal::fault("an alarm that is not a word")),
    }
}

fn submissions(count: u32) -> String {
    if count == 1 {
        "1 submission".into()
    } else {
        format!("{count} submissions")
    }
}

/// What an alarm means, in the clinic's words.
pub fn words(code: AlarmCode, count: u32, names: &[String]) -> Explanation {
    const HOST: &str =
        "Ask whoever runs the relay what happened. Then take note of this, so that you see when it happens again.";
    let (title, meaning, next): (String, String, &str) = match code {
        AlarmCode::Skipped => (
            format!("The relay skipped {}", submissions(count)),
            "Every submission has a running number, and some numbers never came. Patients whose page never said \"the clinic has it\" know that theirs is one of them.".into(),
            HOST,
        ),
        AlarmCode::Expired => (
            format!("{} expired", submissions(count)),
            "They waited at the relay for 30 days without this computer fetching them, and the relay deleted them. The patients' pages never said that the clinic has them.".into(),
            "Nobody can bring them back. Leave this computer on more often, or switch the form off while the clinic is closed for long.",
        ),
        AlarmCode::FetchedElsewhere => (
            format!("{} went to another copy of this practice", submissions(count)),
            "The relay says they were fetched and acknowledged, but they are not here. That happens after a backup was put back, or when a second computer works with a copy of this practice.".into(),
            "Look for them in the newer copy. Only one computer may be paired with the relay.",
        ),
        AlarmCode::RolledBack => (
            "The relay went back in time".into(),
            "Its running numbers are lower than they were. Mostly it was put back from a backup. Keepwell asked for everything again; nothing is taken twice.".into(),
            HOST,
        ),
        AlarmCode::Replayed => (
            "The relay delivered something again".into(),
            "Submissions that are already here came again under another number. They were not taken twice.".into(),
            HOST,
        ),
        AlarmCode::Disordered => (
            "The relay delivered out of order".into(),
            "It sent what was not asked for, or kept something back and sent it later. Everything that came was taken once.".into(),
            HOST,
        ),
        AlarmCode::OtherBytes => (
            "The relay delivered something different under a number already used".into(),
            "The first one stays as it was taken; what came later was not taken.".into(),
            HOST,
        ),
        AlarmCode::CannotOpen => (
            format!("{} could not be opened", submissions(count)),
            "Something came that is not sealed to this clinic, or was damaged on the way. It is kept for 30 days; the patient's page does not say that the clinic has it.".into(),
            "Open the list to see why. If it happens often, tell whoever runs the relay.",
        ),
        AlarmCode::SlotMixedUp => (
            "A time from the web does not fit its submission".into(),
            "The relay gave a time to another submission than the one that asked for it, or gave it twice. The requests are marked; nothing was booked by itself.".into(),
            "Look at the marked requests and agree on the time by phone.",
        ),
        AlarmCode::BundleDiffers => (
            "The relay shows patients something this clinic did not sign".into(),
            "Its keys, forms or clinic card are not the ones published here, or are old ones. Patients' browsers refuse keys that are not signed by the clinic.".into(),
            "Keepwell publishes again by itself. If this stays, take the form off your web site until whoever runs the relay has explained it.",
        ),
        AlarmCode::SlotsDiffer => (
            "The relay shows open times this clinic did not sign".into(),
            "The times patients are offered are not the ones published here, or are old ones.".into(),
            "Keepwell publishes again by itself. If this stays, switch online booking off until whoever runs the relay has explained it.",
        ),
        AlarmCode::ReceiptDiffers => (
            "The relay does not pass on this clinic's receipts".into(),
            "A patient's page is told something else than \"the clinic has it\". Patients may send again or call.".into(),
            HOST,
        ),
        AlarmCode::PageDiffers => (
            "The page patients see is not the one this Keepwell ships".into(),
            format!(
                "Different: {}. Either the relay runs another version of Keepwell, or somebody changed the page. A changed page could read what patients type.",
                names.join(", ")
            ),
            "Ask whoever runs the relay which version it runs. If it is not simply newer or older, take the form off your web site.",
        ),
        AlarmCode::DiskFull => (
            "This computer's disk is full".into(),
            "What patients send waits at the relay: it is fetched only when it can be written down.".into(),
            "Free some space (empty the bin, remove downloads). Keepwell goes on by itself.",
        ),
    };
    Explanation {
        title,
        meaning,
        next: next.into(),
    }
}
