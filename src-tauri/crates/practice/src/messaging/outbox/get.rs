//! One message with its tries.

use super::view::Viewer;
use super::{About, AttemptView, MessageAbout, MessageDetail, OneMessage, store};
use crate::door::Call;
use crate::{Result, schedule};

/// The message, and every try to send it.
pub fn get(call: &Call<'_>, input: OneMessage) -> Result<MessageDetail> {
    let now = call.practice()?.now().as_second();
    let detail = call.read(|on| {
        let message = store::get(on, input.message)?;
        let visit = match &message.about {
            About::Visit(of) => Some(schedule::facts(on, of.visit)?),
            About::Request(_) => None,
        };
        let message = Viewer::new(on, now)?.view(&message, visit.as_ref())?;
        let mut statement = on.prepare_cached(
            "SELECT number, started_at, outcome, detail FROM attempt WHERE message_id = ?1 ORDER BY number",
        )?;
        let attempts = statement.query_map([input.message], |row| {
            Ok(AttemptView {
                number: row.get("number")?,
                started_at: row.get("started_at")?,
                outcome: row.get("outcome")?,
                detail: row.get("detail")?,
            })
        })?;
        Ok(MessageDetail {
            message,
            attempts: attempts.collect::<rusqlite::Result<_>>()?,
        })
    })?;
    match (detail.message.patient, &detail.message.about) {
        (Some(patient), _) => call.looks_at(patient),
        (None, MessageAbout::Request { request, .. }) => call.looks_at(*request),
        (None, MessageAbout::Visit { visit, .. }) => call.looks_at(*visit),
    }
    Ok(detail)
}
