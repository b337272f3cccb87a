//! `GET /v1/inbox?after=SEQ`.

use crate::answer::{Answer, Refusal};
use crate::store::acts::pull::Pull;
use crate::{Relay, device};
use axum::Json;
use axum::extract::{Request, State};
use keepwell_protocol::inbox::InboxPage;

/// What waits for the clinic.
pub async fn pull(State(relay): State<Relay>, request: Request) -> Answer<Json<InboxPage>> {
    let after = request.uri().query().and_then(|query| query.strip_prefix("after="));
    let after: Option<i64> = after.and_then(|text| text.parse().ok());
    let asked = device::ask(&relay, request, 0).await?;
    let act = Pull {
        clinic: asked.clinic,
        after: after
            .filter(|after| *after >= 0)
            .ok_or_else(|| Refusal::malformed("after is a number"))?,
        most_bytes: relay.limits.pull_bytes,
        now: asked.now,
    };
    let page = relay.store.act(act).await?;
    page.map(Json).ok_or_else(Refusal::no_such_clinic)
}
