//! `POST /v1/inbox/ack`.

use super::put_bundle::written;
use crate::Relay;
use crate::answer::{Answer, Refusal};
use crate::store::acts::acknowledge::Acknowledge;
use crate::store::acts::clinics::Keys;
use crate::{body, device};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use keepwell_protocol::id::SubmissionId;
use keepwell_protocol::inbox::{Ack, AckItem, Receipt};
use keepwell_protocol::signed::Context;

const LARGEST: usize = 1 << 20;

/// The clinic has these; the relay forgets their bytes.
pub async fn acknowledge(State(relay): State<Relay>, request: Request) -> Answer<StatusCode> {
    let asked = device::ask(&relay, request, LARGEST).await?;
    let ack: Ack = body::parse(&asked.body)?;
    let items = ack.items.iter().map(|item| check(item, &asked.keys));
    let act = Acknowledge {
        clinic: asked.clinic,
        items: items.collect::<Answer<_>>()?,
        now: asked.now,
    };
    relay.store.act(act).await??;
    Ok(StatusCode::NO_CONTENT)
}

/// A patient is shown only a receipt that the clinic signed for this submission.
fn check(item: &AckItem, keys: &Keys) -> Answer<(SubmissionId, Option<String>)> {
    let Some(signed) = &item.receipt else {
        return Ok((item.sid, None));
    };
    let document = signed
        .open(Context::Receipt, &keys.signing)
        .map_err(|_| Refusal::not_signed("a receipt is not signed by the clinic"))?;
    let receipt: Receipt = body::parse(&document)?;
    if receipt.sid != item.sid {
        return Err(Refusal::malformed("a receipt for another submission"));
    }
    Ok((item.sid, Some(written(signed)?)))
}
