//! What a failure means, in the words of a clinic without an IT department.

use serde::Serialize;
use ts_rs::TS;

use super::{Failure, FailureKind as Kind, Phase};
use crate::server::advice_for_host;

/// What happened, what it means, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Explanation {
    /// What happened, a few words.
    pub title: String,
    /// What it means.
    pub meaning: String,
    /// What to do next.
    pub next: String,
}

/// Explains a failure in plain words. The server's own words stay in [`Failure::detail`] for whoever asks.
pub fn explain(failure: &Failure) -> Explanation {
    let host = &failure.host;
    let port = failure.port;
    let (title, meaning, next) = match failure.kind {
        Kind::PlainTextRefused => (
            "Encryption is switched off".into(),
            format!("Without encryption everybody between this computer and \"{host}\" could read the password and the reminders. Keepwell does not send that way."),
            "Choose \"TLS\" with port 465, or \"STARTTLS\" with port 587, and check again.".into(),
        ),
        Kind::SettingsUnreadable => (
            "The mail settings are incomplete".into(),
            "The server's name, the user name, the password or the additional certificate is empty or holds something that cannot be right.".into(),
            "Open the mail settings, look at each field (a space copied along is the usual cause), and check again.".into(),
        ),
        Kind::LetterUnsendable => (
            "This e-mail could not be written".into(),
            "One of its addresses is not an e-mail address, or one of its parts cannot be sent.".into(),
            "Check the patient's e-mail address and the clinic's sender address.".into(),
        ),
        Kind::NoSuchHost => (
            "The mail server was not found".into(),
            format!("There is no server called \"{host}\", or this computer has no internet connection just now."),
            "Open any web page to see whether the internet works. If it does, check the server's name letter by letter.".into(),
        ),
        Kind::PortBlocked => (
            "No answer from the mail server".into(),
            format!("Nobody answered at \"{host}\", port {port}. Usually something in between blocks it: port {port} is often blocked by guest Wi-Fi, an antivirus program or the router's firewall."),
            format!("Try the clinic's own network instead of guest Wi-Fi. Then try {}. If neither works, ask whoever looks after your internet connection to allow outgoing port {port}.", other_port(port)),
        ),
        Kind::ConnectionRefused => (
            "No mail server at this port".into(),
            format!("\"{host}\" is there, but does not take mail at port {port}."),
            format!("Check the port: try {}.", other_port(port)),
        ),
        Kind::NetworkDown => (
            "No network".into(),
            "This computer has no connection to the internet just now. Nothing is lost; Keepwell tries again by itself.".into(),
            "Check the network cable or the Wi-Fi.".into(),
        ),
        Kind::CertificateUnknown => (
            "The mail server could not prove who it is".into(),
            format!("The certificate of \"{host}\" is not signed by anybody this computer trusts. An antivirus program that looks into e-mail, a hotel-style Wi-Fi, or a mail server of your own can be the cause. Keepwell sent no password."),
            "Switch off \"e-mail scanning\" in the antivirus program, or leave the guest Wi-Fi. If the clinic runs its own mail server, add its certificate in the mail settings.".into(),
        ),
        Kind::CertificateExpired => (
            "The mail server's certificate is out of date".into(),
            format!("The certificate of \"{host}\" is not valid today, or this computer's date is wrong. Keepwell sent no password."),
            "Look at this computer's date and time first. If they are right, tell your mail provider that their certificate has expired.".into(),
        ),
        Kind::CertificateWrongName => (
            "This is a different mail server".into(),
            format!("Keepwell expected a certificate for \"{host}\".{} Keepwell sent no password.", sentence(&failure.detail)),
            "Use the server name exactly as your provider gives it in its instructions for e-mail programs.".into(),
        ),
        Kind::TlsNotOffered => (
            "The mail server offers no encryption here".into(),
            format!("\"{host}\" did not offer to switch to encryption at port {port}, or something on the way removed the offer. Keepwell stopped before sending a password."),
            "Choose \"TLS\" with port 465. If that fails too, try another network: some antivirus programs and guest Wi-Fi remove encryption.".into(),
        ),
        Kind::TlsFailed => (
            "Encryption could not be started".into(),
            format!("\"{host}\" and this computer could not agree on encryption at port {port}. Mostly port and encryption do not belong together."),
            "\"TLS\" belongs to port 465 and \"STARTTLS\" to port 587. Choose one of these pairs and check again.".into(),
        ),
        Kind::WrongPassword => wrong_password(failure),
        Kind::AppPasswordNeeded => (
            "A separate password is needed".into(),
            format!(
                "\"{host}\" does not take your own password from programs. It wants an \"app password\": a second, long one that you make once and type only here."
            ),
            provider_advice(failure).unwrap_or_else(|| "Sign in to the mailbox in the browser, open its security settings, make an app password, and type it here.".into()),
        ),
        Kind::PasswordSignInOff => (
            "This mailbox takes no password from programs".into(),
            format!(
                "\"{host}\" does not let programs sign in to this mailbox with a password, even with the right one."
            ),
            provider_advice(failure).unwrap_or_else(|| "Ask whoever manages the mailbox to allow programs to send with a password, or use a mailbox of another provider for reminders.".into()),
        ),
        Kind::SignInNotOffered => (
            "This server does not take a password here".into(),
            format!("\"{host}\" offers no sign-in with user name and password at port {port}."),
            "Try port 465 with \"TLS\" or port 587 with \"STARTTLS\". Some providers must first allow e-mail programs in the mailbox's settings.".into(),
        ),
        Kind::SignInRequired => (
            "The mail server wants a sign-in".into(),
            format!("\"{host}\" only sends for people who have signed in with user name and password."),
            "Fill in the user name and the password in the mail settings and check again.".into(),
        ),
        Kind::ServerRefused => (
            "The mail server turned this computer away".into(),
            format!("\"{host}\" takes no mail from this internet connection. Home and mobile connections are often refused by servers that do not ask for a sign-in."),
            "Use your provider's server for outgoing mail (port 465 or 587), with user name and password.".into(),
        ),
        Kind::SenderRefused => (
            "The sender address was refused".into(),
            "This mailbox may not send with the clinic's sender address.".into(),
            "Use the address of the mailbox you sign in with as the sender address, or add the other one at your provider as an alias.".into(),
        ),
        Kind::RecipientUnknown => (
            "This e-mail address does not exist".into(),
            "The mail server says that there is no such mailbox. Mostly a letter is missing or two are swapped.".into(),
            "Ask the patient for the address and correct it in the patient's record.".into(),
        ),
        Kind::RecipientRefused => (
            "This mailbox takes no mail from the clinic".into(),
            "The recipient's mail server refused the letter: the mailbox is closed, or mail from your sender is blocked there.".into(),
            "Reach the patient another way and ask for a different address.".into(),
        ),
        Kind::AddressNotSupported => (
            "Your mail server cannot write to this address".into(),
            "The address has letters beyond a to z before the @, and your mail server cannot send to such addresses.".into(),
            "Check the address; if it is right, ask the patient for another one.".into(),
        ),
        Kind::MailboxFull => (
            "The mailbox is full".into(),
            "The patient's mailbox has no room for another letter.".into(),
            "Reach the patient another way if the visit is soon.".into(),
        ),
        Kind::Greylisted => (
            "The mail server asks us to come back later".into(),
            "Some servers send new senders away for a few minutes to keep spam out. This is normal.".into(),
            "Nothing to do: Keepwell tries again in a few minutes.".into(),
        ),
        Kind::TooManyMessages => (
            "Your provider's sending limit is reached".into(),
            "Providers allow only so many e-mails per hour or day. What waits will go out later if it is still useful then.".into(),
            "If this happens often, ask your provider for a mailbox with a higher limit.".into(),
        ),
        Kind::MessageTooBig => (
            "The e-mail is too large".into(),
            "The mail server takes no letter of this size.".into(),
            "Shorten the message's text or remove pictures from it.".into(),
        ),
        Kind::MessageRefused => (
            "The mail server refused this e-mail".into(),
            "The server took the address but not the letter, mostly because it looked like spam to it.".into(),
            "Read the server's own words below. Fewer links and a plain text help; so does your domain's SPF and DKIM entry, which your provider can set up.".into(),
        ),
        Kind::ServerBusy => (
            "The mail server is busy".into(),
            "It has a passing problem and asks to come back later.".into(),
            "Nothing to do: Keepwell tries again by itself.".into(),
        ),
        Kind::Silent => silent(failure),
        Kind::Dropped => (
            "The connection broke off".into(),
            format!("\"{host}\" or something on the way ended the connection {}.", moment(failure.phase)),
            again(failure.phase, "Keepwell tries again by itself. If it happens every time, an antivirus program that looks into e-mail is the usual cause."),
        ),
        Kind::Unreadable => (
            "This does not answer like a mail server".into(),
            format!("What answers at \"{host}\", port {port}, does not speak as a mail server should."),
            again(failure.phase, "Check the server's name and port; for outgoing mail the port is 465 or 587."),
        ),
    };
    Explanation { title, meaning, next }
}

