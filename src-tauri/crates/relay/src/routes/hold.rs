//! `POST /v1/c/{clinic}/slots/{slot}/hold`.

use super::id;
use super::submit::{effort, read_work};
use crate::Relay;
use crate::answer::{Answer, Refusal};
use crate::store::acts::attempts::{Attempt, Count};
use crate::store::acts::hold::HoldSlot;
use crate::{body, token};
use axum::Json;
use axum::extract::{Path, Request, State};
use keepwell_protocol::id::{ClinicId, SlotId};
use keepwell_protocol::slots::{Held, Hold};
use keepwell_protocol::work::for_hold;

/// A hold is two short strings.
pub const LARGEST: usize = 1024;

/// Holds a time for a patient who fills in the form.
pub async fn hold(
    State(relay): State<Relay>,
    Path((clinic, slot)): Path<(String, String)>,
    request: Request,
) -> Answer<Json<Held>> {
    let (parts, content) = request.into_parts();
    let now = relay.now();
    let caller = relay.caller(&parts, now).await?;
    let counts = vec![caller.count("hold", 60, relay.limits.holds_per_address_minute)];
    let read = async {
        let (clinic, slot): (ClinicId, SlotId) = (id(&clinic)?, id(&slot)?);
        body::announced(&parts.headers, LARGEST)?;
        let asked: Hold = body::parse(&body::read(&relay, content, LARGEST).await?)?;
        let work = read_work(&asked.work, now)?;
        Ok::<_, Refusal>((clinic, slot, token::read(&asked.token)?, work))
    };
    let (clinic, slot, token, work) = match read.await {
        Ok(read) => read,
        Err(refusal) => return Err(counted(&relay, counts, now, refusal).await?),
    };
    let until = now + relay.limits.hold_seconds;
    let held = HoldSlot {
        clinic,
        slot,
        token: token::hash(&token),
        address: caller.key("claim"),
        at_once: relay.limits.holds_at_once,
        counts,
        effort: effort(&relay, &work, clinic, &for_hold(slot, &token)),
        until,
        now,
    };
    let until = relay.store.act(held).await??;
    Ok(Json(Held { until, now }))
}

/// A refused attempt counts too; what is told is the refusal, or that it was one too many.
pub async fn counted(relay: &Relay, counts: Vec<Count>, now: i64, refusal: Refusal) -> Answer<Refusal> {
    Ok(match relay.store.act(Attempt { counts, now }).await? {
        Ok(()) => refusal,
        Err(too_many) => too_many,
    })
}
