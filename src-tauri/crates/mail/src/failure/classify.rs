//! What a refusal means, from where it came, its number and its words.
//!
//! Numbers: RFC 5321 §4.2, enhanced codes RFC 3463 and 5248, greylisting RFC 6647. Words are looked at only where
//! large providers use one number for several things.

use super::{FailureKind as Kind, Phase};

/// Reads a 4xx or 5xx answer.
pub(crate) fn classify(phase: Phase, code: u16, text: &str) -> Kind {
    let text = text.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let enhanced = enhanced(&text);
    let too_many = says(&[
        "too many",
        "rate limit",
        "ratelimit",
        "sending limit",
        "daily",
        "throttl",
        "too fast",
        "limit exceeded",
    ]);
    if code == 421 {
        return if too_many {
            Kind::TooManyMessages
        } else {
            Kind::ServerBusy
        };
    }
    let permanent = code >= 500;
    match phase {
        Phase::SignIn => sign_in(code, &text, too_many),
        Phase::StartTls if permanent => Kind::TlsNotOffered,
        Phase::StartTls => Kind::TlsFailed,
        Phase::Greeting | Phase::Hello if permanent => Kind::ServerRefused,
        Phase::Greeting | Phase::Hello if too_many => Kind::TooManyMessages,
        Phase::Greeting | Phase::Hello => Kind::ServerBusy,
        _ if code == 530
            || says(&[
                "authentication required",
                "must authenticate",
                "not authenticated",
                "authenticate first",
            ]) =>
        {
            Kind::SignInRequired
        }
        // Gmail says 550 5.4.5 on the day's limit: it is permanent only for today.
        _ if too_many || enhanced == Some((4, 5)) || enhanced == Some((5, 3)) => Kind::TooManyMessages,
        _ if enhanced == Some((2, 2)) || says(&["mailbox full", "over quota", "quota exceeded", "mailbox is full"]) => {
            Kind::MailboxFull
        }
        _ if enhanced == Some((3, 4)) || (code == 552 && phase != Phase::Recipient) => Kind::MessageTooBig,
        _ if !permanent => passing(
            phase,
            code,
            enhanced,
            says(&["greylist", "graylist", "grey-list", "gray-list"]),
        ),
        Phase::Sender => Kind::SenderRefused,
        Phase::Recipient => recipient(code, enhanced, says(&["relay"])),
        _ if matches!(enhanced, Some((1, 7 | 8))) || says(&["not owned by", "sender address rejected", "send as"]) => {
            Kind::SenderRefused
        }
        _ if matches!(enhanced, Some((1, _))) => Kind::RecipientUnknown,
        _ => Kind::MessageRefused,
    }
}

fn sign_in(code: u16, text: &str, too_many: bool) -> Kind {
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match code {
        400..500 if too_many => Kind::TooManyMessages,
        400..500 => Kind::ServerBusy,
        // 500–504: the command or the method is not known here.
        500..=504 => Kind::SignInNotOffered,
        // Google and Yahoo: "534 5.7.9 Application-specific password required".
        _ if says(&["application-specific", "app password", "app-specific"]) => Kind::AppPasswordNeeded,
        // Microsoft: "535 5.7.139 … basic authentication is disabled", "… SmtpClientAuthentication is disabled",
        // "550 5.7.30 Basic authentication is not supported".
        _ if says(&["basic authentication is", "smtpclientauthentication is disabled"]) => Kind::PasswordSignInOff,
        _ => Kind::WrongPassword,
    }
}

fn passing(phase: Phase, code: u16, enhanced: Option<(u16, u16)>, greylist: bool) -> Kind {
    match (code, enhanced) {
        _ if greylist => Kind::Greylisted,
        (_, Some((2, 1))) if phase == Phase::Recipient => Kind::TooManyMessages,
        (452, _) | (_, Some((3 | 4, _))) => Kind::ServerBusy,
        // Without words, 450 and 451 to a recipient are how most servers greylist.
        (450 | 451, _) if matches!(phase, Phase::Recipient | Phase::Data | Phase::Reply) => Kind::Greylisted,
        _ => Kind::ServerBusy,
    }
}

fn recipient(code: u16, enhanced: Option<(u16, u16)>, relay: bool) -> Kind {
    match (code, enhanced) {
        // "Relay access denied": the server sends only for those who have signed in.
        _ if relay => Kind::SignInRequired,
        (_, Some((1, 7 | 8))) => Kind::SenderRefused,
        (_, Some((7, _) | (2, 1))) => Kind::RecipientRefused,
        (552, _) => Kind::MailboxFull,
        (550 | 551 | 553, _) | (_, Some((1, _))) => Kind::RecipientUnknown,
        _ => Kind::RecipientRefused,
    }
}

/// Subject and detail of an enhanced status code at the beginning of the text: `5.7.1 …` gives `(7, 1)`.
fn enhanced(text: &str) -> Option<(u16, u16)> {
    let mut parts = text.split_whitespace().next()?.splitn(3, '.');
    let class = parts.next()?;
    if !matches!(class, "4" | "5") {
        return None;
    }
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}
