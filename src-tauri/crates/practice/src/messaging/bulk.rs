//! Writes the outbox's past: messages of which is already known what became of them (imports, the demo).

use crate::Result;
use crate::ids::{MessageId, TemplateId};
use crate::messaging::outbox::{ForVisit, Message};
use rusqlite::{Connection, named_params, params};
use std::collections::HashMap;

/// A message and what became of it.
pub(crate) struct Past {
    /// The row.
    pub message: Message<ForVisit>,
    /// When it came to stand as it does, Unix seconds.
    pub changed_at: i64,
    /// When it was tried and with what outcome, if it was.
    pub tried: Option<(i64, Tried)>,
}

/// How a try went.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tried {
    /// As stored: `accepted`, `pretended`, `refused` …
    pub outcome: &'static str,
    /// In the server's words.
    pub detail: &'static str,
}

/// A text rules may use now.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextInUse {
    /// Which.
    pub template: TemplateId,
    /// In which version.
    pub version: i64,
}

/// The text of each key, in English where there are several languages.
pub(crate) fn texts(on: &Connection) -> Result<HashMap<String, TextInUse>> {
    let mut statement = on.prepare("SELECT key, id, version FROM template WHERE active = 1 AND channel = 'email' ORDER BY language = 'en', language")?;
    let rows = statement.query_map([], |row| {
        Ok((
            row.get("key")?,
            TextInUse {
                template: row.get("id")?,
                version: row.get("version")?,
            },
        ))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Writes one. Fastest in the order of their ids.
pub(crate) fn put(on: &Connection, past: &Past) -> Result<()> {
    let message = &past.message;
    let about = &message.about;
    on.prepare_cached(
        "INSERT INTO message (id, visit_id, revision, round, rule_id, channel, patient_id, state, why, due_at, latest_at, starts_at, provider_id, planned_at, changed_at,
                              attempts, needs_person, template_id, template_version, to_address, sent_at)
         VALUES (:id, :visit, :revision, :round, :rule, :channel, :patient, :state, :why, :due, :latest, :starts, :provider, :planned, :changed,
                 :attempts, :needs_person, :template, :template_version, :to_address, :sent_at)",
    )?
    .execute(named_params! {
        ":id": message.id, ":visit": about.visit, ":revision": about.revision, ":round": about.round, ":rule": about.rule,
        ":channel": message.channel, ":patient": about.patient, ":state": message.state, ":why": message.why, ":due": message.due_at,
        ":latest": message.latest_at, ":starts": about.starts_at, ":provider": about.provider, ":planned": message.planned_at,
        ":changed": past.changed_at, ":attempts": message.attempts, ":needs_person": message.needs_person, ":template": message.template,
        ":template_version": message.template_version, ":to_address": message.to_address, ":sent_at": message.sent_at,
    })?;
    if let Some((at, tried)) = past.tried {
        on.prepare_cached(
            "INSERT INTO attempt (message_id, number, started_at, outcome, detail) VALUES (?1, 1, ?2, ?3, ?4)",
        )?
        .execute(params![message.id, at, tried.outcome, tried.detail])?;
    }
    Ok(())
}

/// What is due by `until` (Unix seconds) went, as far as a demo sends: for letters planned by changes of a made-up past.
/// Answers how many.
pub(crate) fn pretend_sent(on: &Connection, until: i64, texts: &HashMap<String, TextInUse>) -> Result<usize> {
    let mut due = on.prepare_cached(
        "SELECT m.id, m.due_at + 20 AS sent_at, coalesce(m.key, r.template_key) AS text,
                coalesce((SELECT email FROM request WHERE id = m.request_id), (SELECT e.address FROM patient p JOIN patient_email e ON e.no = p.no WHERE p.id = m.patient_id ORDER BY e.position)) AS address
         FROM message m LEFT JOIN rule r ON r.id = m.rule_id WHERE m.state = 'scheduled' AND m.due_at + 20 <= ?1 ORDER BY m.due_at, m.id",
    )?;
    let mut rows = due.query([until])?;
    let mut went = Vec::new();
    while let Some(row) = rows.next()? {
        let id: MessageId = row.get("id")?;
        went.push((
            id,
            row.get::<_, i64>("sent_at")?,
            row.get::<_, String>("text")?,
            row.get::<_, Option<String>>("address")?,
        ));
    }
    for (id, sent_at, text, address) in &went {
        let text = texts.get(text);
        on.prepare_cached(
            "UPDATE message SET state = 'sent', why = 'pretended', changed_at = ?2, sent_at = ?2, attempts = 1, template_id = ?3, template_version = ?4, to_address = ?5 WHERE id = ?1",
        )?
        .execute(params![id, sent_at, text.map(|text| text.template), text.map(|text| text.version), address])?;
        on.prepare_cached("INSERT INTO attempt (message_id, number, started_at, outcome, detail) VALUES (?1, 1, ?2, 'pretended', 'a demo practice: nothing left this computer')")?
            .execute(params![id, sent_at])?;
    }
    Ok(went.len())
}
