//! `POST /call/NAME`: one command of the door.

use crate::Seats;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use keepwell_practice::door::Caller;
use keepwell_practice::{Code, Refusal};
use ring::rand::{SecureRandom, SystemRandom};

const COOKIE: &str = "keepwell_seat";

/// Runs the command for the browser that asks. A browser without a cookie gets one with the answer.
pub async fn call(State(seats): State<Seats>, Path(name): Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    let known = seat_cookie(&headers);
    let fresh = known.is_none();
    let Some(cookie) = known.or_else(make_cookie) else {
        return refuse(&Refusal::fault("no random numbers to be had"));
    };
    let passive = headers.contains_key("x-keepwell-passive");
    let answer = match serde_json::from_slice(&body) {
        Err(_) => Err(Refusal::new(
            Code::Invalid,
            "The request was cut short or is not JSON. Nothing was changed.",
        )
        .next("Try again.")),
        Ok(input) => {
            let (door, caller) = (seats.door.clone(), Caller::browser(&cookie, passive));
            tokio::task::spawn_blocking(move || door.answer(&caller, &name, input))
                .await
                .unwrap_or_else(|_| Err(Refusal::fault("a command panicked")))
        }
    };
    let mut response = match answer {
        Ok(json) => (
            [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))],
            json,
        )
            .into_response(),
        Err(refusal) => refuse(&refusal),
    };
    if fresh && let Ok(value) = HeaderValue::from_str(&format!("{COOKIE}={cookie}; HttpOnly; SameSite=Strict; Path=/"))
    {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    response
}

fn refuse(refusal: &Refusal) -> Response {
    (status(refusal.code), Json(refusal)).into_response()
}

fn status(code: Code) -> StatusCode {
    match code {
        Code::SignInNeeded | Code::Locked | Code::WrongPassword => StatusCode::UNAUTHORIZED,
        Code::NotAllowed => StatusCode::FORBIDDEN,
        Code::NotFound | Code::NoSuchCommand => StatusCode::NOT_FOUND,
        Code::LockedOut => StatusCode::TOO_MANY_REQUESTS,
        Code::Taken | Code::Changed | Code::Busy | Code::CannotUndo => StatusCode::CONFLICT,
        Code::Fault | Code::Damaged => StatusCode::INTERNAL_SERVER_ERROR,
        Code::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// The seat's secret, if the browser has one of the right form.
pub fn seat_cookie(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, value)| *name == COOKIE && value.len() == 64 && value.bytes().all(|b| b.is_ascii_hexdigit()))
        .map(|(_, value)| value.to_owned())
}

fn make_cookie() -> Option<String> {
    let mut bytes = [0_u8; 32];
    SystemRandom::new().fill(&mut bytes).ok()?;
    Some(bytes.iter().map(|b| format!("{b:02x}")).collect())
}
