//! A page of the outbox.

use super::store::{COLUMNS, read};
use super::view::Viewer;
use super::{ListOutbox, Message, OutboxPage, OutboxPart};
use crate::door::Call;
use crate::ids::MessageId;
use crate::store::Select;
use crate::{Refusal, Result};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};

/// Shows a part of the outbox, a page at a time. A page starts where the one before ended, so that one deep in the
/// list costs no more than the first.
pub fn list(call: &Call<'_>, input: ListOutbox) -> Result<OutboxPage> {
    let now = call.practice()?.now().as_second();
    let limit = input.limit.unwrap_or(50).clamp(1, 200);
    let after = input.after.as_deref().map(cursor).transpose()?;
    if let Some(patient) = input.patient {
        call.looks_at(patient);
    }
    let ascending = matches!(input.part, OutboxPart::Waiting | OutboxPart::NeedsPerson);
    call.read(|on| {
        let mut rows: Vec<Message> = Vec::new();
        for half in halves(input.part) {
            rows.extend(select(half, ascending, &input, after, limit + 1).all(on, read)?);
        }
        rows.sort_by_key(|row| (row.due_at, row.id));
        if !ascending {
            rows.reverse();
        }
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = rows
            .last()
            .filter(|_| more)
            .map(|row| format!("{}/{}", row.due_at, row.id));
        let mut viewer = Viewer::new(on, now)?;
        let messages = rows.iter().map(|row| viewer.view(row, None)).collect::<Result<_>>()?;
        Ok(OutboxPage { messages, next })
    })
}

/// The part as conditions that each fit one index. Written out rather than bound: only so does SQLite see that a partial
/// index holds exactly these rows.
fn halves(part: OutboxPart) -> &'static [&'static str] {
    const WAITING: &str = "state IN ('scheduled', 'retry', 'held')";
    match part {
        OutboxPart::Waiting => &[WAITING],
        OutboxPart::NeedsPerson => &["needs_person = 1"],
        OutboxPart::All => &[WAITING, "state NOT IN ('scheduled', 'retry', 'held')"],
        OutboxPart::Sent => &["state NOT IN ('scheduled', 'retry', 'held') AND state = 'sent'"],
        OutboxPart::NotSent => &[
            "state NOT IN ('scheduled', 'retry', 'held') AND state IN ('failed', 'uncertain', 'expired', 'suppressed')",
        ],
    }
}

fn select(
    half: &'static str,
    ascending: bool,
    input: &ListOutbox,
    after: Option<(i64, MessageId)>,
    most: u32,
) -> SelectStatement {
    let (order, past) = if ascending {
        (Order::Asc, "(due_at, id) > (?, ?)")
    } else {
        (Order::Desc, "(due_at, id) < (?, ?)")
    };
    let mut query = Query::select();
    query
        .columns(COLUMNS)
        .from("message")
        .and_where(Expr::cust(half))
        .limit(u64::from(most));
    if let Some(patient) = input.patient {
        query.and_where(Expr::col("patient_id").eq(patient));
    }
    if let Some(state) = input.state {
        query.and_where(Expr::col("state").eq(state.name()));
    }
    if let Some((due, id)) = after {
        query.and_where(Expr::cust_with_values(past, [sea_query::Value::from(due), id.into()]));
    }
    query.order_by("due_at", order.clone()).order_by("id", order);
    query
}

fn cursor(text: &str) -> Result<(i64, MessageId)> {
    let parts = text
        .split_once('/')
        .and_then(|(due, id)| Some((due.parse().ok()?, id.parse().ok()?)));
    parts.ok_or_else(|| Refusal::invalid("after", "This page cannot be found. Start at the first one."))
}
