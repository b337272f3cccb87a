//! A page of the outbox.

use super::store::{COLUMNS, Message, read};
use super::view::Viewer;
use super::{ListOutbox, OutboxPage, OutboxPart};
use crate::door::Call;
use crate::ids::MessageId;
use crate::store::Select;
use crate::{Refusal, Result};
use sea_query::{Expr, ExprTrait, Order, Query};

/// Shows a part of the outbox, a page at a time. A page starts where the one before ended, so that one deep in the
/// list costs no more than the first.
pub fn list(call: &Call<'_>, input: ListOutbox) -> Result<OutboxPage> {
    let now = call.practice()?.now().as_second();
    let limit = input.limit.unwrap_or(50).clamp(1, 200);
    let after = input.after.as_deref().map(cursor).transpose()?;
    if let Some(patient) = input.patient {
        call.looks_at(patient);
    }
    let mut query = Query::select();
    query.columns(COLUMNS).from("message").limit(u64::from(limit) + 1);
    // Written out rather than bound: only so does SQLite see that a partial index holds exactly these rows.
    let (order, past) = match input.part {
        OutboxPart::Waiting => {
            query.and_where(Expr::cust("state IN ('scheduled', 'retry', 'held')"));
            (Order::Asc, "(due_at, id) > (?, ?)")
        }
        OutboxPart::NeedsPerson => {
            query.and_where(Expr::cust("needs_person = 1"));
            (Order::Asc, "(due_at, id) > (?, ?)")
        }
        OutboxPart::All => (Order::Desc, "(due_at, id) < (?, ?)"),
        OutboxPart::Sent => {
            query.and_where(Expr::cust("state = 'sent'"));
            (Order::Desc, "(due_at, id) < (?, ?)")
        }
        OutboxPart::NotSent => {
            query.and_where(Expr::cust("state IN ('failed', 'uncertain', 'expired', 'suppressed')"));
            (Order::Desc, "(due_at, id) < (?, ?)")
        }
    };
    if let Some(patient) = input.patient {
        query.and_where(Expr::col("patient_id").eq(patient));
    }
    if let Some((due, id)) = after {
        query.and_where(Expr::cust_with_values(past, [sea_query::Value::from(due), id.into()]));
    }
    query.order_by("due_at", order.clone()).order_by("id", order);
    call.read(|on| {
        let mut rows: Vec<Message> = query.all(on, read)?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = rows.last().filter(|_| more).map(|row| format!("{}/{}", row.due_at, row.id));
        let mut viewer = Viewer::new(on, now)?;
        let messages = rows.iter().map(|row| viewer.view(row, None)).collect::<Result<_>>()?;
        Ok(OutboxPage { messages, next })
    })
}

fn cursor(text: &str) -> Result<(i64, MessageId)> {
    let parts = text.split_once('/').and_then(|(due, id)| Some((due.parse().ok()?, id.parse().ok()?)));
    parts.ok_or_else(|| Refusal::invalid("after", "This page cannot be found. Start at the first one."))
}
