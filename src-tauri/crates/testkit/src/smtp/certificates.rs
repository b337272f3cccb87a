//! Certificates a mail server may show, good and bad.

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    date_time_ymd,
};

/// What is wrong with a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateKind {
    /// For `localhost` and `127.0.0.1`, valid today, signed by the authority.
    Good,
    /// As good, but its last day was in 2001.
    Expired,
    /// As good, but its first day is in 2090.
    NotYetValid,
    /// Valid today, but for `mail.elsewhere.example`.
    WrongName,
    /// As good, but signed by another authority of the same name.
    UnknownIssuer,
    /// Signed by itself.
    SelfSigned,
}

/// A certificate with its key, both PEM.
#[derive(Clone)]
pub struct ServerCertificate {
    /// The certificate.
    pub certificate_pem: String,
    /// Its private key.
    pub key_pem: String,
}

/// A certificate authority made for one test.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Default for Authority {
    fn default() -> Self {
        Self::new()
    }
}

impl Authority {
    /// Makes a new authority; no two are alike.
    pub fn new() -> Self {
        let mut parameters = CertificateParams::new(Vec::new()).expect("parameters without names are valid");
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        parameters.distinguished_name = named("Keepwell test authority");
        let key = KeyPair::generate().expect("a key can be made");
        let certificate = parameters.self_signed(&key).expect("an authority signs itself");
        Self {
            pem: certificate.pem(),
            issuer: Issuer::new(parameters, key),
        }
    }

    /// The authority's certificate, for `MailServer::extra_roots_pem`.
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// Makes a server certificate.
    pub fn certificate(&self, kind: CertificateKind) -> ServerCertificate {
        let names = match kind {
            CertificateKind::WrongName => vec!["mail.elsewhere.example".to_owned()],
            _ => vec!["localhost".to_owned(), "127.0.0.1".to_owned()],
        };
        let mut parameters = CertificateParams::new(names).expect("the names are valid");
        parameters.distinguished_name = named("Keepwell test mail server");
        match kind {
            CertificateKind::Expired => {
                parameters.not_before = date_time_ymd(2000, 1, 1);
                parameters.not_after = date_time_ymd(2001, 1, 1);
            }
            CertificateKind::NotYetValid => {
                parameters.not_before = date_time_ymd(2090, 1, 1);
                parameters.not_after = date_time_ymd(2091, 1, 1);
            }
            _ => {}
        }
        let key = KeyPair::generate().expect("a key can be made");
        let certificate = match kind {
            CertificateKind::UnknownIssuer => parameters.signed_by(&key, &Self::new().issuer),
            CertificateKind::SelfSigned => parameters.self_signed(&key),
            _ => parameters.signed_by(&key, &self.issuer),
        };
        ServerCertificate {
            certificate_pem: certificate.expect("the authority signs").pem(),
            key_pem: key.serialize_pem(),
        }
    }
}

fn named(name: &str) -> DistinguishedName {
    let mut names = DistinguishedName::new();
    names.push(DnType::CommonName, name);
    names
}
