//! Encryption of the line: whom to trust, and what a failed handshake means.

use std::{io, sync::Arc};

use rustls::{
    AlertDescription, CertificateError, ClientConfig, Error as TlsError, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject},
};

use crate::{failure::FailureKind, server::MailError};

/// Trusts the computer's own list and the clinic's additional certificates. TLS 1.2 and 1.3.
pub(super) fn config(extra_roots_pem: Option<&str>) -> Result<Arc<ClientConfig>, MailError> {
    let mut roots = RootCertStore::empty();
    // A certificate of the system's list that cannot be read is one less to trust; an empty list ends in
    // `CertificateUnknown`, never in trusting everybody.
    let (_added, _ignored) = roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if let Some(pem) = extra_roots_pem {
        let mut added = 0;
        for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
            let certificate = certificate.map_err(|_| MailError::RootsUnreadable)?;
            roots.add(certificate).map_err(|_| MailError::RootsUnreadable)?;
            added += 1;
        }
        if added == 0 {
            return Err(MailError::RootsUnreadable);
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| MailError::RootsUnreadable)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

/// What a TLS error means, and a sentence about it. `None` when the error is about the network, not about TLS.
pub(super) fn meaning(error: &io::Error) -> Option<(FailureKind, String)> {
    let error = error.get_ref()?.downcast_ref::<TlsError>()?;
    Some(match error {
        TlsError::InvalidCertificate(problem) => certificate(problem),
        TlsError::AlertReceived(AlertDescription::ProtocolVersion) => (
            FailureKind::TlsFailed,
            "the server only speaks an outdated kind of encryption".to_owned(),
        ),
        TlsError::InvalidMessage(_) => (
            FailureKind::TlsFailed,
            "the server did not answer with encryption".to_owned(),
        ),
        other => (FailureKind::TlsFailed, other.to_string()),
    })
}

fn certificate(problem: &CertificateError) -> (FailureKind, String) {
    match problem {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => (
            FailureKind::CertificateExpired,
            "the certificate has expired".to_owned(),
        ),
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => (
            FailureKind::CertificateExpired,
            "the certificate is not valid yet".to_owned(),
        ),
        CertificateError::NotValidForName => (FailureKind::CertificateWrongName, String::new()),
        CertificateError::NotValidForNameContext { presented, .. } => {
            (FailureKind::CertificateWrongName, shown_names(presented))
        }
        CertificateError::UnknownIssuer => (
            FailureKind::CertificateUnknown,
            "the certificate's issuer is not known".to_owned(),
        ),
        other => (FailureKind::CertificateUnknown, other.to_string()),
    }
}

/// The names come as `DnsName("mail.example.org")`.
fn shown_names(presented: &[String]) -> String {
    let names: Vec<&str> = presented
        .iter()
        .take(4)
        .map(|name| name.split('"').nth(1).unwrap_or(name))
        .collect();
    if names.is_empty() {
        String::new()
    } else {
        format!("The certificate shown is for {}", names.join(", "))
    }
}
