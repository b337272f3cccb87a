//! Requests of a clinic's PC: signed, in time, once.

use crate::Relay;
use crate::answer::{Answer, Refusal};
use crate::body;
use crate::store::acts::clinics::{Keys, KeysOf};
use crate::store::acts::nonces::Admit;
use crate::token;
use axum::body::Bytes;
use axum::extract::Request;
use axum::http::HeaderMap;
use keepwell_protocol::id::ClinicId;
use keepwell_protocol::limits::CLOCK_SKEW;
use keepwell_protocol::pairing::header;
use keepwell_protocol::signed::{Context, verify};
use keepwell_protocol::text::{read_base64_array, sha256, write_hex};

/// A request that is the clinic's.
pub struct Asked {
    /// Which clinic.
    pub clinic: ClinicId,
    /// Its keys.
    pub keys: Keys,
    /// The body.
    pub body: Bytes,
    /// When it was taken in, Unix seconds.
    pub now: i64,
}

/// Checks a request and reads its body, of at most `most` bytes.
pub async fn ask(relay: &Relay, request: Request, most: usize) -> Answer<Asked> {
    let now = relay.now();
    let (parts, content) = request.into_parts();
    let headers = &parts.headers;
    let clinic: ClinicId = text(headers, header::CLINIC)?.parse().map_err(|_| unsigned())?;
    let time_text = text(headers, header::TIME)?;
    let nonce_text = text(headers, header::NONCE)?;
    let time: i64 = time_text.parse().map_err(|_| unsigned())?;
    let nonce = token::read(nonce_text).map_err(|_| unsigned())?;
    let signature: [u8; 64] = read_base64_array(text(headers, header::SIGNATURE)?).map_err(|_| unsigned())?;
    in_time(time, now)?;
    let keys = relay.store.act(KeysOf(clinic)).await?.ok_or_else(unsigned)?;
    body::announced(headers, most)?;
    let body = body::read(relay, content, most).await?;
    // Anew: a copy whose body drips in must not outlive the nonce of the first.
    let now = relay.now();
    in_time(time, now)?;
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let hash = write_hex(&sha256(&body));
    let signed = format!("{}\n{path}\n{hash}\n{time_text}\n{nonce_text}", parts.method);
    verify(Context::Request, &keys.device, signed.as_bytes(), &signature).map_err(|_| unsigned())?;
    // Only what is signed may use up a nonce.
    if !relay.store.act(Admit { clinic, nonce, now }).await? {
        return Err(Refusal::not_signed("this request was seen before"));
    }
    Ok(Asked {
        clinic,
        keys,
        body,
        now,
    })
}

fn in_time(time: i64, now: i64) -> Answer<()> {
    if now.checked_sub(time).is_none_or(|off| off.abs() > CLOCK_SKEW) {
        return Err(Refusal::wrong_clock(now));
    }
    Ok(())
}

fn unsigned() -> Refusal {
    Refusal::not_signed("not signed by a registered device of this clinic")
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Answer<&'a str> {
    let mut all = headers.get_all(name).iter();
    match (all.next().and_then(|value| value.to_str().ok()), all.next()) {
        (Some(text), None) => Ok(text),
        _ => Err(unsigned()),
    }
}
