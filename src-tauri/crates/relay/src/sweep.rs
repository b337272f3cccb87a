//! Clears away what has run out, every minute or so, in every process: the store decides, so that twice is harmless.

use crate::Relay;
use crate::address::DAY;
use crate::store::Fault;
use crate::store::acts::sweep::{Clear, Expire, Overdue};
use std::time::Duration;

/// Sweeps until the task is dropped.
pub async fn keep_sweeping(relay: Relay, every: Duration) {
    loop {
        tokio::time::sleep(every).await;
        if let Err(cause) = sweep(&relay).await {
            tracing::error!(%cause, "what has run out could not be cleared away");
        }
    }
}

async fn sweep(relay: &Relay) -> Result<(), Fault> {
    let now = relay.now();
    let before = now - relay.limits.kept_days * DAY;
    for clinic in relay.store.act(Overdue { before }).await? {
        let expired = relay.store.act(Expire { clinic, before, now }).await?;
        if expired > 0 {
            relay.metrics.expired(expired);
            tracing::warn!(expired, "submissions expired unread: their clinic does not fetch them");
        }
    }
    let remembered = relay.limits.remembered_days * DAY;
    relay.store.act(Clear { remembered, now }).await
}
