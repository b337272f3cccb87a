//! One request over the network: one deadline for all of it, a most for the answer, TLS by `ring` with the roots this computer trusts.

use crate::{Address, Answer, Ask, Failure, FailureKind, Method, Relay};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, Body, Error, http};

/// Longest to look for somebody who answers.
const CONNECT: Duration = Duration::from_secs(10);

/// Real HTTP.
#[derive(Debug, Default)]
pub struct Http {
    agent: OnceLock<Agent>,
}

impl Http {
    fn agent(&self) -> &Agent {
        self.agent.get_or_init(|| {
            let loaded = rustls_native_certs::load_native_certs();
            let roots: Vec<Certificate<'static>> = loaded
                .certs
                .iter()
                .map(|der| Certificate::from_der(der.as_ref()).to_owned())
                .collect();
            let tls = TlsConfig::builder()
                .root_certs(RootCerts::Specific(Arc::new(roots)))
                .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
                .build();
            Agent::config_builder()
                .tls_config(tls)
                .http_status_as_error(false)
                // A relay does not send its clinics elsewhere; whoever does (a hotel's sign-in) is not one.
                .max_redirects(0)
                .max_redirects_will_error(false)
                .timeout_connect(Some(CONNECT))
                .max_idle_age(Duration::from_secs(20))
                .user_agent("")
                .accept_encoding("")
                .build()
                .new_agent()
        })
    }
}

impl Relay for Http {
    fn ask(&self, address: &Address, ask: &Ask<'_>) -> Result<Answer, Failure> {
        let failed = |error: &Error| failure(address, error);
        let mut request = http::Request::builder()
            .method(match ask.method {
                Method::Get => "GET",
                Method::Put => "PUT",
                Method::Post => "POST",
                Method::Delete => "DELETE",
            })
            .uri([address.url(), ask.path].concat());
        for (name, value) in &ask.headers {
            request = request.header(*name, value);
        }
        let deadline = ask.deadline;
        let sent = if matches!(ask.method, Method::Put | Method::Post) {
            let request = request.body(ask.body).map_err(|error| failed(&Error::Http(error)))?;
            let request = self.agent().configure_request(request).timeout_global(Some(deadline));
            // A proxy of the system's is for the internet, not for this very computer.
            let request = if address.is_loopback() {
                request.proxy(None)
            } else {
                request
            };
            self.agent().run(request.build())
        } else {
            let request = request.body(()).map_err(|error| failed(&Error::Http(error)))?;
            let request = self.agent().configure_request(request).timeout_global(Some(deadline));
            let request = if address.is_loopback() {
                request.proxy(None)
            } else {
                request
            };
            self.agent().run(request.build())
        };
        let mut answer = sent.map_err(|error| failed(&error))?;
        let header = |name: &str| header(&answer, name);
        let (date, content_type, retry_after, work_bits) = (
            header("date"),
            header("content-type"),
            header("retry-after"),
            header("x-keepwell-work-bits"),
        );
        let status = answer.status().as_u16();
        let body = answer
            .body_mut()
            .with_config()
            .limit(u64::try_from(ask.most).unwrap_or(u64::MAX))
            .read_to_vec()
            .map_err(|error| failed(&error))?;
        Ok(Answer {
            status,
            date,
            content_type,
            retry_after,
            work_bits,
            body,
        })
    }
}

fn header(answer: &http::Response<Body>, name: &str) -> Option<String> {
    answer
        .headers()
        .get(name)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned)
}

fn failure(address: &Address, error: &Error) -> Failure {
    use std::io::ErrorKind;
    let kind = match error {
        Error::Timeout(_) => FailureKind::TimedOut,
        Error::HostNotFound => FailureKind::NoSuchHost,
        Error::Tls(_) | Error::Pem(_) | Error::Rustls(_) => FailureKind::Tls,
        Error::Io(io) if io.kind() == ErrorKind::TimedOut || io.kind() == ErrorKind::WouldBlock => {
            FailureKind::TimedOut
        }
        // rustls reports a certificate it does not trust through the reader.
        Error::Io(io) if io.get_ref().is_some_and(|inner| inner.is::<rustls::Error>()) => FailureKind::Tls,
        Error::Io(io) if io.to_string().contains("failed to lookup address") => FailureKind::NoSuchHost,
        Error::Io(_) | Error::ConnectionFailed => FailureKind::Unreachable,
        Error::BadUri(_) | Error::Http(_) => FailureKind::AddressUnreadable,
        _ => FailureKind::NotARelay,
    };
    Failure {
        kind,
        host: address.host().to_owned(),
        detail: error.to_string(),
    }
}
