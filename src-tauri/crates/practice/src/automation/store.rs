//! Rules, the settings of reminders, and the visits waiting to be planned anew.

use crate::automation::rules::Rule;
use crate::automation::{Offset, ReminderSettings};
use crate::ids::{RuleId, VisitId};
use crate::{Refusal, Result};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

const SELECT: &str = "SELECT id, name, anchor, minutes, days, at_time, template_key, channel, asks_to_confirm, skip_if_confirmed, useful_minutes, active, version FROM rule";

fn read(row: &Row<'_>) -> rusqlite::Result<Rule> {
    let minutes: Option<i64> = row.get("minutes")?;
    let offset = match minutes {
        Some(minutes) => Offset::Minutes { minutes },
        None => Offset::Days {
            days: row.get("days")?,
            at: row.get("at_time")?,
        },
    };
    Ok(Rule {
        id: row.get("id")?,
        name: row.get("name")?,
        anchor: row.get("anchor")?,
        offset,
        template: row.get("template_key")?,
        channel: row.get("channel")?,
        asks_to_confirm: row.get("asks_to_confirm")?,
        skip_if_confirmed: row.get("skip_if_confirmed")?,
        useful_minutes: row.get("useful_minutes")?,
        active: row.get("active")?,
        version: row.get("version")?,
    })
}

/// Every rule, in the order of the screen.
pub fn rules(on: &Connection) -> Result<Vec<Rule>> {
    let mut statement = on.prepare_cached(&format!("{SELECT} ORDER BY position, id"))?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// One rule; gone is an error.
pub fn rule(on: &Connection, id: RuleId) -> Result<Rule> {
    on.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?
        .query_row([id], read)
        .optional()?
        .ok_or_else(|| Refusal::not_found("This rule"))
}

/// Writes a rule, new or changed.
pub fn put(on: &Connection, rule: &Rule) -> Result<()> {
    let (minutes, days, at) = match &rule.offset {
        Offset::Minutes { minutes } => (Some(*minutes), None, None),
        Offset::Days { days, at } => (None, Some(*days), at.as_deref()),
    };
    on.prepare_cached(
        "INSERT INTO rule (id, name, anchor, minutes, days, at_time, template_key, channel, asks_to_confirm, skip_if_confirmed, useful_minutes, active, position, version)
         VALUES (:id, :name, :anchor, :minutes, :days, :at, :template, :channel, :asks, :skip, :useful, :active, (SELECT coalesce(max(position), 0) + 1 FROM rule), :version)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, anchor = excluded.anchor, minutes = excluded.minutes, days = excluded.days,
             at_time = excluded.at_time, template_key = excluded.template_key, channel = excluded.channel, asks_to_confirm = excluded.asks_to_confirm,
             skip_if_confirmed = excluded.skip_if_confirmed, useful_minutes = excluded.useful_minutes, active = excluded.active, version = excluded.version",
    )?
    .execute(named_params! {
        ":id": rule.id, ":name": rule.name, ":anchor": rule.anchor, ":minutes": minutes, ":days": days, ":at": at, ":template": rule.template,
        ":channel": rule.channel, ":asks": rule.asks_to_confirm, ":skip": rule.skip_if_confirmed, ":useful": rule.useful_minutes,
        ":active": rule.active, ":version": rule.version,
    })?;
    Ok(())
}

/// What holds for all reminders. A practice that never changed it has the defaults of the law: nothing before 8 and
/// after 21 (47 CFR 64.1200(c)(1)).
pub fn settings(on: &Connection) -> Result<ReminderSettings> {
    let stored: Option<String> = on
        .prepare_cached("SELECT body FROM setting WHERE name = 'reminders'")?
        .query_row([], |row| row.get(0))
        .optional()?;
    match stored {
        Some(body) => crate::transact::stored_json(&body),
        None => Ok(ReminderSettings {
            quiet_from: "21:00".into(),
            quiet_until: "08:00".into(),
            language: "en".into(),
            invitations: true,
        }),
    }
}

/// Writes what holds for all reminders.
pub fn put_settings(on: &Connection, now: i64, settings: &ReminderSettings) -> Result<()> {
    put_setting(
        on,
        now,
        "reminders",
        &serde_json::to_string(settings).map_err(Refusal::fault)?,
    )
}

/// Reads a setting of this concept.
pub fn setting(on: &Connection, name: &str) -> Result<Option<String>> {
    Ok(on
        .prepare_cached("SELECT body FROM setting WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

/// Writes a setting of this concept.
pub fn put_setting(on: &Connection, now: i64, name: &str, body: &str) -> Result<()> {
    on.prepare_cached("INSERT INTO setting (name, body, changed_at) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at")?
        .execute(params![name, body, now])?;
    Ok(())
}

/// Notes every visit that is still ahead, or has something waiting, to be planned anew. By the days of the calendar and
/// the index of what waits: not by all messages there ever were.
pub fn replan_all(on: &Connection, now: i64) -> Result<usize> {
    Ok(on.execute(
        "INSERT OR IGNORE INTO replan (visit_id)
         SELECT visit_id FROM message WHERE state IN ('scheduled', 'retry', 'held') AND state <> 'held' AND visit_id IS NOT NULL
         UNION SELECT id FROM visit WHERE day >= date(?1 - 86400, 'unixepoch') AND starts_at > ?1 AND withdrawn = 0",
        [now],
    )?)
}

/// Takes up to `most` visits from the list of those to be planned anew.
pub fn take_replans(on: &Connection, most: u32) -> Result<Vec<VisitId>> {
    let mut statement = on.prepare_cached(
        "DELETE FROM replan WHERE visit_id IN (SELECT visit_id FROM replan LIMIT ?1) RETURNING visit_id",
    )?;
    let rows = statement.query_map([most], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Up to `most` visits from the list of those to be planned anew; they stay on it.
pub fn replans(on: &Connection, most: u32) -> Result<Vec<VisitId>> {
    let mut statement = on.prepare_cached("SELECT visit_id FROM replan LIMIT ?1")?;
    let rows = statement.query_map([most], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Takes one visit from the list.
pub fn forget_replan(on: &Connection, visit: VisitId) -> Result<()> {
    on.prepare_cached("DELETE FROM replan WHERE visit_id = ?1")?
        .execute([visit])?;
    Ok(())
}

/// Whether any visit waits to be planned anew.
pub fn has_replans(on: &Connection) -> Result<bool> {
    Ok(on
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM replan)")?
        .query_row([], |row| row.get(0))?)
}
