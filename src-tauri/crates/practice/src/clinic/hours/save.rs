//! Replace a provider's week.

use crate::clinic::hours::{Hours, Span, read};
use crate::clinic::{locations, providers, rooms};
use crate::door::Call;
use crate::events::Event;
use crate::ids::ProviderId;
use crate::transact::Done;
use crate::{Code, Refusal, Result};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The whole week as it should be.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveHours {
    /// Whose.
    pub provider: ProviderId,
    /// Every span; what is not here is not worked.
    pub spans: Vec<Span>,
    /// Only if this is the week now: an undo must not overrule what somebody changed since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub instead_of: Option<Vec<Span>>,
}

/// Replaces the week. Spans of a day may touch but not overlap. Visits outside the new hours stay where they are: the
/// calendar shows them on the closed ground.
pub fn save(call: &Call<'_>, input: SaveHours) -> Result<Done<Hours>> {
    if input.spans.len() > 70 {
        return Err(Refusal::invalid(
            "spans",
            "A week cannot hold more than ten spans a day.",
        ));
    }
    let mut plain = Vec::new();
    for (at, span) in input.spans.iter().enumerate() {
        check_span(&format!("spans.{at}"), span.weekday, &span.from, &span.until)?;
        plain.push((span.weekday, span.from.clone(), span.until.clone()));
    }
    check_overlaps("spans", &mut plain)?;
    call.transact(|tx| {
        let provider = providers::named(tx.on(), "provider", input.provider)?;
        for (at, span) in input.spans.iter().enumerate() {
            locations::known(tx.on(), &format!("spans.{at}.location"), span.location)?;
            if let Some(room) = span.room {
                rooms::known(tx.on(), &format!("spans.{at}.room"), room)?;
            }
        }
        let before = read(tx.on(), input.provider)?;
        if input.instead_of.as_ref().is_some_and(|expected| *expected != before) {
            return Err(
                Refusal::new(Code::CannotUndo, "Somebody changed these hours again since.")
                    .next("Change them by hand."),
            );
        }
        write(tx.on(), input.provider, &input.spans)?;
        tx.subject(input.provider);
        tx.event(Event::new("clinic.hours_saved"));
        let spans = read(tx.on(), input.provider)?;
        let back = SaveHours {
            provider: input.provider,
            spans: before,
            instead_of: Some(spans.clone()),
        };
        let undo = tx.undo_with(&format!("Changed the hours of {}", provider.name), "hours.save", &back)?;
        Ok(Done {
            value: Hours {
                provider: input.provider,
                spans,
            },
            undo,
            told_at: None,
        })
    })
}

/// Writes a checked week in place of the old one.
pub fn write(on: &Connection, provider: ProviderId, spans: &[Span]) -> Result<()> {
    on.prepare_cached("DELETE FROM working_span WHERE provider_id = ?1")?
        .execute([provider])?;
    for span in spans {
        on.prepare_cached("INSERT INTO working_span (provider_id, weekday, from_time, until_time, location_id, room_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![provider, span.weekday, span.from, span.until, span.location, span.room])?;
    }
    Ok(())
}

/// Whether a span is one at all.
pub fn check_span(field: &str, weekday: u8, from: &str, until: &str) -> Result<()> {
    if !(1..=7).contains(&weekday) {
        return Err(Refusal::invalid(
            format!("{field}.weekday"),
            "A weekday is a number from 1 (Monday) to 7 (Sunday).",
        ));
    }
    if !is_clock(from) {
        return Err(Refusal::invalid(format!("{field}.from"), "Write the time like 09:00."));
    }
    if !is_clock(until) && until != "24:00" {
        return Err(Refusal::invalid(format!("{field}.until"), "Write the time like 17:30."));
    }
    if from >= until {
        return Err(Refusal::invalid(
            format!("{field}.until"),
            "The end has to be later than the start. Work past midnight is two spans: one until 24:00, one from 00:00 the next day.",
        ));
    }
    Ok(())
}

/// Refuses two spans of one day that overlap, naming both.
pub fn check_overlaps(field: &str, spans: &mut [(u8, String, String)]) -> Result<()> {
    spans.sort();
    for pair in spans.windows(2) {
        if let [(day, from, until), (next_day, next_from, next_until)] = pair
            && day == next_day
            && next_from < until
        {
            return Err(Refusal::invalid(
                field,
                format!("Two spans of one day overlap: {from}–{until} and {next_from}–{next_until}."),
            ));
        }
    }
    Ok(())
}

fn is_clock(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 5
        && bytes.get(2) == Some(&b':')
        && text
            .get(..2)
            .is_some_and(|h| h.bytes().all(|b| b.is_ascii_digit()) && h < "24")
        && text
            .get(3..)
            .is_some_and(|m| m.bytes().all(|b| b.is_ascii_digit()) && m < "60")
}
