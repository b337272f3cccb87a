//! Mail servers of the providers clinics use, so that most need to type only an address and a password.
//!
//! Hosts and ports are those of the providers' own help pages; a wrong one costs a failed check on the set-up page,
//! never a letter, and every field can be typed over.

use serde::Serialize;
use ts_rs::TS;

use super::Security;

/// Which password a provider wants from a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PasswordAdvice {
    /// The password the mailbox is opened with.
    AccountPassword,
    /// A separate password for programs, made in the provider's security settings.
    AppPassword,
    /// Sending by programs must first be switched on in the mailbox's settings.
    AllowFirst,
    /// This kind of account does not let programs sign in with a password at all.
    NotPossible,
}

/// A provider's outgoing mail server. The user name is the whole e-mail address with all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct KnownServer {
    /// The provider's name as the clinic knows it.
    pub name: &'static str,
    /// Server name.
    pub host: &'static str,
    /// TCP port.
    pub port: u16,
    /// Protection of the line.
    pub security: Security,
    /// Which password to type.
    pub password: PasswordAdvice,
    /// One sentence to show beside the password field; may be empty.
    pub advice: &'static str,
}

const GOOGLE: &str = "Google wants an app password: switch on 2-Step Verification in the Google account, then make one under \"App passwords\" and type its 16 letters here.";
const MICROSOFT_365: &str = "The Microsoft 365 administrator must allow \"Authenticated SMTP\" with a password for this mailbox; Microsoft switches it off by itself from the end of 2026 on.";
const MICROSOFT_HOME: &str = "Microsoft no longer lets programs sign in to personal Outlook, Hotmail and Live addresses with a password. Use another address for reminders.";
const YAHOO: &str = "Make an app password under \"Account security\" and type it here instead of your own.";
const APPLE: &str =
    "Make an app-specific password at account.apple.com under \"Sign-In and Security\" and type it here.";
const ZOHO: &str = "With two-factor sign-in, make an app-specific password under \"Security\" in your Zoho account.";
const FASTMAIL: &str = "Make an app password under Settings, \"Privacy & Security\", with access to SMTP.";
const UNITED: &str = "First allow access by programs in the mailbox: Settings, \"POP3/IMAP\".";
const TELEKOM: &str = "Type the separate password for e-mail programs, which you set in the Telekom customer centre.";
const PROTON: &str =
    "Only paid Proton accounts with an own domain may send through programs, with an SMTP token as password.";
const TOKEN: &str = "Make a password for programs in the mailbox's security settings and type it here.";

use PasswordAdvice::{AccountPassword, AllowFirst, AppPassword, NotPossible};
use Security::{StartTls, Tls};

const fn server(
    name: &'static str,
    host: &'static str,
    port: u16,
    security: Security,
    password: PasswordAdvice,
    advice: &'static str,
) -> KnownServer {
    KnownServer {
        name,
        host,
        port,
        security,
        password,
        advice,
    }
}

/// Providers by the domain of the address.
#[rustfmt::skip]
const BY_DOMAIN: &[(&[&str], KnownServer)] = &[
    (&["gmail.com", "googlemail.com"], server("Gmail", "smtp.gmail.com", 465, Tls, AppPassword, GOOGLE)),
    (&["outlook.com", "outlook.de", "outlook.fr", "hotmail.com", "hotmail.de", "hotmail.fr", "hotmail.co.uk", "live.com", "live.de", "live.fr", "live.co.uk", "msn.com"],
        server("Outlook.com", "smtp-mail.outlook.com", 587, StartTls, NotPossible, MICROSOFT_HOME)),
    (&["onmicrosoft.com", "office365.com"], server("Microsoft 365", "smtp.office365.com", 587, StartTls, AllowFirst, MICROSOFT_365)),
    (&["yahoo.com", "yahoo.de", "yahoo.fr", "yahoo.es", "yahoo.it", "yahoo.co.uk", "yahoo.ca", "ymail.com", "rocketmail.com"],
        server("Yahoo", "smtp.mail.yahoo.com", 465, Tls, AppPassword, YAHOO)),
    (&["aol.com", "aim.com"], server("AOL", "smtp.aol.com", 465, Tls, AppPassword, YAHOO)),
    (&["att.net", "sbcglobal.net", "bellsouth.net"], server("AT&T", "smtp.mail.att.net", 465, Tls, AppPassword, "Make a \"secure mail key\" in your AT&T profile and type it here.")),
    (&["icloud.com", "me.com", "mac.com"], server("iCloud Mail", "smtp.mail.me.com", 587, StartTls, AppPassword, APPLE)),
    (&["zoho.com", "zohomail.com"], server("Zoho Mail", "smtp.zoho.com", 465, Tls, AppPassword, ZOHO)),
    (&["zoho.eu", "zohomail.eu"], server("Zoho Mail (EU)", "smtp.zoho.eu", 465, Tls, AppPassword, ZOHO)),
    (&["fastmail.com", "fastmail.fm"], server("Fastmail", "smtp.fastmail.com", 465, Tls, AppPassword, FASTMAIL)),
    (&["gmx.net", "gmx.de", "gmx.at", "gmx.ch"], server("GMX", "mail.gmx.net", 587, StartTls, AllowFirst, UNITED)),
    (&["gmx.com", "gmx.us", "gmx.co.uk", "gmx.fr"], server("GMX", "mail.gmx.com", 587, StartTls, AllowFirst, UNITED)),
    (&["web.de"], server("WEB.DE", "smtp.web.de", 587, StartTls, AllowFirst, UNITED)),
    (&["mail.com", "email.com"], server("mail.com", "smtp.mail.com", 587, StartTls, AllowFirst, UNITED)),
    (&["t-online.de", "magenta.de"], server("Telekom", "securesmtp.t-online.de", 465, Tls, AppPassword, TELEKOM)),
    (&["freenet.de"], server("freenet", "mx.freenet.de", 587, StartTls, AllowFirst, UNITED)),
    (&["posteo.de", "posteo.net"], server("Posteo", "posteo.de", 465, Tls, AccountPassword, "")),
    (&["mailbox.org"], server("mailbox.org", "smtp.mailbox.org", 465, Tls, AccountPassword, "")),
    (&["orange.fr", "wanadoo.fr"], server("Orange", "smtp.orange.fr", 465, Tls, AccountPassword, "")),
    (&["free.fr"], server("Free", "smtp.free.fr", 465, Tls, AllowFirst, "First allow authenticated SMTP for this mailbox in your Free customer space.")),
    (&["laposte.net"], server("La Poste", "smtp.laposte.net", 465, Tls, AccountPassword, "")),
    (&["sfr.fr"], server("SFR", "smtp.sfr.fr", 465, Tls, AccountPassword, "")),
    (&["bluewin.ch"], server("Bluewin", "smtpauths.bluewin.ch", 465, Tls, AccountPassword, "")),
    (&["btinternet.com"], server("BT", "mail.btinternet.com", 465, Tls, AccountPassword, "")),
    (&["comcast.net"], server("Xfinity", "smtp.comcast.net", 465, Tls, AllowFirst, "First allow \"third party access\" in the Xfinity e-mail settings, under Security.")),
    (&["verizon.net"], server("Verizon", "smtp.verizon.net", 465, Tls, AppPassword, YAHOO)),
    (&["libero.it"], server("Libero", "smtp.libero.it", 465, Tls, AppPassword, TOKEN)),
    (&["seznam.cz"], server("Seznam", "smtp.seznam.cz", 465, Tls, AllowFirst, UNITED)),
    (&["yandex.com", "yandex.ru"], server("Yandex", "smtp.yandex.com", 465, Tls, AppPassword, TOKEN)),
    (&["qq.com"], server("QQ Mail", "smtp.qq.com", 465, Tls, AppPassword, TOKEN)),
    (&["163.com"], server("NetEase 163", "smtp.163.com", 465, Tls, AppPassword, TOKEN)),
    (&["proton.me", "protonmail.com", "pm.me"], server("Proton Mail", "smtp.protonmail.ch", 587, StartTls, NotPossible, PROTON)),
];

