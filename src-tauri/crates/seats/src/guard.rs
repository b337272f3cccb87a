//! Who may speak to the server at all: a browser that called it by its own name, from its own page.
//!
//! The Host list answers DNS rebinding (a foreign name that resolves here), the Origin list and the `x-keepwell` header
//! answer requests made by foreign pages, and the cookie is `SameSite=Strict` besides.

use crate::Seats;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::SocketAddr;

/// The names this server answers to.
pub struct Allowed {
    hosts: Vec<String>,
}

impl Allowed {
    /// The names of a server listening at `address`: the address itself and, on loopback, `localhost`.
    pub fn at(address: SocketAddr) -> Self {
        let mut hosts = vec![address.to_string()];
        if address.ip().is_loopback() || address.ip().is_unspecified() {
            hosts.push(format!("localhost:{}", address.port()));
            hosts.push(format!("127.0.0.1:{}", address.port()));
        }
        Self { hosts }
    }

    fn host(&self, headers: &HeaderMap) -> bool {
        text(headers, header::HOST).is_some_and(|host| self.hosts.iter().any(|allowed| allowed == host))
    }

    fn origin(&self, headers: &HeaderMap) -> bool {
        match text(headers, header::ORIGIN) {
            None => true,
            Some(origin) => origin
                .strip_prefix("http://")
                .or_else(|| origin.strip_prefix("https://"))
                .is_some_and(|host| self.hosts.iter().any(|allowed| allowed == host)),
        }
    }
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Refuses foreign requests and puts the protective headers on every answer.
pub async fn guard(State(seats): State<Seats>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let ours = seats.allowed.host(headers)
        && seats.allowed.origin(headers)
        && (request.method() == Method::GET || headers.contains_key("x-keepwell"));
    let mut response = if ours {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "This address is for Keepwell's own pages only.").into_response()
    };
    let answer = response.headers_mut();
    for (name, value) in [
        (
            "content-security-policy",
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        answer.insert(name, HeaderValue::from_static(value));
    }
    answer
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}
