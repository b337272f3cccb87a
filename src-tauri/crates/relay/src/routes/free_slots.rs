//! `POST /v1/slots/free`.

use crate::Relay;
use crate::answer::Answer;
use crate::store::acts::slots::Free;
use crate::{body, device};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use keepwell_protocol::inbox::FreeSlots;

const LARGEST: usize = 64 << 10;

/// Gives times back.
pub async fn free_slots(State(relay): State<Relay>, request: Request) -> Answer<StatusCode> {
    let asked = device::ask(&relay, request, LARGEST).await?;
    let free: FreeSlots = body::parse(&asked.body)?;
    let act = Free {
        clinic: asked.clinic,
        slots: free.slots,
    };
    relay.store.act(act).await?;
    Ok(StatusCode::NO_CONTENT)
}
