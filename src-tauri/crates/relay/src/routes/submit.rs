//! `POST /v1/c/{clinic}/inbox`.

use super::hold::counted;
use super::id;
use crate::Relay;
use crate::address::DAY;
use crate::answer::{Answer, Refusal};
use crate::body;
use crate::store::acts::attempts::{Count, Peek};
use crate::store::acts::submit::{Effort, Submit, Submitted};
use crate::token;
use axum::body::Bytes;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use keepwell_protocol::envelope::Header;
use keepwell_protocol::id::{ClinicId, SlotId};
use keepwell_protocol::pairing::header;
use keepwell_protocol::text::sha256;
use keepwell_protocol::work::Work;

/// Takes an envelope: 202 when it is on disk, 200 when it already was.
pub async fn submit(State(relay): State<Relay>, Path(clinic): Path<String>, request: Request) -> Answer<StatusCode> {
    let (parts, content) = request.into_parts();
    let now = relay.now();
    let limits = &relay.limits;
    let caller = relay.caller(&parts, now).await?;
    let counts = vec![
        caller.count("submit", 60, limits.per_address_minute),
        caller.count("submit", DAY, limits.per_address_day),
    ];
    // Before megabytes are read for somebody who will be refused.
    let peek = Peek {
        counts: counts.clone(),
        now,
    };
    relay.store.act(peek).await??;
    let read = async {
        let clinic: ClinicId = id(&clinic)?;
        body::announced(&parts.headers, limits.largest_envelope)?;
        let bytes = body::read(&relay, content, limits.largest_envelope).await?;
        let envelope = Header::read(&bytes).map_err(|cause| Refusal::malformed(cause.to_string()))?;
        let work = text(&parts.headers, header::WORK)?.ok_or_else(|| Refusal::work(limits.least_work))?;
        let slot = text(&parts.headers, header::SLOT)?.map(read_slot).transpose()?;
        Ok::<(ClinicId, Bytes, Header, Work, _), Refusal>((clinic, bytes, envelope, read_work(work, now)?, slot))
    };
    let (clinic, bytes, envelope, work, slot) = match read.await {
        Ok(read) => read,
        Err(refusal) => return Err(counted(&relay, counts, now, refusal).await?),
    };
    let size = bytes.len();
    let submitted = relay.store.act(Submit {
        clinic,
        sid: envelope.sid,
        kid: envelope.kid,
        sha256: sha256(&bytes),
        slot,
        address: caller.key("claim"),
        counts,
        clinic_count: Count {
            key: caller.key_of("clinic", clinic.as_bytes()),
            until: (now.div_euclid(60) + 1) * 60,
            most: limits.per_clinic_minute,
        },
        effort: effort(&relay, &work, clinic, &bytes),
        bytes,
        most: (limits.most_pending, limits.most_pending_bytes),
        now,
    });
    Ok(match submitted.await?? {
        Submitted::New => {
            relay.metrics.accepted(size);
            StatusCode::ACCEPTED
        }
        Submitted::Again => StatusCode::OK,
    })
}

/// Work as a header or a hold says it, of these days.
pub fn read_work(text: &str, now: i64) -> Answer<Work> {
    let work: Work = text
        .parse()
        .map_err(|_| Refusal::malformed("work is YYYY-MM-DD.nonce"))?;
    if work.is_of_these_days(now) {
        Ok(work)
    } else {
        Err(Refusal::malformed("work of another day"))
    }
}

/// What the work is worth.
pub fn effort(relay: &Relay, work: &Work, clinic: ClinicId, bytes: &[u8]) -> Effort {
    let limits = &relay.limits;
    let reaches = |bits| (bits, work.is_enough(bits, clinic, bytes));
    Effort {
        least: reaches(limits.least_work),
        busy: reaches(limits.busy_work),
        busy_pending: limits.busy_pending,
    }
}

fn read_slot(text: &str) -> Answer<(SlotId, [u8; 32])> {
    let wrong = || Refusal::malformed("a slot is slot.token");
    let (slot, token) = text.split_once('.').ok_or_else(wrong)?;
    Ok((slot.parse().map_err(|_| wrong())?, token::hash(&token::read(token)?)))
}

/// A header that may stand once.
fn text<'a>(headers: &'a HeaderMap, name: &str) -> Answer<Option<&'a str>> {
    let mut all = headers.get_all(name).iter();
    match (all.next(), all.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value
            .to_str()
            .map(Some)
            .map_err(|_| Refusal::malformed("a wrong header")),
        _ => Err(Refusal::malformed("a header stands twice")),
    }
}