/// Providers that carry a clinic's own domain: the address alone does not tell which one it is.
#[rustfmt::skip]
const HOSTING: &[KnownServer] = &[
    server("Google Workspace", "smtp.gmail.com", 465, Tls, AppPassword, GOOGLE),
    server("Microsoft 365", "smtp.office365.com", 587, StartTls, AllowFirst, MICROSOFT_365),
    server("IONOS (international)", "smtp.ionos.com", 465, Tls, AccountPassword, ""),
    server("IONOS (Deutschland)", "smtp.ionos.de", 465, Tls, AccountPassword, ""),
    server("IONOS (UK)", "smtp.ionos.co.uk", 465, Tls, AccountPassword, ""),
    server("IONOS (France)", "smtp.ionos.fr", 465, Tls, AccountPassword, ""),
    server("STRATO", "smtp.strato.de", 465, Tls, AccountPassword, ""),
    server("OVHcloud", "ssl0.ovh.net", 465, Tls, AccountPassword, ""),
    server("Infomaniak", "mail.infomaniak.com", 465, Tls, AppPassword, TOKEN),
    server("Gandi", "mail.gandi.net", 465, Tls, AccountPassword, ""),
    server("GoDaddy", "smtpout.secureserver.net", 465, Tls, AccountPassword, ""),
    server("Hostinger", "smtp.hostinger.com", 465, Tls, AccountPassword, ""),
    server("Namecheap Private Email", "mail.privateemail.com", 465, Tls, AccountPassword, ""),
    server("Rackspace Email", "secure.emailsrvr.com", 465, Tls, AccountPassword, ""),
    server("Zoho Mail (own domain)", "smtppro.zoho.com", 465, Tls, AppPassword, ZOHO),
    server("Zoho Mail (own domain, EU)", "smtppro.zoho.eu", 465, Tls, AppPassword, ZOHO),
    server("Fastmail", "smtp.fastmail.com", 465, Tls, AppPassword, FASTMAIL),
    server("iCloud Mail (own domain)", "smtp.mail.me.com", 587, StartTls, AppPassword, APPLE),
    server("Proton Mail (own domain)", "smtp.protonmail.ch", 587, StartTls, AppPassword, PROTON),
];

/// The server for an address's domain, when the provider is known. Takes `gmail.com` or the whole address.
pub fn known_server(domain: &str) -> Option<KnownServer> {
    let domain = domain
        .rsplit('@')
        .next()
        .unwrap_or(domain)
        .trim()
        .trim_end_matches('.')
        .to_ascii_lowercase();
    // A Microsoft 365 tenant's own first domain is `something.onmicrosoft.com`.
    let domain = if domain.ends_with(".onmicrosoft.com") {
        "onmicrosoft.com"
    } else {
        &domain
    };
    BY_DOMAIN
        .iter()
        .find(|(domains, _)| domains.contains(&domain))
        .map(|(_, server)| *server)
}

/// Providers a clinic with a domain of its own may choose from.
pub fn hosting_servers() -> &'static [KnownServer] {
    HOSTING
}

/// What to say about the password of the server at this host, when it is a known one.
pub(crate) fn advice_for_host(host: &str) -> Option<KnownServer> {
    let host = host.to_ascii_lowercase();
    HOSTING
        .iter()
        .chain(BY_DOMAIN.iter().map(|(_, server)| server))
        .find(|server| server.host == host)
        .copied()
}
