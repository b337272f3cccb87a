//! `POST /v1/clinics`.

use super::hold::counted;
use crate::Relay;
use crate::answer::{Answer, Refusal};
use crate::body;
use crate::store::acts::clinics::{Register as Act, Registered};
use crate::token;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use keepwell_protocol::id::ClinicId;
use keepwell_protocol::pairing::{Device, Register};
use keepwell_protocol::signed::Context;
use keepwell_protocol::text::read_base64_array;

const LARGEST: usize = 32 << 10;

/// Registers a clinic or another PC of it: 201, and 200 for the same again.
pub async fn register(State(relay): State<Relay>, request: Request) -> Answer<StatusCode> {
    let (parts, content) = request.into_parts();
    let now = relay.now();
    let caller = relay.caller(&parts, now).await?;
    let counts = vec![caller.count("register", 60, relay.limits.registrations_per_address_minute)];
    let too_often = Refusal::not_signed("the attempt is counted");
    let counted = counted(&relay, counts, now, too_often).await?;
    if counted.code() == "slow_down" {
        return Err(counted);
    }
    body::announced(&parts.headers, LARGEST)?;
    let asked: Register = body::parse(&body::read(&relay, content, LARGEST).await?)?;
    let act = check(&asked, now)?;
    Ok(match relay.store.act(act).await?? {
        Registered::New => StatusCode::CREATED,
        Registered::Again => StatusCode::OK,
    })
}

/// The document names its own key; that this key signed it, and is the clinic's, is what is checked.
fn check(asked: &Register, now: i64) -> Answer<Act> {
    let wrong = |_| Refusal::not_signed("the device is not signed by its clinic");
    let unsigned = keepwell_protocol::text::read_base64(&asked.device.document)
        .map_err(|_| Refusal::malformed("the device is not a signed document"))?;
    let claimed: Device = body::parse(&unsigned)?;
    let document = asked
        .device
        .open_by(Context::Device, &claimed.signing_key)
        .map_err(wrong)?;
    let device: Device = body::parse(&document)?;
    let key = |text: &str| read_base64_array(text).map_err(|_| Refusal::malformed("a key is 32 bytes"));
    let signing_key: [u8; 32] = key(&device.signing_key)?;
    if ClinicId::of_key(&signing_key) != device.clinic {
        return Err(Refusal::not_signed("the clinic's id is not its key's"));
    }
    if device.issued_at > now + keepwell_protocol::limits::CLOCK_SKEW {
        return Err(Refusal::wrong_clock(now));
    }
    Ok(Act {
        invitation: token::hash(&token::read(&asked.invitation)?),
        clinic: device.clinic,
        signing_key,
        device_key: key(&device.device_key)?,
        issued_at: device.issued_at,
        now,
    })
}