fn wrong_password(failure: &Failure) -> (String, String, String) {
    let title = "User name or password not accepted".to_owned();
    let meaning = format!(
        "\"{}\" is the right kind of server and the line is safe, but it did not accept this user name with this password.",
        failure.host
    );
    let next = match provider_advice(failure) {
        Some(advice) => format!("{advice} The user name is the whole e-mail address."),
        None => "Type the password again; the user name is mostly the whole e-mail address. Many providers want an \"app password\" instead of your own: you make one in the mailbox's security settings.".to_owned(),
    };
    (title, meaning, next)
}

/// What this provider wants of a password, when Keepwell knows the provider.
fn provider_advice(failure: &Failure) -> Option<String> {
    let known = advice_for_host(&failure.host)?;
    (!known.advice.is_empty()).then(|| known.advice.to_owned())
}

fn silent(failure: &Failure) -> (String, String, String) {
    let (host, port) = (&failure.host, failure.port);
    if failure.phase == Phase::Greeting && port == 465 {
        // A server that expects encryption from the first byte waits for us to speak, and we wait for it.
        return (
            "The mail server waits for encryption".into(),
            format!("\"{host}\" said nothing at port 465. This port expects encryption from the start."),
            "Choose \"TLS\" for port 465, or \"STARTTLS\" with port 587.".into(),
        );
    }
    (
        "The mail server stopped answering".into(),
        format!(
            "\"{host}\" was connected but did not answer in time {}.",
            moment(failure.phase)
        ),
        again(
            failure.phase,
            "Keepwell tries again by itself. If it happens every time, try another network or ask your provider.",
        ),
    )
}

fn moment(phase: Phase) -> &'static str {
    match phase {
        Phase::Prepare | Phase::Resolve | Phase::Connect | Phase::Greeting | Phase::Hello => "at the beginning",
        Phase::Tls | Phase::StartTls => "while encryption was being set up",
        Phase::SignIn => "during the sign-in",
        Phase::Sender | Phase::Recipient | Phase::Data => "before the letter was handed over",
        Phase::Body | Phase::Reply => "while the letter was being handed over",
    }
}

/// After the letter started to go out there is no "again by itself".
fn again(phase: Phase, otherwise: &str) -> String {
    match phase {
        Phase::Body | Phase::Reply => "The e-mail has probably arrived. Keepwell does not send it again by itself, so that nobody gets it twice. If it matters, ask the patient or send it again yourself.".to_owned(),
        _ => otherwise.to_owned(),
    }
}

fn other_port(port: u16) -> &'static str {
    if port == 465 {
        "port 587 with \"STARTTLS\""
    } else {
        "port 465 with \"TLS\""
    }
}

fn sentence(detail: &str) -> String {
    if detail.is_empty() {
        String::new()
    } else {
        format!(" {detail}.")
    }
}
